"""Each vetoed vote of the Security Council by itself: who vetoed, and how alone they stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.tally import Tally, tallies
from normgraph.analysis.veto_selection import (
    CHARTER_ARTICLE,
    HIDDEN_VETO,
    MAPPED,
    NO_VETOED_VOTE,
)
from normgraph.analysis.vetoes import LIST_ENDS
from normgraph.analysis.voted_text import VotedText, described
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council, cast
from normgraph.query.records import Veto
from normgraph.query.veto_records import Region

REFERENCE = (
    f"{CHARTER_ARTICLE} United Nations, Dag Hammarskjöld Library: Security Council, Veto "
    "List. The isolation of a veto is a measure of normgraph's own, defined here."
)


class Counting(StrEnum):
    """What counts as a vetoed vote."""

    LIST = "list"  #: what the UN library's list of vetoes has
    VOTES = "votes"  #: every separate vote, paragraphs and amendments as well


@dataclass(frozen=True, slots=True)
class VetoedVote(VotedText):
    """One vetoed vote."""

    vetoed_by: str = column("Keys of the states whose negative votes were vetoes.")
    vetoes: int = column("How many they are: a single, double or triple veto.")
    in_favour: int | None = column("Members in favour.")
    against: int | None = column("Members against, those that vetoed among them.")
    abstained: int | None = column("Members that abstained.")
    did_not_vote: int | None = column("Members that took no part in the vote.")
    permanent_in_favour: int | None = column("Permanent members in favour.")
    sole_blocker: bool | None = column(
        "Whether nobody but one permanent member voted against: its veto alone blocked it."
    )
    isolation: float | None = column(
        "Share in favour of the members that took part, those that vetoed left out."
    )
    listed: bool | None = column(
        "Whether the UN library's list of vetoes has it; no value after the list's end."
    )


@dataclass(frozen=True, slots=True)
class VetoProfile(Rows):
    """Vetoed votes, oldest first."""

    row = VetoedVote
    votes: tuple[VetoedVote, ...]
    counting: Counting
    seats: Mapping[str, tuple[str, ...]]  #: keys of the seats that vetoed, by decision
    names: Mapping[str, str]  #: of the seats, by key: the states that vetoed from them

    def rows(self) -> Sequence[VetoedVote]:
        """Return the vetoed votes."""
        return self.votes


def veto_profile(
    council: Council,
    vetoes: Iterable[Veto],
    regions: Mapping[str, tuple[Region, ...]],
    *,
    counting: Counting = Counting.VOTES,
) -> Result[VetoProfile]:
    r"""Return every vetoed vote with who vetoed it and how alone they stood.

    Parameters
    ----------
    council
        Decisions with their ballots; those that were not vetoed are left out.
    vetoes
        Each veto of each vote, in any order; those of other decisions are left out.
    regions
        Regions by key of the crisis.
    counting
        By the UN library's list, whose names are taken, or every separate vote, where those
        who vetoed follow from the ballots.

    Returns
    -------
    Result of VetoProfile
        The isolation of the :math:`k` that vetoed a text is :math:`y / (m - k)`, where
        :math:`y` members voted in favour and :math:`m` took part, by a vote or an
        abstention. It is 1 where everyone else was in favour. It has no value where nobody
        else took part. It cannot be low: a text that a veto keeps from adoption has nine
        votes of fifteen, so it is at least 9/14 for a single veto (7/10 until 1965).

    Raises
    ------
    UndefinedMeasureError
        When there is no vetoed vote.

    References
    ----------
    See `REFERENCE`. The measure is normgraph's own.
    """
    named: dict[str, list[Veto]] = {}
    for veto in sorted(vetoes):
        if veto.official if counting is Counting.LIST else veto.recorded:
            named.setdefault(veto.decision, []).append(veto)
    here = [n for n, each in enumerate(council.decisions) if each.key in named]
    if not here:
        raise UndefinedMeasureError(_nothing(counting))
    counted = tallies(council)
    votes = tuple(
        _vetoed_vote(council, number, counted[number], named, regions) for number in here
    )
    chosen = [veto for number in here for veto in named[council.decisions[number].key]]
    return Result(
        value=VetoProfile(
            votes=votes,
            counting=counting,
            seats={
                council.decisions[n].key: tuple(
                    sorted({veto.seat for veto in named[council.decisions[n].key]})
                )
                for n in here
            },
            names=_seat_names(council, chosen),
        ),
        measure="vetoed votes, and the share of the other members in favour",
        reference=REFERENCE,
        n=len(votes),
        unit="vetoed votes",
        sources=tuple(sorted({source for veto in chosen for source in veto.sources})),
        parameters={"counting": str(counting)},
        caveats=_caveats(counting, _not_against(council, named)),
    )


def _seat_names(council: Council, vetoes: Iterable[Veto]) -> dict[str, str]:
    """Return each seat's name, the states that vetoed from it in the order of time."""
    known = dict(zip(council.states, council.names, strict=True))
    held: dict[str, dict[str, None]] = {}
    for veto in sorted(vetoes):
        held.setdefault(veto.seat, {})[known.get(veto.state, veto.state)] = None
    return {seat: " / ".join(names) for seat, names in held.items()}


def _vetoed_vote(
    council: Council,
    number: int,
    tally: Tally,
    named: Mapping[str, list[Veto]],
    regions: Mapping[str, tuple[Region, ...]],
) -> VetoedVote:
    decision = council.decisions[number]
    by = [veto.state for veto in named[decision.key]]
    known = tally.in_favour is not None
    permanent = council.permanent[:, number] & (council.ballots[:, number] == Choice.IN_FAVOUR)
    return VetoedVote(
        **described(decision, regions),
        vetoed_by=", ".join(by),
        vetoes=len(by),
        in_favour=tally.in_favour,
        against=tally.against,
        abstained=tally.abstained,
        did_not_vote=tally.did_not_vote,
        permanent_in_favour=int(permanent.sum()) if known else None,
        sole_blocker=tally.against == 1 if known else None,
        isolation=_isolation(council, number, by),
        listed=None if decision.date > LIST_ENDS else decision.listed,
    )


def _isolation(council: Council, number: int, vetoed_by: list[str]) -> float | None:
    apart = np.isin(np.array(council.states, dtype=object), vetoed_by)
    others = council.ballots[~apart, number]
    took_part = int(cast(others).sum())
    return int((others == Choice.IN_FAVOUR).sum()) / took_part if took_part else None


def _not_against(council: Council, named: Mapping[str, list[Veto]]) -> int:
    """Return how often somebody is named beside a text without a ballot against it."""
    row = {state: number for number, state in enumerate(council.states)}
    return sum(
        council.ballots[row[veto.state], number] != Choice.AGAINST
        for number, decision in enumerate(council.decisions)
        for veto in named.get(decision.key, ())
        if veto.state in row
    )


def _nothing(counting: Counting) -> str:
    if counting is Counting.LIST:
        return (
            "No vetoed vote fits all of this. The UN library's list was read to "
            f"{LIST_ENDS}; choose the counting of votes for later ones."
        )
    return NO_VETOED_VOTE


def _caveats(counting: Counting, not_against: int) -> tuple[str, ...]:
    caveats = [
        HIDDEN_VETO,
        "Isolation is bounded below by the majority that a text must have before a negative "
        "vote counts as a veto: 9/14 for a single veto since 1966, 7/10 before, if all took "
        "part. It compares vetoes with each other and with nothing else.",
        "Members that stood with those who vetoed may have abstained or been in favour for "
        "other reasons than the text; a ballot does not give its reasons.",
        "Several votes on one matter on one day, on paragraphs and amendments too, are rows of "
        "their own; they are not independent.",
        MAPPED,
    ]
    if counting is Counting.LIST:
        caveats.append(f"The library's list was read to {LIST_ENDS}; later ones are left out.")
    if not_against:
        caveats.append(
            f"{not_against} of the vetoes are named on the list beside a text against which "
            "the ballots on record have no vote of that member; it is left out of the others."
        )
    return tuple(caveats)
