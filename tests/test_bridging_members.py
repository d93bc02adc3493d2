"""Who votes with both sides: by hand, by law, and in the record."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.bridging_members import bridging_members, participation
from normgraph.analysis.registry import analyze
from normgraph.errors import QueryError, UndefinedMeasureError

#: Two blocs of three, and M who votes with each on half of the decisions.
TABLE = {
    "A1": "yyyynnnn",
    "A2": "yyyynnnn",
    "A3": "yyyynnnn",
    "B1": "nnnnyyyy",
    "B2": "nnnnyyyy",
    "B3": "nnnnyyyy",
    "M": "yyyyyyyy",
}


def bridges(table=TABLE, **options):
    council = council_of(table, permanent=("A1", "B1"))
    result = bridging_members(council, **({"minimum_shared": 1} | options))
    return result, {member.state: member for member in result.value.members}


def test_the_member_between_two_blocs_votes_with_either_half_the_time():
    result, members = bridges()
    assert (members["M"].agreement_a, members["M"].agreement_b) == (0.5, 0.5)
    assert result.value.members[0].state == "M"


def test_the_poles_are_the_permanent_members_that_agree_least():
    result, members = bridges()
    assert result.value.poles == ("A1", "B1")
    # How far a pole agrees with itself says nothing.
    assert members["A1"].agreement_a is None
    assert members["A1"].with_both is None


def test_two_members_are_tied_where_they_agree_more_than_the_mean():
    # Pairs: 3 + 3 within blocs agree on all, 9 across on none, 6 with M on half: the mean is
    # (6 + 3) / 21 = 3/7. So M is tied to all, each bloc to itself, and no bloc to the other.
    result, members = bridges()
    assert result.value.mean == pytest.approx(3 / 7)
    # Paths from bloc to bloc, 9 of the 15 pairs of others, lead through M.
    assert members["M"].betweenness == pytest.approx(9 / 15)
    assert members["A1"].betweenness == 0


def test_participation_is_one_less_the_squared_shares_of_ties():
    # Hub with weight 3 to one coalition and 1 to another: 1 - (9/16 + 1/16) = 3/8.
    network = nx.Graph()
    network.add_weighted_edges_from([("hub", "a", 2), ("hub", "b", 1), ("hub", "c", 1)])
    found = participation(network, [{"hub", "a", "b"}, {"c"}])
    assert found["hub"] == pytest.approx(3 / 8)
    assert found["a"] == 0


def test_without_ties_participation_has_no_value():
    network = nx.Graph()
    network.add_node("alone")
    assert participation(network, [{"alone"}]) == {"alone": None}


def test_poles_can_be_chosen():
    result, members = bridges(poles=("M", "B2"))
    assert result.value.poles == ("M", "B2")
    assert members["A1"].agreement_a == 0.5
    assert members["A1"].agreement_b == 0


@settings(max_examples=15)
@given(st.permutations(range(8)))
def test_the_order_of_decisions_does_not_matter_and_measures_keep_their_bounds(order):
    moved = {state: "".join(row[n] for n in order) for state, row in TABLE.items()}
    assert bridges(moved)[0].value == bridges()[0].value
    for member in bridges(moved)[0].value.members:
        assert 0 <= member.betweenness <= 1
        assert member.participation is None or 0 <= member.participation < 1


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ({"A1": "yn", "B1": "ny"}, {}, "Fewer than three"),
        (TABLE, {"minimum_shared": 9}, "share 9 contested"),
        ({"A1": "y.", "B1": "n.", "C": "a."}, {}, "agree alike"),
        (TABLE, {"poles": ("USA", "A1")}, "USA cast no ballot"),
    ],
)
def test_what_it_refuses(table, options, words):
    with pytest.raises(UndefinedMeasureError, match=words):
        bridges(table, **options)


# The real graph -------------------------------------------------------------------------


def test_russia_and_the_united_states_agree_least_since_2020(opened):
    value = analyze(opened, "bridging-members").value
    assert set(value.poles) == {"RUS", "USA"}


def test_one_pole_is_refused(opened):
    with pytest.raises(QueryError, match="two states"):
        analyze(opened, "bridging-members", poles="RUS")
