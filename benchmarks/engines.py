"""One engine in a process of its own: what opening, each query and memory cost.

Run as ``python -m benchmarks.engines ENGINE HOME``; it writes JSON on standard output.
"""

import json
import resource
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from normgraph import iri, store
from normgraph.query import Query, catalog, select

#: Seconds after which an evaluation is given up, and after which no other is begun.
LIMIT, BUDGET = 3.0, 170.0
#: Evaluations of a query: so many, but no more once they took so many seconds together.
REPEATS, ENOUGH = 7, 1.0

Evaluate = Callable[[Query], int]


class Overtime(BaseException):
    """An evaluation took longer than `LIMIT`; no `Exception`, so that nobody swallows it."""


def disk(home: Path) -> tuple[Evaluate, list[float]]:
    """Open the built store read-only, as the command line does."""
    return _ours(home, in_memory=False)


def memory(home: Path) -> tuple[Evaluate, list[float]]:
    """Load the graph into memory, as the explorer does."""
    return _ours(home, in_memory=True)


def rdflib(home: Path) -> tuple[Evaluate, list[float]]:
    """Parse the same N-Quads into rdflib's own store, the default graph being the union."""
    from rdflib import Dataset, Literal, URIRef
    from rdflib.namespace import XSD
    from rdflib.plugins.sparql import prepareQuery

    began = time.perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(store.current(home) / "graph.nq", format="nquads")
    opened = time.perf_counter() - began
    prepared = {name: prepareQuery(query.text) for name, query in catalog().items()}
    types = {"integer": XSD.integer, "xsd_date": XSD.date, "text": None}

    def evaluate(query: Query) -> int:
        bindings: dict[str, Any] = {}
        for name, value in query.examples.items():
            parameter = query.parameters[name]
            if parameter.type == "iri":
                bindings[parameter.variable] = URIRef(_iri(parameter.key_space, value))
            else:
                bindings[parameter.variable] = Literal(value, datatype=types[parameter.type])
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        try:
            return len(list(dataset.query(prepared[query.name], initBindings=bindings)))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return evaluate, [opened]


ENGINES = {"disk": disk, "memory": memory, "rdflib": rdflib}


def measured(engine: str, home: Path) -> dict[str, object]:
    """Return what opening, each query of the catalogue and memory cost with ``engine``."""
    signal.signal(signal.SIGALRM, _overtime)
    evaluate, opened = ENGINES[engine](home)
    ends = time.monotonic() + BUDGET
    return {
        "open_s": statistics.median(opened),
        "queries": {name: _timed(evaluate, query, ends) for name, query in catalog().items()},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _ours(home: Path, *, in_memory: bool) -> tuple[Evaluate, list[float]]:
    opened = []
    for _ in range(1 if in_memory else 5):
        began = time.perf_counter()
        graph = store.open_graph(home, in_memory=in_memory).store
        select(graph, "ballots", decision="S/2011/612")
        opened.append(time.perf_counter() - began)
    return lambda query: len(select(graph, query.name, **query.examples).rows), opened


def _timed(evaluate: Evaluate, query: Query, ends: float) -> Mapping[str, object]:
    """Return the median of the seconds that ``query`` took, and how many rows it gave."""
    seconds: list[float] = []
    rows = 0
    if time.monotonic() > ends:
        return {"failure": "not begun: the time was used up"}
    try:
        for _ in _repeated(seconds):
            began = time.perf_counter()
            rows = evaluate(query)
            seconds.append(time.perf_counter() - began)
    except Overtime:
        return {"failure": f"given up after {LIMIT:g} s"}
    except Exception as error:  # noqa: BLE001 - whatever an engine raises is its result
        return {"failure": f"raises {type(error).__name__}"}
    return {"seconds": statistics.median(seconds), "rows": rows}


def _repeated(seconds: list[float]) -> Iterator[int]:
    for number in range(REPEATS):
        if sum(seconds) < ENOUGH:
            yield number


def _iri(key_space: str, value: str) -> str:
    if value.startswith(iri.BASE):
        return value
    if key_space == "*":
        key_space, _, value = value.partition("/")
    return iri.mint(key_space, iri.key_of(value))


def _overtime(_number: int, _frame: FrameType | None) -> None:
    raise Overtime


if __name__ == "__main__":
    json.dump(measured(sys.argv[1], Path(sys.argv[2])), sys.stdout)
