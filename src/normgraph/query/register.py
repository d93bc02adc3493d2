"""The register of decisions: one line for each, with its tally, for lists of many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from normgraph.query.records import Ballot
from normgraph.query.run import select
from normgraph.store import QuadStore

#: The choices a member has, as properties of the ontology, in the order of meeting records.
CHOICES: Mapping[str, str] = {
    "votedFor": Ballot.IN_FAVOUR,
    "votedAgainst": Ballot.AGAINST,
    "abstained": Ballot.ABSTAINED,
    "didNotVote": Ballot.DID_NOT_VOTE,
}


@dataclass(slots=True)
class Entry:
    """One decision. Things are IRIs."""

    decision: str
    symbol: str
    title: str
    date: str
    kind: str
    outcome: str
    official: bool  #: whether the UN library's list of vetoes has it
    without_vote: bool
    secret_ballot: bool
    crises: list[str] = field(default_factory=list)
    votes: dict[str, list[str]] = field(default_factory=dict)  #: states by choice or vetoedBy

    def cast(self, choice: str) -> list[str]:
        """Return the states that made a ``choice`` (or, for vetoedBy, vetoed)."""
        return self.votes.get(choice, [])

    @property
    def tally(self) -> str:
        """In favour, against and abstained, as meeting records give them: 9-2-4."""
        if self.without_vote or not self.votes:
            return ""
        return "\N{EN DASH}".join(
            str(len(self.cast(choice))) for choice in ("votedFor", "votedAgainst", "abstained")
        )


def read_register(store: QuadStore) -> list[Entry]:
    """Return every decision of ``store``, oldest first."""
    votes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select(store, "votes").records():
        votes[row["decision"]][row["choice"]].append(row["state"])
    entries: dict[str, Entry] = {}
    for row in select(store, "decisions").records():
        key = row["decision"]
        if key not in entries:
            entries[key] = Entry(
                decision=key,
                symbol=row["symbol"],
                title=row["title"],
                date=row["date"],
                kind=row["kind"],
                outcome=row["outcome"],
                official=row["official"] == "true",
                without_vote=row["withoutVote"] == "true",
                secret_ballot=(row["secret"] or "false") == "true",
                votes=dict(votes.get(key, {})),
            )
        if row["crisis"] and row["crisis"] not in entries[key].crises:
            entries[key].crises.append(row["crisis"])
    return list(entries.values())
