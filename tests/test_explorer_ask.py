"""The Ask page: every question can be asked, in a form made from what its query declares."""

import csv
import io
import re
from html import unescape

import pytest

from normgraph.explorer.asked_words import matching
from normgraph.explorer.loaded import graph
from normgraph.query import ask_text, select
from normgraph.query.binding import bound
from normgraph.query.catalog import TOPICS, library
from normgraph.query.guard import checked
from pages import html, shown

pytestmark = [pytest.mark.usefixtures("home"), pytest.mark.slow]

SYRIA = {"question": "vetoed_drafts_on_crisis", "crisis": "syria-2011"}

#: One question for each kind of field that a form can have.
FORMS = {
    (value.type, value.key_space, value.required, bool(value.values)): query.name
    for query in library().values()
    for value in query.parameters.values()
}


def text(app):
    return unescape(re.sub(r"<[^>]+>", " ", html(app)))


def code(app):
    return [block.value for block in app.code]


def test_every_question_is_listed_under_its_topic():
    page = html(shown("ask"))
    for query in library().values():
        assert f"ask?question={query.name}" in page
    for topic, told in TOPICS.items():
        number = sum(query.topic == topic for query in library().values())
        assert f"{told} ({number})" in page


@pytest.mark.parametrize("name", sorted(set(FORMS.values())))
def test_a_question_has_a_field_for_each_place_and_its_example_an_answer(name):
    query = library()[name]
    app = shown("ask", {"question": name, **query.examples})
    controls = [*app.selectbox, *app.number_input, *app.text_input, *app.date_input]
    assert {control.key for control in controls} == {
        f"choice-{key}" for key in query.parameters
    }
    assert "<td" in html(app)
    assert "Open in the Query page" in html(app)


def test_the_sparql_that_is_shown_gives_the_answer_that_is_shown(opened):
    app = shown("ask", SYRIA)
    sparql = code(app)[0]
    assert sparql.startswith("# Which drafts on Syrian Arab Republic since 2011 were vetoed")
    assert ask_text(opened.store, sparql) == select(
        opened.store, "vetoed_drafts_on_crisis", crisis="syria-2011"
    )


@pytest.mark.parametrize("name", library())
def test_what_is_shown_is_let_through_by_the_endpoint(name):
    query = library()[name]
    assert checked(bound(query, query.examples)).form == "select"


def test_no_parameter_is_called_as_the_page_calls_its_own():
    names = {name for query in library().values() for name in query.parameters}
    assert not names & {"question", "find", "page", "q"}


def test_the_answer_has_links_numbers_and_a_file():
    app = shown("ask", SYRIA)
    assert "18 rows, from" in text(app)
    assert 'href="entity?id=decision/S-2011-612"' in html(app)
    (button,) = app.get("download_button")
    assert button.proto.label == "Download CSV"


def test_the_file_holds_the_whole_answer(opened):
    from normgraph.explorer.ask import _csv

    answer = select(opened.store, "resolutions_by_year")
    rows = list(csv.reader(io.StringIO(_csv(answer))))
    assert tuple(rows[0]) == answer.columns
    assert len(rows) == len(answer.rows) + 1


def test_a_place_that_must_be_filled_is_asked_for():
    app = shown("ask", {"question": "texts_opposed_on_crisis", "crisis": "syria-2011"})
    assert "did … vote against?" in text(app)
    assert "Choose a state to get the answer." in text(app)
    assert not [block for block in code(app) if "SELECT" in block]


def test_what_is_chosen_stands_in_the_address_and_in_the_sentence():
    app = shown("ask", {"question": "texts_opposed_on_crisis", "crisis": "syria-2011"})
    (control,) = [each for each in app.selectbox if each.key == "choice-state"]
    control.select("CHN").run()
    assert not app.exception
    assert "CHN" in app.query_params["state"]
    assert "Which texts on Syrian Arab Republic since 2011 did China vote against?" in text(app)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"question": "nothing"}, "There is no question named “nothing”."),
        (SYRIA | {"crisis": "atlantis"}, "There is no crisis named 'atlantis'."),
        (
            {"question": "members", "date": "17 March"},
            "date takes a day such as 1994-04-06, not '17 March'.",
        ),
        (
            {"question": "vetoes", "year": "last"},
            "year takes a whole number, not 'last'.",
        ),
        (
            {"question": "votes_of_state", "state": "RWA", "ballot": "abstain"},
            "There is no ballot named 'abstain'. Did you mean 'abstained'?",
        ),
        (
            {"question": "ballots", "decision": "xyzzy plugh"},
            "Nothing of that kind is called “xyzzy plugh”.",
        ),
        (SYRIA | {"crisis": "<script>alert(1)</script>"}, "is no key or IRI"),
    ],
    ids=str,
)
def test_a_bad_address_is_told_in_a_sentence(choices, told):
    app = shown("ask", choices)
    assert told in text(app)
    assert "<script" not in html(app)


def test_a_number_of_a_resolution_names_it():
    app = shown("ask", {"question": "ballots", "decision": "1973"})
    assert "Who voted how on S/RES/1973 (2011), and which document says so?" in text(app)
    assert "15 rows" in text(app)


def test_words_that_may_mean_several_things_are_offered():
    page = html(shown("ask", {"question": "relations_of", "thing": "genocide"}))
    assert "Which one?" in page
    assert "thing=crime/genocide" in page


def test_no_rows_are_not_told_as_nothing_happened():
    choices = {"question": "texts_opposed_on_crisis", "crisis": "syria-2011", "state": "BRA"}
    assert "may still have happened" in text(shown("ask", choices))


def test_a_student_finds_the_vetoes_on_syria_by_two_words():
    page = html(shown("ask", {"find": "vetoed Syria"}))
    assert "ask?question=vetoed_drafts_on_crisis&amp;crisis=syria-2011" in page


@pytest.mark.parametrize(
    ("asked", "name", "given"),
    [
        ("who sponsored Libya", "sponsors_on_crisis", {"crisis": "libya-2011"}),
        ("Rwanda convicted", "convicted_over_crisis", {"crisis": "rwanda-1994"}),
        ("Genocide Convention parties", "parties", {"instrument": "genocide-convention"}),
        ("open warrants", "open_warrants", {}),
    ],
)
def test_words_find_a_question_and_fill_its_place(home, asked, name, given):
    found = [(query.name, places) for query, places in matching(graph(), asked)]
    assert (name, given) in found[:6]
