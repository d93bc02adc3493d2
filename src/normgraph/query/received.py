"""Answers as they come back from a worker or an endpoint, read into terms."""

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from normgraph.query.run import Answer

#: The formats in which answers are asked for, by form of query.
JSON, STATEMENTS = "json", "ntriples"
#: Rows, a yes or no, or statements.
Received = Answer | bool | tuple[Triple, ...]


def read_answer(body: bytes, form: str) -> Received:
    """Return what ``body`` says: rows, a yes or no, or statements.

    Parameters
    ----------
    body
        SPARQL JSON for rows and for yes or no, N-Triples for statements.
    form
        Of the query: select, ask, construct or describe.
    """
    if form in {"construct", "describe"}:
        return tuple(quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(row) for row in found))
    return bool(found) if isinstance(found, QueryBoolean) else False
