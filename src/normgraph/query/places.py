"""Where states lie, for maps."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from normgraph import iri
from normgraph.query.ontology import local
from normgraph.store import Opened, once_per_graph

_STATES = f"{iri.ID}state/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a state lies."""

    outline: str  #: by which code outlines of the world know it
    latitude: float | None = None
    longitude: float | None = None


@once_per_graph
def places(opened: Opened) -> Mapping[str, Place]:
    """Return the place of every state by its IRI."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("iso3", "m49", "latitude", "longitude"):
        quads = opened.store.quads_for_pattern(
            None, NamedNode(local(name)), None, DefaultGraph()
        )
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, Literal):
                found[subject.value][name] = value.value
    for thing in opened.store.quads_for_pattern(
        None,
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode(local("State")),
        DefaultGraph(),
    ):
        if isinstance(thing.subject, NamedNode):
            found[thing.subject.value].setdefault("iso3", iri.key(thing.subject.value))
    return {
        key: Place(
            # Outlines without a code of the United Nations bear the key of the state.
            outline=given.get("m49") or iri.key(key),
            latitude=_degrees(given.get("latitude")),
            longitude=_degrees(given.get("longitude")),
        )
        for key, given in found.items()
        if key.startswith(_STATES)
    }


def _degrees(written: str | None) -> float | None:
    return None if written is None else float(written)
