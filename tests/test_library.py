"""The library: every query that answers a reader's question says so, and asks it well."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from competency import CLAIMS, COMPETENCY, Asked
from normgraph.query import catalog, select
from normgraph.query.catalog import LOOK_UP, TOPICS, Query, library
from normgraph.query.question import general, optional_places, places, told

#: Asks every query, or reads every name.
pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from normgraph.store import Opened

LIBRARY = list(library().values())

every_question = pytest.mark.parametrize("query", LIBRARY, ids=lambda query: query.name)


def test_the_library_is_large_enough() -> None:
    assert len(LIBRARY) >= 100


def test_a_query_is_of_the_library_or_a_look_up() -> None:
    for query in catalog().values():
        assert bool(query.question) != (LOOK_UP in query.tags), query.name


def test_tags_are_topics_and_every_topic_is_used() -> None:
    tags = {tag for query in catalog().values() for tag in query.tags}
    assert tags == {*TOPICS, LOOK_UP}
    assert {query.topic for query in LIBRARY} == TOPICS.keys()


@every_question
def test_every_parameter_has_its_place_in_the_question(query: Query) -> None:
    assert sorted(places(query.question)) == sorted(query.parameters)
    optional = {name for name, value in query.parameters.items() if not value.required}
    assert set(optional_places(query.question)) == optional


@every_question
def test_brackets_and_braces_of_a_question_are_whole(query: Query) -> None:
    values = {name: name.upper() for name in query.parameters}
    for labels in ({}, values):
        assert not re.search(r"[\[\]{}]|  |,,| ,|,\?", query.asked(labels))


@every_question
def test_a_question_is_a_sentence(query: Query) -> None:
    assert re.fullmatch(r"[A-Z].*\?", query.question)
    assert len(query.title) <= 170


@every_question
def test_a_question_is_explained_in_sentences(query: Query) -> None:
    assert re.fullmatch(r"[A-Z].{20,}[.?]", query.description)


def test_no_two_questions_are_the_same() -> None:
    assert len({query.title for query in LIBRARY}) == len(LIBRARY)


def test_a_label_may_have_brackets_of_its_own() -> None:
    asked = told("Who[, here {one},] left {other}?", {"one": "A [b] {other}", "other": "{one}"})
    assert asked == "Who, here A [b] {other}, left {one}?"


def test_what_is_optional_drops_out_of_a_general_question() -> None:
    assert (
        general("Which texts[ on {crisis}] did {state} veto?")
        == "Which texts did (state) veto?"
    )


# --- the competency questions -----------------------------------------------------------------


@pytest.mark.parametrize("asked", COMPETENCY, ids=lambda asked: f"{asked.query}-{asked.asker}")
def test_the_library_answers_what_the_graph_is_asked(opened: "Opened", asked: Asked) -> None:
    assert asked.query in library()
    assert select(opened.store, asked.query, **asked.given).rows


@every_question
def test_an_answer_is_one_that_a_reader_can_read(opened: "Opened", query: Query) -> None:
    # A join that multiplies rows shows here before it shows by the clock.
    answer = select(opened.store, query.name, **query.examples)
    assert len(answer.rows) <= 5_000
    if query.name != "own_crises":  # where two parts of one kind in a crisis are two rows
        assert len(set(answer.rows)) == len(answer.rows)


def test_every_claim_of_the_source_documents_has_its_question() -> None:
    assert list(CLAIMS) == list(range(1, 32))
    assert {f"claim_{name}" for name in CLAIMS.values()} == {
        query.name for query in LIBRARY if query.name.startswith("claim_")
    }


@pytest.mark.parametrize(
    ("name", "column"), [("delay_of_response", "days"), ("unanswered_crises", "waited")]
)
def test_days_are_counted_as_the_calendar_has_them(
    opened: "Opened", name: str, column: str
) -> None:
    given = {"days": -1} if name == "unanswered_crises" else {}
    answered = [row for row in select(opened.store, name, **given).records() if row["first"]]
    assert len(answered) > 100
    for row in answered:
        days = date.fromisoformat(row["first"]) - date.fromisoformat(row["from"])
        assert int(row[column]) == days.days, row


def test_a_crisis_is_answered_within_the_days_or_it_is_not(opened: "Opened") -> None:
    waited = {
        row["crisis"]: row["days"]
        for row in select(opened.store, "delay_of_response").records()
    }
    unanswered = {
        row["crisis"] for row in select(opened.store, "unanswered_crises", days=30).records()
    }
    assert unanswered == {
        crisis for crisis, days in waited.items() if not days or int(days) > 30
    }
