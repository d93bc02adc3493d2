"""What it costs to make a page of the explorer: its queries, and everything.

Run as ``python -m benchmarks.pages``; it writes JSON on standard output. The graph is the
one that NORMGRAPH_HOME names. Times are of the processor, of one process.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from normgraph.explorer import address
from normgraph.explorer import entity as page
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.mentions import mentions
from normgraph.explorer.references import References
from normgraph.query import run
from normgraph.query.statements import facts

PAGES = (
    "state/RUS",
    "state/USA",
    "decision/S-2011-612",
    "decision/A-RES-75-277",
    "crisis/syria-2011",
    "crisis/bosnia-1992",
    "crisis/rwanda-1994",
    "document/sciencespo-unsc-votes",
    "outcome/adopted",
    "organization/un",
    "norm/r2p",
    "instrument/genocide-convention",
)
SEARCHES = ("Syria", "Syira", "the situation in the Middle East", "1973")
REPEATS = 5


def measured() -> dict[str, dict[str, float]]:
    """Return milliseconds by page and by search: the best of some runs."""
    # Of no use here: every control says that no browser is there.
    logging.disable(logging.WARNING)
    found = graph()
    found.fill()
    asked = _count_queries()
    return {
        "pages": {key: _best(lambda key=key: _show(found, key)) for key in PAGES},
        "queries": {key: _queries(found, key, asked) for key in PAGES},
        "searches": {
            text: _best(lambda text=text: found.index.search(text)) for text in SEARCHES
        },
    }


def told(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the figures as Markdown."""
    return [
        "",
        "| Page, ms of processor | its queries | the whole page |",
        "| --- | ---: | ---: |",
        *(
            f"| {key} | {found['queries'][key]:,.1f} | {took:,.1f} |"
            for key, took in found["pages"].items()
        ),
        *(
            f"| search for “{text}” | | {took:,.1f} |"
            for text, took in found["searches"].items()
        ),
    ]


def _show(found: Loaded, key: str) -> None:
    thing = address.long(key)
    about = facts(found.opened.store, thing)
    refs = References(found)
    view = page._view(found, thing, about, refs)
    mentions(found, thing, refs, without=view.mentions)


def _queries(found: Loaded, key: str, asked: list[float]) -> float:
    sums = []
    for _ in range(REPEATS):
        asked.clear()
        _show(found, key)
        sums.append(sum(asked))
    return min(sums)


def _best(work: Callable[[], object]) -> float:
    took = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return min(took)


def _count_queries() -> list[float]:
    """Make every module that asks queries add the milliseconds that each took to a list."""
    taken: list[float] = []
    ask = run.select

    def timed(*arguments: Any, **values: Any) -> Any:  # noqa: ANN401 - whatever is asked
        began = time.process_time()
        try:
            return ask(*arguments, **values)
        finally:
            taken.append(1000 * (time.process_time() - began))

    for name, module in list(sys.modules.items()):
        if name.startswith("normgraph.") and getattr(module, "select", None) is ask:
            module.select = timed  # type: ignore[attr-defined]
    return taken


if __name__ == "__main__":
    json.dump(measured(), sys.stdout)
