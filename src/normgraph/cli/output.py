"""Writing answers and telling progress."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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


def write_catalog(catalog: "Mapping[str, Query]") -> None:
    """Write the name, the parameters and the summary of each query."""
    for query in catalog.values():
        parameters = " ".join(
            f"--{p.name}" if p.required else f"[--{p.name}]" for p in query.parameters.values()
        )
        click.echo(f"{query.name} {parameters}".rstrip())
        click.echo(f"    {query.summary}")


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
    def shown(value: str) -> str:
        value = value.removeprefix("https://w3id.org/normgraph/id/").replace("\n", " ")
        return value if len(value) <= WIDEST else value[: WIDEST - 3] + "..."

    lines = [list(answer.columns)]
    lines += [[shown(value) for value in record.values()] for record in answer.records()]
    widths = [max(len(line[i]) for line in lines) for i in range(len(answer.columns))]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())
    click.echo(f"{len(answer.rows)} rows", err=True)
