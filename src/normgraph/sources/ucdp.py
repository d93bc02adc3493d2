"""The data of the Uppsala Conflict Data Program: years of countries, and single events.

Organized Violence country-year dataset: one row per country and year, with the low, best and
high number of deaths in each of three kinds of violence and in all of them. Georeferenced
Event Dataset (GED): one row per event. Both count documented direct deaths only.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from normgraph.sources.corrections import Sheet
from normgraph.sources.files import SourceRow, rows

#: Beginnings of the columns of the country-year dataset, by what they count.
KINDS = {
    "deaths-one-sided": "os_total_deaths",
    "deaths-state-based": "sb_total_deaths",
    "deaths-non-state": "ns_total_deaths",
    "deaths-organized-violence": "cumulative_total_deaths_in_orgvio",
}
#: Codes of the column type_of_violence of GED.
EVENT_KINDS = {"1": "deaths-state-based", "2": "deaths-non-state", "3": "deaths-one-sided"}
BOUNDS = ("low", "best", "high")
#: Numbers under which UCDP goes on when the state has become another, with the last year of
#: each, and numbers that the list of independent states leaves out. Checked against version
#: 25.1: 345 is "Serbia (Yugoslavia)" to this day, with the deaths of 1991 and of the first
#: months of 1992 in Croatia and in Bosnia and Herzegovina; 365 "Russia (Soviet Union)"; 678
#: "Yemen (North Yemen)".
STATES = {
    "327": (("VAT", 9999),),
    "345": (("YUG", 1992), ("SRB", 9999)),
    "365": (("SUN", 1991), ("RUS", 9999)),
    "640": (("TUR", 9999),),
    "678": (("YAR", 1989), ("YEM", 9999)),
}


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many died in one kind of violence in a country and year."""

    number: str  #: UCDP's number of the country, Gleditsch and Ward's with few exceptions
    state: str  #: key of the state
    year: int
    counts: str  #: key of our vocabulary of quantities
    low: int | None  #: None where the published bound contradicts the best estimate
    best: int
    high: int | None

    @property
    def locator(self) -> str:
        """Return where the dataset has it."""
        return place(self.number, self.year)


def place(number: str, year: int | str) -> str:
    """Return the locator of a row of the country-year dataset."""
    return f"country_id_cy {number}, year_cy {year}"


def country_years(
    path: Path, numbers: Mapping[str, tuple[str, ...]], sheet: Sheet
) -> tuple[Deaths, ...]:
    """Return the deaths of every country and year in which there may have been any.

    Parameters
    ----------
    path
        The country-year dataset as published.
    numbers
        The states that bear each number of Gleditsch and Ward.
    sheet
        The bounds that contradict the best estimate, with what is taken instead.

    Raises
    ------
    SourceError
        When a column is missing, a number is no known state, a count is negative or no whole
        number, a bound contradicts the best estimate and no correction names it, a correction
        no longer fits, or a country has a year twice.
    """
    seen: set[tuple[str, str]] = set()
    found: list[Deaths] = []
    columns = [f"{start}_{bound}_cy" for start in KINDS.values() for bound in BOUNDS]
    for row in rows(path, ("country_id_cy", "year_cy", *columns)):
        found += _country_year(row, numbers, sheet)
        one = (row.cells["country_id_cy"], row.cells["year_cy"])
        if one in seen:
            raise row.refuse(
                f"Columns country_id_cy, year_cy: country {one[0]} has the year {one[1]} "
                "already. Drop one of the rows."
            )
        seen.add(one)
    for correction in sheet.all:
        if correction.locator not in {place(*one) for one in seen}:
            raise correction.refuse("no such row")
    return tuple(found)


def _country_year(
    row: SourceRow, numbers: Mapping[str, tuple[str, ...]], sheet: Sheet
) -> Iterator[Deaths]:
    number = row.cells["country_id_cy"]
    year = _whole(row, "year_cy")
    state = _state(row, number, year, numbers)
    for counts, start in KINDS.items():
        low, best, high = (_whole(row, f"{start}_{bound}_cy") for bound in BOUNDS)
        if max(low, best, high) > 0:
            yield Deaths(
                number,
                state,
                year,
                counts,
                _bound(row, f"{start}_low_cy", sheet, fits=low <= best),
                best,
                _bound(row, f"{start}_high_cy", sheet, fits=best <= high),
            )


def _state(
    row: SourceRow, number: str, year: int, numbers: Mapping[str, tuple[str, ...]]
) -> str:
    """Return the state that ``number`` means in ``year``."""
    for state, last in STATES.get(number, ()):
        if year <= last:
            return state
    states = numbers.get(number, ())
    if len(states) != 1:
        means = f"means {' and '.join(states)}" if states else "is unknown"
        raise row.refuse(
            f"Column country_id_cy: the number {number!r} {means}. Add it to "
            "states/State.gw.csv, or to STATES in sources/ucdp.py with its years."
        )
    return states[0]


def _bound(row: SourceRow, column: str, sheet: Sheet, *, fits: bool) -> int | None:
    """Return the bound in ``column``, or what a correction takes instead of it."""
    cell = row.cells[column]
    here = place(row.cells["country_id_cy"], row.cells["year_cy"])
    for one in sheet.all:
        if (one.locator, one.field) == (here, column):
            if one.published != cell or fits:
                raise one.refuse(cell)
            return int(one.taken) if one.taken else None
    if not fits:
        raise row.refuse(
            f"Column {column}: {cell} lies on the wrong side of the best estimate. Enter it in "
            f"the table of corrections, with the locator {here!r} and what to take instead."
        )
    return int(cell)


def deaths_by_events(
    path: Path,
    numbers: Mapping[str, tuple[str, ...]],
    *,
    doubtful: Collection[str] = frozenset(),
) -> tuple[Deaths, ...]:
    """Return the deaths of the events of a file of GED, by country, year and kind of violence.

    Low, best and high are sums over all events of the file, also over those that do not
    count towards a year of the conflict (active_year 0). The result is in order of country,
    year and kind.

    Parameters
    ----------
    path
        Events in the published format.
    numbers
        The states that bear each number of Gleditsch and Ward.
    doubtful
        The ids of events known to have a bound on the wrong side of the best estimate, which
        then stands for that bound.

    Raises
    ------
    SourceError
        When a column is missing, a code is unknown, a count is negative or no whole number, a
        bound of an event that is not ``doubtful`` contradicts the best estimate, or an event
        comes twice.
    """
    sums: dict[tuple[str, str, int, str], Counter[str]] = {}
    seen: set[str] = set()
    for row in rows(path, ("id", "year", "type_of_violence", "country_id", *BOUNDS)):
        kind, event = row.cells["type_of_violence"], row.cells["id"]
        if kind not in EVENT_KINDS:
            raise row.refuse(
                f"Column type_of_violence: {kind!r} is none of 1, 2, 3. Correct the row."
            )
        if event in seen:
            raise row.refuse(f"Column id: event {event} is there already. Drop one of them.")
        seen.add(event)
        year, number = _whole(row, "year"), row.cells["country_id"]
        key = (number, _state(row, number, year, numbers), year, EVENT_KINDS[kind])
        sums.setdefault(key, Counter()).update(_ordered(row, doubtful))
    return tuple(
        Deaths(*key, sums[key]["low"], sums[key]["best"], sums[key]["high"])
        for key in sorted(sums)
    )


def _ordered(row: SourceRow, doubtful: Collection[str]) -> dict[str, int]:
    """Return low, best and high of an event."""
    low, best, high = (_whole(row, bound) for bound in BOUNDS)
    if not low <= best <= high and row.cells["id"] not in doubtful:
        raise row.refuse(
            f"Columns low, best, high: {low}, {best}, {high} are not in this order. Correct "
            f"the row, or name event {row.cells['id']} as doubtful."
        )
    return {"low": min(low, best), "best": best, "high": max(best, high)}


def _whole(row: SourceRow, column: str) -> int:
    cell = row.cells[column]
    if not (cell.isascii() and cell.isdigit()):
        raise row.refuse(
            f"Column {column}: {cell!r} is no whole number from 0 up. Correct the cell, or "
            "leave the row out."
        )
    return int(cell)
