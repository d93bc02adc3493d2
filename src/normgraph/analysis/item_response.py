"""The item response model of voting: where members stand, from what they voted for.

A member with ideal point x (in one or two dimensions) votes in favour of decision j with
probability Phi(a_j + b_j . x), where Phi is the normal distribution function. Ideal points
have the prior N(0, 1) in each dimension, a_j and b_j have N(0, `PRIOR_VARIANCE`).
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from normgraph.errors import UndefinedMeasureError

#: Numbers of any shape.
Numbers: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: Of the intercept and the slopes of a decision.
PRIOR_VARIANCE = 25.0
_EM_STEPS = 25
_MOST_STEPS = 200
_FIRST_DAMPING = 1.0
_LARGEST_DAMPING = 1e9
#: A dimension in which members differ so much less than in the first is none.
_VANISHED = 1e-3
_FLAT = (
    "The members do not differ in so many dimensions: their ballots leave nothing to place "
    "them by. Choose a longer period or one dimension."
)
_ROOT_HALF = float(np.sqrt(0.5))
_ROOT_TWO_OVER_PI = float(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Who voted how on each decision: as many places a decision as anyone needs.

    Few of all members sit at the same time, so this is shorter than members by decisions.
    """

    members: npt.NDArray[np.intp]  #: decisions by places: number of the member, from 0
    signs: Numbers  #: decisions by places: 1 in favour, -1 not; 0 where the place is empty
    weights: Numbers  #: of the decisions: how often each counts, above zero
    number: int  #: of members

    def only(self, decisions: Mask, weights: Numbers) -> "Ballots":
        """Return some of the decisions, with other weights."""
        return Ballots(self.members[decisions], self.signs[decisions], weights, self.number)

    def by_member(self, values: Numbers) -> Numbers:
        """Return the sum over decisions and places of each member's values, counted."""
        counted = (values * self.weights[:, None]).ravel()
        return np.bincount(self.members.ravel(), counted, self.number).astype(np.float64)

    def voted(self) -> Mask:
        """Return which members have any ballot here."""
        there: Mask = self.by_member(np.abs(self.signs)) > 0
        return there


def ballots_of(signs: Numbers, weights: Numbers) -> Ballots:
    """Return ballots from members by decisions: 1 in favour, -1 not, 0 no ballot."""
    cast = signs != 0
    places = int(cast.sum(axis=0).max(initial=0))
    members = np.argsort(~cast, axis=0, kind="stable")[:places]
    return Ballots(members.T, np.take_along_axis(signs, members, 0).T, weights, len(signs))


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The mode of the posterior of ideal points and decisions together."""

    points: Numbers  #: members by dimensions, not yet standardized
    items: Numbers  #: decisions by 1 + dimensions: the intercept, then the slopes
    steps: int


def margins(ballots: Ballots, fit: Fit) -> Numbers:
    """Return, decisions by places, how far each ballot is on the side the model predicts.

    Above 0 the model holds the ballot that was cast for the likelier one; 0 in empty places.
    """
    return _margins(ballots, fit.points, fit.items)


def fitted(
    ballots: Ballots,
    dimensions: int,
    *,
    start: Fit | None = None,
    tolerance: float = 1e-6,
) -> Fit:
    """Return the posterior mode, from the expectation-maximization steps of Imai and others.

    Their steps climb surely and, near the top, slowly; so a few of them are followed by
    Newton's on the same posterior, which end at the same place.

    Parameters
    ----------
    ballots
        Who voted how on each decision.
    dimensions
        How many; 1 or 2.
    start
        Where to begin; from the principal components of the ballots if left out.
    tolerance
        The steps end when no ideal point moves by more than this.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer members or different decisions than dimensions.

    References
    ----------
    Imai, K., Lo, J. and Olmsted, J. (2016). Fast Estimation of Ideal Points with Massive
    Data. American Political Science Review 110(4), 631-656.
    """
    if min(ballots.number, len(ballots.signs)) < dimensions:
        raise UndefinedMeasureError(_FLAT)
    if start is None:
        points = _principal_components(ballots, dimensions)
        items = _maximized_items(ballots, ballots.signs, points)
        for _ in range(_EM_STEPS):
            points, items = em_step(ballots, points, items)
    else:
        points, items = start.points, start.items
    return _climbed(ballots, points, items, tolerance)


def standardized(fit: Fit, weights: Numbers) -> Numbers:
    """Return the points with mean 0 and variance 1 in each dimension, uncorrelated.

    They are turned so that the first dimension is the one along which the decisions divide
    the members most, that is to the principal axes of what the model predicts.

    Raises
    ------
    UndefinedMeasureError
        When the members do not differ in one of the dimensions.
    """
    centred = fit.points - fit.points.mean(axis=0)
    left, spread, right = np.linalg.svd(centred, full_matrices=False)
    if spread[-1] <= max(_VANISHED * spread[0], 1e-9):
        raise UndefinedMeasureError(_FLAT)
    scale = np.sqrt(len(centred))
    slopes = fit.items[:, 1:] @ (right.T * (spread / scale))
    turned: Numbers = np.linalg.eigh((slopes * weights[:, None]).T @ slopes)[1][:, ::-1]
    points: Numbers = left * scale @ turned
    return points


def aligned(points: Numbers, reference: Numbers) -> Numbers:
    """Return points turned and mirrored to lie as near as they can to a reference.

    References
    ----------
    Schönemann, P. H. (1966). A generalized solution of the orthogonal Procrustes problem.
    Psychometrika 31(1), 1-10.
    """
    left, _, right = np.linalg.svd(points.T @ reference)
    turned: Numbers = points @ (left @ right)
    return turned


def _principal_components(ballots: Ballots, dimensions: int) -> Numbers:
    cast = np.abs(ballots.signs)
    mean = ballots.signs.sum(axis=1, keepdims=True) / cast.sum(axis=1, keepdims=True)
    centred = np.zeros((ballots.number, len(cast)))
    decisions = np.broadcast_to(np.arange(len(cast))[:, None], cast.shape)
    full = cast > 0
    departures = (ballots.signs - cast * mean) * np.sqrt(ballots.weights)[:, None]
    centred[ballots.members[full], decisions[full]] = departures[full]
    left, size, _ = np.linalg.svd(centred, full_matrices=False)
    scale = np.sqrt(ballots.number) / max(float(size[0]), 1e-12)
    found: Numbers = np.asarray(left[:, :dimensions] * size[:dimensions] * scale)
    return found


def em_step(ballots: Ballots, points: Numbers, items: Numbers) -> tuple[Numbers, Numbers]:
    """Return points and items after one round of Imai and others, empty places left out.

    Where the posterior has its mode, a round changes nothing.
    """
    cast = np.abs(ballots.signs)
    slopes = items[:, 1:]
    signs, margin = ballots.signs, _margins(ballots, points, items)
    # The mean of the latent utility, given the ballot.
    latent = signs * (margin + cast * _mills(margin))
    precision = _summed_squares(ballots, cast, slopes) + np.eye(slopes.shape[1])
    beyond = latent - cast * items[:, :1]
    moments = np.stack([ballots.by_member(beyond * slope[:, None]) for slope in slopes.T], 1)
    points = np.linalg.solve(precision, moments[..., None])[..., 0].astype(np.float64)
    return points, _maximized_items(ballots, latent, points)


def _maximized_items(ballots: Ballots, latent: Numbers, points: Numbers) -> Numbers:
    extended = _extended(ballots, points)
    across = extended.transpose(0, 2, 1)
    precision = (across * np.abs(ballots.signs)[:, None, :]) @ extended
    precision += np.eye(extended.shape[2]) / PRIOR_VARIANCE
    items = np.linalg.solve(precision, across @ latent[..., None])[..., 0]
    return items.astype(np.float64)


def _climbed(ballots: Ballots, points: Numbers, items: Numbers, tolerance: float) -> Fit:
    """Climb by damped Newton steps; damping grows until a step goes up, and then shrinks."""
    height = _log_posterior(ballots, points, items)
    damping, steps = _FIRST_DAMPING, 0
    while steps < _MOST_STEPS and damping < _LARGEST_DAMPING:
        steps += 1
        moved_points, moved_items = _newton_step(ballots, points, items, damping)
        reached = _log_posterior(ballots, moved_points, moved_items)
        if not reached >= height:
            damping *= 10
            continue
        moved = float(np.abs(moved_points - points).max())
        points, items, height = moved_points, moved_items, reached
        damping /= 10
        if moved < tolerance:
            break
    return Fit(points, items, steps)


def _newton_step(
    ballots: Ballots, points: Numbers, items: Numbers, damping: float
) -> tuple[Numbers, Numbers]:
    """Return points and items after one step, the items eliminated (Schur complement)."""
    dimensions = points.shape[1]
    width = dimensions + 1
    slopes, extended = items[:, 1:], _extended(ballots, points)
    margin = _margins(ballots, points, items)
    ratio = np.abs(ballots.signs) * _mills(margin)
    pull, bend = ballots.signs * ratio, ratio * (ratio + margin)
    across = extended.transpose(0, 2, 1)
    to_items = (across @ pull[..., None])[..., 0] - items / PRIOR_VARIANCE
    item_bend = (across * bend[:, None, :]) @ extended
    inverse = np.linalg.inv(item_bend + np.eye(width) * (1 / PRIOR_VARIANCE + damping))
    # Decisions, places, dimensions, coefficients: how points and items bend together.
    cross = -bend[..., None, None] * slopes[:, None, :, None] * extended[:, :, None, :]
    for dimension in range(dimensions):
        cross[:, :, dimension, dimension + 1] += pull
    flat = cross.reshape(len(cross), -1, width)
    carried = flat @ inverse
    right = pull[..., None] * slopes[:, None, :]
    right += (carried @ to_items[..., None]).reshape(right.shape)
    schur = _gathered(ballots, carried @ -flat.transpose(0, 2, 1), dimensions)
    place = np.arange(ballots.number)
    schur[place, :, place, :] += _summed_squares(ballots, bend, slopes)
    schur[place, :, place, :] += np.eye(dimensions) * (1 + damping)
    size = ballots.number * dimensions
    sums = [ballots.by_member(right[..., dimension]) for dimension in range(dimensions)]
    towards = np.stack(sums, 1) - points
    step = np.linalg.solve(schur.reshape(size, size), towards.ravel()).reshape(points.shape)
    moved = step[ballots.members].reshape(len(cross), -1, 1)
    back = to_items[..., None] + flat.transpose(0, 2, 1) @ moved
    return points + step, items + (inverse @ back)[..., 0]


def _gathered(ballots: Ballots, blocks: Numbers, dimensions: int) -> Numbers:
    """Return blocks of places by places of each decision, summed by pairs of members."""
    members, number = ballots.members, ballots.number
    places = members.shape[1]
    pairs = (members[:, :, None] * number + members[:, None, :]).ravel()
    shaped = blocks.reshape(-1, places, dimensions, places, dimensions)
    shaped = shaped * ballots.weights[:, None, None, None, None]
    summed = np.empty((number, dimensions, number, dimensions))
    for one in range(dimensions):
        for other in range(dimensions):
            values = shaped[:, :, one, :, other].ravel()
            square = np.bincount(pairs, values, number * number).reshape(number, number)
            summed[:, one, :, other] = square
    return summed


def _summed_squares(ballots: Ballots, values: Numbers, slopes: Numbers) -> Numbers:
    """Return for each member the sum of slopes times slopes over its decisions."""
    dimensions = range(slopes.shape[1])
    sums = [
        ballots.by_member(values * (slopes[:, one] * slopes[:, other])[:, None])
        for one in dimensions
        for other in dimensions
    ]
    return np.stack(sums, 1).reshape(-1, slopes.shape[1], slopes.shape[1])


def _margins(ballots: Ballots, points: Numbers, items: Numbers) -> Numbers:
    predicted = (_extended(ballots, points) @ items[..., None])[..., 0]
    margin: Numbers = ballots.signs * predicted
    return margin


def _extended(ballots: Ballots, points: Numbers) -> Numbers:
    """Return decisions by places by 1 and the point of the member there."""
    return np.hstack([np.ones((len(points), 1)), points])[ballots.members]


def _log_posterior(ballots: Ballots, points: Numbers, items: Numbers) -> float:
    from scipy.special import log_ndtr

    # An empty place has a margin of 0 and adds the same constant everywhere.
    fit = log_ndtr(_margins(ballots, points, items)).sum(axis=1)
    prior = (items**2).sum(axis=1) / (2 * PRIOR_VARIANCE)
    return float(ballots.weights @ (fit - prior) - (points**2).sum() / 2)


def _mills(margin: Numbers) -> Numbers:
    """Return the normal density over the normal distribution function, also far below 0."""
    from scipy.special import erfcx

    ratio: Numbers = _ROOT_TWO_OVER_PI / erfcx(-margin * _ROOT_HALF)
    return ratio
