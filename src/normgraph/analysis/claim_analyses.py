"""The check of claims, as the registry has it: claims and evidence read from a graph."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from normgraph import iri
from normgraph.analysis.claims import Bearing, Claim, Evidence, Findings, findings
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name
from normgraph.analysis.result import Result
from normgraph.errors import UnknownNameError
from normgraph.query import select
from normgraph.store import Opened


def claims(opened: Opened) -> list[Claim]:
    """Return every claim of the literature, by number."""
    rows = select(opened.store, "claims").records()
    return [
        _claim([dict(row) for row in alike])
        for _, alike in groupby(rows, key=lambda row: row["claim"])
    ]


def evidence(opened: Opened, claim: Claim, until: date) -> list[Evidence]:
    """Return the evidence on a claim from the record until a day.

    What a text that makes the claim says is context: it cannot bear itself out.
    """
    return [
        Evidence(
            bearing=Bearing.CONTEXT
            if iri.key(row["source"]) in claim.sources
            else Bearing(row["bearing"]),
            day=row["date"],
            what=row["what"],
            thing=iri.short(row["thing"]),
            source=iri.key(row["source"]),
        )
        for row in select(opened.store, claim.evidence, until=until).records()
    ]


def last_day(opened: Opened) -> date:
    """Return the last day on which a decision, a step, a determination or a response is."""
    row = next(select(opened.store, "last_day").records())
    return date.fromisoformat(row["last"])


def check_claims(opened: Opened, only: str = "") -> Result[Findings]:
    """Return the findings on every claim, or on one, as of its day and of the graph's.

    Raises
    ------
    UnknownNameError
        When there is no claim with this key.
    UndefinedMeasureError
        When the graph has no claim.
    """
    known = {claim.key: claim for claim in claims(opened)}
    if only and only not in known:
        raise UnknownNameError("claim", only, known)
    chosen = [known[only]] if only else list(known.values())
    now = last_day(opened) if chosen else date.max
    return findings(
        {
            (claim, day): evidence(opened, claim, day)
            for claim in chosen
            for day in (min(claim.date, now), now)
        }
    )


def _claim(rows: list[dict[str, str]]) -> Claim:
    row = rows[0]
    return Claim(
        key=iri.key(row["claim"]),
        position=int(row["position"]),
        label=row["label"],
        text=row["says"],
        date=date.fromisoformat(row["date"]),
        evidence=row["evidence"],
        asserters=tuple(sorted({each["according"] or each["assertedBy"] for each in rows})),
        sources=tuple(sorted({iri.key(each["source"]) for each in rows})),
    )


def _run(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return check_claims(opened, chosen["claim"])


CLAIM_ANALYSES = (
    Analysis(
        name="claims",
        question="What does the record say to claims of the literature, then and now?",
        parameters=by_name(
            Parameter(
                "claim", "key", "Key of one claim; all if left out.", "", key_space="claim"
            )
        ),
        example={"claim": "syria-three-vetoes"},
        run=_run,
        topic=Topic.LITERATURE,
        query="claims",
    ),
)
