"""The answer of any query as a table: things as links by their names, days as days."""

import re
from collections.abc import Collection, Sequence

from markupsafe import Markup

from normgraph.explorer import paging, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import plain, scrolled, table
from normgraph.explorer.wording import capital
from normgraph.query import Answer
from normgraph.query.results import sparql_json

#: A term as SPARQL's JSON has it, or nothing: its type, value, and datatype if it has one.
_Said = dict[str, str]
_NOTHING: _Said = {"type": "", "value": ""}

_CAPITAL = re.compile("(?<=[a-z])[A-Z]")
_PRECISION = re.compile("(?:(?P<day>[a-z][A-Za-z]*)P|p)recision")
_SOURCES = ("source", "document")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}integer", f"{_XSD}decimal"}
#: From here on digits are grouped; years are not.
_LONG = 10_000


def told_rows(answer: Answer) -> str:
    """Return how many rows an answer has, and on how many sources they rest."""
    count = len(answer.rows)
    told = "One row" if count == 1 else f"{count:,} rows"
    for name in _SOURCES:
        if name in answer.columns:
            place = answer.columns.index(name)
            sources = {row[place] for row in answer.rows if row[place] is not None}
            if sources:
                return f"{told}, from {len(sources):,} source{'s' if len(sources) > 1 else ''}."
    return f"{told}. The page of each thing names the documents that say so."


def answer_table(
    found: Loaded, answer: Answer, *, page: str = "ask", hidden: Collection[str] = ()
) -> list[Markup]:
    """Return the rows on the page that the address asks for, and links to the others.

    Parameters
    ----------
    found
        The graph.
    answer
        What a query gave.
    page
        The page of the explorer on which the table stands.
    hidden
        Columns that need not be shown.
    """
    said = _said(answer)
    named = _named_elsewhere(found, answer.columns, said)
    precise = _precisions(answer.columns)
    left_out = {*hidden, *named.values(), *precise.values()}
    shown = [(name, named.get(name, name)) for name in answer.columns if name not in left_out]
    rows = [
        [_cell(found, row[column], _precision(row, precise.get(column))) for _, column in shown]
        for row in paging.sliced(said)
    ]
    headers = [_words(name, column) for name, column in shown]
    return [
        scrolled(table(headers, rows, caption="", kind="numbers"), "Answer"),
        paging.links(page, len(answer.rows)),
    ]


def _said(answer: Answer) -> list[dict[str, _Said]]:
    rows = sparql_json(answer)["results"]["bindings"]
    return [{name: row.get(name, _NOTHING) for name in answer.columns} for row in rows]


def _named_elsewhere(
    found: Loaded, columns: Sequence[str], rows: Sequence[dict[str, _Said]]
) -> dict[str, str]:
    """Return the columns of names, each with the column of the things that bear them.

    A thing is shown by its name, so that the two are one column, where the first stands.
    """
    things = [name for name in columns if {row[name]["type"] for row in rows} == {"uri"}]
    named: dict[str, str] = {}
    for name in columns:
        if name in things:
            continue
        for thing in things:
            if thing not in named.values() and all(
                found.directory.label(row[thing]["value"]) == row[name]["value"] for row in rows
            ):
                named[name] = thing
                break
    return named


def _precisions(columns: Sequence[str]) -> dict[str, str]:
    """Return the columns of days, each with the column that says how precisely it is known."""
    found = {}
    for name in columns:
        match = _PRECISION.fullmatch(name)
        if match:
            days = [match["day"]] if match["day"] else ["from", "date"]
            found.update({day: name for day in days if day in columns})
    return found


def _precision(row: dict[str, _Said], column: str | None) -> str:
    return row[column]["value"].rpartition("/")[2] if column else ""


def _cell(found: Loaded, said: _Said, precision: str) -> Markup:
    value, kind = said["value"], said.get("datatype", "")
    if said["type"] == "uri":
        return terms.thing(found, value)
    if kind == f"{_XSD}date":
        return Markup('<span class="tally">{}</span>').format(terms.day(value, precision))
    if kind == f"{_XSD}boolean":
        return plain("yes" if value == "true" else "no")
    if kind in _NUMBERS and value.lstrip("-").isdigit():
        number = int(value)
        return plain(value if abs(number) < _LONG else f"{number:,}")
    return plain(value)


def _words(name: str, shown: str) -> str:
    """Return the head of a column: that of the thing, where a name would say only that."""
    better = shown if name.casefold().endswith(("name", "label", "title")) else name
    return capital(_CAPITAL.sub(lambda match: f" {match[0].lower()}", better))
