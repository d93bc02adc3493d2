"""Finding things: every name that a reader may type leads where it should."""

import pytest

from normgraph import iri
from normgraph.query.directory import Directory, Name, Thing, read_directory
from normgraph.query.search import SearchIndex
from normgraph.store import open_graph

pytestmark = pytest.mark.slow  # reads the names of the whole graph


@pytest.fixture(scope="module")
def index(home):
    return SearchIndex(read_directory(open_graph(home).store))


def first(index, asked):
    return index.search(asked)[0].thing.iri.removeprefix(iri.ID)


def found(index, asked):
    return [hit.thing.iri.removeprefix(iri.ID) for hit in index.search(asked)]


def small(*things):
    return SearchIndex(
        Directory(
            Thing(iri.mint(space, key), names=[Name(text, kind, "en") for text, kind in names])
            for space, key, names in things
        )
    )


@pytest.mark.parametrize(
    "asked",
    ["Syria", "syria", "Syrian Arab Republic", "Syira", "Сирия", "叙利亚", "سوريا", "Siria"],
)
def test_a_state_is_found_in_six_languages_and_with_a_slip(index, asked):
    assert "state/SYR" in found(index, asked)[:5]


@pytest.mark.parametrize("asked", ["Syria", "Syira", "Сирия", "叙利亚"])
def test_the_state_comes_before_what_happened_there(index, asked):
    assert first(index, asked) == "state/SYR"


@pytest.mark.parametrize(
    ("asked", "thing"),
    [
        ("S/2011/612", "decision/S-2011-612"),
        ("s/2011/612", "decision/S-2011-612"),
        ("S 2011 612", "decision/S-2011-612"),
        ("S/RES/1973 (2011)", "decision/S-RES-1973-2011"),
        ("resolution 1973", "decision/S-RES-1973-2011"),
        ("Res. 1973", "decision/S-RES-1973-2011"),
        ("UNSC resolution 1593", "decision/S-RES-1593-2005"),
        ("1973", "decision/S-RES-1973-2011"),
        ("S/PV.6627", "meeting/S-PV.6627"),
        ("Burma", "state/MMR"),
        ("Zaire", "state/COD"),
        ("Soviet Union", "state/SUN"),
        ("cote divoire", "state/CIV"),
        ("United Kingdm", "state/GBR"),
    ],
)
def test_the_best_result_is_what_was_meant(index, asked, thing):
    assert first(index, asked) == thing


def test_syria_lists_the_state_the_crisis_and_the_vetoed_drafts(index):
    results = found(index, "Syria")
    expected = {"state/SYR", "crisis/syria-2011", "decision/S-2011-612", "decision/S-2012-77"}
    assert expected <= set(results)


@pytest.mark.parametrize("asked", ["", "   ", "qqqqzz", "/", "()", "\x00"])
def test_nothing_is_found_where_nothing_fits(index, asked):
    assert index.search(asked) == []


def test_each_thing_is_listed_once(index):
    results = found(index, "situation")
    assert len(results) == len(set(results))


def test_a_long_query_ends(index):
    assert index.search("x" * 10_000) == []


def test_a_name_written_in_full_beats_a_longer_one_that_holds_it():
    index = small(
        ("state", "COG", [("Congo", "label")]),
        ("state", "COD", [("Democratic Republic of the Congo", "label")]),
    )
    assert found(index, "Congo") == ["state/COG", "state/COD"]


def test_all_words_asked_must_fit():
    index = small(
        ("state", "PRK", [("North Korea", "alternative")]),
        ("state", "KOR", [("South Korea", "alternative")]),
    )
    assert found(index, "north korea") == ["state/PRK"]
