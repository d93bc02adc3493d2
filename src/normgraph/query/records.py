"""The one bridge from answers to the records that analyses work on.

Records are frozen and know nothing of graphs, so that an analysis can be tried, and tested,
on a handful of them written by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from normgraph import iri
from normgraph.query.run import select
from normgraph.store import QuadStore


class Ballot(StrEnum):
    """What a member of the Council did when a text was put to the vote."""

    IN_FAVOUR = "in favour"
    AGAINST = "against"
    ABSTAINED = "abstained"
    DID_NOT_VOTE = "did not vote"


@dataclass(frozen=True, slots=True, order=True)
class Veto:
    """A negative vote of a permanent member that kept a text from adoption."""

    date: date
    decision: str  #: key of the decision
    seat: str  #: key of the permanent seat
    state: str  #: key of the state that held the seat on the day
    symbol: str = ""
    recorded: bool = True  #: whether it follows from the ballots on record
    official: bool = False  #: whether the UN library's list names the member beside the text
    crisis: tuple[str, ...] = ()  #: keys of the crises that the text concerns, sorted
    sources: tuple[str, ...] = ()  #: keys of the documents that report the vote, sorted


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """The time during which a state was a member of the Council."""

    first: date
    state: str  #: key of the state
    last: date | None = None  #: None while the term goes on
    seat: str = ""  #: key of the permanent seat, or "" for an elected term
    name: str = ""  #: of the state, in English
    source: str = ""  #: key of the document that reports it


@dataclass(frozen=True, slots=True)
class Commitment:
    """The time during which an instrument binds a state or organization."""

    first: date
    party: str  #: key of the state or organization, with its key space: state/RWA
    instrument: str  #: key of the instrument
    last: date | None = None  #: None while it lasts
    name: str = ""  #: of the party, in English
    title: str = ""  #: of the instrument, in English
    precision: str = ""  #: month or year, where the first day is known no better
    verification: str = ""  #: how well the consent's date is vouched for
    withdrawn: bool = False  #: whether a withdrawal ended it
    sources: tuple[str, ...] = ()  #: keys of the documents that report the consent, sorted


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A text of the Council, coded for the language of the responsibility to protect."""

    date: date
    symbol: str
    kind: str  #: resolution, presidential statement, draft ...
    level: str  #: key of the level of reference
    document: str  #: key of the document


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days between which the graph has decisions."""

    first: date
    last: date
    failed: date  #: last day to which the record of texts that failed goes


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A document or dataset, as a citation needs it; what is not known is empty."""

    key: str
    title: str
    symbol: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    licence: str = ""
    citation: str = ""  #: in the words for which the publisher asks


def vetoes(store: QuadStore) -> list[Veto]:
    """Return every veto, on record or on the UN library's list, by day and text.

    A text vetoed by two members gives two records. Both countings, several sources and
    several crises give one.
    """

    def veto(row: dict[str, str]) -> tuple[str, str]:
        return row["decision"], row["seat"]

    return sorted(
        _veto(list(rows))
        for _, rows in groupby(select(store, "vetoes_by_seat").records(), key=veto)
    )


def terms(store: QuadStore) -> list[Term]:
    """Return every term on the Council, elected terms and tenures of permanent seats."""
    return [
        Term(
            first=date.fromisoformat(row["from"]),
            state=iri.key(row["state"]),
            last=date.fromisoformat(row["to"]) if row["to"] else None,
            seat=iri.key(row["seat"]),
            name=row["name"],
            source=iri.key(row["source"]),
        )
        for row in select(store, "council_terms").records()
    ]


def coverage(store: QuadStore) -> Coverage | None:
    """Return between which days the graph has decisions, or None if it has none."""
    row = next(select(store, "coverage").records())
    if not row["first"]:
        return None
    last = date.fromisoformat(row["last"])
    failed = date.fromisoformat(row["failedLast"]) if row["failedLast"] else last
    return Coverage(date.fromisoformat(row["first"]), last, failed)


def commitments_to(store: QuadStore, instrument: str) -> list[Commitment]:
    """Return every time that the instrument with this key binds somebody, oldest first."""
    return _commitments(select(store, "commitments_to", instrument=instrument).records())


def commitments_of(store: QuadStore, party: str) -> list[Commitment]:
    """Return every time that something binds the party, given as ``state/RWA``."""
    return _commitments(select(store, "commitments_of", party=party).records())


def references(store: QuadStore) -> list[Reference]:
    """Return every text of the Council that is coded for the responsibility to protect."""
    found = {
        Reference(
            date=date.fromisoformat(row["date"]),
            symbol=row["symbol"],
            kind=row["kind"],
            level=iri.key(row["level"]),
            document=iri.key(row["document"]),
        )
        for row in select(store, "r2p_references").records()
    }
    return sorted(found)


def sources(store: QuadStore) -> Iterator[Source]:
    """Yield every document and dataset once, in the order of keys."""
    rows = select(store, "documents").records()
    for document, alike in groupby(rows, key=lambda row: row["document"]):
        row = next(alike)
        yield Source(
            key=iri.key(document),
            title=row["name"],
            symbol=row["symbol"],
            publisher=row["publisher"],
            date=row["date"],
            url=row["url"],
            licence=row["licence"],
            citation=row["citation"],
        )


def _veto(rows: list[dict[str, str]]) -> Veto:
    row = rows[0]
    return Veto(
        date=date.fromisoformat(row["date"]),
        decision=iri.key(row["decision"]),
        seat=iri.key(row["seat"]),
        state=iri.key(row["state"]),
        symbol=row["symbol"],
        recorded=any(row["counting"] == "vote" for row in rows),
        official=any(row["counting"] == "list" for row in rows),
        crisis=tuple(sorted({iri.key(row["crisis"]) for row in rows if row["crisis"]})),
        sources=tuple(sorted({iri.key(row["source"]) for row in rows})),
    )


def _commitments(rows: Iterator[dict[str, str]]) -> list[Commitment]:
    by_commitment = groupby(rows, key=lambda row: row["commitment"])
    return [_commitment(list(alike)) for _, alike in by_commitment]


def _commitment(rows: list[dict[str, str]]) -> Commitment:
    row = rows[0]
    return Commitment(
        first=date.fromisoformat(row["from"]),
        party=iri.short(row["party"]),
        instrument=iri.key(row["instrument"]),
        last=date.fromisoformat(row["to"]) if row["to"] else None,
        name=row["name"],
        title=row["title"],
        precision=iri.key(row["precision"]),
        verification=iri.key(row["verification"]),
        withdrawn=bool(row["endedBy"]),
        sources=tuple(sorted({iri.key(alike["source"]) for alike in rows if alike["source"]})),
    )
