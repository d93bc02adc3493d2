"""The package as it is used from Python: queries, frames, networks, by their plain names."""

import shutil
import subprocess
import sys
from datetime import date

import networkx as nx
import pandas as pd
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import Graph

import normgraph
from normgraph import store
from normgraph.query import Answer, catalog, select
from normgraph.query.python_names import declared_names

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("home")]

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(f"{XSD}{kind}"))


def frame_of(*terms: object) -> pd.Series:
    return Answer(("x",), tuple((term,) for term in terms)).frame()["x"]


def test_the_module_of_queries_is_the_function_that_runs_one():
    answer = normgraph.query("vetoes", state="CHN")
    assert {row["state"].rpartition("/")[2] for row in answer} == {"CHN"}
    assert len(answer) == len(list(answer)) == len(answer.rows) > 1
    assert normgraph.query.select is not None  # it is still the module


@pytest.mark.parametrize(
    "first",
    ["import normgraph", "import normgraph.query", "from normgraph.query import select"],
)
def test_it_can_be_called_however_the_package_was_imported(first):
    script = f"{first}\nimport normgraph\nprint(len(normgraph.query('vetoes', state='CHN')))"
    printed = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert int(printed) == len(normgraph.query("vetoes", state="CHN"))


def test_importing_the_package_reads_neither_queries_nor_pandas():
    script = "import normgraph, sys; print(*sorted(sys.modules))"
    loaded = subprocess.check_output([sys.executable, "-c", script], text=True).split()
    assert "normgraph" in loaded
    assert not {"normgraph.query", "pandas", "networkx", "rdflib", "numpy"} & set(loaded)


def test_a_name_that_there_is_not_is_missing_as_in_any_module():
    with pytest.raises(AttributeError, match="no attribute 'querry'"):
        normgraph.querry  # noqa: B018


def test_every_name_of_the_front_door_is_there():
    assert [name for name in normgraph.__all__ if not hasattr(normgraph, name)] == []


def test_words_that_python_keeps_are_written_with_an_underscore():
    assert declared_names({"from_": 1, "class_": 2, "to": 3, "own_": 4}) == {
        "from": 1,
        "class": 2,
        "to": 3,
        "own_": 4,
    }
    with pytest.raises(normgraph.NormgraphError, match="from is given twice"):
        declared_names({"from": 1, "from_": 2})


def test_no_parameter_ends_with_an_underscore_so_that_none_is_mistaken():
    from normgraph.analysis.registry import analyses

    takers = [*catalog().values(), *analyses().values()]
    names = {name for taker in takers for name in taker.parameters}
    assert "from" in names
    assert [name for name in names if name.endswith("_")] == []


def test_errors_are_those_of_the_command_line():
    with pytest.raises(normgraph.NormgraphError, match="Did you mean 'vetoes'"):
        normgraph.query("vetos")
    with pytest.raises(normgraph.NormgraphError, match="line 1, column"):
        normgraph.sparql("SELECT * { ?s ?p")
    with pytest.raises(normgraph.NormgraphError, match="is no network"):
        normgraph.network("vetoes", by="decade")


def test_an_answer_says_its_size_and_not_all_its_rows():
    assert repr(normgraph.query("ballots", decision="S/2011/612")).startswith(
        "<Answer: 15 rows of "
    )


def test_a_frame_has_the_rows_and_types_of_the_answer():
    answer = normgraph.query("vetoes")
    frame = answer.frame()
    assert list(frame.columns) == list(answer.columns)
    assert len(frame) == len(answer)
    assert dict(frame.dtypes.astype(str)) == {
        "date": "datetime64[s]",
        "symbol": "string",
        "state": "string",
        "crisis": "string",
        "year": "Int64",
        "official": "boolean",
        "decision": "string",
    }
    # As text, the frame says what the answer says.
    days = frame["date"].dt.strftime("%Y-%m-%d")
    assert list(days) == [row["date"] for row in answer]
    assert list(frame["state"]) == [row["state"] for row in answer]
    assert list(frame["year"].astype(str)) == [row["year"] for row in answer]


@pytest.mark.parametrize(
    ("terms", "dtype", "values"),
    [
        ([typed("1", "integer"), None], "Int64", [1, None]),
        ([typed(str(10**30), "integer"), None], "object", [10**30, None]),
        ([typed("1", "integer"), typed("2.5", "decimal")], "Float64", [1.0, 2.5]),
        ([typed("INF", "double"), None], "Float64", [float("inf"), None]),
        ([typed("true", "boolean"), None], "boolean", [True, None]),
        # Older than nanoseconds reach.
        ([typed("0070-09-08", "date"), None], "datetime64[s]", [date(70, 9, 8), None]),
        ([typed("1", "integer"), Literal("x")], "string", ["1", "x"]),
        ([Literal("oui", language="fr"), Literal("yes")], "string", ["oui", "yes"]),
        (
            [NamedNode("https://a.example/"), BlankNode("b")],
            "string",
            ["https://a.example/", "b"],
        ),
        ([None, None], "string", [None, None]),
        ([], "string", []),
    ],
)
def test_a_column_has_the_type_that_all_its_values_share(terms, dtype, values):
    column = frame_of(*terms)
    assert str(column.dtype) == dtype
    found = [None if pd.isna(value) else value for value in column]
    if dtype.startswith("datetime"):
        found = [None if value is None else value.date() for value in found]
    assert found == values


def test_a_moment_is_a_moment_of_world_time():
    (moment,) = frame_of(typed("2011-03-17T22:00:00Z", "dateTime"))
    assert moment == pd.Timestamp("2011-03-17 22:00", tz="UTC")


def test_without_pandas_a_frame_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(normgraph.NormgraphError, match="pip install pandas"):
        normgraph.query("vetoes", state="CHN").frame()


@pytest.mark.slow
def test_every_query_gives_a_frame(opened):
    for query in catalog().values():
        answer = select(opened.store, query.name, **query.examples)
        frame = answer.frame()
        assert frame.shape == (len(answer), len(answer.columns)), query.name


def test_a_query_of_ones_own_answers_in_the_form_it_asks_for():
    assert normgraph.sparql("ASK { ?s a ?class }") is True
    rows = normgraph.sparql("SELECT (1 AS ?one) {}")
    assert [row["one"] for row in rows] == ["1"]
    found = normgraph.sparql("CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 3")
    assert isinstance(found, Graph)
    assert len(found) == 3


def test_an_analysis_takes_values_as_python_has_them():
    asked = normgraph.analyze(
        "agreement", states=["CHN", "RUS"], from_=date(2011, 1, 1), to=2011, draws=10
    )
    written = normgraph.analyze(
        "agreement", states="CHN,RUS", **{"from": "2011"}, to="2011", draws="10"
    )
    assert asked == written


def test_a_network_says_what_it_is():
    council = normgraph.network("voting-network", from_=2011, to=2011)
    assert isinstance(council, nx.Graph)
    assert len(council) == 15
    result = normgraph.analyze("voting-network", from_=2011, to=2011)
    assert council.graph["measure"] == result.measure
    assert council.graph["graph_version"] == store.current().name
    assert "licence" not in result.value.graph  # what the analysis kept is not changed


def test_the_graph_is_opened_once_and_again_after_a_build(home, tmp_path):
    for name in ("before", "after"):
        shutil.copytree(store.current(), tmp_path / name)
    (tmp_path / "current").symlink_to("before")
    first = store.opened_once(tmp_path)
    assert store.opened_once(tmp_path) is first
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("after")
    assert store.opened_once(tmp_path).folder == tmp_path / "after"
