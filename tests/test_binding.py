"""A query with its values written in says what the query says with its values bound."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Store

from normgraph.errors import NormgraphError, QueryError, UnknownNameError
from normgraph.query import ask_text, catalog, select
from normgraph.query.binding import bound, sparql
from normgraph.query.catalog import Query, read_query
from normgraph.query.lexer import tokens

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from normgraph.store import Opened

WITH_PARAMETERS = [query for query in catalog().values() if query.parameters]
HOSTILE = [
    '"> } DROP ALL #',
    "x\n} UNION { ?s ?p ?o",
    "'\"\\",
    '"""',
    "?other",
    "<https://w3id.org/normgraph/id/state/RUS>",
    "\u202e\u0000",
    "\\\u0000u0022",
]
ASKS_FOR_TEXT = "#+ summary: One row.\nSELECT ?_word WHERE { BIND(1 AS ?one) }"


def query(body: str) -> Query:
    return read_query("tried", f"#+ summary: One row.\n{body}")


def flat(body: str, **values: str | int) -> str:
    return " ".join(bound(query(body), values).split())


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.name)
def test_the_text_gives_the_rows_that_bound_terms_give(opened: "Opened", query: Query) -> None:
    needed = {name for name, parameter in query.parameters.items() if parameter.required}
    every = dict(query.examples)
    # With all values, and with each optional one alone, but never with none: that is long.
    given = [every, *({k: every[k] for k in {*needed, one}} for one in every.keys() - needed)]
    for values in given:
        expected = select(opened.store, query.name, **values)
        assert ask_text(opened.store, bound(query, values)) == expected, values


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.name)
def test_no_parameter_is_left_in_the_text(query: Query) -> None:
    text = bound(
        query, {n: query.examples[n] for n, p in query.parameters.items() if p.required}
    )
    assert not [word.text for word in tokens(text) if word.text.startswith("?_")]
    assert "#+" not in text


def test_a_parameter_without_a_value_is_a_plain_variable() -> None:
    assert flat("SELECT ?__a_iri WHERE { ?__a_iri ?p ?o }") == "SELECT ?a WHERE { ?a ?p ?o }"


def test_strings_and_comments_stay_as_they_are() -> None:
    text = bound(
        query('SELECT ?_n_integer WHERE { ?s ?p ?_n_integer , "?_n_integer" # ?_n_integer\n}'),
        {"n": 5},
    )
    assert text == 'SELECT (5 AS ?n) WHERE { ?s ?p 5 , "?_n_integer" # ?_n_integer\n}\n'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # A sub-select needs no column of what is the same in every row,
        (
            "SELECT ?_n_integer ?s "
            "WHERE { { SELECT ?_n_integer ?s WHERE { ?s ?p ?_n_integer } } }",
            "SELECT (5 AS ?n) ?s WHERE { { SELECT ?s WHERE { ?s ?p 5 } } }",
        ),
        # unless it has no other.
        (
            "SELECT ?_n_integer WHERE { { SELECT ?_n_integer WHERE { ?s ?p ?_n_integer } } }",
            "SELECT (5 AS ?n) WHERE { { SELECT (5 AS ?nGiven) WHERE { ?s ?p 5 } } }",
        ),
        # Without a group, an aggregate over nothing would be a row.
        (
            "SELECT ?_n_integer (COUNT(?s) AS ?c) "
            "WHERE { ?s ?p ?_n_integer } GROUP BY ?_n_integer",
            "SELECT (5 AS ?n) (COUNT(?s) AS ?c) WHERE { ?s ?p 5 } GROUP BY (5 AS ?nGiven)",
        ),
        (
            "SELECT ?_n_integer ?p WHERE { ?s ?p ?_n_integer } "
            "GROUP BY ?_n_integer ?p ORDER BY ?_n_integer",
            "SELECT (5 AS ?n) ?p WHERE { ?s ?p 5 } GROUP BY ?p ORDER BY ?n",
        ),
        (
            "SELECT ?__n_integer WHERE { ?s ?p ?o BIND(STRLEN(?o) AS ?__n_integer) }",
            "SELECT (5 AS ?n) WHERE { ?s ?p ?o FILTER(STRLEN(?o) = 5) }",
        ),
        (
            "SELECT ?__n_integer WHERE { ?s ?p ?o BIND(?o + 1 AS ?__n_integer) }",
            "SELECT (5 AS ?n) WHERE { ?s ?p ?o FILTER((?o + 1) = 5) }",
        ),
        (
            "SELECT ?__n_integer WHERE { VALUES (?p ?__n_integer) { (<x:a> 5) } ?s ?p ?o }",
            "SELECT (5 AS ?n) "
            "WHERE { VALUES (?p ?nGiven) { (<x:a> 5) } FILTER(?nGiven = 5) ?s ?p ?o }",
        ),
        (
            "SELECT ?__n_integer "
            "WHERE { ?s ?p ?o FILTER(!BOUND(?__n_integer) || ?o < ?__n_integer) }",
            "SELECT (5 AS ?n) WHERE { ?s ?p ?o FILTER(!true || ?o < 5) }",
        ),
    ],
)
def test_what_a_term_cannot_do_is_written_in_another_way(body: str, text: str) -> None:
    assert flat(body, n=5) == text
    store = Store()
    ask_text(store, text)


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_hostile_value_is_one_word_or_refused(value: str) -> None:
    asked = read_query("tried", ASKS_FOR_TEXT)
    plain = tokens(bound(asked, {"word": "x"}))
    try:
        text = bound(asked, {"word": value})
    except NormgraphError:
        return
    assert [word.kind for word in tokens(text)] == [word.kind for word in plain]
    answer = ask_text(Store(), text)
    assert not isinstance(answer, bool | tuple)
    assert answer.rows[0][0] == Literal(value.strip())


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
@pytest.mark.parametrize("type_", ["iri", "integer", "xsd_date"])
def test_a_hostile_value_of_another_type_is_one_word_or_refused(value: str, type_: str) -> None:
    asked = query(f"SELECT ?_word_{type_} ?s WHERE {{ ?s ?p ?_word_{type_} }}")
    try:
        text = bound(asked, {"word": value})
    except NormgraphError:
        return
    assert len(tokens(text)) == len(tokens(bound(asked, {"word": Literal("x")})))


def test_values_are_terms_or_what_people_write() -> None:
    day = "SELECT ?_day_xsd_date WHERE { ?s ?p ?_day_xsd_date }"
    assert bound(query(day), {"day": date(1994, 4, 6)}) == bound(
        query(day), {"day": "1994-04-06"}
    )
    place = "SELECT ?_state_iri WHERE { ?_state_iri ?p ?o }"
    rwanda = NamedNode("https://w3id.org/normgraph/id/state/RWA")
    assert bound(query(place), {"state": rwanda}) == bound(query(place), {"state": "RWA"})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "The query 'ballots' needs --decision."),
        ({"text": "S/2011/612"}, "There is no parameter of the query 'ballots' named 'text'."),
        ({"decision": "a b>"}, "--decision: 'a b>' is no key or IRI."),
    ],
    ids=str,
)
def test_a_mistake_is_told(values: dict[str, str], message: str) -> None:
    with pytest.raises((QueryError, UnknownNameError)) as error:
        bound(catalog()["ballots"], values)
    assert str(error.value).startswith(message)


def test_a_text_that_engines_read_differently_is_refused() -> None:
    with pytest.raises(QueryError, match="Leave the backslash out"):
        sparql(Literal("\\u0022 . } #"))
