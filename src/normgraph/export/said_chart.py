"""Specifications of the charts of what states said beside what they did."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.said_and_did import Compared, Comparison
from normgraph.analysis.said_rows import StateRecords
from normgraph.export.chart import CONFIG, SCHEMA
from normgraph.export.layer import (
    FORMS,
    GREY,
    WIDTH,
    amount,
    coloured,
    in_rows,
    layer,
    points,
    span,
    tips,
    told_apart,
)

#: The two sides of a comparison.
SAID, SILENT = "had said it", "had not"
_SIDES = (SAID, SILENT)


def comparison_chart(found: Comparison) -> Mapping[str, Any]:
    """Return two dots with intervals for each outcome: those that said it, and the others."""
    rows = [row for each in found.outcomes for row in _sides(each)]
    edge = max(max(each.said_high, each.not_high) for each in found.outcomes)
    x = amount(
        "share",
        "mean share over the states",
        domain=(0, 1.08 * edge or 1),
        format="%",
        tickCount=6,
    )
    y = {"y": {"field": "side", "type": "nominal", "sort": list(_SIDES), "axis": None}}
    told = tips(
        ("outcome", "", ""),
        ("side", "", ""),
        ("share", "", ".1%"),
        ("low", "", ".1%"),
        ("high", "", ".1%"),
        ("states", "", ""),
        ("acts", "", ""),
    )
    colour = {"color": coloured("side", _SIDES)}
    dots = {**y, **colour, "x": x, "shape": _forms(), "tooltip": told}
    words = {**y, "x": x, "text": {"field": "text"}}
    parts = [
        layer("rule", {**y, **colour, **span(x, "low", "high")}, strokeWidth=2.5),
        points(dots, size=85),
        layer("text", words, dy=-11, fontSize=11, fill=GREY),
    ]
    names = [each.outcome for each in found.outcomes]
    return in_rows(parts, "outcome", names, rows, height=52)


def _sides(each: Compared) -> list[dict[str, Any]]:
    said = (SAID, each.share_said, each.said_low, each.said_high)
    silent = (SILENT, each.share_not, each.not_low, each.not_high)
    counted = ((each.states_said, each.acts_said), (each.states_not, each.acts_not))
    return [
        {
            "outcome": each.outcome,
            "side": side,
            "share": share,
            "low": low,
            "high": high,
            "states": states,
            "acts": acts,
            "text": f"{share:.0%}",
        }
        for (side, share, low, high), (states, acts) in zip(
            (said, silent), counted, strict=True
        )
    ]


def states_chart(found: StateRecords) -> Mapping[str, Any]:
    """Return one dot for each state: ballots in favour by whether it had said something."""
    rows = [
        {
            "name": each.name,
            "group": each.group or "no regional group",
            "in_favour": found.in_favour(each),
            "side": SAID if found.had_said(each) else SILENT,
            "crises": each.crises_in_it,
        }
        for each in found.states
        if found.in_favour(each) is not None
    ]
    title = f"share of ballots in the {found.body} in favour"
    encoding = {
        "x": amount("in_favour", title, domain=(0, 1), format="%"),
        "y": {
            "field": "group",
            "type": "nominal",
            "axis": {"title": None, "labelLimit": 240},
        },
        "yOffset": {"field": "side", "type": "nominal", "sort": list(_SIDES)},
        "color": coloured("side", _SIDES),
        "shape": _forms(),
        "tooltip": tips(
            ("name", "", ""),
            ("in_favour", "", ".0%"),
            ("side", found.saying, ""),
            ("crises", "crises placed in it", ""),
        ),
    }
    return {
        "$schema": SCHEMA,
        "width": WIDTH - 200,
        "height": {"step": 42},
        **layer("point", encoding, rows=rows, filled=True, size=46, opacity=0.75),
        "config": CONFIG,
    }


def _forms() -> Mapping[str, Any]:
    """Return the forms of the two sides, in the one key that colours have too."""
    forms = told_apart("side", _SIDES, FORMS)
    del forms["legend"]
    return forms
