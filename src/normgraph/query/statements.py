"""What the graph says about one thing, and who says so."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from normgraph import iri
from normgraph.query.run import text
from normgraph.store import QuadStore, Term

LOCATOR = f"{iri.ONTOLOGY}locator"


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """That a source makes a statement, and where in it."""

    source: str  #: IRI of a document, of a rule's graph or of a part of the ontology
    locator: str = ""

    @property
    def rule(self) -> str:
        """The rule that concluded the statement, or nothing if a document makes it."""
        inferred = self.source.startswith(iri.INFERRED)
        return self.source.removeprefix(iri.INFERRED) if inferred else ""


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """What a statement says: a thing, a text in a language, or a literal."""

    text: str  #: IRI, or the text of the literal
    kind: str = "thing"  #: "thing", or the name of an XML Schema datatype such as date
    language: str = ""  #: tag, for text in a language


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing, with all who make it."""

    property: str  #: IRI
    value: Value
    said: tuple[Saying, ...]


def facts(store: QuadStore, thing: str) -> list[Fact]:
    """Return every statement about ``thing``, by property and value.

    Where in a source the facts stand is told beside each, and is no fact of its own.
    """
    said: dict[tuple[str, Term], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    places: dict[str, set[str]] = defaultdict(set)
    # Read without SPARQL: a page asks this of each thing that it names.
    for quad in store.quads_for_pattern(NamedNode(thing), None, None, None):
        if isinstance(quad.graph_name, NamedNode):
            source = quad.graph_name.value
            if quad.predicate.value == LOCATOR:
                places[source].add(text(quad.object))
            else:
                said[quad.predicate.value, quad.object][source] = places[source]
    found = sorted(said.items(), key=lambda each: (each[0][0], str(each[0][1])))
    return [
        Fact(
            property=key,
            value=value_of(value),
            said=tuple(
                Saying(source, "; ".join(sorted(places)))
                for source, places in sorted(sources.items())
            ),
        )
        for (key, value), sources in found
    ]


def concluded(store: QuadStore, graph: str) -> Mapping[str, int]:
    """Return how many statements a named graph has, by property."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
    counts = Counter(quad.predicate.value for quad in quads)
    return dict(sorted(counts.items()))


def value_of(term: Term) -> Value:
    """Return what a term says."""
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        return Value(term.value, kind, term.language or "")
    return Value(text(term))
