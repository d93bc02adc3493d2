"""Figures and tables of commitments and references: drawn from the result's own numbers."""

# What is parsed here, normgraph wrote a moment before.
# ruff: noqa: S314

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from normgraph.analysis.ratification import commitment_spans, ratification_curve
from normgraph.analysis.references import references_over_time
from normgraph.analysis.registry import analyze
from normgraph.errors import UndefinedMeasureError
from normgraph.export.figure import figure, svg
from normgraph.export.table import table
from normgraph.query.records import Commitment, Reference

pytestmark = pytest.mark.slow  # draws
vl_convert = pytest.importorskip("vl_convert", reason="normgraph[export] is not installed")

SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
A, B = date(2000, 1, 1), date(2001, 1, 1)
HELD = [
    Commitment(A, "state/FRA", "pact", None, "France", "Pact", sources=("list",)),
    Commitment(A, "state/SYR", "pact", date(2000, 12, 31), "Syria", "Pact"),
]


def reference(symbol, level, kind="resolution", year=2006):
    return Reference(date(year, 4, 28), symbol, kind, level, f"doc-{symbol}")


TEXTS = [
    reference("S/RES/1", "state-responsibility"),
    reference("S/RES/1", "explicit-world-summit"),
    reference("S/RES/2", "broad-protection"),
    reference("S/PRST/1", "explicit-other", "presidential statement", 2008),
    reference("S/2006/1", "explicit-other", "draft resolution"),
]


def rows(drawn):
    return drawn.specification["data"]["values"]


def test_the_line_steps_where_parties_come_and_go():
    drawn = rows(figure(ratification_curve(HELD, date(2005, 1, 1))))
    steps = [(row["day"], row["parties"], row["left"]) for row in drawn]
    assert steps == [("2000-01-01", 2, 0), ("2001-01-01", 1, 1), ("2005-01-01", 1, 0)]


def test_a_bar_that_lasts_reaches_the_end_of_the_record():
    drawn = rows(figure(commitment_spans(HELD[:1], date(2005, 1, 1))))
    assert [(row["from"], row["to"], row["until"]) for row in drawn] == [
        ("2000-01-01", "2005-01-01", "lasts")
    ]


def test_a_text_counts_once_at_its_plainest_level_and_a_failed_draft_not_at_all():
    result = references_over_time(TEXTS)
    assert result.n == 3
    assert result.parameters == {"counted as references": 2}
    assert table(result.value).rows == (
        (2006, "resolution", "broad-protection", False, 1),
        (2006, "resolution", "explicit-world-summit", True, 1),
        (2008, "presidential statement", "explicit-other", True, 1),
    )
    bars = {(row["year"], row["rank"]): row["texts"] for row in rows(figure(result))}
    assert bars == {(2006, 0): 1, (2006, 3): 1, (2008, 1): 1}


def test_no_coded_text_is_no_series():
    with pytest.raises(UndefinedMeasureError, match="No text of the Council"):
        references_over_time([])


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ratifications", {"instrument": "rome-statute"}),
        ("commitments", {"party": "state/BDI"}),
        ("r2p-references", {}),
    ],
)
def test_the_real_figure_says_what_it_shows_and_names_its_sources(opened, name, given):
    result = analyze(opened, name, **given)
    root = ET.fromstring(svg(result))
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "What it does not show" in said
    assert f"n = {result.n}" in said
    assert len(list(root.iter(f"{DC}source"))) == len(result.sources)
    # However many the sources, the page stays one that can be printed.
    assert float(root.attrib["height"]) < 1600
