"""Specifications of the charts of adopters and of fitted curves, in the Vega-Lite language."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.diffusion_fit import FittedCurves, FittedParameters
from normgraph.analysis.first_adopters import Adoption, Category
from normgraph.export.layer import (
    COLOURS,
    DASHES,
    FORMS,
    GREY,
    amount,
    coloured,
    in_rows,
    layer,
    layers,
    points,
    span,
    tips,
    told_apart,
    when,
)

_DAY = "%Y-%m-%d"


def adopters_chart(adoption: Adoption) -> Mapping[str, Any]:
    """Return one point for each state: its day and its place, coloured by category."""
    rows = [
        {
            "name": each.name,
            "day": each.day.isoformat(),
            "place": place,
            "category": each.category,
            "group": each.group or "none on record",
            "consent": each.consent,
            "share": each.share,
        }
        for place, each in enumerate(adoption.adopters, 1)
    ]
    shown = [category.value for category in Category]
    at = {"x": when(), "y": amount("place", "states that had consented", tickMinStep=1)}
    told = tips(
        ("name", "", ""),
        ("day", "", _DAY),
        ("place", "", ""),
        ("category", "", ""),
        ("consent", "", ""),
        ("group", "regional group", ""),
        ("share", "share of states", ".1%"),
    )
    forms = told_apart("category", shown, FORMS)
    del forms["legend"]
    colours = coloured("category", shown)
    names = ", ".join(str(row["name"]) for row in rows[:3])
    first = [{**rows[0], "text": f"first: {names}"}]
    parts = [
        layer("line", at, rows=rows, interpolate="step-after", stroke="#cccccc"),
        points({**at, "color": colours, "shape": forms, "tooltip": told}, rows=rows, size=42),
        layer(
            "text",
            {**at, "text": {"field": "text"}},
            rows=first,
            align="left",
            dx=18,
            dy=-12,
            fill=GREY,
        ),
    ]
    return layers(parts, height=320)


def fitted_chart(curves: FittedCurves) -> Mapping[str, Any]:
    """Return the counts as dots, and both curves with their bands."""
    counted = [{"day": each.day.isoformat(), "states": each.counted} for each in curves.years]
    fitted = [
        {"day": each.day.isoformat(), "model": name, "value": value, "low": low, "high": high}
        for each in curves.years
        for name, value, low, high in (
            ("logistic", each.logistic, each.logistic_low, each.logistic_high),
            ("Bass", each.bass, each.bass_low, each.bass_high),
        )
    ]
    names = ["logistic", "Bass"]
    strokes: dict[str, Any] = {
        "symbolType": "stroke",
        "symbolStrokeWidth": 3,
        "symbolOpacity": 1,
    }
    both = {"x": when(), "color": coloured("model", names, **strokes)}
    y = amount("value", "states that had consented", tickMinStep=1)
    told = tips(
        ("model", "", ""),
        ("day", "", _DAY),
        ("value", "", ".1f"),
        ("low", "", ".1f"),
        ("high", "", ".1f"),
    )
    band = {**both, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    line = {**both, "y": y, "strokeDash": told_apart("model", names, DASHES), "tooltip": told}
    dots = {
        "x": when(),
        "y": {**y, "field": "states"},
        "tooltip": tips(("day", "", _DAY), ("states", "", "")),
    }
    parts = [
        layer("area", band, rows=fitted, opacity=0.15),
        layer("line", line, rows=fitted, strokeWidth=2),
        points(dots, rows=counted, size=24, fill="#222222"),
    ]
    return layers(parts, height=320)


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
    x = amount("value", tickCount=5)
    x["scale"] = {"zero": True}
    parts = [
        layer("rule", span(x, "low", "high"), stroke=COLOURS[0], strokeWidth=3),
        points({"x": x}, fill=COLOURS[1]),
        layer("text", {"x": x, "text": {"field": "text"}}, dy=-11, fontSize=11, fill=GREY),
    ]
    names = [str(row["name"]) for row in rows]
    own = {"resolve": {"scale": {"x": "independent"}}}
    return in_rows(parts, "name", names, rows, height=30, **own)
