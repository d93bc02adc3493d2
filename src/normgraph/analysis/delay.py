"""How many days passed from the onset of a crisis to a response, as exactly as is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from normgraph.query.crisis_responses import Answered, Crisis, Days, Responded

#: First year of UCDP's figures: the onset of a crisis that began before cannot be read there.
FIRST_YEAR_OF_DEATHS = 1989
_DEATHS = "deaths-organized-violence"


class Onset(StrEnum):
    """Where the days are counted from."""

    RECORD = "record"  #: the beginning that the graph gives the crisis
    SOURCE = "source"  #: the earliest beginning that a single cited source draws
    DEATHS = "deaths"  #: the first year of the crisis with deaths documented by UCDP


ONSETS: Mapping[Onset, str] = {
    Onset.RECORD: "the beginning that the record gives the crisis",
    Onset.SOURCE: "the earliest beginning that a cited source draws",
    Onset.DEATHS: "the first year of the crisis in which UCDP documents deaths in its places",
}


@dataclass(frozen=True, slots=True)
class Delay:
    """The days from an onset to the first response at or after it."""

    low: int | None = None  #: fewest days that it may be; None where there is no response
    high: int | None = None  #: most days that it may be
    before: bool = False  #: whether a response had begun before the onset
    thing: str = ""  #: the response with the fewest days: key with its key space
    source: str = ""  #: key of the document that reports it

    @property
    def known(self) -> bool:
        """Whether there is a response at or after the onset."""
        return self.low is not None


def delay(onset: Days, responses: Iterable[Responded]) -> Delay:
    """Return the days from an onset to the first of the responses at or after it.

    With the onset somewhere in ``[a, b]`` and response ``i`` in ``[c_i, d_i]`` the fewest
    days are ``min max(0, c_i - b)`` and the most ``min (d_i - a)``, over the responses with
    ``d_i >= a``. A response with ``d_i < a`` was there before: it is no negative delay, and
    it does not count as an answer to the crisis. One of the very month or year to which alone
    the onset is known may have come before or after; it counts as after, from 0 days.

    Returns
    -------
    Delay
        In days; without a number where nothing came at or after the onset. Never negative.

    Examples
    --------
    The crisis began in March 2011, the response came on 10 April:

    >>> found = Responded("x", Days.of("2011-04-10"), "mediation", "Response", "response/y")
    >>> known = delay(Days.of("2011-03-01", "month"), [found])
    >>> known.low, known.high
    (10, 40)
    """
    low = high = None
    before, thing, source = False, "", ""
    for each in responses:
        if each.began.last < onset.first:
            before = True
            continue
        fewest = max(0, (each.began.first - onset.last).days)
        most = (each.began.last - onset.first).days
        high = most if high is None else min(high, most)
        if low is None or (fewest, each.thing) < (low, thing):
            low, thing, source = fewest, each.thing, each.source
    return Delay(low, high, before, thing, source)


def onsets(record: Answered, onset: Onset) -> dict[str, Days]:
    """Return when each crisis began; a crisis for which the choice gives no day is left out.

    Parameters
    ----------
    record
        Every crisis with its bounds and figures.
    onset
        What counts as the onset. By ``DEATHS`` it is a whole year, and crises that began
        before 1989 have none, for what had happened by then is not in the figures.
    """
    if onset is Onset.RECORD:
        return {crisis.key: crisis.began for crisis in record.crises}
    if onset is Onset.SOURCE:
        return _by_source(record)
    return _by_deaths(record)


def years(crisis: Crisis, last: int) -> range:
    """Return the calendar years that a crisis touches, to ``last`` where it lasts."""
    ends = crisis.ended.last.year if crisis.ended else last
    return range(crisis.began.first.year, min(ends, last) + 1)


def _by_source(record: Answered) -> dict[str, Days]:
    found: dict[str, Days] = {}
    for bound in record.bounds:
        other = found.get(bound.crisis, bound.began)
        # The earliest of several days lies between the earliest of their first and last days.
        found[bound.crisis] = Days(
            min(other.first, bound.began.first), min(other.last, bound.began.last)
        )
    return found


def _by_deaths(record: Answered) -> dict[str, Days]:
    documented: dict[str, set[int]] = {}
    for figure in record.figures:
        if figure.quantity == _DEATHS and figure.best > 0:
            documented.setdefault(figure.place, set()).add(figure.year)
    last = max((year for found in documented.values() for year in found), default=0)
    found = {}
    for crisis in record.crises:
        if crisis.began.first.year < FIRST_YEAR_OF_DEATHS:
            continue
        there = {year for place in crisis.places for year in documented.get(place, ())}
        if first := min(there & set(years(crisis, last)), default=None):
            found[crisis.key] = Days.of(f"{first}-01-01", "year")
    return found
