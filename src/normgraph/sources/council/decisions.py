"""Every vote as one entry: which source is its base, its ballots by state, its date.

An adopted resolution rests on the United Nations' own extract where that gives the ballots
or says that there was no vote, otherwise on the database of Sciences Po; so does every text
that failed, which the extract does not have.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from normgraph.errors import SourceError
from normgraph.iri import key_of
from normgraph.sources import dhl, sciencespo, unxml
from normgraph.sources.corrections import Block
from normgraph.sources.council.ballots import checked_blocks, extract_ballots, table_ballots
from normgraph.sources.council.dates import Dated, corrected, dated, resolved
from normgraph.sources.council.material import (
    SCIENCES_PO,
    TEXTS,
    UN_EXTRACT,
    VETOES,
    Material,
)
from normgraph.sources.council.meetings import Record
from normgraph.sources.symbols import number_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One vote, with what each source says of it."""

    key: str
    symbol: str  #: several joined by |
    kind: str
    label: str
    note: str
    outcome: str
    vote: sciencespo.Vote | None
    record: unxml.Resolution | None
    meeting: Record | None  #: the library's row for the meeting
    veto: dhl.Veto | None  #: the library's row in its list of vetoes
    dates: tuple[Dated, ...]
    date: date
    rule: str  #: key of the rule that chose the date; "" if all sources agree
    without_vote: bool
    table_ballots: Mapping[str, str]  #: state -> choice, from Sciences Po, corrected
    extract_ballots: Mapping[str, str]  #: state -> choice, from the extract, corrected

    @property
    def official(self) -> bool:
        """Whether the row rests on the United Nations' own extract."""
        return self.record is not None and (bool(self.extract_ballots) or self.without_vote)

    @property
    def ballots(self) -> Mapping[str, str]:
        """The ballots of the source on which the row rests; none if there was no vote."""
        if self.without_vote:
            return {}
        return self.extract_ballots if self.official else self.table_ballots


def entries(material: Material) -> tuple[Entry, ...]:
    """Return every vote in order of its final date and key.

    Raises
    ------
    SourceError
        When two votes would have one key, or a name or a failed text is in no table.
    """
    blocks = checked_blocks(material)
    found = list(_from_votes(material, blocks))
    voted = {entry.record.number for entry in found if entry.record}
    found += [
        _adopted(material, None, record)
        for number, record in material.extract.items()
        if number not in voted
    ]
    for key, count in Counter(entry.key for entry in found).items():
        if count > 1:
            raise SourceError(SCIENCES_PO, 0, f"Two votes have the key {key}; name them apart.")
    return tuple(sorted(found, key=lambda entry: (entry.date, _natural(entry.key))))


def _natural(key: str) -> tuple[tuple[int, str], ...]:
    parts = re.split(r"(\d+)", key)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def _from_votes(material: Material, blocks: tuple[Block, ...]) -> Iterator[Entry]:
    for vote in material.votes:
        if vote.resolution is None:
            yield _failed(material, vote, blocks)
        else:
            record = material.extract.get(vote.resolution)
            yield _adopted(material, vote, record, blocks)


def _adopted(
    material: Material,
    vote: sciencespo.Vote | None,
    record: unxml.Resolution | None,
    blocks: tuple[Block, ...] = (),
) -> Entry:
    symbol = record.symbol if record else _symbol(vote)
    key = key_of(symbol)
    number = number_of(symbol)
    near = vote.date if vote else record.date if record else date.min
    if record:
        near = record.date
    meeting = material.meetings.of_resolution(number, near)
    dates = [*dated(material, key, vote, record, meeting)]
    if number in material.text_dates:
        text_date, locator = material.text_dates[number]
        dates.append(Dated(TEXTS, text_date, locator))
    chosen, rule = resolved(dates)
    return Entry(
        key=key,
        symbol=symbol,
        kind="resolution",
        label=symbol,
        note="",
        outcome="adopted",
        vote=vote,
        record=record,
        meeting=meeting,
        veto=None,
        dates=tuple(dates),
        date=chosen,
        rule=rule,
        without_vote=_without_vote(material, key, record),
        table_ballots=table_ballots(material, key, vote, blocks),
        extract_ballots=extract_ballots(material, key, record),
    )


def _failed(material: Material, vote: sciencespo.Vote, blocks: tuple[Block, ...]) -> Entry:
    known = material.failed.get(vote.number)
    if known is None:
        what = f"Vote {vote.number} ({vote.symbol}) failed and is not in this table; add it."
        raise SourceError("council-failed-votes.tsv", 0, what)
    symbol = known.symbol.split("|")[0]
    meeting = material.meetings.of_draft(symbol, vote.date)
    veto = material.vetoes.get(vote.number)
    dates = [*dated(material, known.key, vote, None, meeting)]
    if veto:
        listed = corrected(material, VETOES, known.key, veto.date)
        dates.append(Dated(VETOES, listed, f"line {veto.line}"))
    chosen, rule = resolved(dates)
    return Entry(
        key=known.key,
        symbol=known.symbol,
        kind=known.kind,
        label=known.label,
        note=known.note,
        outcome=vote.outcome,
        vote=vote,
        record=None,
        meeting=meeting,
        veto=veto,
        dates=tuple(dates),
        date=chosen,
        rule=rule,
        without_vote=False,
        table_ballots=table_ballots(material, known.key, vote, blocks),
        extract_ballots={},
    )


def _symbol(vote: sciencespo.Vote | None) -> str:
    found = re.fullmatch(r"S/RES/(\d+) ?\((\d{4})\)", vote.symbol) if vote else None
    if not found:
        what = f"{vote.symbol if vote else ''!r} is no symbol of a resolution."
        raise SourceError(SCIENCES_PO, 0, what)
    return f"S/RES/{found[1]} ({found[2]})"


def _without_vote(material: Material, key: str, record: unxml.Resolution | None) -> bool:
    said = bool(record and record.without_vote)
    sheet = material.sheets[UN_EXTRACT if record else SCIENCES_PO]
    return sheet.value(key, "adoptedWithoutVote", str(said).lower()) == "true"


def library_tally(entry: Entry) -> str:
    """Return the tally that the library's table of meetings prints for the text.

    For a draft it is taken only where the library prints one tally for its symbol, and
    the vote is not one of several on it.
    """
    if entry.meeting is None:
        return ""
    if entry.kind != "resolution":
        alone = ".vote" not in entry.key
        return dhl.draft_tally(entry.meeting.row, entry.symbol.split("|")[0]) if alone else ""
    number = number_of(entry.symbol)
    row: dhl.Meeting = entry.meeting.row
    return row.tallies.get(number, "")
