"""Networks of what actors share: by hand, against networkx, and in the record."""

from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from normgraph import iri
from normgraph.analysis.actor_network import actor_network
from normgraph.analysis.affiliation import (
    Weight,
    affiliation_network,
    betweenness,
    brokerage,
    projection,
    standings,
)
from normgraph.analysis.registry import analyze
from normgraph.analysis.sponsorship_network import sponsorship_network
from normgraph.errors import QueryError, UndefinedMeasureError, UnknownNameError
from normgraph.export.figure import figure
from normgraph.export.files import write_result_file
from normgraph.export.node_link_chart import MOST_NODES, MOST_TIES, strongest_part
from normgraph.query import actors
from normgraph.query.actors import Action, Sponsored

pytestmark = pytest.mark.slow  # over the whole record

PROPOSED_IN = NamedNode(iri.ONTOLOGY + "proposedIn")
#: Three actors by three things: one shared by all, one by the first two, one of the last.
PARTS = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1]], dtype=bool)


# The projection -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "first_two", "first_and_last"),
    [
        # Newman: 1/(3-1) for the first thing, and 1/(2-1) for the second.
        (Weight.NEWMAN, 1 / 2 + 1, 1 / 2),
        (Weight.COUNT, 2, 1),
        # Jaccard: two of two; one of the three things in which either has a part.
        (Weight.JACCARD, 1, 1 / 3),
    ],
)
def test_weights_by_hand(weight, first_two, first_and_last):
    together, weights = projection(PARTS, weight)
    assert together.tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    assert weights[0, 1] == pytest.approx(first_two)
    assert weights[0, 2] == pytest.approx(first_and_last)


MATRICES = st.lists(
    st.lists(st.booleans(), min_size=6, max_size=6), min_size=2, max_size=7
).map(lambda rows: np.array(rows, dtype=bool))


@given(MATRICES)
def test_newmans_strength_is_the_number_of_things_shared_with_anybody(parts):
    # Newman (2001), section III: each paper with others adds one to the strength.
    _, weights = projection(parts, Weight.NEWMAN)
    shared = parts[:, parts.sum(axis=0) > 1].sum(axis=1)
    assert weights.sum(axis=1) == pytest.approx(shared)


@given(MATRICES)
def test_weights_are_symmetric_and_jaccard_a_share(parts):
    for weight in Weight:
        _, weights = projection(parts, weight)
        assert np.allclose(weights, weights.T)
        assert weight is not Weight.JACCARD or weights.max() <= 1


# Measures -------------------------------------------------------------------------------


def test_the_middle_of_a_star_is_on_every_path_and_a_broker():
    # Five leaves: all ten pairs meet in the middle. Its five partners are not tied to each
    # other, so its effective size is 5 and its constraint 5 times (1/5)^2 = 1/5.
    star = nx.to_numpy_array(nx.star_graph(5))
    assert betweenness(star > 0).tolist() == [1, 0, 0, 0, 0, 0]
    constraint, size = brokerage(star)
    assert constraint[0] == pytest.approx(1 / 5)
    assert size[0] == pytest.approx(5)
    # A leaf has all its ties in one partner.
    assert (constraint[1], size[1]) == (pytest.approx(1), pytest.approx(1))


def test_eigenvector_centrality_of_a_star_by_hand():
    # The middle has as much as its four leaves together, each half as much: 1/sqrt(2), and
    # 1/sqrt(8), whose squares sum to one.
    found = standings(nx.star_graph(["A", "B", "C", "D", "E"]))
    assert found["A"].eigenvector == pytest.approx(2**-0.5)
    assert found["B"].eigenvector == pytest.approx(8**-0.5)
    # In a triangle all three are alike.
    triangle = standings(nx.complete_graph(["A", "B", "C"]))
    assert triangle["A"].eigenvector == pytest.approx(3**-0.5)


def test_two_cliques_are_two_communities_the_larger_first():
    network = nx.union(
        nx.complete_graph(["A", "B", "C"]), nx.complete_graph(["D", "E", "F", "G"])
    )
    network.add_edge("C", "D")
    found = standings(network)
    assert {found[node].community for node in "DEFG"} == {1}
    assert {found[node].community for node in "ABC"} == {2}


def test_in_a_triangle_partners_are_redundant():
    # Each partner has half of one's ties and is tied to the other, which has the other half:
    # (1/2 + 1/4)^2 twice is 9/8; effective size 2 - 2 * 1/2 = 1.
    constraint, size = brokerage(nx.to_numpy_array(nx.complete_graph(3)))
    assert constraint == pytest.approx([9 / 8] * 3)
    assert size == pytest.approx([1] * 3)


def test_effective_size_with_weights_by_hand():
    # B has 1/3 of its ties with A and 2/3 with C. Through A it reaches C again, with which
    # A has as much as with anybody: 2/3. Through C it reaches A, with which C has half of
    # its most: 1/3 * 1/2. So 2 - 2/3 - 1/6 = 7/6.
    weights = np.array([[0, 1, 1], [1, 0, 2], [1, 2, 0]], dtype=float)
    assert brokerage(weights)[1] == pytest.approx([1, 7 / 6, 7 / 6])


def test_without_partners_brokerage_has_no_value():
    constraint, size = brokerage(np.zeros((2, 2)))
    assert np.isnan(constraint).all()
    assert np.isnan(size).all()


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.1, 5)), min_size=1)


def weighted(edges):
    network = nx.Graph()
    network.add_nodes_from(range(8))
    network.add_weighted_edges_from((one, two, w) for one, two, w in edges if one != two)
    return network


@given(EDGES)
def test_measures_are_those_of_networkx(edges):
    network = weighted(edges)
    weights = nx.to_numpy_array(network, nodelist=range(8))
    between = nx.betweenness_centrality(network)
    assert betweenness(weights > 0) == pytest.approx([between[node] for node in range(8)])
    constraint, size = brokerage(weights)
    expected = nx.constraint(network, weight="weight")
    assert constraint == pytest.approx([expected[node] for node in range(8)], nan_ok=True)
    # Node by node: over all nodes at once networkx 3.6.1 differs from its own definition
    # where ties have weights; the example below is worked out by hand.
    expected = nx.effective_size(network, nodes=range(8), weight="weight")
    assert size == pytest.approx([expected[node] for node in range(8)], nan_ok=True)


def test_betweenness_of_krackhardts_kite():
    # The kite of Krackhardt (1990), Administrative Science Quarterly 35(2), 342-369, as
    # networkx has it: node 7 lies on the paths of 14 of the 36 pairs of others.
    kite = nx.to_numpy_array(nx.krackhardt_kite_graph()) > 0
    assert betweenness(kite)[7] == pytest.approx(14 / 36)
    assert betweenness(kite).argmax() == 7


@given(MATRICES, st.randoms())
def test_names_and_order_do_not_matter(parts, chance):
    names = [f"A{number}" for number in range(len(parts))]
    try:
        plain = standings(
            affiliation_network(names, {}, parts, weight=Weight.NEWMAN, minimum=1)
        )
    except UndefinedMeasureError:
        assert projection(parts, Weight.COUNT)[0].max() == 0
        return
    order = chance.sample(range(len(parts)), len(parts))
    mixed = affiliation_network(
        [names[number] for number in order], {}, parts[order], weight=Weight.NEWMAN, minimum=1
    )
    for name, standing in standings(mixed).items():
        assert standing.partners == plain[name].partners
        assert standing.strength == pytest.approx(plain[name].strength)
        assert standing.betweenness == pytest.approx(plain[name].betweenness)
        assert standing.constraint == pytest.approx(plain[name].constraint)
        assert (standing.community is None) == (plain[name].partners == 0)


# Sponsors and actors --------------------------------------------------------------------


def text(number, *sponsors, **described):
    usual = {"body": "security-council", "sources": ("record",)}
    return Sponsored(
        f"D{number}",
        f"S/RES/{number}",
        date(2011, 1, number),
        sponsors=sponsors,
        **(usual | described),
    )


TEXTS = [text(1, "A", "B", "C"), text(2, "A", "B"), text(3, "C", "D"), text(4, "D")]


def test_sponsors_by_hand():
    result = sponsorship_network(TEXTS, {"A": "Alpha"}, minimum=1, without=2)
    rows = {row.state: row for row in result.value.sponsors}
    assert (rows["A"].name, rows["B"].name) == ("Alpha", "B")
    assert (rows["C"].texts, rows["C"].partners) == (2, 3)
    # A and B are reached from D only through C: two of the three pairs of others.
    assert rows["C"].betweenness == pytest.approx(2 / 3)
    # One text with two others and one with one other.
    assert rows["C"].strength == pytest.approx(2)
    assert result.n == 4
    assert result.caveats[0].startswith("1 of these texts have a single sponsor")
    assert "2 texts adopted in the period have no sponsors on record." in result.caveats


def test_texts_of_another_body_or_crisis_are_left_out():
    texts = [
        *TEXTS,
        text(5, "A", "E", body="general-assembly"),
        text(6, "A", "F", crises=("x",)),
    ]
    assembly = sponsorship_network(texts, {}, body="general-assembly", minimum=1)
    assert set(assembly.value.network) == {"A", "E"}
    assert set(sponsorship_network(texts, {}, crisis="x", minimum=1).value.network) == {
        "A",
        "F",
    }


def test_too_few_shared_is_refused():
    with pytest.raises(UndefinedMeasureError, match="share 3 or more"):
        sponsorship_network(TEXTS, {}, minimum=3)
    with pytest.raises(UndefinedMeasureError, match="sponsors on record"):
        sponsorship_network([], {})


def act(crisis, actor, role="response", thing=""):
    done = thing or f"response/{crisis}-{actor}"
    return Action(crisis, f"state/{actor}", role, done, "State", actor, None, "record")


ACTIONS = [act("x", "A"), act("x", "B"), act("y", "A"), act("y", "B"), act("y", "C")]


def test_actors_by_hand():
    actions = [*ACTIONS, act("x", "A", "statement", "statement/1"), act("z", "A", "involved")]
    result = actor_network(actions, minimum=2)
    rows = {row.actor: row for row in result.value.actors}
    assert set(result.value.network.edges) == {("state/A", "state/B")}
    assert (rows["state/A"].crises, rows["state/A"].acts, rows["state/A"].involved) == (2, 3, 1)
    assert rows["state/C"].partners == 0
    assert rows["state/C"].constraint is None
    assert result.n == 6


def test_involvement_is_no_action_and_ties_nobody():
    actions = [*ACTIONS, act("x", "D", "involved"), act("y", "D", "involved")]
    assert "state/D" not in actor_network(actions, minimum=1).value.network


def test_sponsorship_is_left_out_unless_asked_for():
    actions = [*ACTIONS, act("x", "E", "sponsorship")]
    assert "state/E" not in actor_network(actions, minimum=1).value.network
    assert "state/E" in actor_network(actions, role="all", minimum=1).value.network


def test_of_one_crisis_are_its_actors_with_their_ties_over_all():
    network = actor_network(ACTIONS, crisis="x", minimum=1).value.network
    assert set(network) == {"state/A", "state/B"}
    assert network.edges["state/A", "state/B"]["together"] == 2


def test_nobody_and_nothing_shared_are_refused():
    with pytest.raises(UndefinedMeasureError, match="Nobody"):
        actor_network(ACTIONS, role="mission")
    with pytest.raises(UndefinedMeasureError, match="share 3 or more"):
        actor_network(ACTIONS, minimum=3)


# Files and figures ----------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_the_network_inside_is_what_a_network_file_holds(tmp_path, ending):
    result = sponsorship_network(TEXTS, {"A": "Alpha"}, minimum=1)
    path = tmp_path / f"network.{ending}"
    write_result_file(result, path)
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[ending](path)
    assert {frozenset(edge) for edge in read.edges} == {
        frozenset(edge) for edge in result.value.network.edges
    }
    assert read.nodes["A"]["label"] == "Alpha"
    assert "record" in path.read_text()


def test_the_strongest_part_says_what_it_leaves_out():
    network = nx.Graph()
    for number in range(MOST_NODES + 5):
        network.add_edge("hub", f"leaf {number:02}", weight=100 - number, together=1)
    drawn = strongest_part(network)
    assert drawn.nodes[0] == "hub"
    assert len(drawn.nodes) == MOST_NODES
    assert drawn.left_out == 6
    # Each leaf has one tie, and the hub needs no more than its strongest.
    assert len(drawn.edges) == MOST_NODES - 1


def test_of_each_node_the_strongest_ties_are_drawn():
    network = nx.complete_graph([f"N{number}" for number in range(10)])
    for number, edge in enumerate(sorted(network.edges)):
        network.edges[edge].update(weight=1 + number, together=1)
    edges = strongest_part(network).edges
    assert len(edges) <= 10 * MOST_TIES
    assert max(network.edges, key=lambda edge: network.edges[edge]["weight"]) in edges


def test_the_figure_draws_each_node_once_and_always_in_the_same_place():
    result = sponsorship_network(TEXTS, {}, minimum=1)
    one, other = figure(result).specification, figure(result).specification
    assert one == other
    dots = one["layer"][1]["data"]["values"]
    assert {dot["name"] for dot in dots} == {"A", "B", "C", "D"}
    assert len({(dot["x"], dot["y"]) for dot in dots}) == 4


# The real graph -------------------------------------------------------------------------


def test_france_the_united_kingdom_and_the_united_states_sponsor_most_since_2000(opened):
    rows = analyze(opened, "sponsorship").value.sponsors
    assert {row.state for row in rows[:3]} == {"FRA", "GBR", "USA"}


def test_resolution_2178_has_the_104_sponsors_that_the_president_counted(opened):
    # "we now have 104 sponsors", S/PV.7272; list in S/2014/688; told at scprocedure.org,
    # chapter 5, section 6.
    (found,) = [each for each in actors.sponsored(opened) if each.symbol == "S/RES/2178 (2014)"]
    assert len(found.sponsors) == 104


def test_every_sponsor_is_a_state_with_a_name(opened):
    names = actors.sponsor_names(opened)
    for each in actors.sponsored(opened):
        assert each.sponsors
        assert all(names[state] for state in each.sponsors)


def test_texts_without_sponsors_and_with_them_add_up_to_those_adopted(opened):
    # S/RES/1967 to S/RES/2032 (2011) are 66 resolutions; two have no sponsors on record.
    result = analyze(opened, "sponsorship", **{"from": "2011", "to": "2011"})
    assert result.n == 64
    assert "2 texts adopted in the period have no sponsors on record." in result.caveats


def test_every_action_has_a_known_role_and_a_named_actor(opened):
    for action in actors.actions(opened):
        assert action.role in {*actors.ROLES, actors.INVOLVED}
        assert action.actor
        assert action.name
        assert action.source


def test_what_a_draft_only_proposed_is_no_action(opened):
    # Drafts that were not adopted proposed to refer the situation in Syria to the court.
    things = {action.thing for action in actors.actions(opened)}
    proposed = {
        quad.subject.value.rpartition("/id/")[2]
        for quad in opened.store.quads_for_pattern(None, PROPOSED_IN, None)
    }
    assert proposed
    assert not things & proposed


def test_the_actors_of_a_period_acted_in_it(opened):
    whole = analyze(opened, "actor-network")
    early = analyze(opened, "actor-network", to="1999")
    assert 0 < early.n < whole.n
    assert "organization/icc" not in early.value.network


@pytest.mark.parametrize("name", ["sponsorship", "actor-network"])
def test_a_crisis_or_a_period_that_does_not_exist_is_named(opened, name):
    with pytest.raises(UnknownNameError, match="no crisis named 'atlantis'"):
        analyze(opened, name, crisis="atlantis")
    with pytest.raises(QueryError, match=r"ends .* before it begins"):
        analyze(opened, name, to="2010", **{"from": "2012"})
