"""One thing as a document of RDF: what is said of it, by whom, and names for what is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from normgraph import iri
from normgraph.export.provenance import LICENCE
from normgraph.export.rdf import PREFIXES as OF_GRAPHS
from normgraph.query import kept
from normgraph.query.formats import GRAPH_WRITERS, GRAPHS
from normgraph.store import Opened, QuadStore

PREFIXES = OF_GRAPHS | {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}
_WITH_PREFIXES = {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML}
_RDFS_LABEL = NamedNode(f"{PREFIXES['rdfs']}label")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a document."""

    name: str  #: for people
    ending: str  #: of the file
    media: str
    writer: RdfFormat
    graphs: bool  #: whether it keeps named graphs, which are the sources


#: By the names that queries use, those that people know best first.
FORMATS = {
    key: Format(
        name,
        GRAPHS[key].extension,
        GRAPHS[key].media_type,
        GRAPH_WRITERS[key],
        graphs=GRAPH_WRITERS[key].supports_datasets,
    )
    for key, name in (
        ("turtle", "Turtle"),
        ("jsonld", "JSON-LD"),
        ("rdfxml", "RDF/XML"),
        ("ntriples", "N-Triples"),
        ("trig", "TriG"),
        ("nquads", "N-Quads"),
    )
}


def release(opened: Opened) -> NamedNode:
    """Return the name of the dataset that this version of the graph is."""
    return NamedNode(f"{iri.BASE}release/{opened.manifest.version}")


def described(opened: Opened, thing: str) -> list[Quad]:
    """Return what the graph says of ``thing``, in the graphs of its sources; or nothing.

    With it, in their own sources, names in English (or in whatever language there is) of
    all that these statements name, and, in no source's graph, what the document is: of which
    release, under which licence.
    """
    said = [
        quad
        for quad in opened.store.quads_for_pattern(NamedNode(thing), None, None, None)
        if isinstance(quad.graph_name, NamedNode)
    ]
    if not said:
        return []
    named = {node for quad in said for node in _nodes(quad)} - {NamedNode(thing)}
    labels = {label for node in named for label in _labels(opened.store, node)}
    statements = sorted({*said, *labels}, key=_order)
    return [*_about(opened, thing), *statements]


def content(opened: Opened, graph: str) -> list[Quad]:
    """Return what the named graph ``graph`` holds, in order; nothing if there is none."""
    try:
        name = NamedNode(graph)
    except ValueError:
        return []
    return sorted(opened.store.quads_for_pattern(None, None, None, name), key=_order)


def written(statements: Iterable[Quad], form: str) -> bytes:
    """Return statements in one of `FORMATS`; one without graphs has each statement once."""
    chosen = FORMATS[form]
    prefixes = PREFIXES if chosen.writer in _WITH_PREFIXES else None
    content: Iterable[Quad] | Iterable[Triple] = statements
    if not chosen.graphs:
        content = dict.fromkeys(quad.triple for quad in statements)
    return serialize(content, format=chosen.writer, prefixes=prefixes) or b""


def written_triples(triples: Iterable[Triple], form: str) -> bytes:
    """Return triples in one of `FORMATS`, in no named graph."""
    return written([Quad(*triple) for triple in triples], form)


def name_of(thing: str) -> NamedNode:
    """Return the name of the document about ``thing``, whatever the format.

    >>> name_of("https://w3id.org/normgraph/id/state/RUS").value
    'https://w3id.org/normgraph/data/state/RUS'
    """
    return NamedNode(f"{iri.BASE}data/{thing.removeprefix(iri.ID)}")


def _about(opened: Opened, thing: str) -> Iterator[Quad]:
    document = name_of(thing)
    title = f"What normgraph says of {_label(opened, thing)}"
    for prefix, name, value in (
        ("rdf", "type", NamedNode(f"{PREFIXES['foaf']}Document")),
        ("dcterms", "title", Literal(title, language="en")),
        ("foaf", "primaryTopic", NamedNode(thing)),
        ("void", "inDataset", release(opened)),
        ("dcterms", "license", NamedNode(LICENCE)),
    ):
        yield Quad(document, NamedNode(PREFIXES[prefix] + name), value, DefaultGraph())


def _label(opened: Opened, thing: str) -> str:
    """Return the name of a thing, or the end of its IRI."""
    directory = kept.directory(opened)
    return directory.label(thing) if thing in directory else iri.short(thing)


def _nodes(quad: Quad) -> Iterator[NamedNode]:
    for node in (quad.predicate, quad.object, quad.graph_name):
        if isinstance(node, NamedNode):
            yield node


def _labels(store: QuadStore, node: NamedNode) -> Sequence[Quad]:
    labels = [
        quad
        for quad in store.quads_for_pattern(node, _RDFS_LABEL, None, None)
        if isinstance(quad.graph_name, NamedNode)
    ]
    english = [
        quad
        for quad in labels
        if isinstance(quad.object, Literal) and quad.object.language == "en"
    ]
    return english or labels


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
