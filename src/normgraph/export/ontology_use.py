"""Which data uses the ontology: how often each term occurs, in which sources, for example."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode

from normgraph.query import select
from normgraph.query.ontology import RDF_TYPE
from normgraph.query.run import text
from normgraph.store import Opened, once_per_graph

Counts = Mapping[str, int]


@dataclass(slots=True)
class Use:
    """How the graph uses a class, a property or a term of a vocabulary."""

    count: int = 0  #: things of a class, statements of a property, statements naming a term
    things: int = 0  #: of which a property is said
    values: int = 0  #: different ones, of a property
    sources: dict[str, int] = field(default_factory=dict)  #: by IRI, most first
    classes: dict[str, int] = field(default_factory=dict)  #: of what a property is said of
    properties: dict[str, int] = field(default_factory=dict)  #: by which a term is named


@once_per_graph
def uses(opened: Opened) -> Mapping[str, Use]:
    """Return how each class, property and term is used, by IRI."""
    found: dict[str, Use] = defaultdict(Use)
    store = opened.store
    for row in select(store, "class_extent").records():
        found[row["class"]].count = int(row["things"])
    for row in select(store, "class_sources").records():
        found[row["class"]].sources[row["source"]] = int(row["things"])
    for row in select(store, "property_extent").records():
        use = found[row["property"]]
        use.count, use.things, use.values = (
            int(row[name]) for name in ("statements", "things", "values")
        )
    for row in select(store, "property_sources").records():
        found[row["property"]].sources[row["source"]] = int(row["statements"])
    for row in select(store, "property_classes").records():
        found[row["property"]].classes[row["class"]] = int(row["statements"])
    for row in select(store, "term_uses").records():
        use = found[row["term"]]
        use.properties[row["property"]] = int(row["things"])
        use.count += int(row["things"])
    return dict(found)


@once_per_graph
def _mentions(opened: Opened) -> Counts:
    """Return how many statements name each thing."""
    rows = select(opened.store, "mention_counts").records()
    return Counter({row["thing"]: int(row["statements"]) for row in rows})


@once_per_graph
def _best_of_class(opened: Opened) -> Mapping[str, str]:
    best: dict[str, str] = {}
    for row in select(opened.store, "mention_counts").records():
        best.setdefault(row["class"], row["thing"])
    return best


def example_of_class(opened: Opened, cls: str) -> str:
    """Return the thing of a class that most statements name, or nothing if it has none."""
    best = _best_of_class(opened)
    if cls in best:
        return best[cls]
    members = opened.store.quads_for_pattern(
        None, NamedNode(RDF_TYPE), NamedNode(cls), DefaultGraph()
    )
    return min((text(quad.subject) for quad in members), default="")


def example_of_property(opened: Opened, property_: str) -> tuple[str, str, bool] | None:
    """Return a thing, a value and whether that is a thing, of the most named things' first."""
    mentions = _mentions(opened)
    key = NamedNode(property_)
    quads = opened.store.quads_for_pattern(None, key, None, DefaultGraph())
    subjects = ((-mentions.get(text(quad.subject), 0), text(quad.subject)) for quad in quads)
    _, thing = min(subjects, default=(0, ""))
    if not thing:
        return None
    said = opened.store.quads_for_pattern(NamedNode(thing), key, None, DefaultGraph())
    value = min((quad.object for quad in said), key=str)
    return thing, text(value), isinstance(value, NamedNode)


def example_of_term(opened: Opened, term: str) -> tuple[str, str] | None:
    """Return a property and the most named thing that has ``term`` as a value of it."""
    mentions = _mentions(opened)
    quads = opened.store.quads_for_pattern(None, None, NamedNode(term), DefaultGraph())
    ranked = (
        (-mentions.get(text(quad.subject), 0), text(quad.subject), quad.predicate.value)
        for quad in quads
    )
    best = min(ranked, default=None)
    return (best[2], best[1]) if best else None
