"""What a known answer is, or the part of it that is fixed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """An answer, or the part of it that is fixed."""

    query: str
    given: Mapping[str, str | int]
    columns: str  #: the columns compared, separated by blanks
    rows: list[str]  #: values of these columns, separated by `` | ``
    part: str = "all"  #: all: these rows and no others; first: these first; some: these too
    count: int | None = field(default=None)  #: how many rows there are


def case(
    query: str,
    columns: str,
    *rows: str,
    part: str = "all",
    count: int | None = None,
    **given: str | int,
) -> Case:
    # ``from`` is a word of Python: write from_.
    return Case(
        query, {k.rstrip("_"): v for k, v in given.items()}, columns, list(rows), part, count
    )
