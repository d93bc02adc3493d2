"""The page of any one thing: what is said about it, by whom, and what points to it."""

from collections.abc import Mapping

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import (
    activity,
    address,
    claims,
    crime,
    crisis,
    decision,
    determinations,
    document,
    estimates,
    frame,
    instrument,
    justice,
    matter,
    norm,
    organization,
    person,
    provision,
    responses,
    rule,
    state,
    terms,
)
from normgraph.explorer.facts import every, facts_table
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import (
    heading,
    joined,
    link,
    listed,
    outside,
    paragraph,
    plain,
    show,
)
from normgraph.explorer.mentions import mentions
from normgraph.explorer.references import References
from normgraph.explorer.view import View, Viewer, draw
from normgraph.query.ontology import local
from normgraph.query.statements import Fact, facts

#: What a page adds for a class; nearer classes first, others have the facts alone.
VIEWS: Mapping[str, Viewer] = {
    local("Decision"): decision.view,
    local("State"): state.view,
    local("Crisis"): crisis.view,
    local("Norm"): norm.view,
    local("Instrument"): instrument.view,
    local("Provision"): provision.view,
    local("Crime"): crime.view,
    local("Organization"): organization.view,
    local("Person"): person.view,
    local("Activity"): activity.view,
    local("Response"): responses.view,
    local("Suspension"): responses.view,
    local("Estimate"): estimates.view,
    local("Determination"): determinations.view,
    local("Claim"): claims.view,
    local("Case"): justice.view_case,
    local("Situation"): justice.view_situation,
    local("Document"): document.view,
    local("Meeting"): matter.view_by("meeting"),
    local("AgendaItem"): matter.view_by("agendaItem"),
    local("Subject"): matter.view_by("subject"),
}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def page() -> None:
    """Show the thing that the address names."""
    found = graph()
    given = address.chosen("id")
    if not given:
        frame.begin("No thing chosen")
        _help(found, "")
        frame.end(found)
        return
    thing = address.long(given)
    if thing.startswith(iri.INFERRED):
        frame.title(f"Rule {thing.removeprefix(iri.INFERRED)}")
        if rule.page(found, thing.removeprefix(iri.INFERRED)):
            frame.end(found)
            return
    about = facts(found.opened.store, thing) if thing in found.directory else []
    if not about:
        frame.begin(f"There is nothing named “{given}” in the graph")
        _help(found, given)
        frame.end(found)
        return
    _thing(found, thing, about)
    frame.end(found)


def _thing(found: Loaded, thing: str, about: list[Fact]) -> None:
    label = found.directory.label(thing)
    frame.title(label)
    classes = [fact.value for fact in about if fact.property == _TYPE]
    kinds = [terms.value(found, cls) for cls in classes]
    refs = References(found)
    view = _view(found, thing, about, refs)
    draw(
        [
            paragraph(joined(kinds), "kind"),
            heading(label, 1),
            _title(about, label),
            _told(about),
            *view.parts,
            heading("Facts"),
            facts_table(
                found,
                about,
                refs,
                caption="The number beside each leads to who says so",
                without=view.covered | {_TYPE},
            ),
            mentions(found, thing, refs, without=view.mentions),
            refs.listed(),
            _identity(thing),
        ]
    )


def _view(found: Loaded, thing: str, about: list[Fact], refs: References) -> View:
    own = [fact.value.text for fact in about if fact.property == _TYPE]
    for cls in own:
        for ancestor in found.ontology.lineage(cls):
            if ancestor in VIEWS:
                return VIEWS[ancestor](found, thing, about, refs)
    return View(())


def _title(about: list[Fact], label: str) -> Markup:
    titles = [title for title in every(about, "title") if title != label]
    return joined([paragraph(title, "lead") for title in titles[:1]], "")


def _told(about: list[Fact]) -> Markup:
    """Return definition and notes, which a reader needs before the facts."""
    parts = []
    for name, kind in (("definition", "lead"), ("note", "note")):
        for fact in about:
            if fact.property == f"{_SKOS}{name}":
                parts.append(paragraph(plain(fact.value.text), kind))
    return joined(parts, "")


def _identity(thing: str) -> Markup:
    told = Markup("IRI: <code>{}</code>").format(plain(thing))
    return paragraph(told, "soft identity")


def _help(found: Loaded, given: str) -> None:
    words = given.rpartition("/")[2].replace("-", " ").replace("_", " ")
    hits = found.index.search(words, limit=5) if words else []
    parts = [
        paragraph(
            Markup("Keys are case-sensitive, such as {} or {}. {}").format(
                link("state/RUS", address.page("entity", id="state/RUS")),
                link("decision/S-2011-612", address.page("entity", id="decision/S-2011-612")),
                link("Search by name instead", "./"),
            )
        )
    ]
    if hits:
        parts.append(paragraph("Perhaps you meant:"))
        parts.append(listed(terms.thing(found, hit.thing.iri) for hit in hits))
    if given.startswith(("http://", "https://")) and not given.startswith(iri.BASE):
        parts.append(paragraph(outside("Open this address itself", given)))
    show(*parts)
