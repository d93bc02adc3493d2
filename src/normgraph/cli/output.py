"""Writing answers and telling progress."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from normgraph import iri

if TYPE_CHECKING:
    from normgraph.analysis.definition import Analysis
    from normgraph.analysis.result import Result
    from normgraph.query import Answer, Query

#: Widest column of ``--format table``, in characters; longer cells end in three points.
WIDEST = 60


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Give a function that tells how far a build is: on a terminal a bar, else nothing."""
    if not sys.stderr.isatty():
        yield lambda stage, share: None
        return
    with click.progressbar(
        length=100, label="Building", file=sys.stderr, item_show_func=lambda stage: stage
    ) as bar:

        def tell(stage: str, share: float) -> None:
            bar.update(int(share * 100) - bar.pos, stage)
            bar.render_progress()

        yield tell


def write_catalog(
    topics: "Mapping[str, str]", library: "Iterable[Query]", others: "Iterable[Query]"
) -> None:
    """Write the queries: those that answer a question by topic, then the others."""
    topic = ""
    for query in library:
        if query.topic != topic:
            topic = query.topic
            click.echo(f"{topics[topic].upper()}\n")
        _write_query(query)
    click.echo("LOOK-UPS OF PAGES AND ANALYSES\n")
    for query in others:
        _write_query(query)


def _write_query(query: "Query") -> None:
    parameters = " ".join(
        f"--{p.name}" if p.required else f"[--{p.name}]" for p in query.parameters.values()
    )
    click.echo(f"{query.name} {parameters}".rstrip())
    if query.question:
        click.echo(f"    {query.title}")
    click.echo(f"    {query.summary}\n")


def write_analyses(analyses: "Mapping[str, Analysis]") -> None:
    """Write the name, the question and the parameters of each analysis."""
    for analysis in analyses.values():
        click.echo(analysis.name)
        click.echo(f"    {analysis.question}")
        for parameter in analysis.parameters.values():
            choices = f" ({', '.join(parameter.choices)})" if parameter.choices else ""
            default = f" [{parameter.default}]" if parameter.default else ""
            click.echo(
                f"    --{parameter.name.replace('_', '-')}{choices}{default}: {parameter.help}"
            )


def write_result(result: "Result[object]", form: str) -> None:
    """Write a result: whole as JSON, its values as CSV or as a table to read."""
    from normgraph.export.report import json_text
    from normgraph.export.table import csv_text, table

    if form == "json":
        click.echo(json_text(result), nl=False)
        return
    whole = table(result.value)
    columns = [column.name for column in whole.columns]
    if form == "csv":
        click.echo(csv_text(columns, whole.rows, plain=True), nl=False)
        return
    texts = [["" if cell is None else str(cell) for cell in row] for row in whole.rows]
    _write_lines([columns, *texts])
    click.echo(f"{result.measure}; n = {result.n} {result.unit}", err=True)
    for caveat in result.caveats:
        click.echo(f"Note: {caveat}", err=True)


def write_answer(answer: "Answer", form: str) -> None:
    """Write the rows of ``answer`` as CSV, as SPARQL 1.1 JSON or as a table to read."""
    if form == "csv":
        # RFC 4180 would end lines with CR LF; line feeds are what shells and editors want.
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(record.values() for record in answer.records())
    elif form == "json":
        from normgraph.query.results import sparql_json

        json.dump(sparql_json(answer), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    else:
        _write_table(answer)


def _write_table(answer: "Answer") -> None:
    _write_lines([list(answer.columns), *(list(r.values()) for r in answer.records())])
    click.echo(f"{len(answer.rows)} rows", err=True)


def _write_lines(lines: list[list[str]]) -> None:
    """Write cells in columns as wide as their longest, up to `WIDEST`."""

    def shown(value: str) -> str:
        value = value.removeprefix(iri.ID).replace("\n", " ")
        return value if len(value) <= WIDEST else value[: WIDEST - 3] + "..."

    cells = [[shown(value) for value in line] for line in lines]
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())
