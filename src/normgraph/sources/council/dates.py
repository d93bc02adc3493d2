"""The date of a vote, from what each source says, by a stated rule."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from normgraph.sources import sciencespo, unxml
from normgraph.sources.council.material import (
    MEETINGS,
    SCIENCES_PO,
    TEXTS,
    UN_EXTRACT,
    VETOES,
    Material,
)
from normgraph.sources.council.meetings import Record


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as one source gives it."""

    source: str
    date: date
    locator: str


def dated(
    material: Material,
    key: str,
    vote: sciencespo.Vote | None,
    record: unxml.Resolution | None,
    meeting: Record | None,
) -> Iterator[Dated]:
    """Yield the dates that the sources of the vote itself give, the extract's as published."""
    if record:
        yield Dated(UN_EXTRACT, record.date, record.locator)
    if vote:
        day = corrected(material, SCIENCES_PO, key, vote.date)
        yield Dated(SCIENCES_PO, day, f"vote {vote.number}")
    if meeting:
        near = vote.date if vote else meeting.row.date
        day = corrected(material, MEETINGS, key, meeting.day(near))
        yield Dated(MEETINGS, day, meeting.locator)


def corrected(material: Material, dataset: str, key: str, day: date) -> date:
    """Return the date of a decision by ``dataset``, with our correction applied."""
    return date.fromisoformat(material.sheets[dataset].value(key, "date", day.isoformat()))


def resolved(dates: Sequence[Dated]) -> tuple[date, str]:
    """Return the date to take and the rule that chose it; no rule where all agree.

    Most sources win. Where they are even, the United Nations' own extract goes before its
    library's list of vetoes and table of meetings, the library before the database, and
    each of them before the date that a pattern found in a scanned text.
    """
    counts = Counter(one.date for one in dates)
    (most, votes), *others = counts.most_common()
    if not others:
        return most, ""
    if votes > others[0][1]:
        return most, "majority-of-sources"
    order = (UN_EXTRACT, VETOES, MEETINGS, SCIENCES_PO, TEXTS)
    best = min(dates, key=lambda one: order.index(one.source))
    official = best.source in (UN_EXTRACT, VETOES, MEETINGS)
    return best.date, "official-over-secondary" if official else "record-over-pattern"
