"""The vote database of Sciences Po: one row per vote, one column per member.

Martin, Benoît (2026), *UNSC votes since 1946 Database*, Atelier de cartographie de Sciences
Po, DOI 10.21410/7E4/Z0KECE.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from normgraph.sources.files import SourceRow, day, rows, tidy
from normgraph.sources.titles import resolution_title

#: Columns that describe the vote; every other column is a member.
COLUMNS = (
    "Vote in the DB",
    "UN classification",
    "Vote outcome",
    "Vote outcome typology-Observable",
    "Resolution number",
    "Date",
    "Official full title",
    "Title-Observable",
    "Yes",
    "No",
    "Abstentions",
    "Non-Voting",
    "Total",
    "(of which veto)",
)
OUTCOMES = {"adopted": "adopted", "vetoed": "vetoed", "lack of maj.": "lacked-majority"}
#: Ballot codes; "?" says that the database does not know, and gives no ballot.
BALLOTS = {"Y": "votedFor", "N": "votedAgainst", "A": "abstained", "NV": "didNotVote"}
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote as the database has it; ballots by the database's own member names."""

    number: int  #: its own running number, oldest first
    symbol: str
    outcome: str  #: key of our vocabulary of outcomes
    resolution: int | None
    date: date
    title: str
    tally: tuple[int, int, int, int] | None  #: for, against, abstained, not voting
    ballots: Mapping[str, str]  #: member name -> name of our property


def votes(path: Path, members: frozenset[str]) -> tuple[Vote, ...]:
    """Return every vote of the database, oldest first.

    Raises
    ------
    SourceError
        When a column is missing, a column is no known member, or a cell has an unknown code.
    """
    found = [_vote(row, members) for row in rows(path, COLUMNS)]
    return tuple(sorted(found, key=lambda vote: vote.number))


def _vote(row: SourceRow, members: frozenset[str]) -> Vote:
    cells = row.cells
    if cells["Vote outcome"] not in OUTCOMES:
        raise row.refuse(f"{cells['Vote outcome']!r} is no known outcome of a vote.")
    try:
        return Vote(
            number=int(cells["Vote in the DB"]),
            symbol=tidy(cells["UN classification"]),
            outcome=OUTCOMES[cells["Vote outcome"]],
            resolution=_number(cells["Resolution number"]),
            date=day(cells["Date"]),
            title=_title(cells),
            tally=_tally(cells),
            ballots=_ballots(row, members),
        )
    except ValueError as error:
        raise row.refuse(str(error)) from error


def _number(text: str) -> int | None:
    return None if text in ("", "-") else int(text)


def _ballots(row: SourceRow, members: frozenset[str]) -> dict[str, str]:
    ballots = {}
    for name, code in row.cells.items():
        if name in COLUMNS or code in ("", UNKNOWN):
            continue
        if name not in members:
            raise row.refuse(f"The column {name!r} is no known member of the Council.")
        if code not in BALLOTS:
            raise row.refuse(f"The ballot {code!r} of {name} is none of Y, N, A, NV, ?.")
        ballots[name] = BALLOTS[code]
    return ballots


def _tally(cells: Mapping[str, str]) -> tuple[int, int, int, int] | None:
    values = [cells[name] for name in ("Yes", "No", "Abstentions", "Non-Voting")]
    if UNKNOWN in values:
        return None
    yes, no, abstained, not_voting = (int(value) for value in values)
    return yes, no, abstained, not_voting


def _title(cells: Mapping[str, str]) -> str:
    """Return the title without the number of the resolution and the editors' remarks."""
    title = tidy(re.sub(r"\(/!\\[^)]*\)", "", cells["Official full title"]))
    if cells["Vote outcome"] != "adopted":
        return title
    return resolution_title(title)
