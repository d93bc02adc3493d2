"""A provision: in which text it stands, what it does, and who made a reservation to it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import every, one
from normgraph.explorer.instrument import AUTHORITY, provisions
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, link, paragraph
from normgraph.explorer.references import References
from normgraph.explorer.relations import MENTIONS, relations
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return where the provision stands, its kind, its crimes, its parts and relations."""
    wholes = joined(terms.thing(graph, key) for key in every(facts, "partOf"))
    told = [Markup("in {}").format(wholes)] if wholes else []
    told += [terms.thing(graph, key) for key in every(facts, "provisionKind")]
    told += [terms.thing(graph, key) for key in every(facts, "crime")]
    parts = [
        paragraph(joined(told, " · "), "finding"),
        paragraph(AUTHORITY, "note"),
        _beside(graph, thing, facts),
        provisions(graph, thing, refs, title="Its parts"),
        relations(graph, thing, refs),
    ]
    return View(parts, mentions=MENTIONS | {local("partOf")})


def _beside(graph: Loaded, thing: str, facts: Sequence[Fact]) -> Markup:
    """Return links to the provisions before and after in the same text."""
    answer = select(graph.opened.store, "provisions_of", instrument=one(facts, "partOf"))
    keys = list(dict.fromkeys(row["provision"] for row in answer.records()))
    if thing not in keys:
        return Markup("")
    place = keys.index(thing)
    shown = []
    for words, other in (("before", place - 1), ("after", place + 1)):
        if 0 <= other < len(keys):
            name = link(graph.directory.label(keys[other]), address.entity(keys[other]))
            shown.append(Markup("{}: {}").format(words, name))
    return paragraph(Markup("In the order of the text {}").format(joined(shown, " · ")), "soft")
