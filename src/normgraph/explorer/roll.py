"""Many actors at once, as a roll by name in columns."""

from collections.abc import Iterable

from markupsafe import Markup

from normgraph.explorer.decision_table import members
from normgraph.explorer.loaded import Loaded

#: From so many on, names are easier to find in columns than in a line.
LONG = 20


def roll(graph: Loaded, keys: Iterable[str], day: str = "") -> Markup:
    """Return actors in columns, in the order of the alphabet, as they were called on a day."""
    items = Markup("").join(
        Markup("<li>{}</li>").format(name) for _, name in members(graph, list(keys), day)
    )
    return Markup('<ul class="roll">{}</ul>').format(items)
