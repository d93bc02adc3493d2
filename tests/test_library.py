"""The library: every query that answers a reader's question says so, and asks it well."""

import re

import pytest

from normgraph.query import catalog
from normgraph.query.catalog import LOOK_UP, TOPICS, Query, library
from normgraph.query.question import general, optional_places, places, told

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
