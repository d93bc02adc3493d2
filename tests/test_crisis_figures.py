"""The timeline and the map of crises: drawn from the result, with all that must be said."""

# What is parsed here, normgraph wrote a moment before.
# ruff: noqa: S314

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from normgraph.analysis.crisis_map import Shown, place_map
from normgraph.analysis.registry import analyze
from normgraph.analysis.timeline import timeline
from normgraph.errors import UndefinedMeasureError
from normgraph.export.crisis_chart import outlines
from normgraph.export.figure import figure, svg
from normgraph.export.provenance import LICENCE
from normgraph.export.table import csv_text, read_csv, table
from normgraph.query import crisis_records, select
from normgraph.query.crisis_records import LANES, Dated, PlaceValue, Yearly

pytestmark = pytest.mark.slow

pytest.importorskip("vl_convert", reason="normgraph[export] is not installed")

SVG = "{http://www.w3.org/2000/svg}"
slow = pytest.mark.slow  # draws

DC = "{http://purl.org/dc/elements/1.1/}"
FIRST, LAST = date(1994, 1, 1), date(1995, 12, 31)
HOSTILE = (
    "</text><script>alert(1)</script>\x00\x1b\ufffe&\"' ]]> ![x](http://example.org/x.png)"
)


def dated(lane, first, last=None, label="Something", **more):
    return Dated(lane, first, label, "kind", f"thing/{lane}-{label}", last, **more)


EVERYTHING = [
    dated("events", date(1994, 4, 6), date(1994, 7, 18), "Killing", sources=("report",)),
    dated("events", date(1994, 4, 6), label="Aeroplane"),
    dated("missions", date(1993, 10, 5), label="Mission"),
    dated("sanctions", date(1994, 5, 17), date(1999, 1, 1), label="Embargo"),
    dated("steps before courts", date(1995, 1, 1), label="Indictment", precision="year"),
]
FLED = [
    ("Rwanda", Yearly(1994, "refugees", 2_257_573, source="unhcr")),
    ("Rwanda", Yearly(1994, "displaced within", 300_000, source="unhcr")),
    ("Burundi", Yearly(1995, "refugees", 350_000, source="unhcr")),
]


def lanes(name="Rwanda, 1994", entries=EVERYTHING, fled=FLED):
    drawn = timeline("rwanda-1994", name, entries, fled, FIRST, LAST)
    return replace(drawn, version="f" * 64)


def state(key, value, m49="", **more):
    return PlaceValue(key, key.title(), m49, value, **more)


PLACES = [
    state("RWA", 800_000, "646", low=500_000, high=1_000_000, sources=("count",)),
    state("FRA", 99, "250"),
    state("COM", 3, "174", latitude=-12.2, longitude=44.2),
    state("XKX", 100, latitude=42.6, longitude=21.0),
    state("SUN", 7, "810"),
    state("BEL", 0, "056"),
]


def shades(places=PLACES, shown=Shown.DEATHS):
    return replace(place_map(shown, 1994, places), version="f" * 64)


def bars(result):
    return figure(result).specification["vconcat"][0]["data"]["values"]


def people(result):
    return figure(result).specification["vconcat"][1]["data"]["values"]


def layer(result, kind):
    for each in figure(result).specification["layer"]:
        mark = each["mark"]
        if kind == mark["type"] and ("encoding" in each or kind == "land"):
            return each
    return None


def shaded(result):
    return layer(result, "geoshape")["transform"][0]["from"]["data"]["values"]


def circles(result):
    found = layer(result, "circle")
    return found["data"]["values"] if found else []


def legend(result):
    return layer(result, "geoshape")["encoding"]["color"]["scale"]["domain"]


# --- the timeline ---------------------------------------------------------------------------


def test_a_day_is_a_diamond_and_a_time_is_a_bar():
    spans = {row["what"]: row["span"] for row in bars(lanes())}
    assert spans == {
        "Killing": True,
        "Aeroplane": False,
        "Mission": True,
        "Embargo": True,
        "Indictment": False,
    }


def test_a_bar_is_cut_to_the_window_and_tells_its_own_days():
    told = {row["what"]: row for row in bars(lanes())}
    drawn = {name: (row["from"], row["to"]) for name, row in told.items()}
    assert drawn["Mission"] == ("1994-01-01", "1995-12-31")
    assert drawn["Embargo"] == ("1994-05-17", "1995-12-31")
    assert (told["Mission"]["begins"], told["Mission"]["ends"]) == ("1993-10-05", "lasts")
    assert told["Embargo"]["ends"] == "1999-01-01"
    assert told["Aeroplane"]["ends"] == ""


def test_rows_stand_in_the_order_of_the_lanes():
    chart = figure(lanes(entries=[dated(lane, FIRST) for lane in LANES])).specification
    places = chart["vconcat"][0]["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert [place.split("|")[2] for place in places] == list(LANES)


def test_people_displaced_are_stacked_year_by_year():
    stacked = [(row["year"], row["foot"], row["head"]) for row in people(lanes())]
    assert stacked == [
        (1995, 0, 350_000),
        (1994, 0, 300_000),
        (1994, 300_000, 2_557_573),
    ]


def test_without_figures_nobody_is_drawn_as_displaced():
    result = lanes(fled=[])
    assert len(figure(result).specification["vconcat"]) == 1
    assert "displaced" not in figure(result).how_to_read


def test_both_axes_of_a_timeline_are_one():
    parts = figure(lanes()).specification["vconcat"]
    scales = [
        parts[0]["layer"][0]["encoding"]["x"]["scale"],
        parts[1]["encoding"]["x"]["scale"],
    ]
    assert scales[0] == scales[1]
    assert scales[0]["domain"] == ["1994-01-01", "1995-12-31"]


def test_the_picture_of_a_timeline_is_told_in_words():
    outside = dated("events", date(2014, 4, 7), label="Remembrance")
    told = figure(lanes(entries=[*EVERYTHING, outside])).alternative
    assert "2 events, 1 missions, 1 sanctions, 1 steps before courts" in told
    assert "1 more lie outside these days" in told


def test_the_table_of_a_timeline_has_every_dated_thing_and_the_people_displaced():
    result = lanes()
    columns = [column.name for column in table(result.value).columns]
    rows = [dict(zip(columns, row, strict=True)) for row in table(result.value).rows]
    things = {row["label"] for row in rows if row["lane"] != "people displaced"}
    assert things == {row["what"] for row in bars(result)}
    fled = [row for row in rows if row["lane"] == "people displaced"]
    assert sum(row["people"] for row in fled) == sum(figure.best for _, figure in FLED)
    assert {row["label"] for row in fled} == {"Rwanda", "Burundi"}
    court = next(row for row in rows if row["label"] == "Indictment")
    assert (court["from"], court["precision"], court["to"]) == ("1995-01-01", "year", None)


def test_what_lasts_has_no_last_day_in_the_table():
    row = next(row for row in table(lanes().value).rows if row[0] == "missions")
    assert row[1:4] == ("1993-10-05", None, None)


# --- the map --------------------------------------------------------------------------------


def test_the_shades_of_a_map_are_the_rows_of_its_table():
    result = shades()
    drawn = {(row["state"], row["value"]) for row in shaded(result)}
    assert drawn == {(row[1], row[2]) for row in table(result.value).rows}
    assert "Bel" not in {name for name, _ in drawn}


@pytest.mark.parametrize(
    ("shown", "value", "step"),
    [
        (Shown.DEATHS, 1, "1 to 99"),
        (Shown.DEATHS, 99, "1 to 99"),
        (Shown.DEATHS, 100, "100 to 999"),
        (Shown.DEATHS, 99_999, "10,000 to 99,999"),
        (Shown.DEATHS, 100_000, "100,000 or more"),
        (Shown.CRISES, 1, "1"),
        (Shown.CRISES, 4, "4"),
        (Shown.CRISES, 5, "5 or more"),
        (Shown.DISPLACED, 4_999_999, "1,000,000 to 4,999,999"),
        (Shown.DISPLACED, 5_000_000, "5,000,000 or more"),
    ],
)
def test_the_shade_is_that_of_the_legend(shown, value, step):
    result = shades([state("FRA", value, "250")], shown)
    assert [row["step"] for row in shaded(result)] == [step]
    assert step in legend(result)


def test_a_number_is_shown_with_its_bounds_or_as_a_single_figure():
    bounds = {row["state"]: row["bounds"] for row in shaded(shades())}
    assert bounds["Rwa"] == "500,000 to 1,000,000"
    assert bounds["Fra"] == "single figure"


def test_states_too_small_for_the_outlines_are_circles():
    assert [row["state"] for row in circles(shades())] == ["Com"]
    assert circles(shades(PLACES[:2])) == []


def test_a_state_without_a_code_is_shaded_where_it_has_an_outline():
    shapes = outlines()["objects"]["countries"]["geometries"]
    kosovo = next(shape for shape in shapes if shape["properties"]["name"] == "Kosovo")
    assert kosovo["id"] in {row["id"] for row in shaded(shades())}


def test_a_state_of_the_past_is_not_drawn_and_the_figure_says_so():
    assert "today's outlines cannot show: Sun." in figure(shades()).how_to_read
    assert "outlines cannot" not in figure(shades(PLACES[:4])).how_to_read


def test_the_picture_of_a_map_is_told_in_words():
    assert "the highest number is that of Rwa, 800,000" in figure(shades()).alternative


def test_the_outlines_bear_their_licence():
    folder = files("normgraph.export") / "world"
    assert "Michael Bostock" in (folder / "LICENSE").read_text(encoding="utf-8")


# --- both, drawn ----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["timeline", "map"])
def small(request):
    return lanes() if request.param == "timeline" else shades()


@slow
def test_the_frame_is_in_the_drawing(small):
    drawn = figure(small)
    texts = ET.fromstring(svg(small)).findall(f"{SVG}text")
    told = "".join("".join(text.itertext()) for text in texts).replace(" ", "")
    parts = [drawn.question, drawn.how_to_read, *drawn.not_shown, drawn.observations]
    for part in [*parts, *drawn.sources, f"n = {small.n}", "What it does not show", "f" * 64]:
        assert part.replace(" ", "") in told
    assert small.caveats
    assert drawn.sources


@slow
def test_the_sources_stand_in_the_metadata(small):
    found = ET.fromstring(svg(small)).iter(f"{DC}source")
    assert [source.text for source in found] == list(small.sources)


@slow
def test_nothing_is_fetched(small):
    root = ET.fromstring(svg(small))
    values = [value for element in root.iter() for value in element.attrib.values()]
    assert [each for each in values if "http" in each or each.startswith("//")] == [LICENCE]


@slow
def test_equal_results_give_equal_bytes(small):
    assert svg(small) == svg(small)


@slow
@pytest.mark.parametrize(
    "result",
    [
        lanes(
            name=HOSTILE,
            entries=[dated("events", FIRST, label=HOSTILE), dated("missions", FIRST, LAST)],
            fled=[(HOSTILE, Yearly(1994, HOSTILE, 5, source=HOSTILE))],
        ),
        lanes(entries=[dated("missions", FIRST, LAST, label=HOSTILE, sources=(HOSTILE,))]),
        shades([PlaceValue("x", HOSTILE, "250", 5, sources=(HOSTILE,))]),
        shades([PlaceValue("x", HOSTILE, HOSTILE, 5, latitude=0.0, longitude=0.0)]),
    ],
    ids=["timeline", "name beside a bar", "map", "circle"],
)
def test_hostile_text_is_text_and_nothing_else(result):
    root = ET.fromstring(svg(result))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "a", "use"}
    whole = table(result.value)
    written = csv_text([column.name for column in whole.columns], whole.rows)
    assert any(HOSTILE in cell for line in read_csv(written) for cell in line)


# --- the real graph -------------------------------------------------------------------------


def test_every_outline_is_a_state_of_the_graph_or_known_to_be_none(opened):
    known = {row["m49"] for row in select(opened.store, "states").records()}
    shapes = outlines()["objects"]["countries"]["geometries"]
    others = {shape["properties"]["name"] for shape in shapes if shape.get("id") not in known}
    assert others == {
        *("Antarctica", "Falkland Is.", "Fr. S. Antarctic Lands", "Greenland", "New Caledonia"),
        *("Puerto Rico", "N. Cyprus", "Somaliland"),
        "Kosovo",  # which the United Nations give no code; its outline has our key
    }


@slow
@pytest.mark.parametrize("shown", list(Shown))
def test_no_state_of_a_map_is_lost_but_those_that_are_no_more(opened, shown):
    drawn = {shape.get("id") for shape in outlines()["objects"]["countries"]["geometries"]}
    for year in (1946, 1976, 1990, 1991, 1999, 2022, 2025):
        places = list(crisis_records.on_map(opened.store, shown.value, year))
        if not places:
            continue
        result = place_map(shown, year, places)
        small = {row["state"] for row in circles(result)}
        for row in shaded(result):
            if row["id"] not in drawn and row["state"] not in small:
                assert row["state"] in {"Union of Soviet Socialist Republics", "Yugoslavia"}
                assert row["state"] in figure(result).how_to_read


@slow
@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("crisis-timeline", {"crisis": "rwanda-1994"}, "Rwanda, 1994"),
        ("crisis-timeline", {"crisis": "palestine-1947"}, "what was done about it when?"),
        ("crisis-map", {"show": "crises", "year": "1999"}, "Where were crises on record in"),
        ("crisis-map", {"show": "deaths", "year": "1994"}, "in organized violence"),
        ("crisis-map", {"show": "displaced", "year": "2022"}, "From where were people"),
    ],
)
def test_the_real_figure_says_what_it_shows_and_names_its_sources(opened, name, given, words):
    result = analyze(opened, name, **given)
    root = ET.fromstring(svg(result))
    said = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for text in (words, "What it does not show", f"n = {result.n} {result.unit}"):
        assert text.replace(" ", "") in said.replace(" ", "")
    assert len(list(root.iter(f"{DC}source"))) == len(result.sources) > 0
    # However many the sources, the page stays one that can be printed.
    assert float(root.attrib["height"]) < 1600


@slow
def test_the_map_of_1999_shades_kosovo_and_circles_the_comoros(opened):
    crises = analyze(opened, "crisis-map", show="crises", year="1999")
    assert "Kosovo" in {row["state"] for row in shaded(crises)}
    displaced = analyze(opened, "crisis-map", show="displaced", year="2022")
    assert "Comoros" in {row["state"] for row in circles(displaced)}


def test_a_year_after_the_record_has_no_map(opened):
    with pytest.raises(UndefinedMeasureError, match="Choose an earlier year"):
        analyze(opened, "crisis-map", show="crises", year="2100")
