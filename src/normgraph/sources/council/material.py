"""Everything the Council's tables are made from, read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from normgraph.errors import SourceError
from normgraph.sources import dhl, sciencespo, unxml
from normgraph.sources.corrections import Sheet, corrections
from normgraph.sources.council.meetings import Meetings
from normgraph.sources.council.vetoes import listed
from normgraph.sources.files import day, rows
from normgraph.sources.members import Names, names

#: Keys of the datasets, as in data/council/Dataset.csv.
SCIENCES_PO = "sciencespo-unsc-votes"
UN_EXTRACT = "unxml-sc-resolutions"
MEETINGS = "dhl-meetings"
VETOES = "dhl-veto-list"
TEXTS = "unsc-resolution-texts"
RECORDS = "undl-records"


@dataclass(frozen=True, slots=True)
class Failed:
    """What our own table says of a vote on a text that was not adopted."""

    key: str
    symbol: str  #: several joined by |
    kind: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Material:
    """The sources of the Council's record."""

    votes: tuple[sciencespo.Vote, ...]
    extract: Mapping[int, unxml.Resolution]
    meetings: Meetings
    vetoes: Mapping[int, dhl.Veto]  #: rows of the library's list by vote number
    text_dates: Mapping[int, tuple[date, str]]  #: date and locator, where a text disagrees
    links: Mapping[int, tuple[str, str]]  #: record and voting record of a resolution
    failed: Mapping[int, Failed]
    names: Mapping[str, Names]
    sheets: Mapping[str, Sheet]


def read(reference: Path, sheet: Path, mappings: Path) -> Material:
    """Return the sources under ``reference`` with the corrections of ``sheet`` at hand."""
    every = corrections(sheet)
    sheets = {key: Sheet.of(key, every) for key in (SCIENCES_PO, UN_EXTRACT, MEETINGS, VETOES)}
    known = names(mappings)
    members = frozenset(known[SCIENCES_PO].meanings)
    found = sciencespo.votes(reference / "sciencespo_unsc_votes_1946-2025.csv", members)
    without = sheets[SCIENCES_PO].dropped()
    votes = tuple(vote for vote in found if f"vote {vote.number}" not in without)
    library = dhl.vetoes(reference / "dhl_veto_list_1946-2022-05.csv")
    return Material(
        votes=votes,
        extract=_extract(reference / "unxml", sheets[UN_EXTRACT]),
        meetings=Meetings.of(
            dhl.meetings(reference / "dhl_meetings_1946-2022H1.csv"), sheets[MEETINGS].added()
        ),
        vetoes=listed(votes, library),
        text_dates=_text_dates(reference / "date_conflicts.csv"),
        links=_links(reference),
        failed=_failed(mappings / "council-failed-votes.tsv"),
        names=known,
        sheets=sheets,
    )


def _extract(folder: Path, sheet: Sheet) -> dict[int, unxml.Resolution]:
    without = sheet.dropped()
    found: dict[int, unxml.Resolution] = {}
    for one in unxml.resolutions(folder):
        if one.locator in without:
            continue
        if one.number in found:
            what = f"Record {one.record} gives {one.symbol} a second time; correct or drop it."
            raise SourceError(one.file, 0, what)
        found[one.number] = one
    return found


def _text_dates(path: Path) -> dict[int, tuple[date, str]]:
    return {
        int(row.cells["resolution"]): (day(row.cells["text_date"]), f"line {row.line}")
        for row in rows(path, ("resolution", "text_date"))
        if row.cells["text_date"]
    }


def _links(reference: Path) -> dict[int, tuple[str, str]]:
    pairs: dict[int, list[str]] = defaultdict(lambda: ["", ""])
    files = ("undl_record_links.csv", "undl_voting_record_links.csv")
    for place, file in enumerate(files):
        for row in rows(reference / file, ("res_no", "url_record")):
            pairs[int(row.cells["res_no"])][place] = row.cells["url_record"]
    return {number: (pair[0], pair[1]) for number, pair in pairs.items()}


def _failed(path: Path) -> dict[int, Failed]:
    columns = ("vote", "key", "symbol", "decisionKind", "label", "note")
    table = {}
    for row in rows(path, columns, delimiter="\t"):
        cells = row.cells
        table[int(cells["vote"])] = Failed(
            cells["key"], cells["symbol"], cells["decisionKind"], cells["label"], cells["note"]
        )
    return table


def joined(states: Iterable[str]) -> str:
    """Return keys as one cell, in order."""
    return "|".join(sorted(set(states)))
