"""Run the command line: ``python -m normgraph``."""

from normgraph.cli import main

main()
