"""An answer as a grid of terms, and what its columns hold: what views choose from."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from normgraph import iri
from normgraph.errors import QueryError
from normgraph.query.received import Received
from normgraph.query.run import Answer, text
from normgraph.store import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name
    for name in "integer int long short byte nonNegativeInteger positiveInteger".split()  # noqa: SIM905
)
_NUMBERS = _WHOLE | {_XSD + name for name in ("decimal", "double", "float")}
_DAYS = frozenset({_XSD + "date", _XSD + "dateTime"})
_YEARS = range(1000, 3000)
_STATES = f"{iri.ID}state/"
#: The columns of statements.
STATEMENT = ("subject", "property", "object")
Cells = Sequence[Term | None]


@dataclass(frozen=True)
class Grid:
    """The rows of an answer, or its statements."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    label: Callable[[str], str]  #: returns what an IRI is called
    statements: bool = False  #: whether rows are statements

    def cells(self, column: int) -> Sequence[Term | None]:
        """Return the cells of a column."""
        return [row[column] for row in self.rows]

    def told(self, term: Term | None) -> str:
        """Return a cell as a reader sees it: the label of a thing, the text of a value."""
        if isinstance(term, NamedNode):
            return self.label(term.value)
        return "" if term is None else text(term)

    def column(self, options: Mapping[str, str], option: str) -> int | None:
        """Return the column that an option names, or None where it is not given.

        Raises
        ------
        QueryError
            When there is no such column.
        """
        name = options.get(option, "")
        if not name:
            return None
        if name not in self.columns:
            known = ", ".join(f"?{one}" for one in self.columns)
            raise QueryError(f"There is no column ?{name} for {option}. The columns: {known}.")
        return self.columns.index(name)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The columns that hold numbers only."""
        return self._holding(lambda term: number(term) is not None)

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The columns that hold days only."""
        return self._holding(lambda term: day(term) is not None)

    @cached_property
    def things(self) -> tuple[int, ...]:
        """The columns that hold IRIs only."""
        return self._holding(lambda term: isinstance(term, NamedNode))

    @cached_property
    def states(self) -> tuple[int, ...]:
        """The columns that hold states, or codes of three letters."""
        return self._holding(_is_state)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The columns that hold whole numbers that can be years."""
        return self._holding(_is_year)

    def _holding(self, fits: Callable[[Term], bool]) -> tuple[int, ...]:
        found = []
        for place in range(len(self.columns)):
            given = [term for term in self.cells(place) if term is not None]
            if given and all(map(fits, given)):
                found.append(place)
        return tuple(found)


def grid(answer: Received, label: Callable[[str], str]) -> Grid:
    """Return the rows or statements of an answer; a yes or no is one row."""
    if isinstance(answer, Answer):
        return Grid(answer.columns, answer.rows, label)
    if isinstance(answer, bool):
        said = Literal("yes" if answer else "no")
        return Grid(("answer",), ((said,),), label)
    return Grid(STATEMENT, tuple(map(_cells, answer)), label, statements=True)


def _cells(triple: Triple) -> tuple[Term, ...]:
    return (triple.subject, triple.predicate, triple.object)


def number(term: Term | None) -> float | int | None:
    """Return the number that a term is, or None if it is none.

    >>> number(Literal(3)), number(Literal("3")), number(Literal(0.5))
    (3, None, 0.5)
    """
    if not isinstance(term, Literal) or term.datatype.value not in _NUMBERS:
        return None
    if term.datatype.value in _WHOLE:
        # A few digits can spell a number that takes long to read.
        return int(term.value) if len(term.value) < 300 else None
    found = float(term.value)
    return found if math.isfinite(found) else None


def day(term: Term | None) -> str | None:
    """Return the day that a term is, written as ISO 8601 has it, or None if it is none."""
    if not isinstance(term, Literal) or term.datatype.value not in _DAYS:
        return None
    try:
        return date.fromisoformat(term.value[:10]).isoformat()
    except ValueError:
        return None


def _is_year(term: Term) -> bool:
    found = number(term)
    return isinstance(found, int) and found in _YEARS


def _is_state(term: Term) -> bool:
    if isinstance(term, NamedNode):
        return term.value.startswith(_STATES)
    if not isinstance(term, Literal):
        return False
    return len(term.value) == 3 and term.value.isascii() and term.value.isupper()
