"""Charts of agreement between states: plain data in the Vega-Lite language."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.analysis.agreement_order import order_by_agreement
from normgraph.analysis.agreement_table import PairAgreement, PairTable, Span
from normgraph.export.chart import CONFIG, EVERY, LISTED, ROW_HEADER, SCHEMA

#: The two names of a pair stand under each other.
_PAIR = {
    "labelExpr": "split(datum.label, ' \u2013 ')",
    "labelLimit": 330,
    "labelLineHeight": 12,
    "title": None,
}
#: More pairs than these are fields of colour and not dots, or lines through time.
MOST_DOTS, MOST_LINES = 28, 12
_GREY = "#6b6b6b"
_NO_VALUE = "#ededed"


def agreement_chart(table: PairTable) -> Mapping[str, Any]:
    """Return the chart that suits so many pairs and spans."""
    if table.span is not Span.WHOLE:
        pairs = {(each.state, each.state_b) for each in table.pairs}
        return lines_chart(table) if len(pairs) <= MOST_LINES else time_fields_chart(table)
    return dots_chart(table) if len(table.pairs) <= MOST_DOTS else fields_chart(table)


def dots_chart(table: PairTable) -> Mapping[str, Any]:
    """Return a dot with its interval for each pair, the highest above."""
    rows = [_row(each, table) for each in table.pairs]
    rows.sort(key=lambda row: (row["value"] is None, -(row["value"] or 0), row["pair"]))
    x = {"type": "quantitative", "scale": {"domain": _domain(table), "nice": False}}
    y = {"field": "pair", "type": "nominal", "sort": [row["pair"] for row in rows]}
    value = {"field": "value", **x, "axis": _axis(table)}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": 400,
        "height": {"step": 32},
        "encoding": {"y": {**y, "axis": {**_PAIR, "grid": True}}},
        "layer": [
            *_zero(table, "x"),
            {
                "mark": {"type": "rule", "strokeWidth": 3, "color": EVERY},
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 60, "color": LISTED},
                "encoding": {"x": value, "tooltip": _tooltip(table)},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11},
                "encoding": {
                    "x": {"value": 400},
                    "text": {"field": "told"},
                    "color": {"value": _GREY},
                },
            },
        ],
        "config": dict(CONFIG),
    }


def fields_chart(table: PairTable) -> Mapping[str, Any]:
    """Return a field of colour for each pair, states that agree beside each other."""
    names = _names(table)
    order = [names[key] for key in order_by_agreement(table)]
    rows = []
    for each in table.pairs:
        row = _row(each, table)
        one, other = each.state_name, each.state_b_name
        rows += [row | {"one": one, "other": other}, row | {"one": other, "other": one}]
    side = max(4, min(26, 640 // len(order)))
    axis = {"labelFontSize": max(4, min(11, side)), "labelLimit": 160, "title": None}
    sort = {"type": "nominal", "sort": order, "scale": {"domain": order}}
    return _fields(
        table,
        rows,
        x={"field": "one", **sort, "axis": {**axis, "labelAngle": -90, "orient": "top"}},
        y={"field": "other", **sort, "axis": axis},
        width={"step": side},
        height={"step": side},
    )


def time_fields_chart(table: PairTable) -> Mapping[str, Any]:
    """Return a row of fields for each pair, one for each span of time."""
    rows = [_row(each, table) for each in table.pairs]
    spans = {"title": None, "labelAngle": -90, "labelOverlap": "greedy"}
    return _fields(
        table,
        rows,
        x={
            "field": "span",
            "type": "ordinal",
            "scale": {"domain": _every_span(rows, table.span)},
            "axis": spans,
        },
        y={"field": "pair", "type": "nominal", "axis": _PAIR},
        width=460,
        height={"step": 30},
    )


def lines_chart(table: PairTable) -> Mapping[str, Any]:
    """Return a line through time with intervals for each pair, under each other."""
    rows = _with_gaps([_row(each, table) for each in table.pairs], table.span)
    x = {
        "field": "begins",
        "type": "quantitative",
        "scale": {"nice": False, "zero": False, "padding": 8},
    }
    y = {"type": "quantitative", "scale": {"domain": _domain(table), "nice": False}}
    ticks = {"format": "d", "title": None, "grid": False, "tickMinStep": 1}
    value = {"field": "value", **y, "axis": {**_axis(table), "tickCount": 3, "title": None}}
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {"row": {"field": "pair", "type": "nominal", "header": ROW_HEADER}},
        "spacing": 14,
        "spec": {
            "width": 640,
            "height": 90,
            "encoding": {"x": {**x, "axis": ticks}},
            "layer": [
                *_zero(table, "y"),
                {
                    "mark": {"type": "rule", "strokeWidth": 3, "color": EVERY},
                    "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}},
                },
                {
                    "mark": {
                        "type": "line",
                        "color": LISTED,
                        "invalid": "break-paths-show-domains",
                    },
                    "encoding": {"y": value},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 40, "color": LISTED},
                    "encoding": {"y": value, "tooltip": _tooltip(table)},
                },
            ],
        },
        "config": dict(CONFIG),
    }


def _fields(
    table: PairTable, rows: Sequence[Mapping[str, Any]], **placed: int | dict[str, Any]
) -> dict[str, Any]:
    x, y = placed.pop("x"), placed.pop("y")
    diverging = {"scheme": "purpleorange", "domain": [-1, 1]}
    scale = {"scheme": "blues", "domain": [0, 1]} if not table.measure.corrected else diverging
    legend = {"title": table.measure.called, "titleFontSize": 12, "gradientLength": 200}
    if not table.measure.corrected:
        legend["format"] = ".0%"
    return {
        "$schema": SCHEMA,
        "data": {"values": list(rows)},
        **placed,
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "condition": {"test": "datum.value === null", "value": _NO_VALUE},
                "field": "value",
                "type": "quantitative",
                "scale": scale,
                "legend": legend,
            },
            "tooltip": _tooltip(table),
        },
        "config": {**CONFIG, "view": {"stroke": None, "fill": "#fafafa"}},
    }


def _row(each: PairAgreement, table: PairTable) -> dict[str, Any]:
    value = each.value(table.measure)
    begins, ends = each.first.year, each.last.year
    told = "no value" if value is None else _told(value, table)
    interval = (
        "none"
        if each.low is None or each.high is None
        else f"{_told(each.low, table)} to {_told(each.high, table)}"
    )
    return {
        "pair": f"{each.state_name} \u2013 {each.state_b_name}",
        "begins": begins,
        "span": _years(begins, ends),
        "value": value,
        "low": each.low,
        "high": each.high,
        "shared": each.shared,
        "told": f"{told}, n {each.shared}" if each.shared else "no decision shared",
        "percent": told,
        "interval": interval,
    }


def _with_gaps(rows: list[dict[str, Any]], span: Span) -> list[dict[str, Any]]:
    """Return the rows, and one without a value where a line must not go on."""
    filled = list(rows)
    latest: dict[str, int] = {}
    for row in rows:
        begins = span.beginning(row["begins"])
        before = latest.get(row["pair"], begins)
        if begins - before > span.years:
            gap = {"pair": row["pair"], "begins": before + span.years, "value": None}
            filled.append(gap)
        latest[row["pair"]] = begins
    return sorted(filled, key=lambda row: (row["pair"], row["begins"]))


def _every_span(rows: Sequence[Mapping[str, Any]], span: Span) -> list[str]:
    """Return the names of all spans from the first to the last, also of empty ones."""
    known = {span.beginning(row["begins"]): row["span"] for row in rows}
    begins = range(min(known), max(known) + 1, span.years)
    return [known.get(begin, _years(begin, begin + span.years - 1)) for begin in begins]


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"


def _names(table: PairTable) -> dict[str, str]:
    one = {each.state: each.state_name for each in table.pairs}
    return one | {each.state_b: each.state_b_name for each in table.pairs}


def _told(value: float, table: PairTable) -> str:
    return f"{value:.2f}" if table.measure.corrected else f"{100 * value:.0f} %"


def _domain(table: PairTable) -> list[int]:
    return [-1, 1] if table.measure.corrected else [0, 1]


def _axis(table: PairTable) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": table.measure.called, "tickCount": 5}
    return axis if table.measure.corrected else axis | {"format": ".0%"}


def _zero(table: PairTable, channel: str) -> list[dict[str, Any]]:
    """Return the line of no more agreement than by chance."""
    if not table.measure.corrected:
        return []
    mark = {"type": "rule", "stroke": _GREY, "strokeDash": [4, 3]}
    across = {"x": ("y", "height"), "y": ("x", "width")}[channel]
    ends = {across[0]: {"value": 0}, f"{across[0]}2": {"value": across[1]}}
    at = {channel: {"datum": 0, "type": "quantitative"}}
    return [{"mark": mark, "encoding": at | ends}]


def _tooltip(table: PairTable) -> list[dict[str, str]]:
    return [
        {"field": "pair", "title": "states"},
        {"field": "span", "title": "years"},
        {"field": "percent", "title": table.measure.called},
        {"field": "interval", "title": "95 % interval"},
        {"field": "shared", "title": "decisions shared (n)"},
    ]
