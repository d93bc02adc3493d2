"""An endpoint in the place of the embedded store: the same queries, the same statements."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    Variable,
    parse_query_results,
    serialize,
)

from normgraph.errors import EndpointError, QueryError
from normgraph.query.binding import bound
from normgraph.query.catalog import Query, read_query
from normgraph.query.formats import GRAPH_WRITERS, RESULT_WRITERS
from normgraph.query.guard import checked
from normgraph.remote.answers import UnreadableError, results, solutions, triples
from normgraph.remote.endpoint import Endpoint
from normgraph.remote.transport import Reply
from normgraph.store import Term

Node = NamedNode | BlankNode | Triple


class RemoteStore:
    """What `normgraph.store.QuadStore` promises, kept by a SPARQL 1.1 endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def query(
        self, query: str, *, substitutions: dict[Variable, Term] | None = None
    ) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        """Ask ``query`` with ``substitutions`` written into it.

        Raises
        ------
        EndpointError
            When the endpoint does not answer, or what it sends cannot be read.
        QueryError
            When it is no query, or a value cannot be written into it.
        """
        given: Mapping[str, NamedNode | Literal] = {}
        text = query
        if substitutions:
            described = read_query("query", query)
            given = _by_name(described, substitutions)
            text = bound(described, given)
        form = checked(text, longest=None).form
        reply = self.endpoint.ask(text, form)
        try:
            if form in {"construct", "describe"}:
                self._refuse_without_length(reply)
                return triples(reply.body, reply.media_type)
            content = results(reply.body, given)
        except UnreadableError as error:
            told = f"answered in {reply.media_type} that cannot be read: {error}"
            raise self.endpoint.error(told, "Tell whoever runs it.") from error
        self._refuse_cut(reply, len(content.get("results", {}).get("bindings", ())))
        return solutions(content)

    def written(self, query: str, form: str) -> tuple[bytes, int]:
        """Return the answer in a format of `normgraph.query.formats`, and how large it is.

        The size is the number of rows or statements; a yes or no counts as one.

        Raises
        ------
        EndpointError
            When the endpoint does not answer, or what it sends cannot be read.
        QueryError
            When it is no query.
        """
        answer = self.query(query)
        if isinstance(answer, QueryBoolean):
            return answer.serialize(format=RESULT_WRITERS[form]) or b"", 1
        if not isinstance(answer, QuerySolutions):
            found = tuple(answer)
            return serialize(found, format=GRAPH_WRITERS[form]) or b"", len(found)
        body = answer.serialize(format=QueryResultsFormat.JSON) or b""
        rows = len(results(body)["results"]["bindings"])
        again = parse_query_results(body, format=QueryResultsFormat.JSON)
        return again.serialize(format=RESULT_WRITERS[form]) or b"", rows

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - the engine's own signature
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the statements that have these terms, asked for by a query.

        Raises
        ------
        EndpointError
            When the endpoint does not answer, or what it sends cannot be read.
        QueryError
            When a term is blank: it has no name to ask for.
        """
        terms = {"subject": subject, "predicate": predicate, "object": object}
        if graph_name is None:
            name = "pattern"
        elif isinstance(graph_name, DefaultGraph):
            name = "union"
        else:
            name, terms = "within", {**terms, "graph": graph_name}
        given = {key: _named(term) for key, term in terms.items() if term is not None}
        for row in _rows(self, bound(query_of(name), given)):
            yield _quad({**row, **given}, graph_name)

    def _refuse_cut(self, reply: Reply, rows: int) -> None:
        """Raise if the endpoint says that it sends no more rows than it sent.

        Raises
        ------
        EndpointError
            When there may be more.
        """
        most = reply.headers.get("X-SPARQL-MaxRows", "")
        if most.isdigit() and rows >= int(most):
            told = f"cuts answers at {int(most):,} rows, and this one has as many"
            raise self.endpoint.error(told, "Ask for less at a time, in parts.")

    def _refuse_without_length(self, reply: Reply) -> None:
        """Raise if nobody could tell whether the end of the triples is missing.

        Raises
        ------
        EndpointError
            When the length of the answer was not told.
        """
        if not reply.framed:
            told = "sent triples without telling how long its answer is"
            raise self.endpoint.error(told, "Whether some are missing cannot be known.")


@cache
def query_of(name: str) -> Query:
    """Return a query that only stores elsewhere need."""
    text = (files("normgraph.remote") / f"{name}.rq").read_text(encoding="utf-8")
    return read_query(name, text)


def _rows(store: RemoteStore, text: str) -> Iterator[Mapping[str, Term | None]]:
    """Yield the rows of a SELECT by the names of their columns.

    Raises
    ------
    EndpointError
        When the answer is none to a SELECT.
    """
    answer = store.query(text)
    if not isinstance(answer, QuerySolutions):
        raise EndpointError(f"The endpoint {store.endpoint.address} answered without rows.")
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield dict(zip(names, row, strict=True))


def _quad(
    row: Mapping[str, Term | None], within: NamedNode | BlankNode | DefaultGraph | None
) -> Quad:
    """Return the statement that a row tells.

    Raises
    ------
    EndpointError
        When the row tells none.
    """
    subject, predicate, object_ = map(row.get, ("subject", "predicate", "object"))
    graph = within or row.get("graph") or DefaultGraph()
    if (
        isinstance(subject, NamedNode | BlankNode)
        and isinstance(predicate, NamedNode)
        and object_ is not None
        and not isinstance(graph, Literal | Triple)
    ):
        return Quad(subject, predicate, object_, graph)
    raise EndpointError("An endpoint answered with a row that is no statement.")


def _by_name(
    query: Query, substitutions: Mapping[Variable, Term]
) -> Mapping[str, NamedNode | Literal]:
    names = {parameter.variable: name for name, parameter in query.parameters.items()}
    return {names[variable.value]: _named(term) for variable, term in substitutions.items()}


def _named(term: Term | DefaultGraph) -> NamedNode | Literal:
    """Return ``term`` if it can be written into a query.

    Raises
    ------
    QueryError
        When it has no name.
    """
    if isinstance(term, NamedNode | Literal):
        return term
    raise QueryError(f"{term} has no name by which an endpoint could be asked for it.")
