"""What a reader's query may not do: reach another server, change the graph, have no end.

Oxigraph follows SERVICE wherever it stands and offers no switch, so such queries are refused
before they run. The decision rests on the words of the query (`normgraph.query.lexer`), not
on its text. Where the engine reads words differently from the grammar, both readings are
judged: it takes ``trueSERVICE`` for two words, and ``(?a<?b#>`` for a comparison and a
comment where the grammar has an IRI.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.query.lexer import Token, pointed, tokens

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
_OPENING = {"(": ")", "{": "}", "[": "]", "{|": "|}", "<<(": ")>>", "<<": ">>"}
_WHOLE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: After these, ``<`` may be a comparison.
_OPERANDS = frozenset({"iri", "string", "blank", "var", "pname", "lang", "number"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may be run."""

    text: str
    form: str  #: select, ask, construct or describe
    graphs: tuple[str, ...]  #: IRIs of the graphs in its FROM clauses


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
    _refuse_depth(found)
    _refuse_federation(query, found)
    form = _form(query, found)
    return Checked(query, form, tuple(_from(found)))


def _refuse_depth(found: Sequence[Token]) -> None:
    depth = deepest = 0
    closing = set(_OPENING.values())
    for token in found:
        depth += (token.text in _OPENING) - (token.text in closing)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        told = f"The query is nested {deepest} brackets deep; up to {DEEPEST} are taken."
        raise LimitError("nesting", f"{told} Write it with fewer groups within groups.")


def _refuse_federation(query: str, found: Sequence[Token]) -> None:
    # The engine needs no space between words: SERVICESILENT, trueSERVICE.
    asking = [t for t in found if t.kind == "keyword" and "SERVICE" in t.word]
    if not asking:
        asking = [t for t in found if t.kind == "iri" and _hides_service(t)]
    for token in asking:
        place = f"line {token.line}, column {token.column}"
        message = (
            f"The query asks another server (SERVICE, {place}), which queries here may not. "
            "Run the part for the other server there and join the answers."
        )
        raise RefusedQueryError(message)
    for token in _ambiguous(found):
        place = f"line {token.line}, column {token.column}"
        message = (
            f"At {place}, '<' can be read as 'less than' and as the beginning of an IRI. "
            "Write a space after '<', or the IRI in full."
        )
        raise RefusedQueryError(message)


def _hides_service(token: Token) -> bool:
    """Return whether the text of an IRI would ask a server if '<' were a comparison."""
    return not _WHOLE_IRI.match(token.text) and "service" in token.text.casefold()


def _ambiguous(found: Sequence[Token]) -> Iterator[Token]:
    """Yield IRIs that the engine may read as a comparison and the begin of a comment."""
    open_: list[str] = []
    closing = set(_OPENING.values())
    for before, token in pairwise(found):
        if before.text in _OPENING:
            open_.append(before.text)
        elif before.text in closing and open_:
            open_.pop()
        if (
            token.kind == "iri"
            and "#" in token.text
            and open_
            and open_[-1] == "("
            and _ends_operand(before)
            and not _WHOLE_IRI.match(token.text)
        ):
            yield token


def _ends_operand(token: Token) -> bool:
    if token.kind == "keyword":
        return token.word.endswith(("TRUE", "FALSE"))
    return token.kind in _OPERANDS or token.text in {")", "]", "}", ">>", ")>>"}


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
    names = prefixes(found)
    for position, token in enumerate(found):
        if token.kind != "keyword" or not token.word.startswith("FROM"):
            continue
        following = [t for t in found[position + 1 : position + 3] if t.word != "NAMED"]
        if following and following[0].kind in {"iri", "pname"}:
            yield full_iri(following[0], names)


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
