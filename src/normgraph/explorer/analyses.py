"""Every analysis of the registry: what it asks, its controls, its figure and its table."""

import shlex
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from normgraph import iri
from normgraph.analysis.definition import Analysis, Topic
from normgraph.analysis.registry import analyses, analyze
from normgraph.analysis.result import Result
from normgraph.analysis.row_cells import Cell
from normgraph.errors import NormgraphError
from normgraph.explorer import address, frame, paging, terms
from normgraph.explorer.analysis_controls import controls
from normgraph.explorer.figures import framed
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import heading, link, listed, paragraph, plain, show, table
from normgraph.explorer.view import Part, draw
from normgraph.explorer.wording import capital
from normgraph.export.report import json_text
from normgraph.export.table import table as table_twin
from normgraph.store import Opened, once_per_graph

#: Results kept for the visitors who come back to them or share an address.
_KEPT = 100


def page() -> None:
    """Show the analysis that the address names, or all of them."""
    found = graph()
    name = address.chosen("analysis")
    if name not in analyses():
        _index()
    else:
        _analysis(found, analyses()[name])
    frame.end(found)


def _index() -> None:
    frame.begin(
        "Analyses",
        "Measures over the whole record, each with its definition, its data, and what it does "
        "not show.",
    )
    for topic in Topic:
        of_topic = [each for each in analyses().values() if each.topic is topic]
        links = [
            link(each.question, address.page("analyses", analysis=each.name))
            for each in of_topic
        ]
        if links:
            show(heading(topic.value), listed(links))


def _analysis(found: Loaded, analysis: Analysis) -> None:
    frame.begin(analysis.question)
    show(paragraph(link("All analyses", address.page("analyses")), "soft"))
    chosen = controls(found, analysis)
    try:
        result = _result(found.opened, analysis.name, chosen)
    except NormgraphError as error:
        show(paragraph(str(error), "note"))
        return
    draw(
        [
            *framed(result, f"normgraph-{analysis.name}", under=analysis.question),
            heading("The same as a table"),
            *_table(found, result),
            heading("How it is measured"),
            paragraph(
                Markup("{}. {}").format(capital(result.measure), plain(result.reference))
            ),
            heading("Ask for it elsewhere"),
            *_elsewhere(analysis, chosen, result),
        ]
    )


def _result(opened: Opened, name: str, chosen: Mapping[str, str]) -> Result[object]:
    """Return what the analysis gives for these choices, from before if somebody asked it."""
    known = _known(opened)
    asked = (name, tuple(sorted(chosen.items())))
    if asked not in known:
        if len(known) >= _KEPT:
            known.pop(next(iter(known)), None)
        known[asked] = analyze(opened, name, **chosen)
    return known[asked]


@once_per_graph
def _known(opened: Opened) -> dict[tuple[str, tuple[tuple[str, str], ...]], Result[object]]:
    del opened
    return {}


def _table(found: Loaded, result: Result[Any]) -> list[Part]:
    whole = table_twin(result.value)
    names = [column.name for column in whole.columns]
    # A key is shown by its name, which needs no column of its own beside it.
    shown = [place for place, name in enumerate(names) if not _told_by_key(name, names)]
    rows = [
        tuple(_cell(found, row[place], _space(names[place])) for place in shown)
        for row in paging.sliced(whole.rows)
    ]
    headers = [capital(names[place].replace("_", " ")) for place in shown]
    meanings = listed(
        Markup("<strong>{}</strong>: {}").format(header, whole.columns[place].description)
        for header, place in zip(headers, shown, strict=True)
    )
    return [
        table(headers, rows, caption=f"{len(whole.rows):,} rows", kind="numbers"),
        paging.links("analyses", len(whole.rows)),
        heading("What the columns mean", 3),
        meanings,
    ]


def _told_by_key(name: str, names: Sequence[str]) -> bool:
    return name.endswith("_name") and name.removesuffix("_name") in names


def _space(name: str) -> str:
    """Return the key space that a column's name tells: that of ``state`` or ``state_b``."""
    return name.partition("_")[0]


def _cell(found: Loaded, cell: Cell, space: str) -> Markup:
    if cell is None:
        return plain("no value")
    if isinstance(cell, float):
        return plain(f"{cell:.3f}")
    if isinstance(cell, bool):
        return plain("yes" if cell else "no")
    if isinstance(cell, int):
        return plain(str(cell))
    thing = iri.ID + (cell if "/" in cell else f"{space}/{cell}")
    return terms.thing(found, thing) if thing in found.directory else plain(cell)


def _elsewhere(
    analysis: Analysis, chosen: Mapping[str, str], result: Result[object]
) -> list[Part]:
    given = [
        word
        for name, value in chosen.items()
        if value != analysis.parameters[name].default
        for word in (f"--{name.replace('_', '-')}", value)
    ]
    command = shlex.join(["normgraph", "analyze", analysis.name, *given, "--format", "json"])
    parts: list[Part] = [
        paragraph("On the command line, the whole result with its sources and caveats:"),
        partial(st.code, command, language="bash"),
    ]
    if analysis.query:
        parts += [
            paragraph("The record that it rests on, and the SPARQL that fetches it:"),
            partial(
                st.code,
                f"normgraph query {analysis.query}\nnormgraph query {analysis.query} --show",
                language="bash",
            ),
        ]
    file = partial(json_text, result)
    name = f"normgraph-{analysis.name}.json"
    parts.append(
        partial(
            st.download_button,
            "Download JSON",
            file,
            file_name=name,
            mime="application/json",
            on_click="ignore",
            key=name,
        )
    )
    return parts
