"""Texts that failed in the Security Council for want of votes, without a veto."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.tally import Tally, tallies
from normgraph.analysis.veto_selection import (
    CHARTER_ARTICLE,
    HIDDEN_VETO,
    MAPPED,
)
from normgraph.analysis.voted_text import VotedText, described
from normgraph.analysis.voting_rule import charter_majority
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council
from normgraph.query.veto_records import Region

LACKED_MAJORITY = "lacked-majority"


@dataclass(frozen=True, slots=True)
class FailedText(VotedText):
    """One text that had too few votes in favour."""

    needed: int = column("Votes in favour that it needed on that day.")
    in_favour: int | None = column("Members in favour; no value where no ballot is on record.")
    missing: int | None = column("Votes that it lacked.")
    against: int | None = column("Members against.")
    abstained: int | None = column("Members that abstained.")
    did_not_vote: int | None = column("Members that took no part in the vote.")
    permanent_against: str = column("Keys of the permanent members that voted against.")
    would_be_vetoed: bool | None = column(
        "Whether a permanent member voted against, so that with the votes it lacked it would "
        "have been vetoed all the same."
    )


@dataclass(frozen=True, slots=True)
class FailedTexts(Rows):
    """Texts that failed without a veto, oldest first."""

    row = FailedText
    texts: tuple[FailedText, ...]

    def rows(self) -> Sequence[FailedText]:
        """Return the texts."""
        return self.texts


def failed_without_veto(
    council: Council, regions: Mapping[str, tuple[Region, ...]]
) -> Result[FailedTexts]:
    """Return the texts that failed for want of votes, and what stood between them and adoption.

    Parameters
    ----------
    council
        Decisions with their ballots; those that were adopted or vetoed are left out.
    regions
        Regions by key of the crisis.

    Returns
    -------
    Result of FailedTexts
        The votes missing are those needed on the day (seven of eleven until 1965, nine of
        fifteen since) less those in favour. A negative vote of a permanent member on such a
        text is no veto; it would have been one had the votes sufficed.

    Raises
    ------
    UndefinedMeasureError
        When no text failed so.

    References
    ----------
    Charter of the United Nations, Article 27.
    """
    counted = tallies(council)
    texts = tuple(
        _failed_text(council, number, counted[number], regions)
        for number, decision in enumerate(council.decisions)
        if decision.outcome == LACKED_MAJORITY
    )
    if not texts:
        message = "No text here failed without a veto. Widen one of the filters."
        raise UndefinedMeasureError(message)
    keys = {text.decision for text in texts}
    failed = [decision for decision in council.decisions if decision.key in keys]
    unknown = sum(text.in_favour is None for text in texts)
    return Result(
        value=FailedTexts(texts),
        measure="votes missing to the majority of Article 27",
        reference=CHARTER_ARTICLE,
        n=len(texts),
        unit="texts that failed without a veto",
        sources=tuple(sorted({key for decision in failed for key in decision.sources})),
        caveats=_caveats(unknown),
    )


def _failed_text(
    council: Council, number: int, tally: Tally, regions: Mapping[str, tuple[Region, ...]]
) -> FailedText:
    decision = council.decisions[number]
    needed = charter_majority(decision.date)
    against = council.permanent[:, number] & (council.ballots[:, number] == Choice.AGAINST)
    known = tally.in_favour is not None
    return FailedText(
        **described(decision, regions),
        needed=needed,
        in_favour=tally.in_favour,
        missing=None if tally.in_favour is None else needed - tally.in_favour,
        against=tally.against,
        abstained=tally.abstained,
        did_not_vote=tally.did_not_vote,
        permanent_against=", ".join(council.states[row] for row in np.flatnonzero(against)),
        would_be_vetoed=bool(against.any()) if known else None,
    )


def _caveats(unknown: int) -> tuple[str, ...]:
    caveats = [
        HIDDEN_VETO,
        "A draft may have been put to the vote to show that it fails, and one that would have "
        "failed may have been withdrawn; the votes missing are those of the vote held.",
        "That a permanent member voted against does not show that it would have vetoed: a vote "
        "against costs less where the majority is lacking anyway.",
        "The record of such texts rests on the sources named, whose completeness is not known "
        "here; some may be missing.",
        MAPPED,
    ]
    if unknown:
        caveats.append(
            f"Of {unknown} of them the sources say that they failed, and not by which ballots; "
            "what follows from ballots has no value there."
        )
    return tuple(caveats)
