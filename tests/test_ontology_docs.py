"""The documentation of the ontology: complete, counted in the graph, sound as a page."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, parse
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import OWL, RDF

from normgraph import iri, paths
from normgraph.endpoint import ontology as routes
from normgraph.export import ontology_files as files
from normgraph.export.document import FORMATS, content
from normgraph.export.ontology_page import documentation, ontology_html
from normgraph.export.ontology_rdf import PARTS, ontology
from normgraph.export.triples import term
from normgraph.query import catalog, kept
from served import Page, check_page, served, serving

RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"} | {
    "trig": "trig",
    "nquads": "nquads",
}
# rdflib 7.6 uses its own deprecated class in two of its parsers.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def server(opened):
    with served(routes.routes(serving(opened, explorer=True))) as running:
        yield running


@pytest.fixture(scope="module")
def entries(opened):
    sections = documentation(opened).sections
    return {entry.anchor: entry for section in sections for entry in section.entries}


@pytest.fixture(scope="module")
def page(server):
    return check_page(server.ask("/ontology.html"))


def line(entry, head):
    return next((line for line in entry.lines if line.head == head), None)


def amounts(entry, head):
    found = line(entry, head)
    return {item.text: item.amount for item in found.items} if found else {}


def words(entry, head):
    found = line(entry, head)
    return [item.text for item in found.items] if found else []


# --- what is in it --------------------------------------------------------------------------


def test_every_class_and_property_is_documented_with_label_and_definition(opened, entries):
    for each in kept.ontology(opened).terms.values():
        if each.iri.startswith(iri.ONTOLOGY):
            entry = entries[each.iri.removeprefix(iri.ONTOLOGY)]
            assert (entry.iri, entry.label) == (each.iri, each.label)
            assert entry.definition == each.definition != ""
    named = {entry.iri for entry in entries.values()}
    assert kept.ontology(opened).terms.keys() <= named


def test_every_individual_of_the_vocabularies_is_documented(opened, entries):
    named = {entry.iri for entry in entries.values()}
    graph = NamedNode(f"{iri.GRAPH}vocabularies")
    schemes = {
        quad.object.value
        for quad in opened.store.quads_for_pattern(
            None, NamedNode("http://www.w3.org/2004/02/skos/core#inScheme"), None, graph
        )
    }
    declared = {
        quad.subject.value
        for quad in opened.store.quads_for_pattern(None, term("rdf:type"), None, graph)
        if quad.subject.value.startswith(iri.ID)
    }
    assert declared - schemes <= named
    assert len(declared) > 300


@pytest.mark.parametrize("kind", ["rules", "checks"])
def test_every_rule_and_check_is_documented_with_its_text(entries, kind):
    folder = sorted((paths.ontology() / kind).glob("*.rq"))
    assert folder
    for file in folder:
        assert entries[f"{kind[:-1]}-{file.stem}"].code == file.read_text("utf-8")


def test_every_shape_is_documented_with_all_it_demands(entries):
    shapes = Graph().parse(paths.ontology() / "shapes.ttl")
    sh = "http://www.w3.org/ns/shacl#"
    found = list(shapes.subjects(RDF.type, URIRef(f"{sh}NodeShape")))
    assert len(found) == len(files.shapes()) > 30
    for shape in found:
        demands = [*shapes.objects(shape, URIRef(f"{sh}property"))]
        demands += shapes.objects(shape, URIRef(f"{sh}or"))
        entry = entries[str(shape).removeprefix(iri.ONTOLOGY)]
        assert len(entry.lines) == len(demands) + 1
    assert words(entries["MembershipShape"], "at least one of") == ["from", "as of"]
    messages = {str(each) for each in shapes.objects(None, URIRef(f"{sh}message"))}
    told = {each.more for entry in entries.values() for each in entry.lines}
    assert messages <= told
    decision = line(entries["DecisionShape"], "symbol")
    assert decision.items[0].text == "maxCount 1; minCount 1; pattern ^[A-Z]"
    assert decision.more == "A decision has exactly one symbol. Fill the column symbol."


def test_hierarchy_domain_range_and_alignments_are_told(entries):
    assert words(entries["AdvocacyNetwork"], "kind of") == ["coalition"]
    assert "office" in words(entries["Organization"], "its kinds")
    assert "person" in words(entries["State"], "never also")
    assert "IGO" not in words(entries["State"], "never also")
    assert words(entries["vetoedBy"], "said of") == ["decision"]
    assert words(entries["vetoedBy"], "its values are") == ["state"]
    assert "vetoed by" in words(entries["Decision"], "its properties")
    assert "vetoed by" in words(entries["AssemblyDecision"], "inherited properties")
    assert "at most one value" in words(entries["outcome"], "holds")
    assert "org:Organization" in words(entries["Organization"], "kind of")
    assert "org:member" in words(entries["member"], "see also")


def test_every_alignment_is_told(opened, entries):
    graph = NamedNode(f"{iri.GRAPH}alignments")
    named = {entry.iri: entry for entry in entries.values()}
    quads = list(opened.store.quads_for_pattern(None, None, None, graph))
    assert len(quads) > 50
    for quad in quads:
        items = {item.iri for each in named[quad.subject.value].lines for item in each.items}
        assert quad.object.value in items, quad


def test_what_uses_a_term_is_counted_in_the_graph(opened, entries):
    default = DefaultGraph()
    quads = list(opened.store.quads_for_pattern(None, None, None, default))
    properties = Counter(quad.predicate.value for quad in quads)
    classes = Counter(quad.object.value for quad in quads if quad.predicate == term("rdf:type"))
    for entry in entries.values():
        told = amounts(entry, "in the data")
        if entry.kind == "class":
            assert told["things of this very class"] == classes[entry.iri]
        elif entry.kind.endswith("property"):
            assert told["statements"] == properties[entry.iri]


def test_sources_tables_rules_and_queries_that_use_a_term_are_told(entries):
    assert list(amounts(entries["officialVeto"], "sources").values()) == [213]
    assert amounts(entries["vetoedBy"], "concluded by rules") == {"rule “vetoes”": 324}
    assert "rule “vetoes”" in words(entries["votedAgainst"], "named in rules")
    assert sum(amounts(entries["Seat"], "tables").values()) == 5
    assert "vetoes" in words(entries["vetoedBy"], "queries")


def test_queries_are_named_with_every_term_in_them(entries):
    for name, query in catalog().items():
        for local in re.findall(
            r"(?<![\w:])ng:([A-Za-z]\w*)", re.sub(r"(?m)#.*$", "", query.text)
        ):
            assert name in words(entries[local], "queries")


def test_cells_of_tables_are_counted():
    path = min(paths.data().rglob("Seat*.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = files.cells()[path.relative_to(paths.data()).as_posix()]
    assert counted[""] == len(rows)
    assert counted["source"] == sum(1 for row in rows if row["source"])


def test_examples_are_statements_of_the_graph(opened, entries):
    checked = 0
    for entry in entries.values():
        found = line(entry, "for example")
        if found is None or not entry.iri.startswith(iri.BASE):
            continue
        checked += 1
        things = [NamedNode(item.iri) for item in found.items if item.iri]
        if entry.kind == "class":
            pattern = (things[0], term("rdf:type"), NamedNode(entry.iri))
        elif len(things) == 3:
            pattern = tuple(things)
        else:
            pattern = (things[0], things[1], None)
        assert next(opened.store.quads_for_pattern(*pattern), None) is not None, entry.iri
    assert checked > 400


def test_every_class_that_has_things_has_an_example(entries):
    lacking = [
        entry.anchor
        for entry in entries.values()
        if amounts(entry, "in the data").get("things of this very class")
        and line(entry, "for example") is None
    ]
    assert lacking == []


# --- the page -------------------------------------------------------------------------------


def test_every_anchor_of_the_page_resolves(page):
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert len(inside) > 600
    assert inside <= set(page.ids)


def test_the_iri_of_every_term_leads_to_its_entry(opened, page):
    terms = [key for key in kept.ontology(opened).terms if key.startswith(iri.ONTOLOGY)]
    assert {key.removeprefix(iri.ONTOLOGY) for key in terms} <= set(page.ids)
    assert all(f"{iri.ONTOLOGY}{key}" in page.text for key in ("vetoedBy", "Decision"))


def test_the_page_leads_to_pages_of_things_and_outside_only_by_links(page):
    paths_ = {link for link in page.links if link.startswith("/page/")}
    assert len(paths_) > 100
    assert "/" in page.links


def test_the_file_stands_by_itself(opened):
    page = Page(ontology_html(opened))
    assert page.faults == []
    assert [
        link for link in page.links if not link.startswith(("#", "https://", "http://"))
    ] == []


@pytest.mark.slow
def test_the_command_writes_the_same_page_whatever_the_hash_seed(home, opened, tmp_path):
    path = tmp_path / "ontology.html"
    command = [sys.executable, "-m", "normgraph", "export", str(path)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == ontology_html(opened).encode()


# --- the ontology as RDF --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html,*/*;q=0.8", "/ontology.html"),
        ("*/*", "/ontology.html"),
        ("text/turtle", "/ontology.ttl"),
        ("application/ld+json", "/ontology.jsonld"),
        ("application/rdf+xml", "/ontology.rdf"),
        ("application/n-triples", "/ontology.nt"),
    ],
)
def test_the_ontology_leads_to_the_document_wanted(server, accept, place):
    reply = server.ask("/ontology", Accept=accept)
    assert (reply.status, reply.headers["location"]) == (303, place)
    assert reply.headers["vary"] == "Accept"


def test_what_the_ontology_is_not_written_in_is_refused(server):
    assert "/ontology.ttl" in server.ask("/ontology", Accept="image/png").text
    assert server.ask("/ontology", Accept="image/png").status == 406
    assert server.ask("/ontology.exe").status == 404


@pytest.mark.parametrize("form", FORMATS)
def test_the_ontology_is_read_back_by_two_readers(server, opened, form):
    reply = server.ask(f"/ontology{FORMATS[form].ending}")
    expected = {
        quad if FORMATS[form].graphs else Quad(*quad.triple) for quad in ontology(opened)
    }
    assert set(parse(reply.body, format=FORMATS[form].writer)) == expected
    back, lines = Dataset(), Dataset()
    back.parse(data=reply.body, format=RDFLIB[form])
    lines.parse(data="".join(f"{quad} .\n" for quad in expected), format="nquads")
    assert set(back.quads()) == set(lines.quads())


def test_the_ontology_says_all_that_its_files_say(opened):
    said = {(str(q.subject), str(q.predicate), str(q.object)) for q in ontology(opened)}
    for name in PARTS:
        for quad in parse(
            (paths.ontology() / f"{name}.ttl").read_bytes(), format=FORMATS["turtle"].writer
        ):
            texts = (str(quad.subject), str(quad.predicate), str(quad.object))
            if not any(each.startswith("_:") for each in texts):
                assert texts in said
    declared = Graph().parse(paths.ontology() / "normgraph.ttl")
    axioms = list(declared.subjects(RDF.type, OWL.AllDisjointClasses))
    assert len(files.disjoint()) == len(axioms) > 0
    never = f"<{OWL.disjointWith}>"
    assert (f"<{iri.ONTOLOGY}Organization>", never, f"<{iri.ONTOLOGY}State>") in said


# --- graphs that no document stands for -----------------------------------------------------


def test_the_graph_of_a_rule_is_told_of_and_given(server, opened):
    name = f"{iri.INFERRED}vetoes"
    reply = server.ask("/graph/inferred/vetoes", Accept="text/html")
    assert (reply.status, reply.headers["location"]) == (303, "/ontology.html#rule-vetoes")
    given = server.ask("/graph/inferred/vetoes", Accept="application/n-quads")
    assert set(parse(given.body, format=FORMATS["nquads"].writer)) == set(content(opened, name))
    assert given.headers["vary"].startswith("Accept")


@pytest.mark.parametrize("path", ["inferred/none", "other", "", "inferred/%3E%20%7B", "%00"])
def test_a_graph_that_is_not_there_is_not_found(server, path):
    assert server.ask(f"/graph/{path}").status == 404
