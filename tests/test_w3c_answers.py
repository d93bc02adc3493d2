"""The comparison of answers tells apart what differs, and only that."""

import pytest

from w3c_answers import read, same

#: Asks every query, or reads every name.
pytestmark = pytest.mark.slow

CSV, TSV = "text/csv", "text/tab-separated-values"


@pytest.mark.parametrize(
    ("one", "other", "ordered", "equal"),
    [
        # Order counts only where it is asked for; how often a row comes counts always.
        ("?x\n1\n2\n", "?x\n2\n1\n", False, True),
        ("?x\n1\n2\n", "?x\n2\n1\n", True, False),
        ("?x\n1\n1\n2\n", "?x\n1\n2\n2\n", False, False),
        ("?x\n1\n", "?x\n1\n1\n", False, False),
        # Blank nodes may have any name, but the same ones stay the same.
        ("?x\t?y\n_:a\t_:a\n", "?x\t?y\n_:b\t_:b\n", False, True),
        ("?x\t?y\n_:a\t_:a\n", "?x\t?y\n_:b\t_:c\n", False, False),
        ("?x\n_:a\n_:b\n", "?x\n_:a\n_:a\n", False, False),
        ("?x\n_:a\n_:b\n", "?x\n_:c\n_:d\n", True, True),
        # Numbers are compared by value within their type, texts to the letter.
        ("?x\n1.50\n", "?x\n1.5\n", False, True),
        ("?x\n1\n", "?x\n1.0\n", False, False),
        ("?x\n1e1\n", "?x\n10e0\n", False, True),
        ('?x\n"1.50"\n', '?x\n"1.5"\n', False, False),
        ('?x\n"a"@en\n', '?x\n"a"@de\n', False, False),
        ('?x\n"a"@en\n', '?x\n"a"\n', False, False),
        ("?x\n<a:a>\n", '?x\n"a:a"\n', False, False),
        # A cell without a value is none with an empty text; a column is missed.
        ("?x\t?y\n1\t\n", '?x\t?y\n1\t""\n', False, False),
        ("?x\t?y\n1\t\n", "?x\n1\n", False, False),
        ("?y\t?x\n2\t1\n", "?x\t?y\n1\t2\n", True, True),
    ],
)
def test_rows_are_compared_as_sparql_has_them(one, other, ordered, equal):
    answers = [read(text.encode(), TSV) for text in (one, other)]
    assert same(*answers, ordered=ordered) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("_:a <x:p> _:b . _:b <x:p> _:a .", "_:c <x:p> _:d . _:d <x:p> _:c .", True),
        ("_:a <x:p> _:b .", "_:a <x:p> _:a .", False),
        ("<x:s> <x:p> 1 .", "<x:s> <x:p> 01 .", True),
        ("<x:s> <x:p> 1 .", "<x:s> <x:p> 1 , 2 .", False),
    ],
)
def test_graphs_are_compared_whatever_their_blank_nodes_are_called(one, other, equal):
    answers = [read(text.encode(), "text/turtle") for text in (one, other)]
    assert same(*answers, ordered=False) is equal


def test_answers_of_different_kinds_differ():
    rows = read(b"x\n1\n", CSV)
    yes = read(b'{"head": {}, "boolean": true}', "application/sparql-results+json")
    assert yes is True
    assert not same(rows, yes, ordered=False)
    assert not same(yes, not yes, ordered=False)
    assert same(yes, yes, ordered=False)
