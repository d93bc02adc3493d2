"""The graph that a command works on: opened, and built first where that is needed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from normgraph import paths
from normgraph.cli import output
from normgraph.errors import MissingGraphError, NormgraphError

if TYPE_CHECKING:
    from normgraph.store import Opened


def opened(endpoint: str | None = None) -> "Opened":
    """Return the graph at ``endpoint``, or the current one, built first if there is none."""
    if endpoint is not None:
        return remote(endpoint)
    from normgraph.store import is_stale, open_graph

    try:
        graph = open_graph()
    except MissingGraphError as error:
        click.echo(f"{error} Building it now.", err=True)
        build()
        return open_graph()
    if paths.in_checkout() and is_stale():
        message = "The tables have changed since the graph was built. Run: normgraph build"
        click.echo(f"Note: {message}", err=True)
    return graph


def remote(endpoint: str) -> "Opened":
    """Return the graph at an endpoint.

    Raises
    ------
    NormgraphError
        When what asks endpoints is not installed, or the endpoint does not answer.
    """
    if find_spec("SPARQLWrapper") is None:
        message = "Asking endpoints is not installed. Run: pip install normgraph[remote]"
        raise NormgraphError(message)
    from normgraph.remote import connect

    return connect(endpoint)


def refresh() -> None:
    """Build the graph if there is none or the tables have changed; keep the last good one."""
    from normgraph.store import current, is_stale

    try:
        if not is_stale():
            return
    except MissingGraphError:
        build()
        return
    try:
        build()
    except NormgraphError as error:
        click.echo(f"Error: {error}", err=True)
        message = f"Going on with the last good graph, {current().name[:12]}."
        click.echo(message, err=True)


def build() -> Any:  # noqa: ANN401 - a Manifest, whose import is what this avoids
    """Build the graph, with a bar on a terminal, and return its manifest."""
    from normgraph.build import build as run

    with output.progress() as tell:
        return run(progress=tell)


def become(module: str, words: Sequence[str]) -> None:
    """Run ``module`` in the place of this process, so that both are stopped as one."""
    command = [sys.executable, "-m", module, *words]
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606
    sys.exit(subprocess.call(command))  # noqa: S603
