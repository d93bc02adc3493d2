"""The facts about a thing as a table: in words, each with who says so one click away."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import folded_away, joined, link, listed, plain, table
from normgraph.explorer.references import References
from normgraph.query.ontology import local
from normgraph.query.statements import Fact, Saying

#: Properties that come first, in this order; the others follow by label.
FIRST = tuple(
    local(name)
    for name in [
        "symbol",
        "title",
        "date",
        "outcome",
        "decisionKind",
        "votedFor",
        "votedAgainst",
        "abstained",
        "didNotVote",
        "vetoedBy",
        "officialVeto",
        "adoptedWithoutVote",
        "secretBallot",
        "from",
        "to",
        "member",
        "organization",
        "role",
        "seat",
        "meeting",
        "agendaItem",
        "concerns",
        "place",
        "subject",
        "sponsoredBy",
        "underChapterVII",
    ]
)
#: Values of one property beyond which the rest opens at a click.
SHOWN = 25
_PRECISION = "Precision"
_NAMED = Markup("{} {}")
#: Of words and things that make a sentence of their own.
SENTENCE = Markup("{} {}.")


def one(facts: Iterable[Fact], name: str) -> str:
    """Return the first value of one of our properties as text, or nothing."""
    return next(iter(every(facts, name)), "")


def every(facts: Iterable[Fact], name: str) -> list[str]:
    """Return the values of one of our properties as text."""
    return [fact.value.text for fact in facts if fact.property == local(name)]


def named(
    graph: Loaded,
    facts: Sequence[Fact],
    wording: Iterable[tuple[str, str]],
    form: Markup = _NAMED,
) -> list[Markup]:
    """Return, for each property that has values, its words and the things as links.

    Parameters
    ----------
    graph
        For names.
    facts
        What is said of a thing.
    wording
        Words, and the local name of the property before whose values they stand.
    form
        How the words and the things stand together.
    """
    return [
        form.format(words, joined(terms.thing(graph, key) for key in keys))
        for words, name in wording
        if (keys := every(facts, name))
    ]


def precision(facts: Iterable[Fact], name: str) -> str:
    """Return how precisely the day that ``name`` gives is known: month, year or nothing."""
    return one(facts, name + _PRECISION).rpartition("/")[2]


def dated(facts: Sequence[Fact], name: str) -> Markup:
    """Return the day that ``name`` gives, no more precisely than it is known; or nothing."""
    written = one(facts, name)
    return terms.day(written, precision(facts, name)) if written else plain("")


def sayings(facts: Iterable[Fact]) -> list[Saying]:
    """Return which documents say what is said; rules only where no document does."""
    said = sorted({saying for fact in facts for saying in fact.said})
    return [saying for saying in said if not saying.rule] or said


def facts_table(
    graph: Loaded,
    facts: Sequence[Fact],
    refs: References,
    *,
    caption: str,
    without: Container[str] = (),
) -> Markup:
    """Return every fact in a table of property, values and references.

    Parameters
    ----------
    graph
        For labels.
    facts
        What is said, in any order.
    refs
        Numbers the sources.
    caption
        What the table shows.
    without
        IRIs of properties that the page shows elsewhere.
    """
    groups: dict[tuple[str, tuple[Saying, ...]], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.property not in without and not fact.property.endswith(_PRECISION):
            groups[fact.property, fact.said].append(fact)
    order = {name: place for place, name in enumerate(FIRST)}
    rows = sorted(
        groups.items(),
        key=lambda group: (
            order.get(group[0][0], len(order)),
            graph.ontology.label(group[0][0]),
            group[0][1],
        ),
    )
    return table(
        ("Statement", "Value", "Source"),
        [
            (_property(graph, name), _values(graph, facts, group), refs.mark(said))
            for (name, said), group in rows
        ],
        caption=caption,
        kind="facts",
    )


def _property(graph: Loaded, name: str) -> Markup:
    label = graph.ontology.label(name)
    if not name.startswith(iri.ONTOLOGY):
        return plain(label)
    return link(label, address.entity(name), title=graph.ontology.definition(name))


def _values(graph: Loaded, facts: Sequence[Fact], group: Sequence[Fact]) -> Markup:
    known = precision(facts, group[0].property.removeprefix(iri.ONTOLOGY))
    values = [
        terms.value(graph, fact.value, precision=known)
        for fact in sorted(group, key=lambda fact: _order(graph, fact))
    ]
    short = all(fact.value.kind == "thing" for fact in group)
    shown, more = values[:SHOWN], values[SHOWN:]
    first = joined(shown) if short or len(shown) == 1 else listed(shown)
    if not more:
        return first
    return first + folded_away(f"and {len(more)} more", joined(more) if short else listed(more))


def _order(graph: Loaded, fact: Fact) -> tuple[str, str]:
    written = fact.value.text
    return graph.directory.label(written).casefold(), written
