"""What the files beside the graph say of the ontology: shapes, rules, checks, tables."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from normgraph import iri, paths
from normgraph.query.catalog import Query, catalog, read_query
from normgraph.query.lexer import tokens

_SH = Namespace("http://www.w3.org/ns/shacl#")
_COLUMN = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:@[A-Za-z-]+)?\Z")


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a shape demands of one property."""

    path: str  #: IRI of the property
    demands: tuple[str, ...]  #: such as "minCount 1"
    message: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Properties of which a thing must have one at least."""

    paths: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A SHACL shape: what things of a class must have."""

    iri: str
    targets: tuple[str, ...]  #: IRIs of classes
    constraints: tuple[Constraint, ...]
    choices: tuple[Choice, ...]

    def names(self, key: str) -> bool:
        """Return whether the shape is about a class, or about a property."""
        paths_ = {each.path for each in self.constraints}
        return key in {
            *self.targets,
            *paths_,
            *(p for each in self.choices for p in each.paths),
        }


@dataclass(frozen=True, slots=True)
class Axiom:
    """That no thing belongs to two of these classes."""

    classes: tuple[str, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every shape, by IRI."""
    graph = _read("shapes.ttl")
    found = [
        Shape(
            str(shape),
            tuple(sorted(str(each) for each in graph.objects(shape, _SH.targetClass))),
            _constraints(graph, shape),
            _choices(graph, shape),
        )
        for shape in graph.subjects(RDF.type, _SH.NodeShape)
        if isinstance(shape, URIRef)
    ]
    return tuple(sorted(found, key=lambda shape: shape.iri))


@cache
def disjoint() -> tuple[Axiom, ...]:
    """Return the sets of classes that have no thing in common."""
    graph = _read("normgraph.ttl")
    axioms = [
        Axiom(tuple(sorted(str(each) for each in Collection(graph, members))))
        for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses)
        for members in graph.objects(axiom, OWL.members)
    ]
    return tuple(sorted(axioms, key=lambda axiom: axiom.classes))


@cache
def rules() -> Mapping[str, Query]:
    """Return every rule of inference by name."""
    return _queries("rules")


@cache
def checks() -> Mapping[str, Query]:
    """Return every check between things, by name."""
    return _queries("checks")


@cache
def in_queries() -> Mapping[str, tuple[str, ...]]:
    """Return, for the IRI of each term, the queries of the catalogue that name it."""
    return _index((name, query.text) for name, query in catalog().items())


@cache
def in_rules() -> Mapping[str, tuple[str, ...]]:
    """Return, for the IRI of each term, the rules that name it."""
    return _index((name, rule.text) for name, rule in rules().items())


@cache
def in_checks() -> Mapping[str, tuple[str, ...]]:
    """Return, for the IRI of each term, the checks that name it."""
    return _index((name, check.text) for name, check in checks().items())


@cache
def cells() -> Mapping[str, Mapping[str, int]]:
    """Return how many cells each table fills, by name of column; and of rows, by none.

    Tables bear the path from the folder of tables, columns the local name of a property.
    """
    folder = paths.data()
    return {
        path.relative_to(folder).as_posix(): _filled(path)
        for path in sorted(folder.rglob("*.csv"))
    }


def mentioned(text: str) -> set[str]:
    """Return the IRIs that a query names, in full or with a prefix.

    >>> sorted(mentioned("PREFIX ng: <http://x/> ASK { ?s ng:a <http://y/b> }"))
    ['http://x/', 'http://x/a', 'http://y/b']
    """
    found = tokens(text)
    prefixes = {
        name.text: place.text[1:-1]
        for word, name, place in zip(found, found[1:], found[2:], strict=False)
        if word.text.upper() == "PREFIX"
    }
    named = {token.text[1:-1] for token in found if token.kind == "iri"}
    for token in found:
        if token.kind == "pname":
            prefix, _, local = token.text.partition(":")
            named.add(prefixes.get(f"{prefix}:", "") + local)
    return named - {""}


def _queries(folder: str) -> Mapping[str, Query]:
    files = sorted((paths.ontology() / folder).glob("*.rq"))
    return {file.stem: read_query(file.stem, file.read_text("utf-8")) for file in files}


def _index(texts: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, text in texts:
        for term in mentioned(text):
            found[term].append(name)
    return {term: tuple(sorted(names)) for term, names in found.items()}


def _read(name: str) -> Graph:
    return Graph().parse(data=(paths.ontology() / name).read_bytes(), format="turtle")


def _constraints(graph: Graph, shape: Node) -> tuple[Constraint, ...]:
    found = [
        Constraint(
            str(graph.value(each, _SH.path)),
            tuple(sorted(_demands(graph, each))),
            str(graph.value(each, _SH.message) or ""),
        )
        for each in graph.objects(shape, _SH.property)
    ]
    return tuple(sorted(found, key=lambda each: (each.path, each.demands)))


def _choices(graph: Graph, shape: Node) -> tuple[Choice, ...]:
    """Return the choices that a shape leaves, of which each way demands one property."""
    message = str(graph.value(shape, _SH.message) or "")
    found = [
        tuple(
            str(graph.value(constraint, _SH.path))
            for way in Collection(graph, ways)
            for constraint in graph.objects(way, _SH.property)
        )
        for ways in graph.objects(shape, _SH["or"])
    ]
    return tuple(Choice(paths_, message) for paths_ in sorted(found))


def _demands(graph: Graph, constraint: Node) -> Iterable[str]:
    for name, value in graph.predicate_objects(constraint):
        local = str(name).removeprefix(str(_SH))
        if local not in {"path", "message"} and not isinstance(value, BNode):
            yield f"{local} {_short(str(value))}"


def _short(value: str) -> str:
    return value.removeprefix(iri.ONTOLOGY).rpartition("XMLSchema#")[2]


def _filled(path: Path) -> Mapping[str, int]:
    filled: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = [_COLUMN.match(name) for name in next(rows, [])]
        for row in rows:
            filled[""] += 1
            for name, cell in zip(names, row, strict=False):
                if name and cell:
                    filled[name[1]] += 1
    return filled
