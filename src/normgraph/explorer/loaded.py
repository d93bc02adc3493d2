"""The graph and what is read from it once, shared by every visit to this process."""

import gc
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import RLock

import streamlit as st

from normgraph import iri, paths
from normgraph.query import records, select
from normgraph.query.directory import Directory, read_directory
from normgraph.query.ontology import Ontology, read_ontology
from normgraph.query.register import Entry, read_register
from normgraph.query.search import SearchIndex
from normgraph.store import Opened, current, open_graph

_LOADING = RLock()


@dataclass(frozen=True)
class Loaded:
    """The opened graph with the tables that pages and search look things up in."""

    opened: Opened
    directory: Directory
    index: SearchIndex
    ontology: Ontology
    documents: Mapping[str, records.Source]  #: by IRI
    #: By IRI of a state: names it bore, each with first and last day, or "" where open.
    dated_names: Mapping[str, Sequence[tuple[str, str, str]]]

    def name_on(self, state: str, day: str) -> str:
        """Return the name that a state bore on a day, if another than its present one."""
        for name, first, last in self.dated_names.get(state, ()):
            if first <= day <= (last or "9999"):
                return name
        return ""

    @cached_property
    def register(self) -> Mapping[str, Entry]:
        """Every decision by IRI, oldest first."""
        return {entry.decision: entry for entry in read_register(self.opened.store)}


def graph() -> Loaded:
    """Return the current graph in memory; read once for each version that is built."""
    with _LOADING:
        return _read(str(current()))


def warm() -> None:
    """Read the graph before the first visitor asks for it."""
    graph().register  # noqa: B018 - reading it is the purpose


def _dated_names(opened: Opened) -> Mapping[str, Sequence[tuple[str, str, str]]]:
    names: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in select(opened.store, "dated_names").records():
        names[row["state"]].append((row["name"], row["from"], row["to"]))
    return names


@st.cache_resource(max_entries=1, show_spinner="Reading the graph ...")
def _read(folder: str) -> Loaded:
    opened = open_graph(paths.home(), in_memory=True)
    directory = read_directory(opened.store)
    found = Loaded(
        opened=opened,
        directory=directory,
        index=SearchIndex(directory),
        ontology=read_ontology(opened.store),
        documents={
            iri.mint("document", source.key): source for source in records.sources(opened.store)
        },
        dated_names=_dated_names(opened),
    )
    # Streamlit and Python would otherwise walk all of this again and again.
    gc.collect()
    gc.freeze()
    return found
