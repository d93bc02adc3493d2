"""What a thousand slow clients do to an honest one, and when they are closed.

Run as ``python -m benchmarks.slow_clients NAME ...``; it writes JSON on standard output.
"""

import argparse
import asyncio
import json
import resource
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.servers import NAMES, Server, running

SLOW = 1_000
WATCHED = 40  #: seconds; slow clients shall be closed after 30
#: An answer that does not fit what the system holds for a client with small buffers.
LARGE = "SELECT * { ?s ?p ?o } LIMIT 3000"
LOOKUP = "SELECT * { <https://w3id.org/normgraph/id/state/RUS> ?p ?o }"


class Slow(asyncio.Protocol):
    """A client that takes its time; it notes when it was closed."""

    def __init__(self, kind: str, path: str) -> None:
        self.kind = kind
        self.path = path
        self.got = 0
        self.closed: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin what never ends."""
        self.transport: Any = transport
        self.transport.write(self._first())
        if self.kind == "reader":
            self.transport.pause_reading()

    def _first(self) -> bytes:
        head = f"POST {self.path} HTTP/1.1\r\nHost: localhost\r\n"
        body = "Content-Type: application/sparql-query\r\n"
        match self.kind:
            case "headers":
                return head.encode()
            case "body":
                return f"{head}{body}Content-Length: 20000\r\n\r\nASK".encode()
            case "reader":
                begun = f"GET {self.path}?query={quote(LARGE)} HTTP/1.1\r\nHost: localhost\r\n"
                return f"{begun}Accept: application/sparql-results+json\r\n\r\n".encode()
        return f"GET {self.path}?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()

    def drip(self) -> None:
        """Send, or read, one byte more."""
        if self.kind == "headers":
            self.transport.write(b"a")
        elif self.kind == "body":
            self.transport.write(b" ")

    def data_received(self, data: bytes) -> None:
        """Count what came."""
        self.got += len(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note when."""
        self.closed = time.monotonic()


KINDS = ("headers", "body", "reader", "idle")


async def tried(server: Server, number: int, seconds: float) -> dict[str, Any]:
    """Return how an honest client fared beside slow ones, and when those were closed."""
    loop = asyncio.get_running_loop()
    slow: list[Slow] = []
    began = time.monotonic()
    for each in range(number):
        one = Slow(KINDS[each % len(KINDS)], server.path)
        with suppress(OSError):
            await loop.create_connection(lambda one=one: one, sock=await _slowly(server.port))
            slow.append(one)
    honest: list[float] = []
    refused = 0
    last_there = 0.0
    while time.monotonic() - began < seconds:
        for one in slow:
            if one.closed is None:
                one.drip()
        asked = time.monotonic()
        try:
            status, _ = await asyncio.to_thread(server.ask, LOOKUP, 20)
            refused += status != 200
        except OSError:
            refused += 1
        honest.append(time.monotonic() - asked)
        if held(server.port):
            last_there = time.monotonic() - began
        await asyncio.sleep(0.5)
    by_kind = {
        kind: _closed([one for one in slow if one.kind == kind], began) for kind in KINDS
    }
    # Who does not read does not see either: the server's side tells.
    still = held(server.port)
    for one in slow:
        one.transport.abort()
    return {
        "slow": len(slow),
        "honest": len(honest),
        "honest_failed": refused,
        "honest_slowest_s": max(honest),
        "closed": by_kind,
        "held_at_the_end": still,
        "last_held_s": last_there,
    }


async def _slowly(port: int) -> socket.socket:
    """Return a connection with small buffers, from another address than the honest client."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.setblocking(False)
    connection.bind(("127.0.0.2", 0))
    await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
    return connection


def _closed(slow: list[Slow], began: float) -> dict[str, float]:
    closed = [one.closed - began for one in slow if one.closed]
    return {"of": len(slow), "closed": len(closed), "last_s": max(closed, default=0)}


def held(port: int) -> int:
    """Return how many connections the server's side holds open, by the system's table."""
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    ours = f":{port:04X}"
    return sum(line.split()[1].endswith(ours) and line.split()[3] == "01" for line in lines)


def measured(name: str, number: int, seconds: float) -> dict[str, Any]:
    """Return how a server fared."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with running(name) as server:
        return asyncio.run(tried(server, number, seconds))


def told(found: dict[str, dict[str, Any]]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        "| Slow clients | honest one: slowest answer, s (failed) | held after "
        f"{WATCHED} s | last one held, s |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name}, {one['slow']} | {one['honest_slowest_s']:.2f} ({one['honest_failed']} of "
        f"{one['honest']}) | {one['held_at_the_end']} | {one['last_held_s']:.1f} |"
        for name, one in found.items()
    ]
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--slow", type=int, default=SLOW)
    parser.add_argument("--seconds", type=float, default=WATCHED)
    given = parser.parse_args()
    found = {name: measured(name, given.slow, given.seconds) for name in given.names}
    json.dump(found, sys.stdout)
