"""Dividing the members of a signed network into camps."""

from collections.abc import Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.signed_network import Floats, SignedNetwork
from normgraph.errors import UndefinedMeasureError

#: For each member the number of its community.
Labels: TypeAlias = npt.NDArray[np.intp]

GOMEZ = (
    "Gómez, S., Jensen, P. and Arenas, A. (2009). Analysis of community structure in networks "
    "of correlated data. Physical Review E 80, 016114."
)
BLONDEL = (
    "Blondel, V. D., Guillaume, J.-L., Lambiotte, R. and Lefebvre, E. (2008). Fast unfolding "
    "of communities in large networks. Journal of Statistical Mechanics, P10008."
)
#: Gains below it are rounding.
_LEAST_GAIN = 1e-10


def modularity_matrix(weights: Floats, resolution: float = 1.0) -> Floats:
    """Return, for each pair, what it adds to signed modularity when it is put together.

    Parameters
    ----------
    weights
        Members by members, symmetric, with zeros on the diagonal; or many such networks
        along the first axis.
    resolution
        Weight of what is expected by chance; above 1, communities become smaller.

    Returns
    -------
    numpy.ndarray
        (w - resolution * (p p' / 2P - n n' / 2N)) / (2P + 2N), where p and n are the sums of
        a member's positive and negative weights (without sign), 2P and 2N their totals. All
        zeros where every weight is zero.

    References
    ----------
    See `GOMEZ`; there without the resolution.
    """
    positive, negative = np.maximum(weights, 0.0), np.maximum(-weights, 0.0)
    expected = _expected(positive) - _expected(negative)
    total = np.abs(weights).sum(axis=(-1, -2))[..., None, None]
    found: Floats = (weights - resolution * expected) / np.where(total > 0, total, 1.0)
    return found


def _expected(weights: Floats) -> Floats:
    strength = weights.sum(axis=-1)
    total = strength.sum(axis=-1)[..., None, None]
    product: Floats = strength[..., :, None] * strength[..., None, :]
    return product / np.where(total > 0, total, 1.0)


def signed_modularity(weights: Floats, labels: Labels, resolution: float = 1.0) -> float:
    """Return the signed modularity of a division.

    It is 0 for one community of all, when the resolution is 1, and below 1 always. What is
    rewarded is positive weight within and negative weight between communities, beyond what
    the members' sums of weights let one expect.

    Raises
    ------
    UndefinedMeasureError
        When every weight is zero: no pair agrees more than another.

    References
    ----------
    See `GOMEZ`.

    Examples
    --------
    Two pairs of friends, each the other's foes:

    >>> camps = np.array([[0, 1, -1, -1], [1, 0, -1, -1], [-1, -1, 0, 1], [-1, -1, 1, 0.0]])
    >>> signed_modularity(camps, np.array([0, 0, 1, 1]))
    0.5
    """
    if not weights.any():
        message = "All pairs agree alike: there is no weight that a division could follow."
        raise UndefinedMeasureError(message)
    return float(_quality(modularity_matrix(weights, resolution), labels))


def _quality(matrix: Floats, labels: Labels) -> Floats:
    together = labels[..., :, None] == labels[..., None, :]
    found: Floats = (matrix * together).sum(axis=(-1, -2))
    return found


def best_divisions(
    weights: Floats, *, resolution: float = 1.0, seed: int = 0, starts: int = 1
) -> tuple[Labels, Floats]:
    """Return for each of many networks the best division found, and its signed modularity.

    Members move one by one to the community where they add most; where none can gain, the
    two communities that gain most become one; until neither gains anything. This is begun
    ``starts`` times: from all members alone, then from random divisions, in turn into few
    communities and into many.

    Parameters
    ----------
    weights
        Networks by members by members.

    Returns
    -------
    labels
        Networks by members.
    quality
        By network. The best found, which need not be the best there is.

    References
    ----------
    See `GOMEZ` for the quality; the moves are those of `BLONDEL`.
    """
    number, members = len(weights), weights.shape[-1]
    random = np.random.default_rng(seed)
    begins = _begins(starts, members, random)
    every = np.broadcast_to(begins[:, np.newaxis], (starts, number, members))
    matrix = np.tile(modularity_matrix(weights, resolution), (starts, 1, 1))
    labels = moved(matrix, every.reshape(-1, members), random)
    quality = _quality(matrix, labels).reshape(starts, number)
    best = quality.argmax(axis=0)
    each = np.arange(number)
    return labels.reshape(starts, number, members)[best, each], quality[best, each]


def single_runs(weights: Floats, *, resolution: float = 1.0, seed: int, runs: int) -> Labels:
    """Return what single searches of one network find, each from its own random division.

    Parameters
    ----------
    weights
        Members by members.

    Returns
    -------
    numpy.ndarray
        Runs by members.
    """
    random = np.random.default_rng(seed)
    matrix = np.tile(modularity_matrix(weights, resolution), (runs, 1, 1))
    return moved(matrix, _begins(runs + 1, len(weights), random)[1:], random)


def _begins(starts: int, members: int, random: np.random.Generator) -> Labels:
    """Return divisions to begin with: all alone, then random ones, few and many by turns."""
    communities = np.where(np.arange(starts) % 2, min(3, members), members)
    begins = random.integers(0, communities[:, np.newaxis], (starts, members))
    begins[0] = np.arange(members)
    return begins


def moved(matrix: Floats, labels: Labels, random: np.random.Generator) -> Labels:
    """Return divisions in which no member, and no two communities, can gain by moving."""
    labels = labels.copy()
    own = matrix.copy()
    members = matrix.shape[-1]
    own[:, np.arange(members), np.arange(members)] = 0.0
    active = np.arange(len(labels))
    while len(active):
        part, here = own[active], labels[active]
        _settle(part, here, random)
        joined = _merged(part, here)
        labels[active] = here
        active = active[joined]
    return labels


def _settle(own: Floats, labels: Labels, random: np.random.Generator) -> None:
    """Let members move, in all networks at the same time, until none of them gains."""
    active = np.arange(len(labels))
    gain = own @ _indicator(labels)  # what a member has with each community
    while len(active):
        here = labels[active]
        # Each network in its own order, so that one unlucky order does not spoil them all.
        order = random.random(here.shape).argsort(axis=1)
        changed = _sweep(own[active], gain, here, order)
        labels[active] = here
        active, gain = active[changed], gain[changed]


def _sweep(own: Floats, gain: Floats, labels: Labels, order: Labels) -> npt.NDArray[np.bool_]:
    """Let each member move once; return in which networks any of them did."""
    networks = np.arange(len(labels))
    changed = np.zeros(len(labels), dtype=bool)
    for member in order.T:
        here = gain[networks, member]
        target, source = here.argmax(axis=1), labels[networks, member]
        better = here[networks, target] > here[networks, source] + _LEAST_GAIN
        moving = np.flatnonzero(better)
        if len(moving):
            changed[moving] = True
            row = own[moving, member[moving]]
            gain[moving, :, source[moving]] -= row
            gain[moving, :, target[moving]] += row
            labels[moving, member[moving]] = target[moving]
    return changed


def _merged(own: Floats, labels: Labels) -> npt.NDArray[np.bool_]:
    """Join in each network the two communities that gain most by it; return where any do."""
    indicator = _indicator(labels)
    between = indicator.swapaxes(-1, -2) @ own @ indicator
    members = labels.shape[-1]
    between[:, np.arange(members), np.arange(members)] = 0.0
    flat = between.reshape(len(labels), -1)
    best = flat.argmax(axis=1)
    gains: npt.NDArray[np.bool_] = flat[np.arange(len(labels)), best] > _LEAST_GAIN
    one, other = best // members, best % members
    joining = gains[:, None] & (labels == other[:, None])
    np.copyto(labels, np.broadcast_to(one[:, None], labels.shape), where=joining)
    return gains


def _indicator(labels: Labels) -> Floats:
    found: Floats = (labels[..., None] == np.arange(labels.shape[-1])).astype(np.float64)
    return found


def plain_communities(
    network: SignedNetwork, *, resolution: float = 1.0, seed: int = 0
) -> Labels:
    """Return Louvain communities on raw agreement over all decisions, unanimous ones too.

    Where everybody agrees on most, all weights are positive and much alike, and the division
    follows who sat on the Council at the same time: this is for comparison only.

    References
    ----------
    See `BLONDEL`; the implementation is that of networkx.
    """
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(network.states)))
    for one, other in zip(*np.nonzero(np.triu(network.raw, k=1)), strict=True):
        plain.add_edge(int(one), int(other), weight=float(network.raw[one, other]))
    found = nx.community.louvain_communities(plain, resolution=resolution, seed=seed)
    labels = np.empty(len(plain), dtype=np.intp)
    for number, community in enumerate(found):
        labels[list(community)] = number
    return labels


def numbered(labels: Sequence[int] | Labels) -> Labels:
    """Return the same division with communities numbered from 1: largest first.

    Of equal size, the one with the first member comes first.

    >>> numbered([7, 3, 3]).tolist()
    [2, 1, 1]
    """
    labels = np.asarray(labels, dtype=np.intp)
    kinds, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = {int(kinds[kind]): place for place, kind in enumerate(order, start=1)}
    return np.array([number[int(label)] for label in labels], dtype=np.intp)
