"""Which members vote with both sides: bridges of the network of agreement."""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.signed_network import agreements
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council

GUIMERA = (
    "Guimerà, R. and Amaral, L. A. N. (2005). Functional cartography of complex metabolic "
    "networks. Nature 433, 895-900 (participation coefficient); Newman, M. E. J. (2001). "
    "Scientific collaboration networks. II. Shortest paths, weighted networks, and "
    "centrality. Physical Review E 64, 016132 (betweenness with weights); Clauset, A., "
    "Newman, M. E. J. and Moore, C. (2004). Finding community structure in very large "
    "networks. Physical Review E 70, 066111 (coalitions)."
)


@dataclass(frozen=True, slots=True)
class Bridging:
    """How one member is tied to the coalitions and to the two poles."""

    state: str = column("Key of the state.")
    name: str = column("Its name.")
    permanent: bool = column("Whether it held a permanent seat at any of these decisions.")
    ballots: int = column("Ballots that it cast on these decisions.")
    coalition: int = column("Number of its coalition; 1 is the one with most members.")
    participation: float | None = column(
        "Participation coefficient: 0 when all its ties lie in one coalition, near 1 when they "
        "are spread evenly over all; no value for a member without ties."
    )
    betweenness: float = column(
        "Share of the shortest paths between two others that lead through it, 0 to 1."
    )
    agreement_a: float | None = column("Share of the same ballots as the first pole.")
    agreement_b: float | None = column("Share of the same ballots as the second pole.")
    with_both: float | None = column(
        "The lower of the two: it votes with either pole at least so often."
    )


@dataclass(frozen=True, slots=True)
class BridgingMembers(Rows):
    """Every member, those first that vote with both poles most often."""

    row = Bridging

    members: tuple[Bridging, ...]
    poles: tuple[str, str]  #: keys of the two states
    pole_names: tuple[str, str]
    mean: float  #: agreement of all pairs in the mean, above which two members are tied

    def rows(self) -> tuple[Bridging, ...]:
        """Return the members, those first that vote with both poles most often."""
        return self.members


def bridging_members(
    council: Council, *, poles: tuple[str, ...] = (), minimum_shared: int = 10
) -> Result[BridgingMembers]:
    """Return how members are tied to coalitions and to two poles.

    The agreement of two members is the share of the same ballots among the decisions on
    which both cast one. Two members are tied if they agree more than all pairs do in the
    mean, with the excess as weight. Coalitions are those of greedy modularity over these
    ties. With k_is the weight of the ties of member i to coalition s and k_i of all its ties:

        participation P_i = 1 - sum over s of (k_is / k_i)^2

    Betweenness counts the shortest paths over ties, a tie being as long as the inverse of
    its weight, and is divided by the number of pairs of others.

    Parameters
    ----------
    council
        The decisions of a period, those that were contested.
    poles
        Two states; without them the two permanent members that agree least.
    minimum_shared
        Pairs that share fewer decisions are left out of everything.

    Raises
    ------
    UndefinedMeasureError
        When fewer than three members share enough decisions, all pairs agree alike, or a
        pole did not vote.
    """
    agreement = _agreement(council, minimum_shared)
    pairs = agreement[np.triu_indices(len(agreement), 1)]
    if len(council.states) < 3 or np.isnan(pairs).all():
        message = (
            f"Fewer than three members share {minimum_shared} contested decisions. Choose a "
            "longer period or a smaller minimum."
        )
        raise UndefinedMeasureError(message)
    mean = float(np.nanmean(pairs))
    network = _ties(council, agreement, mean)
    if not network.edges:
        raise UndefinedMeasureError("All pairs agree alike, so there are no coalitions.")
    chosen = _poles(council, agreement, poles)
    return Result(
        value=BridgingMembers(
            _rows(council, network, agreement, chosen),
            (council.states[chosen[0]], council.states[chosen[1]]),
            (council.names[chosen[0]], council.names[chosen[1]]),
            mean,
        ),
        measure="participation coefficient and betweenness in the network of agreement",
        reference=GUIMERA,
        n=len(council.decisions),
        unit="contested decisions",
        sources=council.sources(),
        parameters={
            "poles": ",".join(council.states[number] for number in chosen),
            "minimum_shared": minimum_shared,
        },
        caveats=_caveats(mean),
    )


def _agreement(council: Council, minimum_shared: int) -> npt.NDArray[np.float64]:
    """Return the share of the same ballots of all pairs; not a number where too few."""
    shared, same, _ = agreements(council.ballots)
    enough = shared >= max(1, minimum_shared)
    agreement = np.full(shared.shape, np.nan)
    agreement[enough] = same[enough] / shared[enough]
    return agreement


def _ties(council: Council, agreement: npt.NDArray[np.float64], mean: float) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(council.states)
    # Far below any real difference of shares: rounding makes no tie.
    for one, other in np.argwhere(np.triu(agreement - mean, 1) > 1e-9):
        excess = float(agreement[one, other]) - mean
        states = council.states[one], council.states[other]
        network.add_edge(*states, weight=excess, length=1 / excess)
    return network


def _poles(
    council: Council, agreement: npt.NDArray[np.float64], poles: tuple[str, ...]
) -> tuple[int, int]:
    """Return the rows of the two poles.

    Raises
    ------
    UndefinedMeasureError
        When one of them cast no ballot here, or there is no pair of permanent members.
    """
    for pole in poles:
        if pole not in council.states:
            message = f"{pole} cast no ballot on these decisions, so it cannot be a pole."
            raise UndefinedMeasureError(message)
    if poles:
        return council.states.index(poles[0]), council.states.index(poles[1])
    held = np.flatnonzero(council.permanent.any(axis=1))
    known = [
        (float(agreement[one, other]), int(one), int(other))
        for one, other in combinations(held, 2)
        if not np.isnan(agreement[one, other])
    ]
    if not known:
        raise UndefinedMeasureError("No two permanent members share decisions: name the poles.")
    _, one, other = min(known)
    return one, other


def participation(
    network: "nx.Graph[str]", coalitions: list[set[str]]
) -> dict[str, float | None]:
    """Return the participation coefficient of each node, None where it has no ties.

    >>> star = nx.Graph([("hub", "a"), ("hub", "b")])
    >>> participation(star, [{"hub", "a"}, {"b"}])["hub"]
    0.5
    """
    place = {node: number for number, one in enumerate(coalitions) for node in one}
    found: dict[str, float | None] = {}
    for node in network:
        parts = [0.0] * len(coalitions)
        for other, tie in network[node].items():
            parts[place[other]] += tie.get("weight", 1)
        total = sum(parts)
        found[node] = 1 - sum((part / total) ** 2 for part in parts) if total else None
    return found


def _rows(
    council: Council,
    network: "nx.Graph[str]",
    agreement: npt.NDArray[np.float64],
    poles: tuple[int, int],
) -> tuple[Bridging, ...]:
    found = nx.community.greedy_modularity_communities(network, weight="weight")
    coalitions = sorted(map(set, found), key=lambda one: (-len(one), min(one)))
    coalition = {state: number for number, one in enumerate(coalitions, 1) for state in one}
    spread = participation(network, coalitions)
    between = nx.betweenness_centrality(network, weight="length")
    ballots = np.isin(council.ballots, (1, 2, 3)).sum(axis=1)
    permanent = council.permanent.sum(axis=1) > 0
    rows = []
    for number, state in enumerate(council.states):
        # How far a pole agrees with itself says nothing.
        sides = [None if number == pole else _share(agreement[number, pole]) for pole in poles]
        known = [side for side in sides if side is not None]
        rows.append(
            Bridging(
                state=state,
                name=council.names[number],
                permanent=bool(permanent[number]),
                ballots=int(ballots[number]),
                coalition=coalition[state],
                participation=spread[state],
                betweenness=float(between[state]),
                agreement_a=sides[0],
                agreement_b=sides[1],
                with_both=min(known) if len(known) == 2 else None,
            )
        )
    return tuple(sorted(rows, key=_most_with_both))


def _most_with_both(row: Bridging) -> tuple[bool, float, str]:
    return row.with_both is None, -(row.with_both or 0), row.state


def _share(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _caveats(mean: float) -> tuple[str, ...]:
    return (
        f"Two members are tied if they agree on more than {mean:.1%} of the contested "
        "decisions that they share, which is the mean of all pairs; another bar gives others.",
        "Coalitions are one partition by one method; they say nothing of treaties or groups, "
        "and near ties of the method other partitions fit almost as well.",
        "To vote with both poles is not to mediate between them: a member that mostly votes in "
        "favour agrees with each of them on different texts.",
        "Pairs of members that never sat together, or shared too few decisions, have no tie; "
        "that is not disagreement.",
        "Betweenness favours permanent members, which sat with all others, where elected "
        "members of different years are joined only through them.",
        "Contested decisions only: those on which some member voted against or abstained.",
    )
