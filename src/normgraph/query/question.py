"""Questions of the library: sentences with places for values.

``Which texts[ on {crisis}] were vetoed[ by {state}]?`` has two places. A phrase in square
brackets is said only when every value in it is given, so that what is optional stands in
one; what must be given stands outside, and is an ellipsis as long as it is not.
"""

import re
from collections.abc import Mapping

_PHRASE = re.compile(r"\[([^\[\]{}]*(?:\{\w+\}[^\[\]{}]*)+)\]")
_PLACE = re.compile(r"\{(\w+)\}")
_MISSING = "…"


def told(question: str, labels: Mapping[str, str]) -> str:
    """Return ``question`` with the labels of the values in their places.

    >>> told("Which texts[ on {crisis}] did {state} veto?", {"state": "China"})
    'Which texts did China veto?'
    >>> told("Who sponsored {decision}?", {})
    'Who sponsored …?'
    """

    def phrase(match: re.Match[str]) -> str:
        return match[1] if set(places(match[1])) <= labels.keys() else ""

    def label(match: re.Match[str]) -> str:
        return labels.get(match[1], _MISSING)

    # All in one go over the parts that stay: a label may have brackets of its own.
    return _PLACE.sub(label, _PHRASE.sub(phrase, question))


def places(question: str) -> tuple[str, ...]:
    """Return the names of the parameters that ``question`` mentions, in its order.

    >>> places("Which texts[ on {crisis}] did {state} veto?")
    ('crisis', 'state')
    """
    return tuple(_PLACE.findall(question))


def optional_places(question: str) -> tuple[str, ...]:
    """Return the names of the parameters that stand in phrases that may drop out.

    >>> optional_places("Which texts[ on {crisis}] did {state} veto?")
    ('crisis',)
    """
    return tuple(name for phrase in _PHRASE.findall(question) for name in places(phrase))


def general(question: str) -> str:
    """Return ``question`` as a list of questions shows it: without what is optional.

    >>> general("Which texts[ on {crisis}] did {state} veto?")
    'Which texts did (state) veto?'
    """
    needed = set(places(question)) - set(optional_places(question))
    return told(question, {name: f"({name})" for name in needed})
