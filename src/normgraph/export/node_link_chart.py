"""The drawing of a network as dots and lines: of its strongest part, so that it can be read."""

import textwrap
from collections.abc import Mapping
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.export.chart import CONFIG, SCHEMA

#: More names than these lie over each other.
MOST_NODES = 32
#: Of each node the strongest ties among those drawn.
MOST_TIES = 3
#: Characters in a line of a name, of which there are two at most.
_LINE = 24
#: As shares of half the drawing.
_NAME_WIDTH, _NAME_HEIGHT = 0.36, 0.15
_MOST_MOVES = 200
#: Colours and shapes, told apart by those who see colours otherwise, and in grey by shape.
_COLOURS = ("#1f4e79", "#e9a23b", "#009e73", "#b5477d", "#56b4e9", "#6b6b6b", "#000000")
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "stroke")
_OTHER = "other"


class Drawn(NamedTuple):
    """The part of a network that is drawn."""

    nodes: tuple[str, ...]  #: strongest first
    edges: tuple[tuple[str, str], ...]
    left_out: int  #: nodes with ties that are not drawn


def strongest_part(network: "nx.Graph[str]") -> Drawn:
    """Return the nodes with the greatest sums of weights, and the strongest ties of each."""
    strength = dict(network.degree(weight="weight"))
    tied = sorted((node for node in network if strength[node]), key=lambda n: (-strength[n], n))
    nodes = tied[:MOST_NODES]
    part = network.subgraph(nodes)
    edges: set[tuple[str, str]] = set()
    for node in nodes:
        others = sorted(part[node], key=lambda n: (-part.edges[node, n]["weight"], n))
        edges |= {(min(node, other), max(node, other)) for other in others[:MOST_TIES]}
    return Drawn(tuple(nodes), tuple(sorted(edges)), len(tied) - len(nodes))


def node_link_chart(
    network: "nx.Graph[str]", drawn: Drawn, groups: Mapping[str, str], title: str
) -> Mapping[str, Any]:
    """Return the drawing: a dot for each node, coloured by its group, a line for each tie.

    Parameters
    ----------
    network
        Nodes with ``label`` and ``things``, edges with ``weight`` and ``together``.
    drawn
        What of it to draw.
    groups
        Of each node drawn, in words.
    title
        What the size of a dot shows.
    """
    place = _places(drawn)
    nodes = [_dot(network, node, place[node], groups[node]) for node in drawn.nodes]
    lines = [
        {
            "x": place[one][0],
            "y": place[one][1],
            "x2": place[other][0],
            "y2": place[other][1],
            "weight": network.edges[one, other]["weight"],
            "together": network.edges[one, other]["together"],
            "between": f"{network.nodes[one]['label']}, {network.nodes[other]['label']}",
        }
        for one, other in drawn.edges
    ]
    kinds = _kinds(groups[node] for node in drawn.nodes)
    for node in nodes:
        node["group"] = node["group"] if node["group"] in kinds else _OTHER
    domain = [*kinds, *([_OTHER] if any(n["group"] == _OTHER for n in nodes) else [])]
    return {
        "$schema": SCHEMA,
        "width": 720,
        "height": 620,
        "layer": [_lines(lines), _dots(nodes, domain, title), *_names(nodes)],
        "config": CONFIG,
    }


def _places(drawn: Drawn) -> dict[str, tuple[float, float]]:
    """Return where nodes lie: near to those with which they are tied, always the same."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(drawn.nodes)
    part.add_edges_from(drawn.edges)
    start = nx.circular_layout(part)
    found = nx.kamada_kawai_layout(part, pos=start, weight=None)
    apart = _apart(np.array([found[node] for node in drawn.nodes]))
    return {
        node: (round(float(x), 4), round(float(y), 4))
        for node, (x, y) in zip(drawn.nodes, apart, strict=True)
    }


def _apart(places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return places moved up and down until no name lies over another."""
    places = places.copy()
    for _ in range(_MOST_MOVES):
        gaps = places[:, None, :] - places[None, :, :]
        lacking = _NAME_HEIGHT - np.abs(gaps[..., 1])
        over = (np.abs(gaps[..., 0]) < _NAME_WIDTH) & (lacking > 0)
        np.fill_diagonal(over, val=False)
        if not over.any():
            break
        # Of two at the same height the one drawn first goes up.
        up = (gaps[..., 1] > 0) | ((gaps[..., 1] == 0) & np.triu(np.ones_like(over), 1))
        places[:, 1] += np.where(over, np.where(up, lacking, -lacking), 0).sum(axis=1) / 4
    return places


def _dot(
    network: "nx.Graph[str]", node: str, place: tuple[float, float], group: str
) -> dict[str, Any]:
    label = network.nodes[node]["label"]
    lines = textwrap.wrap(label, _LINE, max_lines=2, placeholder="…")
    return {
        "x": place[0],
        "y": place[1],
        "name": label,
        "short": lines,
        "group": group,
        "things": network.nodes[node]["things"],
    }


def _kinds(groups: Any) -> list[str]:  # noqa: ANN401 - any iterable of texts
    """Return the groups with most nodes, so many as there are shapes less one."""
    counts: dict[str, int] = {}
    for group in groups:
        counts[group] = counts.get(group, 0) + 1
    ordered = sorted(counts, key=lambda group: (-counts[group], group))
    return ordered if len(ordered) <= len(_SHAPES) else ordered[: len(_SHAPES) - 1]


def _lines(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "stroke": "#9a9a9a", "opacity": 0.7},
        "encoding": {
            **_position(),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {
                "field": "weight",
                "type": "quantitative",
                "scale": {"range": [0.6, 6]},
                "legend": None,
            },
            "tooltip": [
                {"field": "between", "title": "tie"},
                {"field": "together", "title": "shared"},
                {"field": "weight", "title": "weight", "format": ".2f"},
            ],
        },
    }


def _dots(nodes: list[dict[str, Any]], domain: list[str], title: str) -> dict[str, Any]:
    group = {"field": "group", "type": "nominal"}
    return {
        "data": {"values": nodes},
        "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": "white"},
        "encoding": {
            **_position(),
            "size": {
                "field": "things",
                "type": "quantitative",
                "scale": {"range": [60, 700], "zero": True},
                "legend": None,
            },
            "color": group
            | {"scale": {"domain": domain, "range": list(_COLOURS[: len(domain)])}},
            "shape": group
            | {"scale": {"domain": domain, "range": list(_SHAPES[: len(domain)])}},
            "tooltip": [
                {"field": "name", "title": "actor"},
                {"field": "group", "title": "group"},
                {"field": "things", "title": title},
            ],
        },
    }


def _names(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the names, first as a white rim so that they can be read across lines."""
    return [
        {
            "data": {"values": nodes},
            "mark": {
                "type": "text",
                "baseline": "line-top",
                "dy": 11,
                "fontSize": 11,
                "lineHeight": 12,
                **paint,
            },
            "encoding": {**_position(), "text": {"field": "short"}},
        }
        for paint in (
            {"fill": "white", "stroke": "white", "strokeWidth": 4},
            {"fill": "#222222"},
        )
    ]


def _position() -> dict[str, Any]:
    axis = {"type": "quantitative", "axis": None, "scale": {"zero": False, "padding": 34}}
    return {"x": {"field": "x", **axis}, "y": {"field": "y", **axis}}
