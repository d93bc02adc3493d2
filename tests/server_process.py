"""``normgraph serve`` as a process of its own, with what it writes and how to ask it."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

#: Seconds after which a test that waits for the server has failed.
DEADLINE = 60


@dataclass
class ServerProcess:
    process: subprocess.Popen
    port: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def pid(self) -> int:
        return self.process.pid

    def ask(self, query, accept="application/sparql-results+json", origin="127.0.0.1"):
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.request("POST", "/sparql", query.encode(), headers, origin)

    def get(self, path: str) -> tuple[int, bytes]:
        return self.request("GET", path)

    def request(self, method, path, body=None, headers=None, origin="127.0.0.1"):
        connection = HTTPConnection("127.0.0.1", self.port, DEADLINE, (origin, 0))
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def ready(self) -> bool:
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def metrics(self) -> dict[str, float]:
        told = self.get("/metrics")[1].decode()
        lines = [line.rpartition(" ") for line in told.splitlines() if line[0] != "#"]
        return {name: float(value) for name, _, value in lines}


@contextmanager
def serving(home: Path, folder: Path, *options: str) -> Iterator[ServerProcess]:
    """Serve the graph in ``home`` from the working directory ``folder``."""
    command = [sys.executable, "-m", "normgraph", "serve", "--port", "0", *options]
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = {**os.environ, "NORMGRAPH_HOME": str(home), "PYTHONPATH": source}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    server = ServerProcess(process)
    listening = threading.Thread(target=_listen, args=(server,))
    listening.start()
    try:
        until(lambda: server.port or process.poll() is not None)
        assert server.port, f"the server ended: {server.lines}"
        until(server.ready)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            listening.join()
            process.stderr.close()


def _listen(server: ServerProcess) -> None:
    for line in server.process.stderr:
        server.lines.append(line)
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/sparql", line):
            server.port = int(found[1])


def until(holds, deadline: float = DEADLINE):
    """Wait until ``holds`` returns something true, and return that."""
    end = time.monotonic() + deadline
    while not (found := holds()):
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.02)
    return found
