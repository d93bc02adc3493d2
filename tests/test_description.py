"""What the dataset and the endpoint say of themselves: counted, read back, and downloadable."""

import gzip
import hashlib
from collections import Counter

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, parse
from rdflib import Graph

from normgraph import iri
from normgraph.build import build
from normgraph.endpoint import description
from normgraph.export import rdf
from normgraph.export.document import FORMATS, release
from normgraph.export.dumps import kept, made
from normgraph.export.provenance import LICENCE
from normgraph.export.triples import term
from normgraph.export.void import dataset
from normgraph.store import open_graph
from served import check_page, served, serving
from small import Tables

RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"} | {
    "trig": "trig",
    "nquads": "nquads",
}
SD = "http://www.w3.org/ns/sparql-service-description#"
#: Domain and range of the properties used (SPARQL 1.1 Service Description, section 3.4).
SCHEMA = {
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", {f"{SD}SPARQL11Query", f"{SD}SPARQL10Query"}),
    "feature": ("Service", {f"{SD}UnionDefaultGraph", f"{SD}DereferencesURIs"}),
    "resultFormat": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
# rdflib 7.6 uses its own deprecated class in two of its parsers.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    home = tmp_path_factory.mktemp("small")
    build(data=Tables(tmp_path_factory.mktemp("data")).folder, home=home)
    return open_graph(home, in_memory=True)


@pytest.fixture(scope="module")
def server(small):
    service = serving(small)
    with served(description.routes(service)) as running:
        yield running


def values(said, subject, name):
    return [t.object for t in said if t.subject == subject and t.predicate == term(name)]


def one(said, subject, name):
    (value,) = values(said, subject, name)
    return value.value


# --- the dataset ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_description_is_read_back_by_two_readers(server, small, form):
    path = f"/void{FORMATS[form].ending}"
    reply = server.ask(path)
    assert reply.headers["content-type"].partition(";")[0] == FORMATS[form].media
    back = {quad.triple for quad in parse(reply.body, format=FORMATS[form].writer)}
    expected = dataset(small, made(kept(small)), f"{server.address}/")
    assert back == set(expected)
    other = Graph().parse(data=reply.body, format=RDFLIB[form]) if form != "trig" else None
    if other is not None and form != "nquads":
        lines = "".join(f"{triple} .\n" for triple in back)
        assert set(other) == set(Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize("path", ["/void", "/.well-known/void"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_description_is_negotiated(server, path, form):
    reply = server.ask(path, Accept=FORMATS[form].media)
    assert reply.headers["content-type"].partition(";")[0] == FORMATS[form].media
    assert reply.headers["vary"].startswith("Accept")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert server.ask(path, Accept="image/png").status == 406


@pytest.mark.parametrize("host", ["a>b", 'a b"<', "evil.example/x?y#", "[::1"])
def test_a_host_that_is_none_stands_in_no_address(server, host):
    reply = server.ask("/void.nt", Host=host)
    assert reply.status == 200
    assert server.address in reply.text
    assert host not in reply.text


def test_every_number_is_that_of_the_graph(opened):
    said = dataset(opened, (), "http://localhost/")
    quads = list(opened.store.quads_for_pattern(None, None, None, DefaultGraph()))
    subject = release(opened)
    counted = {
        "void:triples": len(quads),
        "void:distinctSubjects": len({quad.subject for quad in quads}),
        "void:distinctObjects": len({quad.object for quad in quads}),
        "void:properties": len({quad.predicate for quad in quads}),
    }
    assert {name: int(one(said, subject, name)) for name in counted} == counted
    assert len(values(said, subject, "void:propertyPartition")) == counted["void:properties"]
    classes = Counter(quad.object for quad in quads if quad.predicate == term("rdf:type"))
    parts = values(said, subject, "void:classPartition")
    assert len(parts) == len(classes) == int(one(said, subject, "void:classes"))
    for part in parts:
        cls = NamedNode(one(said, part, "void:class"))
        assert int(one(said, part, "void:entities")) == classes[cls]
    uses = Counter(quad.predicate for quad in quads)
    for part in values(said, subject, "void:propertyPartition"):
        property_ = NamedNode(one(said, part, "void:property"))
        assert int(one(said, part, "void:triples")) == uses[property_]


def test_links_to_the_data_of_others_are_told(opened):
    said = dataset(opened, (), "http://localhost/")
    linksets = [t.subject for t in said if t.object == term("void:Linkset")]
    found = {one(said, each, "void:linkPredicate"): each for each in linksets}
    wikidata = found[f"{iri.ONTOLOGY}wikidata"]
    assert one(said, wikidata, "void:triples") == "200"
    target = NamedNode(one(said, wikidata, "void:objectsTarget"))
    assert one(said, target, "void:uriSpace") == "http://www.wikidata.org/entity/"
    assert not any("rdf-syntax-ns" in name for name in found)


def test_the_description_tells_licence_version_examples_and_ways_in(opened):
    said = dataset(opened, (), "http://localhost/")
    subject = release(opened)
    assert one(said, subject, "dcterms:license") == LICENCE
    assert one(said, subject, "dcat:version") == opened.manifest.version
    assert one(said, subject, "void:sparqlEndpoint") == "http://localhost/sparql"
    examples = values(said, subject, "void:exampleResource")
    assert NamedNode(iri.mint("state", "USA")) in examples
    assert all(
        next(opened.store.quads_for_pattern(each, None, None), None) for each in examples
    )
    assert all(not str(t.subject).startswith("_:") for t in said)


def test_the_version_leads_to_the_description(server, small):
    reply = server.ask(f"/release/{small.manifest.version}")
    assert (reply.status, reply.headers["location"]) == (303, "/void")
    assert small.manifest.version in server.ask("/release/other").text


# --- the dumps ------------------------------------------------------------------------------


def test_every_file_is_what_its_checksum_says(server, small):
    address = f"/dumps/{small.manifest.version}"
    lines = server.ask(f"{address}/SHA256SUMS").text.splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert len(sums) == 2 * len(rdf.FORMATS)
    said = list(parse(server.ask("/void.nt").body, format=FORMATS["ntriples"].writer))
    for name, digest in sums.items():
        reply = server.ask(f"{address}/{name}")
        assert hashlib.sha256(reply.body).hexdigest() == digest
        assert reply.headers["content-length"] == str(len(reply.body))
        assert "immutable" in reply.headers["cache-control"]
        part = NamedNode(f"{release(small).value}#{name}")
        assert one(said, part, "dcat:byteSize") == str(len(reply.body))
        assert one(said, part, "dcat:downloadURL") == f"{server.address}{address}/{name}"
        assert one(said, NamedNode(f"{part.value}-sha256"), "spdx:checksumValue") == digest


def test_a_dump_is_the_graph(server, small):
    address = f"/dumps/{small.manifest.version}/normgraph"
    for name, (_, ending, media) in rdf.FORMATS.items():
        plain = server.ask(f"{address}{ending}")
        assert plain.body == rdf.graph_bytes(small, name)
        assert plain.headers["content-type"].partition(";")[0] == media
        assert gzip.decompress(server.ask(f"{address}{ending}.gz").body) == plain.body
        packed = server.ask(f"{address}{ending}", Accept_Encoding="br;q=0.5, gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        refused = server.ask(f"{address}{ending}", Accept_Encoding="gzip;q=0")
        assert "content-encoding" not in refused.headers


def test_a_dump_is_not_sent_twice_nor_for_its_headers(server, small):
    path = f"/dumps/{small.manifest.version}/normgraph.nq"
    head = server.ask(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 10_000
    again = server.ask(path, If_None_Match=head.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_list_of_files_is_sound_and_complete(server, small):
    assert server.ask("/dumps").headers["location"] == "/dumps/"
    page = check_page(server.ask("/dumps/"))
    files = [link for link in page.links if link.startswith("/dumps/") and link != "/dumps/"]
    assert len(files) == 2 * len(rdf.FORMATS) + 1
    assert [link for link in files if server.ask(link, method="HEAD").status != 200] == []
    for dump in made(kept(small)):
        assert dump.packed.sha256 in page.text


@pytest.mark.parametrize(
    "path", ["other/", "other/normgraph.nq", "..%2f/x", "%2e%2e/manifest.json"]
)
def test_another_version_is_told_which_there_are(server, small, path):
    reply = server.ask(f"/dumps/{path}")
    assert reply.status == 404
    if "%" not in path:
        assert small.manifest.version in reply.text


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "dumps.json", "..%2fdumps.json", "%2e%2e/graph.nq", "normgraph.nq%00"],
)
def test_nothing_but_the_files_is_given(server, small, name):
    assert server.ask(f"/dumps/{small.manifest.version}/{name}").status == 404


def test_the_dumps_are_made_again_where_they_are_damaged(tmp_path):
    build(data=Tables(tmp_path / "data").folder, home=tmp_path / "home")
    opened = open_graph(tmp_path / "home", in_memory=True)
    service = serving(opened)
    with served(description.routes(service)) as running:
        first = running.ask("/dumps/").text
        packed = kept(opened) / "normgraph.trig.gz"
        content = packed.read_bytes()
        packed.write_bytes(content[:-10])
        assert running.ask("/dumps/").text == first
        assert packed.read_bytes() == content


# --- the endpoint ---------------------------------------------------------------------------


def test_the_service_description_meets_the_w3c_tests(opened):
    said = description.service_description(serving(opened), "http://localhost:1/")
    types = {(t.subject, t.object.value) for t in said if t.predicate == term("rdf:type")}
    (service,) = [subject for subject, kind in types if kind == f"{SD}Service"]
    # :returns-rdf and :has-endpoint-triple
    assert one(said, service, "sd:endpoint") == "http://localhost:1/sparql"
    # :conforms-to-schema
    for triple in said:
        if not triple.predicate.value.startswith(SD):
            continue
        domain, range_ = SCHEMA[triple.predicate.value.removeprefix(SD)]
        assert (triple.subject, SD + domain) in types
        assert not isinstance(triple.object, Literal)
        if isinstance(range_, str):
            assert (triple.object, SD + range_) in types
        elif range_ is not None:
            assert triple.object.value in range_


def test_the_service_description_names_every_graph_with_its_size(opened):
    said = description.service_description(serving(opened), "http://localhost:1/")
    names = {t.subject: t.object.value for t in said if t.predicate == term("sd:name")}
    graphs = Counter(
        quad.graph_name.value
        for quad in opened.store.quads_for_pattern(None, None, None, None)
        if isinstance(quad.graph_name, NamedNode)
    )
    contents = {t.subject: t.object for t in said if t.predicate == term("sd:graph")}
    sizes = {t.subject: t.object.value for t in said if t.predicate == term("void:triples")}
    told = {name: int(sizes[contents[node]]) for node, name in names.items()}
    assert told == graphs


def test_the_service_offers_neither_federation_nor_change(opened):
    said = description.service_description(serving(opened), "http://localhost:1/")
    terms = {
        node.value for t in said for node in (t.predicate, t.object) if hasattr(node, "value")
    }
    assert f"{SD}BasicFederatedQuery" not in terms
    assert f"{SD}SPARQL11Update" not in terms
