"""A query that failed: where, why, and what to try."""

import re

from markupsafe import Markup

from normgraph.errors import NormgraphError
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, listed, paragraph, plain, show
from normgraph.explorer.workbench.running import Outcome
from normgraph.explorer.workbench.vocabulary import vocabulary
from normgraph.query.hints import of_error

_PLACE = re.compile(r"at line (\d+), column (\d+)")


def failed(found: Loaded, outcome: Outcome) -> None:
    """Show why there is no answer, with the line, and what to try."""
    if outcome.error is None:
        return
    hints = of_error(outcome.query, outcome.error, vocabulary(found))
    show(
        heading("No answer"),
        Markup('<pre class="wrong" role="alert">{}</pre>').format(plain(str(outcome.error))),
        paragraph("What to try:") + listed(map(plain, hints)) if hints else Markup(""),
    )


def place_of(error: NormgraphError) -> tuple[int, int]:
    """Return the line and column that an error names, or zeros."""
    place = _PLACE.search(str(error))
    return (int(place[1]), int(place[2])) if place else (0, 0)
