"""Specifications of the charts of commitments and references, in the Vega-Lite language."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.ratification import CommitmentSpans, RatificationCurve
from normgraph.analysis.references import KINDS, LEVELS, ReferenceSeries
from normgraph.export.chart import CONFIG, ROW_HEADER, SCHEMA

_BLUE, _AMBER = "#1f4e79", "#c2571a"
_WIDTH = 660
#: From the plainest level to the faintest; told apart in grey as well.
LEVEL_SHADES = ("#12355b", "#3f74a8", "#86aed4", "#e3d5b8", "#efefef")
LEVEL_NAMES = {
    "explicit-world-summit": "explicit, by the World Summit",
    "explicit-other": "explicit, otherwise",
    "state-responsibility": "responsibility of a state",
    "broad-protection": "protection of civilians (not counted)",
    "adviser-only": "names the adviser only (not counted)",
}


def ratification_chart(curve: RatificationCurve) -> Mapping[str, Any]:
    """Return the step line of the parties to one instrument."""
    rows: list[dict[str, Any]] = [
        {
            "day": change.day.isoformat(),
            "parties": change.parties,
            "joined": change.joined,
            "left": change.left,
        }
        for change in curve.changes
    ]
    last = curve.changes[-1]
    if curve.until > last.day:
        end = {"day": curve.until.isoformat(), "parties": last.parties, "joined": 0, "left": 0}
        rows.append(end)
    encoding = {
        "x": {"field": "day", "type": "temporal", "axis": {"title": None, "grid": False}},
        "y": {
            "field": "parties",
            "type": "quantitative",
            "scale": {"zero": True},
            "axis": {"title": "parties bound", "tickMinStep": 1},
        },
        "tooltip": [
            {"field": "day", "type": "temporal", "title": "day", "format": "%Y-%m-%d"},
            {"field": "parties", "title": "parties"},
            {"field": "joined", "title": "joined"},
            {"field": "left", "title": "left"},
        ],
    }
    line = {"type": "line", "interpolate": "step-after", "stroke": _BLUE, "strokeWidth": 2}
    dot = {"type": "point", "filled": True, "size": 45, "fill": _AMBER, "opacity": 1}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": _WIDTH,
        "height": 240,
        "layer": [
            {"mark": line, "encoding": encoding},
            {"transform": [{"filter": "datum.left > 0"}], "mark": dot, "encoding": encoding},
        ],
        "config": CONFIG,
    }


def spans_chart(spans: CommitmentSpans) -> Mapping[str, Any]:
    """Return a bar for each time that an instrument binds the party."""
    rows = [
        {
            "instrument": span.title or span.instrument,
            "from": span.first.isoformat(),
            "to": (span.last or spans.until).isoformat(),
            "until": span.last.isoformat() if span.last else "lasts",
        }
        for span in spans.spans
    ]
    order = list(dict.fromkeys(row["instrument"] for row in rows))
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": _WIDTH - 160,
        "height": {"step": 20},
        "mark": {"type": "bar", "fill": _BLUE, "height": 12},
        "encoding": {
            "x": {"field": "from", "type": "temporal", "axis": {"title": None}},
            "x2": {"field": "to"},
            "y": {
                "field": "instrument",
                "type": "nominal",
                "sort": order,
                "axis": {"title": None, "labelLimit": 260},
            },
            "tooltip": [
                {"field": "instrument"},
                {"field": "from", "type": "temporal", "format": "%Y-%m-%d"},
                {"field": "until", "title": "to"},
            ],
        },
        "config": CONFIG,
    }


def references_chart(series: ReferenceSeries) -> Mapping[str, Any]:
    """Return the stacked bars of coded texts by year, a row for each kind of text."""
    rows = [
        {
            "year": count.year,
            "kind": count.kind,
            "level": LEVEL_NAMES[count.level],
            "rank": LEVELS.index(count.level),
            "texts": count.texts,
        }
        for count in series.counts
    ]
    kinds = {"field": "kind", "type": "nominal", "sort": list(KINDS), "header": ROW_HEADER}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {"row": kinds},
        "spacing": 14,
        "spec": {
            "width": _WIDTH,
            "height": 150,
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
            "encoding": _stacked(series.first, series.last),
        },
        "config": CONFIG,
    }


def _stacked(first: int, last: int) -> Mapping[str, Any]:
    """Return where the bars of the years stand, and how their levels are told apart."""
    return {
        "x": {
            "field": "year",
            "type": "ordinal",
            "scale": {"domain": list(range(first, last + 1))},
            "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "texts",
            "type": "quantitative",
            "stack": "zero",
            "axis": {"title": "texts", "tickMinStep": 1, "tickCount": 5},
        },
        "order": {"field": "rank", "type": "quantitative"},
        "color": {
            "field": "level",
            "type": "nominal",
            "scale": {
                "domain": [LEVEL_NAMES[level] for level in LEVELS],
                "range": list(LEVEL_SHADES),
            },
            "legend": {"columns": 2},
        },
        "tooltip": [
            {"field": "year", "type": "ordinal"},
            {"field": "kind", "type": "nominal"},
            {"field": "level", "type": "nominal"},
            {"field": "texts", "type": "quantitative"},
        ],
    }
