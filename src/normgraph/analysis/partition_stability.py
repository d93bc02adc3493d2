"""How much of a division would also be found by another run, resolution or window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

HUBERT = (
    "Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2(1), "
    "193-218."
)

#: The number of the community of each member, by key.
Division: TypeAlias = Mapping[str, int]


def adjusted_rand_index(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how far two divisions of the same members agree, beyond what chance gives.

    Counted are pairs of members put together: (both - expected) / (mean - expected), where
    *expected* is the number if communities of these sizes were filled by chance and *mean*
    that of the pairs together in each.

    Parameters
    ----------
    one, other
        The community of each member, in the same order of members.

    Returns
    -------
    float
        1 for equal divisions, about 0 for unrelated ones, negative for less than chance. Two
        divisions that are both one community, or both all single members, are equal: 1.

    References
    ----------
    See `HUBERT`.

    Examples
    --------
    >>> round(adjusted_rand_index([1, 1, 2, 2], [1, 1, 1, 2]), 4)
    0.0
    """
    both = np.zeros((len(one), len(one)), dtype=np.int64)
    _, rows = np.unique(np.asarray(one), return_inverse=True)
    _, columns = np.unique(np.asarray(other), return_inverse=True)
    np.add.at(both, (rows, columns), 1)
    together = _pairs(both)
    first, second = _pairs(both.sum(axis=1)), _pairs(both.sum(axis=0))
    every = len(one) * (len(one) - 1) / 2
    expected = first * second / every if every else 0.0
    mean = (first + second) / 2
    return 1.0 if mean == expected else (together - expected) / (mean - expected)


def _pairs(sizes: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def mean_agreement(reference: Division, runs: Sequence[Division]) -> float | None:
    """Return the mean adjusted Rand index of runs with the reference, over shared members.

    None where there is no run, or none shares two members with the reference.
    """
    found = []
    for run in runs:
        shared = sorted(reference.keys() & run.keys())
        if len(shared) > 1:
            ours, theirs = [reference[key] for key in shared], [run[key] for key in shared]
            found.append(adjusted_rand_index(ours, theirs))
    return float(np.mean(found)) if found else None


def companionship(reference: Division, runs: Sequence[Division]) -> dict[str, float | None]:
    """Return how often each member stays with its companions when the division is redone.

    Of all runs and companions in which both are present, the share in which the two are in
    the same community again.

    Parameters
    ----------
    reference
        The division that says who a member's companions are.
    runs
        Others, of the same or other members.

    Returns
    -------
    dict
        0 to 1 by member; None for one without companions, or never found again with one.

    Examples
    --------
    >>> companionship({"A": 1, "B": 1, "C": 2}, [{"A": 1, "B": 1, "C": 1}, {"A": 1, "B": 2}])
    {'A': 0.5, 'B': 0.5, 'C': None}
    """
    found: dict[str, float | None] = {}
    for member, community in reference.items():
        others = [key for key, its in reference.items() if its == community and key != member]
        again = [
            run[key] == run[member]
            for run in runs
            if member in run
            for key in others
            if key in run
        ]
        found[member] = sum(again) / len(again) if again else None
    return found


@dataclass(frozen=True, slots=True)
class Stability:
    """Mean adjusted Rand index of a division with what is found otherwise; None if nothing."""

    seeds: float | None  #: with other random numbers
    resolutions: float | None  #: with finer and coarser communities
    windows: float | None  #: in the same window shifted by a year, members of both
