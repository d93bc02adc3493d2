"""How a norm or text stands to others, each time with the document that says so."""

from markupsafe import Markup

from normgraph.explorer import terms
from normgraph.explorer.address import entity
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, link, plain, table
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Saying

#: What a relation says of the thing to which it leads.
_BACK = {
    "part of": "has as a part",
    "specifies": "is made more definite by",
    "codified in": "writes down",
    "grounds": "rests on",
    "conflicts with": "conflicts with",
    "competes with": "competes with",
}
#: Properties by which these relations point at a thing.
MENTIONS = frozenset(
    map(
        local,
        (
            "relates",
            "relatesTo",
            "specifies",
            "codifiedIn",
            "expresses",
            "grounds",
            "conflictsWith",
            "competesWith",
        ),
    )
)


def relations(graph: Loaded, thing: str, refs: References) -> Markup:
    """Return the relations of a norm, text or provision in both directions."""
    rows = []
    for row in select(graph.opened.store, "relations_of", thing=thing).records():
        words = row["relation"]
        if row["direction"] == "to":
            words = _BACK.get(words, f"{words} (from the other side)")
        rows.append(
            (
                link(words, entity(row["said"])),
                terms.thing(graph, row["other"]),
                plain(row["note"]),
                refs.mark([Saying(row["source"], row["locator"])]),
            )
        )
    if not rows:
        return Markup("")
    headers = ("It ...", "Norm or text", "In which sense", "Source")
    caption = "Each relation stands in the document named beside it"
    return heading("How it stands to other norms and texts") + table(
        headers, rows, caption=caption
    )
