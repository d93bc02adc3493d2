"""Intervals by resampling days: how far agreement would vary had other days been voted on.

Decisions of one day are often votes on one matter, so days are drawn and not decisions.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from normgraph.analysis.agreement import CAST, Measure, Tables, Values, agreement
from normgraph.query.council import Ballots, Choice

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FIELD_WELSH = (
    "Field, C. A. and Welsh, A. H. (2007). Bootstrapping Clustered Data. Journal of the Royal "
    "Statistical Society, Series B 69(3), 369-390."
)
#: Share of the draws that lies between the ends.
LEVEL = 0.95
#: An interval stands on draws with a value; with more than this share of draws without one
#: there is none.
_MOST_UNDEFINED = 0.05
_CELLS = len(CAST) ** 2

Pairs = npt.NDArray[np.intp]


def interval(
    ballots: Ballots,
    days: npt.NDArray[np.int64],
    pairs: Pairs,
    measure: Measure,
    *,
    draws: int,
    seed: int,
) -> tuple[Values, Values]:
    """Return the ends of percentile intervals of a measure, by pairs.

    As many days as there are, are drawn with replacement, again and again, and the measure is
    taken on the decisions of the days drawn, as often as each was drawn: the weights of days
    (draws by days) times what each day adds to the tables of the pairs.

    Parameters
    ----------
    ballots
        States by decisions, values of `Choice`.
    days
        The day of each decision, as any numbers equal for one day.
    pairs
        2 by pairs: the rows of the one and of the other state.
    measure
        What is measured.
    draws
        How many times; no interval with 0.
    seed
        Of the generator of chance: equal seeds give equal intervals.

    Returns
    -------
    Lower and upper ends. NaN where there is no interval: the pair shared decisions on fewer
    than two days, or the measure has no value in more than one draw of twenty.

    Notes
    -----
    The interval of a chance-corrected measure need not contain its value, for such a measure
    is no mean of decisions: dropping days changes what chance is expected to give.

    References
    ----------
    See `FIELD_WELSH`.
    """
    nothing = np.full(pairs.shape[1], np.nan)
    _, day = np.unique(days, return_inverse=True)
    number = int(day.max()) + 1 if day.size else 0
    if not draws or number < 2:
        return nothing, nothing.copy()
    tables = daily_tables(ballots, day, pairs)
    resampled: Tables = tables @ _times_drawn(number, draws, seed)
    shape = (len(CAST), len(CAST), pairs.shape[1], draws)
    # A pair with a single day has no value in a quarter of the draws or more, which lack it.
    return _percentiles(agreement(resampled.reshape(shape), measure))


def daily_tables(ballots: Ballots, day: Pairs, pairs: Pairs) -> "csr_array":
    """Return what each day adds to the tables: 3 by 3 ballots by pairs (rows) by days.

    Most days add nothing to most cells, so the array is sparse.
    """
    from scipy.sparse import csr_array

    place = np.full(max(Choice) + 1, -1)
    place[list(CAST)] = range(len(CAST))
    one, other = place[ballots[pairs[0]]], place[ballots[pairs[1]]]
    both = (one >= 0) & (other >= 0)
    pair, decision = np.nonzero(both)
    cell = one[both] * len(CAST) + other[both]
    return csr_array(
        (np.ones(len(pair)), (cell * pairs.shape[1] + pair, day[decision])),
        shape=(_CELLS * pairs.shape[1], int(day.max()) + 1),
    )


def _times_drawn(days: int, draws: int, seed: int) -> Values:
    """Return how often each day (rows) comes in each draw: multinomial counts."""
    chance = np.random.default_rng(seed)
    drawn = chance.integers(0, days, size=(draws, days))
    drawn += np.arange(draws)[:, np.newaxis] * days
    counts = np.bincount(drawn.ravel(), minlength=draws * days).reshape(draws, days)
    times: Values = np.ascontiguousarray(counts.T, dtype=np.float64)
    return times


def effort(days: int, pairs: int, shared: int, draws: int) -> int:
    """Return about how many numbers are worked out for the intervals of so many pairs.

    ``shared`` is how many decisions they share, all pairs together.
    """
    return draws * (days + _CELLS * pairs + shared)


def _percentiles(values: Values) -> tuple[Values, Values]:
    """Return the ends that hold `LEVEL` of the defined draws (columns) between them."""
    ordered = np.sort(values, axis=1)  # what is undefined comes last
    defined = np.isfinite(values).sum(axis=1)
    last = np.maximum(defined - 1, 0)
    row = np.arange(len(values))
    ends = []
    for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2):
        at = share * last
        below = np.floor(at).astype(np.intp)
        low, high = ordered[row, below], ordered[row, np.minimum(below + 1, last)]
        end = low + (high - low) * (at - below)
        end[defined < (1 - _MOST_UNDEFINED) * values.shape[1]] = np.nan
        ends.append(end)
    return ends[0], ends[1]
