"""Where sources differ: dates, ballots and tallies, each with the rule that decided."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from normgraph.sources.council.decisions import Entry, library_tally
from normgraph.sources.council.material import MEETINGS, SCIENCES_PO, UN_EXTRACT, Material
from normgraph.sources.council.tables import CHOICES
from normgraph.sources.symbols import number_of

Row = Mapping[str, str]

CONFLICT = (
    "key",
    "decision",
    "field",
    "valueTaken",
    "assertedBy",
    "publishedValue",
    "contradicts",
    "resolvedBy",
    "reason",
    "source",
    "locator",
)
_WORDS = {
    "votedFor": "in favour",
    "votedAgainst": "against",
    "abstained": "abstained",
    "didNotVote": "did not vote",
    "": "not listed",
}
_REASONS = {
    "majority-of-sources": "More sources give the value taken.",
    "official-over-secondary": "The sources are even; the official one is followed.",
    "record-over-pattern": "The other date was found by a pattern in a scanned text.",
}


def conflicts(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield one row for each value of a source that was not taken because another differs."""
    for entry in entries:
        numbered = [*_dates(entry), *_further_dates(entry, material), *_ballots(entry)]
        numbered += _tallies(entry)
        for place, row in enumerate(numbered, start=1):
            yield {"key": f"{entry.key}.{place}", "decision": entry.key, **row}


def _dates(entry: Entry) -> Iterator[Row]:
    taken = "|".join(f"document/{one.source}" for one in entry.dates if one.date == entry.date)
    for one in entry.dates:
        if one.date != entry.date:
            yield {
                "field": "date",
                "valueTaken": entry.date.isoformat(),
                "assertedBy": taken,
                "publishedValue": one.date.isoformat(),
                "contradicts": one.source,
                "resolvedBy": entry.rule,
                "reason": _REASONS[entry.rule],
                "source": one.source,
                "locator": one.locator,
            }


def _further_dates(entry: Entry, material: Material) -> Iterator[Row]:
    """Yield the library's other rows that name the same resolution on another day."""
    if entry.kind != "resolution" or entry.meeting is None:
        return
    number = number_of(entry.symbol)
    for row in material.meetings.by_resolution.get(number, ()):
        if row is entry.meeting.row or row.date <= entry.date <= row.last:
            continue
        yield {
            "field": "date",
            "valueTaken": entry.date.isoformat(),
            "assertedBy": "|".join(
                f"document/{d.source}" for d in entry.dates if d.date == entry.date
            ),
            "publishedValue": row.date.isoformat(),
            "contradicts": MEETINGS,
            "resolvedBy": "majority-of-sources",
            "reason": "The library names the resolution again at a meeting of another day.",
            "source": MEETINGS,
            "locator": f"line {row.line} ({row.file})",
        }


def _ballots(entry: Entry) -> Iterator[Row]:
    if not entry.official or entry.vote is None or entry.without_vote:
        return
    for state in sorted({*entry.extract_ballots, *entry.table_ballots}):
        ours = entry.extract_ballots.get(state, "")
        theirs = entry.table_ballots.get(state, "")
        if ours == theirs or (not ours and theirs == "didNotVote"):
            continue
        yield {
            "field": f"ballot {state}",
            "valueTaken": _WORDS[ours],
            "assertedBy": f"document/{UN_EXTRACT}",
            "publishedValue": _WORDS[theirs],
            "contradicts": SCIENCES_PO,
            "resolvedBy": "official-over-secondary",
            "reason": "The official extract lists the state otherwise.",
            "source": SCIENCES_PO,
            "locator": f"vote {entry.vote.number}",
        }


def _tallies(entry: Entry) -> Iterator[Row]:
    printed = library_tally(entry)
    if not printed or entry.meeting is None:
        return
    ours = _our_tally(entry)
    same = printed == ours or (printed == "unanimous" and ours.endswith("-0-0"))
    if same or not ours:
        return
    yield {
        "field": "tally",
        "valueTaken": ours,
        "assertedBy": f"document/{UN_EXTRACT if entry.official else SCIENCES_PO}",
        "publishedValue": printed,
        "contradicts": MEETINGS,
        "resolvedBy": "ballots-over-tally",
        "reason": _tally_reason(entry),
        "source": MEETINGS,
        "locator": entry.meeting.locator,
    }


def _tally_reason(entry: Entry) -> str:
    if entry.without_vote:
        return "Another source says that there was no vote; see the corrections."
    return "The ballots by name, corrected by row, are kept against a bare tally."


def _our_tally(entry: Entry) -> str:
    if entry.without_vote:
        return "without vote"
    counts = Counter(entry.ballots.values())
    return "-".join(str(counts[choice]) for choice in CHOICES[:3]) if counts else ""
