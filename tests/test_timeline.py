"""Timelines, maps and findings of claims: worked by hand, and laws that hold for any record."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.claims import Bearing, Claim, Evidence, Outcome, finding, findings
from normgraph.analysis.crisis_map import Shown, place_map
from normgraph.analysis.timeline import AFTER, BEFORE, lasts, timeline, window
from normgraph.errors import UndefinedMeasureError
from normgraph.query.crisis_records import LANES, Dated, PlaceValue, Yearly

FIRST, LAST = date(2000, 1, 1), date(2000, 12, 31)
CLAIM = Claim("said", 1, "Said", "It was so.", date(2010, 1, 1), "q", ("A book",), ("book",))


def dated(thing, first, last=None, lane="missions", **more):
    return Dated(lane, first, thing, "kind", f"thing/{thing}", last, **more)


def drawn(*entries, displaced=(), first=FIRST, last=LAST):
    return timeline("somewhere", "Somewhere", entries, displaced, first, last)


def rows(result):
    return {each.dated.label: each.row for each in result.value.placed}


def names(result):
    return [each.dated.label for each in result.value.placed]


def seen(bearing, what="seen", day="2001-01-01", **more):
    return Evidence(bearing, day, what, **more)


# --- the window -----------------------------------------------------------------------------


def test_a_crisis_that_ended_is_shown_from_a_while_before_to_a_while_after():
    late = dated("tribunal", date(2015, 1, 1), lane="steps before courts")
    assert window(FIRST, LAST, [late]) == (FIRST - BEFORE, LAST + AFTER)


def test_a_crisis_without_an_end_is_shown_to_thirty_days_after_the_last_thing_on_record():
    entries = [dated("a", date(2003, 5, 1), date(2004, 5, 1)), dated("b", date(2003, 6, 1))]
    assert window(FIRST, None, entries)[1] == date(2004, 5, 1) + timedelta(days=30)


def test_without_beginning_the_window_begins_before_the_first_thing_on_record():
    entries = [dated("b", date(2003, 6, 1)), dated("a", date(2003, 5, 1))]
    assert window(None, None, entries)[0] == date(2003, 5, 1) - BEFORE


def test_an_end_before_the_beginning_cannot_turn_the_window_round():
    entries = [dated("forerunner", date(1990, 1, 1))]
    first, last = window(FIRST, None, entries)
    assert first < FIRST < last


def test_neither_beginning_nor_record_is_no_window():
    with pytest.raises(UndefinedMeasureError, match="Nothing dated is on record"):
        window(None, LAST, [])


# --- what lies in the window ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "inside"),
    [
        (dated("on the first day", FIRST, FIRST), True),
        (dated("on the last day", LAST, LAST), True),
        (dated("until the first day", date(1990, 1, 1), FIRST), True),
        (dated("until the eve", date(1990, 1, 1), FIRST - timedelta(days=1)), False),
        (dated("from the day after", LAST + timedelta(days=1)), False),
        (dated("all the time", date(1990, 1, 1), date(2020, 1, 1)), True),
        # A mission or a sanction without an end goes on; an event was on its day.
        (dated("mission that lasts", date(1990, 1, 1)), True),
        (dated("sanction that lasts", date(1990, 1, 1), lane="sanctions"), True),
        (dated("event of before", date(1990, 1, 1), lane="events"), False),
        (dated("inquiry of before", date(1990, 1, 1), lane="inquiries and referrals"), False),
    ],
    ids=lambda value: value.label if isinstance(value, Dated) else "",
)
def test_both_ends_of_the_window_are_in_it_and_what_lasts_belongs_to_every_later_one(
    entry, inside
):
    witness = dated("witness", date(2000, 6, 1), lane="events")
    result = drawn(witness, entry)
    assert (entry.label in names(result)) is inside
    assert result.value.outside == (not inside)
    assert result.n == 1 + inside


def test_only_missions_and_sanctions_without_an_end_last():
    lasting = {lane for lane in LANES if lasts(dated("x", FIRST, lane=lane))}
    assert lasting == {"missions", "sanctions"}
    assert not lasts(dated("x", FIRST, LAST))


def test_an_empty_window_is_refused_with_its_days():
    entry = dated("later", date(2010, 1, 1))
    with pytest.raises(UndefinedMeasureError, match="2000-01-01 and 2000-12-31"):
        drawn(entry)


def test_a_crisis_of_which_nothing_is_on_record_is_not_told_to_widen_the_window():
    with pytest.raises(UndefinedMeasureError, match="Nothing dated is on record"):
        drawn()


def test_a_window_that_ends_before_it_begins_is_refused():
    lasting = dated("lasting", date(1990, 1, 1), date(2020, 1, 1))
    with pytest.raises(UndefinedMeasureError, match="ends before it begins"):
        drawn(lasting, first=LAST, last=FIRST)


def test_people_displaced_are_shown_for_the_years_of_the_window():
    figures = [("B", Yearly(year, "refugees", 5, source="u")) for year in (1999, 2000, 2001)]
    refugees = ("A", Yearly(2000, "refugees", 7, source="u"))
    result = drawn(dated("a", FIRST), displaced=[*figures, refugees])
    assert result.value.displaced == (refugees, figures[1])
    assert result.sources == ("u",)


# --- rows and lanes -------------------------------------------------------------------------


def test_what_overlaps_has_rows_of_its_own_and_a_free_row_is_used_again():
    day = timedelta(days=1)
    spring = dated("spring", FIRST, date(2000, 5, 31))
    summer = dated("summer", date(2000, 5, 31), date(2000, 8, 31))  # begins on the same day
    autumn = dated("autumn", date(2000, 5, 31) + day, date(2000, 11, 30))  # the day after
    assert rows(drawn(summer, autumn, spring)) == {"spring": 0, "summer": 1, "autumn": 0}


def test_a_short_time_keeps_its_row_for_as_long_as_its_name_needs():
    # Three tenths of a year, or 109 days.
    short = dated("short", FIRST, date(2000, 1, 10))
    soon, late = dated("soon", date(2000, 4, 1)), dated("late", date(2000, 5, 1))
    assert rows(drawn(short, soon)) == {"short": 0, "soon": 1}
    assert rows(drawn(short, late)) == {"short": 0, "late": 0}


def test_what_lasts_keeps_its_row_for_itself():
    lasting, later = dated("lasting", FIRST), dated("later", date(2000, 9, 1))
    assert rows(drawn(lasting, later)) == {"lasting": 0, "later": 1}


def test_what_is_of_one_day_stands_in_the_top_row():
    days = [dated(f"e{n}", FIRST, lane="events") for n in range(3)]
    assert set(rows(drawn(*days)).values()) == {0}


def test_lanes_have_rows_of_their_own():
    one, other = dated("mission", FIRST), dated("embargo", FIRST, lane="sanctions")
    assert rows(drawn(one, other)) == {"mission": 0, "embargo": 0}


def test_lanes_go_from_what_happened_to_what_courts_did():
    things = [dated(lane, FIRST, lane=lane) for lane in reversed(LANES)]
    result = drawn(*things)
    assert names(result) == list(LANES)
    assert result.value.lanes() == LANES
    assert drawn(things[0], things[-1]).value.lanes() == (LANES[0], LANES[-1])


def test_a_timeline_says_its_window_and_its_sources():
    result = drawn(dated("a", FIRST, sources=("c", "b")), dated("b", FIRST, sources=("a", "")))
    assert result.parameters == {
        "crisis": "somewhere",
        "from": "2000-01-01",
        "to": "2000-12-31",
    }
    assert result.sources == ("a", "b", "c")


days = st.integers(-400, 800).map(lambda number: FIRST + timedelta(days=number))
spans = st.tuples(days, st.none() | st.integers(0, 500)).map(
    lambda span: (span[0], None if span[1] is None else span[0] + timedelta(days=span[1]))
)
things = st.builds(
    lambda lane, span, label, thing, precision, source: Dated(
        lane, span[0], label, "kind", thing, span[1], precision, source
    ),
    st.sampled_from(LANES),
    spans,
    st.sampled_from("ab"),
    st.sampled_from("xy"),
    st.sampled_from(["", "year"]),
    st.sampled_from([(), ("s",), ("s", "t")]),
)
fled = st.tuples(
    st.sampled_from(["A", "B"]),
    st.builds(Yearly, st.integers(1999, 2002), st.sampled_from(["in", "out"]), st.just(5)),
)


@given(st.lists(things, min_size=1, max_size=12), st.lists(fled, max_size=6), st.data())
def test_neither_order_nor_repetition_changes_a_timeline(entries, displaced, data):
    shuffled = data.draw(st.permutations(entries * 2))
    people = data.draw(st.permutations(displaced * 2))
    witness = dated("witness", FIRST)
    assert drawn(witness, *entries, displaced=set(displaced)) == drawn(
        *shuffled, witness, displaced=people
    )


@given(st.lists(things, min_size=1, max_size=12))
def test_no_bars_of_a_row_overlap_and_nothing_is_lost(entries):
    result = drawn(dated("witness", FIRST), *entries)
    assert result.n + result.value.outside == len({dated("witness", FIRST), *entries})
    ends = {}
    for each in result.value.placed:
        if each.dated.last is None and not lasts(each.dated):
            continue
        place = each.dated.lane, each.row
        assert each.dated.first > ends.get(place, date.min)
        ends[place] = each.dated.last or date.max


# --- the map --------------------------------------------------------------------------------


def place(state, value, **more):
    return PlaceValue(state, state.title(), "", value, **more)


def test_a_map_begins_with_the_highest_number_and_leaves_out_zero():
    result = place_map(
        Shown.DEATHS, 2000, [place("few", 1), place("no", 0), place("b", 9), place("a", 9)]
    )
    assert [each.state for each in result.value.places] == ["a", "b", "few"]
    assert result.n == 3
    assert result.parameters == {"show": "deaths", "year": 2000}


def test_a_map_names_the_sources_of_the_states_that_it_shows():
    places = [place("a", 1, sources=("y", "x")), place("no", 0, sources=("z",))]
    assert place_map(Shown.CRISES, 2000, places).sources == ("x", "y")


@pytest.mark.parametrize("shown", list(Shown))
def test_a_map_of_nothing_is_refused(shown):
    with pytest.raises(UndefinedMeasureError, match=f"No state has {shown} on record in 1066"):
        place_map(shown, 1066, [place("no", 0)])


@pytest.mark.parametrize("shown", list(Shown))
def test_each_map_has_a_caveat_of_its_own(shown):
    caveats = place_map(shown, 2000, [place("a", 1)]).caveats
    others = {
        place_map(other, 2000, [place("a", 1)]).caveats[0] for other in Shown if other != shown
    }
    assert caveats[0] not in others
    assert any("imply no opinion" in caveat for caveat in caveats)


# --- findings -------------------------------------------------------------------------------

FOR, LIMIT, AGAINST, BESIDE = (
    Bearing.SUPPORTS,
    Bearing.QUALIFIES,
    Bearing.CONTRADICTS,
    Bearing.CONTEXT,
)
#: What follows from rows that speak for, limit, and speak against a claim.
RULE = {
    (False, False, False): Outcome.NOT_CHECKABLE,
    (False, False, True): Outcome.CONTRADICTED,
    (False, True, False): Outcome.QUALIFIED,
    (False, True, True): Outcome.CONTRADICTED,
    (True, False, False): Outcome.SUPPORTED,
    (True, False, True): Outcome.QUALIFIED,
    (True, True, False): Outcome.QUALIFIED,
    (True, True, True): Outcome.QUALIFIED,
}


@pytest.mark.parametrize("beside", [0, 1])
@pytest.mark.parametrize("number", list(product((0, 1, 3), repeat=3)))
def test_the_finding_follows_from_the_rows_and_not_from_how_many_they_are(number, beside):
    bearings = (FOR, LIMIT, AGAINST)
    evidence = [
        seen(bearing, f"row {n}")
        for bearing, times in zip(bearings, number, strict=True)
        for n in range(times)
    ]
    evidence += [seen(BESIDE)] * beside
    expected = RULE[tuple(map(bool, number))]
    assert finding(CLAIM, evidence, CLAIM.date).outcome is expected


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        ([], "Nothing on record bears on it."),
        ([seen(BESIDE)], "1 row of context; none can decide it."),
        ([seen(BESIDE), seen(BESIDE, "more")], "2 rows of context; none can decide it."),
        ([seen(FOR, "It rained.")], "1 supports. It rained. (2001-01-01)"),
        ([seen(FOR, "No day.", day="")], "1 supports. No day."),
        (
            [seen(FOR, "a", "2002"), seen(FOR, "b", "2001"), seen(BESIDE, "first", "1990")],
            "2 support. b (2001)",
        ),
        (
            [seen(FOR, "yes"), seen(LIMIT, "but"), seen(LIMIT, "and"), seen(AGAINST, "no")],
            "1 contradicts, 2 qualify, 1 supports. no (2001-01-01)",
        ),
        ([seen(FOR, "yes"), seen(LIMIT, "but")], "1 qualifies, 1 supports. but (2001-01-01)"),
    ],
)
def test_the_reason_counts_the_rows_and_tells_the_first_of_the_weightiest(evidence, reason):
    assert finding(CLAIM, evidence, CLAIM.date).reason == reason


def test_what_speaks_against_a_claim_comes_before_what_limits_it_and_what_supports_it():
    found = finding(CLAIM, [seen(bearing) for bearing in Bearing], CLAIM.date)
    assert [row.bearing for row in found.evidence] == [AGAINST, LIMIT, FOR, BESIDE]


def test_rows_that_differ_in_their_source_alone_stand_in_one_order():
    found = finding(CLAIM, [seen(FOR, source=each) for each in "gcaefbdh"], CLAIM.date)
    assert "".join(row.source for row in found.evidence) == "abcdefgh"


def test_findings_stand_by_number_and_day_and_name_every_source():
    second = Claim("second", 2, "", "", CLAIM.date, "q", (), ("text",))
    rows = [seen(FOR, source="report")]
    days = date(2020, 1, 1), CLAIM.date
    result = findings({(claim, day): rows for claim in (second, CLAIM) for day in days})
    told = [(each.claim.position, each.as_of.year) for each in result.value]
    assert told == [(1, 2010), (1, 2020), (2, 2010), (2, 2020)]
    assert result.n == 2
    assert result.sources == ("book", "report", "text")


def test_no_claim_is_no_finding():
    with pytest.raises(UndefinedMeasureError, match="no claim"):
        findings({})


evidence_rows = st.lists(
    st.builds(
        Evidence,
        st.sampled_from(Bearing),
        st.sampled_from(["", "2001-01-01", "2002-01-01"]),
        st.sampled_from(["one", "other"]),
        st.sampled_from(["", "decision/x"]),
        st.sampled_from(["", "doc"]),
    ),
    max_size=10,
)


@given(evidence_rows, st.data())
def test_neither_order_nor_repetition_changes_a_finding(evidence, data):
    shuffled = data.draw(st.permutations(evidence * 2))
    assert finding(CLAIM, evidence, CLAIM.date) == finding(CLAIM, shuffled, CLAIM.date)


@given(evidence_rows, evidence_rows)
def test_context_never_changes_the_outcome(evidence, more):
    context = [Evidence(BESIDE, row.day, row.what, row.thing, row.source) for row in more]
    without = finding(CLAIM, evidence, CLAIM.date)
    assert finding(CLAIM, [*evidence, *context], CLAIM.date).outcome is without.outcome


@given(evidence_rows)
def test_what_speaks_for_a_claim_is_never_turned_against_it(evidence):
    more = finding(CLAIM, [*evidence, seen(FOR, "new")], CLAIM.date).outcome
    assert more in {Outcome.SUPPORTED, Outcome.QUALIFIED}
    less = finding(CLAIM, [*evidence, seen(AGAINST, "new")], CLAIM.date).outcome
    assert less in {Outcome.CONTRADICTED, Outcome.QUALIFIED}
