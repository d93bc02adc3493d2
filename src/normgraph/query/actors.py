"""Records of who sponsored which text, and of who acted on which crisis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query.council import council
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph

#: What an actor can have done about a crisis.
ROLES = (
    "case",
    "civil-society",
    "determination",
    "inquiry",
    "mission",
    "norm",
    "referral",
    "response",
    "sanctions",
    "sponsorship",
    "statement",
    "suspension",
)
#: Being a party to a crisis, or reported to be: no action on it.
INVOLVED = "involved"
COUNCIL = "security-council"


@dataclass(frozen=True, slots=True)
class Sponsored:
    """A text with those who submitted its draft or joined in submitting it."""

    decision: str  #: key
    symbol: str
    date: date
    body: str  #: key of the organ that decided
    sponsors: tuple[str, ...]  #: keys of states, sorted
    sources: tuple[str, ...]  #: keys of documents, sorted
    crises: tuple[str, ...] = ()  #: keys of the crises that the text concerns, sorted


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """What one actor did about one crisis."""

    crisis: str  #: key
    actor: str  #: key with its key space, such as state/RWA
    role: str  #: one of `ROLES`, or `INVOLVED`
    thing: str  #: key with its key space, such as mission/unamir
    kind: str  #: of the actor, as the ontology names the class
    name: str  #: of the actor, in English
    date: date | None  #: first day, where one is on record
    source: str  #: key of the document


@once_per_graph
def _sponsorships(opened: Opened) -> tuple[dict[str, str], ...]:
    return tuple(select(opened.store, "sponsorships").records())


@once_per_graph
def sponsored(opened: Opened) -> tuple[Sponsored, ...]:
    """Return every text that has sponsors on record, by day and key."""
    crises = {each.key: each.crises for each in council(opened).decisions}
    by_text: dict[str, list[dict[str, str]]] = {}
    for row in _sponsorships(opened):
        by_text.setdefault(row["decision"], []).append(row)
    found = [
        Sponsored(
            decision=iri.key(text),
            symbol=rows[0]["symbol"],
            date=date.fromisoformat(rows[0]["date"]),
            body=iri.key(rows[0]["body"]),
            sponsors=tuple(sorted({iri.key(row["sponsor"]) for row in rows})),
            sources=tuple(sorted({iri.key(row["source"]) for row in rows})),
            crises=crises.get(iri.key(text), ()),
        )
        for text, rows in by_text.items()
    ]
    return tuple(sorted(found, key=lambda text: (text.date, text.decision)))


@once_per_graph
def sponsor_names(opened: Opened) -> Mapping[str, str]:
    """Return the English name of every sponsor by key."""
    return {iri.key(row["sponsor"]): row["name"] for row in _sponsorships(opened)}


@once_per_graph
def actions(opened: Opened) -> tuple[Action, ...]:
    """Return what every actor did about every crisis, and who was involved in it, sorted."""
    rows = select(opened.store, "actions_on_crises").records()
    found = {
        Action(
            crisis=iri.key(row["crisis"]),
            actor=iri.short(row["actor"]),
            role=row["role"],
            thing=iri.short(row["thing"]),
            kind=row["kind"].removeprefix(iri.ONTOLOGY),
            name=row["name"] or iri.key(row["actor"]),
            date=date.fromisoformat(row["date"]) if row["date"] else None,
            source=iri.key(row["source"]),
        )
        for row in rows
    }
    return tuple(
        sorted(
            found,
            key=lambda each: (each.crisis, each.actor, each.role, each.thing, each.source),
        )
    )
