"""The command that serves the endpoint."""

from importlib.util import find_spec

import click

from normgraph.cli import current
from normgraph.errors import NormgraphError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8502,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 for any that is free.",
)
@click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Time that a query may take.",
)
@click.option(
    "--memory",
    default=512,
    show_default=True,
    type=click.IntRange(64, 1 << 20),
    help="MiB of memory that a query may take beyond the graph.",
)
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1),
    help="Rows, or statements, that an answer may have.",
)
@click.option("--log-queries", is_flag=True, help="Write the text of queries to the log.")
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Take from a proxy on this machine who asks (X-Forwarded-For).",
)
@click.option("--public-url", default="", help="Address by which the world reaches it.")
def serve(
    *,
    host: str,
    port: int,
    seconds: float,
    memory: int,
    rows: int,
    log_queries: bool,
    behind_proxy: bool,
    public_url: str,
) -> None:
    """Serve the SPARQL endpoint and the linked data, without the explorer.

    It needs: pip install normgraph[endpoint]

    \b
    Example:
      normgraph serve --port 8502
      curl http://127.0.0.1:8502/sparql -H 'Accept: text/csv' \\
           --data-urlencode 'query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'

    \f

    Raises
    ------
    NormgraphError
        When what it needs is not installed.
    """
    if find_spec("starlette") is None or find_spec("httptools") is None:
        message = "The endpoint is not installed. Run: pip install normgraph[endpoint]"
        raise NormgraphError(message)
    current.refresh()
    options = {
        "host": host,
        "port": port,
        "seconds": seconds,
        "memory": memory,
        "rows": rows,
        "public-url": public_url,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    words += ["--log-queries"] if log_queries else []
    words += ["--behind-proxy"] if behind_proxy else []
    current.become("normgraph.endpoint", words)
