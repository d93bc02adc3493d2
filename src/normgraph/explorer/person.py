"""A person: charges before courts, offices held and what he or she did with norms."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import engagements, happened, justice, terms
from normgraph.explorer.facts import every
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, paragraph
from normgraph.explorer.memberships import appointments
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query.ontology import local
from normgraph.query.statements import Fact


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return nationality, charges, offices and engagements of a person."""
    found = engagements.engagements(graph, actor=thing)
    states = joined(terms.thing(graph, key) for key in every(facts, "nationality"))
    parts = [
        paragraph(Markup("Nationality: {}").format(states)) if states else Markup(""),
        justice.charges(graph, refs, accused=thing),
        appointments(graph, refs, person=thing),
        happened.parts(graph, refs, actor=thing),
        engagements.section(graph, found, refs, title="Words on norms", of="actor"),
    ]
    return View(parts, mentions=frozenset(map(local, ("person", "actor", "accused"))))
