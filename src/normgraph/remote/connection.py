"""Opening the graph at an endpoint: whether it is there, and which version it is."""

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from normgraph import iri
from normgraph.manifest import Manifest
from normgraph.remote.answers import described
from normgraph.remote.endpoint import Endpoint
from normgraph.remote.store import RemoteStore, query_of
from normgraph.remote.transport import Limits
from normgraph.store import Opened

#: The version of a graph that does not say which it is.
UNKNOWN = "unknown"
_RELEASE = f"{iri.BASE}release/"


def connect(address: str, limits: Limits | None = None, *, counted: bool = False) -> Opened:
    """Return the graph at a SPARQL 1.1 endpoint, for queries and analyses.

    Parameters
    ----------
    address
        Of the endpoint itself, such as ``https://host/sparql``.
    limits
        How long it is waited for and how much it may send.
    counted
        Whether to count its statements, for which an endpoint may need seconds; not counted,
        the manifest has none.

    Raises
    ------
    EndpointError
        When it does not answer, or its default graph is not that of normgraph.
    """
    store = RemoteStore(Endpoint(address, limits))
    _refuse_other_graphs(store)
    size = _size(store) if counted else 0
    facts = Manifest(_version(store), inputs="", engine="SPARQL 1.1", quads=size, triples=size)
    return Opened(store, facts, folder=None)


def _refuse_other_graphs(store: RemoteStore) -> None:
    """Raise if the default graph has no decisions.

    Raises
    ------
    EndpointError
        When it has none.
    """
    if _says_yes(store, "decisions"):
        return
    if _says_yes(store, "decisions_named"):
        told = "has the graph of normgraph in named graphs, but not in its default graph"
        advice = (
            "Let its default graph be the union of the named ones; "
            "Oxigraph does with --union-default-graph."
        )
        raise store.endpoint.error(told, advice)
    told = "answers, but does not have the graph of normgraph"
    raise store.endpoint.error(
        told, "Load there what this writes: normgraph export normgraph.nq."
    )


def _says_yes(store: RemoteStore, name: str) -> bool:
    answer = store.query(query_of(name).text)
    return isinstance(answer, QueryBoolean) and bool(answer)


def _size(store: RemoteStore) -> int:
    answer = store.query(query_of("size").text)
    rows = list(answer) if isinstance(answer, QuerySolutions) else []
    return int(rows[0][0].value) if rows and isinstance(rows[0][0], Literal) else 0


def _version(store: RemoteStore) -> str:
    """Return what version the graph, or else the endpoint, says it is; or that none does."""
    answer = store.query(query_of("release").text)
    said = {
        version.value
        for release, version in (answer if isinstance(answer, QuerySolutions) else ())
        if isinstance(release, NamedNode) and isinstance(version, Literal)
        if release.value.startswith(_RELEASE)
    }
    return said.pop() if len(said) == 1 else _version_of_endpoint(store.endpoint)


def _version_of_endpoint(endpoint: Endpoint) -> str:
    """Return the version of the one release that the endpoint's description names."""
    named = {
        term.value.removeprefix(_RELEASE)
        for triple in described(endpoint.description() or b"")
        for term in (triple.subject, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(_RELEASE)
    }
    return named.pop() if len(named) == 1 else UNKNOWN
