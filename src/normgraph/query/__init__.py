"""The catalogue of SPARQL queries, and the one way to run them.

Each ``.rq`` file beside this module is one query: plain SPARQL that runs unchanged at any
endpoint. The lines that begin with ``#+`` describe it, as grlc defines them.
"""

from normgraph.query.catalog import Parameter, Query, catalog
from normgraph.query.run import Answer, ask_text, select

__all__ = ["Answer", "Parameter", "Query", "ask_text", "catalog", "select"]
