"""Claims of the literature beside the record: what it said then, and what it says now."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from normgraph import iri
from normgraph.analysis.claim_analyses import check_claims
from normgraph.analysis.claims import Bearing, Evidence, Finding, Findings
from normgraph.analysis.result import Result
from normgraph.explorer import address, terms
from normgraph.explorer.facts import sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    linked,
    listed,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.explorer.view import Part, View
from normgraph.query.catalog import named
from normgraph.query.statements import Fact, Saying

_RULE = (
    "Supported: rows speak for it, none against. Contradicted: rows speak against it, none "
    "for it. Qualified: rows of both kinds, or rows that limit it. Not checkable by records: "
    "no row decides it, as with claims about causes."
)
_SHOWN = 40  #: rows of evidence beyond which the rest opens at a click
#: Numbers too long to be years.
_LARGE = re.compile(r"\b[0-9]{5,}\b")


def every_claim(graph: Loaded, refs: References) -> list[Part]:
    """Return all claims with what the record said by their day, and says now."""
    del refs
    result = _checked(graph)
    pairs = _pairs(result)
    rows = []
    for then, now in pairs:
        claim = now.claim
        rows.append(
            (
                plain(str(claim.position)),
                linked(plain(claim.text), address.entity(iri.mint("claim", claim.key))),
                plain("; ".join(claim.asserters)),
                _outcome(then),
                _outcome(now),
                _readable(now.reason),
            )
        )
    day = terms.spoken(pairs[0][1].as_of.isoformat())
    headers = ("No.", "Claim, in our words", "Made in", "By its day", f"By {day}", "Why")
    caption = f"{len(rows)} claims; each leads to its evidence"
    return [
        heading("Claims of the literature, beside the record"),
        paragraph(_RULE),
        table(headers, rows, caption=caption, kind="claims"),
        heading("What it does not show", 3),
        listed(plain(sentence) for sentence in result.caveats),
    ]


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return one claim: findings as of its day and now, with every row of evidence."""
    key = address.short(thing).partition("/")[2]
    then, now = _pairs(check_claims(graph.opened, key))[0]
    told = Markup("Claim {}, made in {} {}").format(
        now.claim.position,
        plain("; ".join(now.claim.asserters)),
        refs.mark(sayings(facts)),
    )
    query = named(now.claim.evidence)
    asked = paragraph(query.summary) + Markup("<pre>{}</pre>").format(plain(query.text))
    return View(
        [
            paragraph(told),
            *_shown(graph, then, refs),
            *(_shown(graph, now, refs) if now.as_of != then.as_of else []),
            paragraph(_RULE, "soft"),
            folded_away(f"The query that assembles the evidence: {query.name}", asked),
        ]
    )


@lru_cache(maxsize=1)
def _checked(graph: Loaded) -> Result[Findings]:
    """Return the findings on every claim, worked out once for each graph that is served."""
    return check_claims(graph.opened)


def _shown(graph: Loaded, found: Finding, refs: References) -> list[Markup]:
    day = terms.spoken(found.as_of.isoformat())
    rows = [_row(graph, each, refs) for each in found.evidence]
    headers = ("Bears on it", "Day", "What is on record", "Thing", "Source")
    caption = f"Record to {day}; what decides comes first"
    parts = [
        heading(f"By the record to {day}"),
        paragraph(Markup("{}. {}").format(_outcome(found), _readable(found.reason)), "finding"),
    ]
    if rows:
        parts.append(table(headers, rows[:_SHOWN], caption=caption, kind="dates"))
    if rows[_SHOWN:]:
        rest = table(headers, rows[_SHOWN:], caption=caption, kind="dates")
        parts.append(folded_away(f"and {len(rows) - _SHOWN} more rows", rest))
    return parts


def _row(graph: Loaded, each: Evidence, refs: References) -> tuple[Markup, ...]:
    thing = iri.ID + each.thing if each.thing else ""
    said = [Saying(iri.mint("document", each.source))] if each.source else []
    words = plain(each.bearing)
    return (
        words
        if each.bearing is Bearing.CONTEXT
        else Markup("<strong>{}</strong>").format(words),
        terms.day(each.day) if each.day else plain(""),
        _readable(each.what),
        terms.thing(graph, thing) if thing else plain(""),
        refs.mark(said),
    )


def _readable(text: str) -> Markup:
    """Return text with its large numbers in groups of three digits.

    >>> _readable("10984119 people at the end of 2025")
    Markup('10,984,119 people at the end of 2025')
    """
    return plain(_LARGE.sub(lambda found: f"{int(found.group()):,}", text))


def _outcome(found: Finding) -> Markup:
    return Markup("<strong>{}</strong>").format(plain(found.outcome))


def _pairs(result: Result[Findings]) -> list[tuple[Finding, Finding]]:
    """Return for each claim the finding of its day and that of the graph's."""
    by_claim: dict[str, list[Finding]] = {}
    for each in result.value:
        by_claim.setdefault(each.claim.key, []).append(each)
    return [(alike[0], alike[-1]) for alike in by_claim.values()]
