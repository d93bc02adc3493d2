"""Every analysis by name, with the parameters it takes, run over an opened graph."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from normgraph.analysis.claim_analyses import CLAIM_ANALYSES
from normgraph.analysis.crisis_analyses import CRISIS_ANALYSES
from normgraph.analysis.definition import Analysis, Parameter, by_name
from normgraph.analysis.norm_analyses import NORM_ANALYSES
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.result import Result
from normgraph.analysis.vetoes import Span, vetoes_over_time
from normgraph.analysis.voting_network import Agreement, Scope, voting_network
from normgraph.errors import QueryError, UndefinedMeasureError, UnknownNameError
from normgraph.query import records
from normgraph.store import Opened


def analyze(opened: Opened, name: str, **values: str) -> Result[object]:
    """Return the result of the analysis called ``name`` over ``opened``.

    Values are given as they are written on a command line or in an address.

    Raises
    ------
    UnknownNameError
        When there is no such analysis, or it takes no such parameter.
    QueryError
        When a value is not of its parameter's type.
    UndefinedMeasureError
        When the measure has no value for what was chosen.
    """
    if name not in analyses():
        raise UnknownNameError("analysis", name, analyses())
    analysis = analyses()[name]
    for given in values:
        if given not in analysis.parameters:
            kind = f"parameter of the analysis {name!r}"
            raise UnknownNameError(kind, given, analysis.parameters)
    chosen = {name: parameter.default for name, parameter in analysis.parameters.items()}
    chosen |= {name: value.strip() for name, value in values.items() if value.strip()}
    for parameter in analysis.parameters.values():
        _check(parameter, chosen[parameter.name])
    result = analysis.run(opened, chosen)
    described = {source.key: source for source in records.sources(opened.store)}
    return replace(
        result,
        version=opened.manifest.version,
        documents=tuple(described[key] for key in result.sources if key in described),
    )


@cache
def analyses() -> Mapping[str, Analysis]:
    """Return every analysis by name, in the order of names.

    >>> list(analyses())  # doctest: +ELLIPSIS
    ['claims', 'commitments', 'crisis-map', 'crisis-timeline', 'r2p-references', ...]
    """
    known = (
        _VETOES,
        _VOTING_NETWORK,
        *NORM_ANALYSES,
        *CRISIS_ANALYSES,
        *CLAIM_ANALYSES,
    )
    return {analysis.name: analysis for analysis in sorted(known, key=lambda each: each.name)}


def _vetoes(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return vetoes_over_time(
        records.vetoes(opened.store),
        records.terms(opened.store),
        _period(opened, chosen, of_failed=True),
        span=Span(chosen["by"]),
    )


def _voting_network(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = _period(opened, chosen)
    return voting_network(
        records.votes(opened.store, period.first, period.last),
        records.terms(opened.store),
        period,
        agreement=Agreement(chosen["agreement"]),
        scope=Scope(chosen["decisions"]),
        minimum_shared=int(chosen["minimum_shared"]),
    )


def _period(opened: Opened, chosen: Mapping[str, str], *, of_failed: bool = False) -> Period:
    """Return the period chosen, no longer than the record, or that of failed texts.

    Raises
    ------
    QueryError
        When it lies outside the record.
    UndefinedMeasureError
        When there is no record.
    """
    covered = records.coverage(opened.store)
    if covered is None:
        raise UndefinedMeasureError("The graph has no decision. Run: normgraph build")
    first = first_day(chosen["from"]) if chosen["from"] else covered.first
    end = covered.failed if of_failed else covered.last
    last = last_day(chosen["to"]) if chosen["to"] else end
    asked = Period(first, last)
    if not asked.overlaps(covered.first, end):
        message = (
            f"The record goes from {covered.first} to {end}; nothing of it lies "
            f"between {first} and {last}."
        )
        raise QueryError(message)
    return Period(max(first, covered.first), min(last, end))


def _check(parameter: Parameter, value: str) -> None:
    if parameter.type == "choice" and value not in parameter.choices:
        raise UnknownNameError(f"choice for --{parameter.name}", value, parameter.choices)
    if parameter.type == "integer" and not (value.isascii() and value.isdigit()):
        raise QueryError(f"--{parameter.name} takes a whole number, not {value!r}.")


_PERIOD = (
    Parameter("from", "day", "First day, month or year; the record's first if left out.", ""),
    Parameter("to", "day", "Last day, month or year; the record's last if left out.", ""),
)

_VETOES = Analysis(
    name="vetoes",
    question="How often has each permanent seat of the Security Council vetoed, and when?",
    parameters=by_name(
        Parameter("by", "choice", "Length of the periods.", "year", ("year", "decade")),
        *_PERIOD,
    ),
    example={"by": "decade"},
    run=_vetoes,
)

_VOTING_NETWORK = Analysis(
    name="voting-network",
    question="Who votes with whom in the Security Council, and how often?",
    parameters=by_name(
        *_PERIOD,
        Parameter(
            "agreement",
            "choice",
            "Share of the same ballots, or Lijphart's index with half agreements.",
            Agreement.SAME_BALLOT.value,
            tuple(choice.value for choice in Agreement),
        ),
        Parameter(
            "decisions",
            "choice",
            "All, or only those on which some member voted against or abstained.",
            Scope.ALL.value,
            tuple(choice.value for choice in Scope),
        ),
        Parameter("minimum_shared", "integer", "Decisions two members must share.", "1"),
    ),
    example={"from": "2011", "to": "2011"},
    run=_voting_network,
)
