"""normgraph: a knowledge graph of actors, norms and crises in atrocity prevention.

>>> import normgraph
>>> answer = normgraph.query("ballots", decision="S/2011/612")
>>> sorted({row["ballot"] for row in answer})
['abstained', 'against', 'in favour']

`query` runs a query of the catalogue, `sparql` one of your own, `analyze` an analysis;
`network` gives the network that an analysis finds, `graph` the whole graph to rdflib.
`connect` opens the graph at a SPARQL endpoint, for `normgraph.query.select` and the like.
"""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from normgraph.errors import NormgraphError
from normgraph.store import graph

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from normgraph.analysis.result import Result
    from normgraph.query import Answer
    from normgraph.query.values import Value
    from normgraph.store import Opened

    def query(name: str, /, **values: Value) -> Answer:
        """Run a query: to a reader of types the module is the function that it is used as."""


__all__ = [
    "NormgraphError",
    "analyze",
    "connect",
    "graph",
    "network",
    "query",
    "select",
    "sparql",
]


def select(name: str, /, **values: "Value") -> "Answer":
    """Run the query called ``name``: the same as ``normgraph.query``.

    Raises
    ------
    NormgraphError
        When there is no graph, no such query or no such thing, or a value is missing.
    """
    from normgraph.query import select as run
    from normgraph.query.python_names import declared_names
    from normgraph.store import opened_once

    return run(opened_once().store, name, **declared_names(values))


def sparql(text: str, /) -> "Answer | bool | rdflib.Graph":
    """Ask the current graph a query of your own, in SPARQL 1.1.

    A SELECT is answered by rows, an ASK by yes or no, a CONSTRUCT or DESCRIBE by a graph.

    >>> import normgraph
    >>> rows = normgraph.sparql(
    ...     '''
    ...     PREFIX ng: <https://w3id.org/normgraph/ontology#>
    ...     PREFIX decision: <https://w3id.org/normgraph/id/decision/>
    ...     SELECT ?state { decision:S-2011-612 ng:votedAgainst ?state } ORDER BY ?state
    ...     '''
    ... )
    >>> [row["state"].rpartition("/")[2] for row in rows]
    ['CHN', 'RUS']

    Raises
    ------
    NormgraphError
        When there is no graph, or the query is not valid SPARQL or asks another server.
    """
    from normgraph.query import ask_text
    from normgraph.query.results import as_graph
    from normgraph.store import opened_once

    answer = ask_text(opened_once().store, text)
    return as_graph(answer) if isinstance(answer, tuple) else answer


def analyze(name: str, /, **values: str | int | date | Sequence[str]) -> "Result[object]":
    """Return the result of the analysis called ``name`` over the current graph.

    ``normgraph analyze --list`` names the analyses and their parameters. What is found is
    the ``value``; the result also says n, the sources, and what the value does not show.

    >>> import normgraph
    >>> found = normgraph.analyze("agreement", states=["CHN", "RUS"], from_=2011, to=2011)
    >>> [(pair.state, pair.state_b, pair.shared, pair.identical) for pair in found.value.pairs]
    [('CHN', 'RUS', 5, 5)]
    >>> found.measure
    'share of identical ballots'

    Raises
    ------
    NormgraphError
        When there is no graph or no such analysis, or a value is not of its type.
    """
    from normgraph.analysis.registry import analyze as run
    from normgraph.query.python_names import declared_names
    from normgraph.store import opened_once

    given = {name: _written(value) for name, value in declared_names(values).items()}
    return run(opened_once(), name, **given)


def network(name: str, /, **values: str | int | date | Sequence[str]) -> "nx.Graph[str]":
    """Return the network that the analysis called ``name`` finds, as a networkx graph.

    The attributes of the graph say what it is: measure, n, sources, version, licence and
    what it does not show.

    >>> import normgraph
    >>> council = normgraph.network("voting-network", from_=2011, to=2011)
    >>> council.number_of_nodes(), council.graph["licence"].partition(",")[0]
    (15, 'CC BY 4.0')

    Raises
    ------
    NormgraphError
        When there is no graph or no such analysis, when a value is not of its type, or when
        what the analysis finds is no network.
    """
    from normgraph.export.network import described_network

    return described_network(analyze(name, **values))


def connect(endpoint: str, /) -> "Opened":
    """Return the graph at a SPARQL 1.1 endpoint; what queries ask is its ``store``.

    Raises
    ------
    NormgraphError
        When SPARQLWrapper is not installed, the endpoint does not answer, or its default
        graph is not that of normgraph.
    """
    try:
        from normgraph.remote import connect as open_at
    except ImportError as error:
        message = "Asking endpoints is not installed. Run: pip install normgraph[remote]"
        raise NormgraphError(message) from error
    return open_at(endpoint)


def _written(value: str | int | date | Sequence[str]) -> str:
    """Return a value of a parameter as it is written on a command line."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    return ",".join(value)


def __getattr__(name: str) -> object:
    """Return the catalogue of queries when it is first asked for; importing it takes time.

    Raises
    ------
    AttributeError
        When it is something else that is asked for, which there is not.
    """
    if name == "query":
        return import_module("normgraph.query")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
