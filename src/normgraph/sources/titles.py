"""What a resolution is about, from the titles that the library gives."""

import re
import unicodedata

from normgraph.sources.files import tidy

#: The library's old way to write an accent: "@e1" is "é".
_ACCENTS = {"1": "\u0301", "2": "\u0300", "3": "\u0302", "4": "\u0308"}
_NUMBER = re.compile(r"Security Council resolution \d+ ?(?:[\[(]\d{4}[\])]{0,2})? ?[\[(<](.*)")


def resolution_title(full: str) -> str:
    """Return what a resolution is about: the first brackets of the library's full title.

    >>> resolution_title("Security Council resolution 1 (1946) [on the Committee]")
    'on the Committee'
    >>> resolution_title("Security Council resolution 3 (2000) [on Mali][Situation in Mali]")
    'on Mali'
    >>> resolution_title("Security Council resolution 4 (1981) [on Javier P@e1rez [...]")
    'on Javier Pérez …'
    """
    whole = re.sub(r"@([A-Za-z])([1-4])", _accented, tidy(full).replace("[...]", "…"))
    found = _NUMBER.match(whole)
    if not found:
        return whole
    subject = found[1].split("]")[0].rstrip(">")
    if subject.count(")") > subject.count("("):
        subject = subject.removesuffix(")")
    return tidy(subject)


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[1] + _ACCENTS[found[2]])
