"""The workbench without a browser: addresses, views, tables, and hostile answers."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from normgraph.errors import QueryError
from normgraph.explorer.workbench.files import _csv
from normgraph.explorer.workbench.permalink import MOST, packed, unpacked
from normgraph.export.answer_chart import MOST_BARS, chart_of
from normgraph.export.answer_chart import specification as chart_specification
from normgraph.export.answer_grid import grid
from normgraph.export.answer_map import map_of, steps
from normgraph.export.answer_network import network_of
from normgraph.export.answer_pictures import caveats
from normgraph.export.answer_timeline import MOST_MARKS, timeline_of
from normgraph.export.answer_timeline import specification as timeline_specification
from normgraph.export.table import read_csv
from normgraph.query.directives import directives
from normgraph.query.places import Place, places
from normgraph.query.run import Answer
from pages import html, shown

NG = "https://w3id.org/normgraph/ontology#"
ID = "https://w3id.org/normgraph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"PREFIX ng: <{NG}>\nPREFIX xsd: <{XSD}>\n"
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def thing(key: str) -> NamedNode:
    return NamedNode(ID + key)


def date(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(f"{XSD}date"))


def answered(columns: str, *rows):
    return grid(Answer(tuple(columns.split()), rows), lambda iri: iri.rpartition("/")[2])


# --- addresses


@given(st.text())
def test_an_address_gives_back_its_query(query):
    written = packed(query)
    assert written is None or unpacked(written) == query


def test_a_long_query_is_packed():
    query = "SELECT * WHERE { ?s ?p ?o }\n" * 400
    written = packed(query)
    assert len(written) < MOST < len(query)
    assert unpacked(written) == query


def test_a_query_too_long_for_any_address_has_none():
    pairs = (f"ng:{number * 7919 % 104729:x}" for number in range(6000))
    assert packed(" ".join(pairs)) is None


BOMB = "~" + base64.urlsafe_b64encode(zlib.compress(b" " * 10_000_000)).decode().rstrip("=")
CUT = packed("SELECT * WHERE { ?s ?p ?o }" * 40)[:-9]
BAD = ["~", "~x", "~!!!", "~" + "A" * 100, CUT, BOMB, "~\N{SNOWMAN}"]


@pytest.mark.parametrize(
    "written", BAD, ids=["nothing", "x", "signs", "As", "cut", "bomb", "no"]
)
def test_a_bad_address_is_told_in_a_sentence(written):
    with pytest.raises(QueryError, match="cut off or changed"):
        unpacked(written)


# --- comments


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("# view: map\nASK {}", {"view": "map"}),
        ("ASK {}\n  #view:chart\n#x: ?year\n# y:n\n", {"view": "chart", "x": "year", "y": "n"}),
        ("#defaultView:BarChart\nASK {}", {"view": "chart"}),
        ('#defaultView:Map{"hide":"?geo"}\nASK {}', {"view": "map"}),
        ("#defaultView:Dimensions\nASK {}", {}),
        ("# title: A: b? ?c\nASK {}", {"title": "A: b? ?c"}),
        ("# view: map\n# view: table\nASK {}", {"view": "table"}),
        ("ASK { FILTER('''\n# view: map\n''' = '') }", {}),
        ("ASK { <http://a#view:> ?p ?o } # a remark", {}),
        ("# nothing: here\nASK {}", {}),
    ],
)
def test_comments_say_how_to_show_an_answer(query, expected):
    assert directives(query) == expected


# --- views


def test_a_chart_finds_its_columns_and_says_what_it_leaves_out():
    rows = answered(
        "name year n",
        (Literal("a"), Literal(1990), Literal(3)),
        (Literal("b"), Literal(1992), Literal(5)),
        (Literal("c"), Literal(1992), None),
    )
    chart = chart_of(rows, {})
    assert (chart.x, chart.y, chart.kind) == ("year", "n", "year")
    assert chart.points == (("1990", 3, ""), ("1992", 5, ""))
    assert caveats(chart)[0] == "1 row without a value for year or n."
    assert chart_specification(chart)["encoding"]["x"]["scale"]["domain"] == [1990, 1991, 1992]
    assert chart_of(rows, {"x": "name"}).kind == "category"


def test_a_chart_of_many_bars_says_how_many_it_does_not_draw():
    rows = [(Literal(f"t{number}"), Literal(number)) for number in range(MOST_BARS + 7)]
    chart = chart_of(answered("name n", *rows), {})
    assert len(chart.points) == MOST_BARS
    assert f"7 rows beyond the first {MOST_BARS}, which are drawn." in caveats(chart)


def test_a_chart_says_that_rows_lie_on_each_other():
    rows = answered("name n", (Literal("a"), Literal(1)), (Literal("a"), Literal(2)))
    assert any("several rows" in one for one in caveats(chart_of(rows, {})))


PLACES = {ID + "state/SYR": Place("760", 35.0, 38.0), ID + "state/SUN": Place("SUN")}


def test_a_map_takes_states_by_iri_and_by_code_and_names_those_it_cannot_draw():
    rows = answered(
        "state n latitude",
        (thing("state/SYR"), Literal(3), Literal(1.5)),
        (thing("state/SUN"), Literal(4), Literal(1.5)),
        (thing("state/XXX"), Literal(4), Literal(1.5)),
    )
    drawn = map_of(rows, {}, PLACES)
    assert [(name, value) for name, _, value in drawn.places] == [("SUN", 4), ("SYR", 3)]
    told = " ".join(caveats(drawn))
    assert "does not have: XXX" in told
    assert "do not show: SUN" in told
    codes = answered("iso n", (Literal("SYR"), Literal(3)))
    assert map_of(codes, {}, PLACES).places[0][2] == 3


def test_a_map_refuses_two_numbers_for_a_state():
    rows = answered(
        "state n", (thing("state/SYR"), Literal(3)), (thing("state/SYR"), Literal(4))
    )
    with pytest.raises(QueryError, match="SYR has several"):
        map_of(rows, {}, PLACES)


def test_every_step_of_a_map_has_its_bounds():
    assert steps([5, 5, 5]) == [(5, 5)]
    assert steps(list(range(1, 11))) == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    assert steps([]) == []


def test_every_state_that_is_drawn_has_an_outline_or_a_place(opened):
    found = places(opened)
    assert found[ID + "state/SYR"].outline == "760"
    assert found[ID + "state/MDV"].longitude is not None
    assert found[ID + "state/XKX"].outline == "XKX"


def test_a_timeline_knows_what_lasts_what_is_a_day_and_what_has_no_end():
    rows = answered(
        "what from to",
        (Literal("b"), date("1994-04-07"), date("1994-07-15")),
        (Literal("a"), date("1993-10-05"), None),
        (Literal("c"), None, None),
    )
    line = timeline_of(rows, {})
    assert [(m.label, m.start, m.end) for m in line.marks] == [
        ("a", "1993-10-05", ""),
        ("b", "1994-04-07", "1994-07-15"),
    ]
    assert "1 row without a value for from." in caveats(line)
    days = answered("date label", (date("2011-10-04"), Literal("draft")))
    assert timeline_of(days, {}).marks[0].end == "2011-10-04"


def test_a_timeline_of_many_rows_says_how_many_it_does_not_draw():
    rows = [(date("2011-10-04"), Literal(str(number))) for number in range(MOST_MARKS + 3)]
    line = timeline_of(answered("date label", *rows), {})
    assert f"3 rows beyond the first {MOST_MARKS}, which are drawn." in caveats(line)


def test_names_on_a_timeline_are_no_expressions():
    name = "\"]+alert(1)+['\\\N{SNOWMAN}"
    line = timeline_of(answered("date label", (date("2011-10-04"), Literal(name))), {})
    written = timeline_specification(line)["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert json.loads(written.removesuffix("[datum.value]")) == [name]


def test_a_network_is_drawn_of_rows_and_of_statements():
    rows = answered(
        "decision state",
        (thing("decision/a"), thing("state/RUS")),
        (thing("decision/b"), thing("state/RUS")),
        (thing("decision/b"), None),
    )
    network = network_of(rows, {}, {ID + "state/RUS": "state"})
    assert network.groups[ID + "state/RUS"] == "state"
    assert (len(network.network), network.values) == (3, 1)
    said = (Triple(thing("decision/a"), NamedNode(f"{NG}concerns"), thing("crisis/x")),)
    statements = network_of(grid(said, str), {}, {})
    assert statements.drawn.edges == ((ID + "crisis/x", ID + "decision/a"),)


def test_a_large_network_says_what_is_not_drawn():
    rows = [(thing(f"a/{number}"), thing(f"b/{number // 2}")) for number in range(100)]
    network = network_of(answered("one other", *rows), {}, {})
    assert network.drawn.left_out == 150 - len(network.drawn.nodes)
    assert f"{network.drawn.left_out} of 150 things" in caveats(network)[0]


@pytest.mark.parametrize(
    ("view", "needs"),
    [
        (lambda rows: chart_of(rows, {}), "A chart needs"),
        (lambda rows: map_of(rows, {}, {}), "A map needs"),
        (lambda rows: timeline_of(rows, {}), "A timeline needs"),
        (lambda rows: network_of(rows, {}, {}), "A graph needs"),
        (lambda rows: chart_of(rows, {"x": "z"}), r"no column \?z for x. The columns: \?text"),
    ],
)
def test_a_view_says_what_it_needs(view, needs):
    with pytest.raises(QueryError, match=needs):
        view(answered("text", (Literal("a"),), (Literal("b"),)))


def test_a_spreadsheet_gets_no_formula_and_a_reader_gets_all_back():
    cells = ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "-5", "plain", MARKUP]
    written = _csv(answered("cell", *((Literal(cell),) for cell in cells)))
    assert [row[0] for row in read_csv(written)] == ["cell", *cells]
    lines = [line.lstrip('"') for line in written.split("\n")[1:]]
    assert not [line for line in lines if line[:1] in {"=", "+", "@"} or line == "-2+3"]


# --- pages


@pytest.fixture(scope="module")
def start(home):
    return shown("workbench")


@pytest.mark.slow
def test_the_page_begins_with_the_vetoed_drafts_on_syria(start):
    page = html(start)
    assert "Which drafts on Syrian Arab Republic since 2011 were vetoed" in page
    rows = [row for row in page.split("<tr>") if "entity?id=decision/S-2011-612" in row]
    assert len(rows) == 1
    for name in ("China, Russian Federation", "Brazil, India, Lebanon, South Africa"):
        assert name in rows[0]


@pytest.mark.slow
def test_the_library_lies_beside_the_editor(start):
    from normgraph.query import catalog

    page = html(start)
    assert f"{len(catalog())} of {len(catalog())} queries" in page
    missing = [name for name in catalog() if f'href="query?query={name}"' not in page]
    assert missing == []


@pytest.mark.slow
def test_words_and_topics_narrow_the_library(home):
    page = html(shown("workbench", {"find": "ratification curve"}))
    assert "1 of " in page
    assert 'href="query?query=ratification_curve&amp;find=ratification+curve"' in page
    assert "take away a word" in html(shown("workbench", {"find": "qqqq"}))


@pytest.mark.slow
def test_a_query_of_the_library_is_loaded_with_its_values_and_its_explanation(home):
    page = html(shown("workbench", {"query": "ballots"}))
    assert "one row per ballot" in page.casefold()
    assert "decision = S/2011/612" in page
    assert "<strong>15 rows</strong>" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            PREFIXES + "SELECT * {\n ?d ng:date ?x\n ?d ng:symbol ?y }",
            "end of line 4, a full stop",
        ),
        ("SELECT * { ?d ng:date ?x }", "Begin the query with PREFIX ng:"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "asks another server"),
        ("DROP ALL", "would change the graph"),
        (
            PREFIXES + f"ASK {{ ?d ng:concerns <{ID}crisis/syria-2012> }}",
            "crisis/syria-2011&gt;?",
        ),
        (PREFIXES + "SELECT * { ?d ng:voted_for ?s }", "did you mean ng:votedFor?"),
    ],
)
def test_what_goes_wrong_comes_with_what_to_try(home, query, told):
    assert told in html(shown("workbench", {"q": query}))


@pytest.mark.slow
@pytest.mark.parametrize("written", ["~broken", "~"])
def test_a_bad_address_leaves_the_page_usable(home, written):
    page = html(shown("workbench", {"q": written}))
    assert "cut off or changed" in page
    assert "Questions to begin with" in page


@pytest.mark.slow
def test_an_unknown_query_of_the_library_is_told(home):
    assert "Did you mean &#39;vetoes&#39;?" in html(shown("workbench", {"query": "vetos"}))


@pytest.mark.slow
def test_hostile_values_stay_text(home):
    long = "x" * 10_000
    values = f'"{MARKUP}" "=1+1" "{long}" "javascript:alert(1)" <javascript:alert(3)>'
    page = html(shown("workbench", {"q": f"SELECT ?v {{ VALUES ?v {{ {values} }} }}"}))
    answer = page[page.index("The answer") :]
    assert "<img" not in answer
    assert "<script" not in answer
    assert 'href="javascript' not in answer
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer
    assert "(10,000 signs; the files have all)" in answer


@pytest.mark.slow
def test_a_hundred_thousand_rows_come_in_pages(home):
    # Three statements of any, and the number of each: one page of fifty is shown.
    app = shown("workbench", {"q": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000", "page": "2000"})
    assert "<strong>100,000 rows</strong>" in html(app)
    assert "99,951 to 100,000 of 100,000" in html(app)


@pytest.mark.slow
def test_more_rows_than_are_given_are_refused_with_how_to_narrow(home):
    page = html(shown("workbench", {"q": "SELECT ?s { ?s ?p ?o } LIMIT 100001"}))
    assert "100,000 rows" in page
    assert "Count instead of listing" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"query": "vetoed_drafts_by_year", "view": "chart"}, "“texts” by “year”"),
        ({"query": "map_deaths", "view": "map"}, "The darker a state"),
        ({"query": "missions_on", "view": "timeline"}, "earliest first"),
        ({"query": "vetoes", "view": "graph"}, "A dot is a thing"),
        ({"query": "vetoes", "view": "map"}, "A map needs"),
        ({"query": "vetoes", "view": "chart", "as.x": "nonsense"}, "no column ?nonsense"),
    ],
)
def test_each_view_has_its_frame_and_its_table(home, choices, told):
    page = html(shown("workbench", choices))
    assert told in page
    assert "The same as a table" in page
    if "needs" not in told and "no column" not in told:
        assert "What it does not show" in page
        assert "n = " in page


@pytest.mark.slow
def test_rows_are_put_in_order_and_those_without_a_value_come_last(home):
    query = "SELECT * { VALUES (?n ?t) { (3 'c') (11 'a') (UNDEF 'b') } }"
    page = html(shown("workbench", {"q": query, "sort": "-n"}))
    cells = [cell.split("<")[0] for cell in page.split('data-head="T">')[1:]]
    assert cells == ["a", "c", "b"]
