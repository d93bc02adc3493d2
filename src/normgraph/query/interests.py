"""Records of what may give a permanent member an interest: neighbours, allies, its region."""

from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query import kept
from normgraph.query.records import Term
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph


@dataclass(frozen=True, slots=True)
class Tie:
    """A bond between a state that held a permanent seat and another state."""

    kind: str  #: ally, neighbour or region
    state: str  #: key of the state that held the seat
    other: str  #: key of the other state
    source: str  #: key of the document that reports it
    first: date = date.min  #: from when; a border or a region has no dates
    last: date = date.max


@dataclass(frozen=True, slots=True)
class Ties:
    """The permanent seats and the bonds of the states that held them."""

    tenures: tuple[Term, ...]  #: of permanent seats
    ties: tuple[Tie, ...]


@once_per_graph
def ties(opened: Opened) -> Ties:
    """Return the permanent seats and the bonds of the states that held them.

    A state without a region of today, such as the Soviet Union, has that of the state that
    holds its seat now.
    """
    tenures = tuple(term for term in kept.terms(opened) if term.seat)
    held = sorted({term.state for term in tenures})
    found = [tie for state in held for tie in _bonds(opened, state)]
    return Ties(tenures, (*found, *_regions(opened, tenures)))


def _bonds(opened: Opened, state: str) -> list[Tie]:
    found = [
        Tie("neighbour", state, iri.key(row["neighbour"]), iri.key(row["source"]))
        for row in select(opened.store, "neighbours", state=state).records()
    ]
    for row in select(opened.store, "allies", state=state).records():
        first = date.fromisoformat(row["from"])
        last = date.fromisoformat(row["to"]) if row["to"] else date.max
        found.append(
            Tie("ally", state, iri.key(row["ally"]), iri.key(row["source"]), first, last)
        )
    return found


def _regions(opened: Opened, tenures: tuple[Term, ...]) -> list[Tie]:
    rows = list(select(opened.store, "regions_of_states").records())
    region = {iri.key(row["state"]): row["region"] for row in rows}
    now = {term.seat: term.state for term in tenures if term.last is None}
    found = []
    for term in tenures:
        own = region.get(term.state) or region.get(now.get(term.seat, ""))
        found += [
            Tie("region", term.state, iri.key(row["state"]), iri.key(row["source"]))
            for row in rows
            if row["region"] == own and iri.key(row["state"]) != term.state
        ]
    return found
