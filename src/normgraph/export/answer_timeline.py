"""The timeline of an answer: a mark for each row with a day, a bar where it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from normgraph.errors import QueryError
from normgraph.export.answer_grid import Grid, day
from normgraph.export.chart import CONFIG, SCHEMA

#: More rows than these make a picture that nobody scrolls through.
MOST_MARKS = 100
NEEDS = (
    "A timeline needs a column of days and a column that says what happened on each: for "
    "example SELECT ?date ?symbol …, or the comments # start: date and # label: symbol."
)
_WIDTH, _ROW = 520, 17
_COLOURS = (
    "#1f4e79", "#c2571a", "#2a8f7b", "#b5477d", "#b8860b", "#56b4e9",
    "#7a5195", "#9c2f2f", "#3b7a57", "#6b6b6b",
)  # fmt: skip
#: Longer names are cut in the picture; the table has them whole.
_LONGEST = 44
#: Names of columns that say when something ends, or begins.
_ENDS = ("to", "end", "until", "last")
_BEGINS = ("from", "start", "date", "begin", "first")


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a timeline."""

    start: str
    end: str  #: the same day for what is of one day; empty for what has no end on record
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class AnswerTimeline:
    """What the timeline of an answer shows."""

    title: str
    start: str  #: name of the column
    end: str  #: name of the column; empty for none
    label: str
    color: str
    marks: tuple[Mark, ...]  #: earliest first
    without: int  #: rows without a day
    left_out: int  #: rows beyond the most that are drawn


def timeline_of(grid: Grid, options: Mapping[str, str]) -> AnswerTimeline:
    """Return the timeline of an answer.

    Raises
    ------
    QueryError
        When it has no columns for one, which the message says.
    """
    start, end = _days(grid, options)
    label = grid.column(options, "label")
    if label is None:
        label = _naming(grid, {start, end})
    if start is None or label is None or start not in grid.days:
        raise QueryError(NEEDS)
    tone = grid.column(options, "color")
    marks = []
    for row in grid.rows:
        if (first := day(row[start])) is None:
            continue
        last = first if end is None else (day(row[end]) or "")
        colour = "" if tone is None else grid.told(row[tone])
        marks.append(Mark(first, last, grid.told(row[label]), colour))
    marks.sort(key=lambda mark: (mark.start, mark.label))
    return AnswerTimeline(
        title=options.get("title", ""),
        start=grid.columns[start],
        end="" if end is None else grid.columns[end],
        label=grid.columns[label],
        color="" if tone is None else grid.columns[tone],
        marks=tuple(marks[:MOST_MARKS]),
        without=len(grid.rows) - len(marks),
        left_out=max(0, len(marks) - MOST_MARKS),
    )


def _days(grid: Grid, options: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Return the columns of the first and of the last days."""
    start, end = grid.column(options, "start"), grid.column(options, "end")
    if end is None:
        end = _called(grid, _ENDS)
    if start is None:
        start = _called(grid, _BEGINS)
    if start is None:
        start = next((place for place in grid.days if place != end), None)
    return start, None if end == start else end


def _called(grid: Grid, names: tuple[str, ...]) -> int | None:
    """Return the column of days whose name begins with one of these."""
    for place in grid.days:
        if grid.columns[place].lower().startswith(names):
            return place
    return None


def _naming(grid: Grid, taken: set[int | None]) -> int | None:
    """Return the column that says best what a row is: a text before a thing or a number."""
    others = [place for place in range(len(grid.columns)) if place not in taken]
    others = [place for place in others if place not in grid.days]
    texts = [one for one in others if one not in grid.things and one not in grid.numbers]
    return next(iter([*texts, *(one for one in others if one in grid.things)]), None)


def specification(timeline: AnswerTimeline) -> Mapping[str, Any]:
    """Return the timeline in the Vega-Lite language."""
    days = [one for mark in timeline.marks for one in (mark.start, mark.end) if one]
    rows = [
        {
            "row": place,
            "start": mark.start,
            "until": mark.end or max(days),
            "end": mark.end or "no end on record",
            "label": mark.label,
            "tone": mark.tone or timeline.label,
            "lasts": mark.end != mark.start,
        }
        for place, mark in enumerate(timeline.marks)
    ]
    names = [_shortened(mark.label) for mark in timeline.marks]
    shown = _encoding(timeline, names)
    bar = {"type": "bar", "height": 9, "opacity": 0.85}
    point = {"type": "point", "shape": "diamond", "filled": True, "size": 65, "opacity": 0.9}
    return {
        "$schema": SCHEMA,
        "width": _WIDTH,
        "height": {"step": _ROW},
        "data": {"values": rows},
        "layer": [
            {
                "transform": [{"filter": "datum.lasts"}],
                "mark": bar,
                "encoding": {**shown, "x2": {"field": "until"}},
            },
            {"transform": [{"filter": "!datum.lasts"}], "mark": point, "encoding": shown},
        ],
        "config": CONFIG,
    }


def _encoding(timeline: AnswerTimeline, names: list[str]) -> Mapping[str, Any]:
    tones = list(dict.fromkeys(mark.tone for mark in timeline.marks if mark.tone))
    # Rows are numbered, for two of them may bear one name; the axis shows the names.
    axis = {
        "title": None,
        "labelExpr": f"{_listed(names)}[datum.value]",
        "labelLimit": 300,
        "ticks": False,
        "grid": True,
    }
    return {
        "x": {
            "field": "start",
            "type": "temporal",
            "scale": {"type": "utc"},
            "axis": {"title": None, "format": "%Y-%m-%d", "labelOverlap": True, "tickCount": 6},
        },
        "y": {
            "field": "row",
            "type": "ordinal",
            "scale": {"domain": list(range(len(names)))},
            "axis": axis,
        },
        "color": {
            "field": "tone",
            "type": "nominal",
            "scale": {"domain": tones, "range": list(_COLOURS)}
            if tones
            else {"range": [_COLOURS[0]]},
            "legend": {"title": timeline.color, "orient": "top", "columns": 4}
            if tones
            else None,
        },
        "tooltip": [
            {"field": "label", "type": "nominal"},
            {"field": "start", "type": "nominal", "title": "from"},
            {"field": "end", "type": "nominal", "title": "to"},
        ],
    }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _listed(names: list[str]) -> str:
    """Return the names as a list in the language of Vega's expressions.

    Whatever a name holds stays a text: every sign but letters and digits is written as a code.
    """
    return "[" + ",".join(f'"{"".join(map(_sign, name))}"' for name in names) + "]"


def _sign(sign: str) -> str:
    if sign.isascii() and (sign.isalnum() or sign in " .,-/()"):
        return sign
    units = sign.encode("utf-16-be", "replace")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
