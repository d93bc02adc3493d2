"""An activity or campaign of civil society: who did what when, over which crisis or norm."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer.facts import dated, named, one
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, paragraph
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query.statements import Fact

_WORDS = (
    ("by", "actor"),
    ("role:", "civicRole"),
    ("over", "crisis"),
    ("for", "norm"),
    ("see", "document"),
)


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return who did it, in which role, when and what about."""
    del thing, refs
    told = named(graph, facts, _WORDS)
    for words, name in (("from", "from"), ("to", "to")):
        if one(facts, name):
            told.append(Markup("{} {}").format(words, dated(facts, name)))
    return View([paragraph(joined(told, " · "), "finding")])
