"""The order of a build, from files to a published graph."""

import os
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from normgraph import iri, paths
from normgraph.build import shapes
from normgraph.build.compiler import Compiled, compile_folder
from normgraph.build.judge import check_violations, problem_at
from normgraph.build.release import publish, union
from normgraph.build.rules import infer, read_rules
from normgraph.build.schema import FILES, Schema, read_schema
from normgraph.errors import BuildError, NormgraphError
from normgraph.manifest import Manifest, fingerprint

#: Called with the name of the stage that begins and the share of the work done, 0 to 1.
Progress = Callable[[str, float], None]


def build(
    *,
    ontology: Path | None = None,
    data: Path | None = None,
    home: Path | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build the graph from tables and ontology, put it in place, and return its manifest.

    Equal input gives equal bytes and the same version on every machine. Whatever goes
    wrong, and whenever, the last good graph stays readable.

    Raises
    ------
    BuildError
        When the input is refused; every problem found is told.
    NormgraphError
        When the result cannot be written, on a full disk for instance.
    """
    ontology, data, home = (
        ontology or paths.ontology(),
        data or paths.data(),
        home or paths.home(),
    )
    tell = progress or _silence
    try:
        inputs = fingerprint(ontology, data)
        quads = compile_tables(ontology, data, tell)
        tell("Writing", 0.7)
        manifest = publish(quads, inputs, home)
    except OSError as error:
        what = os.strerror(error.errno) if error.errno else str(error)
        place = f" ({Path(error.filename).name})" if error.filename else ""
        message = (
            f"The graph could not be built: {what}{place}. The last good graph is untouched. "
            "Make room or set NORMGRAPH_HOME to a folder that can be written, and build again."
        )
        raise NormgraphError(message) from error
    tell("Done", 1.0)
    return manifest


def compile_tables(ontology: Path, data: Path, progress: Progress | None = None) -> list[Quad]:
    """Return every quad of the graph, asserted and inferred, after all shapes and checks.

    Raises
    ------
    BuildError
        When the input is refused; every problem of the stage that failed is told.
    """
    tell = progress or _silence
    tell("Reading the ontology", 0.0)
    schema = read_schema(ontology)
    rules = read_rules(ontology / "rules")
    tell("Compiling the tables", 0.05)
    compiled = compile_folder(schema, data)
    _refuse(compiled)
    tell("Inferring", 0.25)
    quads = [*_ontology_quads(schema), *compiled.quads]
    store = Store()
    store.bulk_extend(quads)
    store.bulk_extend(union(quads))
    quads += infer(store, rules)
    tell("Judging", 0.35)
    violations = shapes.begin(store, ontology / "shapes.ttl")
    problems = check_violations(store, ontology / "checks", compiled.places)
    compiled.problems += [
        problem_at(each.focus, each.path, each.value, each.message, "", compiled.places)
        for each in violations()
    ]
    compiled.problems += problems
    _refuse(compiled)
    return quads


def _refuse(compiled: Compiled) -> None:
    if compiled.problems:
        raise BuildError(compiled.problems)


def _ontology_quads(schema: Schema) -> list[Quad]:
    return [
        Quad(
            triple.subject,
            triple.predicate,
            triple.object,
            NamedNode(f"{iri.GRAPH}{name.removesuffix('.ttl')}"),
        )
        for name in FILES
        for triple in schema.statements[name]
    ]


def _silence(stage: str, share: float) -> None:
    """Tell nobody."""
