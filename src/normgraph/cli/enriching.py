"""The command that asks Wikidata, when somebody wants it asked."""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import click

from normgraph.cli import current
from normgraph.errors import NormgraphError


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--endpoint",
    "address",
    default="https://query.wikidata.org/sparql",
    show_default=True,
    help="SPARQL endpoint of Wikidata, or of a copy of it.",
)
@click.option(
    "--seconds",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Time that one query may take.",
)
@click.option(
    "--wait",
    default=120.0,
    show_default=True,
    type=click.FloatRange(0, 3600),
    help="Seconds to wait at most when the endpoint asks for a pause.",
)
@click.option("--retrieved", default="", help="Day to note, if the endpoint tells no date.")
@click.option("--replace", is_flag=True, help="Write over FILE if it exists.")
def enrich(
    path: Path, *, address: str, seconds: float, wait: float, retrieved: str, replace: bool
) -> None:
    """Ask Wikidata about the states of the graph and write proposals to FILE.

    Labels in the six languages of the United Nations, identifiers and coordinates are set
    beside what the graph has, as CSV for a person to review: each value is new, differs or
    agrees. Nothing in the graph or its tables is changed. Wikidata gives what it has under
    CC0 1.0; each row names its item, revision and day.

    A run that is cut short keeps what it has in FILE.unfinished.json, and goes on from
    there when it is started again. It needs: pip install normgraph[remote].

    Example: normgraph enrich proposals.csv

    \f

    Raises
    ------
    NormgraphError
        When what it needs is not installed.
    """
    if find_spec("SPARQLWrapper") is None:
        message = "Asking endpoints is not installed. Run: pip install normgraph[remote]"
        raise NormgraphError(message)
    from normgraph.enrich.run import enrich as run
    from normgraph.remote.endpoint import Endpoint
    from normgraph.remote.transport import Limits

    endpoint = Endpoint(address, Limits(seconds=seconds, longest_pause=wait))
    click.echo(f"Asking {address}", err=True)
    outcome = run(current.opened(), endpoint, path, retrieved=retrieved, replace=replace)
    kinds = Counter(proposal.kind for proposal in outcome.proposals)
    told = f"{kinds['new']} new, {kinds['differs']} that differ, {kinds['agrees']} that agree"
    if outcome.resumed:
        click.echo(f"Went on after {outcome.resumed} batches of an earlier run.", err=True)
    click.echo(f"Wrote {path}: {told}, on {outcome.asked} items. Review them.", err=True)
