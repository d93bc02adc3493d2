"""The analyses of positions, pivots, bridges, sponsors and actors, as the registry has them."""

from collections.abc import Mapping
from dataclasses import replace

from normgraph.analysis.actor_network import ALL, ALL_BUT_SPONSORSHIP, actor_network
from normgraph.analysis.affiliation import Weight
from normgraph.analysis.bridging_members import bridging_members
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.ideal_points import Abstentions, ideal_points
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.pivotal_members import pivotal_members
from normgraph.analysis.result import Result
from normgraph.analysis.seats import told_apart
from normgraph.analysis.selection import (
    PERIOD,
    Scope,
    ballots_in,
    chosen_period,
    failures_unknown,
)
from normgraph.analysis.sponsorship_network import sponsorship_network
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query import actors, kept
from normgraph.query.council import council
from normgraph.store import Opened

_LATELY = (
    Parameter("from", "day", "First day, month or year.", "2020"),
    PERIOD[1],
)


def _ideal_points(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    contested = ballots_in(opened, period, Scope.CONTESTED)
    found = ideal_points(
        contested,
        dimensions=int(chosen["dimensions"]),
        abstentions=Abstentions(chosen["abstentions"]),
        minimum=int(chosen["minimum"]),
        draws=int(chosen["draws"]),
        seed=int(chosen["seed"]),
    )
    return _framed(opened, found, period, [each.state for each in found.value.points])


def _pivotal_members(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    found = pivotal_members(ballots_in(opened, period, Scope.ALL))
    return _framed(opened, found, period, [each.state for each in found.value.members])


def _bridging_members(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    poles = tuple(filter(None, (pole.strip() for pole in chosen["poles"].split(","))))
    if poles and len(set(poles)) != 2:
        raise QueryError("--poles takes two states with a comma between, such as RUS,USA.")
    found = bridging_members(
        ballots_in(opened, period, Scope.CONTESTED),
        poles=poles,
        minimum_shared=int(chosen["minimum_shared"]),
    )
    return _framed(opened, found, period, [each.state for each in found.value.members])


def _framed(
    opened: Opened, found: Result[object], period: Period, states: list[str]
) -> Result[object]:
    """Return the result with its days, and what the record does not say of them."""
    return _within(found, period).with_caveats(
        *told_apart(states, kept.terms(opened)), *failures_unknown(opened, period)
    )


def _sponsorship(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    texts = [text for text in actors.sponsored(opened) if text.date in period]
    crisis, body = _known_crisis(opened, chosen), chosen["body"]
    known = {text.decision for text in texts}
    adopted = [
        decision
        for decision in council(opened).between(period.first, period.last).decisions
        if decision.adopted and (not crisis or crisis in decision.crises)
    ]
    found = sponsorship_network(
        texts,
        actors.sponsor_names(opened),
        body=body,
        crisis=crisis,
        weight=Weight(chosen["weight"]),
        minimum=int(chosen["minimum"]),
        without=sum(each.key not in known for each in adopted),
    )
    return _within(found, period)


def _actor_network(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    found = actors.actions(opened)
    first = first_day(chosen["from"]) if chosen["from"] else None
    last = last_day(chosen["to"]) if chosen["to"] else None
    crisis = _known_crisis(opened, chosen)
    if first and last:
        Period(first, last)  # refuses one that has no day
    if first or last:
        found = tuple(
            each
            for each in found
            if each.date
            and (not first or each.date >= first)
            and (not last or each.date <= last)
        )
    result = actor_network(
        found,
        role=chosen["role"],
        crisis=crisis,
        weight=Weight(chosen["weight"]),
        minimum=int(chosen["minimum"]),
    )
    days = {"from": str(first or "the first"), "to": str(last or "the last")}
    return replace(result, parameters=days | dict(result.parameters))


def _known_crisis(opened: Opened, chosen: Mapping[str, str]) -> str:
    """Return the key of the crisis chosen, empty for all.

    Raises
    ------
    UnknownNameError
        When there is no such crisis.
    """
    crisis = chosen["crisis"]
    if crisis and crisis not in (known := kept.crisis_names(opened)):
        raise UnknownNameError("crisis", crisis, known)
    return crisis


def _within(found: Result[object], period: Period) -> Result[object]:
    return replace(found, parameters={**period.as_parameters(), **found.parameters})


_WEIGHT = choice_of(
    "weight",
    "Newman's weight, in which each thing shared counts less the more share it; the number "
    "shared; or Jaccard's share of all that either has.",
    Weight.NEWMAN,
)
_CRISIS = Parameter("crisis", "key", "Key of a crisis; all if left out.", "", (), "crisis")

NETWORK_ANALYSES = (
    Analysis(
        name="ideal-points",
        question="Where do members of the Security Council stand, by what they voted for?",
        parameters=by_name(
            *_LATELY,
            Parameter("dimensions", "integer", "One or two.", "1", least=1, most=2),
            choice_of(
                "abstentions",
                "An abstention is a ballot not in favour, or is left out.",
                Abstentions.NOT_IN_FAVOUR,
            ),
            Parameter("minimum", "integer", "Ballots a member must have cast.", "10", least=1),
            Parameter(
                "draws",
                "integer",
                "Replications of the bootstrap for the intervals.",
                "50",
                least=0,
                most=500,
            ),
            Parameter("seed", "integer", "Of the draws; equal seeds, equal intervals.", "1"),
        ),
        example={"from": "2011", "to": "2015", "draws": "10"},
        run=_ideal_points,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="pivotal-members",
        question="Whose one ballot decided what became of a text in the Security Council?",
        parameters=by_name(*PERIOD),
        example={"from": "1990"},
        run=_pivotal_members,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="bridging-members",
        question="Which members of the Security Council vote with both sides?",
        parameters=by_name(
            *_LATELY,
            Parameter(
                "poles",
                "keys",
                "Two states; the permanent members that agree least if left out.",
                "",
                key_space="state",
            ),
            Parameter("minimum_shared", "integer", "Decisions two members must share.", "10"),
        ),
        example={"from": "2011", "to": "2015"},
        run=_bridging_members,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="sponsorship",
        question="Which states sponsor texts together, and which of them are brokers?",
        parameters=by_name(
            Parameter("from", "day", "First day, month or year.", "2000"),
            PERIOD[1],
            Parameter(
                "body",
                "choice",
                "The organ whose texts count.",
                actors.COUNCIL,
                (actors.COUNCIL, "general-assembly", "human-rights-council"),
            ),
            _CRISIS,
            _WEIGHT,
            Parameter("minimum", "integer", "Texts two states must share.", "10", least=1),
        ),
        example={"from": "2010", "minimum": "20"},
        run=_sponsorship,
        topic=Topic.COALITIONS,
        query="sponsorships",
    ),
    Analysis(
        name="actor-network",
        question="Who acts on the same crises, and who joins those that do not meet otherwise?",
        parameters=by_name(
            Parameter("from", "day", "First day, month or year; all if left out.", ""),
            Parameter("to", "day", "Last day, month or year; all if left out.", ""),
            Parameter(
                "role",
                "choice",
                "What actors did; sponsors of resolutions are many and outweigh all else.",
                ALL_BUT_SPONSORSHIP,
                (ALL_BUT_SPONSORSHIP, ALL, *actors.ROLES),
            ),
            Parameter(
                "crisis",
                "key",
                "Only actors on this crisis; all if left out.",
                "",
                key_space="crisis",
            ),
            _WEIGHT,
            Parameter("minimum", "integer", "Crises two actors must share.", "2", least=1),
        ),
        example={"role": "all", "minimum": "5"},
        run=_actor_network,
        topic=Topic.RESPONSES,
        query="actions_on_crises",
    ),
)
