"""Real SPARQL endpoints over HTTP for the tests, and the plainest client to ask them."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pyoxigraph
import uvicorn
from pyoxigraph import Quad, RdfFormat

from normgraph.endpoint.app import app
from normgraph.endpoint.patience import Patience, patient
from normgraph.endpoint.service import Service
from normgraph.limited import Limits, Pool, Source
from normgraph.manifest import Manifest
from normgraph.store import Opened

DEADLINE = 120.0  #: seconds in which a server must be up, or down, on a busy machine


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: dict[str, str]  #: by names in lower case
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def sent(
    url: str,
    method: str = "GET",
    query_string: str = "",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Response:
    """Return the response to one request, sent with no header that was not asked for."""
    address = urlsplit(url)
    assert address.hostname
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    with closing(connection):
        connection.putrequest(
            method, f"{address.path}{query_string}", skip_accept_encoding=True
        )
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, named, response.read())


def asked(
    url: str,
    query: bytes,
    accept: str,
    way: str = "direct",
    graphs: Sequence[tuple[str, str]] = (),
) -> Response:
    """Return the response to a query sent in one of the protocol's three ways.

    ``graphs`` are fields such as ``("default-graph-uri", "http://example.org/")``.
    """
    fields = urlencode([("query", query), *graphs])
    match way:
        case "get":
            return sent(url, "GET", f"?{fields}", {"Accept": accept})
        case "form":
            headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
            return sent(url, "POST", "", headers, fields.encode("ascii"))
        case "direct":
            headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
            return sent(url, "POST", f"?{urlencode(graphs)}", headers, query)
    raise AssertionError(way)


@contextmanager
def endpoint_of(quads: Iterable[Quad], folder: Path) -> Iterator[str]:
    """Serve statements as the endpoint of this project, and yield its address.

    Only the graph is another: routes, pool and HTTP are those of ``normgraph serve``.
    """
    file = folder / "dataset.nq"
    pyoxigraph.serialize(quads, file, format=RdfFormat.N_QUADS)
    pool = Pool(Source(((str(file), ""),), union=False), Limits(workers=1))
    facts = Manifest(version="0" * 64, inputs="", engine="", quads=0, triples=0)
    service = Service(Opened(pyoxigraph.Store(), facts, None), pool, partial(pool.ask))
    config = uvicorn.Config(
        app(service), port=0, http=patient(Patience()), ws="none", log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until(lambda: server.started, thread.is_alive)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        server.should_exit = True
        thread.join(DEADLINE)


@contextmanager
def normgraph_serve(home: Path, *words: str) -> Iterator[str]:
    """Run ``normgraph serve`` in a process of its own, and yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "normgraph", "serve", "--port", str(port), *words]
    source = Path(__file__).resolve().parent.parent / "src"
    known = {"NORMGRAPH_HOME": str(home), "PYTHONPATH": str(source)}
    process = subprocess.Popen(command, env=os.environ | known)
    try:
        until(lambda: is_ready(port), lambda: process.poll() is None)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(port: int) -> bool:
    try:
        return sent(f"http://127.0.0.1:{port}/readyz").status == 200
    except ConnectionRefusedError:
        return False


def until(done: Callable[[], bool], alive: Callable[[], bool]) -> None:
    """Return as soon as it is done; fail if what should do it has ended, or is too slow."""
    end = time.monotonic() + DEADLINE
    while not done():
        assert alive(), "the server ended instead of serving"
        assert time.monotonic() < end, f"the server did not answer in {DEADLINE:g} seconds"
        time.sleep(0.01)
