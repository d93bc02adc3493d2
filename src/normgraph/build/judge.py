"""Judging a graph before it is published: SHACL shapes, then checks written in SPARQL.

Shapes say what a thing must have. Checks (``ontology/checks/*.rq``) say what must hold
between things, such as that a ballot is cast by a member of the Council on that day; each
is a SELECT whose rows are violations, with the variables ``?focus`` and optionally
``?value``. Its header tells people what is wrong (``#+ what:``) and what to do
(``#+ remedy:``).
"""

import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyshacl
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from normgraph import iri
from normgraph.errors import BuildError, Problem

Places = Mapping[str, tuple[str, int]]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_TYPE = NamedNode(str(RDF.type))
_SUBCLASS = NamedNode(str(RDFS.subClassOf))


def shape_violations(store: Store, shapes: Path, places: Places) -> list[Problem]:
    """Return how the default graph of ``store`` violates the shapes.

    Raises
    ------
    BuildError
        When the shapes are not valid Turtle.
    """
    rules = Graph()
    try:
        rules.parse(data=shapes.read_bytes(), format="ox-turtle")
    except SyntaxError as error:
        what = f"The shapes are not valid Turtle: {error.msg}."
        problem = Problem(shapes.name, error.lineno or 0, "", "", what, "Correct the syntax.")
        raise BuildError([problem]) from error
    graph = _judged(store, rules)
    with warnings.catch_warnings():
        # pySHACL 0.40 calls names that rdflib 7.6 has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = pyshacl.validate(
            graph, shacl_graph=rules, inference="none", advanced=False
        )
    assert isinstance(report, Graph)  # noqa: S101 - narrows pySHACL's untyped answer
    return [
        _told(report, result, places)
        for result in report.subjects(RDF.type, _SH.ValidationResult)
    ]


def _judged(store: Store, rules: Graph) -> Graph:
    """Return the statements that a shape could look at.

    A shape sees nothing but things of the classes that it is about, their types and the
    properties that it names. Ballots, which no shape names, and figures, which checks judge,
    are the greater part of the graph.
    """
    looked_at = [*rules.objects(None, _SH.targetClass), *rules.objects(None, _SH["class"])]
    classes = _with_subclasses({NamedNode(str(cls)) for cls in looked_at}, store)
    types = [quad for cls in classes for quad in _stated(store, _TYPE, cls)]
    things = {quad.subject for quad in types}
    named = {NamedNode(str(node)) for node in rules.all_nodes() if isinstance(node, URIRef)}
    kept = [
        quad
        for property_ in sorted(named - {_TYPE}, key=str)
        for quad in _stated(store, property_)
        if quad.subject in things
    ]
    triples = [quad.triple for quad in [*_stated(store, _SUBCLASS), *types, *kept]]
    graph = Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="ox-nt")
    return graph


def _stated(
    store: Store, property_: NamedNode, value: NamedNode | None = None
) -> Iterable[Quad]:
    return store.quads_for_pattern(None, property_, value, DefaultGraph())


def _with_subclasses(classes: set[NamedNode], store: Store) -> set[NamedNode]:
    """Return the classes and every class below them."""
    found, new = set(classes), classes
    while new:
        below = {quad.subject for cls in new for quad in _stated(store, _SUBCLASS, cls)}
        new = {cls for cls in below if isinstance(cls, NamedNode)} - found
        found |= new
    return found


def _told(report: Graph, result: Node, places: Places) -> Problem:
    def one(name: str) -> str:
        value = report.value(result, _SH[name])
        return str(value) if value is not None else ""

    path = one("resultPath").rpartition("#")[2]
    what = one("resultMessage")
    return problem_at(one("focusNode"), path, one("value"), what, "", places)


def check_violations(store: Store, folder: Path, places: Places) -> list[Problem]:
    """Return what the checks of ``folder`` find in ``store``.

    Raises
    ------
    BuildError
        When a check is not valid SPARQL, is no SELECT, or does not say what is wrong.
    """
    return [
        problem
        for path in sorted(folder.glob("*.rq"))
        for problem in _check(store, path, places)
    ]


def _check(store: Store, path: Path, places: Places) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"(?m)^#\+ (what|remedy|column): (.+)$", text))
    file = f"checks/{path.name}"
    if not {"what", "remedy"} <= header.keys():
        what = "The check does not tell what is wrong and what to do."
        raise BuildError([Problem(file, 1, "", "", what, "Write '#+ what:' and '#+ remedy:'.")])
    try:
        answer = store.query(text)
    except SyntaxError as error:
        what = f"The check is not valid SPARQL: {error.msg}."
        raise BuildError(
            [Problem(file, error.lineno or 0, "", "", what, "Correct it.")]
        ) from error
    if not isinstance(answer, QuerySolutions):
        raise BuildError([Problem(file, 0, "", "", "The check is no SELECT.", "Make it one.")])
    valued = any(variable.value == "value" for variable in answer.variables)
    column = header.get("column", "")
    return [
        problem_at(
            _node(row["focus"]),
            column,
            _text(row["value"]) if valued else "",
            header["what"],
            header["remedy"],
            places,
        )
        for row in answer
    ]


def _node(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        place = iri.split(term.value)
        return place[1] if place and not isinstance(term, Literal) else term.value
    return ""


def problem_at(
    focus: str, column: str, value: str, what: str, remedy: str, places: Places
) -> Problem:
    """Return a problem of the thing ``focus``, at the row that mints it."""
    file, line = places.get(focus, ("", 0))
    if not file:
        return Problem("graph", 0, column, value, f"{focus}: {what}", remedy)
    return Problem(file, line, column, value, what, remedy)
