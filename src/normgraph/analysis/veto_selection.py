"""Which votes of the Council the analyses of vetoes and of rules look at."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from normgraph.analysis.definition import Parameter, choice_of
from normgraph.analysis.period import Period
from normgraph.errors import UndefinedMeasureError, UnknownNameError
from normgraph.query.council import Council, Decided
from normgraph.query.records import Veto
from normgraph.query.veto_records import Region

#: In every analysis of what failed in the open.
HIDDEN_VETO = (
    "The hidden veto leaves no trace: drafts withdrawn, softened or never tabled because a "
    "veto was threatened or expected."
)
NO_VETOED_VOTE = "No vetoed vote fits all of this. Widen one of the filters."
#: Wherever crises are named or counted.
MAPPED = (
    "Which texts concern a crisis is an editorial mapping of agenda items, subjects and "
    "symbols; texts outside every crisis on record name none."
)
CHARTER_ARTICLE = "Charter of the United Nations, Article 27."


class Kind(StrEnum):
    """What was put to the vote."""

    ALL = "all"
    TEXTS = "texts"  #: neither membership, appointments nor procedure
    DRAFT = "draft"  #: a whole draft resolution, adopted or not
    AMENDMENT = "amendment"
    PARAGRAPH = "paragraph"
    ADMISSION = "admission"
    APPOINTMENT = "appointment"
    PRELIMINARY = "preliminary-question"
    OTHER = "other"


_NO_TEXTS = {Kind.ADMISSION.value, Kind.APPOINTMENT.value, Kind.PRELIMINARY.value}

CRISIS = Parameter("crisis", "key", "Only texts on this crisis.", "", key_space="crisis")
REGION = Parameter(
    "region", "key", "Only texts on crises in this M49 region.", "", key_space="region"
)
SEAT = Parameter(
    "seat",
    "key",
    "Only vetoes of this permanent seat, or of a state that held one.",
    "",
    key_space="seat",
)
KIND = choice_of(
    "kind",
    "What was put to the vote; texts leaves out admissions, appointments and procedure.",
    Kind.ALL,
)


def is_of_kind(decision: Decided, kind: Kind) -> bool:
    """Return whether a decision counts as of this kind."""
    if kind is Kind.ALL:
        return True
    if kind is Kind.TEXTS:
        return decision.kind not in _NO_TEXTS and not decision.procedural
    if kind is Kind.DRAFT:
        return decision.kind in {"draft", "resolution"}
    return decision.kind == kind.value


def votes_on(
    council: Council,
    period: Period,
    regions: Mapping[str, tuple[Region, ...]],
    chosen: Mapping[str, str],
) -> Council:
    """Return the decisions of a period that fit the crisis, region and kind chosen.

    Raises
    ------
    UnknownNameError
        When there is no such crisis or region.
    """
    crisis, region = chosen.get("crisis", ""), chosen.get("region", "")
    known = {key for decision in council.decisions for key in decision.crises} | set(regions)
    if crisis and crisis not in known:
        raise UnknownNameError("crisis", crisis, known)
    places = {each.key for found in regions.values() for each in found}
    if region and region not in places:
        raise UnknownNameError("region of a crisis", region, places)
    kind = Kind(chosen.get("kind", Kind.ALL))
    there = {key for key, found in regions.items() if region in {each.key for each in found}}
    return council.where(
        np.array(
            [
                decision.date in period
                and (not crisis or crisis in decision.crises)
                and (not region or not there.isdisjoint(decision.crises))
                and is_of_kind(decision, kind)
                for decision in council.decisions
            ],
            dtype=bool,
        )
    )


def vetoes_of(vetoes: tuple[Veto, ...], council: Council, seat: str) -> tuple[Veto, ...]:
    """Return the vetoes of these decisions, if a seat is given of those it vetoed too.

    Those of others on the same texts stay, for a text vetoed by two is still a double veto.

    Raises
    ------
    UnknownNameError
        When nobody with this key held a permanent seat or vetoed.
    UndefinedMeasureError
        When none is left.
    """
    known = {key for veto in vetoes for key in (veto.seat, veto.state)}
    if seat and seat not in known:
        raise UnknownNameError("permanent seat, or state that vetoed from one,", seat, known)
    here = {decision.key for decision in council.decisions}
    fitting = [veto for veto in vetoes if veto.decision in here]
    by_seat = {veto.decision for veto in fitting if seat in {"", veto.seat, veto.state}}
    found = tuple(veto for veto in fitting if veto.decision in by_seat)
    if not found:
        raise UndefinedMeasureError(NO_VETOED_VOTE)
    return found


def regions_of(decision: Decided, regions: Mapping[str, tuple[Region, ...]]) -> tuple[str, ...]:
    """Return the keys of the continents in which the crises of a text lie, sorted."""
    found = {
        region.key
        for crisis in decision.crises
        for region in regions.get(crisis, ())
        if not region.wider
    }
    return tuple(sorted(found))
