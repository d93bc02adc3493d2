"""Charts of what the literature says and the record: findings on claims, published numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.analysis.claims import Finding, Outcome
from normgraph.analysis.published import Checked, Verdict
from normgraph.export.chart import CONFIG, EVERY, LISTED, SCHEMA

_WIDTH = 360
_STEP = 17
_LABELS = {"labelLimit": 560, "title": None, "ticks": False, "domain": False}
#: Dark to light, with a sign each, so that no colour need be told apart.
_OUTCOMES = {
    Outcome.SUPPORTED: (LISTED, "circle"),
    Outcome.QUALIFIED: ("#7aa6d6", "diamond"),
    Outcome.CONTRADICTED: (EVERY, "cross"),
    Outcome.NOT_CHECKABLE: ("#8a8a8a", "stroke"),
}

_VERDICTS = {
    Verdict.REPRODUCED.value: (LISTED, "circle"),
    Verdict.DIFFERS.value: (EVERY, "diamond"),
}


def findings_chart(findings: Sequence[Finding]) -> Mapping[str, Any]:
    """Return the findings as signs: a row for each claim, a column for each day read to."""
    rows = _finding_rows(findings)
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": 260,
        "height": {"step": _STEP},
        "mark": {"type": "point", "size": 90, "strokeWidth": 2},
        "encoding": {
            "y": {
                "field": "claim",
                "type": "nominal",
                "sort": {"field": "position"},
                "axis": _LABELS,
            },
            "x": {
                "field": "record",
                "type": "nominal",
                "axis": {"title": None, "labelAngle": 0, "orient": "top"},
            },
            **_signs("finding", {each.value: sign for each, sign in _OUTCOMES.items()}),
            "tooltip": [
                {"field": name, "title": name.replace("_", " ")}
                for name in ("claim", "as_of", "finding", "reason")
            ],
        },
        "config": CONFIG,
    }


def published_chart(
    numbers: Sequence[Checked], exact: Mapping[str, float]
) -> Mapping[str, Any]:
    """Return how far each of our numbers lies from the published one, in percent of it.

    Parameters
    ----------
    numbers
        The numbers with ours.
    exact
        The published ones by key, as numbers. One that is zero has no percentage and is left
        out here.
    """
    rows = [
        {
            "number": each.says,
            "position": position,
            "deviation": 100 * each.difference / abs(exact[each.number]),
            "published": each.published,
            "ours": each.ours,
            "verdict": each.verdict.value,
            "citation": each.citation,
        }
        for position, each in enumerate(numbers)
        if exact[each.number]
    ]
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": _WIDTH,
        "height": {"step": _STEP},
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {
            "y": {
                "field": "number",
                "type": "nominal",
                "sort": {"field": "position"},
                "axis": _LABELS,
            },
            "x": {
                "field": "deviation",
                "type": "quantitative",
                "axis": {"title": "ours less the published number, percent of it"},
            },
            **_signs("verdict", _VERDICTS),
            "tooltip": [
                {"field": name} for name in ("number", "published", "ours", "citation")
            ],
        },
        "config": CONFIG,
    }


def _finding_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    first = {
        each.claim.key: min(f.as_of for f in findings if f.claim == each.claim)
        for each in findings
    }
    return [
        {
            "claim": f"{each.claim.position}. {each.claim.label}",
            "position": each.claim.position,
            "record": "on the day of the claim"
            if each.as_of == first[each.claim.key]
            else "today's record",
            "finding": each.outcome.value,
            "reason": each.reason,
            "as_of": each.as_of.isoformat(),
        }
        for each in findings
    ]


def _signs(field: str, signs: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Return the encoding of a kind by colour and by shape."""
    names = list(signs)
    ranges = {
        "color": [colour for colour, _ in signs.values()],
        "shape": [shape for _, shape in signs.values()],
    }
    return {
        channel: {
            "field": field,
            "type": "nominal",
            "scale": {"domain": names, "range": values},
        }
        for channel, values in ranges.items()
    }
