"""Finding things by what people type: any name, in any of six languages, with slips."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from normgraph import iri
from normgraph.query.directory import Directory, Thing
from normgraph.query.folding import compact, folded, resolution_number, words

#: How much a match in a name of this kind is worth.
NAMES: Mapping[str, float] = {
    "label": 1.0,
    "alternative": 1.0,
    "symbol": 1.0,
    "draft": 0.9,
    "former": 0.9,
    "place": 0.8,
    "title": 0.8,
    "crisis": 0.7,
}
#: How much a thing of this key space is worth to a reader who typed a word; others 0.5.
SPACES: Mapping[str, float] = {
    "state": 1.0,
    "crisis": 1.0,
    "norm": 1.0,
    "organization": 0.95,
    "instrument": 0.95,
    "decision": 0.85,
    "person": 0.9,
    "crime": 0.95,
    "provision": 0.75,
    "document": 0.7,
    "activity": 0.65,
    "agenda-item": 0.65,
    "subject": 0.65,
    "meeting": 0.6,
    "state-name": 0.4,
    "council-term": 0.3,
    "membership": 0.3,
    "appointment": 0.3,
    "list-coverage": 0.2,
    "norm-relation": 0.2,
    "correction": 0.2,
    "source-conflict": 0.2,
    "concerns-mapping": 0.1,
}
#: Words that tell things apart as little as they tell them together.
_EMPTY = frozenset(
    words("a an and at by de des du el et for from in la le les of on or the to y")
)
_SURE = 100.0  #: score of a symbol written in full
_ALSO = 4.0  #: what each further kind of name that fits adds to the score


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and how well it fits."""

    thing: Thing
    score: float  #: the higher the better; 100 and more for a symbol written in full
    kind: str  #: of the name that fits best


@dataclass(frozen=True, slots=True)
class _Indexed:
    thing: Thing
    kind: str
    weight: float
    length: int  #: words that tell something


class SearchIndex:
    """An index over every name of a directory, held in memory."""

    def __init__(self, directory: Directory) -> None:
        self._names: list[_Indexed] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._symbols: dict[str, list[Thing]] = defaultdict(list)
        self._resolutions: dict[str, list[Thing]] = defaultdict(list)
        for thing in directory.values():
            self._add(thing)
        self._words = sorted(self._postings)

    def _add(self, thing: Thing) -> None:
        value = _value(thing)
        for name in thing.names:
            told = _telling(words(name.text))
            number = len(self._names)
            self._names.append(
                _Indexed(thing, name.kind, NAMES.get(name.kind, 0.5) * value, len(told))
            )
            for word in dict.fromkeys(told):
                self._postings[word].append(number)
            if name.kind in {"symbol", "draft"}:
                self._symbols[compact(name.text)].append(thing)
                if name.kind == "symbol" and name.text.startswith("S/RES/"):
                    self._resolutions[words(name.text)[2]].append(thing)

    def search(self, query: str, limit: int = 500) -> list[Hit]:
        """Return what ``query`` may mean, best first, each thing once.

        Parameters
        ----------
        query
            A name or part of one in any language, a symbol, or the number of a resolution.
        limit
            How many at most.
        """
        found: dict[str, dict[str, Hit]] = defaultdict(dict)
        for hit in (*self._by_symbol(query), *self._by_words(query)):
            kinds = found[hit.thing.iri]
            if hit.kind not in kinds or kinds[hit.kind].score < hit.score:
                kinds[hit.kind] = hit
        hits = [_together(list(kinds.values())) for kinds in found.values()]
        return sorted(hits, key=lambda hit: (-hit.score, _newest(hit.thing)))[:limit]

    def _by_symbol(self, query: str) -> Iterator[Hit]:
        for thing in self._symbols.get(compact(query), ()) if compact(query) else ():
            yield Hit(thing, _SURE * (1.0 if _value(thing) > 0.8 else 0.9), "symbol")
        if number := resolution_number(query):
            for thing in self._resolutions.get(number, ()):
                yield Hit(thing, _SURE * (1.0 if _value(thing) > 0.8 else 0.9), "symbol")

    def _by_words(self, query: str) -> Iterator[Hit]:
        asked = _telling(words(query))
        if not asked:
            return
        found = [self._names_with(word) for word in dict.fromkeys(asked)]
        needed = sum(map(bool, found))
        if not needed or needed * 2 < len(found):
            return
        found = sorted(filter(None, found), key=len)
        share = needed / len(asked)
        for number, quality in found[0].items():
            qualities = [quality, *(others.get(number, 0.0) for others in found[1:])]
            if not all(qualities):
                continue
            name = self._names[number]
            cover = 0.7 + 0.3 * min(1.0, len(asked) / max(1, name.length))
            fit = sum(qualities) / len(qualities)
            yield Hit(name.thing, 90 * share * name.weight * fit * cover, name.kind)

    def _names_with(self, word: str) -> dict[int, float]:
        """Return the names that have ``word`` or something like it, with how like it is."""
        fitting: dict[int, float] = {}
        for candidate, quality in self._like(word):
            for number in self._postings[candidate]:
                if quality > fitting.get(number, 0.0):
                    fitting[number] = quality
        return fitting

    def _like(self, word: str) -> Iterator[tuple[str, float]]:
        exact = word in self._postings
        if exact:
            yield word, 1.0
        if len(word) >= 2 and not word.isdigit():
            yield from ((other, 0.9) for other in self._beginning(word))
        if exact or len(word) < 4 or word.isdigit():
            return
        if len(word) >= 5:
            yield from ((other, 0.75) for other in self._beginning(word[:-1]))
        slips = 1 if len(word) < 8 else 2
        close = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=20
        )
        yield from ((other, 0.8 - 0.1 * slip) for other, slip, _ in close)

    def _beginning(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                return
            yield self._words[place]


def _telling(found: list[str]) -> list[str]:
    return [word for word in found if word not in _EMPTY] or found


def _together(hits: list[Hit]) -> Hit:
    """Return the best hit on a thing, the better the more kinds of its names fit."""
    best = max(hits, key=lambda hit: hit.score)
    return Hit(best.thing, best.score + _ALSO * (len(hits) - 1), best.kind)


def _value(thing: Thing) -> float:
    place = iri.split(thing.iri)
    return SPACES.get(place[0], 0.5) if place else 0.3


def _newest(thing: Thing) -> tuple[str, str]:
    """Return a key that puts later days first, then names in order."""
    day = thing.date or thing.beginning
    backwards = "".join(chr(0x10FFFF - ord(sign)) for sign in day)
    return backwards or "\U0010ffff", folded(thing.label)
