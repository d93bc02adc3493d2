"""What the graph knows of the IRIs that a query names, and which name may have been meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode
from rapidfuzz import fuzz

from normgraph import iri
from normgraph.query.directory import Directory
from normgraph.query.ontology import RDF_TYPE, Ontology
from normgraph.query.run import select
from normgraph.store import QuadStore

#: From 0 to 100: how alike two names are before one is offered for the other.
_ALIKE = 75
#: What a name gets that begins with what was asked, if that has at least so many letters.
_BEGINS, _TELLING = 90, 3
_OFFERED = 3
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an IRI."""

    iri: str
    kind: str  #: class, property (of some sort), thing, foreign or unknown
    label: str
    definition: str
    uses: int | None  #: statements or things, see ``counted``; None if nobody counted
    counted: str = ""  #: what ``uses`` counts, in the plural
    nearest: tuple[str, ...] = ()  #: IRIs that may have been meant, where it is unknown


class Vocabulary:
    """Looks up the names of a query in a graph.

    Parameters
    ----------
    store
        The graph.
    ontology
        Its classes and properties.
    directory
        Its things.
    """

    def __init__(self, store: QuadStore, ontology: Ontology, directory: Directory) -> None:
        self._store = store
        self.ontology = ontology
        self.directory = directory

    @cached_property
    def statements(self) -> Mapping[str, int]:
        """How many statements use each property; those that none uses are missing."""
        found = select(self._store, "properties").records()
        return {row["property"]: int(row["statements"]) for row in found}

    @cached_property
    def instances(self) -> Mapping[str, int]:
        """How many things are stated to be of each class itself; those of none are missing."""
        found = select(self._store, "contents").records()
        return {row["class"]: int(row["things"]) for row in found}

    def kinds_below(self, cls: str) -> tuple[str, ...]:
        """Return the classes with things whose every thing is of ``cls`` too."""
        return tuple(
            one
            for one in sorted(self.instances)
            if one != cls and cls in self.ontology.lineage(one)
        )

    @cached_property
    def _spaces(self) -> Mapping[str, list[str]]:
        spaces: dict[str, list[str]] = {}
        for thing in self.directory:
            if place := iri.split(thing):
                spaces.setdefault(place[0], []).append(place[1])
        return spaces

    def look_up(self, name: str) -> Known:
        """Return what is known of the IRI ``name``."""
        if name == RDF_TYPE or name in self.statements or name in self.ontology.terms:
            return self._term(name)
        if name in self.directory:
            return self._thing(name)
        if name.startswith(iri.ONTOLOGY):
            return Known(name, "unknown", "", "", 0, nearest=self._near_terms(name))
        if name.startswith(iri.ID):
            return self._thing_without_a_name(name)
        return Known(name, "foreign", self.ontology.label(name), "", None)

    def _term(self, name: str) -> Known:
        term = self.ontology.terms.get(name)
        kind = term.kind if term else "property"
        label, definition = self.ontology.label(name), self.ontology.definition(name)
        if kind == "class":
            return Known(name, kind, label, definition, self.instances.get(name, 0), "things")
        return Known(name, kind, label, definition, self.statements.get(name, 0), "statements")

    def _thing(self, name: str) -> Known:
        thing = self.directory[name]
        return Known(
            name, "thing", thing.label, thing.definition, self._said(name), "statements"
        )

    def _thing_without_a_name(self, name: str) -> Known:
        """Return what is known of one of our IRIs that has no class, such as a graph's."""
        if (said := self._said(name)) > 0:
            return Known(name, "thing", iri.short(name), "", said, "statements")
        return Known(name, "unknown", "", "", 0, nearest=self._near_things(name))

    def _said(self, name: str) -> int:
        node = NamedNode(name)
        about = self._store.quads_for_pattern(node, None, None, DefaultGraph())
        pointing = self._store.quads_for_pattern(None, None, node, DefaultGraph())
        return sum(1 for _ in about) + sum(1 for _ in pointing)

    def _near_terms(self, name: str) -> tuple[str, ...]:
        known = {
            key: (_words(key.removeprefix(iri.ONTOLOGY)), term.label)
            for key, term in self.ontology.terms.items()
            if key.startswith(iri.ONTOLOGY)
        }
        return _alike(_words(name.removeprefix(iri.ONTOLOGY)), known)

    def _near_things(self, name: str) -> tuple[str, ...]:
        space, key = iri.split(name) or ("", "")
        if space in self._spaces:
            keys = {iri.mint(space, one): one for one in self._spaces[space]}
            labels = {one: (keys[one], self.directory.label(one)) for one in keys}
            return _alike(key, labels)
        moved = [
            iri.mint(one, key) for one in _alike(space, {one: (one,) for one in self._spaces})
        ]
        return tuple(one for one in moved if one in self.directory)


def _alike(asked: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of those with a name most like ``asked``, best first."""
    asked = asked.casefold()
    scores: dict[str, float] = {}
    for key, names in known.items():
        best = max(fuzz.ratio(asked, name.casefold()) for name in names)
        begins = len(asked) >= _TELLING and any(
            name.casefold().startswith(asked) for name in names
        )
        scores[key] = max(best, _BEGINS if begins else 0)
    close = [key for key, score in scores.items() if score >= _ALIKE]
    return tuple(sorted(close, key=lambda key: (-scores[key], key))[:_OFFERED])


def _words(name: str) -> str:
    """Return a name of a term in words.

    >>> _words("votedFor"), _words("voted_for")
    ('voted for', 'voted for')
    """
    spaced = _CAPITAL.sub(lambda sign: f" {sign[0].lower()}", name)
    return spaced.replace("_", " ").replace("-", " ").strip()
