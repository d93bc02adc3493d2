"""Symbols of Council documents as sources write them, and their plain form."""

import re

_FIRST = re.compile(r"S/(?:PV\.\d+|\d+(?:/\d+)?(?:/(?:Rev|Add|Corr)\. ?\d+)?)")


def first_symbol(text: str) -> str:
    """Return the first document symbol in ``text``, without blanks; "" if there is none.

    >>> first_symbol("S/4733/Rev. 1"), first_symbol("S/552, S/PV.202")
    ('S/4733/Rev.1', 'S/552')
    >>> first_symbol("Oral amendment")
    ''
    """
    found = _FIRST.search(text)
    return found[0].replace(" ", "") if found else ""


def number_of(symbol: str) -> int:
    """Return the number of a resolution.

    >>> number_of("S/RES/1973 (2011)")
    1973
    """
    return int(symbol.split("/")[2].split(" ")[0])


def names_draft(text: str, symbol: str) -> bool:
    """Return whether ``text`` has ``symbol`` as a whole, not as the beginning of another.

    A revision is named by its own symbol and also by that of the draft it revises.

    >>> names_draft("Draft resolution S/404 not adopted", "S/404")
    True
    >>> names_draft("Draft resolution S/4049 not adopted", "S/404")
    False
    """
    return bool(re.search(re.escape(symbol) + r"(?![\d/])", text.replace(". ", ".")))
