"""The chart of deadlock by year: shares of texts that failed or divided the Council."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.deadlock_by_year import DeadlockByYear, Window
from normgraph.export.chart import CONFIG, EVERY, LISTED, SCHEMA


def by_year_chart(value: DeadlockByYear) -> Mapping[str, Any]:
    """Return three panels on one axis of years: failures, non-unanimity, and their numbers."""
    rows = [_row(window) for window in value.windows]
    first, last = value.windows[0].first, value.windows[-1].last + 1
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "vconcat": [
            _panel(
                "share of texts put to the vote that failed",
                [
                    _bars("failed_share", EVERY, "failed for lack of votes"),
                    _bars("veto_share", LISTED, "vetoed"),
                ],
                first,
                last,
            ),
            _panel(
                "share of resolutions not adopted by all",
                [_bars("non_unanimity", "#4d4d4d", "")],
                first,
                last,
            ),
            _panel(
                "resolutions adopted (their number)",
                [_bars("resolutions", "#9a9a9a", "")],
                first,
                last,
                share=False,
            ),
        ],
        "spacing": 14,
        "resolve": {"scale": {"color": "independent"}},
        "config": CONFIG,
    }


def _row(window: Window) -> dict[str, Any]:
    return {
        "year": window.first,
        "ends": window.last + 1,
        "period": str(window.first)
        if window.first == window.last
        else f"{window.first}\u2013{window.last}",
        "lacked": None
        if window.failed_share is None or window.veto_share is None
        else window.failed_share - window.veto_share,
        "failed_share": window.failed_share,
        "veto_share": window.veto_share,
        "non_unanimity": window.non_unanimity,
        "failed": window.failed,
        "vetoed": window.vetoed,
        "texts": window.texts,
        "resolutions": window.resolutions,
        "not_unanimous": window.resolutions - window.unanimous,
    }


def _panel(
    title: str, layers: list[dict[str, Any]], first: int, last: int, *, share: bool = True
) -> Mapping[str, Any]:
    for layer in layers:
        encoding = layer["encoding"]
        encoding["x"] = {
            "field": "year",
            "type": "quantitative",
            "scale": {"domain": [first, last], "nice": False},
            "axis": {"format": "d", "title": None, "grid": False, "tickMinStep": 1},
        }
        encoding["x2"] = {"field": "ends"}
        encoding["y"]["axis"] = {
            "title": None,
            "tickCount": 4,
            **({"format": ".0%"} if share else {"format": "d"}),
        }
    return {
        "title": {"text": title, "anchor": "start", "fontSize": 12},
        "width": 660,
        "height": 110,
        "layer": layers,
    }


def _bars(field: str, colour: str, told: str) -> dict[str, Any]:
    tooltip = [
        {"field": "period"},
        {"field": "texts", "title": "put to the vote"},
        {"field": "failed"},
        {"field": "vetoed"},
        {"field": "resolutions"},
        {"field": "not_unanimous", "title": "not unanimous"},
    ]
    names = {"failed for lack of votes": EVERY, "vetoed": LISTED}
    coloured = {
        "datum": told,
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(names.values())},
    }
    return {
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.6, "color": colour},
        "encoding": {
            "y": {"field": field, "type": "quantitative"},
            "y2": {"datum": 0},
            "tooltip": tooltip,
            **({"color": coloured} if told else {}),
        },
    }
