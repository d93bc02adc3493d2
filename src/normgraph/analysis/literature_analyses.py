"""The comparison with published numbers, as the registry has it."""

from collections.abc import Mapping

from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name
from normgraph.analysis.published import compared, published
from normgraph.analysis.result import Result
from normgraph.store import Opened

_ALL = "all"


def _published_numbers(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    # Late, because the registry that runs the others has this one as well.
    from normgraph.analysis.registry import analyze

    wanted = [each for each in published() if chosen["analysis_of"] in {_ALL, each.analysis}]
    return compared(wanted, lambda name, given: analyze(opened, name, **given))


LITERATURE_ANALYSES = (
    Analysis(
        name="published-numbers",
        question="Which numbers of the literature does the record give, and which not?",
        parameters=by_name(
            Parameter(
                "analysis_of",
                "choice",
                "All numbers, or those that one analysis gives.",
                _ALL,
                (_ALL, *sorted({each.analysis for each in published()})),
            )
        ),
        example={},
        run=_published_numbers,
        topic=Topic.LITERATURE,
    ),
)
