"""Figures of crises: what each shows and how to read it."""

from normgraph.analysis.crisis_map import PlaceMap, Shown
from normgraph.analysis.result import Result
from normgraph.analysis.timeline import Timeline
from normgraph.export.crisis_chart import map_chart, timeline_chart, undrawn
from normgraph.export.picture import Picture, picture


@picture.register
def _(value: Timeline, result: Result[object]) -> Picture:
    counts = ", ".join(
        f"{sum(each.dated.lane == lane for each in value.placed)} {lane}"
        for lane in value.lanes()
    )
    beyond = f" {value.outside} more lie outside these days." if value.outside else ""
    below = (
        " Below, on the same axis, the people displaced at the end of each year."
        if value.displaced
        else ""
    )
    return Picture(
        f"{value.name}: what happened, and what was done about it when?",
        "Each lane is a kind of thing, from what happened at the top to what courts did. A "
        "diamond is one day, a bar a time; a bar that reaches the right edge goes on beyond "
        f"it.{below}",
        f"Timeline from {value.first} to {value.last} with {counts}.{beyond}",
        timeline_chart(value),
    )


@picture.register
def _(value: PlaceMap, result: Result[object]) -> Picture:
    questions = {
        Shown.CRISES: "Where were crises on record in {}?",
        Shown.DEATHS: "How many deaths in organized violence are documented where in {}?",
        Shown.DISPLACED: "From where were people displaced at the end of {}?",
    }
    first = value.places[0]
    missing = ", ".join(undrawn(value))
    old = f" The table has what today's outlines cannot show: {missing}." if missing else ""
    return Picture(
        questions[value.shown].format(value.year),
        "The darker a state, the higher its number; the legend has the steps. Pale grey states "
        f"have none here. Circles stand for states too small to draw.{old}",
        f"World map of {result.n} states; the highest number is that of {first.name}, "
        f"{first.value:,}.",
        map_chart(value),
    )
