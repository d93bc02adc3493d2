"""How actors engaged with a norm over time: who endorsed it, who contested it, who changed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.engaged import Engagement

REFERENCE = (
    "normgraph, coding of engagements with norms (data/README.md); localizing after "
    "Acharya, A. (2004). How Ideas Spread: Whose Norms Matter? Norm Localization and "
    "Institutional Change in Asian Regionalism. International Organization 58(2), 239-275."
)
#: What counts for a norm and what against it; localizing is neither.
FOR = ("proclaims", "endorses", "invokes")
AGAINST = ("contests", "violates")
STANCES = (*FOR, "localizes", *AGAINST)


class By(StrEnum):
    """What each row of the table is."""

    YEAR = "year"
    ACTOR = "actor"
    REGION = "region"


class Actors(StrEnum):
    """Whose engagements count."""

    STATES = "states"
    ORGANIZATIONS = "organizations"
    PERSONS = "persons"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Engaged:
    """Engagements of a year, an actor or a region by stance."""

    who: str = column("The year, the key of the actor with its key space, or the region.")
    name: str = column("The year, or the name of the actor or region.")
    proclaims: int = column("Engagements that put the norm forward as new.")
    endorses: int = column("Engagements that declare it right.")
    invokes: int = column("Engagements that call upon it in a matter.")
    localizes: int = column("Engagements that adapt it; neither for it nor against it.")
    contests: int = column("Engagements that reject it, its status or the way it was applied.")
    violates: int = column("Conduct that a document calls a breach of it.")
    net: int = column("Engagements for the norm less those against it.")
    documents: int = column("Documents in which they were found.")
    first: date = column("Day of the first of them.")
    last: date = column("Day of the last of them.")
    change: str | None = column(
        "Whether an actor's first engagement for the norm came before its first against it, or "
        "after; no value where it is on record on one side only."
    )


@dataclass(frozen=True, slots=True)
class Contestation(Rows):
    """Engagements with one norm by stance."""

    row = Engaged
    lines: tuple[Engaged, ...]
    norm: str  #: its name
    by: By

    def rows(self) -> Sequence[Engaged]:
        """Return years in their order, others by number of engagements, most first."""
        return self.lines


@dataclass(frozen=True, slots=True)
class Chosen:
    """A norm with what belongs to it."""

    key: str
    name: str
    parts: Collection[str] = ()  #: keys of norms that are parts of it and count with it


def norm_contestation(
    engagements: Iterable[Engagement],
    norm: Chosen,
    groups: Mapping[str, str],
    *,
    by: By = By.YEAR,
    actors: Actors = Actors.STATES,
    first: date | None = None,
    last: date | None = None,
) -> Result[Contestation]:
    """Return how actors engaged with a norm and its parts.

    Net engagement is the number of engagements that proclaim, endorse or invoke the norm less
    the number that contest or violate it. It is a count of what was found and coded: it has no
    denominator, so it is no measure of how many support the norm.

    Parameters
    ----------
    engagements
        Every engagement with any norm.
    norm
        The norm and the keys of its parts.
    groups
        Name of the regional group by key of the state.
    by
        Year, actor or region; regions are of states only.
    actors
        Whose engagements count: states by default, because the Council's coded texts would
        cover all else (they have an analysis of their own, r2p-language).
    first, last
        The period, both days included; all if left out.

    Raises
    ------
    UndefinedMeasureError
        When no such engagement is on record.

    References
    ----------
    See `REFERENCE`.
    """
    keys = {norm.key, *norm.parts}
    chosen = [
        each
        for each in engagements
        if each.norm in keys
        and _counts(each, Actors.STATES if by is By.REGION else actors)
        and (first or date.min) <= each.date <= (last or date.max)
    ]
    if not chosen:
        raise UndefinedMeasureError(
            f"No engagement of {actors} with “{norm.name}” was coded for this time. "
            "See: normgraph query engagement_counts"
        )
    return Result(
        value=Contestation(_lines(chosen, groups, by), norm.name, by),
        measure="engagements with a norm by stance",
        reference=REFERENCE,
        n=len(chosen),
        unit="engagements coded",
        sources=tuple(sorted({key for each in chosen for key in each.documents})),
        parameters={
            "norm": norm.key,
            "by": str(by),
            "actors": str(Actors.STATES if by is By.REGION else actors),
            "from": min(each.date for each in chosen).isoformat(),
            "to": max(each.date for each in chosen).isoformat(),
        },
        caveats=_caveats(chosen, norm),
    )


def _counts(each: Engagement, actors: Actors) -> bool:
    space = each.actor.partition("/")[0]
    return (
        actors is Actors.ALL
        or {
            Actors.STATES: space == "state",
            Actors.PERSONS: space == "person",
            Actors.ORGANIZATIONS: space not in {"state", "person"},
        }[actors]
    )


def _lines(
    chosen: Sequence[Engagement], groups: Mapping[str, str], by: By
) -> tuple[Engaged, ...]:
    key: Callable[[Engagement], tuple[str, str]] = {
        By.YEAR: lambda each: (str(each.date.year), str(each.date.year)),
        By.ACTOR: lambda each: (each.actor, each.name or each.actor),
        By.REGION: lambda each: (_group(each, groups), _group(each, groups)),
    }[by]
    found: dict[tuple[str, str], list[Engagement]] = {}
    for each in sorted(chosen):
        found.setdefault(key(each), []).append(each)
    lines = [_line(who, name, alike, by) for (who, name), alike in found.items()]
    if by is By.YEAR:
        return tuple(sorted(lines, key=lambda line: line.who))
    return tuple(sorted(lines, key=lambda line: (-_number(line), line.name)))


def _group(each: Engagement, groups: Mapping[str, str]) -> str:
    return groups.get(each.actor.removeprefix("state/"), "") or "no regional group"


def _number(line: Engaged) -> int:
    return sum(int(getattr(line, stance)) for stance in STANCES)


def _line(who: str, name: str, alike: Sequence[Engagement], by: By) -> Engaged:
    tally = Counter(each.stance for each in alike)
    days = [each.date for each in alike]
    return Engaged(
        who=who,
        name=name,
        **{stance: tally[stance] for stance in STANCES},
        net=sum(tally[stance] for stance in FOR) - sum(tally[stance] for stance in AGAINST),
        documents=len({key for each in alike for key in each.documents}),
        first=min(days),
        last=max(days),
        change=_change(alike) if by is By.ACTOR else None,
    )


def _change(alike: Sequence[Engagement]) -> str | None:
    """Return on which side an actor was first, if it was on both."""
    favour = [each.date for each in alike if each.stance in FOR]
    against = [each.date for each in alike if each.stance in AGAINST]
    if not favour or not against:
        return None
    if min(favour) == min(against):
        return "both on one day"
    return "for it, later against" if min(favour) < min(against) else "against it, later for"


def _caveats(chosen: Sequence[Engagement], norm: Chosen) -> tuple[str, ...]:
    documents = len({key for each in chosen for key in each.documents})
    told = [
        "It counts what was found and coded, which follows what was published and read; an "
        "actor without an engagement has not been silent, and a year without one was not calm.",
        "Stances were coded by reading the document named or a report of it; the data page of "
        "each engagement says what was rejected: the norm, its status in law, or its use.",
        "An engagement against a use of the norm can go with one for the norm itself, so a "
        "change of side is a question to the documents, not an answer.",
        f"The {len(chosen)} engagements are from {documents} documents; several on one day are "
        "often one debate.",
    ]
    if norm.parts:
        told.append(
            "Engagements with parts of the norm count with it: "
            f"{', '.join(sorted(norm.parts))}."
        )
    return tuple(told)
