"""Charts of coalitions over time: tiles of states by windows, and bars of divides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from normgraph.analysis.coalition_divides import Divides
from normgraph.analysis.coalition_lines import CoalitionLines, Standing
from normgraph.analysis.signed_network import CONTINUED_BY
from normgraph.export.chart import CONFIG, SCHEMA
from normgraph.export.coalition_chart import COLOURS, short_name

#: More states than these are in the table only.
MOST_STATES = 36
_SHORTER = "shorter"
_ALONE = "not compared"
_LIGHT = "#efe9df"
_CHANCE = "p, two camps"
_DECISIONS = "contested decisions"


def lines_chart(lines: CoalitionLines) -> Mapping[str, Any]:
    """Return the tiles: a row for each state, a column for each window."""
    shown = shown_states(lines)
    names = _names(lines, shown)
    named = long_lines(lines)
    rows = [_DECISIONS, _CHANCE, *(names[seat] for seat in shown)]
    tiles = list(_tiles(lines, names, named))
    domain = [*(_line(number) for number in named), _SHORTER, _ALONE]
    colours = [*(COLOURS[n % len(COLOURS)][0] for n in range(len(named))), _LIGHT, "white"]
    x = {
        "field": "window",
        "type": "ordinal",
        "sort": [window.label for window in lines.windows],
        "axis": {"orient": "top", "title": None, "labelAngle": -45, "domain": False},
    }
    y = {
        "field": "row",
        "type": "nominal",
        "sort": rows,
        "axis": {"title": None, "labelLimit": 200, "domain": False, "ticks": False},
        "scale": {"domain": rows},
    }
    words = {"mark": {"type": "text", "fontSize": 10.5}, "encoding": {"x": x, "y": y}}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    return {
        "$schema": SCHEMA,
        "width": {"step": 34},
        "height": {"step": 17},
        "layer": [
            {
                "data": {"values": tiles},
                "mark": {"type": "rect", "stroke": "#bbbbbb", "strokeWidth": 0.5},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": {
                        "field": "line",
                        "type": "nominal",
                        "scale": {"domain": domain, "range": colours},
                        "legend": {"symbolStrokeColor": "#bbbbbb", "columns": 5},
                    },
                    "tooltip": [
                        {"field": "name", "title": "state"},
                        {"field": "window"},
                        {"field": "line", "title": "coalition"},
                        {"field": "event"},
                        {"field": "ballots", "title": "contested ballots"},
                    ],
                },
            },
            {
                "data": {"values": tiles},
                "mark": words["mark"],
                "encoding": {"x": x, "y": y, "text": {"field": "text"}, "color": ink},
            },
            {
                "data": {"values": list(_heads(lines))},
                "mark": words["mark"],
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
        ],
        "config": CONFIG,
    }


def shown_states(lines: CoalitionLines) -> Sequence[str]:
    """Return the seats that have a row: permanent ones, then those of most windows."""
    windows = Counter(_seat(each) for each in lines.standings)
    permanent = {_seat(each) for each in lines.standings if each.permanent}
    order = sorted(windows, key=lambda seat: (seat not in permanent, -windows[seat], seat))
    return order[:MOST_STATES]


def long_lines(lines: CoalitionLines) -> Sequence[int]:
    """Return the lines with colours of their own: those of most windows, in order of birth."""
    windows = Counter(step.line for step in lines.steps)
    longest = sorted(windows, key=lambda line: (-windows[line], line))[: len(COLOURS)]
    return sorted(line for line in longest if windows[line] > 1)


def _seat(standing: Standing) -> str:
    return CONTINUED_BY.get(standing.state, standing.state)


def _names(lines: CoalitionLines, shown: Sequence[str]) -> Mapping[str, str]:
    """Return what each row is called; a seat that was continued by both its states."""
    names: dict[str, str] = {}
    for seat in shown:
        states = {
            each.state: short_name(each.state, each.state_name)
            for each in lines.standings
            if _seat(each) == seat
        }
        joined = [name for name in states.values() if "/" in name]
        names[seat] = joined[0] if joined else " / ".join(dict.fromkeys(states.values()))
    return names


def _line(number: int) -> str:
    return f"line {number}"


def _tiles(
    lines: CoalitionLines, names: Mapping[str, str], named: Sequence[int]
) -> Iterator[dict[str, Any]]:
    labels = {window.period.first.year: window.label for window in lines.windows}
    inks = {line: COLOURS[n % len(COLOURS)][1] for n, line in enumerate(named)}
    for each in lines.standings:
        if _seat(each) in names:
            own = _SHORTER if each.line is not None else _ALONE
            yield {
                "row": names[_seat(each)],
                "name": each.state_name,
                "window": labels[each.begins],
                "line": _line(each.line) if each.line in inks and each.line else own,
                "text": "" if each.line is None else str(each.line),
                "event": each.event.value if each.event else "no value",
                "ballots": each.ballots,
                "ink": inks.get(each.line or 0, "black"),
            }


def _heads(lines: CoalitionLines) -> Iterator[dict[str, Any]]:
    for window in lines.windows:
        yield {"row": _DECISIONS, "window": window.label, "text": str(window.contested)}
        told = f"{window.camps.p_value:.3f}".lstrip("0") if window.camps else "none"
        yield {"row": _CHANCE, "window": window.label, "text": told}


def divides_chart(divides: Divides) -> Mapping[str, Any]:
    """Return a row of four bars for each pair: windows apart by each way of dividing."""
    ways = ("signed modularity", "signed spectral", "plain Louvain", "plain, permanent only")
    colours = (COLOURS[0][0], COLOURS[3][0], COLOURS[1][0], COLOURS[6][0])
    bars, rows = [], []
    for pair in divides.pairs:
        one, other = (
            short_name(pair.state, pair.state_name),
            short_name(pair.state_b, pair.state_b_name),
        )
        rows.append(f"{one} \u2013 {other} ({pair.windows} windows)")
        apart = (
            pair.signed_modularity,
            pair.signed_spectral,
            pair.plain_louvain,
            pair.plain_among_permanent,
        )
        bars += [
            {"pair": rows[-1], "way": way, "apart": number, "windows": pair.windows}
            for way, number in zip(ways, apart, strict=True)
        ]
    y = {
        "field": "pair",
        "type": "nominal",
        "sort": rows,
        "axis": {"title": None, "labelLimit": 300},
    }
    offset = {"field": "way", "type": "nominal", "sort": list(ways)}
    x = {
        "field": "apart",
        "type": "quantitative",
        "scale": {"domain": [0, divides.windows]},
        "axis": {"title": "windows in different coalitions", "tickMinStep": 1},
    }
    return {
        "$schema": SCHEMA,
        "width": 420,
        "height": {"step": 11},
        "data": {"values": bars},
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": {
                    "x": x,
                    "y": y,
                    "yOffset": offset,
                    "color": {
                        "field": "way",
                        "type": "nominal",
                        "scale": {"domain": list(ways), "range": list(colours)},
                    },
                    "tooltip": [{"field": f} for f in ("pair", "way", "apart", "windows")],
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 9},
                "encoding": {"x": x, "y": y, "yOffset": offset, "text": {"field": "apart"}},
            },
        ],
        "config": CONFIG,
    }
