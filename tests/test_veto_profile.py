"""Vetoed votes, their counts and failed texts: by hand, published, by law, and as recorded."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.failed_drafts import failed_without_veto
from normgraph.analysis.registry import analyze
from normgraph.analysis.veto_counts import Grouping, veto_counts
from normgraph.analysis.veto_profile import Counting, veto_profile
from normgraph.errors import QueryError, UndefinedMeasureError, UnknownNameError
from normgraph.export.figure import figure
from normgraph.query.records import Veto
from normgraph.query.veto_records import Region

DAY = date(2011, 1, 1)
ASIA = {"war": (Region("asia", "Asia"), Region("western-asia", "Western Asia", "asia"))}


def veto(decision, state, *, day=DAY, crisis=(), recorded=True, official=False):
    return Veto(day, decision, f"seat-{state}", state, "", recorded, official, crisis, ("S",))


#: Nine members. D000: A alone against. D001: A and B against, one other too. D002: adopted.
COUNCIL = council_of(
    {"A": "nny", "B": "yny", "C": "yny"}
    | dict.fromkeys("DEFG", "yyy")
    | {"H": "ayy", "I": "xyy"},
    permanent=("A", "B"),
    outcome=["vetoed", "vetoed", "adopted"],
    crises=[("war",), (), ()],
)
VETOES = [
    veto("D000", "A", crisis=("war",), official=True),
    veto("D001", "A"),
    veto("D001", "B"),
]


def profile(council=COUNCIL, vetoes=VETOES, **options):
    return veto_profile(council, vetoes, ASIA, **options).value.votes


def test_isolation_is_the_share_in_favour_of_the_others_that_took_part():
    # D000: of B to H six were in favour and H abstained; I took no part: 6/7.
    # D001: without A and B seven took part, C against: 6/7.
    one, two = profile()
    assert (one.isolation, two.isolation) == (6 / 7, 6 / 7)
    assert (one.vetoes, two.vetoes) == (1, 2)
    assert (one.in_favour, one.against, one.abstained, one.did_not_vote) == (6, 1, 1, 1)


def test_the_sole_blocker_is_the_only_member_against():
    assert [vote.sole_blocker for vote in profile()] == [True, False]


def test_permanent_members_in_favour_are_counted_apart():
    # B holds a permanent seat and was in favour of D000.
    assert [vote.permanent_in_favour for vote in profile()] == [1, 0]


def test_a_region_is_the_continent_of_the_crises():
    assert [(vote.crises, vote.regions) for vote in profile()] == [("war", "asia"), ("", "")]


def test_the_list_counts_only_what_it_names():
    (vote,) = profile(counting=Counting.LIST)
    assert vote.decision == "D000"


def test_a_member_that_the_list_names_without_a_ballot_against_is_told():
    # The list names B too, whose ballot was in favour: two vetoes, and B is no "other".
    named = [*VETOES, veto("D000", "B", recorded=False, official=True)]
    result = veto_profile(COUNCIL, named, ASIA, counting=Counting.LIST)
    (vote,) = result.value.votes
    assert (vote.vetoes, vote.isolation) == (2, 5 / 6)
    assert any(caveat.startswith("1 of the vetoes are named") for caveat in result.caveats)
    assert not any("are named" in c for c in veto_profile(COUNCIL, VETOES, ASIA).caveats)


def test_a_veto_with_nobody_else_taking_part_has_no_isolation():
    alone = council_of({"A": "n", "B": "x"}, permanent=("A",), outcome="vetoed")
    (vote,) = profile(alone, [veto("D000", "A")])
    assert vote.isolation is None
    assert vote.sole_blocker


def test_no_veto_is_undefined():
    with pytest.raises(UndefinedMeasureError, match="Widen one of the filters"):
        profile(vetoes=[])
    with pytest.raises(UndefinedMeasureError, match="read to 2022-05-26"):
        profile(vetoes=[veto("D000", "A")], counting=Counting.LIST)
    with pytest.raises(UndefinedMeasureError, match="Widen"):
        veto_counts([], ASIA)


BALLOTS = st.lists(st.sampled_from("ynax"), min_size=2, max_size=8)


@given(BALLOTS, st.permutations(range(8)))
def test_isolation_lies_between_nothing_and_all_and_no_order_of_members_matters(letters, order):
    members = dict(zip("BCDEFGHI", letters, strict=False))
    renamed = dict(zip([f"{n}" for n in order], letters, strict=False))
    found = [
        profile(
            council_of({"A": "n"} | table, permanent=("A",), outcome="vetoed"),
            [veto("D000", "A")],
        )[0].isolation
        for table in (members, renamed)
    ]
    assert found[0] == found[1]
    took_part = sum(letter in "yna" for letter in letters)
    if took_part:
        assert found[0] * took_part == pytest.approx(letters.count("y"))
    else:
        assert found[0] is None


def rows(vetoes=VETOES, **options):
    return {each.group: each for each in veto_counts(vetoes, ASIA, **options).value.counts}


def test_a_double_veto_counts_once_for_each_seat_and_once_in_all():
    counts = rows()
    assert (counts["seat/seat-A"].votes, counts["seat/seat-B"].votes) == (2, 1)
    assert (counts["all"].votes, counts["all"].single, counts["all"].double) == (2, 1, 1)
    assert counts["all"].vetoes == 3
    # Two of two votes, and one of two: shares of more than one together.
    assert (counts["seat/seat-A"].share, counts["seat/seat-B"].share) == (1, 0.5)


def test_both_countings_stand_side_by_side():
    counts = rows()
    assert (counts["seat/seat-A"].listed, counts["seat/seat-B"].listed) == (1, 0)
    assert counts["all"].listed_single == 1


def test_a_text_counts_in_each_region_and_one_of_no_crisis_apart():
    assert {key: each.votes for key, each in rows(by=Grouping.CONTINENT).items()} == {
        "region/asia": 1,
        "no region on record": 1,
        "all": 2,
    }
    # Asia is wider than Western Asia, and counted only among continents.
    assert set(rows(by=Grouping.REGION)) == {
        "region/western-asia",
        "no region on record",
        "all",
    }
    assert set(rows(by=Grouping.CRISIS)) == {"crisis/war", "no crisis on record", "all"}


def test_after_the_list_ends_its_counting_has_no_value_and_is_not_zero():
    later = [veto("D009", "A", day=date(2023, 1, 1))]
    counts = rows([*VETOES, *later], by=Grouping.DECADE)
    assert counts["2020\u20132029"].listed is None
    assert counts["2010\u20132019"].listed == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["D1", "D2", "D3", "D4"]), st.sampled_from("ABC")), min_size=1
    ),
    st.randoms(use_true_random=False),
    st.sampled_from(list(Grouping)),
)
def test_counts_add_up_and_no_order_or_repetition_matters(pairs, random, by):
    vetoes = [veto(decision, state) for decision, state in pairs]
    counts = rows(vetoes, by=by)
    assert counts == rows(random.sample([*vetoes, *vetoes], 2 * len(vetoes)), by=by)
    for each in counts.values():
        assert each.single + each.double + each.triple == each.votes <= counts["all"].votes
    assert counts["all"].vetoes == len(set(pairs))


FAILED = council_of(
    # Before 1966 seven are needed, since then nine; D003 has no ballots.
    {"A": "nyy.", "B": "yyn."} | dict.fromkeys("CDEF", "yyy.") | {"G": "aay."},
    permanent=("A", "B"),
    outcome="lacked-majority",
    date=[date(1965, 12, 31), date(1966, 1, 1), DAY, DAY],
)


def test_votes_missing_are_those_needed_on_the_day_less_those_in_favour():
    # D000: 5 of 7. D001: 6 of 9. D002: 6 of 9. D003: nothing known.
    texts = failed_without_veto(FAILED, {}).value.texts
    assert [(text.needed, text.missing) for text in texts] == [
        (7, 2),
        (9, 3),
        (9, 3),
        (9, None),
    ]


def test_a_permanent_member_against_would_have_vetoed_had_there_been_the_votes():
    result = failed_without_veto(FAILED, {})
    told = [(text.permanent_against, text.would_be_vetoed) for text in result.value.texts]
    assert told == [("A", True), ("", False), ("B", True), ("", None)]
    assert any(caveat.startswith("Of 1 of them") for caveat in result.caveats)


def test_nothing_that_failed_without_a_veto_is_refused():
    with pytest.raises(UndefinedMeasureError, match="No text here failed"):
        failed_without_veto(COUNCIL, {})


# The record itself.


# Security Council Affairs Division: Highlights of Security Council Practice 2023, as told in
# the press on 18 January 2024: 42 vetoes on 32 draft resolutions and amendments in 2014-2023.
def test_the_vetoes_of_2014_to_2023_are_those_of_the_secretariat(opened):
    found = analyze(opened, "veto-counts", **{"from": "2014", "to": "2023"})
    whole = found.value.counts[-1]
    assert (whole.votes, whole.vetoes) == (32, 42)


def test_every_veto_on_record_is_single_double_or_triple(opened):
    whole = analyze(opened, "veto-counts").value.counts[-1]
    assert (whole.votes, whole.single, whole.double, whole.triple) == (269, 227, 29, 13)
    # The list has fewer, and names one more member beside a vote of 26 June 1946.
    assert (whole.listed, whole.listed_single, whole.listed_double) == (213, 174, 26)


def test_nothing_on_record_was_vetoed_without_the_votes_needed(opened):
    for vote in analyze(opened, "veto-profile").value.votes:
        assert vote.in_favour >= (7 if vote.date < date(1966, 1, 1) else 9), vote
        # A bound that follows: 9 of the 14 others, 7 of the 10 in a Council of eleven.
        assert vote.isolation >= (7 / 10 if vote.date < date(1966, 1, 1) else 9 / 14), vote


def test_the_profile_and_the_counts_agree(opened):
    for given_ in ({}, {"crisis": "syria-2011"}, {"seat": "china"}, {"region": "africa"}):
        votes = analyze(opened, "veto-profile", **given_).value.votes
        whole = analyze(opened, "veto-counts", **given_).value.counts[-1]
        sizes = Counter(vote.vetoes for vote in votes)
        assert (sizes[1], sizes[2], sizes[3]) == (whole.single, whole.double, whole.triple)


def test_nothing_failed_for_want_of_votes_that_had_them(opened):
    texts = analyze(opened, "failed-without-veto").value.texts
    assert all(text.missing is None or text.missing > 0 for text in texts)
    assert sum(text.missing is None for text in texts) == 4


def test_a_seat_or_a_state_that_held_it_can_be_chosen(opened):
    of_seat = analyze(opened, "veto-profile", seat="russia").n
    held = [analyze(opened, "veto-profile", seat=state).n for state in ("SUN", "RUS")]
    assert of_seat == sum(held)


@pytest.mark.parametrize("kind", ["texts", "admission", "appointment"])
def test_kinds_part_what_was_put_to_the_vote(opened, kind):
    kinds = {vote.kind for vote in analyze(opened, "veto-profile", kind=kind).value.votes}
    others = {"admission", "appointment", "preliminary-question"}
    assert kinds.isdisjoint(others) if kind == "texts" else kinds == {kind}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"crisis": "syria-2012"}, "Did you mean 'syria-2011'"),
        ({"region": "afrika"}, "Did you mean 'africa'"),
        ({"seat": "rusia"}, "Did you mean 'russia'"),
    ],
)
def test_an_unknown_name_is_refused_with_one_like_it(opened, values, words):
    with pytest.raises(UnknownNameError, match=words):
        analyze(opened, "veto-profile", **values)


def test_a_crisis_without_a_veto_is_told_and_not_zero(opened):
    with pytest.raises(UndefinedMeasureError, match="Widen"):
        analyze(opened, "veto-counts", crisis="rwanda-1994")
    with pytest.raises(QueryError, match="The record goes from"):
        analyze(opened, "veto-counts", **{"from": "1930", "to": "1931"})


@pytest.mark.parametrize("by", [each.value for each in Grouping])
def test_the_bars_of_a_figure_are_the_counts(opened, by):
    result = analyze(opened, "veto-counts", by=by, **{"from": "1990"})
    bars = figure(result).specification["data"]["values"]
    drawn = sum(bar["number"] for bar in bars if bar["counting"] == "every separate vote")
    assert drawn == sum(each.votes for each in result.value.counts if each.group != "all")


def test_the_signs_of_a_figure_are_vetoes(opened):
    result = analyze(opened, "veto-profile", **{"from": "2014", "to": "2023"})
    assert len(figure(result).specification["data"]["values"]) == 42
    failed = analyze(opened, "failed-without-veto", **{"from": "1946"})
    assert len(figure(failed).specification["data"]["values"]) == failed.n - 4


def test_a_year_without_a_veto_keeps_its_place_on_the_axis(opened):
    result = analyze(opened, "veto-counts", by="year", **{"from": "1990", "to": "1999"})
    axis = figure(result).specification["spec"]["encoding"]["x"]
    # None was vetoed in 1991 and 1992; the first and last years are those with a veto.
    assert axis["scale"]["domain"] == [str(year) for year in range(1990, 2000)]
    assert {"1991", "1992"}.isdisjoint(each.group for each in result.value.counts)
