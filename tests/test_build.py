"""The compiler: what it makes of tables, and what it refuses."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from conftest import CHECKOUT
from normgraph import iri
from normgraph.build import build, compile_tables
from normgraph.errors import BuildError
from normgraph.store import open_graph, verify
from small import Tables

ONTOLOGY = CHECKOUT / "ontology"
NG = iri.ONTOLOGY


@pytest.fixture
def tables(tmp_path) -> Tables:
    return Tables(tmp_path / "data")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def node(place: str) -> NamedNode:
    return NamedNode(iri.ID + place)


def stated(tables: Tables) -> set[Quad]:
    return set(compile_tables(ONTOLOGY, tables.folder))


def refusal(tables: Tables) -> str:
    with pytest.raises(BuildError) as refused:
        compile_tables(ONTOLOGY, tables.folder)
    return str(refused.value)


def test_a_row_becomes_statements_in_the_graph_of_its_source(tables):
    day = Literal("2011-10-04", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    expected = {
        Quad(node("decision/S-2011-612"), NamedNode(f"{NG}date"), day, node("document/record")),
        Quad(
            node("decision/S-2011-612"),
            NamedNode(f"{NG}votedAgainst"),
            node("state/CHN"),
            node("document/record"),
        ),
    }
    assert expected <= stated(tables)


def test_an_aspect_adds_statements_in_the_graph_of_another_source(tables):
    graphs = {
        quad.graph_name.value.rpartition("/")[2]
        for quad in stated(tables)
        if quad.subject == node("decision/S-2011-612")
    }
    assert graphs == {"record", "list", "vetoes"}


def test_a_date_known_to_the_month_or_year_carries_its_first_day_and_its_precision(tables):
    about = {
        (quad.predicate.value.removeprefix(NG), quad.object.value)
        for quad in stated(tables)
        if quad.subject in {node("state/CHN"), node("state/RUS")}
    }
    assert ("from", "1971-01-01") in about
    assert ("fromPrecision", f"{iri.ID}precision/year") in about
    assert ("from", "1991-12-01") in about
    assert ("fromPrecision", f"{iri.ID}precision/month") in about


def test_decimals_leave_the_build_in_canonical_form(tables):
    values = {
        quad.object.value for quad in stated(tables) if quad.predicate.value == f"{NG}latitude"
    }
    assert values == {"35.5", "61", "34.8"}


def test_a_veto_is_inferred_from_ballots_majority_and_seat(tables):
    # Nine in favour, China and Russia against, 2011: both vetoed, in a graph of its own.
    vetoes = {
        (quad.object.value.rpartition("/")[2], quad.graph_name.value)
        for quad in stated(tables)
        if quad.predicate.value == f"{NG}vetoedBy"
    }
    assert vetoes == {("CHN", f"{iri.INFERRED}vetoes"), ("RUS", f"{iri.INFERRED}vetoes")}


def test_without_the_majority_a_negative_vote_is_no_veto(tables):
    tables.replace("council/Decision.csv", "FRA|E0|E1", "FRA|E1")
    tables.replace("council/Decision.csv", "draft,vetoed", "draft,lacked-majority")
    assert not [quad for quad in stated(tables) if quad.predicate.value == f"{NG}vetoedBy"]


def test_no_statement_has_an_anonymous_node(tables):
    assert all(
        isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        for quad in stated(tables)
    )


def test_every_statement_lies_in_the_graph_of_a_document_or_a_rule(tables):
    quads = stated(tables)
    documents = {
        q.subject.value for q in quads if q.subject.value.startswith(f"{iri.ID}document/")
    }
    others = {quad.graph_name.value for quad in quads} - documents
    assert others == {
        f"{iri.GRAPH}normgraph",
        f"{iri.GRAPH}vocabularies",
        f"{iri.GRAPH}alignments",
        f"{iri.INFERRED}vetoes",
    }


def test_what_is_read_back_equals_what_was_written(tables, home):
    build(data=tables.folder, home=home)
    expected = stated(tables)
    named = (quad for quad in open_graph(home).store if isinstance(quad.graph_name, NamedNode))
    assert set(named) == expected


def test_the_default_graph_is_the_union_with_each_statement_once(tables, home):
    # The same statement from two sources: two quads, one triple, and a count of one.
    tables.write("council/Decision.again.csv", b"key,date,source\nS-2011-612,2011-10-04,list\n")
    build(data=tables.folder, home=home)
    query = f"SELECT (COUNT(*) AS ?n) {{ <{iri.ID}decision/S-2011-612> <{NG}date> ?day }}"
    for opened in (open_graph(home), open_graph(home, in_memory=True)):
        assert [row["n"].value for row in opened.store.query(query)] == ["1"]


def test_row_order_changes_nothing(tables, home, tmp_path):
    first = build(data=tables.folder, home=home).version
    tables.shuffle()
    assert build(data=tables.folder, home=tmp_path / "other").version == first


def test_a_fact_of_a_new_kind_is_a_term_and_a_column_and_no_code(tables, tmp_path):
    ontology = tmp_path / "ontology"
    ontology.mkdir()
    for path in ONTOLOGY.rglob("*"):
        if path.is_file():
            copy = ontology / path.relative_to(ONTOLOGY)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    with (ontology / "normgraph.ttl").open("a", encoding="utf-8") as file:
        file.write(
            "ng:motto a owl:DatatypeProperty ; rdfs:domain ng:State ; rdfs:range xsd:string ."
        )
    tables.write("states/State.mottoes.csv", b"key,motto,source\nFRA,a motto,record\n")
    quads = compile_tables(ontology, tables.folder)
    assert [quad.object.value for quad in quads if quad.predicate.value == f"{NG}motto"] == [
        "a motto"
    ]


# What is refused, and in which words: file, line, column, value, remedy.


def test_an_unknown_column(tables):
    tables.replace("council/Decision.csv", "votedAgainst", "votedAgaints")
    told = refusal(tables)
    assert "council/Decision.csv:1, column votedAgaints" in told
    assert "Did you mean 'votedAgainst'?" in told


def test_a_column_of_another_class(tables):
    tables.replace("council/Decision.csv", "votedAgainst", "seat")
    assert "'seat' is for instances of CouncilTerm" in refusal(tables)


def test_a_dangling_key(tables):
    tables.replace("council/Decision.csv", "CHN|RUS,", "CHN|RSU,")
    told = refusal(tables)
    assert "council/Decision.csv:2, column votedAgainst, value 'CHN|RSU'" in told
    assert "Did you mean 'RUS'?" in told


def test_every_dangling_key_of_a_cell_is_told(tables):
    tables.replace("council/Decision.csv", "CHN|RUS,", "CHM|RSU,")
    told = refusal(tables)
    assert "the key 'CHM'" in told
    assert "the key 'RSU'" in told


def test_two_rows_with_one_key(tables):
    tables.add("states/State.csv", "CHN,China,Chine,CHN,,,record,")
    told = refusal(tables)
    assert "states/State.csv:15, column key, value 'CHN'" in told
    assert "line 2 already" in told


def test_one_key_in_two_tables(tables):
    tables.write("other/State.csv", b"key,label@en,source\nCHN,China,record\n")
    assert "minted in other/State.csv:2 already" in refusal(tables)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1994-02-30", "no such day in the calendar"),
        ("2011-13-01", "no such day in the calendar"),
        ("4 October 2011", "The value is no date"),
    ],
)
def test_an_impossible_date(tables, written, words):
    tables.replace("council/Decision.csv", "2011-10-04", written)
    told = refusal(tables)
    assert f"council/Decision.csv:2, column date, value '{written}'" in told
    assert words in told


def test_a_ballot_by_a_state_that_is_no_member(tables):
    tables.replace("council/Decision.csv", "CHN|RUS,E8", "CHN|RUS,SYR")
    told = refusal(tables)
    assert "council/Decision.csv:2, value 'SYR'" in told
    assert "not a member of the Security Council on that day" in told


def test_two_ballots_of_one_state(tables):
    tables.replace("council/Decision.csv", "CHN|RUS,E8", "CHN|RUS,RUS")
    assert "stands in two of the columns of ballots" in refusal(tables)


def test_a_row_without_a_source(tables):
    tables.replace("states/State.csv", "34.8,record,row 4", "34.8,,row 4")
    told = refusal(tables)
    assert "states/State.csv:5, column source" in told
    assert "names no source" in told


def test_a_table_without_the_column_source(tables):
    tables.write("states/State.extra.csv", b"key,iso2\nCHN,CN\n")
    assert "The table has no column 'source'" in refusal(tables)


def test_a_source_that_is_no_document(tables):
    tables.replace("states/State.csv", "34.8,record,row 4", "34.8,recrod,row 4")
    assert "No document has the key 'recrod'. Did you mean 'record'?" in refusal(tables)


def test_bytes_that_are_no_utf_8(tables):
    tables.add("states/State.csv", "XXX,Somewhere,,,,,record,")
    path = tables.folder / "states/State.csv"
    path.write_bytes(path.read_bytes().replace(b"Somewhere", b"Som\xe9where"))
    told = refusal(tables)
    assert "states/State.csv:15" in told
    assert "0xe9) is not valid UTF-8" in told


def test_a_file_cut_in_the_middle_of_a_row(tables):
    path = tables.folder / "council/Decision.csv"
    path.write_bytes(path.read_bytes()[:-20])
    told = refusal(tables)
    assert "does not end with a line feed, so it may have been cut" in told


def test_a_file_cut_at_the_end_of_a_row(tables):
    path = tables.folder / "council/Decision.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    assert "council/Decision.csv: The table has 1 rows of 2 known" in refusal(tables)


def test_a_missing_table(tables):
    (tables.folder / "council/Decision.csv").unlink()
    assert "The table council/Decision.csv is missing" in refusal(tables)


@pytest.mark.parametrize("name", ["states/State.csv", "council/Decision.csv", "Dataset.csv"])
def test_a_damaged_table_is_told_and_not_what_points_into_it(tables, name):
    tables.replace("council/Decision.csv", "2011-02-01", "2011-02-40")
    path = tables.folder / name
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
    told = refusal(tables)
    assert f"{name}:" in told
    assert "No table" not in told
    assert "No document" not in told


def test_a_table_of_no_class(tables):
    tables.write("states/Staet.csv", b"key,source\n")
    assert "Did you mean 'State.csv'?" in refusal(tables)


def test_an_unclosed_quotation_mark(tables):
    tables.add("states/State.csv", 'YYY,"Somewhere,,,,,record,')
    assert "not valid CSV" in refusal(tables)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Chi\u202ena", "U+202E"),
        ("Chi\x00na", "U+0000"),
        ("Cote d\u2019Ivoire e\u0301", "composed form"),
        (" China", "begins or ends with a blank"),
        ("C" * 20_001, "at most 20000"),
        ("=SUM(A1:A9)", "as a formula"),
        ("-1+cmd|' /C calc'!A0", "as a formula"),
        ("@SUM(A1)", "as a formula"),
    ],
    ids=["direction", "control", "decomposed", "blank", "long", "formula", "command", "at"],
)
def test_text_that_would_mislead(tables, written, words):
    tables.replace("states/State.csv", "CHN,China,", f"CHN,{written},")
    assert words in refusal(tables)


def test_a_key_that_could_leave_its_place(tables):
    tables.add("states/State.csv", "../x,Somewhere,,,,,record,")
    assert "A key is letters, digits" in refusal(tables)


def test_a_shape_names_the_row(tables):
    tables.replace("states/State.csv", "34.8", "134.8")
    told = refusal(tables)
    assert "states/State.csv:5, column latitude, value '134.8'" in told
    assert "between -90 and 90" in told


def test_a_time_that_ends_before_it_begins(tables):
    tables.replace("states/CouncilTerm.csv", "1971-10-25,,", "1971-10-25,1970-01-01,")
    assert "states/CouncilTerm.csv:2, column from" in refusal(tables)


def test_two_values_for_a_property_that_takes_one(tables):
    tables.write("council/Decision.again.csv", b"key,date,source\nS-2011-612,2011-10-05,list\n")
    assert "Two sources give this thing different values" in refusal(tables)


def test_all_problems_of_the_tables_are_told_at_once(tables):
    tables.replace("council/Decision.csv", "2011-10-04", "2011-10-40")
    tables.replace("council/Decision.csv", "CHN|RUS,", "CHN|RSU,")
    tables.replace("states/State.csv", "34.8,record,row 4", "34.8,,row 4")
    assert "The build was refused: 3 problems." in refusal(tables)


def test_an_ontology_with_a_syntax_error(tables, tmp_path):
    ontology = tmp_path / "ontology"
    ontology.mkdir()
    for name in ("normgraph.ttl", "vocabularies.ttl", "alignments.ttl"):
        (ontology / name).write_bytes((ONTOLOGY / name).read_bytes())
    text = (ontology / "normgraph.ttl").read_text(encoding="utf-8")
    line = text[: text.index("ng:State a owl:Class ;")].count("\n") + 1
    (ontology / "normgraph.ttl").write_text(
        text.replace("ng:State a owl:Class ;", "ng:State a owl:Class ;;, "), encoding="utf-8"
    )
    with pytest.raises(
        BuildError, match=rf"normgraph.ttl:{line}: The ontology is not valid Turtle"
    ):
        compile_tables(ontology, tables.folder)


def test_a_refused_build_leaves_the_last_good_graph(tables, home):
    good = build(data=tables.folder, home=home)
    tables.replace("council/Decision.csv", "CHN|RUS,", "CHN|RSU,")
    with pytest.raises(BuildError):
        build(data=tables.folder, home=home)
    assert verify(home) == good


def test_engine_counts_of_a_union_would_be_wrong():
    # Why the default graph is materialized: if this fails, the engine has been mended.
    store = Store()
    triple = (node("a/b"), node("a/c"), node("a/d"))
    store.extend(Quad(*triple, node(f"document/{i}")) for i in range(2))
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (row,) = store.query(query, use_default_graph_as_union=True)
    assert row["n"].value == "2"
