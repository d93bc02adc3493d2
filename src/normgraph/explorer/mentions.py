"""What points to a thing: counted by property, and listed page by page on request."""

from collections.abc import Container, Sequence
from itertools import groupby

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, paging, terms
from normgraph.explorer.decision_table import decision_table
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, link, plain, table
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import Saying

#: Things shown beside the count.
_FEW = 6
#: From so many on none is shown; to read them all would take longer than the whole page.
_MANY = 500


def mentions(
    graph: Loaded, thing: str, refs: References, *, without: Container[str] = ()
) -> Markup:
    """Return by which properties others point to a thing, and the list that is asked for."""
    asked = address.chosen("in")
    found = [
        (row["property"], int(row["things"]))
        for row in select(graph.opened.store, "mentions", thing=thing).records()
        if row["property"] not in without
    ]
    if not found:
        return Markup("")
    rows = [
        (
            plain(f"... {graph.ontology.label(name)} {graph.directory.label(thing)}"),
            link(f"{count:,}", address.entity(thing, **{"in": address.short(name)})),
            _few(graph, thing, name, count),
        )
        for name, count in found
    ]
    shown = heading("Where it is named") + table(
        ("Statement", "How many", "Which"),
        rows,
        caption="Statements about other things that have this as their value",
        kind="mentions",
    )
    names = {address.short(name): name for name, _ in found}
    return shown + _list(graph, thing, names[asked], refs) if asked in names else shown


def _few(graph: Loaded, thing: str, name: str, count: int) -> Markup:
    if count > _MANY:
        return plain("")
    subjects = list(dict.fromkeys(key for key, _ in _pointing(graph, thing, name)))
    few = joined([terms.thing(graph, key) for key in subjects[:_FEW]])
    if count <= _FEW:
        return few
    rest = address.entity(thing, **{"in": address.short(name)})
    return Markup("{} and {}").format(few, link(f"{count - _FEW:,} more", rest))


def _list(graph: Loaded, thing: str, name: str, refs: References) -> Markup:
    pointing = _pointing(graph, thing, name)
    grouped = [
        (key, [Saying(source) for _, source in group])
        for key, group in groupby(pointing, key=lambda pair: pair[0])
    ]
    page = paging.sliced(grouped)
    title = heading(f"{graph.ontology.label(name)}: all {len(grouped):,}", 3)
    return title + _table(graph, page, refs) + paging.links("entity", len(grouped))


def _table(graph: Loaded, page: Sequence[tuple[str, list[Saying]]], refs: References) -> Markup:
    if all(key in graph.register for key, _ in page):
        entries = [graph.register[key] for key, _ in page]
        return decision_table(graph, entries, caption="Decisions, oldest first")
    rows = [(terms.thing(graph, key), refs.mark(said)) for key, said in page]
    return table(("Thing", "Source"), rows, caption="Things that point here")


def _pointing(graph: Loaded, thing: str, name: str) -> list[tuple[str, str]]:
    """Return what points here by a property, each with who says so."""
    answer = select(graph.opened.store, "mentioning", thing=thing, property=name)
    return [
        (row["subject"], row["source"])
        for row in answer.records()
        if row["subject"].startswith(iri.BASE)
    ]
