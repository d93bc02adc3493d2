"""Serve the explorer: ``python -m normgraph.explorer``, which ``normgraph explore`` starts."""

import argparse
import os
import sys

from normgraph.errors import NormgraphError
from normgraph.explorer import launch


def main() -> int:
    """Serve until interrupted and return the exit status."""
    words = argparse.ArgumentParser(prog="python -m normgraph.explorer")
    words.add_argument("--host", default="127.0.0.1", help="address to listen on")
    words.add_argument("--port", default=8501, type=int, help="port to listen on")
    words.add_argument("--browser", action=argparse.BooleanOptionalAction, default=False)
    given = words.parse_args()
    # Small matrices: several threads wait for each other ten times as long as one calculates.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Streamlit reads the command line too, and knows none of these words.
    sys.argv = sys.argv[:1]
    try:
        launch(given.host, given.port, browser=given.browser)
    except NormgraphError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
