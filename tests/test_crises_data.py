"""The tables of organizations and crises, and which decision belongs to which crisis."""

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"

#: The crises that the source documents of the project name.
NAMED = (
    "ottoman-empire-1915",
    "europe-1941",
    "cambodia-1975",
    "bosnia-1992",
    "rwanda-1994",
    "kosovo-1998",
    "east-timor-1999",
    "sierra-leone-1991",
    "drc-1996",
    "drc-1998",
    "darfur-2003",
    "sri-lanka-2009",
    "kenya-2007",
    "libya-2011",
    "syria-2011",
    "myanmar-2016",
    "xinjiang-2017",
    "gaza-2023",
    "sudan-2023",
)

#: The vetoed drafts on the Syrian Arab Republic to 2022-07-08.
SYRIA = {
    "S-2011-612",
    "S-2012-77",
    "S-2012-538",
    "S-2014-348",
    "S-2016-846",
    "S-2016-1026",
    "S-2017-172",
    "S-2017-315",
    "S-2017-884",
    "S-2017-962",
    "S-2017-970",
    "S-2018-321",
    "S-2019-756",
    "S-2019-961",
    "S-2020-654",
    "S-2020-667",
    "S-2022-538",
}

#: The organizations whose keys others rely on.
FIXED = {
    "un": "IGO",
    "security-council": "Organ",
    "au": "IGO",
    "nato": "IGO",
    "eu": "IGO",
    "icc": "Court",
    "osapg": "Office",
}

#: Words that a label would use to judge or to stir; other names stand as alternative labels.
LOADED = re.compile(
    r"(?i)\b(genocid|massacre|slaughter|atrocit|butcher|invasion|aggress|terror|horror"
    r"|brutal|cleansing|regime|barbar)"
)

Row = dict[str, str]


def rows(path: str) -> list[Row]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(cell: str) -> list[str]:
    return cell.split("|") if cell else []


@cache
def decisions() -> dict[str, Row]:
    return {row["key"]: row for row in rows("council/Decision.csv")}


@cache
def decisions_under() -> dict[str, dict[str, set[str]]]:
    """The decisions under each agenda item and subject heading, as any table states it."""
    found: dict[str, dict[str, set[str]]] = {
        "agendaItem": defaultdict(set),
        "subject": defaultdict(set),
    }
    for path in sorted(DATA.glob("council/Decision*.csv")):
        for row in rows(f"council/{path.name}"):
            for column, under in found.items():
                for key in values(row.get(column) or ""):
                    under[key].add(row["key"])
    return found


def covered(row: Row) -> set[str]:
    """The decisions that a row of the mapping speaks of, as the rule reads it."""
    keys = set(values(row["decision"]))
    for column, under in decisions_under().items():
        for heading in values(row[column]):
            keys |= under[heading]
    return {
        key
        for key in keys
        if (not row["from"] or row["from"] <= decisions()[key]["date"])
        and (not row["to"] or decisions()[key]["date"] <= row["to"])
    }


@cache
def mapping() -> list[Row]:
    return rows("crises/ConcernsMapping.csv")


@cache
def concerns() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in mapping():
        if row["crisis"]:
            found[row["crisis"]] |= covered(row)
    return found


def outcome(name: str) -> set[str]:
    return {key for key, row in decisions().items() if row["outcome"] == name}


def sources() -> set[str]:
    paths = [*DATA.glob("**/Document*.csv"), *DATA.glob("**/Dataset*.csv")]
    return {row["key"] for path in paths for row in rows(str(path.relative_to(DATA)))}


ORGANIZATIONS = ("IGO", "Organ", "Office", "Court", "NGO", "Coalition", "NationalBody")


def organizations() -> dict[str, tuple[str, Row]]:
    return {
        row["key"]: (table, row)
        for table in ORGANIZATIONS
        for row in rows(f"organizations/{table}.csv")
    }


# Crises


@pytest.mark.parametrize("key", NAMED)
def test_every_crisis_that_the_source_documents_name_is_there(key: str):
    assert key in {row["key"] for row in rows("crises/Crisis.csv")}


def test_a_crisis_says_what_it_is_where_since_when_and_who_says_so():
    known = sources()
    for row in rows("crises/Crisis.csv"):
        for column in ("label@en", "definition@en", "place", "from", "source", "locator"):
            assert row[column], f"{row['key']} has no {column}"
        assert row["source"] in known, row["key"]
        assert re.fullmatch(r"[a-z-]+-\d{4}", row["key"])


def test_labels_of_crises_neither_judge_nor_stir():
    for row in rows("crises/Crisis.csv"):
        assert not LOADED.search(row["label@en"]), row["label@en"]


def test_a_contested_name_is_never_the_only_one():
    for row in rows("crises/Crisis.csv"):
        assert "genocide" not in row["label@en"].casefold()
        if "genocide" in row["definition@en"].casefold():
            assert "found to be genocide by" in row["definition@en"], row["key"]


def test_places_of_crises_are_states_of_the_graph():
    states = {row["key"] for row in rows("states/State.csv")}
    for row in rows("crises/Crisis.csv"):
        assert set(values(row["place"])) <= states, row["key"]


def test_no_crisis_ends_before_it_begins():
    def first_day(text: str) -> str:
        return (text + "-01-01")[:10] if len(text) < 10 else text

    for row in rows("crises/Crisis.csv"):
        if row["to"]:
            assert first_day(row["from"]) <= first_day(row["to"]), row["key"]


# The mapping


def test_a_row_of_the_mapping_speaks_of_one_kind_of_thing_and_says_why():
    for row in mapping():
        kinds = [column for column in ("agendaItem", "subject", "decision") if row[column]]
        assert len(kinds) == 1, row["key"]
        assert row["note@en"], row["key"]
        assert row["source"] == "normgraph-editors", row["key"]


def test_all_keys_of_the_mapping_exist():
    crises = {row["key"] for row in rows("crises/Crisis.csv")}
    items = {row["key"] for row in rows("council/AgendaItem.csv")}
    subjects = {row["key"] for row in rows("council/Subject.csv")}
    for row in mapping():
        assert not row["crisis"] or row["crisis"] in crises, row["key"]
        assert set(values(row["agendaItem"])) <= items, row["key"]
        assert set(values(row["subject"])) <= subjects, row["key"]
        assert set(values(row["decision"])) <= decisions().keys(), row["key"]


def test_every_row_of_the_mapping_speaks_of_some_decision():
    for row in mapping():
        assert covered(row), row["key"]


def test_every_text_that_failed_belongs_to_a_crisis_or_a_row_says_why_not():
    spoken_of = set().union(*map(covered, mapping()))
    assert not (decisions().keys() - outcome("adopted")) - spoken_of


def test_what_belongs_to_a_crisis_is_not_also_said_to_belong_to_none():
    none = set().union(*(covered(row) for row in mapping() if not row["crisis"]))
    assert not none & set().union(*concerns().values())


def test_most_decisions_belong_to_a_crisis():
    share = len(set().union(*concerns().values())) / len(decisions())
    assert share > 0.84
    failed = decisions().keys() - outcome("adopted")
    assert len(failed & set().union(*concerns().values())) / len(failed) > 0.75


def test_the_seventeen_vetoed_drafts_on_syria():
    vetoed = concerns()["syria-2011"] & outcome("vetoed")
    assert {key for key in vetoed if decisions()[key]["date"] <= "2022-07-08"} == SYRIA


@pytest.mark.reference
def test_the_vetoes_on_syria_are_those_that_another_table_counts(reference: Path):
    with (reference / "council/wpd_vetoes_1946-2022.csv").open(encoding="utf-8-sig") as file:
        published = {
            row["draft"].replace("/", "-")
            for row in csv.DictReader(file)
            if row["crisis_topic"] == "Syria"
        }
    assert published == SYRIA


@pytest.mark.parametrize(
    ("crisis", "texts"),
    [
        ("libya-2011", "S-RES-1970-2011 S-RES-1973-2011 S-RES-2009-2011 S-RES-2016-2011"),
        ("rwanda-1994", "S-RES-872-1993 S-RES-912-1994 S-RES-918-1994 S-RES-929-1994"),
        ("rwanda-1994", "S-RES-935-1994 S-RES-955-1994 S-RES-978-1995"),
        ("bosnia-1992", "S-RES-752-1992 S-RES-819-1993 S-RES-836-1993 S-RES-1031-1995"),
        ("kosovo-1998", "S-RES-1160-1998 S-RES-1199-1998 S-1999-328 S-RES-1244-1999"),
        ("darfur-2003", "S-RES-1556-2004 S-RES-1591-2005 S-RES-1593-2005 S-RES-1706-2006"),
        ("gaza-2023", "S-RES-2712-2023 S-2023-772 S-2023-773 S-2024-835 S-RES-2803-2025"),
        ("yemen-2014", "S-RES-2216-2015 S-2018-156"),
        ("lebanon-2004", "S-RES-1559-2004 S-RES-1595-2005 S-RES-1757-2007"),
        ("kenya-2007", "S-2013-660"),
    ],
)
def test_texts_known_to_concern_a_crisis(crisis: str, texts: str):
    assert set(texts.split()) <= concerns()[crisis]


def test_the_situation_in_the_middle_east_is_told_apart_by_text():
    item = decisions_under()["agendaItem"]["the-situation-in-the-middle-east"]
    assert {"S-RES-1559-2004", "S-RES-2043-2012", "S-RES-2216-2015"} <= item
    assert not any(
        "the-situation-in-the-middle-east" in values(r["agendaItem"]) for r in mapping()
    )
    assert "S-2018-156" not in concerns()["syria-2011"]
    assert not concerns()["syria-2011"] & concerns()["middle-east-1973"]
    assert not concerns()["syria-2011"] & concerns()["lebanon-2006"]


# Organizations


@pytest.mark.parametrize("key", sorted(FIXED))
def test_organizations_whose_keys_others_rely_on(key: str):
    assert organizations()[key][0] == FIXED[key]


def test_an_organization_is_named_defined_and_cited_once():
    known, seen = sources(), set()
    for table in ORGANIZATIONS:
        for row in rows(f"organizations/{table}.csv"):
            assert row["key"] not in seen, row["key"]
            seen.add(row["key"])
            assert row["label@en"], row["key"]
            assert row["definition@en"], row["key"]
            assert row["source"] in known, row["key"]
            assert row["locator"], row["key"]


def test_what_an_organization_belongs_to_or_follows_exists():
    known = {f"organization/{key}" for key in organizations()}
    known |= {f"state/{row['key']}" for row in rows("states/State.csv")}
    for key, (_, row) in organizations().items():
        for column in ("partOf", "succeeds"):
            assert set(values(row.get(column) or "")) <= known, key


def test_principal_organs_are_named_in_the_six_languages():
    organs = organizations()
    for key in ("general-assembly", "security-council", "ecosoc", "secretariat", "icj"):
        for language in ("en", "fr", "es", "ru", "zh", "ar"):
            assert organs[key][1][f"label@{language}"], f"{key} in {language}"
