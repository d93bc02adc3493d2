"""How much a query may take, and how many run at once."""

import os
from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader's query may take before it is stopped, and what others wait for.

    Short queries have processes of their own. One that runs longer than `patience` goes on
    at low priority beside other long ones, and another process takes short queries in its
    place: long queries make each other wait, never the short ones.
    """

    seconds: float = 20.0  #: from its beginning to its last byte
    memory: int = 512 * _MIB  #: bytes beyond what the graph takes
    rows: int = 100_000  #: rows, or statements, of an answer
    bytes: int = 64 * _MIB  #: of an answer as written
    workers: int = max(2, os.cpu_count() or 1)  #: short queries that run at once
    patience: float = 0.1  #: seconds after which a query is a long one
    long: int = 6  #: long queries that run at once
    long_per_client: int = 5  #: of these for one client
    queue: int = 1024  #: queries that wait
    queue_per_client: int = 512  #: of these for one client


@dataclass(frozen=True, slots=True)
class Source:
    """What the workers answer from."""

    #: Files of statements, each with the IRI of the graph they go to; "" for quads and for
    #: the default graph.
    files: tuple[tuple[str, str], ...]
    #: Whether the default graph is the union of the named ones.
    union: bool = True
    #: Statements that there must be, each counted once for each graph; 0 for any number.
    quads: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A query that passed `normgraph.query.guard.checked`, and how its answer is written."""

    query: str
    format: str  #: name in `normgraph.query.formats`
    default_graphs: tuple[str, ...] = ()  #: as the SPARQL protocol has them
    named_graphs: tuple[str, ...] = ()
    #: Graphs in its FROM clauses, where they are known; None to look for them.
    graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole answer to a request."""

    body: bytes
    rows: int  #: rows, or statements; 1 for a yes or no
    seconds: float  #: that the query ran
