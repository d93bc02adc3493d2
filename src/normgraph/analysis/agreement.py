"""How far states agree in their ballots: raw, and corrected for what chance would give.

Every measure is a function of one table for each pair of states: the number of decisions by
the ballot of the one (rows) and of the other (columns). All tables come from one product of
arrays, so that every pair over the whole record costs some ten milliseconds.
"""

from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from normgraph.query.council import Ballots, Choice

LIJPHART = (
    "Lijphart, A. (1963). The Analysis of Bloc Voting in the General Assembly: A Critique and "
    "a Proposal. American Political Science Review 57(4), 902-917."
)
HAGE = (
    "Häge, F. M. (2011). Choice or Circumstance? Adjusting Measures of Foreign Policy "
    "Similarity for Chance Agreement. Political Analysis 19(3), 287-305."
)
COHEN = (
    "Cohen, J. (1960). A Coefficient of Agreement for Nominal Scales. Educational and "
    "Psychological Measurement 20, 37-46."
)
WEIGHTED = (
    "Cohen, J. (1968). Weighted Kappa: Nominal Scale Agreement with Provision for Scaled "
    "Disagreement or Partial Credit. Psychological Bulletin 70(4), 213-220."
)
SCOTT = (
    "Scott, W. A. (1955). Reliability of Content Analysis: The Case of Nominal Scale Coding. "
    "Public Opinion Quarterly 19, 321-325."
)

#: Numbers of decisions: 3 by 3 ballots of the one and the other state, by anything more.
Tables: TypeAlias = npt.NDArray[np.float64]
Values: TypeAlias = npt.NDArray[np.float64]

#: The ballots that are compared, from one end of the scale to the other.
CAST = (Choice.IN_FAVOUR, Choice.ABSTAINED, Choice.AGAINST)
_IDENTICAL = np.eye(len(CAST))
#: Half for an abstention beside a vote: equal steps along the scale.
_HALF = 1 - np.abs(np.subtract.outer(range(3), range(3))) / 2


class Measure(StrEnum):
    """What is measured in the ballots of two states."""

    IDENTICAL = "identical"
    INDEX = "index"
    KAPPA = "kappa"
    WEIGHTED_KAPPA = "weighted-kappa"
    PI = "pi"

    @property
    def called(self) -> str:
        """Its name in the literature."""
        return _NAMES[self]

    @property
    def reference(self) -> str:
        """Where it is defined."""
        return _REFERENCES[self]

    @property
    def corrected(self) -> bool:
        """Whether agreement by chance is taken out of it."""
        return self not in {Measure.IDENTICAL, Measure.INDEX}


_NAMES = {
    Measure.IDENTICAL: "share of identical ballots",
    Measure.INDEX: "index of agreement",
    Measure.KAPPA: "Cohen's kappa",
    Measure.WEIGHTED_KAPPA: "Cohen's weighted kappa",
    Measure.PI: "Scott's pi",
}
_REFERENCES = {
    Measure.IDENTICAL: LIJPHART,
    Measure.INDEX: LIJPHART,
    Measure.KAPPA: f"{COHEN} {HAGE}",
    Measure.WEIGHTED_KAPPA: f"{WEIGHTED} {HAGE}",
    Measure.PI: f"{SCOTT} {HAGE}",
}


def joint_ballots(ballots: Ballots) -> Tables:
    """Return how often two states cast which ballots on the same decision, for every pair.

    Parameters
    ----------
    ballots
        States by decisions, values of `Choice`. Who did not vote is left out for that
        decision.

    Returns
    -------
    Array of 3 by 3 ballots (in the order of `CAST`) by states by states. Its sum over the
    ballots is the number of decisions on which both cast one.
    """
    from scipy.sparse import csr_array  # here, for it takes longer to load than to use

    states, decisions = ballots.shape
    cast = [np.nonzero(ballots == choice) for choice in CAST]
    rows = np.concatenate([row + states * n for n, (row, _) in enumerate(cast)])
    columns = np.concatenate([column for _, column in cast])
    # Fifteen of all states vote on a decision, so the product is one of sparse arrays.
    of_state = csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(CAST) * states, decisions)
    )
    product = (of_state @ of_state.T).toarray()
    tables: Tables = product.reshape(len(CAST), states, len(CAST), states)
    return tables.transpose(0, 2, 1, 3)


def shared(tables: Tables) -> Values:
    """Return the number of decisions on which both states cast a ballot."""
    number: Values = tables.sum(axis=(0, 1))
    return number


def identical(tables: Tables) -> Values:
    """Return the number of decisions on which both states cast the same ballot."""
    return _weighed(_IDENTICAL, tables)


def agreement(tables: Tables, measure: Measure) -> Values:
    """Return a measure of agreement for each table.

    Parameters
    ----------
    tables
        3 by 3 ballots, as `joint_ballots` returns, by anything more.
    measure
        *identical*: the share of shared decisions with the same ballot, m. *index*: the same
        with an abstention beside a vote counted as half (Lijphart; here from 0 to 1, not in
        percent). *kappa*, *weighted kappa*, *pi*: (o - e) / (1 - e), where o is m (for the
        weighted: the index) and e what o would be by chance, if both cast their ballots
        independently with the shares that each had (kappa), or that both had together (pi),
        on the decisions they shared.

    Returns
    -------
    Shares from 0 to 1, chance-corrected values from -1 to 1. NaN where there is no value: no
    decision is shared, or, for the corrected, chance alone gives full agreement, which is so
    when both cast the same one ballot throughout.

    References
    ----------
    See `LIJPHART`, `COHEN`, `WEIGHTED`, `SCOTT`; on the use for states `HAGE`.
    """
    number = shared(tables)
    half = measure in {Measure.INDEX, Measure.WEIGHTED_KAPPA}
    weights = _HALF if half else _IDENTICAL
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = _weighed(weights, tables) / number
        if not measure.corrected:
            return observed
        one, other = tables.sum(axis=1) / number, tables.sum(axis=0) / number
        if measure is Measure.PI:
            one = other = (one + other) / 2
        expected = np.einsum("kl,k...,l...->...", weights, one, other)
        corrected = (observed - expected) / (1 - expected)
    # Chance gives full agreement where both cast one and the same ballot throughout. That is
    # told from whole numbers, for a sum of rounded shares need not be exactly 1.
    throughout = np.einsum("kk...->k...", tables).max(axis=0) == number
    return np.where(throughout, np.nan, corrected)


def _weighed(weights: npt.NDArray[np.float64], tables: Tables) -> Values:
    weighed: Values = np.einsum("kl,kl...->...", weights, tables)
    return weighed
