"""The corrections of ``data/corrections.csv``, as the importers apply them.

Fields that are applied: ``ballot KEY`` (one ballot of one decision), ``ballots`` (all of them),
``column NAME`` (a block of votes whose member column belongs to another state), ``row`` (a
record not taken), ``resolutions``, ``adoptedWithoutVote``, ``adoption_meeting`` and ``date``.
A correction that finds another value than it says was published stops the import: the source
has changed. Rows whose two values are equal document a doubt and change nothing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from normgraph.errors import SourceError
from normgraph.sources.files import rows


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: what a source says, and what we take instead."""

    key: str
    corrects: str  #: key of the dataset
    decision: str  #: key of the decision, or ""
    field: str
    published: str
    taken: str
    locator: str

    def refuse(self, found: str) -> SourceError:
        """Return the error that says what the source has now."""
        what = f"The correction {self.key} expects {self.published!r}, found {found!r}."
        return SourceError(FILE, 0, what)


@dataclass(frozen=True, slots=True)
class Block:
    """Votes of a range whose ballots in one column belong to another state."""

    column: str
    state: str
    first: int
    last: int
    ballots: int  #: how many there are, so that a changed source is noticed

    def covers(self, column: str, vote: int) -> bool:
        """Return whether the ballot in ``column`` of the vote with this number is meant."""
        return column == self.column and self.first <= vote <= self.last


FILE = "corrections.csv"
_BLOCK = re.compile(r"votes (\d+) to (\d+): (\d+) ballots")


def corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in file order."""
    columns = ("key", "corrects", "field", "publishedValue", "valueTaken", "locator")
    return tuple(
        Correction(
            key=row.cells["key"],
            corrects=row.cells["corrects"],
            decision=row.cells.get("decision", ""),
            field=row.cells["field"],
            published=row.cells["publishedValue"],
            taken=row.cells["valueTaken"],
            locator=row.cells["locator"],
        )
        for row in rows(path, columns)
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The corrections of one dataset."""

    dataset: str
    all: tuple[Correction, ...]

    @classmethod
    def of(cls, dataset: str, every: tuple[Correction, ...]) -> "Sheet":
        """Return the corrections of ``dataset`` among ``every``."""
        return cls(dataset, tuple(one for one in every if one.corrects == dataset))

    def added(self) -> tuple[tuple[str, str], ...]:
        """Return the resolutions that rows should name, as pairs of locator and symbol."""
        return tuple((one.locator, one.taken) for one in self.all if one.field == "resolutions")

    def dropped(self) -> frozenset[str]:
        """Return the locators of the records that are not taken."""
        rows_of = (one for one in self.all if one.field == "row" and not one.taken)
        return frozenset(one.published for one in rows_of)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of votes whose column belongs to another state."""
        return tuple(map(_block, (one for one in self.all if one.field.startswith("column "))))

    def value(self, decision: str, field: str, published: str) -> str:
        """Return the value to take for a field of ``decision``; the published one if none."""
        for one in self.all:
            if (one.decision, one.field) == (decision, field):
                if one.published != published:
                    raise one.refuse(published)
                return one.taken
        return published

    def ballots(self, decision: str, published: dict[str, str]) -> dict[str, str]:
        """Return the ballots of ``decision`` by state, corrected."""
        corrected = dict(published)
        for one in self.all:
            if one.decision == decision and one.field == "ballots":
                if set(corrected.values()) != {one.published}:
                    raise one.refuse(", ".join(sorted(set(corrected.values()))))
                corrected = dict.fromkeys(corrected, one.taken)
            if one.decision == decision and one.field.startswith("ballot "):
                state = one.field.removeprefix("ballot ")
                if corrected.get(state, "") != one.published:
                    raise one.refuse(corrected.get(state, ""))
                corrected[state] = one.taken
        return {state: choice for state, choice in corrected.items() if choice}


def _block(one: Correction) -> Block:
    found = _BLOCK.search(one.locator)
    if not found:
        what = f"The locator of {one.key} names no block 'votes A to B: N ballots'."
        raise SourceError(FILE, 0, what)
    first, last, ballots = (int(number) for number in found.groups())
    return Block(one.field.removeprefix("column "), one.taken, first, last, ballots)
