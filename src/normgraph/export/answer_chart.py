"""The chart of an answer: bars, or a line, from a column of numbers and one beside it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from normgraph.errors import QueryError
from normgraph.export.answer_grid import Grid, day, number
from normgraph.export.chart import CONFIG, SCHEMA

#: More bars than these cannot be read in one picture.
MOST_BARS = 60
MOST_POINTS = 2000
MOST_COLOURS = 10
NEEDS = (
    "A chart needs a column of numbers and a column of years, days or categories beside it: "
    "for example SELECT ?year (COUNT(*) AS ?n) … GROUP BY ?year, or the comments # x: year "
    "and # y: n."
)
_WIDTH, _HEIGHT, _STEP = 660, 300, 18
_COLOURS = (
    "#1f4e79", "#e9a23b", "#2a8f7b", "#b5477d", "#56b4e9",
    "#6b6b6b", "#7a5195", "#9c2f2f", "#3b7a57", "#c2571a",
)  # fmt: skip
#: Longer categories are cut in the picture; the table has them whole.
_LONGEST = 46


@dataclass(frozen=True, slots=True)
class AnswerChart:
    """What the chart of an answer shows."""

    title: str
    x: str  #: name of the column
    y: str
    color: str  #: name of the column; empty for none
    kind: str  #: year, day or category
    mark: str  #: bar or line
    points: tuple[tuple[str, float, str], ...]  #: x, y and colour
    without: int  #: rows that lack a value
    left_out: int  #: rows beyond the most that are drawn
    repeated: int  #: values of x (and colour) that more than one row has


def chart_of(grid: Grid, options: Mapping[str, str]) -> AnswerChart:
    """Return the chart of an answer.

    Raises
    ------
    QueryError
        When it has no columns for one, which the message says.
    """
    y = grid.column(options, "y")
    y = next(iter(_measures(grid)), None) if y is None else y
    x = grid.column(options, "x")
    x = _beside(grid, y) if x is None else x
    if x is None or y is None or y not in grid.numbers:
        raise QueryError(NEEDS)
    kind = "year" if x in grid.years else "day" if x in grid.days else "category"
    colour = grid.column(options, "color")
    points = []
    for row in grid.rows:
        value = number(row[y])
        at = day(row[x]) if kind == "day" else grid.told(row[x])
        if value is not None and at:
            points.append((at, value, "" if colour is None else grid.told(row[colour])))
    most = MOST_BARS if kind == "category" else MOST_POINTS
    times = Counter((at, tone) for at, _, tone in points)
    return AnswerChart(
        title=options.get("title", ""),
        x=grid.columns[x],
        y=grid.columns[y],
        color="" if colour is None else grid.columns[colour],
        kind=kind,
        mark=options.get("mark") or ("bar" if kind != "day" else "line"),
        points=tuple(points[:most]),
        without=len(grid.rows) - len(points),
        left_out=max(0, len(points) - most),
        repeated=sum(number > 1 for number in times.values()),
    )


def _measures(grid: Grid) -> list[int]:
    """Return the columns of numbers, those that can be years last."""
    return sorted(grid.numbers, key=lambda place: place in grid.years)


def _beside(grid: Grid, y: int | None) -> int | None:
    """Return the column that a chart of ``y`` is drawn along: time first, then a name."""
    others = [place for place in range(len(grid.columns)) if place != y]
    for kind in (grid.years, grid.days):
        for place in kind:
            if place in others:
                return place
    # A name says more than the thing it names, which is called so too.
    texts = [place for place in others if place not in grid.numbers]
    return next((place for place in texts if place not in grid.things), next(iter(texts), None))


def specification(chart: AnswerChart) -> Mapping[str, Any]:
    """Return the chart in the Vega-Lite language."""
    rows = [
        {"x": at if chart.kind != "year" else int(at), "y": value, "tone": tone or chart.y}
        for at, value, tone in chart.points
    ]
    size: dict[str, Any] = {"width": _WIDTH, "height": _HEIGHT}
    if chart.kind == "category":
        size = {"width": _WIDTH - 160, "height": {"step": _STEP}}
    return {
        "$schema": SCHEMA,
        **size,
        "data": {"values": rows},
        "mark": _mark(chart),
        "encoding": _encoding(chart),
        "config": CONFIG,
    }


def _mark(chart: AnswerChart) -> Mapping[str, Any]:
    if chart.mark == "line":
        return {"type": "line", "point": {"size": 30}, "strokeWidth": 1.8}
    if chart.kind == "category":
        return {"type": "bar", "stroke": "white", "strokeWidth": 0.5}
    return {"type": "bar", "stroke": "white", "strokeWidth": 0.5, "width": {"band": 0.85}}


def _encoding(chart: AnswerChart) -> Mapping[str, Any]:
    tones = list(dict.fromkeys(tone for _, _, tone in chart.points))
    value = {
        "field": "y",
        "type": "quantitative",
        "axis": {"title": chart.y, "tickCount": 6},
        "scale": {"zero": chart.mark != "line"},
    }
    along = _along(chart)
    across = {"x": value, "y": along} if chart.kind == "category" else {"x": along, "y": value}
    return {
        **across,
        "color": {
            "field": "tone",
            "type": "nominal",
            "scale": {"domain": tones, "range": list(_COLOURS)}
            if chart.color
            else {"range": [_COLOURS[0]]},
            "legend": {"title": chart.color, "orient": "top"} if chart.color else None,
        },
        "tooltip": [
            {"field": "x", "type": "nominal", "title": chart.x},
            {"field": "y", "type": "quantitative", "title": chart.y, "format": ",~r"},
            *([{"field": "tone", "type": "nominal", "title": chart.color}] * bool(chart.color)),
        ],
    }


def _along(chart: AnswerChart) -> Mapping[str, Any]:
    axis: dict[str, Any]
    if chart.kind == "category":
        axis = {"title": None, "labelLimit": 7 * _LONGEST}
        return {"field": "x", "type": "nominal", "sort": None, "axis": axis}
    if chart.kind == "day":
        axis = {"title": chart.x, "format": "%Y-%m-%d", "labelOverlap": True, "tickCount": 6}
        return {"field": "x", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}
    years = [int(at) for at, _, _ in chart.points]
    if chart.mark == "line":
        axis = {"title": chart.x, "format": "d", "tickMinStep": 1}
        return {"field": "x", "type": "quantitative", "scale": {"zero": False}, "axis": axis}
    # Every year has its place, also one without a row: a gap in the record is seen.
    domain = list(range(min(years), max(years) + 1))
    axis = {"title": chart.x, "labelOverlap": True, "labelAngle": 0}
    return {"field": "x", "type": "ordinal", "scale": {"domain": domain}, "axis": axis}
