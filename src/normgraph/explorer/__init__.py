"""The explorer: the graph in a browser, served on this machine and asking nothing of any other.

Each page is a module with a function ``page``. What a reader chose stands in the address.
"""

from normgraph.explorer.loaded import show
from normgraph.explorer.serve import ensure_graph, launch

__all__ = ["ensure_graph", "launch", "show"]
