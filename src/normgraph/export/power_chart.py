"""The chart of voting power: plain data in the Vega-Lite language."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from normgraph.analysis.voting_power import MemberPower, VotingPower
from normgraph.export.chart import CONFIG, EVERY, LISTED, ROW_HEADER, SCHEMA

_ONE, _TOGETHER = "one member", "all such members together"
#: Columns that are shown, and whether those of all members add up to the whole.
_INDICES = (
    ("shapley_shubik", "Shapley\u2013Shubik index", True),
    ("banzhaf", "Banzhaf index", True),
    ("to_prevent", "Coleman: power to prevent a decision", False),
    ("to_initiate", "Coleman: power to bring about a decision", False),
)
#: From 0 to 1, with room for words.
_X: Mapping[str, Any] = {"type": "quantitative", "scale": {"domain": [0, 1.4]}}
#: Longer fractions are left to the table.
_LONGEST = 15


def power_chart(value: VotingPower) -> Mapping[str, Any]:
    """Return the chart: a row for each index, a bar for each class of members."""
    rows = [
        _row(each, name, label, sums=sums)
        for name, label, sums in _INDICES
        for each in value.classes
    ]
    labels = [label for _, label, _ in _INDICES]
    index = {"field": "index", "type": "nominal", "sort": labels, "header": ROW_HEADER}
    member = {"field": "member", "type": "nominal", "sort": None, "title": None}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {"row": index},
        "spacing": 14,
        "spec": {
            "width": 600,
            "height": {"step": 30},
            "encoding": {"y": {**member, "axis": {"labelLimit": 220}}},
            "layer": [
                {"transform": [{"filter": "datum.together !== null"}]}
                | _bar("together", _TOGETHER, 0.8),
                _bar("one", _ONE, 0.5),
                {
                    "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11},
                    "encoding": {"x": {"field": "end", **_X}, "text": {"field": "told"}},
                },
            ],
        },
        "config": dict(CONFIG),
    }


def _bar(field: str, kind: str, height: float) -> dict[str, Any]:
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%", "title": None, "domain": False}
    scale = {"domain": [_ONE, _TOGETHER], "range": [LISTED, EVERY]}
    told = ("member", "members", "index", "exact", "percent")
    return {
        "mark": {"type": "bar", "height": {"band": height}},
        "encoding": {
            "x": {"field": field, **_X, "axis": axis},
            "color": {"datum": kind, "type": "nominal", "scale": scale},
            "tooltip": [{"field": name} for name in told],
        },
    }


def _row(each: MemberPower, name: str, label: str, *, sums: bool) -> dict[str, Any]:
    power: Fraction = getattr(each, name)
    together = power * each.members if sums else None
    told = percent(power)
    if power.denominator > 1 and len(str(power)) <= _LONGEST:
        told = f"{told} ({power})"
    if together is not None:
        told = f"{told}; all {each.members}: {percent(together)}"
    return {
        "index": label,
        "member": f"{each.member} ({each.members})",
        "members": each.members,
        "one": float(power),
        "together": None if together is None else float(together),
        "end": float(power if together is None else together),
        "told": told,
        "exact": str(power),
        "percent": percent(power),
    }


def percent(power: Fraction) -> str:
    """Return a power in percent, with two digits that mean something.

    >>> percent(Fraction(421, 2145)), percent(Fraction(4, 2145)), percent(Fraction(0))
    ('19.6 %', '0.19 %', '0 %')
    """
    number = 100 * power
    if number == int(number):
        return f"{int(number)} %"
    return f"{float(number):.1f} %" if number >= 1 else f"{float(number):.2g} %"
