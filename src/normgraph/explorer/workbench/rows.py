"""The rows of an answer as a table: things by their names and as links, in pages."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, paging, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import plain, scrolled, show, table
from normgraph.explorer.wording import capital
from normgraph.export.answer_grid import Grid, day, number
from normgraph.query.statements import value_of
from normgraph.store import Term

#: A longer text is cut in the table, which says so; the files have it whole.
_LONGEST = 400
_EMPTY = Markup('<span class="soft">\N{EN DASH}</span>')


def rows(found: Loaded, grid: Grid) -> None:
    """Show the rows on the page that the address asks for, in the order it asks for."""
    if len(grid.rows) > 1:
        with st.container(width=320):
            order = address.select("Order", "sort", _orders(grid))
    else:
        order = ""
    ordered = _ordered(grid, order)
    shown = [tuple(_cell(found, term) for term in row) for row in paging.sliced(ordered)]
    headers = [capital(column.lstrip("_")) for column in grid.columns]
    noun = "statements" if grid.statements else "rows"
    caption = f"{len(ordered):,} {noun}" if len(ordered) > 1 else ""
    show(
        scrolled(table(headers, shown, caption=caption, kind="numbers answer"), "The answer"),
        paging.links("query", len(ordered)),
    )


def _orders(grid: Grid) -> dict[str, str]:
    orders = {"": "as the query has it"}
    for column in grid.columns:
        orders |= {column: f"{column}, least first", f"-{column}": f"{column}, greatest first"}
    return orders


def _ordered(grid: Grid, order: str) -> Sequence[tuple[Term | None, ...]]:
    name = order.removeprefix("-")
    if name not in grid.columns:
        return grid.rows
    place = grid.columns.index(name)
    given = [row for row in grid.rows if row[place] is not None]
    given.sort(key=lambda row: _rank(grid, row[place]), reverse=order.startswith("-"))
    # What has no value is neither least nor greatest.
    return [*given, *(row for row in grid.rows if row[place] is None)]


def _rank(grid: Grid, term: Term | None) -> tuple[int, float, str]:
    """Return by what a cell is ordered: numbers before days before names."""
    found = number(term)
    if found is not None:
        return (0, found, "")
    when = day(term)
    return (1, 0, when) if when else (2, 0, grid.told(term).casefold())


def _cell(found: Loaded, term: Term | None) -> Markup:
    if term is None:
        return _EMPTY
    said = value_of(term)
    if len(said.text) > _LONGEST:
        return plain(f"{said.text[:_LONGEST]}… ({len(said.text):,} signs; the files have all)")
    if said.kind in {"integer", "decimal", "double", "float"}:
        return plain(_number(term, said.text))
    if said.kind == "thing" and not said.text.startswith(("http://", "https://")):
        return plain(said.text)
    if said.kind == "thing" and said.text.startswith(iri.INFERRED):
        return terms.thing(found, said.text) + plain(" (inferred)")
    if said.language == "en":
        return plain(said.text)
    return terms.value(found, said)


def _number(term: Term, written: str) -> str:
    """Return a number as it is read: whole ones below 10,000 may be years and stay as written.

    A number that no computer holds exactly stays as the answer has it.
    """
    value = number(term)
    if isinstance(value, int):
        return written if abs(value) < 10_000 else f"{value:,}"
    if value is None or (value != 0 and not 1e-3 <= abs(value) < 1e9):
        return written
    return f"{value:,.3f}".rstrip("0").rstrip(".")
