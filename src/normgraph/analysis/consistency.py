"""Which instruments were used on which crises, beside how grave these were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from normgraph.analysis.crisis_answers import CrisisAnswers, sources
from normgraph.analysis.delay import Delay
from normgraph.analysis.instruments import INSTRUMENTS
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.severity import COUNTED, Severity
from normgraph.errors import UndefinedMeasureError

REFERENCE = (
    "The question is that of Binder, M. (2015). Paths to intervention: What explains the UN's "
    "selective response to humanitarian crises? Journal of Peace Research, 52(6), 712-726; "
    "the table of crises by instruments is normgraph's. Rank correlation: Spearman, C. (1904). "
    "The proof and measurement of association between two things. American Journal of "
    "Psychology, 15(1), 72-101."
)


class Answer(StrEnum):
    """Whether an instrument was used."""

    YES = "yes"
    BEFORE = "only before the onset"
    NONE = "none on record"


@dataclass(frozen=True, slots=True)
class InstrumentAnswer:
    """One crisis and one instrument."""

    crisis: str = column("Key of the crisis.")
    name: str = column("Its name.")
    region: str = column("Regions of its places.")
    onset_first: str = column("First day that the onset may be.")
    onset_last: str = column("Last day that the onset may be.")
    severity_low: int | None = column("Lowest number of the chosen source.")
    severity_best: int | None = column("Its best number; without one there is no figure.")
    severity_high: int | None = column("Its highest number.")
    years_with_figure: int | None = column("Years of the crisis with a figure.")
    years: int | None = column("Years of the crisis to the last for which there are figures.")
    crimes: str | None = column(
        "Crimes that courts, United Nations bodies or officials found there, or reasonable "
        "grounds for them; of whom is not said here."
    )
    permanent: str | None = column("Permanent members that are themselves in it, and how.")
    count: int = column("Instruments used on the crisis at or after the onset.")
    means: str = column("The instrument.")
    answer: Answer = column("Whether it was used.")
    days_low: int | None = column("Fewest days from the onset to its first use.")
    days_high: int | None = column("Most days that it may be.")
    first: str | None = column("Its first use: key with its key space.")
    document: str | None = column("Key of the document that reports it.")


@dataclass(frozen=True, slots=True)
class Consistency(Rows):
    """Crises by severity, gravest first, each with every instrument."""

    row = InstrumentAnswer
    crises: tuple[CrisisAnswers, ...]
    severity: Severity
    correlation: float | None  #: of ranks, of severity and number of instruments

    @property
    def graded(self) -> tuple[CrisisAnswers, ...]:
        """The crises that have a figure."""
        return tuple(each for each in self.crises if each.grade)

    @property
    def ungraded(self) -> tuple[CrisisAnswers, ...]:
        """The crises that have none."""
        return tuple(each for each in self.crises if not each.grade)

    @property
    def coverage(self) -> Mapping[str, int]:
        """On how many crises each instrument was used."""
        return {
            each.key: sum(own.delays[each.key].known for own in self.crises)
            for each in INSTRUMENTS
        }

    def rows(self) -> Sequence[InstrumentAnswer]:
        """Return each crisis with each instrument."""
        return [
            _row(own, each.name, own.delays[each.key])
            for own in self.crises
            for each in INSTRUMENTS
        ]


def consistency(
    answers: tuple[CrisisAnswers, ...], severity: Severity, parameters: Mapping[str, object]
) -> Result[Consistency]:
    """Return which instruments were used on which crises, beside their severity.

    Parameters
    ----------
    answers
        The crises; those without a figure of severity stay in the table and out of the
        correlation.
    severity
        What their gravity was measured by.
    parameters
        What was chosen, for the result.

    Raises
    ------
    UndefinedMeasureError
        When there is no crisis.

    References
    ----------
    See `REFERENCE`.
    """
    if not answers:
        raise UndefinedMeasureError("There is no crisis to compare. Choose an earlier year.")
    graded = [each for each in answers if each.grade]
    rho = rank_correlation(
        [each.grade.best for each in graded if each.grade], [each.count for each in graded]
    )
    value = Consistency(answers, severity, rho)
    return Result(
        value=value,
        measure="crises by instruments, given severity",
        reference=REFERENCE,
        n=len(answers),
        unit="crises",
        sources=tuple(sorted(sources(answers))),
        parameters=parameters,
        caveats=_caveats(value),
    )


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation, from -1 to 1, with mean ranks for ties.

    None for fewer than three pairs, or where one of the two is the same throughout.

    >>> round(rank_correlation([1, 20, 300], [2, 5, 9]), 9)
    1.0
    >>> rank_correlation([1, 2, 3], [5, 5, 5]) is None
    True
    """
    ranks = [mean_ranks(np.asarray(values, dtype=float)) for values in (one, other)]
    if len(one) < 3 or any(not each.std() for each in ranks):
        return None
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def mean_ranks(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the ranks from 1 up; equal values have the mean of theirs.

    >>> mean_ranks(np.array([10.0, 20.0, 10.0])).tolist()
    [1.5, 3.0, 1.5]
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: npt.NDArray[np.float64] = (ends - (counts - 1) / 2)[place]
    return ranks


def answer(delay: Delay) -> Answer:
    """Return whether an instrument was used at or after the onset, only before, or never."""
    if delay.known:
        return Answer.YES
    return Answer.BEFORE if delay.before else Answer.NONE


def _row(own: CrisisAnswers, means: str, delay: Delay) -> InstrumentAnswer:
    grade: Any = own.grade
    return InstrumentAnswer(
        crisis=own.crisis.key,
        name=own.crisis.name,
        region=", ".join(own.crisis.regions),
        onset_first=own.onset.first.isoformat(),
        onset_last=own.onset.last.isoformat(),
        severity_low=grade.low if grade else None,
        severity_best=grade.best if grade else None,
        severity_high=grade.high if grade else None,
        years_with_figure=grade.covered if grade else None,
        years=grade.years if grade else None,
        crimes=own.crimes or None,
        permanent=own.permanent or None,
        count=own.count,
        means=means,
        answer=answer(delay),
        days_low=delay.low,
        days_high=delay.high,
        first=delay.thing or None,
        document=delay.source or None,
    )


def _caveats(value: Consistency) -> tuple[str, ...]:
    names = "; ".join(sorted(each.crisis.name for each in value.ungraded))
    lacking = (
        f"{len(value.ungraded)} crises have no figure above zero of this source, which "
        f"does not mean that nobody suffered: {names}."
        if value.ungraded
        else "Every crisis here has a figure of this source."
    )
    return (
        lacking,
        *SEVERITY_CAVEATS[value.severity],
        "None on record means that curators found none that could be cited, not that there was "
        "none; well-known crises are better recorded, which alone makes them look better "
        "answered.",
        "An instrument counts once, however often and by whomever it was used; its use says "
        "nothing of its weight or whether it worked.",
        "What had begun before the onset is not counted as an answer to the crisis.",
        "Instruments overlap: an arms embargo is a sanction as well, a resolution often sets "
        "up a mission, so their number is a rough ordering and no quantity of response.",
    )


_STATE_YEARS = (
    "Figures are of whole states and calendar years: each counts wholly for every crisis "
    "placed there in that year, so crises that overlap count the same people twice, and an "
    "attempt on a life or a weapons programme has the deaths of a war in the same state."
)
_DOCUMENTED = (
    "Counted are direct deaths that UCDP could document, best with low and high, from 1989 to "
    "the last year that the data set holds, so of crises that go on only a part: far fewer "
    "than the dead of hunger and disease or of other estimates; those in Gaza and the West "
    "Bank stand under Israel, and so count for wars of Israel elsewhere too, those in Kosovo "
    "under Serbia."
)
#: What must be said of each source of severity.
SEVERITY_CAVEATS: Mapping[Severity, tuple[str, ...]] = {
    Severity.ONE_SIDED: (_STATE_YEARS, _DOCUMENTED),
    Severity.ORGANIZED: (_STATE_YEARS, _DOCUMENTED),
    Severity.DISPLACED: (
        _STATE_YEARS,
        "People displaced are single figures without bounds, at the end of the worst year; "
        "Palestine refugees registered with UNRWA are not in them, and before IDMC began to "
        "count a country those displaced within it are missing or partly counted.",
    ),
    Severity.FINDINGS: (
        f"The number of {COUNTED[Severity.FINDINGS]} is one of documents, not of acts or of "
        "victims; it is itself a response, and grows with attention and with time.",
    ),
}
