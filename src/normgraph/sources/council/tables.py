"""The tables of the Council's record, as rows of cells."""

from collections.abc import Iterable, Iterator, Mapping

from normgraph.iri import key_of
from normgraph.sources.council.decisions import Entry
from normgraph.sources.council.material import (
    MEETINGS,
    RECORDS,
    SCIENCES_PO,
    UN_EXTRACT,
    VETOES,
    Material,
    joined,
)
from normgraph.sources.slug import slug
from normgraph.sources.symbols import first_symbol, number_of

Row = Mapping[str, str]

CHOICES = ("votedFor", "votedAgainst", "abstained", "didNotVote")
PUBLISHED = (
    "publishedFor",
    "publishedAgainst",
    "publishedAbstentions",
    "publishedNotVoting",
)
DECISION = (
    "key",
    "symbol",
    "title@en",
    "decisionKind",
    "date",
    "meeting",
    "agendaItem",
    "outcome",
    "adoptedWithoutVote",
    "secretBallot",
    *CHOICES,
    *PUBLISHED,
    "label@en",
    "note@en",
    "source",
    "locator",
)


def decisions(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield one row for each vote, on the source that is its base."""
    for entry in entries:
        ballots = {
            choice: joined(state for state, cast in entry.ballots.items() if cast == choice)
            for choice in CHOICES
        }
        yield {
            "key": entry.key,
            "symbol": entry.symbol,
            "title@en": _title(entry),
            "decisionKind": entry.kind,
            "date": entry.date.isoformat(),
            "meeting": key_of(base_meeting(entry, material)),
            "outcome": entry.outcome,
            "adoptedWithoutVote": "true" if entry.without_vote else "",
            "secretBallot": "true" if entry.vote and _secret(entry.vote.title) else "",
            **ballots,
            **_published(entry),
            "label@en": entry.label,
            "note@en": entry.note,
            "source": UN_EXTRACT if entry.official else SCIENCES_PO,
            "locator": _locator(entry),
        }


def _title(entry: Entry) -> str:
    if entry.official and entry.record and entry.record.title:
        return entry.record.title
    return entry.vote.title.replace("|", "/") if entry.vote and not entry.official else ""


def _secret(title: str) -> bool:
    return "secret vote" in title


def _locator(entry: Entry) -> str:
    if entry.official and entry.record:
        return entry.record.locator
    return f"vote {entry.vote.number}" if entry.vote else ""


def _published(entry: Entry) -> dict[str, str]:
    if entry.without_vote:
        return {}
    if entry.official and entry.record:
        tally: tuple[int, ...] = entry.record.tally or ()
    else:
        tally = (entry.vote.tally or ()) if entry.vote else ()
    return {name: str(number) for name, number in zip(PUBLISHED, tally, strict=False)}


def base_meeting(entry: Entry, material: Material) -> str:
    """Return the symbol of the meeting that the base source itself gives; "" if none.

    The database names a meeting only where a vote has no other symbol; the library's row
    for the vote, or its list of vetoes, goes before that.
    """
    if entry.official:
        return extract_meeting(entry, material)
    known = (entry.meeting and entry.meeting.key) or (entry.veto and entry.veto.meeting)
    return "" if known or not entry.symbol.startswith("S/PV.") else entry.symbol


def extract_meeting(entry: Entry, material: Material) -> str:
    """Return the symbol of the meeting that the extract gives, corrected; "" if none."""
    if entry.record is None:
        return ""
    sheet = material.sheets[UN_EXTRACT]
    return sheet.value(entry.key, "adoption_meeting", entry.record.meeting)


def un_extract(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield what the extract says beside the ballots: sponsors, subjects, Chapter VII."""
    names = material.names[UN_EXTRACT]
    for entry in entries:
        record = entry.record
        if record is None:
            continue
        sponsors = (names.state(name, record.date) for name in record.sponsors)
        yield {
            "key": entry.key,
            "meeting": "" if entry.official else key_of(extract_meeting(entry, material)),
            "agendaItem": slug(record.agenda_item),
            "draftSymbol": record.draft,
            "sponsoredBy": joined(f"state/{state}" for state in sponsors if state),
            "underChapterVII": str(record.chapter_vii).lower(),
            "subject": joined(slug(heading) for heading in record.subjects),
            "source": UN_EXTRACT,
            "locator": record.locator,
        }


def titles(entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield the database's titles of resolutions for which the extract has none."""
    for entry in entries:
        if entry.official and entry.vote and entry.record and not entry.record.title:
            yield {
                "key": entry.key,
                "title@en": entry.vote.title.replace("|", "/"),
                "source": SCIENCES_PO,
                "locator": f"vote {entry.vote.number}",
            }


def not_voting(entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield members that did not vote, which the extract leaves out and the database has."""
    for entry in entries:
        if not entry.official or entry.without_vote or entry.vote is None:
            continue
        missing = [
            state
            for state, choice in entry.table_ballots.items()
            if choice == "didNotVote" and state not in entry.ballots
        ]
        if missing:
            yield {
                "key": entry.key,
                "didNotVote": joined(missing),
                "source": SCIENCES_PO,
                "locator": f"vote {entry.vote.number}",
            }


def library_meetings(entries: Iterable[Entry]) -> Iterator[Row]:
    """Yield the meeting and agenda item that the library gives, where the extract is silent."""
    for entry in entries:
        if entry.record is None and entry.meeting and entry.meeting.key:
            topics = entry.meeting.row.topics
            yield {
                "key": entry.key,
                "meeting": entry.meeting.key,
                "agendaItem": slug(topics[0]) if len(topics) == 1 else "",
                "source": MEETINGS,
                "locator": entry.meeting.locator,
            }


def library_vetoes(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield the votes that the library lists as vetoes, with the states that it names."""
    names = material.names[VETOES]
    for entry in entries:
        if entry.veto is None:
            continue
        has_meeting = entry.meeting is not None and entry.meeting.key
        yield {
            "key": entry.key,
            "officialVeto": "true",
            "libraryVetoedBy": joined(names.state(n, entry.date) for n in entry.veto.states),
            "meeting": "" if has_meeting else key_of(entry.veto.meeting),
            "agendaItem": slug(entry.veto.agenda_item),
            "source": VETOES,
            "locator": f"line {entry.veto.line} ({first_symbol(entry.veto.draft)})",
        }


def records(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield the records of resolutions in the United Nations Digital Library."""
    for entry in entries:
        if entry.kind != "resolution":
            continue
        number = number_of(entry.symbol)
        record, voting = material.links.get(number, ("", ""))
        if record or voting:
            yield {
                "key": entry.key,
                "undlRecord": record,
                "undlVotingRecord": voting,
                "source": RECORDS,
                "locator": f"res_no {number}",
            }
