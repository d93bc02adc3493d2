"""The analyses of crises, as the registry has them."""

from collections.abc import Mapping
from datetime import date

from normgraph import iri
from normgraph.analysis import claim_analyses
from normgraph.analysis.crisis_map import Shown, place_map
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.period import first_day, last_day
from normgraph.analysis.result import Result
from normgraph.analysis.timeline import Timeline, timeline, window
from normgraph.errors import UndefinedMeasureError
from normgraph.query import crisis_records, select
from normgraph.store import Opened


def crisis_timeline(
    opened: Opened,
    crisis: str,
    first: date | None = None,
    last: date | None = None,
    *,
    whole: bool = False,
) -> Result[Timeline]:
    """Return the timeline of the crisis with this key.

    Parameters
    ----------
    opened
        The graph.
    crisis
        Key of the crisis.
    first, last
        The window; where one is left out, that of the crisis's own time, with a while
        before and after.
    whole
        Whether a window that is left out spans everything on record instead.

    Raises
    ------
    UnknownNameError
        When there is no such crisis.
    UndefinedMeasureError
        When nothing of it is on record, or nothing in the window.
    """
    entries = crisis_records.dated(opened.store, crisis)
    rows = list(select(opened.store, "crisis", crisis=crisis).records())
    begins = next((date.fromisoformat(row["from"]) for row in rows if row["from"]), None)
    ends = next((date.fromisoformat(row["to"]) for row in rows if row["to"]), None)
    own = window(None, None, entries) if whole else window(begins, ends, entries)
    places = {row["place"]: row["placeName"] for row in rows if row["place"]}
    displaced = [
        (name, figure)
        for place, name in places.items()
        for figure in crisis_records.displacement(opened.store, iri.key(place))
    ]
    name = rows[0]["name"] if rows else crisis
    return timeline(crisis, name, entries, displaced, first or own[0], last or own[1])


def _timeline(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    first = first_day(chosen["from"]) if chosen["from"] else None
    last = last_day(chosen["to"]) if chosen["to"] else None
    return crisis_timeline(opened, chosen["crisis"], first, last)


def _map(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    shown, year = Shown(chosen["show"]), int(chosen["year"])
    if year > (ends := claim_analyses.last_day(opened).year):
        # What has no end on record would be shown for every year to come.
        raise UndefinedMeasureError(f"The record goes to {ends}. Choose an earlier year.")
    return place_map(shown, year, crisis_records.on_map(opened.store, shown, year))


CRISIS_ANALYSES = (
    Analysis(
        name="crisis-timeline",
        question="What happened in a crisis, and what was done about it when?",
        parameters=by_name(
            Parameter("crisis", "key", "Key of the crisis.", "rwanda-1994", key_space="crisis"),
            Parameter(
                "from", "day", "First day, month or year; the crisis's own if left out.", ""
            ),
            Parameter(
                "to", "day", "Last day, month or year; the crisis's own if left out.", ""
            ),
        ),
        example={"crisis": "rwanda-1994"},
        run=_timeline,
        topic=Topic.RESPONSES,
        query="timeline",
    ),
    Analysis(
        name="crisis-map",
        question="Where were crises in a year, how many died there, and how many fled?",
        parameters=by_name(
            choice_of(
                "show",
                "Crises on record, deaths documented, or people displaced.",
                Shown.CRISES,
            ),
            Parameter("year", "integer", "Calendar year.", "2022", least=1900, most=2100),
        ),
        example={"show": "displaced", "year": "2022"},
        run=_map,
        topic=Topic.RESPONSES,
    ),
)
