"""Signs of deadlock by crisis, side by side: what failed, and how long answers took."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from normgraph.analysis.crisis_deadlock import ANSWERS, CrisisDeadlock, Deadlock
from normgraph.analysis.delay import ONSETS, Delay, Onset, delay, onsets
from normgraph.analysis.instruments import Responder, decided
from normgraph.analysis.outcomes import OutcomeCounts, Outcomes, outcomes
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council, Decided
from normgraph.query.crisis_responses import Answered, Crisis, Days, Responded

REFERENCE = (
    "normgraph: shares as in the United Nations' yearly Highlights of Security Council "
    "Practice, by crisis; days from the onset given to the first response at or after it. "
    "The components are not added up: each may move against the others."
)

#: First meeting of the Security Council (S/PV.1).
COUNCIL_BEGINS = date(1946, 1, 17)


#: Classes of the responses of each kind that is no decision and no meeting.
_SORTS = {
    "Mission": "mission",
    "SanctionsMeasure": "sanctions",
    "SanctionsRegime": "sanctions",
    "Inquiry": "inquiry",
    "Referral": "inquiry",
}


def deadlock(
    record: Answered,
    council: Council,
    period: Period,
    *,
    onset: Onset = Onset.RECORD,
    responder: Responder = Responder.COUNCIL,
    failed_until: date = date.max,
) -> Result[Deadlock]:
    """Return the components of deadlock for each crisis that began in a period.

    The failed share is ``failed / put to the vote``, the veto share ``vetoed / put to the
    vote``, non-unanimity ``adopted resolutions not unanimous / adopted resolutions``; days
    are those of `normgraph.analysis.delay.delay`. A share without a whole, and days to what
    never came, have no value. Crises that ended before the Council first met, and crises
    for which the chosen onset gives no day, are left out and counted in a caveat.

    Parameters
    ----------
    record
        Every crisis with its responses.
    council
        The Council's record.
    period
        In which the first day that the onset may be must lie.
    onset
        Where days are counted from.
    responder
        Whether only missions, sanctions and inquiries count that the Council mandated or
        decided, or anyone's. Meetings and texts are the Council's.
    failed_until
        Last day to which texts that failed are on record; shares are of texts to that day.

    Raises
    ------
    UndefinedMeasureError
        When no crisis is left.

    References
    ----------
    See `REFERENCE`.
    """
    begins = onsets(record, onset)
    there = [crisis for crisis in record.crises if not _over(crisis)]
    undated = sum(crisis.key not in begins for crisis in there)
    chosen = _within(there, begins, period, onset)
    answers = _answers(record, council.decisions, responder)
    whole = outcomes(council)
    early = np.array([each.date <= failed_until for each in council.decisions], dtype=bool)
    columns = _columns(council)
    delays = {
        crisis.key: {
            kind: delay(begins[crisis.key], answers.get((crisis.key, kind), ()))
            for kind in ANSWERS
        }
        for crisis in chosen
    }
    rows = tuple(
        _row(
            crisis,
            begins[crisis.key],
            _counts(whole, columns.get(crisis.key, []), early),
            delays[crisis.key],
            failures_known=begins[crisis.key].first <= failed_until,
        )
        for crisis in chosen
    )
    value = Deadlock(rows, delays, council.decisions[-1].date)
    return Result(
        value=value,
        measure="components of deadlock by crisis",
        reference=REFERENCE,
        n=len(rows),
        unit="crises",
        sources=_sources(record, chosen, delays, council, columns),
        parameters={
            **period.as_parameters(),
            "onset": onset.value,
            "by": responder.value,
        },
        caveats=_caveats(value, record, undated, onset, responder),
    )


def _within(
    crises: Iterable[Crisis], begins: Mapping[str, Days], period: Period, onset: Onset
) -> list[Crisis]:
    """Return the crises that began in a period, oldest onset first.

    Raises
    ------
    UndefinedMeasureError
        When there is none.
    """
    chosen = [
        each for each in crises if each.key in begins and begins[each.key].first in period
    ]
    if not chosen:
        message = (
            f"No crisis with an onset between {period.first} and {period.last} is on record "
            f"({ONSETS[onset]}). Widen the period or choose another onset."
        )
        raise UndefinedMeasureError(message)
    return sorted(chosen, key=lambda each: (begins[each.key], each.name, each.key))


def _over(crisis: Crisis) -> bool:
    """Return whether a crisis had surely ended before there was a Council."""
    return crisis.ended is not None and crisis.ended.last < COUNCIL_BEGINS


def _answers(
    record: Answered, decisions: Sequence[Decided], responder: Responder
) -> dict[tuple[str, str], list[Responded]]:
    """Return what answers a crisis, by its key and the kind of answer."""
    found: dict[tuple[str, str], list[Responded]] = {}
    for each in record.meetings:
        found.setdefault((each.crisis, "meeting"), []).append(each)
    for decision in decisions:
        for crisis in decision.crises:
            voted = decided(record, decision, crisis)
            # A text is decided on at a meeting, whether or not that meeting is on record.
            found.setdefault((crisis, "meeting"), []).append(voted)
            if not decision.without_vote:
                found.setdefault((crisis, "vote"), []).append(voted)
            if decision.adopted:
                found.setdefault((crisis, "adopted"), []).append(voted)
    for each in record.responses:
        kind = _SORTS.get(each.sort)
        if kind and (each.council or responder is Responder.ANYONE):
            found.setdefault((each.crisis, kind), []).append(each)
    return found


def _columns(council: Council) -> dict[str, list[int]]:
    """Return the columns of the decisions on each crisis."""
    found: dict[str, list[int]] = {}
    for number, decision in enumerate(council.decisions):
        for crisis in decision.crises:
            found.setdefault(crisis, []).append(number)
    return found


def _counts(
    whole: Outcomes, columns: list[int], early: np.ndarray
) -> tuple[OutcomeCounts, OutcomeCounts]:
    """Return the counts to the day to which failures are on record, and all of them."""
    mask = np.zeros(early.size, dtype=bool)
    mask[columns] = True
    return whole.of(mask & early), whole.of(mask)


def _row(
    crisis: Crisis,
    onset: Days,
    counts: tuple[OutcomeCounts, OutcomeCounts],
    delays: Mapping[str, Delay],
    *,
    failures_known: bool,
) -> CrisisDeadlock:
    voted, every = counts
    days = {f"{kind}_low": delays[kind].low for kind in ANSWERS}
    days |= {f"{kind}_high": delays[kind].high for kind in ANSWERS}
    return CrisisDeadlock(
        crisis=crisis.key,
        name=crisis.name,
        onset_first=onset.first,
        onset_last=onset.last,
        texts=voted.texts if failures_known else None,
        failed=voted.failed if failures_known else None,
        failed_share=voted.failed_share,
        vetoed=voted.vetoed if failures_known else None,
        veto_share=voted.veto_share,
        resolutions=every.resolutions,
        not_unanimous=every.resolutions - every.unanimous,
        non_unanimity=every.non_unanimity,
        without_vote=every.without_vote,
        before=", ".join(ANSWERS[kind] for kind in ANSWERS if delays[kind].before),
        never=", ".join(ANSWERS[kind] for kind in ANSWERS if not delays[kind].known),
        **days,
    )


def _sources(
    record: Answered,
    chosen: Iterable[Crisis],
    delays: Mapping[str, Mapping[str, Delay]],
    council: Council,
    columns: Mapping[str, list[int]],
) -> tuple[str, ...]:
    found: set[str] = set()
    for crisis in chosen:
        found.update(crisis.sources)
        found.update(each.source for each in delays[crisis.key].values())
        for number in columns.get(crisis.key, ()):
            decision = council.decisions[number]
            found.update((*decision.sources, record.deciding.get(decision.key, "")))
    return tuple(sorted(found - {""}))


def _caveats(
    value: Deadlock, record: Answered, undated: int, onset: Onset, responder: Responder
) -> tuple[str, ...]:
    never = Counter(value.never())
    told = ", ".join(f"{ANSWERS[kind]} {number}" for kind, number in never.items())
    over = sum(map(_over, record.crises))
    whose = (
        "Counted are missions, sanctions, inquiries and referrals that the Council mandated or "
        "decided; what others did first is left out."
        if responder is Responder.COUNCIL
        else "Missions, sanctions, inquiries and referrals are anyone's, so an answer may be "
        "that of a state or another organization while the Council stood still."
    )
    return (
        f"Days are counted from {ONSETS[onset]}; other sources draw other beginnings, and "
        "with them every number of days changes.",
        f"No answer at or after the onset is on record to {value.last} in so many of "
        f"{len(value.crises)} crises: {told}; these have no number of days, which is not "
        "the same as many days.",
        f"Left out are {over} crises on record that ended before the Council first met "
        f"({COUNCIL_BEGINS}), and {undated} to which the chosen onset gives no day.",
        "What had begun before the onset is no answer and no negative delay; it is named in a "
        "column of its own.",
        whose,
        "A meeting is tied to a crisis by its agenda item or by a text decided there: one "
        "under a wider item such as peace and security in Africa is missed, and so are "
        "meetings after the middle of 2022 without a vote, closed ones and consultations: the "
        "Council may have met on a crisis earlier than is shown.",
        "Sanctions against a movement, such as those on Al-Qaida, count for every crisis to "
        "which the record ties them, from the day of the measure, which can be older than the "
        "tie: those of June 2011 were not yet about the war in Syria, but count there.",
        "Texts that failed are on record to an earlier day than those adopted.",
        "A resolution adopted in parts, with no vote on the whole, counts as adopted without a "
        "vote and so as unanimous, whoever opposed a part.",
        "A text can concern several crises and then counts for each; texts that were never "
        "tabled for fear of a veto leave no trace.",
    )
