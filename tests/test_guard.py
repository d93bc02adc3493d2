"""What a query may not do is decided on its words, however they are written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.query.guard import DEEPEST, LONGEST, checked
from normgraph.query.lexer import tokens
from normgraph.query.syntax_error import told_syntax_error

CLAUSE = "<http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {CLAUSE} }}",
        f"SELECT * {{ service silent {CLAUSE} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SeRvIcE {CLAUSE} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE#\n{CLAUSE} }} }} }}",
        f"ASK {{ # \r SERVICE {CLAUSE} \n }}",
        # What the engine accepts, and the grammar does not.
        f"SELECT * {{ SERVICESILENT{CLAUSE} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{CLAUSE} }}",
        # Where the grammar has an IRI the engine has a comparison, a clause and a comment.
        "SELECT * { BIND(<x:y> AS ?x) FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        'SELECT * { FILTER(?a<?b#> """\n)SERVICE <x:y> {} #"""\n}',
        f"SELECT * {{ FILTER(?a<?b) SERVICE {CLAUSE} }}",
        # Where the grammar has a sign and a comment, or a string, the engine has an IRI.
        f"SELECT * {{ FILTER(1<<b:b#>)SERVICE{CLAUSE}\n}}",
        f"SELECT * {{ FILTER(1<<b:b'>)SERVICE{CLAUSE}#'\n}}",
        # Where the grammar has an IRI and a string, the engine has strings.
        f"SELECT * {{ FILTER('a'<'>')SERVICE{CLAUSE}#'\n}}",
        f"SELECT * {{ FILTER(1<-2+'>'||'')SERVICE{CLAUSE}#'\n}}",
        f"SELECT * {{ FILTER(1<STR('>'))SERVICE{CLAUSE}#'\n}}",
        # Where the grammar has a name the engine has a clause.
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { ServiceSilent: { ?s ?p ?o } }",
        "PREFIX a: <x:> PREFIX : <x:> ASK { ?s a:b true . SERVICE: { ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(query):
    with pytest.raises(RefusedQueryError):
        checked(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <x:y> {}" }',
        "SELECT * { ?s ?p '''a\nSERVICE <x:y> {}''' }",
        "SELECT * { ?s <http://example.org/SERVICE#it> ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (<http://a.org/x#SERVICE>, <http://a.org/#y>)) }",
        "SELECT ?SERVICE { ?service ?p ?SERVICE } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:service ?o }",
        "SELECT * { _:service ?p ?o FILTER(?o < 3 && 4 > ?o) }",
        "SELECT * { ?s <urn:SERVICE/LOAD> ?o }",
        "SELECT * { VALUES (?a ?b) { (1 <urn:service#a>) (2 <urn:it's>) } }",
        "SELECT ?service ?SERVICE ?load { VALUES ?service { 1 } }",
        "PREFIX SERVICE: <urn:a> SELECT * { ?s SERVICE: ?o ; a SERVICE:b }",
        "SELECT * { << ?s ?p ?o >> ?q 'SERVICE <x:y> {' }",
    ],
)
def test_the_word_alone_is_no_federation(query):
    assert checked(query).form == "select"
    Store().query(query)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:9/>",
        "insert data { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_no_query_changes_the_graph(update):
    with pytest.raises(RefusedQueryError, match="would change the graph"):
        checked(update)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("SELECT * { ?s ?p '" + "x" * LONGEST + "' }", "length"),
        ("SELECT * " + "{" * (DEEPEST + 1), "nesting"),
        ("SELECT * { BIND(" + "(" * 5000 + "1 }", "nesting"),
        ("SELECT * { ?s " + "^a/" * 5000 + "a ?o }", "length"),
        ("SELECT * { FILTER(1<<b:b#>&&" + "(" * 5000 + "1 }", "nesting"),
        ("SELECT * { FILTER('a'<'>'||" + "(" * 5000 + "1 }'", "nesting"),
        (f"SELECT * {{ ?s a <urn:a#b> ; {'p' * 500}:service ?o }}", "length"),
    ],
)
def test_what_would_exhaust_the_parser_is_refused_before(query, limit):
    with pytest.raises(LimitError) as refused:
        checked(query)
    assert refused.value.limit == limit


def test_the_graphs_of_from_clauses_are_told():
    query = "PREFIX d: <http://e.org/> SELECT * FROM d:a FROM NAMED <http://e.org/b> {}"
    assert checked(query).graphs == ("http://e.org/a", "http://e.org/b")


@pytest.mark.parametrize(
    ("prologue", "graph"),
    [
        ("", "https://w3id.org/normgraph/g"),
        ("BASE <http://e.org/a/b>", "http://e.org/a/g"),
        ("BASE <http://e.org/a/b> BASE <../c/>", "http://e.org/c/g"),
        ("base <http://\\u0065.org/>", "http://e.org/g"),
    ],
)
def test_graphs_with_relative_names_are_told_in_full(prologue, graph):
    query = f"{prologue} ASK FROM <g> {{}}"
    assert checked(query).graphs == (graph,)


@pytest.mark.parametrize(
    ("query", "line", "column", "hint"),
    [
        ("SELECT * WHERE {\n  ?s ?p ?o FILTE(?s) }", 2, 12, ""),
        ("SELECT * WERE { ?s ?p ?o }", 1, 10, ""),
        ("SELECT (COUNT(?x) { ?x ?y ?z }", 1, 19, ""),
        ("ASK {\n ?s ?p ?o", 2, 10, "Something is missing here"),
        ("ASK { ?s a ng:State }", 1, 12, "PREFIX ng: <https://w3id.org/normgraph/ontology#>"),
        ("ASK { ?s a foo:State }", 1, 12, "The prefix foo: is not declared"),
        ('ASK { ?s ?p "open }', 1, 13, "does not end"),
        ("ASK { ?s ?p § }", 1, 13, "cannot stand here"),
        ("SELECT ?a ?b { ?a ?b ?c } GROUP BY ?a", 1, 38, "a variable that is unbound"),
        ("", 1, 1, "The query is empty"),
        ("TELL { }", 1, 1, "A query begins with SELECT"),
    ],
)
def test_a_mistake_is_told_with_its_place(query, line, column, hint):
    told = complaint(query)
    assert hint in told
    assert f"line {line}, column {column}:" in told or hint == "The query is empty"


def complaint(query):
    try:
        checked(query)
        Store().query(query)
    except QueryError as error:
        return str(error)
    except SyntaxError as error:
        return told_syntax_error(query, error)
    raise AssertionError("nothing is wrong")


@given(st.text(alphabet="{}()<>?$:_#\"'\\/ab1.-@^| \n\ruS", max_size=60))
def test_words_and_gaps_make_up_the_text(text):
    try:
        found = tokens(text)
    except QueryError:
        return
    for before, after in pairwise(found):
        gap = text[before.end : after.start]
        assert all(part.strip(" \t\r") == "" or "#" in part for part in gap.split("\n"))
    assert [text[token.start : token.end] for token in found] == [t.text for t in found]
    for token in found:
        line = text.split("\n")[token.line - 1]
        assert line[token.column - 1 :].startswith(token.text.split("\n")[0])


SNIPPETS = [
    "SELECT * { ", " }", "{", "}", "(", ")", "FILTER(", "?a", "<", ">", "<?b", "#", "\n", "\r",
    "SERVICE", "?x", "<x:y>", "true", '"', "'", '"""', "'''", "\\", "&&", "1", " ",
    "AS ?q", "BIND(", "<a:#", "a:b", "{ ?s ?p ?o }", "EXISTS", "SERVICE<http://127.0.0.1:9/>",
    "'>'", "<<", "b#>", "SERVICE:x", "1<", "||",
]  # fmt: skip


@given(st.lists(st.sampled_from(SNIPPETS), max_size=14))
def test_what_the_engine_would_ask_another_server_is_refused(parts):
    """The engine takes a query with a SERVICE clause only if it is refused before."""
    start = "PREFIX : <http://127.0.0.1:9/> SELECT * { VALUES ?x { <http://127.0.0.1:9/> } "
    text = start + "".join(parts) + " }"
    try:
        checked(text)
    except QueryError:
        return
    # Whatever passed can be run: a clause would try to reach the port and fail loudly.
    try:
        list(Store().query(text))
    except SyntaxError:
        return
