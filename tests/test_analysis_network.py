"""Who votes with whom: by hand, by law against a slow definition, and over the real graph."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.selection import Scope
from normgraph.analysis.voting_network import Agreement, voting_network
from normgraph.errors import UndefinedMeasureError
from normgraph.query.records import Ballot, Term, Vote

YEAR = Period(date(2011, 1, 1), date(2011, 12, 31))
DAY = date(2011, 6, 1)
YES, NO, ABSTAINED, ABSENT = Ballot


def votes(table, day=DAY):
    """Return the votes of a table: per decision, the ballot of each state."""
    return [
        Vote(day, decision, state, ballot, "record")
        for decision, ballots in table.items()
        for state, ballot in ballots.items()
    ]


def members(*states):
    return [Term(date(2011, 1, 1), state, name=f"State {state}") for state in states]


#: Two decisions in agreement of three shared, one of them contested by an abstention.
TABLE = {
    "D1": {"A": YES, "B": YES, "C": YES},
    "D2": {"A": YES, "B": ABSTAINED, "C": ABSENT},
    "D3": {"A": NO, "B": NO, "C": YES},
}


def network(table=TABLE, states="ABC", period=YEAR, **options):
    return voting_network(votes(table), members(*states), period, **options).value


def test_weight_is_the_share_of_shared_decisions_with_the_same_ballot():
    # A and B: the same on D1 and D3, apart on D2.
    assert network().edges["A", "B"] == {"weight": 2 / 3, "shared": 3, "agreed": 2}


def test_who_did_not_vote_shared_nothing_on_that_decision():
    # A and C: D1 the same, D3 apart; C did not vote on D2.
    assert network().edges["A", "C"] == {"weight": 0.5, "shared": 2, "agreed": 1}


def test_lijphart_counts_an_abstention_beside_a_vote_as_half():
    # A and B: (1 + 1/2 + 1) / 3.
    edge = network(agreement=Agreement.LIJPHART).edges["A", "B"]
    assert edge == {"weight": 2.5 / 3, "shared": 3, "agreed": 2}


def test_contested_decisions_are_those_with_another_ballot_than_in_favour():
    # D1 was unanimous: A and B agree on D3 and not on D2.
    assert network(scope=Scope.CONTESTED).edges["A", "B"]["weight"] == 0.5


def test_no_shared_decision_is_no_edge_and_not_an_agreement_of_zero():
    apart = {"D1": {"A": YES, "B": YES}, "D2": {"A": NO, "C": YES}}
    found = network(apart)
    assert not found.has_edge("B", "C")
    assert found.edges["A", "C"]["weight"] == 0
    assert not network(apart, minimum_shared=0).has_edge("B", "C")


def test_a_member_that_cast_no_ballot_is_a_node_without_edges():
    found = network(states="ABCD")
    assert found.nodes["D"] == {"label": "State D", "permanent": False, "ballots": 0}
    assert found.degree["D"] == 0


def test_few_shared_decisions_can_be_left_out():
    assert set(network(minimum_shared=3).edges) == {("A", "B")}


def test_a_period_without_ballots_is_undefined():
    later = Period(date(2012, 1, 1), date(2012, 12, 31))
    with pytest.raises(UndefinedMeasureError, match="2012-01-01"):
        network(period=later)


def test_two_sources_for_one_ballot_count_once():
    twice = votes(TABLE) + [
        Vote(vote.date, vote.decision, vote.state, vote.ballot, "other")
        for vote in votes(TABLE)
    ]
    found = voting_network(twice, members(*"ABC"), YEAR)
    assert found.value.edges["A", "B"]["shared"] == 3


BALLOTS = st.dictionaries(
    st.sampled_from([f"D{number}" for number in range(8)]),
    st.dictionaries(st.sampled_from("ABCDE"), st.sampled_from(list(Ballot)), min_size=1),
    min_size=1,
)


def slow_agreement(one, other, *, lijphart):
    if one is other:
        return 1
    return 0.5 if lijphart and ABSTAINED in {one, other} else 0


@given(BALLOTS, st.sampled_from(list(Agreement)))
def test_the_products_of_arrays_equal_the_definition_pair_by_pair(table, agreement):
    try:
        found = network(table, "ABCDE", agreement=agreement)
    except UndefinedMeasureError:
        assert all(
            ballot is ABSENT for ballots in table.values() for ballot in ballots.values()
        )
        return
    for one, other in combinations("ABCDE", 2):
        pairs = [
            (ballots[one], ballots[other])
            for ballots in table.values()
            if ballots.get(one, ABSENT) is not ABSENT
            and ballots.get(other, ABSENT) is not ABSENT
        ]
        assert found.has_edge(one, other) == bool(pairs)
        if pairs:
            lijphart = agreement is Agreement.LIJPHART
            score = sum(slow_agreement(*pair, lijphart=lijphart) for pair in pairs)
            assert found.edges[one, other]["weight"] == pytest.approx(score / len(pairs))
            assert 0 <= found.edges[one, other]["weight"] <= 1


@given(BALLOTS, st.randoms())
def test_the_order_of_records_does_not_matter(table, chance):
    cast = [*votes(table), Vote(DAY, "D", "A", YES, "record")]
    terms = members(*"ABCDE")
    one = voting_network(cast, terms, YEAR)
    other = voting_network(chance.sample(cast, len(cast)), chance.sample(terms, 5), YEAR)
    assert list(one.value.nodes(data=True)) == list(other.value.nodes(data=True))
    assert list(one.value.edges(data=True)) == list(other.value.edges(data=True))
    assert (one.n, one.sources) == (other.n, other.sources)


# The real graph -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def council_2011(opened):
    return analyze(opened, "voting-network", **{"from": "2011", "to": "2011"})


def test_the_council_of_2011_has_its_fifteen_members(council_2011):
    permanent = {"CHN", "FRA", "GBR", "RUS", "USA"}
    elected = {"BIH", "BRA", "COL", "DEU", "GAB", "IND", "LBN", "NGA", "PRT", "ZAF"}
    assert set(council_2011.value) == permanent | elected
    assert council_2011.value.number_of_edges() == 15 * 14 // 2


def test_the_network_of_2011_rests_on_66_decisions(council_2011):
    # S/RES/1967 to S/RES/2032 (2011) are 66 resolutions, of which 1987 (the Secretary-General)
    # and 1999 (South Sudan) were adopted without a vote; S/2011/24 and S/2011/612 were vetoed.
    assert council_2011.n == 66


def test_every_weight_is_the_share_that_its_numbers_give(opened):
    network = analyze(opened, "voting-network", **{"from": "1946", "to": "1950"}).value
    assert all(a["weight"] == a["agreed"] / a["shared"] for _, _, a in network.edges(data=True))


def test_the_soviet_union_and_russia_never_share_a_decision(opened):
    network = analyze(opened, "voting-network", **{"from": "1991-12", "to": "1992-01"}).value
    assert not network.has_edge("SUN", "RUS")
