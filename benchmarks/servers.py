"""The SPARQL servers that are measured: ours, and two others over the same graph."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from normgraph import paths, store

#: Ports of their own, so that two runs do not meet by chance.
PORTS = range(9450, 9550)
READY = 180  #: seconds that a server may take to load the graph
#: Bytes of address space of servers that have no limit of their own.
SPACE = 10_000_000_000

RDFLIB = """
import sys
import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/"), port=int(sys.argv[2]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    name: str
    pid: int
    port: int
    path: str  #: where it takes queries

    def ask(
        self,
        query: str,
        timeout: float = 60,
        *,
        origin: str = "127.0.0.1",
        accept: str | None = None,
    ) -> tuple[int, bytes]:
        """Return status and body of the answer to a query that comes from an address."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept or JSON}
        asked = ("POST", self.path, query.encode(), headers)
        return self._requested(*asked, timeout=timeout, origin=origin)

    def health(self, timeout: float = 60) -> int:
        """Return the status of the route for health, or of the least query."""
        if self.name == "normgraph":
            return self._requested("GET", "/healthz", timeout=timeout)[0]
        return self.ask("ASK {}", timeout)[0]

    def _requested(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        timeout: float,
        origin: str = "127.0.0.1",
    ) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout, (origin, 0))
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


JSON = "application/sparql-results+json"
NAMES = ("normgraph", "rdflib-endpoint", "oxigraph")
PATHS = {"normgraph": "/sparql", "rdflib-endpoint": "/", "oxigraph": "/query"}


@contextmanager
def running(name: str, *options: str, log: Path | None = None) -> Iterator[Server]:
    """Start a server over the current graph, give it when it answers, and stop it.

    Raises
    ------
    TimeoutError
        When it does not answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        command = [*_command(name, port, Path(folder)), *options]
        environment = {**os.environ, "NORMGRAPH_HOME": str(paths.home().resolve())}
        with (log or Path(os.devnull)).open("ab") as output:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=output, stderr=output
            )
            server = Server(name, process.pid, port, PATHS[name])
            try:
                _wait(server, process)
                yield server
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(40)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _command(name: str, port: int, folder: Path) -> list[str]:
    quads = str(store.current() / "graph.nq")
    if name == "normgraph":
        where = ["--host", "127.0.0.1", "--port", str(port)]
        return [sys.executable, "-m", "normgraph", "serve", *where]
    capped = ["prlimit", f"--as={SPACE}"]
    if name == "rdflib-endpoint":
        return [*capped, sys.executable, "-c", RDFLIB, quads, str(port)]
    where = ["--location", str(folder / "store")]
    oxigraph = str(Path(sys.executable).parent / "oxigraph")
    subprocess.run([oxigraph, "load", *where, "--file", quads], check=True, capture_output=True)
    bind = ["--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    return [*capped, oxigraph, "serve-read-only", *where, *bind]


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                one.bind(("127.0.0.1", port))
                return port
    raise OSError(f"No port from {PORTS[0]} to {PORTS[-1]} is free.")


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, HTTPException):
            if server.ask("ASK { ?s ?p ?o }")[0] == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"{server.name} does not answer on port {server.port}.")
