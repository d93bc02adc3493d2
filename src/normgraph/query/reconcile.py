"""Which thing of the graph a cell of somebody's table means, and whether that is sure.

A match is called sure only when nothing else could be meant: by a name written in full, or
an identifier, that on the day asked about belongs to one thing and to no other. Without a
day, the names of all times count: "Congo" is nobody's then, since two states bore it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from normgraph import iri
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query import kept
from normgraph.query.directory import Directory, Thing
from normgraph.query.folding import folded
from normgraph.query.identifier_book import (
    IDENTIFYING,
    IdentifierBook,
    code,
    read_identifier_book,
)
from normgraph.query.matching import SPACES, Asked, Candidate, Question
from normgraph.query.name_book import NameBook, NameUse, Span, read_day, read_name_book
from normgraph.query.namesakes import (
    is_bare,
    is_told_apart_by_an_aside,
    key,
    names_one_form,
    stem,
)
from normgraph.query.ontology import Ontology
from normgraph.query.run import select
from normgraph.query.search import SearchIndex
from normgraph.store import Opened, once_per_graph

_EXACT, _LONG_AGO, _STEM, _DOUBTFUL, _INITIALS = 100.0, 90.0, 85.0, 70.0, 60.0
_WORDS = 0.8  #: what a hit of the search by words is worth
_NOT_THEN = 0.5  #: what is left of the score of what was not there on the day
_LOOKED_AT = 1_000  #: hits of the search by words, of which few may be of the type asked for
_COMPARED = 20  #: candidates whose properties are compared, unless more are asked for


@dataclass(slots=True)
class _Found:
    """What speaks for a thing."""

    score: float = 0.0
    features: dict[str, float | bool] = field(default_factory=dict)
    claims: bool = False  #: whether it may be called so: a namesake of any other that is
    sure: bool = False  #: whether it must be meant, if there is no namesake
    settled: bool = False  #: whether name and identifier agree on it

    def add(self, score: float, feature: str, *, claims: bool, sure: bool) -> None:
        self.score = max(self.score, score)
        self.features[feature] = True
        self.claims = self.claims or claims
        self.sure = self.sure or sure


class Reconciler:
    """The names and identifiers of one graph, ready to be asked."""

    def __init__(
        self,
        directory: Directory,
        ontology: Ontology,
        names: NameBook,
        identifiers: IdentifierBook,
        values: Callable[[str, str], frozenset[str]],
    ) -> None:
        self.directory = directory
        self.ontology = ontology
        self._names = names
        self._identifiers = identifiers
        self._values = values
        self._types: dict[tuple[str, ...], list[str]] = {}
        self.index = SearchIndex(directory)

    def candidates(self, question: Question) -> list[Candidate]:
        """Return what may be meant, best first.

        Raises
        ------
        QueryError
            When there is neither a name nor an identifier to go by.
        UnknownNameError
            When a type or property does not exist.
        """
        wanted = [self.type_named(name) for name in question.types]
        properties = self._checked(question)
        day, readable = _day(question)
        found = self._gathered(question, day)
        if question.strict != "should":
            found = {k: v for k, v in found.items() if self._fits(k, wanted, question.strict)}
        for thing, evidence in found.items():
            self._weigh(thing, evidence, question, wanted, day)
        best = _best(found, max(question.limit, _COMPARED))
        if text := question.text.strip():
            for thing in best:
                likeness = _similarity(text, self.directory[thing])
                found[thing].features["name_similarity"] = likeness
        agreeing = {thing: self._compare(thing, found[thing], properties) for thing in best}
        sure = self._sure({thing: found[thing] for thing in best if readable}, agreeing)
        ranked = [
            Candidate(
                self.directory[thing],
                round(found[thing].score, 2),
                thing == sure,
                found[thing].features,
            )
            for thing in best
        ]
        ranked.sort(key=lambda one: (-one.match, -one.score, one.thing.label, one.thing.iri))
        return ranked[: question.limit]

    def types_of(self, thing: Thing) -> list[str]:
        """Return the classes of a thing and those above, nearest first, as local names."""
        if thing.classes not in self._types:
            above = [cls for own in thing.classes for cls in self.ontology.lineage(own)]
            ours = [cls for cls in dict.fromkeys(above) if cls.startswith(iri.ONTOLOGY)]
            self._types[thing.classes] = [cls.removeprefix(iri.ONTOLOGY) for cls in ours]
        return self._types[thing.classes]

    def type_named(self, name: str) -> str:
        """Return the local name of the class that an IRI or a local name stands for.

        Raises
        ------
        UnknownNameError
            When the ontology has no such class.
        """
        local = name.removeprefix(iri.ONTOLOGY).removeprefix("ng:")
        term = self.ontology.terms.get(iri.ONTOLOGY + local)
        if term is None or term.kind != "class":
            known = (t.iri for t in self.ontology.of_kind("class"))
            raise UnknownNameError("type", name, (k.removeprefix(iri.ONTOLOGY) for k in known))
        return local

    def _checked(self, question: Question) -> list[Asked]:
        checked = []
        for asked in question.properties:
            pid = asked.pid.removeprefix(iri.ONTOLOGY).removeprefix("ng:")
            term = self.ontology.terms.get(iri.ONTOLOGY + pid)
            if term is None or term.kind == "class":
                known = self.ontology.of_kind("object property", "datatype property")
                names = (one.iri.removeprefix(iri.ONTOLOGY) for one in known)
                raise UnknownNameError("property", asked.pid, names)
            checked.append(Asked(pid, asked.values))
        if not question.text.strip() and not any(a.pid in IDENTIFYING for a in checked):
            raise QueryError(
                "A query needs a name, or a property that identifies a thing: "
                f"{', '.join(sorted(IDENTIFYING))}."
            )
        return checked

    # --- what speaks for a thing --------------------------------------------------------

    def _gathered(self, question: Question, day: Span | None) -> dict[str, _Found]:
        found: dict[str, _Found] = defaultdict(_Found)
        text = question.text.strip()
        if text:
            typed = bool(question.types) and question.strict != "should"
            for thing, sure in self._identifiers.meant(text, typed=typed):
                found[thing].add(_EXACT, "identifier", claims=True, sure=sure)
            self._named(text, day, found, typed=typed)
            for hit in self.index.search(text, _LOOKED_AT):
                score = min(99.0, hit.score) * _WORDS
                found[hit.thing.iri].add(score, "words", claims=False, sure=False)
        for asked in question.properties:
            pid = asked.pid.removeprefix(iri.ONTOLOGY).removeprefix("ng:")
            for value in asked.values if pid in IDENTIFYING else ():
                for thing in self._identifiers.things(pid, value):
                    # The name may be of any language or spelling, but not of another thing.
                    named = thing in found
                    found[thing].add(_EXACT, "identifier", claims=True, sure=named or not text)
                    if named:
                        _settle(found, thing)
        return dict(found)

    def _named(
        self, text: str, day: Span | None, found: dict[str, _Found], *, typed: bool
    ) -> None:
        whole = self._names.whole.get(key(text), ())
        for use in whole:
            now = self._now(use, day)
            score = _EXACT if now else _LONG_AGO
            found[use.thing].add(score, "name_exact", claims=True, sure=True)
            found[use.thing].features["name_in_use"] = now
        self._named_by_stem(text, day, found, {use.thing for use in whole}, typed=typed)
        for use in self._names.initials.get(text, ()):
            found[use.thing].add(_INITIALS, "initials", claims=False, sure=False)

    def _named_by_stem(
        self,
        text: str,
        day: Span | None,
        found: dict[str, _Found],
        named: set[str],
        *,
        typed: bool,
    ) -> None:
        """Add what bears the name but for a form of state: all that may be called so."""
        bare, clear = is_bare(text), names_one_form(text)
        score = _STEM if bare or clear else _DOUBTFUL
        for use in self._names.stems.get(stem(text), ()):
            # Those told apart by a capital in brackets bore the rest of the name alike.
            alike = bool(day and use.span) and is_told_apart_by_an_aside(use.text)
            claims = self._now(use, day) and (bare or not named or alike)
            # What is no more is meant by its name in full, not by one that is like it.
            lasting = day is not None or not self._names.has_ended(use.thing)
            sure = typed and clear and not named and lasting
            found[use.thing].add(score, "name_stem", claims=claims, sure=sure)
        divided = {use.thing for use in self._names.undirected.get(stem(text), ())}
        if day is not None and bare and named & divided:
            for thing in divided:
                found[thing].add(_STEM, "name_of_a_part", claims=True, sure=False)

    def _now(self, use: NameUse, day: Span | None) -> bool:
        return day is None or self._names.in_use(use, day)

    # --- how much it says ---------------------------------------------------------------

    def _weigh(
        self,
        thing: str,
        evidence: _Found,
        question: Question,
        wanted: list[str],
        day: Span | None,
    ) -> None:
        if wanted:
            fits = self._fits(thing, wanted, "any")
            evidence.features["type"] = fits
            evidence.score *= 1.0 if fits else 0.8
        if day is not None:
            there = self._there(thing, day)
            evidence.features["date"] = there
            if not there:
                evidence.score *= _NOT_THEN
                evidence.claims = evidence.sure = False

    def _there(self, thing: str, day: Span) -> bool:
        dated = self.directory[thing].date
        if not dated:
            return self._names.in_being(thing, day)
        precision = self.directory[thing].precision
        known = dated[: {"year": 4, "month": 7}.get(precision, 10)]
        return (read_day(known) or Span()).meets(day)

    def _fits(self, thing: str, wanted: list[str], strict: str) -> bool:
        own = self.types_of(self.directory[thing])
        fitting = [name in own for name in wanted]
        return not wanted or (all(fitting) if strict == "all" else any(fitting))

    def _compare(self, thing: str, evidence: _Found, properties: list[Asked]) -> bool:
        agreeing = True
        for asked in properties:
            if asked.pid == "date":
                continue
            given = [value for value in asked.values if value.strip()]
            if not given:
                continue
            own = self._values(thing, asked.pid)
            share = sum(self._same(asked.pid, v, own) for v in given) / len(given)
            evidence.features[f"property_{asked.pid}"] = round(share, 3)
            evidence.score *= 0.6 + 0.4 * share
            agreeing = agreeing and share == 1.0
        return agreeing

    def _same(self, pid: str, given: str, own: frozenset[str]) -> bool:
        if pid in IDENTIFYING:
            given = code(pid, given)
        return any(key(given) == key(value) or given == value for value in own)

    def _sure(self, found: Mapping[str, _Found], agreeing: Mapping[str, bool]) -> str | None:
        """Return the one thing that must be meant, or None if another may be."""
        claiming = [thing for thing, evidence in found.items() if evidence.claims]
        if len(claiming) > 1:
            for evidence in found.values():
                evidence.features["namesakes"] = float(len(claiming))
        if len(claiming) != 1:
            return None
        [thing] = claiming
        return thing if found[thing].sure and agreeing[thing] else None


def _best(found: Mapping[str, _Found], number: int) -> list[str]:
    """Return the best things, and with them all others that may be called so."""
    ordered = sorted(found, key=lambda thing: -found[thing].score)
    return ordered[:number] + [thing for thing in ordered[number:] if found[thing].claims]


def _settle(found: Mapping[str, _Found], chosen: str) -> None:
    """Let the others give way to one that bears the name and the identifier."""
    for thing, evidence in found.items():
        if thing != chosen and not evidence.settled:
            evidence.claims = False
    found[chosen].settled = True


@once_per_graph
def reconciler(opened: Opened) -> Reconciler:
    """Return the names and identifiers of the graph, read once."""
    things = [
        thing
        for thing in kept.directory(opened).values()
        if (iri.split(thing.iri) or ("",))[0] in SPACES
    ]
    directory = Directory(things)
    store = opened.store  # and not what is open: that would keep itself for ever

    @lru_cache(maxsize=4096)
    def values(thing: str, pid: str) -> frozenset[str]:
        rows = select(store, "facts", thing=thing).records()
        return frozenset(_told(rows, pid, directory))

    return Reconciler(
        directory,
        kept.ontology(opened),
        read_name_book(store, things),
        read_identifier_book(store, directory),
        values,
    )


def _told(rows: Iterator[dict[str, str]], pid: str, directory: Directory) -> Iterator[str]:
    """Yield the values of a property in all the ways in which people write them."""
    for row in rows:
        if row["property"] != iri.ONTOLOGY + pid:
            continue
        value = row["value"]
        yield value
        if pid in IDENTIFYING:
            yield code(pid, value)
        if place := iri.split(value):
            yield from (iri.short(value), place[1])
        if value in directory:
            yield from (name.text for name in directory[value].names)


def _day(question: Question) -> tuple[Span | None, bool]:
    """Return the days asked about, if any, and whether what was given could be read."""
    given = [
        value
        for asked in question.properties
        if asked.pid.removeprefix(iri.ONTOLOGY).removeprefix("ng:") == "date"
        for value in asked.values
        if value.strip()
    ]
    if not given:
        return None, True
    day = read_day(given[0])
    return day, day is not None and len(given) == 1


def _similarity(text: str, thing: Thing) -> float:
    own = [name.text for name in thing.names if name.kind not in {"place", "crisis"}]
    asked = folded(text)
    return round(max((fuzz.ratio(asked, folded(name)) for name in own), default=0.0), 1)
