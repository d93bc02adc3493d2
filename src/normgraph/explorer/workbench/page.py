"""The page: an editor with the library beside it, and below what came of the query."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from normgraph.explorer import frame
from normgraph.explorer.editor import Edited, Mistake, editor
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import heading, link, listed, paragraph, plain, show
from normgraph.explorer.workbench import asked, library
from normgraph.explorer.workbench.answer import answer_parts
from normgraph.explorer.workbench.asked import Asked
from normgraph.explorer.workbench.elsewhere import elsewhere
from normgraph.explorer.workbench.explained import explained
from normgraph.explorer.workbench.failed import failed, place_of
from normgraph.explorer.workbench.running import Outcome, run
from normgraph.explorer.workbench.vocabulary import vocabulary
from normgraph.query.directives import OPTIONS

_LEAD = (
    "Ask the graph in SPARQL, and see the answer as a table, a graph, a chart, a map or a "
    "timeline. Choose a question from the library, change its query, and run it."
)
_KEY = "workbench"


def page() -> None:
    """Show the workbench; the query and its view stand in the address."""
    found = graph()
    frame.begin("Query", _LEAD)
    now = asked.from_address()
    if now.problem:
        show(paragraph(now.problem, "note"))
    left, right = st.columns([2, 1], gap="medium")
    with right:
        library.chooser()
    with left:
        if now.name:
            show(library.about(found, now.name, narrowed=now.narrowed))
        edited = editor(
            now.start,
            key=_KEY,
            error=partial(_mistake, found, now),
            height=340,
            revision=now.revision,
        )
        _buttons(edited)
    if now.query:
        with st.spinner("The query runs …"):
            outcome = run(found, now.query)
        _show(found, outcome, edited, _question(found, now))
    _help()
    frame.end(found)


def _question(found: Loaded, now: Asked) -> str:
    return library.question(found, now.name, narrowed=now.narrowed)


def _buttons(edited: Edited) -> None:
    pressed = st.button("Run", type="primary", help="or Ctrl+Enter in the editor")
    if pressed or edited.run:
        asked.ask(edited.asked)
        edited.done()
        # Begun anew, so that the editor above knows what came of it.
        st.rerun()


def _mistake(found: Loaded, now: Asked, text: str) -> Mistake | None:
    """Return what is wrong with the text, if it is the one that was run."""
    if text != now.query:
        return None
    error = run(found, text).error
    if error is None:
        return None
    line, column = place_of(error)
    return Mistake(line, column, str(error).partition("\n")[0]) if line else None


def _show(found: Loaded, outcome: Outcome, edited: Edited, question: str) -> None:
    if edited.text != outcome.query:
        show(
            paragraph(
                "The query in the editor was changed since: below is the answer to the one "
                "that was run.",
                "soft",
            )
        )
    if outcome.error is not None:
        failed(found, outcome)
    else:
        answer_parts(found, outcome, question)
    if outcome.form:
        with st.expander("What this query does, term by term"):
            explained(vocabulary(found), outcome.query)
        with st.expander("Ask it from a program"):
            elsewhere(outcome)


def _help() -> None:
    with st.expander("Views, comments that choose them, and what is kept in the address"):
        views = listed(
            Markup("<code># {}: …</code> {}").format(name, plain(told))
            for name, told in OPTIONS.items()
        )
        show(
            paragraph(
                "A comment on a line of its own says how the answer is shown; what is chosen "
                "beside the answer goes before it. Columns are named with or without the "
                "question mark."
            ),
            views,
            paragraph(
                Markup(
                    "<code>#defaultView:Map</code> and the other names that the query service "
                    "of Wikidata has for its views are understood too: BarChart, LineChart, "
                    "Graph, Map, Timeline, Table."
                )
            ),
            heading("What may be asked", 3),
            paragraph(
                "SELECT, ASK, CONSTRUCT and DESCRIBE. A query runs for 20 seconds at most and "
                "gives 100,000 rows at most; one that would take more gets no answer, not a "
                "part of one. Nothing here can change the graph or ask another server."
            ),
            paragraph(
                "A query that was run stands in the address of the page: copy the address to "
                "share the query with its answer and view. The Back button leads to the query "
                "before."
            ),
            paragraph(
                Markup("{} has the same graph for programs.").format(link("/sparql", "/sparql"))
            ),
        )
