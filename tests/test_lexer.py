"""The words of a query are those of the SPARQL grammar, and none is lost between them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import reference_folder
from normgraph import query
from normgraph.errors import QueryError
from normgraph.query.lexer import tokens

#: What may stand between words: white space, and comments to the end of their line.
GAP = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
#: Words by kind, with what grammars get wrong: ends of names, escapes, quotes in quotes.
WORDS = {
    "iri": ["<>", "<a>", "<http://example.org/a?b=%20#c>", "<é>", "<\\u0041\\U0001F600>"],
    "string": [
        *('""', "''", '"a#b"', "'it\\'s'", '"\\"\\\\"', '"<a>{}?x"'),
        *('""""""', "''''''", '"""a\n"b" ""c\\""""', "'''it's\n#'''", '"\\u0053ERVICE"'),
    ],
    "blank": ["_:a", "_:0", "_:a.b", "_:é-1"],
    "var": ["?x", "$x", "?0", "?é", "?service"],
    "pname": [
        *("a:", ":", ":a", "a:b", "a.b:c", "a:b.c", "a:0", "a::b", "a:b:c", "é:é", "a-b:c-d"),
        *("a:%20", "a:\\~\\.\\-\\!\\'\\#", "a:b\\.", "service:SERVICE"),
    ],
    "lang": ["@en", "@de-CH-1996"],
    "number": ["1", "1.5", ".5", "1e3", "1.e3", "1.5E-3", ".5e+3"],
    "keyword": ["a", "SELECT", "select", "true", "COUNT", "STRLEN", "SHA256", "group_concat"],
    "punct": [
        *("{", "}", "(", ")", "[", "]", ".", ";", ",", "^^", "^", "|", "||", "&&", "!", "!="),
        *("=", "<=", ">=", ">", "+", "-", "*", "/", "?", "~", "<<", ">>", "<<(", ")>>"),
    ],
}
ALL = [(kind, text) for kind, texts in WORDS.items() for text in texts]
gaps = st.lists(
    st.sampled_from([" ", "\t", "\n", "\r\n", "# SERVICE <x:y> {\n", "#\r", '#\'"""<\n']),
    min_size=1,
    max_size=3,
).map("".join)


@pytest.mark.parametrize(("kind", "text"), ALL)
def test_a_word_is_read_as_one_of_its_kind(kind, text):
    (token,) = tokens(text)
    assert (token.kind, token.text) == (kind, text)


@given(st.lists(st.tuples(st.sampled_from(ALL), gaps)))
def test_words_with_gaps_between_them_are_those_words(written):
    text = "".join(word + gap for (_, word), gap in written)
    assert [(token.kind, token.text) for token in tokens(text)] == [one for one, _ in written]


def check_nothing_is_lost(text):
    """Fail unless all but white space and comments is in words, at the place they tell."""
    end = 0
    lines = text.split("\n")
    for token in tokens(text):
        assert GAP.fullmatch(text, end, token.start)
        assert text[token.start : token.end] == token.text
        first = token.text.split("\n")[0]
        assert lines[token.line - 1][token.column - 1 :].startswith(first)
        end = token.end
    assert GAP.fullmatch(text, end)


#: Characters that mean something to SPARQL, and some that do not.
odd = st.text(st.sampled_from("ab0éÿ_:.?$<>\"'\\/#@^|&!=(){}[]*+-,;%u \t\n\r\u00b7\U0001f600"))


@given(odd)
def test_any_text_is_refused_or_read_whole(text):
    try:
        check_nothing_is_lost(text)
    except QueryError as error:
        place = re.search(r"at line (\d+), column (\d+):\n", str(error))
        assert place
        line, column = int(place[1]), int(place[2])
        assert column <= len(text.split("\n")[line - 1])


@pytest.mark.parametrize(
    "path", sorted(Path(query.__file__).parent.rglob("*.rq")), ids=lambda path: path.stem
)
def test_queries_of_the_library_are_read_whole(path):
    check_nothing_is_lost(path.read_text("utf-8"))


@pytest.mark.reference
def test_queries_of_the_w3c_are_read_whole():
    files = sorted((reference_folder() / "w3c" / "sparql11").rglob("*.rq"))
    assert len(files) > 300
    for path in files:
        # Three that are no SPARQL, by an escape that may not stand where it stands.
        if path.name not in {
            "syn-bad-pname-06.rq",
            "syn-codepoint-escape-bad-04.rq",
            "syn-codepoint-escape-bad-05.rq",
        }:
            check_nothing_is_lost(path.read_bytes().decode("utf-8"))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('ASK { ?s ?p "x }', 1, 13),
        ("ASK {\n  ?s ?p 'x\n' }", 2, 9),
        ('ASK { "\\q" }', 1, 7),
        ("ASK { ?s ?p \\u0053 }", 1, 13),
        ("ASK {\r\n§ }", 2, 1),
        ("ASK { ?s é ?o }", 1, 10),
        ("ASK\n\n  { \x00 }", 3, 5),
    ],
)
def test_what_is_no_word_is_refused_where_it_stands(text, line, column):
    with pytest.raises(QueryError, match=rf"at line {line}, column {column}:"):
        tokens(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The dot that ends a statement is no part of a name or number.
        ("?s a:b a:c.", ["?s", "a:b", "a:c", "."]),
        ("?s ?p _:x.", ["?s", "?p", "_:x", "."]),
        ("?s ?p 1.", ["?s", "?p", "1", "."]),
        ("?s ?p 1.5.", ["?s", "?p", "1.5", "."]),
        ("?s a.", ["?s", "a", "."]),
        # The language ends where the statement does; a datatype follows.
        ('"a"@en.', ['"a"', "@en", "."]),
        ('"a"^^a:b', ['"a"', "^^", "a:b"]),
        # Less than, and the beginning of an IRI.
        ("?a<?b", ["?a", "<", "?b"]),
        ("?a <3", ["?a", "<", "3"]),
        ("?a<=<b>", ["?a", "<=", "<b>"]),
        ("?a<?b&&?c>?d", ["?a", "<?b&&?c>", "?d"]),
        # Signs are words of their own.
        ("?a -1", ["?a", "-", "1"]),
        ("^a:b+/!a:c*", ["^", "a:b", "+", "/", "!", "a:c", "*"]),
        ("a:b?c", ["a:b", "?c"]),
    ],
)
def test_words_end_where_the_grammar_ends_them(text, words):
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    "piece", ["a.", ":a.", "_:a.", "<a", '"""a" ', "1.", "a-", "?a<", ":.."]
)
def test_long_chains_of_what_could_go_on_are_read(piece):
    """They once took seconds, for each word was first tried as the beginning of a name."""
    try:
        check_nothing_is_lost(piece * (32 * 1024 // len(piece)))
    except QueryError:
        assert piece == '"""a" '
