"""The states that held one permanent seat of the Council, one after the other, as one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from normgraph.query.council import Council
from normgraph.query.records import Term


def holders(terms: Sequence[Term]) -> Mapping[str, tuple[str, ...]]:
    """Return the states that held each permanent seat, by seat, the earliest first."""
    found: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (term.first, term.last or date.max)):
        if term.seat and term.state not in found.setdefault(term.seat, []):
            found[term.seat].append(term.state)
    return {seat: tuple(states) for seat, states in sorted(found.items())}


def told_apart(states: Collection[str], terms: Sequence[Term]) -> tuple[str, ...]:
    """Return a caveat where several of the states held one seat, one after the other."""
    names = {term.state: term.name for term in sorted(terms)}
    held = [[names[s] for s in those if s in states] for those in holders(terms).values()]
    several = "; ".join(", then ".join(those) for those in held if len(those) > 1)
    if not several:
        return ()
    return (f"States that held one permanent seat in turn are not joined: {several}.",)


def seats_joined(record: Council, terms: Sequence[Term]) -> tuple[Council, Mapping[str, str]]:
    """Return the record with one row for each permanent seat, and which row a state is in.

    The row has the key of the last holder in the record and the names of all of them. No
    state held two seats, and no two held one on the same day, so no ballot is lost.
    """
    within: dict[str, str] = {state: state for state in record.states}
    turns = []
    for states in holders(terms).values():
        there = [state for state in states if state in record.states]
        if there:
            within |= dict.fromkeys(states, there[-1])
            turns.append(there)
    return joined_in_last(record, turns, between=" / "), within


def joined_in_last(record: Council, turns: Iterable[Sequence[str]], *, between: str) -> Council:
    """Return the record with the rows of states that took turns joined in that of the last.

    Parameters
    ----------
    record
        In which all of these states are.
    turns
        States that followed one another, none on the same day as another.
    between
        What stands between their names.
    """
    row = {state: number for number, state in enumerate(record.states)}
    ballots, permanent = record.ballots.copy(), record.permanent.copy()
    names, stays = list(record.names), np.ones(len(row), dtype=bool)
    for states in turns:
        *earlier, last = (row[state] for state in states)
        for former in earlier:
            ballots[last] = np.maximum(ballots[last], ballots[former])
            permanent[last] |= permanent[former]
            stays[former] = False
        names[last] = between.join(record.names[row[state]] for state in states)
    return replace(
        record,
        states=tuple(s for s, there in zip(record.states, stays, strict=True) if there),
        names=tuple(name for name, there in zip(names, stays, strict=True) if there),
        ballots=ballots[stays],
        permanent=permanent[stays],
    )
