"""The chart of response and interest: differences with their intervals."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.analysis.interest import KINDS
from normgraph.analysis.response_interest import RESPONSES, InterestTest, ResponseInterest
from normgraph.export.chart import CONFIG, LISTED, ROW_HEADER, SCHEMA

_GREY = "#6b6b6b"


def interest_chart(value: ResponseInterest) -> Mapping[str, Any]:
    """Return the difference with its interval: a panel for each interest, a row a member."""
    ends = [
        end
        for each in value.tests
        for end in (each.low, each.high, each.adjusted)
        if end is not None
    ]
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    pad = (high - low) * 0.04 or 1.0
    domain = [low - pad, high + pad]
    rows = [_test(each, domain) for each in value.tests]
    x = {
        "field": "adjusted",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": {
            "title": f"difference within classes of severity: {RESPONSES[value.response]}"
        },
    }
    order = list(dict.fromkeys(each.member for each in value.tests))
    y = {"field": "member", "type": "nominal", "sort": order, "axis": {"title": None}}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {
            "row": {
                "field": "interest",
                "type": "nominal",
                "sort": list(KINDS.values()),
                "header": ROW_HEADER,
            }
        },
        "spacing": 12,
        "spec": {"width": 430, "height": {"step": 19}, "layer": _intervals(x, y, domain)},
        "config": CONFIG,
    }


def _test(each: InterestTest, domain: Sequence[float]) -> dict[str, Any]:
    defined = each.adjusted is not None
    return {
        "member": each.member,
        "interest": KINDS[each.kind],
        "adjusted": each.adjusted,
        "low": domain[0] if defined and each.low is None else each.low,
        "high": domain[1] if defined and each.high is None else each.high,
        "with": each.n_with,
        "without": each.n_without,
        "told": f"{each.n_with} with, {each.n_without} without; p {_p(each.p)}, "
        f"adjusted {_p(each.p_holm)}"
        if defined
        else f"{each.n_with} with, {each.n_without} without: no comparison",
    }


def _intervals(
    x: Mapping[str, Any], y: Mapping[str, Any], domain: Sequence[float]
) -> list[dict[str, Any]]:
    tooltip = [{"field": name} for name in ("interest", "member", "adjusted", "told")]
    return [
        {
            "mark": {"type": "rule", "stroke": _GREY, "strokeDash": [4, 3]},
            "encoding": {"x": {"datum": 0, "type": "quantitative"}},
        },
        {
            "transform": [{"filter": "datum.adjusted != null"}],
            "mark": {"type": "rule", "strokeWidth": 2, "stroke": "#7aa6d6"},
            "encoding": {"x": dict(x) | {"field": "low"}, "x2": {"field": "high"}, "y": y},
        },
        {
            "transform": [{"filter": "datum.adjusted != null"}],
            "mark": {
                "type": "point",
                "filled": True,
                "size": 60,
                "color": LISTED,
                "opacity": 1,
            },
            "encoding": {"x": x, "y": y, "tooltip": tooltip},
        },
        {
            "mark": {
                "type": "text",
                "align": "left",
                "fontSize": 10.5,
                "fill": "#333333",
                "dx": 8,
            },
            "encoding": {
                "x": {"datum": domain[1], "type": "quantitative"},
                "y": y,
                "text": {"field": "told"},
            },
        },
    ]


def _p(p: float | None) -> str:
    return "none" if p is None else f"{p:.2f}" if p >= 0.01 else f"{p:.4f}"
