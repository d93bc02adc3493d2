"""Agreement of pairs: by hand, by law against a slow definition, refused, and drawn."""

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.agreement import Measure, agreement, joint_ballots, shared
from normgraph.analysis.agreement_order import order_by_agreement
from normgraph.analysis.agreement_table import Compared, Span
from normgraph.analysis.pair_agreement import MOST_EFFORT, compared, pair_agreement
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.seats import holders, seats_joined, told_apart
from normgraph.errors import UndefinedMeasureError
from normgraph.export.figure import figure
from normgraph.export.table import table
from normgraph.query.records import Term

PERIOD = Period(date(1946, 1, 1), date(2025, 12, 31))
RAW = (Measure.IDENTICAL, Measure.INDEX)
CORRECTED = (Measure.KAPPA, Measure.WEIGHTED_KAPPA, Measure.PI)


def days(number, start=date(2011, 1, 1)):
    return [start + timedelta(days=7 * n) for n in range(number)]


def council(rows, **described):
    described.setdefault("date", days(max(map(len, rows.values()))))
    return council_of(rows, **described)


def pair(rows, **options):
    """Return the agreement of the only two states."""
    return pair_agreement(council(rows), PERIOD, **options).value.pairs[0]


# By hand ---------------------------------------------------------------------------------


def test_an_abstention_beside_a_vote_is_half_an_agreement():
    # The same on two of five; a vote beside an abstention on two; for and against on one.
    found = pair({"A": "yyaay", "B": "yayan"})
    assert (found.shared, found.identical) == (5, 2)
    assert found.identical_share == 2 / 5
    assert found.index == (2 + 2 / 2) / 5


def test_who_did_not_vote_shares_nothing():
    found = pair({"A": "yyx.", "B": "yxyy"})
    assert (found.shared, found.identical) == (1, 1)


def test_kappa_and_pi_take_out_what_chance_gives():
    # 50 decisions: both for 20, A alone 5, B alone 10, both against 15. Observed 0.7.
    # Kappa: by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5. Pi: shares 0.55 and 0.45, 0.505.
    found = pair({"A": "y" * 25 + "n" * 25, "B": "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15})
    assert found.identical_share == 0.7
    assert found.kappa == pytest.approx((0.7 - 0.5) / 0.5)
    assert found.pi == pytest.approx((0.7 - 0.505) / (1 - 0.505))


def test_the_weighted_kappa_is_that_of_the_index():
    # A: y y a n, B: y a a n. Index (1 + 1/2 + 1 + 1) / 4 = 0.875. By chance, A for 1/2,
    # abstaining 1/4, against 1/4, B 1/4, 1/2, 1/4: full 1/8 + 1/8 + 1/16, half of
    # (1/2 * 1/2 + 1/4 * 1/4) + (1/4 * 1/4 + 1/4 * 1/2) = 1/2: 5/16 + 1/4 = 9/16.
    found = pair({"A": "yyan", "B": "yaan"})
    assert found.weighted_kappa == pytest.approx((0.875 - 9 / 16) / (1 - 9 / 16))


def test_two_states_that_always_vote_in_favour_have_no_agreement_beyond_chance():
    found = pair({"A": "yyy", "B": "yyy"})
    assert (found.identical_share, found.index) == (1, 1)
    assert (found.kappa, found.weighted_kappa, found.pi) == (None, None, None)


def test_where_each_casts_one_ballot_but_not_the_same_chance_explains_all():
    # By chance 0, observed 0: kappa 0. Together half of each: pi (0 - 1/2) / (1 - 1/2).
    found = pair({"A": "yyy", "B": "nnn"})
    assert (found.kappa, found.pi) == (0, -1)


def test_no_shared_decision_is_no_value_and_not_zero():
    result = pair_agreement(council({"A": "yn.", "B": "..y", "C": "yny"}), PERIOD)
    apart, with_c, _ = result.value.pairs
    assert (apart.shared, apart.identical_share, apart.kappa) == (0, None, None)
    assert with_c.identical_share == 1
    assert any("on the same decision: 1." in caveat for caveat in result.caveats)


def test_pairs_that_share_nothing_can_be_left_out():
    record = council({"A": "yn.", "B": "..y", "C": "yny"})
    found = pair_agreement(record, PERIOD, every_pair=False).value.pairs
    assert [(each.state, each.state_b) for each in found] == [("A", "C"), ("B", "C")]


def test_what_is_compared_is_chosen_by_all_members():
    record = council({"A": "yyyy", "B": "yyxy", "C": "yay."})
    numbers = [len(compared(record, which).decisions) for which in Compared]
    assert dict(zip(Compared, numbers, strict=True)) == {
        Compared.CONTESTED: 1,
        Compared.NOT_UNANIMOUS: 2,
        Compared.ALL: 4,
    }


def test_spans_of_five_years_begin_in_1946():
    record = council(
        {"A": "yyy", "B": "yny"}, date=[date(1950, 12, 31), date(1951, 1, 1), date(1961, 3, 1)]
    )
    found = pair_agreement(record, PERIOD, span=Span.FIVE_YEARS).value.pairs
    assert [(each.first.year, each.last.year, each.identical_share) for each in found] == [
        (1946, 1950, 1),
        (1951, 1955, 0),
        (1961, 1965, 1),
    ]


# Intervals -------------------------------------------------------------------------------


def test_days_are_drawn_and_not_decisions():
    # Twenty decisions in agreement on one day, twenty apart on another: of two days drawn,
    # both are the one in a quarter of draws, so the interval reaches from 0 to 1. Drawing
    # decisions, the share would lie near one half.
    twice = [day for day in days(2) for _ in range(20)]
    record = council({"A": "y" * 40, "B": "y" * 20 + "n" * 20}, date=twice)
    (found,) = pair_agreement(record, PERIOD, draws=200).value.pairs
    assert (found.low, found.high) == (0, 1)


def test_one_day_has_no_interval():
    record = council({"A": "yyy", "B": "yny", "C": "yyy"}, date=date(2011, 1, 1))
    found = pair_agreement(record, PERIOD, draws=100).value.pairs
    assert {(each.low, each.high) for each in found} == {(None, None)}


def test_a_pair_with_a_single_day_of_many_has_no_interval():
    found = pair_agreement(
        council({"A": "ynyn", "B": "y...", "C": "yynn"}), PERIOD, draws=100
    ).value.pairs
    assert [each.low is None for each in found] == [True, False, True]


def test_a_measure_without_a_value_in_many_draws_has_no_interval():
    # Only one day of twenty has another ballot: without it kappa has no value, which is so
    # in more than a third of the draws.
    found = pair({"A": "y" * 19 + "n", "B": "y" * 19 + "n"}, measure=Measure.KAPPA, draws=200)
    assert found.kappa == 1
    assert (found.low, found.high) == (None, None)


def test_no_draws_are_no_interval_and_said():
    result = pair_agreement(council({"A": "yn", "B": "yy"}), PERIOD, draws=0)
    assert result.value.pairs[0].low is None
    assert any("No intervals were asked for" in caveat for caveat in result.caveats)


def test_more_than_can_be_drawn_in_time_is_said_and_not_silent():
    result = pair_agreement(council({"A": "yn", "B": "yy"}), PERIOD, draws=MOST_EFFORT)
    assert result.value.pairs[0].low is None
    assert any("would take too long" in caveat for caveat in result.caveats)


BALLOTS = st.integers(2, 12).flatmap(
    lambda number: st.fixed_dictionaries(
        {state: st.text("yyynax.", min_size=number, max_size=number) for state in "ABCD"}
    )
)


@given(BALLOTS, st.sampled_from(RAW), st.integers(0, 5))
@settings(max_examples=40)
def test_the_interval_of_a_share_contains_it(rows, measure, seed):
    record = council(rows)
    tables = joint_ballots(record.ballots)
    if not shared(tables)[np.triu_indices(4, k=1)].any():
        return
    found = pair_agreement(record, PERIOD, measure=measure, draws=300, seed=seed)
    for each in found.value.pairs:
        assert (each.low is None) == (each.high is None)
        if each.low is not None:
            assert 0 <= each.low <= each.value(measure) + 1e-12
            assert each.value(measure) - 1e-12 <= each.high <= 1


def test_equal_seeds_give_equal_intervals_and_others_do_not():
    rows = {"A": "ynaynyynayny" * 3, "B": "yynnyayyanyn" * 3}
    one, same, other = (
        pair(rows, measure=Measure.INDEX, draws=100, seed=seed) for seed in (7, 7, 8)
    )
    assert one == same
    assert (one.low, one.high) != (other.low, other.high)


# Laws ------------------------------------------------------------------------------------

HALVES = {frozenset("ya"), frozenset("an")}


def slow(one, other, measure):
    """Return a measure of two rows of ballots as it is defined, decision by decision."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if {a, b} <= set("yna")]
    if not pairs:
        return None
    weighted = measure in {Measure.INDEX, Measure.WEIGHTED_KAPPA}

    def alike(a, b):
        return 1.0 if a == b else 0.5 if weighted and {a, b} in HALVES else 0.0

    observed = sum(alike(a, b) for a, b in pairs) / len(pairs)
    if measure in RAW:
        return observed
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    if measure is Measure.PI:
        first = second = first + second
    chance = sum(alike(a, b) for a in first for b in second) / (len(first) * len(second))
    return None if chance == 1 else (observed - chance) / (1 - chance)


@given(BALLOTS, st.sampled_from(list(Measure)))
def test_the_products_of_arrays_equal_the_definition_decision_by_decision(rows, measure):
    found = agreement(joint_ballots(council(rows).ballots), measure)
    for (a, one), (b, other) in combinations(enumerate(rows[state] for state in "ABCD"), 2):
        expected = slow(one, other, measure)
        if expected is None:
            assert np.isnan(found[a, b])
        else:
            assert found[a, b] == pytest.approx(expected)


@given(BALLOTS, st.sampled_from(list(Measure)))
def test_agreement_is_mutual_and_within_its_bounds(rows, measure):
    found = agreement(joint_ballots(council(rows).ballots), measure)
    assert np.array_equal(np.isnan(found), np.isnan(found.T))
    assert np.allclose(found, found.T, equal_nan=True)
    defined = found[np.isfinite(found)]
    assert (defined <= 1 + 1e-12).all()
    assert (defined >= (-1 if measure in CORRECTED else 0) - 1e-12).all()


@given(BALLOTS, st.sampled_from(list(Measure)))
def test_each_agrees_fully_with_itself(rows, measure):
    itself = np.diagonal(agreement(joint_ballots(council(rows).ballots), measure))
    assert np.allclose(itself[np.isfinite(itself)], 1)


@given(BALLOTS, st.sampled_from(list(Measure)), st.data())
def test_order_and_names_of_states_and_decisions_do_not_matter(rows, measure, data):
    order = data.draw(st.permutations(range(len(rows["A"]))))
    names = dict(zip("ABCD", data.draw(st.permutations("ABCD")), strict=True))
    other = {names[state]: "".join(row[n] for n in order) for state, row in rows.items()}
    here = agreement(joint_ballots(council(rows).ballots), measure)
    there = agreement(joint_ballots(council(other).ballots), measure)
    place = ["ABCD".index(names[state]) for state in "ABCD"]
    assert np.allclose(here, there[np.ix_(place, place)], equal_nan=True)


# Seats -----------------------------------------------------------------------------------

TERMS = [
    Term(date(1945, 10, 24), "SUN", last=date(1991, 12, 23), seat="russia"),
    Term(date(1991, 12, 24), "RUS", seat="russia"),
    Term(date(1945, 10, 24), "FRA", seat="france"),
    Term(date(2011, 1, 1), "DEU", last=date(2012, 12, 31)),
]


def test_a_seat_has_its_holders_in_turn():
    assert holders(TERMS) == {"france": ("FRA",), "russia": ("SUN", "RUS")}


def test_joined_seats_are_one_row_under_the_last_holder():
    record = council({"DEU": "..y", "FRA": "yny", "RUS": "..n", "SUN": "yn."})
    joined, within = seats_joined(record, TERMS)
    assert joined.states == ("DEU", "FRA", "RUS")
    assert joined.names[2] == "State SUN / State RUS"
    assert within["SUN"] == "RUS"
    found = pair_agreement(joined.of(["FRA", "RUS"]), PERIOD).value.pairs[0]
    assert (found.shared, found.identical) == (3, 2)


def test_a_seat_that_only_its_first_holder_had_keeps_its_name():
    joined, within = seats_joined(council({"FRA": "yn", "SUN": "yy"}), TERMS)
    assert joined.states == ("FRA", "SUN")
    assert within["RUS"] == "SUN"


def test_states_that_held_one_seat_in_turn_are_told_where_they_stand_apart():
    assert told_apart(["FRA", "RUS"], TERMS) == ()
    named = [replace(term, name=f"State {term.state}") for term in TERMS]
    (told,) = told_apart(["SUN", "DEU", "RUS"], named)
    assert told.endswith("not joined: State SUN, then State RUS.")


@pytest.mark.parametrize(
    "name", ["agreement", "ideal-points", "pivotal-members", "bridging-members"]
)
def test_the_two_chinas_and_the_union_and_russia_are_told_apart(opened, name):
    told = analyze(opened, name, **{"from": "1966", "to": "1995"}).caveats
    (apart,) = [caveat for caveat in told if "not joined" in caveat]
    assert "Republic of China, then China" in apart
    assert "Union of Soviet Socialist Republics, then Russian Federation" in apart


@pytest.mark.parametrize(
    "name",
    [
        "agreement",
        "voting-network",
        "ideal-points",
        "pivotal-members",
        "bridging-members",
        "coalitions",
        "coalitions-over-time",
        "coalition-divides",
    ],
)
def test_a_period_that_outlasts_the_record_of_failures_says_so(opened, name):
    def told(last):
        found = analyze(opened, name, **{"from": "2022", "to": last})
        return [each for each in found.caveats if each.startswith("Texts that failed after")]

    assert (len(told("2026")), told("2025-06")) == (1, [])


# Refused ---------------------------------------------------------------------------------


def test_one_state_agrees_with_nobody():
    with pytest.raises(UndefinedMeasureError, match="needs two states"):
        pair_agreement(council({"A": "yn"}), PERIOD)


def test_states_that_never_voted_together_are_refused():
    with pytest.raises(UndefinedMeasureError, match="No two of these states"):
        pair_agreement(council({"A": "yn..", "B": "..yn"}), PERIOD)


def test_only_unanimous_decisions_leave_nothing_contested():
    with pytest.raises(UndefinedMeasureError):
        pair_agreement(compared(council({"A": "yy", "B": "yy"}), Compared.CONTESTED), PERIOD)


# Figures ---------------------------------------------------------------------------------


def test_states_that_agree_stand_beside_each_other():
    rows = {"A": "ynynyn", "B": "nynyny", "C": "ynynya", "D": "nynyna"}
    found = order_by_agreement(pair_agreement(council(rows), PERIOD).value)
    assert {frozenset(found[:2]), frozenset(found[2:])} == {frozenset("AC"), frozenset("BD")}


@pytest.mark.parametrize(
    ("span", "states", "mark"),
    [
        pytest.param(Span.WHOLE, "ABC", "point", id="dots"),
        pytest.param(Span.WHOLE, "ABCDEFGHI", "rect", id="fields"),
        pytest.param(Span.YEAR, "ABC", "line", id="lines"),
        pytest.param(Span.YEAR, "ABCDEFGHI", "rect", id="fields through time"),
    ],
)
def test_the_figure_draws_every_value_of_the_table(span, states, mark):
    rows = {state: "ynaynyayn"[n:] + "yna"[: n % 3] for n, state in enumerate(states)}
    length = max(map(len, rows.values()))
    rows = {state: row.ljust(length, "y") for state, row in rows.items()}
    result = pair_agreement(council(rows), PERIOD, span=span, draws=50)
    drawn = figure(result)
    written = json.dumps(drawn.specification)
    assert f'"{mark}"' in written
    values = {row["value"] for row in drawn.specification["data"]["values"]}
    assert {each.identical_share for each in result.value.pairs} <= values
    assert drawn.not_shown == result.caveats


def test_a_line_breaks_over_years_without_a_shared_decision():
    record = council({"A": "yy", "B": "yn"}, date=[date(2001, 1, 1), date(2011, 1, 1)])
    drawn = figure(pair_agreement(record, PERIOD, span=Span.YEAR))
    rows = [(row["begins"], row["value"]) for row in drawn.specification["data"]["values"]]
    assert rows == [(2001, 1), (2002, None), (2011, 0)]


# The real record -------------------------------------------------------------------------


def test_the_soviet_union_and_russia_never_share_a_decision(opened):
    result = analyze(opened, "agreement", draws="0")
    apart = [(each.state, each.state_b) for each in result.value.pairs if not each.shared]
    assert apart == [("CHN", "ROC"), ("ROC", "RUS"), ("RUS", "SUN")]


def test_all_members_can_be_asked_for(opened):
    result = analyze(opened, "agreement", **{"states": "all", "from": "2010", "to": "2011"})
    states = {key for pair in result.value.pairs for key in (pair.state, pair.state_b)}
    # Who left in 2010 never sat with who came in 2011; such pairs have no row.
    assert len(states) == 20
    assert len(result.value.pairs) < 20 * 19 // 2
    assert all(pair.shared for pair in result.value.pairs)
    assert any("draws of days" in caveat for caveat in result.caveats)


def test_the_table_has_the_interval_of_the_measure_chosen(opened):
    chosen = {"states": "RUS,USA", "from": "2011", "to": "2025"}
    whole = table(analyze(opened, "agreement", measure="kappa", **chosen).value)
    names = [each.name for each in whole.columns]
    (row,) = (dict(zip(names, row, strict=True)) for row in whole.rows)
    assert row["low"] < row["kappa"] < row["high"]
