"""Numbers of the literature beside what the record gives, and why the two may differ.

The numbers stand in ``published.toml``. Each names the analysis that gives ours, the row of
its table and the column; nothing of ours is written down there. The tests run from the same
file, so that the page cannot claim what they do not check.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from normgraph.analysis.result import Result
from normgraph.analysis.row_cells import Cell, cells, columns
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError

#: Runs the analysis of a name with parameters.
Run = Callable[[str, Mapping[str, str]], Result[Any]]


class Verdict(StrEnum):
    """Whether the record gives the number that was published."""

    REPRODUCED = "reproduced"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class PublishedNumber:
    """A number in print, and where ours is found."""

    key: str
    says: str  #: what is counted or measured, in our words
    published: str  #: as printed: a fraction, a number, or a percentage
    citation: str
    analysis: str  #: name in the registry
    row: Mapping[str, Cell]  #: which row of its table: values by column
    column: str  #: whose cell is our number
    verdict: Verdict  #: what was found when it was entered; a test holds it to that
    parameters: Mapping[str, str] = field(default_factory=dict)
    scale: int = 1  #: our cell times this can be compared
    within: float | None = None  #: how far ours may lie from it; None where it must be equal
    reason: str = ""  #: why the two differ

    @property
    def exact(self) -> Fraction:
        """The number as printed, without its percent sign and separators."""
        return Fraction(self.published.replace("%", "").replace(",", "").strip())


@dataclass(frozen=True, slots=True)
class Checked:
    """A number of the literature, and ours."""

    number: str = column("Key of the entry.")
    says: str = column("What is counted or measured.")
    published: str = column("The number as printed.")
    ours: str = column("What the record gives, in the same unit.")
    difference: float = column("Ours less the published number, in the same unit.")
    within: float = column("How far ours may lie away: the rounding of the print.")
    verdict: Verdict = column("Whether the record gives the published number.")
    reason: str | None = column("Why the two differ, as far as it was found out.")
    citation: str = column("Where the number is published.")
    analysis: str = column("Name of the analysis that gives ours.")
    parameters: str = column("Its parameters.")


@dataclass(frozen=True, slots=True)
class Comparison(Rows):
    """Every number with ours, in the order of the file."""

    row = Checked
    numbers: tuple[Checked, ...]

    def rows(self) -> Sequence[Checked]:
        """Return them in that order."""
        return self.numbers


@cache
def published() -> tuple[PublishedNumber, ...]:
    """Return every entry of ``published.toml``."""
    text = files("normgraph.analysis").joinpath("published.toml").read_text(encoding="utf-8")
    return tuple(_number(each) for each in tomllib.loads(text).get("number", ()))


def compared(numbers: Iterable[PublishedNumber], run: Run) -> Result[Comparison]:
    """Return each number beside ours.

    Parameters
    ----------
    numbers
        What is compared.
    run
        Gives the result of an analysis; asked once for equal parameters.

    Raises
    ------
    UndefinedMeasureError
        When there is no number, or the analysis has not exactly one such row with a value.
    """
    chosen = tuple(numbers)
    if not chosen:
        raise UndefinedMeasureError("No published number rests on that analysis.")
    results: dict[tuple[str, tuple[tuple[str, str], ...]], Result[Any]] = {}
    found = []
    for number in chosen:
        asked = (number.analysis, tuple(sorted(number.parameters.items())))
        if asked not in results:
            results[asked] = run(number.analysis, number.parameters)
        found.append(checked(number, results[asked].value))
    sources = {key for result in results.values() for key in result.sources}
    return Result(
        value=Comparison(tuple(found)),
        measure="numbers of the literature beside those that the record gives",
        reference="Each number is cited in its row.",
        n=len(found),
        unit="published numbers",
        sources=tuple(sorted(sources)),
        caveats=(
            "Where no print of a number was seen, its citation says from where it is known.",
            "A number that is reproduced can rest on the same mistake of the same source.",
            "Chosen were numbers that were found in print and that this record can answer; it "
            "is no sample of the literature.",
            "How near is near enough is the rounding of the print, not a test of significance.",
            "The publications' records ended earlier, counted by their own rules, and could "
            "not know later corrections.",
        ),
    )


def checked(number: PublishedNumber, value: object) -> Checked:
    """Return a number beside the cell of ``value`` that it names.

    Raises
    ------
    UndefinedMeasureError
        When that cell does not exist exactly once, or has no value.
    """
    ours = _cell(number, value) * number.scale
    within = Fraction(str(number.within or 0))
    difference = ours - number.exact
    verdict = Verdict.REPRODUCED if abs(difference) <= within else Verdict.DIFFERS
    return Checked(
        number=number.key,
        says=number.says,
        published=number.published,
        ours=_written(ours, number),
        difference=float(difference),
        within=float(within),
        verdict=verdict,
        reason=number.reason or None if verdict is Verdict.DIFFERS else None,
        citation=number.citation,
        analysis=number.analysis,
        parameters=", ".join(f"{name}={given}" for name, given in number.parameters.items()),
    )


def _cell(number: PublishedNumber, value: object) -> Fraction:
    where = f"The published number {number.key!r}"
    if not isinstance(value, Rows):
        message = f"{where} names the analysis {number.analysis!r}, which gives no rows."
        raise UndefinedMeasureError(message)
    names = [name for name, _, _ in columns(value)]
    if missing := {number.column, *number.row} - set(names):
        told = ", ".join(sorted(missing))
        raise UndefinedMeasureError(f"{where} names columns that are not there: {told}.")
    rows = [dict(zip(names, row, strict=True)) for row in cells(value)]
    fitting = [
        row for row in rows if all(row[name] == cell for name, cell in number.row.items())
    ]
    if len(fitting) != 1:
        raise UndefinedMeasureError(f"{where} names {len(fitting)} rows instead of one.")
    cell = fitting[0][number.column]
    if cell is None:
        raise UndefinedMeasureError(f"{where} names a cell without a value.")
    return Fraction(str(cell))


def _written(ours: Fraction, number: PublishedNumber) -> str:
    """Return our number as a printed one is written: a count, a fraction or with decimals."""
    counted = not number.within and ours.denominator == 1
    if "/" in number.published or number.within is None or counted:
        return str(ours)
    # One decimal more than the print has, so that the difference can be seen.
    decimals = len(number.published.partition(".")[2].rstrip(" %")) + 1
    return f"{float(ours):,.{decimals}f}{' %' if '%' in number.published else ''}"


def _number(entry: dict[str, Any]) -> PublishedNumber:
    parameters = {name: str(given) for name, given in entry.get("parameters", {}).items()}
    given = {**entry, "parameters": parameters, "verdict": Verdict(entry["verdict"])}
    return PublishedNumber(**given)
