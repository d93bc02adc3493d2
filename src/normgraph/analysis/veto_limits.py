"""On which texts a rule bars a veto for what they are about, and which the Assembly undid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from normgraph.analysis.voting_rule import Ballots, Barred, Flags, Override, Rule
from normgraph.query.council import Decided
from normgraph.query.veto_records import AssemblyAnswer, CrimeNamed

#: The three crimes that the code of conduct names (A/70/621-S/2015/978, annex I).
CRIMES = frozenset({"genocide", "crimes-against-humanity", "war-crimes"})
#: Courts between states or of the United Nations, its organs, and inquiries it mandated.
NAMING = frozenset({"international-court", "un-organ", "un-inquiry"})
#: What says that the crime was committed, or that there are reasonable grounds to say so.
FOUND = frozenset({"established", "recognized", "reasonable-grounds"})

REPLAY_REFERENCE = (
    "Charter of the United Nations, Article 27. Code of conduct regarding Security Council "
    "action against genocide, crimes against humanity or war crimes, A/70/621-S/2015/978, "
    "annex I. France and Mexico, declaration of 2015 on the suspension of the veto in cases of "
    "mass atrocities: genocide, crimes against humanity and large-scale war crimes, in the "
    "words of France at the General Assembly on 22 September 2017. The replay, and what stands "
    "in for these proposals in it, are normgraph's own."
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask about a text beside its ballots."""

    named: tuple[CrimeNamed, ...] = ()  #: who said of which crisis that it was which crime
    answers: tuple[AssemblyAnswer, ...] = ()  #: what the Assembly adopted on vetoed texts

    def limited(self, rule: Rule, ballots: Ballots, decisions: Sequence[Decided]) -> Ballots:
        """Return the ballots with the texts marked on which the rule lets no veto count."""
        return replace(
            ballots,
            no_veto=ballots.no_veto | barred_texts(rule.barred, decisions, self.named),
            overridden=overridden_texts(rule.override, decisions, self.answers),
        )

    def sources(self, rule: Rule, decisions: Sequence[Decided]) -> set[str]:
        """Return the keys of the documents on which the rule's limits rest."""
        found: set[str] = set()
        if rule.barred is Barred.NAMED:
            crises = {crisis for decision in decisions for crisis in decision.crises}
            found |= {e.source for e in self.named if counts_as_named(e) and e.crisis in crises}
        if rule.override is not Override.NONE:
            here = {decision.key for decision in decisions}
            found |= {
                source
                for answer in self.answers
                if answer.decision in here
                for source in answer.sources
            }
        return found


#: Nobody said anything of any crisis, and the Assembly adopted nothing.
UNKNOWN = Context()


def barred_texts(
    barred: Barred, decisions: Sequence[Decided], named: Iterable[CrimeNamed]
) -> Flags:
    """Return on which texts the rule bars a veto for what they are about."""
    if barred is Barred.NONE:
        return np.zeros(len(decisions), dtype=bool)
    if barred is Barred.CRISIS:
        return np.array([bool(decision.crises) for decision in decisions], dtype=bool)
    first: dict[str, date] = {}
    for each in named:
        if counts_as_named(each):
            first[each.crisis] = min(first.get(each.crisis, each.date), each.date)
    return np.array(
        [
            any(first.get(crisis, date.max) <= decision.date for crisis in decision.crises)
            for decision in decisions
        ],
        dtype=bool,
    )


def counts_as_named(said: CrimeNamed) -> bool:
    """Return whether a court or body of the UN said that one of the three crimes took place."""
    return said.crime in CRIMES and said.capacity in NAMING and said.finding in FOUND


def overridden_texts(
    override: Override, decisions: Sequence[Decided], answers: Sequence[AssemblyAnswer]
) -> Flags:
    """Return which vetoes the Assembly undid, if its later vote is read as such.

    What all who had vetoed supported in the Assembly is no answer to their veto.
    """
    undone = {
        answer.decision
        for answer in answers
        if not answer.supported
        if (override is Override.TWO_THIRDS and answer.two_thirds)
        or (override is Override.ALL_MEMBERS and answer.all_members)
    }
    return np.array([decision.key in undone for decision in decisions], dtype=bool)
