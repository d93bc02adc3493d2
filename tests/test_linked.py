"""Things by their IRIs over HTTP: the right document for each client, whole and sourced."""

import gzip
from urllib.parse import quote

import pytest
from pyoxigraph import Quad, parse
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from normgraph import iri
from normgraph.build import build
from normgraph.endpoint import linked
from normgraph.endpoint.negotiation import preferred
from normgraph.export.document import FORMATS, described, release
from normgraph.export.provenance import LICENCE
from normgraph.query.near import near
from normgraph.query.portrait import FEW, PER_PAGE, pointing_by, portrait
from normgraph.query.statements import facts
from normgraph.store import Opened, open_graph
from served import check_page, served, serving
from small import Tables

HOSTILE = 'Syria "quoted" <b>&amp;</b><script>alert(1)</script> {{ 7*7 }}'
# rdflib 7.6 uses its own deprecated class in two of its parsers.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"} | {
    "trig": "trig",
    "nquads": "nquads",
}


@pytest.fixture(scope="module")
def server(opened):
    with served(linked.routes(serving(opened, explorer=True))) as running:
        yield running


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Serve a graph with names that a careless page or writer would break on."""
    tables = Tables(tmp_path_factory.mktemp("data"))
    tables.replace(
        "states/State.csv", "SYR,Syria,", f'SYR,"{HOSTILE.replace(chr(34), chr(34) * 2)}",'
    )
    home = tmp_path_factory.mktemp("hostile")
    build(data=tables.folder, home=home)
    with served(linked.routes(serving(open_graph(home, in_memory=True)))) as running:
        yield running


def one_of_each_kind(opened: Opened) -> list[str]:
    things: dict[str, str] = {}
    for quad in opened.store.quads_for_pattern(None, None, None, None):
        place = iri.split(getattr(quad.subject, "value", ""))
        if place:
            thing = quad.subject.value
            things[place[0]] = min(things.get(place[0], thing), thing)
    return sorted(things.values())


# --- negotiation ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "a/one"),
        ("*/*", "a/one"),
        ("a/*", "a/one"),
        ("b/two", "b/two"),
        ("b/two;q=0.5, a/one;q=0.4", "b/two"),
        ("a/*;q=0.9, a/one;q=0.1, b/two;q=0.5", "b/two"),
        ("a/one;q=0, */*", "b/two"),
        ("A/ONE ; Q=0.3 , b/two;q=0.2", "a/one"),
        ("b/two;charset=utf-8", "b/two"),
        ("c/three", None),
        ("a/one;q=0", None),
        ("a/one;q=x", None),
        ("a/one;q=1.5", "a/one"),
        ("nonsense", None),
        (",;q=1,/", None),
    ],
)
def test_the_client_s_wish_decides(accept, expected):
    assert preferred(accept, ["a/one", "b/two"]) == expected


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        (BROWSER, "/page/state/RUS"),
        ("*/*", "/page/state/RUS"),
        ("text/turtle", "/data/state/RUS.ttl"),
        ("application/ld+json", "/data/state/RUS.jsonld"),
        ("application/json", "/data/state/RUS.jsonld"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "/data/state/RUS.rdf"),
        ("application/n-triples", "/data/state/RUS.nt"),
        ("application/trig, text/turtle;q=0.9", "/data/state/RUS.trig"),
        ("application/n-quads", "/data/state/RUS.nq"),
    ],
)
def test_a_thing_is_no_document_and_leads_to_one(server, accept, place):
    reply = server.ask("/id/state/RUS", Accept=accept)
    assert (reply.status, reply.headers["location"]) == (303, place)
    assert reply.headers["vary"] == "Accept"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert server.ask(place).status == 200


@pytest.mark.parametrize("path", ["/id/state/RUS", "/data/state/RUS"])
def test_what_cannot_be_had_is_refused_with_what_can(server, path):
    reply = server.ask(path, Accept="image/png")
    assert reply.status == 406
    for each in FORMATS.values():
        assert f"/data/state/RUS{each.ending} ({each.media})" in reply.text


def test_a_document_without_ending_is_negotiated(server):
    reply = server.ask("/data/state/RUS", Accept="application/trig")
    assert reply.headers["content-type"] == "application/trig"
    assert reply.headers["content-location"] == "/data/state/RUS.trig"
    assert reply.headers["vary"] == "Accept, Accept-Encoding"


# --- documents ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_thing_is_read_back_by_two_readers(server, opened, form):
    for number, thing in enumerate(one_of_each_kind(opened)):
        reply = server.ask(f"/data/{iri.short(thing)}{FORMATS[form].ending}")
        assert reply.headers["content-type"].partition(";")[0] == FORMATS[form].media
        expected = {
            quad if FORMATS[form].graphs else Quad(*quad.triple)
            for quad in described(opened, thing)
        }
        assert set(parse(reply.body, format=FORMATS[form].writer)) == expected
        if number % 8 == 0:  # the other reader takes its time
            same_to_rdflib(reply.body, form, expected)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_names_are_read_back_as_they_are(hostile, form):
    reply = hostile.ask(f"/data/state/SYR{FORMATS[form].ending}")
    graph = Dataset(default_union=True)
    graph.parse(data=reply.body, format=RDFLIB[form])
    names = {str(value) for value in graph.objects(predicate=None)}
    assert HOSTILE in names


def same_to_rdflib(content: bytes, form: str, expected: set[Quad]) -> None:
    read, given = Dataset(), Dataset()
    read.parse(data=content, format=RDFLIB[form])
    given.parse(data="".join(f"{quad} .\n" for quad in expected), format="nquads")
    assert set(read.quads()) == set(given.quads())


def test_a_document_keeps_sources_names_release_and_licence(opened):
    thing = iri.mint("decision", "S-2011-612")
    statements = described(opened, thing)
    said = {quad for quad in statements if quad.subject.value == thing}
    assert {quad.graph_name.value for quad in said} >= {
        f"{iri.INFERRED}vetoes",
        iri.mint("document", "sciencespo-unsc-votes"),
    }
    whole = set(opened.store.quads_for_pattern(next(iter(said)).subject, None, None))
    assert said == {quad for quad in whole if str(quad.graph_name) != "DEFAULT"}
    named = {
        quad.subject.value for quad in statements if quad.predicate.value.endswith("#label")
    }
    assert {iri.mint("state", "RUS"), f"{iri.ONTOLOGY}vetoedBy"} <= named
    about = {quad.object.value for quad in statements if "/data/" in quad.subject.value}
    assert {LICENCE, release(opened).value, thing} <= about


def test_the_same_document_has_the_same_bytes(server):
    one, other = (server.ask("/data/state/RUS.rdf") for _ in range(2))
    assert one.body == other.body


@pytest.mark.parametrize("path", ["/page/state/RUS", "/data/state/RUS.ttl"])
def test_a_document_says_what_it_is_and_is_not_sent_twice(server, opened, path):
    reply = server.ask(path)
    tag = reply.headers["etag"]
    assert opened.manifest.version[:12] in tag
    assert "max-age" in reply.headers["cache-control"]
    assert f'<{LICENCE}>; rel="license"' in reply.headers["link"]
    for relation in ("canonical", "alternate", "describedby"):
        assert f'rel="{relation}"' in reply.headers["link"]
    again = server.ask(path, If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert server.ask(path, If_None_Match='"other"').status == 200
    head = server.ask(path, method="HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", tag)


def test_a_document_is_compressed_for_who_takes_it(server):
    plain = server.ask("/data/decision/S-2011-612.nt")
    packed = server.ask("/data/decision/S-2011-612.nt", Accept_Encoding="br, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]
    refused = server.ask("/data/decision/S-2011-612.nt", Accept_Encoding="gzip;q=0, br")
    assert refused.body == plain.body


# --- pages ----------------------------------------------------------------------------------


def test_the_page_of_every_kind_of_thing_is_sound_and_whole(server, opened):
    for thing in one_of_each_kind(opened):
        page = check_page(server.ask(f"/page/{iri.short(thing)}"))
        whole = portrait(opened, thing)
        stated = [stated for each in whole.statements for stated in each.values]
        assert len(stated) == len(facts(opened.store, thing))
        marks = [link for link in page.links if link.startswith("#source-")]
        assert len(marks) == sum(len(each.sources) for each in stated)
        assert {link.removeprefix("#") for link in marks} <= set(page.ids)


def test_what_a_rule_concludes_is_marked_with_the_rule(server, opened):
    page = check_page(server.ask("/page/decision/S-2011-612"))
    assert "/ontology.html#rule-vetoes" in page.links
    about = facts(opened.store, iri.mint("decision", "S-2011-612"))
    graphs = [{saying.source for saying in fact.said} for fact in about]
    concluded = [each for each in graphs if all(name.startswith(iri.INFERRED) for name in each)]
    rules = {name for each in graphs for name in each if name.startswith(iri.INFERRED)}
    marks = [each for each in page.attributes if each == ("span", "class", "rule")]
    assert len(marks) == len(concluded) + len(rules)
    assert len(concluded) >= 3
    assert "inferred by the rule “vetoes”" in page.text


def test_the_page_leads_to_the_explorer_beside_it(server):
    page = check_page(server.ask("/page/decision/S-2011-612"))
    assert "/entity?id=decision/S-2011-612" in page.links


def test_every_link_of_a_page_leads_somewhere(server):
    for thing in ("state/RWA", "norm/r2p", "document/un-charter"):
        page = check_page(server.ask(f"/page/{thing}"))
        own = {link for link in page.links if link.startswith(("/page/", "/data/"))}
        own |= {f"/page/{thing}{link}" for link in page.links if link.startswith("?")}
        assert own
        assert [link for link in own if server.ask(link, method="HEAD").status != 200] == []


def test_what_points_here_is_counted_and_listed_whole(server, opened):
    thing, property_ = iri.mint("state", "FRA"), f"{iri.ONTOLOGY}votedFor"
    (found,) = (
        each for each in portrait(opened, thing).pointing if each.property.iri == property_
    )
    everything = pointing_by(opened, thing, property_)
    assert len(everything) == found.count > PER_PAGE
    assert list(found.first) == list(everything[:FEW])
    shown = []
    for number in range(1, -(-found.count // PER_PAGE) + 1):
        path = f"/page/state/FRA?by={quote(property_)}&page={number}"
        shown += [
            link for link in check_page(server.ask(path)).links if "/page/decision/" in link
        ]
    assert shown == [f"/page/{iri.short(each.iri)}" for each in everything]


@pytest.mark.parametrize(
    "query", ["by=x", "by=", "by=%3Cscript%3E", "page=999999", "page=0", "page=-1", "page=1e3"]
)
def test_a_list_that_is_not_there_is_not_found(server, query):
    if query.startswith("page"):
        query = f"by={quote(iri.ONTOLOGY)}votedFor&{query}"
    assert server.ask(f"/page/state/FRA?{query}").status == 404


def test_hostile_names_are_shown_and_do_nothing(hostile):
    reply = hostile.ask("/page/state/SYR")
    page = check_page(reply)
    assert "<b>&amp;</b><script>alert(1)</script> {{ 7*7 }}" in page.text


# --- refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["id", "page", "data"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("state/NOT", 404),
        ("nothing/RUS", 404),
        ("state/..", 400),
        ("%2e%2e/%2e%2e/etc/passwd", 400),
        ("../../etc/passwd", 400),
        ("state/%2e%2e", 400),
        ("state/RUS%00", 400),
        ("state/%E2%80%AERUS", 400),
        ("state%2FRUS", 400),
        ("state/RUS%2F", 400),
        ("state%5cRUS", 400),
        ("state/RUS/", 400),
        ("state//RUS", 400),
        ("state/RUS%22%3E%3Cb%3E", 400),
        ("state/RUS%09", 400),
        ("state/%ff%fe", 400),
        ("state/{{7*7}}", 400),
        ("state/" + "x" * 10_000, 400),
        ("state/" + "x" * 190, 404),
        ("STATE/RUS", 400),
        ("state", 400),
        ("", 400),
    ],
)
def test_no_address_does_harm(server, kind, path, status):
    reply = server.ask(f"/{kind}/{path}", Accept="text/html")
    assert reply.status == status
    page = check_page(reply)
    assert "<b>" not in reply.text
    assert len(page.text) < 2000
    assert server.ask(f"/{kind}/{path}").headers["content-type"].startswith("text/plain")


def test_a_broken_line_in_an_address_adds_no_header(server):
    reply = server.ask("/id/state/RUS%0d%0aX-Own:%20y")
    assert reply.status in {400, 404}
    assert "x-own" not in reply.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(server, method):
    assert server.ask("/id/state/RUS", method=method).status == 405


@pytest.mark.parametrize(
    ("space", "key", "first"),
    [
        ("state", "rus", "state/RUS"),
        ("state", "Libya", "state/LBY"),
        ("states", "RUS", "state/RUS"),
        ("state", "r2p", "norm/r2p"),
        ("decision", "S-RES-1973", "decision/S-RES-1973-2011"),
        ("organization", "nat0", "organization/nato"),
    ],
)
def test_what_was_meant_is_proposed(server, opened, space, key, first):
    assert iri.short(near(opened, space, key)[0]) == first
    assert f"Perhaps you meant: {iri.ID}{first}" in server.ask(f"/id/{space}/{key}").text


def test_types_of_terms_lead_to_the_ontology(server):
    page = check_page(server.ask("/page/state/RUS"))
    assert "/ontology.html#State" in page.links


def test_the_graph_is_the_same_in_formats_without_sources(server):
    turtle = Graph().parse(data=server.ask("/data/norm/r2p.ttl").body, format="turtle")
    xml = Graph().parse(data=server.ask("/data/norm/r2p.rdf").body, format="xml")
    assert to_isomorphic(turtle) == to_isomorphic(xml)
