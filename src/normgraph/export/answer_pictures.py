"""Pictures of answers: what each shows, how to read it, and its table."""

from collections.abc import Sequence

from normgraph.analysis.result import Result
from normgraph.export import answer_chart, answer_map, answer_network, answer_timeline
from normgraph.export.answer_chart import AnswerChart
from normgraph.export.answer_map import AnswerMap
from normgraph.export.answer_network import AnswerNetwork
from normgraph.export.answer_timeline import AnswerTimeline
from normgraph.export.picture import Picture, picture
from normgraph.export.table import Column, Table, table

_QUESTION = "What does the query find?"
_ROWS_TWICE = "What is not in the answer is not in the picture: the query says what was asked."


def caveats(value: object) -> tuple[str, ...]:
    """Return what the picture of an answer does not show, one sentence each."""
    return (*_missing(value), _ROWS_TWICE)


def _missing(value: object) -> tuple[str, ...]:
    if isinstance(value, AnswerChart):
        stacked = (
            f"{_counted(value.repeated, 'value')} of {value.x} stand in several rows, whose "
            "marks lie on each other: add them up with SUM and GROUP BY, or choose a column "
            "for the colour."
        )
        return (
            *_without(value.without, f"{value.x} or {value.y}"),
            *_beyond(value.left_out, len(value.points)),
            *([stacked] if value.repeated else []),
        )
    if isinstance(value, AnswerMap):
        return _missing_of_map(value)
    if isinstance(value, AnswerTimeline):
        told = [
            *_without(value.without, value.start),
            *_beyond(value.left_out, len(value.marks)),
        ]
        cut = "Long names are cut in the picture; the table has them whole."
        return (*told, cut)
    if isinstance(value, AnswerNetwork):
        return _missing_of_network(value)
    return ()


def _missing_of_map(value: AnswerMap) -> tuple[str, ...]:
    told = list(_without(value.without, f"{value.state} or {value.value}"))
    if value.unknown:
        told.append(f"States that the graph does not have: {', '.join(value.unknown)}.")
    if value.undrawn:
        told.append(f"Today's outlines do not show: {', '.join(value.undrawn)}.")
    told.append(
        "Outlines and names on the map are those of Natural Earth and say nothing of the legal "
        "status of any territory."
    )
    return tuple(told)


def _missing_of_network(value: AnswerNetwork) -> tuple[str, ...]:
    told = []
    what = "statement" if value.statements else "row"
    ties = value.network.number_of_edges()
    if value.drawn.left_out:
        told.append(
            f"{value.drawn.left_out:,} of {len(value.network):,} things and "
            f"{ties - len(value.drawn.edges):,} of {ties:,} ties are not drawn: only the "
            f"{len(value.drawn.nodes)} things with most ties are. The table has all."
        )
    if value.values:
        told.append(
            f"{_counted(value.values, what)} that tie no two things: numbers, texts, days, "
            "classes."
        )
    told.append("Which of two things a tie comes from, only the table says.")
    return tuple(told)


def _without(rows: int, what: str) -> Sequence[str]:
    return [f"{_counted(rows, 'row')} without a value for {what}."] if rows else []


def _beyond(rows: int, drawn: int) -> Sequence[str]:
    if not rows:
        return []
    return [f"{_counted(rows, 'row')} beyond the first {drawn:,}, which are drawn."]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@picture.register
def _(value: AnswerChart, result: Result[object]) -> Picture:
    shape = "line through the values" if value.mark == "line" else "bar for each row"
    along = {"year": "Years without a row have an empty place. ", "day": "", "category": ""}
    tone = f" The colour is “{value.color}”." if value.color else ""
    return Picture(
        value.title or _QUESTION,
        f"A {shape}: “{value.y}” by “{value.x}”. {along[value.kind]}{tone}".strip(),
        f"Chart of {value.y} by {value.x}, {result.n} rows.",
        answer_chart.specification(value),
    )


@picture.register
def _(value: AnswerMap, result: Result[object]) -> Picture:
    first = f"; the highest is {value.places[0][0]}" if value.places else ""
    return Picture(
        value.title or _QUESTION,
        f"The darker a state, the higher its “{value.value}”; the legend has the steps, each "
        "of about as many different numbers, so the last may be wide. Pale grey states have no "
        "row, which is not zero. Circles stand for states too small to draw.",
        f"World map of {value.value} in {len(value.places)} states{first}, {result.n} rows.",
        answer_map.specification(value),
    )


@picture.register
def _(value: AnswerTimeline, result: Result[object]) -> Picture:
    lasting = (
        f" A bar lasts from “{value.start}” to “{value.end}”, and to the right edge where no "
        "end is on record."
        if value.end
        else ""
    )
    tone = f" The colour is “{value.color}”." if value.color else ""
    days = f" from {value.marks[0].start}" if value.marks else ""
    return Picture(
        value.title or _QUESTION,
        f"Each line is a row, earliest first. A diamond is a day.{lasting}{tone}",
        f"Timeline of {value.label}{days}, {result.n} rows.",
        answer_timeline.specification(value),
    )


@picture.register
def _(value: AnswerNetwork, result: Result[object]) -> Picture:
    return Picture(
        value.title or _QUESTION,
        "A dot is a thing, the larger the more others it is tied to; its colour and shape are "
        "its class. A line is a tie, the thicker the more rows or statements say so.",
        f"Network of {len(value.drawn.nodes)} things and {len(value.drawn.edges)} ties, "
        f"{result.n} rows or statements.",
        answer_network.specification(value),
    )


@table.register
def _(value: AnswerChart) -> Table:
    return Table(
        (
            Column(value.x, str, "Where along the axis."),
            Column(value.y, float, "The number."),
            Column(value.color or "colour", str, "What the colour says; empty for one colour."),
        ),
        tuple((at, number, tone or None) for at, number, tone in value.points),
    )


@table.register
def _(value: AnswerMap) -> Table:
    return Table(
        (
            Column(value.state, str, "Name of the state."),
            Column("outline", str, "Code of the outline."),
            Column(value.value, float, "The number."),
        ),
        tuple((name, place.outline, number) for name, place, number in value.places),
    )


@table.register
def _(value: AnswerTimeline) -> Table:
    return Table(
        (
            Column(value.start, str, "The day, or the first one."),
            Column(value.end or "end", str, "The last day; empty where none is on record."),
            Column(value.label, str, "What it is."),
            Column(value.color or "colour", str, "What the colour says; empty for one colour."),
        ),
        tuple(
            (mark.start, mark.end or None, mark.label, mark.tone or None)
            for mark in value.marks
        ),
    )


@table.register
def _(value: AnswerNetwork) -> Table:
    names = {node: value.network.nodes[node]["label"] for node in value.network}
    return Table(
        (
            Column("one", str, "One thing."),
            Column("other", str, "The other."),
            Column("tie", str, "What ties them."),
            Column("rows", int, "How many rows or statements say so."),
        ),
        tuple(
            (names[one], names[other], tie["together"] or None, tie["weight"])
            for one, other, tie in sorted(value.network.edges(data=True), key=lambda e: e[:2])
        ),
    )
