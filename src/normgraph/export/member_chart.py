"""Specifications of charts of members: where they stand, whose ballot decided, who bridges."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.bridging_members import BridgingMembers
from normgraph.analysis.ideal_points import IdealPoint, IdealPoints
from normgraph.analysis.pivotal_members import PivotalMembers
from normgraph.export.chart import CONFIG, EVERY, LISTED, SCHEMA

#: Bars of members that decided most often; a longer figure is not read.
MOST_BARS = 25
_PERMANENT, _ELECTED = "permanent member", "elected member"
_WAYS = (
    ("carried", "carried: one of exactly enough in favour", LISTED),
    ("blocked", "blocked: the only veto", EVERY),
    ("withheld", "withheld: one vote was lacking", "#9aa5b1"),
)
_WHITE: Mapping[str, Any] = {"stroke": "white", "strokeWidth": 3, "fill": "white"}
_INK: Mapping[str, Any] = {"fill": "#222222"}


def position_chart(found: IdealPoints) -> Mapping[str, Any]:
    """Return dots with intervals on one line each, or a plane of two dimensions."""
    values = [_position(point) for point in found.points]
    if found.dimensions == 1:
        spec: dict[str, Any] = {
            "width": 460,
            "height": {"step": 16},
            "layer": _rows_of_dots([point.name for point in reversed(found.points)]),
        }
    else:
        spec = {"width": 640, "height": 560, "layer": _plane()}
    _label(values, "x", "y")
    return {"$schema": SCHEMA, "data": {"values": values}, **spec, "config": CONFIG}


def _position(point: IdealPoint) -> dict[str, Any]:
    return {
        "state": point.state,
        "name": point.name,
        "is": _PERMANENT if point.permanent else _ELECTED,
        "ballots": point.ballots,
        "in_favour": round(point.in_favour, 3),
        "x": point.first,
        "x_low": point.first_low,
        "x_high": point.first_high,
        "y": point.second,
        "y_low": point.second_low,
        "y_high": point.second_high,
    }


def _rows_of_dots(names: list[str]) -> list[dict[str, Any]]:
    y = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "labelLimit": 280, "grid": True},
    }
    x = {"field": "x", "type": "quantitative", "axis": {"title": "position"}}
    interval = {
        "transform": [{"filter": "isValid(datum.x_low)"}],
        "mark": {"type": "rule", "stroke": "#8a8a8a", "strokeWidth": 1.5},
        "encoding": {
            "y": y,
            "x": x | {"field": "x_low"},
            "x2": {"field": "x_high"},
        },
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {"y": y, "x": x, **_by_seat(), "tooltip": _told("x")},
    }
    return [interval, dots]


def _by_seat() -> dict[str, Any]:
    """Return colour and shape: permanent members dark circles, elected light diamonds."""
    both = {"field": "is", "type": "nominal"}
    return {
        "color": both | {"scale": {"domain": [_PERMANENT, _ELECTED], "range": [LISTED, EVERY]}},
        "shape": both
        | {"scale": {"domain": [_PERMANENT, _ELECTED], "range": ["circle", "diamond"]}},
    }


def _told(*axes: str) -> list[dict[str, Any]]:
    return [
        {"field": "name", "title": "member"},
        *(
            {"field": axis, "title": f"dimension {number}", "format": ".2f"}
            for number, axis in enumerate(axes, 1)
        ),
        {"field": "ballots", "title": "ballots"},
        {"field": "in_favour", "title": "share in favour"},
    ]


def _plane() -> list[dict[str, Any]]:
    x = {"field": "x", "type": "quantitative", "axis": {"title": "first dimension"}}
    y = {"field": "y", "type": "quantitative", "axis": {"title": "second dimension"}}
    arm = {"type": "rule", "stroke": "#c9c9c9"}
    known = [{"filter": "isValid(datum.x_low)"}]
    return [
        {
            "transform": known,
            "mark": arm,
            "encoding": {"x": x | {"field": "x_low"}, "x2": {"field": "x_high"}, "y": y},
        },
        {
            "transform": known,
            "mark": arm,
            "encoding": {"y": y | {"field": "y_low"}, "y2": {"field": "y_high"}, "x": x},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {"x": x, "y": y, **_by_seat(), "tooltip": _told("x", "y")},
        },
        *(_words(x, y, paint) for paint in (_WHITE, _INK)),
    ]


def _label(values: list[dict[str, Any]], x: str, y: str) -> None:
    """Give each dot its key as a label; dots that lie together share that of the first."""
    known = [value for value in values if value[x] is not None and value[y] is not None]
    if not known:
        return
    wide = max(value[x] for value in known) - min(value[x] for value in known) or 1
    high = max(value[y] for value in known) - min(value[y] for value in known) or 1
    named: list[dict[str, Any]] = []
    for value in sorted(known, key=lambda each: (each[x], each[y], each["state"])):
        for first in named:
            near = (
                abs(first[x] - value[x]) < 0.05 * wide
                and abs(first[y] - value[y]) < 0.022 * high
            )
            if near:
                first["label"] += f" {value['state']}"
                break
        else:
            named.append(value)
            value["label"] = value["state"]


def _words(
    x: Mapping[str, Any], y: Mapping[str, Any], paint: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "transform": [{"filter": "isValid(datum.label)"}],
        "mark": {"type": "text", "align": "left", "dx": 6, "dy": -5, "fontSize": 10, **paint},
        "encoding": {"x": x, "y": y, "text": {"field": "label"}},
    }


def pivot_chart(found: PivotalMembers) -> Mapping[str, Any]:
    """Return stacked bars of the members whose ballot decided most often."""
    shown = [member for member in found.members if member.decided][:MOST_BARS]
    values = [
        {
            "name": member.name,
            "is": words,
            "place": place,
            "times": getattr(member, field),
            "decisions": member.decisions,
            "share": round(member.share, 4),
        }
        for member in shown
        for place, (field, words, _) in enumerate(_WAYS)
        if getattr(member, field)
    ]
    return {
        "$schema": SCHEMA,
        "data": {"values": values},
        "width": 420,
        "height": {"step": 20},
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": [member.name for member in shown],
                "axis": {"title": None, "labelLimit": 280},
            },
            "x": {
                "field": "times",
                "type": "quantitative",
                "axis": {"title": "decisions on which its ballot decided", "tickMinStep": 1},
            },
            "color": _by_way(),
            "order": {"field": "place"},
            "tooltip": [
                {"field": "name", "title": "member"},
                {"field": "is", "title": "how"},
                {"field": "times", "title": "decisions"},
                {"field": "decisions", "title": "decisions as a member"},
                {"field": "share", "title": "share of all ways"},
            ],
        },
        "config": CONFIG,
    }


def _by_way() -> dict[str, Any]:
    return {
        "field": "is",
        "type": "nominal",
        "scale": {
            "domain": [words for _, words, _ in _WAYS],
            "range": [colour for _, _, colour in _WAYS],
        },
        "legend": {"columns": 1},
    }


def bridge_chart(found: BridgingMembers) -> Mapping[str, Any]:
    """Return the plane of agreement with one pole and with the other."""
    values = [
        {
            "state": member.state,
            "name": member.name,
            "is": _PERMANENT if member.permanent else _ELECTED,
            "a": member.agreement_a,
            "b": member.agreement_b,
            "ballots": member.ballots,
            "participation": member.participation,
            "coalition": member.coalition,
        }
        for member in found.members
        if member.with_both is not None
    ]
    _label(values, "a", "b")
    x = _agreement("a", found.pole_names[0])
    y = _agreement("b", found.pole_names[1])
    dots = {
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            **_by_seat(),
            "tooltip": [
                {"field": "name", "title": "member"},
                {"field": "a", "title": "agreement across", "format": ".2f"},
                {"field": "b", "title": "agreement upwards", "format": ".2f"},
                {"field": "participation", "title": "participation", "format": ".2f"},
                {"field": "coalition", "title": "coalition"},
                {"field": "ballots", "title": "ballots"},
            ],
        },
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": values},
        "width": 620,
        "height": 480,
        "layer": [dots, *(_words(x, y, paint) for paint in (_WHITE, _INK))],
        "config": CONFIG,
    }


def _agreement(field: str, pole: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": False, "padding": 16},
        "axis": {"title": f"same ballot as {pole}, share", "format": ".2f"},
    }
