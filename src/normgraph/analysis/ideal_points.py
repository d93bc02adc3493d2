"""Where members of the Security Council stand, from what they voted for."""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normgraph.analysis.item_response import (
    Ballots,
    Fit,
    Mask,
    Numbers,
    aligned,
    ballots_of,
    fitted,
    margins,
    standardized,
)
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council

IMAI = (
    "Imai, K., Lo, J. and Olmsted, J. (2016). Fast Estimation of Ideal Points with Massive "
    "Data. American Political Science Review 110(4), 631-656. The model: Clinton, J., "
    "Jackman, S. and Rivers, D. (2004). The Statistical Analysis of Roll Call Data. American "
    "Political Science Review 98(2), 355-370."
)
#: The members that fix which side is which, where both cast ballots.
POSITIVE, NEGATIVE = "USA", ("RUS", "SUN")
#: Percentiles of the draws between which an interval lies.
INTERVAL = (5.0, 95.0)
_FEWEST_MEMBERS = 3
#: Draws are summed up to percentiles, for which the last decimals do not matter.
_DRAW_TOLERANCE = 0.02
#: What the intervals of one answer may take, see `_effort`: a few seconds.
MOST_EFFORT = 10_000_000


class Abstentions(StrEnum):
    """What an abstention counts as."""

    NOT_IN_FAVOUR = "not-in-favour"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class IdealPoint:
    """One member; its second dimension is empty where only one was asked for."""

    state: str = column("Key of the state.")
    name: str = column("Its name.")
    permanent: bool = column("Whether it held a permanent seat at any of these decisions.")
    ballots: int = column("Ballots that the position rests on.")
    in_favour: float = column("Share of these ballots that were in favour, 0 to 1.")
    first: float = column("Position on the first dimension; all members: mean 0, variance 1.")
    first_low: float | None = column("Lower end of the 90 % interval of the bootstrap.")
    first_high: float | None = column("Upper end of that interval.")
    second: float | None = column("Position on the second dimension, if one was asked for.")
    second_low: float | None = column("Lower end of its 90 % interval.")
    second_high: float | None = column("Upper end of that interval.")


@dataclass(frozen=True, slots=True)
class IdealPoints(Rows):
    """Positions of members, from the lowest on the first dimension to the highest."""

    row = IdealPoint

    points: tuple[IdealPoint, ...]
    dimensions: int
    classified: float  #: share of ballots on the likelier side of the model, 0 to 1
    in_favour: float  #: share of ballots in favour: what calling them all so gets right
    reduced: float  #: proportional reduction of error against that, at most 1
    one_dimension: float  #: share that a single dimension puts on the likelier side

    def rows(self) -> tuple[IdealPoint, ...]:
        """Return the members by their position on the first dimension."""
        return self.points


class _Divided(NamedTuple):
    """What the model reads: alike decisions are one that counts several times."""

    different: Ballots
    place: npt.NDArray[np.intp]  #: of each decision: its number among the different ones
    days: npt.NDArray[np.intp]  #: of each decision: the number of its day, from 0

    def drawn(self, chance: np.random.Generator) -> tuple[Mask, Ballots]:
        """Return which decisions, and the ballots, of as many days drawn with replacement."""
        days = int(self.days.max()) + 1
        often = np.bincount(chance.integers(days, size=days), minlength=days)[self.days]
        weights = np.bincount(self.place, often, len(self.different.signs)).astype(np.float64)
        taken: Mask = weights > 0
        return taken, self.different.only(taken, weights[taken])


def ideal_points(
    council: Council,
    *,
    dimensions: int = 1,
    abstentions: Abstentions = Abstentions.NOT_IN_FAVOUR,
    minimum: int = 10,
    draws: int = 50,
    seed: int = 1,
) -> Result[IdealPoints]:
    """Return ideal points of members in one or two dimensions, with bootstrap intervals.

    A member with ideal point x votes in favour of decision j with probability
    Phi(a_j + b_j . x); see `item_response`. Points have mean 0 and variance 1 over the
    members in each dimension and are uncorrelated. The first dimension is turned so that the
    United States lie above Russia or the Soviet Union where both voted; otherwise, and in
    the second, so that the member farthest from 0 lies above it.

    Parameters
    ----------
    council
        The decisions of a period, those that were contested.
    dimensions
        How many; 1 or 2.
    abstentions
        An abstention is a ballot not in favour, or is left out. Members that did not take
        part in a vote are always left out of it.
    minimum
        Members with fewer ballots on divided decisions are left out, and named.
    draws
        Replications of the bootstrap; each draws as many days as there are, with
        replacement, since decisions of one day are mostly about one matter. 0 for none; and
        none are made where they would take longer than `MOST_EFFORT`, which a caveat says.
    seed
        Of the draws: equal seeds give equal intervals.

    Raises
    ------
    UndefinedMeasureError
        When fewer than three members or no divided decision is left, or the members do not
        differ in so many dimensions.

    References
    ----------
    See `IMAI`. Percentile intervals: Efron, B. and Tibshirani, R. J. (1993). An Introduction
    to the Bootstrap. Chapman & Hall.
    """
    kept, signs, divided = _selected(council, abstentions, minimum)
    votes = _divided(kept, signs[:, divided], divided)
    ballots = votes.different
    fit = fitted(ballots, dimensions)
    points = standardized(fit, ballots.weights)
    points = points * _direction(kept.states, points)
    drawn = draws if _effort(ballots, dimensions, draws) <= MOST_EFFORT else 0
    low, high = _intervals(votes, fit, points, drawn, seed)
    single = fit if dimensions == 1 else fitted(ballots, 1)
    cast, yes = _counted(ballots, ballots.signs != 0), _counted(ballots, ballots.signs > 0)
    right = _counted(ballots, margins(ballots, fit) > 0)
    found = IdealPoints(
        points=_value(kept, signs[:, divided], points, low, high),
        dimensions=dimensions,
        classified=right / cast,
        in_favour=yes / cast,
        reduced=1 - (cast - right) / (cast - yes),
        one_dimension=_counted(ballots, margins(ballots, single) > 0) / cast,
    )
    few = [name for name in council.names if name not in set(kept.names)]
    return Result(
        value=found,
        measure=f"ideal points in {dimensions} dimension{'s' if dimensions > 1 else ''}",
        reference=IMAI,
        n=int(divided.sum()),
        unit="contested decisions on which the members included were divided",
        sources=kept.where(divided).sources(),
        parameters={
            "dimensions": dimensions,
            "abstentions": str(abstentions),
            "minimum": minimum,
            "draws": draws,
            "seed": seed,
        },
        caveats=(
            *_caveats(found, few, minimum, abstentions),
            *_on_intervals(draws=draws, drawn=drawn),
        ),
    )


def _selected(
    council: Council, abstentions: Abstentions, minimum: int
) -> tuple[Council, Numbers, Mask]:
    """Return the members with enough ballots on divided decisions, and these as a mask.

    Raises
    ------
    UndefinedMeasureError
        When too few members or no such decision is left.
    """
    members: Mask = np.ones(len(council.states), dtype=bool)
    signs = _signs(council, abstentions)
    while True:
        # Without a member that is left out, a decision may not be divided any more.
        divided: Mask = np.logical_and(
            (signs[members] > 0).any(axis=0), (signs[members] < 0).any(axis=0)
        )
        enough: Mask = np.logical_and(
            members, (signs[:, divided] != 0).sum(axis=1) >= max(1, minimum)
        )
        if (enough == members).all():
            break
        members = enough
    if members.sum() < _FEWEST_MEMBERS or not divided.any():
        message = (
            f"Fewer than {_FEWEST_MEMBERS} members cast {minimum} ballots or more on decisions "
            "that divided them, so there is nothing to place them by. Choose a longer period "
            "or a smaller minimum."
        )
        raise UndefinedMeasureError(message)
    states = [state for state, there in zip(council.states, members, strict=True) if there]
    return council.of(states), signs[members], divided


def _signs(council: Council, abstentions: Abstentions) -> Numbers:
    signs = np.zeros(council.ballots.shape)
    signs[council.ballots == Choice.IN_FAVOUR] = 1
    signs[council.ballots == Choice.AGAINST] = -1
    if abstentions is Abstentions.NOT_IN_FAVOUR:
        signs[council.ballots == Choice.ABSTAINED] = -1
    return signs


def _divided(council: Council, signs: Numbers, divided: Mask) -> _Divided:
    days = [
        each.date.toordinal()
        for each, taken in zip(council.decisions, divided, strict=True)
        if taken
    ]
    columns, place = np.unique(signs, axis=1, return_inverse=True)
    weights = np.bincount(place.ravel()).astype(np.float64)
    numbers = np.unique(days, return_inverse=True)[1]
    return _Divided(ballots_of(columns, weights), place.ravel(), numbers.ravel())


def _direction(states: tuple[str, ...], points: Numbers) -> Numbers:
    """Return 1 or -1 for each dimension."""
    farthest = np.abs(points).round(9).argmax(axis=0)
    signs: Numbers = np.where(points[farthest, range(points.shape[1])] < 0, -1.0, 1.0)
    others = [state for state in NEGATIVE if state in states]
    if POSITIVE in states and others:
        apart = points[states.index(POSITIVE), 0] - points[states.index(others[0]), 0]
        if apart:
            signs[0] = np.sign(apart)
    return signs


def _effort(ballots: Ballots, dimensions: int, draws: int) -> int:
    """Return about how long the draws take, as a number: a Newton step is nearly all of it."""
    return draws * ballots.number * len(ballots.signs) * dimensions**4


def _on_intervals(*, draws: int, drawn: int) -> tuple[str, ...]:
    if drawn:
        return (
            "Intervals draw days with replacement; they take the model as true and do not "
            "cover a wrong number of dimensions. Where nobody ever crossed sides, they are too "
            "narrow.",
        )
    if draws:
        return (
            f"No intervals: placing the members anew {draws} times would take too long. Ask "
            "for fewer draws, a shorter period or one dimension.",
        )
    return ("No intervals were asked for; positions that rest on few ballots vary by chance.",)


def _intervals(
    votes: _Divided, fit: Fit, points: Numbers, draws: int, seed: int
) -> tuple[Numbers, Numbers]:
    """Return the ends of the intervals; not a number where a member was in no draw."""
    chance = np.random.default_rng(seed)
    found = np.full((draws, *points.shape), np.nan)
    for number in range(draws):
        taken, ballots = votes.drawn(chance)
        there = ballots.voted()
        start = Fit(fit.points, fit.items[taken], 0)
        with suppress(UndefinedMeasureError):  # Where a draw does not tell members apart.
            again = fitted(ballots, points.shape[1], start=start, tolerance=_DRAW_TOLERANCE)
            of_those = Fit(again.points[there], again.items, again.steps)
            placed = standardized(of_those, ballots.weights)
            found[number, there] = aligned(placed, points[there])
    known = ~np.isnan(found).all(axis=0)
    ends = np.full((2, *points.shape), np.nan)
    if known.any():
        ends[:, known] = np.nanpercentile(found[:, known], INTERVAL, axis=0)
    return ends[0], ends[1]


def _value(
    council: Council, signs: Numbers, points: Numbers, low: Numbers, high: Numbers
) -> tuple[IdealPoint, ...]:
    permanent = council.permanent.sum(axis=1) > 0
    found = []
    for number, state in enumerate(council.states):
        places: list[float | None] = []
        for dimension in range(points.shape[1]):
            at = (number, dimension)
            places += [float(points[at]), _number(low[at]), _number(high[at])]
        places += [None] * (6 - len(places))
        cast = int((signs[number] != 0).sum())
        found.append(
            IdealPoint(
                state,
                council.names[number],
                bool(permanent[number]),
                cast,
                float((signs[number] > 0).sum()) / cast,
                *places,  # type: ignore[arg-type] # the first is never empty
            )
        )
    return tuple(sorted(found, key=lambda point: (point.first, point.state)))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _counted(ballots: Ballots, places: Mask) -> float:
    """Return how many places these are, counted as often as their decisions."""
    return float(places.sum(axis=1) @ ballots.weights)


def _caveats(
    found: IdealPoints, few: list[str], minimum: int, abstentions: Abstentions
) -> tuple[str, ...]:
    caveats = [
        f"The model puts {found.classified:.1%} of the ballots on the right side, where "
        f"calling every ballot in favour is right for {found.in_favour:.1%}: errors fall by "
        f"{found.reduced:.1%} (proportional reduction of error), on the same ballots to which "
        "the model was fitted.",
        "A dimension orders members by how they voted; what it is about, and that it is about "
        "any one thing, is the reader's interpretation.",
        "A member has one position for the whole period, even where its government or its "
        "policy changed.",
        "Elected members never sat with most of the others: they are placed by way of the "
        "permanent members, and the Council's agenda of their own years.",
        "Texts are negotiated and drafts dropped before the vote, so distances say nothing of "
        "what was never put to it.",
    ]
    if found.dimensions > 1:
        caveats.insert(
            1,
            f"One dimension alone puts {found.one_dimension:.1%} on the right side. Axes are "
            "the principal axes of what the model predicts; any other rotation fits as well.",
        )
    if abstentions is Abstentions.NOT_IN_FAVOUR:
        caveats.append("An abstention counts as not in favour, as a vote against does.")
    else:
        caveats.append("Abstentions are left out: who abstained often rests on few ballots.")
    if few:
        caveats.append(
            f"Left out for fewer than {minimum} ballots on decisions that divided the others: "
            f"{', '.join(few)}."
        )
    return tuple(caveats)
