"""Figures in pages: the picture as the file has it, its frame, and both as files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from markupsafe import Markup

from normgraph.analysis.result import Result
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import folded_away, heading, listed, paragraph, plain
from normgraph.explorer.view import Part
from normgraph.export.figure import Figure, can_draw, figure, png, svg
from normgraph.export.table import csv_text, table

T = TypeVar("T")

_INK = "#222222"
_PADDING = dict.fromkeys(("left", "right", "top", "bottom"), 12)


def cited(found: Loaded, result: Result[T]) -> Result[T]:
    """Return the result with the version of the graph and its sources described."""
    keys = {source.key: source for source in found.documents.values()}
    return replace(
        result,
        version=found.opened.manifest.version,
        documents=tuple(keys[key] for key in result.sources if key in keys),
    )


def framed(result: Result[Any], name: str, *, under: str = "") -> list[Part]:
    """Return a figure with its question, how to read it, what it does not show and sources.

    Parameters
    ----------
    result
        With version and documents, see `cited`.
    name
        Of the files that can be downloaded, without an ending.
    under
        The heading above, which is not said again.
    """
    drawn = figure(result)
    return [
        Markup("") if drawn.question == under else heading(drawn.question),
        paragraph(f"How to read it: {drawn.how_to_read}"),
        partial(_draw, drawn),
        partial(_downloads, result, name),
        heading("What it does not show", 3),
        listed(plain(sentence) for sentence in drawn.not_shown),
        paragraph(drawn.observations, "soft"),
        folded_away("Sources of this figure", listed(map(plain, drawn.sources)))
        if drawn.sources
        else Markup(""),
    ]


def _draw(drawn: Figure) -> None:
    st.vega_lite_chart(
        spec=_on_white(drawn.specification), width="content", theme=None, alt=drawn.alternative
    )


def _on_white(specification: Mapping[str, Any]) -> dict[str, Any]:
    """Return the chart on white in every theme, as the file has it."""
    config = {
        name: dict(part) for name, part in specification["config"].items() if name != "font"
    }
    for part, colour in (("axis", "label"), ("axis", "title"), ("legend", "label")):
        config.setdefault(part, {})[f"{colour}Color"] = _INK
    config["header"] = {"labelColor": _INK}
    config["axis"] |= {"domainColor": _INK, "tickColor": _INK}
    return {
        **specification,
        "config": config,
        "background": "white",
        "padding": _PADDING,
        # Of its own size: fitted into the page, the picture would not be that of the file.
        "autosize": {"type": "pad"},
    }


def _downloads(result: Result[Any], name: str) -> None:
    whole = table(result.value)
    columns = [column.name for column in whole.columns]
    written = partial(csv_text, columns, whole.rows)
    with st.container(horizontal=True):
        if can_draw():
            _button("Download SVG", partial(svg, result), f"{name}.svg", "image/svg+xml")
            _button("Download PNG", partial(png, result), f"{name}.png", "image/png")
        _button("Download CSV", written, f"{name}.csv", "text/csv")


def _button(label: str, content: Callable[[], str | bytes], name: str, kind: str) -> None:
    """Show a button that makes the file when it is pressed."""
    st.download_button(label, content, file_name=name, mime=kind, on_click="ignore", key=name)
