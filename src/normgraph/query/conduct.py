"""Records of what states did: ballots, sponsorship, and crises of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from normgraph import iri
from normgraph.query import actors
from normgraph.query.council import Ballots, ballot_matrix
from normgraph.query.run import select
from normgraph.store import Opened, once_per_graph

ASSEMBLY = "general-assembly"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the General Assembly or the Human Rights Council."""

    key: str
    symbol: str
    title: str
    date: date
    organ: str  #: key
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """Texts of these bodies with the ballots on record, states by texts."""

    texts: tuple[Text, ...]
    states: tuple[str, ...]
    ballots: Ballots  #: values of `council.Choice`


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a state to a crisis."""

    state: str
    crisis: str
    began: date | None  #: the crisis
    tie: str  #: place, part or determination
    kind: str  #: key of the kind of part, or of the finding; empty for a place
    capacity: str  #: key of the capacity of who determined; empty otherwise
    sources: tuple[str, ...]


@once_per_graph
def assembly(opened: Opened) -> Assembly:
    """Return the texts by day, with their ballots."""
    rows = select(opened.store, "assembly_texts").records()
    texts = tuple(
        _text(list(alike)) for _, alike in groupby(rows, key=lambda row: row["decision"])
    )
    states, ballots = ballot_matrix(opened.store, [text.key for text in texts])
    return Assembly(texts, states, ballots)


@once_per_graph
def sponsors(opened: Opened) -> Mapping[str, frozenset[str]]:
    """Return the keys of the states that sponsored each text, by key of the text.

    A text without sponsors on record is not here, which does not mean that it had none.
    """
    return {text.decision: frozenset(text.sponsors) for text in actors.sponsored(opened)}


@once_per_graph
def ties(opened: Opened) -> tuple[Tie, ...]:
    """Return what ties states to crises, by state and crisis."""
    rows = select(opened.store, "own_crises").records()

    def tie(row: dict[str, str]) -> tuple[str, ...]:
        return row["actor"], row["crisis"], row["tie"], row["kind"], row["capacity"]

    found = []
    for _, alike in groupby(rows, key=tie):
        whole = list(alike)
        row = whole[0]
        found.append(
            Tie(
                state=iri.key(row["actor"]),
                crisis=iri.key(row["crisis"]),
                began=date.fromisoformat(row["from"]) if row["from"] else None,
                tie=row["tie"],
                kind=iri.key(row["kind"]),
                capacity=iri.key(row["capacity"]),
                sources=tuple(sorted({iri.key(each["source"]) for each in whole})),
            )
        )
    return tuple(found)


def _text(rows: list[dict[str, str]]) -> Text:
    row = rows[0]
    return Text(
        key=iri.key(row["decision"]),
        symbol=row["symbol"],
        title=row["title"],
        date=date.fromisoformat(row["date"]),
        organ=iri.key(row["organ"]),
        sources=tuple(sorted({iri.key(each["source"]) for each in rows})),
    )
