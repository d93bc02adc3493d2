"""Two camps in a signed network, from its spectrum."""

import numpy as np

from normgraph.analysis.signed_network import Floats
from normgraph.analysis.signed_partition import Labels

KUNEGIS = (
    "Kunegis, J., Schmidt, S., Lommatzsch, A., Lerner, J., De Luca, E. W. and Albayrak, S. "
    "(2010). Spectral Analysis of Signed Graphs for Clustering, Prediction and Visualization. "
    "10th SIAM International Conference on Data Mining, Columbus, Ohio."
)
_ROUNDING = 1e-10


def balance(weights: Floats) -> Floats:
    """Return how near networks come to two camps, from the spectrum: 1 is perfect balance.

    It is the largest eigenvalue of the weights, each divided by the roots of both members'
    sums of absolute weights: 1 minus the smallest eigenvalue of the normalized signed
    Laplacian, which is 0 exactly if two camps have only positive weights within and only
    negative ones between them.

    References
    ----------
    See `KUNEGIS`.
    """
    return np.asarray(np.linalg.eigvalsh(_normalized(weights))[..., -1], dtype=np.float64)


def signed_bipartition(weights: Floats) -> Labels:
    """Return the division in two by the signs of the eigenvector that `balance` belongs to.

    The normalized Laplacian is taken, of the signed normalized cut, because members that
    were on the Council for two years have few weights and permanent ones many. If all signs
    are alike there is one community.

    References
    ----------
    See `KUNEGIS`; dividing by the signs of a leading eigenvector as in Newman, M. E. J.
    (2006), Modularity and community structure in networks, PNAS 103(23), 8577-8582.
    """
    leading = np.linalg.eigh(_normalized(weights)).eigenvectors[:, -1]
    # An eigenvector has no sign of its own; the first clear entry shall be positive.
    first = leading[np.abs(leading) > _ROUNDING][0]
    labels: Labels = np.where(leading * first < 0, 1, 0)
    return labels


def _normalized(weights: Floats) -> Floats:
    strength = np.sqrt(np.abs(weights).sum(axis=-1))
    scale = 1 / np.where(strength > 0, strength, 1.0)
    found: Floats = weights * scale[..., :, None] * scale[..., None, :]
    return found
