"""Who votes with whom in the Security Council."""

from collections.abc import Iterable
from enum import StrEnum

import networkx as nx
import numpy as np

from normgraph.analysis.agreement import (
    LIJPHART,
    Measure,
    agreement,
    identical,
    joint_ballots,
    shared,
)
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.selection import Scope
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council, cast
from normgraph.query.records import Term


class Agreement(StrEnum):
    """How the agreement of two states is measured."""

    SAME_BALLOT = "same-ballot"
    LIJPHART = "lijphart"

    @property
    def measure(self) -> Measure:
        """The measure of agreement that is meant."""
        return Measure.INDEX if self is Agreement.LIJPHART else Measure.IDENTICAL


def voting_network(
    record: Council,
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
    record
        Decisions with their ballots; those outside ``period`` and secret ballots are left
        out. A member that did not take part in a vote is left out for that decision.
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
    found = _cast(record.between(period.first, period.last).public(), scope)
    if not found.decisions:
        message = (
            f"No ballot was cast between {period.first} and {period.last} that counts here."
        )
        raise UndefinedMeasureError(message)
    members = [term for term in terms if period.overlaps(term.first, term.last)]
    network = _nodes(found, members)
    _join(network, found, agreement.measure, max(1, minimum_shared))
    sources = {*found.sources(), *(term.source for term in members)}
    return Result(
        value=network,
        measure=(
            "index of agreement"
            if agreement is Agreement.LIJPHART
            else "share of decisions with the same ballot"
        ),
        reference=LIJPHART,
        n=len(found.decisions),
        unit="decisions",
        sources=tuple(sorted(filter(None, sources))),
        parameters={
            **period.as_parameters(),
            "agreement": str(agreement),
            "decisions": str(scope),
            "minimum_shared": minimum_shared,
        },
        caveats=_caveats(scope),
    )


def _cast(record: Council, scope: Scope) -> Council:
    """Return the decisions on which somebody cast a ballot, all or the contested ones."""
    if scope is Scope.CONTESTED:
        return record.contested()
    return record.where(np.any(cast(record.ballots), axis=0))


def _nodes(record: Council, members: list[Term]) -> "nx.Graph[str]":
    names = dict(zip(record.states, record.names, strict=True))
    names |= {term.state: term.name for term in sorted(members) if term.name}
    permanent = {term.state for term in members if term.seat}
    numbers = cast(record.ballots).sum(axis=1).tolist()
    ballots = dict(zip(record.states, numbers, strict=True))
    present = {state for state, number in ballots.items() if number}
    network: nx.Graph[str] = nx.Graph()
    for state in sorted(present | {term.state for term in members}):
        network.add_node(
            state,
            label=names.get(state, state),
            permanent=state in permanent,
            ballots=ballots.get(state, 0),
        )
    return network


def _join(network: "nx.Graph[str]", record: Council, measure: Measure, minimum: int) -> None:
    """Add the edges: all pairs at once, from one product of arrays."""
    tables = joint_ballots(record.ballots)
    number = np.triu(shared(tables), k=1)
    pairs = np.nonzero(number >= minimum)
    columns = (agreement(tables, measure), number, identical(tables))
    cells = zip(*(values[pairs].tolist() for values in columns), strict=True)
    for one, other, (weight, both, same) in zip(
        *(p.tolist() for p in pairs), cells, strict=True
    ):
        network.add_edge(
            record.states[one],
            record.states[other],
            weight=weight,
            shared=int(both),
            agreed=int(same),
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
