"""An answer as a pandas DataFrame.

A column is typed where all its values are of one type: whole numbers as ``Int64``, other
numbers as ``Float64``, yes and no as ``boolean``, days and times as dates. All else, IRIs
among it, is text, and so is a column without any value. These types know of missing values,
so that a column of whole numbers stays one where a row has none.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from normgraph.errors import NormgraphError
from normgraph.store import Term

if TYPE_CHECKING:
    import pandas as pd

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "short", "byte"))
_NUMBERS = _WHOLE | {f"{_XSD}{name}" for name in ("decimal", "double", "float")}


def frame(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> "pd.DataFrame":
    """Return ``rows`` as a DataFrame whose columns bear the names of ``columns``.

    Raises
    ------
    NormgraphError
        When pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        message = "A DataFrame needs pandas, which is not installed. Run: pip install pandas"
        raise NormgraphError(message) from error
    typed = {name: _column([row[place] for row in rows]) for place, name in enumerate(columns)}
    return pd.DataFrame(typed, columns=list(columns))


def _column(terms: Sequence[Term | None]) -> "pd.Series":
    """Return one column, of the type that all its values share."""
    import pandas as pd

    texts = [None if term is None else _text(term) for term in terms]
    types = {_type(term) for term in terms if term is not None}
    if types and types <= _WHOLE:
        whole = [None if text is None else int(text) for text in texts]
        return pd.Series(whole, dtype="Int64" if _fits(whole) else object)
    if types and types <= _NUMBERS:
        return pd.Series([None if t is None else float(t) for t in texts], dtype="Float64")
    if types == {f"{_XSD}boolean"}:
        return pd.Series(
            [None if t is None else t in {"true", "1"} for t in texts], dtype="boolean"
        )
    if types == {f"{_XSD}date"}:
        # In seconds: nanoseconds, which pandas would choose, end in the year 1677.
        return pd.Series(pd.array(texts, dtype="datetime64[s]"))
    if types == {f"{_XSD}dateTime"}:
        return pd.Series(pd.to_datetime(texts, utc=True, format="ISO8601"))
    return pd.Series(texts, dtype="string")


def _type(term: Term) -> str:
    """Return the datatype of a literal; anything else, or with a language, has none."""
    return term.datatype.value if isinstance(term, Literal) and not term.language else ""


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _fits(numbers: Sequence[int | None]) -> bool:
    """Return whether every number fits into 64 bits, as all that are counted here do."""
    return all(number is None or -(2**63) <= number < 2**63 for number in numbers)
