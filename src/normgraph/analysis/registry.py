"""Every analysis by name, with the parameters it takes, run over an opened graph."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from normgraph.analysis.agreement_analyses import AGREEMENT_ANALYSES
from normgraph.analysis.claim_analyses import CLAIM_ANALYSES
from normgraph.analysis.coalition_analyses import COALITION_ANALYSES
from normgraph.analysis.crisis_analyses import CRISIS_ANALYSES
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name
from normgraph.analysis.diffusion_analyses import DIFFUSION_ANALYSES
from normgraph.analysis.literature_analyses import LITERATURE_ANALYSES
from normgraph.analysis.network_analyses import NETWORK_ANALYSES
from normgraph.analysis.norm_analyses import NORM_ANALYSES
from normgraph.analysis.power_analyses import POWER_ANALYSES
from normgraph.analysis.response_analyses import RESPONSE_ANALYSES
from normgraph.analysis.result import Result
from normgraph.analysis.selection import PERIOD, chosen_period
from normgraph.analysis.veto_analyses import VETO_ANALYSES
from normgraph.analysis.vetoes import Span, vetoes_over_time
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query import kept
from normgraph.store import Opened

_DIGITS = 9
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


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
    described = kept.sources(opened)
    return replace(
        result,
        version=opened.manifest.version,
        documents=tuple(described[key] for key in result.sources if key in described),
    )


@cache
def analyses() -> Mapping[str, Analysis]:
    """Return every analysis by name, in the order of names.

    >>> {"agreement", "vetoes"} <= set(analyses())
    True
    """
    known = (
        _VETOES,
        *AGREEMENT_ANALYSES,
        *POWER_ANALYSES,
        *COALITION_ANALYSES,
        *NORM_ANALYSES,
        *NETWORK_ANALYSES,
        *DIFFUSION_ANALYSES,
        *CRISIS_ANALYSES,
        *RESPONSE_ANALYSES,
        *CLAIM_ANALYSES,
        *LITERATURE_ANALYSES,
        *VETO_ANALYSES,
    )
    return {analysis.name: analysis for analysis in sorted(known, key=lambda each: each.name)}


def _vetoes(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return vetoes_over_time(
        kept.vetoes(opened),
        kept.terms(opened),
        chosen_period(opened, chosen, of_failed=True),
        span=Span(chosen["by"]),
    )


def _check(parameter: Parameter, value: str) -> None:
    if parameter.type == "choice" and value not in parameter.choices:
        raise UnknownNameError(f"choice for --{parameter.name}", value, parameter.choices)
    if parameter.type == "integer":
        _check_number(parameter, value)
    if parameter.type == "decimal" and not _DECIMAL.fullmatch(value):
        raise QueryError(f"--{parameter.name} takes a number such as 1.5, not {value!r}.")


def _check_number(parameter: Parameter, value: str) -> None:
    # Nothing counted here has more digits, and Python refuses to read very long ones.
    if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        raise QueryError(f"--{parameter.name} takes a whole number, not {value!r}.")
    least, most = parameter.least, parameter.most
    if (least is not None and int(value) < least) or (most is not None and int(value) > most):
        bounds = f"{least or 0} to {most}" if most is not None else f"{least} or more"
        raise QueryError(f"--{parameter.name} takes a whole number of {bounds}, not {value}.")


_VETOES = Analysis(
    name="vetoes",
    question="How often has each permanent seat of the Security Council vetoed, and when?",
    parameters=by_name(
        Parameter("by", "choice", "Length of the periods.", "year", ("year", "decade")),
        *PERIOD,
    ),
    example={"by": "decade"},
    run=_vetoes,
    topic=Topic.VETOES,
    query="vetoes_by_seat",
)
