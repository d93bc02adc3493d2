"""The commands. Each imports what it needs when it runs, so that a lookup starts at once."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from normgraph import paths
from normgraph.cli import output
from normgraph.errors import MissingGraphError, NormgraphError, QueryError

if TYPE_CHECKING:
    from normgraph.store import Opened


class _Group(click.Group):
    """Tells normgraph's own errors as sentences, with exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; an error of the family ends it with its message."""
        try:
            return super().invoke(ctx)
        except NormgraphError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ask who invoked which norm over which crisis, and which document says so."""


@main.command()
def build() -> None:
    """Build the graph from the tables and the ontology.

    A build that fails leaves the last good graph in place.
    """
    manifest = _build()
    click.echo(f"{manifest.triples} statements, version {manifest.version}", err=True)


@main.command()
def validate() -> None:
    """Check tables and ontology as a build does, without writing anything.

    Exit status 1 when something is wrong; every problem is told with file and line.
    """
    from normgraph.build import compile_tables

    with output.progress() as tell:
        quads = compile_tables(paths.ontology(), paths.data(), tell)
    click.echo(f"Nothing is wrong: {len(quads)} statements.", err=True)


@main.command()
def verify() -> None:
    """Read the built graph whole and check it against its version."""
    from normgraph.store import verify as check

    manifest = check()
    click.echo(f"The graph is what was built: version {manifest.version}", err=True)


@main.command()
@click.option("--graph", is_flag=True, help="Print the sha256 of the built graph instead.")
def version(*, graph: bool) -> None:
    """Print the version of the software, or of the built graph."""
    from importlib.metadata import version as installed

    from normgraph import manifest, store

    if graph:
        click.echo(manifest.read(store.current()).version)
    else:
        click.echo(installed("normgraph"))


@main.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    options_metavar="[--PARAMETER VALUE]... [OPTIONS]",
)
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the queries and their parameters.")
@click.option(
    "--show", is_flag=True, help="Print the SPARQL of the query instead of running it."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "table"]),
    default="csv",
    show_default=True,
    help="How rows are written.",
)
@click.pass_context
def query(
    ctx: click.Context, name: str | None, form: str, *, listing: bool, show: bool
) -> None:
    """Run the query called NAME and write its rows.

    \b
    Examples:
      normgraph query ballots --decision S/2011/612
      normgraph query vetoes --state CHN --format table
    """
    from normgraph.query import catalog, select
    from normgraph.query.catalog import named

    if listing or name is None:
        output.write_catalog(catalog())
        return
    if show:
        click.echo(named(name).text, nl=False)
        return
    values = _values(ctx.args)
    answer = select(_opened().store, name, **values)
    output.write_answer(answer, form)


@main.command()
@click.argument("sparql", metavar="TEXT-or-FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "table", "turtle", "ntriples"]),
    help="How the answer is written: csv for rows, turtle for triples, unless said.",
)
def sparql(sparql: str, form: str | None) -> None:
    """Run a SPARQL query, given as text, as a file or as - for standard input.

    Example: normgraph sparql 'SELECT (COUNT(*) AS ?n) { ?s a ?class }'

    An ASK prints yes or no, and no is exit status 1.
    """
    from normgraph.query import Answer, ask_text
    from normgraph.query.results import written

    answer = ask_text(_opened().store, _query_text(sparql))
    if isinstance(answer, bool):
        click.echo("yes" if answer else "no")
        sys.exit(0 if answer else 1)
    if isinstance(answer, Answer):
        output.write_answer(answer, _fitting(form, "csv", {"csv", "json", "table"}))
    else:
        form = _fitting(form, "turtle", {"turtle", "ntriples"})
        click.echo(written(answer, form), nl=False)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8501,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.",
)
@click.option("--browser/--no-browser", default=True, help="Whether to open the browser.")
def explore(host: str, port: int, *, browser: bool) -> None:
    """Open the explorer in the browser. It needs: pip install normgraph[explorer].

    \f

    Raises
    ------
    NormgraphError
        When the explorer is not installed.
    """
    if find_spec("streamlit") is None:
        message = "The explorer is not installed. Run: pip install normgraph[explorer]"
        raise NormgraphError(message)
    _fresh()
    words = ["--host", host, "--port", str(port), "--browser" if browser else "--no-browser"]
    # A process of its own, so that the explorer stands beside the command line, not under it.
    sys.exit(subprocess.call([sys.executable, "-m", "normgraph.explorer", *words]))  # noqa: S603


def _values(words: list[str]) -> dict[str, str]:
    """Return the parameters that ``--name value`` or ``--name=value`` give.

    Raises
    ------
    click.UsageError
        When a word is no parameter, a value is missing or a parameter is given twice.
    """
    values: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("--"):
            raise click.UsageError(f"Unexpected word {word!r}. Parameters are --name value.")
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not waiting:
                raise click.UsageError(f"--{name} needs a value.")
            value = waiting.pop(0)
        if name in values:
            raise click.UsageError(f"--{name} is given twice.")
        values[name] = value
    return values


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".rq", ".sparql")) or ("\n" not in given and _is_file(given)):
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"The file {given} cannot be read: {error}") from error
    return given


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:  # a query longer than a file name may be
        return False


def _fitting(form: str | None, default: str, possible: set[str]) -> str:
    if form is not None and form not in possible:
        choices = ", ".join(sorted(possible))
        raise click.UsageError(f"This query's answer can be written as {choices}, not {form}.")
    return form or default


def _opened() -> "Opened":
    """Return the current graph, built first if there is none that can be opened."""
    from normgraph.store import is_stale, open_graph

    try:
        opened = open_graph()
    except MissingGraphError as error:
        click.echo(f"{error} Building it now.", err=True)
        _build()
        return open_graph()
    if paths.in_checkout() and is_stale():
        message = "The tables have changed since the graph was built. Run: normgraph build"
        click.echo(f"Note: {message}", err=True)
    return opened


def _fresh() -> None:
    """Build the graph if there is none or the tables have changed; keep the last good one."""
    from normgraph.store import current, is_stale

    try:
        if not is_stale():
            return
    except MissingGraphError:
        _build()
        return
    try:
        _build()
    except NormgraphError as error:
        click.echo(f"Error: {error}", err=True)
        message = f"Going on with the last good graph, {current().name[:12]}."
        click.echo(message, err=True)


def _build() -> Any:  # noqa: ANN401 - a Manifest, whose import is what this avoids
    from normgraph.build import build as run

    with output.progress() as tell:
        return run(progress=tell)
