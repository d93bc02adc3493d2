"""How often the Council's texts refer to the responsibility to protect, and how plainly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.records import Reference

REFERENCE = (
    "normgraph, coding rule for references to the responsibility to protect "
    "(data/engagements/council/CODING.md), after paragraphs 138 to 140 of A/RES/60/1."
)

#: Levels in the order of plainness; the first three count as references.
LEVELS = (
    "explicit-world-summit",
    "explicit-other",
    "state-responsibility",
    "broad-protection",
    "adviser-only",
)
COUNTED = frozenset(LEVELS[:3])
#: Texts that the Council adopted or its President read out; failed drafts are no texts of it.
KINDS = ("resolution", "presidential statement")


@dataclass(frozen=True, slots=True, order=True)
class ReferenceCount:
    """How many texts of one kind in one year are coded at one level."""

    year: int
    kind: str
    level: str
    texts: int


@dataclass(frozen=True, slots=True)
class ReferenceSeries:
    """Texts of the Council that speak of the responsibility to protect, by year and level."""

    counts: tuple[ReferenceCount, ...]  #: by year, kind and level; without zeros
    first: int  #: first year with a text
    last: int  #: last year with a text


def references_over_time(references: Iterable[Reference]) -> Result[ReferenceSeries]:
    """Return how many resolutions and presidential statements refer to the norm, by year.

    Parameters
    ----------
    references
        Every coded text, in any order; drafts that failed are left out. A text coded twice
        counts once, at its plainest level.

    Raises
    ------
    UndefinedMeasureError
        When no text is coded.

    References
    ----------
    See `REFERENCE`.
    """
    plainest: dict[str, Reference] = {}
    for reference in sorted(references):
        if reference.kind in KINDS:
            held = plainest.setdefault(reference.symbol, reference)
            if LEVELS.index(reference.level) < LEVELS.index(held.level):
                plainest[reference.symbol] = reference
    if not plainest:
        raise UndefinedMeasureError("No text of the Council is coded in this graph.")
    tally = Counter((text.date.year, text.kind, text.level) for text in plainest.values())
    years = [text.date.year for text in plainest.values()]
    counted = sum(text.level in COUNTED for text in plainest.values())
    return Result(
        value=ReferenceSeries(
            tuple(ReferenceCount(*place, number) for place, number in sorted(tally.items())),
            min(years),
            max(years),
        ),
        measure="texts of the Security Council by level of reference",
        reference=REFERENCE,
        n=len(plainest),
        unit="resolutions and presidential statements",
        sources=tuple(sorted({text.document for text in plainest.values()})),
        parameters={"counted as references": counted},
        caveats=(
            "A reference is a form of words; it says nothing of what the Council did, nor of "
            "whether anybody was protected.",
            "Whether a state's responsibility for its population counts as a reference is a "
            "matter of the coding rule; others who count draw the line elsewhere.",
            "Texts were found by patterns and then read; a text whose wording no pattern "
            "knows is missing.",
            "More texts a year, and longer ones, make more references; the bars are numbers, "
            "not shares.",
        ),
    )
