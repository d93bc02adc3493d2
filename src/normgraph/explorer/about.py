"""Data and limits: where everything is from, what was corrected, how to cite it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, frame, terms
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import (
    folded_away,
    heading,
    link,
    listed,
    outside,
    paragraph,
    plain,
    show,
    table,
)
from normgraph.explorer.wording import counted
from normgraph.query import records, select
from normgraph.query.ontology import OntologyTerm, local

LIMITS = (
    "What never came to a vote leaves no trace: drafts withdrawn, rewritten or never tabled "
    "because a veto was expected.",
    "A ballot is not a motive. Where a state explained its vote, the explanation is in the "
    "meeting record.",
    "That a resolution was followed by less or by more violence does not show that it caused "
    "either.",
    "There are two countings of vetoes, the UN library's (one for each draft) and every "
    "separate vote. Both are given and named.",
    "Which decisions concern which crisis is an editorial mapping; its rules are in the graph.",
    "Being bound by a treaty is not keeping it, and a declaration that binds nobody may weigh "
    "more than a treaty. Who engaged with a norm is counted only where a document was found.",
    "Being listed as a crisis says nothing about who is responsible, or what the violence was "
    "in law.",
)


def page() -> None:
    """Show coverage, limits, sources, corrections, conflicts, terms and how to cite."""
    found = graph()
    frame.begin("Data and limits")
    show(paragraph(frame.period(found.coverage), "lead"))
    show(heading("What it does not show"), listed(map(plain, LIMITS)))
    show(heading("How to cite"), *_citation(found))
    show(heading("Sources and their terms"), _sources(found))
    show(heading("Dates to check"), _dates(found))
    show(heading("Corrections"), _corrections(found))
    show(heading("Conflicts between sources"), _conflicts(found))
    show(heading("Terms of the ontology"), *_ontology(found))
    frame.end(found)


def _sources(found: Loaded) -> Markup:
    """Return the datasets, and below them the single documents, folded away."""
    known = sorted(found.documents.items(), key=lambda pair: pair[1].title.casefold())
    datasets = {thing.iri for thing in found.directory.of_class(local("Dataset"))}
    large = [_source(key, source) for key, source in known if key in datasets]
    small = [_source(key, source) for key, source in known if key not in datasets]
    headers = ("Source", "Publisher", "Terms", "Original")
    return table(headers, large, caption=f"{len(large)} datasets") + folded_away(
        f"{len(small)} documents", table(headers, small, caption="Single documents")
    )


def _source(key: str, source: records.Source) -> tuple[Markup, ...]:
    original = source.url or terms.of_symbol(source.symbol)
    return (
        link(source.title, address.entity(key)),
        plain(source.publisher),
        plain(source.licence),
        outside("original", original) if original else plain(""),
    )


def _dates(found: Loaded) -> Markup:
    """Return how many dates no good source vouches for, with the way to the list."""
    rows = select(found.opened.store, "unverified_dates").records()
    number = len({row["thing"] for row in rows})
    return paragraph(
        Markup(
            "{} of treaty actions and memberships rest on a secondary source alone or could "
            "not be verified. {}"
        ).format(counted(number, "date"), link("The list of them", "checks"))
    )


def _corrections(found: Loaded) -> Markup:
    rows = [
        (
            link(_field(found, row), address.entity(row["correction"])),
            terms.thing(found, row["document"]),
            terms.thing(found, row["decision"]) if row["decision"] else plain(""),
            plain(terms.in_words(found, row["published"])),
            plain(terms.in_words(found, row["taken"])),
            plain(row["reason"]),
        )
        for row in select(found.opened.store, "corrections").records()
    ]
    headers = ("Field", "Source", "Decision", "Published", "Taken", "Why")
    return _long(headers, rows, "values of sources that are not followed")


def _conflicts(found: Loaded) -> Markup:
    rows = [
        (
            link(_field(found, row), address.entity(row["conflict"])),
            terms.thing(found, row["decision"]) if row["decision"] else plain(""),
            Markup("{}, according to {}").format(
                row["published"], terms.thing(found, row["contradicted"])
            ),
            plain(row["taken"]),
            plain(found.directory.label(row["rule"])),
        )
        for row in select(found.opened.store, "conflicts").records()
    ]
    headers = ("Field", "Decision", "Value not taken", "Value taken", "Rule")
    return _long(headers, rows, "conflicts, each with the rule that decided")


def _field(found: Loaded, row: dict[str, str]) -> str:
    return terms.in_words(found, row["field"]) or "all"


def _long(headers: tuple[str, ...], rows: Sequence[Sequence[Markup]], what: str) -> Markup:
    if not rows:
        return paragraph(f"The graph has no {what}.")
    shown = table(headers, rows, caption=f"{len(rows)} {what}")
    return folded_away(f"{len(rows):,} {what}", shown)


def _citation(found: Loaded) -> list[Markup]:
    version = found.opened.manifest.version
    return [
        paragraph(
            "Name the version of the graph, and cite the source of each statement as well: it "
            "stands beside the fact."
        ),
        paragraph(
            Markup(
                "normgraph contributors. normgraph: a knowledge graph of actors, norms and "
                "crises in atrocity prevention. Graph version <code>{}</code>. "
                "https://w3id.org/normgraph. CC BY 4.0."
            ).format(version)
        ),
    ]


def _ontology(found: Loaded) -> list[Markup]:
    classes = found.ontology.of_kind("class")
    properties = found.ontology.of_kind("object property", "datatype property")
    return [
        folded_away(f"{len(classes)} classes", _terms(classes)),
        folded_away(f"{len(properties)} properties", _terms(properties)),
    ]


def _terms(shown: list[OntologyTerm]) -> Markup:
    rows = [
        (link(term.label, address.entity(term.iri)), plain(term.definition)) for term in shown
    ]
    return table(("Term", "Definition"), rows, caption="In the words of the ontology")
