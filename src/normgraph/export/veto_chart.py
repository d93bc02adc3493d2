"""Charts of vetoed votes one by one, of their numbers, and of texts that failed without one."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from normgraph.analysis.failed_drafts import FailedTexts
from normgraph.analysis.veto_counts import EVERY as ALL
from normgraph.analysis.veto_counts import Grouping, VetoedCount, VetoedCounts
from normgraph.analysis.veto_profile import VetoProfile
from normgraph.export.chart import CONFIG, EVERY, LISTED, ROW_HEADER, SCHEMA

#: By how many members vetoed: colours that differ in grey as well, and signs.
SINGLE, DOUBLE, TRIPLE = "single", "double", "triple"
_SIZES = [SINGLE, DOUBLE, TRIPLE]
_COLOURS = ["#9dbfe0", LISTED, EVERY]
_SHAPES = ["circle", "square", "triangle-up"]
_VOTES, _LIST = "every separate vote", "drafts on the UN library's list"
_TIME = {"field": "date", "type": "temporal", "axis": {"title": None, "grid": False}}


def profile_chart(profile: VetoProfile) -> Mapping[str, Any]:
    """Return the isolation of vetoes over time: a row for each seat, a sign for each vote."""
    rows: list[dict[str, Any]] = [
        {
            "seat": profile.names[seat],
            "date": vote.date.isoformat(),
            "isolation": vote.isolation,
            "vetoed": _SIZES[min(vote.vetoes, 3) - 1],
            "symbol": vote.symbol,
            "title": vote.title,
            "by": vote.vetoed_by,
            "tally": f"{vote.in_favour}\u2013{vote.against}\u2013{vote.abstained}",
        }
        for vote in profile.votes
        for seat in profile.seats[vote.decision]
        if vote.isolation is not None
    ]
    seats = sorted({row["seat"] for row in rows}, key=lambda name: (-_number(rows, name), name))
    low = min((row["isolation"] for row in rows), default=0.5)
    return {
        "$schema": SCHEMA,
        "data": {"values": rows},
        "facet": {
            "row": {"field": "seat", "type": "nominal", "sort": seats, "header": ROW_HEADER}
        },
        "spacing": 12,
        "spec": {
            "width": 680,
            "height": 84,
            "mark": {"type": "point", "filled": True, "size": 46, "opacity": 0.75},
            "encoding": {
                "x": _TIME,
                "y": {
                    "field": "isolation",
                    "type": "quantitative",
                    "scale": {"domain": [min(0.6, low), 1], "nice": False},
                    "axis": {"title": "others in favour", "format": ".0%", "tickCount": 3},
                },
                "color": _scaled("vetoed", _SIZES, _COLOURS),
                "shape": _scaled("vetoed", _SIZES, _SHAPES),
                "tooltip": _tips("date", "symbol", "title", "by", "tally", "isolation"),
            },
        },
        "config": CONFIG,
    }


def counts_chart(counts: VetoedCounts) -> Mapping[str, Any]:
    """Return the numbers of vetoed votes as bars, in both countings beside each other."""
    in_time = counts.by in {Grouping.YEAR, Grouping.DECADE}
    length = {
        "field": "number",
        "type": "quantitative",
        "axis": {"title": "vetoed votes", "tickMinStep": 1, "tickCount": 5},
    }
    group: dict[str, Any] = {
        "field": "group",
        "type": "nominal",
        "sort": {"field": "position", "op": "min"},
        "axis": {"title": None, "labelLimit": 320, "labelAngle": -45 if in_time else 0},
    }
    if in_time:
        group |= {"type": "ordinal", "sort": None, "scale": {"domain": _periods(counts)}}
    if counts.by is Grouping.YEAR:
        group["axis"] |= {"labelExpr": _FIFTH, "labelAngle": 0, "ticks": False}
    facet = {
        "field": "counting",
        "type": "nominal",
        "sort": [_VOTES, _LIST],
        "header": ROW_HEADER,
    }
    size = {"width": 640, "height": 130} if in_time else {"width": 200, "height": {"step": 18}}
    return {
        "$schema": SCHEMA,
        "data": {"values": _bars(counts)},
        "facet": {("row" if in_time else "column"): facet},
        "spec": {
            **size,
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
            "encoding": {
                "x": group if in_time else length,
                "y": length if in_time else group,
                "color": _scaled("vetoed", _SIZES, _COLOURS),
                "order": {"field": "order", "type": "quantitative"},
                "tooltip": _tips("group", "counting", "vetoed", "number"),
            },
        },
        "config": CONFIG,
    }


def failed_chart(failed: FailedTexts) -> Mapping[str, Any]:
    """Return the votes that texts lacked: a disc for those of one day that lacked as many."""
    alike = Counter((text.date, text.missing, text.would_be_vetoed) for text in failed.texts)
    most = list(range(1, max(alike.values()) + 1))
    return {
        "$schema": SCHEMA,
        "data": {"values": _discs(failed)},
        "facet": {
            "row": {
                "field": "opposed",
                "type": "nominal",
                "sort": [_OPPOSED, _FREE],
                "header": ROW_HEADER,
            }
        },
        "spec": {
            "width": 680,
            "height": 150,
            "mark": {"type": "point", "filled": True, "opacity": 0.7, "color": LISTED},
            "encoding": {
                "x": _TIME,
                "y": {
                    "field": "missing",
                    "type": "quantitative",
                    "scale": {"domain": [0, 9]},
                    "axis": {"title": "votes missing", "tickMinStep": 1},
                },
                "size": {
                    "aggregate": "count",
                    "type": "quantitative",
                    "scale": {"range": [36, 320]},
                    "legend": {"title": "texts of one day", "values": most, "format": "d"},
                },
                "tooltip": [
                    {"field": "date", "type": "temporal", "title": "date"},
                    {"field": "missing", "title": "votes missing"},
                    {"aggregate": "count", "title": "texts"},
                    {"aggregate": "min", "field": "symbol", "title": "first symbol"},
                ],
            },
        },
        "config": CONFIG,
    }


_OPPOSED = "A permanent member voted against: with the votes it would have been vetoed"
_FREE = "No permanent member voted against"


#: A label for every fifth year.
_FIFTH = "datum.value % 5 == 0 ? datum.label : ''"


def _periods(counts: VetoedCounts) -> list[str]:
    """Return every year or decade from the first to the last, those without a veto as well."""
    begins = [int(each.group[:4]) for each in counts.counts if each.group != ALL]
    if counts.by is Grouping.YEAR:
        return [str(year) for year in range(min(begins), max(begins) + 1)]
    return [f"{year}\u2013{year + 9}" for year in range(min(begins), max(begins) + 1, 10)]


def _discs(failed: FailedTexts) -> list[dict[str, Any]]:
    return [
        {
            "date": text.date.isoformat(),
            "missing": text.missing,
            "opposed": _OPPOSED if text.would_be_vetoed else _FREE,
            "symbol": text.symbol,
            "title": text.title,
            "against": text.permanent_against or "none",
        }
        for text in failed.texts
        if text.missing is not None
    ]


def _bars(counts: VetoedCounts) -> list[dict[str, Any]]:
    return [
        {
            "group": each.name,
            "counting": counting,
            "vetoed": size,
            "order": _SIZES.index(size),
            "number": number,
            "position": position,
        }
        for position, each in enumerate(counts.counts)
        if each.group != ALL
        for counting, numbers in _countings(each)
        for size, number in zip(_SIZES, numbers, strict=True)
        if number
    ]


def _countings(each: VetoedCount) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
    return (
        (_VOTES, (each.single, each.double, each.triple)),
        (_LIST, (each.listed_single, each.listed_double, each.listed_triple)),
    )


def _number(rows: list[dict[str, Any]], seat: str) -> int:
    return sum(row["seat"] == seat for row in rows)


def _scaled(field: str, domain: list[str], values: list[str]) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": {"domain": domain, "range": values}}


def _tips(*names: str) -> list[dict[str, str]]:
    return [{"field": name, "title": name} for name in names]
