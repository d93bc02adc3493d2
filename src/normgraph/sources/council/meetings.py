"""Meetings of the Council, and the meeting at which a text was voted on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from normgraph.iri import key_of
from normgraph.sources import dhl
from normgraph.sources.symbols import names_draft, number_of

#: How far the library's date may lie from the date of a vote on a failed draft, in days.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the library's tables of meetings."""

    row: dhl.Meeting

    @property
    def key(self) -> str:
        """The key of the meeting; "" for a decision taken by letters."""
        return key_of(self.row.symbol)

    def day(self, near: date) -> date:
        """Return the day of the meeting, the one nearest to ``near`` if it lasted longer."""
        return max(self.row.date, min(near, self.row.last))

    @property
    def locator(self) -> str:
        """Where the row stands."""
        return f"line {self.row.line} ({self.row.file})"


@dataclass(frozen=True, slots=True)
class Meetings:
    """The library's tables of meetings, by day and by resolution."""

    rows: tuple[dhl.Meeting, ...]
    by_day: Mapping[date, tuple[dhl.Meeting, ...]]
    by_resolution: Mapping[int, tuple[dhl.Meeting, ...]]

    @classmethod
    def of(
        cls, rows: tuple[dhl.Meeting, ...], added: Iterable[tuple[str, str]] = ()
    ) -> "Meetings":
        """Return ``rows`` with their indexes.

        ``added`` are resolutions that a row should name and does not: its line, the symbol.
        """
        by_day: dict[date, list[dhl.Meeting]] = defaultdict(list)
        by_resolution: dict[int, list[dhl.Meeting]] = defaultdict(list)
        for row in rows:
            by_day[row.date].append(row)
            if row.last != row.date:
                by_day[row.last].append(row)
            for number in row.resolutions:
                by_resolution[number].append(row)
        lines = {f"line {row.line}": row for row in rows}
        for line, symbol in added:
            by_resolution[number_of(symbol)].append(lines[line])
        return cls(
            rows,
            {day: tuple(some) for day, some in by_day.items()},
            {number: tuple(some) for number, some in by_resolution.items()},
        )

    def of_resolution(self, number: int, near: date) -> Record | None:
        """Return the row that reports a resolution, the nearest in time if several do."""
        return _nearest(self.by_resolution.get(number, ()), near)

    def of_draft(self, symbol: str, near: date) -> Record | None:
        """Return the row whose outcome names a draft within a few days of ``near``.

        A vote known only by the symbol of a meeting belongs to that meeting.
        """
        days = (near + timedelta(days=shift) for shift in range(-_NEAR, _NEAR + 1))
        close = [row for day in days for row in self.by_day.get(day, ())]
        named = [row for row in close if names_draft(row.outcome, symbol)]
        return _nearest(named or [row for row in close if row.symbol == symbol], near)


def _nearest(rows: Iterable[dhl.Meeting], near: date) -> Record | None:
    row = min(rows, key=lambda row: (abs(row.date - near), row.line), default=None)
    return Record(row) if row else None


def grouped(meetings: tuple[dhl.Meeting, ...]) -> Iterator[tuple[str, list[dhl.Meeting]]]:
    """Yield each meeting's symbol with its rows: resumptions are parts of one meeting."""
    found: dict[str, list[dhl.Meeting]] = {}
    for row in meetings:
        if row.symbol:
            found.setdefault(row.symbol, []).append(row)
    for symbol in sorted(found, key=lambda text: int(text.removeprefix("S/PV."))):
        yield symbol, sorted(found[symbol], key=lambda row: (row.date, row.line))
