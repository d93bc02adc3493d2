"""normgraph: a knowledge graph of actors, norms and crises in atrocity prevention.

>>> import normgraph
>>> answer = normgraph.select("ballots", decision="S/2011/612")  # doctest: +SKIP
"""

from normgraph.errors import NormgraphError
from normgraph.store import graph

__all__ = ["NormgraphError", "graph"]
