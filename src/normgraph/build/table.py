"""A table as it stands in its file, with the line of every row.

Reading refuses what would be guessed at otherwise: bytes that are no UTF-8, a byte order
mark, a file that does not end with a line feed (a sign that it was cut), rows of another
length than the header, control and direction characters, text that is not in Unicode's
composed form.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normgraph.errors import Problem

#: Longest text that a cell may hold, in characters; a longer one is a mistake or an attack.
LONGEST_CELL = 20_000

#: First characters at which spreadsheets begin to calculate; tables are exported to them.
_FORMULA = frozenset("=+-@")
_NUMBER = re.compile(r"-\d+(\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table that could be read."""

    file: str  #: path from the data folder, with forward slashes
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(root: Path, path: Path) -> tuple[Table | None, list[Problem]]:
    """Return the table at ``path`` and what is wrong with it; no table if it cannot be read."""
    file = path.relative_to(root).as_posix()
    text, problems = _decoded(file, path.read_bytes())
    if text is None:
        return None, problems
    try:
        records = list(_records(text))
    except csv.Error as error:
        what = f"The file is not valid CSV: {error}."
        remedy = "Check the quotation marks here and in the rows before."
        line = text.count("\n")
        return None, [*problems, Problem(file, line, "", "", what, remedy)]
    if not records:
        what = "The table has no header."
        return None, [*problems, Problem(file, 1, "", "", what, "Write the column names.")]
    (_, header), *body = records
    if faults := list(_header_problems(file, header)):
        return None, problems + faults
    rows = []
    for line, cells in body:
        if len(cells) != len(header):
            problems.append(_wrong_length(file, line, cells, header))
            continue
        problems += _character_problems(file, line, header, cells)
        rows.append(Row(line, dict(zip(header, cells, strict=True))))
    return Table(file, tuple(header), tuple(rows)), problems


def _decoded(file: str, content: bytes) -> tuple[str | None, list[Problem]]:
    if content.startswith(b"\xef\xbb\xbf"):
        what = "The file begins with a byte order mark."
        return None, [Problem(file, 1, "", "", what, "Save it as UTF-8 without one.")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"Byte {error.start} ({content[error.start]:#04x}) is not valid UTF-8."
        return None, [Problem(file, line, "", "", what, "Save the file as UTF-8.")]
    if text and not text.endswith("\n"):
        what = "The file does not end with a line feed, so it may have been cut."
        remedy = "Restore the missing rows, or end the last line."
        return text, [Problem(file, text.count("\n") + 1, "", "", what, remedy)]
    return text, []


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _header_problems(file: str, header: list[str]) -> Iterator[Problem]:
    if header[:1] != ["key"]:
        what = "The first column is not 'key'."
        yield Problem(file, 1, header[0] if header else "", "", what, "Put the keys first.")
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Problem(file, 1, name, "", "The column stands twice.", "Remove one of them.")


def _wrong_length(file: str, line: int, cells: list[str], header: list[str]) -> Problem:
    what = f"The row has {len(cells)} cells where the header has {len(header)}."
    remedy = "Check commas and quotation marks; if this is the last row, the file was cut."
    return Problem(file, line, "", "", what, remedy)


def _character_problems(
    file: str, line: int, header: list[str], cells: list[str]
) -> Iterator[Problem]:
    for column, value in zip(header, cells, strict=True):
        if value[:1] in _FORMULA and not _NUMBER.match(value):
            what = "A spreadsheet would run the text as a formula."
            yield Problem(file, line, column, value, what, "Begin it with another character.")
        if value.isascii() and value.isprintable() and len(value) <= LONGEST_CELL:
            if value != value.strip():
                what = "The cell begins or ends with a blank."
                yield Problem(file, line, column, value, what, "Remove it.")
            continue
        yield from _unusual(file, line, column, value)


def _unusual(file: str, line: int, column: str, value: str) -> Iterator[Problem]:
    if value != value.strip():
        yield Problem(
            file, line, column, value, "The cell begins or ends with a blank.", "Remove it."
        )
    if len(value) > LONGEST_CELL:
        what = f"The cell has {len(value)} characters; at most {LONGEST_CELL} are allowed."
        yield Problem(file, line, column, value, what, "Shorten it or cite the document.")
    odd = {char for char in value if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}}
    odd -= {"\u200c", "\u200d"}  # joiners, which Arabic and Persian script need
    if odd:
        names = ", ".join(sorted(f"U+{ord(char):04X}" for char in odd))
        what = f"The cell holds control or direction characters ({names})."
        yield Problem(file, line, column, value, what, "Remove them.")
    if not unicodedata.is_normalized("NFC", value):
        what = "The text is not in Unicode's composed form (NFC)."
        yield Problem(file, line, column, value, what, "Normalize it to NFC.")
