"""Numbers of the literature: the table that the page shows is the one that is tested here."""

from dataclasses import dataclass
from fractions import Fraction

import pytest

from normgraph.analysis.published import (
    PublishedNumber,
    Verdict,
    checked,
    compared,
    published,
)
from normgraph.analysis.registry import analyses, analyze
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError


@dataclass(frozen=True)
class Share:
    state: str = column("Key.")
    share: float | None = column("From 0 to 1.")
    power: Fraction = column("Exact.")


@dataclass(frozen=True)
class Shares(Rows):
    row = Share
    shares: tuple[Share, ...]

    def rows(self):
        return self.shares


TABLE = Shares(
    (Share("A", 0.7908, Fraction(421, 2145)), Share("B", None, Fraction(4, 2145))),
)


def number(printed="79.1 %", *, row=None, name="share", verdict=Verdict.REPRODUCED, **more):
    usual = {"scale": 100, "within": 0.05} if name == "share" else {}
    return PublishedNumber(
        key="a-number",
        says="A share.",
        published=printed,
        citation="Author (2000). Title.",
        analysis="shares",
        row=row or {"state": "A"},
        column=name,
        verdict=verdict,
        **(usual | more),
    )


def test_a_percentage_is_compared_with_a_share_within_its_rounding():
    # 100 times 0.7908 is 79.08, 0.02 below 79.1.
    found = checked(number(), TABLE)
    assert (found.verdict, found.ours) == (Verdict.REPRODUCED, "79.08 %")
    assert found.difference == pytest.approx(-0.02)


def test_a_count_is_written_without_decimals_and_what_is_none_with_them():
    # 10,000 times 0.7908 is 7908, 100 times that share 79.08.
    assert checked(number("7908", scale=10_000, within=0), TABLE).ours == "7908"
    assert checked(number("79", within=0), TABLE).ours == "79.1"


def test_beyond_the_rounding_it_differs_and_says_why():
    found = checked(number("79.3 %", reason="Another record."), TABLE)
    assert (found.verdict, found.reason) == (Verdict.DIFFERS, "Another record.")


def test_a_reason_is_told_only_where_the_two_differ():
    assert checked(number(reason="Another record."), TABLE).reason is None


def test_fractions_are_compared_exactly():
    assert checked(number("421/2145", name="power"), TABLE).verdict is Verdict.REPRODUCED
    near = checked(number("421/2144", name="power"), TABLE)
    assert near.verdict is Verdict.DIFFERS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"row": {"state": "C"}}, "names 0 rows", id="no row"),
        pytest.param({"row": {"seat": "A"}}, "not there: seat", id="no column"),
        pytest.param({"row": {"state": "B"}}, "without a value", id="no value"),
    ],
)
def test_a_cell_that_is_not_there_is_told(wrong, words):
    with pytest.raises(UndefinedMeasureError, match=words):
        checked(number(**wrong), TABLE)


def test_only_rows_can_be_compared():
    with pytest.raises(UndefinedMeasureError, match="gives no rows"):
        checked(number(), {"A": 0.79})


def test_an_analysis_runs_once_for_all_its_numbers():
    asked = []

    def run(name, parameters):
        asked.append((name, dict(parameters)))
        return Result(TABLE, "share", "Nobody.", 2, "states", ("b", "a"))

    result = compared([number(), number(), number(parameters={"from": "2011"})], run)
    assert asked == [("shares", {}), ("shares", {"from": "2011"})]
    assert (result.n, result.sources) == (3, ("a", "b"))


def test_no_number_is_refused():
    with pytest.raises(UndefinedMeasureError, match="No published number"):
        compared([], lambda name, parameters: None)


# The entries -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comparison(opened):
    return {each.number: each for each in analyze(opened, "published-numbers").value.numbers}


@pytest.mark.slow
@pytest.mark.parametrize("entry", published(), ids=lambda entry: entry.key)
def test_the_record_gives_what_the_entry_says(comparison, entry):
    found = comparison[entry.key]
    assert found.verdict is entry.verdict, f"published {found.published}, ours {found.ours}"


@pytest.mark.parametrize("entry", published(), ids=lambda entry: entry.key)
def test_an_entry_is_cited_and_explained(entry):
    assert entry.says.endswith(".")
    assert any(character.isdigit() for character in entry.citation)
    assert entry.analysis in analyses()
    # Whoever differs says why; who agrees has nothing to explain.
    assert bool(entry.reason) == (entry.verdict is Verdict.DIFFERS)


def test_every_entry_has_a_key_of_its_own():
    keys = [entry.key for entry in published()]
    assert len(keys) == len(set(keys))
