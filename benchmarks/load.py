"""How many queries a second a server answers, for some clients at once.

Run as ``python -m benchmarks.load NAME ...``; it writes JSON on standard output. The clients
are a process of their own, on the same machine: what they take, the server lacks.
"""

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from benchmarks.servers import JSON, NAMES, running
from normgraph import iri

CLIENTS = (1, 16, 64, 256)
THINGS = 5_000  #: that lookups are about

PREFIXES = (
    f"PREFIX ng: <{iri.ONTOLOGY}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
LOOKUPS = (
    "SELECT ?property ?value {{ <{thing}> ?property ?value }}",
    PREFIXES + "SELECT ?label {{ <{thing}> rdfs:label ?label }} LIMIT 20",
    PREFIXES + "SELECT ?kind ?label {{ <{thing}> a ?kind OPTIONAL {{ <{thing}> rdfs:label "
    '?label FILTER(LANG(?label) = "en") }} }}',
)
AGGREGATES = (
    PREFIXES + "SELECT ?state (COUNT(?text) AS ?value) {{ ?text ng:vetoedBy ?state ; ng:date "
    '?day FILTER(?day >= "{year}-01-01"^^xsd:date) }} GROUP BY ?state ORDER BY DESC(?value)',
    PREFIXES + "SELECT ?outcome (COUNT(?text) AS ?value) (MIN(?day) AS ?first) {{ ?text "
    "ng:votedAgainst <{state}> ; ng:outcome ?outcome ; ng:date ?day }} GROUP BY ?outcome",
    PREFIXES + "SELECT ?kind (COUNT(?one) AS ?value) {{ ?one ng:responseKind ?kind ; ng:from "
    '?day FILTER(?day >= "{year}-01-01"^^xsd:date) }} GROUP BY ?kind ORDER BY DESC(?value)',
)
STATES = tuple(
    f"{iri.ID}state/{code}"
    for code in ("USA", "RUS", "GBR", "FRA", "CHN", "IND", "BRA", "ZAF", "DEU")
)


class Client(asyncio.Protocol):
    """One connection that asks one query after the other."""

    def __init__(self, requests: Iterator[bytes], tally: "Tally") -> None:
        self.requests = requests
        self.tally = tally
        self.got = b""
        self.stopped = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first query."""
        self.transport: Any = transport
        self._ask()

    def _ask(self) -> None:
        self.got = b""
        self.began = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        """Take the answer; when it is whole, ask the next query."""
        self.got += data
        if not _whole(self.got):
            return
        self.tally.add(time.perf_counter() - self.began, self.got)
        if self.stopped:
            self.transport.close()
        else:
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the server closed in the middle."""
        if not self.stopped:
            self.tally.errors["closed"] = self.tally.errors.get("closed", 0) + 1


class Tally:
    """What came of all requests."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.errors: dict[str, int] = {}

    def add(self, seconds: float, answer: bytes) -> None:
        """Count an answer: as an error unless it is 200 and has rows."""
        if not answer.startswith(b"HTTP/1.1 200") or b'"value"' not in answer:
            told = answer[9:12].decode("latin-1")
            self.errors[told] = self.errors.get(told, 0) + 1
        self.seconds.append(seconds)


def _whole(got: bytes) -> bool:
    head, separator, body = got.partition(b"\r\n\r\n")
    if not separator:
        return False
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        return body.endswith(b"0\r\n\r\n")
    size = lowered.partition(b"content-length:")[2].split(b"\r\n")[0]
    return len(body) >= int(size or 0)


def queries(kind: str, things: list[str]) -> Iterator[str]:
    """Yield lookups or aggregates, no two after each other the same."""
    chance = random.Random(6)  # noqa: S311 - the same every time
    for number in count():
        if kind == "lookups":
            yield LOOKUPS[number % len(LOOKUPS)].format(thing=chance.choice(things))
        else:
            form = AGGREGATES[number % len(AGGREGATES)]
            yield form.format(year=chance.randrange(1946, 2010), state=chance.choice(STATES))


def things() -> list[str]:
    """Return names of things in the graph that have a label, from all over it."""
    from normgraph.store import open_graph

    query = (
        "SELECT DISTINCT ?s { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l "
        f'FILTER(STRSTARTS(STR(?s), "{iri.ID}")) }}'
    )
    rows: Any = open_graph().store.query(query, use_default_graph_as_union=True)
    found = sorted(row["s"].value for row in rows)
    return found[:: max(1, len(found) // THINGS)]


def requests(path: str, kind: str, names: list[str]) -> Iterator[bytes]:
    """Yield the bytes of requests for queries."""
    for query in queries(kind, names):
        body = query.encode()
        yield (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {JSON}\r\nContent-Type: "
            f"application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body


async def loaded(
    port: int, path: str, kind: str, clients: int, seconds: float, names: list[str]
) -> dict[str, Any]:
    """Return what a server came to under some clients for some seconds."""
    loop = asyncio.get_running_loop()
    asked, tally, warm = requests(path, kind, names), Tally(), Tally()
    connections = []
    for _ in range(clients):
        client = Client(asked, warm)
        await loop.create_connection(lambda client=client: client, "127.0.0.1", port)
        connections.append(client)
    await asyncio.sleep(min(2, seconds / 5))
    for client in connections:
        client.tally = tally
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    taken = time.perf_counter() - began
    answered = sorted(tally.seconds)
    for client in connections:
        client.stopped = True
        client.transport.abort()
    if not answered:
        return {"clients": clients, "per_second": 0.0, "errors": tally.errors}
    return {
        "clients": clients,
        "seconds": round(taken, 1),
        "answered": len(answered),
        "per_second": round(len(answered) / taken, 1),
        "median_ms": round(1000 * statistics.median(answered), 2),
        "p99_ms": round(1000 * answered[int(0.99 * len(answered))], 2),
        "most_ms": round(1000 * answered[-1], 2),
        "errors": tally.errors,
    }


def measured(name: str, clients: tuple[int, ...], seconds: float) -> dict[str, Any]:
    """Return what a server came to for lookups and for aggregates."""
    found: dict[str, Any] = {}
    with running(name) as server:
        for kind in ("lookups", "aggregates"):
            found[kind] = []
            for number in clients:
                command = [sys.executable, "-m", "benchmarks.load", "--port", str(server.port)]
                command += ["--path", server.path, "--kind", kind, "--clients", str(number)]
                command += ["--seconds", str(seconds)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
                found[kind].append(json.loads(done.stdout))
                print(name, kind, found[kind][-1], file=sys.stderr, flush=True)
    return found


def told(found: dict[str, dict[str, Any]]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        "| Answers a second (99th percentile, ms; errors) | " + " | ".join(found) + " |",
    ]
    lines.append("| --- |" + " ---: |" * len(found))
    for kind in ("lookups", "aggregates"):
        rows = zip(*(one[kind] for one in found.values()), strict=True)
        for row in rows:
            cells = " | ".join(
                f"{one['per_second']:,.0f} ({one.get('p99_ms', 0):,.0f}; "
                f"{sum(one['errors'].values())})"
                for one in row
            )
            lines.append(f"| {kind}, {row[0]['clients']} clients | {cells} |")
    return lines


def _faster(main: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the coroutine returns
    import uvloop

    return uvloop.run(main())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--clients", type=int, action="append")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--port", type=int, help="of a server that runs already")
    parser.add_argument("--path", default="/sparql")
    parser.add_argument("--kind", default="lookups")
    given = parser.parse_args()
    wanted = tuple(given.clients or CLIENTS)
    if given.port:
        names = things()
        outcome = _faster(
            lambda: loaded(given.port, given.path, given.kind, wanted[0], given.seconds, names)
        )
    else:
        outcome = {name: measured(name, wanted, given.seconds) for name in given.names}
    json.dump(outcome, sys.stdout)
