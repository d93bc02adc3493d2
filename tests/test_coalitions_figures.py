"""Figures of coalitions, by what they draw."""

from datetime import date
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from councils import council_of
from normgraph.analysis.coalition_divides import coalition_divides
from normgraph.analysis.coalition_division import Way
from normgraph.analysis.coalition_lines import coalitions_over_time
from normgraph.analysis.coalitions import coalitions
from normgraph.analysis.period import Period
from normgraph.analysis.signed_backbone import Backbone
from normgraph.export.coalition_chart import positions, short_name
from normgraph.export.coalition_tiles import MOST_STATES, shown_states
from normgraph.export.figure import figure
from normgraph.export.files import write_result_file
from normgraph.export.network import network_of
from normgraph.export.table import table
from normgraph.query.council import council

CAMPS = dict.fromkeys("ABCD", "yyyynnnn") | dict.fromkeys("EFGH", "nnnnyyyy")
YEAR = Period(date(2011, 1, 1), date(2011, 12, 31))
RECORD = Period(date(1946, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def small():
    return coalitions(council_of(CAMPS, permanent=("A", "E")), YEAR, draws=19)


@pytest.fixture(scope="module")
def lines(opened):
    return coalitions_over_time(council(opened), RECORD)


def values(layer):
    return layer["data"]["values"]


def test_every_member_is_drawn_once_with_its_coalition_in_words_and_shape(small):
    *_, nodes, _, _ = figure(small).specification["layer"]
    drawn = {node["state"]: node for node in values(nodes)}
    assert set(drawn) == set(CAMPS)
    assert {drawn[state]["number"] for state in "ABCD"} == {"1"}
    assert {drawn[state]["number"] for state in "EFGH"} == {"2"}
    assert [state for state, node in drawn.items() if node["permanent"]] == ["A", "E"]


def test_solid_lines_join_and_dashed_ones_part(small):
    less, more = figure(small).specification["layer"][:2]
    # Four friends make six pairs, twice; four against four are sixteen.
    assert len(values(more)) == 12
    assert len(values(less)) == 16
    dashes = more["encoding"]["strokeDash"]["scale"]
    assert dashes["domain"] == ["agree more than chance gives", "agree less than chance gives"]
    assert dashes["range"][0] != dashes["range"][1]


def test_lines_of_the_mean_are_not_called_chance():
    whole = coalitions(council_of(CAMPS), YEAR, backbone=Backbone.ALL, draws=0)
    less, more = figure(whole).specification["layer"][:2]
    assert {edge["is"] for edge in values(more)} == {"agree more than the mean"}
    assert {edge["is"] for edge in values(less)} == {"agree less than the mean"}


@pytest.mark.slow
def test_no_member_covers_another_and_none_lies_outside(opened):
    # Sixty members in ten years; without being moved apart they lie nearer.
    crowded = Period(date(2016, 1, 1), date(2025, 12, 31))
    found = coalitions(council(opened), crowded, draws=0)
    places = positions(found.value)
    assert len(places) == 60
    nearest = min(np.hypot(x - u, y - v) for (x, y), (u, v) in combinations(places.values(), 2))
    assert nearest > 43  # a mark is 36 pixels wide
    assert all(0 < x < 700 and 0 < y < 560 for x, y in places.values())
    assert positions(found.value) == places


def test_members_are_drawn_nearer_to_their_camp(small):
    places = positions(small.value)
    within = np.mean([np.hypot(*np.subtract(places["A"], places[s])) for s in "BCD"])
    between = np.mean([np.hypot(*np.subtract(places["A"], places[s])) for s in "EFGH"])
    assert within < between


def test_the_tests_stand_above_the_drawing(small):
    title = figure(small).specification["title"]["text"]
    assert title[0].startswith("Balance of two camps: beyond chance (1.00, by chance")
    assert len(title) == 2


def test_the_picture_in_words_names_every_member(small):
    assert "coalition 2: State E, State F, State G, State H" in figure(small).alternative
    assert "12 lines of agreement and 16 of disagreement" in figure(small).alternative


def test_permanent_members_have_the_first_tiles(lines):
    shown = shown_states(lines.value)
    assert set(shown[:6]) == {"CHN", "FRA", "GBR", "ROC", "RUS", "USA"}
    assert len(shown) == MOST_STATES


def test_a_tile_says_in_a_number_what_its_colour_says(lines):
    tiles = values(figure(lines).specification["layer"][0])
    standings = {(row.begins, row.state): row.line for row in lines.value.rows()}
    seen = {int(tile["window"][:4]): tile["text"] for tile in tiles if tile["row"] == "France"}
    assert seen == {begins: str(standings[begins, "FRA"]) for begins in range(1946, 2026, 5)}
    named = [tile for tile in tiles if tile["line"].startswith("line ")]
    assert all(tile["line"] == f"line {tile['text']}" for tile in named)


def test_each_window_tells_its_decisions_and_its_chance(lines):
    heads = values(figure(lines).specification["layer"][2])
    first = [head["text"] for head in heads if head["window"].startswith("1946")]
    assert first == ["157", ".025"]


def test_the_bars_of_divides_are_the_numbers_of_the_table():
    days = [date(year, 6, 1) for year in range(2001, 2009)]
    record = council_of(CAMPS, permanent=("A", "B", "E"), date=days)
    result = coalition_divides(
        record, Period(days[0], days[-1]), Way(minimum_shared=1), years=4
    )
    bars = figure(result).specification["data"]["values"]
    assert len(bars) == 4 * len(result.value.pairs) == 12
    modularity = {
        bar["pair"]: bar["apart"] for bar in bars if bar["way"] == "signed modularity"
    }
    assert modularity == {
        "State A – State E (2 windows)": 2,  # noqa: RUF001
        "State B – State E (2 windows)": 2,  # noqa: RUF001
        "State A – State B (2 windows)": 0,  # noqa: RUF001
    }


@pytest.mark.parametrize("ending", ["graphml", "gexf", "svg", "csv", "json"])
def test_the_coalitions_can_be_written(small, tmp_path, ending):
    path = tmp_path / f"coalitions.{ending}"
    write_result_file(small, path)
    assert path.stat().st_size > 0
    if ending == "graphml":
        read = nx.read_graphml(path)
        assert read.nodes["A"]["coalition"] == 1
        assert read.edges["A", "E"]["backbone"] == -1


def test_a_value_without_a_network_has_none(lines):
    assert network_of(lines.value) is None
    assert network_of(nx.Graph()) is not None


def test_the_table_twin_has_a_row_for_each_member(small):
    whole = table(small.value)
    assert [row[0] for row in whole.rows] == list("ABCDEFGH")
    assert [column.name for column in whole.columns][:3] == ["state", "state_name", "coalition"]


def test_official_names_are_shortened_for_drawings():
    assert short_name("GBR", "United Kingdom of Great Britain and Northern Ireland") == (
        "United Kingdom"
    )
    joined = "Union of Soviet Socialist Republics, Russian Federation"
    assert short_name("RUS", joined) == "Soviet Union / Russia"
