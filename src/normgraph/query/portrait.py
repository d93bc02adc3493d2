"""One thing as a page shows it: what is said of it, by whom, and what points to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from normgraph import iri
from normgraph.query import kept
from normgraph.query.ontology import RDF_TYPE
from normgraph.query.statements import Fact, Saying, Value, facts
from normgraph.store import Opened, QuadStore

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
#: Things shown of those that point here by one property; the rest is on pages of its own.
FEW = 10
#: Things on one page of all that point here by one property.
PER_PAGE = 200
#: Properties that come first, in this order; the others follow by label.
_FIRST = (
    _LABEL,
    f"{_SKOS}altLabel",
    *(
        f"{iri.ONTOLOGY}{name}"
        for name in ("symbol", "title", "date", "from", "to", "outcome", "concerns")
    ),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing or a term of the ontology, and what it is called."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who makes a statement: a document, a part of the ontology, or a rule."""

    number: int  #: by which statements on the page refer to it
    iri: str
    label: str
    rule: str  #: name of the rule that concluded the statement; nothing for a document
    locators: str  #: where in the document


@dataclass(frozen=True, slots=True)
class Stated:
    """One value, and the numbers of the sources that state it."""

    value: Value
    label: str  #: of a thing; of a literal its text
    sources: tuple[int, ...]
    inferred: bool  #: whether no document states it, and rules alone conclude it


@dataclass(frozen=True, slots=True)
class Statements:
    """All values of one property."""

    property: Named
    definition: str
    values: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Pointing:
    """What points to the thing by one property."""

    property: Named
    count: int
    first: tuple[Named, ...]  #: the first few, in order of date and name


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a page says of one thing."""

    iri: str
    label: str
    kinds: tuple[Named, ...]
    definitions: tuple[str, ...]
    notes: tuple[str, ...]
    statements: tuple[Statements, ...]
    sources: tuple[Source, ...]
    pointing: tuple[Pointing, ...]
    said: int  #: statements that the thing makes itself, if it is a source; else 0


class Naming:
    """What anything that a statement names is called."""

    def __init__(self, opened: Opened) -> None:
        self._store = opened.store
        self._directory = kept.directory(opened)
        self._ontology = kept.ontology(opened)

    def label(self, key: str) -> str:
        """Return what ``key`` is called; what nobody named, by its class and key or IRI."""
        if key in self._ontology.terms:
            return self._ontology.label(key)
        if key in self._directory:
            return self._directory.label(key)
        if key.startswith(iri.INFERRED):
            return f"rule “{key.removeprefix(iri.INFERRED)}”"
        if key.startswith(iri.GRAPH):
            return f"{key.removeprefix(iri.GRAPH)} (a part of the ontology)"
        if key.startswith(iri.ID):
            return self._by_class(key)
        return self._ontology.label(key) if "#" in key else key

    def date(self, key: str) -> str:
        """Return the day of a thing or of its beginning, or nothing."""
        if key not in self._directory:
            return ""
        return self._directory[key].date or self._directory[key].beginning

    def named(self, key: str) -> Named:
        """Return a thing with what it is called."""
        return Named(key, self.label(key))

    def _by_class(self, key: str) -> str:
        of_type = NamedNode(RDF_TYPE)
        classes = self._store.quads_for_pattern(NamedNode(key), of_type, None, DefaultGraph())
        found = sorted(
            quad.object.value for quad in classes if isinstance(quad.object, NamedNode)
        )
        kind = f"{self._ontology.label(found[0])} " if found else ""
        return f"{kind}{iri.key(key) or key}"


def is_known(opened: Opened, thing: str) -> bool:
    """Return whether the graph says anything of ``thing``."""
    return next(opened.store.quads_for_pattern(NamedNode(thing), None, None), None) is not None


def portrait(opened: Opened, thing: str) -> Portrait | None:
    """Return what the graph says of ``thing``, or None if it says nothing."""
    found = facts(opened.store, thing)
    if not found:
        return None
    naming = Naming(opened)
    sources = _Sources(naming)
    return Portrait(
        iri=thing,
        label=naming.label(thing),
        kinds=tuple(naming.named(key) for key in _texts(found, RDF_TYPE)),
        definitions=_texts(found, f"{_SKOS}definition"),
        notes=_texts(found, f"{_SKOS}note"),
        statements=_statements(opened, naming, found, sources),
        sources=sources.listed(),
        pointing=tuple(
            Pointing(
                naming.named(property_),
                len(subjects),
                tuple(naming.named(key) for key in _ordered(naming, subjects)[:FEW]),
            )
            for property_, subjects in _pointing(opened.store, thing).items()
        ),
        said=sum(1 for _ in opened.store.quads_for_pattern(None, None, None, NamedNode(thing))),
    )


def pointing_by(opened: Opened, thing: str, property_: str) -> Sequence[Named]:
    """Return every thing that points to ``thing`` by a property, by date and name."""
    naming = Naming(opened)
    subjects = _pointing(opened.store, thing).get(property_, frozenset())
    return [naming.named(key) for key in _ordered(naming, subjects)]


class _Sources:
    """The sources of a page, numbered as they are first named."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._numbers: dict[str, int] = {}
        self._locators: dict[str, set[str]] = defaultdict(set)

    def number(self, saying: Saying) -> int:
        """Return the number of the source of ``saying``."""
        if saying.locator:
            self._locators[saying.source].add(saying.locator)
        return self._numbers.setdefault(saying.source, len(self._numbers) + 1)

    def listed(self) -> tuple[Source, ...]:
        """Return every source that was named, in the order of numbers."""
        return tuple(
            Source(
                number,
                key,
                self._naming.label(key),
                Saying(key).rule,
                "; ".join(sorted(self._locators[key])),
            )
            for key, number in self._numbers.items()
        )


def _texts(found: Iterable[Fact], property_: str) -> tuple[str, ...]:
    return tuple(fact.value.text for fact in found if fact.property == property_)


def _statements(
    opened: Opened, naming: Naming, found: Sequence[Fact], sources: _Sources
) -> tuple[Statements, ...]:
    grouped: dict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        grouped[fact.property].append(fact)
    order = {key: place for place, key in enumerate(_FIRST)}
    last = len(order)
    keys = sorted(
        grouped, key=lambda key: (order.get(key, last), naming.label(key).casefold(), key)
    )
    ontology = kept.ontology(opened)
    return tuple(
        Statements(
            naming.named(key),
            ontology.definition(key),
            tuple(_stated(naming, fact, sources) for fact in _by_label(naming, grouped[key])),
        )
        for key in keys
    )


def _by_label(naming: Naming, found: Sequence[Fact]) -> list[Fact]:
    return sorted(found, key=lambda fact: (_label(naming, fact.value).casefold(), fact.value))


def _stated(naming: Naming, fact: Fact, sources: _Sources) -> Stated:
    return Stated(
        fact.value,
        _label(naming, fact.value),
        tuple(sorted(sources.number(saying) for saying in fact.said)),
        all(saying.rule for saying in fact.said),
    )


def _label(naming: Naming, value: Value) -> str:
    return naming.label(value.text) if value.kind == "thing" else value.text


def _pointing(store: QuadStore, thing: str) -> Mapping[str, frozenset[str]]:
    """Return what points to a thing, by property; read without SPARQL, as `facts` is."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, NamedNode(thing), DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            found[quad.predicate.value].add(quad.subject.value)
    return {key: frozenset(subjects) for key, subjects in sorted(found.items())}


def _ordered(naming: Naming, subjects: Iterable[str]) -> list[str]:
    return sorted(subjects, key=lambda key: (naming.date(key), naming.label(key), key))
