"""Finding a question by words, with the places filled that the words name."""

from collections.abc import Mapping
from functools import cache
from itertools import takewhile

from normgraph import iri
from normgraph.explorer.loaded import Loaded
from normgraph.query import Query
from normgraph.query.catalog import TOPICS, library
from normgraph.query.folding import words

#: Words that no question is told from another by.
_EMPTY = frozenset(
    words("a an and are by did do for from had has in is it of on or the to was were")
)
_EMPTY |= frozenset(words("what when where which who whom whose why with how many much often"))
#: Letters at the beginning that must agree, and at the end of a longer word that need not.
_STEM, _ENDING = 4, 2
#: Kinds of things that a word may name, those that most questions are about first.
_SPACES = ("crisis", "norm", "instrument", "crime", "organization", "person", "state")
_IN_TITLE, _IN_TEXT = 3, 1
#: What a place that can be filled is worth: with the first kind that was named, and another.
_NAMED, _ALSO = 4, 1
#: Least score of a hit whose name stands in a question.
_SURE = 70.0


def matching(found: Loaded, asked: str) -> list[tuple[Query, dict[str, str]]]:
    """Return the questions with words of ``asked``, best first, and the places they fill."""
    wanted = [word for word in words(asked) if word not in _EMPTY]
    # Claims are about what things are called, and questions about any thing of a kind.
    asking = [name for name, query in library().items() if query.topic != "claims"]
    rest = [word for word in wanted if not any(_has(_title(name), word) for name in asking)]
    named = _named(found, rest)
    scored = []
    for place, query in enumerate(library().values()):
        score, given = _score(query, wanted, named)
        if score:
            scored.append((-score, place, query, given))
    scored.sort(key=lambda each: each[:2])
    least = scored[0][0] / 2 if scored else 0
    return [(query, given) for score, _, query, given in scored if score <= least]


def _score(
    query: Query, wanted: list[str], named: Mapping[str, str]
) -> tuple[int, dict[str, str]]:
    score = sum(
        _IN_TITLE
        if _has(_title(query.name), word)
        else _IN_TEXT
        if _has(_text(query.name), word)
        else 0
        for word in wanted
    )
    worth = _NAMED
    for space in (space for space in _SPACES if space in named):
        for parameter in query.parameters.values():
            if parameter.key_space == space and score:
                return score + worth, {parameter.name: iri.key(named[space])}
        worth = _ALSO
    return score, {}


def _named(found: Loaded, rest: list[str]) -> dict[str, str]:
    """Return the thing of each kind that words which stand in no question name best."""
    best: dict[str, str] = {}
    for hit in found.index.search(" ".join(rest)) if rest else ():
        place = iri.split(hit.thing.iri)
        if place and hit.score >= _SURE:
            best.setdefault(place[0], hit.thing.iri)
    return best


def _has(among: frozenset[str], word: str) -> bool:
    return any(_alike(word, other) for other in among)


def _alike(one: str, other: str) -> bool:
    """Say whether two words begin alike, as those of one stem do.

    >>> _alike("vetoed", "vetoes"), _alike("veto", "vote")
    (True, False)
    """
    shorter = min(len(one), len(other))
    if shorter < _STEM:
        return one == other
    pairs = zip(one, other, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same >= max(_STEM, shorter - _ENDING)


@cache
def _title(name: str) -> frozenset[str]:
    return frozenset(words(library()[name].title)) - _EMPTY


@cache
def _text(name: str) -> frozenset[str]:
    query = library()[name]
    topics = (TOPICS[tag] for tag in query.tags)
    told = " ".join([query.question, query.description, *topics])
    return frozenset(words(told)) - _EMPTY
