"""Dividing the members of one window into coalitions, and asking whether chance would too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from normgraph.analysis.ballot_permutation import permuted
from normgraph.analysis.partition_stability import Division
from normgraph.analysis.period import Period
from normgraph.analysis.signed_network import (
    CONTINUED_BY,
    Floats,
    SignedNetwork,
    agreements,
    centred,
    continued,
    shares,
    signed_network,
)
from normgraph.analysis.signed_partition import (
    BLONDEL,
    GOMEZ,
    Labels,
    best_divisions,
    numbered,
    plain_communities,
)
from normgraph.analysis.signed_spectrum import KUNEGIS, signed_bipartition
from normgraph.analysis.voting_network import Agreement
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council


class Dividing(StrEnum):
    """How the members are divided into coalitions."""

    MODULARITY = "signed-modularity"
    SPECTRAL = "signed-spectral"
    PLAIN = "plain-louvain"


REFERENCES = {Dividing.MODULARITY: GOMEZ, Dividing.SPECTRAL: KUNEGIS, Dividing.PLAIN: BLONDEL}


@dataclass(frozen=True, slots=True)
class Way:
    """What is chosen before coalitions are looked for."""

    dividing: Dividing = Dividing.MODULARITY
    #: Contested decisions that two members must share to be compared.
    minimum_shared: int = 5
    #: Above 1, coalitions become smaller; two camps stay two.
    resolution: float = 1.0
    agreement: Agreement = Agreement.SAME_BALLOT
    seed: int = 0  #: of the random numbers; the same seed gives the same division
    starts: int = 40  #: random starts of the search for the highest signed modularity

    @property
    def parameters(self) -> dict[str, object]:
        """What was chosen, by the name of the parameter."""
        return {
            "dividing": str(self.dividing),
            "minimum_shared": self.minimum_shared,
            "resolution": self.resolution,
            "agreement": str(self.agreement),
            "seed": self.seed,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One window of the record: its signed network, and the members that can be compared."""

    network: SignedNetwork  #: all who cast a ballot on a contested decision
    compared: SignedNetwork  #: those with a pair that shares enough of them
    contested: Council  #: the decisions, and the ballots of ``network``'s members in order

    @property
    def ballots(self) -> npt.NDArray[np.int8]:
        """Ballots of the members compared, in the order of ``compared``."""
        return self.contested.of(self.compared.states).ballots


def shifted(period: Period, years: int) -> Period:
    """Return the period so many years later, or earlier."""
    return Period(_shifted(period.first, years), _shifted(period.last, years))


def _shifted(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def window_of(council: Council, period: Period, way: Way) -> Window:
    """Return the window of ``period``.

    A seat that one state continued for another is one member, see `continued`.

    Raises
    ------
    UndefinedMeasureError
        When no decision was contested, or no two members share enough of them.
    """
    record = continued(council.between(period.first, period.last)).public()
    network = signed_network(record, minimum_shared=way.minimum_shared, agreement=way.agreement)
    return Window(
        network=network,
        compared=network.of(network.compared),
        contested=record.contested().of(network.states),
    )


def divide(network: SignedNetwork, way: Way) -> Labels:
    """Return the division of the members of a network, numbered from 1 for the largest.

    Where every pair agrees alike there is nothing that divides: one community of all.
    """
    return divide_each([network], way)[0]


def divide_each(networks: Sequence[SignedNetwork], way: Way) -> list[Labels]:
    """Return the division of the members of each of several networks, see `divide`."""
    if way.dividing is Dividing.PLAIN:
        return [
            numbered(plain_communities(network, resolution=way.resolution, seed=way.seed))
            for network in networks
        ]
    if way.dividing is Dividing.SPECTRAL:
        found = [
            signed_bipartition(network.weights) if network.weights.any() else None
            for network in networks
        ]
    else:
        found = _by_modularity(networks, way)
    return [
        np.ones(len(network.states), dtype=np.intp) if labels is None else numbered(labels)
        for network, labels in zip(networks, found, strict=True)
    ]


def _by_modularity(networks: Sequence[SignedNetwork], way: Way) -> list[Labels | None]:
    """Search all networks at the same time; members that a smaller one lacks have no weight."""
    members = max((len(network.states) for network in networks), default=0)
    weights = np.zeros((len(networks), members, members))
    for each, network in zip(weights, networks, strict=True):
        each[: len(network.states), : len(network.states)] = network.weights
    labels, _ = best_divisions(
        weights, resolution=way.resolution, seed=way.seed, starts=way.starts
    )
    return [
        its[: len(network.states)] if network.weights.any() else None
        for its, network in zip(labels, networks, strict=True)
    ]


def divided(council: Council, period: Period, way: Way) -> Division:
    """Return the division of the members in a period; empty where there is none to be had."""
    try:
        network = window_of(council, period, way).compared
    except UndefinedMeasureError:
        return {}
    return by_seat(network, divide(network, way))


def division_of(network: SignedNetwork, way: Way) -> Division:
    """Return the division of the members of a network by key."""
    return dict(zip(network.states, divide(network, way).tolist(), strict=True))


def by_seat(network: SignedNetwork, labels: Labels) -> Division:
    """Return a division by the key of the state, or of that which continued its seat."""
    return {
        CONTINUED_BY.get(state, state): int(label)
        for state, label in zip(network.states, labels, strict=True)
    }


def dealt_weights(window: Window, way: Way, draws: int) -> Floats:
    """Return the weights that chance gives: draws by members compared, twice.

    In each draw the ballots of every decision are dealt anew to those who cast them. Who
    shares how many decisions with whom stays, and so does who is compared.
    """
    joined = window.compared.joined
    dealt = permuted(window.ballots, draws, way.seed)
    shared, _, score = agreements(dealt, way.agreement)
    share, mean = shares(score, shared, joined)
    return centred(share, joined, mean)


def coalition_caveats(decisions: int, alone: int, where: str = "") -> tuple[str, ...]:
    """Return what coalitions do not show.

    Parameters
    ----------
    decisions
        Contested decisions that they rest on; the fewest of several windows.
    alone
        Members that could not be compared with anybody.
    where
        The window meant, where there are several.
    """
    caveats = [
        "The same ballot does not mean the same reasons, nor a coalition an agreement between "
        "its members: it is a group that voted alike more often than usual.",
        "Contested decisions only: texts adopted unanimously or without a vote, and drafts "
        "dropped for fear of a veto, say nothing here, so opposition looks larger than it is "
        "over all of the Council's work.",
        "Weights compare with the mean of the window: where all agree on most, a weight below "
        "zero can still be frequent agreement.",
        "Members that never sat together have no weight, and which coalition holds them "
        "follows from third members only; few have more than two years on the Council.",
        "The seat of the USSR, continued by the Russian Federation on 24 December 1991, is "
        "one member; the Republic of China, which sat for China until 1971, and China are two.",
        "Chance deals the ballots of each decision anew to those who cast them; members' own "
        "habit of voting in favour is not kept, so a habit alone can look like a camp.",
    ]
    if decisions < FEW:
        caveats.append(
            f"Only {decisions} contested decisions{where}: a few other ballots could move "
            "members."
        )
    if alone:
        caveats.append(
            "Members that shared too few contested decisions with anybody, and are in no "
            f"coalition: {alone}."
        )
    return tuple(caveats)


#: Fewer contested decisions in a window are told to be few.
FEW = 50
