"""A permutation test of the difference of two means, within strata."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import comb, prod

import numpy as np
import numpy.typing as npt

REFERENCE = (
    "Ernst, M. D. (2004). Permutation methods: A basis for exact inference. Statistical "
    "Science, 19(4), 676-685. Phipson, B., & Smyth, G. K. (2010). Permutation p-values should "
    "never be zero. Statistical Applications in Genetics and Molecular Biology, 9(1), 39. "
    "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian "
    "Journal of Statistics, 6(2), 65-70."
)

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tested:
    """The difference of two groups within strata, and how unusual it is."""

    difference: float  #: weighted mean of the differences within strata
    p: float  #: two-sided, above 0 and at most 1
    low: float | None  #: end of the interval; None where it has none on this side
    high: float | None
    permutations: int  #: how many the test rests on
    exact: bool  #: whether these are all that there are


class Shuffles:
    """Random orders of observations within strata, shared by tests on the same values.

    Parameters
    ----------
    strata
        The stratum of each observation.
    draws
        How many orders.
    seed
        Of the generator; equal seeds give equal orders.
    """

    def __init__(self, strata: Whole, draws: int, seed: int) -> None:
        self.strata = strata
        self.draws = draws
        random = np.random.default_rng(seed).random((draws, strata.size))
        # Sorting by stratum and chance shuffles each stratum in itself; `home` are the
        # places of the observations sorted by stratum alone.
        home = np.argsort(strata, kind="stable")
        drawn = np.argsort(random + strata, axis=1)
        self.orders = np.empty_like(drawn)
        self.orders[:, home] = drawn


def difference(values: Numbers, group: Mask, strata: Whole) -> float | None:
    """Return the difference of means within strata, weighted; None where it is undefined.

    ``sum_s w_s (mean of the group in s - mean of the others in s) / sum_s w_s`` with
    ``w_s = n1 n0 / n`` of the stratum, which gives every difference the weight of its
    precision. Strata in which all or none belong to the group have no weight.

    >>> values = np.array([3.0, 1.0, 5.0, 4.0])
    >>> group = np.array([True, False, True, False])
    >>> difference(values, group, np.array([0, 0, 1, 1]))
    1.5
    """
    part = _leverage(group, strata)
    whole = float((part * group).sum())
    return float((part * values).sum()) / whole if whole else None


def stratified_test(
    values: Numbers, group: Mask, shuffles: Shuffles, *, level: float = 0.05
) -> Tested | None:
    """Return how unusual the difference between a group and the others is within strata.

    The p-value is two-sided: the share of the orders of ``values`` within strata whose
    difference is at least as far from zero. With ``B`` random orders it is ``(1 + b) / (1 +
    B)``; where there are no more distinct assignments than draws all of them are gone
    through, and it is exact. The interval holds every constant shift of the group that the
    same test would not reject at ``level``.

    Parameters
    ----------
    values
        One number for each observation.
    group
        Which observations belong to the group.
    shuffles
        Orders within the strata.
    level
        1 - the coverage of the interval.

    Returns
    -------
    Tested | None
        None where no stratum has both members of the group and others.

    References
    ----------
    See `REFERENCE`.
    """
    part = _leverage(group, shuffles.strata)
    whole = float((part * group).sum())
    if not whole:
        return None
    observed = float((part * values).sum()) / whole
    exact = _number(group, shuffles.strata) <= shuffles.draws
    orders = _every_order(group, shuffles.strata) if exact else shuffles.orders
    part /= whole
    shuffled: Numbers = values[orders] @ part
    labels: Numbers = group[orders] @ part
    # Sums in another order differ by rounding; what is equal must count as equal.
    near = 1e-9 * max(1.0, float(np.abs(values).max()))
    further = int((np.abs(shuffled) >= abs(observed) - near).sum())
    number = len(orders)
    p = further / number if exact else (1 + further) / (1 + number)
    low, high = _interval(observed, shuffled, labels, level, 0 if exact else 1)
    return Tested(observed, p, low, high, number, exact)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for their number by Holm's step-down procedure.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda number: p_values[number])
    adjusted = [1.0] * len(p_values)
    most = 0.0
    for step, number in enumerate(order):
        most = max(most, min(1.0, (len(order) - step) * p_values[number]))
        adjusted[number] = most
    return adjusted


def _leverage(group: Mask, strata: Whole) -> Numbers:
    """Return what each value is multiplied by: its group less its stratum's share of it.

    The sum over a stratum of this times the values is ``w_s`` times the difference there.
    """
    sizes = np.bincount(strata)
    shares = np.bincount(strata, weights=group.astype(float)) / np.maximum(sizes, 1)
    found: Numbers = group - shares[strata]
    return found


def _interval(
    observed: float, shuffled: Numbers, labels: Numbers, level: float, own: int
) -> tuple[float | None, float | None]:
    """Return the shifts that the test would not reject.

    After a shift ``d`` is taken off the group an order gives ``shuffled - d labels`` where
    the data give ``observed - d``. It is at least as far from zero between two ends, which
    lie on either side of ``observed``; the p-value at ``d`` counts the orders between whose
    ends ``d`` lies. ``own`` counts the data themselves, where they are none of the orders.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (observed - shuffled) / (1 - labels)
        other = (observed + shuffled) / (1 + labels)
    # An order that puts the labels where they were, or all of them opposite, never tells
    # shifts on that side apart.
    one = np.where(np.isclose(labels, 1), -np.inf, one)
    mirrored = np.isclose(labels, -1)
    other = np.where(np.isclose(labels, 1), np.inf, np.where(mirrored, -np.inf, other))
    one = np.where(mirrored, np.inf, one)
    needed = int(np.floor(level * (shuffled.size + own))) + 1 - own
    if needed < 1 or needed > shuffled.size:
        return None, None
    low = np.sort(np.minimum(one, other))[needed - 1]
    high = np.sort(np.maximum(one, other))[-needed]
    return (
        float(low) if np.isfinite(low) else None,
        float(high) if np.isfinite(high) else None,
    )


def _number(group: Mask, strata: Whole) -> int:
    """Return in how many ways the group can lie within the strata."""
    sizes, inside = np.bincount(strata), np.bincount(strata, weights=group).astype(int)
    return prod(comb(int(size), int(part)) for size, part in zip(sizes, inside, strict=True))


def _every_order(group: Mask, strata: Whole) -> Whole:
    """Return one order of the observations for each way in which the group can lie."""
    orders = np.array([list(each) for each in _orders(group, strata)], dtype=np.intp)
    places = np.concatenate(
        [_own_places(group, strata, stratum) for stratum in np.unique(strata)]
    )
    found = np.empty_like(orders)
    found[:, places] = orders
    return found


def _own_places(group: Mask, strata: Whole, stratum: int) -> Whole:
    """Return the places of a stratum, those of the group first."""
    return np.concatenate(
        [
            np.flatnonzero((strata == stratum) & group),
            np.flatnonzero((strata == stratum) & ~group),
        ]
    )


def _orders(group: Mask, strata: Whole) -> Iterator[Iterator[int]]:
    within = []
    for stratum in np.unique(strata):
        places = [int(place) for place in np.flatnonzero(strata == stratum)]
        size = int(group[strata == stratum].sum())
        within.append(
            [
                [*chosen, *(place for place in places if place not in chosen)]
                for chosen in combinations(places, size)
            ]
        )
    for parts in product(*within):
        yield chain.from_iterable(parts)
