"""Agenda items, subject headings and meetings, from the headings that sources use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from normgraph.errors import SourceError
from normgraph.iri import key_of
from normgraph.sources.council.decisions import Entry
from normgraph.sources.council.material import (
    MEETINGS,
    SCIENCES_PO,
    UN_EXTRACT,
    VETOES,
    Material,
)
from normgraph.sources.council.meetings import grouped
from normgraph.sources.council.tables import base_meeting, extract_meeting
from normgraph.sources.slug import slug

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as one source words it, and where."""

    text: str
    source: str
    locator: str


def agenda_items(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield one row for each agenda item, in the wording that most of its uses have."""
    return _rows(_agenda_headings(entries, material))


def subjects(material: Material) -> Iterator[Row]:
    """Yield one row for each heading of the UNBIS Thesaurus that the extract uses."""
    return _rows(
        Heading(heading, UN_EXTRACT, record.locator)
        for record in material.extract.values()
        for heading in record.subjects
    )


def _agenda_headings(entries: Iterable[Entry], material: Material) -> Iterator[Heading]:
    for record in material.extract.values():
        yield Heading(record.agenda_item, UN_EXTRACT, record.locator)
    for row in material.meetings.rows:
        for topic in row.topics if row.symbol else ():
            yield Heading(topic, MEETINGS, f"line {row.line} ({row.file})")
    for entry in entries:
        if entry.veto:
            yield Heading(entry.veto.agenda_item, VETOES, f"line {entry.veto.line}")


def _rows(headings: Iterable[Heading]) -> Iterator[Row]:
    """Yield a row for each key; its source is the first that uses the heading."""
    uses: dict[str, list[Heading]] = {}
    for heading in headings:
        if key := slug(heading.text):
            uses.setdefault(key, []).append(heading)
    for key in sorted(uses):
        source = uses[key][0].source
        counts = Counter(one.text for one in uses[key] if one.source == source)
        label = min(counts, key=lambda text: (-counts[text], text))
        first = next(one for one in uses[key] if (one.source, one.text) == (source, label))
        yield {
            "key": key,
            "label@en": label,
            "source": source,
            "locator": first.locator,
        }


def meetings(entries: Iterable[Entry], material: Material) -> Iterator[Row]:
    """Yield one row for each meeting: the library's tables first, then what else names one."""
    every = tuple(entries)
    known = set()
    for symbol, rows in grouped(material.meetings.rows):
        known.add(symbol)
        items = dict.fromkeys(slug(topic) for row in rows for topic in row.topics)
        yield {
            "key": key_of(symbol),
            "symbol": symbol,
            "date": rows[0].date.isoformat(),
            "agendaItem": "|".join(sorted(filter(None, items))),
            "label@en": symbol,
            "source": MEETINGS,
            "locator": f"line {rows[0].line} ({rows[0].file})",
        }
    for source, naming in (
        (UN_EXTRACT, _in_extract(every, material)),
        (VETOES, _in_veto_list(every)),
        (SCIENCES_PO, _in_database(every, material)),
    ):
        more = list(_further(source, naming, known))
        known |= {row["symbol"] for row in more}
        yield from more


@dataclass(frozen=True, slots=True)
class Naming:
    """A source's word that a vote was taken at a meeting."""

    symbol: str
    entry: Entry
    agenda_item: str
    locator: str


def _in_extract(entries: Iterable[Entry], material: Material) -> Iterator[Naming]:
    for entry in entries:
        if entry.record and (symbol := extract_meeting(entry, material)):
            yield Naming(symbol, entry, entry.record.agenda_item, entry.record.locator)


def _in_veto_list(entries: Iterable[Entry]) -> Iterator[Naming]:
    for entry in entries:
        if entry.veto and entry.veto.meeting:
            locator = f"line {entry.veto.line}"
            yield Naming(entry.veto.meeting, entry, entry.veto.agenda_item, locator)


def _in_database(entries: Iterable[Entry], material: Material) -> Iterator[Naming]:
    for entry in entries:
        if not entry.official and entry.vote and (symbol := base_meeting(entry, material)):
            yield Naming(symbol, entry, "", f"vote {entry.vote.number}")


def _further(source: str, namings: Iterable[Naming], known: set[str]) -> Iterator[Row]:
    found: dict[str, list[Naming]] = {}
    for naming in namings:
        if naming.symbol not in known:
            found.setdefault(naming.symbol, []).append(naming)
    for symbol in sorted(found, key=lambda text: int(text.removeprefix("S/PV."))):
        days = {naming.entry.date for naming in found[symbol]}
        if len(days) > 1:
            what = f"{symbol} has decisions of {len(days)} days; correct the wrong number."
            raise SourceError(source, 0, what)
        items = {slug(naming.agenda_item) for naming in found[symbol]}
        yield {
            "key": key_of(symbol),
            "symbol": symbol,
            "date": min(days).isoformat(),
            "agendaItem": "|".join(sorted(filter(None, items))),
            "label@en": symbol,
            "source": source,
            "locator": found[symbol][0].locator,
        }
