"""Queries as code: every snippet asks exactly the query, whatever stands in it."""

import ast
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines import oxigraph
from normgraph.export.code import javascript, python, r, shell, snippets

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

#: What ends strings, starts substitutions or cannot be seen in one language or another.
HOSTILE = (
    "plain",
    'it\'s "quoted" \'\'\'three\'\'\' """three""" ends with "',
    "back\\slash \\n \\\\ \\",
    "$HOME ${HOME} $(touch pwned) `touch pwned` %s {0} #{1}",
    "first\nEOF\n'EOF'\nSPARQL\nlast",
    "tab\tcarriage\rreturn\r\nboth",
    "bell\x07 no-break\u00a0space direction\u202eback zero\u200bwidth line\u2028separator",
    "Côte d'Ivoire 中国 🕊 !history !! *?[a]",
    "</script><img src=x onerror=alert(1)>",
    ')---" )" ]]> -- ; rm -rf',
)
RUNNERS = {
    "curl": ["sh"],
    "sparqlwrapper": [sys.executable],
    "rdflib": [sys.executable],
    "normgraph": [sys.executable],
    "javascript": ["node"],
}


def in_sparql(text: str) -> str:
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'


#: Half of the values as they are, over several lines where they have several.
LONG = "'''" + HOSTILE[4] + "'''"
SELECT = (
    '# it\'s a "comment" with \'\'\' """ `ticks` ${x} and a \\ at its end \\\n'
    "PREFIX ex: <http://example.org/#>\r\n"
    "SELECT ?value ?none {\n"
    f"  VALUES ?value {{ {' '.join(map(in_sparql, HOSTILE))} {LONG} }}\n"
    "}\n"
)
ASK = 'ASK { FILTER(\'"$HOME"\' = "\\"$HOME\\"") } # no line end: \''
CONSTRUCT = 'CONSTRUCT { <http://a> <http://b> "it\'s `$HOME`" } WHERE {}\n'


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """Serve an empty graph with an engine's own server: the queries bring what they ask."""
    folder = tmp_path_factory.mktemp("empty")
    graph = folder / "graph.nq"
    graph.touch()
    with oxigraph(graph, folder) as address:
        yield address


def output(key: str, text: str, folder, home) -> str:
    file = folder / f"{key}.{'mjs' if key == 'javascript' else 'txt'}"
    file.write_bytes(text.encode())
    done = subprocess.run(
        [*RUNNERS[key], str(file)],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ | {"NORMGRAPH_HOME": str(home), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list(folder.iterdir()) == [file], "the query ran as a command"
    return done.stdout.decode()


@pytest.fixture(scope="module")
def printed(endpoint, home, tmp_path_factory):
    """Return what each snippet printed, by language and form of query."""
    asked = {"select": SELECT, "ask": ASK, "construct": CONSTRUCT}
    tasks = {
        (one.key, form): one.text
        for form, query in asked.items()
        for one in snippets(query, form, endpoint)
        if one.key in RUNNERS
    }
    with ThreadPoolExecutor(2) as threads:
        running = {
            (key, form): threads.submit(
                output, key, text, tmp_path_factory.mktemp(f"{key}-{form}"), home
            )
            for (key, form), text in tasks.items()
        }
    return {task: future.result() for task, future in running.items()}


@pytest.mark.curl
@pytest.mark.node
@pytest.mark.parametrize("key", RUNNERS)
def test_a_snippet_gets_every_value_back_as_it_was_asked(printed, key):
    found = printed[key, "select"]
    if key == "curl":  # which prints CSV
        found = found.replace('""', '"')
    missing = [value for value in HOSTILE if value not in found]
    assert missing == []
    assert found.count(HOSTILE[4]) == 2


@pytest.mark.curl
@pytest.mark.node
@pytest.mark.parametrize("key", RUNNERS)
def test_a_snippet_prints_yes_or_no(printed, key):
    assert "true" in printed[key, "ask"].lower()


@pytest.mark.curl
@pytest.mark.node
@pytest.mark.parametrize("key", RUNNERS)
def test_a_snippet_prints_triples(printed, key):
    assert "it's `$HOME`" in printed[key, "construct"]


@given(st.text())
def test_python_reads_back_any_text(text):
    assert ast.literal_eval(python(text)) == text


def test_python_reads_back_hostile_text():
    assert [ast.literal_eval(python(text)) for text in HOSTILE] == list(HOSTILE)


def test_a_shell_reads_back_hostile_text(tmp_path):
    script = "".join(f"printf '%s\\0' {shell(text)}\n" for text in HOSTILE)
    done = subprocess.run(
        ["sh"], input=script.encode(), capture_output=True, check=True, cwd=tmp_path
    )
    assert done.stdout.decode() == "".join(f"{text}\0" for text in HOSTILE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.node
def test_node_reads_back_hostile_text(tmp_path):
    script = f"console.log(JSON.stringify([{','.join(map(javascript, HOSTILE))}]))"
    file = tmp_path / "read.mjs"
    file.write_bytes(script.encode())
    done = subprocess.run(["node", str(file)], capture_output=True, check=True)
    assert json.loads(done.stdout) == list(HOSTILE)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        # By hand, from the section "Quotes" of R's own help: R is seldom where tests run.
        ("a \"b\" 'c'", '"a \\"b\\" \'c\'"'),
        ("back\\slash", '"back\\\\slash"'),
        ("two\nlines\ttab", '"two\nlines\ttab"'),
        ("cr\r", '"cr\\U{D}"'),
        ("nul\0", '"nul\\\\u0000"'),
        ("back\u202e", '"back\\U{202E}"'),
    ],
)
def test_r_quotes_as_its_help_says(text, quoted):
    assert r(text) == quoted


def test_nothing_unseen_stands_in_a_snippet():
    query = f"SELECT * {{ VALUES ?value {{ {in_sparql(HOSTILE[6])} }} }}"
    for one in snippets(query, "select", "http://127.0.0.1/"):
        if one.key != "curl":  # single quotes of a shell know no escapes
            assert "\u202e" not in one.text, one.key


@pytest.mark.parametrize("form", ["select", "ask", "construct", "describe"])
def test_every_form_has_a_snippet_in_every_language(form):
    found = snippets("ASK {}", form, "http://127.0.0.1/sparql")
    assert {one.key for one in found} == {*RUNNERS, "r"}
    assert all("ASK {}" in one.text for one in found)
