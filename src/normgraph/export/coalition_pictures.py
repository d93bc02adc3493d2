"""Figures of coalitions: what each shows and how to read it."""

from collections import Counter

from normgraph.analysis.coalition_divides import Divides
from normgraph.analysis.coalition_lines import CoalitionLines
from normgraph.analysis.coalition_members import Coalitions
from normgraph.analysis.result import Result
from normgraph.analysis.signed_backbone import Backbone
from normgraph.export.coalition_chart import coalition_chart, short_name
from normgraph.export.coalition_tiles import (
    divides_chart,
    lines_chart,
    long_lines,
    shown_states,
)
from normgraph.export.picture import Picture, picture

_LINES = {
    Backbone.PERMUTATION: (
        "more (solid) or less (dashed) than 97.5 % of deals of the ballots give"
    ),
    Backbone.FALSE_DISCOVERY: (
        "more (solid) or less (dashed) than chance gives, with 5 % false discoveries expected"
    ),
    Backbone.DISPARITY: (
        "so much more (solid) or less (dashed) than the mean that it is a large part of one "
        "member's differences"
    ),
    Backbone.ALL: "more (solid) or less (dashed) than the mean",
}


@picture.register
def _(value: Coalitions, result: Result[object]) -> Picture:
    years = f"{value.period.first.year}\u2013{value.period.last.year}"
    numbers = sorted({m.coalition for m in value.members if m.coalition is not None})
    told = "; ".join(
        f"coalition {number}: "
        + ", ".join(
            short_name(m.state, m.state_name) for m in value.members if m.coalition == number
        )
        for number in numbers
    )
    more, less = int((value.backbone > 0).sum()) // 2, int((value.backbone < 0).sum()) // 2
    return Picture(
        f"Which coalitions voted together in the Security Council, {years}, and against whom?",
        "Each mark is a member, with the number and colour of its coalition; permanent members "
        "are squares. A line joins two that cast the same ballot on contested decisions "
        f"{_LINES[value.kept]}. Members that agree are drawn near each other; directions mean "
        "nothing.",
        f"Network of {len(value.members)} members in {years} with {more} lines of agreement "
        f"and {less} of disagreement, from {result.n} contested decisions. {told}.",
        coalition_chart(value),
    )


@picture.register
def _(value: CoalitionLines, result: Result[object]) -> Picture:
    shown, named = shown_states(value), long_lines(value)
    return Picture(
        "How have coalitions in the Security Council changed from window to window?",
        "Each tile is a state in a window; its number and colour are its coalition, followed "
        "through windows by its members (light tiles: lines of one window, or too short for a "
        "colour). No tile: not a member, or no contested ballot. Above stand the contested "
        "decisions of a window, and how often chance alone gives camps as opposed. Drawn are "
        f"the permanent members and those of most windows, {len(shown)} in all; the table has "
        "everyone.",
        f"Tiles of {len(shown)} states in {len(value.windows)} windows from "
        f"{value.windows[0].label} to {value.windows[-1].label}, {result.n} contested "
        f"decisions: {len({step.line for step in value.steps})} lines of coalitions, "
        f"{len(named)} of them drawn in colours of their own. From window to window: "
        f"{_events(value)}.",
        lines_chart(value),
    )


@picture.register
def _(value: Divides, result: Result[object]) -> Picture:
    first = value.pairs[0]
    return Picture(
        "Which permanent members do coalitions keep apart, and how often?",
        "Each bar is the number of windows in which the two are in different coalitions, by "
        "one way of dividing; behind the names stands in how many windows both can be "
        "compared. Plain Louvain on raw agreement, over all members or permanent ones alone, "
        "takes no account of how much everybody agrees, and is drawn for comparison.",
        f"Bars for {len(value.pairs)} pairs over {value.windows} windows, {result.n} contested "
        f"decisions. Most often apart: {short_name(first.state, first.state_name)} and "
        f"{short_name(first.state_b, first.state_b_name)}, in {first.signed_modularity} of "
        f"{first.windows} windows by signed modularity.",
        divides_chart(value),
    )


def _events(lines: CoalitionLines) -> str:
    found = Counter(step.event.value for step in lines.steps if step.window)
    found["end"] = sum(step.ends for step in lines.steps)
    return ", ".join(f"{name} {number}" for name, number in found.items())
