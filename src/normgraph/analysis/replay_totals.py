"""How many texts pass or fail under another rule: by decade or crisis, and rule by rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from normgraph.analysis.counterfactual import NO_VOTE, Replay
from normgraph.analysis.replay_caveats import replay_caveats
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.veto_limits import REPLAY_REFERENCE, UNKNOWN, Context
from normgraph.analysis.voting_rule import (
    Ballots,
    Barred,
    Majority,
    Override,
    Rule,
    Verdict,
    replayed,
)
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council, Decided

#: Names of the groups that are no key.
EVERY, NO_CRISIS = "all", "no crisis on record"


class By(StrEnum):
    """By what replayed votes are counted."""

    DECADE = "decade"
    YEAR = "year"
    CRISIS = "crisis"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Total:
    """What a rule makes of a group of votes."""

    group: str = column("The group, or the rule; all stands for every vote replayed.")
    name: str = column("Its name.")
    votes: int = column("Votes replayed.")
    adopted: int = column("Of these, texts that were adopted.")
    failed: int = column("Texts that failed.")
    vetoed: int = column("Of the failed, those that were vetoed.")
    lacked_majority: int = column("Of the failed, those that had too few votes in favour.")
    pass_instead: int = column("Failed texts that pass under the rule.")
    may_pass: int = column("Failed texts that pass or fail as added seats would have voted.")
    vetoed_pass: int = column("Vetoed texts that pass under the rule.")
    vetoed_still: int = column(
        "Failed texts with the votes needed, or in reach of them by added seats, that vetoes "
        "block under it."
    )
    fail_instead: int = column("Adopted texts that fail under the rule.")
    may_fail: int = column("Adopted texts that pass or fail as added seats would have voted.")
    share_failed_pass: float | None = column("Share of the failed that pass.")
    share_vetoed_pass: float | None = column("Share of the vetoed that pass.")


@dataclass(frozen=True, slots=True)
class ReplayTotals(Rows):
    """Totals by group, the row of all votes last; or one for each rule."""

    row = Total
    totals: tuple[Total, ...]
    by: str  #: decade, year, crisis, kind or rule

    def rows(self) -> Sequence[Total]:
        """Return the totals."""
        return self.totals


def replay_totals(
    replay: Result[Replay], *, by: By = By.DECADE, names: Mapping[str, str] | None = None
) -> Result[ReplayTotals]:
    """Return how many texts pass or fail under the rule of a replay, by group.

    Parameters
    ----------
    replay
        As `counterfactual` returns it.
    by
        What the groups are. A text of two crises counts in each.
    names
        Names of groups, by key with its kind, such as ``crisis/syria-2011``.

    References
    ----------
    See `counterfactual`.
    """
    whole = replay.value
    groups: dict[str, list[int]] = {}
    for number, decision in enumerate(whole.decisions):
        for group in _groups(decision, by):
            groups.setdefault(group, []).append(number)
    known = names or {}
    outcomes = np.array([decision.outcome for decision in whole.decisions])
    blocked = np.array([each.key in whole.blocking for each in whole.decisions])
    verdicts = np.array(whole.verdicts, dtype=np.int8)
    totals = [
        _total(outcomes[found], verdicts[found], blocked[found], key, known.get(key, key))
        for key, found in groups.items()
    ]
    if by in {By.DECADE, By.YEAR}:
        totals.sort(key=lambda each: each.group)
    else:
        totals.sort(key=lambda each: (-each.failed, -each.votes, each.name))
    every = _total(outcomes, verdicts, blocked, EVERY, "all votes replayed")
    caveats = list(replay.caveats)
    if by is By.CRISIS:
        caveats.append(
            "A text that concerns two crises counts in each, so the rows add up to more "
            "than all."
        )
    return Result(
        value=ReplayTotals((*totals, every), str(by)),
        measure=replay.measure,
        reference=replay.reference,
        n=replay.n,
        unit=replay.unit,
        sources=replay.sources,
        parameters={**replay.parameters, "by": str(by)},
        caveats=tuple(caveats),
    )


def _groups(decision: Decided, by: By) -> tuple[str, ...]:
    match by:
        case By.DECADE:
            begins = decision.date.year - decision.date.year % 10
            return (f"{begins}\u2013{begins + 9}",)
        case By.YEAR:
            return (str(decision.date.year),)
        case By.KIND:
            return (decision.kind,)
        case By.CRISIS:
            return tuple(f"crisis/{crisis}" for crisis in decision.crises) or (NO_CRISIS,)


def _total(
    outcomes: npt.NDArray[np.str_],
    verdicts: npt.NDArray[np.int8],
    blocked: npt.NDArray[np.bool_],
    key: str,
    name: str,
) -> Total:
    adopted, vetoed = outcomes == "adopted", outcomes == "vetoed"
    passes, depends = verdicts == Verdict.PASSES, verdicts == Verdict.DEPENDS
    failed = ~adopted
    passing, vetoed_pass = int((failed & passes).sum()), int((vetoed & passes).sum())
    return Total(
        group=key,
        name=name,
        votes=len(outcomes),
        adopted=int(adopted.sum()),
        failed=int(failed.sum()),
        vetoed=int(vetoed.sum()),
        lacked_majority=int((failed & ~vetoed).sum()),
        pass_instead=passing,
        may_pass=int((failed & depends).sum()),
        vetoed_pass=vetoed_pass,
        vetoed_still=int((failed & blocked).sum()),
        fail_instead=int((adopted & ~passes & ~depends).sum()),
        may_fail=int((adopted & depends).sum()),
        share_failed_pass=passing / int(failed.sum()) if failed.any() else None,
        share_vetoed_pass=vetoed_pass / int(vetoed.sum()) if vetoed.any() else None,
    )


#: Rules that are proposed or thought of, by key, with a name that says what they are. The
#: seats are those of three plans of 2005, as the Business Recorder gave them on 24 July 2005.
RULES: Mapping[str, tuple[str, Rule]] = {
    "charter": ("The Charter", Rule()),
    "two-vetoes": ("Two vetoes needed to block", Rule(vetoes=2)),
    "three-vetoes": ("Three vetoes needed to block", Rule(vetoes=3)),
    "no-veto": ("No veto", Rule(vetoes=0)),
    "barred-named": (
        "Veto barred where a court or body of the UN had named the crimes",
        Rule(barred=Barred.NAMED),
    ),
    "barred-crisis": ("Veto barred on every crisis on record", Rule(barred=Barred.CRISIS)),
    "override-two-thirds": (
        "Veto overridden by two thirds of the Assembly voting",
        Rule(override=Override.TWO_THIRDS),
    ),
    "override-all-members": (
        "Veto overridden by more than half of all members",
        Rule(override=Override.ALL_MEMBERS),
    ),
    "more-than-half": ("More than half of all seats", Rule(majority=Majority.of("8/15"))),
    "two-thirds": ("Two thirds of all seats", Rule(majority=Majority.of("2/3"))),
    "elected-10": ("Ten elected seats more (Uniting for Consensus)", Rule(added_elected=10)),
    "permanent-6": (
        "Six permanent without veto, four elected more (Group of Four)",
        Rule(added_elected=4, added_permanent=6),
    ),
    "vetoing-6": (
        "Six permanent with veto, five elected more (African Union)",
        Rule(added_elected=5, added_vetoing=6),
    ),
}


def rules_compared(
    council: Council,
    *,
    context: Context = UNKNOWN,
    rules: Mapping[str, tuple[str, Rule]] = RULES,
) -> Result[ReplayTotals]:
    """Return what each of several rules makes of the same votes.

    Parameters
    ----------
    council
        Decisions with their ballots.
    context
        As `counterfactual` takes it.
    rules
        Rules with their names, by key.

    Raises
    ------
    UndefinedMeasureError
        When no ballot is on record for what was chosen.

    References
    ----------
    See `counterfactual`.
    """
    voted = council.voted()
    if not voted.decisions:
        raise UndefinedMeasureError(NO_VOTE)
    cast = Ballots.cast(voted)
    outcomes = np.array([decision.outcome for decision in voted.decisions])
    totals, sources, caveats = [], set(voted.sources()), dict[str, None]()
    for key, (name, rule) in rules.items():
        ballots = context.limited(rule, cast, voted.decisions)
        found = replayed(rule, ballots)
        totals.append(_total(outcomes, found.verdicts, found.blocked, key, name))
        sources |= context.sources(rule, voted.decisions)
        caveats |= dict.fromkeys(replay_caveats(rule, council.decisions, voted.decisions))
    return Result(
        value=ReplayTotals(tuple(totals), "rule"),
        measure="outcome of the ballots cast, under several rules (static replay)",
        reference=REPLAY_REFERENCE,
        n=len(voted.decisions),
        unit="votes replayed",
        sources=tuple(sorted(sources)),
        caveats=tuple(caveats),
    )
