"""The words of a SPARQL text: what every decision about a reader's query rests on.

A word is what the terminals of the SPARQL 1.1 grammar (sections 19.5 to 19.8) and of its
extension for quoted triples say it is, so ``SERVICE`` in a string, an IRI, a comment or a
name is no keyword, and ``service`` between two comments is one. What fits no terminal is
refused: text that cannot be read cannot be judged.
"""

import re
from typing import NamedTuple

from normgraph.errors import QueryError

# Terminals 155 to 168 of the grammar.
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INSIDE = f"{_LETTERS}_0-9\u00b7\u0300-\u036f\u203f\u2040\\-"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# Without an end to a prefix, "a.a.a.a" to 32 KiB is read anew to its end from each letter.
_PREFIX = f"[{_LETTERS}](?:[{_INSIDE}.]{{0,250}}[{_INSIDE}])?"
_LOCAL = (
    f"(?:[{_LETTERS}_0-9:]|{_ESCAPED})"
    f"(?:(?:[{_INSIDE}:]|{_ESCAPED})|\\.+(?=[{_INSIDE}:%\\\\]))*"
)
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IN_STRING = rf"\\[tbnrf\\\"']|{_CODE_POINT}"
_DIGITS = r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)"

#: Kinds of words in the order in which they are tried: longer forms before shorter ones.
FORMS = {
    "space": r"[ \t\r\n]+",
    "comment": r"#[^\r\n]*",
    "iri": rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_CODE_POINT})*>",
    "string": (
        rf"\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_IN_STRING}))*\"\"\""
        rf"|'''(?:'{{0,2}}(?:[^'\\]|{_IN_STRING}))*'''"
        rf"|\"(?:[^\"\\\r\n]|{_IN_STRING})*\""
        rf"|'(?:[^'\\\r\n]|{_IN_STRING})*'"
    ),
    "blank": rf"_:[{_LETTERS}_0-9](?:[{_INSIDE}.]*[{_INSIDE}])?",
    "var": rf"[?$][{_LETTERS}_0-9][{_LETTERS}_0-9\u00b7\u0300-\u036f\u203f\u2040]*",
    "pname": rf"(?:{_PREFIX})?:(?:{_LOCAL})?",
    "lang": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?",
    "number": rf"{_DIGITS}[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++",
    "keyword": r"[A-Za-z][A-Za-z0-9_]*",
    "punct": r"\^\^|&&|\|\||!=|<=|>=|<<\(|\)>>|<<|>>|\{\||\|\}|[{}()\[\].,;=<>!*/+|^?~-]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in FORMS.items()))
_GAPS = frozenset({"space", "comment"})


class Token(NamedTuple):
    """One word of a query, and where it stands."""

    kind: str  #: iri, string, blank, var, pname, lang, number, keyword or punct
    text: str  #: as written
    start: int  #: characters before it
    line: int  #: from 1
    column: int  #: from 1

    @property
    def word(self) -> str:
        """The keyword in capitals, as SPARQL does not distinguish; any other as written."""
        return self.text.upper() if self.kind == "keyword" else self.text

    @property
    def end(self) -> int:
        """Number of characters before what follows the token."""
        return self.start + len(self.text)


def tokens(query: str) -> tuple[Token, ...]:
    """Return the words of ``query`` in order, without white space and comments.

    >>> [token.word for token in tokens("ask { ?s a <service> } # SERVICE")]
    ['ASK', '{', '?s', 'A', '<service>', '}']

    Raises
    ------
    QueryError
        Where the text is no word of SPARQL, with line and column.
    """
    found = []
    place, line, line_start = 0, 1, 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None:
            raise QueryError(_told(query, line, place - line_start + 1))
        kind, text = str(match.lastgroup), match[0]
        if kind not in _GAPS:
            found.append(Token(kind, text, place, line, place - line_start + 1))
        place = match.end()
        if breaks := text.count("\n"):
            line += breaks
            line_start = match.start() + text.rindex("\n") + 1
    return tuple(found)


def _told(query: str, line: int, column: int) -> str:
    told = pointed(query, line, column)
    source = (query.split("\n")[line - 1])[column - 1 :]
    if source[:1] in {'"', "'"}:
        return f"{told}\nThe text that begins here does not end, or escapes wrongly."
    if source[:1] == "<":
        return f"{told}\nThe IRI that begins here does not end, or holds what no IRI may."
    return f"{told}\nThis character cannot stand here."


def pointed(query: str, line: int, column: int) -> str:
    r"""Return where ``query`` goes wrong: line, column and the line itself with a mark.

    >>> print(pointed("ASK {\n  ?s ?p", 2, 6))
    The query is not valid SPARQL at line 2, column 6:
        ?s ?p
           ^
    """
    lines = query.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    first = max(0, column - 60)  # a line may be as long as a query
    shown = source[first : first + 100].rstrip("\r")
    mark = " " * (column - 1 - first) + "^"
    return (
        f"The query is not valid SPARQL at line {line}, column {column}:\n  {shown}\n  {mark}"
    )
