"""What is told of a query: its parts, its names, its sentences, advice, and hints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph import iri
from normgraph.errors import LimitError, QueryError
from normgraph.query import ask_text, catalog
from normgraph.query.directory import read_directory
from normgraph.query.explain import explain, unknown
from normgraph.query.hints import of_error, of_nothing
from normgraph.query.known import Vocabulary
from normgraph.query.lexer import tokens
from normgraph.query.ontology import read_ontology
from normgraph.query.shape import advice
from normgraph.query.structure import structure

#: Asks every query, or reads every name.
pytestmark = pytest.mark.slow

PREFIXES = (
    "PREFIX ng: <https://w3id.org/normgraph/ontology#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "PREFIX crisis: <https://w3id.org/normgraph/id/crisis/>\n"
)
#: Pieces of queries, of which most are no query when put together.
PIECES = st.sampled_from(
    tokens(
        "SELECT * WHERE { } ( ) [ ] ?x ?y a ng:date . ; , FILTER NOT EXISTS OPTIONAL UNION "
        'MINUS BIND AS VALUES GRAPH "x" @en ^^ 1 / | ^ + ORDER BY GROUP LIMIT PREFIX <http://a>'
    )
)


@pytest.fixture(scope="module")
def vocabulary(opened):
    return Vocabulary(opened.store, read_ontology(opened.store), read_directory(opened.store))


def patterns(query: str) -> list[tuple[str, str, str]]:
    whole = structure(tokens(PREFIXES + query))
    return [
        (
            part.pattern.subject.text,
            "".join(word.text for word in part.pattern.path),
            part.pattern.object.text,
        )
        for group in whole.where.walk()
        for part in group.parts
        if part.pattern
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ng:date ?d }", [("?s", "ng:date", "?d")]),
        (
            "SELECT * { ?s a ng:Decision ; ng:date ?d, ?e . ?t ng:to 'x'@en }",
            [
                ("?s", "a", "ng:Decision"),
                ("?s", "ng:date", "?d"),
                ("?s", "ng:date", "?e"),
                ("?t", "ng:to", "'x'"),
            ],
        ),
        (
            "SELECT * { ?s (ng:partOf|^ng:party)*/ng:date ?d }",
            [("?s", "(ng:partOf|^ng:party)*/ng:date", "?d")],
        ),
        (
            "ASK { [ ng:date ?d ; ng:to '3'^^ng:x ] ng:party ?p }",
            [("[", "ng:date", "?d"), ("[", "ng:to", "'3'"), ("[", "ng:party", "?p")],
        ),
        ("CONSTRUCT { ?s ng:a ?o } WHERE { ?s ng:b ?o }", [("?s", "ng:b", "?o")]),
        ("CONSTRUCT WHERE { ?s ng:b ?o }", [("?s", "ng:b", "?o")]),
        (
            "SELECT * { { SELECT ?s { ?s ng:a 1 } } OPTIONAL { ?s ng:b 2 } }",
            [("?s", "ng:a", "1"), ("?s", "ng:b", "2")],
        ),
        (
            "SELECT * { FILTER(?x > 1 && EXISTS { ?x ng:a ?y }) ?x ng:b ?z }",
            [("?x", "ng:a", "?y"), ("?x", "ng:b", "?z")],
        ),
    ],
)
def test_statements_are_found_wherever_they_stand(query, expected):
    assert sorted(patterns(query)) == sorted(expected)


@given(st.lists(PIECES, max_size=25))
def test_any_heap_of_words_has_a_structure_or_none(pieces):
    whole = structure(tokens(" ".join(piece.text for piece in pieces)))
    if whole is not None:
        advice(whole)


def test_every_query_of_the_catalogue_is_explained(vocabulary):
    for name, query in catalog().items():
        told = explain(query.text, vocabulary)
        assert told.clauses, name
        assert [one.written for one in told.names if one.known.kind == "unknown"] == [], name
        assert all(prefix.told for prefix in told.prefixes), name
        assert all(prefix.used for prefix in told.prefixes), name


SYRIA = (
    PREFIXES
    + """SELECT DISTINCT ?symbol (COUNT(DISTINCT ?state) AS ?n)
WHERE {
  ?draft ng:concerns crisis:syria-2011 ;
         ng:vetoedBy ?state ;
         ng:symbol ?symbol .
  OPTIONAL { ?draft ng:abstained ?other }
  FILTER NOT EXISTS { ?draft ng:adoptedWithoutVote true }
  MINUS { ?state ng:partOf* ?union }
  GRAPH ?source { ?draft a ng:Decision }
}
GROUP BY ?symbol
ORDER BY DESC(?n)
LIMIT 5
"""
)


def test_names_come_with_label_definition_and_number_of_statements(vocabulary):
    names = {one.written: one for one in explain(SYRIA, vocabulary).names}
    vetoed = names["ng:vetoedBy"]
    assert (vetoed.line, vetoed.known.label) == (7, "vetoed by")
    assert vetoed.known.definition
    assert vetoed.known.uses == vocabulary.statements[f"{iri.ONTOLOGY}vetoedBy"] > 300
    assert names["crisis:syria-2011"].known.label == "Syrian Arab Republic since 2011"
    assert names["ng:Decision"].known.counted == "things"


def test_each_clause_has_a_sentence(vocabulary):
    told = [(one.word, one.told) for one in explain(SYRIA, vocabulary).clauses]
    assert told == [
        (
            "SELECT DISTINCT",
            "Show ?symbol and ?n (the number of different values of ?state), each different "
            "row once, of all for which what follows holds.",
        ),
        ("", "For ?draft, “concerns” is “Syrian Arab Republic since 2011”."),
        ("", "For ?draft, “vetoed by” is ?state."),
        ("", "For ?draft, “symbol” is ?symbol."),
        (
            "OPTIONAL",
            "If there is any, also this; rows without it stay, with an empty cell:",
        ),
        ("", "For ?draft, “abstained” is ?other."),
        ("FILTER", "Leave out the rows for which the graph has this:"),
        ("", "For ?draft, “adopted without a vote” is true."),
        ("MINUS", "Leave out the rows for which this holds:"),
        ("", "For ?state, “part of” (any number of times, or not at all) is ?union."),
        (
            "GRAPH",
            "As a source says it; ?source is the document. What two documents say gives two "
            "rows:",
        ),
        ("", "?draft is a thing of the class “decision”."),
        (
            "GROUP BY",
            "Put together the rows with equal values of ?symbol: one row for each.",
        ),
        ("ORDER BY", "Rows come in the order of DESC(?n); DESC puts the greatest first."),
        ("LIMIT", "No more than 5 rows come, however many there are."),
    ]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT * { ?a ng:date ?b . ?c ng:symbol ?d }", ["no shared variable"]),
        ("SELECT * { ?a ng:date ?b . ?a ng:symbol ?d }", []),
        ("SELECT * { ?a ng:date ?b . ?c ng:date ?d . ?a ng:partOf ?c }", []),
        ("SELECT * { ?a ng:party [ ng:date ?d ] }", []),
        (
            "SELECT * { ?a a ng:State FILTER NOT EXISTS { ?d ng:party ?a ; ng:date ?b } }",
            ["NOT EXISTS"],
        ),
        ("SELECT * { ?a a ng:State FILTER NOT EXISTS { ?d ng:party ?a } }", []),
        ("SELECT * { BIND(crisis:syria-2011 AS ?c) ?d ng:concerns ?c }", ["constant"]),
        ("SELECT * { VALUES ?c { crisis:syria-2011 } ?d ng:concerns ?c }", ["constant"]),
        ("SELECT * { VALUES ?c { crisis:a crisis:b } ?d ng:concerns ?c }", []),
        ("SELECT * { BIND('a' AS ?kind) ?d ng:concerns ?c }", []),
        ("SELECT * { ?a ng:to ?b OPTIONAL { ?a ng:x ?y } ?a ng:date ?d }", ["after OPTIONAL"]),
        ("SELECT * { ?a ng:to ?b . ?a ng:date ?d OPTIONAL { ?a ng:x ?y } }", []),
        ("SELECT * { ?a rdfs:label ?name }", ["languages"]),
        ("SELECT * { ?a rdfs:label ?name FILTER(LANG(?name) = 'en') }", []),
        ("SELECT * { ?a ng:date ?b } LIMIT 5", ["LIMIT without ORDER BY"]),
        ("SELECT * { ?a ng:date ?b } ORDER BY ?b LIMIT 5", []),
        ("ASK { ?a rdfs:label ?name }", []),
    ],
)
def test_advice_is_given_on_the_shape_and_only_then(query, kinds):
    assert [one.kind for one in advice(structure(tokens(PREFIXES + query)))] == kinds


def test_a_rewritten_query_gives_the_same_rows_as_advised(opened):
    begin = PREFIXES + "SELECT ?state { ?state a ng:State "
    inner = "{ ?term a ng:CouncilTerm ; ng:member ?state } }"
    slow = ask_text(opened.store, f"{begin} FILTER NOT EXISTS {inner}")
    fast = ask_text(opened.store, f"{begin} MINUS {inner}")
    assert set(slow.rows) == set(fast.rows) != set()


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT * {\n ?s ng:date ?o", "{ of line 4, column 10 is never closed: add }"),
        ("SELECT * { ?s ng:date ?o }}", "} of line 4 closes nothing"),
        ("SELECT * { FILTER(?x = 3 }", "bracket ( of line 4, column 18 must be closed with )"),
        ("SELEC * {}", "did you mean SELECT?"),
        ("SELECT * { ?s ng:date ?d FLITER(?d > 3) }", "did you mean FILTER?"),
        ("SELECT * { ?d ng:date ?x\n ?d ng:symbol ?y }", "end of line 4, a full stop"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ng:date ?d }", "must stand in GROUP BY"),
        ("SELECT * { ?s ng:symbol \u201cx\u201d }", "must be straight"),
        ("SELECT * { ?s ng:voted_for ?o", "did you mean ng:votedFor?"),
    ],
)
def test_an_error_comes_with_what_to_try(opened, vocabulary, query, hint):
    with pytest.raises(QueryError) as refused:
        ask_text(opened.store, PREFIXES + query)
    assert hint in " ".join(of_error(PREFIXES + query, refused.value, vocabulary))


def test_a_limit_comes_with_how_to_narrow(vocabulary):
    query = PREFIXES + "SELECT * { ?a ng:date ?b . ?c ng:symbol ?d }"
    told = of_error(query, LimitError("time", "It took too long."), vocabulary)
    assert "name a crisis" in told[0]
    assert "share no variable" in told[1]


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (
            "SELECT * { ?d ng:concerns crisis:syria-2012 }",
            "There is no crisis:syria-2012; did you mean crisis:syria-2011?",
        ),
        (
            "SELECT * { ?d ng:concerns <https://w3id.org/normgraph/id/state/Russia> }",
            "did you mean <https://w3id.org/normgraph/id/state/RUS>?",
        ),
        ("SELECT * { ?d ng:concernz ?c }", "did you mean ng:concerns?"),
        ("SELECT * { ?d a ng:Actor }", "write a/rdfs:subClassOf* ng:Actor"),
        ("SELECT * { ?d ng:date '2011-10-04' }", '"2011-10-04"^^xsd:date'),
    ],
)
def test_an_empty_answer_comes_with_what_to_check(opened, vocabulary, query, hint):
    assert ask_text(opened.store, PREFIXES + query).rows == ()
    assert any(hint in one for one in of_nothing(PREFIXES + query, vocabulary))


def test_names_that_exist_are_not_called_unknown(vocabulary):
    assert unknown(SYRIA, vocabulary) == ()
    assert [one.written for one in unknown(PREFIXES + "ASK { ng:x ng:y ng:date }", vocabulary)]
