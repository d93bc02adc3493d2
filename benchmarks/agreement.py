"""Agreement of all pairs of members: arrays, loops over rdflib, and SPARQL alone.

Run as ``python -m benchmarks.agreement HOME``; it writes JSON on standard output. Each way
counts, for every pair of states, the decisions on which both cast a ballot and those on which
both cast the same one. All must count the same on a window before any time is told.
"""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from pyoxigraph import DefaultGraph, NamedNode, Store
from rdflib import Graph, URIRef

from normgraph import iri, store
from normgraph.analysis.agreement import identical, joint_ballots, shared
from normgraph.query.council import Council, ballot_matrix, council

#: Seconds after which SPARQL alone is given up.
LIMIT = 60.0
REPEATS = 5
WINDOW = (date(2011, 1, 1), date(2025, 12, 31))
WHOLE = (date(1946, 1, 1), date(2100, 1, 1))
#: By pair of keys: decisions shared, and decisions with the same ballot.
Pairs = dict[tuple[str, str], tuple[int, int]]

_CAST = ("votedFor", "abstained", "votedAgainst")
_SPARQL = """
PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?one ?other (COUNT(*) AS ?shared) (SUM(IF(?p = ?q, 1, 0)) AS ?agreed)
WHERE {{
  ?decision a ng:Decision ; ng:date ?date .
  FILTER(?date >= "{}"^^xsd:date && ?date <= "{}"^^xsd:date)
  VALUES ?p {{ ng:votedFor ng:abstained ng:votedAgainst }}
  VALUES ?q {{ ng:votedFor ng:abstained ng:votedAgainst }}
  ?decision ?p ?one ; ?q ?other .
  FILTER(STR(?one) < STR(?other))
}}
GROUP BY ?one ?other
"""


def by_arrays(record: Council) -> Pairs:
    """Count with the product of arrays that the analyses use."""
    tables = joint_ballots(record.ballots)
    both, same = np.triu(shared(tables), k=1), identical(tables)
    rows, columns = np.nonzero(both)
    return {
        (record.states[one], record.states[other]): (
            int(both[one, other]),
            int(same[one, other]),
        )
        for one, other in zip(rows.tolist(), columns.tolist(), strict=True)
    }


def by_loops(graph: Graph, decisions: frozenset[str]) -> Pairs:
    """Count with loops over the ballots of an rdflib graph, in a networkx network."""
    ballots: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _CAST:
        for decision, _, state in graph.triples((None, URIRef(iri.ONTOLOGY + name), None)):
            if str(decision) in decisions:
                ballots[str(decision)][iri.key(str(state))] = name
    network: nx.Graph[str] = nx.Graph()
    for cast in ballots.values():
        for one, other in combinations(sorted(cast), 2):
            if not network.has_edge(one, other):
                network.add_edge(one, other, shared=0, agreed=0)
            edge = network.edges[one, other]
            edge["shared"] += 1
            edge["agreed"] += cast[one] == cast[other]
    return {
        (min(a, b), max(a, b)): (edge["shared"], edge["agreed"])
        for a, b, edge in network.edges(data=True)
    }


def by_sparql(graph: Store, first: date, last: date) -> Pairs:
    """Count with one query that joins the ballots with themselves."""
    answer: Any = graph.query(_SPARQL.format(first, last))
    return {
        (iri.key(one.value), iri.key(other.value)): (int(both.value), int(same.value))
        for one, other, both, same in answer
    }


def measured(home: Path) -> dict[str, float | None]:
    """Return the seconds that each way took; None for one that was given up.

    Raises
    ------
    SystemExit
        When the ways do not count the same.
    """
    opened = store.open_graph(home, in_memory=True)
    record = council(opened)
    keys = [each.key for each in record.decisions]
    window = record.between(*WINDOW)
    ballots = _as_rdflib(opened.store)
    every = frozenset(iri.mint("decision", key) for key in keys)
    within = frozenset(iri.mint("decision", each.key) for each in window.decisions)
    counted = by_arrays(window)
    if not counted == by_loops(ballots, within) == by_sparql(opened.store, *WINDOW):
        raise SystemExit("The three ways of counting agreement do not count the same.")
    return {
        "matrix": _median(lambda: ballot_matrix(opened.store, keys)),
        "arrays": _median(lambda: joint_ballots(record.ballots)),
        "arrays_with_names": _median(lambda: by_arrays(record)),
        "loops": _median(lambda: by_loops(ballots, every)),
        "arrays_window": _median(lambda: by_arrays(window)),
        "loops_window": _median(lambda: by_loops(ballots, within)),
        "sparql_window": _median(lambda: by_sparql(opened.store, *WINDOW), repeats=1),
        "sparql": _sparql_alone(home),
    }


def told(found: Mapping[str, float | None]) -> list[str]:
    """Return the figures as Markdown."""
    years = f"{WINDOW[0].year} to {WINDOW[1].year}"
    return [
        "",
        "| Agreement of all pairs, ms | arrays | rdflib and networkx loops | SPARQL alone |",
        "| --- | ---: | ---: | ---: |",
        _line("whole record", found, ""),
        _line(years, found, "_window"),
        "",
        f"Reading the ballots from the store into the matrix takes "
        f"{_ms(found['matrix'])} ms; the product of arrays alone {_ms(found['arrays'])} ms. "
        f"All three count the same on {years}.",
    ]


def _line(name: str, found: Mapping[str, float | None], part: str) -> str:
    base = found["arrays_window"] if part else found["arrays_with_names"]
    assert base is not None  # noqa: S101 - nothing ends the arrays early
    cells = [_ms(base)]
    for way in ("loops", "sparql"):
        seconds = found[f"{way}{part}"]
        more = "more than " if seconds is None else ""
        seconds = LIMIT if seconds is None else seconds
        cells.append(f"{more}{_ms(seconds)} ({more}{seconds / base:,.0f} times)")
    return f"| {name} | {' | '.join(cells)} |"


def _ms(seconds: float | None) -> str:
    return "" if seconds is None else f"{1000 * seconds:,.1f}"


def _as_rdflib(graph: Store) -> Graph:
    """Return the ballots as a graph in rdflib's own memory."""
    ballots = Graph()
    for name in _CAST:
        node = NamedNode(iri.ONTOLOGY + name)
        for quad in graph.quads_for_pattern(None, node, None, DefaultGraph()):
            ends = (quad.subject.value, name, quad.object.value)  # type: ignore[union-attr]
            ballots.add((URIRef(ends[0]), URIRef(iri.ONTOLOGY + name), URIRef(ends[2])))
    return ballots


def _median(work: Callable[[], object], repeats: int = REPEATS) -> float:
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def _sparql_alone(home: Path) -> float | None:
    """Return the seconds over the whole record, or None: the engine cannot be interrupted."""
    command = [sys.executable, "-m", "benchmarks.agreement", str(home), "sparql"]
    try:
        done = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return None
    return float(done.stdout)


def main() -> None:
    """Measure one way alone, or all of them."""
    home = Path(sys.argv[1])
    if sys.argv[2:] == ["sparql"]:
        graph = store.open_graph(home, in_memory=True).store
        sys.stdout.write(str(_median(lambda: by_sparql(graph, *WHOLE), repeats=1)))
    else:
        json.dump(measured(home), sys.stdout)


if __name__ == "__main__":
    main()
