"""What Wikidata has beside what the graph has: new, different or the same."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from normgraph.enrich.subjects import Subject
from normgraph.enrich.wikidata import LICENCE, Batch, Said, Version

#: Columns that the tables have; a value for another is a proposal for the ontology as well.
COLUMNS = frozenset(
    {"wikidata", "iso2", "iso3", "m49", "latitude", "longitude"}
    | {f"label@{language}" for language in ("en", "fr", "es", "ru", "zh", "ar")}
)
NEW, DIFFERS, AGREES = "new", "differs", "agrees"


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """A value for a cell of a table, for somebody to accept or not."""

    table: str
    key: str
    property: str  #: the column
    value: str  #: what Wikidata has
    present: str  #: what the graph has, several values with | between them
    kind: str  #: new, differs or agrees
    item: str  #: of Wikidata
    revision: str  #: of the item
    modified: str  #: when the item was last changed
    retrieved: str  #: day on which it was asked
    endpoint: str
    licence: str
    note: str  #: what a reviewer should know


def proposals(
    pairs: Mapping[str, Iterable[Subject]], batch: Batch, endpoint: str, retrieved: str
) -> Iterator[Proposal]:
    """Yield what ``batch`` proposes for the things that each item stands for."""
    for said in batch.said:
        for subject in pairs.get(said.item, ()):
            version = batch.versions.get(said.item, Version())
            yield _proposal(subject, said, version, endpoint, retrieved)
    for item, matching in pairs.items():
        for subject in matching:
            if not subject.item:
                version = batch.versions.get(item, Version())
                address = f"http://www.wikidata.org/entity/{item}"
                said = Said(item, "wikidata", address)
                yield _proposal(subject, said, version, endpoint, retrieved)


def _proposal(
    subject: Subject, said: Said, version: Version, endpoint: str, retrieved: str
) -> Proposal:
    present = subject.present.get(said.property, ())
    kind, note = _judged(subject, said, present)
    return Proposal(
        table=subject.table,
        key=subject.key,
        property=said.property,
        value=said.value,
        present="|".join(present),
        kind=kind,
        item=said.item,
        revision=version.revision,
        modified=version.modified,
        retrieved=retrieved,
        endpoint=endpoint,
        licence=LICENCE,
        note=note,
    )


def _judged(subject: Subject, said: Said, present: tuple[str, ...]) -> tuple[str, str]:
    if said.property not in COLUMNS:
        return NEW, "The ontology has no such property yet."
    if said.value in present:
        return AGREES, ""
    if said.property.startswith("label@"):
        others = subject.present.get(said.property.replace("label@", "altLabel@"), ())
        if said.value in others:
            return AGREES, "It is another name in the graph."
    if said.property in {"latitude", "longitude"} and _rounds_to(said.value, present):
        return AGREES, "It is the same when rounded as in the graph."
    if said.property == "wikidata":
        return NEW, f"Found by the ISO code {subject.iso3}; see that it is the same state."
    return (DIFFERS if present else NEW), ""


def _rounds_to(value: str, present: tuple[str, ...]) -> bool:
    return any(round(Decimal(value), _places(one)) == Decimal(one) for one in present)


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def csv_text(rows: Iterable[Proposal]) -> str:
    """Return the proposals as CSV, in order, each once; no cell is a formula."""
    names = [field.name for field in fields(Proposal)]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    for row in sorted(set(rows)):
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return written.getvalue()


def _cell(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula."""
    number = value.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t"} and not number else value
