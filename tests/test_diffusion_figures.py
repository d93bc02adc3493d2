"""Figures of norm diffusion: they draw what the table says, and say it in words too."""

import pytest

from normgraph.analysis.registry import analyze
from normgraph.export.figure import figure, write_svg
from normgraph.export.table import table

SHOWN = [
    ("ratification-hazard", {"by": "regional-group"}),
    ("ratification-hazard", {"by": "consent"}),
    ("ratification-hazard", {"show": "hazard", "by": "signature"}),
    ("ratification-hazard", {"show": "summary", "by": "region"}),
    ("first-adopters", {"of": "eligible"}),
    ("diffusion-fit", {"replicates": "20"}),
    ("diffusion-fit", {"show": "parameters", "replicates": "20"}),
    ("r2p-language", {}),
    ("r2p-language", {"by": "total"}),
    ("r2p-language", {"by": "crisis"}),
    ("r2p-language", {"by": "agenda-item"}),
    ("norm-contestation", {}),
    ("norm-contestation", {"by": "actor"}),
    ("norm-contestation", {"by": "region", "norm": "sovereignty"}),
    ("said-and-did", {}),
    ("said-and-did", {"did": "own-crises"}),
    ("said-and-did", {"show": "states", "did": "council-crises"}),
]
named = pytest.mark.parametrize(
    ("name", "values"), SHOWN, ids=[f"{name}-{'-'.join(v.values())}" for name, v in SHOWN]
)


def drawn(part):
    """Return every row of a specification, of whatever layer."""
    rows = list(part.get("data", {}).get("values", ()))
    inner = [*part.get("layer", ()), *part.get("vconcat", ())]
    for each in (*inner, *([part["spec"]] if "spec" in part else [])):
        rows += drawn(each)
    return rows


def rows_of(result):
    whole = table(result.value)
    names = [column.name for column in whole.columns]
    return [dict(zip(names, row, strict=True)) for row in whole.rows]


@named
def test_a_figure_says_how_to_read_it_and_what_it_does_not_show(opened, name, values):
    result = analyze(opened, name, **values)
    found = figure(result)
    assert found.question.endswith("?")
    assert str(result.n) in found.observations
    assert found.how_to_read.endswith(".")
    assert found.alternative.endswith(".")
    assert found.not_shown == result.caveats
    assert drawn(found.specification)


def test_every_step_of_a_curve_is_drawn(opened):
    result = analyze(opened, "ratification-hazard")
    steps = [row for row in drawn(figure(result).specification) if "share" in row]
    rows = rows_of(result)
    assert [row["group"] for row in steps] == [row["group"] for row in rows]
    # The table has twelve digits of each share.
    shares = [row["share_not_party"] for row in rows]
    assert [row["share"] for row in steps] == pytest.approx(shares, abs=1e-11)


def test_every_adopter_and_every_year_is_drawn(opened):
    adopters = analyze(opened, "first-adopters")
    names = {row["name"] for row in drawn(figure(adopters).specification)}
    assert names == {row["name"] for row in rows_of(adopters)}
    fitted = analyze(opened, "diffusion-fit", replicates="20")
    dots = [row["states"] for row in drawn(figure(fitted).specification) if "states" in row]
    assert dots == [row["counted"] for row in rows_of(fitted)]


def test_bars_add_up_to_the_counts(opened):
    result = analyze(opened, "norm-contestation", by="actor", norm="sovereignty")
    sides = [row["side"] for row in drawn(figure(result).specification) if "side" in row]
    rows = rows_of(result)[:25]
    against = sum(row["contests"] + row["violates"] for row in rows)
    assert sum(-side for side in sides if side < 0) == against
    language = analyze(opened, "r2p-language")
    texts = [row["texts"] for row in drawn(figure(language).specification) if "texts" in row]
    assert sum(texts) == language.n


def test_a_state_stands_on_the_side_of_what_it_said(opened):
    result = analyze(opened, "said-and-did", show="states", said="genocide-convention")
    sides = {row["name"]: row["side"] for row in drawn(figure(result).specification)}
    for row in rows_of(result):
        if row["assembly_in_favour"] is not None:
            said = row["genocide_convention"] is not None
            assert sides[row["name"]] == ("had said it" if said else "had not")


def test_a_figure_becomes_a_file(opened, tmp_path):
    pytest.importorskip("vl_convert", reason="normgraph[export] is not installed")
    path = tmp_path / "hazard.svg"
    write_svg(analyze(opened, "ratification-hazard"), path)
    assert "African Group" in path.read_text("utf-8")
