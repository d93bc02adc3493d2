"""Deadlock: days counted as exactly as they are known, and shares beside what is printed."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from councils import council_of
from crisis_answers_by_hand import crisis, deaths, done, record
from normgraph import iri
from normgraph.analysis.crisis_deadlock import ANSWERS
from normgraph.analysis.deadlock import COUNCIL_BEGINS, deadlock
from normgraph.analysis.deadlock_by_year import deadlock_by_year
from normgraph.analysis.delay import Delay, Onset, delay, onsets
from normgraph.analysis.instruments import Responder
from normgraph.analysis.outcomes import outcomes
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.errors import QueryError, UndefinedMeasureError
from normgraph.export.figure import figure
from normgraph.query.crisis_responses import Bound, Days

ALWAYS = Period(date(1900, 1, 1), date(2030, 12, 31))
MARCH = Days.of("2011-03-01", "month")
DAYS = st.dates(date(1990, 1, 1), date(2020, 12, 31))
PRECISIONS = st.sampled_from(["", "month", "year"])


def known(onset, *responses):
    found = delay(onset, responses)
    return found.low, found.high, found.before


# --- days, worked out by hand ---------------------------------------------------------------


def test_days_between_two_days_are_exact():
    # From 7 April to 22 June 1994: 23 days of April, 31 of May, 22 of June.
    assert known(Days.of("1994-04-07"), done("x", "1994-06-22")) == (76, 76, False)


def test_an_onset_known_to_the_month_gives_a_range():
    # From 31 March to 10 April are 10 days, from 1 March are 40.
    assert known(MARCH, done("x", "2011-04-10")) == (10, 40, False)


def test_a_response_known_to_the_year_gives_a_range():
    # In 2012, after an onset on 1 July 2011: 184 days to 1 January, 549 to 31 December.
    onset = Days.of("2011-07-01")
    assert known(onset, done("x", "2012-01-01", precision="year")) == (184, 549, False)


def test_what_came_before_the_onset_is_no_negative_delay():
    assert known(MARCH, done("x", "2011-02-28")) == (None, None, True)


def test_a_mission_that_was_there_does_not_hide_the_next_one():
    assert known(MARCH, done("x", "2005-01-01"), done("x", "2011-04-10")) == (10, 40, True)


def test_what_came_in_the_month_to_which_alone_the_onset_is_known_counts_from_no_days():
    assert known(MARCH, done("x", "2011-03-20")) == (0, 19, False)


def test_the_first_of_several_has_the_lowest_of_each_bound():
    # 2011 gives 0 to 305, 10 April 10 to 40: the first came after 0 to 40 days.
    vague = done("x", "2011-01-01", precision="year")
    assert known(MARCH, vague, done("x", "2011-04-10")) == (0, 40, False)


def test_nothing_is_no_number_of_days():
    assert delay(MARCH, []) == Delay()
    assert not delay(MARCH, []).known


# --- laws of days ---------------------------------------------------------------------------


@given(DAYS, PRECISIONS, st.lists(st.tuples(DAYS, PRECISIONS), max_size=5))
def test_days_are_never_negative_and_the_fewest_no_more_than_the_most(day, precision, others):
    onset = Days.of(day.replace(day=1).isoformat(), precision)
    responses = [done("x", other.isoformat(), precision=how) for other, how in others]
    found = delay(onset, responses)
    if found.known:
        assert 0 <= found.low <= found.high


@given(DAYS, st.lists(st.tuples(DAYS, PRECISIONS), max_size=5), st.randoms())
def test_the_order_of_responses_does_not_matter(day, others, random):
    onset = Days.of(day.isoformat())
    responses = [done("x", other.isoformat(), precision=how) for other, how in others]
    shuffled = list(responses)
    random.shuffle(shuffled)
    assert delay(onset, responses) == delay(onset, shuffled)


@given(DAYS, st.lists(st.tuples(DAYS, PRECISIONS), min_size=1, max_size=5))
def test_one_more_response_never_makes_the_first_later(day, others):
    onset = Days.of(day.isoformat())
    responses = [done("x", other.isoformat(), precision=how) for other, how in others]
    fewer, more = delay(onset, responses[:-1]), delay(onset, responses)
    if fewer.known:
        assert more.low <= fewer.low
        assert more.high <= fewer.high


# --- onsets ---------------------------------------------------------------------------------


def test_the_earliest_of_several_sources_is_as_vague_as_they_leave_it():
    # One source says 2011, another 20 March 2011: the earliest lies from 1 January to 20 March.
    bounds = [
        Bound("x", Days.of("2011-01-01", "year"), "one"),
        Bound("x", Days.of("2011-03-20"), "other"),
    ]
    found = onsets(record([crisis("x"), crisis("y")], bounds=bounds), Onset.SOURCE)
    assert found == {"x": Days(date(2011, 1, 1), date(2011, 3, 20))}


def test_the_first_year_with_deaths_lies_within_the_crisis():
    figures = [deaths("AAA", 2008, 50), deaths("AAA", 2012, 9), deaths("BBB", 2010, 5)]
    found = onsets(record([crisis("x", "2010-06-01")], figures=figures), Onset.DEATHS)
    assert found == {"x": Days(date(2012, 1, 1), date(2012, 12, 31))}


def test_a_crisis_older_than_the_figures_has_no_onset_by_deaths():
    figures = [deaths("AAA", 1989, 50)]
    assert onsets(record([crisis("x", "1975-06-01")], figures=figures), Onset.DEATHS) == {}


# --- the components of one crisis -----------------------------------------------------------

#: Five texts on crisis x: adopted by all, adopted against an abstention, vetoed by P, short
#: of votes, and adopted without a vote.
TEXTS = council_of(
    {"P": "yyny.", "Q": "yayn.", "R": "yyyn."},
    permanent=("P",),
    crises=[("x",)] * 5,
    date=[date(2010, month, 1) for month in (2, 3, 4, 5, 6)],
    outcome=["adopted", "adopted", "vetoed", "lacked-majority", "adopted"],
    kind=["resolution", "resolution", "draft", "draft", "resolution"],
    without_vote=[False] * 4 + [True],
)


def row(*, responses=(), council=TEXTS, **options):
    made = record([crisis("x")], responses)
    (found,) = deadlock(made, council, ALWAYS, **options).value.crises
    return found


def test_the_shares_of_a_crisis():
    found = row()
    assert (found.texts, found.failed, found.vetoed) == (4, 2, 1)
    assert (found.failed_share, found.veto_share) == (2 / 4, 1 / 4)
    assert (found.resolutions, found.not_unanimous, found.without_vote) == (3, 1, 1)
    assert found.non_unanimity == 1 / 3


def test_the_days_of_a_crisis():
    # Onset on 1 January 2010; the first text on 1 February, a mission on 11 January.
    found = row(responses=[done("x", "2010-01-11"), done("x", "2009-05-01", "Inquiry")])
    assert (found.vote_low, found.vote_high, found.adopted_low) == (31, 31, 31)
    assert (found.mission_low, found.sanctions_low, found.inquiry_low) == (10, None, None)
    assert found.before == "inquiry or referral"
    assert found.never == "sanctions, inquiry or referral"


def test_what_others_do_counts_only_where_it_is_asked_for():
    other = done("x", "2010-01-05", "SanctionsMeasure", "arms-embargo", council=False)
    assert row(responses=[other]).sanctions_low is None
    assert row(responses=[other], responder=Responder.ANYONE).sanctions_low == 4


def test_failures_after_the_end_of_their_record_are_not_counted():
    found = row(failed_until=date(2010, 4, 1))
    assert (found.texts, found.failed, found.resolutions) == (3, 1, 3)


def test_of_a_crisis_after_the_record_of_failures_their_number_is_unknown_and_not_zero():
    # Its onset is 1 January 2010; resolutions are on record all the same.
    found = row(failed_until=date(2009, 12, 31))
    assert (found.texts, found.failed, found.vetoed, found.failed_share) == (None,) * 4
    assert found.resolutions == 3


def test_a_crisis_without_texts_has_no_shares():
    found = row(council=council_of({"P": "y"}, date=date(2010, 1, 1)))
    assert (found.texts, found.failed_share, found.non_unanimity) == (0, None, None)


def test_a_crisis_that_ended_before_there_was_a_council_is_left_out_and_said():
    old = crisis("old", "1904-01-01", ended="1908-01-01")
    result = deadlock(record([old, crisis("x")]), TEXTS, ALWAYS)
    assert [each.crisis for each in result.value.crises] == ["x"]
    assert any("Left out are 1 crises" in caveat for caveat in result.caveats)


def test_what_the_days_may_hide_is_said():
    told = " ".join(deadlock(record([crisis("x")]), TEXTS, ALWAYS).caveats)
    assert "may have met on a crisis earlier" in told
    assert "older than the tie" in told


def test_what_never_came_is_counted():
    made = record([crisis("x"), crisis("y")], [done("y", "2010-01-02")])
    never = deadlock(made, TEXTS, ALWAYS).value.never()
    assert (never["adopted"], never["mission"], never["sanctions"]) == (1, 1, 2)


def test_no_crisis_in_the_period_is_refused():
    with pytest.raises(UndefinedMeasureError, match="Widen the period or choose another onset"):
        deadlock(record([crisis("x")]), TEXTS, Period(date(1950, 1, 1), date(1951, 1, 1)))


# --- by year --------------------------------------------------------------------------------


def windows(council, period, until=date.max, **options):
    return deadlock_by_year(council, period, until, **options).value.windows


def test_the_shares_of_a_year():
    (found,) = windows(TEXTS, Period(date(2010, 1, 1), date(2010, 12, 31)))
    assert (found.texts, found.failed, found.vetoed, found.vetoes) == (4, 2, 1, 1)
    assert (found.resolutions, found.unanimous, found.unanimous_share) == (3, 2, 2 / 3)


def test_a_year_without_texts_has_no_shares():
    found = windows(TEXTS, Period(date(2009, 1, 1), date(2010, 12, 31)))
    assert [each.first for each in found] == [2009, 2010]
    assert (found[0].texts, found[0].failed_share, found[0].unanimous_share) == (0, None, None)


def test_a_year_beyond_the_record_of_failures_has_no_number_of_them():
    (found,) = windows(TEXTS, Period(date(2010, 1, 1), date(2010, 12, 31)), date(2010, 5, 31))
    assert (found.failed, found.failed_share, found.vetoed, found.texts) == (None,) * 4
    assert found.unanimous_share == 2 / 3


def test_a_double_veto_is_one_text_and_two_vetoes():
    double = council_of({"P": "n", "S": "n", "Q": "y"}, permanent=("P", "S"), outcome="vetoed")
    (found,) = windows(double, Period(date(2011, 1, 1), date(2011, 12, 31)))
    assert (found.vetoed, found.vetoes) == (1, 2)


def test_an_absence_makes_a_resolution_not_unanimous():
    (found,) = windows(
        council_of({"P": "yy", "Q": "xy"}), Period(date(2011, 1, 1), date(2011, 12, 31))
    )
    assert found.unanimous_share == 1 / 2


def test_a_resolution_without_ballots_on_record_counts_neither_way():
    found = outcomes(council_of({"P": "y.", "Q": "y."}))
    assert found.resolutions.tolist() == [True, False]


def test_no_decision_in_the_period_is_refused():
    with pytest.raises(UndefinedMeasureError, match="No decision is on record between 1950"):
        windows(TEXTS, Period(date(1950, 1, 1), date(1951, 1, 1)))


@given(st.lists(st.sampled_from(["yy", "ya", "yn", "nn", "xy", "ny"]), min_size=1, max_size=9))
def test_shares_lie_between_0_and_1_and_add_up(columns):
    outcome = ["adopted" if column == "yy" else "lacked-majority" for column in columns]
    table = {"P": "".join(c[0] for c in columns), "Q": "".join(c[1] for c in columns)}
    (found,) = windows(
        council_of(table, outcome=outcome), Period(date(2011, 1, 1), date(2011, 12, 31))
    )
    assert 0 <= found.veto_share <= found.failed_share <= 1
    assert found.texts == found.failed + found.resolutions
    if found.resolutions:
        assert found.unanimous_share + found.non_unanimity == pytest.approx(1)


# --- the real record ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def everything(opened):
    return analyze(opened, "deadlock", **{"from": "1900"}).value


def test_every_crisis_is_there_once(everything):
    keys = [each.crisis for each in everything.crises]
    assert len(keys) == len(set(keys)) > 150


def test_names_are_rows_of_the_figure_and_so_must_differ(everything):
    assert len({each.name for each in everything.crises}) == len(everything.crises)


def test_no_delay_is_negative_and_every_one_is_cited(everything):
    for crisis_key, delays in everything.delays.items():
        for kind, each in delays.items():
            if each.known:
                assert 0 <= each.low <= each.high, (crisis_key, kind)
                assert each.thing, (crisis_key, kind)
                assert each.source, (crisis_key, kind)


def test_a_meeting_comes_no_later_than_a_vote_and_that_no_later_than_an_adoption(everything):
    for key, own in everything.delays.items():
        for first, then in pairwise([own["meeting"], own["vote"]]):
            if then.known:
                assert first.low <= then.low, key


def test_shares_are_of_the_counts_beside_them(everything):
    for each in everything.crises:
        if each.texts is not None:
            assert each.vetoed <= each.failed <= each.texts, each.crisis
        assert each.not_unanimous <= each.resolutions, each.crisis
        assert each.without_vote <= each.resolutions - each.not_unanimous, each.crisis


def test_the_council_first_met_on_the_day_that_the_record_has(opened):
    meeting = NamedNode(iri.mint("meeting", "S-PV.1"))
    day = NamedNode(f"{iri.ONTOLOGY}date")
    (found,) = {
        quad.object.value for quad in opened.store.quads_for_pattern(meeting, day, None)
    }
    assert found == COUNCIL_BEGINS.isoformat()


def test_the_genocide_in_rwanda_had_a_mission_before_and_a_resolution_in_two_weeks(everything):
    # UNAMIR was there; resolution 912 (1994), which reduced it, is of 21 April 1994.
    (found,) = [each for each in everything.crises if each.crisis == "rwanda-1994"]
    assert "mission" in found.before
    assert (found.onset_first, found.adopted_low, found.adopted_high) == (
        date(1994, 4, 7),
        14,
        14,
    )


def test_a_period_outside_the_record_is_refused(opened):
    with pytest.raises(QueryError, match="nothing of it lies"):
        analyze(opened, "deadlock-by-year", **{"from": "1800", "to": "1801"})


def test_the_windows_hold_every_decision_once(opened):
    found = analyze(opened, "deadlock-by-year", to="2025")
    decades = analyze(opened, "deadlock-by-year", to="2025", years="10")
    for name in ("texts", "failed", "vetoed", "resolutions", "unanimous"):
        assert sum(getattr(each, name) for each in found.value.windows) == sum(
            getattr(each, name) for each in decades.value.windows
        )


def test_every_kind_of_answer_has_columns(everything):
    assert all(hasattr(everything.crises[0], f"{kind}_high") for kind in ANSWERS)


def test_every_part_of_the_figure_has_the_same_crises_in_the_same_order(opened):
    drawn = figure(analyze(opened, "deadlock")).specification
    orders = [part["encoding"]["y"]["scale"]["domain"] for part in drawn["hconcat"]]
    assert len(orders) == 4
    assert all(order == orders[0] for order in orders)


def test_a_year_that_is_not_whole_is_told():
    def told(last):
        period = Period(date(2010, 1, 1), last)
        return " ".join(deadlock_by_year(TEXTS, period, date.max).caveats)

    assert "counted to 2010-06-29" in told(date(2010, 6, 29))
    assert "not whole" not in told(date(2010, 12, 31))
