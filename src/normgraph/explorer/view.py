"""What a page for one class of things adds to the table of facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import show
from normgraph.explorer.references import References
from normgraph.query.statements import Fact

#: A fragment, or what draws a chart, a button or a field when its turn comes.
Part = Markup | Callable[[], object]


@dataclass(frozen=True, slots=True)
class View:
    """What to show above the table of facts, in order."""

    parts: Sequence[Part]
    #: IRIs of properties whose facts these parts show with their sources.
    covered: frozenset[str] = frozenset()
    #: IRIs of properties by which others point here, and which these parts show.
    mentions: frozenset[str] = frozenset()


#: Makes the view of a thing from what is said about it.
Viewer = Callable[[Loaded, str, Sequence[Fact], References], View]


def draw(parts: Iterable[Part]) -> None:
    """Write parts to the page in their order."""
    waiting: list[Markup] = []
    for part in parts:
        if isinstance(part, Markup):
            waiting.append(part)
            continue
        if waiting:
            show(*waiting)
            waiting = []
        part()
    if waiting:
        show(*waiting)
