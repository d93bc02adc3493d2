"""What a page for one class of things adds to the table of facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from normgraph.explorer.loaded import Loaded
from normgraph.explorer.references import References
from normgraph.query.statements import Fact


@dataclass(frozen=True, slots=True)
class View:
    """Fragments to show above the table of facts."""

    parts: Sequence[Markup]
    #: IRIs of properties whose facts these fragments show with their sources.
    covered: frozenset[str] = frozenset()
    #: IRIs of properties by which others point here, and which these fragments show.
    mentions: frozenset[str] = frozenset()


#: Makes the view of a thing from what is said about it.
Viewer = Callable[[Loaded, str, Sequence[Fact], References], View]
