"""What became of texts in the Council: failed, vetoed, adopted, and adopted by all."""

from dataclasses import dataclass

import numpy as np

from normgraph.query.council import Choice, Council, Mask


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """Counts of the texts of some part of the record."""

    texts: int  #: put to the vote
    failed: int  #: of them, not adopted
    vetoed: int  #: of these, for the vote of a permanent member
    vetoes: int  #: negative votes of permanent members on vetoed texts
    adopted: int  #: texts of every kind, with or without a vote
    resolutions: int  #: adopted resolutions of which it is known who voted how
    unanimous: int  #: of these, adopted with every vote in favour or without a vote
    without_vote: int  #: of these, without a vote

    @property
    def failed_share(self) -> float | None:
        """Failed of those put to the vote; None where nothing was."""
        return share(self.failed, self.texts)

    @property
    def veto_share(self) -> float | None:
        """Vetoed of those put to the vote; None where nothing was."""
        return share(self.vetoed, self.texts)

    @property
    def unanimous_share(self) -> float | None:
        """Unanimous of the resolutions adopted; None where none was."""
        return share(self.unanimous, self.resolutions)

    @property
    def non_unanimity(self) -> float | None:
        """Not unanimous of the resolutions adopted; None where none was."""
        return share(self.resolutions - self.unanimous, self.resolutions)


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole from 0 to 1, or None where there is no whole.

    >>> share(1, 4), share(0, 0)
    (0.25, None)
    """
    return part / whole if whole else None


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of each decision of a Council, as masks over its columns."""

    texts: Mask
    failed: Mask
    vetoed: Mask
    vetoes: np.ndarray[tuple[int], np.dtype[np.int64]]
    adopted: Mask
    resolutions: Mask
    unanimous: Mask
    without_vote: Mask

    def of(self, columns: Mask) -> OutcomeCounts:
        """Return the counts of some columns."""
        return OutcomeCounts(
            texts=_count(self.texts, columns),
            failed=_count(self.failed, columns),
            vetoed=_count(self.vetoed, columns),
            vetoes=int(self.vetoes[columns].sum()),
            adopted=_count(self.adopted, columns),
            resolutions=_count(self.resolutions, columns),
            unanimous=_count(self.unanimous, columns),
            without_vote=_count(self.without_vote, columns),
        )


def outcomes(council: Council) -> Outcomes:
    """Return what became of each decision.

    Unanimous is a resolution adopted without a vote, or with every member in favour: no vote
    against, no abstention and nobody who did not vote. A resolution adopted by a vote of
    which no ballot is on record counts neither way.
    """
    decisions = council.decisions
    without = _mask(each.without_vote for each in decisions)
    adopted = _mask(each.adopted for each in decisions)
    vetoed = _mask(each.outcome == "vetoed" for each in decisions)
    recorded = (council.ballots != Choice.NO_BALLOT).any(axis=0)
    in_favour = np.isin(council.ballots, (Choice.NO_BALLOT, Choice.IN_FAVOUR)).all(axis=0)
    resolutions = _mask(each.kind == "resolution" for each in decisions)
    resolutions &= adopted & (recorded | without)
    negative = ((council.ballots == Choice.AGAINST) & council.permanent).sum(axis=0)
    return Outcomes(
        texts=~without,
        failed=~adopted & ~without,
        vetoed=vetoed,
        vetoes=np.where(vetoed, negative, 0).astype(np.int64),
        adopted=adopted,
        resolutions=resolutions,
        unanimous=resolutions & (without | in_favour),
        without_vote=resolutions & without,
    )


def _count(mask: Mask, columns: Mask) -> int:
    return int(np.count_nonzero(mask & columns))


def _mask(values: object) -> Mask:
    return np.fromiter(values, dtype=bool)  # type: ignore[call-overload,no-any-return]
