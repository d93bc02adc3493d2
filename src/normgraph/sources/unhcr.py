"""People displaced, by country of origin and year: the tables that UNHCR publishes.

Three tables: the populations that UNHCR counts itself; people displaced within their country
by conflict and violence, counted by the Internal Displacement Monitoring Centre (IDMC); and
refugees registered with UNRWA. One row is a country of origin (coo), a country of asylum
(coa) and a year, with numbers at its end.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from normgraph.sources.files import SourceRow, rows

POPULATION, IDMC, UNRWA = "population.csv.gz", "idmc.csv", "unrwa.csv"
#: Columns of the table of populations, by what they count.
CATEGORIES = {
    "refugees": "refugees",
    "asylum-seekers": "asylum_seekers",
    "others-in-need": "oip",
    "idps-unhcr": "idps",
}
#: The column that is empty in years before 2018, when the category was introduced.
MAY_BE_EMPTY = "oip"
#: Origins that are no state of our tables: unknown, stateless, Tibetan, Abyei, and
#: territories with a code of their own. They count towards the world. Checked in November 2026.
NO_STATES = frozenset(
    {"UNK", "XXA", "TIB", "AB9"}
    | {"ABW", "AIA", "BMU", "CUW", "CYM", "GIB", "GLP", "GUF"}
    | {"HKG", "MAC", "MTQ", "NCL", "PRI", "PYF", "TCA", "VGB"}
)
#: Below this number a country, year and category is left out.
THRESHOLD = 1000


@dataclass(frozen=True, slots=True)
class Displaced:
    """How many people of one category there were at the end of a year."""

    state: str  #: key of the state of origin, "" for the world
    year: int
    counts: str  #: key of our vocabulary of quantities
    people: int
    file: str  #: the table that it comes from

    @property
    def locator(self) -> str:
        """Return where the table has it."""
        column = CATEGORIES.get(self.counts, "total")
        whose = f"coo_iso {self.state}" if self.state else "sum of all rows"
        return f"{self.file}: {whose}, year {self.year}, {column}"


#: Numbers of people by origin and year, one for each category.
Numbers = dict[str, Counter[tuple[str, int]]]


def displaced(
    folder: Path, states: Collection[str], places: Collection[str]
) -> tuple[Displaced, ...]:
    """Return who was displaced from ``places``, and from anywhere in the world.

    Of people displaced within their country the count of UNHCR is returned only for years for
    which IDMC has none of the country: the two overlap. The world comes last; it is summed
    over every row of a table, small and unknown origins included.

    Parameters
    ----------
    folder
        The folder of the three published tables.
    states
        The keys of all states of our tables.
    places
        The states of which numbers are wanted, from `THRESHOLD` people up.

    Raises
    ------
    SourceError
        When a column is missing, an origin is no known state, a number is negative or no
        whole number, or a pair of countries has a year twice.
    """
    known = frozenset(states) | NO_STATES
    files = dict.fromkeys(CATEGORIES, POPULATION)
    numbers = _numbers(folder / POPULATION, known, CATEGORIES)
    for counts, file in (("idps-idmc", IDMC), ("refugees-unrwa", UNRWA)):
        files[counts] = file
        numbers |= _numbers(folder / file, known, {counts: "total"})
    worldwide = _worldwide(numbers)
    for counted in numbers["idps-idmc"]:
        numbers["idps-unhcr"].pop(counted, None)
    for counted in worldwide["idps-idmc"]:
        worldwide["idps-unhcr"].pop(counted, None)
    found = [
        Displaced(state, year, counts, people, files[counts])
        for chosen, least in ((numbers, THRESHOLD), (worldwide, 1))
        for counts, by_year in chosen.items()
        for (state, year), people in by_year.items()
        if people >= least and (not state or state in places)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Displaced) -> tuple[bool, str, int, str]:
    """Return the place of a number among others: the world last."""
    return not one.state, one.state, one.year, one.counts


def _numbers(path: Path, known: Collection[str], columns: dict[str, str]) -> Numbers:
    """Return the numbers of a table, summed over the countries of asylum."""
    found: Numbers = {counts: Counter() for counts in columns}
    seen: set[tuple[str, ...]] = set()
    for row in rows(path, ("year", "coo_iso", "coo", "coa_iso", "coa", *columns.values())):
        origin, year = row.cells["coo_iso"], _whole(row, "year")
        if origin not in known:
            raise row.refuse(
                f"Column coo_iso: {origin!r} is no state of states/State.csv. Add it there, "
                "or to NO_STATES in sources/unhcr.py."
            )
        pair = tuple(row.cells[name] for name in ("year", "coo_iso", "coo", "coa_iso", "coa"))
        if pair in seen:
            raise row.refuse(
                f"Columns coo, coa, year: {row.cells['coo']} to {row.cells['coa']} has the "
                f"year {year} already. Drop one of the rows."
            )
        seen.add(pair)
        for counts, column in columns.items():
            if people := _whole(row, column):
                found[counts][origin, year] += people
    return found


def _worldwide(numbers: Numbers) -> Numbers:
    """Return the sums over all origins, under no origin."""
    sums: Numbers = {counts: Counter() for counts in numbers}
    for counts, by_year in numbers.items():
        for (_, year), people in by_year.items():
            sums[counts]["", year] += people
    return sums


def _whole(row: SourceRow, column: str) -> int:
    """Return the number in ``column``; UNHCR writes whole numbers as 180000.0."""
    cell = row.cells[column]
    if column == MAY_BE_EMPTY and not cell:
        return 0
    whole = cell.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit()):
        raise row.refuse(
            f"Column {column}: {cell!r} is no whole number from 0 up. Correct the cell, or "
            "leave the row out."
        )
    return int(whole)
