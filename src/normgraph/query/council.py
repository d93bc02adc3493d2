"""The whole record of the Security Council as arrays: members by decisions, ballots in them.

Every measure of who votes with whom, of blocking and of power reads this matrix. It is read
from the store without SPARQL, because comparing members there means joining ballots with
themselves, which takes seconds where an array takes milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from pyoxigraph import DefaultGraph, NamedNode

from normgraph import iri
from normgraph.query import records
from normgraph.query.records import Term
from normgraph.query.run import select
from normgraph.store import Opened, QuadStore, once_per_graph


class Choice(IntEnum):
    """What stands in a cell of the matrix."""

    NO_BALLOT = 0  #: was no member, or nothing is on record
    IN_FAVOUR = 1
    AGAINST = 2
    ABSTAINED = 3
    DID_NOT_VOTE = 4  #: was a member and took no part


Ballots: TypeAlias = npt.NDArray[np.int8]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: The ballots of those who took part.
CAST = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAINED)

_PROPERTIES = {
    "votedFor": Choice.IN_FAVOUR,
    "votedAgainst": Choice.AGAINST,
    "abstained": Choice.ABSTAINED,
    "didNotVote": Choice.DID_NOT_VOTE,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A text or question put to the vote in the Council, or adopted without a vote."""

    key: str
    symbol: str
    title: str
    date: date
    kind: str  #: key: resolution, draft, amendment, paragraph, admission ...
    outcome: str  #: key: adopted, vetoed or lacked-majority
    crises: tuple[str, ...] = ()  #: keys of the crises it concerns, sorted
    without_vote: bool = False
    secret: bool = False
    procedural: bool = False
    listed: bool = False  #: whether the UN library's list of vetoes has it
    sources: tuple[str, ...] = ()  #: keys of the documents that report ballots, sorted

    @property
    def adopted(self) -> bool:
        """Whether it was adopted."""
        return self.outcome == "adopted"


@dataclass(frozen=True, slots=True, eq=False)
class Council:
    """Members by decisions. Rows and columns can be left out, never reordered."""

    decisions: tuple[Decided, ...]  #: the columns, by day and key
    states: tuple[str, ...]  #: the rows, keys of states, sorted
    names: tuple[str, ...]  #: of the states, in English
    ballots: Ballots  #: states by decisions, values of `Choice`
    permanent: Mask  #: states by decisions: held a permanent seat on the day

    def where(self, columns: Mask) -> "Council":
        """Return the record of some decisions, without states that have no ballot there."""
        decisions = tuple(
            decision for decision, taken in zip(self.decisions, columns, strict=True) if taken
        )
        ballots = self.ballots[:, columns]
        there = ballots.any(axis=1)
        return Council(
            decisions=decisions,
            states=tuple(np.array(self.states, dtype=object)[there]),
            names=tuple(np.array(self.names, dtype=object)[there]),
            ballots=ballots[there],
            permanent=self.permanent[:, columns][there],
        )

    def between(self, first: date, last: date) -> "Council":
        """Return the record from ``first`` to ``last``, both included."""
        days = [decision.date for decision in self.decisions]
        return self.where(np.array([first <= day <= last for day in days], dtype=bool))

    def of(self, states: Sequence[str]) -> "Council":
        """Return the ballots of some states, in the order of keys, on every decision here."""
        rows = np.isin(np.array(self.states, dtype=object), list(states))
        return replace(
            self,
            states=tuple(np.array(self.states, dtype=object)[rows]),
            names=tuple(np.array(self.names, dtype=object)[rows]),
            ballots=self.ballots[rows],
            permanent=self.permanent[rows],
        )

    def voted(self) -> "Council":
        """Return the decisions on which ballots are on record."""
        return self.where((self.ballots != Choice.NO_BALLOT).any(axis=0))

    def public(self) -> "Council":
        """Return the decisions on which ballots were cast in public.

        A secret ballot says nothing of how members vote before the eyes of each other; what
        is on record of it is what a source reports.
        """
        voted = self.voted()
        return voted.where(np.array([not each.secret for each in voted.decisions], dtype=bool))

    def contested(self) -> "Council":
        """Return the decisions on which some member voted against or abstained."""
        return self.where(self.count(Choice.AGAINST) + self.count(Choice.ABSTAINED) > 0)

    def count(self, choice: Choice) -> npt.NDArray[np.int64]:
        """Return how many members cast this ballot, by decision."""
        counts: npt.NDArray[np.int64] = (self.ballots == choice).sum(axis=0)
        return counts

    def sources(self) -> tuple[str, ...]:
        """Return the keys of the documents that report these ballots, sorted."""
        return tuple(sorted({key for each in self.decisions for key in each.sources}))


def cast(ballots: Ballots) -> Mask:
    """Return where a member took part: it voted for or against, or abstained."""
    found: Mask = (ballots != Choice.NO_BALLOT) & (ballots != Choice.DID_NOT_VOTE)
    return found


@once_per_graph
def council(opened: Opened) -> Council:
    """Return every decision of the Council with its ballots.

    Texts adopted without a vote have empty columns. The secret ballot of 1996 has those that
    a source reports; whoever compares members asks for `Council.public`.
    """
    decisions = _decisions(opened.store)
    terms = records.terms(opened.store)
    names = {term.state: term.name for term in sorted(terms)}
    states, ballots = ballot_matrix(opened.store, [each.key for each in decisions])
    return Council(
        decisions=decisions,
        states=states,
        names=tuple(names.get(state, state) for state in states),
        ballots=ballots,
        permanent=_permanent(states, decisions, terms),
    )


def ballot_matrix(
    store: QuadStore, decisions: Sequence[str]
) -> tuple[tuple[str, ...], Ballots]:
    """Return the states that cast ballots on these decisions, sorted, and the matrix.

    Parameters
    ----------
    store
        The graph.
    decisions
        Keys, in the order of the columns; ballots on others are left out.
    """
    column = {iri.mint("decision", key): number for number, key in enumerate(decisions)}
    row: dict[str, int] = {}
    cells: list[tuple[int, int, int]] = []
    for name, choice in _PROPERTIES.items():
        node = NamedNode(iri.ONTOLOGY + name)
        for quad in store.quads_for_pattern(None, node, None, DefaultGraph()):
            number = column.get(quad.subject.value)  # type: ignore[union-attr]
            if number is not None:
                state = row.setdefault(quad.object.value, len(row))  # type: ignore[union-attr]
                cells.append((state, number, choice))
    order = sorted(row, key=iri.key)
    place = np.empty(len(row), dtype=np.intp)
    place[[row[state] for state in order]] = range(len(order))
    ballots = np.zeros((len(row), len(column)), dtype=np.int8)
    if cells:
        states, numbers, choices = np.array(cells).T
        ballots[place[states], numbers] = choices
    return tuple(iri.key(state) for state in order), ballots


def _decisions(store: QuadStore) -> tuple[Decided, ...]:
    sources: dict[str, list[str]] = {}
    for row in select(store, "sources_of_ballots").records():
        sources.setdefault(row["decision"], []).append(iri.key(row["source"]))
    procedural = {row["decision"] for row in select(store, "procedural_decisions").records()}
    rows = select(store, "decisions").records()
    found = [
        _decided(list(alike), sources.get(decision, []), procedural=decision in procedural)
        for decision, alike in groupby(rows, key=lambda row: row["decision"])
    ]
    return tuple(sorted(found, key=lambda each: (each.date, each.key)))


def _decided(rows: list[dict[str, str]], sources: list[str], *, procedural: bool) -> Decided:
    row = rows[0]
    return Decided(
        key=iri.key(row["decision"]),
        symbol=row["symbol"],
        title=row["title"],
        date=date.fromisoformat(row["date"]),
        kind=iri.key(row["kind"]),
        outcome=iri.key(row["outcome"]),
        crises=tuple(sorted({iri.key(each["crisis"]) for each in rows if each["crisis"]})),
        without_vote=bool(row["withoutVote"]),
        secret=bool(row["secret"]),
        procedural=procedural,
        listed=bool(row["official"]),
        sources=tuple(sorted(sources)),
    )


def _permanent(
    states: Sequence[str], decisions: Sequence[Decided], terms: Sequence[Term]
) -> Mask:
    days = np.array([decision.date.toordinal() for decision in decisions])
    mask = np.zeros((len(states), len(decisions)), dtype=bool)
    row = {state: number for number, state in enumerate(states)}
    for term in terms:
        if term.seat and term.state in row:
            last = (term.last or date.max).toordinal()
            mask[row[term.state]] |= (days >= term.first.toordinal()) & (days <= last)
    return mask
