"""Lines of coalitions through windows: by hand, and by law."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.coalition_divides import coalition_divides
from normgraph.analysis.coalition_division import Dividing, Way
from normgraph.analysis.coalition_lines import coalitions_over_time, windows
from normgraph.analysis.coalition_tracking import Event, overlap, tracked
from normgraph.analysis.period import Period
from normgraph.errors import UndefinedMeasureError


def division(*communities):
    """Return the division into communities written as the letters of their members."""
    return {member: n for n, those in enumerate(communities, start=1) for member in those}


def steps(*divisions, **options):
    """Return line, event and lines come from, by window and number."""
    found = tracked([division(*each) for each in divisions], **options)
    return {step.key: (step.line, step.event, step.came_from) for step in found}


def test_overlap_counts_members_of_both_windows_only():
    earlier, later = division("ABX", "C"), division("AC", "BY")
    # Present in both: A, B, C. AB beside AC share A of A, B, C.
    assert overlap(earlier, 1, later, 1) == pytest.approx(1 / 3)
    assert overlap(division("X"), 1, division("Y"), 1) is None


def test_a_coalition_that_keeps_its_members_continues():
    assert steps(("ABC", "DE"), ("DEF", "ABC"))[1, 2] == (1, Event.CONTINUATION, (1,))


def test_a_coalition_of_newcomers_is_born():
    assert steps(("ABC",), ("ABC", "XY"))[1, 2] == (2, Event.BIRTH, ())


def test_a_split_leaves_the_line_to_the_part_that_overlaps_most():
    found = steps(("ABCDE",), ("ABC", "DE"))
    # 3 of 5 and 2 of 5 members.
    assert found[1, 1] == (1, Event.CONTINUATION, (1,))
    assert found[1, 2] == (2, Event.SPLIT, (1,))


def test_a_merge_goes_on_with_the_line_that_overlaps_most():
    # 3 of 5 and 2 of 5 members.
    assert steps(("ABC", "DE"), ("ABCDE",))[1, 1] == (1, Event.MERGE, (1, 2))


def test_a_coalition_that_nothing_takes_up_ends():
    found = tracked([division("ABC", "DE"), division("ABC", "XY")])
    assert [step.ends for step in found] == [False, True, False, False]


def test_too_small_an_overlap_is_no_continuation():
    # One of five members: less than 0.3.
    assert steps(("ABCDE",), ("A", "BCDE"))[1, 1] == (2, Event.BIRTH, ())
    assert steps(("ABCDE",), ("A", "BCDE"), least_overlap=0.2)[1, 1][1] is Event.SPLIT


def test_no_line_goes_through_an_empty_window():
    assert steps(("AB",), (), ("AB",))[2, 1] == (2, Event.BIRTH, ())


DIVISIONS = st.lists(
    st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 3)), min_size=1, max_size=5
)


@given(DIVISIONS)
def test_every_coalition_has_one_line_and_no_two_of_a_window_share_one(divisions):
    found = tracked(divisions)
    keys = [(n, each) for n, its in enumerate(divisions) for each in sorted(set(its.values()))]
    assert [step.key for step in found] == keys
    assert len({(step.window, step.line) for step in found}) == len(found)


@given(DIVISIONS)
def test_lines_are_numbered_in_order_of_birth_without_gaps(divisions):
    found = tracked(divisions)
    firsts = list(dict.fromkeys(step.line for step in found))
    new = [step.line for step in found if step.event in {Event.BIRTH, Event.SPLIT}]
    assert sorted(firsts) == list(range(1, len(firsts) + 1))
    assert new == sorted(new)
    assert set(new) == set(firsts)


@given(DIVISIONS)
def test_what_ends_is_in_nobodys_past(divisions):
    found = tracked(divisions)
    for step in found:
        taken = any(
            later.window == step.window + 1 and step.line in later.came_from for later in found
        )
        assert step.ends == (not taken and step.window < len(divisions) - 1)


# Over windows ------------------------------------------------------------------------------

#: Two camps in 2001 to 2005, the same in 2006 to 2010; nothing contested in 2011.
TABLE = {"A": "yynnyyny", "B": "yynnyyny", "C": "nnyynnyy", "D": "nnyynnyy"}
DAYS = [date(year, 6, 1) for year in (2001, 2002, 2003, 2004, 2006, 2007, 2008, 2011)]
RECORD = council_of(TABLE, permanent=("A", "C"), date=DAYS)
DECADE = Period(date(2001, 1, 1), date(2011, 12, 31))
WAY = Way(minimum_shared=3)


def test_windows_are_whole_years_cut_to_the_period():
    found = list(windows(Period(date(2001, 3, 1), date(2007, 2, 1)), 5))
    assert found == [
        Period(date(2001, 3, 1), date(2005, 12, 31)),
        Period(date(2006, 1, 1), date(2007, 2, 1)),
    ]


def test_standings_follow_camps_through_windows():
    result = coalitions_over_time(RECORD, DECADE, WAY, draws=9)
    found = [(row.begins, row.state, row.line, row.event) for row in result.value.rows()]
    assert found[:4] == [
        (2001, "A", 1, Event.BIRTH),
        (2001, "B", 1, Event.BIRTH),
        (2001, "C", 2, Event.BIRTH),
        (2001, "D", 2, Event.BIRTH),
    ]
    assert [line for _, _, line, _ in found[4:]] == [1, 1, 2, 2]
    assert {event for *_, event in found[4:]} == {Event.CONTINUATION}
    assert result.n == 7


def test_a_window_in_which_nothing_was_contested_is_told_and_not_filled():
    result = coalitions_over_time(RECORD, DECADE, WAY, draws=9)
    assert result.value.windows[2].division == {}
    assert result.value.windows[2].quality is None
    assert "No coalition can be found in 2011–2011" in " ".join(result.caveats)  # noqa: RUF001


def test_without_draws_nothing_is_tested():
    result = coalitions_over_time(RECORD, DECADE, WAY, draws=0)
    assert {row.p_value for row in result.value.rows()} == {None}


def test_no_window_with_coalitions_is_undefined():
    with pytest.raises(UndefinedMeasureError, match="Choose longer windows"):
        coalitions_over_time(RECORD, Period(date(2011, 1, 1), date(2011, 12, 31)), WAY)


def test_too_many_windows_are_refused():
    with pytest.raises(UndefinedMeasureError, match="at most 40"):
        coalitions_over_time(RECORD, Period(date(1946, 1, 1), date(2030, 1, 1)), WAY, years=2)


def test_a_continued_seat_keeps_its_line_under_both_states():
    table = {"SUN": "yynn....", "RUS": "....yyny", "B": TABLE["B"], "C": TABLE["C"]}
    record = council_of(table, permanent=("SUN", "RUS"), date=DAYS)
    rows = coalitions_over_time(record, DECADE, WAY, draws=0).value.rows()
    lines = {row.state: row.line for row in rows if row.permanent}
    assert lines["SUN"] == lines["RUS"]
    assert {row.event for row in rows if row.begins == 2006} == {Event.CONTINUATION}


def test_divides_count_windows_apart_by_each_way():
    (pair,) = coalition_divides(RECORD, DECADE, WAY).value.rows()
    assert (pair.state, pair.state_b, pair.windows) == ("A", "C", 2)
    assert (pair.signed_modularity, pair.signed_spectral) == (2, 2)
    assert pair.together_in_modularity == ""


def test_divides_need_two_permanent_members():
    alone = council_of(TABLE, permanent=("A",), date=DAYS)
    with pytest.raises(UndefinedMeasureError, match="two permanent members"):
        coalition_divides(alone, DECADE, WAY)


@pytest.mark.parametrize("dividing", list(Dividing))
def test_every_way_of_dividing_can_be_followed(dividing):
    way = Way(dividing, minimum_shared=3)
    result = coalitions_over_time(RECORD, DECADE, way, draws=9)
    assert result.value.steps
    assert str(dividing) in result.measure
