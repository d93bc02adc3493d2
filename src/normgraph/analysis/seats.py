"""The states that held one permanent seat of the Council, one after the other, as one."""

from collections.abc import Collection, Mapping, Sequence
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
    row = {state: number for number, state in enumerate(record.states)}
    ballots, permanent = record.ballots.copy(), record.permanent.copy()
    names, kept = list(record.names), np.ones(len(row), dtype=bool)
    within: dict[str, str] = {state: state for state in record.states}
    for states in holders(terms).values():
        *earlier, last = [state for state in states if state in row] or [""]
        for state in earlier:
            ballots[row[last]] = np.maximum(ballots[row[last]], ballots[row[state]])
            permanent[row[last]] |= permanent[row[state]]
            kept[row[state]] = False
        if earlier:
            names[row[last]] = " / ".join(record.names[row[s]] for s in (*earlier, last))
        within |= {state: last for state in states if last}
    joined = replace(
        record,
        states=tuple(s for s, there in zip(record.states, kept, strict=True) if there),
        names=tuple(name for name, there in zip(names, kept, strict=True) if there),
        ballots=ballots[kept],
        permanent=permanent[kept],
    )
    return joined, within
