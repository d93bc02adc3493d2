"""Who votes with whom: by hand, by law against a slow definition, and over the real graph."""

from datetime import date
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.result import Result
from normgraph.analysis.selection import Scope
from normgraph.analysis.voting_network import Agreement, voting_network
from normgraph.errors import NormgraphError, UndefinedMeasureError
from normgraph.export.figure import figure
from normgraph.query.records import Term

YEAR = Period(date(2011, 1, 1), date(2011, 12, 31))

#: On three decisions, by state: A and B agree on two of three; C did not vote on the second.
TABLE = {"A": "yyn", "B": "yan", "C": "yxy"}


def members(*states):
    return [Term(date(2011, 1, 1), state, name=f"State {state}") for state in states]


def network(table=TABLE, states="ABC", period=YEAR, **options):
    return voting_network(council_of(table), members(*states), period, **options).value


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
    apart = {"A": "yn", "B": "y.", "C": ".y"}
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


BALLOTS = st.integers(1, 8).flatmap(
    lambda number: st.fixed_dictionaries(
        {state: st.text("ynax.", min_size=number, max_size=number) for state in "ABCDE"}
    )
)


def slow_agreement(one, other, *, lijphart):
    if one == other:
        return 1
    return 0.5 if lijphart and "a" in {one, other} else 0


@given(BALLOTS, st.sampled_from(list(Agreement)))
def test_the_products_of_arrays_equal_the_definition_pair_by_pair(table, agreement):
    if not any(set(row) & set("yna") for row in table.values()):
        with pytest.raises(UndefinedMeasureError):
            network(table, "ABCDE", agreement=agreement)
        return
    found = network(table, "ABCDE", agreement=agreement)
    for one, other in combinations("ABCDE", 2):
        cast = zip(table[one], table[other], strict=True)
        pairs = [pair for pair in cast if set(pair) <= set("yna")]
        assert found.has_edge(one, other) == bool(pairs)
        if pairs:
            lijphart = agreement is Agreement.LIJPHART
            score = sum(slow_agreement(*pair, lijphart=lijphart) for pair in pairs)
            assert found.edges[one, other]["weight"] == pytest.approx(score / len(pairs))
            assert 0 <= found.edges[one, other]["weight"] <= 1


@given(BALLOTS, st.randoms())
def test_the_order_of_decisions_and_terms_does_not_matter(table, chance):
    order = chance.sample(range(len(table["A"])), len(table["A"]))
    shuffled = {state: "".join(row[n] for n in order) for state, row in table.items()}
    one = {**table, "A": table["A"] + "y"}, members(*"ABCDE")
    other = {**shuffled, "A": shuffled["A"] + "y"}, chance.sample(members(*"ABCDE"), 5)
    for each in (one, other):
        for state in "BCDE":
            each[0][state] += "."
    one, other = (voting_network(council_of(t), terms, YEAR) for t, terms in (one, other))
    assert list(one.value.nodes(data=True)) == list(other.value.nodes(data=True))
    assert list(one.value.edges(data=True)) == list(other.value.edges(data=True))
    assert (one.n, one.sources) == (other.n, other.sources)


def test_a_decision_on_which_nobody_cast_a_ballot_is_not_counted():
    assert voting_network(council_of({"A": "yx", "B": "yx"}), members(*"AB"), YEAR).n == 1


def test_a_secret_ballot_joins_nobody():
    council = council_of({"A": "yy", "B": "yn"}, secret=[False, True])
    found = voting_network(council, members(*"AB"), YEAR)
    assert (found.n, found.value.edges["A", "B"]["weight"]) == (1, 1)


def test_its_figure_draws_each_edge_and_says_who_has_none():
    found = voting_network(
        council_of({"A": "yn", "B": "ya", "C": "xx"}),
        members(*"ABC"),
        YEAR,
        agreement=Agreement.LIJPHART,
    )
    drawn = figure(found)
    (row,) = drawn.specification["data"]["values"]
    # The same on one of two, half an agreement on the other.
    assert (row["value"], row["shared"]) == (0.75, 2)
    assert "not drawn: 1." in drawn.how_to_read


def test_another_network_has_no_such_figure():
    other = Result(nx.Graph(), "ties", "Nobody.", 1, "ties", ())
    with pytest.raises(NormgraphError, match="no figure of this network"):
        figure(other)


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
