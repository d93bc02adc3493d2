"""What else would have been found: other runs, other windows, and ballots dealt by chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from normgraph.analysis.ballot_permutation import ChanceTest, chance_test
from normgraph.analysis.coalition_division import (
    Dividing,
    Way,
    Window,
    by_seat,
    dealt_weights,
    divide,
    divided,
    shifted,
)
from normgraph.analysis.partition_stability import Division, Stability, mean_agreement
from normgraph.analysis.period import Period
from normgraph.analysis.signed_network import SignedNetwork
from normgraph.analysis.signed_partition import (
    Labels,
    best_divisions,
    signed_modularity,
    single_runs,
)
from normgraph.analysis.signed_spectrum import balance
from normgraph.query.council import Council

#: Runs with other random numbers.
SEEDS = 10
#: Factors of the resolution chosen.
RESOLUTIONS = (0.75, 1.25)
#: Years by which the window is shifted.
SHIFTS = (-1, 1)


class Kind(StrEnum):
    """In what a run differs from the one shown."""

    SEED = "seed"
    RESOLUTION = "resolution"
    WINDOW = "window"


Runs: TypeAlias = Sequence[tuple[Kind, Division]]


def runs(council: Council, period: Period, window: Window, way: Way) -> Runs:
    """Return the divisions that are found otherwise: by seat, with what was different.

    Two camps follow from the weights without chance and have no resolution, so for them only
    the window can differ.
    """
    network = window.compared
    found: list[tuple[Kind, Labels]] = []
    if way.dividing is Dividing.PLAIN:
        found += [
            (Kind.SEED, divide(network, replace(way, seed=way.seed + number)))
            for number in range(1, SEEDS + 1)
        ]
    elif way.dividing is Dividing.MODULARITY and network.weights.any():
        each = single_runs(
            network.weights, resolution=way.resolution, seed=way.seed + 1, runs=SEEDS
        )
        found += [(Kind.SEED, labels) for labels in each]
    if way.dividing is not Dividing.SPECTRAL:
        found += [
            (Kind.RESOLUTION, divide(network, replace(way, resolution=way.resolution * factor)))
            for factor in RESOLUTIONS
        ]
    others = [divided(council, shifted(period, years), way) for years in SHIFTS]
    return [
        *((kind, by_seat(network, labels)) for kind, labels in found),
        *((Kind.WINDOW, other) for other in others if other),
    ]


def stability(reference: Division, others: Runs) -> Stability:
    """Return how near the reference is to what is found otherwise, by what was different."""
    by_kind = {
        kind: mean_agreement(reference, [run for its, run in others if its is kind])
        for kind in Kind
    }
    return Stability(by_kind[Kind.SEED], by_kind[Kind.RESOLUTION], by_kind[Kind.WINDOW])


def quality(network: SignedNetwork, labels: Labels) -> float | None:
    """Return the signed modularity of a division; None where no pair has a weight."""
    return signed_modularity(network.weights, labels) if network.weights.any() else None


@dataclass(frozen=True, slots=True)
class ChanceTests:
    """What a window's division is worth, and whether chance gives as much."""

    quality: float | None  #: signed modularity of the division; None without any weight
    coalitions: ChanceTest | None  #: of the highest signed modularity that one search finds
    camps: ChanceTest | None  #: of the balance of two camps


def chance_tests(window: Window, labels: Labels, way: Way, draws: int) -> ChanceTests:
    """Return whether modularity and balance are more than chance gives.

    For signed modularity the record and every draw are searched alike, once from all members
    alone; what is found for the record by many searches may lie a little above. It is asked
    only where that is how members are divided.
    """
    observed = window.compared.weights
    value = quality(window.compared, labels)
    if value is None or not draws:
        return ChanceTests(value, None, None)
    weights = np.concatenate([observed[np.newaxis], dealt_weights(window, way, draws)])
    camps = balance(weights)
    tested = chance_test(camps[0], camps[1:])
    if way.dividing is not Dividing.MODULARITY:
        return ChanceTests(value, None, tested)
    _, found = best_divisions(weights, resolution=way.resolution, seed=way.seed, starts=1)
    return ChanceTests(value, chance_test(found[0], found[1:]), tested)
