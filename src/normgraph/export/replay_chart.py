"""Charts of votes replayed under another rule: what passes, what fails, and who blocks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from normgraph.analysis.counterfactual import Change, Replay
from normgraph.analysis.replay_totals import EVERY as ALL
from normgraph.analysis.replay_totals import ReplayTotals, Total
from normgraph.export.chart import CONFIG, EVERY, LISTED, ROW_HEADER, SCHEMA

PASSES = "passes under the rule"
DEPENDS = "depends on the seats added"
BLOCKED = "vetoed under the rule"
LACKING = "too few votes under the rule"
_PARTS = [PASSES, DEPENDS, BLOCKED, LACKING]
_COLOURS = [LISTED, EVERY, "#8a8a8a", "#d6d6d6"]
_FAILED, _ADOPTED = "Texts that failed", "Texts that were adopted, and fail or may fail instead"


def replay_chart(replay: Replay) -> Mapping[str, Any]:
    """Return what becomes of texts by decade, and below who blocks texts under the rule."""
    counts = Counter(
        (
            _FAILED if text.actual != "adopted" else _ADOPTED,
            f"{text.date.year - text.date.year % 10}s",
            _part(text.change, blocked=bool(text.blocked_by)),
        )
        for text in replay.texts
    )
    bars = [
        {"panel": panel, "decade": decade, "part": part, "number": number}
        | {"order": _PARTS.index(part)}
        for (panel, decade, part), number in sorted(counts.items())
    ]
    years = [decision.date.year for decision in replay.decisions]
    first, last = min(years) // 10, max(years) // 10
    decades = [f"{decade}0s" for decade in range(first, last + 1)]
    panels = [
        _decades([bar for bar in bars if bar["panel"] == panel], panel, decades)
        for panel in (_FAILED, _ADOPTED)
        if any(bar["panel"] == panel for bar in bars)
    ]
    if blockers := _blockers(replay):
        panels.append(blockers)
    return {"$schema": SCHEMA, "vconcat": panels, "spacing": 22, "config": CONFIG}


def totals_chart(totals: ReplayTotals) -> Mapping[str, Any]:
    """Return what becomes of failed and of adopted texts: a row for each group or rule."""
    shown = [
        each
        for each in totals.totals
        if (each.group != ALL or len(totals.totals) == 1)
        and (each.failed or each.fail_instead or each.may_fail)
    ]
    rows = [
        {"panel": panel, "group": each.name, "part": part, "number": number}
        | {"order": _PARTS.index(part), "position": position}
        for position, each in enumerate(shown)
        for panel, part, number in _of_total(each)
        if number
    ]
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {
            "column": {
                "field": "panel",
                "type": "nominal",
                "sort": [_FAILED, _ADOPTED],
                "header": {**ROW_HEADER, "labelFontSize": 12, "labelLimit": 330},
            }
        },
        "spec": {
            "width": 240,
            "height": {"step": 18},
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
            "encoding": {
                "y": {
                    "field": "group",
                    "type": "nominal",
                    "sort": {"field": "position", "op": "min"},
                    "axis": {"title": None, "labelLimit": 330},
                },
                "x": {
                    "field": "number",
                    "type": "quantitative",
                    "axis": {"title": "texts", "tickMinStep": 1, "tickCount": 5},
                },
                **_painted(),
            },
        },
        "resolve": {"scale": {"x": "independent"}},
        "config": CONFIG,
    }


def _part(change: Change, *, blocked: bool) -> str:
    if change is Change.ADOPTION:
        return PASSES
    if change in {Change.POSSIBLE_ADOPTION, Change.POSSIBLE_FAILURE}:
        return DEPENDS
    return BLOCKED if blocked else LACKING


def _of_total(each: Total) -> Iterable[tuple[str, str, int]]:
    still = each.failed - each.pass_instead - each.may_pass
    yield _FAILED, PASSES, each.pass_instead
    yield _FAILED, DEPENDS, each.may_pass
    yield _FAILED, BLOCKED, each.vetoed_still
    yield _FAILED, LACKING, still - each.vetoed_still
    yield _ADOPTED, DEPENDS, each.may_fail
    yield _ADOPTED, LACKING, each.fail_instead


def _decades(bars: list[dict[str, Any]], title: str, decades: list[str]) -> dict[str, Any]:
    return {
        "title": {"text": title, "anchor": "start", "fontSize": 13},
        "data": {"values": bars},
        "width": 640,
        "height": 150,
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "decade",
                "type": "ordinal",
                "axis": {"title": None, "labelAngle": 0},
                "scale": {"domain": decades},
            },
            "y": {
                "field": "number",
                "type": "quantitative",
                "axis": {"title": "texts", "tickMinStep": 1, "tickCount": 5},
            },
            **_painted(),
        },
    }


def _painted() -> dict[str, Any]:
    return {
        "color": {
            "field": "part",
            "type": "nominal",
            "scale": {"domain": _PARTS, "range": _COLOURS},
            "legend": {"columns": 2},
        },
        "order": {"field": "order", "type": "quantitative"},
        "tooltip": [{"field": name} for name in ("group", "decade", "part", "number")],
    }


def _blockers(replay: Replay) -> dict[str, Any] | None:
    """Return how many texts each member blocks under the rule, or None if nobody does."""
    counts = Counter(state for states in replay.blocking.values() for state in states)
    rows = [
        {"state": replay.names.get(state, state), "number": number}
        for state, number in counts.most_common()
    ]
    if not rows:
        return None
    text = "Texts with the votes needed that are vetoed under the rule, by who voted against"
    return {
        "title": {"text": text, "anchor": "start", "fontSize": 13},
        "data": {"values": rows},
        "width": 380,
        "height": {"step": 18},
        "encoding": {
            "y": {
                "field": "state",
                "type": "nominal",
                "sort": "-x",
                "axis": {"title": None, "labelLimit": 330},
            },
            "x": {
                "field": "number",
                "type": "quantitative",
                "axis": {"title": "texts blocked", "tickMinStep": 1},
            },
        },
        "layer": [
            {"mark": {"type": "bar", "color": "#8a8a8a"}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4},
                "encoding": {"text": {"field": "number"}},
            },
        ],
    }
