"""Specifications of the charts of times to commitment, in the Vega-Lite language."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.analysis.hazard_rows import SurvivalCurves, SurvivalSummary, YearlyHazard
from normgraph.export.layer import (
    COLOURS,
    DASHES,
    GREY,
    WIDTH,
    amount,
    coloured,
    in_rows,
    layer,
    layers,
    points,
    span,
    tips,
    told_apart,
)

_COUNTS = (("at_risk", "", ""), ("committed", "", ""))


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
    x = amount("years", "years since the state could commit", grid=False)
    x["scale"] = {"nice": False}
    y = amount("share", "share not yet party", domain=(0, 1), format="%", tickCount=5)
    both = {"x": x, "color": coloured("group", groups, legend=None)}
    told = tips(
        ("group", "", ""),
        ("years", "", ".1f"),
        ("share", "share not yet party", ".1%"),
        ("low", "", ".1%"),
        ("high", "", ".1%"),
        *_COUNTS,
    )
    band = {**both, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    dashed = told_apart("group", groups, DASHES)
    line = {**both, "y": y, "strokeDash": dashed, "tooltip": told}
    steps: dict[str, Any] = {"interpolate": "step-after"}
    parts = [
        layer("area", band, where="isValid(datum.low)", opacity=0.13, **steps),
        layer("line", line, strokeWidth=2, **steps),
        _names_at_ends(curves, groups),
    ]
    return layers(parts, rows=rows, width=WIDTH - 120)


def _names_at_ends(curves: SurvivalCurves, groups: Sequence[str]) -> Mapping[str, Any]:
    """Return the names of the curves beside their ends, so far apart that each can be read."""
    ends = {step.group: step.share_not_party for step in curves.steps}
    edge = max(step.years for step in curves.steps)
    labels = []
    lowest = -1.0
    for group in sorted(groups, key=lambda group: ends[group]):
        lowest = max(ends[group], lowest + 0.06)
        labels.append({"group": group, "at": lowest, "edge": edge})
    encoding = {
        "x": {"field": "edge", "type": "quantitative"},
        "y": {"field": "at", "type": "quantitative"},
        "text": {"field": "group"},
        "color": coloured("group", groups, legend=None),
    }
    return layer("text", encoding, rows=labels, align="left", dx=8, fontSize=12)


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
    x = amount("year", "full years since the state could commit", grid=False)
    y = amount("hazard", "hazard", format="%", tickCount=3)
    told = tips(
        ("year", "", ""),
        ("hazard", "", ".1%"),
        ("low", "", ".1%"),
        ("high", "", ".1%"),
        *_COUNTS,
    )
    bounds = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    parts = [
        layer("rule", bounds, stroke="#c9d6e3", strokeWidth=2),
        points({"x": x, "y": y, "tooltip": told}, size=26, fill=COLOURS[0]),
    ]
    groups = list(dict.fromkeys(year.group for year in hazard.years))
    return in_rows(parts, "group", groups, rows, height=74)


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
            "text": f"{group.committed} of {group.states} committed",
        }
        for group in summary.groups
    ]
    order = [group.group for group in summary.groups]
    axis = {"title": None, "labelLimit": 260, "labelFontSize": 12}
    y = {"y": {"field": "group", "type": "nominal", "sort": order, "axis": axis}}
    x = amount("median", "years by which half had committed", domain=(0, edge))
    told = tips(("group", "", ""), ("median", "", ""), ("low", "", ""), ("high", "", ""))
    parts = [
        layer(
            "rule",
            {**y, **span(x, "low", "to")},
            where="isValid(datum.low)",
            stroke=COLOURS[0],
            strokeWidth=2,
        ),
        layer(
            "text",
            {**y, "x": {**x, "field": "to"}},
            where="datum.open",
            text="▸",
            fontSize=14,
            fill=COLOURS[0],
        ),
        points({**y, "x": x, "tooltip": told}, where="isValid(datum.median)", fill=COLOURS[1]),
        layer(
            "text",
            {**y, "x": {"value": 2}, "text": {"field": "text"}},
            align="left",
            dy=12,
            fill=GREY,
        ),
    ]
    return layers(parts, rows=rows, width=WIDTH - 220, height={"step": 34})
