"""Queries made at random, asked of the endpoint and of the engine itself.

Run as ``python -m benchmarks.fuzzing``; it writes JSON on standard output.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import islice
from typing import Any

from benchmarks.servers import Server, running
from normgraph.store import open_graph
from tests.fuzzed import Verdict, fuzzed

NUMBER = 10_000
AT_ONCE = 4
SECONDS = 1  #: that one query may take at the endpoint


def asked(server: Server, query: str) -> tuple[int, bytes, str]:
    """Return status, body and format of the answer to a query."""
    wants = any(word in query.upper() for word in ("CONSTRUCT", "DESCRIBE"))
    kind = "application/n-triples" if wants else "application/sparql-results+json"
    try:
        status, body = server.ask(query, accept=f"{kind}, */*;q=0.1")
    except (OSError, HTTPException) as error:
        return 0, repr(error).encode(), "json"
    return status, body, "json" if body.startswith(b"{") else "nt"


def measured(seed: int, number: int) -> dict[str, Any]:
    """Return how the endpoint's answers compare with those of the engine."""
    store = open_graph(in_memory=True).store
    verdict, statuses = Verdict(), Counter[int]()
    queries: Iterator[str] = fuzzed(seed, number)
    with (
        running("normgraph", f"--seconds={SECONDS}", "--memory=256") as server,
        ThreadPoolExecutor(AT_ONCE) as together,
    ):
        while some := list(islice(queries, 100)):
            answers = together.map(lambda query: asked(server, query), some)
            for query, answer in zip(some, answers, strict=True):
                statuses[answer[0]] += 1
                verdict.add(store, query, *answer)
            print(statuses.total(), dict(verdict.counts), file=sys.stderr, flush=True)
        alive = server.health() == 200
    return {
        "queries": statuses.total(),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
        "compared": dict(verdict.counts),
        "wrong": verdict.wrong,
        "alive": alive,
    }


def told(found: dict[str, Any]) -> list[str]:
    """Return the figures as Markdown."""
    parts = ", ".join(f"{count:,} {what}" for what, count in found["compared"].items())
    alive = "goes on" if found["alive"] else "died"
    return [
        "",
        f"Of {found['queries']:,} queries made at random: {parts}, "
        f"{len(found['wrong'])} wrong. The server {alive}.",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--number", type=int, default=NUMBER)
    given = parser.parse_args()
    json.dump(measured(given.seed, given.number), sys.stdout)
