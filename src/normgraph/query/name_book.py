"""Which things a name may stand for, and on which days it did."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query.directory import Thing
from normgraph.query.namesakes import Key, initials, key, stem, undirected
from normgraph.query.run import select
from normgraph.store import QuadStore

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[0-9:.]*(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
#: Kinds of names that are a thing's own; a crisis is no namesake of the place where it is.
_OWN = frozenset({"label", "alternative", "title"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from the first to the last, as ISO text; nothing where there is no bound."""

    first: str = ""
    last: str = ""

    def meets(self, other: "Span") -> bool:
        """Return whether the two have a day in common."""
        return not (
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name of a thing, and when it bore it."""

    thing: str  #: IRI
    text: str
    span: Span | None = None  #: None for the name it bears now and for names without dates


def read_day(written: str) -> Span | None:
    """Return the days that a date, a month or a year covers, or None if it is none of them.

    >>> read_day("1961-10")
    Span(first='1961-10-01', last='1961-10-31')
    >>> read_day("unknown") is None
    True
    """
    match = _DAY.fullmatch(written.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Span(first.isoformat(), _last_day(first, bool(month), bool(day)))


class NameBook:
    """The names of some things: looked up whole, by stem, or by initials."""

    def __init__(
        self,
        things: Iterable[Thing],
        dated: Iterable[NameUse] = (),
        spans: Mapping[str, Span] | None = None,
        memberships: Mapping[str, tuple[Span, ...]] | None = None,
    ) -> None:
        self._spans = spans or {}
        self._memberships = memberships or {}
        self._dated: dict[str, list[NameUse]] = defaultdict(list)
        self.whole: dict[Key, list[NameUse]] = defaultdict(list)
        self.stems: dict[Key, list[NameUse]] = defaultdict(list)
        self.undirected: dict[Key, list[NameUse]] = defaultdict(list)
        self.initials: dict[str, list[NameUse]] = defaultdict(list)
        for use in dated:
            self._dated[use.thing].append(use)
            self._enter(use, is_state=True)
        for thing in things:
            self._enter_thing(thing)

    def _enter_thing(self, thing: Thing) -> None:
        own = self._dated.get(thing.iri, ())
        # A name with dates that is also listed without them keeps its dates, unless it is
        # the name of today as well.
        dated = {key(use.text) for use in own}
        space = (iri.split(thing.iri) or ("",))[0]
        for name in thing.names:
            former = name.kind != "label" and key(name.text) in dated
            if name.kind in _OWN and not former:
                self._enter(NameUse(thing.iri, name.text), is_state=space == "state")

    def _enter(self, use: NameUse, *, is_state: bool) -> None:
        self.whole[key(use.text)].append(use)
        if is_state:
            self.stems[stem(use.text)].append(use)
            if directed := undirected(use.text):
                self.undirected[directed].append(use)
            if letters := initials(use.text):
                self.initials[letters].append(use)

    def in_use(self, use: NameUse, day: Span) -> bool:
        """Return whether the thing bore the name on the day, as far as names have dates."""
        if use.span is not None:
            return use.span.meets(day)
        others = [o for o in self._dated.get(use.thing, ()) if o.span and o.span.meets(day)]
        return not others or any(stem(other.text) == stem(use.text) for other in others)

    def has_ended(self, thing: str) -> bool:
        """Return whether the graph knows that the thing is no more."""
        seats = self._memberships.get(thing, ())
        span = self._spans.get(thing, Span())
        return bool(span.last) or bool(seats and all(seat.last for seat in seats))

    def in_being(self, thing: str, day: Span) -> bool:
        """Return whether the thing was there on the day, as far as the graph knows.

        A state that sat in the United Nations, or bore a dated name, was there at the time
        even if the tables of states begin it later, as they do with Ukraine.
        """
        span = self._spans.get(thing)
        names = [use.span for use in self._dated.get(thing, ()) if use.span]
        seats = self._memberships.get(thing, ())
        if any(known.meets(day) for known in (*names, *seats)):
            return True
        if span is not None:
            return span.meets(day)
        left = seats and all(seat.last for seat in seats)
        return not (left and day.first > max(seat.last for seat in seats))


def read_name_book(store: QuadStore, things: Iterable[Thing]) -> NameBook:
    """Return the names of ``things``, with the dates that the graph gives them."""
    spans = {
        row["thing"]: Span(row["from"], _end(row["to"], row["toPrecision"]))
        for row in select(store, "spans").records()
    }
    dated = [
        NameUse(row["state"], row["name"], spans.get(row["stateName"], Span()))
        for row in select(store, "dated_names").records()
    ]
    seats: dict[str, tuple[Span, ...]] = defaultdict(tuple)
    for row in select(store, "all_memberships", organization="un").records():
        if row["from"]:
            seats[row["member"]] += (Span(row["from"], row["to"]),)
    return NameBook(things, dated, spans, seats)


def _end(day: str, precision: str) -> str:
    """Return the last day that an end may mean that is known to the month or year."""
    if not day:
        return ""
    kind = iri.key(precision)
    return _last_day(date.fromisoformat(day), kind != "year", kind not in {"year", "month"})


def _last_day(first: date, month_known: bool, day_known: bool) -> str:  # noqa: FBT001
    if day_known:
        return first.isoformat()
    if not month_known:
        return first.replace(month=12, day=31).isoformat()
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=last).isoformat()
