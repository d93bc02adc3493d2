"""What every analysis returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from normgraph.query.records import Source

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Result(Generic[T_co]):
    """A finding, with what a reader needs in order to check it and to cite it."""

    value: T_co
    measure: str  #: name of the measure in the literature
    reference: str  #: where the measure is defined
    n: int  #: number of observations that the value rests on
    unit: str  #: what one observation is, in the plural
    sources: tuple[str, ...]  #: keys of documents and datasets, sorted
    parameters: Mapping[str, object] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()  #: what the value does not show, one sentence each
    version: str = ""  #: sha256 of the graph that the records are from, if from a graph
    documents: tuple[Source, ...] = ()  #: ``sources`` described, if from a graph

    def with_caveats(self, *more: str) -> "Result[T_co]":
        """Return the same finding with more of what it does not show, after the rest."""
        return replace(self, caveats=(*self.caveats, *more))
