"""A query as code: what a reader pastes into a shell, a script or a notebook to ask it again.

Whatever the query holds - quotes, backslashes, line ends, ``$``, signs that cannot be seen -
each language gets back exactly this text, or one that means the same to every SPARQL engine.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_TURTLE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A program that asks a query."""

    key: str  #: for addresses and names of files
    title: str
    language: str  #: for colouring
    file: str  #: what to save it as
    run: str  #: how to run the file
    needs: str  #: what to install first; empty for nothing
    text: str


def snippets(query: str, form: str, endpoint: str) -> tuple[Snippet, ...]:
    """Return programs in several languages that ask ``query`` and print the answer.

    Parameters
    ----------
    query
        SPARQL as the reader wrote it.
    form
        What it asks for: select, ask, construct or describe.
    endpoint
        Address of a SPARQL endpoint that has the graph.
    """
    kind = _KINDS[form]
    return (
        _curl(query, kind, endpoint),
        _sparqlwrapper(query, kind, endpoint),
        _rdflib(query, kind, endpoint),
        _normgraph(query, kind),
        _r(query, kind, endpoint),
        _javascript(query, kind, endpoint),
    )


class _Kind(NamedTuple):
    """What each language does with an answer of a kind."""

    table: str  #: media type for those who print text
    data: str  #: media type for those who read it
    sparqlwrapper: str
    graph: str
    r: str
    javascript: str


_ROWS = _Kind(
    table="text/csv",
    data="application/sparql-results+json",
    sparqlwrapper="""\
endpoint.setReturnFormat(JSON)
answer = endpoint.query().convert()
columns = answer["head"]["vars"]
print(*columns, sep="\\t")
for row in answer["results"]["bindings"]:
    print(*(row[name]["value"] if name in row else "" for name in columns), sep="\\t")
""",
    graph="""\
print(*answer.vars, sep="\\t")
for row in answer:
    print(*("" if value is None else value for value in row), sep="\\t")
""",
    r="""\
rows <- read.csv(text = resp_body_string(reply), check.names = FALSE)
print(rows)
""",
    javascript="""\
const { head, results } = await reply.json();
console.log(head.vars.join("\\t"));
for (const row of results.bindings) {
  console.log(head.vars.map((name) => row[name]?.value ?? "").join("\\t"));
}
""",
)
_YES_OR_NO = _Kind(
    table=_ROWS.data,
    data=_ROWS.data,
    sparqlwrapper="""\
endpoint.setReturnFormat(JSON)
print(endpoint.query().convert()["boolean"])
""",
    graph="print(answer.askAnswer)\n",
    r="print(resp_body_json(reply, check_type = FALSE)$boolean)\n",
    javascript="console.log((await reply.json()).boolean);\n",
)
_TRIPLES = _Kind(
    table=_TURTLE,
    data=_TURTLE,
    sparqlwrapper="""\
endpoint.setReturnFormat(TURTLE)
endpoint.addCustomHttpHeader("Accept", "text/turtle")
print(endpoint.query().response.read().decode("utf-8"))
""",
    graph='print(answer.graph.serialize(format="turtle"))\n',
    r="cat(resp_body_string(reply))\n",
    javascript="console.log(await reply.text());\n",
)
_KINDS: Mapping[str, _Kind] = {
    "select": _ROWS,
    "ask": _YES_OR_NO,
    "construct": _TRIPLES,
    "describe": _TRIPLES,
}


def _curl(query: str, kind: _Kind, endpoint: str) -> Snippet:
    text = (
        f"curl --silent --show-error --fail-with-body {shell(endpoint)} \\\n"
        f"  --header 'Accept: {kind.table}' \\\n"
        f"  --data-urlencode {shell(f'query={query}')}\n"
    )
    return Snippet("curl", "curl", "bash", "query.sh", "sh query.sh", "curl", text)


def _sparqlwrapper(query: str, kind: _Kind, endpoint: str) -> Snippet:
    form = "TURTLE" if kind is _TRIPLES else "JSON"
    text = (
        f"from SPARQLWrapper import {form}, POST, SPARQLWrapper\n\n"
        f"QUERY = {python(query)}\n\n"
        f"endpoint = SPARQLWrapper({python(endpoint)})\n"
        "endpoint.setTimeout(60)\n"
        "endpoint.setMethod(POST)\n"
        "endpoint.setQuery(QUERY)\n"
        f"{kind.sparqlwrapper}"
    )
    return _python("sparqlwrapper", "Python, SPARQLWrapper", "pip install SPARQLWrapper", text)


def _rdflib(query: str, kind: _Kind, endpoint: str) -> Snippet:
    # Answers of rows come as JSON: XML has no way to write some signs.
    chosen = "" if kind is _TRIPLES else ', returnFormat="json"'
    text = (
        "from rdflib import Graph\n"
        "from rdflib.plugins.stores.sparqlstore import SPARQLStore\n\n"
        f"QUERY = {python(query)}\n\n"
        f'store = SPARQLStore({python(endpoint)}, method="POST_FORM"{chosen})\n'
        'answer = Graph(store, bind_namespaces="none").query(QUERY)\n'
        f"{kind.graph}"
    )
    return _python("rdflib", "Python, rdflib", "pip install rdflib", text)


def _normgraph(query: str, kind: _Kind) -> Snippet:
    text = (
        "import normgraph\n\n"
        f"QUERY = {python(query)}\n\n"
        "answer = normgraph.graph().query(QUERY)\n"
        f"{kind.graph}"
    )
    return _python("normgraph", "Python, normgraph", "pip install normgraph", text)


def _python(key: str, title: str, needs: str, text: str) -> Snippet:
    file = f"ask_with_{key}.py"
    return Snippet(key, title, "python", file, f"python {file}", needs, text)


def _r(query: str, kind: _Kind, endpoint: str) -> Snippet:
    text = (
        "library(httr2)\n\n"
        f"query <- {r(query)}\n\n"
        f"reply <- request({r(endpoint)}) |>\n"
        f'  req_headers(Accept = "{kind.table}") |>\n'
        "  req_body_form(query = query) |>\n"
        "  req_perform()\n"
        f"{kind.r}"
    )
    needs = 'install.packages("httr2")'
    return Snippet("r", "R, httr2", "r", "query.R", "Rscript query.R", needs, text)


def _javascript(query: str, kind: _Kind, endpoint: str) -> Snippet:
    text = (
        f"const query = {javascript(query)};\n\n"
        f"const reply = await fetch({json.dumps(endpoint)}, {{\n"
        '  method: "POST",\n'
        f'  headers: {{ Accept: "{kind.data}" }},\n'
        "  body: new URLSearchParams({ query }),\n"
        "});\n"
        "if (!reply.ok) throw new Error(await reply.text());\n"
        f"{kind.javascript}"
    )
    name = "query.mjs"
    return Snippet("javascript", "JavaScript", "javascript", name, f"node {name}", "", text)


def shell(text: str) -> str:
    r"""Return ``text`` as one word of sh, bash or zsh.

    A shell cannot hold U+0000: it is written as SPARQL writes it anywhere, ``\u0000``.

    >>> print(shell("it's $HOME"))
    'it'\''s $HOME'
    """
    return "'" + text.replace("\0", r"\u0000").replace("'", r"'\''") + "'"


def python(text: str) -> str:
    r"""Return ``text`` as a string of Python, over several lines if it has several.

    >>> python('a "b" \\ c')
    '"a \\"b\\" \\\\ c"'
    """
    escaped = _unseen(text.replace("\\", "\\\\"), _python_escape)
    if "\n" not in text:
        return '"' + escaped.replace('"', '\\"') + '"'
    # Only what would end the string: elsewhere quotes are easier to read as they are.
    quoted = re.sub(r'"{2,}|"\Z', lambda run: '\\"' * len(run[0]), escaped)
    return f'"""{quoted}"""'


def r(text: str) -> str:
    r"""Return ``text`` as a string of R, which cannot hold U+0000: see `shell`.

    >>> r('a "b" \\ c')
    '"a \\"b\\" \\\\ c"'
    """
    whole = text.replace("\0", r"\u0000")
    escaped = whole.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _unseen(escaped, lambda sign: f"\\U{{{ord(sign):X}}}") + '"'


def javascript(text: str) -> str:
    r"""Return ``text`` as a template of JavaScript in which nothing is filled in.

    >>> javascript("`${x}` \\")
    '`\\`\\${x}\\` \\\\`'
    """
    escaped = re.sub(r"[\\`]|\$(?=\{)", lambda sign: f"\\{sign[0]}", text)
    return "`" + _unseen(escaped, lambda sign: f"\\u{{{ord(sign):X}}}") + "`"


def _unseen(text: str, escape: Callable[[str], str]) -> str:
    """Return ``text`` with each sign that cannot be seen, or would not be kept, escaped.

    Signs of direction are among them: with these a text could show other than it is.
    """
    return "".join(
        sign if sign in "\n\t " or unicodedata.category(sign)[0] not in "CZ" else escape(sign)
        for sign in text
    )


def _python_escape(sign: str) -> str:
    return f"\\U{ord(sign):08x}"
