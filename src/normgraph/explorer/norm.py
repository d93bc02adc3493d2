"""A norm: what carries it, how it stands to others, and who stood for or against it when."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph import iri
from normgraph.analysis.references import references_over_time
from normgraph.errors import UndefinedMeasureError
from normgraph.explorer import engagements, terms
from normgraph.explorer.facts import every
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    link,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.explorer.relations import MENTIONS, relations
from normgraph.explorer.view import Part, View
from normgraph.export.table import table as table_of
from normgraph.query import records, select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact

_CODING = paragraph(
    Markup("{}, how well the coding does, and how it compares with published counts.").format(
        link("How the texts were coded", "norms?show=r2p")
    ),
    "soft",
)
#: The norm to whose language in texts of the Council an analysis belongs.
R2P = iri.mint("norm", "r2p")


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return layer, relations, texts and engagements; for R2P its figure as well."""
    found = engagements.engagements(graph, norm=thing)
    title = "Who stood for it, used it or resisted it"
    parts: list[Part] = [
        _layer(graph, facts),
        relations(graph, thing, refs),
        _texts(graph, thing),
        _about(graph, thing),
        *([*references_figure(graph), _CODING] if thing == R2P else []),
        engagements.section(graph, found, refs, title=title, of="norm"),
    ]
    shown = MENTIONS | frozenset(map(local, ("norm", "about")))
    return View(parts, frozenset({local("layer")}), shown)


def references_figure(graph: Loaded) -> list[Part]:
    """Return the figure of references to R2P in the Council's texts, with its table."""
    try:
        result = references_over_time(records.references(graph.opened.store))
    except UndefinedMeasureError:
        return []
    whole = table_of(result.value)
    rows = [
        tuple(
            plain("yes" if cell is True else "no" if cell is False else str(cell))
            for cell in row
        )
        for row in whole.rows
    ]
    headers = [column.name.replace("_", " ").capitalize() for column in whole.columns]
    twin = table(headers, rows, caption=f"{len(rows)} combinations with a text", kind="numbers")
    return [
        *framed(cited(graph, result), "normgraph-r2p-references"),
        folded_away("The same as a table", twin),
    ]


def _layer(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    layers = [terms.thing(graph, key) for key in every(facts, "layer")]
    if not layers:
        return Markup("")
    return paragraph(Markup("Layer of norms: {}").format(joined(layers)), "soft")


def _texts(graph: Loaded, thing: str) -> Markup:
    found = list(select(graph.opened.store, "texts_of_norm", norm=thing).records())
    if not found:
        return Markup("")
    rows = [
        (
            terms.day(row["date"]),
            terms.thing(graph, row["text"]),
            terms.thing(graph, row["instrument"])
            if row["instrument"] != row["text"]
            else plain(""),
        )
        for row in found
    ]
    caption = "Texts and provisions that write the norm down, oldest first"
    return heading("The texts that carry it") + table(
        ("Adopted", "Text or provision", "In"), rows, caption=caption, kind="dates"
    )


def _about(graph: Loaded, thing: str) -> Markup:
    answer = select(graph.opened.store, "mentioning", thing=thing, property=local("about"))
    keys = dict.fromkeys(row["subject"] for row in answer.records())
    things = [graph.directory[key] for key in keys if key in graph.directory]
    things.sort(key=lambda each: (each.date, each.label))
    if not things:
        return Markup("")
    listed = joined(
        Markup("{} ({})").format(terms.thing(graph, each.iri), each.date[:4]) for each in things
    )
    return folded_away(f"{len(things)} texts in the graph that are about it", listed)
