"""How often each permanent seat of the Security Council has vetoed, and when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.query.records import Term, Veto

REFERENCE = (
    "Charter of the United Nations, Article 27(3). "
    "United Nations, Dag Hammarskjöld Library: Security Council, Veto List."
)

#: Last entry of the library's list as it was read (2022-05-26, S/2022/431). Later texts are
#: not off the list: it was not read for them. A test compares this day with the graph.
LIST_ENDS = date(2022, 5, 26)


class Span(StrEnum):
    """How long the periods are in which vetoes are counted."""

    YEAR = "year"
    DECADE = "decade"

    def beginning(self, year: int) -> int:
        """Return the first year of the period in which ``year`` lies.

        >>> Span.DECADE.beginning(2011)
        2010
        """
        return year if self is Span.YEAR else year - year % 10

    @property
    def years(self) -> int:
        """The length of a period in years."""
        return 1 if self is Span.YEAR else 10


@dataclass(frozen=True, slots=True, order=True)
class VetoCount:
    """How often a state in a permanent seat vetoed in one period, by both countings."""

    begins: int  #: first year of the period
    seat: str  #: key of the seat
    state: str  #: key of the state that held it
    #: Drafts beside which the library's list names the state; None where the period begins
    #: after the list ends.
    listed: int | None
    votes: int  #: every separate vote: paragraphs, amendments and unlisted texts as well


@dataclass(frozen=True, slots=True)
class VetoSeries:
    """Vetoes over time. A text vetoed by two members is counted once for each of them."""

    counts: tuple[VetoCount, ...]  #: by period, seat and state, zeros included
    seats: tuple[tuple[str, str], ...]  #: key and name of each seat, most vetoes first
    tenures: tuple[Term, ...]  #: who held the seats, by first day
    span: Span
    drafts_listed: int  #: texts on the library's list, each once
    votes: int  #: vetoed votes on record, each once

    def listed_by(self, seat: str, state: str | None = None) -> int:
        """Return the vetoes of a seat, or of one state in it, in the library's counting."""
        return sum(count.listed or 0 for count in self._of(seat, state))

    def votes_by(self, seat: str, state: str | None = None) -> int:
        """Return the vetoes of a seat, or of one state in it, counting every vote."""
        return sum(count.votes for count in self._of(seat, state))

    def _of(self, seat: str, state: str | None) -> list[VetoCount]:
        of_seat = [count for count in self.counts if count.seat == seat]
        return [count for count in of_seat if state in {None, count.state}]


def vetoes_over_time(
    vetoes: Iterable[Veto], terms: Iterable[Term], period: Period, *, span: Span = Span.YEAR
) -> Result[VetoSeries]:
    """Return the vetoes of each permanent seat over time, in both countings.

    Parameters
    ----------
    vetoes
        Each veto of each vote, in any order; those outside ``period`` are left out.
    terms
        Who held which permanent seat, and when; elected terms are left out.
    period
        No longer than the record: a year without a veto counts as zero.
    span
        Whether to count by year or by decade. The first and the last may be cut by
        ``period``.

    Returns
    -------
    Result of VetoSeries
        One count for each period and state that held a seat in it.

    References
    ----------
    See `REFERENCE`. The library counts one veto for each draft and member; it does not count
    separate votes on paragraphs and amendments, which the second counting does. Its counting
    rests on its list, the other on ballots; where these disagree, both stand as they are.
    """
    chosen = sorted({veto for veto in vetoes if veto.date in period})
    tenures = sorted(
        term for term in terms if term.seat and period.overlaps(term.first, term.last)
    )
    listed = Counter(_place(veto, span) for veto in chosen if veto.official)
    votes = Counter(_place(veto, span) for veto in chosen if veto.recorded)
    places = sorted(listed.keys() | votes.keys() | _held(tenures, period, span))
    ended = LIST_ENDS.year
    counts = tuple(
        VetoCount(*place, None if place[0] > ended else listed[place], votes[place])
        for place in places
    )
    return Result(
        value=VetoSeries(
            counts=counts,
            seats=_seats(tenures, chosen),
            tenures=tuple(tenures),
            span=span,
            drafts_listed=len({veto.decision for veto in chosen if veto.official}),
            votes=len({veto.decision for veto in chosen if veto.recorded}),
        ),
        measure=f"vetoes cast, by permanent seat and {span}",
        reference=REFERENCE,
        n=len({veto.decision for veto in chosen}),
        unit="vetoed votes",
        sources=_sources(chosen, tenures),
        parameters={
            "by": str(span),
            **period.as_parameters(),
        },
        caveats=_caveats(period),
    )


def _place(veto: Veto, span: Span) -> tuple[int, str, str]:
    return span.beginning(veto.date.year), veto.seat, veto.state


def _held(tenures: Iterable[Term], period: Period, span: Span) -> set[tuple[int, str, str]]:
    """Return each period with each seat and the states that held it for a day of it."""
    places = set()
    for term in tenures:
        first = max(term.first, period.first).year
        last = min(term.last or period.last, period.last).year
        places |= {(span.beginning(y), term.seat, term.state) for y in range(first, last + 1)}
    return places


def _seats(tenures: list[Term], vetoes: list[Veto]) -> tuple[tuple[str, str], ...]:
    names: dict[str, list[str]] = {veto.seat: [] for veto in vetoes}
    for term in tenures:
        held = names.setdefault(term.seat, [])
        if term.name and term.name not in held:
            held.append(term.name)
    votes = Counter(veto.seat for veto in vetoes if veto.recorded)
    order = sorted(names, key=lambda seat: (-votes[seat], seat))
    return tuple((seat, " / ".join(names[seat]) or seat) for seat in order)


def _sources(vetoes: Iterable[Veto], tenures: Iterable[Term]) -> tuple[str, ...]:
    voted = {source for veto in vetoes for source in veto.sources}
    return tuple(sorted(voted | {term.source for term in tenures if term.source}))


def _caveats(period: Period) -> tuple[str, ...]:
    caveats = [
        "The hidden veto leaves no trace: drafts withdrawn, softened or never tabled because a "
        "veto was threatened or expected.",
        "A text vetoed by several members counts once for each of them, so the seats add up to "
        "more than the texts.",
        "A veto says nothing of its reasons, nor of what the text would have achieved; texts "
        "differ in weight.",
        "The first counting takes the names on the library's list, the second follows from "
        "ballots as recorded elsewhere; on a few texts the two disagree about a member.",
        "Where one seat was held by two states in turn, the counts of both are given and their "
        "sum is of the seat, not of either state.",
    ]
    if period.last > LIST_ENDS:
        caveats.append(
            f"The library's list was read to {LIST_ENDS}; after that day its counting has no "
            f"value, and only the counting of every separate vote goes on to {period.last}."
        )
    caveats.append(f"It ends on {period.last}: of texts that failed later there is no record.")
    return tuple(caveats)
