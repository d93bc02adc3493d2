"""The views of an answer: which one, of which columns, and its picture with all it needs."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from normgraph.analysis.result import Result
from normgraph.errors import QueryError
from normgraph.explorer import address
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import paragraph, show
from normgraph.explorer.view import draw
from normgraph.explorer.workbench.running import Outcome
from normgraph.export.answer_chart import chart_of
from normgraph.export.answer_grid import Grid
from normgraph.export.answer_map import map_of
from normgraph.export.answer_network import network_of
from normgraph.export.answer_pictures import caveats
from normgraph.export.answer_timeline import timeline_of
from normgraph.query.directives import VIEWS, directives
from normgraph.query.ontology import local
from normgraph.query.places import places

#: What a reader can choose of each view.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "table": (),
    "graph": ("from", "to", "label"),
    "chart": ("x", "y", "color"),
    "map": ("state", "value"),
    "timeline": ("start", "end", "label", "color"),
}
_AUTOMATIC = "chosen by itself"
_WIDTH = 200  #: of a choice, in pixels
#: Begins the names of choices of columns in the address.
_PREFIX = "as."
_NO_SOURCE = (
    "The answer names no source: GRAPH ?source { … } around a line of the query, and ?source "
    "among the columns, show who says so."
)


def chosen_view(outcome: Outcome, grid: Grid) -> str:
    """Show the choice of view and columns, and return the view."""
    given = directives(outcome.query)
    default = given.get("view", "table")
    options = {"": _AUTOMATIC} | {name: name for name in grid.columns}
    with st.container(horizontal=True):
        with st.container(width=_WIDTH):
            view = address.select("Show as", "view", {name: name for name in VIEWS}, default)
        for option in () if grid.statements else _CHOICES[view]:
            known = given.get(option, "")
            known = known if known in options else ""
            with st.container(width=_WIDTH):
                address.select(option.capitalize(), f"{_PREFIX}{option}", options, known)
    return view


def figure_of(
    found: Loaded, outcome: Outcome, grid: Grid, view: str, question: str = ""
) -> None:
    """Show the picture with its frame, or what it needs where the columns do not fit.

    Parameters
    ----------
    found
        The graph.
    outcome
        What came of the query.
    grid
        Its rows.
    view
        Which picture.
    question
        What it answers, unless the query has a title of its own.
    """
    options = ({"title": question} if question else {}) | _options(outcome)
    try:
        value = _value(found, grid, view, options)
    except QueryError as error:
        show(paragraph(str(error), "note"))
        return
    sources = _sources(found, grid)
    unnamed = () if sources else (_NO_SOURCE,)
    result: Result[Any] = Result(
        value=value,
        measure="the answer to a query",
        reference="The query stands in the file of the query, beside this one.",
        n=len(grid.rows),
        unit="statements" if grid.statements else "rows",
        sources=sources,
        caveats=(*caveats(value), *unnamed),
    )
    draw(framed(cited(found, result), f"normgraph-query-{view}"))


def _options(outcome: Outcome) -> dict[str, str]:
    """Return the options of the comments, with what the reader chose before them."""
    chosen = {
        name.removeprefix(_PREFIX): str(value).strip()
        for name, value in st.query_params.to_dict().items()
        if name.startswith(_PREFIX)
    }
    return directives(outcome.query) | {name: one for name, one in chosen.items() if one}


def _value(found: Loaded, grid: Grid, view: str, options: Mapping[str, str]) -> object:
    if view == "chart":
        return chart_of(grid, options)
    if view == "map":
        return map_of(grid, options, places(found.opened))
    if view == "timeline":
        return timeline_of(grid, options)
    return network_of(grid, options, _Kinds(found))


class _Kinds(dict[str, str]):
    """What sort of thing each is, looked up when it is drawn."""

    def __init__(self, found: Loaded) -> None:
        super().__init__()
        self._found = found

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """Return the label of the class of a thing."""
        thing = self._found.directory.get(key)
        if thing is None or not thing.classes:
            return "term" if key.startswith(local("")) else default
        return self._found.ontology.label(thing.classes[0])


def _sources(found: Loaded, grid: Grid) -> tuple[str, ...]:
    """Return the keys of the documents that the answer names."""
    named = {
        found.documents[text].key
        for place in grid.things
        for term in set(grid.cells(place))
        if term is not None and (text := str(term)[1:-1]) in found.documents
    }
    return tuple(sorted(named))
