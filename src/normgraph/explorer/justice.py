"""Who was tried: cases with their accused, charges and steps, and how each stands."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import dated, every, named, one, sayings
from normgraph.explorer.happened import note
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, linked, paragraph, plain, table
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact, facts

PRESUMED = (
    "Everyone is presumed innocent until convicted by a decision that can no longer be "
    "appealed. “Convicted, final” is such a decision; everything else is not."
)


def cases(graph: Loaded, refs: References, **given: str) -> Markup:
    """Return the cases over a crisis or before a court, with the standing of each accused."""
    rows = once(select(graph.opened.store, "cases", **given).records(), "case")
    title = heading("Who was tried" if "crisis" in given else "Cases")
    if not rows:
        none = "No case before a court was found in a source that could be cited."
        return title + paragraph(none, "soft") if "crisis" in given else Markup("")
    shown = []
    for row in rows:
        about = facts(graph.opened.store, row["case"])
        over = joined(terms.thing(graph, key) for key in every(about, "crisis"))
        court = joined(terms.thing(graph, key) for key in every(about, "court"))
        shown.append(
            (
                linked(plain(row["label"]), address.entity(row["case"])),
                plain(row["number"]),
                court if "crisis" in given else over,
                _parties(graph, about, row["case"]),
                refs.mark(sayings(about)),
            )
        )
    other = "Court" if "crisis" in given else "Crisis"
    headers = ("Case", "Number", other, "Accused, or parties, and how they stand", "Source")
    listed = table(headers, shown, caption="Landmark cases; no list of all", kind="cases")
    return title + paragraph(PRESUMED, "soft") + listed


def charges(graph: Loaded, refs: References, **given: str) -> Markup:
    """Return the charges of a case or against a person, each with what has become of it."""
    rows = once(select(graph.opened.store, "charges", **given).records(), "charge")
    if not rows:
        return Markup("")
    other = "accused" if "case" in given else "case"
    shown = []
    for row in rows:
        about = facts(graph.opened.store, row["charge"])
        shown.append(
            (
                terms.thing(graph, row[other]),
                linked(plain(row["crimeName"]), address.entity(row["charge"])),
                plain(", ".join([*every(about, "article"), *every(about, "liability")])),
                standing(row["verdict"], final=row["final"] == "true"),
                dated(about, "date"),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    headers = (
        other.capitalize(),
        "Crime",
        "Article and liability",
        "How it stands",
        "Decided",
        "Note",
        "Source",
    )
    listed = table(headers, shown, caption="One row for each accused and crime", kind="dates")
    return heading("Charges") + paragraph(PRESUMED, "note") + listed


def standing(verdict: str, *, final: bool) -> Markup:
    """Return what has become of a charge, and whether that is final."""
    if verdict == "convicted":
        words = "convicted, final" if final else "convicted, not final: presumed innocent"
    elif final:
        words = f"{verdict}, final"
    else:
        words = f"{verdict}: presumed innocent"
    return Markup("<strong>{}</strong>").format(words)


def view_case(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return a case: court, parties, charges and every step on record."""
    told = [joined(terms.thing(graph, key) for key in every(facts, "court"))]
    told += [plain(f"number {number}") for number in every(facts, "caseNumber")]
    wording = (("out of", "situation"), ("over", "crisis"), ("under", "instrument"))
    told += named(graph, facts, wording)
    parts = [
        paragraph(joined(told, " · "), "finding"),
        _states(graph, facts),
        charges(graph, refs, case=thing),
        _steps(graph, "steps", "case", thing, refs),
    ]
    return View(parts, mentions=frozenset({local("case")}))


def view_situation(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return a situation before a court: who put it there, its steps, and its cases."""
    told = [joined(terms.thing(graph, key) for key in every(facts, "court"))]
    wording = (("put there by", "referredBy"), ("over", "crisis"), ("in", "place"))
    told += named(graph, facts, wording)
    rows = [
        (terms.thing(graph, each["subject"]),)
        for each in once(
            select(
                graph.opened.store, "mentioning", thing=thing, property=local("situation")
            ).records(),
            "subject",
        )
        if "/case/" in each["subject"]
    ]
    shown = table(("Case",), rows, caption="Cases on record") if rows else Markup("")
    parts = [
        paragraph(joined(told, " · "), "finding"),
        _steps(graph, "situation_steps", "situation", thing, refs),
        heading("Cases") + shown if rows else Markup(""),
    ]
    return View(parts, mentions=frozenset({local("situation")}))


def _states(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return the states of a case between them."""
    wording = (
        ("Applicant:", "applicant"),
        ("Respondent:", "respondent"),
        ("Asked to intervene:", "intervener"),
    )
    told = named(graph, about, wording)
    return paragraph(joined(told, " · ")) if told else Markup("")


def _parties(graph: Loaded, about: Sequence[Fact], case: str) -> Markup:
    """Return who is accused and how each stands, or which state stands against which."""
    if every(about, "applicant") or every(about, "respondent"):
        return _states(graph, about)
    told = []
    rows = once(select(graph.opened.store, "charges", case=case).records(), "charge")
    for person in every(about, "accused"):
        own = {
            f"{row['crimeName'].lower()}: {row['verdict']}{_final(row)}"
            for row in rows
            if row["accused"] == person
        }
        told.append(
            Markup("{} ({})").format(
                terms.thing(graph, person), "; ".join(sorted(own)) or "no charge entered"
            )
        )
    return joined(told, "; ")


def _final(row: dict[str, str]) -> str:
    if row["final"] == "true":
        return ", final"
    return ", not final" if row["verdict"] == "convicted" else ""


def _steps(graph: Loaded, query: str, parameter: str, thing: str, refs: References) -> Markup:
    rows = []
    answer = select(graph.opened.store, query, **{parameter: thing})
    for row in once(answer.records(), "step"):
        about = facts(graph.opened.store, row["step"])
        rows.append(
            (
                linked(dated(about, "date"), address.entity(row["step"])),
                plain(row["what"]),
                joined(terms.thing(graph, key) for key in every(about, "accused")),
                _sentence(about),
                joined(terms.thing(graph, key) for key in every(about, "document")),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    if not rows:
        return heading("Steps") + paragraph("No dated step is on record.", "soft")
    headers = ("Day", "What was done", "About", "Sentence", "Document", "Note", "Source")
    return heading("Steps") + table(headers, rows, caption="Oldest first", kind="dates")


def _sentence(about: Sequence[Fact]) -> Markup:
    if one(about, "lifeSentence") == "true":
        return plain("life")
    years = one(about, "sentenceYears")
    return plain(f"{years} years" if years else "")
