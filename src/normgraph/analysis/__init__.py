"""Measures over records, each returned with what a reader needs in order to check it.

An analysis is a pure function from records to a `Result`; `normgraph.analysis.registry`
names them all and runs them over an opened graph.
"""

from normgraph.analysis.result import Result

__all__ = ["Result"]
