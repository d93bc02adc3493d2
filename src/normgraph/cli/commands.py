"""The commands. Each imports what it needs when it runs, so that a lookup starts at once."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from normgraph import paths
from normgraph.cli import current, output, parameters
from normgraph.cli.enriching import enrich
from normgraph.cli.serving import serve
from normgraph.errors import NormgraphError, QueryError


class _Group(click.Group):
    """Tells normgraph's own errors as sentences, with exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; an error of the family ends it with its message."""
        try:
            return super().invoke(ctx)
        except NormgraphError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)


#: For commands that can ask the graph elsewhere.
_endpoint = click.option(
    "--endpoint",
    metavar="URL",
    help="Ask the graph at this SPARQL 1.1 endpoint, not the one on this machine.",
)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ask who invoked which norm over which crisis, and which document says so."""
    # Small matrices: several threads wait for each other ten times as long as one calculates.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@main.command()
def build() -> None:
    """Build the graph from the tables and the ontology.

    A build that fails leaves the last good graph in place.
    """
    manifest = current.build()
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
@_endpoint
@click.pass_context
def query(
    ctx: click.Context,
    name: str | None,
    form: str,
    endpoint: str | None,
    *,
    listing: bool,
    show: bool,
) -> None:
    """Run the query called NAME and write its rows.

    \b
    Examples:
      normgraph query ballots --decision S/2011/612
      normgraph query vetoes --state CHN --format table
      normgraph query vetoes --endpoint https://host/sparql
    """
    from normgraph.query import catalog, select
    from normgraph.query.catalog import TOPICS, library, named

    if listing or name is None:
        others = [query for query in catalog().values() if not query.question]
        output.write_catalog(TOPICS, library().values(), others)
        return
    if show:
        click.echo(named(name).text, nl=False)
        return
    values = parameters.values(ctx.args)
    answer = select(current.opened(endpoint).store, name, **values)
    output.write_answer(answer, form)


@main.command()
@click.argument("sparql", metavar="TEXT-or-FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "table", "turtle", "ntriples"]),
    help="How the answer is written: csv for rows, turtle for triples, unless said.",
)
@_endpoint
def sparql(sparql: str, form: str | None, endpoint: str | None) -> None:
    """Run a SPARQL query, given as text, as a file or as - for standard input.

    Example: normgraph sparql 'SELECT (COUNT(*) AS ?n) { ?s a ?class }'

    An ASK prints yes or no, and no is exit status 1.
    """
    from normgraph.query import Answer, ask_text
    from normgraph.query.results import written

    answer = ask_text(current.opened(endpoint).store, _query_text(sparql))
    if isinstance(answer, bool):
        click.echo("yes" if answer else "no")
        sys.exit(0 if answer else 1)
    if isinstance(answer, Answer):
        output.write_answer(answer, _fitting(form, "csv", {"csv", "json", "table"}))
    else:
        form = _fitting(form, "turtle", {"turtle", "ntriples"})
        click.echo(written(answer, form), nl=False)


@main.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    options_metavar="[--PARAMETER VALUE]... [OPTIONS]",
)
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the analyses and parameters.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "table"]),
    default="table",
    show_default=True,
    help="json is the whole result; csv and table are its values.",
)
@_endpoint
@click.pass_context
def analyze(
    ctx: click.Context, name: str | None, form: str, endpoint: str | None, *, listing: bool
) -> None:
    """Run the analysis called NAME.

    \b
    Examples:
      normgraph analyze vetoes --by decade
      normgraph analyze voting-network --from 2011 --to 2011 --format json
    """
    from normgraph.analysis.registry import analyses
    from normgraph.analysis.registry import analyze as run

    if listing or name is None:
        output.write_analyses(analyses())
        return
    given = parameters.values(ctx.args)
    output.write_result(run(current.opened(endpoint), name, **given), form)


@main.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    options_metavar="[--PARAMETER VALUE]... [OPTIONS]",
)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--analysis", help="Export the result of this analysis, not the whole graph.")
@click.option("--format", "form", help="Format, where the name of the file does not tell.")
@_endpoint
@click.pass_context
def export(
    ctx: click.Context,
    path: Path,
    analysis: str | None,
    form: str | None,
    endpoint: str | None,
) -> None:
    """Write the graph, or the result of an analysis, to the file PATH.

    The ending of the name tells the format: .nq, .trig, .ttl and .jsonld for the graph,
    .html for the documentation of its ontology; .svg, .csv and .json for a result; .graphml
    and .gexf for a network. Source, version
    and licence are inside, or beside a CSV in a file of the same name.

    \b
    Examples:
      normgraph export normgraph.trig
      normgraph export ontology.html
      normgraph export vetoes.svg --analysis vetoes --by decade
      normgraph export council-2011.gexf --analysis voting-network --from 2011 --to 2011
    """
    from normgraph.export import files

    given = parameters.values(ctx.args)
    opened = current.opened(endpoint)
    if analysis is None:
        if given:
            parameters.refuse(given)
        written = files.write_graph_file(opened, path, form)
    else:
        from normgraph.analysis.registry import analyze as run

        written = files.write_result_file(run(opened, analysis, **given), path, form)
    for one in written:
        click.echo(f"Wrote {one}", err=True)


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
@_endpoint
def explore(host: str, port: int, endpoint: str | None, *, browser: bool) -> None:
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
    words = ["--host", host, "--port", str(port), "--browser" if browser else "--no-browser"]
    if endpoint is None:
        current.refresh()
    else:
        current.remote(endpoint)  # so that what is wrong with it is told here
        words += ["--endpoint", endpoint]
    current.become("normgraph.launch", words)


main.add_command(serve)
main.add_command(enrich)


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
