"""Who is bound by an instrument, and since when: its parties over time, and a party's texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.records import Commitment

REFERENCE = (
    "Vienna Convention on the Law of Treaties, 1969, Articles 2(1)(b), 2(1)(g), 24, 54 and 70: "
    "a party is bound from the day on which its consent takes effect."
)


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the parties to an instrument change."""

    day: date
    joined: int  #: parties bound from this day on
    left: int  #: parties that were bound until the day before
    parties: int  #: bound at the end of the day


@dataclass(frozen=True, slots=True)
class RatificationCurve:
    """The number of parties to one instrument over time."""

    instrument: str  #: key of the instrument
    title: str
    changes: tuple[Change, ...]  #: oldest first
    until: date  #: the day to which the curve is drawn
    commitments: tuple[Commitment, ...]  #: oldest first

    def on(self, day: date) -> int:
        """Return how many parties the instrument binds on a day."""
        return sum(_binds(commitment, day) for commitment in self.commitments)


@dataclass(frozen=True, slots=True)
class CommitmentSpans:
    """When which instruments bind one party."""

    party: str  #: key with its key space
    name: str
    spans: tuple[Commitment, ...]  #: oldest first
    until: date  #: the day to which spans that last are drawn


def ratification_curve(
    commitments: Iterable[Commitment], until: date | None = None
) -> Result[RatificationCurve]:
    """Return how the parties to one instrument came and went.

    Parameters
    ----------
    commitments
        Every time that the instrument binds a party, in any order.
    until
        The day to which the record goes; that of the last change if left out or earlier.

    Returns
    -------
    Result of RatificationCurve
        A change for each day on which somebody came to be bound or ceased to be.

    Raises
    ------
    UndefinedMeasureError
        When nobody was ever bound.

    References
    ----------
    See `REFERENCE`. The count is of parties bound, not of instruments deposited, so it trails
    a depositary's count by the lag that the treaty sets.
    """
    chosen = sorted(commitments, key=_order)
    if not chosen:
        raise UndefinedMeasureError(
            "No treaty action or membership binds anybody to this instrument; a curve of its "
            "parties has no value. See: normgraph query instruments"
        )
    begun = [commitment.first for commitment in chosen]
    ended = [_day_after(commitment.last) for commitment in chosen if commitment.last]
    changes = tuple(
        Change(
            day=day,
            joined=begun.count(day),
            left=ended.count(day),
            parties=sum(_binds(commitment, day) for commitment in chosen),
        )
        for day in sorted({*begun, *ended})
    )
    return Result(
        value=RatificationCurve(
            instrument=chosen[0].instrument,
            title=chosen[0].title,
            changes=changes,
            until=max(until or changes[-1].day, changes[-1].day),
            commitments=tuple(chosen),
        ),
        measure="parties bound by an instrument, by day",
        reference=REFERENCE,
        n=len({commitment.party for commitment in chosen}),
        unit="parties, past ones included",
        sources=_sources(chosen),
        parameters={"instrument": chosen[0].instrument},
        caveats=_curve_caveats(chosen),
    )


def commitment_spans(
    commitments: Iterable[Commitment], until: date | None = None
) -> Result[CommitmentSpans]:
    """Return when which instruments bind one party.

    Parameters
    ----------
    commitments
        Every time that something binds the party, in any order.
    until
        The day to which the record goes; the last one known if left out or earlier.

    Raises
    ------
    UndefinedMeasureError
        When nothing ever bound it.

    References
    ----------
    See `REFERENCE`.
    """
    chosen = sorted(commitments, key=_order)
    if not chosen:
        raise UndefinedMeasureError(
            "No treaty action or membership in the graph binds this party to anything. "
            "See: normgraph query states"
        )
    return Result(
        value=CommitmentSpans(
            party=chosen[0].party,
            name=chosen[0].name,
            spans=tuple(chosen),
            until=max(
                *(day for each in chosen for day in (each.first, each.last or each.first)),
                until or chosen[0].first,
            ),
        ),
        measure="times during which instruments bind a party",
        reference=REFERENCE,
        n=len({commitment.instrument for commitment in chosen}),
        unit="instruments",
        sources=_sources(chosen),
        parameters={"party": chosen[0].party},
        caveats=(
            "Being bound is not being in compliance, and not being bound is not being free: "
            "custom binds beside treaties.",
            "A reservation can take a provision out for the party; the bars do not show it.",
            "Only instruments that the graph holds are here; a state is bound by many more.",
            *_doubts(chosen),
        ),
    )


def _order(commitment: Commitment) -> tuple[date, str, str, date]:
    last = commitment.last or date.max
    return commitment.first, commitment.party, commitment.instrument, last


def _binds(commitment: Commitment, day: date) -> bool:
    return commitment.first <= day and (commitment.last is None or day <= commitment.last)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _sources(commitments: Iterable[Commitment]) -> tuple[str, ...]:
    return tuple(sorted({source for each in commitments for source in each.sources}))


def _curve_caveats(commitments: list[Commitment]) -> tuple[str, ...]:
    return (
        "It counts who is bound, not who complies, nor with which reservations.",
        "A depositary counts from the deposit of a consent; here a party counts from the day "
        "on which the consent takes effect, so the curve lies a little later.",
        "Where a state came to an end, its successors count from their own succession, which "
        "may look back to the day of independence or count from its notification, as the "
        "source has it.",
        *_doubts(commitments),
    )


def _doubts(commitments: list[Commitment]) -> tuple[str, ...]:
    weak = [each for each in commitments if each.verification in {"secondary", "unverified"}]
    vague = [each for each in commitments if each.precision]
    told = []
    if weak:
        told.append(
            f"{len(weak)} of {len(commitments)} times rest on a secondary source or on a date "
            "that could not be verified; the data page lists them."
        )
    if vague:
        told.append(
            f"{len(vague)} of {len(commitments)} times begin on a day known only to the month "
            "or year and stand at its first day."
        )
    return tuple(told)
