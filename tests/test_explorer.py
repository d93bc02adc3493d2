"""Every page shows what it should, says so where there is nothing, and escapes its data."""

import re

import pytest
from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, markup, terms
from normgraph.query.directory import read_directory
from normgraph.store import open_graph
from pages import entity, html, shown

pytestmark = pytest.mark.slow  # opens pages, or asks an engine that takes its time

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def directory(home):
    return read_directory(open_graph(home).store)


@pytest.mark.parametrize("page", ["home", "decisions", "vetoes", "norms", "checks", "about"])
def test_each_page_ends_by_naming_the_version_of_the_graph(home, page):
    version = open_graph(home).manifest.version
    assert version[:12] in html(shown(page))


def test_home_says_what_the_graph_contains(home):
    page = html(shown("home"))
    assert "25 January 1946" in page
    assert "states</a>" in page


def test_home_asks_questions_whose_pages_exist(home, directory):
    from normgraph.explorer.home import QUESTIONS

    assert {address.long(key) for _, key in QUESTIONS} <= directory.keys()


def test_home_leads_to_analyses_that_are_there(home):
    from normgraph.analysis.registry import analyses

    named = set(re.findall(r"analyses\?analysis=([a-z-]+)", html(shown("home"))))
    assert named
    assert named <= analyses().keys()


def test_search_results_are_links_with_a_short_description(home):
    page = html(shown("home", {"q": "Syria"}))
    assert 'href="entity?id=state/SYR"' in page
    assert 'href="entity?id=crisis/syria-2011"' in page
    assert "4 October 2011 · vetoed · 9\N{EN DASH}2\N{EN DASH}4" in page


def test_a_search_without_result_says_what_to_try(home):
    page = html(shown("home", {"q": "qqqqzz"}))
    assert "Nothing in the graph is called" in page
    assert "Try a shorter word" in page


def test_a_search_typed_into_the_field_gets_into_the_address(home):
    app = shown("home")
    app.text_input[0].set_value("Rwanda").run()
    assert app.query_params["q"] == "Rwanda"
    assert 'href="entity?id=state/RWA"' in html(app)


def test_a_vetoed_draft_shows_who_voted_how_and_who_vetoed(home):
    page = entity("decision/S-2011-612")
    assert "9 in favour, 2 against, 4 abstained" in page
    assert page.count('class="veto">veto') == 2
    for key in ("CHN", "RUS", "BRA", "IND", "LBN", "ZAF"):
        assert f'href="entity?id=state/{key}"' in page


def test_an_inferred_fact_is_marked_with_its_rule(home):
    page = entity("decision/S-2011-612")
    assert "inferred</a>" in page
    assert 'href="entity?id=graph/inferred/vetoes"' in page
    assert "Votes in favour: 9; needed then: 9." in page


def test_each_source_is_one_click_away(home):
    page = entity("decision/S-2011-612")
    assert 'href="entity?id=document/sciencespo-unsc-votes"' in page
    assert 'href="https://docs.un.org/en/S/2011/612"' in page


def test_a_text_adopted_without_a_vote_has_no_ballots(home):
    page = entity("decision/S-RES-918-1994")
    assert "Adopted without a vote, so there are no ballots." in page


def test_a_decision_tells_what_was_corrected_on_it(home):
    page = entity("decision/S-RES-1559-2004")
    assert "Where sources differ" in page
    assert "according to" in page


def test_a_decision_without_dispute_does_not_borrow_those_of_others(home):
    assert "Where sources differ" not in entity("decision/S-2014-348")


def test_a_crisis_shows_vetoed_drafts_with_vetoing_opposing_and_abstaining_states(home):
    page = entity("crisis/syria-2011")
    assert "Vetoed by</th>" in page
    votes = page.partition("Decisions of the Security Council</h2>")[2]
    row = votes.partition('href="entity?id=decision/S-2012-538"')[2].partition("</tr>")[0]
    for name in ("China", "Russian Federation", "Pakistan", "South Africa"):
        assert name in row


def test_a_state_shows_six_names_votes_terms_and_vetoes(home):
    page = entity("state/RUS")
    for text in ("Российская Федерация", "الاتحاد الروسي", "俄罗斯联邦", "permanent seat"):
        assert text in page
    assert 'href="decisions?state=RUS&amp;vote=votedAgainst"' in page


def test_a_state_is_called_as_it_was_called_on_the_day(home):
    page = entity("state/SUN")
    assert "Byelorussian Soviet Socialist Republic" in page


def test_a_dataset_shows_its_terms_and_what_is_taken_from_it(home):
    page = entity("document/sciencespo-unsc-votes")
    assert "CC BY 4.0" in page
    assert "What the graph takes from it" in page


def test_a_meeting_shows_the_decisions_taken_at_it(home):
    assert 'href="entity?id=decision/S-2011-612"' in entity("meeting/S-PV.6627")


def test_a_rule_shows_its_premises_and_its_text(home):
    app = shown("entity", {"id": "graph/inferred/vetoes"})
    assert "Premises:" in html(app)
    assert "CONSTRUCT" in app.code[0].value


def test_a_class_lists_its_instances_page_by_page(home):
    first = entity("ontology/Decision", **{"in": RDF_TYPE})
    second = entity("ontology/Decision", **{"in": RDF_TYPE, "page": "2"})
    assert "1 to 50 of" in first
    assert "51 to 100 of" in second


def test_every_class_has_pages(home, directory):
    examples = {}
    for thing in directory.values():
        for cls in thing.classes:
            examples.setdefault(cls, thing.iri)
    for example in examples.values():
        page = entity(address.short(example))
        assert "There is nothing named" not in page, example
        assert "Who says so" in page, example


@pytest.mark.parametrize(
    "key", ["state/RUSS", "decision/", "x" * 5000, "<script>alert(1)</script>", "../../etc"]
)
def test_an_unknown_thing_gets_a_helpful_message(home, key):
    page = entity(key)
    assert "There is nothing named" in page
    assert "Search by name instead" in page
    assert "<script>" not in page


def test_no_thing_chosen_gets_a_helpful_message(home):
    assert "Search by name instead" in html(shown("entity"))


@pytest.mark.parametrize(
    ("choices", "count"),
    [
        ({"outcome": "vetoed", "crisis": "syria-2011", "to": "2022"}, "17 decisions"),
        # Security Council, highlights of 1991: 42 resolutions.
        ({"outcome": "adopted", "from": "1991", "to": "1991"}, "42 decisions"),
    ],
)
def test_decisions_are_filtered_by_the_address(home, choices, count):
    assert count in html(shown("decisions", choices))


def test_decisions_are_filtered_by_what_a_state_did(home):
    choices = {"state": "RWA", "vote": "votedAgainst", "from": "1994", "to": "1995"}
    page = html(shown("decisions", choices))
    assert "One decision" in page
    assert "S/RES/955 (1994)" in page


def test_filters_that_leave_nothing_say_so(home):
    choices = {"outcome": "vetoed", "state": "RWA", "vote": "vetoedBy"}
    assert "No decision fits" in html(shown("decisions", choices))
    assert "No veto fits" in html(shown("vetoes", {"member": "france", "from": "2000"}))


def test_a_year_that_is_none_is_left_out(home):
    assert "decisions</p>" in html(shown("decisions", {"from": "soon", "page": "-7"}))


def test_a_filter_is_written_into_the_address(home):
    app = shown("vetoes")
    app.selectbox(key="choice-by").set_value("decade").run()
    assert app.query_params["by"] == "decade"


def test_vetoes_say_how_to_read_what_is_missing_and_what_they_rest_on(home):
    page = html(shown("vetoes"))
    for text in ("How to read it", "What it does not show", "Sources of this figure", "n = "):
        assert text in page


def test_about_lists_sources_corrections_and_conflicts(home):
    page = html(shown("about"))
    for text in ("datasets", "values of sources that are not followed", "conflicts"):
        assert text in page


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "[click](http://example.org)",
        "![](http://example.org/x.png)",
        "\u202eevil",
        "a" * 10_000,
    ],
)
def test_text_from_data_is_only_ever_text(name):
    written = markup.link(name, address.entity(iri.mint("state", "RUS")), title=name)
    assert "<img" not in written
    assert "\u202e" not in written
    assert written.count("<a ") == 1


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "http://x y", 'http://x"y', "data:,x"]
)
def test_only_a_web_address_becomes_a_link(place):
    assert "href" not in markup.outside("original", place)


def test_a_fragment_is_not_escaped_twice():
    cell = markup.link("R&D", "about")
    assert markup.table(("A",), [(cell,)], caption="x").count("R&amp;D") == 1
    assert isinstance(cell, Markup)


@pytest.mark.parametrize(
    ("symbol", "official"),
    [
        ("S/2011/612", True),
        ("S/RES/1973 (2011)", True),
        ("S/4733/Rev.1", True),
        ("S/PV.6627", True),
        ("A/RES/2758 (XXVI)", True),
        ("GRC", False),
        ("S/PV.57 vote 2", False),
        ("UN Charter", False),
    ],
)
def test_only_an_official_symbol_leads_to_the_united_nations(symbol, official):
    assert bool(terms.of_symbol(symbol)) is official
