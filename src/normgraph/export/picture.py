"""What the figure of a value shows; the modules named ``*_pictures`` say it for each value."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, NamedTuple

from normgraph.analysis.result import Result
from normgraph.errors import NormgraphError

#: A specification in the Vega-Lite language.
Specification = Mapping[str, Any]


class Picture(NamedTuple):
    """A picture of a value, and what must be said with it."""

    question: str
    how_to_read: str
    alternative: str  #: the picture in words, for those who do not see it
    specification: Specification


@singledispatch
def picture(value: object, result: Result[Any]) -> Picture:
    """Return the picture of the value of ``result``.

    Raises
    ------
    NormgraphError
        When there is none for such a value.
    """
    raise NormgraphError(f"There is no figure of a {type(value).__name__}. Ask for its table.")
