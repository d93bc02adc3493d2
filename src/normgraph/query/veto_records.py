"""What stands around a vote of the Council: regions, crimes named, answers of the Assembly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from normgraph import iri
from normgraph.query import kept
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A region of the M49 standard in which a place of a crisis lies."""

    key: str
    name: str  #: in English
    wider: str = ""  #: key of the region it belongs to; "" for a continent


@dataclass(frozen=True, slots=True, order=True)
class CrimeNamed:
    """That somebody said of a crisis that it was, or was not, a crime."""

    date: date  #: the first day of the month or year, where it is known no better
    crisis: str  #: key of the crisis
    crime: str  #: key of the crime: genocide, crimes-against-humanity, war-crimes ...
    capacity: str  #: key of the standing in which it was said: un-organ, government ...
    finding: str  #: key of what was said of the crime: established, denied ...
    source: str  #: key of the document


@dataclass(frozen=True, slots=True, order=True)
class AssemblyAnswer:
    """A text that the General Assembly adopted on the matter of a vetoed text, afterwards."""

    date: date
    decision: str  #: key of the vetoed decision of the Council
    symbol: str  #: of the Assembly's text
    in_favour: int
    against: int
    abstained: int | None = None  #: None where no source gives it
    members: int | None = None  #: of the United Nations on the day
    supported: bool = False  #: whether all who vetoed are on record as in favour of it
    sources: tuple[str, ...] = ()  #: keys of the documents that say so, sorted

    @property
    def two_thirds(self) -> bool:
        """Whether two thirds of the members present and voting were in favour."""
        return self.in_favour > 0 and self.in_favour * 3 >= (self.in_favour + self.against) * 2

    @property
    def all_members(self) -> bool:
        """Whether more than half of all members of the United Nations were in favour."""
        return self.members is not None and self.in_favour * 2 > self.members


@once_per_graph
def crisis_regions(opened: Opened) -> Mapping[str, tuple[Region, ...]]:
    """Return the regions of each crisis by its key, continents and their parts alike."""
    found: dict[str, list[Region]] = {}
    for row in select(opened.store, "crisis_regions").records():
        region = Region(iri.key(row["region"]), row["name"], iri.key(row["wider"]))
        found.setdefault(iri.key(row["crisis"]), []).append(region)
    return {crisis: tuple(sorted(regions)) for crisis, regions in found.items()}


@once_per_graph
def crimes_named(opened: Opened) -> tuple[CrimeNamed, ...]:
    """Return every statement on whether a crisis was a crime, whoever made it, by day."""
    found = {
        CrimeNamed(
            date=date.fromisoformat(row["date"]),
            crisis=iri.key(row["crisis"]),
            crime=iri.key(row["crime"]),
            capacity=iri.key(row["capacity"]),
            finding=iri.key(row["finding"]),
            source=iri.key(row["source"]),
        )
        for row in select(opened.store, "determinations").records()
    }
    return tuple(sorted(found))


@once_per_graph
def assembly_answers(opened: Opened) -> tuple[AssemblyAnswer, ...]:
    """Return every text of the Assembly that took up a vetoed text, once for each, by day.

    One whose votes in favour and against are unknown is left out.
    """
    rows = [
        row
        for row in select(opened.store, "assembly_answers").records()
        if row["inFavour"] and row["against"]
    ]
    days = {row["date"] for row in rows}
    members = {day: len(_members(opened, day)) for day in days}
    by_pair = groupby(
        sorted(rows, key=lambda row: (row["decision"], row["answer"])),
        key=lambda row: (row["decision"], row["answer"]),
    )
    supported = _supported(opened)
    return tuple(
        sorted(
            _answer(list(alike), members, supported=pair in supported)
            for pair, alike in by_pair
        )
    )


def _supported(opened: Opened) -> set[tuple[str, str]]:
    """Return the vetoed texts and answers in favour of which all voted that had vetoed."""
    vetoed: dict[str, set[str]] = {}
    for veto in kept.vetoes(opened):
        if veto.recorded:
            vetoed.setdefault(veto.decision, set()).add(veto.state)
    in_favour: dict[tuple[str, str], set[str]] = {}
    for row in select(opened.store, "vetoed_then_in_favour").records():
        pair = row["decision"], row["answer"]
        in_favour.setdefault(pair, set()).add(iri.key(row["state"]))
    return {pair for pair, there in in_favour.items() if there == vetoed[iri.key(pair[0])]}


def _members(opened: Opened, day: str) -> set[str]:
    return {row["state"] for row in select(opened.store, "un_members", date=day).records()}


def _answer(
    rows: list[dict[str, str]], members: Mapping[str, int], *, supported: bool
) -> AssemblyAnswer:
    row = rows[0]
    return AssemblyAnswer(
        date=date.fromisoformat(row["date"]),
        decision=iri.key(row["decision"]),
        symbol=row["symbol"],
        in_favour=int(row["inFavour"]),
        against=int(row["against"]),
        abstained=int(row["abstentions"]) if row["abstentions"] else None,
        members=members[row["date"]] or None,
        supported=supported,
        sources=tuple(sorted({iri.key(alike["source"]) for alike in rows})),
    )


@once_per_graph
def group_names(opened: Opened) -> Mapping[str, str]:
    """Return the names of crises, and of those who held permanent seats, by ``crisis/key``."""
    crises = {f"crisis/{key}": name for key, name in kept.crisis_names(opened).items()}
    held: dict[str, list[str]] = {}
    states: dict[str, str] = {}
    for term in sorted(kept.terms(opened)):
        states[f"state/{term.state}"] = term.name or term.state
        if term.seat and term.name not in held.setdefault(f"seat/{term.seat}", []):
            held[f"seat/{term.seat}"].append(term.name)
    return crises | states | {seat: " / ".join(names) for seat, names in held.items()}
