"""Which part of the Council's record an analysis looks at, as parameters say it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from normgraph.analysis.definition import Parameter
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.errors import QueryError, UndefinedMeasureError, UnknownNameError
from normgraph.query import kept
from normgraph.query.council import Choice, Council, council
from normgraph.store import Opened


class Scope(StrEnum):
    """Which decisions are compared."""

    ALL = "all"
    CONTESTED = "contested"


PERIOD = (
    Parameter("from", "day", "First day, month or year; the record's first if left out.", ""),
    Parameter("to", "day", "Last day, month or year; the record's last if left out.", ""),
)
#: Words that stand for states, and what they mean.
PERMANENT, EVERY = "permanent", "all"
GROUPS = {PERMANENT: "permanent members", EVERY: "all members"}


def chosen_period(
    opened: Opened, chosen: Mapping[str, str], *, of_failed: bool = False
) -> Period:
    """Return the period chosen, no longer than the record, or that of failed texts.

    Raises
    ------
    QueryError
        When it lies outside the record.
    UndefinedMeasureError
        When there is no record.
    """
    covered = kept.coverage(opened)
    if covered is None:
        raise UndefinedMeasureError("The graph has no decision. Run: normgraph build")
    first = first_day(chosen["from"]) if chosen["from"] else covered.first
    end = covered.failed if of_failed else covered.last
    last = last_day(chosen["to"]) if chosen["to"] else end
    # A day that was left out follows the record, and cannot be what the other contradicts.
    outside = (not chosen["to"] and first > end) or (not chosen["from"] and last < first)
    if outside or not Period(first, last).overlaps(covered.first, end):
        asked = {(False, True): f"since {first}", (True, False): f"until {last}"}
        where = asked.get(
            (bool(chosen["to"]), bool(chosen["from"])), f"between {first} and {last}"
        )
        message = f"The record goes from {covered.first} to {end}; nothing of it lies {where}."
        raise QueryError(message)
    return Period(max(first, covered.first), min(last, end))


def failures_unknown(opened: Opened, period: Period) -> tuple[str, ...]:
    """Return a caveat where the period goes on after the last text on record that failed."""
    covered = kept.coverage(opened)
    if covered is None or period.last <= covered.failed:
        return ()
    return (
        f"Texts that failed after {covered.failed} are not on record, while adopted ones are "
        "until the end of the period: disagreement since then may look smaller than it was.",
    )


def ballots_in(
    opened: Opened, period: Period, scope: Scope, states: Sequence[str] = ()
) -> Council:
    """Return the decisions of a period with ballots on record, by all or by some states.

    Contested is what some member of the Council voted against or abstained from, whether or
    not it is among ``states``.

    Raises
    ------
    UndefinedMeasureError
        When no such ballot was cast.
    """
    found = council(opened).between(period.first, period.last).public()
    if scope is Scope.CONTESTED:
        found = found.contested()
    if states:
        found = found.of(states)
    if not found.ballots.size or not (found.ballots != Choice.NO_BALLOT).any():
        message = (
            f"No ballot was cast between {period.first} and {period.last} that counts here."
        )
        raise UndefinedMeasureError(message)
    return found


def chosen_states(opened: Opened, written: str) -> tuple[str, ...]:
    """Return the keys of states written with commas between them; none for all members.

    ``permanent`` stands for every state that ever held a permanent seat, ``all`` for all
    members.

    Raises
    ------
    UnknownNameError
        When a state never cast a ballot in the Council.
    """
    whole = council(opened)
    states: list[str] = []
    for word in filter(None, (word.strip() for word in written.split(","))):
        if word == EVERY:
            return ()
        if word == PERMANENT:
            held = np.flatnonzero(whole.permanent.any(axis=1))
            states += [whole.states[number] for number in held]
        elif word in whole.states:
            states.append(word)
        else:
            raise UnknownNameError("member of the Security Council", word, whole.states)
    return tuple(dict.fromkeys(states))
