"""Time until an event, with subjects to whom it has not happened yet.

The estimates are of any such record; `ratification_hazard` makes them of states and treaties.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from normgraph.errors import UndefinedMeasureError

KAPLAN_MEIER = (
    "Kaplan, E. L. and Meier, P. (1958). Nonparametric Estimation from Incomplete "
    "Observations. Journal of the American Statistical Association 53(282), 457-481."
)

#: Below this share of the greatest an eigenvalue is rounding.
_ROUNDING = 1e-10

Numbers: TypeAlias = npt.NDArray[np.float64]
Counts: TypeAlias = npt.NDArray[np.int64]
#: 0 where the subject was last seen without the event, otherwise the number of its kind.
Kinds: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The share of subjects without the event, after each time at which one was last seen."""

    times: Numbers  #: ascending
    at_risk: Counts  #: subjects without the event and still seen just before each time
    events: Counts  #: at each time
    share: Numbers  #: without the event just after each time, 0 to 1
    low: Numbers  #: bounds of the interval; not a number where it is not defined
    high: Numbers


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether several groups have the same curve."""

    statistic: float  #: chi-squared
    degrees: int
    p: float  #: probability of so large a statistic if they have


def kaplan_meier(times: Numbers, happened: npt.ArrayLike, *, level: float = 0.95) -> Curve:
    """Return the product-limit estimate of the share without the event.

    Parameters
    ----------
    times
        From the beginning of risk to the event, or to when the subject was last seen.
    happened
        Whether the event happened at that time. A subject last seen at the time of an event
        counts as at risk of it.
    level
        Of the pointwise interval, by Greenwood's variance on the scale log(-log(share)).

    Raises
    ------
    UndefinedMeasureError
        When there is no subject.

    References
    ----------
    See `KAPLAN_MEIER`. Estimate and interval are scipy's.
    """
    from scipy import stats

    seen = np.asarray(happened, dtype=bool)
    distinct, at_risk, events = _tally(times, seen)
    data = stats.CensoredData(uncensored=times[seen], right=times[~seen])
    found = stats.ecdf(data).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        # At shares of 0 and 1 the interval is not defined; it is left out there.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = found.confidence_interval(level, method="log-log")
    return Curve(
        distinct,
        at_risk,
        events,
        found.evaluate(distinct),
        interval.low.evaluate(distinct),
        interval.high.evaluate(distinct),
    )


def cumulative_incidence(
    times: Numbers, kinds: Kinds, kind: int, *, level: float = 0.95
) -> Curve:
    """Return one minus the share to whom the event of one kind has happened.

    Events of other kinds end the risk and are no censoring: I(t) is the sum over event times
    of S(before) d(kind) / n, with S the Kaplan-Meier share of all kinds together. So the
    shares of all kinds and the share without any event add up to one, which curves made by
    censoring the other kinds do not. The variance is that of the delta method, the interval
    is on the scale log(-log(1 - I)); with one kind only it is that of `kaplan_meier`.

    Parameters
    ----------
    times
        From the beginning of risk to the event, or to when the subject was last seen.
    kinds
        The kind of event of each subject, 0 where none happened.
    kind
        The kind of which the share is wanted.
    level
        Of the pointwise interval.

    References
    ----------
    Marubini, E. and Valsecchi, M. G. (1995). Analysing Survival Data from Clinical Trials and
    Observational Studies. Chichester: Wiley.
    """
    from scipy import stats

    distinct, n, d = _tally(times, kinds > 0)
    _, _, own = _tally(times, kinds == kind, times)
    before = np.concatenate(([1.0], np.cumprod(1 - d / n)[:-1]))
    incidence = np.cumsum(before * own / n)
    share = 1 - incidence
    spread = np.sqrt(_incidence_variance(incidence, before, own, n, d))
    z = stats.norm.ppf((1 + level) / 2)
    with np.errstate(all="ignore"):
        width = z * spread / (share * np.log(share))
        low, high = share ** np.exp(-width), share ** np.exp(width)
    return Curve(distinct, n, own, share, low, high)


def _incidence_variance(
    incidence: Numbers, before: Numbers, own: Counts, n: Counts, d: Counts
) -> Numbers:
    """Return the variance of the incidence after each time: sums over the times until then."""
    gap = incidence[:, None] - incidence[None, :]
    left = np.where(n > d, d / np.maximum(n * (n - d), 1), 0.0)
    terms = (
        gap**2 * left
        + before**2 * (n - own) * own / n.astype(float) ** 3
        - 2 * gap * before * own / n.astype(float) ** 2
    )
    until = np.tri(incidence.size, dtype=bool)
    variance: Numbers = np.maximum(np.where(until, terms, 0.0).sum(axis=1), 0.0)
    return variance


def median(curve: Curve) -> tuple[float | None, float | None, float | None]:
    """Return the time by which half have had the event, and its bounds; None if not reached.

    The bounds are where the bounds of the curve reach one half.

    References
    ----------
    Brookmeyer, R. and Crowley, J. (1982). A Confidence Interval for the Median Survival Time.
    Biometrics 38(1), 29-41.
    """
    return (
        _first_at_most(curve.times, curve.share, 0.5),
        _first_at_most(curve.times, curve.low, 0.5),
        _first_at_most(curve.times, curve.high, 0.5),
    )


def logrank(groups: Sequence[tuple[Numbers, npt.NDArray[np.bool_]]]) -> LogRank:
    """Return the log-rank test of several groups, each of times and whether the event happened.

    At each event time the events expected of a group are its share of those at risk times the
    events; the statistic is the quadratic form of observed less expected with the inverse of
    its hypergeometric covariance. For two groups it is the square of scipy's statistic.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two groups, or no event that could tell them apart.

    References
    ----------
    Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising
    in its consideration. Cancer Chemotherapy Reports 50(3), 163-170.
    """
    from scipy import stats

    if len(groups) < 2:
        raise UndefinedMeasureError("A comparison needs at least two groups.")
    every = np.concatenate([times for times, _ in groups])
    happened = np.concatenate([seen for _, seen in groups])
    _, n, d = _tally(every, happened)
    shares = [_tally(times, seen, every) for times, seen in groups]
    own = np.array([at_risk for _, at_risk, _ in shares], dtype=float)
    observed = np.array([events.sum() for *_, events in shares], dtype=float)
    expected = (own * d / n).sum(axis=1)
    weight = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0)
    part = own / n
    covariance = np.diag((weight * part).sum(axis=1)) - (weight * part) @ part.T
    # Rows add up to zero, so one direction is only rounding and must not be inverted.
    degrees = int(np.linalg.matrix_rank(covariance, rtol=_ROUNDING, hermitian=True))
    if degrees == 0:
        raise UndefinedMeasureError("No event happened while several groups were at risk.")
    difference = observed - expected
    statistic = float(
        difference @ np.linalg.pinv(covariance, rcond=_ROUNDING, hermitian=True) @ difference
    )
    return LogRank(statistic, degrees, float(stats.chi2.sf(statistic, degrees)))


def _tally(
    times: Numbers, happened: npt.NDArray[np.bool_], grid: Numbers | None = None
) -> tuple[Numbers, Counts, Counts]:
    """Return the distinct times, how many were at risk at each, and how many events.

    Raises
    ------
    UndefinedMeasureError
        When there is no subject.
    """
    distinct = np.unique(times if grid is None else grid)
    if not distinct.size:
        raise UndefinedMeasureError("Nobody was at risk, so there is no share of anybody.")
    at_risk = times.size - np.searchsorted(np.sort(times), distinct)
    happenings = np.sort(times[happened])
    events = np.searchsorted(happenings, distinct, "right") - np.searchsorted(
        happenings, distinct
    )
    return distinct, at_risk.astype(np.int64), events.astype(np.int64)


def _first_at_most(times: Numbers, values: Numbers, bound: float) -> float | None:
    with np.errstate(invalid="ignore"):
        reached = np.flatnonzero(values <= bound)
    return float(times[reached[0]]) if reached.size else None
