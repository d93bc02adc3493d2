"""The chart of consistency: instruments against severity, and crises by instruments."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from normgraph.analysis.consistency import Answer, Consistency, answer, mean_ranks
from normgraph.analysis.crisis_answers import CrisisAnswers
from normgraph.analysis.delay import Delay
from normgraph.analysis.instruments import INSTRUMENTS
from normgraph.analysis.severity import COUNTED
from normgraph.export.chart import CONFIG, SCHEMA

_ROW = 15  #: pixels for one crisis
_NAMED = 12  #: crises named in the scatter, where there is room
_SCATTER = (700, 330)  #: width and height
_LETTER = 5.4  #: mean width of a letter in its names
_NAME = 40  #: longer names are cut
#: From soon to late, and what is no delay; dark to light, so that grey tells them apart.
_SPEED = {
    "within 30 days": "#123f6e",
    "within a year": "#2f74ad",
    "within 5 years": "#6aa3cf",
    "later": "#bcd6ec",
    "only before the onset": "#f3e2c0",
    "none on record": "#f4f4f4",
}
#: The encoding of how soon an answer came.
_SPEEDS: Mapping[str, Any] = {
    "field": "speed",
    "type": "nominal",
    "scale": {"domain": list(_SPEED), "range": list(_SPEED.values())},
}
_DAYS = ((30, "within 30 days"), (365, "within a year"), (5 * 365, "within 5 years"))
_REGIONS = {
    "Africa": ("#1f4e79", "circle"),
    "Asia": ("#e9a23b", "square"),
    "Europe": ("#3b7a57", "diamond"),
    "Americas": ("#9c2f2f", "triangle-up"),
    "several or none": ("#8a8a8a", "cross"),
}


def consistency_chart(value: Consistency) -> Mapping[str, Any]:
    """Return instruments against severity, and below each crisis with each instrument."""
    parts: list[Mapping[str, Any]] = []
    if value.graded:
        counted = COUNTED[value.severity]
        # The number of dead is never shown without its bounds.
        bounded = any(each.grade and each.grade.low is not None for each in value.graded)
        told = "the lowest, best and highest number of " if bounded else ""
        title = f"Each crisis, gravest first; in brackets {told}{counted}"
        parts += [_scatter(value), _heat(value.graded, title, legend=True)]
    if value.ungraded:
        title = "No figure of this source"
        parts.append(_heat(value.ungraded, title, legend=not parts))
    return {
        "$schema": SCHEMA,
        "vconcat": parts,
        "spacing": 18,
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
        "config": CONFIG,
    }


def _scatter(value: Consistency) -> Mapping[str, Any]:
    graded = value.graded
    named = _names(graded)
    rows = [_point(each, named.get(each.crisis.key, "")) for each in graded]
    x, y, colour, shape = _scales(value)
    return {
        "data": {"values": rows},
        "width": _SCATTER[0],
        "height": _SCATTER[1],
        "layer": [*_signs(x, y, colour, shape), *_words(x, y)],
    }


def _signs(
    x: dict[str, Any], y: dict[str, Any], colour: dict[str, Any], shape: dict[str, Any]
) -> list[dict[str, Any]]:
    told = ("crisis", "severity", "count", "region", "permanent")
    line = {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y, "color": colour}
    dot = {"x": x, "y": y, "color": colour, "shape": shape}
    rim = {"stroke": "white", "strokeWidth": 0.5}
    return [
        {
            "transform": [{"filter": "datum.low != null && datum.high != null"}],
            "mark": {"type": "rule", "opacity": 0.3},
            "encoding": line,
        },
        {
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 0.85} | rim,
            "encoding": dot | {"tooltip": [{"field": name} for name in told]},
        },
    ]


def _words(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the names, first with a white rim so that they can be read over signs."""
    words: dict[str, Any] = {"type": "text", "fontSize": 10, "dy": -9}
    return [
        {
            "transform": [{"filter": f"datum.named == '{align}'"}],
            "mark": words | {"align": align} | rim,
            "encoding": {"x": x, "y": y, "text": {"field": "short"}},
        }
        for rim in ({"stroke": "white", "strokeWidth": 3}, {})
        for align in ("left", "right")
    ]


def _scales(value: Consistency) -> tuple[dict[str, Any], ...]:
    """Return the encodings of place, height, colour and sign."""
    x = {
        "field": "best",
        "type": "quantitative",
        "scale": {"type": "log", "nice": False},
        "axis": {
            "title": f"{COUNTED[value.severity]} (logarithmic)",
            "format": "~s",
            "tickCount": 6,
        },
    }
    y = {
        "field": "count",
        "type": "quantitative",
        "scale": {"domain": [0, len(INSTRUMENTS)]},
        "axis": {"title": "instruments used", "tickMinStep": 1},
    }
    colour = {
        "field": "region",
        "type": "nominal",
        "scale": {"domain": list(_REGIONS), "range": [each for each, _ in _REGIONS.values()]},
        "legend": {"symbolOpacity": 1},
    }
    shape = {
        "field": "region",
        "type": "nominal",
        "scale": {"domain": list(_REGIONS), "range": [each for _, each in _REGIONS.values()]},
    }
    return x, y, colour, shape


def _point(each: CrisisAnswers, align: str) -> dict[str, Any]:
    grade = each.grade
    regions = each.crisis.regions
    return {
        "crisis": each.crisis.name,
        "short": _shortened(each.crisis.name),
        "named": align,
        "best": grade.best if grade else None,
        "low": max(grade.low, 1) if grade and grade.low is not None else None,
        "high": grade.high if grade else None,
        "severity": _severity(each),
        "count": each.count,
        "region": regions[0] if len(regions) == 1 else "several or none",
        "permanent": each.permanent or "none",
    }


def _names(graded: Sequence[CrisisAnswers]) -> dict[str, str]:
    """Return which crises are named, and whether their names begin or end at their signs.

    Those whose rank by instruments differs most from that by severity, as far as a name
    covers no other.
    """
    best = np.array([each.grade.best for each in graded if each.grade], dtype=float)
    number = np.array([each.count for each in graded], dtype=float)
    order = np.argsort(-np.abs(mean_ranks(best) - mean_ranks(number)), kind="stable")
    logs = np.log10(best)
    across = (logs - logs.min()) / max(1e-9, float(np.ptp(logs))) * _SCATTER[0]
    found: dict[str, str] = {}
    taken: list[tuple[float, float, float]] = []
    for place in order:
        each = graded[place]
        length = _LETTER * len(_shortened(each.crisis.name))
        align = "left" if across[place] < _SCATTER[0] / 2 else "right"
        begins = float(across[place]) - (length if align == "right" else 0)
        box = begins, begins + length, float(number[place])
        if len(found) < _NAMED and not any(_cover(box, other) for other in taken):
            found[each.crisis.key] = align
            taken.append(box)
    return found


def _cover(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    """Return whether two names, each from, to and at a height, lie on one another."""
    return one[2] == other[2] and one[0] < other[1] + 8 and other[0] < one[1] + 8


def _heat(crises: Sequence[CrisisAnswers], title: str, *, legend: bool) -> Mapping[str, Any]:
    names = [_label(each) for each in crises]
    rows = [
        _cell(each, one.name, each.delays[one.key]) for each in crises for one in INSTRUMENTS
    ]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "labelLimit": 440, "ticks": False, "domain": False},
    }
    x = {
        "field": "instrument",
        "type": "nominal",
        "sort": [each.name for each in INSTRUMENTS],
        "axis": {
            "title": None,
            "orient": "top",
            "labelAngle": -38,
            "labelLimit": 140,
            "ticks": False,
            "domain": False,
        },
    }
    colour = dict(_SPEEDS) | {"legend": {"orient": "top", "columns": 6} if legend else None}
    told = ("crisis", "severity", "instrument", "answer", "days", "first", "document")
    return {
        "title": {"text": title, "anchor": "start", "fontSize": 12},
        "data": {"values": rows},
        "width": {"step": 38},
        "height": {"step": _ROW},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1},
                "encoding": {"color": colour, "tooltip": [{"field": name} for name in told]},
            },
            {
                "mark": {"type": "text", "fontSize": 9},
                "encoding": {
                    "text": {"field": "sign"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
    }


def _cell(each: CrisisAnswers, instrument: str, delay: Delay) -> dict[str, Any]:
    given, speed = answer(delay), _speed(delay)
    days = "" if delay.low is None else _span(delay.low, delay.high)
    return {
        "crisis": each.crisis.name,
        "label": _label(each),
        "severity": _severity(each),
        "instrument": instrument,
        "answer": given.value,
        "speed": speed,
        "days": days,
        "sign": {Answer.BEFORE: "before", Answer.NONE: "\u00d7"}.get(given, _days(delay)),
        "ink": "white" if speed in {"within 30 days", "within a year"} else "#333333",
        "first": delay.thing,
        "document": delay.source,
    }


def _speed(delay: Delay) -> str:
    """Return how soon an answer came, by the most days that it may be."""
    if delay.high is None:
        return answer(delay).value
    return next((name for most, name in _DAYS if delay.high <= most), "later")


def _days(delay: Delay) -> str:
    """Return the fewest days, marked where they may be more."""
    if delay.low is None:
        return ""
    return f"{delay.low}" if delay.low == delay.high else f"\u2265{delay.low}"


def _severity(each: CrisisAnswers) -> str:
    grade = each.grade
    if grade is None:
        return "no figure"
    if grade.low is None and grade.high is None:
        return f"{grade.best:,}"
    # A bound that the source has, but not for every year, is unknown of the sum.
    low, high = ("?" if each is None else f"{each:,}" for each in (grade.low, grade.high))
    return f"{low} \u2013 {grade.best:,} \u2013 {high}"


def _label(each: CrisisAnswers) -> str:
    name = _shortened(each.crisis.name)
    return f"{name} ({_severity(each)})" if each.grade else name


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}\u2026"


def _span(low: int, high: int | None) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
