"""Opening the built graph: read-only on disk for one question, in memory for many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import WeakKeyDictionary

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from normgraph import manifest, paths
from normgraph.errors import MissingGraphError
from normgraph.manifest import Manifest, digest, engine, fingerprint

if TYPE_CHECKING:
    from rdflib import Dataset


T = TypeVar("T")
Term = NamedNode | Literal | BlankNode | Triple


class QuadStore(Protocol):
    """What queries and analyses ask of a store: the embedded engine's, or one far away.

    Its default graph is the union of its named graphs.
    """

    def query(
        self, query: str, *, substitutions: dict[Variable, Term] | None = None
    ) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        """Run a query in which ``substitutions`` stand for variables."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - the engine's own signature
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the statements that have these terms; None stands for any."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Opened:
    """A graph that can be queried, and what it says of itself."""

    store: QuadStore  #: its default graph is the union of its named graphs
    manifest: Manifest
    folder: Path | None  #: where it is published on this machine; None for an endpoint


def once_per_graph(read: Callable[[Opened], T]) -> Callable[[Opened], T]:
    """Make ``read`` keep what it returned for as long as the graph is open.

    A graph does not change while it is open, so what was read from it once is read for good.
    Every caller is given the same object: it must not be changed.
    """
    kept: WeakKeyDictionary[Opened, T] = WeakKeyDictionary()
    reading = Lock()

    @wraps(read)
    def kept_or_read(opened: Opened) -> T:
        with reading:
            if opened not in kept:
                kept[opened] = read(opened)
            return kept[opened]

    return kept_or_read


def current(home: Path | None = None) -> Path:
    """Return the folder of the current graph.

    Raises
    ------
    MissingGraphError
        When none has been built.
    """
    folder = (home or paths.home()) / "current"
    if not (folder / "manifest.json").is_file():
        raise MissingGraphError("No graph has been built yet. Run: normgraph build")
    return folder.resolve()


def open_graph(home: Path | None = None, *, in_memory: bool = False) -> Opened:
    """Return the current graph, opened read-only on disk or loaded into memory.

    On disk opening is immediate; in memory each answer is faster, which pays for a process
    that lives long.

    Raises
    ------
    MissingGraphError
        When no graph has been built, or when it was built by another version of the
        engine, or is damaged.
    """
    folder = current(home)
    facts = manifest.read(folder)
    if in_memory:
        return Opened(_loaded(folder, facts), facts, folder)
    return Opened(_on_disk(folder, facts), facts, folder)


def opened_once(home: Path | None = None) -> Opened:
    """Return the current graph, read-only on disk, opened once and again after a build.

    Who asks many small questions in a row, as a notebook does, opens it for the first only,
    and what `once_per_graph` keeps is kept between them.

    Raises
    ------
    MissingGraphError
        As `open_graph` does.
    """
    return _opened_at(home or paths.home(), current(home))


@lru_cache(maxsize=1)
def _opened_at(home: Path, folder: Path) -> Opened:
    """Open the graph of ``home``, which at the time lies in ``folder``."""
    return open_graph(home)


def _on_disk(folder: Path, facts: Manifest) -> Store:
    if facts.engine != engine():
        message = (
            f"The graph was built for version {facts.engine} of the engine, this is "
            f"{engine()}. Run: normgraph build"
        )
        raise MissingGraphError(message)
    try:
        return Store.read_only(str(folder / "store"))
    except OSError as error:
        message = "The store of the current graph cannot be opened. Run: normgraph build"
        raise MissingGraphError(message) from error


def _loaded(folder: Path, facts: Manifest) -> Store:
    store = Store()
    store.bulk_load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    if len(store) != facts.quads:
        message = "The current graph is damaged: statements are missing. Run: normgraph build"
        raise MissingGraphError(message)
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


def is_stale(home: Path | None = None) -> bool:
    """Return whether the tables or the ontology have changed since the graph was built."""
    return manifest.read(current(home)).inputs != fingerprint(paths.ontology(), paths.data())


def verify(home: Path | None = None) -> Manifest:
    """Read the current graph whole and return its manifest if it is what was built.

    Raises
    ------
    MissingGraphError
        When the bytes differ from the version, or the store from the bytes.
    """
    folder = current(home)
    facts = manifest.read(folder)
    found = digest(folder)
    if found != facts.version:
        message = (
            f"graph.nq is damaged: its sha256 is {found}, not {facts.version}. "
            "Run: normgraph build"
        )
        raise MissingGraphError(message)
    count = len(_on_disk(folder, facts))
    if count != facts.quads + facts.triples:
        expected = facts.quads + facts.triples
        message = (
            f"The store is damaged: {count} statements, not {expected}. Run: normgraph build"
        )
        raise MissingGraphError(message)
    return facts


@cache
def graph() -> "Dataset":
    """Return the current graph as an rdflib Dataset, for notebooks and scripts.

    It can be read and not changed. Its ``query`` asks the embedded engine, not rdflib's own
    evaluator, and may federate (SERVICE), which `normgraph.query.ask_text` refuses. The
    default graph is the union of all sources; ``graph().get_context(document)`` is what one
    document says.

    Raises
    ------
    MissingGraphError
        When no graph has been built.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    folder = current()
    store = _on_disk(folder, manifest.read(folder))
    return Dataset(store=OxigraphStore(store=store), default_union=False)
