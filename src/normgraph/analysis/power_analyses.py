"""Voting power in the Council, as the registry has it."""

from collections.abc import Mapping
from dataclasses import fields, replace

from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name
from normgraph.analysis.result import Result
from normgraph.analysis.voting_power import ERAS, CouncilRule, council_power
from normgraph.errors import QueryError
from normgraph.store import Opened

_OWN = "own"
_TODAY = "1966"
#: Most members of a class that can be asked for, so that an answer takes no longer than
#: moving a slider.
_MOST = 30
_HELP = {
    "permanent": "Own rule: permanent members who can veto.",
    "without_veto": "Own rule: permanent members who cannot veto.",
    "elected": "Own rule: elected members.",
    "majority": "Own rule: votes in favour that are needed.",
    "vetoes": "Own rule: negative votes of permanent members that block; 0 for no veto.",
}
_NUMBERS = tuple(
    Parameter(
        each.name,
        "integer",
        _HELP[each.name],
        str(getattr(ERAS[_TODAY], each.name)),
        least=int(each.name == "majority"),
        most=3 * _MOST if each.name == "majority" else _MOST,
    )
    for each in fields(CouncilRule)
)


def _voting_power(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    del opened
    rule = _rule(chosen)
    result = council_power(rule, sources=("un-charter",))
    parameters = {each.name: getattr(rule, each.name) for each in fields(CouncilRule)}
    return replace(result, parameters={"era": chosen["era"], **parameters})


def _rule(chosen: Mapping[str, str]) -> CouncilRule:
    """Return the rule of an era, or that of the numbers given.

    Raises
    ------
    QueryError
        When numbers are given for an era that has its own.
    """
    era = chosen["era"]
    if era == _OWN:
        return CouncilRule(**{each.name: int(chosen[each.name]) for each in _NUMBERS})
    for each in _NUMBERS:
        if int(chosen[each.name]) not in {int(each.default), getattr(ERAS[era], each.name)}:
            message = (
                f"The Council since {era} has its own numbers. Choose --era {_OWN} to ask for "
                f"{each.name.replace('_', ' ')} {chosen[each.name]}."
            )
            raise QueryError(message)
    return ERAS[era]


POWER_ANALYSES = (
    Analysis(
        name="voting-power",
        question="How much power does the rule of voting give to each member of the Council?",
        parameters=by_name(
            Parameter(
                "era",
                "choice",
                "The Council since 1966, as it was from 1946, or a rule of your own.",
                _TODAY,
                (_TODAY, "1946", _OWN),
            ),
            *_NUMBERS,
        ),
        example={"era": _OWN, "without_veto": "6", "elected": "14", "majority": "14"},
        run=_voting_power,
        topic=Topic.VETOES,
    ),
)
