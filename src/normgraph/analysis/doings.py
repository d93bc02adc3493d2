"""What states did, as arrays: outcomes by states by texts, and what counted for whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from normgraph.query.commitments import Standing
from normgraph.query.conduct import ASSEMBLY, Assembly, Text, Tie
from normgraph.query.council import Ballots, Choice, Council

Mask = npt.NDArray[np.bool_]

BALLOTS = {
    "in favour": Choice.IN_FAVOUR,
    "against": Choice.AGAINST,
    "abstained": Choice.ABSTAINED,
}
#: What courts and bodies of the UN found of a state, apart from what others say.
_FOUND = frozenset({"established", "reasonable-grounds"})
_TIES: Mapping[str, Callable[[Tie], bool]] = {
    "a crisis was placed in it": lambda tie: tie.tie == "place",
    "was a party to a conflict": lambda tie: tie.kind == "party",
    "was alleged to have committed crimes": lambda tie: (
        tie.kind in {"alleged-perpetrator", "alleged", "may-amount"}
    ),
    "a UN inquiry found crimes or grounds": lambda tie: (
        tie.capacity == "un-inquiry" and tie.kind in _FOUND
    ),
    "a court found crimes or grounds": lambda tie: (
        tie.kind == "found-perpetrator"
        or (tie.capacity == "international-court" and tie.kind in _FOUND)
    ),
}


class Did(StrEnum):
    """Which conduct is compared."""

    COUNCIL = "council-crises"
    ASSEMBLY = "assembly-crises"
    R2P = "assembly-r2p"
    RIGHTS = "human-rights-council"
    COUNCIL_SPONSOR = "council-sponsorship"
    ASSEMBLY_SPONSOR = "assembly-sponsorship"
    OWN = "own-crises"


NAMES: Mapping[Did, str] = {
    Did.COUNCIL: "ballots on contested texts of the Security Council on crises",
    Did.ASSEMBLY: "ballots in the General Assembly on texts about crises and atrocities",
    Did.R2P: "ballots in the General Assembly on texts about the responsibility to protect",
    Did.RIGHTS: "ballots in the Human Rights Council on crises and genocide",
    Did.COUNCIL_SPONSOR: "sponsorship of resolutions of the Security Council on crises",
    Did.ASSEMBLY_SPONSOR: "sponsorship of texts of the Assembly and the Human Rights Council",
    Did.OWN: "crises of its own",
}


@dataclass(frozen=True, slots=True, eq=False)
class Doing:
    """One kind of conduct of all states."""

    kind: Did
    outcomes: tuple[str, ...]
    states: tuple[str, ...]
    days: npt.NDArray[np.int64]  #: of the texts or crises, as ordinals
    came: Mask  #: outcomes by states by texts: whether it came about
    counted: Mask  #: states by texts: whether the state could have
    #: Whether once is as good as often: then a share is 0 or 1 for each state.
    once: bool = False
    sources: tuple[str, ...] = ()


def from_council(council: Council) -> Doing:
    """Return the ballots on contested texts of the Council that concern a crisis."""
    voted = council.public().contested()
    on_crises = np.array([bool(each.crises) for each in voted.decisions], dtype=bool)
    voted = voted.where(on_crises)
    return _ballots(
        Did.COUNCIL,
        voted.states,
        [each.date for each in voted.decisions],
        voted.ballots,
        voted.sources(),
    )


def from_assembly(assembly: Assembly, kind: Did) -> Doing:
    """Return the ballots of the General Assembly, all or on the norm, or the rights body's."""
    wanted = np.array([_belongs(text, kind) for text in assembly.texts], dtype=bool)
    ballots = assembly.ballots[:, wanted]
    texts = [text for text, taken in zip(assembly.texts, wanted, strict=True) if taken]
    sources = {key for text in texts for key in text.sources}
    days = [text.date for text in texts]
    return _ballots(kind, assembly.states, days, ballots, tuple(sorted(sources)))


def _belongs(text: Text, kind: Did) -> bool:
    if kind is Did.RIGHTS:
        return text.organ != ASSEMBLY
    if kind is Did.R2P:
        return text.organ == ASSEMBLY and "responsibility to protect" in text.title.lower()
    return text.organ == ASSEMBLY


def _ballots(
    kind: Did,
    states: tuple[str, ...],
    days: Sequence[date],
    ballots: Ballots,
    sources: tuple[str, ...],
) -> Doing:
    came = np.stack([ballots == choice for choice in BALLOTS.values()])
    counted: Mask = np.isin(ballots, list(BALLOTS.values()))
    return Doing(kind, tuple(BALLOTS), states, _ordinals(days), came, counted, sources=sources)


def from_sponsors(
    texts: Sequence[tuple[str, date, tuple[str, ...]]],
    sponsors: Mapping[str, frozenset[str]],
    standings: Sequence[Standing],
    kind: Did,
) -> Doing:
    """Return who sponsored which text, of those that have sponsors on record.

    Parameters
    ----------
    texts
        Key, day and sources of each text.
    sponsors
        Keys of the sponsors by key of the text.
    standings
        States; a member of the United Nations on the day could have sponsored.
    kind
        Which of the two sponsorships.
    """
    named = [text for text in texts if text[0] in sponsors]
    days = _ordinals([day for _, day, _ in named])
    members = [each for each in standings if each.joined]
    counted = _members(members, days)
    came = np.array(
        [[each.state in sponsors[key] for key, _, _ in named] for each in members], dtype=bool
    ).reshape(len(members), len(named))
    sources = {source for *_, keys in named for source in keys}
    return Doing(
        kind,
        ("sponsored",),
        tuple(each.state for each in members),
        days,
        (came & counted)[None],
        counted,
        False,
        tuple(sorted(sources)),
    )


def from_ties(ties: Sequence[Tie], standings: Sequence[Standing]) -> Doing:
    """Return which states had crises of their own, by what ties them to it.

    A crisis whose beginning is not on record is left out, because it cannot be set before or
    after what a state said.
    """
    members = [each for each in standings if each.joined]
    row = {each.state: number for number, each in enumerate(members)}
    dated = [tie for tie in ties if tie.began and tie.state in row]
    began = {tie.crisis: tie.began for tie in dated if tie.began}
    column = {crisis: number for number, crisis in enumerate(sorted(began))}
    days = _ordinals([began[crisis] for crisis in column])
    came = np.zeros((len(_TIES), len(members), len(column)), dtype=bool)
    for number, holds in enumerate(_TIES.values()):
        for tie in dated:
            if holds(tie):
                came[number, row[tie.state], column[tie.crisis]] = True
    sources = {key for tie in dated for key in tie.sources}
    return Doing(
        Did.OWN,
        tuple(_TIES),
        tuple(row),
        days,
        came,
        _members(members, days),
        True,
        tuple(sorted(sources)),
    )


def _members(members: Sequence[Standing], days: npt.NDArray[np.int64]) -> Mask:
    joined = _ordinals([each.joined or date.max for each in members])
    left = _ordinals([each.left or each.last or date.max for each in members])
    there: Mask = (joined[:, None] <= days) & (days <= left[:, None])
    return there


def _ordinals(days: Sequence[date]) -> npt.NDArray[np.int64]:
    return np.array([day.toordinal() for day in days], dtype=np.int64)
