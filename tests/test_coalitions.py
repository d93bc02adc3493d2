"""The signed network and its division: by hand, and by law against every possible division."""

from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.agreement import agreement, identical, joint_ballots, shared
from normgraph.analysis.coalition_division import Dividing, Way, divide, window_of
from normgraph.analysis.coalitions import coalitions
from normgraph.analysis.period import Period
from normgraph.analysis.signed_network import agreements, continued, signed_network
from normgraph.analysis.signed_partition import (
    best_divisions,
    modularity_matrix,
    numbered,
    signed_modularity,
)
from normgraph.analysis.signed_spectrum import balance, signed_bipartition
from normgraph.analysis.voting_network import Agreement
from normgraph.errors import QueryError, UndefinedMeasureError

#: A and B agree on the first and third, A and C on the second, B and C on none.
TABLE = {"A": "yyn", "B": "ynn", "C": "nya"}
#: Two pairs of friends, each the other's foes.
CAMPS = {"A": "yynny", "B": "yynny", "C": "nnyyn", "D": "nnyyn"}
YEAR = Period(date(2011, 1, 1), date(2011, 12, 31))


def network(table=TABLE, *, minimum_shared=1, **options):
    return signed_network(council_of(table), minimum_shared=minimum_shared, **options)


# The network -----------------------------------------------------------------------------


def test_a_weight_is_agreement_less_the_mean_of_all_pairs():
    # Agreement 2/3, 1/3 and 0; their mean is 1/3.
    found = network().network()
    assert found.edges["A", "B"]["weight"] == pytest.approx(1 / 3)
    assert found.edges["A", "C"]["weight"] == 0
    assert found.edges["B", "C"]["weight"] == pytest.approx(-1 / 3)
    assert [found.edges[edge]["sign"] for edge in (("A", "B"), ("A", "C"), ("B", "C"))] == [
        1,
        0,
        -1,
    ]


def test_an_edge_tells_what_was_shared_and_agreed_and_a_node_who_it_is():
    found = signed_network(council_of(TABLE, permanent=("A",)), minimum_shared=1).network()
    edge = found.edges["A", "B"]
    assert (edge["shared"], edge["agreed"]) == (3, 2)
    assert found.nodes["A"] == {"label": "State A", "permanent": True, "ballots": 3}


def test_lijphart_counts_an_abstention_beside_a_ballot_as_half():
    # A and B 2/3; A and C (1 + 1/2) / 3; B and C (1/2) / 3; their mean is 4/9.
    found = network(agreement=Agreement.LIJPHART).network()
    assert found.edges["A", "C"]["weight"] == pytest.approx(1 / 2 - 4 / 9)


def test_unanimous_decisions_do_not_count():
    more = {state: ballots + "yyyy" for state, ballots in TABLE.items()}
    assert np.allclose(network(more).weights, network().weights)
    assert network(more).raw[0, 1] == pytest.approx(6 / 7)


def test_who_took_no_part_shares_nothing_on_that_decision():
    # A and C: only the first is shared, and on it they differ.
    assert network({"A": "yn", "B": "yn", "C": "nx"}).network().edges["A", "C"]["shared"] == 1


def test_pairs_that_share_too_little_are_not_compared():
    few = {"A": "yyn", "B": "ynn", "C": "n.."}
    assert set(network(few, minimum_shared=2).network().edges) == {("A", "B")}
    assert network(few, minimum_shared=2).compared.tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("table", "minimum", "words"),
    [
        pytest.param({"A": "yy", "B": "yy"}, 1, "nobody voted against", id="unanimous"),
        pytest.param({"A": "..", "B": ".."}, 1, "nobody voted against", id="no ballot"),
        pytest.param({"A": "ny"}, 1, "No two members", id="one member"),
        pytest.param(TABLE, 4, "there were 3", id="too few shared"),
    ],
)
def test_a_window_without_pairs_to_compare_is_undefined(table, minimum, words):
    with pytest.raises(UndefinedMeasureError, match=words):
        network(table, minimum_shared=minimum)


def test_the_soviet_seat_is_one_member_and_chinas_two():
    table = {"SUN": "y..", "RUS": ".ny", "ROC": "y..", "CHN": ".ny", "USA": "nyn"}
    found = continued(council_of(table, permanent=("SUN", "ROC", "CHN")))
    assert found.states == ("CHN", "ROC", "RUS", "USA")
    assert found.ballots[found.states.index("RUS")].tolist() == [1, 2, 1]
    assert found.names[found.states.index("RUS")] == "State SUN, State RUS"
    assert found.permanent[found.states.index("RUS")].all()


def test_a_seat_of_one_state_keeps_its_own_key():
    assert continued(council_of({"SUN": "yn", "USA": "ny"})).states == ("SUN", "USA")


BALLOTS = st.integers(3, 6).flatmap(
    lambda decisions: st.fixed_dictionaries(
        {state: st.text("ynax.", min_size=decisions, max_size=decisions) for state in "ABCDE"}
    )
)


@given(BALLOTS)
def test_pairs_share_and_agree_as_in_the_tables_of_agreement(table):
    ballots = council_of(table).ballots
    tables = joint_ballots(ballots)
    ours = agreements(ballots, Agreement.LIJPHART)
    assert (ours[0] == shared(tables)).all()
    assert (ours[1] == identical(tables)).all()
    index = agreement(tables, Agreement.LIJPHART.measure)
    there = ours[0] > 0
    assert ours[2][there] / ours[0][there] == pytest.approx(index[there])


@given(BALLOTS)
def test_weights_sum_to_zero_and_are_symmetric(table):
    try:
        found = network(table)
    except UndefinedMeasureError:
        return
    assert found.weights.sum() == pytest.approx(0, abs=1e-9)
    assert (found.weights == found.weights.T).all()
    assert (np.abs(found.weights) <= 1).all()


# The division ------------------------------------------------------------------------------


def weights_of(members):
    """Return symmetric weights from -1 to 1 without diagonal, some of them zero."""
    pairs = members * (members - 1) // 2
    values = st.lists(st.integers(-4, 4), min_size=pairs, max_size=pairs)

    def square(numbers):
        found = np.zeros((members, members))
        found[np.triu_indices(members, k=1)] = np.array(numbers) / 4
        return found + found.T

    return values.map(square)


def every_division(members):
    """Yield each division once: a member joins a community before it, or begins the next."""
    if members == 0:
        yield []
        return
    for before in every_division(members - 1):
        for community in range(max(before, default=-1) + 2):
            yield [*before, community]


def test_signed_modularity_by_hand():
    # A-B +1, A-C -1: 2P = 2, 2N = 2. Together A and B: within pairs and each with itself,
    # w - p p'/2 + n n'/2. A: p = n = 1; B: p = 1; C: n = 1.
    # AA 0 - 1/2 + 1/2 = 0, AB twice 1 - 1/2 = 1/2, BB -1/2, CC +1/2: sum 1, over 4.
    weights = np.array([[0, 1, -1], [1, 0, 0], [-1, 0, 0.0]])
    assert signed_modularity(weights, np.array([0, 0, 1])) == pytest.approx(1 / 4)


@given(weights_of(5).filter(np.any), st.permutations(range(5)))
def test_quality_does_not_depend_on_order_or_names(weights, order):
    labels = np.array([0, 1, 0, 2, 1])
    there = np.ix_(order, order)
    renamed = np.array([7, 3, 5])[labels]
    expected = signed_modularity(weights, labels)
    assert signed_modularity(weights[there], renamed[list(order)]) == pytest.approx(expected)


@given(weights_of(5).filter(np.any))
def test_one_community_of_all_has_quality_zero_and_none_reaches_above_one(weights):
    assert signed_modularity(weights, np.zeros(5, dtype=int)) == pytest.approx(0, abs=1e-12)
    assert best_divisions(weights[np.newaxis], starts=10)[1][0] <= 1


@given(weights_of(5).map(np.abs).filter(np.any), st.sampled_from([0.5, 1.0, 2.0]))
def test_without_negative_weights_it_is_the_modularity_of_networkx(weights, resolution):
    labels = np.array([0, 0, 1, 1, 2])
    plain = nx.from_numpy_array(weights)
    expected = nx.community.modularity(plain, [{0, 1}, {2, 3}, {4}], resolution=resolution)
    assert signed_modularity(weights, labels, resolution) == pytest.approx(expected)


@given(weights_of(5), st.integers(0, 3))
def test_the_search_finds_the_best_of_all_divisions(weights, seed):
    labels, quality = best_divisions(weights[np.newaxis], seed=seed, starts=30)
    matrix = modularity_matrix(weights)
    best = max(
        matrix[np.equal.outer(each, each)].sum() for each in map(np.array, every_division(5))
    )
    assert quality[0] == pytest.approx(best, abs=1e-9)
    own = labels[0]
    assert matrix[np.equal.outer(own, own)].sum() == pytest.approx(quality[0], abs=1e-12)


@given(weights_of(4), weights_of(4))
def test_networks_searched_together_do_not_disturb_each_other(one, other):
    _, together = best_divisions(np.stack([one, other]), starts=30)
    apart = [best_divisions(each[np.newaxis], starts=30)[1][0] for each in (one, other)]
    assert together == pytest.approx(apart, abs=1e-9)


@pytest.mark.parametrize("dividing", [Dividing.MODULARITY, Dividing.SPECTRAL])
def test_two_camps_are_found(dividing):
    labels = divide(network(CAMPS), Way(dividing))
    assert labels.tolist() == [1, 1, 2, 2]


def test_plain_louvain_rests_on_all_decisions():
    # Ten unanimous texts drown five on which two camps stood against each other.
    drowned = {state: ballots + "y" * 10 for state, ballots in CAMPS.items()}
    assert set(divide(network(drowned), Way(Dividing.PLAIN)).tolist()) == {1}
    assert divide(network(drowned), Way()).tolist() == [1, 1, 2, 2]


@given(weights_of(5).filter(np.any))
def test_balance_is_one_less_the_smallest_eigenvalue_of_the_signed_laplacian(weights):
    strength = np.abs(weights).sum(axis=1)
    there = strength > 0
    inside = weights[np.ix_(there, there)]
    scale = 1 / np.sqrt(strength[there])
    laplacian = np.eye(there.sum()) - inside * np.outer(scale, scale)
    expected = 1 - np.linalg.eigvalsh(laplacian)[0]
    assert balance(weights) == pytest.approx(expected, abs=1e-9)
    assert balance(weights) <= 1 + 1e-12


@given(st.lists(st.booleans(), min_size=3, max_size=7))
def test_perfect_camps_have_balance_one_and_are_found(sides):
    side = np.where(sides, 1.0, -1.0)
    weights = np.outer(side, side)
    np.fill_diagonal(weights, 0)
    assert balance(weights) == pytest.approx(1)
    found = signed_bipartition(weights)
    assert (np.equal.outer(found, found) == np.equal.outer(sides, sides)).all()


def test_all_pairs_alike_are_one_community_and_nothing_is_tested():
    # Each of three pairs agrees on one decision of three.
    result = coalitions(council_of({"A": "yyn", "B": "yny", "C": "nyy"}), YEAR, ALL)
    assert {member.coalition for member in result.value.members} == {1}
    assert result.value.tests.quality is None
    assert result.value.tests.camps is None
    assert "one community and nothing to test" in result.caveats[0]
    with pytest.raises(UndefinedMeasureError, match="agree alike"):
        signed_modularity(np.zeros((3, 3)), np.array([0, 0, 1]))


def test_communities_are_numbered_by_size_then_by_first_member():
    assert numbered([5, 0, 5, 0, 9]).tolist() == [1, 2, 1, 2, 3]
    assert numbered([4, 2, 2]).tolist() == [2, 1, 1]


# The analysis ------------------------------------------------------------------------------

ALL = Way(minimum_shared=1)


def test_a_member_tells_its_coalition_and_its_weights_within_and_between():
    result = coalitions(council_of(CAMPS, permanent=("A",)), YEAR, ALL, draws=19)
    first = result.value.members[0]
    # Agreement 1 within and 0 between; the mean over six pairs is 1/3.
    assert (first.state, first.coalition, first.permanent) == ("A", 1, True)
    assert first.within == pytest.approx(2 / 3)
    assert first.between == pytest.approx(-1 / 3)
    assert result.n == 5
    assert result.sources == ("record",)


def test_the_network_for_other_programs_carries_coalitions_and_backbone():
    network = coalitions(council_of(CAMPS), YEAR, ALL, draws=19).value.network
    assert network.nodes["A"]["coalition"] == network.nodes["B"]["coalition"]
    assert network.edges["A", "C"]["sign"] == -1
    assert set(nx.get_edge_attributes(network, "backbone").values()) <= {-1, 0, 1}


def test_a_member_that_cannot_be_compared_is_in_no_coalition():
    table = CAMPS | {"E": "n...."}
    result = coalitions(council_of(table), YEAR, Way(minimum_shared=5), draws=19)
    last = result.value.members[-1]
    assert (last.state, last.coalition, last.within, last.stays) == ("E", None, None, None)
    assert "and are in no coalition: 1." in result.caveats[-1]


def test_the_same_seed_gives_the_same_result():
    def found(seed):
        way = Way(minimum_shared=1, seed=seed)
        return coalitions(council_of(CAMPS), YEAR, way, draws=19)

    assert found(3).value.members == found(3).value.members
    assert found(3).caveats == found(3).caveats


def test_too_long_a_window_is_refused():
    decade = Period(date(2001, 1, 1), date(2011, 1, 1))
    with pytest.raises(QueryError, match="at most 10 years"):
        coalitions(council_of(CAMPS), decade)


def test_a_window_of_ten_years_is_not_too_long():
    decade = Period(date(2002, 1, 1), date(2011, 12, 31))
    assert coalitions(council_of(CAMPS), decade, ALL, draws=9).n == 5


def test_a_window_can_begin_on_a_leap_day():
    leap = Period(date(2008, 2, 29), date(2011, 12, 31))
    assert window_of(council_of(CAMPS), leap, ALL).network.states == tuple("ABCD")
    assert coalitions(council_of(CAMPS), leap, ALL, draws=9).n == 5
