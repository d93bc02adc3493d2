"""Who votes with whom, as the registry has it."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from normgraph.analysis.agreement import Measure
from normgraph.analysis.agreement_table import Compared, PairTable, Span
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.pair_agreement import compared, pair_agreement
from normgraph.analysis.result import Result
from normgraph.analysis.seats import seats_joined, told_apart
from normgraph.analysis.selection import (
    PERIOD,
    PERMANENT,
    Scope,
    chosen_period,
    chosen_states,
    failures_unknown,
)
from normgraph.analysis.voting_network import Agreement, voting_network
from normgraph.query import kept
from normgraph.query.council import Council, council
from normgraph.store import Opened

#: Draws beyond these change no digit that is worth reading.
_MOST_DRAWS = 5000


class Seats(StrEnum):
    """Whether the states that held one permanent seat are one row."""

    APART = "apart"
    JOINED = "joined"


def _agreement(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    measure, span = Measure(chosen["measure"]), Span(chosen["by"])
    which = Compared(chosen["decisions"])
    record = compared(council(opened).between(period.first, period.last), which)
    result = pair_agreement(
        _of_states(opened, record, chosen),
        period,
        measure=measure,
        span=span,
        draws=int(chosen["draws"]),
        seed=int(chosen["seed"]),
        every_pair=bool(chosen_states(opened, chosen["states"])),
    )
    return replace(result, parameters={**chosen, **period.as_parameters()}).with_caveats(
        *_caveats(opened, which, result.value, chosen), *failures_unknown(opened, period)
    )


def _of_states(opened: Opened, record: Council, chosen: Mapping[str, str]) -> Council:
    """Return the ballots of the states chosen, seats joined where that is asked for."""
    states = chosen_states(opened, chosen["states"])
    if Seats(chosen["seats"]) is Seats.JOINED:
        record, within = seats_joined(record, kept.terms(opened))
        states = tuple(within.get(state, state) for state in states)
    return record.of(states) if states else record


def _caveats(
    opened: Opened, which: Compared, table: PairTable, chosen: Mapping[str, str]
) -> tuple[str, ...]:
    told = {
        Compared.ALL: "All decisions, most of them unanimous: every pair agrees on most.",
        Compared.CONTESTED: (
            "Contested decisions only: those on which some member of the Council, not only of "
            "these states, voted against or abstained."
        ),
        Compared.NOT_UNANIMOUS: (
            "Only decisions on which some member of the Council voted against, abstained or "
            "took no part."
        ),
    }[which]
    if Seats(chosen["seats"]) is Seats.JOINED:
        joined = (
            "States that held one permanent seat in turn are taken as one, though those who "
            "sat for China before and after 25 October 1971 represented two governments."
        )
        return (told, joined)
    states = {key for pair in table.pairs for key in (pair.state, pair.state_b)}
    return (told, *told_apart(states, kept.terms(opened)))


def _voting_network(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    result = voting_network(
        council(opened),
        kept.terms(opened),
        period,
        agreement=Agreement(chosen["agreement"]),
        scope=Scope(chosen["decisions"]),
        minimum_shared=int(chosen["minimum_shared"]),
    )
    return result.with_caveats(*failures_unknown(opened, period))


AGREEMENT_ANALYSES = (
    Analysis(
        name="agreement",
        question="How often do members of the Security Council cast the same ballot?",
        parameters=by_name(
            *PERIOD,
            Parameter(
                "states",
                "keys",
                "States, or permanent for those that held permanent seats, or all.",
                PERMANENT,
                key_space="state",
            ),
            choice_of("by", "The whole period, or each year or five years of it.", Span.WHOLE),
            choice_of(
                "decisions",
                "Those that some member voted against or abstained from; these and those that "
                "some member took no part in; or all.",
                Compared.CONTESTED,
            ),
            choice_of(
                "measure",
                "What the figure shows: the share of identical ballots, Lijphart's index, or "
                "agreement beyond chance.",
                Measure.IDENTICAL,
            ),
            choice_of(
                "seats",
                "Whether states that held one permanent seat in turn are one.",
                Seats.APART,
            ),
            Parameter(
                "draws",
                "integer",
                "Draws of days for the intervals; 0 for none.",
                "400",
                least=0,
                most=_MOST_DRAWS,
            ),
            Parameter("seed", "integer", "Seed of the draws.", "1"),
        ),
        example={"from": "2011", "to": "2025", "states": "RUS,USA"},
        run=_agreement,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="voting-network",
        question="Who votes with whom in the Security Council, and how often?",
        parameters=by_name(
            *PERIOD,
            choice_of(
                "agreement",
                "Share of the same ballots, or Lijphart's index with half agreements.",
                Agreement.SAME_BALLOT,
            ),
            choice_of(
                "decisions",
                "All, or only those on which some member voted against or abstained.",
                Scope.ALL,
            ),
            Parameter("minimum_shared", "integer", "Decisions two members must share.", "1"),
        ),
        example={"from": "2011", "to": "2011"},
        run=_voting_network,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
)
