"""What came of a query: how many rows, the view, the table, and the answer as files."""

import streamlit as st
from markupsafe import Markup

from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, listed, paragraph, plain, show
from normgraph.explorer.workbench import permalink
from normgraph.explorer.workbench.files import downloads
from normgraph.explorer.workbench.rows import rows
from normgraph.explorer.workbench.running import Outcome
from normgraph.explorer.workbench.views import chosen_view, figure_of
from normgraph.explorer.workbench.vocabulary import vocabulary
from normgraph.export.answer_grid import Grid, grid
from normgraph.query.hints import of_names, of_nothing


def answer_parts(found: Loaded, outcome: Outcome, question: str = "") -> None:
    """Show the answer: in the view that is chosen, as a table, and as files.

    Parameters
    ----------
    found
        The graph.
    outcome
        What came of the query.
    question
        What it answers, if it comes from the library.
    """
    if outcome.answer is None:
        return
    whole = grid(outcome.answer, found.directory.label)
    show(heading("The answer"), paragraph(_told(outcome, whole)))
    _hints(found, outcome)
    if not whole.rows:
        return
    view = chosen_view(outcome, whole)
    if view != "table":
        figure_of(found, outcome, whole, view, question)
        show(heading("The same as a table"))
    rows(found, whole)
    downloads(found, outcome, whole)


def _told(outcome: Outcome, whole: Grid) -> Markup:
    """Return how large the answer is, and how long it took."""
    if isinstance(outcome.answer, bool):
        said = "Yes." if outcome.answer else "No."
        return Markup("<strong>{}</strong> In {} seconds.").format(said, _seconds(outcome))
    noun = "statement" if whole.statements else "row"
    count = f"{len(whole.rows):,} {noun}{'' if len(whole.rows) == 1 else 's'}"
    return Markup("<strong>{}</strong> in {} seconds; the answer is whole.").format(
        count, _seconds(outcome)
    )


def _seconds(outcome: Outcome) -> str:
    return f"{outcome.seconds:.2f}" if outcome.seconds >= 0.01 else "less than 0.01"


def _hints(found: Loaded, outcome: Outcome) -> None:
    """Say what to check: of an empty answer, and of names that the graph does not have."""
    known = vocabulary(found)
    nothing = outcome.answer is False or outcome.rows == 0
    hints = (of_nothing if nothing else of_names)(outcome.query, known)
    if hints:
        told = "Nothing fits. What to check:" if nothing else "To check:"
        show(paragraph(told, "note"), listed(map(plain, hints)))
    if permalink.packed(outcome.query) is None:
        st.caption("The query is too long for an address; download it as a file.")
