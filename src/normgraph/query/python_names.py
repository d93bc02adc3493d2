"""Parameters as Python code can write them.

Some are called as words that Python keeps for itself, such as ``from``. They are written
with an underscore behind them, as Python's style guide has it: ``from_="2011"``.
"""

from collections.abc import Mapping
from keyword import iskeyword
from typing import TypeVar

from normgraph.errors import QueryError

T = TypeVar("T")


def declared_names(values: Mapping[str, T]) -> dict[str, T]:
    """Return ``values`` by the names that queries and analyses declare.

    >>> declared_names({"from_": "2011", "state": "CHN"})
    {'from': '2011', 'state': 'CHN'}

    Raises
    ------
    QueryError
        When one is given in both spellings.
    """
    named: dict[str, T] = {}
    for written, value in values.items():
        plain = written.removesuffix("_")
        name = plain if iskeyword(plain) else written
        if name in named:
            raise QueryError(f"{name} is given twice, as {name!r} and as {name + '_'!r}.")
        named[name] = value
    return named
