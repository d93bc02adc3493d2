"""What the record says to a claim of the literature: its finding follows from its evidence.

Each claim names a query of the library that assembles the evidence on record by a day. A row
of evidence bears on the claim in one of four ways, which the query decides by stated
conditions; the finding follows from the rows by one rule for all claims.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError

REFERENCE = "normgraph, rule of findings (normgraph.analysis.claims.finding)."


class Bearing(StrEnum):
    """How a row of evidence bears on a claim."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Outcome(StrEnum):
    """What the record says to a claim."""

    SUPPORTED = "supported"
    QUALIFIED = "qualified"
    CONTRADICTED = "contradicted"
    NOT_CHECKABLE = "not checkable by records"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says, in words of our own."""

    key: str
    position: int  #: number in the list of claims
    label: str
    text: str
    date: date  #: of the text
    evidence: str  #: name of the query
    asserters: tuple[str, ...]  #: names of the texts, sorted
    sources: tuple[str, ...] = ()  #: keys of the documents that the row cites, sorted


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One row of evidence."""

    bearing: Bearing
    day: str  #: of what it tells; empty where it has none
    what: str  #: in words
    thing: str = ""  #: key with its key space, if it is about one thing
    source: str = ""  #: key of the document, if one says it


@dataclass(frozen=True, slots=True)
class Finding:
    """What the record by a day says to a claim."""

    claim: Claim
    as_of: date
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...]  #: what bears on it first


class Findings(tuple[Finding, ...]):
    """Findings on claims, by number and day."""

    __slots__ = ()


def finding(claim: Claim, evidence: Iterable[Evidence], as_of: date) -> Finding:
    """Return what the evidence on record by a day says to a claim.

    Contradicted, if rows speak against it and none for it. Supported, if rows speak for it
    and none against it or qualifies it. Qualified, if rows speak for it and others against
    it or qualify it, or if they only qualify it. Not checkable by records, if no row bears
    on it: there may be rows of context, which do not decide it.
    """
    rows = tuple(sorted(set(evidence), key=_order))
    # What several sources say alike is one thing that bears on the claim.
    number = Counter(
        bearing for bearing, *_ in {(r.bearing, r.day, r.what, r.thing) for r in rows}
    )
    for_it, against = number[Bearing.SUPPORTS], number[Bearing.CONTRADICTS]
    if against and not for_it:
        outcome = Outcome.CONTRADICTED
    elif for_it and not against and not number[Bearing.QUALIFIES]:
        outcome = Outcome.SUPPORTED
    elif for_it or number[Bearing.QUALIFIES]:
        outcome = Outcome.QUALIFIED
    else:
        outcome = Outcome.NOT_CHECKABLE
    return Finding(claim, as_of, outcome, _reason(rows, number), rows)


def findings(
    evidence: Mapping[tuple[Claim, date], Sequence[Evidence]],
) -> Result[Findings]:
    """Return the findings on many claims, by number and day.

    Parameters
    ----------
    evidence
        The evidence on record, by claim and the day to which the record is read.

    Raises
    ------
    UndefinedMeasureError
        When there is no claim.
    """
    if not evidence:
        raise UndefinedMeasureError("The graph has no claim of the literature.")
    found = sorted(
        (finding(claim, rows, day) for (claim, day), rows in evidence.items()),
        key=lambda each: (each.claim.position, each.as_of, each.claim.key),
    )
    sources = {row.source for each in found for row in each.evidence}
    sources |= {source for each in found for source in each.claim.sources}
    return Result(
        value=Findings(found),
        measure="findings on claims of the literature, by their evidence on record",
        reference=REFERENCE,
        n=len({each.claim.key for each in found}),
        unit="claims",
        sources=tuple(sorted(sources - {""})),
        caveats=(
            "A finding says what this graph has on record, not what is true: evidence that "
            "nobody entered is missing.",
            "Which condition makes a row speak for or against a claim is decided in its query, "
            "which anyone can read and contest; what the text of the claim itself says is no "
            "evidence for it.",
            "The record by the day of a claim is made of what happened by then, known now; its "
            "author could not know all of it.",
            "A claim about causes or morals is not decided by counting and is told so.",
        ),
    )


def _reason(rows: Sequence[Evidence], number: Mapping[Bearing, int]) -> str:
    """Return how many rows bear on the claim in which way, and the weightiest of them."""
    bearing = [row for row in rows if row.bearing is not Bearing.CONTEXT]
    if not bearing:
        if not rows:
            return "Nothing on record bears on it."
        return f"{_rows(len(rows))} of context; none can decide it."
    counts = ", ".join(_told(kind, number[kind]) for kind in _WEIGHT if number[kind])
    day = f" ({bearing[0].day})" if bearing[0].day else ""
    return f"{counts}. {bearing[0].what}{day}"


def _told(bearing: Bearing, number: int) -> str:
    """Return how many rows bear so, such as "1 qualifies" or "3 support"."""
    return f"{number} {bearing if number == 1 else _PLURAL[bearing]}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


_PLURAL = {
    Bearing.SUPPORTS: "support",
    Bearing.QUALIFIES: "qualify",
    Bearing.CONTRADICTS: "contradict",
}
#: What a reader should see first.
_WEIGHT = (Bearing.CONTRADICTS, Bearing.QUALIFIES, Bearing.SUPPORTS)


def _order(row: Evidence) -> tuple[int, str, str, str, str]:
    place = _WEIGHT.index(row.bearing) if row.bearing in _WEIGHT else len(_WEIGHT)
    return place, row.day, row.what, row.thing, row.source
