"""The answer as files: as the endpoint writes it, and for spreadsheets."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, paragraph, show
from normgraph.explorer.workbench.running import Outcome, written
from normgraph.export.answer_grid import Grid
from normgraph.export.table import csv_text
from normgraph.query.formats import formats_for
from normgraph.query.run import text

Content = Callable[[], str | bytes]
#: What people call the formats.
_TITLES = {
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV, as it is",
    "tsv": "TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
}


def downloads(found: Loaded, outcome: Outcome, grid: Grid) -> None:
    """Show a button for each format; the file is written when it is pressed."""
    show(heading("As a file", 3))
    buttons: list[tuple[str, Content, str, str]] = [
        ("Query", partial(str, outcome.query), "query.rq", "application/sparql-query")
    ]
    if not grid.statements and outcome.form == "select":
        buttons.append(("CSV for spreadsheets", partial(_csv, grid), "answer.csv", "text/csv"))
    for name, form in formats_for(outcome.form).items():
        if name in _TITLES and (outcome.form == "select" or name not in {"csv", "tsv"}):
            told = "-as-it-is" if name == "csv" else ""
            file = f"answer{told}{form.extension}"
            write: Content = partial(written, found, outcome.query, name)
            buttons.append((_TITLES[name], write, file, form.media_type))
    with st.container(horizontal=True):
        for label, content, file, kind in buttons:
            st.download_button(
                label,
                content,
                file_name=f"normgraph-{file}",
                mime=kind,
                on_click="ignore",
                key=f"file-{label}",
            )
    show(
        paragraph(
            "In the CSV for spreadsheets, text that a spreadsheet would run as a formula has "
            "an apostrophe before it. All other files are as the endpoint writes them. Graph "
            f"version {found.opened.manifest.version}.",
            "soft",
        )
    )


def _csv(grid: Grid) -> str:
    cells = ([None if term is None else text(term) for term in row] for row in grid.rows)
    return csv_text(grid.columns, cells)
