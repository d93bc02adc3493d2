"""The analyses of commitments and of the language of norms, as the registry has them."""

from collections.abc import Mapping
from datetime import date

from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name
from normgraph.analysis.ratification import commitment_spans, ratification_curve
from normgraph.analysis.references import references_over_time
from normgraph.analysis.result import Result
from normgraph.query import records
from normgraph.store import Opened


def _ratifications(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    found = records.commitments_to(opened.store, chosen["instrument"])
    return ratification_curve(found, _record_ends(opened))


def _commitments(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    found = records.commitments_of(opened.store, chosen["party"])
    return commitment_spans(found, _record_ends(opened))


def _references(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    del chosen
    return references_over_time(records.references(opened.store))


def _record_ends(opened: Opened) -> date | None:
    covered = records.coverage(opened.store)
    return covered.last if covered else None


NORM_ANALYSES = (
    Analysis(
        name="ratifications",
        question="How many parties has an instrument had, and since when?",
        parameters=by_name(
            Parameter(
                "instrument",
                "key",
                "Key of the instrument.",
                "genocide-convention",
                key_space="instrument",
            )
        ),
        example={"instrument": "rome-statute"},
        run=_ratifications,
        topic=Topic.NORMS,
        query="commitments_to",
    ),
    Analysis(
        name="commitments",
        question="Which instruments bind a state or organization, and since when?",
        parameters=by_name(
            Parameter("party", "key", "Key with its kind, such as state/RWA.", "state/RWA")
        ),
        example={"party": "state/BDI"},
        run=_commitments,
        topic=Topic.NORMS,
        query="commitments_of",
    ),
    Analysis(
        name="r2p-references",
        question="How often do the Council's texts refer to the responsibility to protect?",
        parameters={},
        example={},
        run=_references,
        topic=Topic.NORMS,
        query="r2p_references",
    ),
)
