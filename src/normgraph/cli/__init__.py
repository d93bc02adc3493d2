"""The command line: one command a verb, results on standard output, messages on standard error.

Exit status 0 when all went well, 1 when the answer is no or the input is bad, 2 when the
command was called wrongly.
"""

from normgraph.cli.commands import main

__all__ = ["main"]
