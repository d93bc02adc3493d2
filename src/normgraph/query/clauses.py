"""Which clause of a query each of its words stands in, as far as variables care."""

from collections.abc import Iterator
from dataclasses import dataclass

from normgraph.query.lexer import Token

_CLOSING = {"(": ")", "{": "}", "[": "]"}
#: Keywords that begin a clause, and what the clause is called.
_BEGINNINGS = {
    "SELECT": "select",
    "GROUP": "group",
    "ORDER": "order",
    "WHERE": "pattern",
    "FROM": "pattern",
    "HAVING": "pattern",
    "LIMIT": "pattern",
    "OFFSET": "pattern",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """What surrounds a word."""

    #: ``select``, ``group`` and ``order`` hold only what stands there outside brackets;
    #: ``bind`` is the variable that a BIND gives a value to, ``values`` are those of a VALUES;
    #: all else is ``pattern``.
    name: str
    inner: bool = False  #: whether it belongs to a sub-select
    items: tuple[str, ...] = ()  #: what SELECT or GROUP BY lists: variables, ``(`` for others
    first: int = 0  #: number of the word BIND or VALUES
    last: int = 0  #: number of the word that closes it


_PATTERN = Clause("pattern")


def clauses(words: tuple[Token, ...]) -> tuple[Clause, ...]:
    """Return the clause of each word, in the order of words.

    >>> from normgraph.query.lexer import tokens
    >>> [clause.name for clause in clauses(tokens("SELECT ?x { ?x a ?y }"))][:4]
    ['select', 'select', 'pattern', 'pattern']
    """
    closing = dict(_closings(words))
    around = _around(words, closing)
    found = []
    bracketed = 0  # up to here the words stand in round brackets
    for number, (word, clause) in enumerate(zip(words, around, strict=True)):
        if word.text == "(" and clause.name != "values":
            bracketed = max(bracketed, closing.get(number, number))
        found.append(_PATTERN if number < bracketed else clause)
    for number, word in enumerate(words):
        if word.kind == "keyword" and word.word == "BIND" and number + 1 in closing:
            last = closing[number + 1]
            found[last - 1] = Clause("bind", first=number, last=last)
    return tuple(found)


def _around(words: tuple[Token, ...], closing: dict[int, int]) -> list[Clause]:
    """Return the clause of each word, brackets or not."""
    found = []
    levels = [_PATTERN]
    for number, word in enumerate(words):
        if word.text == "{":
            levels[-1] = _PATTERN
            levels.append(_PATTERN)
        elif word.text == "}" and len(levels) > 1:
            levels.pop()
        elif word.kind == "keyword":
            inner = len(levels) > 1
            levels[-1] = _begun(words, number, closing, inner=inner) or levels[-1]
        found.append(levels[-1])
    return found


def _begun(
    words: tuple[Token, ...], number: int, closing: dict[int, int], *, inner: bool
) -> Clause | None:
    """Return the clause that begins with the word of this ``number``, if one does."""
    if words[number].word == "VALUES":
        return _values(words, number, closing)
    name = _BEGINNINGS.get(words[number].word)
    if name is None:
        return None
    items = tuple(_items(words, number + 1, closing)) if name in {"select", "group"} else ()
    return Clause(name, inner=inner, items=items)


def _items(words: tuple[Token, ...], number: int, closing: dict[int, int]) -> Iterator[str]:
    while number < len(words):
        word = words[number]
        if word.text in {"{", "}"} or word.word in {*_BEGINNINGS, "VALUES"}:
            return
        if word.kind == "var" or word.text == "(":
            yield word.text
        number = closing.get(number, number) + 1


def _values(words: tuple[Token, ...], number: int, closing: dict[int, int]) -> Clause:
    place = number
    while place < len(words) and words[place].text != "{":
        place += 1
    return Clause("values", first=number, last=closing.get(place, number))


def _closings(words: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield for each opening bracket its number and that of the one that closes it."""
    waiting: list[int] = []
    for number, word in enumerate(words):
        if word.kind != "punct":
            continue
        if word.text in _CLOSING:
            waiting.append(number)
        elif waiting and word.text == _CLOSING[words[waiting[-1]].text]:
            yield waiting.pop(), number
