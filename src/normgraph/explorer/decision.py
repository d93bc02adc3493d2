"""A text put to the vote: what became of it, every ballot, and what is disputed about them."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, rule, terms
from normgraph.explorer.decision_table import member, members, outcome, states
from normgraph.explorer.facts import every, one, precision
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    link,
    listed,
    outside,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.explorer.responses import created_by
from normgraph.explorer.roll import LONG, roll
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.register import CHOICES
from normgraph.query.statements import Fact, Saying

#: Properties by which others point here and that sections of the page show.
_MENTIONS = ("decision", "mandatedBy", "alteredBy", "terminatedBy", "proposedIn")
#: From this day the Charter asks for nine votes of fifteen; before, for seven of eleven.
ENLARGED = "1966-01-01"


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return outcome, originals, ballots and disputes of a decision."""
    parts = [_finding(graph, facts), _originals(graph, facts)]
    if any(every(facts, choice) for choice in CHOICES):
        parts += [heading("The vote"), _ballots(graph, facts, refs), _notes(facts)]
        covered = frozenset(map(local, CHOICES))
    else:
        parts += [_published(facts), _no_ballots(facts)]
        covered = frozenset()
    parts += [_veto(facts), created_by(graph, thing), _disputes(graph, thing)]
    parts.append(_said(graph, thing, refs))
    return View(parts, covered, frozenset(map(local, _MENTIONS)))


def _finding(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    """Return what became of the text, in one line."""
    day = terms.spoken(one(facts, "date"), precision(facts, "date"))
    told = [outcome(graph, one(facts, "outcome")), Markup("{}").format(day)]
    told += [terms.thing(graph, key) for key in every(facts, "decidedBy")]
    if any(every(facts, choice) for choice in CHOICES):
        numbers = {choice: len(every(facts, choice)) for choice in CHOICES}
        counted = [
            f"{number} {CHOICES[choice]}"
            for choice, number in numbers.items()
            if number or choice != "didNotVote"
        ]
        told.append(Markup('<strong class="tally">{}</strong>').format(", ".join(counted)))
    elif one(facts, "adoptedWithoutVote") == "true":
        told.append(plain("adopted without a vote"))
    if vetoed_by := every(facts, "vetoedBy"):
        told.append(
            Markup("vetoed by {}").format(
                states(graph, vetoed_by, one(facts, "date"), strong=True)
            )
        )
    return paragraph(joined(told, " · "), "finding")


def _originals(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    """Return links to the text and its records at the United Nations."""
    symbols = [*every(facts, "symbol"), *every(facts, "draftSymbol")]
    found = [(f"Text {symbol}", terms.of_symbol(symbol)) for symbol in dict.fromkeys(symbols)]
    for meeting in every(facts, "meeting"):
        symbol = graph.directory.label(meeting)
        found.append((f"Meeting record {symbol}", terms.of_symbol(symbol)))
    found += [("Library record", each) for each in every(facts, "undlRecord")]
    found += [("Library voting record", each) for each in every(facts, "undlVotingRecord")]
    shown = [outside(name, url) for name, url in found if url]
    if not shown:
        return Markup("")
    return paragraph(Markup("At the United Nations: {}").format(joined(shown, " · ")), "soft")


def _ballots(graph: Loaded, facts: Sequence[Fact], refs: References) -> Markup:
    rows = []
    vetoing = set(every(facts, "vetoedBy"))
    for choice, words in CHOICES.items():
        cast = [fact for fact in facts if fact.property == local(choice)]
        by_source: dict[tuple[Saying, ...], list[str]] = {}
        for fact in cast:
            by_source.setdefault(fact.said, []).append(fact.value.text)
        for said, keys in by_source.items():
            rows.append(
                (
                    Markup("<strong>{}</strong>").format(words.capitalize()),
                    plain(str(len(keys))),
                    roll(graph, keys, one(facts, "date"))
                    if len(cast) > LONG
                    else _members(graph, keys, one(facts, "date"), vetoing),
                    refs.mark(said),
                )
            )
    caption, who = "Ballots of the members of the Council on the day", "Members"
    if is_assembly(facts):
        caption, who = f"Ballots by name in the {_body(graph, facts)}", "States"
    return table(("Ballot", "Number", who, "Source"), rows, caption=caption, kind="ballots")


def is_assembly(facts: Sequence[Fact]) -> bool:
    """Return whether the General Assembly or the Human Rights Council decided."""
    return any(fact.value.text == local("AssemblyDecision") for fact in facts)


def _body(graph: Loaded, facts: Sequence[Fact]) -> str:
    """Return which body decided, as the middle of a sentence has it."""
    names = [graph.directory.label(key) for key in every(facts, "decidedBy")]
    return names[0].removeprefix("United Nations ") if names else "body"


def _published(facts: Sequence[Fact]) -> Markup:
    """Return the tally that a source prints, where no ballots by name are known."""
    printed = {
        words: one(facts, name)
        for name, words in (
            ("publishedFor", "in favour"),
            ("publishedAgainst", "against"),
            ("publishedAbstentions", "abstained"),
            ("publishedNotVoting", "did not vote"),
        )
    }
    told = ", ".join(f"{number} {words}" for words, number in printed.items() if number)
    if not told:
        return Markup("")
    return paragraph(f"The published tally: {told}. Who voted how was not found by name.")


def _said(graph: Loaded, thing: str, refs: References) -> Markup:
    """Return who invoked, endorsed or contested a norm in words on the vote."""
    answer = select(graph.opened.store, "engagements_on_decision", decision=thing)
    rows = [
        (
            member(graph, row["actor"], ""),
            plain(row["ballot"]),
            Markup("{} {}").format(row["stance"], terms.thing(graph, row["norm"])),
            link(row["note"] or "entry", address.entity(row["engagement"])),
            refs.mark([Saying(row["document"])]),
        )
        for row in answer.records()
    ]
    if not rows:
        return Markup("")
    headers = ("Who", "Ballot", "Norm", "In our words", "Document")
    caption = "Statements on the vote that were found and read, by name"
    return heading("What was said of norms") + table(headers, rows, caption=caption)


def _members(graph: Loaded, keys: Sequence[str], day: str, vetoing: set[str]) -> Markup:
    veto = Markup(' <span class="veto">veto</span>')
    return joined(
        Markup('<span class="member">{}{}</span>').format(
            name, veto if key in vetoing else Markup("")
        )
        for key, name in members(graph, keys, day)
    )


def _notes(facts: Sequence[Fact]) -> Markup:
    if one(facts, "secretBallot") != "true":
        return Markup("")
    return paragraph(
        "The ballot was secret. What is given here for each member is according to the source "
        "named beside it, and no official record.",
        "note",
    )


def _no_ballots(facts: Sequence[Fact]) -> Markup:
    if one(facts, "adoptedWithoutVote") == "true":
        return paragraph("Adopted without a vote, so there are no ballots.", "note")
    return paragraph("The sources read so far give no ballots for this decision.", "note")


def _veto(facts: Sequence[Fact]) -> Markup:
    """Return why the negative vote counts as a veto, and in which countings."""
    if not every(facts, "vetoedBy"):
        return Markup("")
    official = one(facts, "officialVeto")
    counted = {
        "true": "It is in the UN library's list of vetoes, which counts one for each draft.",
        "false": "The UN library's list of vetoes does not have it; it counts only where every "
        "separate vote is counted.",
    }.get(
        official,
        "No source read so far says that it is in the UN library's list of vetoes; it counts "
        "where every separate vote is counted.",
    )
    found = rule.read("vetoes")
    needed = 9 if one(facts, "date") >= ENLARGED else 7
    premises = listed(
        [
            plain(f"Votes in favour: {len(every(facts, 'votedFor'))}; needed then: {needed}."),
            plain("The text was not adopted."),
            plain("Those named held a permanent seat on the day and voted against."),
        ]
    )
    why = paragraph(found.summary if found else "") + premises
    if found:
        why += paragraph(found.description)
    return paragraph(counted) + folded_away("Why this is a veto: rule and premises", why)


def _disputes(graph: Loaded, thing: str) -> Markup:
    """Return corrections and conflicts of sources that concern the decision."""
    store = graph.opened.store
    rows = [
        (
            link("correction", address.entity(row["correction"])),
            plain(terms.in_words(graph, row["field"])),
            _given(graph, row["document"], row["published"]),
            plain(terms.in_words(graph, row["taken"])),
            plain(row["reason"]),
        )
        for row in select(store, "corrections_on_decision", decision=thing).records()
    ]
    rows += [
        (
            link("sources differ", address.entity(row["conflict"])),
            plain(terms.in_words(graph, row["field"])),
            _given(graph, row["contradicted"], row["published"]),
            _given(graph, row["follows"], row["taken"]),
            plain(row["reason"] or graph.directory.label(row["rule"])),
        )
        for row in select(store, "conflicts_on_decision", decision=thing).records()
    ]
    if not rows:
        return Markup("")
    headers = ("What", "Field", "Value not followed", "Value taken", "Why")
    shown = table(headers, rows, caption="Corrections and conflicts of sources")
    return heading("Where sources differ") + shown


def _given(graph: Loaded, document: str, value: str) -> Markup:
    if not document:
        return plain(terms.in_words(graph, value))
    return Markup("{}, according to {}").format(
        terms.in_words(graph, value), terms.thing(graph, document)
    )
