"""Findings that are rows: each row says in one place what its columns mean.

A value that is a `Rows` needs no table of its own in the export: the fields of its rows are
the columns, in their order, and `column` is what a reader is told of each.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import field
from typing import Any

_DESCRIPTION = "column"


def column(description: str) -> Any:  # noqa: ANN401 - stands where a field of any type does
    """Return the field of a row, with one sentence on what its column holds."""
    return field(metadata={_DESCRIPTION: description})


class Rows(ABC):
    """A finding whose table twin is a sequence of rows of one dataclass.

    A field is a text, a whole number, a number, a yes or no, a day, or an exact fraction; or
    one of these and None, which is a cell without a value and never zero.
    """

    __slots__ = ()

    #: The dataclass of the rows, whose fields are made by `column`.
    row: type

    @abstractmethod
    def rows(self) -> Sequence[Any]:
        """Return the rows in the order in which a reader expects them."""
