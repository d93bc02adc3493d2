"""What the registry knows of an analysis: its name, its question and its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from normgraph.analysis.result import Result
from normgraph.store import Opened


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an analysis takes; all of them may be left out."""

    name: str
    type: str  #: day, choice, integer or key
    help: str  #: one sentence
    default: str  #: as it would be written; "" where it follows from the record
    choices: tuple[str, ...] = ()  #: for a choice


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis of the registry."""

    name: str
    question: str  #: what it answers, as a question
    parameters: Mapping[str, Parameter]
    example: Mapping[str, str]  #: values with which it has an answer
    run: Callable[[Opened, Mapping[str, str]], Result[object]]


def by_name(*parameters: Parameter) -> Mapping[str, Parameter]:
    """Return the parameters by name, in the order given."""
    return {parameter.name: parameter for parameter in parameters}
