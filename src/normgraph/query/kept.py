"""What analyses read again and again, read once for each graph that is open."""

from collections.abc import Mapping

from normgraph import iri
from normgraph.query import records
from normgraph.query.directory import Directory, read_directory
from normgraph.query.ontology import Ontology, read_ontology
from normgraph.query.records import Coverage, Source, Term, Veto
from normgraph.query.run import select
from normgraph.query.search import SearchIndex
from normgraph.store import Opened, once_per_graph


@once_per_graph
def vetoes(opened: Opened) -> tuple[Veto, ...]:
    """Return every veto, by day and text."""
    return tuple(records.vetoes(opened.store))


@once_per_graph
def terms(opened: Opened) -> tuple[Term, ...]:
    """Return every term on the Council, elected terms and tenures of permanent seats."""
    return tuple(records.terms(opened.store))


@once_per_graph
def coverage(opened: Opened) -> Coverage | None:
    """Return between which days the graph has decisions, or None if it has none."""
    return records.coverage(opened.store)


@once_per_graph
def sources(opened: Opened) -> Mapping[str, Source]:
    """Return every document and dataset by key."""
    return {source.key: source for source in records.sources(opened.store)}


@once_per_graph
def crisis_names(opened: Opened) -> Mapping[str, str]:
    """Return the English name of each crisis by key."""
    return {
        iri.key(row["crisis"]): row["name"] for row in select(opened.store, "crises").records()
    }


@once_per_graph
def directory(opened: Opened) -> Directory:
    """Return every thing by IRI, with its names."""
    return read_directory(opened.store)


@once_per_graph
def ontology(opened: Opened) -> Ontology:
    """Return every class and property by IRI."""
    return read_ontology(opened.store)


@once_per_graph
def index(opened: Opened) -> SearchIndex:
    """Return the index over the names of all things."""
    return SearchIndex(directory(opened))
