"""Charts of coalitions: a signed network, tiles of windows, and bars of divides."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.coalition_members import Coalitions
from normgraph.analysis.coalitions import told
from normgraph.analysis.signed_backbone import Backbone
from normgraph.export.chart import CONFIG, SCHEMA

#: Told apart in grey too: by turns dark and light. The text on them is white or black.
COLOURS = (
    ("#1f4e79", "white"),
    ("#f2b134", "black"),
    ("#7a1f3d", "white"),
    ("#8ecae6", "black"),
    ("#2d6a4f", "white"),
    ("#e7c6ff", "black"),
    ("#5b5b5b", "white"),
    ("#c9cba3", "black"),
)
_LONE = "no coalition"
_WIDTH, _HEIGHT = 700, 560
#: Pixels that the middles of two members lie apart, at least.
_APART = 44.0
_SIZE = 1000
_NEGATIVE, _POSITIVE = "#b5450f", "#30475e"
_THAN = {Backbone.DISPARITY: "the mean", Backbone.ALL: "the mean"}

#: Names that are shorter than the official ones; others are cut before a parenthesis.
_SHORT = {
    "BIH": "Bosnia-Herzegovina",
    "COD": "DR Congo",
    "DDR": "German Dem. Rep.",
    "GBR": "United Kingdom",
    "SUN": "Soviet Union",
    "TZA": "Tanzania",
    "USA": "United States",
    "VCT": "St Vincent",
}


def short_name(state: str, name: str) -> str:
    """Return a name that fits beside a tile.

    >>> short_name("IRN", "Iran (Islamic Republic of)")
    'Iran'
    """
    if name.startswith("Union of Soviet") and state != "SUN":
        return "Soviet Union / Russia"
    return _SHORT.get(state, name.partition(" (")[0])


def coalition_chart(found: Coalitions) -> Mapping[str, Any]:
    """Return the drawing of the backbone, members placed by who agrees with whom."""
    places = positions(found)
    nodes = list(_nodes(found, places))
    return {
        "$schema": SCHEMA,
        "title": {
            "text": list(_headings(found)),
            "anchor": "start",
            "fontSize": 12,
            "fontWeight": "normal",
            "frame": "group",
        },
        "width": _WIDTH,
        "height": _HEIGHT,
        "layer": [
            *_edge_layers(found, places),
            _node_layer(found, nodes),
            *(_word_layer(nodes, *words) for words in (("state", 11, -4), ("number", 9, 8))),
        ],
        "resolve": {"scale": {"color": "independent"}},
        "config": CONFIG,
    }


def _headings(found: Coalitions) -> Iterator[str]:
    """Yield what the tests say, above the drawing."""
    tests = found.tests
    named = (("Balance of two camps", tests.camps), ("Signed modularity", tests.coalitions))
    for name, test in named:
        if test is not None:
            verdict = "beyond chance" if test.beyond_chance else "no more than chance gives"
            yield f"{name}: {verdict} ({told(test)})"


def _node_layer(found: Coalitions, nodes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    sizes = _sizes(found)
    scale = {
        "domain": list(sizes.values()),
        "range": [_colour(number)[0] for number in sizes],
    }
    seats = {"domain": [True, False], "range": ["square", "circle"]}
    titles = {
        "name": "member",
        "coalition": "coalition",
        "ballots": "contested ballots",
        "within": "agreement within, less the mean",
        "between": "agreement with others, less the mean",
        "stays": "stays with its companions",
    }
    return {
        "data": {"values": nodes},
        "mark": {
            "type": "point",
            "size": _SIZE,
            "filled": True,
            "opacity": 1,
            "stroke": "white",
        },
        "encoding": {
            "x": _axis("x", _WIDTH),
            "y": _axis("y", _HEIGHT),
            "color": {
                "field": "coalition",
                "type": "nominal",
                "scale": scale,
                "legend": {"symbolSize": 160, "columns": 4},
            },
            "shape": {
                "field": "permanent",
                "type": "nominal",
                "scale": seats,
                "legend": None,
            },
            "tooltip": [{"field": name, "title": title} for name, title in titles.items()],
        },
    }


def _word_layer(
    nodes: Sequence[Mapping[str, Any]], field: str, size: int, down: int
) -> dict[str, Any]:
    return {
        "data": {"values": nodes},
        "mark": {"type": "text", "fontSize": size, "fontWeight": "bold", "dy": down},
        "encoding": {
            "x": _axis("x", _WIDTH),
            "y": _axis("y", _HEIGHT),
            "text": {"field": field},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _sizes(found: Coalitions) -> dict[int | None, str]:
    """Return what the legend calls each coalition, by number."""
    numbers = [member.coalition for member in found.members]
    return {
        number: f"{_LONE if number is None else f'coalition {number}'} "
        f"({numbers.count(number)})"
        for number in dict.fromkeys(numbers)
    }


def _colour(number: int | None) -> tuple[str, str]:
    return ("#dddddd", "black") if number is None else COLOURS[(number - 1) % len(COLOURS)]


def _axis(name: str, pixels: int) -> dict[str, Any]:
    return {
        "field": name,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, pixels], "nice": False, "zero": False},
    }


def _nodes(
    found: Coalitions,
    places: Mapping[str, tuple[float, float]],
) -> Iterator[dict[str, Any]]:
    sizes = _sizes(found)
    for member in found.members:
        across, up = places[member.state]
        yield {
            "state": member.state,
            "name": member.state_name,
            "coalition": sizes[member.coalition],
            "permanent": member.permanent,
            "ballots": member.ballots,
            "number": "" if member.coalition is None else str(member.coalition),
            "within": _told(member.within, "+.2f"),
            "between": _told(member.between, "+.2f"),
            "stays": _told(member.stays, ".0%"),
            "ink": _colour(member.coalition)[1],
            "x": across,
            "y": up,
        }


def _told(value: float | None, form: str) -> str:
    return "no value" if value is None else format(value, form)


def _edge_layers(
    found: Coalitions, places: Mapping[str, tuple[float, float]]
) -> Iterator[dict[str, Any]]:
    """Yield the lines: solid and dark where two agree much, dashed where they agree little."""
    signed = found.signed
    than = _THAN.get(found.kept, "chance gives")
    more, less = f"agree more than {than}", f"agree less than {than}"
    edges = []
    for one, other in zip(*np.nonzero(np.triu(found.backbone, k=1)), strict=True):
        (x, y), (x2, y2) = places[signed.states[one]], places[signed.states[other]]
        edges.append(
            {
                "pair": f"{signed.names[one]} \u2013 {signed.names[other]}",
                "is": more if found.backbone[one, other] > 0 else less,
                "agreement": f"{signed.agreement[one, other]:.0%}",
                "shared": int(signed.shared[one, other]),
                "x": x,
                "y": y,
                "x2": x2,
                "y2": y2,
            }
        )
    kind = {"field": "is", "type": "nominal"}
    for part, width in ((less, 0.9), (more, 1.3)):
        yield {
            "data": {"values": [edge for edge in edges if edge["is"] == part]},
            "mark": {"type": "rule", "strokeWidth": width, "opacity": 0.5},
            "encoding": {
                "x": _axis("x", _WIDTH),
                "y": _axis("y", _HEIGHT),
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "color": kind
                | {
                    "scale": {"domain": [more, less], "range": [_POSITIVE, _NEGATIVE]},
                    "legend": None,
                },
                "strokeDash": kind
                | {
                    "scale": {"domain": [more, less], "range": [[1, 0], [5, 4]]},
                    "legend": {"symbolStrokeColor": "#333333", "symbolSize": 500},
                },
                "tooltip": [
                    {"field": "pair"},
                    {"field": "is"},
                    {"field": "agreement"},
                    {"field": "shared", "title": "contested decisions shared"},
                ],
            },
        }


def positions(found: Coalitions) -> Mapping[str, tuple[float, float]]:
    """Return where each member is drawn, in pixels; the same for the same network.

    The more two agree the nearer they are wanted, a little nearer still in one coalition;
    the drawing with the least stress is found from a circle. Members that would then cover
    each other are moved apart.
    """
    signed = found.signed
    coalition = {member.state: member.coalition for member in found.members}
    number = np.array([coalition[state] or 0 for state in signed.states])
    scale = max(1e-9, float(np.abs(signed.weights).max()))
    wanted = 1 - 0.45 * signed.weights / scale + 0.35 * (number[:, None] != number)
    within = {
        state: dict(zip(signed.states, row, strict=True))
        for state, row in zip(signed.states, wanted.tolist(), strict=True)
    }
    complete: nx.Graph[str] = nx.Graph()
    complete.add_nodes_from(signed.states)
    placed = nx.kamada_kawai_layout(complete, dist=within)
    points = np.array([placed[state] for state in signed.states], dtype=np.float64)
    apart = _spread(_fitted(points))
    return {
        state: (round(float(x), 1), round(float(y), 1))
        for state, (x, y) in zip(signed.states, apart, strict=True)
    }


_ROUNDS = 200


def _fitted(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the points stretched over the drawing, with room for the marks at its rim."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([_WIDTH, _HEIGHT]) - _APART
    found: npt.NDArray[np.float64] = (points - low) / np.maximum(high - low, 1e-9) * room
    return found + _APART / 2


def _spread(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the points with those that lie too near each other pushed apart."""
    points = points.copy()
    for _ in range(_ROUNDS):
        gap = points[:, None] - points
        distance = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.maximum(0.0, _APART - distance)
        if not short.any():
            break
        push = gap / np.maximum(distance, 1e-6)[..., None] * short[..., None] / 2
        points += push.sum(axis=1)
        points = np.clip(points, _APART / 2, np.array([_WIDTH, _HEIGHT]) - _APART / 2)
    return points
