"""The logistic and Bass's curve, and least squares for one count and for many at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from normgraph.analysis.survival import Numbers
from normgraph.errors import UndefinedMeasureError

#: A ceiling so many times higher than the last count says that the counts do not bend.
MOST_CEILING = 5.0
_NO_BEND = (
    "The {} curve does not settle on these counts: they do not bend, so no ceiling can be "
    "told. A later last day, or another instrument, may give one."
)
#: Steps of the search for many samples at once, how far it may go in logarithms, and which
#: share of the squares the last step may still have taken away.
_STEPS, _WIDEST, _SETTLED = 20, 8.0, 1e-2


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A curve of three parameters, the first of them its ceiling."""

    name: str
    parameters: tuple[tuple[str, str], ...]  #: name and meaning of each
    #: Of times and parameters (samples by three): the curves, samples by times.
    curve: Callable[[Numbers, Numbers], Numbers]
    start: Callable[[Numbers, Numbers], tuple[float, float, float]]  #: of times and counts
    least: Numbers  #: from which each parameter begins at least, when many are fitted at once


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A curve fitted to counts."""

    values: Numbers  #: of the parameters
    r_squared: float
    aic: float  #: n log(RSS / n) + 2 (parameters + 1)


def logistic(times: Numbers, values: Numbers) -> Numbers:
    """Return m / (1 + exp(-r (t - t0))) for each row (m, r, t0) of ``values``."""
    m, r, middle = values[:, :1], values[:, 1:2], values[:, 2:3]
    curve: Numbers = m / (1 + np.exp(-np.clip(r * (times - middle), -500, 500)))
    return curve


def bass(times: Numbers, values: Numbers) -> Numbers:
    """Return m (1 - e) / (1 + e q / p), e = exp(-(p + q) t), for each row (m, p, q)."""
    m, p, q = values[:, :1], values[:, 1:2], values[:, 2:3]
    fallen = np.exp(-np.clip((p + q) * times, -500, 500))
    curve: Numbers = m * p * (1 - fallen) / (p + q * fallen)
    return curve


def bass_rate(times: Numbers, values: Numbers) -> Numbers:
    """Return the slope of `bass`: m p (p + q)^2 e / (p + q e)^2."""
    m, p, q = values[:, :1], values[:, 1:2], values[:, 2:3]
    fallen = np.exp(-np.clip((p + q) * times, -500, 500))
    rate: Numbers = m * p * (p + q) ** 2 * fallen / (p + q * fallen) ** 2
    return rate


def fit(model: Model, times: Numbers, counts: Numbers) -> Fit:
    """Return the curve of ``model`` nearest to ``counts``, if they tell its ceiling.

    Raises
    ------
    UndefinedMeasureError
        When the search does not settle, or settles on a ceiling so high that the counts
        cannot tell where the curve would bend.
    """
    found = nearest(model, times, counts)
    if found.values[0] > MOST_CEILING * counts.max():
        raise UndefinedMeasureError(_NO_BEND.format(model.name))
    return found


def nearest(model: Model, times: Numbers, counts: Numbers) -> Fit:
    """Return the curve of ``model`` with the least sum of squares about ``counts``.

    Raises
    ------
    UndefinedMeasureError
        When the search does not settle.
    """
    from scipy import optimize

    top = float(counts.max())
    found = optimize.least_squares(
        lambda values: model.curve(times, values[None, :])[0] - counts,
        model.start(times, counts),
        bounds=([top / 2, 1e-9, 0.0], np.inf),
        x_scale="jac",
        max_nfev=2000,
    )
    if not found.success:
        raise UndefinedMeasureError(_NO_BEND.format(model.name))
    rest = float(np.sum(found.fun**2))
    spread = float(np.sum((counts - counts.mean()) ** 2))
    size = counts.size
    return Fit(
        values=found.x,
        r_squared=1 - rest / spread if spread else float("nan"),
        aic=size * float(np.log(max(rest, 1e-12) / size)) + 2 * (found.x.size + 1),
    )


def refit(model: Model, times: Numbers, samples: Numbers, first: Fit) -> Numbers:
    """Return the parameters for each row of ``samples``, samples by three.

    All samples are fitted at once: damped steps of Gauss and Newton from the first estimate,
    in logarithms of the parameters, which keeps them above zero. Where that does not settle
    the row is not a number.
    """
    # From a rate of zero no step in logarithms would lead away.
    scale = np.maximum(first.values, model.least)
    at = np.zeros((len(samples), scale.size))
    damping = np.full(len(samples), 1e-3)
    change = np.zeros(len(samples))

    def of(steps: Numbers) -> Numbers:
        return model.curve(times, scale * np.exp(np.clip(steps, -_WIDEST, _WIDEST)))

    rest = samples - of(at)
    error = (rest**2).sum(axis=1)
    for _ in range(_STEPS):
        step = _step(of, at, rest, damping)
        trial = samples - of(at + step)
        fresh = (trial**2).sum(axis=1)
        better = fresh < error
        at = np.where(better[:, None], at + step, at)
        rest = np.where(better[:, None], trial, rest)
        change = np.where(better, (error - fresh) / np.maximum(error, 1e-12), 0.0)
        error = np.where(better, fresh, error)
        damping = np.where(better, damping / 5, damping * 10)
    values: Numbers = scale * np.exp(np.clip(at, -_WIDEST, _WIDEST))
    lost = (change > _SETTLED) | (values[:, 0] > MOST_CEILING * samples.max(axis=1))
    values[lost] = np.nan
    return values


def _step(
    of: Callable[[Numbers], Numbers], at: Numbers, rest: Numbers, damping: Numbers
) -> Numbers:
    """Return one damped step of Gauss and Newton for each sample."""
    width = 1e-5
    here = of(at)
    slope = np.stack([(of(at + one) - here) / width for one in np.eye(at.shape[1]) * width], 2)
    turned = slope.transpose(0, 2, 1)
    square = turned @ slope
    diagonal = np.einsum("ijj->ij", square)
    ridge = np.eye(at.shape[1]) * (damping[:, None] * diagonal + 1e-9)[:, None, :]
    step: Numbers = np.linalg.solve(square + ridge, turned @ rest[:, :, None])[:, :, 0]
    return step


def _logistic_start(times: Numbers, counts: Numbers) -> tuple[float, float, float]:
    half = float(times[np.searchsorted(counts, counts.max() / 2)])
    return float(counts.max()) * 1.05, 4.0 / max(float(times[-1]) / 2, 1.0), half


def _bass_start(times: Numbers, counts: Numbers) -> tuple[float, float, float]:
    # Half of the ceiling at the middle time, most of it by a rate of imitation.
    return float(counts.max()) * 1.05, 1.0 / float(times[-1]), 2.0 / float(times[-1])


LOGISTIC = Model(
    "logistic",
    (
        ("ceiling", "number of states at which the curve levels off"),
        ("growth", "rate of growth a year while few have committed"),
        ("midpoint", "years after adoption at which half of the ceiling is reached"),
    ),
    logistic,
    _logistic_start,
    np.array([1.0, 1e-3, 0.1]),
)
BASS = Model(
    "Bass",
    (
        ("ceiling", "number of states at which the curve levels off"),
        ("p", "coefficient of innovation a year: commitment whatever others did"),
        ("q", "coefficient of imitation a year: commitment that rises with those who did"),
    ),
    bass,
    _bass_start,
    np.array([1.0, 1e-3, 1e-2]),
)
MODELS: Mapping[str, Model] = {model.name: model for model in (LOGISTIC, BASS)}
