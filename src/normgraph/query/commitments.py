"""Records of who could commit to an instrument, who did and when, and who had signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from normgraph import iri
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph

#: The kind of consent by which one state goes on with what another had consented to.
CONTINUATION = "continuation"
_STATE = "state/"


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when and until when a state was one, and where it belongs."""

    state: str  #: key
    name: str
    first: date | None = None  #: None where the record does not say
    last: date | None = None  #: None while it lasts
    listed: bool = False  #: whether the Gleditsch-Ward list has it; then no first day means old
    joined: date | None = None  #: first day of membership in the United Nations
    left: date | None = None  #: last day of it, if it ended for good
    group: str = ""  #: name of the UN regional group of today
    region: str = ""  #: name of the region of the M49 standard
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """The first consent of a state or organization by which an instrument came to bind it."""

    day: date  #: of deposit, or of membership where membership binds
    party: str  #: key with its key space
    kind: str  #: key of the kind of action, or membership
    name: str = ""
    signed: date | None = None  #: first day of signature, if the party itself signed
    precision: str = ""  #: month or year, where the day is known no better
    verification: str = ""
    sources: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """The key of the state; empty for an organization."""
        return self.party.removeprefix(_STATE) if self.party.startswith(_STATE) else ""


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """All that is on record about commitment to one instrument."""

    instrument: str  #: key
    title: str
    opened: date  #: day of adoption
    last: date  #: the last day to which an act or a published list of parties goes
    consents: tuple[Consent, ...]  #: the first of each party, by day and party
    signatures: Mapping[str, date]  #: first day of signature by key of the state


@once_per_graph
def standings(opened: Opened) -> tuple[Standing, ...]:
    """Return every state, past ones too, by key."""
    rows = select(opened.store, "state_standings").records()
    by_state = groupby(rows, key=lambda row: row["state"])
    return tuple(_standing(list(alike)) for _, alike in by_state)


def commitment_record(opened: Opened, instrument: str) -> CommitmentRecord:
    """Return who consented to the instrument with this key, read once for each graph."""
    known = _known(opened)
    if instrument not in known:
        known[instrument] = _read(opened, instrument)
    return known[instrument]


@once_per_graph
def _known(opened: Opened) -> dict[str, CommitmentRecord]:
    del opened
    return {}


def _read(opened: Opened, instrument: str) -> CommitmentRecord:
    (about,) = select(opened.store, "instruments", instrument=instrument).records()
    rows = select(opened.store, "consents", instrument=instrument).records()
    actions = select(opened.store, "treaty_actions", instrument=instrument).records()
    consents = _first_of_each(rows)
    signatures: dict[str, date] = {}
    acts = [each.day for each in consents]
    for row in actions:
        acts.append(date.fromisoformat(row["date"]))
        if row["kind"] == "signature" and iri.short(row["party"]).startswith(_STATE):
            signatures.setdefault(iri.key(row["party"]), acts[-1])
    listed = select(opened.store, "published_lists", about=f"instrument/{instrument}").records()
    acts += [date.fromisoformat(row["asOf"]) for row in listed]
    opening = date.fromisoformat(about["date"])
    return CommitmentRecord(
        instrument=instrument,
        title=about["name"],
        opened=opening,
        last=max(acts, default=opening),
        consents=consents,
        signatures=signatures,
    )


def _first_of_each(rows: Iterable[dict[str, str]]) -> tuple[Consent, ...]:
    """Return the first consent of each party; rows come by day."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        alike = found.setdefault(row["party"], [])
        if not alike or alike[0]["ground"] == row["ground"]:
            alike.append(row)
    return tuple(_consent(alike) for alike in found.values())


def _consent(rows: list[dict[str, str]]) -> Consent:
    row = rows[0]
    return Consent(
        day=date.fromisoformat(row["day"]),
        party=iri.short(row["party"]),
        kind=iri.key(row["kind"]) or "membership",
        name=row["name"],
        signed=_day(row["signed"]),
        precision=iri.key(row["precision"]),
        verification=iri.key(row["verification"]),
        sources=tuple(sorted({iri.key(each["source"]) for each in rows if each["source"]})),
    )


def _standing(rows: list[dict[str, str]]) -> Standing:
    row = rows[0]
    left = [_day(each["left"]) for each in rows if each["joined"]]
    return Standing(
        state=iri.key(row["state"]),
        name=row["name"],
        first=_day(row["from"]),
        last=_day(row["to"]),
        listed=row["listed"] == "true",
        joined=_day(row["joined"]),
        # A membership that was interrupted goes on: only the last end is one.
        left=None if None in left else max(filter(None, left), default=None),
        group=row["groupName"],
        region=row["regionName"],
        sources=tuple(sorted({iri.key(each["source"]) for each in rows if each["source"]})),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
