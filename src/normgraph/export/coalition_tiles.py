"""Charts of coalitions over time: tiles of states by windows, and bars of divides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from normgraph.analysis.coalition_divides import Divide, Divides
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
    names = _names(lines, shown_states(lines))
    named = long_lines(lines)
    tiles = list(_tiles(lines, names, named))
    places = _places([window.label for window in lines.windows], list(names.values()))
    text = {"type": "text", "fontSize": 10.5}
    words = places | {"text": {"field": "text"}}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    return {
        "$schema": SCHEMA,
        "width": {"step": 34},
        "height": {"step": 17},
        "layer": [
            {
                "data": {"values": tiles},
                "mark": {"type": "rect", "stroke": "#bbbbbb", "strokeWidth": 0.5},
                "encoding": places | _tile_encoding(named),
            },
            {"data": {"values": tiles}, "mark": text, "encoding": words | {"color": ink}},
            {"data": {"values": list(_heads(lines))}, "mark": text, "encoding": words},
        ],
        "config": CONFIG,
    }


def _places(windows: Sequence[str], states: Sequence[str]) -> dict[str, Any]:
    """Return the columns, and the rows with two of numbers above those of states."""
    rows = [_DECISIONS, _CHANCE, *states]
    return {
        "x": {
            "field": "window",
            "type": "ordinal",
            "sort": list(windows),
            "axis": {"orient": "top", "title": None, "labelAngle": -45, "domain": False},
        },
        "y": {
            "field": "row",
            "type": "nominal",
            "sort": rows,
            "axis": {"title": None, "labelLimit": 200, "domain": False, "ticks": False},
            "scale": {"domain": rows},
        },
    }


def _tile_encoding(named: Sequence[int]) -> dict[str, Any]:
    colours = [COLOURS[n % len(COLOURS)][0] for n in range(len(named))]
    titles = {
        "name": "state",
        "window": "window",
        "line": "coalition",
        "event": "event",
        "ballots": "contested ballots",
    }
    return {
        "color": {
            "field": "line",
            "type": "nominal",
            "scale": {
                "domain": [*(_line(number) for number in named), _SHORTER, _ALONE],
                "range": [*colours, _LIGHT, "white"],
            },
            "legend": {"symbolStrokeColor": "#bbbbbb", "columns": 5},
        },
        "tooltip": [{"field": name, "title": title} for name, title in titles.items()],
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
    rows = {pair: _pair(pair) for pair in divides.pairs}
    places = {
        "x": {
            "field": "apart",
            "type": "quantitative",
            "scale": {"domain": [0, divides.windows]},
            "axis": {"title": "windows in different coalitions", "tickMinStep": 1},
        },
        "y": {
            "field": "pair",
            "type": "nominal",
            "sort": list(rows.values()),
            "axis": {"title": None, "labelLimit": 300},
        },
        "yOffset": {"field": "way", "type": "nominal", "sort": list(_WAYS)},
    }
    colour = {
        "field": "way",
        "type": "nominal",
        "scale": {"domain": list(_WAYS), "range": list(_WAYS.values())},
    }
    tooltip = [{"field": name} for name in ("pair", "way", "apart", "windows")]
    return {
        "$schema": SCHEMA,
        "width": 420,
        "height": {"step": 11},
        "data": {"values": [bar for pair, row in rows.items() for bar in _bars(pair, row)]},
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": places | {"color": colour, "tooltip": tooltip},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 9},
                "encoding": places | {"text": {"field": "apart"}},
            },
        ],
        "config": CONFIG,
    }


#: Ways of dividing in the order of bars, with their colours.
_WAYS = {
    "signed modularity": COLOURS[0][0],
    "signed spectral": COLOURS[3][0],
    "plain Louvain": COLOURS[1][0],
    "plain, permanent only": COLOURS[6][0],
}


def _pair(pair: Divide) -> str:
    one, other = (
        short_name(pair.state, pair.state_name),
        short_name(pair.state_b, pair.state_b_name),
    )
    return f"{one} \u2013 {other} ({pair.windows} windows)"


def _bars(pair: Divide, row: str) -> Iterator[dict[str, Any]]:
    apart = (
        pair.signed_modularity,
        pair.signed_spectral,
        pair.plain_louvain,
        pair.plain_among_permanent,
    )
    for way, number in zip(_WAYS, apart, strict=True):
        yield {"pair": row, "way": way, "apart": number, "windows": pair.windows}
