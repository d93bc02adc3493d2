"""Who proclaimed, endorsed, invoked or contested which norm, when, and in which document."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from normgraph.explorer import address, paging, terms
from normgraph.explorer.decision_table import members
from normgraph.explorer.facts import dated, every, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    bar,
    heading,
    joined,
    link,
    linked,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import Fact, facts

#: In the order in which a norm is made, used, resisted and broken.
STANCES = ("proclaims", "endorses", "localizes", "invokes", "contests", "violates")
_SIZE = 25  #: rows on a page
_LIMITS = (
    "Counted is what was coded from documents that were read or found reported. Who is not "
    "here may still have spoken; it is no measure of how often."
)


@dataclass(slots=True)
class Engagement:
    """What an actor did with a norm in a document. Things are IRIs."""

    key: str
    date: str
    actors: set[str] = field(default_factory=set)
    norms: set[str] = field(default_factory=set)
    stance: str = ""  #: key of the stance


def engagements(graph: Loaded, **given: str) -> list[Engagement]:
    """Return the engagements that fit, newest first."""
    return _gathered(select(graph.opened.store, "engagements", **given).records())


def engagements_over(graph: Loaded, crisis: str) -> list[Engagement]:
    """Return the engagements over a crisis, and on decisions that concern it, newest first."""
    rows = select(graph.opened.store, "engagements_over", crisis=crisis).records()
    return _gathered(rows)


def _gathered(rows: Iterable[Mapping[str, str]]) -> list[Engagement]:
    found: dict[str, Engagement] = {}
    for row in rows:
        held = found.setdefault(row["engagement"], Engagement(row["engagement"], row["date"]))
        held.actors.add(row["actor"])
        held.norms.add(row["norm"])
        held.stance = address.short(row["stance"]).partition("/")[2]
    return sorted(found.values(), key=lambda each: (each.date, each.key), reverse=True)


def section(
    graph: Loaded,
    found: Sequence[Engagement],
    refs: References,
    *,
    title: str,
    of: str,
    page: str = "entity",
) -> Markup:
    """Return counts by stance and the table of those with the stance that the address names.

    Parameters
    ----------
    graph
        For names.
    found
        Newest first.
    refs
        Numbers the sources.
    title
        Of the section.
    of
        "norm", "actor" or "crisis": what all have in common, and no column tells.
    page
        On which the section stands.
    """
    if not found:
        return Markup("")
    counts = Counter(each.stance for each in found)
    wanted = address.chosen("stance")
    if wanted not in counts:
        wanted = ""
    chosen = [each for each in found if wanted in {"", each.stance}]
    choices = [_choice(page, "", f"all {len(found)}", current=not wanted)]
    choices += [
        _choice(
            page, stance, f"{_label(graph, stance)} {counts[stance]}", current=stance == wanted
        )
        for stance in sorted(counts, key=_place)
    ]
    shown = engagement_table(
        graph, paging.sliced(chosen, _SIZE, name="engagements"), refs, of=of
    )
    pages = paging.links(page, len(chosen), _SIZE, name="engagements")
    return heading(title) + bar("Stances", choices) + shown + pages + paragraph(_LIMITS, "soft")


def engagement_table(
    graph: Loaded, found: Sequence[Engagement], refs: References, *, of: str
) -> Markup:
    """Return a row for each engagement; ``of`` says which column would repeat itself."""
    heads = {"actor": "Who", "norm": "Norm"}
    shown = [name for name in heads if name != of]
    headers = (
        "Date",
        *(heads[name] for name in shown),
        "Stance",
        "In our words",
        "Where",
        "Source",
    )
    caption = "Newest first; the date leads to the entry"
    rows = [_row(graph, each, refs, shown) for each in found]
    return table(headers, rows, caption=caption, kind="engagements")


def _row(
    graph: Loaded, each: Engagement, refs: References, shown: Sequence[str]
) -> tuple[Markup, ...]:
    about = facts(graph.opened.store, each.key)
    cells = {
        "actor": joined(name for _, name in members(graph, sorted(each.actors), each.date)),
        "norm": joined(terms.thing(graph, norm) for norm in sorted(each.norms)),
    }
    day = linked(dated(about, "date"), address.entity(each.key))
    notes = [fact.value.text for fact in about if fact.property.endswith("#note")]
    levels = [graph.directory.label(level) for level in every(about, "level")]
    said = joined([plain(note) for note in [*notes, *(f"({level})" for level in levels)]], " ")
    return (
        day,
        *(cells[name] for name in shown),
        plain(_label(graph, each.stance)),
        said,
        _where(graph, about),
        refs.mark(sayings(about)),
    )


def _where(graph: Loaded, about: Sequence[Fact]) -> Markup:
    """Return the document, and the decision and the crisis that it was about."""
    parts = [terms.thing(graph, key) for key in every(about, "document")]
    for words, name in (("on", "decision"), ("over", "crisis")):
        parts += [
            Markup("{} {}").format(words, terms.thing(graph, key)) for key in every(about, name)
        ]
    if according := every(about, "assertedBy"):
        told = joined(terms.thing(graph, key) for key in according)
        parts.append(Markup("according to {}").format(told))
    return joined(parts, ", ")


def _choice(page: str, stance: str, words: str, *, current: bool) -> Markup:
    choices = address.with_choices(stance=stance, engagements="")
    return link(words, address.page(page, **choices), current=current)


def _label(graph: Loaded, stance: str) -> str:
    return graph.directory.label(address.long(f"stance/{stance}"))


def _place(stance: str) -> int:
    return STANCES.index(stance) if stance in STANCES else len(STANCES)
