"""Tables of the Dag Hammarskjöld Library: meetings of the Council, and vetoes.

The library prints each outcome as running text; tallies are read from it where a symbol and
a tally follow each other, and from nowhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from normgraph.sources.files import SourceRow, day, rows, tidy

_SYMBOL = re.compile(r"S/PV\.\d+")
_RESOLUTION = re.compile(r"S/RES/(\d+) ?\(\d{4}\)")
_OUTCOME = re.compile(
    r"S/RES/(\d+) ?\(\d{4}\) ?\|? ?"
    r"((\d+) ?- ?(\d+) ?- ?(\d+)|(?:adopted )?unanimously|without (?:a )?vote|"
    r"adopted by (?:consensus|acclamation))",
    re.IGNORECASE,
)

_GOES_ON = re.compile(r"[a-z0-9(&,.]|Add\b|Corr\b|S/")
_UNFINISHED = re.compile(
    r"([,;&(:-]|\b(and|of|the|to|from|in|for|on|with|by|at|dated|between|its|an?|Republic|"
    r"United|Permanent|Security|Secretary|Mr\.|Representatives?|situation|question))$"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One row of the library's tables of meetings."""

    line: int
    file: str  #: the page of the library that the row is from
    symbol: str  #: S/PV.n, or "" for a decision taken by letters
    last: date  #: the day on which the meeting ended
    date: date  #: the day on which it began, the same except for a few
    topics: tuple[str, ...]
    outcome: str
    tallies: Mapping[int, str]  #: resolution number -> "13-0-2", "unanimous", "without vote"
    resolutions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Veto:
    """One row of the library's list of vetoes."""

    line: int
    date: date
    draft: str
    meeting: str
    agenda_item: str
    states: tuple[str, ...]  #: by the list's own names


def meetings(path: Path) -> tuple[Meeting, ...]:
    """Return the rows of the tables of meetings, in file order.

    A row with neither date nor symbol is a further agenda item of the meeting above it.

    Raises
    ------
    SourceError
        When a column is missing or a date has an unknown form.
    """
    columns = ("year", "date", "date_raw", "meeting", "topic", "outcome", "source_file")
    found: list[Meeting] = []
    for row in rows(path, columns):
        above = found[-1] if found else None
        try:
            found.append(_meeting(row, above))
        except ValueError as error:
            raise row.refuse(str(error)) from error
    return tuple(found)


def vetoes(path: Path) -> tuple[Veto, ...]:
    """Return the rows of the list of vetoes, in file order."""
    columns = ("date", "draft", "meeting", "agenda_item", "vetoing")
    return tuple(_veto(row) for row in rows(path, columns))


def _meeting(row: SourceRow, above: Meeting | None) -> Meeting:
    cells = row.cells
    found = _SYMBOL.search(cells["meeting"])
    symbol = found[0] if found else ""
    if above and not cells["meeting"] and not cells["date_raw"]:
        symbol, first, last = above.symbol, above.date, above.last
    else:
        first, last = _days(cells)
    outcome = tidy(cells["outcome"])
    numbers = [*_RESOLUTION.findall(cells["resolutions"]), *_RESOLUTION.findall(outcome)]
    return Meeting(
        line=row.line,
        file=cells["source_file"],
        symbol=symbol,
        date=first,
        last=last,
        topics=topics(cells["topic"]),
        outcome=outcome,
        tallies={int(found[1]): _tally(found) for found in _OUTCOME.finditer(outcome)},
        resolutions=tuple(sorted({int(number) for number in numbers})),
    )


def _days(cells: Mapping[str, str]) -> tuple[date, date]:
    """Return the first and last day; the library writes "22/23 November" for two.

    Raises
    ------
    ValueError
        When the date has another form.
    """
    if cells["date"]:
        return day(cells["date"]), day(cells["date"])
    found = re.fullmatch(r"(\d+)\D+(\d+) ([A-Z][a-z]+)", tidy(cells["date_raw"]))
    if not found:
        raise ValueError(f"{cells['date_raw']!r} is no date in a known form.")
    first, last = (day(f"{found[n]} {found[3]} {cells['year']}") for n in (1, 2))
    return first, last


def unbroken(text: str) -> str:
    """Return ``text`` with UTF-8 that was read as Latin-1 put right; other text as it is.

    >>> unbroken("NÃ©pal")
    'Népal'
    >>> unbroken("Côte")
    'Côte'
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def topics(text: str) -> tuple[str, ...]:
    """Return the agenda items of a meeting, from the lines of the cell.

    The library breaks long items over several lines. A line goes on with the item above
    it if it begins with a small letter, a figure, a bracket, "Add." or "Corr.", or if the
    line above ends in a comma or in a word that cannot end an item.

    >>> topics("Letter from Chile | addressed to the President | The situation in Cyprus")
    ('Letter from Chile addressed to the President', 'The situation in Cyprus')
    """
    items: list[str] = []
    for line in filter(None, map(_topic, text.split("|"))):
        if items and (_GOES_ON.match(line) or _UNFINISHED.search(items[-1])):
            items[-1] = f"{items[-1]} {line}"
        else:
            items.append(line)
    return tuple(item.rstrip(" ,;&") for item in items)


def _topic(text: str) -> str:
    topic = tidy(unbroken(text)).strip("|").strip()
    return "" if topic in {"--", "-"} else topic


def draft_tally(row: Meeting, symbol: str) -> str:
    """Return the tally that a row prints after the symbol of a draft; "" if not one.

    No other symbol may stand between the draft and the tally.
    """
    pattern = re.escape(symbol) + r"(?![\d/])(?:(?!S/)[^-])*?(\d+) ?- ?(\d+) ?- ?(\d+)"
    found = {match.groups() for match in re.finditer(pattern, row.outcome)}
    return "-".join(str(int(number)) for number in found.pop()) if len(found) == 1 else ""


def _tally(found: re.Match[str]) -> str:
    if found[3]:
        return f"{int(found[3])}-{int(found[4])}-{int(found[5])}"
    return "unanimous" if "unanim" in found[2].lower() else "without vote"


def _veto(row: SourceRow) -> Veto:
    cells = row.cells
    symbol = _SYMBOL.search(cells["meeting"])
    return Veto(
        line=row.line,
        date=day(cells["date"]),
        draft=tidy(cells["draft"]),
        meeting=symbol[0] if symbol else "",
        agenda_item=tidy(cells["agenda_item"]),
        states=tuple(tidy(name) for name in re.split(r"[;,]", cells["vetoing"])),
    )
