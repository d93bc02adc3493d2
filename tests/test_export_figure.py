"""Figures: drawn from the numbers of the result, with everything that must be said."""

# What is parsed here, normgraph wrote a moment before.
# ruff: noqa: S314

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.vetoes import Span, vetoes_over_time
from normgraph.errors import NormgraphError
from normgraph.export.figure import figure, svg, write_svg
from normgraph.export.provenance import LICENCE
from normgraph.query.records import Term, Veto

pytestmark = pytest.mark.slow  # draws
vl_convert = pytest.importorskip("vl_convert", reason="normgraph[export] is not installed")

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\x00&\"' ![x](http://example.org/x.png)"
PERIOD = Period(date(1990, 1, 1), date(2023, 12, 31))


def result(name="Russia", span=Span.YEAR):
    terms = [
        Term(date(1945, 10, 24), "SUN", date(1991, 12, 23), "russia", f"Soviet {name}", "a"),
        Term(date(1991, 12, 24), "RUS", None, "russia", name, "b"),
    ]
    cast = [
        Veto(date(2011, 10, 4), "S-2011-612", "russia", "RUS", official=True),
        Veto(date(2023, 7, 11), "S-2023-506", "russia", "RUS"),
    ]
    return replace(vetoes_over_time(cast, terms, PERIOD, span=span), version="f" * 64)


def bars(specification, kind):
    return [row for row in specification["data"]["values"] if row["is"] == kind]


def test_the_bars_are_the_counts():
    specification = figure(result()).specification
    listed = bars(specification, "on the UN library's list")
    every = bars(specification, "every separate vote")
    assert [(bar["begins"], bar["vetoes"]) for bar in listed] == [(2011, 1)]
    assert [(bar["begins"], bar["vetoes"]) for bar in every] == [(2011, 1), (2023, 1)]


def test_a_bar_of_a_decade_is_ten_years_wide():
    bar = bars(figure(result(span=Span.DECADE)).specification, "every separate vote")[0]
    assert (bar["begins"], bar["ends"], bar["period"]) == (2010, 2020, "2010\u20132019")


def test_lines_mark_who_took_over_and_where_the_list_ends():
    marks = bars(figure(result()).specification, "mark")
    assert [mark["text"] for mark in marks] == [
        "Russia, from 1991-12-24",
        "list ends 2022-05-26",
    ]


def test_the_picture_is_told_in_words_with_its_numbers():
    assert "Russia: 2, of which 1 on the list" in figure(result()).alternative


def test_the_frame_is_in_the_drawing():
    drawn = figure(result())
    # What is drawn, not what stands in the metadata.
    texts = ET.fromstring(svg(result())).findall(f"{SVG}text")
    told = "".join("".join(text.itertext()) for text in texts)
    squeezed = told.replace(" ", "")
    parts = [drawn.question, drawn.how_to_read, *drawn.not_shown, drawn.observations, LICENCE]
    for part in [*parts, "f" * 64]:
        assert part.replace(" ", "") in squeezed


def test_title_and_description_are_named_for_screen_readers():
    root = ET.fromstring(svg(result()))
    ids = root.get("aria-labelledby").split()
    assert [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")] == ids


def test_provenance_stands_in_the_metadata():
    metadata = ET.fromstring(svg(result())).find(f"{SVG}metadata")
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert metadata.findtext(f".//{dc}identifier") == "f" * 64
    assert [source.text for source in metadata.iter(f"{dc}source")] == ["a", "b"]


def test_hostile_names_are_text_and_nothing_else():
    root = ET.fromstring(svg(result(HOSTILE)))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "a", "use"}
    assert "alert(1)" in "".join(root.itertext())


def test_nothing_is_fetched():
    root = ET.fromstring(svg(result()))
    values = [value for element in root.iter() for value in element.attrib.values()]
    links = [value for value in values if value.startswith(("http", "//", "url(http"))]
    assert links == [LICENCE]


def test_equal_results_give_equal_bytes():
    assert svg(result()) == svg(result())


def test_no_line_leaves_the_page():
    root = ET.fromstring(svg(result()))
    width = float(root.get("width"))
    for text in root.findall(f"{SVG}text"):
        size = float(text.get("font-size"))
        for line in text:
            assert float(line.get("x")) + len(line.text) * size * 0.6 < width * 1.15


def test_a_result_without_a_figure_points_to_its_table():
    with pytest.raises(NormgraphError, match="Ask for its table"):
        figure(replace(result(), value={}))


def test_the_real_figure_draws_every_veto(opened, tmp_path):
    found = analyze(opened, "vetoes", by="decade")
    drawn = bars(figure(found).specification, "every separate vote")
    assert sum(bar["vetoes"] for bar in drawn) == sum(c.votes for c in found.value.counts)
    write_svg(found, tmp_path / "vetoes.svg")
    assert ET.parse(tmp_path / "vetoes.svg").getroot().tag == f"{SVG}svg"
