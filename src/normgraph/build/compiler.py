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
from normgraph.build.schema import RDF, Schema
from normgraph.build.table import Row, Table, read_table
from normgraph.errors import Problem, suggestion

DOCUMENT = f"{iri.ONTOLOGY}Document"
#: The table that says how many rows every other table has at least.
COUNTS = "rows.csv"

_TYPE = NamedNode(f"{RDF}type")


@dataclass(slots=True)
class Compiled:
    """What the tables say, and where they say it."""

    quads: list[Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: By IRI of a thing: file and line of the row that mints it.
    places: dict[str, tuple[str, int]] = field(default_factory=dict)


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
        for target in _target(schema, folder, path, compiled.problems)
    ]
    compiled.problems += _cut_tables(folder, [target.table for target in targets])
    minted = _mint(schema, targets, compiled)
    reader = Reader(schema, minted)
    for target in targets:
        _compile_table(schema, reader, target, compiled)
    return compiled


def _target(
    schema: Schema, folder: Path, path: Path, problems: list[Problem]
) -> Iterable[_Target]:
    stem, _, aspect = path.name.removesuffix(".csv").partition(".")
    file = path.relative_to(folder).as_posix()
    cls = schema.tables.get(f"{stem}.csv")
    if cls is None or cls not in schema.key_spaces:
        hint = suggestion(f"{stem}.csv", schema.tables).strip()
        what = f"The ontology has no class with a key space for a table named {stem}.csv."
        remedy = f"{hint} Rename the file, or declare the class.".strip()
        problems.append(Problem(file, 0, "", "", what, remedy))
        return
    table, found = read_table(folder, path)
    problems += found
    if table is not None:
        yield _Target(table, cls, bool(aspect))


def _cut_tables(folder: Path, tables: list[Table]) -> Iterable[Problem]:
    """Tell tables that have fewer rows than are known to be there, or that are missing."""
    path = folder / COUNTS
    if not path.exists():
        what = "The table of row counts is missing."
        yield Problem(COUNTS, 0, "", "", what, "Restore it; without it a cut file goes unseen.")
        return
    counts, problems = read_table(folder, path)
    yield from problems
    have = {table.file: len(table.rows) for table in tables}
    for row in counts.rows if counts else ():
        file, least = row.cells["key"], row.cells.get("rows", "")
        if not least.isdecimal():
            yield Problem(
                COUNTS, row.line, "rows", least, "The value is no count.", "Write digits."
            )
        elif file not in have:
            what = f"The table {file} is missing or cannot be read."
            yield Problem(
                COUNTS, row.line, "key", file, what, "Restore it, or remove this row."
            )
        elif have[file] < int(least):
            what = f"The table has {have[file]} rows of {least} known; it may have been cut."
            remedy = f"Restore them, or lower the count in {COUNTS} if they were removed."
            yield Problem(file, 0, "", "", what, remedy)


def _mint(
    schema: Schema, targets: list[_Target], compiled: Compiled
) -> dict[str, frozenset[str]]:
    minted: dict[str, set[str]] = defaultdict(set)
    for space, keys in schema.terms.items():
        minted[space] |= keys
    for target in sorted(targets, key=lambda target: target.aspect):
        space = schema.key_spaces[target.cls]
        seen: dict[str, int] = {}
        for row in target.table.rows:
            problem = _key_problem(target, row, seen, minted[space], compiled.places, space)
            if problem:
                compiled.problems.append(problem)
                continue
            key = row.cells["key"]
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
    if target.aspect and key not in minted:
        what = (
            f"No table has a {space} with this key; a table of an aspect only adds to others."
        )
        remedy = (
            f"{suggestion(key, minted).strip()} Correct the key, or mint it in the base table."
        )
        return Problem(file, row.line, "key", key, what, remedy.strip())
    if not target.aspect and key in minted:
        other = places.get(iri.mint(space, key))
        where = f"{other[0]}:{other[1]}" if other else "the vocabularies"
        what = f"The key is minted in {where} already."
        return Problem(
            file, row.line, "key", key, what, "Merge the rows, or give one a new key."
        )
    return None


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
    if key not in known:
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
        for value in values:
            quads.append(Quad(node, predicate, value.term))
            if value.precision and col.property.precision:
                precision = NamedNode(iri.mint("precision", value.precision))
                quads.append(Quad(node, NamedNode(col.property.precision), precision))
    if graph is not None:
        compiled.quads += (
            Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads
        )
