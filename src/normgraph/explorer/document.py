"""A source: what it is, under which terms, and what the graph takes from it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import terms
from normgraph.explorer.facts import one
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, outside, paragraph, plain, table
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.statements import Fact


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return where a source can be read, its terms, and its statements by property."""
    del refs
    return View([_card(graph, facts), contents(graph, thing)])


def contents(graph: Loaded, source: str) -> Markup:
    """Return how many statements the graph takes from a source, by property."""
    found = list(select(graph.opened.store, "statements_by_property", source=source).records())
    rows = [
        (terms.thing(graph, row["property"]), plain(f"{int(row['statements']):,}"))
        for row in found
    ]
    total = sum(int(row["statements"]) for row in found)
    caption = f"{total:,} statements, by property"
    return heading("What the graph takes from it") + table(
        ("Statement", "How many"), rows, caption=caption, kind="numbers"
    )


def _card(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    parts = []
    address = one(facts, "url") or terms.of_symbol(one(facts, "symbol"))
    if address:
        parts.append(paragraph(Markup("Original: {}").format(outside(address, address))))
    if licence := one(facts, "licence"):
        parts.append(paragraph(f"Terms: {licence}"))
    if citation := one(facts, "citation"):
        parts.append(paragraph(f"Cite it as: {citation}"))
    if reading := one(facts, "reading"):
        how = graph.directory.label(reading)
        meaning = graph.directory[reading].definition if reading in graph.directory else ""
        parts.append(paragraph(f"Read as: {how}. {meaning}"))
    return joined(parts, "")
