"""The SPARQL protocol as the endpoint speaks it: ways to ask, formats, refusals, headers."""

import gzip
import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from normgraph.query.formats import GRAPHS, RESULTS
from serving import Response, asked, normgraph_serve, sent
from w3c_answers import Solutions, read, read_statements

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = RESULTS["json"].media_type
XML = RESULTS["xml"].media_type
SELECT = (
    "SELECT ?name { <https://w3id.org/normgraph/id/state/RUS> "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?name }"
)
NOTHING = "SELECT ?a ?b { ?a <urn:nothing> ?b }"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = (
    "CONSTRUCT WHERE { ?text <https://w3id.org/normgraph/ontology#vetoedBy> "
    "<https://w3id.org/normgraph/id/state/RUS> }"
)
DESCRIBE = "DESCRIBE <https://w3id.org/normgraph/id/norm/r2p>"


@pytest.fixture(scope="module")
def endpoint(home) -> Iterator[str]:
    """Serve the session's graph as ``normgraph serve`` does."""
    with normgraph_serve(home) as address:
        yield f"{address}/sparql"


def get(endpoint: str, query: str, accept: str = JSON, **more: str) -> Response:
    given = urlencode({"query": query, **more})
    return sent(endpoint, "GET", f"?{given}", {"Accept": accept})


def rows(response: Response) -> Solutions:
    assert response.status == 200, response.text
    found = read(response.body, response.media_type)
    assert isinstance(found, Solutions)
    return found


# -- Ways to ask ------------------------------------------------------------------------


@pytest.mark.parametrize("query", [SELECT, ASK, CONSTRUCT, DESCRIBE])
def test_each_way_to_ask_gives_the_same(endpoint, query):
    found = {
        asked(endpoint, query.encode(), "*/*", way).body for way in ("get", "form", "direct")
    }
    assert len(found) == 1


def test_a_query_in_utf_8_comes_whole(endpoint):
    text = "Обязанность защищать, 保护的责任 😀 % + & \" '"
    query = (
        f"SELECT (?text AS ?x) {{ VALUES ?text {{ {json.dumps(text, ensure_ascii=False)} }} }}"
    )
    for way in ("get", "form", "direct"):
        (row,) = rows(asked(endpoint, query.encode("utf-8"), JSON, way)).rows
        assert str(row["x"]) == text


@pytest.mark.parametrize(
    "content_type",
    [f"{QUERY}; charset=utf-8", f'{QUERY};charset="UTF-8"', "Application/SPARQL-Query", QUERY],
)
def test_a_body_may_name_its_encoding(endpoint, content_type):
    assert (
        sent(endpoint, "POST", "", {"Content-Type": content_type}, ASK.encode()).status == 200
    )


def test_a_relative_name_is_one_of_ours(endpoint):
    """The protocol leaves to an endpoint what names are relative to."""
    assert read(get(endpoint, "ASK { <id/state/RUS> ?p ?o }").body, JSON) is True


# -- What is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status"),
    [
        pytest.param("GET", "?query=", None, None, 400, id="empty query"),
        pytest.param("GET", "?query=ASK%20%7B", None, None, 400, id="bad syntax"),
        pytest.param("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400, id="two"),
        pytest.param("GET", "?query=ASK%7B%7D%FF", None, None, 400, id="address not UTF-8"),
        pytest.param("GET", "?update=CLEAR%20ALL", None, None, 403, id="update in address"),
        pytest.param("POST", "", FORM, b"", 400, id="form without query"),
        pytest.param("POST", "", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400, id="form, two"),
        pytest.param("POST", "", FORM, b"update=CLEAR+ALL", 403, id="update"),
        pytest.param("POST", "", FORM, b"query=ASK%7B%7D%FF", 400, id="form not UTF-8"),
        pytest.param("POST", "", QUERY, b"", 400, id="empty body"),
        pytest.param("POST", "", QUERY, b"ASK {} # \xff", 400, id="not UTF-8"),
        pytest.param("POST", "", QUERY, "ASK {}".encode("utf-16"), 400, id="UTF-16"),
        pytest.param("POST", "", f"{QUERY}; charset=latin-1", b"ASK {}", 415, id="Latin-1"),
        pytest.param("POST", "", "text/plain", b"ASK {}", 415, id="text"),
        pytest.param("POST", "", None, b"ASK {}", 415, id="no type"),
        pytest.param("POST", "", "application/sparql-update", b"CLEAR ALL", 403, id="updates"),
        pytest.param("POST", "?query=ASK%7B%7D", QUERY, b"ASK {}", 400, id="here and there"),
    ],
)
def test_a_wrong_request_is_refused_in_words(
    endpoint, method, query_string, content_type, body, status
):
    headers = {"Content-Type": content_type} if content_type else {}
    response = sent(endpoint, method, query_string, headers, body)
    assert response.status == status, response.text
    told = json.loads(response.text)
    assert response.media_type == "application/problem+json"
    assert told["status"] == status
    assert told["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method_is_taken(endpoint, method):
    response = sent(endpoint, method, f"?query={quote(ASK)}")
    assert response.status == 405
    assert "POST" in response.headers["allow"]


def test_a_mistake_is_told_with_its_place(endpoint):
    response = get(endpoint, "SELECT ?s {\n  ?s ?p ?o .\n  FILTR(?s)\n}")
    assert response.status == 400
    assert "line 3, column 3" in json.loads(response.text)["detail"]


# -- Formats ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        # Each by its name, and a name in capitals.
        *((SELECT, form.media_type, form.media_type) for form in RESULTS.values()),
        *((ASK, form.media_type, form.media_type) for form in list(RESULTS.values())[:2]),
        *((CONSTRUCT, form.media_type, form.media_type) for form in GRAPHS.values()),
        *((DESCRIBE, form.media_type, form.media_type) for form in GRAPHS.values()),
        (SELECT, "TEXT/CSV", "text/csv"),
        # Anything goes.
        (SELECT, "*/*", JSON),
        (SELECT, "", JSON),
        (CONSTRUCT, "*/*", "text/turtle"),
        (SELECT, "application/*", JSON),
        (SELECT, "text/*;q=0.5, */*;q=0.1", "text/csv"),
        # By weight; without one it is 1, and 0 is a refusal.
        (SELECT, f"{JSON};q=0.3, {XML};q=0.4", XML),
        (SELECT, f"{JSON};q=0.3, text/csv", "text/csv"),
        (SELECT, f"{JSON};q=0, */*", XML),
        (SELECT, f"{JSON};q=0.1, application/*;q=0.5", XML),
        (CONSTRUCT, "text/turtle;q=0.2, application/rdf+xml;q=0.9", "application/rdf+xml"),
        # What does not fit the query is passed over, as rdflib and Jena send it.
        (SELECT, f"text/turtle, {XML};q=0.2", XML),
        (CONSTRUCT, f"{XML}, application/rdf+xml", "application/rdf+xml"),
        # Other names, and parameters.
        (CONSTRUCT, "application/n-triples; charset=utf-8", "application/n-triples"),
        (SELECT, "text/csv; header=present", "text/csv"),
    ],
)
def test_the_format_is_the_one_that_is_wanted_most(endpoint, query, accept, wanted):
    response = get(endpoint, query, accept)
    assert (response.status, response.media_type) == (200, wanted), response.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "image/png"),
        (SELECT, "text/turtle"),
        (CONSTRUCT, JSON),
        (CONSTRUCT, "text/csv"),
        (SELECT, "*/*;q=0"),
    ],
)
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(
    endpoint, query, accept
):
    response = get(endpoint, query, accept)
    assert response.status == 406
    offered = GRAPHS if query == CONSTRUCT else RESULTS
    assert all(form.media_type in response.text for form in offered.values())


@pytest.mark.parametrize(
    ("query", "accept", "formats", "wanted"),
    [
        # For who cannot set a header, such as a link.
        (SELECT, "", ["csv"], "text/csv"),
        (SELECT, "text/html,*/*;q=0.8", ["csv"], "text/csv"),
        (CONSTRUCT, "*/*", ["application/n-triples"], "application/n-triples"),
        # As SPARQLWrapper sends it.
        (SELECT, "text/tab-separated-values", ["tsv", "text/tab-separated-values"], None),
        (CONSTRUCT, "application/rdf+xml", ["rdf+xml", "application/rdf+xml"], None),
        (CONSTRUCT, "text/turtle", ["n3"], None),
    ],
)
def test_a_format_may_be_named_in_the_address(endpoint, query, accept, formats, wanted):
    given = urlencode([("query", query), *(("format", name) for name in formats)])
    response = sent(endpoint, "GET", f"?{given}", {"Accept": accept})
    assert (response.status, response.media_type) == (200, wanted or accept)


@pytest.mark.parametrize("accept", ["", "*/*"])
def test_a_format_in_the_address_that_there_is_not_is_refused(endpoint, accept):
    response = sent(endpoint, "GET", f"?query={quote(ASK)}&format=png", {"Accept": accept})
    assert response.status == 406
    assert "png" in response.text


def test_a_request_without_a_wish_gets_the_first_format(endpoint):
    response = sent(endpoint, "GET", f"?query={quote(SELECT)}")
    assert (response.status, response.media_type) == (200, JSON)


@pytest.mark.parametrize("name", sorted(GRAPHS))
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_statements_read_back_equal_from_each_format(endpoint, opened, query, name):
    response = get(endpoint, query, GRAPHS[name].media_type)
    expected = {str(triple) for triple in opened.store.query(query)}
    found = read_statements(response.body, response.media_type)
    assert {str(triple) for triple in found} == expected
    assert expected


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_no_rows_are_still_an_answer(endpoint, name):
    found = rows(get(endpoint, NOTHING, RESULTS[name].media_type))
    assert found == Solutions(frozenset({"a", "b"}), ())


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_no_statements_are_still_an_answer(endpoint, name):
    response = get(endpoint, "DESCRIBE <urn:nothing>", GRAPHS[name].media_type)
    assert response.status == 200
    assert not list(read_statements(response.body, response.media_type))


@pytest.mark.parametrize(("name", "form"), [*RESULTS.items(), *GRAPHS.items()])
def test_the_encoding_is_told_where_a_format_leaves_it_open(endpoint, name, form):
    response = get(endpoint, CONSTRUCT if name in GRAPHS else SELECT, form.media_type)
    response.body.decode("utf-8")
    if form.media_type.startswith("text/"):
        assert response.headers["content-type"] == f"{form.media_type}; charset=utf-8"


# -- Which graphs are asked -------------------------------------------------------------

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def graphs(opened) -> list[tuple[str, int]]:
    """Return the names of two graphs and how many statements each has."""
    return [(row["g"].value, int(row["n"].value)) for row in opened.store.query(GRAPHS_BY_SIZE)]


GRAPHS_BY_SIZE = (
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?n ?g LIMIT 2"
)


def within(graph: str, query: str, clause: str = "FROM") -> str:
    return query.replace(" {", f" {clause} <{graph}> {{", 1)


def number(response: Response) -> int:
    (row,) = rows(response).rows
    return int(row["n"])


def among(endpoint: str, query: str, default: list[str], named: list[str]) -> Response:
    given = [("query", query)]
    given += [("default-graph-uri", graph) for graph in default]
    given += [("named-graph-uri", graph) for graph in named]
    return sent(endpoint, "GET", f"?{urlencode(given)}", {"Accept": JSON})


def test_without_a_choice_the_default_graph_is_the_union(endpoint, opened):
    assert number(get(endpoint, COUNT)) == opened.manifest.triples
    assert number(get(endpoint, COUNT_NAMED)) == opened.manifest.quads


def test_default_graphs_are_merged(endpoint, opened, graphs):
    (one, size), (other, _) = graphs
    assert number(among(endpoint, COUNT, [one], [])) == size
    merged = f"CONSTRUCT FROM <{one}> FROM <{other}> WHERE {{ ?s ?p ?o }}"
    expected = len(set(opened.store.query(merged)))
    assert number(among(endpoint, COUNT, [one, other], [])) == expected


def test_named_graphs_alone_leave_the_default_graph_empty(endpoint, graphs):
    names = [name for name, _ in graphs]
    assert number(among(endpoint, COUNT, [], names)) == 0
    assert number(among(endpoint, COUNT_NAMED, [], names)) == sum(size for _, size in graphs)


def test_graphs_named_in_the_request_replace_those_in_the_query(endpoint, graphs):
    (one, size), (other, other_size) = graphs
    query = within(other, COUNT)
    assert number(get(endpoint, query)) == other_size
    assert number(among(endpoint, query, [one], [])) == size
    query = within(one, COUNT_NAMED)
    assert number(among(endpoint, query, [], [other])) == other_size


@pytest.mark.parametrize("way", ["form", "direct"])
def test_graphs_are_named_in_a_body_or_beside_it(endpoint, graphs, way):
    (one, size), _ = graphs
    if way == "form":
        body = urlencode({"query": COUNT, "default-graph-uri": one}).encode("ascii")
        response = sent(endpoint, "POST", "", {"Content-Type": FORM, "Accept": JSON}, body)
    else:
        beside = f"?default-graph-uri={quote(one, safe='')}"
        headers = {"Content-Type": QUERY, "Accept": JSON}
        response = sent(endpoint, "POST", beside, headers, COUNT.encode("ascii"))
    assert number(response) == size


@pytest.mark.parametrize("graph", ["https://example.org/no-such-graph", "file:///etc/passwd"])
def test_a_graph_that_there_is_not_is_refused_by_name(endpoint, graph):
    for response in (
        among(endpoint, COUNT, [graph], []),
        among(endpoint, COUNT, [], [graph]),
        get(endpoint, within(graph, COUNT)),
        get(endpoint, within(graph, COUNT_NAMED, "FROM NAMED")),
    ):
        assert 400 <= response.status < 500
        assert f"<{graph}>" in response.text


def test_what_is_no_name_of_a_graph_is_refused(endpoint):
    assert among(endpoint, COUNT, ["no IRI"], []).status == 400


# -- Headers ----------------------------------------------------------------------------


def test_head_gives_the_headers_of_get_and_no_body(endpoint):
    question = f"?query={quote(SELECT)}"
    got = sent(endpoint, "GET", question, {"Accept": JSON})
    head = sent(endpoint, "HEAD", question, {"Accept": JSON})
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers.get(name) == got.headers.get(name), name


def test_pages_elsewhere_may_ask_from_a_browser(endpoint):
    response = sent(endpoint, "GET", f"?query={quote(ASK)}", {"Origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"
    told = sent(endpoint, "GET", "?query=x", {"Origin": "https://example.org"})
    assert told.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_browser_may_ask_whether_it_may_ask(endpoint, method):
    headers = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "accept, content-type",
    }
    response = sent(endpoint, "OPTIONS", "", headers)
    assert 200 <= response.status < 300
    assert response.headers["access-control-allow-origin"] == "*"
    assert method in response.headers["access-control-allow-methods"]
    allowed = response.headers["access-control-allow-headers"].lower()
    assert "content-type" in allowed
    assert "accept" in allowed


def test_options_without_an_origin_tells_the_methods(endpoint):
    response = sent(endpoint, "OPTIONS")
    assert 200 <= response.status < 300
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        assert method in response.headers["allow"]


def test_an_answer_that_is_known_is_not_sent_again(endpoint):
    question = f"?query={quote(SELECT)}"
    first = sent(endpoint, "GET", question, {"Accept": JSON})
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', "*"):
        again = sent(endpoint, "GET", question, {"Accept": JSON, "If-None-Match": known})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
    other = sent(endpoint, "GET", question, {"Accept": JSON, "If-None-Match": '"other"'})
    assert (other.status, other.body) == (200, first.body)


def test_answers_to_other_questions_and_in_other_formats_have_other_tags(endpoint):
    tags = [get(endpoint, SELECT, JSON), get(endpoint, SELECT, XML), get(endpoint, ASK, JSON)]
    assert len({response.headers["etag"] for response in tags}) == 3
    assert all("accept" in response.headers["vary"].lower() for response in tags)


def test_a_refusal_has_no_tag(endpoint):
    assert "etag" not in get(endpoint, "ASK {").headers


def test_an_answer_is_packed_for_who_unpacks(endpoint):
    question = f"?query={quote(CONSTRUCT)}"
    plain = sent(endpoint, "GET", question, {"Accept": "text/turtle"})
    packed = sent(
        endpoint, "GET", question, {"Accept": "text/turtle", "Accept-Encoding": "gzip"}
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert len(packed.body) < len(plain.body)
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    "encoding", ["gzip;q=0", "gzip; q=0.0", "*, gzip;q=0.000", "br", "*;q=0"]
)
def test_an_answer_is_not_packed_for_who_does_not_unpack(endpoint, encoding):
    unwanted = {"Accept": "text/turtle", "Accept-Encoding": encoding}
    answer = sent(endpoint, "GET", f"?query={quote(CONSTRUCT)}", unwanted)
    assert "content-encoding" not in answer.headers


def test_who_takes_any_encoding_takes_gzip(endpoint):
    wanted = {"Accept": "text/turtle", "Accept-Encoding": "*"}
    answer = sent(endpoint, "GET", f"?query={quote(CONSTRUCT)}", wanted)
    assert answer.headers["content-encoding"] == "gzip"


def test_a_posted_query_is_answered_whatever_is_known(endpoint):
    """RFC 9110, section 13.1.2: only GET and HEAD are told that nothing has changed."""
    headers = {"Accept": JSON, "Content-Type": QUERY, "If-None-Match": "*"}
    assert sent(endpoint, "POST", "", headers, ASK.encode()).status == 200


# -- What the endpoint says of itself ---------------------------------------------------


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_the_endpoint_describes_itself_in_each_format(endpoint, name):
    media_type = GRAPHS[name].media_type
    response = sent(endpoint, "GET", "", {"Accept": media_type})
    assert (response.status, response.media_type) == (200, media_type)
    graph = Graph()
    for triple in read_statements(response.body, media_type):
        graph.parse(data=f"{triple} .", format="nt")
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert (service, SD.endpoint, URIRef(endpoint)) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.feature, SD.BasicFederatedQuery) not in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Update) not in graph


def test_the_description_names_each_graph(endpoint, opened):
    response = sent(endpoint, "GET", "", {"Accept": "text/turtle"})
    graph = Graph().parse(data=response.body, format="turtle")
    named = {row["g"].value for row in opened.store.query("SELECT DISTINCT ?g { GRAPH ?g {} }")}
    assert {str(name) for name in graph.objects(None, SD.name)} <= named
