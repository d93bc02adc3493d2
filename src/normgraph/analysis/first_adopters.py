"""In which order states committed to an instrument, and how early each was."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.commitments import CONTINUATION, CommitmentRecord, Consent, Standing

REFERENCE = (
    "Rogers, E. M. (2003). Diffusion of Innovations, 5th edition. New York: Free Press. "
    "Categories of adopters by time of adoption."
)


class Basis(StrEnum):
    """Of whom the categories are shares."""

    ADOPTERS = "adopters"
    ELIGIBLE = "eligible"


class Category(StrEnum):
    """Rogers's categories of adopters, from the earliest."""

    INNOVATOR = "innovator"
    EARLY_ADOPTER = "early adopter"
    EARLY_MAJORITY = "early majority"
    LATE_MAJORITY = "late majority"
    LAGGARD = "laggard"


#: Up to which share of those who adopt each category but the last goes.
_BOUNDS = (0.025, 0.16, 0.5, 0.84)


@dataclass(frozen=True, slots=True)
class Adopter:
    """One state and when it committed."""

    rank: int = column("Place in the order; states of the same day share the first of theirs.")
    state: str = column("Key of the state.")
    name: str = column("Its name.")
    day: date = column("Day of consent: of deposit, or on which membership began.")
    precision: str = column("Month or year, where the day is known no better and is the first.")
    consent: str = column("Kind of consent.")
    years: float = column("Years since the instrument was adopted.")
    parties: int = column("States that had consented by the end of that day.")
    share: float | None = column(
        "Share of the states existing on that day that had consented, 0 to 1."
    )
    group: str = column("UN regional group of today; empty where none is on record.")
    region: str = column("Region of the M49 standard; empty where none is on record.")
    category: str = column("Category after Rogers, by place in the order.")


@dataclass(frozen=True, slots=True)
class Adoption(Rows):
    """The states that committed to an instrument, in their order."""

    row = Adopter
    adopters: tuple[Adopter, ...]
    title: str  #: of the instrument
    basis: Basis

    def rows(self) -> Sequence[Adopter]:
        """Return the adopters."""
        return self.adopters


def first_adopters(
    standings: Iterable[Standing],
    record: CommitmentRecord,
    *,
    basis: Basis = Basis.ADOPTERS,
    until: date | None = None,
) -> Result[Adoption]:
    """Return the states in the order of their consent to an instrument.

    The categories are quantiles of the order: the first 2.5 percent are innovators, the next
    13.5 early adopters, 34 the early and 34 the late majority, 16 laggards. A state belongs
    where the share of those strictly before it lies, so states of one day fall together.
    Rogers cuts a normal curve at whole standard deviations from the mean time of adoption,
    which gives these shares; here the shares are used as they stand.

    Parameters
    ----------
    standings
        Every state with its beginning and end.
    record
        Who consented and when. States that continue another's consent are left out.
    basis
        Whether the quantiles are of those who did adopt, or of all that could have: adopters,
        and states that exist at the end and had not consented.
    until
        Last day; that of the record if left out or later.

    Raises
    ------
    UndefinedMeasureError
        When no state is on record as having consented by then.

    References
    ----------
    See `REFERENCE`.
    """
    end = min(until or record.last, record.last)
    by_state = {standing.state: standing for standing in standings}
    found = [
        consent
        for consent in record.consents
        if consent.state in by_state and consent.day <= end and consent.kind != CONTINUATION
    ]
    if not found:
        raise UndefinedMeasureError(
            f"No state is on record as having consented to “{record.title}” by {end}, so there "
            "is no first one. See: normgraph query instruments"
        )
    found.sort(key=lambda each: (each.day, each.state))
    without = _without(by_state, record, end)
    whole = len(found) + (without if basis is Basis.ELIGIBLE else 0)
    days = [consent.day for consent in found]
    shares = _shares(by_state, record)
    adopters = tuple(
        _adopter(consent, by_state[consent.state], days, whole, record.opened, shares)
        for consent in found
    )
    return Result(
        value=Adoption(adopters, record.title, basis),
        measure="order of consent, with categories of adopters by quantiles",
        reference=REFERENCE,
        n=len(adopters),
        unit="states that consented",
        sources=tuple(sorted({source for consent in found for source in consent.sources})),
        parameters={
            "instrument": record.instrument,
            "of": str(basis),
            "to": end.isoformat(),
        },
        caveats=_caveats(found, record, basis, without, end),
    )


def _adopter(
    consent: Consent,
    standing: Standing,
    days: Sequence[date],
    whole: int,
    opened: date,
    shares: "Shares",
) -> Adopter:
    rank = days.index(consent.day) + 1
    return Adopter(
        rank=rank,
        state=standing.state,
        name=standing.name,
        day=consent.day,
        precision=consent.precision,
        consent=consent.kind,
        years=round((consent.day - opened).days / 365.25, 2),
        parties=bisect_right(days, consent.day),
        share=shares.on(consent.day),
        group=standing.group,
        region=standing.region,
        category=category((rank - 1) / whole).value,
    )


def category(before: float) -> Category:
    """Return the category of a state before which this share had adopted.

    >>> category(0.0).value, category(0.025).value, category(0.5).value
    ('innovator', 'early adopter', 'late majority')
    """
    return list(Category)[bisect_right(_BOUNDS, before)]


@dataclass(frozen=True, slots=True)
class Shares:
    """States with their first and last day and the day of their consent, if any."""

    spans: tuple[tuple[date, date, date], ...]  #: date.max where there is none

    def on(self, day: date) -> float | None:
        """Return the share of the states existing on a day that had consented."""
        there = [
            consented <= day for first, last, consented in self.spans if first <= day <= last
        ]
        return sum(there) / len(there) if there else None


def _shares(standings: dict[str, Standing], record: CommitmentRecord) -> Shares:
    consented = {consent.state: consent.day for consent in record.consents}
    return Shares(
        tuple(
            (_first(each), each.last or each.left or date.max, consented.get(key, date.max))
            for key, each in standings.items()
            if each.joined or (key in consented and (each.first or each.listed))
        )
    )


def _first(standing: Standing) -> date:
    known = [day for day in (standing.first, standing.joined) if day]
    return date.min if standing.listed and not standing.first else min(known)


def _without(standings: dict[str, Standing], record: CommitmentRecord, end: date) -> int:
    """Return how many states there are at the end that had not consented."""
    consented = {consent.state for consent in record.consents if consent.day <= end}
    return sum(
        _first(each) <= end <= (each.last or each.left or date.max)
        for key, each in standings.items()
        if each.joined and key not in consented
    )


def _caveats(
    found: Sequence[Consent],
    record: CommitmentRecord,
    basis: Basis,
    without: int,
    end: date,
) -> tuple[str, ...]:
    of_whom = (
        f"all that could have by {end}: those that did and {without} members of the United "
        "Nations that had not"
        if basis is Basis.ELIGIBLE
        else "those that did consent, so that somebody is always last"
    )
    told = [
        f"The categories are labels for quantiles of {of_whom}; they describe an order in time "
        "and nothing of a state's character.",
        "A state that began later could not have been among the first, whatever it wished.",
        "Being first to consent is not being first to comply, and says nothing of influence on "
        "those that came later.",
        "The share is of states existing on the day: members of the United Nations and others "
        "that ever consented and whose beginning is on record.",
    ]
    continued = [each.name for each in record.consents if each.kind == CONTINUATION]
    if continued:
        told.append(
            "Not in the order, for they go on with the consent of an earlier state: "
            f"{', '.join(continued)}."
        )
    vague = sum(bool(consent.precision) for consent in found)
    if vague:
        told.append(
            f"{vague} of {len(found)} consents are known only to the month or year and stand "
            "at its first day, so their places are uncertain."
        )
    return tuple(told)
