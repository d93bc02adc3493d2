"""Judging a graph by its SHACL shapes, in a process beside the one that builds.

pySHACL takes as long as everything else that judges, so it runs on the second core meanwhile:
``python -m normgraph.build.shapes SHAPES`` reads N-Triples and writes what violates the shapes
as JSON. The process is given statements and gives back texts; it opens no graph.
"""

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from normgraph.errors import BuildError, NormgraphError, Problem

_SH = Namespace("http://www.w3.org/ns/shacl#")
_TYPE = NamedNode(str(RDF.type))
_SUBCLASS = NamedNode(str(RDFS.subClassOf))
#: Bytes of statements below which starting a process takes longer than judging here.
_WORTH_A_PROCESS = 2_000_000


class Violation(NamedTuple):
    """What a shape finds wrong."""

    focus: str  #: IRI of the thing
    path: str  #: local name of the property; empty where the shape is about the whole thing
    value: str
    message: str


def begin(store: Store, shapes: Path) -> Callable[[], list[Violation]]:
    """Begin to judge the default graph of ``store``, and return what waits for the findings.

    Raises
    ------
    BuildError
        When the shapes are not valid Turtle.
    """
    looked_at = _looked_at(store, _read(shapes))
    if len(looked_at) < _WORTH_A_PROCESS:
        return partial(violations, looked_at, shapes)
    pool = ThreadPoolExecutor(1)
    waiting = pool.submit(_in_a_process, looked_at, shapes)
    pool.shutdown(wait=False)
    return waiting.result


def violations(looked_at: bytes, shapes: Path) -> list[Violation]:
    """Return how statements, as N-Triples, violate the shapes."""
    # Imported where it is used: the process that builds does without.
    import pyshacl

    graph = Graph()
    graph.parse(data=looked_at, format="ox-nt")
    with warnings.catch_warnings():
        # pySHACL 0.40 calls names that rdflib 7.6 has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = pyshacl.validate(
            graph, shacl_graph=_read(shapes), inference="none", advanced=False
        )
    assert isinstance(report, Graph)  # noqa: S101 - narrows pySHACL's untyped answer
    results = report.subjects(RDF.type, _SH.ValidationResult)
    return sorted(_violation(report, result) for result in results)


def _in_a_process(looked_at: bytes, shapes: Path) -> list[Violation]:
    """Return the violations as another process finds them.

    Raises
    ------
    NormgraphError
        When that process fails.
    """
    command = [sys.executable, "-m", "normgraph.build.shapes", str(shapes)]
    # It must find what this process finds, wherever that came from.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(  # noqa: S603 - our own words
        command, input=looked_at, capture_output=True, check=False, env=environment
    )
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise NormgraphError(f"The shapes could not be judged: {told}")
    return [Violation(*each) for each in json.loads(done.stdout)]


def _read(shapes: Path) -> Graph:
    rules = Graph()
    try:
        rules.parse(data=shapes.read_bytes(), format="ox-turtle")
    except SyntaxError as error:
        what = f"The shapes are not valid Turtle: {error.msg}."
        problem = Problem(shapes.name, error.lineno or 0, "", "", what, "Correct the syntax.")
        raise BuildError([problem]) from error
    return rules


def _looked_at(store: Store, rules: Graph) -> bytes:
    """Return the statements that a shape could look at, as N-Triples.

    A shape sees nothing but things of the classes that it is about, their types and the
    properties that it names. Ballots, which no shape names, and figures, which checks judge,
    are the greater part of the graph.
    """
    targets = [*rules.objects(None, _SH.targetClass), *rules.objects(None, _SH["class"])]
    classes = _with_subclasses({NamedNode(str(cls)) for cls in targets}, store)
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
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


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


def _violation(report: Graph, result: Node) -> Violation:
    def one(name: str) -> str:
        value = report.value(result, _SH[name])
        return str(value) if value is not None else ""

    path = one("resultPath").rpartition("#")[2]
    return Violation(one("focusNode"), path, one("value"), one("resultMessage"))


if __name__ == "__main__":
    json.dump(violations(sys.stdin.buffer.read(), Path(sys.argv[1])), sys.stdout)
