"""Which crises touch an interest of a permanent member, as far as records can say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from normgraph.query.crisis_responses import Crisis, Days, Part
from normgraph.query.interests import Tie, Ties
from normgraph.query.records import Term

#: The kinds of interest in the order of rows, with what each means.
KINDS: Mapping[str, str] = {
    "ally": "a place of the crisis is its ally",
    "neighbour": "a place of the crisis is its neighbour on land",
    "region": "a place of the crisis lies in its region",
    "involved": "it is itself a place, a party, a supporter or an alleged wrongdoer",
}
#: Stands for whichever permanent member.
ANY = "any"


@dataclass(frozen=True, slots=True, order=True)
class Interest:
    """One interest of one permanent member in one crisis."""

    crisis: str
    kind: str  #: one of `KINDS`
    seat: str  #: key of the permanent seat
    state: str  #: key of the state that held it when the crisis began
    source: str = ""  #: key of the document that reports the bond
    part: str = ""  #: for a state that is involved: how


def interests(
    crises: Iterable[Crisis], onsets: Mapping[str, Days], ties: Ties, parts: Sequence[Part]
) -> tuple[Interest, ...]:
    """Return the interests of permanent members in crises, by crisis.

    Counted is the state that held the seat at the onset, an alliance in force then, borders
    at any time since 1945, and parts that a source gives a state that ever held the seat.
    """
    own: dict[str, list[Part]] = {}
    for part in parts:
        own.setdefault(part.crisis, []).append(part)
    bonds: dict[str, list[Tie]] = {}
    for tie in ties.ties:
        bonds.setdefault(tie.state, []).append(tie)
    found: set[Interest] = set()
    for crisis in crises:
        if crisis.key in onsets:
            onset = onsets[crisis.key]
            for term in ties.tenures:
                if _held(term, onset):
                    found.update(_tied(crisis, onset, term, bonds.get(term.state, ())))
                    found.update(_involved(crisis, term, ties, own.get(crisis.key, ())))
    return tuple(sorted(found))


def members(tenures: Sequence[Term]) -> dict[str, tuple[str, str]]:
    """Return the key and name of the state that holds each permanent seat now, by seat."""
    return {
        term.seat: (term.state, term.name)
        for term in sorted(tenures, key=lambda each: each.seat)
        if term.last is None
    }


def involved(found: Iterable[Interest], names: Mapping[str, str]) -> dict[str, str]:
    """Return in words, by crisis, which permanent members are themselves in it, and how."""
    by_crisis: dict[str, dict[str, set[str]]] = {}
    for each in found:
        if each.kind == "involved":
            states = by_crisis.setdefault(each.crisis, {})
            states.setdefault(names.get(each.seat, each.seat), set()).add(each.part)
    return {
        crisis: "; ".join(
            f"{name}: {', '.join(sorted(how))}" for name, how in sorted(all_.items())
        )
        for crisis, all_ in by_crisis.items()
    }


def _held(term: Term, onset: Days) -> bool:
    return term.first <= onset.first <= (term.last or date.max)


def _tied(crisis: Crisis, onset: Days, term: Term, bonds: Sequence[Tie]) -> Iterator[Interest]:
    for tie in bonds:
        in_force = tie.first <= onset.last and onset.first <= tie.last
        if in_force and tie.other in crisis.places:
            yield Interest(crisis.key, tie.kind, term.seat, term.state, tie.source)


def _involved(
    crisis: Crisis, term: Term, ties: Ties, parts: Sequence[Part]
) -> Iterator[Interest]:
    states = {each.state for each in ties.tenures if each.seat == term.seat}
    if states & set(crisis.places):
        source = crisis.sources[0] if crisis.sources else ""
        yield Interest(crisis.key, "involved", term.seat, term.state, source, "place")
    for part in parts:
        if part.state in states:
            yield Interest(
                crisis.key, "involved", term.seat, term.state, part.source, part.part
            )
