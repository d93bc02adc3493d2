"""Specifications of the timeline and the map of crises, in the Vega-Lite language."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from normgraph.analysis.crisis_map import PlaceMap, Shown
from normgraph.analysis.timeline import NAMED, Placed, Timeline, lasts
from normgraph.export.chart import CONFIG, SCHEMA
from normgraph.query.crisis_records import PlaceValue

_WIDTH = 620
_ROW = 15  #: height of a row in pixels
_BLUE, _AMBER, _GREY, _GREEN, _RED = "#1f4e79", "#c2571a", "#8a8a8a", "#3b7a57", "#9c2f2f"
_COLOURS = {
    "events": "#333333",
    "meetings": _GREY,
    "drafts not adopted": _AMBER,
    "resolutions": _BLUE,
    "missions": _GREEN,
    "sanctions": "#7a5195",
    "inquiries and referrals": "#0f8b8d",
    "other responses": "#6a994e",
    "steps before courts": _RED,
}
#: From few to many; told apart in grey as well.
_SHADES = ("#dce9f5", "#a9cbe6", "#6aa3cf", "#2f74ad", "#123f6e")
_LAND, _BORDER = "#efefef", "#b5b5b5"
_OUTLINE: Mapping[str, Any] = {"type": "geoshape", "stroke": _BORDER, "strokeWidth": 0.4}
_AXIS = {
    "title": None,
    "grid": True,
    "labelOverlap": True,
    "format": "%Y-%m-%d",
    "tickCount": 6,
}
#: Share of the window within which the right edge is too near for a name.
_NEAR = 0.3
#: Longer names are cut in the picture; the table has them whole.
_NAME = 40
#: Half the width of the bar that stands for the last day of a year, as a share of the window,
#: and at most so many days.
_HALF_BAR, _WIDEST = 1 / 60, 110
#: Outlines without a code of the United Nations: key of the state by name of the outline.
_UNCODED = {"Kosovo": "XKX"}
#: Where one shade ends and the next begins.
_STEPS = {
    Shown.CRISES: (2, 3, 4, 5),
    Shown.DEATHS: (100, 1_000, 10_000, 100_000),
    Shown.DISPLACED: (10_000, 100_000, 1_000_000, 5_000_000),
}
_TITLES = {
    Shown.CRISES: "crises on record",
    Shown.DEATHS: "deaths documented (best)",
    Shown.DISPLACED: "people displaced",
}


def timeline_chart(timeline: Timeline) -> Mapping[str, Any]:
    """Return the lanes of a crisis, with the people displaced below on the same axis."""
    scale = {
        "domain": [_moment(timeline.first), _moment(timeline.last)],
        "nice": False,
        "type": "utc",
    }
    parts = [_lanes(timeline, scale)]
    if timeline.displaced:
        parts.append(_displaced(timeline, scale))
    return {
        "$schema": SCHEMA,
        "vconcat": parts,
        "spacing": 16,
        "resolve": {"scale": {"color": "independent"}, "legend": {"color": "independent"}},
        "config": CONFIG,
    }


def _lanes(timeline: Timeline, scale: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [_bar(timeline, each) for each in timeline.placed]
    places = sorted({row["slot"] for row in rows})
    y = {
        "field": "slot",
        "type": "nominal",
        "scale": {"domain": places, "paddingInner": 0.2},
        "axis": {
            "title": None,
            "labelExpr": "split(datum.label, '|')[1] == '00' ? split(datum.label, '|')[2] : ''",
            "labelLimit": 150,
            "ticks": False,
            "grid": False,
        },
    }
    x = {"field": "from", "type": "temporal", "scale": scale, "axis": _AXIS}
    colour = {
        "field": "lane",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(_COLOURS), "range": list(_COLOURS.values())},
    }
    shown: dict[str, Any] = {"x": x, "y": y, "color": colour, "tooltip": _tooltip()}
    point = {"type": "point", "shape": "diamond", "filled": True, "size": 60, "opacity": 0.75}
    bar = {"type": "bar", "height": 9, "opacity": 0.8, "clip": True}
    spans = {
        "transform": [{"filter": "datum.span"}],
        "mark": bar,
        "encoding": {**shown, "x2": {"field": "to"}},
    }
    points = {"transform": [{"filter": "!datum.span"}], "mark": point, "encoding": shown}
    return {
        "width": _WIDTH,
        "height": {"step": _ROW},
        "data": {"values": rows},
        "layer": [spans, *_names(x, y), points],
    }


def _names(x: Mapping[str, Any], y: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the layers of names: within their bars, and before those near the right edge."""
    names = {"x": x, "y": y, "text": {"field": "short", "type": "nominal"}}
    return [
        {
            "transform": [{"filter": f"datum.named == '{side}'"}],
            "mark": {
                "type": "text",
                "fontSize": 9.5,
                "fill": "#111",
                "align": align,
                "dx": shift,
            },
            "encoding": names,
        }
        for side, align, shift in (("within", "left", 3), ("before", "right", -3))
    ]


def _bar(timeline: Timeline, each: Placed) -> dict[str, Any]:
    entry = each.dated
    goes_on = lasts(entry)
    span = goes_on or (entry.last is not None and entry.last > entry.first)
    until = entry.last or (timeline.last if goes_on else entry.first)
    order = list(_COLOURS).index(entry.lane)
    name = entry.label or entry.thing.rpartition("/")[2]
    return {
        "slot": f"{order:02}|{each.row:02}|{entry.lane}",
        "lane": entry.lane,
        "from": _moment(max(entry.first, timeline.first)),
        "to": _moment(min(until, timeline.last)),
        "begins": entry.first.isoformat(),
        "ends": entry.last.isoformat() if entry.last else ("lasts" if goes_on else ""),
        "what": name,
        "short": name if len(name) <= _NAME else f"{name[: _NAME - 1]}…",
        "kind": entry.kind,
        "span": span,
        # Other lanes are too full for names, which the tooltip and the table have.
        "named": _side(timeline, entry.first) if span and entry.lane in NAMED else "",
    }


def _side(timeline: Timeline, begins: date) -> str:
    """Return where a name stands: within its bar, or before it where the right edge is near."""
    left = (timeline.last - begins) / (timeline.last - timeline.first)
    return "within" if left > _NEAR else "before"


def _tooltip() -> list[dict[str, Any]]:
    return [
        {"field": "what", "type": "nominal"},
        {"field": "kind", "type": "nominal"},
        {"field": "begins", "type": "nominal", "title": "from"},
        {"field": "ends", "type": "nominal", "title": "to"},
    ]


def _displaced(timeline: Timeline, scale: Mapping[str, Any]) -> Mapping[str, Any]:
    days = (timeline.last - timeline.first).days
    half = timedelta(days=min(_WIDEST, max(1, round(days * _HALF_BAR))))
    below: Counter[int] = Counter()
    rows = []
    for place, figure in timeline.displaced:
        day = date(figure.year, 12, 31)
        row = {
            "from": _moment(day - half),
            "to": _moment(day + half),
            "year": figure.year,
            "people": figure.best,
            "counted": f"{figure.counted}, from {place}",
            "foot": below[figure.year],
            "head": below[figure.year] + figure.best,
        }
        below[figure.year] += figure.best
        rows.append(row)
    return {
        "title": {
            "text": "People displaced, at the end of each year",
            "anchor": "start",
            "fontSize": 11,
        },
        "width": _WIDTH,
        "height": 110,
        "data": {"values": rows},
        "mark": {"type": "bar", "clip": True},
        "encoding": {
            "x": {"field": "from", "type": "temporal", "scale": scale, "axis": _AXIS},
            "x2": {"field": "to"},
            "y": {
                "field": "foot",
                "type": "quantitative",
                "axis": {"title": "people", "format": "~s", "tickCount": 4},
            },
            "y2": {"field": "head"},
            "color": {
                "field": "counted",
                "type": "nominal",
                "scale": {"scheme": "tableau10"},
                "legend": {"orient": "bottom", "columns": 2, "title": None, "labelLimit": 330},
            },
            "tooltip": [
                {"field": "year", "type": "ordinal"},
                {"field": "counted", "type": "nominal"},
                {"field": "people", "type": "quantitative", "format": ",d"},
            ],
        },
    }


def map_chart(map_: PlaceMap) -> Mapping[str, Any]:
    """Return a world map with the states shaded by their number."""
    world = outlines()
    edges = _STEPS[map_.shown]
    steps = _step_names(edges)
    drawn = _drawn()
    rows = [
        {
            "id": _outline(place),
            "state": place.name,
            "value": place.value,
            "bounds": place.bounds,
            "step": steps[bisect_right(edges, place.value)],
        }
        for place in map_.places
    ]
    small = [
        {**row, "longitude": place.longitude, "latitude": place.latitude}
        for row, place in zip(rows, map_.places, strict=True)
        if _outline(place) not in drawn and place.longitude is not None
    ]
    shown = _shading(map_)
    shapes = {"values": world, "format": {"type": "topojson", "feature": "countries"}}
    layers = [
        {"data": shapes, "mark": {**_OUTLINE, "fill": _LAND}},
        _shaded(shapes, rows, shown),
        *([_circles(small, shown)] if small else []),
    ]
    return {
        "$schema": SCHEMA,
        "width": _WIDTH + 100,
        "height": 360,
        "projection": {"type": "equalEarth"},
        "layer": layers,
        "config": CONFIG,
    }


def _shading(map_: PlaceMap) -> Mapping[str, Any]:
    """Return how a state's number is shown: by its shade, and in words at a touch."""
    title = _TITLES[map_.shown]
    return {
        "color": {
            "field": "step",
            "type": "nominal",
            "scale": {"domain": _step_names(_STEPS[map_.shown]), "range": list(_SHADES)},
            "legend": {"title": title, "orient": "bottom", "symbolType": "square"},
        },
        "tooltip": [
            {"field": "state", "type": "nominal"},
            {"field": "value", "type": "quantitative", "title": title, "format": ",d"},
            {"field": "bounds", "type": "nominal", "title": "low and high"},
        ],
    }


def _shaded(
    shapes: Mapping[str, Any], rows: list[dict[str, Any]], shown: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the layer of the states that have an outline and a number."""
    fields = ["state", "value", "bounds", "step"]
    found = {"data": {"values": rows}, "key": "id", "fields": fields}
    return {
        "data": shapes,
        "transform": [
            {"lookup": "id", "from": found},
            {"filter": "isValid(datum.value)"},
        ],
        "mark": _OUTLINE,
        "encoding": shown,
    }


def _circles(rows: list[dict[str, Any]], shown: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the layer of the states that are too small to have an outline."""
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "size": 60, "stroke": "#333", "strokeWidth": 0.6},
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            **shown,
        },
    }


def undrawn(map_: PlaceMap) -> tuple[str, ...]:
    """Return the names of states that have neither an outline nor a place, such as old ones."""
    return tuple(
        place.name
        for place in map_.places
        if _outline(place) not in _drawn() and place.longitude is None
    )


@cache
def outlines() -> dict[str, Any]:
    """Return the outlines of states: world-atlas 2.0.2, made from Natural Earth 1:110m."""
    path = files("normgraph.export") / "world" / "countries-110m.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for shape in read["objects"]["countries"]["geometries"]:
        if shape["properties"]["name"] in _UNCODED:
            shape["id"] = _UNCODED[shape["properties"]["name"]]
    return read


@cache
def _drawn() -> frozenset[str]:
    shapes = outlines()["objects"]["countries"]["geometries"]
    return frozenset(shape["id"] for shape in shapes if "id" in shape)


def _outline(place: PlaceValue) -> str:
    """Return by which code the outlines know a state: its key here where it has no other."""
    return place.m49 or place.state


def _step_names(edges: Sequence[int]) -> list[str]:
    """Return what each shade stands for.

    >>> _step_names((2, 3, 100))
    ['1', '2', '3 to 99', '100 or more']
    """
    lows = (1, *edges)
    names = [
        f"{low:,}" if high - low == 1 else f"{low:,} to {high - 1:,}"
        for low, high in zip(lows, edges, strict=False)
    ]
    return [*names, f"{edges[-1]:,} or more"]


def _moment(day: date) -> str:
    return day.isoformat()
