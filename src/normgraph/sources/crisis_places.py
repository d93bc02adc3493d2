"""The states of which estimates are taken: those in which a crisis of our tables lies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from normgraph.sources.files import rows


def crisis_places(data: Path) -> frozenset[str]:
    """Return the keys of states that are the place of a crisis, and of states they succeed.

    A source counts the deaths of 1991 in Croatia under Yugoslavia, which no crisis names as
    its place; so a predecessor is taken with its successor.
    """
    columns = ("key", "place")
    places = {
        place
        for path in sorted(data.glob("crises/**/Crisis.csv"))
        for row in rows(path, columns)
        for place in _several(row.cells["place"])
    }
    earlier = _predecessors(data / "states" / "State.succession.csv")
    found: set[str] = set()
    while new := places - found:
        found |= new
        places |= {one for state in new for one in earlier.get(state, ())}
    return frozenset(found)


def state_keys(data: Path) -> frozenset[str]:
    """Return the keys of all states of our tables."""
    return frozenset(row.cells["key"] for row in rows(data / "states" / "State.csv", ("key",)))


def states_by_number(data: Path) -> dict[str, tuple[str, ...]]:
    """Return the states that bear each number of Gleditsch and Ward; most bear it alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(data / "states" / "State.gw.csv", ("key", "gwCode")):
        for number in _several(row.cells["gwCode"]):
            found[number].append(row.cells["key"])
    return {number: tuple(states) for number, states in found.items()}


def _predecessors(path: Path) -> Mapping[str, tuple[str, ...]]:
    return {
        row.cells["key"]: tuple(
            one.removeprefix("state/") for one in _several(row.cells["succeeds"])
        )
        for row in rows(path, ("key", "succeeds"))
    }


def _several(cell: str) -> Iterable[str]:
    return filter(None, cell.split("|"))
