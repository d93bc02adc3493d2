"""How many died or fled, as each source says it: what is counted, with the bounds it gives."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import SENTENCE, dated, named, one, sayings
from normgraph.explorer.happened import asserters, note, span
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    linked,
    listed,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.statements import Fact, facts

_NOT_ADDED = (
    "Estimates that count different things, or over different times, are not comparable and "
    "are never added. Each is what the one named beside it says."
)


def number(about: Sequence[Fact]) -> Markup:
    """Return an estimate as people read it: best with its bounds, a range, a single figure."""
    low, best, high = (digits(one(about, name)) for name in ("low", "best", "high"))
    if best and low and high:
        return Markup("<strong>{}</strong> [{} to {}]").format(best, low, high)
    if best and (low or high):
        bound = f"at least {low}" if low else f"at most {high}"
        return Markup("<strong>{}</strong> [{}]").format(best, bound)
    if best:
        return Markup("<strong>{}</strong> <small>single figure</small>").format(best)
    if low and high:
        return Markup("<strong>{} to {}</strong>").format(low, high)
    return Markup("<strong>{}</strong>").format(f"at least {low}" if low else f"at most {high}")


def estimates(graph: Loaded, crisis: str, refs: References) -> Markup:
    """Return every estimate of a crisis with its definition; or that none was found."""
    answer = select(graph.opened.store, "estimates_of_crisis", crisis=crisis)
    rows, kinds = [], {}
    for row in once(answer.records(), "estimate"):
        about = facts(graph.opened.store, row["estimate"])
        kinds[one(about, "counts")] = row["counted"]
        rows.append(
            (
                terms.thing(graph, one(about, "counts")),
                linked(number(about), address.entity(row["estimate"])),
                _when(about),
                asserters(graph, about),
                _remarks(graph, about),
                refs.mark(sayings(about)),
            )
        )
    title = heading("How many, as each source says")
    if not rows:
        none = "No estimate for this crisis as such was found in a source that could be cited."
        return title + paragraph(none, "soft")
    headers = (
        "What is counted",
        "How many",
        "Over which time",
        "According to",
        "Note",
        "Source",
    )
    shown = table(
        headers, rows, caption="By what is counted, oldest period first", kind="dates"
    )
    return title + paragraph(_NOT_ADDED, "soft") + shown + _defined(graph, kinds)


def _defined(graph: Loaded, kinds: Iterable[str]) -> Markup:
    """Return what each kind of count means."""
    meanings = [
        Markup("<strong>{}</strong>: {}").format(
            plain(graph.directory.label(key)), plain(graph.directory[key].definition)
        )
        for key in kinds
        if key in graph.directory
    ]
    return folded_away("What is counted, in words", listed(meanings))


def _when(about: Sequence[Fact]) -> Markup:
    if one(about, "from"):
        shown = span(about)
    elif one(about, "year"):
        shown = plain(one(about, "year"))
    else:
        shown = Markup("")
    if not one(about, "asOf"):
        return shown
    as_of = Markup("as of {}").format(dated(about, "asOf"))
    return joined([part for part in (shown, as_of) if part], ", ")


def _remarks(graph: Loaded, about: Sequence[Fact]) -> Markup:
    wording = (("In", "event"), ("Of", "targets"), ("Laid to", "attributedTo"))
    told = named(graph, about, wording, SENTENCE)
    if written := note(about):
        told.append(written)
    return joined(told, " ")


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return one estimate: what is counted, how many, when and who says so."""
    del thing, refs
    kind = one(facts, "counts")
    told = [
        Markup("{}: {}").format(terms.thing(graph, kind), number(facts)),
        _when(facts),
        Markup("according to {}").format(asserters(graph, facts)),
    ]
    meaning = graph.directory[kind].definition if kind in graph.directory else ""
    parts = [paragraph(joined([part for part in told if part], " · "), "finding")]
    return View([*parts, paragraph(meaning, "soft")])


def digits(written: str) -> str:
    """Return a whole number in groups of three digits; nothing for nothing."""
    return f"{int(written):,}" if written else ""
