"""Asking Wikidata: proposals to review, whatever the other side does, and never facts.

The stand-in for Wikidata is the Oxigraph server over a handful of statements in the shape in
which Wikidata has them.
"""

import csv
import http.server
import json
import socket
import threading
import urllib.request
from contextlib import contextmanager
from importlib.resources import files
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from engines import oxigraph
from normgraph import paths
from normgraph.cli import main
from normgraph.enrich import run
from normgraph.enrich.proposals import Proposal, csv_text
from normgraph.enrich.run import enrich
from normgraph.enrich.subjects import Subject, subjects
from normgraph.enrich.wikidata import with_values
from normgraph.errors import EndpointError, NormgraphError
from normgraph.query.guard import checked
from normgraph.remote.endpoint import Endpoint
from normgraph.remote.transport import Limits

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

QUICK = Limits(connect=5, seconds=10, attempts=3, pause=0.01, longest_pause=1.0)

RWANDA = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

wd:Q1037 rdfs:label "Rwanda"@en, "Rwanda"@fr, "Руанда"@ru, "Ruanda"@de, "卢安达"@zh ;
  wdt:P297 "RW" ; wdt:P298 "RWA" ; wdt:P2082 "646" ; wdt:P214 "131168590" ;
  wdt:P227 "4051155-9" ; wdt:P213 "=cmd" ; wdt:P402 "171496" ;
  wdt:P625 "Point(30.0 -2.0)"^^geo:wktLiteral ;
  wdt:P1082 13000000 ;
  schema:version 2222222 ; schema:dateModified "2026-11-01T10:00:00Z"^^xsd:dateTime .
wd:Q16957 rdfs:label "East Germany"@en ; wdt:P298 "DDR" ; wdt:P576 "1990-10-03"^^xsd:dateTime ;
  schema:version 3 ; schema:dateModified "2026-10-01T10:00:00Z"^^xsd:dateTime .
wd:Q99999 rdfs:label "Serbia and Montenegro"@en ; wdt:P298 "SCG" ;
  wdt:P625 "<http://www.wikidata.org/entity/Q405> Point(1.5 2.5)"^^geo:wktLiteral ;
  schema:version 4 ; schema:dateModified "2026-10-02T10:00:00Z"^^xsd:dateTime .
"""

PRESENT = {
    "label@en": ("Rwanda",),
    "label@fr": ("Rwanda",),
    "label@zh": ("卢旺达",),
    "iso2": ("RW",),
    "iso3": ("RWA",),
    "latitude": ("-2.0",),
    "longitude": ("30",),
}
SUBJECTS = [
    Subject("State", "RWA", "Q1037", "RWA", PRESENT),
    Subject("State", "SCG", "", "SCG", {"altLabel@en": ("Serbia and Montenegro",)}),
    Subject("State", "DDR", "", "DDR", {}),
]
OPENED = SimpleNamespace(manifest=SimpleNamespace(version="v1"), store=None)


@pytest.fixture(scope="module")
def wikidata(tmp_path_factory):
    """Return the address of an Oxigraph server with statements as Wikidata has them."""
    folder = tmp_path_factory.mktemp("wikidata")
    data = folder / "data.ttl"
    data.write_text(RWANDA, "utf-8")
    with oxigraph(data, folder) as address:
        yield address


@pytest.fixture
def known(monkeypatch):
    """Let the graph have three states, so that answers can be worked out by hand."""
    monkeypatch.setattr(run, "subjects", lambda opened: SUBJECTS)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(address, path, **options):
    return enrich(OPENED, Endpoint(address, QUICK), path, retrieved="2026-11-21", **options)


# --- what is proposed ----------------------------------------------------------------------


@pytest.mark.usefixtures("known")
def test_what_wikidata_has_is_set_beside_what_the_graph_has(wikidata, tmp_path):
    path = tmp_path / "proposals.csv"
    outcome = ask(wikidata, path)
    assert outcome.asked == 2
    found = {
        (r["key"], r["property"], r["value"]): (r["kind"], r["present"]) for r in rows(path)
    }
    assert found == {
        ("RWA", "label@en", "Rwanda"): ("agrees", "Rwanda"),
        ("RWA", "label@fr", "Rwanda"): ("agrees", "Rwanda"),
        ("RWA", "label@ru", "Руанда"): ("new", ""),
        ("RWA", "label@zh", "卢安达"): ("differs", "卢旺达"),
        ("RWA", "iso2", "RW"): ("agrees", "RW"),
        ("RWA", "iso3", "RWA"): ("agrees", "RWA"),
        ("RWA", "m49", "646"): ("new", ""),
        ("RWA", "viaf", "131168590"): ("new", ""),
        ("RWA", "gnd", "4051155-9"): ("new", ""),
        ("RWA", "isni", "'=cmd"): ("new", ""),  # no formula reaches a spreadsheet
        ("RWA", "osmRelation", "171496"): ("new", ""),
        ("RWA", "latitude", "-2.0"): ("agrees", "-2.0"),
        ("RWA", "longitude", "30.0"): ("agrees", "30"),
        # By its ISO code; the German Democratic Republic is no more, and is not proposed.
        ("SCG", "wikidata", "http://www.wikidata.org/entity/Q99999"): ("new", ""),
        ("SCG", "label@en", "Serbia and Montenegro"): ("agrees", ""),
        ("SCG", "iso3", "SCG"): ("new", ""),
    }


@pytest.mark.usefixtures("known")
def test_each_row_says_where_it_is_from(wikidata, tmp_path):
    path = tmp_path / "proposals.csv"
    ask(wikidata, path)
    row = next(row for row in rows(path) if row["property"] == "label@zh")
    assert row["item"] == "Q1037"
    assert row["revision"] == "2222222"
    assert row["modified"] == "2026-11-01T10:00:00Z"
    assert row["retrieved"] == "2026-11-21"
    assert row["endpoint"] == wikidata
    assert row["licence"] == "CC0-1.0"
    notes = {row["property"]: row["note"] for row in rows(path)}
    assert "no such property yet" in notes["viaf"]
    assert "see that it is the same state" in notes["wikidata"]


@pytest.mark.usefixtures("known")
def test_the_same_answers_give_the_same_bytes(wikidata, tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    ask(wikidata, first)
    ask(wikidata, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_command_asks_about_the_states_of_the_graph(wikidata, home, tmp_path):
    path = tmp_path / "proposals.csv"
    command = ["enrich", str(path), "--endpoint", wikidata, "--retrieved", "2026-11-21"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "Review them" in done.stderr
    found = {(row["key"], row["property"]): row["kind"] for row in rows(path)}
    assert found["RWA", "label@zh"] == "differs"
    assert found["RWA", "label@ru"] == "agrees"
    assert found["SCG", "wikidata"] == "new"


def test_the_graph_tells_what_it_has_of_each_state(opened):
    known = {one.key: one for one in subjects(opened)}
    assert len(known) > 200
    rwanda = known["RWA"]
    assert (rwanda.table, rwanda.item, rwanda.iso3) == ("State", "Q1037", "RWA")
    assert rwanda.present["label@zh"] == ("卢旺达",)
    assert rwanda.present["iso2"] == ("RW",)


# --- where it is written -------------------------------------------------------------------


@pytest.mark.usefixtures("known")
def test_a_review_is_not_written_over(wikidata, tmp_path):
    path = tmp_path / "proposals.csv"
    path.write_text("reviewed")
    with pytest.raises(NormgraphError, match="may hold a review"):
        ask(wikidata, path)
    assert path.read_text() == "reviewed"
    ask(wikidata, path, replace=True)
    assert len(rows(path)) == 16


@pytest.mark.parametrize("name", ["proposals.csv", "states/State.proposals.csv"])
def test_nothing_is_written_among_the_tables(name):
    with pytest.raises(NormgraphError, match="lies among the tables"):
        ask("http://127.0.0.1:1/", paths.data() / name)


def test_a_way_into_the_tables_by_a_link_is_seen(tmp_path):
    (tmp_path / "here").symlink_to(paths.data(), target_is_directory=True)
    with pytest.raises(NormgraphError, match="lies among the tables"):
        ask("http://127.0.0.1:1/", tmp_path / "here" / "proposals.csv")


def test_a_folder_that_is_missing_and_a_day_that_is_none_are_told(tmp_path):
    with pytest.raises(NormgraphError, match="There is no folder"):
        ask("http://127.0.0.1:1/", tmp_path / "nowhere" / "proposals.csv")
    endpoint = Endpoint("http://127.0.0.1:1/", QUICK)
    with pytest.raises(NormgraphError, match="takes a day"):
        enrich(OPENED, endpoint, tmp_path / "a.csv", retrieved="today")


# --- what goes wrong -----------------------------------------------------------------------


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers with what the test has put in its way, then as the stand-in does."""

    def do_GET(self):
        self.answer(self.path.partition("?")[2].encode())

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, asked):
        server = self.server
        server.requests.append((self.headers["User-Agent"], asked.decode()))
        if server.troubles and (trouble := server.troubles.pop(0)) is not None:
            trouble(self)
            return
        request = urllib.request.Request(
            server.behind, asked, {"Accept": "application/sparql-results+json"}
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            self.send(200, reply.read(), "application/sparql-results+json")

    def send(self, status, body, kind, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def troubled(behind, *troubles):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.behind, server.troubles, server.requests = behind, list(troubles), []
    server.released = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def status(code, **headers):
    return lambda handler: handler.send(code, b"Busy", "text/plain", **headers)


def html(handler):
    handler.send(200, b"<html>Please log in</html>", "text/html")


def answering(body):
    return lambda handler: handler.send(200, body, "application/sparql-results+json")


def half(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["item"]},"results":{"bindings":[')
    handler.close_connection = True


def hanging(handler):
    handler.server.released.wait(20)


def elsewhere(handler):
    handler.send(302, b"", "text/plain", Location="http://127.0.0.1:9/secret")


def nothing_left(folder):
    assert sorted(path.name for path in folder.iterdir()) == []


@pytest.mark.usefixtures("known")
def test_a_busy_endpoint_is_asked_again_when_it_says(wikidata, tmp_path):
    troubles = [status(429, Retry_After="1"), None, status(503)]
    with troubled(wikidata, *troubles) as (server, address):
        ask(address, tmp_path / "a.csv")
        assert len(server.requests) == 4 + 2  # items, labels, statements, versions; two again
        agents = {agent for agent, _ in server.requests}
    assert len(rows(tmp_path / "a.csv")) == 16
    [agent] = agents
    assert agent.startswith("normgraph/")
    assert "https://" in agent


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (status(429, Retry_After="3600"), "asks to wait 3600 seconds"),
        (status(503), "503"),
        (status(500), "500"),
        (html, "text/html"),
        (half, "connection"),
        (elsewhere, "not followed"),
        (answering(b"{}"), "cannot be read|yes or no"),
        (answering(b'{"head":{},"boolean":true}'), "yes or no"),
        (answering(b'{"head":{"vars":["code","item"]},"results":{"bindings":[{}]}}'), "left"),
    ],
)
def test_an_endpoint_that_fails_is_told_and_nothing_half_is_left(
    wikidata, tmp_path, trouble, words
):
    with (
        troubled(wikidata, trouble, trouble, trouble) as (_, address),
        pytest.raises(EndpointError, match=words) as caught,
    ):
        ask(address, tmp_path / "a.csv")
    assert address in str(caught.value)
    nothing_left(tmp_path)


@pytest.mark.usefixtures("known")
def test_an_endpoint_that_hangs_is_not_waited_for(wikidata, tmp_path):
    limits = Limits(connect=1, seconds=0.3, attempts=1, pause=0.01, longest_pause=0.1)
    with troubled(wikidata, hanging) as (_, address), pytest.raises(EndpointError):
        enrich(OPENED, Endpoint(address, limits), tmp_path / "a.csv", retrieved="2026-11-21")
    nothing_left(tmp_path)


@pytest.mark.usefixtures("known")
def test_a_network_that_is_dead_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="Check the address and the connection"):
        ask(f"http://127.0.0.1:{port}/sparql", tmp_path / "a.csv")
    nothing_left(tmp_path)


def said(item, prop, value, kind="literal"):
    return {
        "item": {"type": "uri", "value": f"http://www.wikidata.org/entity/{item}"},
        "property": {"type": "literal", "value": prop},
        "value": {"type": kind, "value": value},
    }


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (said("Q666", "iso2", "XX"), "not asked about"),
        (said("../x", "iso2", "XX"), "no item of Wikidata"),
        (said("Q1037", "iso2", "a\nb"), "no name or identifier"),
        (said("Q1037", "iso2", "x" * 401), "no name or identifier"),
    ],
)
def test_what_was_not_asked_for_is_refused(wikidata, tmp_path, row, words):
    head = {"vars": ["item", "property", "value"]}
    body = json.dumps({"head": head, "results": {"bindings": [row]}}).encode()
    with (
        troubled(wikidata, None, None, answering(body)) as (_, address),
        pytest.raises(EndpointError, match=words),
    ):
        ask(address, tmp_path / "a.csv")
    nothing_left(tmp_path)


@pytest.mark.usefixtures("known")
def test_a_run_that_was_cut_short_goes_on(wikidata, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "BATCH", 1)
    path, whole = tmp_path / "a.csv", tmp_path / "whole.csv"
    # Items, then labels, statements and versions of the first; then all is dead.
    fail = [status(500)] * 3
    with (
        troubled(wikidata, None, None, None, None, *fail) as (_, address),
        pytest.raises(EndpointError),
    ):
        ask(address, path)
    assert not path.exists()
    unfinished = tmp_path / "a.csv.unfinished.json"
    assert unfinished.exists()
    content = json.loads(unfinished.read_text("utf-8"))
    content["of"]["endpoint"] = wikidata
    unfinished.write_text(json.dumps(content), "utf-8")
    outcome = ask(wikidata, path)
    assert outcome.resumed == 1
    assert not unfinished.exists()
    ask(wikidata, whole)
    got = [{k: v for k, v in row.items() if k != "endpoint"} for row in rows(path)]
    assert got == [{k: v for k, v in row.items() if k != "endpoint"} for row in rows(whole)]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("content", ["", "[]", '{"of":{"graph":"v1"}', '{"of": 1}'])
def test_what_an_unfinished_run_left_is_read_with_care(wikidata, tmp_path, content):
    (tmp_path / "a.csv.unfinished.json").write_text(content)
    with pytest.raises(NormgraphError, match="Remove it to begin anew"):
        ask(wikidata, tmp_path / "a.csv")


@pytest.mark.usefixtures("known")
def test_the_work_on_another_graph_is_not_taken_up(wikidata, tmp_path):
    other = {"of": {"graph": "v0", "endpoint": wikidata}, "batches": {"Q1037 Q99999": []}}
    (tmp_path / "a.csv.unfinished.json").write_text(json.dumps(other))
    assert ask(wikidata, tmp_path / "a.csv").resumed == 0


def test_the_day_is_that_of_the_endpoint(wikidata, known, tmp_path):
    with troubled(wikidata) as (_, address):
        enrich(OPENED, Endpoint(address, QUICK), tmp_path / "a.csv")
    [day] = {row["retrieved"] for row in rows(tmp_path / "a.csv")}
    assert len(day) == len("2026-11-21")


# --- queries and cells ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["items", "labels", "statements", "versions"])
def test_each_query_is_sound_and_takes_terms_only(name):
    text = files("normgraph.enrich").joinpath(f"{name}.rq").read_text("utf-8")
    variable = "code" if name == "items" else "item"
    hostile = Literal('"} DROP ALL #')
    assert checked(with_values(text, variable, [hostile])).form == "select"
    item = NamedNode("http://www.wikidata.org/entity/Q1")
    assert str(item) in with_values(text, variable, [item])
    assert "ORDER BY" in text
    assert text.startswith("#+ summary: One row per ")


def test_a_query_without_the_block_is_refused():
    with pytest.raises(ValueError, match="no block VALUES"):
        with_values("SELECT * { ?s ?p ?o }", "item", [])


@pytest.mark.parametrize("value", ["=1+1", "+1;", "-x", "@x", "\tx"])
def test_no_cell_is_a_formula(value):
    row = Proposal("State", "X", "viaf", value, "", "new", "Q1", "", "", "", "", "", "")
    assert f"'{value}" in csv_text([row])


def test_a_negative_number_stays_one():
    row = Proposal("State", "X", "latitude", "-2.0", "", "new", "Q1", "", "", "", "", "", "")
    assert ",-2.0," in csv_text([row])
