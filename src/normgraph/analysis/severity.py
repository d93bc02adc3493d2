"""How grave a crisis was by one of several sources; no number where the source has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from normgraph.analysis.delay import years
from normgraph.query.crisis_responses import Answered, Crisis, Figure


class Severity(StrEnum):
    """What gravity is measured by."""

    ONE_SIDED = "one-sided-deaths"
    ORGANIZED = "organized-violence-deaths"
    DISPLACED = "displaced"
    FINDINGS = "findings"


#: What the number of each choice counts, for axes and sentences.
COUNTED: Mapping[Severity, str] = {
    Severity.ONE_SIDED: "civilians killed in one-sided violence, documented by UCDP",
    Severity.ORGANIZED: "deaths in organized violence, documented by UCDP",
    Severity.DISPLACED: "people displaced at the peak (UNHCR and IDMC)",
    Severity.FINDINGS: "findings of crimes by courts and United Nations bodies",
}
_QUANTITIES: Mapping[Severity, frozenset[str]] = {
    Severity.ONE_SIDED: frozenset({"deaths-one-sided"}),
    Severity.ORGANIZED: frozenset({"deaths-organized-violence"}),
    Severity.DISPLACED: frozenset(
        {"refugees", "asylum-seekers", "others-in-need", "idps-idmc", "idps-unhcr"}
    ),
}
#: Capacities of courts and of the United Nations.
_CAPACITIES = frozenset(
    {"international-court", "national-court", "un-inquiry", "un-organ", "un-official"}
)
#: Findings that something was so, not that it was alleged, feared or denied.
_POSITIVE = frozenset({"established", "recognized", "reasonable-grounds"})


@dataclass(frozen=True, slots=True)
class Grade:
    """The number of one source for one crisis."""

    best: int
    low: int | None = None  #: None where the source has no sound bound for every figure
    high: int | None = None
    covered: int | None = None  #: years of the crisis with a figure; None for findings
    years: int | None = None  #: years of the crisis, to the last with figures
    sources: tuple[str, ...] = ()  #: keys of datasets or documents, sorted


def grades(record: Answered, severity: Severity) -> dict[str, Grade]:
    """Return the number of each crisis that has one; a crisis without is no zero.

    Deaths are summed over the places and calendar years of a crisis: ``sum of best``, with
    the sums of ``low`` and of ``high`` where every figure has them. Of people displaced the
    highest total of one year-end is taken over the places together. Findings are counted.

    A state-year counts for every crisis placed there in that year, wholly, whoever killed
    and wherever in the state; the figures of two crises must not be added up.
    """
    if severity is Severity.FINDINGS:
        return _findings(record)
    chosen = [each for each in record.figures if each.quantity in _QUANTITIES[severity]]
    last = max((each.year for each in chosen), default=0)
    by_place: dict[str, list[Figure]] = {}
    for each in chosen:
        by_place.setdefault(each.place, []).append(each)
    found = {}
    for crisis in record.crises:
        within = years(crisis, last)
        figures = [
            each
            for place in crisis.places
            for each in by_place.get(place, ())
            if each.year in within
        ]
        if figures and sum(each.best for each in figures) > 0:
            grade = _peak if severity is Severity.DISPLACED else _sum
            found[crisis.key] = grade(figures, len(within))
    return found


def crimes_found(record: Answered) -> dict[str, str]:
    """Return by crisis the crimes that courts or United Nations bodies found, with commas."""
    crimes: dict[str, set[str]] = {}
    for each in record.findings:
        if _counts(each.capacity, each.finding):
            crimes.setdefault(each.crisis, set()).add(each.crime)
    return {crisis: ", ".join(sorted(found)) for crisis, found in crimes.items()}


def without(crises: Iterable[Crisis], graded: Mapping[str, Grade]) -> tuple[Crisis, ...]:
    """Return the crises that have no number, by name."""
    return tuple(sorted((c for c in crises if c.key not in graded), key=lambda c: c.name))


def _findings(record: Answered) -> dict[str, Grade]:
    counted: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for each in record.findings:
        if _counts(each.capacity, each.finding):
            counted.setdefault(each.crisis, set()).add(each.determination)
            sources.setdefault(each.crisis, set()).add(each.source)
    return {
        crisis: Grade(len(found), sources=tuple(sorted(sources[crisis])))
        for crisis, found in counted.items()
    }


def _counts(capacity: str, finding: str) -> bool:
    return capacity in _CAPACITIES and finding in _POSITIVE


def _sum(figures: list[Figure], number: int) -> Grade:
    return Grade(
        best=sum(each.best for each in figures),
        low=_total([each.low for each in figures]),
        high=_total([each.high for each in figures]),
        covered=len({each.year for each in figures}),
        years=number,
        sources=_sources(figures),
    )


def _peak(figures: list[Figure], number: int) -> Grade:
    totals: dict[int, int] = {}
    for each in figures:
        totals[each.year] = totals.get(each.year, 0) + each.best
    return Grade(
        best=max(totals.values()),
        covered=len(totals),
        years=number,
        sources=_sources(figures),
    )


def _total(bounds: list[int | None]) -> int | None:
    known = [each for each in bounds if each is not None]
    return sum(known) if len(known) == len(bounds) else None


def _sources(figures: list[Figure]) -> tuple[str, ...]:
    return tuple(sorted({each.source for each in figures} - {""}))
