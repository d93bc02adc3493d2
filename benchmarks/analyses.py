"""What each analysis costs once the record it reads is loaded.

Run as ``python -m benchmarks.analyses HOME``; it writes JSON on standard output.
"""

import json
import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from normgraph import store
from normgraph.analysis.registry import analyses, analyze
from normgraph.store import Opened

#: Runs of each, after one that reads what is kept.
REPEATS = 5
#: Milliseconds in which an analysis over the whole record of the Council should answer.
GOAL = 200.0


def measured(home: Path) -> dict[str, dict[str, float]]:
    """Return milliseconds by analysis: the first run, and the median of later ones.

    Each runs as it is offered, with every parameter left out, and with its example.
    """
    opened = store.open_graph(home, in_memory=True)
    found: dict[str, dict[str, float]] = {}
    for name, analysis in analyses().items():
        first = _milliseconds(opened, name, {})
        later = [_milliseconds(opened, name, {}) for _ in range(REPEATS)]
        example = [_milliseconds(opened, name, analysis.example) for _ in range(REPEATS)]
        found[name] = {
            "first": first,
            "default": statistics.median(later),
            "example": statistics.median(example),
        }
    return found


def told(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the figures as Markdown."""
    slow = [name for name, one in found.items() if max(one["default"], one["example"]) > GOAL]
    return [
        "",
        "| Analysis, ms | first run | as offered, later | its example |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {name} | {one['first']:,.0f} | {one['default']:,.1f} | {one['example']:,.1f} |"
            for name, one in found.items()
        ),
        "",
        f"{len(found) - len(slow)} of {len(found)} analyses answer within {GOAL:.0f} ms once "
        f"their record is loaded{'; not: ' + ', '.join(slow) if slow else ''}.",
    ]


def _milliseconds(opened: Opened, name: str, given: Mapping[str, str]) -> float:
    began = time.perf_counter()
    analyze(opened, name, **given)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    json.dump(measured(Path(sys.argv[1])), sys.stdout)
