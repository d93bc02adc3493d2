"""A crisis: what happened according to whom, who answered, what was blocked, who was tried."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.analysis.crisis_analyses import crisis_timeline
from normgraph.errors import UndefinedMeasureError
from normgraph.explorer import (
    address,
    determinations,
    estimates,
    happened,
    justice,
    paging,
    responses,
    terms,
    yearly,
)
from normgraph.explorer.decision_table import decision_table
from normgraph.explorer.engagements import engagements_over, section
from normgraph.explorer.facts import dated, every, one
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import bar, heading, joined, link, paragraph
from normgraph.explorer.references import References
from normgraph.explorer.view import Part, View
from normgraph.query.ontology import local
from normgraph.query.register import Entry
from normgraph.query.statements import Fact

_ADOPTED = "/adopted"
#: Properties by which others point here and that sections of the page show.
_MENTIONS = ("concerns", "crisis", "addresses", "discusses")
#: What the bar at the top leads to: the name of a section, and its words.
_SECTIONS = (
    ("timeline", "Timeline"),
    ("happened", "What happened"),
    ("numbers", "How many"),
    ("names", "What it was called"),
    ("answers", "Who answered"),
    ("votes", "Votes and vetoes"),
    ("trials", "Who was tried"),
    ("norms", "Norms invoked"),
)


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return everything on record about a crisis, from the timeline to the norms invoked."""
    entries = [entry for entry in graph.register.values() if thing in entry.crises]
    said = section(
        graph,
        engagements_over(graph, thing),
        refs,
        title="Who invoked which norm over it",
        of="crisis",
    )
    first, last = one(facts, "from"), one(facts, "to")
    parts: list[Part] = [
        _card(graph, facts),
        _bar(),
        _named("timeline"),
        *_timeline(graph, thing),
        _named("happened"),
        happened.bounds(graph, thing, refs),
        happened.events(graph, thing, refs),
        happened.parts(graph, refs, crisis=thing),
        _named("numbers"),
        estimates.estimates(graph, thing, refs),
        yearly.of_places(graph, every(facts, "place"), first, last, refs),
        _named("names"),
        determinations.section(graph, refs, of="crisis", thing=thing),
        _named("answers"),
        responses.section(graph, thing, refs),
        _named("votes"),
        _votes(graph, thing, entries),
        _named("trials"),
        justice.cases(graph, refs, crisis=thing),
        _named("norms"),
        said or paragraph("No engagement with a norm over it has been entered.", "soft"),
    ]
    return View(parts, mentions=frozenset(map(local, _MENTIONS)))


def _card(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    """Return place and dates in one line."""
    told = [joined(terms.thing(graph, key) for key in every(facts, "place"))]
    if one(facts, "from"):
        told.append(Markup("from {}").format(dated(facts, "from")))
    ends = dated(facts, "to")
    told.append(Markup("to {}").format(ends) if ends else Markup("no end on record"))
    return paragraph(joined([part for part in told if part], " · "), "finding")


def _bar() -> Markup:
    links = [link(words, f"#{name}") for name, words in _SECTIONS]
    return bar("On this page", links)


def _named(name: str) -> Markup:
    """Return a place to which the bar leads."""
    return Markup('<a id="{}"></a>').format(name)


def _timeline(graph: Loaded, thing: str) -> list[Part]:
    """Return the figure of the window that the address names, or of the crisis's own time."""
    key = address.short(thing).partition("/")[2]
    whole = address.chosen("span") == "all"
    choices = [
        link("the time of the crisis", address.page("entity", **_span("")), current=not whole),
        link("everything on record", address.page("entity", **_span("all")), current=whole),
    ]
    span = bar("Time shown", choices)
    try:
        result = crisis_timeline(graph.opened, key, whole=whole)
    except UndefinedMeasureError as error:
        return [heading("Timeline"), span, paragraph(str(error), "soft")]
    return [span, *framed(cited(graph, result), f"normgraph-timeline-{key}")]


def _span(chosen: str) -> dict[str, object]:
    return address.with_choices(span=chosen)


def _votes(graph: Loaded, thing: str, entries: list[Entry]) -> Markup:
    """Return the decisions on a crisis: what was not adopted first, then what was."""
    title = heading("Decisions of the Security Council")
    if not entries:
        none = "No text that the Council voted on is mapped to this crisis."
        return title + paragraph(none, "soft")
    failed = [entry for entry in entries if not entry.outcome.endswith(_ADOPTED)]
    adopted = [entry for entry in entries if entry.outcome.endswith(_ADOPTED)]
    vetoed = sum(bool(entry.cast("vetoedBy")) for entry in failed)
    key = address.short(thing).partition("/")[2]
    told = Markup(
        "The Council voted {} times on texts that concern this crisis: {} adopted, {} not, of "
        "which {} vetoed. Which texts concern it is an editorial mapping of agenda items, "
        "subjects and symbols. {}"
    ).format(
        len(entries),
        len(adopted),
        len(failed),
        vetoed,
        link("Filter and download them", address.page("decisions", crisis=key)),
    )
    parts = title + paragraph(told)
    if failed:
        caption = "Not adopted: who vetoed, who else was against, who abstained"
        parts += heading("Not adopted", 3) + decision_table(graph, failed, caption=caption)
    if adopted:
        parts += heading("Adopted", 3) + decision_table(
            graph, paging.sliced(adopted), caption="Adopted, oldest first"
        )
        parts += paging.links("entity", len(adopted))
    return parts
