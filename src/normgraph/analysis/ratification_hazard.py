"""How long states took to commit to an instrument, with those that have not counted in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import numpy as np

from normgraph.analysis import survival
from normgraph.analysis.at_risk import Eligible, Population, Spell, population
from normgraph.analysis.hazard_rows import (
    Group,
    SurvivalCurves,
    SurvivalSummary,
    YearlyHazard,
    curve_rows,
    hazard_rows,
    summary_rows,
)
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows
from normgraph.analysis.survival import LogRank
from normgraph.errors import UndefinedMeasureError
from normgraph.query.commitments import CommitmentRecord, Standing

REFERENCE = (
    f"{survival.KAPLAN_MEIER} Interval: Greenwood's variance on the scale log(-log); median: "
    "Brookmeyer, R. and Crowley, J. (1982). A Confidence Interval for the Median Survival "
    "Time. Biometrics 38(1), 29-41; test of groups: log-rank, Mantel, N. (1966). Evaluation "
    "of survival data and two new rank order statistics arising in its consideration. Cancer "
    "Chemotherapy Reports 50(3), 163-170."
)
_ALL = "Kaplan-Meier estimate of the share of eligible states not yet party"
_WAYS = "one minus the cumulative incidence of each way of committing, the others competing"
_COMPETING = (
    " Ways of committing: Marubini, E. and Valsecchi, M. G. (1995). Analysing Survival Data "
    "from Clinical Trials and Observational Studies. Chichester: Wiley."
)
NO_GROUP = "no regional group"
_CONSENTS = {
    "ratification": "ratification",
    "acceptance": "ratification",
    "approval": "ratification",
    "accession": "accession",
    "succession": "succession",
    "membership": "membership",
}


class By(StrEnum):
    """What tells groups of states apart."""

    ALL = "all"
    GROUP = "regional-group"
    REGION = "region"
    SIGNATURE = "signature"
    CONSENT = "consent"


class Shown(StrEnum):
    """Which table and figure is given."""

    CURVE = "curve"
    HAZARD = "hazard"
    SUMMARY = "summary"


def ratification_hazard(
    standings: Iterable[Standing],
    record: CommitmentRecord,
    *,
    by: By = By.GROUP,
    shown: Shown = Shown.CURVE,
    eligible: Eligible = Eligible.STATES,
    until: date | None = None,
) -> Result[Rows]:
    """Return the share of states not yet party by time since they could commit.

    Parameters
    ----------
    standings
        Every state with its beginning and end.
    record
        Who consented to the instrument, when and how, and who signed.
    by
        One curve for all; by regional group or region; by whether the state had signed, where
        the clock of signatories begins with the signature and the others are censored on the
        day on which they sign, so that nobody is sorted by what it did later; or by the kind
        of consent, as cumulative incidence with the other kinds as competing events.
    shown
        The curves, the yearly hazards, or a summary of each group with the median.
    eligible
        See `population`.
    until
        Last day of observation.

    Returns
    -------
    Result of rows
        Times are in days and in years of 365.25 days since the state could commit. The hazard
        of a year is the share of those at risk at its beginning that committed within it.

    Raises
    ------
    UndefinedMeasureError
        When no state ever consented, or only one could have.

    References
    ----------
    See `REFERENCE`.
    """
    found = population(standings, record, eligible=eligible, until=until)
    committed = sum(spell.consent is not None for spell in found.spells)
    if not committed:
        raise UndefinedMeasureError(
            f"No state is on record as having consented to “{record.title}” in this time, so "
            "there is no time to commitment. See: normgraph query instruments"
        )
    if len(found.spells) < 2:
        raise UndefinedMeasureError("Only one state could commit; a share of one says nothing.")
    groups = _groups(found.spells, by)
    test = None if by in (By.ALL, By.CONSENT) else _tested(groups)
    return Result(
        value=_SHOW[shown](record.title, groups, test, by is By.CONSENT),
        measure=_WAYS if by is By.CONSENT else _ALL,
        reference=f"{REFERENCE}{_COMPETING if by is By.CONSENT else ''}",
        n=len(found.spells),
        unit="states that could commit",
        sources=_sources(found.spells),
        parameters={
            "instrument": record.instrument,
            "by": str(by),
            "show": str(shown),
            "eligible": str(eligible),
            "to": min(until or record.last, record.last).isoformat(),
        },
        caveats=_caveats(found, record, by, eligible),
    )


def _groups(spells: Sequence[Spell], by: By) -> tuple[Group, ...]:
    if by is By.CONSENT:
        return _by_consent(spells)
    if by is By.SIGNATURE:
        return _by_signature(spells)
    name: Callable[[Spell], str] = {
        By.ALL: lambda spell: "all states",
        By.GROUP: lambda spell: spell.standing.group or NO_GROUP,
        By.REGION: lambda spell: spell.standing.region or "no region on record",
    }[by]
    sorted_out: dict[str, list[Spell]] = {}
    for spell in spells:
        sorted_out.setdefault(name(spell), []).append(spell)
    return tuple(
        _group(name, [(spell.days, spell.consent is not None) for spell in members])
        for name, members in sorted(sorted_out.items(), key=lambda each: each[0])
    )


def _by_signature(spells: Sequence[Spell]) -> tuple[Group, ...]:
    """Return those that had signed, from the signature, and all others until they sign."""
    signed, unsigned = [], []
    for spell in spells:
        happened = spell.consent is not None
        if spell.signed is None or spell.signed > spell.end:
            unsigned.append((spell.days, happened))
            continue
        began = max(spell.signed, spell.start)
        signed.append((max((spell.end - began).days, 0), happened))
        if began > spell.start:
            unsigned.append(((began - spell.start).days, False))
    named = (("had signed", signed), ("had not signed", unsigned))
    return tuple(_group(name, pairs) for name, pairs in named if pairs)


def _by_consent(spells: Sequence[Spell]) -> tuple[Group, ...]:
    """Return one group for each kind, each with all states and the events of that kind."""
    kinds = sorted({_kind(spell) for spell in spells} - {""})
    number = {kind: place for place, kind in enumerate(["", *kinds])}
    times = np.array([spell.days for spell in spells], dtype=float)
    codes = np.array([number[_kind(spell)] for spell in spells])
    return tuple(
        Group(
            kind,
            times,
            codes == number[kind],
            survival.cumulative_incidence(times, codes, number[kind]),
        )
        for kind in kinds
    )


def _kind(spell: Spell) -> str:
    return _CONSENTS.get(spell.consent.kind, spell.consent.kind) if spell.consent else ""


def _group(name: str, pairs: Sequence[tuple[int, bool]]) -> Group:
    times = np.array([days for days, _ in pairs], dtype=float)
    happened = np.array([event for _, event in pairs], dtype=bool)
    return Group(name, times, happened, survival.kaplan_meier(times, happened))


def _tested(groups: Sequence[Group]) -> LogRank | None:
    try:
        return survival.logrank([(group.times, group.happened) for group in groups])
    except UndefinedMeasureError:
        return None


_SHOW: Mapping[Shown, Callable[[str, Sequence[Group], LogRank | None, bool], Rows]] = {
    Shown.CURVE: lambda title, groups, test, kinds: SurvivalCurves(
        curve_rows(groups), title, test, kinds
    ),
    Shown.HAZARD: lambda title, groups, test, kinds: YearlyHazard(
        hazard_rows(groups), title, test, kinds
    ),
    Shown.SUMMARY: lambda title, groups, test, kinds: SurvivalSummary(
        summary_rows(groups), title, test, kinds
    ),
}


def _sources(spells: Iterable[Spell]) -> tuple[str, ...]:
    found = {source for spell in spells for source in spell.standing.sources}
    found |= {key for spell in spells if spell.consent for key in spell.consent.sources}
    return tuple(sorted(found))


def _caveats(
    found: Population, record: CommitmentRecord, by: By, eligible: Eligible
) -> tuple[str, ...]:
    start = "joined the United Nations" if eligible is Eligible.UN_MEMBERS else "began"
    told = [
        "Which states could commit is an assumption: all that were ever members of the United "
        "Nations and others that consented, from the later of the adoption of the text on "
        f"{record.opened} and the day on which the state {start}.",
        "A later state has a clock of its own that begins at zero, so years since the state "
        "could commit are not calendar years; nobody enters a clock late.",
        "Consent is dated by its deposit, not by its effect; a later withdrawal does not undo "
        "it, and a state that came to an end or had not consented by the last day on record "
        "is censored there.",
        "Commitment is not compliance, and states that commit early differ from the others in "
        "much else; a difference between groups says nothing of why.",
        *_left_out(found),
        *_of_grouping(found.spells, by),
    ]
    vague = sum(bool(spell.consent and spell.consent.precision) for spell in found.spells)
    if vague:
        told.append(
            f"Known only to the month or year, and set at its first day: {vague} of "
            f"{sum(bool(spell.consent) for spell in found.spells)} consents."
        )
    return tuple(told)


def _left_out(found: Population) -> Iterable[str]:
    for names, told in (
        (found.continued, "No new case, for they go on with the consent of an earlier state"),
        (found.unknown, "Parties left out, for since when they could commit is not on record"),
        (found.outside, "Parties left out, for they were never members of the United Nations"),
        (found.early, "Consented before the clock began, and committed at its beginning here"),
    ):
        if names:
            yield f"{told}: {_named(names)}."


def _of_grouping(spells: Sequence[Spell], by: By) -> Iterable[str]:
    if by in (By.GROUP, By.REGION):
        yield (
            "Groups and regions are those of today; states that came to an end have none and "
            "stand apart."
        )
    if by is By.SIGNATURE:
        yield (
            "The clock of signatories begins with their signature, that of the others when "
            "they could commit, so the test compares two clocks; a treaty closed for signature "
            "has no new signatories."
        )
    if by is By.CONSENT:
        yield (
            "Each curve is one minus the share that committed in that way; ratification has "
            "acceptance and approval with it, and there is no test between ways."
        )
    if by not in (By.SIGNATURE, By.CONSENT):
        yield "The test of groups is the log-rank test, which is weak where curves cross."
    groups = Counter(spell.standing.group for spell in spells if spell.consent)
    if len(groups) == 1 and next(iter(groups)):
        yield (
            f"Every party is of the {next(iter(groups))}: the text may be open to its members "
            "only, and then the other states could never have committed."
        )


def _named(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:6])} and others"
