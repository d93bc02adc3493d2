"""Endpoints that fail: each failure is told in time, with who was asked what and how it went.

The endpoint is a real server on this machine that does what the test says.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions

from normgraph.errors import EndpointError, NormgraphError
from normgraph.query import ask_text
from normgraph.remote import Limits, connect
from normgraph.remote.endpoint import Endpoint
from normgraph.remote.store import RemoteStore

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'
ONE = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}'
#: Short enough for a test, long enough for a slow machine to answer in.
QUICK = Limits(connect=10, seconds=10, attempts=3, pause=0.01, longest_pause=1, bytes=100_000)
#: Seconds after which no error may come, far longer than any should take.
LONGEST = 30
SELECT = "SELECT ?n { ?n ?p ?o }"

Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's ``answers`` say, one after the other, the last one for good."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append(self.query)
        with self.server.lock:
            answers = self.server.answers
            answering = answers.pop(0) if len(answers) > 1 else answers[0]
        answering(self)
        self.close_connection = True

    do_POST = do_GET  # noqa: N815 - the library's own name

    @property
    def query(self) -> str:
        text = urlsplit(self.path).query
        if self.command == "POST":
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return parse_qs(text).get("query", [""])[0]

    def give(self, status: int, body: bytes = b"", kind: str = JSON, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: list[Answering]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients of these tests hang up."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def giving(status: int, body: bytes = b"", kind: str = JSON, **headers: str) -> Answering:
    return lambda handler: handler.give(status, body, kind, **headers)


def hanging(handler: Handler) -> None:
    """Say nothing, and go when the client goes."""
    handler.connection.settimeout(20)
    handler.connection.recv(1)


def drip(handler: Handler, piece: bytes) -> None:
    """Send a byte again and again, so that no single wait is long."""
    waiting = threading.Event()
    while True:  # until the client has hung up
        handler.wfile.write(piece)
        waiting.wait(0.02)


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    drip(handler, b" ")


def dripping_without_length(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    handler.wfile.write(YES)  # which would do as an answer
    drip(handler, b" ")


def dripping_headers(handler: Handler) -> None:
    drip(handler, b"H")


def half(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(len(ONE)))
    handler.end_headers()
    handler.wfile.write(ONE[:40])


def half_of_pieces(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n" % (40, ONE[:40]))


def unmeasured(body: bytes, kind: str) -> Answering:
    """Send without telling how much: the end of the connection is the end."""

    def answering(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        handler.wfile.write(body)

    return answering


def flooding(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def slammed(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def store(server: Server, limits: Limits = QUICK) -> RemoteStore:
    return RemoteStore(Endpoint(server.address, limits))


@contextmanager
def failing(server: Server, *told: str) -> Iterator[None]:
    """Expect an error in time that names the endpoint and says each of ``told``."""
    begun = time.monotonic()
    with pytest.raises(EndpointError) as raised:
        yield
    assert time.monotonic() - begun < LONGEST
    message = str(raised.value)
    for part in (server.address, *told):
        assert part in message
    assert message.endswith(".")


def test_busy_and_then_not_is_an_answer(server):
    server.answers = [giving(503, b"warming up"), giving(429), giving(200, ONE)]
    (row,) = ask_text(store(server), SELECT)
    assert row == {"n": "1"}
    assert len(server.asked) == 3


def test_lost_and_then_not_is_an_answer(server):
    server.answers = [slammed, half, giving(200, ONE)]
    assert len(ask_text(store(server), SELECT)) == 1


def test_a_server_that_stays_busy_is_left_alone_in_the_end(server):
    server.answers = [giving(503, b"<h1>Down for repair</h1>", "text/html")]
    with failing(server, "503", "Down for repair", "Try again later", "SELECT"):
        ask_text(store(server), SELECT)
    assert len(server.asked) == QUICK.attempts


def test_a_wait_that_is_asked_for_is_kept(server):
    server.answers = [giving(429, Retry_After="1"), giving(200, YES)]
    begun = time.monotonic()
    assert ask_text(store(server), "ASK {}") is True
    assert time.monotonic() - begun >= 1


@pytest.mark.parametrize(
    "asked",
    ["3600", format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)],
    ids=["in seconds", "as a time"],  # each process that runs tests must name them alike
)
def test_a_wait_that_is_too_long_is_told_and_not_kept(server, asked):
    server.answers = [giving(503, Retry_After=asked)]
    with failing(server, "503", "asks to wait"):
        ask_text(store(server), SELECT)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "asked", ["-5", "soon", "", "Mon, 99 Foo 2026", f"Mon, 01 Jan 2024 00:00:00 +{'9' * 20}"]
)
def test_a_wait_that_cannot_be_read_is_none(server, asked):
    server.answers = [giving(503, Retry_After=asked), giving(200, YES)]
    assert ask_text(store(server), "ASK {}") is True


@pytest.mark.parametrize(
    "silence", [hanging, dripping, dripping_headers, dripping_without_length]
)
def test_waiting_has_an_end(server, silence):
    server.answers = [silence]
    with failing(server, "0.3 seconds", "Ask for less"):
        ask_text(store(server, replace(QUICK, seconds=0.3)), SELECT)
    assert len(server.asked) <= 1  # to ask again would be to burden it again


@pytest.mark.parametrize("part", [half, half_of_pieces])
def test_half_an_answer_is_none(server, part):
    server.answers = [part]
    with failing(server, "ended", "3 times"):
        ask_text(store(server), SELECT)


def test_half_an_answer_of_unknown_length_is_none(server):
    server.answers = [unmeasured(ONE[:60], JSON)]
    with failing(server, "cannot be read"):
        ask_text(store(server), SELECT)


def test_triples_of_unknown_length_are_refused_since_an_end_could_be_missing(server):
    line = b"<https://a.example/> <https://b.example/> <https://c.example/> .\n"
    server.answers = [unmeasured(line, "application/n-triples")]
    with failing(server, "how long"):
        ask_text(store(server), "CONSTRUCT WHERE { ?s ?p ?o }")
    server.answers = [giving(200, line, "application/n-triples")]
    assert len(ask_text(store(server), "CONSTRUCT WHERE { ?s ?p ?o }")) == 1


def test_an_answer_that_is_too_large_is_not_read_on(server):
    server.answers = [flooding]
    with failing(server, "100,000 bytes", "Ask for less"):
        ask_text(store(server), SELECT)


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>&c;</boolean></sparql>
"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"<!doctype html>\n<title>Query form</title>"),
        ("text/plain", ONE),
        ("application/sparql-results+xml", BOMB),
        ("text/csv", b"n\r\n1\r\n"),
        ("", ONE),
    ],
)
def test_what_is_no_json_is_not_read_at_all(server, kind, body):
    server.answers = [giving(200, body, kind)]
    with failing(server, kind, "Check the address"):
        ask_text(store(server), SELECT)


def test_a_page_in_the_place_of_an_answer_is_quoted(server):
    server.answers = [giving(200, b"<html>\n <title>Query form</title>", "text/html")]
    with failing(server, "text/html", "Query form"):
        ask_text(store(server), SELECT)


def nested(depth: int) -> bytes:
    inner = b'{"type":"uri","value":"https://a.example/"}'
    opened = b'{"type":"triple","value":{"subject":' * depth
    closed = (b',"predicate":%s,"object":%s}}' % (inner, inner)) * depth
    return (
        b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":'
        + opened
        + inner
        + closed
        + b"}]}}"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"head": {}}',
        b'{"head": {}, "boolean": "maybe"}',
        b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": 1}]}}',
        b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "uri"}}]}}',
        ONE.replace(b"literal", b"odd"),
        b'{"head": {"vars": ["n"]}, "results": {"bindings": ' + b"9" * 9999 + b"}}",
        nested(1),
        # On which the engine's own reader ends the process.
        nested(20_000),
        b"[" * 90_000,
        b"\xff\xfe\x00",
    ],
    ids=range(14),
)
def test_json_that_is_no_answer_is_refused(server, body):
    limits = Limits(seconds=10, attempts=1, bytes=10_000_000)
    server.answers = [giving(200, body)]
    with failing(server, "cannot be read"):
        ask_text(store(server, limits), SELECT)


@pytest.mark.parametrize("kind", ["application/n-triples", "text/turtle"])
def test_triples_within_triples_are_refused(server, kind):
    deep = b"<<( <https://a.example/> <https://a.example/> " * 2000
    body = b"<https://a.example/> <https://a.example/> " + deep
    server.answers = [giving(200, body, kind)]
    with failing(server, "quoted triples"):
        ask_text(store(server), "CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'# """\n', b'\n# """\n'),
        (b"<https://a.example/'''> <https://a.example/> 1 .", b"# '''\n"),
        (b"<https://a.example/\\u0041'''> <https://a.example/> 1 .", b"# '''\n"),
        (b"@prefix a: <https://a.example/#> . a:\\# a:a 1 . ", b""),
        (b'# "\r', b'\r# "'),
    ],
    ids=["comment", "IRI", "IRI with an escape", "name", "end of line"],
)
def test_nothing_hides_triples_within_triples(server, before, after):
    names = b"<https://a.example/> <https://a.example/> "
    body = before + names + b"<<( " + names + b"1 )>> ." + after
    server.answers = [giving(200, body, "text/turtle")]
    with failing(server, "quoted triples"):
        ask_text(store(server), "CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("status", [200, 400])
def test_what_an_endpoint_says_cannot_command_a_terminal(server, status):
    def commanding(handler: Handler) -> None:
        kinds = "Content-Type: a/\x1b[2J\r\nContent-Encoding: \x1b[2J\r\n"
        head = f"HTTP/1.1 {status} \x1b[2J\r\n{kinds}Content-Length: 0\r\n\r\n"
        handler.wfile.write(head.encode())

    server.answers = [commanding]
    with pytest.raises(EndpointError) as told:
        ask_text(store(server), SELECT)
    assert str(told.value).isprintable()


def test_what_looks_like_a_triple_within_a_string_is_a_string(server):
    body = b'<https://a.example/> <https://a.example/> "say \\"<<( here" .\n'
    server.answers = [giving(200, body, "text/turtle")]
    ((_, _, said),) = ask_text(store(server), "CONSTRUCT WHERE { ?s ?p ?o }")
    assert said.value == 'say "<<( here'


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "//169.254.169.254/",
        "http://localhost/sparql",  # the same machine by another name is another name
        "http://127.0.0.1:1/sparql",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "data:application/sparql-results+json,{}",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_sends_us_to_other_hosts(server, elsewhere, status):
    server.answers = [giving(status, Location=elsewhere)]
    with failing(server, "not followed", "give it instead"):
        ask_text(store(server), SELECT)
    assert len(server.asked) == 1


def test_a_move_on_the_same_host_is_followed_with_the_query(server):
    server.answers = [giving(301, Location="/new/sparql?query=other"), giving(200, ONE)]
    long = SELECT + " #" + "x" * 4000
    for text in (SELECT, long):
        assert len(ask_text(store(server), text)) == 1
    assert server.asked == [SELECT, SELECT, long]


def test_moves_in_a_circle_end(server):
    server.answers = [giving(302, Location="/sparql")]
    with failing(server, "from place to place"):
        ask_text(store(server), SELECT)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(400, "SPARQL 1.1"), (401, "login"), (404, "Check the address"), (500, "by itself")],
)
def test_a_refusal_is_told_with_what_to_do(server, status, advice):
    server.answers = [giving(status, b"\n  no\x1b[31m such thing \n more", "text/plain")]
    with failing(server, str(status), "no [31m such thing", advice):
        ask_text(store(server), SELECT)
    assert len(server.asked) == 1


def test_what_speaks_no_http_is_told(server):
    server.answers = [no_http]
    with failing(server, "not HTTP"):
        ask_text(store(server), SELECT)


def test_an_answer_that_may_be_cut_is_refused(server):
    server.answers = [giving(200, ONE, X_SPARQL_MaxRows="1")]
    with failing(server, "cuts answers at 1 rows"):
        ask_text(store(server), SELECT)
    server.answers = [giving(200, ONE, X_SPARQL_MaxRows="2")]
    assert len(ask_text(store(server), SELECT)) == 1


def test_packed_answers_are_not_unpacked(server):
    server.answers = [giving(200, b"\x1f\x8b", Content_Encoding="gzip")]
    with failing(server, "gzip"):
        ask_text(store(server), SELECT)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "host/sparql",
        "file:///etc/passwd",
        "ftp://host/",
        "http://",
        "http://[/",
        "http://a b/",
    ],
)
def test_what_is_no_address_is_told_before_anything_is_asked(address):
    with pytest.raises(EndpointError, match="no address of an endpoint"):
        connect(address)


def test_a_password_has_no_place_in_an_address():
    with pytest.raises(EndpointError, match="password") as raised:
        connect("https://me:secret@host.example/sparql")
    assert "secret" not in str(raised.value)


def test_nobody_there_is_told(server):
    server.answers = [giving(200, YES)]
    address = server.address
    server.socket.close()
    with pytest.raises(EndpointError, match="Connection refused"):
        connect(address, QUICK)


def test_a_graph_that_is_another_is_refused(server):
    no = json.dumps({"head": {}, "boolean": False}).encode()
    server.answers = [giving(200, no), giving(200, no)]
    with failing(server, "does not have the graph of normgraph"):
        connect(server.address, QUICK)


def test_a_graph_that_is_not_in_the_default_graph_is_refused(server):
    no = json.dumps({"head": {}, "boolean": False}).encode()
    server.answers = [giving(200, no), giving(200, YES)]
    with failing(server, "--union-default-graph"):
        connect(server.address, QUICK)


def test_long_queries_are_sent_by_post_and_who_asks_is_named(server):
    seen = []

    def noting(handler: Handler) -> None:
        seen.append((handler.command, handler.headers["User-Agent"], handler.headers["Accept"]))
        handler.give(200, YES)

    server.answers = [noting]
    ask_text(store(server), "ASK {}")
    ask_text(store(server), "ASK {}" + " " * 4000)
    assert [command for command, _, _ in seen] == ["GET", "POST"]
    assert {agent.partition("/")[0] for _, agent, _ in seen} == {"normgraph"}
    assert all(accept.startswith(JSON) for _, _, accept in seen)


def test_parameters_of_the_address_are_kept(server):
    seen = []

    def noting(handler: Handler) -> None:
        seen.append(parse_qs(urlsplit(handler.path).query))
        handler.give(200, YES)

    server.answers = [noting]
    address = f"{server.address}?default-graph-uri=https%3A%2F%2Fa.example%2F"
    ask_text(RemoteStore(Endpoint(address, QUICK)), "ASK {}")
    assert seen == [{"default-graph-uri": ["https://a.example/"], "query": ["ASK {}"]}]


def test_queries_that_ask_others_are_refused_before_they_are_sent(server):
    server.answers = [giving(200, ONE)]
    with pytest.raises(NormgraphError, match="SERVICE"):
        ask_text(store(server), "SELECT * { SERVICE <https://a.example/> { ?s ?p ?o } }")
    assert server.asked == []


def test_values_come_back_as_they_are_in_the_graph(server):
    rows = [
        {"n": {"type": "typed-literal", "value": "1", "datatype": f"{XSD}boolean"}},
        {"n": {"type": "literal", "value": "0", "datatype": f"{XSD}boolean"}},
        {"n": {"type": "literal", "value": "oui", "xml:lang": "fr"}},
        {"n": {"type": "bnode", "value": "b"}},
        {},
    ]
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode()
    server.answers = [giving(200, body)]
    answer = store(server).query(SELECT)
    assert isinstance(answer, QuerySolutions)
    found = [row[0] for row in answer]
    assert found[:3] == [Literal(True), Literal(False), Literal("oui", language="fr")]
    assert found[4] is None


XSD = "http://www.w3.org/2001/XMLSchema#"


def test_an_ask_is_a_yes_or_no(server):
    server.answers = [giving(200, YES)]
    answer = store(server).query("ASK {}")
    assert isinstance(answer, QueryBoolean)
    assert bool(answer)


def test_a_row_that_is_no_statement_is_refused(server):
    server.answers = [giving(200, ONE)]
    with pytest.raises(EndpointError, match="no statement"):
        list(store(server).quads_for_pattern(None, NamedNode(XSD), None, DefaultGraph()))


@pytest.mark.parametrize(
    ("description", "version"),
    [
        (b"<#d> <https://a.example/of> <https://w3id.org/normgraph/release/abc> .", "abc"),
        (b"<https://w3id.org/normgraph/release/abc> <https://a.example/> 1 .", "abc"),
        (b"<#d> <https://a.example/> 1 .", "unknown"),
        (b"this is no Turtle", "unknown"),
    ],
)
def test_the_version_is_what_the_endpoint_says_of_itself(server, description, version):
    none = b'{"head": {"vars": ["release", "version"]}, "results": {"bindings": []}}'
    about = b"@base <https://a.example/> . " + description
    server.answers = [giving(200, YES), giving(200, none), giving(200, about, "text/turtle")]
    assert connect(server.address, QUICK).manifest.version == version


def test_the_version_is_what_the_graph_says_before_all(server):
    cells = {
        "release": {"type": "uri", "value": "https://w3id.org/normgraph/release/abc"},
        "version": {"type": "literal", "value": "abc"},
    }
    rows = {"head": {"vars": ["release", "version"]}, "results": {"bindings": [cells]}}
    server.answers = [giving(200, YES), giving(200, json.dumps(rows).encode())]
    assert connect(server.address, QUICK).manifest.version == "abc"
