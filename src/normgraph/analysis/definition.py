"""What the registry knows of an analysis: its name, its question and its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.store import Opened


class Topic(StrEnum):
    """What an analysis is about, in the order of lists."""

    VETOES = "Vetoes and rules of voting"
    COALITIONS = "Who votes with whom"
    NORMS = "Norms and commitments"
    RESPONSES = "Crises and responses"
    LITERATURE = "What the literature says"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an analysis takes; all of them may be left out."""

    name: str
    type: str  #: day, choice, integer, decimal, key or keys (separated by commas)
    help: str  #: one sentence
    default: str  #: as it would be written; "" where it follows from the record
    choices: tuple[str, ...] = ()  #: for a choice
    #: For a key or keys: the key space they lie in, such as state; "" where they name it.
    key_space: str = ""
    least: int | None = None  #: for an integer, where it has bounds
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis of the registry."""

    name: str
    question: str  #: what it answers, as a question
    parameters: Mapping[str, Parameter]
    example: Mapping[str, str]  #: values with which it has an answer
    run: Callable[[Opened, Mapping[str, str]], Result[object]]
    topic: Topic
    query: str = ""  #: name of the query that fetches the record it rests on


def by_name(*parameters: Parameter) -> Mapping[str, Parameter]:
    """Return the parameters by name, in the order given."""
    return {parameter.name: parameter for parameter in parameters}


def choice_of(name: str, about: str, default: StrEnum) -> Parameter:
    """Return the parameter that takes one of the members of an enumeration.

    Parameters
    ----------
    name, about
        Of the parameter; ``about`` is one sentence.
    default
        The member that is taken where none is given; the others are the choices beside it.
    """
    choices = tuple(member.value for member in type(default))
    return Parameter(name, "choice", about, default.value, choices)
