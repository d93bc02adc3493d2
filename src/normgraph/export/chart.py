"""Specifications of charts in the Vega-Lite language: plain data, drawn elsewhere."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.vetoes import LIST_ENDS, VetoSeries

#: Dark and light enough to be told apart in grey and by those who see colours otherwise.
LISTED, EVERY = "#1f4e79", "#e9a23b"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
#: The look that all charts share.
CONFIG: Mapping[str, Any] = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "gridColor": "#e4e4e4"},
    "legend": {"labelFontSize": 12, "orient": "top", "title": None, "labelLimit": 340},
}
#: Of charts in rows: the name of a row stands above it.
ROW_HEADER: Mapping[str, Any] = {
    "title": None,
    "labelAngle": 0,
    "labelAlign": "left",
    "labelAnchor": "start",
    "labelOrient": "top",
    "labelFontSize": 13,
    "labelFontWeight": "bold",
    "labelPadding": 4,
    "labelLimit": 640,
}
_LISTED = "on the UN library's list"
_EVERY = "every separate vote"
_GREY = "#6b6b6b"
_RIM: dict[str, Any] = {"fill": "white", "stroke": "white", "strokeWidth": 4}
_INK: dict[str, Any] = {"fill": _GREY}


def veto_chart(series: VetoSeries, first: str, last: str) -> Mapping[str, Any]:
    """Return the chart of vetoes: a row for each seat, a bar for each period."""
    names = dict(series.seats)
    years = series.span.years
    begin = series.span.beginning(int(first[:4]))
    end = series.span.beginning(int(last[:4])) + years
    return {
        "$schema": SCHEMA,
        "data": {"values": [*_bars(series, names), *_marks(series, names, first, last)]},
        "facet": {
            "row": {
                "field": "seat",
                "type": "nominal",
                "sort": [name for _, name in series.seats],
                "header": ROW_HEADER,
            }
        },
        "spacing": 14,
        "spec": {"width": 660, "height": 74, "layer": _layers(begin, end)},
        "config": CONFIG,
    }


def _bars(series: VetoSeries, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a bar for each counting that is not empty; the dark one lies over the light."""
    states = {term.state: term.name or term.state for term in series.tenures}
    rows = []
    for count in series.counts:
        for part, number in ((_EVERY, count.votes), (_LISTED, count.listed)):
            if number:
                rows.append(
                    {
                        "is": part,
                        "seat": names.get(count.seat, count.seat),
                        "state": states.get(count.state, count.state),
                        "begins": count.begins,
                        "ends": count.begins + series.span.years,
                        "period": _period(count.begins, series.span.years),
                        "vetoes": number,
                        "listed": "no value" if count.listed is None else str(count.listed),
                        "votes": count.votes,
                    }
                )
    return rows


def _marks(
    series: VetoSeries, names: Mapping[str, str], first: str, last: str
) -> list[dict[str, Any]]:
    """Return the lines: where a seat passed to another state, and where the list ends."""
    marks = [
        {
            "is": "mark",
            "seat": names.get(term.seat, term.seat),
            "at": _year(term.first.isoformat()),
            "text": f"{term.name or term.state}, from {term.first}",
        }
        for term in series.tenures
        if first < term.first.isoformat() <= last
    ]
    if first <= LIST_ENDS.isoformat() < last and series.seats:
        for position, (_, name) in enumerate(series.seats):
            text = f"list ends {LIST_ENDS}" if position == 0 else ""
            at = _year(LIST_ENDS.isoformat())
            marks.append({"is": "mark", "seat": name, "at": at, "text": text, "left": True})
    return marks


def _layers(begin: int, end: int) -> list[dict[str, Any]]:
    at = {"field": "at", "type": "quantitative"}
    line = {"type": "rule", "stroke": _GREY, "strokeDash": [4, 3]}
    return [
        *(_bar_layer(part, begin, end) for part in (_EVERY, _LISTED)),
        {"transform": [_only("mark")], "mark": line, "encoding": {"x": at}},
        # First a white rim, so that the words can be read where they cross a bar.
        *(_words_layer(paint, left=left) for left in (False, True) for paint in (_RIM, _INK)),
    ]


def _words_layer(paint: Mapping[str, Any], *, left: bool) -> dict[str, Any]:
    """Return the words beside the lines that have them on the left, or on the right."""
    mark: dict[str, Any] = {"type": "text", "baseline": "top", "fontSize": 11}
    mark |= {"align": "right", "dx": -4} if left else {"align": "left", "dx": 4}
    return {
        "transform": [_only("mark"), {"filter": "datum.left" if left else "!datum.left"}],
        "mark": mark | dict(paint),
        "encoding": {
            "x": {"field": "at", "type": "quantitative"},
            "y": {"value": 14 if left else -2},
            "text": {"field": "text"},
        },
    }


def _bar_layer(part: str, begin: int, end: int) -> dict[str, Any]:
    return {
        "transform": [_only(part)],
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "begins",
                "type": "quantitative",
                "scale": {"domain": [begin, end], "nice": False},
                "axis": {"format": "d", "title": None, "grid": False, "tickMinStep": 1},
            },
            "x2": {"field": "ends"},
            "y": {
                "field": "vetoes",
                "type": "quantitative",
                "scale": {"zero": True},
                "axis": {"title": "vetoes", "tickCount": 3, "tickMinStep": 1},
            },
            "y2": {"datum": 0},
            "color": {
                "field": "is",
                "type": "nominal",
                "scale": {"domain": [_LISTED, _EVERY], "range": [LISTED, EVERY]},
            },
            "tooltip": [
                {"field": "period", "title": "period"},
                {"field": "state", "title": "state"},
                {"field": "listed", "title": _LISTED},
                {"field": "votes", "title": _EVERY},
            ],
        },
    }


def _only(kind: str) -> dict[str, Any]:
    return {"filter": {"field": "is", "equal": kind}}


def _period(begins: int, years: int) -> str:
    return str(begins) if years == 1 else f"{begins}\u2013{begins + years - 1}"


def _year(day: str) -> float:
    """Return a day as a share of its year, near enough for a line: months of equal length."""
    year, month, number = day.split("-")
    return int(year) + (int(month) - 1) / 12 + (int(number) - 1) / 372
