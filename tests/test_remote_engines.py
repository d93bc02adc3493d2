"""The same questions at endpoints of other hands, asked over HTTP, give the same answers."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import networkx as nx
import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode

import normgraph
from engines import DIFFERENCES, difference, free_port, oxigraph, started, virtuoso
from normgraph import iri
from normgraph.analysis.registry import analyses, analyze
from normgraph.cli import main
from normgraph.explorer import loaded
from normgraph.explorer.workbench import running
from normgraph.export.report import json_text
from normgraph.query import catalog
from normgraph.remote import Limits, connect
from normgraph.store import Opened
from pages import entity, html, shown

pytestmark = pytest.mark.slow  # loads the graph into other engines

#: Virtuoso plans some queries so that they take minutes.
PATIENT = Limits(seconds=30)
#: Analyses over all parts of the record, as quick as may be.
ANALYSES = (
    *("vetoes", "counterfactual", "failed-without-veto", "veto-profile", "voting-power"),
    *("voting-network", "pivotal-members", "ratifications", "commitments", "r2p-references"),
    *("norm-contestation", "crisis-timeline", "deadlock", "sponsorship", "claims"),
)


@pytest.fixture(scope="module")
def address(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(graph_file(opened), tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="module")
def there(address: str) -> Opened:
    return connect(address, PATIENT, counted=True)


@pytest.fixture(scope="module")
def at_virtuoso(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with virtuoso(graph_file(opened), tmp_path_factory.mktemp("virtuoso")) as address:
        yield connect(address, PATIENT)


#: Every query takes minutes; `make engines` asks them all, else each fourth is asked.
SWEPT = list(catalog())[:: 1 if os.environ.get("NORMGRAPH_SWEEP") else 4]


def graph_file(opened: Opened) -> Path:
    assert opened.folder is not None
    return opened.folder / "graph.nq"


@pytest.mark.parametrize("name", SWEPT)
def test_oxigraph_gives_the_same_rows(opened, there, name):
    assert difference(name, opened, there) == DIFFERENCES["oxigraph"].get(name, [""])[0]


@pytest.mark.virtuoso
@pytest.mark.parametrize("name", SWEPT)
def test_virtuoso_gives_the_same_rows_or_differs_for_a_reason(opened, at_virtuoso, name):
    kind, reason = DIFFERENCES["virtuoso"].get(name, ["", ""])
    found = difference(name, opened, at_virtuoso)
    # Which rows that fault misses depends on how the graph came to lie on its disk.
    assert found == kind or (reason == "days" and not found)


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
def test_each_difference_has_a_query_and_a_reason(engine):
    assert DIFFERENCES[engine].keys() <= catalog().keys()
    assert {reason for _, reason in DIFFERENCES[engine].values()} <= DIFFERENCES[
        "reasons"
    ].keys()


@pytest.mark.parametrize("name", ANALYSES)
def test_analyses_find_the_same(opened, there, name):
    given = analyses()[name].example
    here = json_text(replace(analyze(opened, name, **given), version=""))
    assert json_text(replace(analyze(there, name, **given), version="")) == here


def test_the_version_of_a_graph_that_does_not_say_it_is_unknown(there, opened):
    assert there.manifest.version == "unknown"
    assert there.manifest.quads == opened.manifest.quads


@pytest.mark.parametrize("graph", [None, DefaultGraph(), f"{iri.ID}document/dhl-veto-list"])
def test_statements_are_the_same(opened, there, graph):
    draft = NamedNode(f"{iri.ID}decision/S-2011-612")
    where = NamedNode(graph) if isinstance(graph, str) else graph
    ours = {*opened.store.quads_for_pattern(draft, None, None, where)}
    assert ours
    assert {*there.store.quads_for_pattern(draft, None, None, where)} == ours


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("query", "vetoes", "--state", "CHN"),
        (
            "sparql",
            "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/normgraph/ontology#Seat> }",
        ),
        ("sparql", f"DESCRIBE <{iri.ID}state/RUS>", "--format", "ntriples"),
        ("analyze", "vetoes", "--by", "decade"),
    ],
)
def test_the_command_line_asks_an_endpoint(address, home, words):
    asked = run(*words, "--endpoint", address)
    assert sorted(asked.splitlines()) == sorted(run(*words).splitlines())


def test_networks_are_exported_from_an_endpoint(address, home, tmp_path):
    path = tmp_path / "council.graphml"
    chosen = ("--analysis", "voting-network", "--from", "2011", "--to", "2011")
    run("export", str(path), *chosen, "--endpoint", address)
    network = nx.read_graphml(path)
    assert len(network) == 15
    assert network.graph["graph_version"] == "unknown"


def test_the_whole_graph_is_not_exported_from_an_endpoint(address, tmp_path):
    words = ["export", str(tmp_path / "all.nq"), "--endpoint", address]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "dump" in result.stderr


def test_python_asks_an_endpoint(address):
    there = normgraph.connect(address)
    answer = normgraph.query.select(there.store, "vetoes", state="CHN")
    assert answer.frame().equals(normgraph.query("vetoes", state="CHN").frame())


def test_a_name_that_the_graph_does_not_have_is_told_with_the_one_meant(address):
    words = ["query", "vetoes", "--state", "CHM", "--endpoint", address]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "no state named 'CHM'" in result.stderr
    assert "Did you mean" in result.stderr


@pytest.fixture
def explored(there: Opened) -> Iterator[None]:
    loaded.show(there)
    yield
    loaded._served.clear()


@pytest.mark.usefixtures("explored")
def test_the_explorer_shows_the_graph_of_an_endpoint():
    assert "S/2011/612" in entity("decision/S-2011-612")
    page = html(shown("home"))
    assert "unknown" in page
    assert "25 January 1946" in page


@pytest.mark.usefixtures("explored")
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?state { ?state a <https://w3id.org/normgraph/ontology#Seat> }", 5),
        ("ASK { ?s a ?class }", 1),
        ("CONSTRUCT { ?s a ?class } WHERE { ?s a ?class } LIMIT 3", 3),
    ],
)
def test_the_page_of_queries_asks_the_endpoint(query, rows):
    outcome = running.run(loaded.graph(), query)
    assert outcome.error is None
    assert outcome.rows == rows


@pytest.mark.usefixtures("explored")
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_page_of_queries_writes_what_the_endpoint_answers(form):
    query = f"SELECT (<{iri.ID}state/RUS> AS ?state) {{}}"
    assert b"state/RUS" in running.written(loaded.graph(), query, form)


@pytest.mark.usefixtures("explored")
def test_the_page_of_queries_tells_what_the_endpoint_refuses(address):
    outcome = running.run(loaded.graph(), "SELECT * { ?s ?p }")
    assert address in str(outcome.error)
    assert "400" in str(outcome.error)


def test_the_explorer_is_started_over_an_endpoint(address, home, tmp_path):
    port = str(free_port())
    words = [sys.executable, "-m", "normgraph.launch", "--port", port, "--endpoint", address]
    health = f"http://127.0.0.1:{port}/_stcore/health"
    with started(words, tmp_path, health), urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200


@pytest.mark.parametrize("command", ["query vetoes", "analyze vetoes", "explore"])
def test_an_endpoint_that_is_not_there_is_told(command):
    words = [*command.split(), "--endpoint", f"http://127.0.0.1:{free_port()}/sparql"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert re.search("Connection refused. Check the address", result.stderr)
