"""The drawing of an answer as things and ties: of statements, or of rows with two things."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from normgraph.errors import QueryError
from normgraph.export.answer_grid import Grid
from normgraph.export.node_link_chart import MOST_NODES, Drawn, node_link_chart
from normgraph.query.ontology import RDF_TYPE

NEEDS = (
    "A graph needs statements (CONSTRUCT or DESCRIBE), or rows with two columns of things: for "
    "example SELECT ?decision ?state …, or the comments # from: decision and # to: state."
)
#: What a tie says, at most: more words would cover the picture.
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class AnswerNetwork:
    """What the drawing of an answer shows."""

    title: str
    network: "nx.Graph[str]"
    drawn: Drawn
    groups: Mapping[str, str]  #: of each node, in words
    rows: int  #: rows or statements that tie two things
    values: int  #: statements whose value is no thing, and rows that lack one of the two
    statements: bool  #: whether it draws statements, not rows


def network_of(
    grid: Grid, options: Mapping[str, str], kinds: Mapping[str, str]
) -> AnswerNetwork:
    """Return the drawing of an answer.

    Parameters
    ----------
    grid
        The answer.
    options
        Columns, where they were chosen.
    kinds
        Of things, by IRI: what sort of thing each is.

    Raises
    ------
    QueryError
        When it has no two columns of things, or no row that ties two.
    """
    ties = list(_ties(grid, options))
    if not ties:
        raise QueryError(NEEDS)
    network: nx.Graph[str] = nx.Graph()
    words: dict[tuple[str, str], Counter[str]] = {}
    for one, other, said in ties:
        words.setdefault((min(one, other), max(one, other)), Counter())[said] += 1
    for (one, other), told in words.items():
        network.add_edge(one, other, weight=told.total(), together=_told(told))
    for node in network:
        network.nodes[node].update(label=grid.label(node), things=network.degree(node))
    drawn = _drawn(network)
    return AnswerNetwork(
        title=options.get("title", ""),
        network=network,
        drawn=drawn,
        groups={node: kinds.get(node, "") or "other" for node in drawn.nodes},
        rows=len(ties),
        values=len(grid.rows) - len(ties),
        statements=grid.statements,
    )


def _ties(grid: Grid, options: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the two things of each row, and what ties them."""
    if grid.statements:
        start, end, label = 0, 2, 1
    else:
        start, end, label = _ends(grid, options)
    for row in grid.rows:
        one, other = row[start], row[end]
        said = "" if label < 0 else row[label]
        if not isinstance(one, NamedNode) or not isinstance(other, NamedNode) or one == other:
            continue
        # What class a thing is of, its colour says.
        if isinstance(said, NamedNode) and said.value == RDF_TYPE:
            continue
        yield one.value, other.value, said if isinstance(said, str) else grid.told(said)


def _ends(grid: Grid, options: Mapping[str, str]) -> tuple[int, int, int]:
    start, end = grid.column(options, "from"), grid.column(options, "to")
    label = grid.column(options, "label")
    # A column with one thing in it would tie everything to that: it was asked for by name.
    telling = [one for one in grid.things if len(set(grid.cells(one))) > 1 and one != label]
    free = [one for one in (*telling, *grid.things) if one not in {start, end}]
    if start is None:
        start = free.pop(0) if free else None
    if end is None:
        end = next((one for one in free if one != start), None)
    if start is None or end is None:
        raise QueryError(NEEDS)
    return start, end, -1 if label is None else label


def _drawn(network: "nx.Graph[str]") -> Drawn:
    """Return the nodes with most ties, and every tie between two of them."""
    degree = dict(network.degree())
    nodes = sorted(network, key=lambda node: (-degree[node], node))[:MOST_NODES]
    edges = sorted((min(pair), max(pair)) for pair in network.subgraph(nodes).edges())
    return Drawn(tuple(nodes), tuple(edges), len(network) - len(nodes))


def _told(words: Counter[str]) -> str:
    told = [word for word, _ in words.most_common() if word]
    more = f" and {len(told) - _MOST_WORDS} more" if len(told) > _MOST_WORDS else ""
    return ", ".join(told[:_MOST_WORDS]) + more


def specification(answer: AnswerNetwork) -> Mapping[str, Any]:
    """Return the drawing in the Vega-Lite language."""
    return node_link_chart(answer.network, answer.drawn, answer.groups, "ties")
