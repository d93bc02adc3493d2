"""What is asked of reconciliation, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from normgraph.query.directory import Thing

#: Classes whose things are looked for, by the key space of their things.
SPACES: Mapping[str, str] = {
    "state": "State",
    "organization": "Organization",
    "person": "Person",
    "crisis": "Crisis",
    "norm": "Norm",
    "instrument": "Instrument",
    "crime": "Crime",
    "decision": "Decision",
}
#: How the types of a question are taken: any of them, all of them, or as a preference.
STRICTNESS = ("any", "all", "should")


@dataclass(frozen=True, slots=True)
class Asked:
    """A property of the thing that is meant, with the values given for it."""

    pid: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One cell, and what else its row says."""

    text: str = ""
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = 10
    properties: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant."""

    thing: Thing
    score: float  #: from 0 to 100
    match: bool  #: whether nothing else can be meant
    features: Mapping[str, float | bool]
