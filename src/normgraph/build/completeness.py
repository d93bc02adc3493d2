"""Noticing that rows are missing, which no single row can tell."""

from collections.abc import Iterable
from pathlib import Path

from normgraph.build.table import Table, read_table
from normgraph.errors import Problem

#: The table that says how many rows every other table has at least.
COUNTS = "rows.csv"


def cut_tables(folder: Path, tables: list[Table]) -> Iterable[tuple[str, Problem]]:
    """Yield each table that has fewer rows than are known to be there, or is missing.

    A file cut at the end of a row is valid CSV. Only a count that was written down tells
    that it is not whole.
    """
    path = folder / COUNTS
    if not path.exists():
        what = "The table of row counts is missing."
        remedy = "Restore it; without it a cut file goes unseen."
        yield COUNTS, Problem(COUNTS, 0, "", "", what, remedy)
        return
    counts, problems = read_table(folder, path)
    yield from ((COUNTS, problem) for problem in problems)
    have = {table.file: len(table.rows) for table in tables}
    for row in counts.rows if counts else ():
        file, least = row.cells["key"], row.cells.get("rows", "")
        if not least.isdecimal():
            what = "The value is no count."
            yield COUNTS, Problem(COUNTS, row.line, "rows", least, what, "Write digits.")
        elif file not in have:
            what = f"The table {file} is missing or cannot be read."
            remedy = "Restore it, or remove this row."
            yield file, Problem(COUNTS, row.line, "key", file, what, remedy)
        elif have[file] < int(least):
            what = f"The table has {have[file]} rows of {least} known; it may have been cut."
            remedy = f"Restore them, or lower the count in {COUNTS} if they were removed."
            yield file, Problem(file, 0, "", "", what, remedy)
