"""Rules over the real tables of the Council's record, and figures in print."""

import csv
from collections import Counter
from functools import cache

import pytest

from normgraph import paths

CHOICES = ("votedFor", "votedAgainst", "abstained", "didNotVote")
PERMANENT = {"CHN", "FRA", "GBR", "ROC", "RUS", "SUN", "USA"}

#: The database knows no ballots for these four votes of 1947 and 1948.
WITHOUT_BALLOTS = {"S-516", "S-1148", "S-1158", "S-1159"}
#: Adopted although a permanent member voted against, so treated as procedural by the Council.
PROCEDURAL = {
    "S-RES-34-1947",  # removes the Greek question from the list of matters
    "S-RES-87-1950",  # invites a representative of the People's Republic of China
    "S-RES-88-1950",  # invites a representative of the People's Republic of China
    "S-RES-110-1955",  # review of the Charter
    "S-RES-119-1956",  # calls an emergency special session
    "S-RES-120-1956",  # calls an emergency special session
    "S-RES-132-1959",  # appoints a subcommittee
    "S-RES-157-1960",  # calls an emergency special session
    "S-RES-462-1980",  # calls an emergency special session
    "S-RES-2623-2022",  # calls an emergency special session
}

#: Vetoed drafts on Syria: those that the library puts under it, and those under the situation
#: in the Middle East but for S/2018/156, which is on Yemen.
SYRIA = {
    *("S/2011/612", "S/2012/77", "S/2012/538", "S/2014/348", "S/2016/846", "S/2016/1026"),
    *("S/2017/172", "S/2017/315", "S/2017/884", "S/2017/962", "S/2017/970", "S/2018/321"),
    *("S/2019/756", "S/2019/961", "S/2020/654", "S/2020/667", "S/2022/538"),
}


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    path = paths.data() / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def decisions() -> dict[str, dict[str, str]]:
    return table("council/Decision")


def parts(cell: str) -> set[str]:
    return set(filter(None, cell.split("|")))


def ballots(row: dict[str, str]) -> dict[str, set[str]]:
    more = table("council/Decision.not-voting").get(row["key"], {})
    found = {choice: parts(row[choice]) for choice in CHOICES}
    found["didNotVote"] |= parts(more.get("didNotVote", ""))
    return found


def tally(row: dict[str, str]) -> tuple[int, ...]:
    return tuple(len(parts(row[choice])) for choice in CHOICES[:3])


def vetoed() -> list[dict[str, str]]:
    return [row for row in decisions().values() if row["outcome"] == "vetoed"]


def vetoing(row: dict[str, str]) -> set[str]:
    return parts(row["votedAgainst"]) & PERMANENT


def majority(row: dict[str, str]) -> int:
    return 7 if row["date"] < "1966-01-01" else 9


def corrected(field: str) -> set[str]:
    rows = table("corrections").values()
    return {row["decision"] for row in rows if row["field"].startswith(field)}


# Published figures


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # United Nations press releases and Dag Hammarskjöld Library tables, as the issue cites.
        pytest.param("S-RES-1973-2011", (10, 0, 5), id="Libya, no-fly zone"),
        pytest.param("S-2011-612", (9, 2, 4), id="Syria, October 2011"),
        pytest.param("S-2012-77", (13, 2, 0), id="Syria, February 2012"),
        pytest.param("S-2012-538", (11, 2, 2), id="Syria, July 2012"),
        pytest.param("S-2014-348", (13, 2, 0), id="Syria, referral to the Court"),
        pytest.param("S-RES-1593-2005", (11, 0, 4), id="Darfur, referral to the Court"),
        pytest.param("S-RES-1706-2006", (12, 0, 3), id="Darfur, deployment"),
        pytest.param("S-RES-955-1994", (13, 1, 1), id="Tribunal for Rwanda"),
        pytest.param("S-RES-1559-2004", (9, 0, 6), id="Lebanon"),
        pytest.param("S-RES-2760-2024", (14, 0, 1), id="missing from the database"),
        pytest.param("S-RES-2812-2026", (13, 0, 2), id="listed as 15 by the extract"),
        pytest.param("S-2001-270", (9, 1, 4), id="Ukraine did not vote"),
        pytest.param("S-20378", (9, 4, 2), id="Libya 1989"),
    ],
)
def test_ballots_add_up_to_the_published_tally(key, expected):
    assert tally(decisions()[key]) == expected


def test_who_abstained_on_the_no_fly_zone_over_libya():
    abstained = parts(decisions()["S-RES-1973-2011"]["abstained"])
    assert abstained == {"BRA", "CHN", "DEU", "IND", "RUS"}


@pytest.mark.parametrize("key", ["S-2011-612", "S-2012-77", "S-2012-538", "S-2014-348"])
def test_china_and_russia_vetoed_four_drafts_on_syria(key):
    row = decisions()[key]
    assert (row["outcome"], vetoing(row)) == ("vetoed", {"CHN", "RUS"})


def test_rwanda_voted_against_its_tribunal():
    assert parts(decisions()["S-RES-955-1994"]["votedAgainst"]) == {"RWA"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # Resolutions adopted, as the Council's own yearly numbering has them.
        pytest.param("1946-01-25", "1989-12-31", 646, id="1946 to 1989"),
        pytest.param("1946-01-25", "2025-12-31", 2811, id="to the end of 2025"),
        pytest.param("1946-01-25", "2026-06-29", 2825, id="to S/RES/2825 (2026)"),
        pytest.param("1991-01-01", "1991-12-31", 42, id="1991"),
        pytest.param("2021-01-01", "2021-12-31", 57, id="2021"),
        pytest.param("2022-01-01", "2022-12-31", 54, id="2022"),
        pytest.param("2023-01-01", "2023-12-31", 50, id="2023"),
        pytest.param("2024-01-01", "2024-12-31", 46, id="2024"),
    ],
)
def test_the_number_of_resolutions_adopted(first, last, expected):
    days = (row["date"] for row in decisions().values() if row["outcome"] == "adopted")
    assert sum(first <= day <= last for day in days) == expected


def test_the_library_counts_213_vetoed_drafts():
    rows = table("council/Decision.library-vetoes")
    states = Counter(state for row in rows.values() for state in parts(row["libraryVetoedBy"]))
    assert len(rows) == 213
    assert {row["officialVeto"] for row in rows.values()} == {"true"}
    assert states == {"SUN": 90, "RUS": 30, "USA": 82, "GBR": 29, "CHN": 17, "FRA": 17}
    assert max(decisions()[key]["date"] for key in rows) == "2022-05-26"


def test_ballots_and_list_name_the_same_states_but_for_one_vote_of_1946():
    rows = table("council/Decision.library-vetoes")
    differing = {
        key
        for key, row in rows.items()
        if vetoing(decisions()[key]) != parts(row["libraryVetoedBy"])
    }
    assert differing == {"S-PV.49.vote2"}


def test_vetoes_since_2000():
    rows = [row for row in vetoed() if "2000-01-01" <= row["date"] <= "2022-07-08"]
    assert len(rows) == 43
    assert len(SYRIA & {row["symbol"] for row in rows}) == 17


# Rules


def test_every_vetoed_text_had_the_majority_and_a_permanent_seat_against_it():
    for row in vetoed():
        assert len(parts(row["votedFor"])) >= majority(row), row["key"]
        assert vetoing(row), row["key"]


def test_texts_that_lacked_the_majority_did():
    for row in decisions().values():
        if row["outcome"] == "lacked-majority":
            assert len(parts(row["votedFor"])) < majority(row), row["key"]


def test_adopted_texts_had_the_majority_and_no_permanent_member_against():
    adopted = [row for row in decisions().values() if row["outcome"] == "adopted"]
    put_to_vote = [row for row in adopted if row["adoptedWithoutVote"] != "true"]
    assert all(len(parts(row["votedFor"])) >= majority(row) for row in put_to_vote)
    assert {row["key"] for row in put_to_vote if vetoing(row)} == PROCEDURAL


def test_each_member_has_one_ballot_in_each_vote():
    for row in decisions().values():
        cast = [state for states in ballots(row).values() for state in states]
        none = row["adoptedWithoutVote"] == "true" or row["key"] in WITHOUT_BALLOTS
        expected = 0 if none else 11 if row["date"] < "1966-01-01" else 15
        assert (len(cast), len(set(cast))) == (expected, expected), row["key"]


def test_tallies_equal_ballots_unless_a_correction_says_why():
    published = ("publishedFor", "publishedAgainst", "publishedAbstentions")
    explained = corrected("ballot") | corrected("published") | WITHOUT_BALLOTS
    for row in decisions().values():
        if row["publishedFor"] and row["key"] not in explained:
            printed = tuple(int(row[name]) for name in published)
            assert printed == tally(row), row["key"]


def test_a_text_adopted_without_a_vote_has_no_ballots_and_no_tally():
    for row in decisions().values():
        if row["adoptedWithoutVote"] == "true":
            assert not any(row[name] for name in (*CHOICES, "publishedFor")), row["key"]


def test_keys_follow_from_symbols():
    for row in decisions().values():
        plain = row["symbol"].replace("/", "-").replace(" (", "-").removesuffix(")")
        whole, _, vote = row["key"].partition(".vote")
        assert whole == plain, row["key"]
        assert vote.isdigit() or not row["symbol"].startswith("S/PV."), row["key"]


def test_all_resolutions_are_there_once():
    rows = [row for row in decisions().values() if row["decisionKind"] == "resolution"]
    numbers = sorted(int(row["symbol"].split("/")[2].split(" ")[0]) for row in rows)
    assert numbers == list(range(1, 2826))


def test_the_secret_ballot_is_marked():
    secret = {row["key"] for row in decisions().values() if row["secretBallot"] == "true"}
    assert secret == {"S-1996-952"}


@pytest.mark.parametrize(
    "key",
    [
        "S-RES-7-1946",
        "S-RES-12-1946",
        "S-RES-27-1947",
        "S-RES-47-1948",
        "S-RES-50-1948",
        "S-RES-56-1948",
        "S-RES-62-1948",
        "S-RES-67-1949",
    ],
)
def test_a_text_voted_on_in_parts_has_no_ballots_on_the_whole(key):
    row = decisions()[key]
    assert (row["adoptedWithoutVote"], row["votedFor"]) == ("true", "")


def test_the_netherlands_abstained_on_spain_and_one_member_was_against():
    row = decisions()["S-PV.45.vote2"]
    assert tally(row) == (9, 1, 1)
    assert (row["votedAgainst"], row["abstained"]) == ("SUN", "NLD")


@pytest.mark.parametrize(
    ("key", "day"), [("S-13729", "1980-01-07"), ("S-RES-730-1992", "1992-01-16")]
)
def test_two_dates_that_most_sources_have_wrong(key, day):
    assert decisions()[key]["date"] == day


@pytest.mark.parametrize(
    "key", ["S-3509", "S-2023-775", "S-2023-776", "S-2025-115", "S-2025-116"]
)
def test_a_failed_amendment_is_no_draft(key):
    assert decisions()[key]["decisionKind"] == "amendment"


def test_the_sixteen_admissions_of_1955_are_all_there():
    rows = [row for key, row in decisions().items() if key.startswith("S-3502.vote")]
    assert len(rows) == 16
    assert max(Counter(tally(row) for row in rows).values()) == 12


def test_historic_states_have_their_own_ballots():
    for row in decisions().values():
        states = set().union(*ballots(row).values())
        assert not ("SUN" in states and row["date"] > "1991-12-23"), row["key"]
        assert not ("RUS" in states and row["date"] < "1991-12-24"), row["key"]
        assert not ("ROC" in states and row["date"] > "1971-10-24"), row["key"]
        assert not ("CHN" in states and row["date"] < "1971-10-25"), row["key"]
        assert not ("YEM" in states and row["date"] < "1990-05-22"), row["key"]


def test_every_conflict_names_the_value_taken_and_a_rule():
    rows = table("council/SourceConflict").values()
    dates = [row for row in rows if row["field"] == "date"]
    assert all(row["valueTaken"] != row["publishedValue"] for row in rows)
    assert all(row["resolvedBy"] for row in rows)
    assert all(row["valueTaken"] == decisions()[row["decision"]]["date"] for row in dates)


def test_every_meeting_of_a_decision_is_of_its_month():
    meetings = table("council/Meeting")
    names = ("Decision", "Decision.library-meetings", "Decision.library-vetoes")
    far = set()
    for name in names:
        for key, row in table(f"council/{name}").items():
            if row.get("meeting"):
                held = meetings[row["meeting"]]["date"]
                if held[:7] != decisions()[key]["date"][:7]:
                    far.add((key, row["meeting"]))
    assert far == set()


@pytest.mark.reference
def test_every_conflict_of_dates_in_the_reference_is_listed(reference):
    path = reference / "council" / "date_conflicts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        known = {int(row["resolution"]) for row in csv.DictReader(file)}
    rows = table("council/SourceConflict").values()
    listed = {int(row["decision"].split("-")[2]) for row in rows if _dated_resolution(row)}
    assert known <= listed


def _dated_resolution(row: dict[str, str]) -> bool:
    return row["field"] == "date" and row["decision"].startswith("S-RES-")
