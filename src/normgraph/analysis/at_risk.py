"""Which states could commit to an instrument, from when, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.query.commitments import CONTINUATION, CommitmentRecord, Consent, Standing


class Eligible(StrEnum):
    """From when a state counts as one that could commit."""

    STATES = "states"
    UN_MEMBERS = "un-members"


@dataclass(frozen=True, slots=True)
class Spell:
    """One state, from the day from which it could commit to the day on which it did."""

    standing: Standing
    start: date
    end: date  #: the day of consent, or the last day on which the state was seen without it
    consent: Consent | None = None  #: None if it had not consented by then
    signed: date | None = None  #: first day of signature

    @property
    def days(self) -> int:
        """Days at risk; none for a consent at once, or from before the state could commit."""
        return max((self.end - self.start).days, 0)


@dataclass(frozen=True, slots=True)
class Population:
    """The states at risk, and those that are left out with the reason."""

    spells: tuple[Spell, ...]  #: by state
    #: Names of parties that go on with the consent of another state, which counts instead.
    continued: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  #: names of parties whose beginning is not on record
    outside: tuple[str, ...] = ()  #: names of parties that were never members of the UN
    early: tuple[str, ...] = ()  #: names of states that consented before they could commit


def population(
    standings: Iterable[Standing],
    record: CommitmentRecord,
    *,
    eligible: Eligible = Eligible.STATES,
    until: date | None = None,
) -> Population:
    """Return which states could commit to an instrument and what became of each.

    A state is at risk from the later of the day on which the instrument was adopted and the
    day on which the state began or joined the United Nations, whichever was first, or on
    which it joined; until it consents, comes to an end, or the record ends. Eligible are
    states that were ever members of the United Nations and others that ever consented to this
    instrument, or members only. A withdrawal does not undo the event. A state that continues
    another state's consent is not a new case.

    Parameters
    ----------
    standings
        Every state, in any order.
    record
        What is on record about the instrument.
    eligible
        Whether risk begins with the state or with its membership in the United Nations.
    until
        Last day of observation; that of the record if left out or later.
    """
    end = min(until or record.last, record.last)
    by_state = {each.state: each for each in record.consents if each.state}
    found: list[Spell] = []
    left: dict[str, list[str]] = {"continued": [], "unknown": [], "outside": [], "early": []}
    for standing in sorted(standings, key=lambda each: each.state):
        consent = by_state.get(standing.state)
        if reason := _left_out(standing, consent, eligible):
            if consent and consent.day <= end:
                left[reason].append(standing.name)
            continue
        start = max(_beginning(standing, eligible) or record.opened, record.opened)
        spell = _spell(standing, consent, start, end)
        if spell is None:
            continue
        if spell.consent and spell.consent.day < start:
            left["early"].append(standing.name)
        signed = record.signatures.get(standing.state)
        found.append(Spell(standing, start, spell.end, spell.consent, signed))
    return Population(tuple(found), **{name: tuple(names) for name, names in left.items()})


def _left_out(standing: Standing, consent: Consent | None, eligible: Eligible) -> str:
    """Return why a state is no case of its own; empty if it is one."""
    if consent and consent.kind == CONTINUATION:
        return "continued"
    if not standing.joined:
        if eligible is Eligible.UN_MEMBERS or not consent:
            return "outside"
        if not standing.first and not standing.listed:
            return "unknown"
    return ""


def _beginning(standing: Standing, eligible: Eligible) -> date | None:
    """Return from when the state could commit; None where that is before all records."""
    if eligible is Eligible.UN_MEMBERS:
        return standing.joined
    if standing.listed and not standing.first:
        return None
    # Some were members of the United Nations before they were independent.
    return min(filter(None, (standing.first, standing.joined)), default=None)


def _spell(standing: Standing, consent: Consent | None, start: date, end: date) -> Spell | None:
    """Return the time at risk, or None if the state was never at risk before the end."""
    last = standing.last or (standing.left if not standing.first else None)
    if consent and consent.day <= end:
        return Spell(standing, start, max(consent.day, start), consent)
    seen = min(last or end, end)
    return Spell(standing, start, seen) if seen >= start else None
