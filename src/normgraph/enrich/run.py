"""All things, batch by batch, so that a run that was cut short goes on where it stopped."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from normgraph import paths
from normgraph.enrich.proposals import Proposal, csv_text, proposals
from normgraph.enrich.subjects import Subject, subjects
from normgraph.enrich.wikidata import Wikidata
from normgraph.errors import NormgraphError
from normgraph.export.file import write_whole
from normgraph.remote.endpoint import Endpoint
from normgraph.store import Opened

#: Things in one query: its text stays short, and its answer small.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has found."""

    proposals: tuple[Proposal, ...]
    asked: int  #: items
    resumed: int  #: batches that an earlier run had fetched


def enrich(
    opened: Opened,
    endpoint: Endpoint,
    path: Path,
    *,
    retrieved: str = "",
    replace: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Outcome:
    """Ask Wikidata about the things of the graph and write proposals to ``path``.

    Parameters
    ----------
    opened
        The graph, which is only read.
    endpoint
        Wikidata's, or that of a copy.
    path
        A file that does not exist yet, outside the tables. What an unfinished run has
        fetched stands beside it until the run is finished.
    retrieved
        Day to note as that of retrieval, where the endpoint does not tell the time.
    replace
        Whether the file may exist, and is replaced.
    progress
        Told how many batches are done, of how many.

    Raises
    ------
    NormgraphError
        When the place will not do, or the endpoint does not answer. Nothing half is left.
    """
    _check_place(path, replace=replace)
    if retrieved:
        _check_day(retrieved)
    wikidata = Wikidata(endpoint)
    kept = _Kept(path, {"graph": opened.manifest.version, "endpoint": endpoint.address})
    pairs = _paired(wikidata, subjects(opened))
    items = sorted(pairs, key=lambda item: int(item[1:]))
    batches = [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
    found: list[Proposal] = []
    resumed = 0
    for number, some in enumerate(batches, start=1):
        have = kept.rows(some)
        if have is None:
            batch = wikidata.batch(some)
            day = retrieved or batch.retrieved
            if not day:
                told = "does not say what day it is"
                raise endpoint.error(told, "Give the day with --retrieved.")
            have = list(proposals({k: pairs[k] for k in some}, batch, endpoint.address, day))
            kept.add(some, have)
        else:
            resumed += 1
        found += have
        progress(number, len(batches))
    write_whole(path, csv_text(found).encode())
    kept.remove()
    return Outcome(tuple(sorted(set(found))), len(items), resumed)


def _paired(wikidata: Wikidata, known: Iterable[Subject]) -> Mapping[str, list[Subject]]:
    """Return the things by item, those without one by the item that bears their ISO code."""
    pairs: dict[str, list[Subject]] = defaultdict(list)
    without = []
    for subject in known:
        if subject.item:
            pairs[subject.item].append(subject)
        else:
            without.append(subject)
    if without:
        items = wikidata.items([subject.iso3 for subject in without])
        for subject in without:
            if item := items.get(subject.iso3):
                pairs[item].append(subject)
    return pairs


class _Kept:
    """What an unfinished run has fetched, in a file beside the one it is to write."""

    def __init__(self, path: Path, of: Mapping[str, str]) -> None:
        self._path = path.with_name(f"{path.name}.unfinished.json")
        self._of = dict(of)
        self._rows: dict[str, list[dict[str, str]]] = {}
        if self._path.exists():
            self._read()

    def _read(self) -> None:
        try:
            content = json.loads(self._path.read_text("utf-8"))
            if dict(content["of"]) == self._of:  # another graph has other things
                self._rows = {
                    items: [asdict(Proposal(**row)) for row in rows]
                    for items, rows in content["batches"].items()
                }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"{self._path} cannot be read: {error}. Remove it to begin anew."
            raise NormgraphError(message) from error

    def rows(self, items: Sequence[str]) -> list[Proposal] | None:
        """Return what was proposed for these items, or None if they were not asked about."""
        have = self._rows.get(" ".join(items))
        return None if have is None else [Proposal(**row) for row in have]

    def add(self, items: Sequence[str], rows: Iterable[Proposal]) -> None:
        """Keep what was proposed for these items."""
        self._rows[" ".join(items)] = [asdict(row) for row in rows]
        content = {"of": self._of, "batches": self._rows}
        write_whole(self._path, json.dumps(content, ensure_ascii=False).encode())

    def remove(self) -> None:
        """Remove the file: the run is finished."""
        self._path.unlink(missing_ok=True)


def _check_place(path: Path, *, replace: bool) -> None:
    """Raise unless proposals may be written to ``path``.

    Raises
    ------
    NormgraphError
        When it lies among the tables, or exists and is not to be replaced.
    """
    place = path.resolve()
    if paths.data().resolve() in (place, *place.parents):
        message = f"{path} lies among the tables. Proposals are reviewed first: name another."
        raise NormgraphError(message)
    if not place.parent.is_dir():
        raise NormgraphError(f"There is no folder {path.parent}. Make it first.")
    if place.exists() and not replace:
        message = f"{path} exists and may hold a review. Name another file, or add --replace."
        raise NormgraphError(message)


def _check_day(written: str) -> None:
    try:
        date.fromisoformat(written)
    except ValueError as error:
        message = f"--retrieved takes a day such as 2026-11-21, not {written!r}."
        raise NormgraphError(message) from error
