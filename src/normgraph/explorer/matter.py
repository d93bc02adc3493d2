"""A meeting, an agenda item or a subject heading: the decisions that belong to it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from normgraph.explorer import paging, terms
from normgraph.explorer.decision_table import decision_table
from normgraph.explorer.facts import one
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, outside, paragraph
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact


def view_by(name: str) -> Callable[[Loaded, str, Sequence[Fact], References], View]:
    """Return a view of the decisions that point to a thing by the property ``name``."""

    def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
        del refs
        rows = select(graph.opened.store, "mentioning", thing=thing, property=local(name))
        keys = dict.fromkeys(row["subject"] for row in rows.records())
        entries = [graph.register[key] for key in keys if key in graph.register]
        original = terms.of_symbol(one(facts, "symbol"))
        parts = []
        if original:
            told = Markup("At the United Nations: {}").format(outside("record", original))
            parts.append(paragraph(told, "soft"))
        if not entries:
            parts.append(paragraph("No decision in the graph belongs to it.", "note"))
            return View(parts)
        table = decision_table(
            graph, paging.sliced(entries), caption="Every separate vote is a row, oldest first"
        )
        parts += [heading("Decisions"), table, paging.links("entity", len(entries))]
        return View(parts, mentions=frozenset({local(name)}))

    return view
