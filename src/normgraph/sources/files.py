"""Reading published tables strictly and writing our own deterministically."""

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from normgraph.errors import SourceError


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a published table, with its place for messages and locators."""

    path: Path
    line: int  #: first line is 1, the header's
    cells: Mapping[str, str]

    def refuse(self, what: str) -> SourceError:
        """Return the error that says ``what`` is wrong with this row, and where it is."""
        return SourceError(self.path.name, self.line, what)


def rows(path: Path, required: Iterable[str], *, delimiter: str = ",") -> Iterator[SourceRow]:
    """Yield the rows of a published table, in file order; it may be compressed (``.gz``).

    Raises
    ------
    SourceError
        When a required column is missing, or a row is longer or shorter than the header.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True, delimiter=delimiter)
        if missing := sorted(set(required) - set(reader.fieldnames or ())):
            raise SourceError(path.name, 1, f"The columns {', '.join(missing)} are missing.")
        for cells in reader:
            if None in cells or None in cells.values():
                raise SourceError(path.name, reader.line_num, "The row is cut or too long.")
            yield SourceRow(path, reader.line_num, cells)


def write_table(
    path: Path, columns: Sequence[str], records: Iterable[Mapping[str, str]]
) -> None:
    """Write ``records`` as one of our tables; equal records give equal bytes.

    Columns that no record fills are left out, except the key.
    """
    table = list(records)
    used = [name for name in columns if name == "key" or any(row.get(name) for row in table)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(used)
        writer.writerows([row.get(name, "") for name in used] for row in table)


def tidy(text: str) -> str:
    r"""Return ``text`` in composed form, on one line, without doubled or outer blanks.

    >>> tidy("  The\u00a0situation \n in Mali ")
    'The situation in Mali'
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def day(text: str) -> date:
    """Return the day that a source writes in one of the forms that occur.

    >>> day("14 January 2026"), day("2021-07-09 00:00:00"), day("17 November 2006 in Nairobi")
    (datetime.date(2026, 1, 14), datetime.date(2021, 7, 9), datetime.date(2006, 11, 17))

    Raises
    ------
    ValueError
        When the text has another form.
    """
    plain = tidy(text)
    if found := re.match(r"\d{4}-\d{2}-\d{2}(?= 00:00:00$|$)", plain):
        return date.fromisoformat(found[0])
    if found := re.match(r"\d{1,2} [A-Z][a-z]+ \d{4}(?= in |$)", plain):
        return datetime.strptime(found[0], "%d %B %Y").date()  # noqa: DTZ007  a day has no zone
    raise ValueError(f"{plain!r} is no date in a known form.")
