"""The coding of the Council's references to R2P: its sample, its precision, its counts."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from r2p_rule import BROAD, NONE, OTHER, STATE, WORLD_SUMMIT, level

FOLDER = Path(__file__).resolve().parent.parent / "data" / "engagements" / "council"
SAMPLE = Path(__file__).resolve().parent / "r2p_sample.csv"

#: At each date: resolutions and statements as the Global Centre published them; ours, all
#: that count as references; ours, those that say "to protect" in the body of the text.
PUBLISHED = {"2019-06-07": (81, 21), "2020-06-18": (84, 21), "2021-06-11": (92, 21)}
ALL = {"2019-06-07": (127, 25), "2020-06-18": (134, 27), "2021-06-11": (145, 27)}
NARROW = {"2019-06-07": (82, 20), "2020-06-18": (89, 22), "2021-06-11": (99, 22)}
EXPLICIT = {"2019-06-07": (42, 5), "2020-06-18": (46, 6), "2021-06-11": (50, 6)}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def symbols() -> dict[str, str]:
    """The level that each text has in the tables."""
    found = {}
    for row in table(FOLDER / "NormEngagement.csv"):
        symbol = row["label@en"].rpartition(" in ")[2]
        assert symbol not in found, symbol
        found[symbol] = row["level"]
    return found


def counts(date: str, levels: tuple[str, ...], *, narrow: bool = False) -> tuple[int, int]:
    rows = [
        row
        for row in table(FOLDER / "NormEngagement.csv")
        if row["date"] <= date
        and row["level"] in levels
        and not (narrow and (" for protecting " in row["note@en"] or "annex" in row["locator"]))
    ]
    statements = sum(row["document"].startswith("S-PRST-") for row in rows)
    return len(rows) - statements, statements


def test_every_row_is_the_councils_and_has_a_level() -> None:
    rows = table(FOLDER / "NormEngagement.csv")
    assert len(rows) == 234
    assert {row["actor"] for row in rows} == {"organization/security-council"}
    norms = {(row["level"], row["norm"]) for row in rows}
    assert len(norms) == len({row["level"] for row in rows}) == 5
    assert {row["stance"] for row in rows} == {"invokes", "endorses"}
    assert not [row for row in rows if row["date"] < "2006-01-01"]


def test_the_sample_agrees_with_the_tables() -> None:
    sample, found = table(SAMPLE), symbols()
    assert len({row["symbol"] for row in sample}) == len(sample) >= 60
    for row in sample:
        assert (row["level_by_rule"] == row["level_by_hand"]) == (row["agrees"] == "true")
        assert found.get(row["symbol"], NONE) == row["level_by_hand"], row["symbol"]


def test_precision_is_what_the_coding_states() -> None:
    said = (FOLDER / "CODING.md").read_text(encoding="utf-8")
    stated = {
        name: (int(right), int(drawn))
        for name, right, drawn in re.findall(
            r"^\| `([a-z-]+)` \| (\d+) of (\d+) \|", said, re.MULTILINE
        )
    }
    sample = table(SAMPLE)
    drawn = Counter(row["level_by_rule"] for row in sample)
    right = Counter(row["level_by_rule"] for row in sample if row["agrees"] == "true")
    assert stated == {name: (right[name], drawn[name]) for name in drawn}
    assert f"{sum(right.values())} of {len(sample)}" in said
    again = [row for row in sample if row["second_reading"]]
    agreed = sum(row["second_reading"] == row["level_by_hand"] for row in again)
    assert len(again) == 20
    assert f"{agreed} of {len(again)}" in said


@pytest.mark.parametrize("date", PUBLISHED)
def test_counts_beside_the_published_ones(date: str) -> None:
    references = (WORLD_SUMMIT, OTHER, STATE)
    assert counts(date, references) == ALL[date]
    assert counts(date, references, narrow=True) == NARROW[date]
    assert counts(date, (WORLD_SUMMIT, OTHER)) == EXPLICIT[date]
    said = (FOLDER / "CODING.md").read_text(encoding="utf-8")
    cells = [PUBLISHED[date], EXPLICIT[date], NARROW[date], ALL[date]]
    row = " | ".join(f"{resolutions} + {statements}" for resolutions, statements in cells)
    assert f"| {date} | {row} |" in said


def test_the_rule_on_passages_made_up() -> None:
    bears = "The Government of Ruritania bears the primary responsibility to protect "
    crimes = "genocide, war crimes, ethnic cleansing and crimes against humanity"
    assert level(f"{bears}its population from {crimes}") == WORLD_SUMMIT
    assert level(f"{bears}civilians, including from war crimes") == OTHER
    assert level(f"{bears}civilians") == STATE
    assert level("parties to armed conflict bear the responsibility to protect them") == BROAD
    assert (
        level("without prejudice to the responsibility of the authorities, to protect") == NONE
    )
    assert level("the Council meets again in June") == NONE


@pytest.mark.reference
def test_the_rule_gives_the_levels_of_the_sample(reference: Path) -> None:
    passages = {
        row["symbol"]: row["excerpt"]
        for row in table(reference / "r2p" / "sc_r2p_references_2000_2026.csv")
    }
    for row in table(SAMPLE):
        assert level(passages[row["symbol"]]) == row["level_by_rule"], row["symbol"]
