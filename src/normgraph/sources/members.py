"""Which state a source's name for a member means, on a given day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from normgraph.errors import SourceError
from normgraph.sources.files import rows


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a name: the state meant from one day to another."""

    first: date
    last: date
    state: str  #: key of a state; "" for words that occur as names and mean no state


@dataclass(frozen=True, slots=True)
class Names:
    """The names that one source uses."""

    source: str
    meanings: Mapping[str, tuple[Meaning, ...]]

    def state(self, name: str, day: date) -> str:
        """Return the key of the state that ``name`` means on ``day``; "" for no state.

        Raises
        ------
        SourceError
            When the table of names does not say.
        """
        for meaning in self.meanings.get(name, ()):
            if meaning.first <= day <= meaning.last:
                return meaning.state
        what = f"{name!r} is no known name of a state on {day}; add it to {TABLE}."
        raise SourceError(self.source, 0, what)


TABLE = "council-members.tsv"


def names(folder: Path) -> dict[str, Names]:
    """Return the names by source, from the table in ``folder``."""
    found: dict[str, dict[str, list[Meaning]]] = defaultdict(lambda: defaultdict(list))
    columns = ("source", "name", "from", "to", "state")
    for row in rows(folder / TABLE, columns, delimiter="\t"):
        cells = row.cells
        first = date.fromisoformat(cells["from"]) if cells["from"] else date.min
        last = date.fromisoformat(cells["to"]) if cells["to"] else date.max
        found[cells["source"]][cells["name"]].append(Meaning(first, last, cells["state"]))
    return {
        source: Names(source, {name: tuple(some) for name, some in meanings.items()})
        for source, meanings in found.items()
    }
