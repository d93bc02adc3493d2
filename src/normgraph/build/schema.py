"""The ontology, read as the schema of the tables.

Only the statements that the compiler obeys are read: classes with their key spaces,
properties with domain, range and functionality. The ontology's axioms are for reasoners.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from normgraph import iri
from normgraph.errors import BuildError, Problem

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: Ontology files whose terms may appear in tables, in reading order.
SCHEMA_FILES = ("normgraph.ttl", "vocabularies.ttl")
#: Ontology files whose statements go into the graph, each into a named graph of its own.
FILES = (*SCHEMA_FILES, "alignments.ttl")


@dataclass(frozen=True, slots=True)
class Property:
    """A property, as far as a column needs to know it."""

    name: str  #: local name, which is the name of the column
    iri: str
    ranges: frozenset[str]  #: IRIs of classes or datatypes; empty for annotations
    domain: str | None  #: IRI of the class whose instances may have it
    functional: bool  #: whether a thing has at most one value
    precision: str | None  #: IRI of the property that tells a date's precision
    annotation: bool  #: whether it takes language-tagged text


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything that the compiler takes from the ontology."""

    #: By IRI: the IRIs of a class's ancestors, itself included.
    ancestors: dict[str, frozenset[str]]
    #: By IRI: the key space of a class, its own or inherited.
    key_spaces: dict[str, str]
    #: By file name without domain folder: the IRI of the class whose table it is.
    tables: dict[str, str]
    #: By column name.
    properties: dict[str, Property]
    #: By key space: keys of the terms that the vocabularies declare.
    terms: dict[str, frozenset[str]]
    #: Statements of the ontology without anonymous nodes, by file, in file order.
    statements: dict[str, tuple[Triple, ...]]

    def key_spaces_of(self, range_: str) -> frozenset[str]:
        """Return the key spaces in which values of the class ``range_`` may lie."""
        return frozenset(
            space for cls, space in self.key_spaces.items() if range_ in self.ancestors[cls]
        )

    def applies(self, name: str, cls: str) -> bool:
        """Return whether instances of the class ``cls`` may have the property ``name``."""
        domain = self.properties[name].domain
        return domain is None or domain in self.ancestors[cls]


def read_schema(folder: Path) -> Schema:
    """Return the schema that the ontology files in ``folder`` declare.

    Raises
    ------
    BuildError
        When a file is missing or is no Turtle, with file and line.
    """
    statements = {name: tuple(_statements(folder / name)) for name in FILES}
    about = _index(triple for name in SCHEMA_FILES for triple in statements[name])
    classes = {node for node, facts in about.items() if f"{OWL}Class" in facts[f"{RDF}type"]}
    ancestors = {cls: _ancestors(cls, about) for cls in classes}
    key_spaces = _key_spaces(classes, ancestors, about)
    return Schema(
        ancestors=ancestors,
        key_spaces=key_spaces,
        tables=_tables(classes, about),
        properties=_properties(about),
        terms=_terms(about, ancestors, key_spaces),
        statements={
            name: tuple(triple for triple in triples if not _anonymous(triple))
            for name, triples in statements.items()
        },
    )


Facts = defaultdict[str, list[str]]


def _statements(path: Path) -> list[Triple]:
    try:
        quads = list(parse(path.read_bytes(), format=RdfFormat.TURTLE))
    except FileNotFoundError as error:
        raise BuildError(
            [Problem(path.name, 0, "", "", "The ontology file is missing.", "Restore it.")]
        ) from error
    except SyntaxError as error:
        what = f"The ontology is not valid Turtle: {error.msg}."
        remedy = "Correct the syntax at this line or just before it."
        raise BuildError(
            [Problem(path.name, error.lineno or 0, "", "", what, remedy)]
        ) from error
    return [quad.triple for quad in quads]


def _index(triples: Iterable[Triple]) -> dict[str, Facts]:
    about: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            value = triple.object
            text = value.value if isinstance(value, NamedNode | Literal) else ""
            about[triple.subject.value][triple.predicate.value].append(text)
    return about


def _ancestors(cls: str, about: dict[str, Facts]) -> frozenset[str]:
    found, waiting = set[str](), [cls]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [parent for parent in about[current][f"{RDFS}subClassOf"] if parent]
    return frozenset(found)


def _key_spaces(
    classes: set[str], ancestors: dict[str, frozenset[str]], about: dict[str, Facts]
) -> dict[str, str]:
    """Return the key space of each class: its own, or that of its nearest ancestor."""
    own = {cls: about[cls][f"{iri.ONTOLOGY}keySpace"] for cls in classes}

    def nearest_first(cls: str) -> list[str]:
        # The nearer a class, the more ancestors it has itself.
        return sorted(ancestors[cls], key=lambda each: (-len(ancestors.get(each, ())), each))

    inherited = {
        cls: [space for parent in nearest_first(cls) for space in own.get(parent, [])]
        for cls in classes
    }
    return {cls: spaces[0] for cls, spaces in sorted(inherited.items()) if spaces}


def _tables(classes: set[str], about: dict[str, Facts]) -> dict[str, str]:
    tables = {}
    for cls in classes:
        given = about[cls][f"{iri.ONTOLOGY}table"]
        tables[given[0] if given else f"{cls.removeprefix(iri.ONTOLOGY)}.csv"] = cls
    return tables


def _properties(about: dict[str, Facts]) -> dict[str, Property]:
    kinds = {f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty"}
    compiler_words = {
        f"{iri.ONTOLOGY}{word}" for word in ("keySpace", "table", "precisionProperty")
    }
    properties = {}
    for node, facts in about.items():
        types = set(facts[f"{RDF}type"])
        if not types & kinds or node in compiler_words:
            continue
        name = node.rpartition("#")[2]
        properties[name] = Property(
            name=name,
            iri=node,
            ranges=frozenset(facts[f"{RDFS}range"]),
            domain=next(iter(facts[f"{RDFS}domain"]), None),
            functional=f"{OWL}FunctionalProperty" in types,
            precision=next(iter(facts[f"{iri.ONTOLOGY}precisionProperty"]), None),
            annotation=f"{OWL}AnnotationProperty" in types,
        )
    return properties


def _terms(
    about: dict[str, Facts], ancestors: dict[str, frozenset[str]], key_spaces: dict[str, str]
) -> dict[str, frozenset[str]]:
    term = f"{iri.ONTOLOGY}Term"
    declared: dict[str, set[str]] = {
        space: set() for cls, space in key_spaces.items() if term in ancestors[cls]
    }
    for node in about:
        place = iri.split(node)
        if place and place[0] in declared:
            declared[place[0]].add(place[1])
    return {space: frozenset(keys) for space, keys in declared.items()}


def _anonymous(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
