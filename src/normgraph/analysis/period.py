"""The span of days that an analysis looks at."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from normgraph.errors import QueryError


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise QueryError(f"The period ends ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def as_parameters(self) -> dict[str, str]:
        """Return the two days as a result tells them among its parameters."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    def overlaps(self, first: date, last: date | None) -> bool:
        """Return whether a time that begins and ends so shares a day with the period."""
        return first <= self.last and (last is None or last >= self.first)


def first_day(written: str) -> date:
    """Return the first day of a year, a month or a day.

    Raises
    ------
    QueryError
        When it is none of the three.

    >>> first_day("2011"), first_day("2011-03")
    (datetime.date(2011, 1, 1), datetime.date(2011, 3, 1))
    """
    return _day(written, last=False)


def last_day(written: str) -> date:
    """Return the last day of a year, a month or a day.

    Raises
    ------
    QueryError
        When it is none of the three.

    >>> last_day("2011"), last_day("2012-02")
    (datetime.date(2011, 12, 31), datetime.date(2012, 2, 29))
    """
    return _day(written, last=True)


def _day(written: str, *, last: bool) -> date:
    parts = written.strip().split("-")
    try:
        match parts:
            case [year]:
                return date(_number(year, 4), 12, 31) if last else date(_number(year, 4), 1, 1)
            case [year, month]:
                first = date(_number(year, 4), _number(month, 2), 1)
                return (
                    first.replace(day=monthrange(first.year, first.month)[1]) if last else first
                )
            case [year, month, day]:
                return date(_number(year, 4), _number(month, 2), _number(day, 2))
    except ValueError:
        pass
    raise QueryError(
        f"{written!r} is no day, month or year such as 1994-04-07, 1994-04 or 1994."
    )


def _number(digits: str, length: int) -> int:
    if len(digits) != length or not (digits.isascii() and digits.isdigit()):
        raise ValueError(digits)
    return int(digits)
