"""Agreement of pairs of members of the Council as a table: its rows and what chooses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.agreement import Measure
from normgraph.analysis.rows import Rows, column

#: The first year of the Council.
_FIRST_YEAR = 1946


class Compared(StrEnum):
    """Which decisions are compared."""

    CONTESTED = "contested"
    NOT_UNANIMOUS = "not-unanimous"
    ALL = "all"


class Span(StrEnum):
    """How the period is divided."""

    WHOLE = "whole"
    YEAR = "year"
    FIVE_YEARS = "five-years"

    @property
    def years(self) -> int:
        """How many years a span has; none for the whole period."""
        return {Span.WHOLE: 0, Span.YEAR: 1, Span.FIVE_YEARS: 5}[self]

    def beginning(self, year: int) -> int:
        """Return the first year of the span that a year lies in, counted from 1946."""
        return year - (year - _FIRST_YEAR) % self.years


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two states agreed in a span of time."""

    state: str = column("Key of one state.")
    state_name: str = column("Its name.")
    state_b: str = column("Key of the other state.")
    state_b_name: str = column("Its name.")
    first: date = column("First day of the span.")
    last: date = column("Last day of the span.")
    shared: int = column("Decisions on which both cast a ballot (n).")
    identical: int = column("Decisions on which both cast the same ballot.")
    identical_share: float | None = column("Share of identical ballots, from 0 to 1.")
    index: float | None = column(
        "Lijphart's index of agreement, from 0 to 1: an abstention beside a vote is half."
    )
    kappa: float | None = column(
        "Cohen's kappa, from -1 to 1: identical ballots beyond what the shares of ballots of "
        "each give by chance."
    )
    weighted_kappa: float | None = column("The same for Lijphart's index.")
    pi: float | None = column(
        "Scott's pi, from -1 to 1: beyond chance, with the shares that both had together."
    )
    low: float | None = column("Lower end of the 95 % interval of the measure chosen.")
    high: float | None = column("Upper end of that interval.")

    def value(self, measure: Measure) -> float | None:
        """Return the value of a measure."""
        found: float | None = getattr(self, _COLUMNS[measure])
        return found


_COLUMNS = {
    Measure.IDENTICAL: "identical_share",
    Measure.INDEX: "index",
    Measure.KAPPA: "kappa",
    Measure.WEIGHTED_KAPPA: "weighted_kappa",
    Measure.PI: "pi",
}


@dataclass(frozen=True, slots=True)
class PairTable(Rows):
    """Agreement of pairs of states, by span of time and pair."""

    row = PairAgreement
    pairs: tuple[PairAgreement, ...]
    measure: Measure  #: the measure that the figure shows and the intervals are of
    span: Span

    def rows(self) -> Sequence[PairAgreement]:
        """Return the pairs, in each span by the keys of the states."""
        return self.pairs
