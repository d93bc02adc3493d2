"""Records of crises and of what was done about them, for every crisis at once.

Days known only to the month or year are kept as the first and last day that they may be, so
that whoever counts days from them can say how well the number is known.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from normgraph import iri
from normgraph.query.run import select
from normgraph.store import Opened, QuadStore, once_per_graph


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A day, by the first and the last day that it may be."""

    first: date
    last: date

    @classmethod
    def of(cls, day: str, precision: str = "") -> "Days":
        """Return the days of a month or year that is written as its first day.

        >>> Days.of("2012-02-01", "month").last
        datetime.date(2012, 2, 29)
        """
        first = date.fromisoformat(day)
        if precision == "year":
            return cls(first, date(first.year, 12, 31))
        if precision == "month":
            return cls(first, first.replace(day=monthrange(first.year, first.month)[1]))
        return cls(first, first)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Crisis:
    """A crisis with its time and its places."""

    key: str
    name: str
    began: Days
    ended: Days | None = None  #: None while it lasts
    places: tuple[str, ...] = ()  #: keys of states, sorted
    #: Names of the regions of the M49 standard in which these lie, sorted.
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  #: keys of the documents that report it, sorted


@dataclass(frozen=True, slots=True)
class Bound:
    """The beginning of a crisis as one source draws it."""

    crisis: str
    began: Days
    source: str  #: key of the document that reports it


@dataclass(frozen=True, slots=True)
class Responded:
    """Something that was done about a crisis, with one of its kinds."""

    crisis: str
    began: Days
    kind: str  #: key of the kind of response
    sort: str  #: local name of the class: Mission, SanctionsMeasure, Inquiry ...
    thing: str  #: key with its key space, such as mission/unamir
    council: bool = False  #: whether the Security Council mandated it or acted
    last: date | None = None  #: None for what lasts, or has no end on record
    source: str = ""  #: key of the document that reports it


@dataclass(frozen=True, slots=True)
class Figure:
    """A yearly figure of one state."""

    place: str  #: key of the state
    year: int
    quantity: str  #: key of what is counted
    best: int
    low: int | None = None  #: None where the source has none, or an unsound one
    high: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a court or of a body or official of the United Nations on a crisis."""

    crisis: str
    determination: str  #: key
    crime: str  #: key
    finding: str  #: key: established, reasonable-grounds ...
    capacity: str  #: key: international-court, un-inquiry ...
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A state that was a party to a crisis, supported one, or is said to have done wrong."""

    crisis: str
    state: str
    part: str  #: what part, in English
    source: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Every crisis with what was done about it, as read from one graph."""

    crises: tuple[Crisis, ...]  #: by beginning and key
    bounds: tuple[Bound, ...]
    responses: tuple[Responded, ...]  #: oldest first
    meetings: tuple[Responded, ...]  #: of the Security Council, oldest first
    figures: tuple[Figure, ...]  #: by place and year
    findings: tuple[Found, ...]
    parts: tuple[Part, ...]
    #: By key of a decision, that of a document that reports it.
    deciding: Mapping[str, str] = field(default_factory=dict)


@once_per_graph
def answered(opened: Opened) -> Answered:
    """Return every crisis with what was done about it."""
    store = opened.store
    return Answered(
        crises=tuple(sorted(_crises(store), key=lambda each: (each.began, each.key))),
        bounds=tuple(_bounds(store)),
        responses=tuple(_responses(store)),
        meetings=tuple(_meetings(store)),
        figures=tuple(_figures(store)),
        findings=tuple(_findings(store)),
        parts=tuple(_parts(store)),
        deciding=_deciding(store),
    )


def _crises(store: QuadStore) -> Iterator[Crisis]:
    by_crisis: dict[str, list[dict[str, str]]] = {}
    for row in select(store, "crisis_spans").records():
        by_crisis.setdefault(row["crisis"], []).append(row)
    for crisis, rows in by_crisis.items():
        row = rows[0]
        ended = Days.of(row["to"], iri.key(row["toPrecision"])) if row["to"] else None
        yield Crisis(
            key=iri.key(crisis),
            name=row["name"],
            began=Days.of(row["from"], iri.key(row["fromPrecision"])),
            ended=ended,
            places=tuple(sorted({iri.key(each["place"]) for each in rows} - {""})),
            regions=tuple(sorted({each["regionName"] for each in rows} - {""})),
            sources=tuple(sorted({iri.key(each["source"]) for each in rows})),
        )


def _bounds(store: QuadStore) -> Iterator[Bound]:
    for row in select(store, "crisis_bounds").records():
        if row["bound"] == "beginning":
            began = Days.of(row["date"], iri.key(row["precision"]))
            yield Bound(iri.key(row["crisis"]), began, iri.key(row["source"]))


def _responses(store: QuadStore) -> Iterator[Responded]:
    for row in select(store, "dated_responses").records():
        yield Responded(
            crisis=iri.key(row["crisis"]),
            began=Days.of(row["from"], iri.key(row["precision"])),
            kind=iri.key(row["kind"]),
            sort=row["class"].removeprefix(iri.ONTOLOGY),
            thing=iri.short(row["response"]),
            council=bool(row["council"]),
            last=date.fromisoformat(row["to"]) if row["to"] else None,
            source=iri.key(row["source"]),
        )


def _meetings(store: QuadStore) -> Iterator[Responded]:
    for row in select(store, "meetings_on_crises").records():
        day = date.fromisoformat(row["date"])
        yield Responded(
            crisis=iri.key(row["crisis"]),
            began=Days(day, day),
            kind="meeting",
            sort="Meeting",
            thing=iri.short(row["meeting"]),
            council=True,
            last=day,
            source=iri.key(row["source"]),
        )


def _deciding(store: QuadStore) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in select(store, "sources_of_decisions").records():
        found.setdefault(iri.key(row["decision"]), iri.key(row["source"]))
    return found


def _figures(store: QuadStore) -> Iterator[Figure]:
    for row in select(store, "yearly_figures").records():
        yield Figure(
            place=iri.key(row["place"]),
            year=int(row["year"]),
            quantity=iri.key(row["quantity"]),
            best=int(row["best"]),
            low=int(row["low"]) if row["low"] else None,
            high=int(row["high"]) if row["high"] else None,
            source=iri.key(row["source"]),
        )


def _findings(store: QuadStore) -> Iterator[Found]:
    for row in select(store, "determinations").records():
        yield Found(
            crisis=iri.key(row["crisis"]),
            determination=iri.key(row["determination"]),
            crime=iri.key(row["crime"]),
            finding=iri.key(row["finding"]),
            capacity=iri.key(row["capacity"]),
            source=iri.key(row["source"]),
        )


def _parts(store: QuadStore) -> Iterator[Part]:
    for row in select(store, "involvements").records():
        space, _, key = iri.short(row["actor"]).partition("/")
        if space == "state":
            yield Part(iri.key(row["crisis"]), key, row["part"], iri.key(row["source"]))
