"""Running queries: values are bound as terms, never pasted into the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Triple,
    Variable,
)

from normgraph import iri
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query.catalog import Parameter, Query, named
from normgraph.query.guard import checked
from normgraph.query.syntax_error import told_syntax_error
from normgraph.query.values import Value, place_of, term_of, written
from normgraph.store import QuadStore, Term

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The rows that a query gave: ``len`` counts them, ``for`` gives each as text by column."""

    #: Names of the columns, in the order of the SELECT clause.
    columns: tuple[str, ...]
    #: Terms in the order of ``columns``; None where a row has no value.
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> Iterator[dict[str, str]]:
        """Yield each row as text by column; an absent value is an empty text."""
        for row in self.rows:
            yield {
                name: text(term) if term is not None else ""
                for name, term in zip(self.columns, row, strict=True)
            }

    def frame(self) -> "pd.DataFrame":
        """Return the rows as a pandas DataFrame, with columns typed as `query.frame` says.

        Raises
        ------
        NormgraphError
            When pandas is not installed.
        """
        from normgraph.query.frame import frame

        return frame(self.columns, self.rows)

    def __iter__(self) -> Iterator[dict[str, str]]:
        return self.records()

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        """Return the size and the columns; whoever wants the rows asks for ``frame()``."""
        return f"<Answer: {len(self.rows)} rows of {', '.join(self.columns)}>"


def text(term: Term) -> str:
    """Return the IRI or the literal's text, without language or datatype."""
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def select(store: QuadStore, name: str, /, **values: Value) -> Answer:
    """Run the query called ``name`` over ``store`` and return its rows.

    Raises
    ------
    UnknownNameError
        When the catalogue has no such query, the query no such parameter, or the graph no
        such thing.
    QueryError
        When a required parameter is missing or a value is not of its type.
    """
    query = named(name)
    for given in values:
        if given not in query.parameters:
            kind = f"parameter of the query {name!r}"
            raise UnknownNameError(kind, given, query.parameters)
    bindings: dict[Variable, Term] = {}
    for parameter in query.parameters.values():
        if parameter.name in values:
            term = _known(store, parameter, values[parameter.name])
            bindings[Variable(parameter.variable)] = term
        elif parameter.required:
            raise QueryError(f"The query {name!r} needs --{parameter.name}.{_example(query)}")
    solutions = store.query(query.text, substitutions=bindings)
    if not isinstance(solutions, QuerySolutions):
        raise QueryError(f"The query {name!r} is no SELECT.")
    return _answer(solutions, {p.variable: p.name for p in query.parameters.values()})


def ask_text(store: QuadStore, query: str) -> Answer | bool | tuple[Triple, ...]:
    """Run ``query``, any SPARQL 1.1 query, and return rows, a yes or no, or triples.

    Raises
    ------
    QueryError
        When it is not valid SPARQL, with line and column, or reaches outside the graph, or is
        nested too deep.
    """
    checked(query, longest=None)
    try:
        answer = store.query(query)
    except SyntaxError as error:
        raise QueryError(told_syntax_error(query, error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query cannot be run: {error}") from error
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if not isinstance(answer, QuerySolutions):
        return tuple(answer)
    try:
        return _answer(answer, {})
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"The query cannot be run: {error}") from error


def _answer(solutions: QuerySolutions, names: Mapping[str, str]) -> Answer:
    variables = [variable.value for variable in solutions.variables]
    rows = tuple(tuple(row) for row in solutions)
    return Answer(tuple(names.get(variable, variable) for variable in variables), rows)


def _known(store: QuadStore, parameter: Parameter, value: Value) -> NamedNode | Literal:
    """Return the term that ``value`` means, if the graph has such a thing.

    Raises
    ------
    UnknownNameError
        When the graph has no such thing.
    """
    term = term_of(parameter, value)
    if isinstance(term, Literal) or parameter.key_space == "property":
        return term
    if next(store.quads_for_pattern(term, None, None), None) is None:
        space, key = place_of(parameter, written(value))
        raise UnknownNameError(space, key, _keys(store, space))
    return term


def _keys(store: QuadStore, space: str) -> Iterator[str]:
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for quad in store.quads_for_pattern(None, kind, None):
        if isinstance(quad.subject, NamedNode):
            place = iri.split(quad.subject.value)
            if place and place[0] == space:
                yield place[1]


def _example(query: Query) -> str:
    if not query.examples:
        return ""
    given = " ".join(f"--{name} {value}" for name, value in query.examples.items())
    return f" For example: normgraph query {query.name} {given}"
