"""Specifications of the charts of a norm's language and of engagements with it."""

from collections.abc import Mapping
from typing import Any

from normgraph.analysis.contestation import AGAINST, STANCES, By, Contestation
from normgraph.analysis.norm_language import By as LanguageBy
from normgraph.analysis.norm_language import Language, LanguageTable
from normgraph.analysis.references import KINDS, LEVELS
from normgraph.export.chart import CONFIG, SCHEMA
from normgraph.export.layer import COLOURS, GREY, WIDTH, amount, coloured, layer, layers, tips
from normgraph.export.norm_chart import LEVEL_NAMES, LEVEL_SHADES

#: More matters or actors than these make no figure that can be read; the table has all.
MOST_LINES = 25
_STANCE_COLOURS = {
    "proclaims": "#0b3c5d",
    "endorses": "#2f7fb8",
    "invokes": "#9cc9e8",
    "localizes": "#b9b9b9",
    "contests": "#e08a3c",
    "violates": "#8c2d04",
}
_EDGE: dict[str, Any] = {"stroke": "white", "strokeWidth": 0.5}


def language_chart(table: LanguageTable) -> Mapping[str, Any]:
    """Return the bars of coded texts, and the share of resolutions beside them."""
    return _by_year(table) if table.by is LanguageBy.YEAR else _by_matter(table)


def _by_year(table: LanguageTable) -> Mapping[str, Any]:
    shares = [
        {"matter": line.matter, "share": line.share, "of": _of(line)}
        for line in table.lines
        if line.share is not None
    ]
    share = {
        "x": _years(table),
        "y": amount("share", "share", format="%", tickCount=4),
        "tooltip": tips(("matter", "year", ""), ("share", "", ".1%"), ("of", "", "")),
    }
    dots: dict[str, Any] = {"size": 40, "filled": True, "fill": COLOURS[1]}
    line = layer("line", share, rows=shares, point=dots, stroke=COLOURS[1])
    titled = _titled("share of the year's resolutions that refer to it", 120, line)
    bars = [_titled(f"{kind}s by level", 140, _bars(table, kind)) for kind in KINDS]
    return {
        "$schema": SCHEMA,
        "vconcat": [bars[0], titled, bars[1]],
        "spacing": 16,
        "config": CONFIG,
    }


def _titled(title: str, height: int, part: Mapping[str, Any]) -> Mapping[str, Any]:
    head = {"text": title, "anchor": "start", "fontSize": 13}
    return {"title": head, "width": WIDTH, "height": height, **part}


def _bars(table: LanguageTable, kind: str) -> Mapping[str, Any]:
    encoding = {
        "x": _years(table),
        "y": _stacked("texts"),
        **_by_level(),
        "tooltip": tips(("matter", "year", ""), ("level", "", ""), ("texts", "", "")),
    }
    rows = [row for row in _levels(table) if row["kind"] == kind]
    return layer("bar", encoding, rows=rows, **_EDGE)


def _years(table: LanguageTable) -> Mapping[str, Any]:
    years = list(dict.fromkeys(line.matter for line in table.lines))
    axis = {"title": None, "labelAngle": 0, "labelOverlap": True}
    return {"field": "matter", "type": "ordinal", "scale": {"domain": years}, "axis": axis}


def _by_matter(table: LanguageTable) -> Mapping[str, Any]:
    kept = table.lines[:MOST_LINES]
    order = [line.name for line in kept]
    axis = {"title": None, "labelLimit": 320}
    y = {"y": {"field": "name", "type": "nominal", "sort": order, "axis": axis}}
    words = [{"name": line.name, "all": _coded(line), "text": _of(line)} for line in kept]
    told = tips(("name", "", ""), ("level", "", ""), ("texts", "", ""))
    bars = {**y, "x": _stacked("texts coded"), **_by_level(), "tooltip": told}
    beside = {
        **y,
        "x": {"field": "all", "type": "quantitative"},
        "text": {"field": "text"},
    }
    rows = [row for row in _levels(table) if row["name"] in order]
    parts = [
        layer("bar", bars, rows=rows, **_EDGE),
        layer("text", beside, rows=words, align="left", dx=5, fill=GREY),
    ]
    return layers(parts, width=WIDTH - 300, height={"step": 21})


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
    return {**amount("texts", title, tickMinStep=1, tickCount=5), "stack": "zero"}


def _by_level() -> Mapping[str, Any]:
    names = [LEVEL_NAMES[level] for level in LEVELS]
    return {
        "order": {"field": "rank", "type": "quantitative"},
        "color": coloured("level", names, LEVEL_SHADES, columns=2),
    }


def contestation_chart(found: Contestation) -> Mapping[str, Any]:
    """Return bars to both sides of a line: for the norm on one, against it on the other."""
    upright = found.by is By.YEAR
    kept = found.lines if upright else found.lines[:MOST_LINES]
    rows = [
        {
            "who": line.name,
            "stance": stance,
            "engagements": number,
            "side": -number if stance in AGAINST else number,
            "rank": STANCES.index(stance),
            "net": line.net,
            "change": line.change or "",
        }
        for line in kept
        for stance in STANCES
        if (number := int(getattr(line, stance)))
    ]
    stances = [stance for stance in STANCES if any(row["stance"] == stance for row in rows)]
    colours = [_STANCE_COLOURS[stance] for stance in stances]
    told = tips(
        ("who", "who or when", ""),
        ("stance", "", ""),
        ("engagements", "", ""),
        ("net", "net of all", ""),
        ("change", "", ""),
    )
    bars = {
        **_sides(found, [line.name for line in kept]),
        "order": {"field": "rank", "type": "quantitative"},
        "color": coloured("stance", stances, colours, columns=6),
        "tooltip": told,
    }
    place = {"y" if upright else "x": {"field": "zero", "type": "quantitative"}}
    parts = [
        layer("bar", bars, rows=rows),
        layer("rule", place, rows=[{"zero": 0}], stroke="#222222"),
    ]
    if upright:
        return layers(parts, height=280)
    return layers(parts, width=WIDTH - 260, height={"step": 20})


def _sides(found: Contestation, names: list[str]) -> Mapping[str, Any]:
    """Return the two axes: years from left to right, others from top to bottom."""
    length = amount(
        "side",
        "against the norm | for it, or adapting it",
        format="d",
        tickMinStep=1,
        labelExpr="format(abs(datum.value), 'd')",
    )
    length["stack"] = "zero"
    upright = found.by is By.YEAR
    if upright:
        names = [str(year) for year in range(int(names[0]), int(names[-1]) + 1)]
    axis = {"title": None, "labelAngle": 0, "labelOverlap": upright, "labelLimit": 300}
    who = {"field": "who", "type": "ordinal", "scale": {"domain": names}, "axis": axis}
    return {"x": who, "y": length} if upright else {"x": length, "y": who}
