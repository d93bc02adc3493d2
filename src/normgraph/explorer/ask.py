"""Ask without SPARQL: pick a question, fill in its places, and see the answer and its query."""

import shlex
from collections.abc import Mapping
from functools import partial
from keyword import iskeyword

import streamlit as st
from markupsafe import Markup

from normgraph.errors import NormgraphError
from normgraph.explorer import address, frame
from normgraph.explorer.answer_table import answer_table, told_rows
from normgraph.explorer.ask_form import Filled, form, labels
from normgraph.explorer.asked_words import matching
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    link,
    linked,
    listed,
    paragraph,
    plain,
    show,
)
from normgraph.explorer.workbench.permalink import packed
from normgraph.export.table import csv_text
from normgraph.query import Answer, Query, select
from normgraph.query.binding import bound
from normgraph.query.catalog import TOPICS, library

#: Pixels of the place in which the SPARQL stands beside the form, and scrolls.
_HEIGHT = 330


def page() -> None:
    """Show the question that the address asks, or all that can be asked."""
    found = graph()
    name = address.chosen("question")
    if name in library():
        _question(found, library()[name])
    else:
        _index(found, name)
    frame.end(found)


def _index(found: Loaded, unknown: str) -> None:
    frame.begin(
        "Ask",
        f"{len(library())} questions that the graph answers. Pick one and fill in its places; "
        "the query in SPARQL is shown beside the answer.",
    )
    if unknown:
        show(paragraph(f"There is no question named “{unknown}”. These there are:", "note"))
    asked = address.text(
        "Search the questions", "find", hint="vetoed Syria, sponsors, Rome Statute 1998 …"
    )
    if asked:
        _matches(found, asked)
    else:
        show(*(_topic(found, topic, told) for topic, told in TOPICS.items()))


def _matches(found: Loaded, asked: str) -> None:
    matches = matching(found, asked)
    if not matches:
        show(
            paragraph(f"No question has a word of “{asked}”."),
            paragraph("Try another word, such as veto, sponsor, treaty, sanctions or deaths."),
        )
        return
    told = "One question" if len(matches) == 1 else f"{len(matches)} questions"
    show(paragraph(f"{told}, those that fit best first.", "soft"))
    show(listed(_link(found, query, given) for query, given in matches))


def _topic(found: Loaded, topic: str, told: str) -> Markup:
    questions = [query for query in library().values() if query.topic == topic]
    links = listed(_link(found, query, {}) for query in questions)
    return folded_away(f"{told} ({len(questions)})", links, opened=topic == next(iter(TOPICS)))


def _link(found: Loaded, query: Query, given: Mapping[str, str]) -> Markup:
    """Return a link to a question, with places that are filled already."""
    shown = {name: f"({name})" for name, value in query.parameters.items() if value.required}
    text = query.asked(shown | labels(found, query, given))
    return link(text, address.page("ask", question=query.name, **given))


def _question(found: Loaded, query: Query) -> None:
    title = st.empty()
    show(paragraph(link("All questions", address.page("ask")), "soft"))
    fields, beside = st.columns([2, 3], gap="large")
    with fields:
        filled = form(found, query)
        if dict(query.examples) != filled.values:
            show(_example(found, query))
    sentence = query.asked(labels(found, query, filled.values))
    frame.title(sentence)
    with title:
        show(heading(sentence, 1))
    answer, trouble = _answer(found, query, filled)
    with beside:
        _sparql(query, filled.values, sentence, complete=not trouble)
    if answer is None:
        show(paragraph(trouble, "note"))
    else:
        _rows(found, query, filled.values, answer)
    _explanation(query)
    if answer is not None:
        _elsewhere(query, filled.values)


def _example(found: Loaded, query: Query) -> Markup:
    if not query.examples:
        return Markup("")
    told = query.asked(labels(found, query, query.examples))
    target = address.page("ask", question=query.name, **query.examples)
    return paragraph(Markup("For example: {}").format(linked(plain(told), target)), "soft")


def _answer(found: Loaded, query: Query, filled: Filled) -> tuple[Answer | None, str]:
    """Return the answer, or what keeps it from being given."""
    if filled.missing:
        wanted = " and ".join(filled.missing)
        return None, f"Choose {wanted} to get the answer."
    if filled.unclear:
        return None, "The answer comes when each place names one thing: see the fields above."
    try:
        return select(found.opened.store, query.name, **filled.values), ""
    except NormgraphError as error:
        # The command line names options with hyphens, a form does not.
        return None, str(error).replace("--", "")


def _sparql(query: Query, values: Mapping[str, str], sentence: str, *, complete: bool) -> None:
    show(heading("The same in SPARQL", 2))
    if not complete:
        show(paragraph("It is shown when every place that is needed is filled.", "soft"))
        return
    text = f"# {' '.join(sentence.split())}\n{bound(query, values)}"
    with st.container(height=_HEIGHT):
        st.code(text, language="sparql", wrap_lines=True)
    show(
        paragraph(
            Markup("{}. This text runs unchanged at the endpoint of normgraph.").format(
                link("Open in the Query page", address.page("query", q=packed(text) or text))
            ),
            "soft",
        )
    )


def _rows(found: Loaded, query: Query, values: Mapping[str, str], answer: Answer) -> None:
    show(heading("Answer"), paragraph(told_rows(answer)))
    if not answer.rows:
        told = (
            "Nothing in the graph answers this. What is not in the graph may still have "
            "happened: see how to read it below."
        )
        show(paragraph(told, "note"))
        return
    show(*answer_table(found, answer, hidden=values.keys()))
    name = f"normgraph-{query.name}.csv"
    st.download_button(
        "Download CSV",
        partial(_csv, answer),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=name,
    )


def _csv(answer: Answer) -> str:
    return csv_text(answer.columns, [tuple(row.values()) for row in answer.records()])


def _explanation(query: Query) -> None:
    topics = joined(plain(TOPICS[tag]) for tag in query.tags if tag in TOPICS)
    show(
        heading("How to read it"),
        paragraph(query.summary),
        paragraph(query.description),
        paragraph(Markup("Topics: {}").format(topics), "soft"),
    )


def _elsewhere(query: Query, values: Mapping[str, str]) -> None:
    words = [word for name, value in values.items() for word in (f"--{name}", value)]
    given = "".join(
        f", {name}_={value!r}" if iskeyword(name) else f", {name}={value!r}"
        for name, value in values.items()
    )
    show(heading("Ask for it elsewhere"), paragraph("On the command line, and in Python:"))
    st.code(shlex.join(["normgraph", "query", query.name, *words]), language="bash")
    st.code(f"import normgraph\n\nnormgraph.query({query.name!r}{given})", language="python")
