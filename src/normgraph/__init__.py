"""normgraph: a knowledge graph of actors, norms and crises in atrocity prevention.

>>> import normgraph
>>> answer = normgraph.select("ballots", decision="S/2011/612")
>>> sorted({row["ballot"] for row in answer.records()})
['abstained', 'against', 'in favour']
"""

from typing import TYPE_CHECKING

from normgraph.errors import NormgraphError
from normgraph.store import graph

if TYPE_CHECKING:
    from normgraph.query import Answer
    from normgraph.query.run import Value

__all__ = ["NormgraphError", "graph", "select"]


def select(name: str, /, **values: "Value") -> "Answer":
    """Run the query called ``name`` over the current graph and return its rows.

    ``normgraph query --list`` names the queries and their parameters.

    Raises
    ------
    NormgraphError
        When there is no graph, no such query or no such thing, or a value is missing.
    """
    from normgraph.query import select as run
    from normgraph.store import open_graph

    return run(open_graph().store, name, **values)
