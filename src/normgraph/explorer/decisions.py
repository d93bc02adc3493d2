"""The register of decisions: filtered by year, outcome, crisis and what one state did."""

import streamlit as st

from normgraph.explorer import address, frame, paging
from normgraph.explorer.decision_table import COLUMNS, decision_table, rows, short_name
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import paragraph, show
from normgraph.export.table import csv_text
from normgraph.query.ontology import local
from normgraph.query.register import CHOICES, Entry

_ANY = {"": "any"}


def page() -> None:
    """Show the decisions that the filters leave, and give them as CSV."""
    found = graph()
    frame.begin(
        "Decisions of the Security Council",
        "Every text put to the vote, adopted or not, and what was adopted without a vote.",
    )
    if not found.register:
        show(paragraph("The graph has no decisions yet."))
        return
    chosen = _filtered(found)
    if not chosen:
        show(paragraph("No decision fits all of these filters. Widen one of them."))
        frame.end(found)
        return
    count = "One decision" if len(chosen) == 1 else f"{len(chosen):,} decisions"
    covered = frame.period(found.coverage)
    show(paragraph(count, "finding"), paragraph(covered, "soft"))
    st.download_button(
        "Download these as CSV",
        lambda: csv_text(COLUMNS, rows(found, chosen)),
        file_name="normgraph-decisions.csv",
        mime="text/csv",
        on_click="ignore",
    )
    newest = chosen[::-1]
    pages = paging.links("decisions", len(newest))
    caption = "Newest first; every separate vote is a row of its own"
    show(pages, decision_table(found, paging.sliced(newest), caption=caption), pages)
    frame.end(found)


def _filtered(found: Loaded) -> list[Entry]:
    years = [int(entry.date[:4]) for entry in found.register.values()]
    first, last = min(years), max(years)
    one, two, three, four = st.columns(4)
    with one:
        start = address.year("From year", "from", first, last, first)
    with two:
        end = address.year("To year", "to", first, last, last)
    with three:
        outcome = address.select("Outcome", "outcome", _ANY | _things(found, "Outcome"))
    with four:
        crisis = address.select("Crisis", "crisis", _ANY | _things(found, "Crisis"))
    five, six = st.columns(2)
    with five:
        state = address.select("State", "state", _ANY | _voters(found))
    with six:
        ways = {**CHOICES, "vetoedBy": "vetoed"}
        vote = address.select("What it did", "vote", {"": "took part in any way"} | ways)
    return [
        entry
        for entry in found.register.values()
        if start <= int(entry.date[:4]) <= end
        and _ends(entry.outcome, outcome)
        and (not crisis or any(_ends(key, crisis) for key in entry.crises))
        and _took_part(entry, state, vote)
    ]


def _ends(thing: str, key: str) -> bool:
    return not key or thing.endswith(f"/{key}")


def _took_part(entry: Entry, state: str, vote: str) -> bool:
    if not state:
        return True
    ways = [vote] if vote else list(CHOICES)
    return any(_ends(key, state) for way in ways for key in entry.cast(way))


def _things(found: Loaded, cls: str) -> dict[str, str]:
    return {
        address.short(thing.iri).partition("/")[2]: thing.label
        for thing in found.directory.of_class(local(cls))
    }


def _voters(found: Loaded) -> dict[str, str]:
    keys = {
        key for entry in found.register.values() for way in CHOICES for key in entry.cast(way)
    }
    named = sorted((short_name(found, key), address.short(key)) for key in keys)
    return {key.partition("/")[2]: name for name, key in named}
