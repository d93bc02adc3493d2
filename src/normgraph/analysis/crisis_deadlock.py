"""The components of deadlock by crisis, as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from normgraph.analysis.delay import Delay
from normgraph.analysis.rows import Rows, column

#: The kinds of answer in the order of columns and rows, with their names.
ANSWERS: Mapping[str, str] = {
    "meeting": "meeting",
    "vote": "draft put to the vote",
    "adopted": "text adopted",
    "mission": "mission",
    "sanctions": "sanctions",
    "inquiry": "inquiry or referral",
}
_LOW = "Fewest days from the onset to the first {}; none at or after it on record if empty."
_HIGH = (
    "Most days that it may be: more where the onset or the answer is known by month or year."
)


@dataclass(frozen=True, slots=True)
class CrisisDeadlock:
    """What became of the texts on a crisis, and after how many days it was answered."""

    crisis: str = column("Key of the crisis.")
    name: str = column("Its name.")
    onset_first: date = column("First day that the onset may be.")
    onset_last: date = column("Last day that the onset may be.")
    texts: int | None = column(
        "Texts on it put to the vote, to the day to which failures are on record; no value "
        "for a crisis that began later."
    )
    failed: int | None = column("Of them, not adopted.")
    failed_share: float | None = column("Failed of those put to the vote, from 0 to 1.")
    vetoed: int | None = column("Of them, kept from adoption by a permanent member's vote.")
    veto_share: float | None = column("Vetoed of those put to the vote, from 0 to 1.")
    resolutions: int = column("Resolutions adopted on it, with or without a vote.")
    not_unanimous: int = column("Of them, adopted against votes, abstentions or absences.")
    non_unanimity: float | None = column("Not unanimous of the resolutions, from 0 to 1.")
    without_vote: int = column("Resolutions adopted without a vote, which count as unanimous.")
    meeting_low: int | None = column(_LOW.format("meeting of the Council on it"))
    meeting_high: int | None = column(_HIGH)
    vote_low: int | None = column(_LOW.format("text on it put to the vote"))
    vote_high: int | None = column(_HIGH)
    adopted_low: int | None = column(_LOW.format("text on it adopted"))
    adopted_high: int | None = column(_HIGH)
    mission_low: int | None = column(_LOW.format("mission"))
    mission_high: int | None = column(_HIGH)
    sanctions_low: int | None = column(_LOW.format("sanctions measure"))
    sanctions_high: int | None = column(_HIGH)
    inquiry_low: int | None = column(_LOW.format("inquiry or referral to a court"))
    inquiry_high: int | None = column(_HIGH)
    before: str = column("Kinds of answer of which one had begun before the onset.")
    never: str = column("Kinds of answer of which none is on record at or after the onset.")


@dataclass(frozen=True, slots=True)
class Deadlock(Rows):
    """Crises by onset, each with its components."""

    row = CrisisDeadlock
    crises: tuple[CrisisDeadlock, ...]
    delays: Mapping[str, Mapping[str, Delay]]  #: by crisis and kind of answer
    last: date  #: last day of the record

    def rows(self) -> Sequence[CrisisDeadlock]:
        """Return the crises, oldest onset first."""
        return self.crises

    def never(self) -> Mapping[str, int]:
        """Return by kind of answer how many crises have none at or after the onset."""
        return {
            kind: sum(not own[kind].known for own in self.delays.values()) for kind in ANSWERS
        }
