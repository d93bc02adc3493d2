"""Answering one query over a store, within the limits on its size."""

from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from normgraph import iri
from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.limited.limits import Request
from normgraph.query.formats import GRAPH_WRITERS, RESULT_WRITERS
from normgraph.query.guard import checked
from normgraph.query.syntax_error import told_syntax_error
from normgraph.query.vocabulary import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_WITH_PREFIXES = {"turtle", "trig", "rdfxml"}


class TooLargeError(LimitError):
    """An answer that is larger than one may be."""

    def __init__(self, limit: str, most: int, unit: str) -> None:
        told = (
            f"The answer has more than {most:,} {unit}, the most that is given at once. "
            "Nothing was cut off: there is no answer. Narrow the query, count instead of "
            "listing, or take it in parts with ORDER BY, LIMIT and OFFSET."
        )
        super().__init__(limit, told)


class _Counted(BytesIO):
    """Takes what a writer writes, until it is too much."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, part: "ReadableBuffer", /) -> int:
        """Keep ``part``.

        Raises
        ------
        TooLargeError
            When there is more than may be.
        """
        written = super().write(part)
        if self.tell() > self.most:
            raise TooLargeError("bytes", self.most, "bytes")
        return written


def answer(store: Store, request: Request, rows: int, size: int) -> tuple[bytes, int]:
    """Return the answer as written, and its number of rows or statements.

    Parameters
    ----------
    store
        What is asked.
    request
        The query and the format.
    rows
        Rows, or statements, that it may have.
    size
        Bytes that it may have.

    Raises
    ------
    QueryError
        When the query is not valid SPARQL, or cannot be run.
    TooLargeError
        When the answer is larger than it may be.
    """
    try:
        found = _run(store, request)
        if isinstance(found, QueryTriples):
            return _statements(found, request.format, rows, size)
        counted = _Counted(size)
        found.serialize(counted, format=RESULT_WRITERS[request.format])
    except SyntaxError as error:
        raise QueryError(told_syntax_error(request.query, error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query cannot be run: {error}") from error
    body = counted.getvalue()
    number = 1 if isinstance(found, QueryBoolean) else counted_rows(body, request.format)
    if number > rows:
        raise TooLargeError("rows", rows, "rows")
    return body, number


def _run(store: Store, request: Request) -> QuerySolutions | QueryBoolean | QueryTriples:
    given = (*request.default_graphs, *request.named_graphs)
    named = request.graphs
    if named is None:
        named = checked(request.query, longest=None).graphs
    for graph in given or named:
        if not store.contains_named_graph(_node(graph)):
            message = (
                f"There is no graph <{graph}> here, and none is fetched. The graphs are: "
                "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
            )
            raise RefusedQueryError(message)
    if not given:
        return store.query(request.query, base_iri=iri.BASE)
    return store.query(
        request.query,
        base_iri=iri.BASE,
        default_graph=[_node(graph) for graph in request.default_graphs],
        named_graphs=[_node(graph) for graph in request.named_graphs],
    )


def _node(graph: str) -> NamedNode:
    try:
        return NamedNode(graph)
    except ValueError as error:
        raise QueryError(f"{graph!r} is no IRI of a graph.") from error


def _statements(found: QueryTriples, form: str, rows: int, size: int) -> tuple[bytes, int]:
    triples = list(islice(found, rows + 1))
    if len(triples) > rows:
        raise TooLargeError("rows", rows, "statements")
    writer: RdfFormat = GRAPH_WRITERS[form]
    prefixes = PREFIXES if form in _WITH_PREFIXES else None
    counted = _Counted(size)
    serialize(triples, counted, format=writer, prefixes=prefixes)
    return counted.getvalue(), len(triples)


def counted_rows(body: bytes, form: str) -> int:
    r"""Return the number of rows of an answer to a SELECT, from how the format writes rows.

    >>> counted_rows(b'x,y\r\n"1\r\n2",\r\n', "csv")
    1
    """
    if form == "xml":
        return body.count(b"<result>")
    if form == "tsv":
        return body.count(b"\n") - 1
    if form == "csv":
        return sum(part.count(b"\n") for part in body.split(b'"')[::2]) - 1
    unquoted = _outside_strings(body)
    # Rows are the only objects within an array; the terms of a row follow a name.
    return sum(unquoted.count(begin) for begin in (b"[{", b",{"))


def _outside_strings(body: bytes) -> bytes:
    plain = body.replace(rb"\\", b"").replace(rb"\"", b"")
    parts: Sequence[bytes] = plain.split(b'"')[::2]
    return b"".join(parts).translate(None, b" \n\r\t")
