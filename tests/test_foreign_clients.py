"""Clients of other hands ask the endpoint as it is served, and get what the engine says."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from normgraph.export.rdf import FORMATS, graph_bytes
from normgraph.query.formats import GRAPHS, RESULTS
from serving import asked, normgraph_serve
from w3c_answers import Answer, Solutions, read, read_statements, same

# rdflib 7.6 and SPARQLWrapper 2.0 call names of rdflib that it has deprecated.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

PREFIXES = """\
PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
SELECT = f"""{PREFIXES}
SELECT ?state ?name WHERE {{ ?state a ng:State ; rdfs:label ?name FILTER(LANG(?name) = "ru") }}
ORDER BY ?state LIMIT 20"""
ASK = f"{PREFIXES} ASK {{ ?draft ng:vetoedBy ?state }}"
DENIED = f"{PREFIXES} ASK {{ ?draft ng:vetoedBy ng:vetoedBy }}"
CONSTRUCT = f"{PREFIXES} CONSTRUCT WHERE {{ ?draft ng:vetoedBy ?state }}"
DESCRIBE = "DESCRIBE <https://w3id.org/normgraph/id/norm/r2p>"
LARGE = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 20000"
#: An IRI and a text that are easily spoilt on their way.
IRI = "https://example.org/caf%C3%A9?a=%26&b=+%20#ü/種"
TEXT = "naïve ü 種 😀 % + & \"q\" 'a' \\ <b>"
QUOTED = json.dumps(TEXT, ensure_ascii=False)
ODD = f"SELECT ?iri ?text {{ VALUES (?iri ?text) {{ (<{IRI}> {QUOTED}@fr) }} }}"
#: A query that the engine could parse, and the endpoint refuses; and what it says then.
REFUSED = "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
TOLD = "The query asks another server"

CLIENTS = Path(__file__).parent / "clients"


@pytest.fixture(scope="module")
def endpoint(home) -> Iterator[str]:
    """Serve the session's graph as ``normgraph serve`` does, and return its address."""
    with normgraph_serve(home) as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def answer(opened):
    """Return a function that gives the engine's own answer to a query."""

    def asked(query: str, form: str = "application/sparql-results+json") -> Answer:
        results = opened.store.query(query)
        if query in {CONSTRUCT, DESCRIBE}:
            body = results.serialize(format=RdfFormat.N_TRIPLES)
            return read(body, "application/n-triples")
        return read(results.serialize(format=QueryResultsFormat.from_media_type(form)), form)

    return asked


# -- curl -------------------------------------------------------------------------------


def curl(*words: str, status: int = 0) -> bytes:
    command = ["curl", "-sS", "--fail-with-body", "--max-time", "60", *words]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout


@pytest.mark.curl
@pytest.mark.parametrize(
    ("form", "query"),
    [
        (form, query)
        for form in sorted(RESULTS)
        for query in (SELECT, ODD, LARGE, ASK, DENIED)
        # The specification has no CSV or TSV for yes and no.
        if not (query in {ASK, DENIED} and form in {"csv", "tsv"})
    ],
)
def test_curl_gets_results_in_each_format(endpoint, answer, query, form):
    media_type = RESULTS[form].media_type
    body = curl(
        "--header", f"Accept: {media_type}", "--data-urlencode", f"query={query}", endpoint
    )
    expected = answer(query, media_type)
    if query == LARGE:
        assert len(read(body, media_type).rows) == len(expected.rows) == 20_000
    else:
        assert same(expected, read(body, media_type), ordered=True)


@pytest.mark.curl
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("form", sorted(GRAPHS))
def test_curl_gets_statements_in_each_format(endpoint, answer, query, form):
    media_type = GRAPHS[form].media_type
    accept = ("--header", f"Accept: {media_type}")
    body = curl(
        "--get", "--compressed", *accept, "--data-urlencode", f"query={query}", endpoint
    )
    assert isomorphic(answer(query), union(body, media_type))


def union(body: bytes, media_type: str) -> Graph:
    """Return the statements of a body, whatever graph they are in, as rdflib reads them."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=body, format=media_type)
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.curl
def test_curl_is_told_why_a_query_is_refused(endpoint):
    refused = 22  # what curl ends with when the status is 400 or more
    body = curl("--data-urlencode", f"query={REFUSED}", endpoint, status=refused)
    assert TOLD in body.decode("utf-8")


# -- SPARQLWrapper ----------------------------------------------------------------------


def wrapper(endpoint: str, query: str, form: str, method: str = GET, way: str = URLENCODED):
    client = SPARQLWrapper(endpoint)
    client.setTimeout(60)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setReturnFormat(form)
    client.setQuery(query)
    return client.query()


WAYS = pytest.mark.parametrize(
    ("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)


@WAYS
@pytest.mark.parametrize("query", [SELECT, ODD, LARGE, ASK, DENIED])
def test_sparqlwrapper_gets_json(endpoint, answer, query, method, way):
    found = wrapper(endpoint, query, JSON, method, way).convert()
    expected = answer(query)
    if query == LARGE:
        assert len(found["results"]["bindings"]) == len(expected.rows)
    else:
        body = json.dumps(found).encode()
        assert same(expected, read(body, "application/sparql-results+json"), ordered=True)


@pytest.mark.parametrize("query", [SELECT, ODD])
@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_gets_each_format_of_results(endpoint, answer, query, form):
    response = wrapper(endpoint, query, form)
    converted = response.convert()
    body = converted if form in {CSV, TSV} else converted.toxml("utf-8")
    media_type = RESULTS[form].media_type
    assert same(answer(query, media_type), read(body, media_type), ordered=True)


@pytest.mark.parametrize("query", [ASK, DENIED])
def test_sparqlwrapper_gets_yes_and_no_as_xml(endpoint, answer, query):
    document = wrapper(endpoint, query, XML).convert()
    assert read(document.toxml("utf-8"), "application/sparql-results+xml") is answer(query)


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("form", [RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_gets_each_format_of_statements(endpoint, answer, query, form):
    found = wrapper(endpoint, query, form).convert()
    if form in {TURTLE, N3}:
        found = Graph().parse(data=found, format="turtle")
    assert isomorphic(answer(query), found)


@WAYS
def test_sparqlwrapper_is_told_where_a_query_is_wrong(endpoint, method, way):
    with pytest.raises(QueryBadFormed, match="line 1, column 13"):
        wrapper(endpoint, "ASK { ?s ?p }", JSON, method, way)


@WAYS
def test_sparqlwrapper_is_told_why_a_query_is_refused(endpoint, method, way):
    with pytest.raises(HTTPError) as caught:  # it knows no 403, and hands it on as it is
        wrapper(endpoint, REFUSED, JSON, method, way)
    with caught.value as response:
        assert TOLD in response.read().decode("utf-8")


# -- rdflib -----------------------------------------------------------------------------


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def remote(endpoint, request):
    """Return the endpoint as a graph of rdflib."""
    return Graph(SPARQLStore(endpoint, method=request.param))


@pytest.mark.parametrize("query", [SELECT, ODD, LARGE])
def test_rdflib_gets_rows(remote, answer, query):
    found = remote.query(query)
    names = frozenset(map(str, found.vars))
    rows = tuple({str(name): row[name] for name in row} for row in found.bindings)
    expected = answer(query)
    if query == LARGE:
        assert len(rows) == len(expected.rows)
    else:
        assert same(expected, Solutions(names, rows), ordered=True)


@pytest.mark.parametrize("query", [ASK, DENIED])
def test_rdflib_gets_yes_and_no(remote, answer, query):
    assert remote.query(query).askAnswer is answer(query)


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_rdflib_gets_statements(remote, answer, query):
    assert isomorphic(answer(query), remote.query(query).graph)


def test_rdflib_walks_the_graph_as_its_own(remote, answer):
    norm = URIRef("https://w3id.org/normgraph/id/norm/r2p")
    walked = Graph()
    for triple in remote.triples((norm, None, None)):
        walked.add(triple)
    assert isomorphic(answer(DESCRIBE), walked)


def test_rdflib_is_told_why_a_query_is_refused(endpoint):
    # It keeps what the endpoint said in the error that it handles when it raises its own.
    with pytest.raises(ValueError, match="something wrong") as caught:
        Graph(SPARQLStore(endpoint)).query(REFUSED)
    response = caught.value.__context__
    assert isinstance(response, HTTPError)
    with response:
        assert TOLD in response.read().decode("utf-8")


@pytest.mark.parametrize("method", ["POST", "POST_FORM"])
def test_rdflib_fails_where_a_query_is_refused(endpoint, method):
    # When it posts, it passes on the status and nothing else.
    found = Graph(SPARQLStore(endpoint, method=method)).query(REFUSED)
    assert found == (403, "HTTP Error 403: Forbidden", None)


# -- Comunica ---------------------------------------------------------------------------


def comunica(source: object, *queries: str) -> list[tuple[str, str]]:
    done = subprocess.run(
        ["node", str(CLIENTS / "comunica.mjs")],
        input=json.dumps({"source": source, "queries": queries}),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return [(one["kind"], one["text"]) for one in json.loads(done.stdout)]


LONG = f"SELECT * WHERE {{ ?s ?p '{'x' * 40_000}' }}"


@pytest.mark.node
@pytest.mark.parametrize("found_how", ["by its description", "as it is told"])
def test_comunica_gets_what_the_engine_says(endpoint, answer, found_how):
    source = endpoint if found_how == "by its description" else sparql_source(endpoint)
    queries = (SELECT, ODD, LARGE, ASK, DENIED, CONSTRUCT, DESCRIBE, LONG)
    found = dict(zip(queries, comunica(source, *queries), strict=True))
    for query in (SELECT, ODD, ASK, DENIED):
        assert same(answer(query), read(*told(found[query][1])), ordered=True)
    assert len(read(*told(found[LARGE][1])).rows) == len(answer(LARGE).rows)
    for query in (CONSTRUCT, DESCRIBE):
        assert isomorphic(answer(query), Graph().parse(data=found[query][1], format="nt"))
    # SERVICE Comunica would follow itself: it is told of another limit.
    assert found[LONG][0] == "error"
    assert "characters" in found[LONG][1]


def told(text: str) -> tuple[bytes, str]:
    """Return results in JSON without what Comunica adds about its own work."""
    results = json.loads(text)
    results.pop("metadata", None)
    return json.dumps(results).encode(), "application/sparql-results+json"


def sparql_source(endpoint: str) -> dict[str, str]:
    return {"type": "sparql", "value": endpoint}


# -- Rasqal and Raptor ------------------------------------------------------------------


def roqet(endpoint: str, query: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["roqet", "-q", "-p", endpoint, "-e", query, *words]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


@pytest.mark.roqet
@pytest.mark.parametrize("query", [SELECT, ODD, LARGE])
def test_roqet_gets_rows(endpoint, answer, query):
    done = roqet(endpoint, query, "--results", "xml")
    assert done.returncode == 0, done.stderr
    expected, found = answer(query), read(done.stdout, "application/sparql-results+xml")
    if query == LARGE:
        assert len(found.rows) == len(expected.rows)
    else:
        assert same(expected, found, ordered=True)


@pytest.mark.roqet
def test_roqet_fails_where_a_query_is_refused(endpoint):
    # SERVICE it would follow itself. It passes on the status and nothing else.
    done = roqet(endpoint, "SELECT * FROM <https://example.org/none> WHERE { ?s ?p ?o }")
    assert done.returncode != 0
    assert b"HTTP status 403" in done.stderr


@pytest.mark.roqet
def test_roqet_takes_an_answer_as_data(endpoint, answer):
    """It asks with the names of all formats that Raptor reads, and their weights."""
    address = f"{endpoint}?query={quote(CONSTRUCT, safe='')}"
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    command = ["roqet", "--quiet", "--data", address, "--exec", query, "--results", "csv"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert len(read(done.stdout, "text/csv").rows) == len(answer(CONSTRUCT))


#: What Raptor calls the formats that it reads.
RAPTOR = {
    "turtle": "turtle",
    "ntriples": "ntriples",
    "nquads": "nquads",
    "trig": "trig",
    "rdfxml": "rdfxml",
}


def rapper(body: bytes, form: str) -> bytes:
    """Return the statements that Raptor reads in a body, as N-Triples."""
    command = ["rapper", "--quiet", "--input", RAPTOR[form], "--output", "ntriples"]
    base = "urn:normgraph:none"
    return subprocess.run(
        [*command, "-", base], input=body, capture_output=True, timeout=60, check=True
    ).stdout


@pytest.mark.rapper
@pytest.mark.parametrize("form", sorted(RAPTOR))
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_rapper_reads_each_format_of_statements(endpoint, answer, query, form):
    response = asked(endpoint, query.encode(), GRAPHS[form].media_type)
    read_by_raptor = rapper(response.body, form)
    assert isomorphic(answer(query), Graph().parse(data=read_by_raptor, format="nt"))


@pytest.mark.rapper
def test_rapper_gets_statements_by_the_address(endpoint, answer):
    address = f"{endpoint}?query={quote(DESCRIBE, safe='')}"
    command = ["rapper", "--quiet", "--guess", "--output", "ntriples", address]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert isomorphic(answer(DESCRIBE), Graph().parse(data=done.stdout, format="nt"))


@pytest.mark.rapper
@pytest.mark.parametrize("form", sorted(RAPTOR))
@pytest.mark.parametrize("path", ["/id/norm/r2p", "/ontology", "/void", "/sparql"])
def test_rapper_reads_what_an_address_is_about(endpoint, path, form):
    media_type = GRAPHS[form].media_type
    address = f"{endpoint.removesuffix('/sparql')}{path}"
    with urlopen(Request(address, headers={"Accept": media_type}), timeout=60) as response:
        body = response.read()
        assert response.headers.get_content_type() == media_type
    # N-Triples and Turtle have each statement once, and Raptor drops the graphs of the others.
    expected = set(read_statements(body, media_type))
    found = set(read_statements(rapper(body, form), "application/n-triples"))
    assert len(expected) > 1
    assert found == expected


@pytest.mark.slow
@pytest.mark.rapper
@pytest.mark.parametrize("form", ["nquads", "trig", "turtle"])
def test_rapper_reads_the_whole_graph_from_a_file(opened, form):
    body = graph_bytes(opened, form)
    command = ["rapper", "--count", "--input", RAPTOR[form], "-", "urn:normgraph:none"]
    done = subprocess.run(command, input=body, capture_output=True, timeout=120, check=True)
    written = sum(1 for _ in pyoxigraph.parse(body, format=FORMATS[form][0]))
    assert f"Parsing returned {written} triples" in done.stderr.decode("utf-8")
