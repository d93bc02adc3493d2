"""Findings that are rows: what their tables hold, and how numbers stand in them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.row_cells import cells, columns
from normgraph.analysis.rows import Rows, column


class Kind(StrEnum):
    ONE = "the one"


@dataclass(frozen=True)
class Row:
    state: str = column("Key.")
    day: date = column("Day.")
    share: float | None = column("Share.")
    number: int = column("Number.")
    exact: Fraction = column("Exact.")
    kind: Kind = column("Kind.")
    known: bool = column("Known.")


@dataclass(frozen=True)
class Table(Rows):
    row = Row
    own: tuple[Row, ...]

    def rows(self):
        return self.own


def table(share=0.5):
    return Table(
        (Row("RUS", date(2011, 10, 4), share, 3, Fraction(4, 2145), Kind.ONE, known=True),)
    )


def test_columns_are_the_fields_of_a_row_with_type_and_sentence():
    assert [(name, kind) for name, kind, _ in columns(table())] == [
        ("state", str),
        ("day", str),
        ("share", float),
        ("number", int),
        ("exact", str),
        ("kind", str),
        ("known", bool),
    ]
    assert next(told for _, _, told in columns(table())) == "Key."


def test_cells_are_texts_numbers_and_truth_values():
    (row,) = cells(table())
    assert row == ("RUS", "2011-10-04", 0.5, 3, "4/2145", "the one", True)


def test_no_value_stays_no_value():
    (row,) = cells(table(None))
    assert row[2] is None


def test_the_order_of_a_sum_does_not_show():
    # 0.1 + 0.2 + 0.3 added from the left and from the right.
    left, right = (0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3)
    assert left != right
    assert list(cells(table(left))) == list(cells(table(right)))


@given(st.floats(-1e9, 1e9, allow_subnormal=False))
def test_numbers_stay_what_they_are_to_twelve_digits(number):
    (row,) = cells(table(number))
    assert row[2] == pytest.approx(number, rel=1e-11)


def test_what_is_no_cell_is_refused():
    with pytest.raises(TypeError, match="cannot hold a list"):
        list(cells(table([])))
