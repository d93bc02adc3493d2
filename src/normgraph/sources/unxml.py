"""The United Nations' own extract of Council resolutions: JSON objects, a file a year.

Published in the public repository ``UNxml/SCresolutions``. Two forms of line occur within a
file, and a line may hold several objects, so the files are read with a raw decoder.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from normgraph.errors import SourceError
from normgraph.sources.files import day, tidy
from normgraph.sources.titles import resolution_title

_FIELDS = {
    "MS_in_favour": "votedFor",
    "MS_against": "votedAgainst",
    "MS_abstaining": "abstained",
}
_UNBIS = "UNBIS Thesaurus"
_WITHOUT_VOTE = re.compile(r"acclamation|without (a )?vote", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution as the extract has it; states by the extract's own names."""

    file: str
    record: int  #: place in the file, from 1
    number: int
    year: int
    title: str
    date: date
    meeting: str  #: from the adoption line, such as S/PV.6498; "" for votes by letter
    outcome_document: str  #: what the extract calls the outcome letter, mostly the meeting
    agenda_item: str
    adoption: str  #: how it was adopted, in the extract's words
    draft: str
    chapter_vii: bool
    tally: tuple[int, int, int] | None  #: for, against, abstaining, as printed
    ballots: Mapping[str, str]  #: name -> name of our property
    sponsors: tuple[str, ...]
    subjects: tuple[str, ...]  #: headings of the UNBIS Thesaurus

    @property
    def symbol(self) -> str:
        """The symbol in the United Nations' form."""
        return f"S/RES/{self.number} ({self.year})"

    @property
    def locator(self) -> str:
        """Where in the extract the record stands."""
        return f"{self.file}, record {self.record}"

    @property
    def without_vote(self) -> bool:
        """Whether the extract says that no vote was taken."""
        return bool(_WITHOUT_VOTE.search(self.adoption))


def resolutions(folder: Path) -> tuple[Resolution, ...]:
    """Return every record of the extract in the order of files and lines, doubles included.

    Raises
    ------
    SourceError
        When a file holds something that is no JSON object, or a record lacks a field.
    """
    return tuple(
        _resolution(path, number, line, record)
        for path in sorted(folder.glob("*.json"))
        for number, (line, record) in enumerate(_objects(path), start=1)
    )


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    decoder = json.JSONDecoder()
    for line, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        place = 0
        while place < len(text):
            if text[place] in " \t\r,[]\ufeff":
                place += 1
                continue
            try:
                record, place = decoder.raw_decode(text, place)
            except json.JSONDecodeError as error:
                what = f"The line is not valid JSON at character {place + 1}: {error.msg}."
                raise SourceError(path.name, line, what) from error
            if not isinstance(record, dict):
                raise SourceError(path.name, line, "A record is no JSON object.")
            yield line, record


def _resolution(path: Path, place: int, line: int, record: dict[str, Any]) -> Resolution:
    try:
        number, year = _number(record["symbol"])
        return Resolution(
            file=path.name,
            record=place,
            number=number,
            year=year,
            title=resolution_title(record["resolution_title"]),
            date=day(record["adoption_date"]),
            meeting=_meeting(record["adoption_meeting"]),
            outcome_document=tidy(record["outcome_letter"]),
            agenda_item=tidy(record["agenda_item_name"]),
            adoption=tidy(record["adoption_type"]),
            draft=tidy(record["draft_resolution"]),
            chapter_vii=record["chapter_VII"] == "Chapter VII",
            tally=_tally(record),
            ballots=_ballots(record),
            sponsors=tuple(tidy(name) for name in record["sponsors"]),
            subjects=tuple(tidy(name) for name, kind in record["subjects"] if kind == _UNBIS),
        )
    except KeyError as error:
        raise SourceError(path.name, line, f"The field {error} is missing.") from error
    except ValueError as error:
        raise SourceError(path.name, line, str(error)) from error


def _number(symbol: str) -> tuple[int, int]:
    found = re.fullmatch(r"S/RES/(\d+) ?\((\d{4})\)", tidy(symbol))
    if not found:
        raise ValueError(f"{symbol!r} is no symbol of a resolution.")
    return int(found[1]), int(found[2])


def _meeting(text: str) -> str:
    found = re.match(r"(\d+)(st|nd|rd|th)", tidy(text))
    return f"S/PV.{found[1]}" if found else ""


def _tally(record: dict[str, Any]) -> tuple[int, int, int] | None:
    printed = [record[f"{field}_count"] for field in _FIELDS]
    if not any(printed):
        return None
    favour, against, abstaining = (int(value or 0) for value in printed)
    return favour, against, abstaining


def _ballots(record: dict[str, Any]) -> dict[str, str]:
    ballots: dict[str, str] = {}
    for field, choice in _FIELDS.items():
        for name in map(tidy, record[field]):
            if ballots.setdefault(name, choice) != choice:
                raise ValueError(f"{name} stands in two lists of ballots.")
    return ballots
