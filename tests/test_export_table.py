"""Tables, their provenance and reports: nothing lost, nothing that runs."""

import csv
import io
import json
from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.result import Result
from normgraph.analysis.vetoes import vetoes_over_time
from normgraph.errors import NormgraphError
from normgraph.export.citation import bibtex, plain_citation
from normgraph.export.report import json_text
from normgraph.export.table import csv_text, read_csv, table, write_csv
from normgraph.query.records import Source, Term, Veto

CELLS = st.text() | st.text("'=+-@\t\r\n\",\uff1d aé", max_size=6)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@given(ROWS, st.booleans())
def test_every_cell_comes_back(rows, plain):
    header, *rest = rows
    assert read_csv(csv_text(header, rest, plain=plain), plain=plain) == rows


@given(ROWS)
def test_no_text_cell_begins_like_a_formula(rows):
    for line in csv.reader(io.StringIO(csv_text(rows[0], rows[1:]), newline="")):
        for cell in line:
            dangerous = cell[:1] in set("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
            assert not (dangerous and cell) or is_number(cell)


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+34 people", "'+34 people"),
        ("-34.5", "-34.5"),
        (-34.5, "-34.5"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("S/2011/612", "S/2011/612"),
        ("", '""'),
        (None, ""),
        (True, "true"),
        (" a", '" a"'),
        ("a\rb", '"a\rb"'),
    ],
)
def test_how_a_cell_is_written(cell, written):
    assert csv_text(["c"], [[cell]]) == f"c\n{written}\n"


def test_plain_tables_change_nothing():
    assert csv_text(["c"], [["=1+1"]], plain=True) == "c\n=1+1\n"


# Results --------------------------------------------------------------------------------


@pytest.fixture
def vetoes():
    terms = [Term(date(1945, 10, 24), "RUS", None, "russia", "=Russia & <b>", "charter")]
    days = [date(2022, 2, 25), date(2023, 7, 11)]
    cast = [Veto(day, f"D{day}", "russia", "RUS", official=day.year < 2023) for day in days]
    period = Period(date(2022, 1, 1), date(2023, 12, 31))
    return vetoes_over_time(cast, terms, period)


def test_the_table_of_vetoes_keeps_zero_and_no_value_apart(vetoes):
    assert [row[-2:] for row in table(vetoes.value).rows] == [(1, 1), (None, 1)]


def test_the_file_holds_nothing_but_data(vetoes, tmp_path):
    write_csv(vetoes, tmp_path / "vetoes.csv")
    assert (tmp_path / "vetoes.csv").read_text(encoding="utf-8") == (
        "year,seat,seat_name,state,state_name,on_library_list,every_vote\n"
        "2022,russia,'=Russia & <b>,RUS,'=Russia & <b>,1,1\n"
        "2023,russia,'=Russia & <b>,RUS,'=Russia & <b>,,1\n"
    )


def test_what_the_data_is_stands_beside_it(vetoes, tmp_path):
    beside = write_csv(vetoes, tmp_path / "vetoes.csv")
    assert beside.name == "vetoes.csv-metadata.json"
    described = json.loads(beside.read_text(encoding="utf-8"))
    assert described["url"] == "vetoes.csv"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == (
        (tmp_path / "vetoes.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    )
    for part in ("Article 27(3)", "charter", "hidden veto", "2 vetoed votes"):
        assert part in described["dc:description"]


def test_the_report_is_the_whole_result(vetoes):
    back = json.loads(json_text(vetoes))
    assert back["n"] == vetoes.n
    assert back["caveats"] == list(vetoes.caveats)
    assert back["sources"] == [{"key": "charter"}]
    assert [tuple(row) for row in back["rows"]] == list(table(vetoes.value).rows)
    assert len(back["rows"][0]) == len(back["columns"])


def test_a_report_without_rows_is_json():
    network = nx.Graph()
    network.add_node("A", label="A")
    empty = Result(network, "share", "Somebody", 1, "decisions", ())
    assert json.loads(json_text(empty))["rows"] == []


def test_a_value_without_a_table_is_refused_in_words():
    with pytest.raises(NormgraphError, match="no table for a float"):
        table(0.5)


def test_a_network_as_a_table_is_its_edges(opened):
    found = analyze(opened, "voting-network", **{"from": "2011-10", "to": "2011-10"})
    rows = table(found.value).rows
    assert len(rows) == found.value.number_of_edges()
    assert all(row[0] < row[2] for row in rows)


# Citations ------------------------------------------------------------------------------


def test_a_citation_names_version_measure_and_each_source(opened):
    found = analyze(opened, "vetoes")
    told = plain_citation(found)
    assert found.version in told
    assert "Article 27(3)" in told
    assert all(source.title in told or source.citation in told for source in found.documents)


def test_bibtex_has_an_entry_for_the_graph_and_each_source(opened):
    found = analyze(opened, "vetoes")
    assert bibtex(found).count("@misc{") == 1 + len(found.sources)


def test_bibtex_escapes_what_tex_would_read():
    source = Source("s", "50% of {A} & B_1 #2 $3 ~ ^ \\input{x}", publisher="P & Co")
    told = bibtex(
        Result(0, "m", "r", 1, "u", ("s",), version="v" * 64, documents=(source,))
    ).split("\n\n")[1]
    assert r"50\% of \{A\} \& B\_1 \#2 \$3 \textasciitilde{} \textasciicircum{}" in told
    assert r"\textbackslash{}input\{x\}" in told
    assert told.count("{") - told.count(r"\{") == told.count("}") - told.count(r"\}")
