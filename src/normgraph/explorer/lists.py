"""How many a publisher counts on a list, beside how many of them are known here."""

from markupsafe import Markup

from normgraph.explorer import address
from normgraph.explorer.facts import dated, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, linked, plain, table
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import facts


def published_counts(graph: Loaded, thing: str, refs: References) -> Markup:
    """Return the published numbers of members, supporters or parties, oldest first."""
    rows = []
    for row in select(graph.opened.store, "partial_lists", about=thing).records():
        about = facts(graph.opened.store, row["coverage"])
        day = linked(dated(about, "asOf"), address.entity(row["coverage"]))
        known = plain(f"{row['known']} of {row['publishedCount']}")
        rows.append((day, known, plain(row["note"]), refs.mark(sayings(about))))
    if not rows:
        return Markup("")
    headers = ("As of", "Known here of those published", "Note", "Source")
    caption = (
        "Fewer known than published: the list is known only in part, or counted otherwise; "
        "of treaties both count consents given by that day"
    )
    title = heading("Numbers that others publish")
    return title + table(headers, rows, caption=caption, kind="dates")
