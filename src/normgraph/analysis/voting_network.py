"""Who votes with whom in the Security Council."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.selection import Scope
from normgraph.errors import UndefinedMeasureError
from normgraph.query.records import Ballot, Term, Vote

LIJPHART = (
    "Lijphart, A. (1963). The Analysis of Bloc Voting in the General Assembly: A Critique and "
    "a Proposal. American Political Science Review 57(4), 902-917."
)

#: States by decisions: 1 where the state cast that ballot, 0 elsewhere.
Cast: TypeAlias = npt.NDArray[np.float64]


class Agreement(StrEnum):
    """How the agreement of two states is measured."""

    SAME_BALLOT = "same-ballot"
    LIJPHART = "lijphart"


def voting_network(
    votes: Iterable[Vote],
    terms: Iterable[Term],
    period: Period,
    *,
    agreement: Agreement = Agreement.SAME_BALLOT,
    scope: Scope = Scope.ALL,
    minimum_shared: int = 1,
) -> Result["nx.Graph[str]"]:
    """Return the network of agreement among the members of the Council in ``period``.

    Parameters
    ----------
    votes
        Ballots in any order; those outside ``period`` are left out. A member that did not
        take part in a vote is left out for that decision.
    terms
        Who was a member, and when.
    agreement
        The share of shared decisions with the same ballot; or Lijphart's index, in which an
        abstention beside a vote in favour or against is half an agreement.
    scope
        All decisions, or only those on which some member voted against or abstained.
    minimum_shared
        Two members are joined only if both cast a ballot on at least so many decisions.

    Returns
    -------
    Result of networkx.Graph
        Nodes are keys of states, sorted, with ``label``, ``permanent`` and ``ballots``. Each
        edge has ``weight`` (share, 0 to 1), ``shared`` and ``agreed`` (numbers of decisions).
        Members without a shared decision have no edge: that is not an agreement of zero.

    Raises
    ------
    UndefinedMeasureError
        When no ballot was cast on such a decision in the period.

    References
    ----------
    See `LIJPHART`. He reports percentages of all roll calls; here they are shares of the
    decisions on which both cast a ballot.
    """
    cast = {
        (vote.decision, vote.state): vote
        for vote in sorted(votes)
        if vote.date in period and vote.ballot is not Ballot.DID_NOT_VOTE
    }
    if scope is Scope.CONTESTED:
        contested = {d for (d, _), vote in cast.items() if vote.ballot is not Ballot.IN_FAVOUR}
        cast = {place: vote for place, vote in cast.items() if place[0] in contested}
    if not cast:
        message = (
            f"No ballot was cast between {period.first} and {period.last} that counts here."
        )
        raise UndefinedMeasureError(message)
    members = [term for term in terms if period.overlaps(term.first, term.last)]
    states = sorted({state for _, state in cast} | {term.state for term in members})
    decisions = sorted({decision for decision, _ in cast})
    arrays = _arrays(cast.values(), states, decisions)
    network = _nodes(states, members, arrays)
    _join(network, states, arrays, agreement, minimum_shared)
    sources = {vote.source for vote in cast.values()} | {term.source for term in members}
    return Result(
        value=network,
        measure=(
            "index of agreement"
            if agreement is Agreement.LIJPHART
            else "share of decisions with the same ballot"
        ),
        reference=LIJPHART,
        n=len(decisions),
        unit="decisions",
        sources=tuple(sorted(filter(None, sources))),
        parameters={
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "agreement": str(agreement),
            "decisions": str(scope),
            "minimum_shared": minimum_shared,
        },
        caveats=_caveats(scope),
    )


def _arrays(
    votes: Iterable[Vote], states: list[str], decisions: list[str]
) -> dict[Ballot, Cast]:
    row = {state: number for number, state in enumerate(states)}
    column = {decision: number for number, decision in enumerate(decisions)}
    arrays = {
        ballot: np.zeros((len(states), len(decisions)))
        for ballot in (Ballot.IN_FAVOUR, Ballot.AGAINST, Ballot.ABSTAINED)
    }
    for vote in votes:
        arrays[vote.ballot][row[vote.state], column[vote.decision]] = 1
    return arrays


def _nodes(
    states: list[str], members: list[Term], arrays: dict[Ballot, Cast]
) -> "nx.Graph[str]":
    names = {term.state: term.name for term in sorted(members) if term.name}
    permanent = {term.state for term in members if term.seat}
    ballots = np.sum(list(arrays.values()), axis=(0, 2))
    network: nx.Graph[str] = nx.Graph()
    for state, number in zip(states, ballots, strict=True):
        network.add_node(
            state,
            label=names.get(state, state),
            permanent=state in permanent,
            ballots=int(number),
        )
    return network


def _join(
    network: "nx.Graph[str]",
    states: list[str],
    arrays: dict[Ballot, Cast],
    agreement: Agreement,
    minimum_shared: int,
) -> None:
    """Add the edges: all pairs at once, as products of states by decisions."""
    cast = np.sum(list(arrays.values()), axis=0)
    shared = cast @ cast.T
    agreed = np.sum([array @ array.T for array in arrays.values()], axis=0)
    half = arrays[Ballot.ABSTAINED] @ (cast - arrays[Ballot.ABSTAINED]).T
    score = agreed + (half + half.T) / 2 if agreement is Agreement.LIJPHART else agreed
    for one, other in zip(*np.triu_indices(len(states), k=1), strict=True):
        if (number := int(shared[one, other])) >= max(1, minimum_shared):
            network.add_edge(
                states[one],
                states[other],
                weight=float(score[one, other]) / number,
                shared=number,
                agreed=int(agreed[one, other]),
            )


def _caveats(scope: Scope) -> tuple[str, ...]:
    caveats = [
        "Recorded votes only: texts adopted without a vote, agreed beforehand, or dropped for "
        "fear of a veto leave no trace here.",
        "The same ballot does not mean the same reasons, and texts are negotiated before they "
        "are put to the vote.",
        "Members that never sat together have no edge; that is not disagreement.",
        "Shares over few decisions vary by chance; the number shared stands beside each.",
    ]
    if scope is Scope.CONTESTED:
        caveats.append(
            "Contested decisions only: those on which some member voted against or abstained. "
            "Agreement over all decisions is higher."
        )
    return tuple(caveats)
