"""Specifications of the charts of norm diffusion, in the Vega-Lite language."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.analysis.diffusion_fit import FittedCurves, FittedParameters
from normgraph.analysis.first_adopters import Adoption, Category
from normgraph.analysis.hazard_rows import SurvivalCurves, SurvivalSummary, YearlyHazard
from normgraph.export.chart import CONFIG, ROW_HEADER, SCHEMA

WIDTH = 660
#: Told apart by those who see colours otherwise; dashes tell them apart in grey as well.
COLOURS = ("#1f4e79", "#c2571a", "#2a8f7b", "#8a4f9e", "#b8860b", "#6b6b6b")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [3, 3])
_GREY = "#6b6b6b"


def survival_chart(curves: SurvivalCurves) -> Mapping[str, Any]:
    """Return the step curves with their bands, the name of each at its end."""
    rows = [
        {
            "group": step.group,
            "years": step.years,
            "share": step.share_not_party,
            "low": step.low,
            "high": step.high,
            "at_risk": step.at_risk,
            "committed": step.committed,
        }
        for step in curves.steps
    ]
    groups = list(dict.fromkeys(step.group for step in curves.steps))
    x = {
        "field": "years",
        "type": "quantitative",
        "scale": {"nice": False},
        "axis": {"title": "years since the state could commit", "grid": False},
    }
    share = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": "share not yet party", "format": "%", "tickCount": 5},
    }
    colour = {"field": "group", "type": "nominal", **_told_apart(groups), "legend": None}
    band = {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.13},
        "encoding": {
            "x": x,
            "y": {"field": "low", **share},
            "y2": {"field": "high"},
            "color": colour,
        },
    }
    line = {
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": {"field": "share", **share},
            "color": colour,
            "strokeDash": _dashes(groups),
            "tooltip": [
                {"field": "group"},
                {"field": "years", "format": ".1f"},
                {"field": "share", "title": "share not yet party", "format": ".1%"},
                {"field": "low", "format": ".1%"},
                {"field": "high", "format": ".1%"},
                {"field": "at_risk", "title": "at risk"},
                {"field": "committed"},
            ],
        },
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": WIDTH - 120,
        "height": 300,
        "layer": [band, line, _names_at_ends(curves, groups)],
        "config": CONFIG,
    }


def _names_at_ends(curves: SurvivalCurves, groups: Sequence[str]) -> Mapping[str, Any]:
    """Return the names of the curves beside their ends, so far apart that each can be read."""
    ends = {step.group: step.share_not_party for step in curves.steps}
    edge = max(step.years for step in curves.steps)
    labels = []
    lowest = -1.0
    for group in sorted(groups, key=lambda group: ends[group]):
        lowest = max(ends[group], lowest + 0.06)
        labels.append({"group": group, "at": lowest, "edge": edge})
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(groups))]
    return {
        "data": {"values": labels},
        "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 12, "clip": False},
        "encoding": {
            "x": {"field": "edge", "type": "quantitative"},
            "y": {"field": "at", "type": "quantitative"},
            "text": {"field": "group"},
            "color": {
                "field": "group",
                "type": "nominal",
                "scale": {"domain": list(groups), "range": colours},
                "legend": None,
            },
        },
    }


def hazard_chart(hazard: YearlyHazard) -> Mapping[str, Any]:
    """Return the hazard of each year as a dot with its interval, a row for each group."""
    rows = [
        {
            "group": year.group,
            "year": year.year,
            "hazard": year.hazard,
            "low": year.low,
            "high": year.high,
            "at_risk": year.at_risk,
            "committed": year.committed,
        }
        for year in hazard.years
    ]
    x = {
        "field": "year",
        "type": "quantitative",
        "axis": {"title": "full years since the state could commit", "grid": False},
    }
    y = {
        "type": "quantitative",
        "axis": {"title": "hazard", "format": "%", "tickCount": 3},
    }
    tooltip = [
        {"field": "year"},
        {"field": "hazard", "format": ".1%"},
        {"field": "low", "format": ".1%"},
        {"field": "high", "format": ".1%"},
        {"field": "at_risk", "title": "at risk"},
        {"field": "committed"},
    ]
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {"row": {"field": "group", "type": "nominal", "header": ROW_HEADER}},
        "spacing": 12,
        "spec": {
            "width": WIDTH,
            "height": 74,
            "layer": [
                {
                    "mark": {"type": "rule", "stroke": "#c9d6e3", "strokeWidth": 2},
                    "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
                    "encoding": {
                        "x": x,
                        "y": {"field": "hazard", **y},
                        "color": {"value": COLOURS[0]},
                        "tooltip": tooltip,
                    },
                },
            ],
        },
        "config": CONFIG,
    }


def summary_chart(summary: SurvivalSummary) -> Mapping[str, Any]:
    """Return the median of each group with its interval; open where it has no end."""
    ends = [end for group in summary.groups for end in (group.median_years, group.high) if end]
    edge = max(ends, default=1.0) * 1.1
    rows = [
        {
            "group": group.group,
            "median": group.median_years,
            "low": group.low,
            "high": group.high,
            "to": edge if group.high is None else group.high,
            "open": group.high is None and group.low is not None,
            "states": group.states,
            "committed": group.committed,
            "text": f"{group.committed} of {group.states} committed",
        }
        for group in summary.groups
    ]
    order = [group.group for group in summary.groups]
    y = {
        "field": "group",
        "type": "nominal",
        "sort": order,
        "axis": {"title": None, "labelLimit": 260, "labelFontSize": 12},
    }
    title = "years by which half had committed"
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, edge]},
        "axis": {"title": title, "grid": True},
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": WIDTH - 220,
        "height": {"step": 34},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {"type": "rule", "stroke": COLOURS[0], "strokeWidth": 2},
                "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "to"}},
            },
            {
                "transform": [{"filter": "datum.open"}],
                "mark": {"type": "text", "text": "▸", "fontSize": 14, "fill": COLOURS[0]},
                "encoding": {"y": y, "x": {"field": "to", **x}},
            },
            {
                "transform": [{"filter": "isValid(datum.median)"}],
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 80,
                    "fill": COLOURS[1],
                    "opacity": 1,
                },
                "encoding": {
                    "y": y,
                    "x": {"field": "median", **x},
                    "tooltip": [
                        {"field": "group"},
                        {"field": "median", "title": title},
                        {"field": "low"},
                        {"field": "high"},
                        {"field": "states"},
                        {"field": "committed"},
                    ],
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dy": 12, "fill": _GREY},
                "encoding": {"y": y, "x": {"value": 2}, "text": {"field": "text"}},
            },
        ],
        "config": CONFIG,
    }


def adopters_chart(adoption: Adoption) -> Mapping[str, Any]:
    """Return one point for each state: its day and its place, coloured by category."""
    rows = [
        {
            "name": each.name,
            "day": each.day.isoformat(),
            "parties": place,
            "category": each.category,
            "group": each.group or "none on record",
            "consent": each.consent,
            "share": each.share,
        }
        for place, each in enumerate(adoption.adopters, 1)
    ]
    shown = [category.value for category in Category]
    x = {"field": "day", "type": "temporal", "axis": {"title": None, "grid": False}}
    y = {
        "field": "parties",
        "type": "quantitative",
        "axis": {"title": "states that had consented", "tickMinStep": 1},
    }
    firsts = rows[:3]
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": 320,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "interpolate": "step-after", "stroke": "#cccccc"},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "size": 42, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": {
                        "field": "category",
                        "type": "nominal",
                        "scale": {"domain": shown, "range": list(COLOURS[:5])},
                    },
                    "shape": {
                        "field": "category",
                        "type": "nominal",
                        "scale": {
                            "domain": shown,
                            "range": ["diamond", "circle", "square", "triangle-up", "cross"],
                        },
                    },
                    "tooltip": [
                        {"field": "name"},
                        {"field": "day", "type": "temporal", "format": "%Y-%m-%d"},
                        {"field": "parties", "title": "place"},
                        {"field": "category"},
                        {"field": "consent"},
                        {"field": "group", "title": "regional group"},
                        {"field": "share", "title": "share of states", "format": ".1%"},
                    ],
                },
            },
            {
                "data": {"values": [_named_first(firsts)]},
                "mark": {"type": "text", "align": "left", "dx": 18, "dy": -12, "fill": _GREY},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
        ],
        "config": CONFIG,
    }


def _named_first(firsts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the words beside the first of all."""
    names = ", ".join(str(row["name"]) for row in firsts)
    return {**firsts[0], "text": f"first: {names}"}


def fitted_chart(curves: FittedCurves) -> Mapping[str, Any]:
    """Return the counts as dots, both curves with their bands, and what was estimated."""
    counted = [{"day": each.day.isoformat(), "counted": each.counted} for each in curves.years]
    fitted = [
        {"day": each.day.isoformat(), "model": name, "value": value, "low": low, "high": high}
        for each in curves.years
        for name, value, low, high in (
            ("logistic", each.logistic, each.logistic_low, each.logistic_high),
            ("Bass", each.bass, each.bass_low, each.bass_high),
        )
    ]
    x = {"field": "day", "type": "temporal", "axis": {"title": None, "grid": False}}
    y = {
        "type": "quantitative",
        "axis": {"title": "states that had consented", "tickMinStep": 1},
    }
    colour = {"field": "model", "type": "nominal", **_told_apart(["logistic", "Bass"])}
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": 320,
        "layer": [
            {
                "data": {"values": fitted},
                "mark": {"type": "area", "opacity": 0.15},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", **y},
                    "y2": {"field": "high"},
                    "color": colour,
                },
            },
            {
                "data": {"values": fitted},
                "mark": {"type": "line", "strokeWidth": 2},
                "encoding": {
                    "x": x,
                    "y": {"field": "value", **y},
                    "color": colour,
                    "strokeDash": _dashes(["logistic", "Bass"]),
                    "tooltip": [
                        {"field": "model"},
                        {"field": "day", "type": "temporal", "format": "%Y-%m-%d"},
                        {"field": "value", "format": ".1f"},
                        {"field": "low", "format": ".1f"},
                        {"field": "high", "format": ".1f"},
                    ],
                },
            },
            {
                "data": {"values": counted},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 24,
                    "fill": "#222222",
                    "opacity": 1,
                },
                "encoding": {
                    "x": x,
                    "y": {"field": "counted", **y},
                    "tooltip": [
                        {"field": "day", "type": "temporal", "format": "%Y-%m-%d"},
                        {"field": "counted", "title": "states"},
                    ],
                },
            },
        ],
        "config": CONFIG,
    }


def parameters_chart(fitted: FittedParameters) -> Mapping[str, Any]:
    """Return each parameter with its interval, a row with a scale of its own for each."""
    rows = [
        {
            "name": f"{each.model}: {each.parameter}, {each.meaning}",
            "value": each.value,
            "low": each.low,
            "high": each.high,
            "text": f"{each.value:.3g} ({each.low:.3g} to {each.high:.3g})",
        }
        for each in fitted.parameters
    ]
    x = {
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": None, "tickCount": 5},
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {
            "row": {
                "field": "name",
                "type": "nominal",
                "sort": [row["name"] for row in rows],
                "header": ROW_HEADER,
            }
        },
        "spacing": 8,
        "resolve": {"scale": {"x": "independent"}},
        "spec": {
            "width": WIDTH,
            "height": 30,
            "layer": [
                {
                    "mark": {"type": "rule", "stroke": COLOURS[0], "strokeWidth": 3},
                    "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                    "encoding": {"x": {"field": "value", **x}, "color": {"value": COLOURS[1]}},
                },
                {
                    "mark": {"type": "text", "dy": -11, "fontSize": 11, "fill": _GREY},
                    "encoding": {"x": {"field": "value", **x}, "text": {"field": "text"}},
                },
            ],
        },
        "config": CONFIG,
    }


def _told_apart(names: Sequence[str]) -> Mapping[str, Any]:
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(names))]
    return {
        "scale": {"domain": list(names), "range": colours},
        "legend": {
            "columns": 3,
            "symbolType": "stroke",
            "symbolStrokeWidth": 3,
            "symbolOpacity": 1,
        },
    }


def _dashes(names: Sequence[str]) -> Mapping[str, Any]:
    dashes = [list(DASHES[place % len(DASHES)]) for place in range(len(names))]
    return {
        "field": "group" if len(names) != 2 or "Bass" not in names else "model",
        "type": "nominal",
        "scale": {"domain": list(names), "range": dashes},
        "legend": None,
    }
