"""The analyses of vetoes, of failed texts and of other rules, as the registry has them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from normgraph.analysis.counterfactual import Replay, counterfactual
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.failed_drafts import failed_without_veto
from normgraph.analysis.period import Period
from normgraph.analysis.replay_totals import By, replay_totals, rules_compared
from normgraph.analysis.result import Result
from normgraph.analysis.selection import PERIOD, chosen_period
from normgraph.analysis.veto_counts import Grouping, veto_counts
from normgraph.analysis.veto_limits import Context
from normgraph.analysis.veto_profile import Counting, veto_profile
from normgraph.analysis.veto_selection import (
    CRISIS,
    KIND,
    REGION,
    SEAT,
    vetoes_of,
    votes_on,
)
from normgraph.analysis.voting_rule import (
    CHARTER,
    Barred,
    Majority,
    Override,
    Rule,
    added_seats,
)
from normgraph.query import kept
from normgraph.query.council import Council, council
from normgraph.query.veto_records import (
    assembly_answers,
    crimes_named,
    crisis_regions,
    group_names,
)
from normgraph.store import Opened

T = TypeVar("T")

_RULE = (
    Parameter(
        "majority",
        "key",
        "Votes needed: charter, a number such as 10, or a share of all seats such as 2/3.",
        CHARTER,
    ),
    Parameter(
        "vetoes",
        "integer",
        "Negative votes of permanent members needed to block; 0 for no veto.",
        "2",
        least=0,
        most=10,
    ),
    choice_of(
        "barred",
        "Veto barred on any crisis on record, or where a court or UN body named the crimes.",
        Barred.NONE,
    ),
    choice_of(
        "override", "Majority of the General Assembly that undoes a veto.", Override.NONE
    ),
    Parameter(
        "added",
        "key",
        "Seats added: elected, permanent, permanent with a veto; such as 4,6,0.",
        "0,0,0",
    ),
)


def _chosen_votes(opened: Opened, chosen: Mapping[str, str]) -> tuple[Council, Period]:
    period = chosen_period(opened, chosen, of_failed=True)
    return votes_on(council(opened), period, crisis_regions(opened), chosen), period


def _framed(result: Result[T], period: Period, chosen: Mapping[str, str]) -> Result[T]:
    """Return the result with the day on which the record ends, and all that was chosen."""
    given = {name: chosen[name] for name in ("seat", "crisis", "region") if chosen.get(name)}
    parameters = {
        **period.as_parameters(),
        **given,
        **({"kind": chosen["kind"]} if "kind" in chosen else {}),
        **result.parameters,
    }
    return replace(result, parameters=parameters).with_caveats(
        f"It ends on {period.last}: of texts that failed later there is no record here."
    )


def _profile(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    votes, period = _chosen_votes(opened, chosen)
    result = veto_profile(
        votes,
        vetoes_of(kept.vetoes(opened), votes, chosen["seat"]),
        crisis_regions(opened),
        counting=Counting(chosen["counting"]),
    )
    return _framed(result, period, chosen)


def _counts(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    votes, period = _chosen_votes(opened, chosen)
    result = veto_counts(
        vetoes_of(kept.vetoes(opened), votes, chosen["seat"]),
        crisis_regions(opened),
        by=Grouping(chosen["by"]),
        names=group_names(opened),
    )
    return _framed(result, period, chosen)


def _failed(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    votes, period = _chosen_votes(opened, chosen)
    return _framed(failed_without_veto(votes, crisis_regions(opened)), period, chosen)


def _context(opened: Opened) -> Context:
    return Context(crimes_named(opened), assembly_answers(opened))


def _replay(opened: Opened, chosen: Mapping[str, str]) -> tuple[Result[Replay], Period]:
    votes, period = _chosen_votes(opened, chosen)
    elected, permanent, vetoing = added_seats(chosen["added"])
    rule = Rule(
        majority=Majority.of(chosen["majority"]),
        vetoes=int(chosen["vetoes"]),
        barred=Barred(chosen["barred"]),
        override=Override(chosen["override"]),
        added_elected=elected,
        added_permanent=permanent,
        added_vetoing=vetoing,
    )
    result = counterfactual(votes, rule, context=_context(opened))
    return result, period


def _counterfactual(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    result, period = _replay(opened, chosen)
    return _framed(result, period, chosen)


def _totals(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    result, period = _replay(opened, chosen)
    totals = replay_totals(result, by=By(chosen["by"]), names=group_names(opened))
    return _framed(totals, period, chosen)


def _compared(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    votes, period = _chosen_votes(opened, chosen)
    result = rules_compared(votes, context=_context(opened))
    return _framed(result, period, chosen)


VETO_ANALYSES = (
    Analysis(
        name="veto-profile",
        question="Who vetoed each vetoed text, and how alone did they stand?",
        parameters=by_name(
            *PERIOD,
            SEAT,
            CRISIS,
            REGION,
            choice_of(
                "counting",
                "Drafts on the UN library's list of vetoes, or every separate vote.",
                Counting.VOTES,
            ),
            KIND,
        ),
        example={"from": "2011", "crisis": "syria-2011"},
        run=_profile,
        topic=Topic.VETOES,
        query="vetoes_by_seat",
    ),
    Analysis(
        name="veto-counts",
        question="How many votes were vetoed, by one, two or three members?",
        parameters=by_name(
            choice_of("by", "What is counted apart.", Grouping.SEAT),
            *PERIOD,
            SEAT,
            CRISIS,
            REGION,
            KIND,
        ),
        example={"by": "decade"},
        run=_counts,
        topic=Topic.VETOES,
        query="vetoes_by_seat",
    ),
    Analysis(
        name="failed-without-veto",
        question="Which texts failed without a veto, and how many votes did they lack?",
        parameters=by_name(*PERIOD, CRISIS, REGION, KIND),
        example={"from": "2010"},
        run=_failed,
        topic=Topic.VETOES,
        query="failed_without_veto",
    ),
    Analysis(
        name="counterfactual",
        question="Which texts would pass or fail under another rule of voting?",
        parameters=by_name(*PERIOD, CRISIS, KIND, *_RULE),
        example={"vetoes": "2"},
        run=_counterfactual,
        topic=Topic.VETOES,
        query="ballots_between",
    ),
    Analysis(
        name="counterfactual-totals",
        question="How many texts would pass or fail under another rule, when and on what?",
        parameters=by_name(
            choice_of("by", "What is counted apart.", By.DECADE),
            *PERIOD,
            KIND,
            *_RULE,
        ),
        example={"by": "crisis", "vetoes": "2"},
        run=_totals,
        topic=Topic.VETOES,
        query="ballots_between",
    ),
    Analysis(
        name="rules-compared",
        question="What would each of several rules of voting make of the same votes?",
        parameters=by_name(*PERIOD, CRISIS, REGION, KIND),
        example={"from": "1966"},
        run=_compared,
        topic=Topic.VETOES,
        query="ballots_between",
    ),
)
