"""What happened in a crisis and what was done about it, on one axis of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.crisis_records import LANES, Dated, Yearly

REFERENCE = (
    "normgraph, ontology: ng:Event, ng:Meeting, ng:Decision, ng:Response, ng:Step and "
    "ng:Estimate, each with the document that says so."
)

#: Days shown before the beginning and after the end of a crisis where no window is given.
BEFORE, AFTER = timedelta(days=120), timedelta(days=400)

_NOTHING = "Nothing dated is on record for this crisis. Choose another."


@dataclass(frozen=True, slots=True)
class Placed:
    """A dated thing with its row in its lane; what overlaps in time has rows of its own."""

    dated: Dated
    row: int  #: from 0, at the top of the lane


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated things of one crisis within a window, and yearly figures of its places."""

    crisis: str  #: key of the crisis
    name: str
    first: date  #: first day of the window
    last: date  #: last day of the window
    placed: tuple[Placed, ...]  #: by lane and row
    displaced: tuple[tuple[str, Yearly], ...]  #: by name of the state of origin
    outside: int  #: dated things of the crisis that lie outside the window

    def lanes(self) -> tuple[str, ...]:
        """Return the lanes that have something, from top to bottom."""
        filled = {each.dated.lane for each in self.placed}
        return tuple(lane for lane in LANES if lane in filled)


def window(
    first: date | None, last: date | None, entries: Sequence[Dated]
) -> tuple[date, date]:
    """Return the days between which a timeline is drawn where nobody chose them.

    A while before the crisis began until a while after it ended, or to the last thing on
    record where no end is.

    Raises
    ------
    UndefinedMeasureError
        When there is neither a beginning nor anything on record.
    """
    if not entries and first is None:
        raise UndefinedMeasureError(_NOTHING)
    begins = first or min(entry.first for entry in entries)
    ends = last or max((entry.last or entry.first for entry in entries), default=begins)
    return begins - BEFORE, max(begins, ends) + (AFTER if last else timedelta(days=30))


def timeline(
    crisis: str,
    name: str,
    entries: Iterable[Dated],
    displaced: Iterable[tuple[str, Yearly]],
    first: date,
    last: date,
) -> Result[Timeline]:
    """Return the dated things of a crisis between two days, lane by lane.

    Parameters
    ----------
    crisis, name
        Key and name of the crisis.
    entries
        Its dated things, in any order.
    displaced
        Yearly figures by name of the state of origin.
    first, last
        The window, both days included. A thing that lasts belongs to every window after
        its beginning.

    Raises
    ------
    UndefinedMeasureError
        When nothing is on record or lies in the window, or the window ends before it begins.

    References
    ----------
    See `REFERENCE`.
    """
    if first > last:
        raise UndefinedMeasureError(f"The window from {first} to {last} ends before it begins.")
    everything = sorted(set(entries), key=_order)
    chosen = [each for each in everything if _lies(each, first, last)]
    if not chosen:
        raise UndefinedMeasureError(_nothing(everything, first, last))
    within = {each for each in displaced if first.year <= each[1].year <= last.year}
    years = tuple(sorted(within, key=_by_year))
    sources = {source for each in chosen for source in each.sources}
    sources |= {figure.source for _, figure in years}
    return Result(
        value=Timeline(
            crisis,
            name,
            first,
            last,
            tuple(_placed(chosen, (last - first) * _NAME_ROOM)),
            years,
            len(everything) - len(chosen),
        ),
        measure="dated things of a crisis by lane",
        reference=REFERENCE,
        n=len(chosen),
        unit="dated things",
        sources=tuple(sorted(sources - {""})),
        parameters={"crisis": crisis, "from": first.isoformat(), "to": last.isoformat()},
        caveats=(
            "What is beside or after something else is not thereby its effect.",
            "On record is what curators found and entered; an empty stretch is no proof that "
            "nothing happened or that nobody answered.",
            "Meetings are those at which a text on the crisis was put to the vote and, to the "
            "middle of 2022, those under an agenda item that belongs to it.",
            "What is known only to the month or year stands at its beginning.",
            "People displaced are single figures of their publishers for whole states, and "
            "may have fled from other things as well.",
        ),
    )


def _placed(entries: Iterable[Dated], room: timedelta) -> Iterable[Placed]:
    """Yield each with the first row of its lane that is free when it begins.

    What lasts keeps its row for ``room`` at least, so that its name can stand there.
    """
    free: dict[str, list[date]] = {}
    for each in entries:
        rows = free.setdefault(each.lane, [])
        row = next((i for i, until in enumerate(rows) if until < each.first), len(rows))
        if row == len(rows):
            rows.append(date.min)
        rows[row] = _taken(each, room)
        yield Placed(each, row)


def _taken(entry: Dated, room: timedelta) -> date:
    """Return the last day for which a thing keeps its row to itself."""
    if lasts(entry):
        return date.max
    if entry.lane not in NAMED or entry.last is None or entry.last == entry.first:
        # Of points and unnamed spans several may stand in one place.
        return date.min if entry.last is None else entry.last
    return max(entry.last, entry.first + room)


#: Lanes whose times bear their names in a picture.
NAMED = frozenset({"missions", "sanctions", "inquiries and referrals", "other responses"})
#: Share of the window that a name needs.
_NAME_ROOM = 0.3
#: Lanes of things that last; without an end they go on.
_SPANS = frozenset({"missions", "sanctions"})


def lasts(entry: Dated) -> bool:
    """Return whether a thing without an end goes on, rather than being of one day."""
    return entry.last is None and entry.lane in _SPANS


def _lies(entry: Dated, first: date, last: date) -> bool:
    ends = entry.last or (date.max if lasts(entry) else entry.first)
    return entry.first <= last and ends >= first


def _nothing(everything: Sequence[Dated], first: date, last: date) -> str:
    """Return that nothing lies in a window, and whether another one would help."""
    if not everything:
        return _NOTHING
    return f"Nothing of this crisis is dated between {first} and {last}. Widen it."


def _order(entry: Dated) -> tuple[object, ...]:
    ends = entry.last or date.max
    named = entry.label, entry.kind, entry.thing
    return LANES.index(entry.lane), entry.first, *named, ends, entry.precision, entry.sources


def _by_year(each: tuple[str, Yearly]) -> tuple[object, ...]:
    place, figure = each
    low, high = figure.low or 0, figure.high or 0
    return place, figure.year, figure.counted, figure.best, low, high, figure.source
