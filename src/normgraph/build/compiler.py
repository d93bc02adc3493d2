"""The one compiler of all tables: ontology and rows in, quads and places out.

No class or property is named here but those of provenance. Adding a kind of fact is a term
in the ontology and a column in a table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from normgraph import iri
from normgraph.build.cell import CellError, Column, Reader, column
from normgraph.build.completeness import COUNTS, cut_tables
from normgraph.build.schema import RDF, Schema
from normgraph.build.table import Row, Table, read_table
from normgraph.errors import Problem, suggestion

DOCUMENT = f"{iri.ONTOLOGY}Document"

_TYPE = NamedNode(f"{RDF}type")


@dataclass(slots=True)
class Compiled:
    """What the tables say, and where they say it."""

    quads: list[Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: By IRI of a thing: file and line of the row that mints it.
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: Tables of which rows are missing or cannot be read.
    damaged: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Target:
    """A table with the class that its rows are instances of."""

    table: Table
    cls: str
    aspect: bool  #: whether it only adds to things that a base table mints


def compile_folder(schema: Schema, folder: Path) -> Compiled:
    """Return the quads of every table below ``folder``, with all that is wrong in them."""
    compiled = Compiled()
    targets = [
        target
        for path in sorted(folder.rglob("*.csv"))
        if path.name != COUNTS
        for target in _target(schema, folder, path, compiled)
    ]
    _tell_cut_tables(folder, [target.table for target in targets], compiled)
    # What points into a damaged table is not told as well: it would bury the cause.
    unsure = frozenset(filter(None, (_space_of(schema, file) for file in compiled.damaged)))
    minted = _mint(schema, targets, compiled, unsure)
    reader = Reader(schema, minted, unsure)
    for target in targets:
        _compile_table(schema, reader, target, compiled)
    return compiled


def _class_of(schema: Schema, file: str) -> str | None:
    """Return the class whose table, or whose table of an aspect, a file of this name is."""
    stem = file.rpartition("/")[2].partition(".")[0]
    cls = schema.tables.get(f"{stem}.csv")
    return cls if cls in schema.key_spaces else None


def _space_of(schema: Schema, file: str) -> str | None:
    cls = _class_of(schema, file)
    return schema.key_spaces[cls] if cls else None


def _target(schema: Schema, folder: Path, path: Path, compiled: Compiled) -> Iterable[_Target]:
    stem, _, aspect = path.name.removesuffix(".csv").partition(".")
    file = path.relative_to(folder).as_posix()
    cls = _class_of(schema, file)
    if cls is None:
        hint = suggestion(f"{stem}.csv", schema.tables).strip()
        what = f"The ontology has no class with a key space for a table named {stem}.csv."
        remedy = f"{hint} Rename the file, or declare the class.".strip()
        compiled.problems.append(Problem(file, 0, "", "", what, remedy))
        return
    table, found = read_table(folder, path)
    compiled.problems += found
    if table is None or any(not problem.column for problem in found):
        compiled.damaged.add(file)
    if table is not None:
        yield _Target(table, cls, bool(aspect))


def _tell_cut_tables(folder: Path, tables: list[Table], compiled: Compiled) -> None:
    """Tell tables that have fewer rows than are known to be there, or that are missing."""
    for file, problem in cut_tables(folder, tables):
        compiled.problems.append(problem)
        compiled.damaged.add(file)


def _mint(
    schema: Schema, targets: list[_Target], compiled: Compiled, unsure: frozenset[str]
) -> dict[str, frozenset[str]]:
    minted: dict[str, set[str]] = defaultdict(set)
    for space, keys in schema.terms.items():
        minted[space] |= keys
    for target in sorted(targets, key=lambda target: target.aspect):
        space = schema.key_spaces[target.cls]
        seen: dict[str, int] = {}
        for row in target.table.rows:
            problem = _key_problem(target, row, seen, minted[space], compiled.places, space)
            key = row.cells["key"]
            if problem is None and target.aspect and space not in unsure:
                problem = _unminted_problem(target, row, minted[space], space)
            if problem:
                compiled.problems.append(problem)
                continue
            seen[key] = row.line
            if not target.aspect:
                minted[space].add(key)
                compiled.places[iri.mint(space, key)] = (target.table.file, row.line)
    return {space: frozenset(keys) for space, keys in minted.items()}


def _key_problem(
    target: _Target,
    row: Row,
    seen: dict[str, int],
    minted: set[str],
    places: dict[str, tuple[str, int]],
    space: str,
) -> Problem | None:
    key, file = row.cells["key"], target.table.file
    if not iri.KEY.match(key):
        what = "A key is letters, digits, full stops, low lines and hyphens."
        return Problem(file, row.line, "key", key, what, "Write such a key.")
    if key in seen:
        what = f"The key stands on line {seen[key]} already."
        return Problem(
            file, row.line, "key", key, what, "Merge the rows, or give one a new key."
        )
    if not target.aspect and key in minted:
        other = places.get(iri.mint(space, key))
        where = f"{other[0]}:{other[1]}" if other else "the vocabularies"
        what = f"The key is minted in {where} already."
        return Problem(
            file, row.line, "key", key, what, "Merge the rows, or give one a new key."
        )
    return None


def _unminted_problem(
    target: _Target, row: Row, minted: set[str], space: str
) -> Problem | None:
    key = row.cells["key"]
    if key in minted:
        return None
    what = f"No table has a {space} with this key; a table of an aspect only adds to others."
    hint = suggestion(key, minted).strip()
    remedy = f"{hint} Correct the key, or mint it in the base table.".strip()
    return Problem(target.table.file, row.line, "key", key, what, remedy)


def _compile_table(schema: Schema, reader: Reader, target: _Target, compiled: Compiled) -> None:
    columns: list[Column] = []
    file = target.table.file
    for name in target.table.columns:
        if name in {"key", "source"}:
            continue
        try:
            columns.append(column(schema, target.cls, name))
        except CellError as error:
            compiled.problems.append(Problem(file, 1, name, "", error.what, error.remedy))
    own_source = DOCUMENT in schema.ancestors[target.cls]
    if not own_source and "source" not in target.table.columns:
        what = "The table has no column 'source', so nobody could check it."
        remedy = "Add the column, with keys of Document.csv or Dataset.csv."
        compiled.problems.append(Problem(file, 1, "source", "", what, remedy))
        return
    for row in target.table.rows:
        graph = _graph(reader, row, file, compiled.problems, own_source=own_source)
        _compile_row(schema, reader, target, row, columns, graph, compiled)


def _graph(
    reader: Reader, row: Row, file: str, problems: list[Problem], *, own_source: bool
) -> NamedNode | None:
    """Return the named graph of the row's source; its absence is a problem told."""
    key = row.cells["key"] if own_source else row.cells["source"]
    if not key:
        what = "The row names no source, so nobody could check it."
        remedy = "Enter the key of the document that says so, from Document.csv or Dataset.csv."
        problems.append(Problem(file, row.line, "source", "", what, remedy))
        return None
    known = reader.keys("document")
    if not reader.has("document", key):
        what = f"No document has the key {key!r}."
        remedy = f"{suggestion(key, known).strip()} Correct it, or add the document."
        problems.append(Problem(file, row.line, "source", key, what, remedy.strip()))
        return None
    return NamedNode(iri.mint("document", key))


def _compile_row(
    schema: Schema,
    reader: Reader,
    target: _Target,
    row: Row,
    columns: list[Column],
    graph: NamedNode | None,
    compiled: Compiled,
) -> None:
    node = NamedNode(iri.mint(schema.key_spaces[target.cls], row.cells["key"]))
    quads = [] if target.aspect else [Quad(node, _TYPE, NamedNode(target.cls))]
    for col in columns:
        cell = row.cells[col.name]
        try:
            values = reader.values(col, cell)
        except CellError as error:
            problem = Problem(
                target.table.file, row.line, col.name, cell, error.what, error.remedy
            )
            compiled.problems.append(problem)
            continue
        predicate = NamedNode(col.property.iri)
        quads += (Quad(node, predicate, value.term) for value in values)
        vague = [value.precision for value in values if value.precision]
        if vague and col.property.precision is None:
            what = "Only the month or year is given, and this property takes whole days."
            remedy = "Enter the day, or leave the cell empty."
            compiled.problems.append(
                Problem(target.table.file, row.line, col.name, cell, what, remedy)
            )
        elif col.property.precision is not None:
            said = NamedNode(col.property.precision)
            quads += (Quad(node, said, NamedNode(iri.mint("precision", p))) for p in vague)
    if graph is not None:
        compiled.quads += (
            Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads
        )
