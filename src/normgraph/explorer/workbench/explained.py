"""What a query does, term by term, as the page shows it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.errors import QueryError
from normgraph.explorer import address
from normgraph.explorer.markup import heading, link, listed, paragraph, plain, show, table
from normgraph.query.explain import Explanation, Name, explain
from normgraph.query.known import Vocabulary
from normgraph.query.reading import Clause


def explained(vocabulary: Vocabulary, query: str) -> None:
    """Show clauses, names, prefixes and functions of ``query``, and advice on its shape."""
    try:
        told = explain(query, vocabulary)
    except QueryError as error:
        show(paragraph(str(error), "note"))
        return
    show(
        heading("In sentences", 3),
        _clauses(told.clauses),
        *_advice(told),
        *_names(told.names),
        *_prefixes(told),
        *_functions(told),
    )


def _clauses(clauses: Sequence[Clause]) -> Markup:
    """Return the sentences, each as deep as it stands in the query, with its line."""
    return Markup('<div class="clauses">{}</div>').format(
        Markup("").join(
            Markup(
                '<p style="--depth:{}"><span class="line">{}</span> {}<span>{}</span></p>'
            ).format(
                min(one.depth, 8),
                one.line,
                Markup("<b>{}</b> ").format(one.word) if one.word else Markup(""),
                plain(one.told),
            )
            for one in clauses
        )
    )


def _advice(told: Explanation) -> list[Markup]:
    if not told.advice:
        return []
    return [
        heading("What may make it slow, or its rows too many", 3),
        listed(plain(f"Line {one.line}: {one.told} {one.remedy}") for one in told.advice),
    ]


def _names(names: Sequence[Name]) -> list[Markup]:
    if not names:
        return []
    rows = [
        (
            Markup("<code>{}</code>").format(plain(name.written)),
            _linked(name),
            plain(name.known.kind),
            plain(name.known.definition),
            plain(_counted(name)),
        )
        for name in names
    ]
    headers = ("In the query", "Is called", "Is a", "Means", "Used in the data")
    return [heading("Its names", 3), table(headers, rows, caption="In the order of the query")]


def _linked(name: Name) -> Markup:
    if name.known.kind in {"unknown", "foreign"}:
        near = (link(address.short(one), address.entity(one)) for one in name.known.nearest)
        meant = Markup(" or ").join(near)
        told = plain("not in the graph" if name.known.kind == "unknown" else name.known.label)
        return told + (Markup("; did you mean {}?").format(meant) if meant else Markup(""))
    return link(name.known.label, address.entity(name.known.iri))


def _counted(name: Name) -> str:
    return "" if name.known.uses is None else f"{name.known.uses:,} {name.known.counted}"


def _prefixes(told: Explanation) -> list[Markup]:
    if not told.prefixes:
        return []
    rows = [
        (
            Markup("<code>{}:</code>").format(one.name),
            Markup("<code>{}</code>").format(plain(one.namespace)),
            plain(one.told if one.used else f"{one.told} (not used here)".strip()),
        )
        for one in told.prefixes
    ]
    headers = ("Prefix", "Stands for", "What is there")
    return [heading("Its prefixes", 3), table(headers, rows, caption="Short for long names")]


def _functions(told: Explanation) -> list[Markup]:
    if not told.functions:
        return []
    return [
        heading("Its functions", 3),
        listed(
            Markup("<code>{}</code>: {}").format(one.name, plain(one.told))
            for one in told.functions
        ),
    ]
