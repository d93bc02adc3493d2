"""The map of an answer: a number for each state."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pyoxigraph import NamedNode

from normgraph import iri
from normgraph.errors import QueryError
from normgraph.export.answer_grid import Grid, number
from normgraph.export.chart import CONFIG, SCHEMA
from normgraph.export.crisis_chart import outlines
from normgraph.query.places import Place
from normgraph.query.run import text
from normgraph.store import Term

NEEDS = (
    "A map needs a column of states (things such as id/state/SYR, or codes such as SYR) and a "
    "column of numbers, one for each state: for example SELECT ?state (COUNT(*) AS ?n) … "
    "GROUP BY ?state."
)
_POSITIONS = {"latitude", "longitude", "lat", "long", "lon", "m49"}
#: From few to many; told apart in grey as well.
_SHADES = ("#dce9f5", "#a9cbe6", "#6aa3cf", "#2f74ad", "#123f6e")
_LAND, _BORDER = "#efefef", "#b5b5b5"
_OUTLINE: Mapping[str, Any] = {"type": "geoshape", "stroke": _BORDER, "strokeWidth": 0.4}


@dataclass(frozen=True, slots=True)
class AnswerMap:
    """What the map of an answer shows."""

    title: str
    state: str  #: name of the column
    value: str  #: name of the column
    places: tuple[tuple[str, Place, float], ...]  #: name of the state, place, number
    unknown: tuple[str, ...]  #: states of rows that the graph does not have
    without: int  #: rows that lack a state or a number
    undrawn: tuple[str, ...]  #: names of states that today's outlines do not have


def map_of(grid: Grid, options: Mapping[str, str], places: Mapping[str, Place]) -> AnswerMap:
    """Return the map of an answer.

    Parameters
    ----------
    grid
        The answer.
    options
        Columns, where they were chosen.
    places
        By IRI, where each state lies.

    Raises
    ------
    QueryError
        When it has no columns for one, or several numbers for a state.
    """
    state = grid.column(options, "state")
    state = next(iter(grid.states), None) if state is None else state
    value = grid.column(options, "value")
    if value is None:
        value = next((one for one in grid.numbers if _is_measure(grid, one)), None)
    if state is None or value is None or value not in grid.numbers:
        raise QueryError(NEEDS)
    given = [(key, number(row[value])) for row in grid.rows if (key := _state(row[state]))]
    pairs = [(key, one) for key, one in given if one is not None]
    _refuse_several(grid, pairs)
    known = [(grid.label(key), places[key], one) for key, one in pairs if key in places]
    return AnswerMap(
        title=options.get("title", ""),
        state=grid.columns[state],
        value=grid.columns[value],
        places=tuple(sorted(known, key=lambda one: (-one[2], one[0]))),
        unknown=tuple(iri.key(key) or key for key, _ in pairs if key not in places),
        without=len(grid.rows) - len(pairs),
        undrawn=tuple(name for name, place, _ in known if not _can_draw(place)),
    )


def _is_measure(grid: Grid, column: int) -> bool:
    """Return whether a column of numbers is likely to measure something of a state."""
    return column not in grid.years and grid.columns[column].lower() not in _POSITIONS


def _state(term: Term | None) -> str:
    """Return the IRI of the state that a cell names, by its IRI or its code."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode) else iri.mint("state", text(term))


def _refuse_several(grid: Grid, pairs: Sequence[tuple[str, float]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise QueryError(
                f"A map shows one number for each state, and {grid.label(key)} has several. "
                "Name one year or crisis, or add them up with SUM and GROUP BY."
            )
        seen.add(key)


def specification(drawn: AnswerMap) -> Mapping[str, Any]:
    """Return the map in the Vega-Lite language."""
    edges = steps([value for _, _, value in drawn.places])
    names = [_step(*edge) for edge in edges]
    tops = [high for _, high in edges]
    rows = [
        {
            "id": place.outline,
            "state": name,
            "value": value,
            "step": names[bisect_left(tops, value)],
            "longitude": place.longitude,
            "latitude": place.latitude,
        }
        for name, place, value in drawn.places
    ]
    shapes = {"values": outlines(), "format": {"type": "topojson", "feature": "countries"}}
    shown = _shading(drawn.value, names)
    small = [row for row in rows if row["id"] not in _outlined() and row["longitude"]]
    return {
        "$schema": SCHEMA,
        "width": 720,
        "height": 360,
        "projection": {"type": "equalEarth"},
        "layer": [
            {"data": shapes, "mark": {**_OUTLINE, "fill": _LAND}},
            _shaded(shapes, rows, shown),
            *([_circles(small, shown)] if small else []),
        ],
        "config": CONFIG,
    }


def _shaded(
    shapes: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], shown: Mapping[str, Any]
) -> Mapping[str, Any]:
    fields = ["state", "value", "step"]
    found = {"data": {"values": list(rows)}, "key": "id", "fields": fields}
    return {
        "data": shapes,
        "transform": [{"lookup": "id", "from": found}, {"filter": "isValid(datum.value)"}],
        "mark": _OUTLINE,
        "encoding": shown,
    }


def _circles(rows: Sequence[Mapping[str, Any]], shown: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "circle", "size": 60, "stroke": "#333", "strokeWidth": 0.6},
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            **shown,
        },
    }


def _shading(title: str, names: Sequence[str]) -> Mapping[str, Any]:
    count = len(_SHADES)
    shades = [
        _SHADES[round(n * (count - 1) / max(1, len(names) - 1))] for n in range(len(names))
    ]
    return {
        "color": {
            "field": "step",
            "type": "nominal",
            "scale": {"domain": list(names), "range": shades if names[1:] else [_SHADES[-2]]},
            "legend": {"title": title, "orient": "bottom", "symbolType": "square"},
        },
        "tooltip": [
            {"field": "state", "type": "nominal"},
            {"field": "value", "type": "quantitative", "title": title, "format": ",~r"},
        ],
    }


def steps(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return up to five steps, of about as many different numbers each, least first.

    >>> steps([1, 1, 2, 3, 900])
    [(1, 1), (2, 2), (3, 3), (900, 900)]
    """
    different = sorted(set(values))
    count = min(len(different), len(_SHADES))
    bounds = [round(n * len(different) / count) for n in range(count + 1)] if count else []
    return [(different[low], different[high - 1]) for low, high in pairwise(bounds)]


def _step(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"


def _outlined() -> frozenset[str]:
    shapes = outlines()["objects"]["countries"]["geometries"]
    return frozenset(shape["id"] for shape in shapes if "id" in shape)


def _can_draw(place: Place) -> bool:
    return place.outline in _outlined() or place.longitude is not None
