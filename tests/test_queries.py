"""The catalogue of queries: each file is sound, and each answer is known."""

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cases import Case
from normgraph.errors import NormgraphError, QueryError, UnknownNameError
from normgraph.query import catalog, select
from normgraph.query.catalog import Query, read_query
from query_cases import CASES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from normgraph.store import Opened

QUERIES = list(catalog().values())
#: Bounds on another column, which are tested by themselves.
BOUNDS = {("ballots_between", "from"), ("ballots_between", "to")}
#: Every other optional parameter of every query.
OPTIONAL = [
    (query, parameter.name)
    for query in QUERIES
    for parameter in query.parameters.values()
    if not parameter.required and (query.name, parameter.name) not in BOUNDS
]
HOSTILE = [
    '"> } DROP ALL #',
    "> } ; DROP ALL ; #",
    "x\n} UNION { ?s ?p ?o",
    "'\"\\",
    '"""',
    "?state",
    "<https://w3id.org/normgraph/id/state/RUS>",
    "https://w3id.org/normgraph/id/state/RUS> ?p ?o . <x",
    "state/RUS } #",
    "",
    "\u202e\u0000",
]

every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def body(query: Query) -> str:
    return re.sub(r"(?m)^\s*#.*$", "", query.text)


def short(text: str) -> str:
    return re.sub(r"^https?://\S+?(?:/id/|#)", "", text)


def required(query: Query) -> dict[str, str]:
    return {
        name: query.examples[name] for name, value in query.parameters.items() if value.required
    }


def rows(store: "Store", query: Query, **given: str) -> list[dict[str, str]]:
    return list(select(store, query.name, **required(query) | given).records())


# --- the files ------------------------------------------------------------------------------


@every_query
def test_a_query_says_what_its_rows_are_and_in_which_order(query: Query) -> None:
    assert re.match(r"One row\b.*(; |: ).*\.$", query.summary), query.summary


@every_query
def test_a_query_has_tags(query: Query) -> None:
    assert query.tags


@every_query
def test_a_query_orders_its_rows_and_gives_them_all(query: Query) -> None:
    assert "ORDER BY" in body(query)
    assert not re.search(r"\b(LIMIT|OFFSET)\b", body(query))


@every_query
def test_parameters_are_columns(query: Query) -> None:
    projection = re.search(r"SELECT(.*?)\bWHERE\b", body(query), re.DOTALL)
    assert projection
    for parameter in query.parameters.values():
        assert re.search(rf"\?{parameter.variable}\b", projection[1]), parameter.name


@every_query
def test_headers_name_parameters_of_the_query(query: Query) -> None:
    named = re.findall(r"(?m)^#\+ (?:example|key-space|value): ([^=]+)=", query.text)
    assert set(named) <= query.parameters.keys()


@every_query
def test_every_parameter_has_an_example(query: Query) -> None:
    assert query.examples.keys() == query.parameters.keys()


@every_query
def test_not_exists_holds_one_pattern(query: Query) -> None:
    # Over two or more, MINUS gives the same answer many times faster (measured: 148 times).
    for pattern in re.findall(r"NOT EXISTS\s*\{([^}]*)\}", body(query)):
        assert not re.search(r"[;,]|\.\s", pattern), pattern


@every_query
def test_prefixes_are_declared_where_they_are_used(query: Query) -> None:
    declared = set(re.findall(r"(?m)^PREFIX (\w+):", query.text))
    used = set(
        re.findall(
            r"(?<![\w<:/?#\"])([a-z]+):[A-Za-z]", re.sub(r"(?m)^PREFIX.*$", "", body(query))
        )
    )
    assert declared == used


def test_a_query_without_a_summary_is_refused() -> None:
    with pytest.raises(QueryError, match="Say what a row is"):
        read_query("nameless", "SELECT * WHERE { ?s ?p ?o }")


# --- the answers ----------------------------------------------------------------------------


def test_every_query_is_tested_by_its_answer() -> None:
    assert {case.query for case in CASES} == catalog().keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.query}-{case.given}")
def test_the_answer_is_the_one_in_print(opened: "Opened", case: Case) -> None:
    answer = list(select(opened.store, case.query, **case.given).records())
    found = [" | ".join(short(row[name]) for name in case.columns.split()) for row in answer]
    expected = case.rows
    if case.part == "first":
        found = found[: len(expected)]
    elif case.part == "some":
        found = [row for row in expected if row in found]
    assert found == expected
    assert case.count is None or len(answer) == case.count


@pytest.mark.slow
@every_query
def test_the_example_has_an_answer(opened: "Opened", query: Query) -> None:
    # What these look for, a good graph has not.
    if query.name not in {"unused_terms", "uncited"}:
        assert rows(opened.store, query, **query.examples)


@pytest.mark.slow
@every_query
def test_the_order_of_rows_is_total(opened: "Opened", query: Query) -> None:
    """Rows that the ORDER BY clause cannot tell apart must be the same row."""
    clause = body(query).rpartition("ORDER BY")[2]
    columns = {variable.lstrip("_") for variable in re.findall(r"\?(\w+)", clause)}
    names = {value.variable.lstrip("_"): name for name, value in query.parameters.items()}
    answer = select(opened.store, query.name, **required(query))
    keys = [names.get(column, column) for column in columns]
    places = [answer.columns.index(key) for key in keys if key in answer.columns]
    distinct = set(answer.rows)
    assert len({tuple(row[place] for place in places) for row in distinct}) == len(distinct)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "name"), OPTIONAL, ids=lambda value: getattr(value, "name", value)
)
def test_an_optional_parameter_gives_exactly_the_rows_that_bear_its_value(
    opened: "Opened", query: Query, name: str
) -> None:
    everything = rows(opened.store, query)
    restricted = rows(opened.store, query, **{name: query.examples[name]})
    values = {row[name] for row in restricted}
    assert len(values) == 1
    assert restricted == [row for row in everything if row[name] in values]


@pytest.mark.slow
@pytest.mark.parametrize(("bound", "keep"), [("from", "__ge__"), ("to", "__le__")])
def test_days_bound_the_ballots(opened: "Opened", bound: str, keep: str) -> None:
    everything = Counter(
        row["date"] for row in rows(opened.store, catalog()["ballots_between"])
    )
    bounded = rows(opened.store, catalog()["ballots_between"], **{bound: "2011-03-17"})
    assert Counter(row["date"] for row in bounded) == {
        day: number for day, number in everything.items() if getattr(day, keep)("2011-03-17")
    }


def test_vetoes_are_counted_as_they_are_listed(opened: "Opened") -> None:
    listed = {
        (row["state"], row["decision"]) for row in rows(opened.store, catalog()["vetoes"])
    }
    counts = rows(opened.store, catalog()["veto_counts_by_state"])
    assert {row["state"]: int(row["votes"]) for row in counts} == Counter(
        state for state, _ in listed
    )


def test_no_warrant_stays_open_after_the_arrest_the_death_or_the_end(opened: "Opened") -> None:
    # ICC-01/04-01/06: surrendered on 16 March 2006; ICC-01/11-01/11: ended by death on 22
    # November 2011; ICC-02/11-01/12: the warrant had no effect from 19 July 2021.
    ended = {f"person/{key}" for key in ["lubanga-thomas", "gaddafi-muammar", "gbagbo-simone"]}
    wanted = {short(row["person"]) for row in rows(opened.store, catalog()["open_warrants"])}
    assert not ended & wanted


# --- what goes wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("vetos", {}, "There is no query named 'vetos'. Did you mean 'vetoes'?"),
        (
            "vetoes",
            {"stat": "CHN"},
            "There is no parameter of the query 'vetoes' named 'stat'. Did you mean 'state'?",
        ),
        (
            "ballots",
            {},
            "The query 'ballots' needs --decision. "
            "For example: normgraph query ballots --decision S/2011/612",
        ),
        ("vetoes", {"state": "CHM"}, "There is no state named 'CHM'. Did you mean"),
        (
            "ballots",
            {"decision": "S/2011/613x"},
            "There is no decision named 'S/2011/613x'. Did you mean",
        ),
        ("vetoes", {"year": "last"}, "--year takes a whole number, not 'last'."),
        (
            "members",
            {"date": "17 March"},
            "--date takes a day such as 1994-04-06, not '17 March'.",
        ),
        (
            "members",
            {"date": "2011-02-30"},
            "--date takes a day such as 1994-04-06, not '2011-02-30'.",
        ),
        (
            "votes_of_state",
            {"state": "RWA", "ballot": "abstain"},
            "There is no ballot named 'abstain'. Did you mean 'abstained'?",
        ),
        (
            "sources_of_facts",
            {"thing": "state/RWQ"},
            "There is no state named 'RWQ'. Did you mean",
        ),
        (
            "sources_of_facts",
            {"thing": "RWA"},
            "--thing takes the kind of thing and its key, such as state/RUS, not 'RWA'.",
        ),
        (
            "parties",
            {"instrument": "genocide-conventoin", "date": "1994-04-06"},
            "There is no instrument named 'genocide-conventoin'. Did you mean 'genocide-",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_mistake_is_told_with_its_remedy(
    opened: "Opened", name: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises((UnknownNameError, QueryError)) as error:
        select(opened.store, name, **given)
    assert str(error.value).startswith(message)


#: One query for each way of reading a value, and each kind of thing that can be named.
READERS = {
    (parameter.type, parameter.key_space, parameter.required): (query, name)
    for query in QUERIES
    for name, parameter in query.parameters.items()
}


@pytest.mark.slow
@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_hostile_value_is_refused_or_finds_nothing(opened: "Opened", value: str) -> None:
    before = len(opened.store)
    texts = {query.name: query.text for query in QUERIES}
    for query, name in READERS.values():
        try:
            answer = select(opened.store, query.name, **required(query) | {name: value})
        except NormgraphError:
            continue
        assert not answer.rows, (query.name, name)
    assert len(opened.store) == before
    assert {query.name: query.text for query in catalog().values()} == texts
