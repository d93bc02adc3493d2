"""Results as tables, and tables as CSV that spreadsheets can open without harm.

A spreadsheet runs a cell that begins like a formula. So a text cell that begins with ``=``,
``+``, ``-``, ``@``, a tab or a carriage return is written with an apostrophe before it, and
one that begins with apostrophes before such a character gets one more; numbers stay as they
are. Taking one apostrophe away from such cells gives back exactly what was there, which
`read_csv` does. ``plain=True`` writes every cell as it is.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path

import networkx as nx

from normgraph.analysis.claims import Findings
from normgraph.analysis.crisis_map import PlaceMap
from normgraph.analysis.ratification import CommitmentSpans, RatificationCurve
from normgraph.analysis.references import COUNTED, ReferenceSeries
from normgraph.analysis.result import Result
from normgraph.analysis.row_cells import Cell, cells, columns
from normgraph.analysis.rows import Rows
from normgraph.analysis.timeline import Timeline
from normgraph.analysis.vetoes import VetoSeries
from normgraph.errors import NormgraphError
from normgraph.export.file import write_whole
from normgraph.export.provenance import CREATOR, LICENCE, provenance

#: Full-width forms too: some spreadsheets fold them to the plain ones.
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)
_DATATYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: type  #: of its cells: str, int, float or bool
    description: str  #: one sentence


@dataclass(frozen=True, slots=True)
class Table:
    """What a result says, row by row. A cell without a value is None, never zero."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@singledispatch
def table(value: object) -> Table:
    """Return the table twin of a result's value.

    Raises
    ------
    NormgraphError
        When there is none for such a value.
    """
    raise NormgraphError(f"There is no table for a {type(value).__name__}.")


@table.register
def _(value: Rows) -> Table:
    return Table(tuple(Column(*each) for each in columns(value)), tuple(cells(value)))


@table.register
def _(value: VetoSeries) -> Table:
    seats = dict(value.seats)
    states = {term.state: term.name for term in value.tenures}
    return Table(
        (
            Column(str(value.span), int, f"First year of the {value.span}."),
            Column("seat", str, "Key of the permanent seat."),
            Column("seat_name", str, "Every state that held the seat in the period, in turn."),
            Column("state", str, "Key of the state that held the seat."),
            Column("state_name", str, "Name of that state."),
            Column("on_library_list", int, "Vetoes of drafts on the UN library's list."),
            Column("every_vote", int, "Vetoes of every separate vote."),
        ),
        tuple(
            (
                count.begins,
                count.seat,
                seats.get(count.seat, count.seat),
                count.state,
                states.get(count.state, "") or count.state,
                count.listed,
                count.votes,
            )
            for count in value.counts
        ),
    )


@table.register
def _(value: nx.Graph) -> Table:  # type: ignore[type-arg] # singledispatch takes classes
    """Return the edges; a member without any has no row."""
    names = nx.get_node_attributes(value, "label")
    return Table(
        (
            Column("source", str, "Key of one state."),
            Column("source_name", str, "Its name."),
            Column("target", str, "Key of the other state."),
            Column("target_name", str, "Its name."),
            Column("weight", float, "Agreement, from 0 to 1."),
            Column("shared", int, "Decisions on which both cast a ballot."),
            Column("agreed", int, "Decisions on which both cast the same ballot."),
        ),
        tuple(
            (one, names[one], other, names[other], a["weight"], a["shared"], a["agreed"])
            for one, other, a in sorted(value.edges(data=True), key=lambda edge: edge[:2])
        ),
    )


@table.register
def _(value: RatificationCurve) -> Table:
    return Table(
        (
            Column("day", str, "Day on which the parties change."),
            Column("joined", int, "Parties bound from this day on."),
            Column("left", int, "Parties bound until the day before."),
            Column("parties", int, "Parties bound at the end of the day."),
        ),
        tuple(
            (change.day.isoformat(), change.joined, change.left, change.parties)
            for change in value.changes
        ),
    )


@table.register
def _(value: CommitmentSpans) -> Table:
    return Table(
        (
            Column("instrument", str, "Key of the instrument."),
            Column("title", str, "Its name."),
            Column("from", str, "First day on which it binds."),
            Column("from_precision", str, "month or year, where no day is known."),
            Column("to", str, "Last day on which it binds; empty while it lasts."),
            Column("verification", str, "How well the date of the consent is vouched for."),
        ),
        tuple(
            (
                span.instrument,
                span.title,
                span.first.isoformat(),
                span.precision or None,
                span.last.isoformat() if span.last else None,
                span.verification or None,
            )
            for span in value.spans
        ),
    )


@table.register
def _(value: ReferenceSeries) -> Table:
    return Table(
        (
            Column("year", int, "Year of the texts."),
            Column("kind", str, "Resolution or presidential statement."),
            Column("level", str, "Key of the level of reference."),
            Column("counts_as_reference", bool, "Whether the level counts as a reference."),
            Column("texts", int, "How many texts; combinations without one have no row."),
        ),
        tuple(
            (count.year, count.kind, count.level, count.level in COUNTED, count.texts)
            for count in value.counts
        ),
    )


@table.register
def _(value: Timeline) -> Table:
    things = [
        (
            each.dated.lane,
            each.dated.first.isoformat(),
            each.dated.precision or None,
            each.dated.last.isoformat() if each.dated.last else None,
            each.dated.kind,
            each.dated.label or None,
            each.dated.thing,
            None,
            " ".join(each.dated.sources) or None,
        )
        for each in value.placed
    ]
    people = [
        (
            "people displaced",
            f"{figure.year}-12-31",
            "year",
            None,
            figure.counted,
            place,
            None,
            figure.best,
            figure.source or None,
        )
        for place, figure in value.displaced
    ]
    return Table(
        (
            Column("lane", str, "Kind of thing, as the figure has it."),
            Column("from", str, "First day, or the end of the year for people displaced."),
            Column("precision", str, "month or year, where no day is known."),
            Column("to", str, "Last day; empty for what is of one day or goes on."),
            Column("kind", str, "What sort of thing, what became of it, or who is counted."),
            Column("label", str, "What it is called; for people displaced, whence they fled."),
            Column("thing", str, "Key in the graph."),
            Column("people", int, "How many people, as a single figure of its publisher."),
            Column("sources", str, "Keys of the documents, separated by blanks."),
        ),
        (*things, *people),
    )


@table.register
def _(value: PlaceMap) -> Table:
    return Table(
        (
            Column("state", str, "Key of the state."),
            Column("name", str, "Its name."),
            Column(value.shown.value, int, "The number that the map shows."),
            Column("low", int, "Lowest number that the source gives, if any."),
            Column("high", int, "Highest number that the source gives, if any."),
        ),
        tuple(
            (place.state, place.name, place.value, place.low, place.high)
            for place in value.places
        ),
    )


@table.register
def _(value: Findings) -> Table:
    """Return a row for each row of evidence; a finding without any has one without evidence."""
    rows: list[tuple[Cell, ...]] = []
    for each in value:
        told = (
            each.claim.position,
            each.claim.key,
            each.claim.text,
            each.as_of.isoformat(),
            each.outcome.value,
            each.reason,
        )
        rows += [
            (
                *told,
                row.bearing.value,
                row.day or None,
                row.what,
                row.thing or None,
                row.source or None,
            )
            for row in each.evidence
        ] or [(*told, None, None, None, None, None)]
    return Table(
        (
            Column("number", int, "Number of the claim."),
            Column("claim", str, "Key of the claim."),
            Column("text", str, "The claim in words of normgraph."),
            Column("as_of", str, "Day to which the record was read."),
            Column("finding", str, "What the record says to the claim."),
            Column("reason", str, "How many rows bear on it how, and the weightiest."),
            Column("bearing", str, "How this row of evidence bears on the claim."),
            Column("day", str, "Day of what it tells; empty where it has none."),
            Column("evidence", str, "What is on record, in words."),
            Column("thing", str, "Key of the thing that it is about."),
            Column("source", str, "Key of the document that says it."),
        ),
        tuple(rows),
    )


def write_csv(result: Result[object], path: Path, *, plain: bool = False) -> Path:
    """Write the table of ``result`` to ``path`` and its provenance beside it.

    The data file holds nothing but data. What it is stands in a second file with the name
    that the W3C's CSV on the Web gives it, ``<path>-metadata.json``, which is returned.

    Raises
    ------
    NormgraphError
        When the place cannot be written, or the result has no table.
    """
    whole = table(result.value)
    names = [column.name for column in whole.columns]
    write_whole(path, csv_text(names, whole.rows, plain=plain).encode())
    beside = path.with_name(f"{path.name}-metadata.json")
    described = metadata(result, path.name, plain=plain)
    written = json.dumps(described, ensure_ascii=False, indent=2, sort_keys=False)
    write_whole(beside, written.encode() + b"\n")
    return beside


def csv_text(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, plain: bool = False
) -> str:
    """Return rows as CSV: UTF-8 text, line feeds, quotes only where they are needed."""
    lines = [columns, *rows]
    return "".join(",".join(_cell(cell, plain=plain) for cell in line) + "\n" for line in lines)


def read_csv(text: str, *, plain: bool = False) -> list[list[str]]:
    """Return the cells of CSV that `csv_text` wrote, as texts, header first."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [[cell if plain else _restored(cell) for cell in line] for line in lines]


def metadata(result: Result[object], name: str, *, plain: bool = False) -> dict[str, object]:
    """Return what the table in the file ``name`` is, as CSV on the Web describes tables."""
    rule = "" if plain else " Text like a formula has an apostrophe before it."
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:creator": CREATOR,
        "dc:license": {"@id": LICENCE},
        "dc:description": "".join(
            f"{key}: {text}\n" for key, text in provenance(result).items()
        ).rstrip(),
        "rdfs:comment": f"An empty cell has no value; it is not zero.{rule}",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column.description,
                    "datatype": _DATATYPES[column.type],
                }
                for column in table(result.value).columns
            ]
        },
    }


def _cell(value: Cell, *, plain: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if isinstance(value, str) and not plain and _FORMULA.match(text) and not _is_number(text):
        text = f"'{text}"
    if re.search('[",\r\n]', text) or text == "" or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def _restored(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _is_number(text: str) -> bool:
    return bool(_NUMBER.match(text))
