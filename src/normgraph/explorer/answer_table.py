"""The answer of any query as a table: things as links by their names, days as days."""

import re
from collections.abc import Collection, Sequence

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from normgraph.explorer import paging, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import plain, scrolled, table
from normgraph.explorer.wording import capital
from normgraph.query import Answer
from normgraph.query.run import text
from normgraph.store import Term

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
    named = _named_elsewhere(found, answer)
    precise = _precisions(answer.columns)
    left_out = {*hidden, *named.values(), *precise.values()}
    shown = [
        (place, answer.columns.index(named.get(name, name)), name)
        for place, name in enumerate(answer.columns)
        if name not in left_out
    ]
    rows = [
        [_cell(found, answer, row, place, precise) for _, place, _ in shown]
        for row in paging.sliced(answer.rows)
    ]
    headers = [_words(name, answer.columns[place]) for _, place, name in shown]
    return [
        scrolled(table(headers, rows, caption="", kind="numbers"), "Answer"),
        paging.links(page, len(answer.rows)),
    ]


def _named_elsewhere(found: Loaded, answer: Answer) -> dict[str, str]:
    """Return the columns of names, each with the column of the things that bear them.

    A thing is shown by its name, so that the two are one column, where the first stands.
    """
    things = [
        name
        for place, name in enumerate(answer.columns)
        if all(isinstance(row[place], NamedNode | None) for row in answer.rows)
        and any(row[place] for row in answer.rows)
    ]
    named: dict[str, str] = {}
    for place, name in enumerate(answer.columns):
        if name in things:
            continue
        for thing in things:
            if thing not in named.values() and _names(found, answer, place, thing):
                named[name] = thing
                break
    return named


def _names(found: Loaded, answer: Answer, place: int, thing: str) -> bool:
    other = answer.columns.index(thing)
    return all(_is_named(found, row[other], row[place]) for row in answer.rows)


def _is_named(found: Loaded, thing: Term | None, name: Term | None) -> bool:
    if thing is None or name is None:
        return False
    return found.directory.label(text(thing)) == text(name)


def _precisions(columns: Sequence[str]) -> dict[str, str]:
    """Return the columns of days, each with the column that says how precisely it is known."""
    found = {}
    for name in columns:
        match = _PRECISION.fullmatch(name)
        if match:
            days = [match["day"]] if match["day"] else ["from", "date"]
            found.update({day: name for day in days if day in columns})
    return found


def _cell(
    found: Loaded,
    answer: Answer,
    row: Sequence[Term | None],
    place: int,
    precise: dict[str, str],
) -> Markup:
    term = row[place]
    if term is None:
        return Markup("")
    if isinstance(term, NamedNode):
        return terms.thing(found, term.value)
    if not isinstance(term, Literal):
        return plain(text(term))
    kind = term.datatype.value
    if kind == f"{_XSD}date":
        told = precise.get(answer.columns[place])
        known = row[answer.columns.index(told)] if told else None
        precision = text(known).rpartition("/")[2] if known is not None else ""
        day = terms.day(term.value, precision)
        return Markup('<span class="tally">{}</span>').format(day)
    if kind == f"{_XSD}boolean":
        return plain("yes" if term.value == "true" else "no")
    if kind in _NUMBERS and term.value.lstrip("-").isdigit():
        number = int(term.value)
        return plain(term.value if abs(number) < _LONG else f"{number:,}")
    return plain(term.value)


def _words(name: str, shown: str) -> str:
    """Return the head of a column: that of the thing, where a name would say only that."""
    better = shown if name.casefold().endswith(("name", "label", "title")) else name
    return capital(_CAPITAL.sub(lambda match: f" {match[0].lower()}", better))
