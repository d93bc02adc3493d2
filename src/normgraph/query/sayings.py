"""Records of what states said: what binds them, what they endorsed, where they belong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query import engaged, records
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph

TREATIES = (
    "genocide-convention",
    "rome-statute",
    "geneva-conventions",
    "additional-protocol-1",
    "additional-protocol-2",
)
#: Codes and declarations that states endorse; lists of the names are known in part only.
ENDORSED = ("act-code-of-conduct", "french-mexican-declaration")
GROUPS = ("act-group", "group-of-friends-r2p-new-york", "r2p-focal-points")
STANCES = {"endorsed-r2p": "endorses", "contested-r2p": "contests"}
_R2P = "r2p"


@dataclass(frozen=True, slots=True)
class Said:
    """That one state said something, and from when to when it is known to have held."""

    state: str  #: key
    since: date
    until: date | None = None  #: None while it lasts
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that states can say, and those that did."""

    key: str
    name: str
    said: Mapping[str, Said]  #: by key of the state; the first time of each
    published: int | None = None  #: how many its latest published list counts, if there is one
    listed: date | None = None  #: the day of that list


@once_per_graph
def sayings(opened: Opened) -> Mapping[str, Saying]:
    """Return every saying by key: treaties, endorsements, groups and stances."""
    found = [
        *(_treaty(opened, key) for key in TREATIES),
        *(_endorsement(opened, key) for key in ENDORSED),
        *_groups(opened),
        *(_stance(opened, key, stance) for key, stance in STANCES.items()),
    ]
    return {saying.key: saying for saying in found}


def _treaty(opened: Opened, key: str) -> Saying:
    spans = records.commitments_to(opened.store, key)
    said = _first(
        Said(iri_key, span.first, span.last, span.sources)
        for span in spans
        if (iri_key := _state(span.party))
    )
    return Saying(key, spans[0].title if spans else key, said)


def _endorsement(opened: Opened, key: str) -> Saying:
    (about,) = select(opened.store, "instruments", instrument=key).records()
    rows = select(opened.store, "treaty_actions", instrument=key).records()
    said = _first(
        Said(state, date.fromisoformat(row["date"]), None, (iri.key(row["source"]),))
        for row in rows
        if row["kind"] == "endorsement" and (state := _state(iri.short(row["party"])))
    )
    return _listed(opened, f"instrument/{key}", Saying(key, about["name"], said))


def _groups(opened: Opened) -> Iterable[Saying]:
    rows = list(select(opened.store, "members_of_groups").records())
    for key in GROUPS:
        alike = [row for row in rows if iri.key(row["organization"]) == key]
        said = _first(
            Said(
                iri.key(row["member"]),
                date.fromisoformat(row["from"] or row["asOf"]),
                date.fromisoformat(row["to"]) if row["to"] else None,
                (iri.key(row["source"]),),
            )
            for row in alike
            if row["from"] or row["asOf"]
        )
        name = alike[0]["group"] if alike else key
        yield _listed(opened, f"organization/{key}", Saying(key, name, said))


def _stance(opened: Opened, key: str, stance: str) -> Saying:
    norms = {_R2P, *engaged.parts_of_norms(opened).get(_R2P, ())}
    name = engaged.norm_names(opened).get(_R2P, _R2P)
    said = _first(
        Said(state, each.date, None, each.documents)
        for each in engaged.engagements(opened)
        if each.norm in norms and each.stance == stance and (state := _state(each.actor))
    )
    return Saying(key, f"{stance} the {name[:1].lower()}{name[1:]}", said)


def _listed(opened: Opened, about: str, saying: Saying) -> Saying:
    """Return the saying with what its latest published list counts."""
    rows = list(select(opened.store, "published_lists", about=about).records())
    if not rows:
        return saying
    last = rows[-1]
    return Saying(
        saying.key,
        saying.name,
        saying.said,
        int(last["publishedCount"]),
        date.fromisoformat(last["asOf"]),
    )


def _first(said: Iterable[Said]) -> Mapping[str, Said]:
    found: dict[str, Said] = {}
    for each in sorted(said, key=lambda one: (one.since, one.state)):
        found.setdefault(each.state, each)
    return found


def _state(actor: str) -> str:
    space, _, key = actor.partition("/")
    return key if space == "state" else ""
