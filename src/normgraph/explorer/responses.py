"""What was done about a crisis: missions, sanctions, inquiries, mediation, force and more."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import dated, every, named, one, sayings
from normgraph.explorer.happened import note, span
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, link, linked, paragraph, plain, table
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import RDF_TYPE, local
from normgraph.query.statements import Fact, facts

_LIMITS = (
    "Listed is what was found and entered; what is missing may still have been done. That a "
    "response came says nothing of whether it worked."
)
_NONE = "No response other than votes of the Council was found in a source that could be cited."
#: Sections of a crisis, each with the classes whose responses stand in it.
_GROUPS = (
    ("Missions", ("Mission",)),
    ("Sanctions", ("SanctionsRegime", "SanctionsMeasure")),
    ("Inquiries and referrals", ("Inquiry", "Referral")),
    ("Other responses", ("Response", "Statement", "Suspension", "Activity", "Campaign")),
)
#: How a response stands to a decision.
_DECISIONS = (
    ("created by", "mandatedBy"),
    ("changed by", "alteredBy"),
    ("ended by", "terminatedBy"),
    ("proposed in", "proposedIn"),
)


def section(graph: Loaded, crisis: str, refs: References) -> Markup:
    """Return every response to a crisis by sort, oldest first; or that none was found."""
    found = _found(graph, "responses", "response", crisis=crisis)
    title = heading("Who answered")
    if not found:
        return title + paragraph(_NONE, "soft")
    shown = title + paragraph(_LIMITS, "soft")
    for name, classes in _GROUPS:
        own = frozenset(map(local, classes))
        chosen = {key: about for key, about in found.items() if _is(about, own)}
        if chosen:
            shown += heading(name, 3) + response_table(graph, chosen, refs)
    return shown


def _found(graph: Loaded, query: str, column: str, **given: str) -> dict[str, list[Fact]]:
    """Return what is said of each thing that a query names in a column, in its order."""
    answer = select(graph.opened.store, query, **given)
    return {
        row[column]: facts(graph.opened.store, row[column])
        for row in once(answer.records(), column)
    }


def response_table(
    graph: Loaded, found: dict[str, list[Fact]], refs: References, *, crises: bool = False
) -> Markup:
    """Return a row for each response; with its crises where they are not all the same."""
    rows = []
    for key, about in found.items():
        over = joined(terms.thing(graph, each) for each in every(about, "addresses"))
        rows.append(
            (
                span(about) if one(about, "from") else plain("undated"),
                linked(plain(graph.directory.label(key)), address.entity(key)),
                kinds(graph, about),
                joined(terms.thing(graph, each) for each in actors(about)),
                *([over] if crises else []),
                decisions(graph, about),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    headers = (
        "When",
        "What",
        "Kind",
        "By",
        *(["Crisis"] if crises else []),
        "Decision of the Council",
        "Note",
        "Source",
    )
    caption = "Oldest first; one that has no end lasts, or its end was not found"
    return table(headers, rows, caption=caption, kind="dates")


def created_by(graph: Loaded, decision: str) -> Markup:
    """Return what a decision created, changed or ended; or nothing."""
    answer = select(graph.opened.store, "created_by", decision=decision)
    rows = [
        (
            plain(row["did"]),
            linked(
                plain(graph.directory.label(row["response"])), address.entity(row["response"])
            ),
        )
        for row in answer.records()
    ]
    if not rows:
        return Markup("")
    shown = table(("It", "What"), rows, caption="As entered beside each of these")
    return heading("What came of it") + shown


def by_actor(graph: Loaded, actor: str, refs: References) -> Markup:
    """Return the missions that an actor deployed."""
    found = _found(graph, "missions", "mission", actor=actor)
    if not found:
        return Markup("")
    return heading("Missions") + response_table(graph, found, refs, crises=True)


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return what a response is: who, over which crisis, by which decision, how strong."""
    over = joined(terms.thing(graph, key) for key in every(facts, "addresses"))
    told = [kinds(graph, facts)]
    if by := actors(facts):
        told.append(Markup("by {}").format(joined(terms.thing(graph, key) for key in by)))
    if one(facts, "from"):
        told.append(span(facts))
    if over:
        told.append(Markup("over {}").format(over))
    if decided := decisions(graph, facts):
        told.append(decided)
    parts = [
        paragraph(joined(told, " · "), "finding"),
        _placed(graph, facts),
        _not_adopted(facts),
        _strengths(graph, thing, refs),
        _measures(graph, thing, refs),
    ]
    return View(parts, mentions=frozenset(map(local, ("mission", "partOf"))))


def kinds(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return the kinds of a response, each a link to what it means."""
    return joined(terms.thing(graph, key) for key in sorted(set(every(about, "responseKind"))))


def actors(about: Sequence[Fact]) -> list[str]:
    """Return who made a response; of a suspension the organization."""
    return every(about, "actor") or every(about, "organization")


def decisions(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return by which decisions a response was created, changed, ended or proposed."""
    return joined(named(graph, about, _DECISIONS), "; ")


def _is(about: Sequence[Fact], classes: frozenset[str]) -> bool:
    return any(fact.property == RDF_TYPE and fact.value.text in classes for fact in about)


def _placed(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return pillars and phases, which its kinds imply."""
    pillars = joined(terms.thing(graph, key) for key in sorted(every(about, "pillar")))
    phases = joined(terms.thing(graph, key) for key in sorted(every(about, "phase")))
    told = [
        Markup("{}: {}").format(words, shown)
        for words, shown in (("Pillar", pillars), ("Serves to", phases))
        if shown
    ]
    where = link("as its kind is placed", address.page("crises", show="responses"))
    return (
        paragraph(Markup("{} · {}").format(joined(told, " · "), where), "soft")
        if told
        else Markup("")
    )


def _not_adopted(about: Sequence[Fact]) -> Markup:
    if not every(about, "proposedIn"):
        return Markup("")
    told = "It was only proposed: the draft that would have created it was not adopted."
    return paragraph(told, "note")


def _strengths(graph: Loaded, thing: str, refs: References) -> Markup:
    if "/mission/" not in thing:
        return Markup("")
    rows = []
    answer = select(graph.opened.store, "mission_strengths", mission=thing)
    for row in once(answer.records(), "strength"):
        about = facts(graph.opened.store, row["strength"])
        rows.append(
            (
                linked(dated(about, "date"), address.entity(row["strength"])),
                plain(row["what"]),
                plain(f"{int(row['personnel']):,}"),
                joined(terms.thing(graph, key) for key in every(about, "mandatedBy")),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    if not rows:
        return Markup("")
    headers = ("Day", "What is counted", "How many", "Set by", "Note", "Source")
    return heading("How strong it was") + table(
        headers, rows, caption="Oldest first", kind="dates"
    )


def _measures(graph: Loaded, thing: str, refs: References) -> Markup:
    if "/sanctions-regime/" not in thing:
        return Markup("")
    found = _found(graph, "sanctions", "measure", regime=thing)
    if not found:
        return Markup("")
    return heading("Measures") + response_table(graph, found, refs)
