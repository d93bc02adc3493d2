"""The library of queries beside the editor: found by topic and words, loaded at a click."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, link, listed, paragraph, plain, show
from normgraph.explorer.wording import capital
from normgraph.explorer.workbench.asked import NARROWED, values
from normgraph.query.catalog import LOOK_UP, Parameter, Query, catalog, named

#: Of the list, in pixels, so that it ends where the editor does.
_HEIGHT = 400
_ANY = "every topic"


def chooser() -> None:
    """Show the queries that fit topic and words, each as a link that loads it."""
    show(heading("Questions to begin with", 3))
    topics = sorted({query.topic for query in catalog().values()} - {LOOK_UP})
    options = {"": _ANY} | {topic: topic for topic in topics} | {LOOK_UP: LOOK_UP}
    words = address.text("Words", "find", hint="veto, Darfur, ratified …")
    topic = address.select("Topic", "topic", options)
    fitting = fits(words, topic)
    told = f"{len(fitting):,} of {len(catalog()):,} queries"
    with st.container(height=_HEIGHT, border=False):
        show(
            paragraph(
                told if fitting else f"{told}: take away a word, or choose {_ANY}.", "soft"
            ),
            listed(_linked(query) for query in fitting),
        )


def fits(words: str, topic: str) -> list[Query]:
    """Return the queries of a topic in which all words occur, questions before look-ups."""
    wanted = words.casefold().split()
    found = [
        query
        for query in catalog().values()
        if topic in {"", query.topic, *query.tags}
        and all(word in _said(query) for word in wanted)
    ]
    return sorted(found, key=lambda query: (not query.question, query.title.casefold()))


def _said(query: Query) -> str:
    parts = (query.name.replace("_", " "), query.title, query.summary, query.description)
    return " ".join((*parts, *query.tags)).casefold()


def _linked(query: Query) -> Markup:
    kept = {name: address.chosen(name) for name in ("find", "topic")}
    return link(
        capital(query.title.replace("_", " ")),
        address.page("query", query=query.name, **kept),
        title=query.summary,
        current=address.chosen("query") == query.name,
    )


def about(found: Loaded, name: str, *, narrowed: bool) -> Markup:
    """Return what a query of the library answers, and what to know before relying on it."""
    query = named(name)
    given, free = values(query, narrowed=narrowed), values(query, narrowed=True)
    told = [_told(given, "Here with example values, which you can change in the text: {}.")]
    more = {key: value for key, value in free.items() if key not in given}
    if more:
        narrower = address.page("query", query=name, values=NARROWED)
        told.append(link(f"Narrow it, for example to {_listed(more)}", narrower))
    return (
        heading(question(found, name, narrowed=narrowed) or name, 3)
        + paragraph(plain(query.summary))
        + paragraph(plain(query.description), "soft")
        + paragraph(Markup(" ").join(told), "soft")
    )


def question(found: Loaded, name: str, *, narrowed: bool) -> str:
    """Return what a query of the library answers as it is loaded; nothing for no name."""
    if not name:
        return ""
    query = named(name)
    given = values(query, narrowed=narrowed)
    labels = {key: _label(found, query.parameters[key], value) for key, value in given.items()}
    return capital(query.asked(labels) if query.question else query.title.replace("_", " "))


def _label(found: Loaded, parameter: Parameter, value: str) -> str:
    """Return what a value is called, if it is a thing."""
    thing = iri.mint(parameter.key_space, iri.key_of(value))
    known = parameter.type == "iri" and thing in found.directory
    return found.directory.label(thing) if known else value


def _told(given: Mapping[str, str], sentence: str) -> Markup:
    return plain(sentence.format(_listed(given))) if given else Markup("")


def _listed(given: Mapping[str, str]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in given.items())
