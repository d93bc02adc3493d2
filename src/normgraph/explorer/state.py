"""A state: its names, how it voted, what binds it, where it belongs and what it said."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, determinations, engagements, happened, terms
from normgraph.explorer.commitments import commitments
from normgraph.explorer.decision_table import decision_table
from normgraph.explorer.facts import dated
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import foreign, heading, joined, link, paragraph, plain, table
from normgraph.explorer.memberships import memberships, suspensions
from normgraph.explorer.references import References
from normgraph.explorer.view import Part, View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.register import CHOICES
from normgraph.query.statements import Fact, Saying
from normgraph.query.statements import facts as facts_about

_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
#: Vetoes shown at once; the rest is one click away.
_SHOWN = 10


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return names, terms, votes, vetoes, commitments, memberships and engagements."""
    key = thing.removeprefix(iri.mint("state", ""))
    found = engagements.engagements(graph, actor=thing)
    parts: list[Part] = [
        _names(facts),
        _dated_names(graph, key, refs),
        _terms(graph, thing, refs),
        _votes(graph, thing, key),
        _vetoes(graph, thing, key),
        *commitments(graph, thing, refs),
        memberships(graph, thing, refs),
        suspensions(graph, refs, member=thing),
        happened.parts(graph, refs, actor=thing),
        determinations.section(graph, refs, of="asserter", thing=thing),
        engagements.section(graph, found, refs, title="What it did with norms", of="actor"),
    ]
    mentions = {"nameOf", "member", "vetoedBy", "party", "actor", *CHOICES}
    return View(parts, frozenset(), frozenset(map(local, mentions)))


def _names(facts: Sequence[Fact]) -> Markup:
    named = [fact for fact in facts if fact.property == _LABEL]
    by_language = {
        fact.value.language: fact.value.text
        for fact in named
        if fact.value.language in terms.LANGUAGES
    }
    shown = [
        Markup("{} <small class='soft'>{}</small>").format(
            foreign(by_language[language], language), name
        )
        for language, name in terms.LANGUAGES.items()
        if language in by_language
    ]
    return paragraph(joined(shown, " · "), "names") if shown else Markup("")


def _dated_names(graph: Loaded, key: str, refs: References) -> Markup:
    rows = []
    for row in select(graph.opened.store, "names_of_state", state=key).records():
        about = facts_about(graph.opened.store, row["stateName"])
        said = about[0].said if about else ()
        rows.append(
            (
                link(row["name"], address.entity(row["stateName"])),
                dated(about, "from"),
                dated(about, "to"),
                refs.mark(said),
            )
        )
    if not rows:
        return Markup("")
    headers = ("Name", "From", "To", "Source")
    shown = table(headers, rows, caption="Names it bore, or under which it sat")
    return heading("Names over time") + shown


def _terms(graph: Loaded, thing: str, refs: References) -> Markup:
    found = list(select(graph.opened.store, "council_terms", state=thing).records())
    if not found:
        return Markup("")
    rows = [
        (
            link(
                "permanent seat" if row["seat"] else "elected term", address.entity(row["term"])
            ),
            terms.day(row["from"]),
            terms.day(row["to"]) if row["to"] else plain("no end"),
            refs.mark([Saying(row["source"])]),
        )
        for row in found
    ]
    headers = ("Term", "From", "To", "Source")
    caption = "Times during which it is or was a member"
    return heading("On the Security Council") + table(headers, rows, caption=caption)


def _votes(graph: Loaded, thing: str, key: str) -> Markup:
    # Ballots in the Council alone: those in the Assembly are other decisions.
    entries = graph.register.values()
    cast = [
        (name, words, sum(thing in entry.cast(name) for entry in entries))
        for name, words in CHOICES.items()
    ]
    if not any(number for _, _, number in cast):
        return Markup("")
    shown = [
        link(f"{number:,} {words}", address.page("decisions", state=key, vote=name))
        for name, words, number in cast
    ]
    return heading("Votes in the Security Council") + paragraph(
        Markup("{}. Every separate vote counts: whole texts, amendments, paragraphs.").format(
            joined(shown, " · ")
        )
    )


def _vetoes(graph: Loaded, thing: str, key: str) -> Markup:
    vetoed = [entry for entry in graph.register.values() if thing in entry.cast("vetoedBy")]
    if not vetoed:
        return Markup("")
    listed = sum(entry.official for entry in vetoed)
    newest = vetoed[::-1]
    told = paragraph(
        Markup(
            "{} separate votes; {} of them are in the UN library's list, which counts one for "
            "each draft. {}"
        ).format(
            len(vetoed),
            listed,
            link("All of them", address.page("decisions", state=key, vote="vetoedBy")),
        )
    )
    caption = f"The latest {min(_SHOWN, len(vetoed))} of {len(vetoed)}"
    return heading("Vetoes") + told + decision_table(graph, newest[:_SHOWN], caption=caption)
