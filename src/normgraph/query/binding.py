"""A query with its values written in: the text that runs unchanged at any endpoint.

Where we run a query ourselves its values are bound as terms beside the text. An endpoint
takes text alone, so here the parameters are replaced in it, word by word: what stands in a
string, an IRI or a comment is no parameter, and a value can only ever become one term. What
a term cannot do in the place of a variable is written in another way:

==========================  ===================================================
the query has               the text gets, for the value 2011
==========================  ===================================================
``SELECT ?_year_integer``   ``SELECT (2011 AS ?year)``; inside a sub-select, nothing
``GROUP BY ?_year_integer`` nothing, or ``(2011 AS ?yearGiven)`` if nothing else is there
``BIND(e AS ?_year_integer)``    ``FILTER(e = 2011)``
``VALUES ?_year_integer {…}``    ``VALUES ?yearGiven {…} FILTER(?yearGiven = 2011)``
``BOUND(?_year_integer)``   ``true``
==========================  ===================================================

A parameter without a value becomes a plain variable of its name.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from normgraph.errors import QueryError, UnknownNameError
from normgraph.query.catalog import Parameter, Query
from normgraph.query.clauses import Clause, clauses
from normgraph.query.lexer import Token, tokens
from normgraph.query.values import Value, term_of

_HEADER = re.compile(r"(?m)^#\+.*\n?")
_AMBIGUOUS = re.compile(r"\\[uU]")
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_OPERATORS = frozenset(
    {"=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "||", "&&", "!", "IN"}
)
#: A replacement: the first and the last place it covers, and the text.
_Edit = tuple[int, int, str]
#: The name of a parameter, and the term it stands for, if any, as text.
_Given = tuple[str, str | None]


def bound(query: Query, values: Mapping[str, Value | NamedNode | Literal]) -> str:
    """Return the text of ``query`` in which ``values`` stand for its parameters.

    Parameters
    ----------
    query
        A query of the catalogue.
    values
        By the name of the parameter, as people write them or as terms. Whether a graph has
        such a thing is not asked.

    Raises
    ------
    UnknownNameError
        When the query has no such parameter.
    QueryError
        When a required value is missing or a value is not of its type.
    """
    for name in values:
        if name not in query.parameters:
            kind = f"parameter of the query {query.name!r}"
            raise UnknownNameError(kind, name, query.parameters)
    text = _HEADER.sub("", query.text)
    given = {
        f"?{parameter.variable}": (parameter.name, _term(query, parameter, values))
        for parameter in query.parameters.values()
    }
    words = tokens(text)
    return _edited(text, list(_edits(words, clauses(words), given)))


def sparql(term: NamedNode | Literal) -> str:
    """Return ``term`` as SPARQL writes it.

    >>> sparql(Literal(2011)), sparql(Literal("in favour"))
    ('2011', '"in favour"')

    Raises
    ------
    QueryError
        When it has a backslash before the letter u, which some engines take for the escape
        of a character, wherever it stands.
    """
    if isinstance(term, Literal) and term.datatype.value == _INTEGER:
        return term.value
    if _AMBIGUOUS.search(term.value):
        raise QueryError(
            f"{term.value!r} has a backslash before the letter u, which not every engine reads "
            "alike. Leave the backslash out."
        )
    return str(term)


def _term(
    query: Query, parameter: Parameter, values: Mapping[str, Value | NamedNode | Literal]
) -> str | None:
    if parameter.name not in values:
        if parameter.required:
            raise QueryError(f"The query {query.name!r} needs --{parameter.name}.")
        return None
    value = values[parameter.name]
    if not isinstance(value, NamedNode | Literal):
        value = term_of(parameter, value)
    return sparql(value)


def _edits(
    words: tuple[Token, ...], places: tuple[Clause, ...], given: Mapping[str, _Given]
) -> Iterator[_Edit]:
    replaced = {variable for variable, (_, term) in given.items() if term is not None}
    for number, word in enumerate(words):
        if word.kind != "var" or word.text not in given:
            continue
        name, term = given[word.text]
        if term is None:
            yield word.start, word.end, f"?{name}"
        else:
            alone = replaced.issuperset(places[number].items)
            yield from _in_place(words, number, places[number], name, term, alone=alone)


def _in_place(
    words: tuple[Token, ...], number: int, place: Clause, name: str, term: str, *, alone: bool
) -> Iterator[_Edit]:
    """Yield what puts ``term`` where the word of this ``number`` names the parameter."""
    start, end = words[number].start, words[number].end
    before = words[number - 1].word
    if place.name == "values":
        last = words[place.last].end
        yield start, end, f"?{name}Given"
        yield last, last, f" FILTER(?{name}Given = {term})"
    elif place.name == "bind" and before == "AS":
        yield from _as_filter(words, number, place, term)
    elif before == "(" and words[number - 2].word == "BOUND":
        yield words[number - 2].start, words[number + 1].end, "true"
    else:
        yield start, end, _listed(place, name, term, alone=alone)


def _listed(place: Clause, name: str, term: str, *, alone: bool) -> str:
    """Return what stands for a variable in a list of them; elsewhere the term itself."""
    if place.name == "select" and not place.inner:
        return f"({term} AS ?{name})"
    if place.name in {"select", "group"}:
        return f"({term} AS ?{name}Given)" if alone else ""
    if place.name == "order":
        return f"({term})" if place.inner else f"?{name}"
    return term


def _as_filter(
    words: tuple[Token, ...], number: int, place: Clause, term: str
) -> Iterator[_Edit]:
    """Yield what makes a filter of a BIND whose variable has a value."""
    opening, last = words[place.first], words[place.last]
    told = words[place.first + 2 : number - 1]
    compared = any(word.word in _OPERATORS for word in told)
    yield opening.start, opening.end, "FILTER"
    if compared:
        yield told[0].start, told[0].start, "("
    yield told[-1].end, last.start, f"{')' if compared else ''} = {term}"


def _edited(text: str, edits: list[_Edit]) -> str:
    """Return ``text`` with the replacements made, and no gaps left by those that are empty.

    Raises
    ------
    QueryError
        When two of them meet.
    """
    edits.sort()
    pieces, place = [], 0
    for (start, end, new), (following, _, _) in pairwise([*edits, (len(text), 0, "")]):
        if end > following:
            raise QueryError("Two parameters of the query stand in one expression.")
        pieces += [text[place:start], new]
        place = end
        if not new and text[place : place + 1] == " ":
            place += 1
    return "".join([*pieces, text[place:]]).strip() + "\n"
