"""The Security Council's record, compiled from the published sources into our tables."""

from pathlib import Path

from normgraph.sources.council import headings, tables
from normgraph.sources.council.conflicts import CONFLICT, conflicts
from normgraph.sources.council.decisions import entries
from normgraph.sources.council.material import read
from normgraph.sources.files import write_table

_HEADING = ("key", "label@en", "source", "locator")
_MEETING = ("key", "symbol", "date", "agendaItem", "label@en", "source", "locator")
_EXTRACT = (
    "key",
    "meeting",
    "agendaItem",
    "draftSymbol",
    "sponsoredBy",
    "underChapterVII",
    "subject",
    "source",
    "locator",
)
_VETO = (
    "key",
    "officialVeto",
    "libraryVetoedBy",
    "meeting",
    "agendaItem",
    "source",
    "locator",
)


def compile_council(reference: Path, corrections: Path, out: Path, mappings: Path) -> None:
    """Write the Council's tables; equal input gives equal bytes.

    Parameters
    ----------
    reference
        The folder of the published files on the Council.
    corrections
        Our table of corrections, which the importers apply.
    out
        The folder to write the tables to.
    mappings
        The folder of our tables of names and of votes that failed.

    Raises
    ------
    SourceError
        When a source is not as expected, so that something would have to be guessed.
    """
    material = read(reference, corrections, mappings)
    every = entries(material)
    meeting = ("key", "meeting", "agendaItem", "source", "locator")
    link = ("key", "undlRecord", "undlVotingRecord", "source", "locator")
    absent = ("key", "didNotVote", "source", "locator")
    for name, columns, rows in (
        ("Decision", tables.DECISION, tables.decisions(every, material)),
        ("Decision.un-extract", _EXTRACT, tables.un_extract(every, material)),
        ("Decision.titles", ("key", "title@en", "source", "locator"), tables.titles(every)),
        ("Decision.not-voting", absent, tables.not_voting(every)),
        ("Decision.library-meetings", meeting, tables.library_meetings(every)),
        ("Decision.library-vetoes", _VETO, tables.library_vetoes(every, material)),
        ("Decision.records", link, tables.records(every, material)),
        ("Meeting", _MEETING, headings.meetings(every, material)),
        ("AgendaItem", _HEADING, headings.agenda_items(every, material)),
        ("Subject", _HEADING, headings.subjects(material)),
        ("SourceConflict", CONFLICT, conflicts(every, material)),
    ):
        write_table(out / f"{name}.csv", columns, rows)
