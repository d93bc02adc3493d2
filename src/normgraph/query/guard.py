"""What a reader's query may not do: reach another server, change the graph, have no end.

Oxigraph follows SERVICE wherever it stands and offers no switch, so such queries are refused
before they run. The decision rests on the words of the query (`normgraph.query.lexer`), not
on its text. Where the engine may read other words than the grammar, every reading is judged
(`normgraph.query.readings`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin

from normgraph import iri
from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.query.lexer import Token, pointed, tokens
from normgraph.query.readings import DEPTHS, LONGEST_NAME, worst

#: Characters of the longest query that an endpoint takes.
LONGEST = 32 * 1024
#: Brackets within brackets. The engine's parser calls itself for each.
DEEPEST = 60
#: Words. The engine's planner takes quadratic time for some long chains.
MOST_WORDS = 8_000

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = (
    "INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split()  # noqa: SIM905
)
_WHOLE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may be run."""

    text: str
    form: str  #: select, ask, construct or describe
    graphs: tuple[str, ...]  #: IRIs of the graphs in its FROM clauses
    keywords: frozenset[str] = frozenset()  #: in capitals


def checked(query: str, *, longest: int | None = LONGEST) -> Checked:
    """Return what ``query`` is, if it may be run.

    A query that passes may still be no SPARQL: that is the engine's to tell.

    Parameters
    ----------
    query
        Text of a SPARQL query.
    longest
        Characters that it may have; None for no limit.

    Raises
    ------
    LimitError
        When it is too long, has too many words or is nested too deep.
    RefusedQueryError
        When it asks another server or changes the graph.
    QueryError
        When it cannot be read as words of SPARQL, or is no query.
    """
    if longest is not None and len(query) > longest:
        told = f"The query has {len(query):,} characters; up to {longest:,} are taken."
        raise LimitError("length", f"{told} Shorten it, or send its parts one by one.")
    found = tokens(query)
    if len(found) > MOST_WORDS:
        told = f"The query has {len(found):,} words; up to {MOST_WORDS:,} are taken."
        raise LimitError("length", f"{told} Shorten it, or send its parts one by one.")
    _refuse_depth(_depth(found))
    for token in found:
        # The engine needs no space between words: SERVICESILENT, trueSERVICE.
        if token.kind == "keyword" and "SERVICE" in token.word:
            _refuse_call(query, token.start)
    if "service" in query.casefold() or _is_ambiguous(found):
        reading = worst(query)
        if reading.unread is not None:
            told = (
                f"A name has more than {LONGEST_NAME} letters, {_place(query, reading.unread)}"
            )
            raise LimitError("length", f"{told}. Write a shorter one.")
        _refuse_depth(reading.depth)
        if reading.call is not None:
            _refuse_call(query, reading.call)
    form = _form(query, found)
    keywords = frozenset(token.word for token in found if token.kind == "keyword")
    return Checked(query, form, tuple(_from(found)), keywords)


def _depth(found: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in found:
        depth += DEPTHS.get(token.text, 0)
        deepest = max(deepest, depth)
    return deepest


def _refuse_depth(depth: int) -> None:
    if depth > DEEPEST:
        told = f"The query is nested {depth} brackets deep; up to {DEEPEST} are taken."
        raise LimitError("nesting", f"{told} Write it with fewer groups within groups.")


def _refuse_call(query: str, place: int) -> None:
    message = (
        f"The query asks another server (SERVICE, {_place(query, place)}), which queries "
        "here may not. Run the part for the other server there and join the answers."
    )
    raise RefusedQueryError(message)


def _place(query: str, start: int) -> str:
    column = start - query.rfind("\n", 0, start)
    return f"line {query.count(chr(10), 0, start) + 1}, column {column}"


def _is_ambiguous(found: Sequence[Token]) -> bool:
    """Return whether a string or comment of one reading may lie elsewhere in another."""
    return any(
        token.text.startswith("<<")
        or (
            token.kind == "iri"
            and ("#" in token.text or "'" in token.text)
            and not _WHOLE_IRI.match(token.text)
        )
        for token in found
    )


def _form(query: str, found: Sequence[Token]) -> str:
    """Return which of the four forms the query has: its first word after the prologue.

    Raises
    ------
    RefusedQueryError
        When it would change the graph.
    QueryError
        When it begins with none of the four.
    """
    for token in found:
        if token.kind != "keyword" or token.word in {"PREFIX", "BASE", "VERSION"}:
            continue
        for form in FORMS:
            if token.word.startswith(form):
                return form.lower()
        if token.word.startswith(tuple(_UPDATES)):
            told = f"{token.word} would change the graph, which can only be read here."
            raise RefusedQueryError(f"{told} Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")
        told = pointed(query, token.line, token.column)
        raise QueryError(f"{told}\nA query begins with {', '.join(FORMS[:3])} or {FORMS[3]}.")
    message = (
        f"The query is empty. It begins with {', '.join(FORMS[:3])} or {FORMS[3]}, such as "
        "SELECT * { ?s ?p ?o } LIMIT 10"
    )
    raise QueryError(message)


def _from(found: Sequence[Token]) -> Iterator[str]:
    names, base = prefixes(found), _base(found)
    for position, token in enumerate(found):
        if token.kind != "keyword" or not token.word.startswith("FROM"):
            continue
        following = [t for t in found[position + 1 : position + 3] if t.word != "NAMED"]
        if following and following[0].kind in {"iri", "pname"}:
            yield urljoin(base, full_iri(following[0], names))


def _base(found: Sequence[Token]) -> str:
    """Return what the relative IRIs in a query are relative to."""
    base = iri.BASE
    for token, following in pairwise(found):
        if token.word == "BASE" and following.kind == "iri":
            base = urljoin(base, _unescaped(following.text[1:-1]))
    return base


def prefixes(found: Sequence[Token]) -> Mapping[str, str]:
    """Return the namespaces that a query declares, by prefix without its colon."""
    names = {}
    for position, token in enumerate(found[:-2]):
        name, space = found[position + 1], found[position + 2]
        if token.word == "PREFIX" and name.kind == "pname" and space.kind == "iri":
            names[name.text.removesuffix(":")] = _unescaped(space.text[1:-1])
    return names


def full_iri(token: Token, names: Mapping[str, str]) -> str:
    """Return the IRI that a token writes out or abbreviates.

    A prefix that ``names`` lacks leaves the name as it is.
    """
    if token.kind == "iri":
        return _unescaped(token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    if prefix not in names:
        return token.text
    return names[prefix] + re.sub(r"\\(.)", r"\1", local)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
