"""What each question of the library costs: in memory and on disk, with its example and wide.

Run as ``python -m benchmarks.library [HOME]``; it writes JSON on standard output. Wide is a
question with nothing but what it needs, such as all vetoes instead of those on Syria.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from normgraph import store
from normgraph.query import Query, select
from normgraph.query.catalog import library
from normgraph.store import Opened

#: Evaluations of each, of which the median counts; where one takes long, fewer do.
REPEATS, PATIENCE = 7, 2.0
#: Milliseconds within which most questions should be answered, and within which all should.
MOST, ALL = 50.0, 1000.0
#: How many of the slowest are told.
_TOLD = 12


def measured(home: Path | None) -> dict[str, list[dict[str, Any]]]:
    """Return the milliseconds of each question, by where the graph lies."""
    return {
        place: [
            {"query": query.name, "asked": asked, **_times(opened, query, values)}
            for query in library().values()
            for asked, values in _asked(query)
        ]
        for place, opened in (
            ("memory", store.open_graph(home, in_memory=True)),
            ("disk", store.open_graph(home)),
        )
    }


def _asked(query: Query) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "example", query.examples
    needed = {name for name, value in query.parameters.items() if value.required}
    if needed != query.examples.keys():
        yield "wide", {name: query.examples[name] for name in sorted(needed)}


def _times(opened: Opened, query: Query, values: Mapping[str, str]) -> dict[str, float]:
    """Return what a question takes by the clock and of the processor, and its rows."""
    clock, processor = [], []
    rows = 0
    while len(clock) < REPEATS and sum(clock) < 1000 * PATIENCE:
        began, worked = time.perf_counter(), time.process_time()
        rows = len(select(opened.store, query.name, **values).rows)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - worked))
    return {
        "ms": statistics.median(clock),
        "cpu_ms": statistics.median(processor),
        "rows": rows,
    }


def told(found: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        f"The {len(library())} questions of the library, each with its example and, where it "
        "has optional places, without; milliseconds of the processor:",
        "",
        "| Where | asked | median | under 50 | under 1,000 | slowest |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for place, measures in found.items():
        for asked in ("example", "wide"):
            # Of the processor, as an engine in one thread takes it: a busy machine is no slow
            # query.
            times = sorted(one["cpu_ms"] for one in measures if one["asked"] == asked)
            shares = [sum(each < bound for each in times) / len(times) for bound in (MOST, ALL)]
            lines.append(
                f"| {place} | {asked} | {statistics.median(times):.1f} | {shares[0]:.0%} "
                f"| {shares[1]:.0%} | {times[-1]:,.0f} |"
            )
    for place, measures in found.items():
        slowest = sorted(measures, key=lambda one: -one["cpu_ms"])[:_TOLD]
        names = ", ".join(
            f"{one['query']} ({one['asked']}) {one['cpu_ms']:,.0f}" for one in slowest
        )
        lines += ["", f"Slowest, {place}: {names}."]
    return lines


if __name__ == "__main__":
    result = measured(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    print("\n".join(told(result)), file=sys.stderr)
    json.dump(result, sys.stdout)
