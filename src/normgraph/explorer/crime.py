"""A crime: where it is defined, by which acts it is committed, and what texts say of it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, determinations, terms
from normgraph.explorer.facts import every, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, link, paragraph, plain, table
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact
from normgraph.query.statements import facts as facts_about

_ACTS = (
    "The act alone is not the crime: its further elements, such as the intent in genocide, "
    "stand in the definition."
)


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return definitions, acts and provisions."""
    where = joined(terms.thing(graph, key) for key in every(facts, "definedIn"))
    defined = paragraph(Markup("Defined in {}.").format(where)) if where else Markup("")
    named = determinations.section(graph, refs, of="crime", thing=thing)
    parts = [defined, _acts(graph, thing, refs), _provisions(graph, thing, refs), named]
    return View(parts, mentions=frozenset(map(local, ("constitutes", "crime"))))


def _acts(graph: Loaded, thing: str, refs: References) -> Markup:
    answer = select(graph.opened.store, "acts_of_crime", crime=thing)
    found: dict[str, list[dict[str, str]]] = {}
    for row in answer.records():
        found.setdefault(row["act"], []).append(row)
    if not found:
        return Markup("")
    rows = [
        (
            link(alike[0]["label"], address.entity(act)),
            plain(alike[0]["says"]),
            joined(terms.thing(graph, key) for key in sorted({r["provision"] for r in alike})),
            refs.mark(sayings(facts_about(graph.opened.store, act))),
        )
        for act, alike in found.items()
    ]
    shown = table(
        ("Act", "In our words", "Listed in", "Source"), rows, caption="In the order of the text"
    )
    return heading("Acts by which it is committed") + paragraph(_ACTS, "soft") + shown


def _provisions(graph: Loaded, thing: str, refs: References) -> Markup:
    answer = select(graph.opened.store, "provisions_on_crime", crime=thing)
    found = {row["provision"]: row for row in answer.records()}
    if not found:
        return Markup("")
    rows = [
        (
            terms.day(row["adopted"]),
            terms.thing(graph, row["instrument"]),
            link(row["label"], address.entity(key)),
            plain(row["says"]),
            refs.mark(sayings(facts_about(graph.opened.store, key))),
        )
        for key, row in found.items()
    ]
    headers = ("Adopted", "Instrument", "Provision", "What it says, in our words", "Source")
    caption = "Oldest text first; only the texts themselves are authoritative"
    return heading("Provisions on it") + table(headers, rows, caption=caption, kind="dates")
