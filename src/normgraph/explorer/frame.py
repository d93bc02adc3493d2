"""What every page has: a title for the tab, a heading, and at the end which graph it showed."""

import streamlit as st
from markupsafe import Markup

from normgraph.explorer import terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, link, paragraph, show
from normgraph.query.records import Coverage


def title(name: str) -> None:
    """Name the tab of the browser."""
    st.set_page_config(page_title=f"{name} · normgraph")


def begin(name: str, lead: str = "") -> None:
    """Name the tab and write the heading."""
    title(name)
    show(heading(name, 1), paragraph(lead, "lead") if lead else Markup(""))


def end(graph: Loaded) -> None:
    """Write which version of the graph was shown."""
    version = graph.opened.manifest.version
    told = Markup("normgraph, graph version <code>{}</code> · {}").format(
        version[:12], link("data, limits, how to cite", "about")
    )
    show(Markup("<hr>"), paragraph(told, "soft"))


def period(covered: Coverage | None) -> str:
    """Return between which days decisions are recorded, and what ends before."""
    if covered is None:
        return "The graph has no decisions yet."
    first, last, failed = (
        terms.spoken(day.isoformat()) for day in (covered.first, covered.last, covered.failed)
    )
    told = f"Decisions of the Security Council from {first} to {last}."
    if covered.failed < covered.last:
        told += f" Of texts that were not adopted, only those up to {failed}."
    return f"{told} What came later is not in the graph."
