"""An instrument: what it is, article by article, and whom it binds or who endorsed it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, parties, terms
from normgraph.explorer.action_table import CONSENTS, action_table
from normgraph.explorer.bonds import Bond, actions, bonds_to
from normgraph.explorer.facts import dated, every, one, sayings
from normgraph.explorer.lists import published_counts
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    link,
    outside,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.explorer.relations import MENTIONS, relations
from normgraph.explorer.roll import roll
from normgraph.explorer.view import Part, View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.register import CHOICES
from normgraph.query.statements import Fact
from normgraph.query.statements import facts as facts_about

#: The words above a table of our paraphrases.
AUTHORITY = "What it says stands here in our words. Only the text itself is authoritative."
#: What is shown in sections of its own.
_ELSEWHERE = frozenset({"signature", "endorsement", "withdrawal", "withdrawal taken back"})


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return card, provisions, parties, figure and everything about who stands outside."""
    bonds = bonds_to(graph, thing)
    found = actions(graph, instrument=thing)
    parts: list[Part] = [
        _card(graph, facts, bonds),
        _adopted(graph, facts),
        _originals(facts),
        provisions(graph, thing, refs),
        relations(graph, thing, refs),
        *parties.parties(graph, thing, bonds, found, refs),
        parties.others(graph, thing, bonds, refs),
        _endorsements(graph, found, refs),
        _remarks(graph, found, refs),
        published_counts(graph, thing, refs),
        _doubts(found),
    ]
    shown = MENTIONS | frozenset(map(local, ("instrument", "partOf")))
    return View(parts, mentions=shown)


def _card(graph: Loaded, facts: Sequence[Fact], bonds: Sequence[Bond]) -> Markup:
    told = [terms.thing(graph, key) for key in every(facts, "instrumentKind")]
    by = joined(terms.thing(graph, key) for key in every(facts, "adoptedBy"))
    told.append(
        Markup("adopted {}{}").format(
            dated(facts, "date"), Markup(" by {}").format(by) if by else ""
        )
    )
    if one(facts, "inForce"):
        told.append(Markup("in force {}").format(dated(facts, "inForce")))
    if bonds:
        today = address.today().isoformat()
        bound = {bond.party for bond in bonds if bond.holds(today)}
        words = "party" if len(bound) == 1 else "parties"
        told.append(
            Markup('<strong class="tally">{} {} today</strong>').format(len(bound), words)
        )
    return paragraph(joined(told, " · "), "finding")


def _adopted(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    """Return the decision by which the text was adopted, with its tally."""
    told = []
    for decision in every(facts, "adoptedAs"):
        about = facts_about(graph.opened.store, decision)
        numbers = [
            f"{len(every(about, choice))} {words}"
            for choice, words in CHOICES.items()
            if every(about, choice)
        ]
        if one(about, "adoptedWithoutVote") == "true":
            numbers = ["without a vote"]
        vote = Markup(": {}").format(", ".join(numbers)) if numbers else Markup("")
        told.append(Markup("{}{}").format(terms.thing(graph, decision), vote))
    if not told:
        return Markup("")
    return paragraph(Markup("Adopted as {}.").format(joined(told, "; ")))


def _originals(facts: Sequence[Fact]) -> Markup:
    places = [*every(facts, "url"), *map(terms.of_symbol, every(facts, "symbol"))]
    shown = [outside("the text", place) for place in dict.fromkeys(filter(None, places))]
    return (
        paragraph(Markup("Original: {}").format(joined(shown)), "soft") if shown else plain("")
    )


def provisions(
    graph: Loaded, thing: str, refs: References, *, title: str = "Article by article"
) -> Markup:
    """Return the provisions within a text or provision, in the order of the text."""
    answer = select(graph.opened.store, "provisions_of", instrument=thing)
    keys = dict.fromkeys(row["provision"] for row in answer.records())
    if not keys:
        return Markup("")
    rows = [_provision(graph, key, refs) for key in keys]
    caption = f"{len(rows)} provisions that matter here; the text has more"
    headers = ("Number", "What it says, in our words", "Kind", "Crimes", "Source")
    return (
        heading(title)
        + paragraph(AUTHORITY, "note")
        + table(headers, rows, caption=caption, kind="provisions")
    )


def _provision(graph: Loaded, key: str, refs: References) -> tuple[Markup, ...]:
    about = facts_about(graph.opened.store, key)
    says = [fact.value.text for fact in about if fact.property.endswith("#definition")]
    return (
        link(one(about, "number") or graph.directory.label(key), address.entity(key)),
        joined(map(plain, says), " "),
        joined(terms.thing(graph, kind) for kind in every(about, "provisionKind")),
        joined(terms.thing(graph, crime) for crime in every(about, "crime")),
        refs.mark(sayings(about)),
    )


def _endorsements(graph: Loaded, found: Sequence[dict[str, str]], refs: References) -> Markup:
    chosen = [row for row in found if row["kind"] == "endorsement"]
    if not chosen:
        return Markup("")
    told = (
        "An endorsement is political support. It binds nobody, and makes nobody a party. "
        "Known here by name:"
    )
    who = {row["party"] for row in chosen}
    rows = action_table(graph, chosen, refs, without=("instrument", "kind", "effective"))
    return (
        heading("Who endorsed it")
        + paragraph(f"{told} {len(who)}.")
        + roll(graph, who)
        + folded_away("When each of them did, and who says so", rows)
    )


def _remarks(graph: Loaded, found: Sequence[dict[str, str]], refs: References) -> Markup:
    chosen = [row for row in found if row["kind"] not in CONSENTS | _ELSEWHERE]
    if not chosen:
        return Markup("")
    shown = action_table(graph, chosen, refs, without=("instrument", "effective"))
    title = heading("Reservations and declarations")
    told = paragraph("Notable ones only; the depositary's list has more.", "soft")
    return title + told + folded_away(f"{len(chosen)} entries", shown)


def _doubts(found: Sequence[dict[str, str]]) -> Markup:
    """Return how many dates of actions no good source vouches for, with the way to the list."""
    weak = [row for row in found if row["verification"].endswith(("/unverified", "/secondary"))]
    if not weak:
        return Markup("")
    told = Markup(
        "{} of {} dates of treaty actions on this page rest on a secondary source or could not "
        "be verified. {}"
    ).format(len(weak), len(found), link("Dates to check", "checks"))
    return paragraph(told, "note")
