"""The W3C's tests of the SPARQL 1.1 protocol and service description, in a read-only profile.

The endpoint takes no updates. A test of updates passes if each update is refused, if every
query of the test is answered, and if the answer shows that nothing was written.
"""

from collections.abc import Iterator

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from conftest import reference_folder
from serving import Response, endpoint_of, sent
from w3c_answers import MEDIA_TYPES, read
from w3c_suite import Exchange, conversations, protocol_graphs, quads, short

pytestmark = [pytest.mark.slow, pytest.mark.reference]

SUITE = reference_folder() / "w3c" / "sparql11"
CONVERSATIONS = conversations(SUITE) if SUITE.is_dir() else []
#: What a test calls a form of answer, and the media types that have it.
FORMS = {
    "boolean": {MEDIA_TYPES[".srx"], MEDIA_TYPES[".srj"]},
    "tabular": {MEDIA_TYPES[suffix] for suffix in (".srx", ".srj", ".csv", ".tsv")},
    "RDF": {MEDIA_TYPES[".ttl"], MEDIA_TYPES[".rdf"], "application/n-triples"},
}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the graphs that the tests name."""
    with endpoint_of(quads(protocol_graphs(SUITE)), tmp_path_factory.mktemp("graphs")) as url:
        yield url


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda one: short(one.iri))
def test_a_request_gets_the_response_that_the_protocol_asks_for(endpoint, conversation):
    nothing_is_written = any(map(is_update, conversation.exchanges))
    for exchange in conversation.exchanges:
        response = sent(
            endpoint,
            exchange.method,
            exchange.query_string,
            dict(exchange.headers),
            exchange.body,
        )
        if is_update(exchange):
            assert 400 <= response.status < 500, response.text
        else:
            check(exchange, response, nothing_is_written=nothing_is_written)


def is_update(exchange: Exchange) -> bool:
    """Return whether a request would change the graph."""
    given = (dict(exchange.headers).get("content-type", ""), exchange.query_string)
    return (
        "sparql-update" in given[0]
        or "?update=" in given[1]
        or (exchange.body or b"").startswith(b"update=")
    )


def check(exchange: Exchange, response: Response, *, nothing_is_written: bool) -> None:
    """Fail if the response is not what the test expects."""
    assert f"{response.status // 100}xx" in exchange.statuses, response.text
    if exchange.form is not None:
        assert response.media_type in FORMS[exchange.form]
    if exchange.boolean is not None:
        wanted = exchange.boolean and not nothing_is_written
        assert read(response.body, response.media_type) is wanted


def test_all_tests_of_the_protocol_are_run():
    assert len(CONVERSATIONS) == 34


SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
#: The properties of the vocabulary: of what they are said, and of what kind their values are.
PROPERTIES = {
    SD.endpoint: (SD.Service, None),
    SD.feature: (SD.Service, SD.Feature),
    SD.defaultEntailmentRegime: (SD.Service, SD.EntailmentRegime),
    SD.defaultSupportedEntailmentProfile: (SD.Service, SD.EntailmentProfile),
    SD.entailmentRegime: (SD.NamedGraph, SD.EntailmentRegime),
    SD.supportedEntailmentProfile: (SD.NamedGraph, SD.EntailmentProfile),
    SD.extensionFunction: (SD.Service, SD.Function),
    SD.extensionAggregate: (SD.Service, SD.Aggregate),
    SD.languageExtension: (SD.Service, SD.Feature),
    SD.supportedLanguage: (SD.Service, SD.Language),
    SD.propertyFeature: (SD.Service, SD.Feature),
    SD.inputFormat: (SD.Service, None),
    SD.resultFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.availableGraphs: (SD.Service, SD.GraphCollection),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.GraphCollection, SD.NamedGraph),
    SD.name: (SD.NamedGraph, None),
    SD.graph: (SD.NamedGraph, SD.Graph),
}
#: What the W3C itself names.
INSTANCES = {
    SD.Feature: {
        *(SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset),
        *(SD.EmptyGraphs, SD.BasicFederatedQuery),
    },
    SD.EntailmentRegime: {
        *(ENTAILMENT.Simple, ENTAILMENT.RDF, ENTAILMENT.RDFS, ENTAILMENT.D),
        *(ENTAILMENT["OWL-RDF-Based"], ENTAILMENT["OWL-Direct"], ENTAILMENT.RIF),
    },
    SD.Language: {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
}
#: A dataset is a collection of graphs, and a named graph may be described in place of a graph.
NARROWER = {SD.GraphCollection: {SD.Dataset}, SD.Graph: {SD.NamedGraph}}


@pytest.fixture(scope="module")
def description(endpoint: str) -> tuple[str, Graph]:
    """Return the address of an endpoint and what it says of itself."""
    response = sent(endpoint, "GET", "", {"Accept": "text/turtle"})
    assert response.status == 200
    return endpoint, Graph().parse(data=response.body, format=response.media_type)


@pytest.mark.parametrize("media_type", sorted(FORMS["RDF"]))
def test_returns_rdf(endpoint, media_type):
    response = sent(endpoint, "GET", "", {"Accept": media_type})
    assert (response.status, response.media_type) == (200, media_type)
    assert len(Graph().parse(data=response.body, format=media_type))


def test_has_endpoint_triple(description):
    url, graph = description
    assert (None, SD.endpoint, URIRef(url)) in graph


def test_conforms_to_schema(description):
    _, graph = description
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert len(list(graph.objects(service, SD.endpoint))) == 1
    for subject, predicate, value in graph:
        if not predicate.startswith(str(SD)):
            continue
        domain, kind = PROPERTIES[predicate]
        assert is_a(graph, subject, domain), (subject, predicate)
        assert not isinstance(value, Literal), (predicate, value)
        assert kind is None or is_a(graph, value, kind), (predicate, value)


def is_a(graph: Graph, thing: object, kind: URIRef) -> bool:
    """Return whether a thing is said to be of a kind, or the vocabulary says so."""
    kinds = {kind, *NARROWER.get(kind, ())}
    return thing in INSTANCES.get(kind, ()) or bool(kinds & set(graph.objects(thing, RDF.type)))
