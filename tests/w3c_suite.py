"""The SPARQL 1.1 tests of the W3C, as their manifests tell them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, parse
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

#: Where the suite is published. Names in it are relative to this, not to where a copy lies.
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"

#: Tests of results in CSV and JSON stand beside those of the query language.
FORMATS = ("csv-tsv-res", "json-res")
#: Tests of what the endpoint refuses by design: to ask another server.
FEDERATION = ("service", "syntax-fed")


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a test asks: files for the default graph, and files for graphs by their names."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return how a request names the dataset to a server that has each file as a graph.

        A file without statements is no graph; without any there is nothing to name.
        """
        default = [("default-graph-uri", iri_of(path)) for path in self.default]
        named = [("named-graph-uri", name) for name, _ in self.named]
        paths = [*self.default, *(path for _, path in self.named)]
        return tuple(
            field
            for field, path in zip([*default, *named], paths, strict=True)
            if any(statements(path))
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the data it asks, and the answer; or only a query, good or bad."""

    iri: str
    kind: str  #: QueryEvaluationTest, CSVResultFormatTest, PositiveSyntaxTest11 or Negative...
    query: Path
    dataset: Dataset
    result: Path | None

    @property
    def folder(self) -> str:
        return self.query.parent.name

    @property
    def base(self) -> str:
        """Return what the relative names in the query are relative to."""
        return iri_of(self.query)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return how a request names the dataset, unless the query does."""
        says_from = any(
            line.startswith(b"FROM") for line in self.query.read_bytes().split(b"\n")
        )
        return () if says_from else self.dataset.fields

    @property
    def based(self) -> bytes:
        """Return the query after a line that says what relative names are relative to.

        The suite leaves that to the place of the file, which no request can tell.
        """
        return f"BASE <{self.base}>\n".encode() + self.query.read_bytes()

    @property
    def is_ordered(self) -> bool:
        """Return whether the query as a whole sorts its rows."""
        text = self.query.read_text("utf-8")
        return "order by" in text.lower() and "orderby" in parseQuery(text)[1]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of a protocol test, and what is expected of the response."""

    method: str
    query_string: str  #: what follows the path of the endpoint
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]  #: "2xx" and the like
    boolean: bool | None
    form: str | None  #: boolean, tabular or RDF


@dataclass(frozen=True, slots=True)
class Conversation:
    """A protocol test: requests, one after the other."""

    iri: str
    exchanges: tuple[Exchange, ...] = field(default=())


def short(iri: str) -> str:
    """Return the folder and name of a test.

    >>> short(BASE + "bind/manifest#bind01")
    'bind/bind01'
    """
    return iri.removeprefix(BASE).replace("/manifest#", "/")


@cache
def manifest(folder: Path) -> Graph:
    text = (folder / "manifest.ttl").read_text("utf-8")
    return Graph().parse(data=text, publicID=f"{BASE}{folder.name}/manifest.ttl")


def entries(folder: Path) -> Iterator[URIRef]:
    """Yield the tests of a folder in the manifest's order."""
    graph = manifest(folder)
    (whole,) = graph.subjects(RDF.type, MF.Manifest)
    for entry in Collection(graph, graph.value(whole, MF.entries)):
        assert isinstance(entry, URIRef)
        yield entry


def cases(suite: Path, *folders: str) -> list[Case]:
    """Return the tests of queries in some folders of the suite."""
    found = []
    for folder in folders:
        graph = manifest(suite / folder)
        found += [_case(graph, suite / folder, entry) for entry in entries(suite / folder)]
    return found


def query_folders(suite: Path) -> list[str]:
    """Return the folders that the suite counts as tests of the query language."""
    text = (suite / "manifest-sparql11-query.ttl").read_text("utf-8")
    graph = Graph().parse(data=text, publicID=BASE)
    included = graph.value(URIRef(BASE), MF.include)
    return [str(part).removeprefix(BASE).split("/")[0] for part in Collection(graph, included)]


def conversations(suite: Path) -> list[Conversation]:
    """Return the tests of the protocol."""
    graph = manifest(suite / "protocol")
    return [
        Conversation(str(entry), tuple(_exchanges(graph, entry)))
        for entry in entries(suite / "protocol")
    ]


def protocol_graphs(suite: Path) -> list[tuple[str, Path]]:
    """Return the graphs that the tests of the protocol ask, by the names they give them.

    Some name data0.rdf and ask it nothing; the suite does not say what is in it.
    """
    graph = manifest(suite / "protocol")
    named = {
        (
            str(graph.value(part, RDFS.label)),
            _path(suite / "protocol", graph.value(part, UT.graph)),
        )
        for part in graph.objects(None, UT.graphData)
    }
    name = min(named)[0].replace("data1", "data0")
    return [(name, suite / "protocol" / "data1.nt"), *sorted(named)]


def iri_of(path: Path) -> str:
    """Return where a file of the suite is published."""
    return f"{BASE}{path.parent.name}/{path.name}"


def statements(path: Path) -> Iterator[Quad]:
    """Yield what a file says, with blank nodes that no other has."""
    return parse(path=str(path), base_iri=iri_of(path), rename_blank_nodes=True)


def quads(graphs: Iterable[tuple[str, Path]]) -> Iterator[Quad]:
    """Yield the statements of files, each in the graph of the name beside it."""
    for name, path in graphs:
        for quad in statements(path):
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))


def _case(graph: Graph, folder: Path, entry: URIRef) -> Case:
    kind = str(graph.value(entry, RDF.type)).removeprefix(str(MF))
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    query = graph.value(action, QT.query) or action
    default = sorted(graph.objects(action, QT.data))
    named = sorted(graph.objects(action, QT.graphData))
    return Case(
        str(entry),
        kind,
        _path(folder, query),
        Dataset(
            tuple(_path(folder, part) for part in default),
            tuple((str(part), _path(folder, part)) for part in named),
        ),
        _path(folder, result) if result is not None else None,
    )


def _exchanges(graph: Graph, entry: URIRef) -> Iterator[Exchange]:
    requests = graph.value(graph.value(entry, MF.action), HT.requests)
    for request in Collection(graph, requests):
        expected = graph.value(request, HT.resp)
        boolean = graph.value(expected, MF.expectedBoolean)
        form = graph.value(expected, MF.expectedFormat)
        yield Exchange(
            str(graph.value(request, HT.methodName)),
            str(graph.value(request, HT.absolutePath)).removeprefix("/sparql/"),
            tuple(_headers(graph, request)),
            _body(graph, request),
            frozenset(str(one)[-3:] for one in graph.objects(expected, MF.expectedStatus)),
            None if boolean is None else str(boolean) == "true",
            None if form is None else str(form),
        )


def _headers(graph: Graph, request: Node) -> Iterator[tuple[str, str]]:
    listed = graph.value(request, HT.headers)
    for header in Collection(graph, listed) if listed is not None else ():
        yield str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue))


def _body(graph: Graph, request: Node) -> bytes | None:
    body = graph.value(request, HT.body)
    if body is None:
        return None
    encoding = str(graph.value(body, CNT.characterEncoding))
    return str(graph.value(body, CNT.chars)).encode(encoding)


def _path(folder: Path, name: Node | None) -> Path:
    """Return where a file lies that a manifest names."""
    return folder.parent / str(name).removeprefix(BASE)
