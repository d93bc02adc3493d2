"""The chart of deadlock: crises with their components side by side."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.crisis_deadlock import ANSWERS, CrisisDeadlock, Deadlock
from normgraph.export.chart import CONFIG, LISTED, SCHEMA

_ROW = 26  #: pixels for one crisis
#: Colour and sign of each kind of answer: none needs its colour to be told apart.
_MARKS = {
    "meeting": ("#7d7d7d", "circle"),
    "vote": ("#c2571a", "diamond"),
    "adopted": (LISTED, "square"),
    "mission": ("#3b7a57", "triangle-up"),
    "sanctions": ("#7a5195", "triangle-down"),
    "inquiry": ("#0f8b8d", "cross"),
}
_SHARES = ("put to the vote", "failed", "vetoed", "not unanimous")
_TICKS = (0, 10, 100, 1000, 10000)
_NONE: dict[str, Any] = {
    "title": None,
    "labels": False,
    "ticks": False,
    "domain": False,
    "grid": False,
}


def deadlock_chart(value: Deadlock) -> Mapping[str, Any]:
    """Return a row for each crisis: shares, what came before, days, and what never came."""
    names = [each.name for each in value.crises]
    # Every part has all crises in the same order, or its rows would not be the same crises.
    y = {"field": "crisis", "type": "nominal", "scale": {"domain": names}, "axis": _NONE}
    named = y | {
        "axis": {
            "title": None,
            "labelLimit": 236,
            "grid": False,
            "ticks": False,
            "domain": False,
        }
    }
    return {
        "$schema": SCHEMA,
        "hconcat": [
            _shares(value, named),
            _beside(value, y, known=True),
            _days(value, y),
            _beside(value, y, known=False),
        ],
        "spacing": 10,
        "resolve": {"scale": {"color": "shared", "shape": "shared"}},
        "config": dict(CONFIG),
    }


def _shares(value: Deadlock, y: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = [
        {"crisis": each.name, "is": heading, "shade": _shade(part), "text": text, "of": of}
        for each in value.crises
        for heading, part, text, of in _numbers(each)
    ]
    x = {
        "field": "is",
        "type": "nominal",
        "sort": list(_SHARES),
        "axis": {
            "title": None,
            "orient": "top",
            "labelAngle": -40,
            "ticks": False,
            "domain": False,
        },
    }
    shade = {"field": "shade", "type": "nominal", "scale": None}
    tooltip = [{"field": name} for name in ("crisis", "is", "text", "of")]
    return {
        "data": {"values": rows},
        "width": 4 * 38,
        "height": {"step": _ROW},
        "encoding": {"y": y, "x": x},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "white"},
                "encoding": {"fill": shade, "tooltip": tooltip},
            },
            {
                "mark": {"type": "text", "fontSize": 10.5},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


def _numbers(each: CrisisDeadlock) -> list[tuple[str, float, str, str]]:
    """Return the heading, shade, text and explanation of the numbers of a crisis."""
    unknown = "failures are not on record so late"
    known = each.texts is not None
    number, unit = (str(each.texts), "texts") if known else ("\u2013", unknown)
    failed, vetoed = (f"{some} of {each.texts}" for some in (each.failed, each.vetoed))
    return [
        (_SHARES[0], 0.0, number, unit),
        (_SHARES[1], *_percent(each.failed_share), failed if known else unknown),
        (_SHARES[2], *_percent(each.veto_share), vetoed if known else unknown),
        (
            _SHARES[3],
            *_percent(each.non_unanimity),
            f"{each.not_unanimous} of {each.resolutions} resolutions",
        ),
    ]


def _shade(share: float) -> str:
    """Return a colour from white for 0 to brown for 1, light enough for words on it."""
    ends = zip((255, 255, 255), (217, 140, 95), strict=True)
    return "#" + "".join(f"{round(low + share * (high - low)):02x}" for low, high in ends)


def _percent(share: float | None) -> tuple[float, str]:
    return (0.0, "\u2013") if share is None else (share, f"{100 * share:.0f} %")


def _beside(value: Deadlock, y: Mapping[str, Any], *, known: bool) -> Mapping[str, Any]:
    """Return the column of what began before the onset, or of what is not on record."""
    rows = [
        {"crisis": each.name, "kind": ANSWERS[kind], "position": number}
        for each in value.crises
        for number, kind in enumerate(ANSWERS)
        if (
            value.delays[each.crisis][kind].before
            if known
            else not value.delays[each.crisis][kind].known
        )
    ]
    title = "began before" if known else "none on record"
    return {
        "data": {"values": rows or [{"crisis": value.crises[0].name, "kind": None}]},
        "transform": [{"filter": "datum.kind != null"}],
        "width": 78,
        "height": {"step": _ROW},
        "mark": {
            "type": "point",
            "filled": known,
            "size": 42,
            "strokeWidth": 1.6,
            "opacity": 1 if known else 0.75,
        },
        "encoding": {
            "y": y,
            "x": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": list(ANSWERS.values())},
                "axis": _NONE | {"title": title, "orient": "top", "titleFontWeight": "normal"},
            },
            **_signs(),
            "tooltip": [{"field": "crisis"}, {"field": "kind", "title": title}],
        },
    }


def _days(value: Deadlock, y: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = _dots(value)
    most = max((row["high"] for row in rows), default=100)
    ticks = [tick for tick in _TICKS if tick <= most * 3]
    x = {
        "field": "low",
        "type": "quantitative",
        "scale": {"type": "symlog", "constant": 4, "domain": [0, most], "nice": False},
        "axis": {
            "title": "days from the onset to the first (logarithmic, from 0)",
            "orient": "top",
            "values": ticks,
            "format": ",d",
            "titleFontWeight": "normal",
        },
    }
    offset = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(ANSWERS.values())},
    }
    tooltip = [{"field": name} for name in ("crisis", "onset", "kind", "days", "first")]
    return {
        "data": {"values": rows or [{"crisis": value.crises[0].name, "low": None}]},
        "width": 300,
        "height": {"step": _ROW, "for": "position"},
        "encoding": {"y": dict(y) | {"axis": _NONE | {"grid": True}}, "yOffset": offset},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.55},
                "encoding": {"x": x, "x2": {"field": "high"}, "color": _signs()["color"]},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 34, "opacity": 1},
                "encoding": {"x": x, **_signs(), "tooltip": tooltip},
            },
        ],
    }


def _dots(value: Deadlock) -> list[dict[str, Any]]:
    return [
        {
            "crisis": each.name,
            "kind": ANSWERS[kind],
            "low": own[kind].low,
            "high": own[kind].high,
            "days": _span(own[kind].low, own[kind].high),
            "onset": str(each.onset_first)
            if each.onset_first == each.onset_last
            else f"{each.onset_first} to {each.onset_last}",
            "first": own[kind].thing,
        }
        for each in value.crises
        for own in [value.delays[each.crisis]]
        for kind in ANSWERS
        if own[kind].known
    ]


def _signs() -> dict[str, Any]:
    names = [ANSWERS[kind] for kind in _MARKS]
    colours = [colour for colour, _ in _MARKS.values()]
    shapes = [shape for _, shape in _MARKS.values()]
    legend = {"orient": "top", "title": None, "columns": 6, "symbolSize": 70}
    return {
        "color": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": names, "range": colours},
            "legend": legend,
        },
        "shape": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": names, "range": shapes},
            "legend": legend,
        },
    }


def _span(low: int | None, high: int | None) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
