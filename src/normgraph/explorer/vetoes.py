"""Vetoes over time: chart, table, what they do not show, and both as files."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.result import Result
from normgraph.analysis.vetoes import LIST_ENDS, Span, VetoCount, VetoSeries, vetoes_over_time
from normgraph.explorer import address, frame, paging
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import heading, link, paragraph, plain, show, table
from normgraph.explorer.view import draw
from normgraph.explorer.wording import capital
from normgraph.query import kept
from normgraph.query.records import Coverage, Veto

_ANY = {"": "any"}
_SPANS = {"year": "year", "decade": "decade"}
_COUNTINGS = {"": "both, side by side", "list": "only drafts on the UN library's list"}


def page() -> None:
    """Show vetoes by permanent seat; every choice stands in the address."""
    found = graph()
    frame.begin("Vetoes in the Security Council")
    covered = found.coverage
    if covered is None:
        show(paragraph("The graph has no decisions yet."))
        return
    result = _chosen(found, covered)
    if result is None:
        show(paragraph("No veto fits all of these filters. Widen one of them."))
        frame.end(found)
        return
    draw(
        [
            *framed(result, "normgraph-vetoes"),
            heading("The same as a table"),
            _table(result),
        ]
    )
    frame.end(found)


def _chosen(found: Loaded, covered: Coverage) -> Result[VetoSeries] | None:
    """Return the vetoes that the filters leave, or None if there are none."""
    everything = kept.vetoes(found.opened)
    terms = kept.terms(found.opened)
    span, seat, crisis, counting, period = _filters(found, everything, covered)
    if period is None:
        return None
    fitting = [
        veto
        for veto in everything
        if seat in {"", veto.seat}
        and (not crisis or crisis in veto.crisis)
        and (counting != "list" or veto.official)
    ]
    if not any(veto.date in period for veto in fitting):
        return None
    held = [term for term in terms if seat in {"", term.seat}]
    result = vetoes_over_time(fitting, held, period, span=Span(span))
    filters = {"seat": seat, "crisis": crisis, "counting": counting}
    given = {name: value for name, value in filters.items() if value}
    return cited(found, replace(result, parameters={**result.parameters, **given}))


def _filters(
    found: Loaded, everything: Sequence[Veto], covered: Coverage
) -> tuple[str, str, str, str, Period | None]:
    first, last = covered.first.year, covered.failed.year
    seats = {veto.seat: _label(found, "seat", veto.seat) for veto in everything}
    crises = {key: _label(found, "crisis", key) for veto in everything for key in veto.crisis}
    one, two, three = st.columns(3)
    with one:
        seat = address.select("Permanent seat", "member", _ANY | dict(sorted(seats.items())))
        span = address.select("Count by", "by", _SPANS, "year")
    with two:
        start = address.year("From year", "from", first, last, first)
        end = address.year("To year", "to", first, last, last)
    with three:
        by_name = dict(sorted(crises.items(), key=lambda pair: pair[1]))
        crisis = address.select("Crisis", "crisis", _ANY | by_name)
        counting = address.select("Counting", "counting", _COUNTINGS)
    if end < start:
        return span, seat, crisis, counting, None
    until = min(last_day(str(end)), LIST_ENDS if counting == "list" else covered.failed)
    begin = max(first_day(str(start)), covered.first)
    period = Period(begin, until) if begin <= until else None
    return span, seat, crisis, counting, period


def _label(found: Loaded, space: str, key: str) -> str:
    return found.directory.label(address.long(f"{space}/{key}"))


def _table(result: Result[VetoSeries]) -> Markup:
    """Return the counts; periods without a veto are told in a line and stand in the file."""
    whole = result.value
    filled = [count for count in whole.counts if count.votes or count.listed]
    span = capital(str(whole.span))
    headers = (span, "Seat", "State", "On the UN library's list", "Every separate vote")
    caption = f"{len(whole.counts) - len(filled):,} rows without a veto are only in the CSV"
    rows = [_row(whole, count) for count in paging.sliced(filled)]
    shown = table(headers, rows, caption=caption, kind="numbers")
    return shown + paging.links("vetoes", len(filled))


def _row(whole: VetoSeries, count: VetoCount) -> tuple[Markup, ...]:
    names = dict(whole.seats)
    states = {term.state: term.name for term in whole.tenures}
    choices = {
        "from": count.begins,
        "to": count.begins + whole.span.years - 1,
        "state": count.state,
        "vote": "vetoedBy",
    }
    return (
        link(str(count.begins), address.page("decisions", **choices)),
        plain(names.get(count.seat, count.seat)),
        link(
            states.get(count.state) or count.state,
            address.page("entity", id=f"state/{count.state}"),
        ),
        plain("no value" if count.listed is None else str(count.listed)),
        plain(str(count.votes)),
    )
