"""Records of what happened in a crisis and what was done: dated things and yearly figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from normgraph import iri
from normgraph.query.run import select
from normgraph.store import QuadStore

#: From what happened to what was done about it, as a timeline has them from top to bottom.
LANES = (
    "events",
    "meetings",
    "drafts not adopted",
    "resolutions",
    "missions",
    "sanctions",
    "inquiries and referrals",
    "other responses",
    "steps before courts",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated thing of a crisis."""

    lane: str  #: one of `LANES`
    first: date
    label: str
    kind: str  #: what sort of thing, or what became of it; several separated by commas
    thing: str  #: key with its key space, such as mission/unamir
    last: date | None = None  #: None for what happened on a day, or lasts
    precision: str = ""  #: of the first day: month or year, where no day is known
    sources: tuple[str, ...] = ()  #: keys of the documents, sorted


@dataclass(frozen=True, slots=True)
class Yearly:
    """A yearly figure of one state, as a published table has it."""

    year: int
    counted: str  #: what is counted
    best: int
    low: int | None = None  #: None where the source gives a single figure
    high: int | None = None
    source: str = ""  #: key of the dataset


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A number that belongs to a state, for a map."""

    state: str  #: key of the state
    name: str
    m49: str  #: three-digit code, or empty
    value: int
    low: int | None = None
    high: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    sources: tuple[str, ...] = ()  #: keys of documents

    @property
    def bounds(self) -> str:
        """The lowest and highest number in words."""
        if self.low is None or self.high is None:
            return "single figure"
        return f"{self.low:,} to {self.high:,}"


def dated(store: QuadStore, crisis: str) -> list[Dated]:
    """Return every dated thing of the crisis with this key, by lane, oldest first."""
    by_thing: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in select(store, "timeline", crisis=crisis).records():
        by_thing.setdefault((row["lane"], row["thing"]), []).append(row)
    return sorted((_dated(rows) for rows in by_thing.values()), key=_in_lane)


def _dated(rows: list[dict[str, str]]) -> Dated:
    """Return the one thing of which rows tell kinds and sources."""
    row = rows[0]
    return Dated(
        lane=row["lane"],
        first=date.fromisoformat(row["from"]),
        label=row["label"],
        kind=", ".join(sorted({each["kind"] for each in rows})),
        thing=iri.short(row["thing"]),
        last=date.fromisoformat(row["to"]) if row["to"] else None,
        precision=iri.key(row["precision"]),
        sources=tuple(sorted({iri.key(each["source"]) for each in rows})),
    )


def deaths(store: QuadStore, place: str) -> list[Yearly]:
    """Return the deaths in organized violence in the state with this key, oldest first."""
    return [
        Yearly(
            year=int(row["year"]),
            counted=row["counted"],
            best=int(row["best"]),
            low=int(row["low"]) if row["low"] else None,
            high=int(row["high"]) if row["high"] else None,
            source=iri.key(row["source"]),
        )
        for row in select(store, "deaths_by_year", place=place).records()
    ]


def displacement(store: QuadStore, place: str) -> list[Yearly]:
    """Return how many people from the state with this key were displaced, oldest first."""
    return [
        Yearly(
            year=int(row["year"]),
            counted=row["counted"],
            best=int(row["people"]),
            source=iri.key(row["source"]),
        )
        for row in select(store, "displacement_by_year", place=place).records()
    ]


def on_map(store: QuadStore, shown: str, year: int) -> Iterator[PlaceValue]:
    """Yield the number that each state has of what is ``shown`` in a year.

    Parameters
    ----------
    store
        The graph.
    shown
        ``crises``, ``deaths`` or ``displaced``.
    year
        A calendar year.
    """
    by_state: dict[str, list[dict[str, str]]] = {}
    for row in select(store, f"map_{shown}", year=year).records():
        by_state.setdefault(row["state"], []).append(row)
    for state, rows in by_state.items():
        row = rows[0]
        yield PlaceValue(
            state=iri.key(state),
            name=row["name"],
            m49=row["m49"],
            value=int(row["value"]),
            low=int(row["low"]) if row.get("low") else None,
            high=int(row["high"]) if row.get("high") else None,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            sources=tuple(sorted({iri.key(each["source"]) for each in rows if each["source"]})),
        )


def _in_lane(entry: Dated) -> tuple[int, date, str, str, str]:
    return LANES.index(entry.lane), entry.first, entry.label, entry.kind, entry.thing
