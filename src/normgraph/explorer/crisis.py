"""A crisis: every decision on it, with who stood where, and who invoked which norm over it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, paging
from normgraph.explorer.decision_table import decision_table
from normgraph.explorer.engagements import engagements_over, section
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, link, paragraph
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query.ontology import local
from normgraph.query.register import Entry
from normgraph.query.statements import Fact

_ADOPTED = "/adopted"


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return the decisions on a crisis: what was not adopted first, then what was."""
    del facts
    entries = [entry for entry in graph.register.values() if thing in entry.crises]
    said = section(
        graph,
        engagements_over(graph, thing),
        refs,
        title="Who invoked which norm over it",
        of="crisis",
    )
    return View(
        [_shown(graph, thing, entries), said],
        mentions=frozenset({local("concerns"), local("crisis")}),
    )


def _shown(graph: Loaded, thing: str, entries: list[Entry]) -> Markup:
    failed = [entry for entry in entries if not entry.outcome.endswith(_ADOPTED)]
    adopted = [entry for entry in entries if entry.outcome.endswith(_ADOPTED)]
    vetoed = sum(bool(entry.cast("vetoedBy")) for entry in failed)
    key = address.short(thing).partition("/")[2]
    told = Markup(
        "The Council voted {} times on texts that concern this crisis: {} adopted, {} not, of "
        "which {} vetoed. Which texts concern it is an editorial mapping of agenda items, "
        "subjects and symbols. {}"
    ).format(
        len(entries),
        len(adopted),
        len(failed),
        vetoed,
        link("Filter and download them", address.page("decisions", crisis=key)),
    )
    parts = heading("Decisions of the Security Council") + paragraph(told)
    if failed:
        caption = "Not adopted: who vetoed, who else was against, who abstained"
        parts += heading("Not adopted", 3) + decision_table(graph, failed, caption=caption)
    if adopted:
        parts += heading("Adopted", 3) + decision_table(
            graph, paging.sliced(adopted), caption="Adopted, oldest first"
        )
        parts += paging.links("entity", len(adopted))
    return parts
