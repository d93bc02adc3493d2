"""Every analysis of the registry: what it asks, its controls, its figure and its table."""

import re
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
from normgraph.explorer.markup import (
    heading,
    joined,
    link,
    listed,
    paragraph,
    plain,
    scrolled,
    show,
    table,
)
from normgraph.explorer.view import Part, draw
from normgraph.explorer.wording import capital
from normgraph.export.report import json_text
from normgraph.export.table import table as table_twin
from normgraph.query.catalog import named
from normgraph.store import Opened, once_per_graph

#: Results kept for the visitors who come back to them or share an address.
_KEPT = 100
#: Columns with the name of what the column before them is the key of.
_NAMES, _NAMED = {"name", "member"}, {"actor", "crisis", "group", "matter", "state", "who"}
#: The key space of columns that are not called by it.
_SPACES = {
    "against_permanent": "state",
    "blocked_by": "state",
    "crises": "crisis",
    "permanent_against": "state",
    "regions": "region",
    "source": "document",
    "sources": "document",
    "vetoed_by": "state",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: From here on digits are grouped, and below that three decimals would say zero.
_LONG, _SMALL = 10_000, 0.0005


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
    result = known.get(asked)
    if result is None:
        result = analyze(opened, name, **chosen)
        # Another visitor may take away or put in at any moment.
        for oldest in list(known)[: len(known) + 1 - _KEPT]:
            known.pop(oldest, None)
        known[asked] = result
    return result


@once_per_graph
def _known(opened: Opened) -> dict[tuple[str, tuple[tuple[str, str], ...]], Result[object]]:
    del opened
    return {}


def _table(found: Loaded, result: Result[Any]) -> list[Part]:
    whole = table_twin(result.value)
    names = [column.name for column in whole.columns]
    told = _named_beside(names)
    shown = [place for place in range(len(names)) if place not in told.values()]
    rows = [
        tuple(
            _cell(found, row[place], names[place], row[told[place]] if place in told else None)
            for place in shown
        )
        for row in paging.sliced(whole.rows)
    ]
    headers = [capital(names[place].replace("_", " ")) for place in shown]
    meanings = listed(
        Markup("<strong>{}</strong>: {}").format(header, whole.columns[place].description)
        for header, place in zip(headers, shown, strict=True)
    )
    return [
        scrolled(
            table(headers, rows, caption=f"{len(whole.rows):,} rows", kind="numbers"),
            "The same as a table",
        ),
        paging.links("analyses", len(whole.rows)),
        heading("What the columns mean", 3),
        meanings,
    ]


def _named_beside(names: Sequence[str]) -> dict[int, int]:
    """Return the places of keys, each with the place of the name that its row gives it.

    A key is shown by its name, which needs no column of its own beside it.
    """
    told = {}
    for place, name in enumerate(names):
        key = name.removesuffix("_name")
        if key != name and key in names:
            told[names.index(key)] = place
        elif place and name in _NAMES and names[place - 1] in _NAMED:
            told[place - 1] = place
    return told


def _cell(found: Loaded, cell: Cell, column: str, name: Cell) -> Markup:
    if cell is None:
        return _whole("no value")
    if isinstance(cell, bool):
        return plain("yes" if cell else "no")
    if isinstance(cell, int | float):
        return plain(_number(cell))
    if _DAY.fullmatch(cell):
        return _whole(cell)
    # Where there are several, a comma stands between them. The ends of a network are states.
    for space in (_SPACES.get(column, column.partition("_")[0]), "state"):
        keys = [key if "/" in key else f"{space}/{key}" for key in cell.split(", ")]
        if all(iri.ID + key in found.directory for key in keys):
            return joined(terms.thing(found, iri.ID + key) for key in keys)
    return plain(cell if name is None else str(name))


def _whole(text: str) -> Markup:
    """Return text that is not broken over lines."""
    return Markup('<span class="tally">{}</span>').format(plain(text))


def _number(cell: float) -> str:
    """Return a number as it is read: years without a sign between thousands, shares to 3.

    >>> _number(1946), _number(777836), _number(0.00002), _number(0.5)
    ('1946', '777,836', '2.0e-05', '0.500')
    """
    if isinstance(cell, int):
        return str(cell) if abs(cell) < _LONG else f"{cell:,}"
    return f"{cell:.1e}" if 0 < abs(cell) < _SMALL else f"{cell:,.3f}"


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
                f"{_query(analysis.query, chosen)}\nnormgraph query {analysis.query} --show",
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


def _query(name: str, chosen: Mapping[str, str]) -> str:
    """Return the command of a query, with what it needs as it is chosen here."""
    needed = [each.name for each in named(name).parameters.values() if each.required]
    words = [word for each in needed for word in (f"--{each}", chosen[each])]
    return shlex.join(["normgraph", "query", name, *words])
