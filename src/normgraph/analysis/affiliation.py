"""Networks of actors that did the same things: two kinds of nodes made into one.

Actors and the things that they share (texts they sponsored, crises they acted on) are two
kinds of nodes. The projection joins two actors that share things, and measures tell which
actors stand in the middle and which join others that are not joined otherwise.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError

NEWMAN = (
    "Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted "
    "networks, and centrality. Physical Review E 64, 016132 (weights); Freeman, L. C. (1977). "
    "A Set of Measures of Centrality Based on Betweenness. Sociometry 40(1), 35-41; Bonacich, "
    "P. (1987). Power and Centrality: A Family of Measures. American Journal of Sociology "
    "92(5), 1170-1182 (eigenvector); Burt, R. S. (1992). Structural Holes: The Social "
    "Structure of Competition. Harvard University Press (constraint, effective size)."
)
#: Actors by things: whether the actor has a part in the thing.
Parts: TypeAlias = npt.NDArray[np.bool_]
#: Actors by actors.
Square: TypeAlias = npt.NDArray[np.float64]
_SEED = 1


class Weight(StrEnum):
    """How strong the tie of two actors is."""

    NEWMAN = "newman"
    COUNT = "count"
    JACCARD = "jaccard"


class Network(Rows):
    """A finding that is a table of nodes with their measures, and the network itself."""

    __slots__ = ()

    @property
    @abstractmethod
    def network(self) -> "nx.Graph[str]":
        """The network: nodes with ``label``, edges with ``weight`` and ``together``."""


@dataclass(frozen=True)
class Standing:
    """Where one actor stands in the network; without slots, for rows to be of this too."""

    partners: int = column("Actors with which it is tied.")
    strength: float = column("Weights of its ties together.")
    betweenness: float = column(
        "Share of the shortest paths between two other actors that lead through it, 0 to 1."
    )
    eigenvector: float = column(
        "Eigenvector centrality, 0 to 1: high where its partners are central themselves."
    )
    constraint: float | None = column(
        "Burt's constraint: low for a broker, whose partners are not tied to each other; no "
        "value without partners."
    )
    effective_size: float | None = column(
        "Burt's effective size: partners less those that are redundant, being tied to each "
        "other; no value without partners."
    )
    community: int | None = column(
        "Number of its community; 1 is the one with most members. No value without partners."
    )


def projection(parts: Parts, weight: Weight) -> tuple[Square, Square]:
    """Return how many things two actors share, and the weight of their tie.

    With n_k actors in thing k, the weight is

    - newman: the sum over shared things of 1 / (n_k - 1), so that each thing adds 1 to the
      strength of each actor that shares it, however many these are;
    - count: the number of shared things;
    - jaccard: this number over the things in which either has a part.

    The diagonal is 0.

    References
    ----------
    See `NEWMAN`.
    """
    cells = parts.astype(np.float64)
    together = cells @ cells.T
    if weight is Weight.NEWMAN:
        sizes = cells.sum(axis=0)
        shared = sizes > 1
        weights = (cells[:, shared] / (sizes[shared] - 1)) @ cells[:, shared].T
    elif weight is Weight.JACCARD:
        own = np.diag(together)
        either = own[:, None] + own[None, :] - together
        weights = np.divide(together, either, out=np.zeros_like(together), where=either > 0)
    else:
        weights = together.copy()
    np.fill_diagonal(together, 0)
    np.fill_diagonal(weights, 0)
    return together, weights


def affiliation_network(
    actors: Sequence[str],
    labels: Mapping[str, str],
    parts: Parts,
    *,
    weight: Weight,
    minimum: int,
) -> "nx.Graph[str]":
    """Return the network of actors that share at least ``minimum`` things.

    Nodes are all actors, with ``label`` and ``things``, the number in which each has a part;
    edges have ``weight`` and ``together``, the number of things shared.

    Raises
    ------
    UndefinedMeasureError
        When no two actors share so many.
    """
    together, weights = projection(parts, weight)
    network: nx.Graph[str] = nx.Graph()
    for actor, things in zip(actors, parts.sum(axis=1), strict=True):
        network.add_node(actor, label=labels.get(actor) or actor, things=int(things))
    for one, other in np.argwhere(np.triu(together >= max(1, minimum), 1)):
        network.add_edge(
            actors[one],
            actors[other],
            weight=float(weights[one, other]),
            together=int(together[one, other]),
        )
    if not network.edges:
        message = f"No two actors share {minimum} or more here. Choose a smaller minimum."
        raise UndefinedMeasureError(message)
    return network


def standings(network: "nx.Graph[str]") -> dict[str, Standing]:
    """Return where each node stands.

    Betweenness takes every tie as one step; eigenvector, constraint, effective size and
    communities (Louvain, with a fixed seed) take the weights. Eigenvector centrality has
    Euclidean length 1, and is 0 outside the component in which it is largest.
    """
    nodes = sorted(network)
    weights = nx.to_numpy_array(network, nodelist=nodes, weight="weight")
    tied = weights > 0
    between = betweenness(tied)
    central = _eigenvector(weights)
    constraint, size = brokerage(weights)
    community = _communities(network)
    return {
        node: Standing(
            partners=int(tied[number].sum()),
            strength=float(weights[number].sum()),
            betweenness=float(between[number]),
            eigenvector=float(central[number]),
            constraint=_known(constraint[number]),
            effective_size=_known(size[number]),
            community=community.get(node),
        )
        for number, node in enumerate(nodes)
    }


def betweenness(tied: Parts) -> Square:
    """Return the share of shortest paths between two others that lead through each node.

    Every source at once, one step at a time (Brandes' accumulation as products of matrices):
    in dense networks, where paths are short, a hundred times faster than node by node.

    References
    ----------
    Brandes, U. (2001). A Faster Algorithm for Betweenness Centrality. Journal of
    Mathematical Sociology 25(2), 163-177.
    """
    steps = tied.astype(np.float64)
    number = len(steps)
    paths = np.eye(number)
    layers, reached = [paths > 0], paths > 0
    while True:
        # Sources by nodes: how many shortest paths lead to the nodes of the next layer.
        ahead = np.where(layers[-1], paths, 0) @ steps
        layer = (ahead > 0) & ~reached
        if not layer.any():
            break
        paths = np.where(layer, ahead, paths)
        reached = reached | layer
        layers.append(layer)
    dependence = np.zeros((number, number))
    for layer, before in zip(layers[:0:-1], layers[-2::-1], strict=True):
        share = np.where(layer, (1 + dependence) / np.where(layer, paths, 1), 0)
        dependence += np.where(before, paths * (share @ steps), 0)
    np.fill_diagonal(dependence, 0)
    pairs = (number - 1) * (number - 2)
    shares: Square = dependence.sum(axis=0) / pairs if pairs else np.zeros(number)
    return shares


def brokerage(weights: Square) -> tuple[Square, Square]:
    """Return Burt's constraint and effective size of each node.

    With p_ij the share of i's weights that lies with j and m_jq the weight of j and q over
    the largest of j's:

        constraint_i = sum over partners j of (p_ij + sum over q of p_iq p_qj)^2
        effective size_i = sum over partners j of (1 - sum over q other than i of p_iq m_jq)

    Not a number for a node without partners.

    References
    ----------
    Burt (1992), see `NEWMAN`.
    """
    total, most = weights.sum(axis=1), weights.max(axis=1, initial=0)
    alone = total == 0
    shares = weights / np.where(alone, 1, total)[:, None]
    marginal = weights / np.where(alone, 1, most)[:, None]
    partner = weights > 0
    constraint = (np.where(partner, shares + shares @ shares, 0) ** 2).sum(axis=1)
    redundant = np.where(partner, shares @ marginal.T, 0).sum(axis=1)
    size = partner.sum(axis=1) - redundant
    constraint[alone] = size[alone] = np.nan
    return constraint, size


def _eigenvector(weights: Square) -> Square:
    _, vectors = np.linalg.eigh(weights)
    central: Square = np.abs(vectors[:, -1])
    return np.where(central < 1e-12, 0, central)


def _communities(network: "nx.Graph[str]") -> dict[str, int]:
    tied: nx.Graph[str] = nx.Graph()
    # In the order of keys, so that the order of the data does not matter.
    edges = sorted(
        (*sorted(edge[:2]), edge[2].get("weight", 1)) for edge in network.edges(data=True)
    )
    tied.add_weighted_edges_from(edges)
    found = nx.community.louvain_communities(tied, weight="weight", seed=_SEED)
    ordered = sorted(map(set, found), key=lambda one: (-len(one), min(one)))
    return {node: number for number, one in enumerate(ordered, 1) for node in one}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
