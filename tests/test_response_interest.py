"""Permutation within strata: every order enumerated by hand, laws, and the real record."""

from datetime import date
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from crisis_answers_by_hand import TENURES, crisis, deaths, done, record
from normgraph.analysis.crisis_answers import crisis_answers
from normgraph.analysis.interest import ANY, members
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.response_interest import (
    DELAY,
    RESPONSES,
    response_and_interest,
    severity_classes,
)
from normgraph.analysis.severity import Severity
from normgraph.analysis.stratified_permutation import (
    Shuffles,
    difference,
    holm,
    stratified_test,
)
from normgraph.errors import UndefinedMeasureError, UnknownNameError
from normgraph.export.figure import figure
from normgraph.query.interests import Tie, Ties

ALWAYS = Period(date(1900, 1, 1), date(2030, 12, 31))


def tried(values, group, strata=None, *, draws=999, seed=1, level=0.05):
    strata = np.array(strata or [0] * len(values))
    shuffles = Shuffles(strata, draws, seed)
    return stratified_test(
        np.array(values, dtype=float), np.array(group, dtype=bool), shuffles, level=level
    )


# --- worked out by hand ---------------------------------------------------------------------


def test_all_orders_of_a_tiny_table():
    # Group {5, 6} of 1, 2, 5, 6: difference 4. Of the 6 pairs {1,2} and {5,6} are 4 apart,
    # {1,5} and {2,6} are -1 and 1, {1,6} and {2,5} are 0: two of six are as far from zero.
    found = tried([1, 2, 5, 6], [0, 0, 1, 1])
    assert (found.difference, found.p, found.permutations, found.exact) == (4, 2 / 6, 6, True)


def test_orders_stay_within_strata():
    # Strata {1, 3} and {5, 9}, the higher of each in the group: differences 2 and 4, mean 3.
    # Four orders: 3, (2 - 4) / 2 = -1, 1 and -3. Two of four are as far from zero.
    found = tried([1, 3, 5, 9], [0, 1, 0, 1], [0, 0, 1, 1])
    assert (found.difference, found.p, found.permutations) == (3, 2 / 4, 4)


def test_strata_are_weighted_by_their_precision():
    # One against one, difference 2, weight 1/2; two against two, difference 10, weight 1.
    values, group = [1, 3, 0, 0, 10, 10], [0, 1, 0, 0, 1, 1]
    strata = [0, 0, 1, 1, 1, 1]
    expected = (2 * 0.5 + 10 * 1) / 1.5
    assert tried(values, group, strata).difference == pytest.approx(expected)


def test_a_stratum_all_of_one_group_tells_nothing():
    assert tried([1, 3, 100, 200], [0, 1, 1, 1], [0, 0, 1, 1]).difference == 2


@pytest.mark.parametrize("group", [[0, 0, 0], [1, 1, 1]], ids=["none", "all"])
def test_an_empty_side_is_undefined(group):
    assert tried([1, 2, 3], group) is None
    assert difference(np.array([1.0]), np.array([True]), np.array([0])) is None


def test_the_interval_holds_the_shifts_that_are_not_rejected():
    # Five against five leave 252 orders. Each shift is taken off the group and tested anew.
    values = np.array([1, 4, 2, 8, 5, 7, 12, 9, 15, 11], dtype=float)
    group = np.array([0] * 5 + [1] * 5, dtype=bool)
    found = tried(values, group)
    for shift, inside in [
        (found.low - 0.05, False),
        (found.low + 0.05, True),
        (found.difference, True),
        (found.high - 0.05, True),
        (found.high + 0.05, False),
    ]:
        assert (tried(values - shift * group, group).p > 0.05) == inside, shift


def test_an_interval_of_too_few_orders_has_no_ends():
    found = tried([1, 2], [0, 1])
    assert (found.low, found.high, found.p) == (None, None, 1)


def test_holm_by_hand():
    # 0.01 * 3, then 0.02 * 2, then 0.5 * 1.
    assert holm([0.5, 0.01, 0.02]) == [0.5, 0.03, 0.04]


def test_random_orders_agree_with_all_of_them():
    values, group = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], [0, 1] * 6
    exact = tried(values, group, draws=5000)
    drawn = tried(values, group, draws=900)
    assert (exact.exact, drawn.exact) == (True, False)
    # 924 orders. The standard error of 900 draws is at most 0.017.
    assert drawn.p == pytest.approx(exact.p, abs=0.06)


# --- laws -----------------------------------------------------------------------------------

TABLES = st.lists(
    st.tuples(st.integers(0, 9), st.booleans(), st.integers(0, 2)), min_size=2, max_size=14
)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(0, 99))
def test_random_orders_move_everything_within_its_stratum_only(strata, seed):
    places = np.array(strata)
    for order in Shuffles(places, 20, seed).orders:
        assert sorted(order) == list(range(len(strata)))
        assert (places[order] == places).all()


def test_random_orders_are_not_all_the_same():
    orders = Shuffles(np.zeros(6, dtype=int), 50, 1).orders
    assert len({tuple(order) for order in orders.tolist()}) > 40


@given(TABLES, st.integers(0, 5))
def test_p_is_above_0_and_at_most_1_and_the_same_seed_gives_the_same(table, seed):
    values, group, strata = zip(*table, strict=True)
    found = tried(values, group, list(strata), draws=99, seed=seed)
    if found is not None:
        assert 0 < found.p <= 1
        assert found == tried(values, group, list(strata), draws=99, seed=seed)
        if found.low is not None:
            assert found.low <= found.difference + 1e-9
        if found.high is not None:
            assert found.high >= found.difference - 1e-9


@given(TABLES, st.randoms())
def test_the_order_of_observations_does_not_matter_where_all_orders_are_tried(table, random):
    shuffled = list(table)
    random.shuffle(shuffled)
    one, other = (
        tried(*(list(part) for part in zip(*rows, strict=True)), draws=20_000)
        for rows in (table, shuffled)
    )
    if one is None or not one.exact:
        return
    assert one.p == other.p
    assert one.difference == pytest.approx(other.difference)


@given(TABLES)
def test_names_of_strata_do_not_matter_and_sides_change_the_sign(table):
    values, group, strata = zip(*table, strict=True)
    one = tried(values, group, list(strata), draws=20_000)
    renamed = tried(values, group, [2 - each for each in strata], draws=20_000)
    turned = tried(values, [not each for each in group], list(strata), draws=20_000)
    if one is None or not one.exact:
        return
    assert (one.p, one.p) == (renamed.p, turned.p)
    assert one.difference == pytest.approx(renamed.difference)
    assert one.difference == pytest.approx(-turned.difference)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=6), st.integers(1, 5))
def test_one_stratum_is_the_plain_test(values, inside):
    inside = min(inside, len(values) - 1)
    group = [number < inside for number in range(len(values))]

    def apart(order):
        return abs(np.mean(order[:inside]) - np.mean(order[inside:]))

    every = [apart(order) for order in permutations(values)]
    share = np.mean([each >= apart(values) - 1e-9 for each in every])
    assert tried(values, group, draws=2000).p == pytest.approx(share)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_p_values_are_no_smaller_and_keep_their_order(p_values):
    adjusted = holm(p_values)
    assert all(after >= before for before, after in zip(p_values, adjusted, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert all(one[1] <= other[1] for one, other in pairwise(pairs))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_classes_of_severity_rise_with_it_and_equal_values_share_one(values):
    classes = severity_classes(values)
    found = sorted(zip(values, classes.tolist(), strict=True))
    assert all(one[1] <= other[1] for one, other in pairwise(found))
    assert len(set(found)) == len(set(values))


# --- crises ---------------------------------------------------------------------------------

#: Neighbours of the United States are the places N1, N2 ...; others are F1, F2 ...
TIES = Ties(TENURES, tuple(Tie("neighbour", "USA", f"N{n}", "map") for n in range(9)))


def world(neighbours, others):
    """Return the answers to crises with so many instruments each, near and far."""
    places = [(f"N{n}", count) for n, count in enumerate(neighbours)]
    places += [(f"F{n}", count) for n, count in enumerate(others)]
    sorts = [("Mission", "peacekeeping"), ("Inquiry", "x"), ("Statement", "public-statement")]
    made = record(
        [crisis(place, places=(place,)) for place, _ in places],
        [done(place, "2010-02-01", *sort) for place, count in places for sort in sorts[:count]],
        figures=[deaths(place, 2010, 100) for place, _ in places],
    )
    severity = Severity.ORGANIZED
    return crisis_answers(made, council_of({"P": "y"}), TIES, ALWAYS, severity=severity)


def comparisons(answers, **options):
    result = response_and_interest(answers, members(TENURES), **options)
    return {(each.state, each.kind): each for each in result.value.tests}


def test_the_means_and_numbers_of_a_small_world():
    # All in one class of severity. Neighbours with 0 and 1, others with 2, 3 and 3: the means
    # are 1/2 and 8/3. Of the 10 pairs only {0, 1} is as low, and none is as far up.
    found = comparisons(world([0, 1], [2, 3, 3]))["USA", "neighbour"]
    assert (found.n_with, found.n_without) == (2, 3)
    assert (found.mean_with, found.mean_without) == (1 / 2, pytest.approx(8 / 3))
    assert found.adjusted == pytest.approx(found.difference) == pytest.approx(1 / 2 - 8 / 3)
    assert (found.p, found.exact, found.permutations) == (1 / 10, True, 10)


def test_an_interest_that_no_crisis_touches_has_no_comparison():
    found = comparisons(world([0, 1], [2, 3]))["RUS", "neighbour"]
    assert (found.n_with, found.mean_with, found.adjusted, found.p) == (0, None, None, None)
    assert (found.low, found.p_holm, found.exact) == (None, None, None)


def test_any_member_is_adjusted_for_together_with_each():
    # Two tests are defined, any and the United States, with the same p of 1/10.
    found = comparisons(world([0, 1], [2, 3, 3]))
    assert found[ANY, "neighbour"].p_holm == found["USA", "neighbour"].p_holm == 2 / 10


def test_a_crisis_that_never_got_a_resolution_has_the_last_rank():
    found = comparisons(world([0, 1], [2, 3, 3]), response=DELAY)["USA", "neighbour"]
    assert found.mean_with == found.mean_without == 0.5


def test_no_group_at_all_is_refused():
    with pytest.raises(UndefinedMeasureError, match="nothing to compare"):
        response_and_interest(world([], [1, 2]), members(TENURES))


def test_no_severity_at_all_is_refused():
    answers = crisis_answers(
        record([crisis("x")]),
        council_of({"P": "y"}),
        TIES,
        ALWAYS,
        severity=Severity.DISPLACED,
    )
    with pytest.raises(UndefinedMeasureError, match="No crisis here has a figure"):
        response_and_interest(answers, members(TENURES))


# --- the real record ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(opened):
    return analyze(opened, "response-and-interest")


def test_every_member_stands_beside_any_for_every_kind(found):
    states = {each.state for each in found.value.tests}
    assert states == {"any", "CHN", "FRA", "GBR", "RUS", "USA"}
    assert len(found.value.tests) == 6 * 4
    for each in found.value.tests:
        assert each.n_with + each.n_without == found.n, each


def test_any_member_has_at_least_as_many_crises_as_each(found):
    for kind in {each.kind for each in found.value.tests}:
        own = {each.state: each.n_with for each in found.value.tests if each.kind == kind}
        assert max(own.values()) == own["any"] <= sum(own.values()) - own["any"], kind


def test_the_warning_comes_first(found):
    assert found.caveats[0].startswith("This is no causal claim")


def test_the_same_seed_gives_the_same_and_another_nearly_the_same(opened, found):
    again = analyze(opened, "response-and-interest")
    other = analyze(opened, "response-and-interest", seed="2")
    assert again.value == found.value
    for one, two in zip(found.value.tests, other.value.tests, strict=True):
        assert (one.p is None) == (two.p is None)
        if one.p is not None:
            # Twice four standard errors of 1999 draws at a half.
            assert one.p == pytest.approx(two.p, abs=0.09)


def test_the_figure_says_which_side_is_later_where_delays_are_compared(opened, found):
    late = analyze(opened, "response-and-interest", response=DELAY, draws="99")
    assert "Right of 0 a resolution on these crises came later" in figure(late).how_to_read
    assert "Right of 0 these crises were answered with more" in figure(found).how_to_read


@pytest.mark.parametrize("response", sorted(RESPONSES))
def test_every_measure_of_response_has_an_answer(opened, response):
    result = analyze(opened, "response-and-interest", response=response, draws="99")
    for each in result.value.tests:
        if response != "number" and each.mean_with is not None:
            assert 0 <= each.mean_with <= 1


def test_a_response_that_there_is_not_is_refused(opened):
    with pytest.raises(UnknownNameError, match="choice for --response"):
        analyze(opened, "response-and-interest", response="prayer")
