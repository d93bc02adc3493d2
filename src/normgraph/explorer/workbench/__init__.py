"""The workbench: a page on which readers ask the graph in SPARQL, and learn to."""

from normgraph.explorer.workbench.page import page

__all__ = ["page"]
