"""The graph and what is read from it once, shared by every visit to this process."""

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import RLock

import streamlit as st

from normgraph import iri, paths
from normgraph.query import records
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
    )
    # Streamlit and Python would otherwise walk all of this again and again.
    gc.collect()
    gc.freeze()
    return found
