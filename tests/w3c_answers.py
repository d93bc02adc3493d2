"""Reading answers to queries, and telling whether two are the same."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Identifier

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
ROW = Namespace("urn:normgraph:row#")

WHOLE = {
    *(XSD.integer, XSD.int, XSD.long, XSD.short, XSD.byte, XSD.negativeInteger),
    *(XSD.nonNegativeInteger, XSD.nonPositiveInteger, XSD.positiveInteger),
    *(XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort, XSD.unsignedByte),
}
BINARY = {XSD.double, XSD.float}

Row = Mapping[str, Identifier]


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of an answer, in the order in which they came."""

    variables: frozenset[str]
    rows: tuple[Row, ...]


Answer = bool | Solutions | Graph


def same(expected: Answer, found: Answer, *, ordered: bool) -> bool:
    """Return whether two answers say the same, whatever they call their blank nodes."""
    match expected, found:
        case bool(), bool():
            return expected == found
        case Graph(), Graph():
            return isomorphic(_by_value(expected), _by_value(found))
        case Solutions(), Solutions():
            return expected.variables == found.variables and _same_rows(
                expected.rows, found.rows, ordered=ordered
            )
    return False


def read(body: bytes, media_type: str) -> Answer:
    """Return the answer in a body of a media type of results or of RDF."""
    if media_type == "text/csv":
        return _read_csv(body)
    results = QueryResultsFormat.from_media_type(media_type)
    if results is None:
        return _read_graph(body, media_type)
    parsed = pyoxigraph.parse_query_results(body, results)
    if isinstance(parsed, QueryBoolean):
        return bool(parsed)
    assert isinstance(parsed, QuerySolutions)
    names = [variable.value for variable in parsed.variables]
    rows = [
        {name: _term(row[name]) for name in names if row[name] is not None} for row in parsed
    ]
    return Solutions(frozenset(names), tuple(rows))


def read_statements(body: bytes, media_type: str) -> Iterator[pyoxigraph.Triple]:
    """Yield the statements of a body, whatever graph it puts them in."""
    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    for quad in pyoxigraph.parse(body, format=form):
        yield quad.triple


#: By what a file of the suite ends with: in what media type it is, and it is asked for.
MEDIA_TYPES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml",
}


def read_file(path: Path, base: str) -> Answer:
    """Return the answer that a file of the suite holds."""
    media_type = MEDIA_TYPES[path.suffix]
    if media_type != "text/turtle":
        return read(path.read_bytes(), media_type)
    graph = _read_graph(path.read_bytes(), media_type, base)
    table = graph.value(None, RDF.type, RS.ResultSet)
    return graph if table is None else _solutions_in(graph, table)


def _read_graph(body: bytes, media_type: str, base: str = "urn:normgraph:none") -> Graph:
    graph = Graph()
    graph.parse(data=body, format=media_type, publicID=base)
    return graph


def _solutions_in(graph: Graph, table: Identifier) -> Solutions:
    """Return solutions that are told in RDF (as a few files of the suite do)."""
    rows = [
        {
            str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
            for binding in graph.objects(solution, RS.binding)
        }
        for solution in graph.objects(table, RS.solution)
    ]
    return Solutions(frozenset(map(str, graph.objects(table, RS.resultVariable))), tuple(rows))


def _read_csv(body: bytes) -> Solutions:
    """Return rows of texts: CSV tells neither IRI from literal nor unbound from empty."""
    names, *lines = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True)
    rows = [
        {name: _cell(cell) for name, cell in zip(names, line, strict=True)} for line in lines
    ]
    return Solutions(frozenset(names), tuple(rows))


def _cell(text: str) -> Identifier:
    return BNode(text[2:]) if text.startswith("_:") else Literal(text)


def _term(term: object) -> Identifier:
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal():
            if term.language:
                return Literal(term.value, lang=term.language)
            datatype = URIRef(term.datatype.value)
            if datatype == XSD.string:
                return Literal(term.value)
            return Literal(term.value, datatype=datatype, normalize=False)
    raise AssertionError(f"no term of RDF 1.1: {term}")


def _same_rows(expected: Iterable[Row], found: Iterable[Row], *, ordered: bool) -> bool:
    """Return whether the rows are the same, as a list if ``ordered``, or else as a multiset."""
    return isomorphic(_told(expected, ordered=ordered), _told(found, ordered=ordered))


def _told(rows: Iterable[Row], *, ordered: bool) -> Graph:
    """Return rows as a graph; two multisets of rows are equal if these are isomorphic."""
    valued = [frozenset((name, _valued(term)) for name, term in row.items()) for row in rows]
    graph = Graph()
    numbered = (
        enumerate(valued) if ordered else ((n, row) for row, n in Counter(valued).items())
    )
    for number, row in numbered:
        node = BNode()
        graph.add((node, ROW["position" if ordered else "times"], Literal(number)))
        for name, term in row:
            graph.add((node, ROW[f"binds-{name}"], term))
    return graph


def _by_value(graph: Graph) -> Graph:
    valued = Graph()
    for subject, predicate, thing in graph:
        valued.add((subject, predicate, _valued(thing)))
    return valued


def _valued(term: Identifier) -> Identifier:
    """Return numbers in one spelling: 1.0 and 1.00 are the same answer, 1 and 1.0 are not."""
    if not isinstance(term, Literal):
        return term
    text, datatype = str(term), term.datatype
    if datatype in WHOLE and text.lstrip("+-").isdecimal():
        return Literal(str(int(text)), datatype=datatype, normalize=False)
    if datatype == XSD.decimal:
        return Literal(f"{Decimal(text).normalize():f}", datatype=datatype, normalize=False)
    if datatype in BINARY and text not in {"INF", "-INF", "NaN"}:
        return Literal(repr(float(text)), datatype=datatype, normalize=False)
    if datatype == XSD.boolean and text in {"0", "1"}:
        return Literal("true" if text == "1" else "false", datatype=datatype, normalize=False)
    return Literal(text) if datatype == XSD.string else term
