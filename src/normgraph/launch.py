"""The explorer with the endpoint beside it, on one port: what ``normgraph explore`` starts.

A door above all stages: neither of the two knows of the other.
"""

import argparse
import os
import sys
import threading

from normgraph import explorer
from normgraph.endpoint.app import routes
from normgraph.endpoint.patience import use_everywhere
from normgraph.endpoint.serve import open_many_files
from normgraph.endpoint.service import Service, Settings
from normgraph.errors import NormgraphError
from normgraph.explorer import loaded
from normgraph.limited import pool_for


def main() -> int:
    """Serve until interrupted and return the exit status."""
    words = argparse.ArgumentParser(prog="python -m normgraph.launch")
    words.add_argument("--host", default="127.0.0.1", help="address to listen on")
    words.add_argument("--port", default=8501, type=int, help="port to listen on")
    words.add_argument("--browser", action=argparse.BooleanOptionalAction, default=False)
    words.add_argument("--endpoint", help="SPARQL 1.1 endpoint whose graph is shown")
    given = words.parse_args()
    # Small matrices: several threads wait for each other ten times as long as one calculates.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Streamlit reads the command line too, and knows none of these words.
    sys.argv = sys.argv[:1]
    try:
        if given.endpoint:
            from normgraph.remote import connect

            # An endpoint has its own /sparql; beside the explorer there is none of ours.
            explorer.show(connect(given.endpoint, counted=True))
            beside = []
        else:
            explorer.ensure_graph()
            beside = routes(service())
        use_everywhere()
        open_many_files()
        explorer.launch(given.host, given.port, browser=given.browser, routes=beside)
    except NormgraphError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    return 0


def service() -> Service:
    """Return the service of the endpoint; its workers get ready in the background.

    It looks things up in the explorer's own graph, so that names are read once.
    """
    opened = loaded.graph().read_into_memory()
    pool = pool_for(opened)
    threading.Thread(target=pool.open, daemon=True).start()
    return Service(opened, pool.pool, pool.ask_from, Settings(explorer=True))


if __name__ == "__main__":
    sys.exit(main())
