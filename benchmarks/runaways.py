"""Five queries without end at once: when they are stopped, and what others notice of it.

Run as ``python -m benchmarks.runaways NAME ...``; it writes JSON on standard output.
"""

import argparse
import json
import statistics
import sys
import threading
import time
from http.client import HTTPException
from typing import Any

from benchmarks.load import queries, things
from benchmarks.servers import NAMES, Server, running
from normgraph import store
from tests.attacking import digest_of, memory_of
from tests.hostile import GROWING, RUNNING

TOGETHER = (
    RUNNING["count of a product"],
    RUNNING["order of a product"],
    RUNNING["any path"],
    RUNNING["values multiplied"],
    GROWING["concat doubled 33 times"],
)
GIVEN_UP = 60.0  #: seconds after which we wait no longer for the end of a runaway
SETTLED = 15  #: seconds in which memory must have come back


def tried(server: Server) -> dict[str, Any]:
    """Return how runaways ended and how long lookups took meanwhile."""
    names = things()
    lookups = queries("lookups", names)
    for _ in range(50):
        server.ask(next(lookups))
    memory = memory_of(server.pid)
    ended: list[dict[str, Any]] = []
    running_away = [
        threading.Thread(target=_run_away, args=(server, query, ended)) for query in TOGETHER
    ]
    for one in running_away:
        one.start()
    taken: list[float] = []
    failed, most, looked = 0, memory, 0.0
    while any(one.is_alive() for one in running_away):
        began = time.monotonic()
        try:
            failed += server.ask(next(lookups), GIVEN_UP)[0] != 200
        except (OSError, HTTPException):
            failed += 1
        taken.append(time.monotonic() - began)
        # Looking at memory takes long, and holds up the process that is looked at.
        if began > looked + 2:
            looked, most = began, max(most, memory_of(server.pid))
        time.sleep(0.01)
    deadline = time.monotonic() + SETTLED
    while memory_of(server.pid) > 1.1 * memory and time.monotonic() < deadline:
        time.sleep(0.5)
    taken.sort()
    return {
        "ended": ended,
        "lookups": len(taken),
        "failed": failed,
        "median_ms": 1000 * statistics.median(taken),
        "p99_ms": 1000 * taken[int(0.99 * len(taken))],
        "most_ms": 1000 * taken[-1],
        "memory_mb": [round(size / 1e6) for size in (memory, most, memory_of(server.pid))],
    }


def _run_away(server: Server, query: str, ended: list[dict[str, Any]]) -> None:
    began = time.monotonic()
    try:
        status, body = server.ask(query, GIVEN_UP, origin="127.0.0.2")
    except (OSError, HTTPException) as error:
        status, body = 0, repr(error).encode()
    seconds = round(time.monotonic() - began, 1)
    said = body[:200].decode("utf-8", "replace")
    ended.append({"query": query[:60], "status": status, "seconds": seconds, "said": said})


def measured(name: str) -> dict[str, Any]:
    """Return how a server fared, and whether anything was written."""
    before = digest_of(store.current())
    with running(name) as server:
        found = tried(server)
    return {**found, "written": digest_of(store.current()) != before}


def told(found: dict[str, dict[str, Any]]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        "| Five runaways at once | their statuses | last one ended, s | lookups meanwhile | "
        "failed | median, p99, most, ms | memory before, most, after, MB |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in found.items():
        statuses = ", ".join(str(end["status"] or "none") for end in one["ended"])
        last = max(end["seconds"] for end in one["ended"])
        times = ", ".join(f"{one[key]:,.0f}" for key in ("median_ms", "p99_ms", "most_ms"))
        memory = ", ".join(f"{size:,}" for size in one["memory_mb"])
        lines.append(
            f"| {name} | {statuses} | {last:.0f} | {one['lookups']:,} | {one['failed']} | "
            f"{times} | {memory} |"
        )
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    json.dump({name: measured(name) for name in parser.parse_args().names}, sys.stdout)
