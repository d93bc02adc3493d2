"""What happened in a crisis: its bounds, dated events, and who had what part in it."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import SENTENCE, dated, every, named, one, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, linked, paragraph, plain, table
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import Fact, facts

_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_NOTE = "http://www.w3.org/2004/02/skos/core#note"


def bounds(graph: Loaded, crisis: str, refs: References) -> Markup:
    """Return which days sources give for the beginning and the end; or nothing."""
    rows = []
    answer = select(graph.opened.store, "crisis_bounds", crisis=crisis)
    for row in once(answer.records(), "entry"):
        about = facts(graph.opened.store, row["entry"])
        day = linked(dated(about, "date"), address.entity(row["entry"]))
        rows.append(
            (
                plain(row["bound"]),
                day,
                asserters(graph, about),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    if not rows:
        return Markup("")
    headers = ("Bound", "Day", "According to", "Note", "Source")
    caption = "Sources draw the line at different events"
    return heading("When it began and ended, as sources have it") + table(
        headers, rows, caption=caption, kind="dates"
    )


def events(graph: Loaded, crisis: str, refs: References) -> Markup:
    """Return the dated events of a crisis, oldest first; or that there are none."""
    rows = []
    answer = select(graph.opened.store, "events", crisis=crisis)
    for row in once(answer.records(), "event"):
        about = facts(graph.opened.store, row["event"])
        rows.append(
            (
                span(about),
                linked(plain(row["label"]), address.entity(row["event"])),
                plain(graph.directory.label(one(about, "eventKind"))),
                plain(", ".join(every(about, "locality"))),
                _told(graph, about),
                refs.mark(sayings(about)),
            )
        )
    title = heading("What happened")
    if not rows:
        return title + paragraph("No event of this crisis has been entered yet.", "soft")
    headers = ("When", "Event", "Kind", "Where", "In our words", "Source")
    return title + table(headers, rows, caption="Oldest first", kind="dates")


def parts(graph: Loaded, refs: References, *, crisis: str = "", actor: str = "") -> Markup:
    """Return who had what part in a crisis, or in which crises an actor had one."""
    given = {"crisis": crisis} if crisis else {"actor": actor}
    answer = select(graph.opened.store, "involvements", **given)
    other = "actor" if crisis else "crisis"
    rows = []
    for row in once(answer.records(), "involvement"):
        about = facts(graph.opened.store, row["involvement"])
        crimes = joined(terms.thing(graph, key) for key in every(about, "crime"))
        rows.append(
            (
                linked(plain(row["part"]), address.entity(row["involvement"])),
                terms.thing(graph, row[other]),
                crimes,
                asserters(graph, about),
                note(about),
                refs.mark(sayings(about)),
            )
        )
    if not rows:
        return Markup("")
    who = "Who" if crisis else "Crisis"
    headers = ("Part", who, "Crime named", "According to", "Note", "Source")
    title = "Who took part, and who was targeted" if crisis else "Part in crises, as others say"
    told = paragraph(
        "None of this is said by normgraph itself: each row is what the one named there says. "
        "Found by a court and alleged by others are told apart.",
        "soft",
    )
    return heading(title) + told + table(headers, rows, caption="By kind of part")


def asserters(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return who says so, as links."""
    return joined(terms.thing(graph, key) for key in every(about, "assertedBy"))


def note(about: Sequence[Fact]) -> Markup:
    """Return the notes of a thing as text."""
    return plain(" ".join(fact.value.text for fact in about if fact.property == _NOTE))


def span(about: Sequence[Fact]) -> Markup:
    """Return from when to when, no more precisely than it is known."""
    first, last = dated(about, "from"), dated(about, "to")
    if not last or one(about, "from") == one(about, "to"):
        return first
    return Markup("{} to {}").format(first, last)


def _told(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return what happened, who is said to have done it to whom, and who says so."""
    told = [plain(fact.value.text) for fact in about if fact.property == _DEFINITION]
    wording = (
        ("Attributed to", "attributedTo"),
        ("Targeted:", "targets"),
        ("According to", "assertedBy"),
    )
    told += named(graph, about, wording, SENTENCE)
    if written := note(about):
        told.append(written)
    return joined(told, " ")
