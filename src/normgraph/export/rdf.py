"""The whole graph as files that any RDF tool reads."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from normgraph import iri
from normgraph.errors import MissingGraphError, NormgraphError, UnknownNameError
from normgraph.export.file import write_whole
from normgraph.export.provenance import LICENCE, LICENCE_NAME
from normgraph.query import results, vocabulary
from normgraph.query.formats import GRAPH_WRITERS, GRAPHS
from normgraph.store import Opened

#: Name of each format, with the file name extension and the media type that go with it.
FORMATS = {
    name: (GRAPH_WRITERS[name], GRAPHS[name].extension, GRAPHS[name].media_type)
    for name in ("nquads", "trig", "turtle", "jsonld")
}

PREFIXES = results.PREFIXES | {
    name: vocabulary.PREFIXES[name] for name in ("dcterms", "owl", "rdf", "void")
}

#: Where a file without comments, or a reader that drops them, finds version and licence.
RELEASE = NamedNode(f"{iri.GRAPH}release")

_GRAPHS = (
    "Each named graph is one source: the statements in it are what that document says. "
    f"Statements in graphs that begin with {iri.INFERRED} follow by a rule."
)
_UNION = (
    "This is the union of all named graphs, as Turtle has none: who says what is not in this "
    "file. N-Quads, TriG and JSON-LD keep it."
)


def write_graph(opened: Opened, path: Path, format_: str) -> None:
    """Write the whole graph to ``path`` as nquads, trig, turtle or jsonld.

    Raises
    ------
    UnknownNameError
        When there is no such format.
    MissingGraphError
        When the built graph is damaged.
    NormgraphError
        When ``path`` cannot be written.
    """
    write_whole(path, graph_bytes(opened, format_))


def graph_bytes(opened: Opened, format_: str) -> bytes:
    """Return the whole graph as nquads, trig, turtle or jsonld; the same on every machine.

    N-Quads is the graph as built under lines of comment: without them, its sha256 is the
    version. The other formats hold a few more statements, in `RELEASE` or, for Turtle,
    among the rest: version, licence and number of statements.

    Raises
    ------
    UnknownNameError
        When there is no such format.
    MissingGraphError
        When the built graph is damaged.
    """
    if format_ not in FORMATS:
        raise UnknownNameError("format of graphs", format_, FORMATS)
    content = _checked(opened)
    if format_ == "nquads":
        return (
            _comment(opened, _GRAPHS, "Without comments, the sha256 is the version.") + content
        )
    if format_ == "turtle":
        triples = parse(b"".join(_union(content)), format=RdfFormat.N_TRIPLES)
        described = [quad.triple for quad in _described(opened, _UNION)]
        union = [*described, *(quad.triple for quad in triples)]
        return _comment(opened, _UNION) + _serialized(union, RdfFormat.TURTLE)
    statements = _described(opened, _GRAPHS)
    statements += parse(b"".join(_by_graph(content)), format=RdfFormat.N_QUADS)
    if format_ == "trig":
        return _comment(opened, _GRAPHS) + _serialized(statements, RdfFormat.TRIG)
    # One thing a line. An unescaped quote cannot stand inside a string of JSON, so what
    # is replaced is always structure.
    written = _serialized(statements, RdfFormat.JSON_LD)
    return written.replace(b',{"@id":', b',\n{"@id":') + b"\n"


def _checked(opened: Opened) -> bytes:
    if opened.folder is None:
        message = (
            "The graph at an endpoint cannot be checked against its version. Ask whoever runs "
            "it for a dump, or build the graph here: normgraph build"
        )
        raise NormgraphError(message)
    try:
        content = (opened.folder / "graph.nq").read_bytes()
    except OSError as error:
        message = "The built graph cannot be read. Run: normgraph build"
        raise MissingGraphError(message) from error
    if hashlib.sha256(content).hexdigest() != opened.manifest.version:
        raise MissingGraphError("The built graph is damaged. Run: normgraph build")
    return content


def _serialized(statements: Iterable[Quad] | Iterable[Triple], format_: RdfFormat) -> bytes:
    return serialize(statements, format=format_, prefixes=PREFIXES) or b""


def _split(line: bytes) -> tuple[bytes, bytes]:
    """Return the triple and the graph of a line of canonical N-Quads."""
    triple, _, graph = line.removesuffix(b" .\n").rpartition(b" ")
    return triple, graph


def _union(content: bytes) -> list[bytes]:
    triples = {_split(line)[0] for line in content.splitlines(keepends=True)}
    return [triple + b" .\n" for triple in sorted(triples)]


def _by_graph(content: bytes) -> list[bytes]:
    lines = content.splitlines(keepends=True)
    return sorted(lines, key=lambda line: (_split(line)[1], line))


def _described(opened: Opened, explanation: str) -> list[Quad]:
    """Return what the release says of itself."""
    subject = NamedNode(f"{iri.BASE}release/{opened.manifest.version}")
    integer = NamedNode(f"{PREFIXES['xsd']}integer")
    statements: list[tuple[str, str, NamedNode | Literal]] = [
        ("dcterms", "license", NamedNode(LICENCE)),
        ("dcterms", "source", NamedNode(iri.BASE)),
        ("owl", "versionInfo", Literal(opened.manifest.version)),
        ("rdf", "type", NamedNode(f"{PREFIXES['void']}Dataset")),
        ("rdfs", "comment", Literal(explanation, language="en")),
        ("rdfs", "label", Literal("normgraph", language="en")),
        ("void", "triples", Literal(str(opened.manifest.triples), datatype=integer)),
    ]
    return [
        Quad(subject, NamedNode(PREFIXES[prefix] + name), value, RELEASE)
        for prefix, name, value in statements
    ]


def _comment(opened: Opened, *explanations: str) -> bytes:
    lines = [
        f"normgraph, version {opened.manifest.version}",
        f"{opened.manifest.triples} statements, {opened.manifest.quads} counted by source",
        f"Licence: {LICENCE_NAME}, {LICENCE}; terms of each source: ng:licence of the document",
        *explanations,
    ]
    return "".join(f"# {line}\n" for line in lines).encode()
