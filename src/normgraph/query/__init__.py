"""The catalogue of SPARQL queries, and the one way to run them.

Each ``.rq`` file beside this module is one query: plain SPARQL that runs unchanged at any
endpoint. The lines that begin with ``#+`` describe it, as grlc defines them.

This module can be called, as the front door of the package promises: it runs a query of the
catalogue over the current graph. A parameter that is a word of Python's own, such as
``from``, is written ``from_``.

>>> import normgraph
>>> vetoes = normgraph.query("vetoes", state="CHN")
>>> {row["state"].rpartition("/")[2] for row in vetoes}
{'CHN'}
>>> vetoes.frame()["date"].dt.year.min().item()
1972
"""

import sys
from types import ModuleType

from normgraph.query.catalog import Parameter, Query, catalog
from normgraph.query.run import Answer, ask_text, select
from normgraph.query.values import Value

__all__ = ["Answer", "Parameter", "Query", "ask_text", "catalog", "select"]


class _Catalogue(ModuleType):
    """The module itself, which is also the function ``normgraph.query``."""

    def __call__(self, name: str, /, **values: Value) -> Answer:
        """Run the query called ``name`` over the current graph and return its rows.

        ``normgraph query --list`` names the queries and their parameters.

        Raises
        ------
        NormgraphError
            When there is no graph, no such query or no such thing, or a value is missing.
        """
        from normgraph.query.python_names import declared_names
        from normgraph.store import opened_once

        return select(opened_once().store, name, **declared_names(values))


# A module is called by what its class says; Python allows to change that, and no more.
sys.modules[__name__].__class__ = _Catalogue
