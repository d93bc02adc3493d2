"""An order of states in which those that agree stand beside each other, for figures."""

import numpy as np

from normgraph.analysis.agreement_table import PairTable


def order_by_agreement(table: PairTable) -> tuple[str, ...]:
    """Return the keys of the states, those that agree more nearer to each other.

    The order is that of the leaves of an average-linkage clustering, in the one of its
    arrangements that puts neighbours nearest together. Pairs without a value are taken as
    far apart as the mean of the others; they bring no two states together. It is an order for
    reading and no finding.

    References
    ----------
    Bar-Joseph, Z., Gifford, D. K. and Jaakkola, T. S. (2001). Fast Optimal Leaf Ordering for
    Hierarchical Clustering. Bioinformatics 17 (suppl. 1), S22-S29, as in scipy.
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    states = sorted({key for pair in table.pairs for key in (pair.state, pair.state_b)})
    if len(states) < 3:
        return tuple(states)
    row = {state: number for number, state in enumerate(states)}
    distance = np.full((len(states), len(states)), np.nan)
    for pair in table.pairs:
        value = pair.value(table.measure)
        if value is not None:
            one, other = row[pair.state], row[pair.state_b]
            distance[one, other] = distance[other, one] = 1 - value
    known = distance[np.isfinite(distance)]
    distance[~np.isfinite(distance)] = known.mean() if known.size else 0.0
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance), "average", optimal_ordering=True)
    return tuple(states[number] for number in leaves_list(tree))
