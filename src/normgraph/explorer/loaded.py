"""The graph and what is read from it once, shared by every visit to this process."""

import gc
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from normgraph import iri
from normgraph.query import kept, records, select
from normgraph.query.directory import Directory
from normgraph.query.ontology import read_ontology
from normgraph.query.records import Coverage
from normgraph.query.register import Entry, read_register
from normgraph.query.search import SearchIndex
from normgraph.store import Opened, current, open_graph

_OPENING = threading.Lock()
#: Seconds after which reading into memory begins, so that it does not slow the first page.
_AFTER = 2.0
_READING = threading.RLock()


class Loaded:
    """The opened graph, and the tables in which pages look things up.

    Those that the first page does not need are read on first use, or in the background.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.ontology = read_ontology(opened.store)
        #: By IRI.
        self.documents = {
            iri.mint("document", source.key): source for source in records.sources(opened.store)
        }
        self._names_of_the_day = _dated_names(opened)
        self._directory: Directory | None = None
        self._index: SearchIndex | None = None
        self._register: Mapping[str, Entry] | None = None
        #: An endpoint stays where it is.
        self._in_memory = opened.folder is None

    def read_into_memory(self) -> Opened:
        """Take the graph from the disk: tables are read from memory in a third of the time."""
        if not self._in_memory:
            self.opened = open_graph(in_memory=True)
            self._in_memory = True
        return self.opened

    @property
    def directory(self) -> Directory:
        """Every thing by IRI."""
        with _READING:
            if self._directory is None:
                self.read_into_memory()
                self._directory = kept.directory(self.opened)
                _leave_alone()
            return self._directory

    @property
    def index(self) -> SearchIndex:
        """The index over the names of all things."""
        with _READING:
            if self._index is None:
                self.read_into_memory()
                self._index = kept.index(self.opened)
                _leave_alone()
            return self._index

    @property
    def register(self) -> Mapping[str, Entry]:
        """Every decision by IRI, oldest first."""
        with _READING:
            if self._register is None:
                self.read_into_memory()
                entries = read_register(self.opened.store)
                self._register = {entry.decision: entry for entry in entries}
                _leave_alone()
            return self._register

    @cached_property
    def coverage(self) -> Coverage | None:
        """The days between which the graph has decisions."""
        return records.coverage(self.opened.store)

    def fill(self) -> None:
        """Read every table before a visitor asks for it."""
        for table in ("directory", "index", "register"):
            getattr(self, table)

    def name_on(self, state: str, day: str) -> str:
        """Return the name that a state bore on a day, if another than its present one."""
        for name, first, last in self._names_of_the_day.get(state, ()):
            if first <= day <= (last or "9999"):
                return name
        return ""


#: The graph that is served, by the folder it was published in; an older one is let go.
_served: dict[str, Loaded] = {}


#: The key of a graph that is not on this machine, among those that are served.
_ELSEWHERE = ""


def show(opened: Opened) -> None:
    """Show this graph, which lies at an endpoint, until the process ends."""
    with _OPENING:
        _served[_ELSEWHERE] = Loaded(opened)


def is_shown() -> bool:
    """Return whether a graph at an endpoint is shown in the place of the current one."""
    return _ELSEWHERE in _served


def graph() -> Loaded:
    """Return the graph that is shown, or the current one, opened once for each build of it.

    The first visitor reads it from the disk, which opens at once. It is read into memory
    beside that, where answers come faster, and takes the place of the one on the disk.
    """
    if is_shown():
        return _served[_ELSEWHERE]
    folder = str(current())
    with _OPENING:
        if folder not in _served:
            found = Loaded(open_graph())
            _served.clear()
            _served[folder] = found
            background = threading.Timer(_AFTER, found.fill)
            background.daemon = True
            background.start()
        return _served[folder]


def _dated_names(opened: Opened) -> Mapping[str, Sequence[tuple[str, str, str]]]:
    names: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in select(opened.store, "dated_names").records():
        names[row["state"]].append((row["name"], row["from"], row["to"]))
    return names


def _leave_alone() -> None:
    """Keep collections from walking, again and again, what was just read."""
    gc.collect()
    gc.freeze()
