"""Parts of which charts of several layers are made, in the Vega-Lite language."""

from collections.abc import Mapping, Sequence
from typing import Any

from normgraph.export.chart import CONFIG, ROW_HEADER, SCHEMA

Encoding = Mapping[str, Any]

WIDTH = 660
#: Told apart by those who see colours otherwise; dashes and forms tell them apart in grey.
COLOURS = ("#1f4e79", "#c2571a", "#2a8f7b", "#8a4f9e", "#b8860b", "#6b6b6b")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [3, 3])
FORMS = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
GREY = "#6b6b6b"


def layers(
    parts: Sequence[Mapping[str, Any]],
    *,
    width: int = WIDTH,
    height: int | Mapping[str, int] = 300,
    rows: Sequence[Mapping[str, Any]] | None = None,
) -> Mapping[str, Any]:
    """Return a chart of layers one over the other, over rows that they share or their own."""
    data = {} if rows is None else {"data": {"values": list(rows)}}
    chart = {"width": width, "height": height, "layer": list(parts), "config": CONFIG}
    return {"$schema": SCHEMA, **data, **chart}


def in_rows(
    parts: Sequence[Mapping[str, Any]],
    field: str,
    names: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    height: int,
    **more: Any,  # noqa: ANN401 - further words of the language
) -> Mapping[str, Any]:
    """Return the same layers once for each name, under each other, the name above."""
    named = {"field": field, "type": "nominal", "sort": list(names), "header": ROW_HEADER}
    return {
        "$schema": SCHEMA,
        "data": {"values": list(rows)},
        "facet": {"row": named},
        "spacing": 10,
        "spec": {"width": WIDTH, "height": height, "layer": list(parts)},
        "config": CONFIG,
        **more,
    }


def layer(
    mark: str,
    encoding: Encoding,
    *,
    rows: Sequence[Mapping[str, Any]] | None = None,
    where: str = "",
    **look: Any,  # noqa: ANN401 - how the mark looks, in the words of the language
) -> Mapping[str, Any]:
    """Return one layer, over its own rows if given, and only those where something holds."""
    made: dict[str, Any] = {"mark": {"type": mark, **look}, "encoding": dict(encoding)}
    if rows is not None:
        made["data"] = {"values": list(rows)}
    if where:
        made["transform"] = [{"filter": where}]
    return made


def points(encoding: Encoding, *, size: int = 80, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return a layer of filled points."""
    return layer("point", encoding, filled=True, size=size, opacity=1, **more)


def amount(
    field: str,
    title: str | None = None,
    *,
    domain: Sequence[float] | None = None,
    **axis: Any,  # noqa: ANN401 - words of the language for the axis
) -> dict[str, Any]:
    """Return the encoding of a number by place."""
    scale = {} if domain is None else {"scale": {"domain": list(domain)}}
    return {"field": field, "type": "quantitative", **scale, "axis": {"title": title, **axis}}


def when(field: str = "day") -> dict[str, Any]:
    """Return the encoding of a day by place."""
    return {"field": field, "type": "temporal", "axis": {"title": None, "grid": False}}


def coloured(
    field: str,
    names: Sequence[str],
    colours: Sequence[str] = COLOURS,
    **legend: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Return the encoding of names by colour; ``legend=None`` leaves the key out."""
    chosen = [colours[place % len(colours)] for place in range(len(names))]
    key = legend if "legend" in legend else {"legend": legend}
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(names), "range": chosen},
        **({} if key == {"legend": {}} else key),
    }


def told_apart(field: str, names: Sequence[str], looks: Sequence[Any]) -> dict[str, Any]:
    """Return the encoding of names by dashes or forms, without a key of its own."""
    chosen = [looks[place % len(looks)] for place in range(len(names))]
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(names), "range": chosen},
        "legend": None,
    }


def tips(*fields: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Return what is told of a mark: of each field a title and a format, or empty texts."""
    found = []
    for field, title, form in fields:
        tip: dict[str, Any] = {"field": field, "title": title or field.replace("_", " ")}
        if form:
            tip["format"] = form
        if form.startswith("%Y"):
            tip["type"] = "temporal"
        found.append(tip)
    return found


def span(x: Mapping[str, Any], low: str, high: str) -> dict[str, Any]:
    """Return the encoding of a line from a lower to an upper bound on the axis of ``x``."""
    return {"x": {**x, "field": low}, "x2": {"field": high}}
