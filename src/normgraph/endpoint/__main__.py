"""Serve the endpoint: ``python -m normgraph.endpoint``, which ``normgraph serve`` starts."""

import argparse
import sys

from normgraph.endpoint.serve import Serving, serve
from normgraph.endpoint.service import Settings
from normgraph.errors import NormgraphError
from normgraph.limited import Limits


def main() -> int:
    """Serve until interrupted and return the exit status."""
    words = argparse.ArgumentParser(prog="python -m normgraph.endpoint")
    words.add_argument("--host", default="127.0.0.1", help="address to listen on")
    words.add_argument("--port", default=8502, type=int, help="port to listen on")
    words.add_argument("--seconds", default=Limits().seconds, type=float, help="of a query")
    words.add_argument("--memory", default=512, type=int, help="MiB of a query")
    words.add_argument("--rows", default=Limits().rows, type=int, help="of an answer")
    words.add_argument("--log-queries", action="store_true", help="write queries to the log")
    words.add_argument("--behind-proxy", action="store_true", help="a proxy tells who asks")
    words.add_argument("--public-url", default="", help="address as the world knows it")
    given = words.parse_args()
    serving = Serving(
        host=given.host,
        port=given.port,
        limits=Limits(seconds=given.seconds, memory=given.memory << 20, rows=given.rows),
        settings=Settings(log_queries=given.log_queries, public_url=given.public_url),
        behind_proxy=given.behind_proxy,
    )
    try:
        serve(serving)
    except NormgraphError as error:
        sys.stderr.write(f"Error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
