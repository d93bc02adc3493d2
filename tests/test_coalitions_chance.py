"""Chance, backbone and stability: by hand, by law, and against libraries that are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from councils import council_of
from normgraph.analysis.ballot_permutation import agreement_tails, chance_test, permuted
from normgraph.analysis.coalition_division import Way, dealt_weights, window_of
from normgraph.analysis.partition_stability import (
    adjusted_rand_index,
    companionship,
    mean_agreement,
)
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.signed_backbone import (
    Backbone,
    disparity,
    false_discovery_limit,
    signed_backbone,
)
from normgraph.analysis.signed_network import agreements, signed_network

BALLOTS = st.integers(1, 6).flatmap(
    lambda decisions: st.lists(
        st.lists(st.integers(0, 4), min_size=decisions, max_size=decisions),
        min_size=2,
        max_size=6,
    ).map(lambda rows: np.array(rows, dtype=np.int8))
)


# Dealing ballots anew ----------------------------------------------------------------------


@given(BALLOTS, st.integers(0, 99))
def test_a_deal_keeps_who_took_part_and_the_tally_of_each_decision(ballots, seed):
    dealt = permuted(ballots, 5, seed)
    assert dealt.shape == (5, *ballots.shape)
    for choice in (0, 4):
        assert ((dealt == choice) == (ballots == choice)).all()
    for choice in (1, 2, 3):
        assert ((dealt == choice).sum(axis=1) == (ballots == choice).sum(axis=0)).all()


def test_the_same_seed_deals_the_same_and_another_differently():
    ballots = np.array([[1, 2, 1, 3], [2, 1, 3, 1], [1, 1, 2, 2]] * 3, dtype=np.int8)
    assert (permuted(ballots, 9, 1) == permuted(ballots, 9, 1)).all()
    assert (permuted(ballots, 9, 1) != permuted(ballots, 9, 2)).any()


def test_every_deal_is_equally_likely():
    # Three who voted y, y, n: the n lies with each of them in a third of the deals.
    dealt = permuted(np.array([[1], [1], [2]], dtype=np.int8), 6000, 0)
    where = (dealt == 2).mean(axis=0)
    assert where == pytest.approx(1 / 3, abs=4 * np.sqrt(2 / 9 / 6000))


def test_dealt_weights_keep_what_is_shared_and_sum_to_zero():
    council = council_of({"A": "yyna", "B": "ynn.", "C": "nyay", "D": "nnyy"})
    year = Period(first_day("2011"), last_day("2011"))
    window = window_of(council, year, Way(minimum_shared=2))
    weights = dealt_weights(window, Way(minimum_shared=2), 7)
    assert weights.shape == (7, 4, 4)
    assert weights.sum(axis=(1, 2)) == pytest.approx(np.zeros(7), abs=1e-9)
    shared = agreements(permuted(window.ballots, 3, 5))[0]
    assert (shared == window.compared.shared).all()


@pytest.mark.parametrize(
    ("observed", "p_value"),
    [
        pytest.param(9.0, 1 / 5, id="larger than every draw: never zero"),
        pytest.param(2.0, 4 / 5, id="equal counts as at least as large"),
        pytest.param(0.0, 1.0, id="smaller than every draw"),
    ],
)
def test_the_p_value_counts_the_record_as_one_of_the_deals(observed, p_value):
    assert chance_test(observed, np.array([1.0, 2.0, 3.0, 4.0])).p_value == p_value


@given(st.floats(-5, 5), st.lists(st.floats(-5, 5), min_size=1))
def test_a_p_value_lies_above_zero_and_not_above_one(observed, drawn):
    assert 0 < chance_test(observed, np.array(drawn)).p_value <= 1


# The backbone ------------------------------------------------------------------------------


def test_the_chance_of_agreement_by_hand():
    # Twice two of three vote alike: a pair has the same ballot with (2 * 1) / (3 * 2) = 1/3.
    ballots = council_of({"A": "yy", "B": "yn", "C": "ny"}).ballots
    upper, lower = agreement_tails(ballots)
    # A and B agree once: at least once 1 - (2/3)^2 = 5/9, at most once 1 - 1/9 = 8/9.
    assert (upper[0, 1], lower[0, 1]) == pytest.approx((5 / 9, 8 / 9))
    # B and C never agree: at least none is certain, at most none (2/3)^2 = 4/9.
    assert (upper[1, 2], lower[1, 2]) == pytest.approx((1.0, 4 / 9))


def test_pairs_that_share_nothing_are_left_to_chance():
    upper, lower = agreement_tails(council_of({"A": "y.", "B": ".n", "C": "nn"}).ballots)
    assert (upper[0, 1], lower[0, 1]) == (1.0, 1.0)


@given(BALLOTS)
def test_the_two_tails_overlap_in_what_was_observed(ballots):
    upper, lower = agreement_tails(ballots)
    assert ((upper + lower) >= 1 - 1e-12).all()
    assert (upper == upper.T).all()
    assert ((upper >= 0) & (upper <= 1) & (lower >= 0) & (lower <= 1)).all()


def test_the_exact_chances_are_those_of_many_deals():
    table = {"A": "yyynnay", "B": "yynnyay", "C": "nnyyany", "D": "ynyanyn", "E": "nayyynn"}
    ballots = council_of(table).ballots
    draws = 4000
    agreed = agreements(ballots)[1]
    dealt = agreements(permuted(ballots, draws, 3))[1]
    upper, lower = agreement_tails(ballots)
    for exact, drawn in ((upper, dealt >= agreed), (lower, dealt <= agreed)):
        apart = np.abs(drawn.mean(axis=0) - exact)[np.triu_indices(5, k=1)]
        assert (apart < 4 * np.sqrt(0.25 / draws)).all()


#: Four against four on eight decisions: a pair of friends always agrees, by chance 3 in 7.
OPPOSED = dict.fromkeys("ABCD", "yyyynnnn") | dict.fromkeys("EFGH", "nnnnyyyy")


@pytest.mark.parametrize("kind", list(Backbone))
def test_the_backbone_joins_friends_and_sets_foes_apart(kind):
    council = council_of(OPPOSED)
    found = signed_backbone(signed_network(council), council.ballots, kind)
    assert (found == found.T).all()
    assert found.diagonal().tolist() == [0] * 8
    if kind is Backbone.DISPARITY:
        # Every weight of a member is alike, so none of them is a large part.
        assert not found.any()
    else:
        # (3/7)^8 = 0.0011 and (4/7)^8 = 0.011; both below 0.025.
        assert (found[0, 1:4] == 1).all()
        assert (found[0, 4:] == -1).all()


def test_agreement_that_chance_gives_too_is_no_backbone():
    # On one decision of four a pair agrees in a sixth and differs in two thirds of deals.
    council = council_of({"A": "y", "B": "y", "C": "n", "D": "n"})
    signed = signed_network(council, minimum_shared=1)
    assert not signed_backbone(signed, council.ballots, Backbone.PERMUTATION).any()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_false_discovery_limit_keeps_what_scipy_keeps(values):
    p_values = np.array(values)
    kept = p_values <= false_discovery_limit(p_values)
    expected = false_discovery_control(p_values) <= 0.05
    zero = p_values == 0
    assert (kept | zero).tolist() == (expected | zero).tolist()


def test_disparity_by_hand():
    # The first has weights 3 and -1: (1 - 3/4)^1 and (1 - 1/4)^1. The others have one pair.
    weights = np.array([[0, 3, -1], [3, 0, 0], [-1, 0, 0.0]])
    found = disparity(weights)
    assert (found[0, 1], found[0, 2], found[1, 2]) == pytest.approx((0.25, 0.75, 1.0))


# Stability ---------------------------------------------------------------------------------

LABELS = st.lists(st.integers(0, 3), min_size=6, max_size=6)


def test_the_adjusted_rand_index_by_hand():
    # Together in both 1 pair of 6, in the one 2, in the other 1: expected 1/3, mean 3/2.
    found = adjusted_rand_index([1, 1, 2, 2], [1, 1, 2, 3])
    assert found == pytest.approx((1 - 1 / 3) / (3 / 2 - 1 / 3))


def test_the_adjusted_rand_index_as_published():
    # Ball, F. and Geyer-Schulz, A.: R package partitionComparison, example of the reference
    # manual: 1/6 for (0, 0, 0, 1, 1) and (0, 0, 1, 1, 1).
    assert adjusted_rand_index([0, 0, 0, 1, 1], [0, 0, 1, 1, 1]) == pytest.approx(1 / 6)


@given(LABELS, LABELS, st.permutations(range(6)), st.permutations(range(4)))
def test_the_adjusted_rand_index_is_symmetric_and_knows_no_names(one, other, order, names):
    found = adjusted_rand_index(one, other)
    assert found == pytest.approx(adjusted_rand_index(other, one))
    renamed = [names[one[place]] for place in order]
    assert found == pytest.approx(adjusted_rand_index(renamed, [other[p] for p in order]))
    assert -1 <= found <= 1
    assert adjusted_rand_index(one, one) == 1


@pytest.mark.parametrize("labels", [[1, 1, 1], [1, 2, 3], [1], []])
def test_divisions_without_choice_are_equal(labels):
    assert adjusted_rand_index(labels, labels) == 1


def test_runs_are_compared_over_the_members_they_share():
    reference = {"A": 1, "B": 1, "C": 2}
    assert mean_agreement(reference, [{"A": 1, "B": 1, "X": 2}]) == 1
    assert mean_agreement(reference, [{"A": 1}, {}]) is None
    # The same, and one that keeps none of the pairs together.
    assert mean_agreement(reference, [reference, {"A": 1, "B": 2, "C": 2}]) == pytest.approx(
        (1 + adjusted_rand_index([1, 1, 2], [1, 2, 2])) / 2
    )


def test_companionship_counts_runs_and_companions():
    reference = {"A": 1, "B": 1, "C": 1, "D": 2}
    runs = [{"A": 1, "B": 1, "C": 2}, {"A": 1, "B": 2, "C": 1, "D": 1}, {"A": 3}]
    found = companionship(reference, runs)
    # A with B and C: yes, no; no, yes. B with A and C: yes, no; no, no.
    assert found == {"A": 1 / 2, "B": 1 / 4, "C": 1 / 4, "D": None}


@given(st.lists(LABELS, min_size=1, max_size=4))
def test_companionship_is_a_share_and_one_where_nothing_changes(runs):
    divisions = [dict(zip("ABCDEF", labels, strict=True)) for labels in runs]
    found = companionship(divisions[0], divisions)
    assert all(value is None or 0 < value <= 1 for value in found.values())
    again = companionship(divisions[0], divisions[:1])
    assert all(value is None or value == 1 for value in again.values())
