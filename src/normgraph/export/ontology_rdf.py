"""The ontology and its vocabularies as RDF, for reasoners and editors."""

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from normgraph import iri
from normgraph.export import ontology_files
from normgraph.export.document import written
from normgraph.export.triples import term
from normgraph.store import Opened, once_per_graph

#: The parts of the ontology that a graph holds, each in a named graph of this name.
PARTS = ("normgraph", "vocabularies", "alignments")


def ontology_bytes(opened: Opened, form: str) -> bytes:
    """Return the ontology in one of the formats of documents, the same bytes each time."""
    return written(ontology(opened), form)


@once_per_graph
def ontology(opened: Opened) -> tuple[Quad, ...]:
    """Return every statement of the ontology, each in the named graph of its part.

    Classes that the files declare disjoint all at once, by a list of which the graph keeps
    nothing, are so here pair by pair, which says the same and needs no anonymous node.
    """
    stated = (
        quad
        for part in PARTS
        for quad in opened.store.quads_for_pattern(
            None, None, None, NamedNode(f"{iri.GRAPH}{part}")
        )
    )
    return tuple(sorted({*stated, *_disjoint()}, key=_order))


def _disjoint() -> Iterator[Quad]:
    graph = NamedNode(f"{iri.GRAPH}{PARTS[0]}")
    for axiom in ontology_files.disjoint():
        for one, other in combinations(axiom.classes, 2):
            yield Quad(NamedNode(one), term("owl:disjointWith"), NamedNode(other), graph)


def _order(quad: Quad) -> tuple[int, str, str, str]:
    part = str(quad.graph_name).rpartition("/")[2].removesuffix(">")
    return PARTS.index(part), str(quad.subject), str(quad.predicate), str(quad.object)
