"""What to try when a query fails, or finds nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from normgraph import iri
from normgraph.errors import LimitError, QueryError
from normgraph.query.explain import Name, named
from normgraph.query.guard import prefixes
from normgraph.query.known import Vocabulary
from normgraph.query.lexer import Token, tokens
from normgraph.query.shape import advice
from normgraph.query.structure import structure

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_CLOSING = {"(": ")", "{": "}", "[": "]"}
_CURLED = re.compile("[\u2018-\u201f\u00ab\u00bb]")
_KEYWORDS = (
    "SELECT",
    "DISTINCT",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "MINUS",
    "GRAPH",
    "BIND",
    "VALUES",
    "PREFIX",
    "BASE",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "FROM",
    "NAMED",
    "GROUP",
    "ORDER",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "COUNT",
    "EXISTS",
    "NOT",
    "DESC",
    "ASC",
)
_NODES = {"var", "pname", "iri", "string", "number", "lang"}
_NARROWER = {
    "time": "Ask for less at once: name a crisis, a state or a year, or add LIMIT.",
    "memory": "Ask for less at once: sorting and DISTINCT hold every row in memory.",
    "rows": "Count instead of listing (COUNT and GROUP BY), or add ORDER BY and LIMIT.",
    "bytes": "Show fewer columns, or add ORDER BY and LIMIT.",
}


def of_error(query: str, error: QueryError, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what to try after ``error``, the likeliest first.

    Parameters
    ----------
    query
        As it was asked.
    error
        What came back.
    vocabulary
        The names that there are.
    """
    if isinstance(error, LimitError):
        return tuple(_of_limit(query, error))
    try:
        words = tokens(query)
    except QueryError:
        return _of_signs(query)
    found = [*_of_brackets(words), *_of_place(words, str(error)), *_of_reason(str(error))]
    return (*found, *of_names(query, vocabulary))


def of_nothing(query: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what to check when ``query`` has no row, the likeliest first."""
    words = tokens(query)
    spaces = prefixes(words)
    found = list(of_names(query, vocabulary))
    for name in named(words, vocabulary):
        if name.known.uses == 0 and name.known.kind != "unknown":
            found.append(_of_unused(name, vocabulary, spaces))
    if any(word.text == '"en"' or word.text == "'en'" for word in words):
        found.append(
            "Not every thing has a name in English: put its label into OPTIONAL { … }."
        )
    texts = [word.text for word in words if word.kind == "string"]
    if any(re.fullmatch(r"[\"']\d{4}-\d\d-\d\d[\"']", text) for text in texts):
        found.append(
            'A day is written "2011-10-04"^^xsd:date, with PREFIX xsd: '
            "<http://www.w3.org/2001/XMLSchema#>; as plain text it is equal to no date."
        )
    found.append(
        "Put a # before one line after the other: the line whose absence gives rows is the "
        "one that nothing fits."
    )
    return tuple(found)


def of_names(query: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a sentence for each name of ours that the graph does not have."""
    try:
        words = tokens(query)
    except QueryError:
        return ()
    spaces = prefixes(words)
    return tuple(
        _of_unknown(name, spaces)
        for name in named(words, vocabulary)
        if name.known.kind == "unknown"
    )


def _of_unknown(name: Name, spaces: Mapping[str, str]) -> str:
    term = name.known.iri.startswith(iri.ONTOLOGY)
    what = (
        f"{name.written} is no term of the ontology" if term else f"There is no {name.written}"
    )
    near = [_written(one, spaces) for one in name.known.nearest]
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    return f"Line {name.line}: {what}{meant}"


def _of_unused(name: Name, vocabulary: Vocabulary, spaces: Mapping[str, str]) -> str:
    if name.known.kind != "class":
        return f"Line {name.line}: no statement uses {name.written} (“{name.known.label}”)."
    below = [_written(one, spaces) for one in vocabulary.kinds_below(name.known.iri)]
    told = f"Line {name.line}: nothing is stated to be of {name.written} itself"
    if not below:
        return f"{told}, nor of a kind of it."
    return (
        f"{told}, only of its kinds ({', '.join(below[:6])}{', …' if below[6:] else ''}): "
        f"write a/rdfs:subClassOf* {name.written} to include them."
    )


def _written(name: str, spaces: Mapping[str, str]) -> str:
    """Return an IRI as this query would write it."""
    for prefix, space in sorted(spaces.items(), key=lambda pair: -len(pair[1])):
        if space and name.startswith(space) and re.fullmatch(r"[\w-]+", name[len(space) :]):
            return f"{prefix}:{name[len(space) :]}"
    return f"<{name}>"


def _of_limit(query: str, error: LimitError) -> Iterator[str]:
    if error.limit in _NARROWER:
        yield _NARROWER[error.limit]
    whole = structure(tokens(query)) if error.limit in {"time", "memory"} else None
    for one in advice(whole) if whole else ():
        if one.kind != "languages":
            yield f"Line {one.line}: {one.told} {one.remedy}"


def _of_signs(query: str) -> tuple[str, ...]:
    if _CURLED.search(query):
        return ('Quotation marks must be straight, such as ", not curled.',)
    return ()


def _of_brackets(words: Sequence[Token]) -> Iterator[str]:
    waiting: list[Token] = []
    for word in words:
        if word.kind != "punct":
            continue
        if word.text in _CLOSING:
            waiting.append(word)
        elif word.text in _CLOSING.values():
            if not waiting or _CLOSING[waiting[-1].text] != word.text:
                yield _of_bracket(word, waiting)
                return
            waiting.pop()
    if waiting:
        last = waiting[-1]
        yield (
            f"The bracket {last.text} of line {last.line}, column {last.column} is never "
            f"closed: add {_CLOSING[last.text]} where it should end."
        )


def _of_bracket(word: Token, waiting: Sequence[Token]) -> str:
    if not waiting:
        return f"The bracket {word.text} of line {word.line} closes nothing: take it away."
    last = waiting[-1]
    return (
        f"Before {word.text} in line {word.line}, the bracket {last.text} of line {last.line}, "
        f"column {last.column} must be closed with {_CLOSING[last.text]}."
    )


def _of_place(words: Sequence[Token], told: str) -> Iterator[str]:
    place = _PLACE.search(told)
    if place is None:
        return
    at = (int(place[1]), int(place[2]))
    number = next((n for n, word in enumerate(words) if (word.line, word.column) == at), None)
    if number is None:
        return
    word = words[number]
    if word.kind == "keyword" and word.text != "a":
        close = get_close_matches(word.word, _KEYWORDS, n=1, cutoff=0.75)
        if close and close[0] != word.word:
            yield f"{word.text} is no word of SPARQL; did you mean {close[0]}?"
    before = words[number - 1] if number else None
    if before and before.kind in _NODES and word.kind in _NODES and before.line < word.line:
        yield f"At the end of line {before.line}, a full stop or semicolon may be missing."


def _of_reason(told: str) -> Iterator[str]:
    if "variable that is unbound" in told:
        yield (
            "With COUNT, SUM and the like, every other column must stand in GROUP BY; a column "
            "must be a variable that the pattern has."
        )
