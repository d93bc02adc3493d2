"""The backbone of a signed network: the pairs whose agreement chance does not give."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from normgraph.analysis.ballot_permutation import agreement_tails
from normgraph.analysis.signed_network import Floats, SignedNetwork

NEAL = (
    "Neal, Z. P. (2014). The backbone of bipartite projections: Inferring relationships from "
    "co-authorship, co-sponsorship, co-attendance and other co-behaviors. Social Networks 39, "
    "84-97. Null model: Neal, Z. P., Domagalski, R. and Sagan, B. (2021). Comparing "
    "alternatives to the fixed degree sequence model for extracting the backbone of bipartite "
    "projections. Scientific Reports 11, 23929."
)
BENJAMINI = (
    "Benjamini, Y. and Hochberg, Y. (1995). Controlling the False Discovery Rate: A Practical "
    "and Powerful Approach to Multiple Testing. Journal of the Royal Statistical Society B "
    "57(1), 289-300."
)
SERRANO = (
    "Serrano, M. Á., Boguñá, M. and Vespignani, A. (2009). Extracting the multiscale backbone "
    "of complex weighted networks. PNAS 106(16), 6483-6488."
)
#: Of both tails together, and of false discoveries.
SIGNIFICANCE = 0.05

Signs = npt.NDArray[np.int8]


class Backbone(StrEnum):
    """Which pairs are kept."""

    PERMUTATION = "permutation"
    FALSE_DISCOVERY = "permutation-fdr"
    DISPARITY = "disparity"
    ALL = "all"


def signed_backbone(
    network: SignedNetwork, ballots: npt.NDArray[np.int8], kind: Backbone
) -> Signs:
    """Return 1 for each pair kept for agreeing much, -1 for agreeing little, 0 for others.

    Parameters
    ----------
    network
        Of one window.
    ballots
        Of its members, in its order, on the contested decisions of the window.
    kind
        ``permutation``: agreement in the highest or lowest 2.5 % of what dealing the ballots
        anew within each decision gives, computed exactly. ``permutation-fdr``: the same with
        at most 5 % false discoveries expected among the pairs kept. ``disparity``: pairs
        that hold an unlikely large part of a member's sum of absolute weights. ``all``: every
        pair compared.

    References
    ----------
    See `NEAL`, `BENJAMINI` and `SERRANO`.
    """
    signs: Signs = np.sign(network.weights).astype(np.int8)
    if kind is Backbone.ALL:
        return signs
    if kind is Backbone.DISPARITY:
        return np.where(disparity(network.weights) < SIGNIFICANCE, signs, 0).astype(np.int8)
    upper, lower = agreement_tails(ballots)
    limit = SIGNIFICANCE / 2
    if kind is Backbone.FALSE_DISCOVERY:
        pairs = np.triu(network.joined, k=1)
        limit = false_discovery_limit(2 * np.minimum(upper, lower)[pairs]) / 2
    kept = np.where(upper <= limit, 1, 0) - np.where(lower <= limit, 1, 0)
    return np.where(network.joined, kept, 0).astype(np.int8)


def false_discovery_limit(p_values: Floats, rate: float = SIGNIFICANCE) -> float:
    """Return the largest p-value that is kept when so large a share may be false; 0 if none.

    It is the largest p(k), the k-th smallest of m, with p(k) <= rate * k / m.

    References
    ----------
    See `BENJAMINI`.

    >>> false_discovery_limit(np.array([0.01, 0.02, 0.9]))
    0.02
    """
    ordered = np.sort(p_values)
    allowed = rate * np.arange(1, len(ordered) + 1) / max(1, len(ordered))
    kept = ordered[ordered <= allowed]
    return float(kept[-1]) if len(kept) else 0.0


def disparity(weights: Floats) -> Floats:
    """Return for each pair how likely so large a part of a member's weight is by chance.

    (1 - |w| / s) ** (k - 1), where s is the member's sum of absolute weights over its k
    pairs; the smaller value of the two members. 1 where there is no weight, or only one.

    References
    ----------
    See `SERRANO`; there for positive weights.
    """
    absolute = np.abs(weights)
    strength = absolute.sum(axis=1, keepdims=True)
    degree = (absolute > 0).sum(axis=1, keepdims=True)
    part = absolute / np.where(strength > 0, strength, 1.0)
    chance = np.where(absolute > 0, (1 - part) ** np.maximum(degree - 1, 0), 1.0)
    found: Floats = np.minimum(chance, chance.T)
    return found
