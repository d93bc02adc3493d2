"""Records of how actors engaged with norms, and of what decisions of the Council are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query import records
from normgraph.query.records import Reference
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph


@dataclass(frozen=True, slots=True, order=True)
class Engagement:
    """One actor doing something with one norm on a day, as one document shows it."""

    date: date
    actor: str  #: key with its key space: state/RUS
    norm: str  #: key
    stance: str  #: key: proclaims, endorses, invokes, contests, localizes or violates
    name: str = ""  #: of the actor, in English
    documents: tuple[str, ...] = ()  #: keys, sorted
    crises: tuple[str, ...] = ()  #: keys, sorted
    coded: bool = False  #: whether it is a text of the Council coded by its level of reference


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item of the Council."""

    key: str
    name: str


@once_per_graph
def engagements(opened: Opened) -> tuple[Engagement, ...]:
    """Return every engagement, oldest first."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in select(opened.store, "engagements").records():
        found.setdefault(row["engagement"], []).append(row)
    return tuple(sorted(_engagement(rows) for rows in found.values()))


@once_per_graph
def parts_of_norms(opened: Opened) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the parts of each norm that has any."""
    parts: dict[str, tuple[str, ...]] = {}
    for row in select(opened.store, "norm_relations", relation="part-of").records():
        whole = iri.key(row["other"])
        parts[whole] = (*parts.get(whole, ()), iri.key(row["one"]))
    return parts


@once_per_graph
def norm_names(opened: Opened) -> Mapping[str, str]:
    """Return the English name of each norm by key."""
    return {
        iri.key(row["norm"]): row["name"] for row in select(opened.store, "norms").records()
    }


@once_per_graph
def references(opened: Opened) -> tuple[Reference, ...]:
    """Return every text of the Council that is coded for the responsibility to protect."""
    return tuple(records.references(opened.store))


@once_per_graph
def agenda_items(opened: Opened) -> Mapping[str, tuple[Item, ...]]:
    """Return the agenda items of each decision of the Council by the key of the decision."""
    found: dict[str, tuple[Item, ...]] = {}
    for row in select(opened.store, "agenda_of_decisions").records():
        decision = iri.key(row["decision"])
        found[decision] = (*found.get(decision, ()), Item(iri.key(row["item"]), row["name"]))
    return found


def _engagement(rows: list[dict[str, str]]) -> Engagement:
    row = rows[0]
    return Engagement(
        date=date.fromisoformat(row["date"]),
        actor=iri.short(row["actor"]),
        norm=iri.key(row["norm"]),
        stance=iri.key(row["stance"]),
        name=row["name"],
        documents=tuple(sorted({iri.key(each["document"]) for each in rows})),
        crises=tuple(sorted({iri.key(each["crisis"]) for each in rows if each["crisis"]})),
        coded=bool(row["level"]),
    )
