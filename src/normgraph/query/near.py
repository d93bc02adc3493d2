"""What somebody may have meant who asked for a thing that is not there."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from normgraph import iri
from normgraph.query import kept
from normgraph.store import Opened, once_per_graph

#: Things proposed, at most.
MOST = 5
#: Likeness from 0 to 100 below which nothing is proposed.
_LIKE = 70
#: No name that a person types is longer; longer ones would only cost time.
_LONGEST = 100


def near(opened: Opened, space: str, key: str) -> list[str]:
    """Return the IRIs of things whose key or name is like ``key``, the likest first.

    Things of the key space asked for come before those of others.
    """
    spaces = _spaces(opened)
    wanted = key[:_LONGEST].casefold()
    known = [space] if space in spaces else _like(space.casefold(), {s: s for s in spaces})
    found = [thing for name in known for thing in _like(wanted, spaces[name])]
    found += [things[wanted] for things in spaces.values() if wanted in things]
    return list(dict.fromkeys(found))[:MOST]


def _like(wanted: str, known: Mapping[str, str]) -> list[str]:
    """Return the values whose key begins with ``wanted`` or is like it, the likest first."""
    longer = sorted(key for key in known if len(wanted) > 2 and key.startswith(wanted))
    hits = process.extract(
        wanted, known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=MOST
    )
    alike = [hit for hit, _, _ in sorted(hits, key=lambda hit: (-hit[1], hit[0]))]
    return [known[key] for key in [*longer[:MOST], *alike]]


@once_per_graph
def _spaces(opened: Opened) -> Mapping[str, Mapping[str, str]]:
    """Return by key space the things by folded key, and by folded name where it is free."""
    spaces: dict[str, dict[str, str]] = {}
    names: list[tuple[str, str, str]] = []
    for thing in kept.directory(opened).values():
        if place := iri.split(thing.iri):
            spaces.setdefault(place[0], {})[place[1].casefold()] = thing.iri
            names.append((place[0], thing.label.casefold(), thing.iri))
    for space, name, thing_iri in sorted(names):
        spaces[space].setdefault(name, thing_iri)
    return spaces
