"""The graph as rdflib shows it, and the package's front door."""

import pytest
from rdflib import RDFS, Dataset, Literal, URIRef

import normgraph
from normgraph import iri
from normgraph.namespace import NG

DRAFT = URIRef(f"{iri.ID}decision/S-2011-612")


@pytest.fixture
def graph(home) -> Dataset:
    normgraph.store.graph.cache_clear()
    return normgraph.graph()


def state(key: str) -> URIRef:
    return URIRef(f"{iri.ID}state/{key}")


def test_rdflib_reads_the_union(graph):
    assert set(graph.objects(DRAFT, NG.votedAgainst)) == {state("CHN"), state("RUS")}
    assert (state("FRA"), RDFS.label, Literal("France", lang="fr")) in graph


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_rdflib_queries_count_each_statement_once(graph, opened):
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row.n) == opened.manifest.triples


def test_one_context_is_what_one_document_says(graph):
    listed = graph.get_context(URIRef(f"{iri.ID}document/dhl-veto-list"))
    assert set(listed.objects(DRAFT, NG.libraryVetoedBy)) == {state("CHN"), state("RUS")}
    assert not set(listed.objects(DRAFT, NG.votedAgainst))


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_nothing_can_be_written(graph, opened):
    with pytest.raises(RuntimeError, match="read-write"):
        graph.add((DRAFT, NG.votedFor, state("RUS")))
    with pytest.raises(RuntimeError, match="read-write"):
        graph.update("DELETE WHERE { ?s ?p ?o }")


def test_the_front_door_answers_a_named_query(home):
    answer = normgraph.select("ballots", decision="S/RES/1973 (2011)")
    abstained = {row["name"] for row in answer.records() if row["ballot"] == "abstained"}
    assert abstained == {"Brazil", "China", "Germany", "India", "Russian Federation"}


def test_the_front_door_refuses_in_the_same_words(home):
    with pytest.raises(normgraph.NormgraphError, match="Did you mean 'ballots'"):
        normgraph.select("balots")
