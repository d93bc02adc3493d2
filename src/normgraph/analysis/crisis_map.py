"""Which states are the places of crises in a year, where people died, and whence they fled."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.crisis_records import PlaceValue


class Shown(StrEnum):
    """What a map shows for each state."""

    CRISES = "crises"
    DEATHS = "deaths"
    DISPLACED = "displaced"


_MEASURES = {
    Shown.CRISES: (
        "crises on record in a year, by state",
        "normgraph, ontology: ng:Crisis with its places and dates.",
        "A crisis is on record because it was before the Security Council, a court or the "
        "public; the number of them says nothing of how grave they were.",
    ),
    Shown.DEATHS: (
        "deaths in organized violence in a year, by state",
        "Uppsala Conflict Data Program, country-year dataset on organized violence: "
        "state-based, non-state and one-sided violence, best estimate.",
        "Counted are direct deaths that could be documented; the source gives a lowest and a "
        "highest number as well, which the table has. People who died of hunger or disease "
        "are not in it. Deaths in Gaza and the West Bank stand under Israel, those in Kosovo "
        "under Serbia, as the source has them.",
    ),
    Shown.DISPLACED: (
        "forcibly displaced people at the end of a year, by state of origin",
        "UNHCR (refugees, asylum-seekers, others in need of international protection) and IDMC "
        "(displaced within their country); the sum is normgraph's.",
        "Single figures without bounds; Palestine refugees registered with UNRWA are not in "
        "them. Before IDMC began to count a country, those displaced within it are missing or "
        "are only those whom UNHCR assisted.",
    ),
}


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A number for each state, in one year."""

    shown: Shown
    year: int
    places: tuple[PlaceValue, ...]  #: greatest first


def place_map(shown: Shown, year: int, places: Iterable[PlaceValue]) -> Result[PlaceMap]:
    """Return the numbers of a year as a map has them.

    Parameters
    ----------
    shown
        What the numbers are.
    year
        The calendar year.
    places
        One for each state, in any order; states with zero are left out.

    Raises
    ------
    UndefinedMeasureError
        When no state has a number.
    """
    chosen = sorted(
        (place for place in places if place.value > 0),
        key=lambda place: (-place.value, place.name, place.state),
    )
    if not chosen:
        raise UndefinedMeasureError(
            f"No state has {shown} on record in {year}. Choose another."
        )
    measure, reference, caveat = _MEASURES[shown]
    return Result(
        value=PlaceMap(shown, year, tuple(chosen)),
        measure=measure,
        reference=reference,
        n=len(chosen),
        unit="states",
        sources=tuple(sorted({source for place in chosen for source in place.sources})),
        parameters={"show": shown.value, "year": year},
        caveats=(
            caveat,
            "A state stands for its whole territory: where in it something happened, and who "
            "acted, the map does not tell.",
            "States that are the place of no crisis in this graph have no number, which is "
            "not zero.",
            "Boundaries are those of Natural Earth, drawn small; they imply no opinion on the "
            "status of any territory. States too small for the drawing are circles.",
        ),
    )
