"""The members of a window by coalition, and the network that they are found in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np

from normgraph.analysis.coalition_division import Dividing, Way, Window, by_seat, division_of
from normgraph.analysis.coalition_runs import ChanceTests, Runs
from normgraph.analysis.partition_stability import Stability, companionship
from normgraph.analysis.period import Period
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.signed_backbone import Backbone, Signs
from normgraph.analysis.signed_network import CONTINUED_BY, SignedNetwork
from normgraph.analysis.signed_partition import Labels


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the Council in a window, and where it stands."""

    state: str = column("Key of the state.")
    state_name: str = column("Its name.")
    coalition: int | None = column(
        "Number of its coalition, the largest is 1; none where it shares too few contested "
        "decisions with anybody."
    )
    permanent: bool = column("Whether it held a permanent seat in the window.")
    ballots: int = column("Ballots it cast on contested decisions.")
    within: float | None = column(
        "Mean of its agreement with its own coalition, less the mean of all pairs."
    )
    between: float | None = column(
        "Mean of its agreement with other coalitions, less the mean of all pairs."
    )
    stays: float | None = column(
        "Share of other runs, resolutions and shifted windows in which it is with the same "
        "companions, over all companions."
    )
    camp: int | None = column("Side in the signed spectral division in two.")
    plain: int | None = column("Community of plain Louvain on raw agreement, for comparison.")
    modularity: float | None = column("Signed modularity of the window's division.")
    p_coalitions: float | None = column(
        "How often ballots dealt by chance give as high a signed modularity; none where "
        "members are not divided by it."
    )
    p_camps: float | None = column("How often they give camps as opposed.")


@dataclass(frozen=True, slots=True, eq=False)
class Coalitions(Rows):
    """The coalitions of a window, with the network that they are found in."""

    row = Member
    members: tuple[Member, ...]  #: by coalition, permanent members first, then by name
    signed: SignedNetwork
    backbone: Signs  #: states by states, in the order of ``signed``: 1, -1 or 0
    kept: Backbone  #: which pairs that is
    way: Way
    tests: ChanceTests
    stability: Stability
    period: Period

    def rows(self) -> Sequence[Member]:
        """Return the members."""
        return self.members

    @property
    def network(self) -> "nx.Graph[str]":
        """The signed network for other programs: coalitions on nodes, backbone on edges."""
        found = self.signed.network()
        for member in self.members:
            found.nodes[member.state].update(coalition=member.coalition, camp=member.camp)
        place = {state: number for number, state in enumerate(self.signed.states)}
        for one, other, attributes in found.edges(data=True):
            attributes["backbone"] = int(self.backbone[place[one], place[other]])
        return found


def members(
    window: Window, labels: Labels, others: Runs, way: Way, tests: ChanceTests
) -> tuple[Member, ...]:
    """Return the members, by coalition, permanent ones first, then by name."""
    network, compared = window.network, window.compared
    division = dict(zip(compared.states, labels.tolist(), strict=True))
    stays = companionship(by_seat(compared, labels), [run for _, run in others])
    camps = division_of(compared, replace(way, dividing=Dividing.SPECTRAL))
    plain = division_of(compared, replace(way, dividing=Dividing.PLAIN))
    within, between = _means(compared, labels)
    found = [
        Member(
            state=state,
            state_name=network.names[number],
            coalition=division.get(state),
            permanent=network.permanent[number],
            ballots=network.ballots[number],
            within=within.get(state),
            between=between.get(state),
            stays=stays.get(CONTINUED_BY.get(state, state)),
            camp=camps.get(state),
            plain=plain.get(state),
            modularity=tests.quality,
            p_coalitions=tests.coalitions.p_value if tests.coalitions else None,
            p_camps=tests.camps.p_value if tests.camps else None,
        )
        for number, state in enumerate(network.states)
    ]
    return tuple(sorted(found, key=_order))


def _order(member: Member) -> tuple[bool, int, bool, str]:
    return (
        member.coalition is None,
        member.coalition or 0,
        not member.permanent,
        member.state_name,
    )


def _means(
    network: SignedNetwork, labels: Labels
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return by member its mean weight in its own coalition, and with others."""
    together = labels[:, None] == labels
    found = []
    for pairs in (network.joined & together, network.joined & ~together):
        number = pairs.sum(axis=1)
        total = np.where(pairs, network.weights, 0.0).sum(axis=1)
        found.append(
            {s: float(total[n] / number[n]) for n, s in enumerate(network.states) if number[n]}
        )
    return found[0], found[1]
