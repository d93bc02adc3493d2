"""Rules of inference in words: what they conclude, and from which premises."""

from functools import cache

import streamlit as st

from normgraph import iri, paths
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, paragraph, plain, show, table
from normgraph.query.catalog import Query, read_query
from normgraph.query.statements import concluded


@cache
def read(name: str) -> Query | None:
    """Return the rule called ``name``, or None if this installation has no such rule."""
    folder = paths.ontology() / "rules"
    found = {path.stem: path for path in folder.glob("*.rq")}
    if name not in found:
        return None
    return read_query(name, found[name].read_text(encoding="utf-8"))


def summary(name: str) -> str:
    """Return what the rule concludes, in a sentence; or nothing."""
    found = read(name)
    return found.summary if found else ""


def page(graph: Loaded, name: str) -> bool:
    """Show a rule: what it concludes, why, its text and its conclusions; False if unknown."""
    found = read(name)
    if found is None:
        return False
    source = f"{iri.INFERRED}{name}"
    parts = [
        paragraph("rule of inference", "kind"),
        heading(f"Rule “{name}”", 1),
        paragraph(found.summary),
        paragraph(found.description, "soft"),
    ]
    counts = concluded(graph.opened.store, source)
    rows = [
        (plain(graph.ontology.label(key)), plain(f"{number:,}"))
        for key, number in counts.items()
    ]
    caption = "Statements that the rule concludes; none of them is in any source"
    show(*parts, table(("Statement", "How many"), rows, caption=caption, kind="numbers"))
    show(heading("The rule itself"))
    st.code(found.text, language="sparql")
    return True
