"""Every vote of the Security Council, replayed under another rule with the same ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np

from normgraph.analysis.replay_caveats import replay_caveats
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.veto_limits import REPLAY_REFERENCE, UNKNOWN, Context
from normgraph.analysis.voting_rule import (
    Ballots,
    Flags,
    Replayed,
    Rule,
    Verdict,
    replayed,
)
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council, Decided

NO_VOTE = "No vote with ballots on record fits all of this. Widen one of the filters."


class Change(StrEnum):
    """What becomes of a text under the rule, beside what became of it."""

    NONE = "none"
    ADOPTION = "passes instead"
    FAILURE = "fails instead"
    POSSIBLE_ADOPTION = "may pass instead"
    POSSIBLE_FAILURE = "may fail instead"


@dataclass(frozen=True, slots=True)
class ReplayedText:
    """A text that failed, or that fails or could fail under the rule."""

    date: date = column("Day of the vote.")
    decision: str = column("Key of the text or question put to the vote.")
    symbol: str = column("Its symbol, or that of the meeting.")
    title: str = column("Its title or subject.")
    kind: str = column("What was put to the vote: draft, amendment, admission and so on.")
    crises: str = column("Keys of the crises on record that it concerns; empty for none.")
    actual: str = column("What became of it: adopted, vetoed or lacked-majority.")
    under_rule: str = column("What the rule makes of the same ballots: passes, fails, depends.")
    change: Change = column("Whether and how the two differ.")
    in_favour: int = column("Members in favour.")
    needed: int = column("Votes in favour that the rule asks for.")
    against_permanent: str = column("Keys of the permanent members that voted against.")
    blocked_by: str = column("Of these, those whose vetoes block it under the rule.")
    why: str = column("Why the rule comes to this.")


@dataclass(frozen=True, slots=True, eq=False)
class Replay(Rows):
    """What a rule makes of every vote; the rows are texts that failed, or would or could."""

    row = ReplayedText
    rule: Rule
    texts: tuple[ReplayedText, ...]
    decisions: tuple[Decided, ...]  #: all that were replayed, by day
    verdicts: tuple[Verdict, ...]  #: of all, in the same order
    names: Mapping[str, str]  #: of the states that voted, by key
    blocking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: by decision

    def rows(self) -> Sequence[ReplayedText]:
        """Return the texts, oldest first."""
        return self.texts


def counterfactual(
    council: Council, rule: Rule, *, context: Context = UNKNOWN
) -> Result[Replay]:
    """Return what ``rule`` makes of every vote, as the ballots were cast.

    Parameters
    ----------
    council
        Decisions with their ballots; those without ballots on record are left out.
    rule
        The rule; a Charter majority and one veto give what happened.
    context
        What was said of crises, and what the Assembly did. A veto is barred as ``named`` on a
        text on a crisis of which, by the day of the vote, an international court, an organ
        or an inquiry of the United Nations had said that genocide, crimes against humanity
        or war crimes were committed, or that there were reasonable grounds to say so.

    Returns
    -------
    Result of Replay
        A decision taken by procedure (Article 27(2)) can be vetoed under no rule.

    Raises
    ------
    UndefinedMeasureError
        When no ballot is on record for what was chosen.
    QueryError
        When the rule asks for more votes than there are seats.
    """
    voted = council.voted()
    if not voted.decisions:
        raise UndefinedMeasureError(NO_VOTE)
    cast = Ballots.cast(voted)
    ballots = context.limited(rule, cast, voted.decisions)
    found = replayed(rule, ballots)
    verdicts = tuple(Verdict(int(verdict)) for verdict in found.verdicts)
    blocking = _blocking(voted, found)
    texts = tuple(
        _text(voted, n, rule, ballots, found, blocking, cast.no_veto)
        for n, decision in enumerate(voted.decisions)
        if not decision.adopted or verdicts[n] is not Verdict.PASSES
    )
    return Result(
        value=Replay(
            rule,
            texts,
            voted.decisions,
            verdicts,
            dict(zip(voted.states, voted.names, strict=True)),
            blocking,
        ),
        measure="outcome of the ballots cast, under another rule (static replay)",
        reference=REPLAY_REFERENCE,
        n=len(voted.decisions),
        unit="votes replayed",
        sources=tuple(sorted({*voted.sources(), *context.sources(rule, voted.decisions)})),
        parameters=_parameters(rule),
        caveats=replay_caveats(rule, council.decisions, voted.decisions),
    )


def _blocking(council: Council, found: Replayed) -> dict[str, tuple[str, ...]]:
    """Return who blocks each text that vetoes alone keep from adoption under the rule."""
    against = (council.ballots == Choice.AGAINST) & council.permanent
    return {
        council.decisions[n].key: tuple(
            council.states[row] for row in np.flatnonzero(against[:, n])
        )
        for n in np.flatnonzero(found.blocked)
    }


def _text(
    council: Council,
    n: int,
    rule: Rule,
    ballots: Ballots,
    found: Replayed,
    blocking: Mapping[str, tuple[str, ...]],
    procedural: Flags,
) -> ReplayedText:
    decision, verdict = council.decisions[n], Verdict(int(found.verdicts[n]))
    against = council.permanent[:, n] & (council.ballots[:, n] == Choice.AGAINST)
    return ReplayedText(
        date=decision.date,
        decision=decision.key,
        symbol=decision.symbol,
        title=decision.title,
        kind=decision.kind,
        crises=", ".join(decision.crises),
        actual=decision.outcome,
        under_rule=verdict.name.lower(),
        change=change(verdict, adopted=decision.adopted),
        in_favour=int(ballots.in_favour[n]),
        needed=int(found.needed[n]),
        against_permanent=", ".join(council.states[row] for row in np.flatnonzero(against)),
        blocked_by=", ".join(blocking.get(decision.key, ())),
        why=_why(n, rule, ballots, found, procedural=bool(procedural[n])),
    )


def change(verdict: Verdict, *, adopted: bool) -> Change:
    """Return how a verdict differs from what happened.

    >>> change(Verdict.PASSES, adopted=False), change(Verdict.PASSES, adopted=True)
    (<Change.ADOPTION: 'passes instead'>, <Change.NONE: 'none'>)
    """
    if verdict is Verdict.DEPENDS:
        return Change.POSSIBLE_FAILURE if adopted else Change.POSSIBLE_ADOPTION
    if (verdict is Verdict.PASSES) == adopted:
        return Change.NONE
    return Change.FAILURE if adopted else Change.ADOPTION


def _why(n: int, rule: Rule, ballots: Ballots, found: Replayed, *, procedural: bool) -> str:
    """Return in words what decides a text under the rule."""
    votes, needed = int(ballots.in_favour[n]), int(found.needed[n])
    vetoes = int(ballots.vetoes[n])
    seats = f" and {rule.added} seats unknown" if rule.added else ""
    reasons = [f"{votes} in favour of {needed} needed{seats}"]
    if not vetoes:
        return reasons[0]
    cast = f"{vetoes} permanent member{'s' if vetoes > 1 else ''} against"
    if rule.vetoes == 0:
        reasons.append(f"{cast}, no veto in the rule")
    elif procedural:
        reasons.append(f"{cast}, none counts on procedure")
    elif ballots.no_veto[n]:
        reasons.append(f"{cast}, veto barred for its crisis")
    elif vetoes >= rule.vetoes and ballots.overridden[n]:
        reasons.append(f"{cast}, overridden by the Assembly")
    else:
        reasons.append(f"{cast}, {rule.vetoes} needed to block")
    return "; ".join(reasons)


def _parameters(rule: Rule) -> dict[str, object]:
    return {
        "majority": str(rule.majority),
        "vetoes": rule.vetoes,
        "barred": str(rule.barred),
        "override": str(rule.override),
        "added": f"{rule.added_elected},{rule.added_permanent},{rule.added_vetoing}",
    }
