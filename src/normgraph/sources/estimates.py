"""The figures of deaths and displacement by year, compiled from the published sources."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from normgraph.sources import ucdp, unhcr
from normgraph.sources.corrections import Sheet, corrections
from normgraph.sources.crisis_places import crisis_places, state_keys, states_by_number
from normgraph.sources.files import write_table

#: Where the files lie under the folder of the published files on crises.
COUNTRY_YEARS = Path("ucdp_raw") / "organizedviolencecy_v25_1.csv"
POPULATIONS = Path("unhcr_raw")
#: Keys of the datasets, as in data/estimates/*/Dataset.csv.
UCDP = "ucdp-country-year-25.1"
DATASETS = {
    unhcr.POPULATION: "unhcr-population-2025",
    unhcr.IDMC: "idmc-displacement-2025",
    unhcr.UNRWA: "unrwa-registered-2025",
}
#: Who says so; IDMC is none of our organizations, so its dataset does.
ASSERTED_BY = {
    unhcr.POPULATION: "organization/unhcr",
    unhcr.IDMC: "document/idmc-displacement-2025",
    unhcr.UNRWA: "organization/unrwa",
}
_DEATHS = (
    "key",
    "place",
    "year",
    "counts",
    "low",
    "best",
    "high",
    "assertedBy",
    "source",
    "locator",
)
_DISPLACED = (
    "key",
    "place",
    "worldwide",
    "year",
    "counts",
    "best",
    "assertedBy",
    "source",
    "locator",
)


def compile_estimates(reference: Path, data: Path, out: Path) -> None:
    """Write the tables of deaths and of displacement by year; equal input gives equal bytes.

    Estimates are taken for the states in which a crisis of our tables lies, so the tables are
    to be compiled again when a crisis in another state is added.

    Parameters
    ----------
    reference
        The folder of the published files on crises.
    data
        The folder of our tables.
    out
        The folder to write to; the tables of each source lie in a folder of their own.

    Raises
    ------
    SourceError
        When a source is not as expected, so that something would have to be guessed.
    """
    places = crisis_places(data)
    sheet = Sheet.of(UCDP, corrections(data / "estimates" / "ucdp" / "corrections.csv"))
    deaths = ucdp.country_years(reference / COUNTRY_YEARS, states_by_number(data), sheet)
    chosen = (one for one in deaths if one.state in places)
    write_table(out / "ucdp" / "Estimate.csv", _DEATHS, _deaths(chosen))
    people = unhcr.displaced(reference / POPULATIONS, state_keys(data), places)
    write_table(out / "unhcr" / "Estimate.csv", _DISPLACED, _displaced(people))


def _deaths(found: Iterable[ucdp.Deaths]) -> Iterator[dict[str, str]]:
    for one in sorted(found, key=lambda one: (one.state, one.year, one.counts)):
        yield {
            "key": f"ucdp-{one.state}-{one.year}-{one.counts.removeprefix('deaths-')}",
            "place": one.state,
            "year": str(one.year),
            "counts": one.counts,
            "low": _cell(one.low),
            "best": _cell(one.best),
            "high": _cell(one.high),
            "assertedBy": f"document/{UCDP}",
            "source": UCDP,
            "locator": one.locator,
        }


def _displaced(found: Iterable[unhcr.Displaced]) -> Iterator[dict[str, str]]:
    for one in found:
        yield {
            "key": f"unhcr-{one.state or 'world'}-{one.year}-{one.counts}",
            "place": one.state,
            "worldwide": "" if one.state else "true",
            "year": str(one.year),
            "counts": one.counts,
            "best": _cell(one.people),
            "assertedBy": ASSERTED_BY[one.file],
            "source": DATASETS[one.file],
            "locator": one.locator,
        }


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)
