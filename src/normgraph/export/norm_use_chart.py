"""Specifications of the charts of how norms are spoken of and acted upon."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.contestation import AGAINST, STANCES, By, Contestation
from normgraph.analysis.norm_language import By as LanguageBy
from normgraph.analysis.norm_language import Language, LanguageTable
from normgraph.analysis.references import KINDS, LEVELS
from normgraph.analysis.said_and_did import Compared, Comparison
from normgraph.analysis.said_rows import StateRecords
from normgraph.export.chart import CONFIG, ROW_HEADER, SCHEMA
from normgraph.export.diffusion_chart import COLOURS, WIDTH
from normgraph.export.norm_chart import LEVEL_NAMES, LEVEL_SHADES

#: More matters than these make no figure that can be read; the table has all.
MOST_LINES = 25
#: The two sides of a comparison.
SAID, SILENT = "had said it", "had not"
_STANCE_COLOURS = {
    "proclaims": "#0b3c5d",
    "endorses": "#2f7fb8",
    "invokes": "#9cc9e8",
    "localizes": "#b9b9b9",
    "contests": "#e08a3c",
    "violates": "#8c2d04",
}
_GREY = "#6b6b6b"


def language_chart(table: LanguageTable) -> Mapping[str, Any]:
    """Return the bars of coded texts, and the share of resolutions beside them."""
    return _by_year(table) if table.by is LanguageBy.YEAR else _by_matter(table)


def _by_year(table: LanguageTable) -> Mapping[str, Any]:
    years = list(dict.fromkeys(line.matter for line in table.lines))
    x = {
        "field": "matter",
        "type": "ordinal",
        "scale": {"domain": years},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
    }
    shares = [
        {"matter": line.matter, "share": line.share, "of": _of(line)}
        for line in table.lines
        if line.share is not None
    ]
    bars = [
        {
            "title": {"text": f"{kind}s by level", "anchor": "start", "fontSize": 13},
            "data": {"values": [row for row in _levels(table) if row["kind"] == kind]},
            "width": WIDTH,
            "height": 140,
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
            "encoding": {
                "x": x,
                "y": _stacked("texts"),
                "order": {"field": "rank", "type": "quantitative"},
                "color": _level_colours(),
                "tooltip": [{"field": "matter"}, {"field": "level"}, {"field": "texts"}],
            },
        }
        for kind in KINDS
    ]
    line = {
        "title": {
            "text": "share of the year's resolutions that refer to it",
            "anchor": "start",
            "fontSize": 13,
        },
        "data": {"values": shares},
        "width": WIDTH,
        "height": 120,
        "mark": {"type": "line", "point": {"size": 40, "filled": True}, "stroke": COLOURS[1]},
        "encoding": {
            "x": x,
            "y": {
                "field": "share",
                "type": "quantitative",
                "axis": {"title": "share", "format": "%", "tickCount": 4},
            },
            "tooltip": [
                {"field": "matter"},
                {"field": "share", "format": ".1%"},
                {"field": "of"},
            ],
        },
    }
    return {
        "$schema": SCHEMA,
        "vconcat": [bars[0], line, bars[1]],
        "spacing": 16,
        "config": CONFIG,
    }


def _by_matter(table: LanguageTable) -> Mapping[str, Any]:
    kept = table.lines[:MOST_LINES]
    order = [line.name for line in kept]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "axis": {"title": None, "labelLimit": 320},
    }
    words = [{"name": line.name, "all": _coded(line), "text": _of(line)} for line in kept]
    return {
        "$schema": SCHEMA,
        "width": WIDTH - 300,
        "height": {"step": 21},
        "layer": [
            {
                "data": {"values": [row for row in _levels(table) if row["name"] in order]},
                "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
                "encoding": {
                    "y": y,
                    "x": _stacked("texts coded"),
                    "order": {"field": "rank", "type": "quantitative"},
                    "color": _level_colours(),
                    "tooltip": [{"field": "name"}, {"field": "level"}, {"field": "texts"}],
                },
            },
            {
                "data": {"values": words},
                "mark": {"type": "text", "align": "left", "dx": 5, "fill": _GREY},
                "encoding": {
                    "y": y,
                    "x": {"field": "all", "type": "quantitative"},
                    "text": {"field": "text"},
                },
            },
        ],
        "config": CONFIG,
    }


def _levels(table: LanguageTable) -> list[dict[str, Any]]:
    return [
        {
            "matter": line.matter,
            "name": line.name,
            "kind": line.kind,
            "level": LEVEL_NAMES[level],
            "rank": LEVELS.index(level),
            "texts": line.level(level),
        }
        for line in table.lines
        for level in LEVELS
        if line.level(level)
    ]


def _coded(line: Language) -> int:
    return sum(line.level(level) for level in LEVELS)


def _of(line: Language) -> str:
    if line.texts is None:
        return f"{line.references} refer to it"
    return f"{line.references} of {line.texts} refer to it"


def _stacked(title: str) -> Mapping[str, Any]:
    return {
        "field": "texts",
        "type": "quantitative",
        "stack": "zero",
        "axis": {"title": title, "tickMinStep": 1, "tickCount": 5},
    }


def _level_colours() -> Mapping[str, Any]:
    return {
        "field": "level",
        "type": "nominal",
        "scale": {
            "domain": [LEVEL_NAMES[level] for level in LEVELS],
            "range": list(LEVEL_SHADES),
        },
        "legend": {"columns": 2},
    }


def contestation_chart(found: Contestation) -> Mapping[str, Any]:
    """Return bars to both sides of a line: for the norm on one, against it on the other."""
    kept = found.lines if found.by is By.YEAR else found.lines[:MOST_LINES]
    rows = [
        {
            "who": line.name,
            "stance": stance,
            "number": number,
            "side": -number if stance in AGAINST else number,
            "rank": STANCES.index(stance),
            "net": line.net,
            "change": line.change or "",
        }
        for line in kept
        for stance in STANCES
        if (number := int(getattr(line, stance)))
    ]
    length = {
        "field": "side",
        "type": "quantitative",
        "stack": "zero",
        "axis": {
            "title": "against the norm | for it, or adapting it",
            "format": "d",
            "tickMinStep": 1,
            "labelExpr": "format(abs(datum.value), 'd')",
        },
    }
    names = [line.name for line in kept]
    if found.by is By.YEAR:
        names = [str(year) for year in range(int(names[0]), int(names[-1]) + 1)]
    who = {"field": "who", "type": "ordinal", "scale": {"domain": names}}
    upright = found.by is By.YEAR
    axis = {"title": None, "labelAngle": 0, "labelOverlap": upright, "labelLimit": 300}
    stances = [stance for stance in STANCES if any(row["stance"] == stance for row in rows)]
    encoding: dict[str, Any] = {
        "x": {**who, "axis": axis} if upright else length,
        "y": length if upright else {**who, "axis": axis},
        "order": {"field": "rank", "type": "quantitative"},
        "color": {
            "field": "stance",
            "type": "nominal",
            "scale": {
                "domain": stances,
                "range": [_STANCE_COLOURS[stance] for stance in stances],
            },
            "legend": {"columns": 6},
        },
        "tooltip": [
            {"field": "who", "title": "who or when"},
            {"field": "stance"},
            {"field": "number", "title": "engagements"},
            {"field": "net", "title": "net of all"},
            {"field": "change"},
        ],
    }
    zero = {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "stroke": "#222222"}}
    place = {"y" if upright else "x": {"field": "zero", "type": "quantitative"}}
    return {
        "$schema": SCHEMA,
        "width": WIDTH if upright else WIDTH - 260,
        "height": 280 if upright else {"step": 20},
        "layer": [
            {"data": {"values": rows}, "mark": {"type": "bar"}, "encoding": encoding},
            zero | {"encoding": place},
        ],
        "config": CONFIG,
    }


def comparison_chart(found: Comparison) -> Mapping[str, Any]:
    """Return two dots with intervals for each outcome: those that said it, and the others."""
    rows = [row for each in found.outcomes for row in _sides(each)]
    edge = max(max(each.said_high, each.not_high) for each in found.outcomes)
    x = {
        "type": "quantitative",
        "axis": {"title": "mean share over the states", "format": "%", "tickCount": 6},
        "scale": {"domain": [0, 1.08 * edge or 1]},
    }
    y = {"field": "side", "type": "nominal", "sort": [SAID, SILENT], "axis": None}
    colour = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": [SAID, SILENT], "range": list(COLOURS[:2])},
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {
            "row": {
                "field": "outcome",
                "type": "nominal",
                "sort": [each.outcome for each in found.outcomes],
                "header": ROW_HEADER,
            }
        },
        "spacing": 10,
        "spec": {
            "width": WIDTH,
            "height": 52,
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2.5},
                    "encoding": {
                        "y": y,
                        "x": {"field": "low", **x},
                        "x2": {"field": "high"},
                        "color": colour,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 85, "opacity": 1},
                    "encoding": {
                        "y": y,
                        "x": {"field": "share", **x},
                        "color": colour,
                        "shape": {
                            "field": "side",
                            "type": "nominal",
                            "scale": {"domain": [SAID, SILENT], "range": ["circle", "diamond"]},
                        },
                        "tooltip": [
                            {"field": "outcome"},
                            {"field": "side"},
                            {"field": "share", "format": ".1%"},
                            {"field": "low", "format": ".1%"},
                            {"field": "high", "format": ".1%"},
                            {"field": "states"},
                            {"field": "acts"},
                        ],
                    },
                },
                {
                    "mark": {"type": "text", "dy": -11, "fontSize": 11, "fill": _GREY},
                    "encoding": {
                        "y": y,
                        "x": {"field": "share", **x},
                        "text": {"field": "text"},
                    },
                },
            ],
        },
        "config": CONFIG,
    }


def _sides(each: Compared) -> list[dict[str, Any]]:
    said = (SAID, each.share_said, each.said_low, each.said_high)
    silent = (SILENT, each.share_not, each.not_low, each.not_high)
    counted = ((each.states_said, each.acts_said), (each.states_not, each.acts_not))
    return [
        {
            "outcome": each.outcome,
            "side": side,
            "share": share,
            "low": low,
            "high": high,
            "states": states,
            "acts": acts,
            "text": f"{share:.0%}",
        }
        for (side, share, low, high), (states, acts) in zip(
            (said, silent), counted, strict=True
        )
    ]


def states_chart(found: StateRecords) -> Mapping[str, Any]:
    """Return one dot for each state: ballots in favour by whether it had said something."""
    rows = [
        {
            "name": each.name,
            "group": each.group or "no regional group",
            "in_favour": found.in_favour(each),
            "side": SAID if found.had_said(each) else SILENT,
            "rome": "yes" if each.rome_statute else "no",
            "genocide": "yes" if each.genocide_convention else "no",
            "crises": each.crises_in_it,
        }
        for each in found.states
        if found.in_favour(each) is not None
    ]
    sides = [SAID, SILENT]
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "width": WIDTH - 200,
        "height": {"step": 42},
        "mark": {"type": "point", "filled": True, "size": 46, "opacity": 0.75},
        "encoding": {
            "x": {
                "field": "in_favour",
                "type": "quantitative",
                "scale": {"domain": [0, 1]},
                "axis": {
                    "title": f"share of ballots in the {found.body} in favour",
                    "format": "%",
                },
            },
            "y": {
                "field": "group",
                "type": "nominal",
                "axis": {"title": None, "labelLimit": 240},
            },
            "yOffset": {"field": "side", "type": "nominal", "sort": sides},
            "color": {
                "field": "side",
                "type": "nominal",
                "scale": {"domain": sides, "range": list(COLOURS[:2])},
            },
            "shape": {
                "field": "side",
                "type": "nominal",
                "scale": {"domain": sides, "range": ["circle", "diamond"]},
            },
            "tooltip": [
                {"field": "name"},
                {"field": "in_favour", "title": "in favour", "format": ".0%"},
                {"field": "side", "title": found.saying},
                {"field": "rome", "title": "Rome Statute"},
                {"field": "genocide", "title": "Genocide Convention"},
                {"field": "crises", "title": "crises placed in it"},
            ],
        },
        "config": CONFIG,
    }
