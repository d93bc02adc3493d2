"""What each state said and did, side by side and never added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from normgraph.analysis.doings import BALLOTS, Did, Doing
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.said_and_did import REFERENCE, caveats
from normgraph.errors import UndefinedMeasureError
from normgraph.query.commitments import Standing
from normgraph.query.sayings import Saying


@dataclass(frozen=True, slots=True)
class StateRecord:
    """One state: what it said by when, and what it did in the period."""

    state: str = column("Key of the state.")
    name: str = column("Its name.")
    group: str = column("UN regional group of today; empty where none is on record.")
    genocide_convention: date | None = column("Since when the Genocide Convention binds it.")
    rome_statute: date | None = column("Since when the Rome Statute bound it first.")
    geneva_conventions: date | None = column("Since when the Geneva Conventions bind it.")
    additional_protocol_1: date | None = column("Since when Protocol I binds it.")
    additional_protocol_2: date | None = column("Since when Protocol II binds it.")
    act_code_of_conduct: date | None = column("Day of the list that names it as a supporter.")
    french_mexican_declaration: date | None = column("Day of the document that names it.")
    act_group: date | None = column("Since when it is known to belong to the ACT group.")
    group_of_friends: date | None = column("Day from which it is known to be a friend of R2P.")
    focal_point: date | None = column("Day from which it is known to take part in the network.")
    endorsed_r2p: date | None = column("Day of the first endorsement of R2P that was coded.")
    contested_r2p: date | None = column("Day of the first contestation of R2P that was coded.")
    council_ballots: int = column("Ballots on contested texts of the Council on crises.")
    council_in_favour: float | None = column("Share of them in favour, 0 to 1.")
    council_against: float | None = column("Share of them against.")
    council_abstained: float | None = column("Share of them abstained.")
    assembly_ballots: int = column("Ballots in the Assembly on crises and atrocities.")
    assembly_in_favour: float | None = column("Share of them in favour, 0 to 1.")
    assembly_against: float | None = column("Share of them against.")
    assembly_abstained: float | None = column("Share of them abstained.")
    r2p_resolution: str | None = column("Ballot on texts of the Assembly about R2P.")
    council_sponsored: int = column("Resolutions of the Council on crises it sponsored.")
    assembly_sponsored: int = column("Texts of the Assembly and rights body it sponsored.")
    crises_in_it: int = column("Crises placed in it that began in the period.")
    party: int = column("Crises of the period to whose conflict it was a party.")
    alleged: int = column("Crises in which some document alleges crimes by it.")
    un_inquiry: int = column("Crises in which a UN inquiry found crimes by it, or grounds.")
    court: int = column("Crises in which a court found crimes by it, or grounds.")


_COUNCIL, _ASSEMBLY = "Security Council", "General Assembly"


@dataclass(frozen=True, slots=True)
class StateRecords(Rows):
    """States with what they said and did."""

    row = StateRecord
    states: tuple[StateRecord, ...]
    saying: str  #: name of what is singled out in a picture
    field: str  #: the column that says since when
    body: str  #: whose ballots are singled out: Security Council or General Assembly

    def rows(self) -> Sequence[StateRecord]:
        """Return the states by name."""
        return self.states

    def had_said(self, state: StateRecord) -> bool:
        """Return whether the state had said what is singled out."""
        return getattr(state, self.field) is not None

    def in_favour(self, state: StateRecord) -> float | None:
        """Return the share in favour of the ballots that are singled out."""
        if self.body == _COUNCIL:
            return state.council_in_favour
        return state.assembly_in_favour


def state_records(
    standings: Iterable[Standing],
    sayings: Mapping[str, Saying],
    doings: Mapping[Did, Doing],
    period: Period,
    chosen: Saying,
    did: Did,
) -> Result[StateRecords]:
    """Return every member of the United Nations with what it said and did, in columns.

    Nothing is added up: a state can be bound by much and vote against, and the reverse.

    Parameters
    ----------
    standings
        Every state; those that were members in the period are told.
    sayings
        What states can say, by key.
    doings
        What states do, by kind.
    period
        Acts outside it do not count; what was said after it has not been said.
    chosen, did
        The saying and conduct that the caveats are about.

    Raises
    ------
    UndefinedMeasureError
        When no state was a member in the period.
    """
    members = [
        each
        for each in standings
        if each.joined and period.overlaps(each.joined, each.left or each.last)
    ]
    if not members:
        raise UndefinedMeasureError(
            f"No state was a member of the United Nations between {period.first} and "
            f"{period.last}."
        )
    tallies = {kind: _Tally.of(doing, period) for kind, doing in doings.items()}
    rows = tuple(
        _record(each, sayings, tallies, period)
        for each in sorted(members, key=lambda each: (each.name, each.state))
    )
    return Result(
        value=StateRecords(
            rows,
            chosen.name,
            {key: field for field, key in _SAYINGS.items()}[chosen.key],
            _COUNCIL if did in (Did.COUNCIL, Did.COUNCIL_SPONSOR) else _ASSEMBLY,
        ),
        measure="what states said and did, side by side",
        reference=REFERENCE,
        n=len(rows),
        unit="members of the United Nations in the period",
        sources=_sources(sayings, doings),
        parameters={
            "said": chosen.key,
            "did": str(did),
            **period.as_parameters(),
        },
        caveats=(
            "The columns are components and are never added up; an empty cell is no value on "
            "record, which is not a no.",
            "Shares are of acts in the period, also of acts before the state said anything.",
            *caveats(chosen, doings[did]),
        ),
    )


def _sources(sayings: Mapping[str, Saying], doings: Mapping[Did, Doing]) -> tuple[str, ...]:
    found = {key for doing in doings.values() for key in doing.sources}
    for saying in sayings.values():
        found |= {key for said in saying.said.values() for key in said.sources}
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Tally:
    """Acts and outcomes of each state within the period."""

    row: Mapping[str, int]
    counts: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"
    acts: "np.ndarray[tuple[int], np.dtype[np.int64]]"

    @classmethod
    def of(cls, doing: Doing, period: Period) -> "_Tally":
        within = (period.first.toordinal() <= doing.days) & (
            doing.days <= period.last.toordinal()
        )
        return cls(
            {state: number for number, state in enumerate(doing.states)},
            (doing.came & within).sum(axis=2),
            (doing.counted & within).sum(axis=1),
        )

    def number(self, state: str, outcome: int) -> int:
        place = self.row.get(state)
        return int(self.counts[outcome, place]) if place is not None else 0

    def total(self, state: str) -> int:
        place = self.row.get(state)
        return int(self.acts[place]) if place is not None else 0

    def share(self, state: str, outcome: int) -> float | None:
        total = self.total(state)
        return self.number(state, outcome) / total if total else None


_SAYINGS = {
    "genocide_convention": "genocide-convention",
    "rome_statute": "rome-statute",
    "geneva_conventions": "geneva-conventions",
    "additional_protocol_1": "additional-protocol-1",
    "additional_protocol_2": "additional-protocol-2",
    "act_code_of_conduct": "act-code-of-conduct",
    "french_mexican_declaration": "french-mexican-declaration",
    "act_group": "act-group",
    "group_of_friends": "group-of-friends-r2p-new-york",
    "focal_point": "r2p-focal-points",
    "endorsed_r2p": "endorsed-r2p",
    "contested_r2p": "contested-r2p",
}


def _record(
    standing: Standing,
    sayings: Mapping[str, Saying],
    tallies: Mapping[Did, _Tally],
    period: Period,
) -> StateRecord:
    state = standing.state
    said = {}
    for field, key in _SAYINGS.items():
        one = sayings[key].said.get(state) if key in sayings else None
        said[field] = one.since if one and one.since <= period.last else None
    council, assembly, own = tallies[Did.COUNCIL], tallies[Did.ASSEMBLY], tallies[Did.OWN]
    return StateRecord(
        state=state,
        name=standing.name,
        group=standing.group,
        **said,
        council_ballots=council.total(state),
        council_in_favour=council.share(state, 0),
        council_against=council.share(state, 1),
        council_abstained=council.share(state, 2),
        assembly_ballots=assembly.total(state),
        assembly_in_favour=assembly.share(state, 0),
        assembly_against=assembly.share(state, 1),
        assembly_abstained=assembly.share(state, 2),
        r2p_resolution=_ballot(tallies[Did.R2P], state),
        council_sponsored=tallies[Did.COUNCIL_SPONSOR].number(state, 0),
        assembly_sponsored=tallies[Did.ASSEMBLY_SPONSOR].number(state, 0),
        crises_in_it=own.number(state, 0),
        party=own.number(state, 1),
        alleged=own.number(state, 2),
        un_inquiry=own.number(state, 3),
        court=own.number(state, 4),
    )


def _ballot(tally: _Tally, state: str) -> str | None:
    cast = [name for place, name in enumerate(BALLOTS) if tally.number(state, place)]
    return ", ".join(cast) or None
