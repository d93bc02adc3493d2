"""The terms of the ontology as entries of its documentation, each with what there is to say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from normgraph import iri
from normgraph.export import ontology_files as files
from normgraph.export.ontology_use import (
    Use,
    example_of_class,
    example_of_property,
    example_of_term,
    uses,
)
from normgraph.query import kept
from normgraph.query.ontology import OntologyTerm
from normgraph.query.portrait import Naming
from normgraph.query.run import text
from normgraph.store import Opened

#: Sources and tables shown of those that use a term; how many there are is always told.
SHOWN = 5
#: Names of queries beyond which they open at a click.
FOLDED = 12
_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CHARACTERISTICS = {
    "FunctionalProperty": "at most one value",
    "InverseFunctionalProperty": "a value belongs to one thing only",
    "SymmetricProperty": "holds in both directions",
    "AsymmetricProperty": "never holds in both directions",
    "TransitiveProperty": "passes on from one to the next",
    "IrreflexiveProperty": "never of itself",
    "ReflexiveProperty": "of everything itself",
}
#: Vocabularies and data of others to which terms of ours are linked.
_ELSEWHERE = {
    "lkif": "http://www.estrellaproject.org/lkif-core/action.owl#",
    "lkif-norm": "http://www.estrellaproject.org/lkif-core/norm.owl#",
    "org": "http://www.w3.org/ns/org#",
    "owl": _OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": _RDFS,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": _SKOS,
    "time": "http://www.w3.org/2006/time#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Statements about a term that are told as they are: how they are called here.
_TOLD = {
    f"{_RDFS}subPropertyOf": "kind of",
    f"{_OWL}inverseOf": "the other way round",
    f"{_OWL}disjointWith": "never also",
    f"{_OWL}propertyDisjointWith": "never together with",
    f"{_RDFS}seeAlso": "see also",
    f"{_SKOS}inScheme": "vocabulary",
    f"{_SKOS}broader": "within",
    f"{_SKOS}notation": "notation",
    f"{_SKOS}exactMatch": "the same as",
    f"{_SKOS}closeMatch": "nearly the same as",
    f"{iri.ONTOLOGY}wikidata": "Wikidata",
    f"{iri.ONTOLOGY}keySpace": "key space",
    f"{iri.ONTOLOGY}precisionProperty": "its precision is told by",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A thing, a term or a word in a line of an entry."""

    text: str
    iri: str = ""  #: to what it leads
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry."""

    head: str
    items: tuple[Item, ...]
    more: str = ""  #: what is not shown, in words
    sentence: bool = False  #: whether the items are read as one statement
    folded: bool = False  #: whether it opens at a click


@dataclass(frozen=True, slots=True)
class Entry:
    """One term, shape, rule or check."""

    anchor: str
    iri: str
    kind: str
    label: str
    definition: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    deprecated: bool = False
    code: str = ""


def anchor(key: str) -> str:
    """Return by what name within the page an entry is reached.

    Terms of ours keep their own name, so that their IRI leads to them.

    >>> anchor("https://w3id.org/normgraph/ontology#vetoedBy")
    'vetoedBy'
    >>> anchor("https://w3id.org/normgraph/id/outcome/vetoed")
    'id-outcome-vetoed'
    >>> anchor("http://www.w3.org/2000/01/rdf-schema#label")
    'rdf-schema-label'
    """
    if key.startswith(iri.ONTOLOGY):
        return key.removeprefix(iri.ONTOLOGY)
    if key.startswith(iri.ID):
        return "id-" + key.removeprefix(iri.ID).replace("/", "-")
    if key.startswith(iri.INFERRED):
        return "rule-" + key.removeprefix(iri.INFERRED)
    namespace, _, local = key.rpartition("#")
    return f"{re.sub('[^A-Za-z0-9-]+', '-', namespace.rpartition('/')[2])}-{local}".strip("-")


def abbreviated(key: str) -> str:
    """Return a term of others as people write it, with the usual prefix.

    >>> abbreviated("http://www.w3.org/ns/org#Organization")
    'org:Organization'
    """
    for prefix, namespace in _ELSEWHERE.items():
        if key.startswith(namespace):
            return f"{prefix}:{key.removeprefix(namespace)}"
    return key


class Entries:
    """Makes entries out of a graph and the files beside it."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._naming = Naming(opened)
        self._ontology = kept.ontology(opened)
        self._uses = uses(opened)
        self._below = _children(self._ontology.terms)

    def term(self, term: OntologyTerm) -> Entry:
        """Return the entry of a class or a property."""
        about = self._class(term) if term.kind == "class" else self._property(term)
        return self._entry(term.iri, term.kind, [*about, *self._common(term.iri)])

    def concept(self, key: str) -> Entry:
        """Return the entry of a term of a vocabulary."""
        use = self._uses.get(key, Use())
        kinds = self._objects(key, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        example = example_of_term(self._opened, key)
        lines = [
            self._line("is a", kinds),
            *self._said(key),
            self._counted("named by", use.properties),
        ]
        if example:
            items = (self._item(example[1]), self._item(example[0]), self._item(key))
            lines.append(Line("for example", items, sentence=True))
        return self._entry(key, "individual", [*lines, *self._mentions(key)])

    def _class(self, term: OntologyTerm) -> Iterator[Line]:
        above = self._ontology.lineage(term.iri)[1:]
        own = [each.iri for each in self._ontology.terms.values() if term.iri in each.domains]
        inherited = [
            each.iri for each in self._ontology.terms.values() if each.domains & set(above)
        ]
        never = {
            cls
            for axiom in files.disjoint()
            if term.iri in axiom.classes
            for cls in axiom.classes
        } - {term.iri}
        yield self._line("kind of", self._objects(term.iri, f"{_RDFS}subClassOf"))
        yield self._line("above these", above if len(above) > 1 else ())
        yield self._line("its kinds", self._below.get(term.iri, ()))
        yield self._line("never also", never)
        yield self._line("its properties", own)
        yield self._line("inherited properties", inherited)
        yield self._line(
            "value of",
            [each.iri for each in self._ontology.terms.values() if term.iri in each.ranges],
        )
        use = self._uses.get(term.iri, Use())
        yield Line("in the data", (Item("things of this very class", amount=use.count),))
        if below := self._beneath(term.iri):
            everything = use.count + sum(self._uses.get(key, Use()).count for key in below)
            yield Line("with its kinds", (Item("things", amount=everything),))
        if example := example_of_class(self._opened, term.iri):
            yield Line("for example", (self._item(example),))

    def _property(self, term: OntologyTerm) -> Iterator[Line]:
        yield self._line("said of", term.domains)
        yield self._line("its values are", term.ranges)
        kinds = self._objects(term.iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        told = [_CHARACTERISTICS.get(kind.removeprefix(_OWL), "") for kind in kinds]
        yield Line("holds", tuple(Item(each) for each in sorted(filter(None, told))))
        use = self._uses.get(term.iri, Use())
        amounts = (("statements", use.count), ("things", use.things), ("values", use.values))
        yield Line("in the data", tuple(Item(name, amount=count) for name, count in amounts))
        yield self._counted("on", use.classes)
        if example := example_of_property(self._opened, term.iri):
            thing, value, named = example
            last = self._item(value) if named else Item(value)
            yield Line(
                "for example",
                (self._item(thing), self._item(term.iri), last),
                sentence=True,
            )

    def _common(self, key: str) -> Iterator[Line]:
        """Yield what is told of classes and properties alike."""
        yield from self._said(key)
        yield self._sources(key)
        yield self._tables(key)
        concluded = {
            source: count
            for source, count in self._uses.get(key, Use()).sources.items()
            if source.startswith(iri.INFERRED)
        }
        yield self._counted("concluded by rules", concluded)
        yield self._line(
            "shapes",
            [shape.iri for shape in files.shapes() if shape.names(key)],
        )
        yield from self._mentions(key)

    def _mentions(self, key: str) -> Iterator[Line]:
        """Yield which rules, checks and queries name a term."""
        named = [f"{iri.INFERRED}{name}" for name in files.in_rules().get(key, ())]
        yield self._line("named in rules", named)
        checks = files.in_checks().get(key, ())
        yield Line("checks", tuple(Item(name, f"#check-{name}") for name in checks))
        queries = files.in_queries().get(key, ())
        items = tuple(Item(name) for name in queries)
        yield Line("queries", items, folded=len(items) > FOLDED)

    def _said(self, key: str) -> Iterator[Line]:
        for property_, head in _TOLD.items():
            yield self._line(head, self._objects(key, property_))

    def _sources(self, key: str) -> Line:
        sources = self._uses.get(key, Use()).sources
        shown = tuple(
            Item(self._naming.label(source), source, count)
            for source, count in list(sources.items())[:SHOWN]
        )
        more = f"the largest {SHOWN} of {len(sources):,}" if len(sources) > SHOWN else ""
        return Line("sources", shown, more)

    def _tables(self, key: str) -> Line:
        """Return which tables fill the column of a property, or hold the rows of a class."""
        local = key.rpartition("#")[2]
        found = {
            path: columns[local]
            for path, columns in files.cells().items()
            if columns.get(local)
        }
        if self._ontology.terms[key].kind == "class":
            found = {
                path: columns.get("", 0)
                for path, columns in files.cells().items()
                if _stem(path) == local
            }
        ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        more = f"the largest {SHOWN} of {len(ranked)}" if len(ranked) > SHOWN else ""
        return Line(
            "tables", tuple(Item(path, amount=count) for path, count in ranked[:SHOWN]), more
        )

    def _beneath(self, cls: str) -> list[str]:
        found = list(self._below.get(cls, ()))
        for known in found:
            found += [key for key in self._below.get(known, ()) if key not in found]
        return found

    def _line(self, head: str, keys: Iterable[str]) -> Line:
        items = sorted((self._item(key) for key in keys), key=lambda item: item.text.casefold())
        return Line(head, tuple(items))

    def _counted(self, head: str, counts: Mapping[str, int]) -> Line:
        return Line(
            head,
            tuple(Item(self._naming.label(key), key, count) for key, count in counts.items()),
        )

    def _item(self, key: str) -> Item:
        if not key.startswith(("http://", "https://")):
            return Item(key)
        if key.startswith(iri.BASE) or key in self._ontology.terms:
            return Item(self._naming.label(key), key)
        return Item(abbreviated(key), key)

    def _objects(self, key: str, property_: str) -> list[str]:
        quads = self._opened.store.quads_for_pattern(
            NamedNode(key), NamedNode(property_), None, DefaultGraph()
        )
        return sorted(
            text(quad.object)
            for quad in quads
            if not (
                isinstance(quad.object, Literal) and quad.object.language not in {None, "en"}
            )
        )

    def _entry(self, key: str, kind: str, lines: Iterable[Line]) -> Entry:
        definition = self._objects(key, f"{_SKOS}definition")
        return Entry(
            anchor(key),
            key,
            kind,
            self._naming.label(key),
            " ".join(definition),
            tuple(self._objects(key, f"{_SKOS}note")),
            tuple(line for line in lines if line.items),
            deprecated="true" in self._objects(key, f"{_OWL}deprecated"),
        )


def _children(terms: Mapping[str, OntologyTerm]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for term in sorted(terms.values(), key=lambda term: (term.label.casefold(), term.iri)):
        for parent in term.parents:
            below.setdefault(parent, []).append(term.iri)
    return below


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]
