"""The analyses of coalitions, as the registry has them."""

from collections.abc import Mapping
from dataclasses import replace

from normgraph.analysis.coalition_divides import coalition_divides
from normgraph.analysis.coalition_division import Dividing, Way
from normgraph.analysis.coalition_lines import coalitions_over_time
from normgraph.analysis.coalitions import coalitions
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.result import Result
from normgraph.analysis.selection import chosen_period, failures_unknown
from normgraph.analysis.signed_backbone import Backbone
from normgraph.errors import QueryError
from normgraph.query.council import council
from normgraph.store import Opened

_DIVIDING = choice_of(
    "dividing",
    "Coalitions of any number by signed modularity, two camps by the signed spectrum, or plain "
    "Louvain on raw agreement for comparison.",
    Dividing.MODULARITY,
)
_SHARED = Parameter(
    "minimum_shared",
    "integer",
    "Contested decisions that two members must share to be compared.",
    "5",
    least=1,
    most=100,
)
_SEED = Parameter("seed", "integer", "Of the random numbers; the same gives the same.", "0")
_YEARS = Parameter("years", "integer", "Length of a window in years.", "5", least=2, most=10)


def _day(name: str, default: str) -> Parameter:
    which = "First" if name == "from" else "Last"
    return Parameter(name, "day", f"{which} day, month or year.", default)


def _coalitions(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    resolution = float(chosen["resolution"])
    if not 0 < resolution <= _FINEST:
        message = f"--resolution takes a number above 0 and at most {_FINEST}."
        raise QueryError(message)
    period = chosen_period(opened, chosen)
    found = coalitions(
        council(opened),
        period,
        replace(_way(chosen), resolution=resolution),
        backbone=Backbone(chosen["backbone"]),
    )
    return found.with_caveats(*failures_unknown(opened, period))


def _over_time(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    found = coalitions_over_time(
        council(opened),
        period,
        _way(chosen),
        years=int(chosen["years"]),
        draws=int(chosen["draws"]),
    )
    return found.with_caveats(*failures_unknown(opened, period))


def _divides(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    found = coalition_divides(
        council(opened),
        period,
        _way(chosen),
        years=int(chosen["years"]),
    )
    return found.with_caveats(*failures_unknown(opened, period))


def _way(chosen: Mapping[str, str]) -> Way:
    return Way(
        dividing=Dividing(chosen.get("dividing", Dividing.MODULARITY.value)),
        minimum_shared=int(chosen["minimum_shared"]),
        seed=int(chosen["seed"]),
    )


#: Finer than that, every member is alone.
_FINEST = 5

COALITION_ANALYSES = (
    Analysis(
        name="coalitions",
        question="Which coalitions voted together in the Security Council, and against whom?",
        parameters=by_name(
            _day("from", "2021"),
            _day("to", "2025"),
            _DIVIDING,
            _SHARED,
            Parameter(
                "resolution",
                "decimal",
                "Above 1, coalitions become smaller, below larger.",
                "1",
            ),
            choice_of(
                "backbone",
                "Lines drawn: pairs beyond chance, the same with few false discoveries, large "
                "parts of a member's weights, or all.",
                Backbone.PERMUTATION,
            ),
            _SEED,
        ),
        example={"from": "1946", "to": "1950"},
        run=_coalitions,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="coalitions-over-time",
        question="How have coalitions in the Security Council changed since 1946?",
        parameters=by_name(
            _day("from", "1946"),
            _day("to", "2025"),
            _YEARS,
            _DIVIDING,
            _SHARED,
            Parameter(
                "draws",
                "integer",
                "How often chance deals the ballots of a window anew, for the test of camps.",
                "39",
                least=0,
                most=499,
            ),
            _SEED,
        ),
        example={"from": "1986", "to": "2005"},
        run=_over_time,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
    Analysis(
        name="coalition-divides",
        question="Which permanent members do coalitions keep apart, and how often?",
        parameters=by_name(_day("from", "1946"), _day("to", "2025"), _YEARS, _SHARED, _SEED),
        example={"from": "1946", "to": "1965"},
        run=_divides,
        topic=Topic.COALITIONS,
        query="ballots_between",
    ),
)
