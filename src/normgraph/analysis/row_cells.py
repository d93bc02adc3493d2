"""Columns and cells of a finding that is rows, as tables and published numbers read them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import get_args, get_type_hints

from normgraph.analysis.rows import Rows

Cell = str | int | float | bool | None

#: Significant digits of a number in a table: more than any measure has, fewer than a sum.
_DIGITS = 12


def columns(value: Rows) -> Iterator[tuple[str, type, str]]:
    """Yield the name, the type and the description of each column.

    Days, members of enumerations and exact fractions such as 421/2145 are texts.
    """
    hints = get_type_hints(value.row)
    for each in fields(value.row):
        yield each.name, _type(hints[each.name]), each.metadata["column"]


def cells(value: Rows) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row; numbers with twelve significant digits."""
    names = [each.name for each in fields(value.row)]
    for row in value.rows():
        yield tuple(_cell(getattr(row, name)) for name in names)


def _type(hint: type | UnionType) -> type:
    if isinstance(hint, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    for plain in (bool, int, float):
        if isinstance(hint, type) and issubclass(hint, plain):
            return plain
    return str


def _cell(value: object) -> Cell:
    match value:
        case None | bool():
            return value
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case Fraction():
            return str(value)
        case int():
            return int(value)
        case float():
            # Sums end in other digits where a machine adds in another order.
            return float(f"{value:.{_DIGITS}g}")
        case str():
            return value
    raise TypeError(f"A cell cannot hold a {type(value).__name__}.")
