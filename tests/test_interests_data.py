"""The rules that neighbours and alliances obey, which say in whom a state has an interest."""

import csv
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"

#: The land neighbours of those that hold or held a permanent seat. The Republic of China has
#: held no border on land since 1949, and none is entered for the years before.
NEIGHBOURS = {
    "CHN": "AFG BTN IND KAZ KGZ LAO MMR MNG NPL PAK PRK RUS SUN TJK VNM",
    "FRA": "AND BEL CHE DEU ESP ITA LUX MCO",
    "GBR": "IRL",
    "RUS": "AZE BLR CHN EST FIN GEO KAZ LTU LVA MNG NOR POL PRK UKR",
    "SUN": "AFG CHN CSK EST FIN HUN IRN LTU LVA MNG NOR POL PRK ROU TUR",
    "USA": "CAN MEX",
    "ROC": "",
}

#: Each of a pair that follow one another, of which neither can be the other's neighbour.
SUCCESSIVE = [("SUN", "RUS"), ("SUN", "UKR"), ("YUG", "SCG"), ("SCG", "SRB"), ("SCG", "MNE")]

#: The first day on which there is a Council that could respond.
FOUNDED = "1945-10-24"

#: Gleditsch and Ward count Jordan from May 1946 and Laos from 1954, the Correlates of War from
#: March 1946 and October 1953.
EARLY = {"france-laos-1953-LAO", "united-kingdom-jordan-1946-JOR"}

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def borders() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for path in sorted((DATA / "states").glob("State.borders*.csv")):
        for row in table(f"states/{path.name}"):
            found[row["key"]] |= frozenset(row["bordersOn"].split("|"))
    return found


@cache
def lives() -> dict[str, tuple[str, str]]:
    """Return the first and the last day of each state, as far as a table has them."""
    found = {row["key"]: ("", "") for row in table("states/State.csv")}
    for name in ("states/State.gw.csv", "states/State.dates.csv"):
        for row in table(name):
            begins, ends = found[row["key"]]
            found[row["key"]] = (row["from"] or begins, row["to"] or ends)
    return found


def with_ends(name: str) -> list[Row]:
    ends = {row["key"]: row["to"] for row in table(f"alliances/{name}.ends.csv")}
    return [
        row | {"to": row["to"] or ends.get(row["key"], "")}
        for row in table(f"alliances/{name}.csv")
    ]


@cache
def alliances() -> dict[str, Row]:
    return {row["key"]: row for row in with_ends("Alliance")}


@cache
def memberships() -> tuple[Row, ...]:
    return tuple(with_ends("Membership"))


def last(day: str) -> str:
    """Return a day that compares as the end of a month or year, or of all time."""
    return (day + "-12-31"[len(day) - 4 :] if day else "") or "9999-12-31"


# --- neighbours -----------------------------------------------------------------------------


def test_a_border_has_two_sides() -> None:
    assert [(a, b) for a in borders() for b in borders()[a] if a not in borders()[b]] == []


def test_nobody_borders_on_itself_and_everybody_is_a_state() -> None:
    assert [key for key, others in borders().items() if key in others] == []
    assert {key for others in borders().values() for key in others} <= lives().keys()


@pytest.mark.parametrize("key", NEIGHBOURS)
def test_the_neighbours_of_permanent_members_are_those_on_the_map(key: str) -> None:
    assert sorted(borders()[key]) == NEIGHBOURS[key].split()


@pytest.mark.parametrize(("earlier", "later"), SUCCESSIVE)
def test_a_state_does_not_border_on_what_came_in_its_place(earlier: str, later: str) -> None:
    assert later not in borders()[earlier]


def test_neighbours_were_there_at_one_time() -> None:
    apart = [
        (a, b)
        for a in borders()
        for b in borders()[a]
        if last(lives()[a][1]) < lives()[b][0][:7]
    ]
    assert apart == []


def test_every_place_of_a_crisis_with_a_border_has_neighbours() -> None:
    places = {
        place
        for row in table("crises/Crisis.csv")
        for place in row["place"].split("|")
        if place
    }
    islands = {"BHR", "COM", "CUB", "CYP", "GRD", "LKA", "PHL", "SGP", "SYC", "TWN"}
    assert {place for place in places if not borders()[place]} == islands


# --- alliances ------------------------------------------------------------------------------


def test_an_alliance_begins_before_it_ends_and_has_two_members() -> None:
    counts = Counter(row["organization"] for row in memberships())
    for key, row in alliances().items():
        assert row["mutualDefence"] == "true", key
        assert row["from"] < last(row["to"]), key
        assert counts[key] >= 2, key
    assert counts.keys() == alliances().keys()


def test_a_membership_lies_within_its_alliance() -> None:
    for row in memberships():
        alliance = alliances()[row["organization"]]
        assert alliance["from"][: len(row["from"])] <= row["from"], row["key"]
        assert row["from"] < last(row["to"]) <= last(alliance["to"]), row["key"]


def test_a_member_was_there_all_the_time() -> None:
    for row in memberships():
        kind, _, key = row["member"].partition("/")
        assert kind == "state", row["key"]
        begins, ends = lives()[key]
        if row["key"] not in EARLY:
            assert begins[:10] <= max(row["from"], FOUNDED), row["key"]
        assert last(row["to"]) <= last(ends), row["key"]


def test_nobody_belongs_twice_at_once() -> None:
    spells = defaultdict(list)
    for row in memberships():
        spells[row["organization"], row["member"]].append((row["from"], last(row["to"])))
    for which, dates in spells.items():
        for (_, ends), (begins, _) in combinations(sorted(dates), 2):
            assert ends < begins, which


def test_every_alliance_has_a_permanent_member() -> None:
    permanent = {
        row["member"] for row in table("states/CouncilTerm.csv") if not last(row["to"]) < "1945"
    } & {f"state/{key}" for key in NEIGHBOURS}
    allied = defaultdict(set)
    for row in memberships():
        allied[row["organization"]].add(row["member"])
    territory = {"state/TWN"}  # of the Republic of China, which signed
    assert [key for key, who in allied.items() if not who & (permanent | territory)] == []


def test_russia_goes_on_where_the_soviet_union_ends() -> None:
    ends = {r["organization"] for r in memberships() if r["to"] == "1991-12-23"}
    begins = {r["organization"] for r in memberships() if r["from"] == "1991-12-24"}
    assert ends == begins
    assert len(ends) == 5


def test_the_organizations_that_are_alliances_have_members_too() -> None:
    known = {row["key"] for row in table("alliances/IGO.alliances.csv")}
    assert known == {"csto", "nato", "oas"}
    assert known <= {row["organization"] for row in table("memberships/Membership.csv")}
