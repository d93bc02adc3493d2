"""Every way to read a text as words of SPARQL, for where the engine strays from the grammar.

The engine's parser knows no words: at each place it takes what the clause it is in may go on
with. So it reads ``1<<b:b#>`` as a comparison with an IRI where the grammar has the sign
``<<`` and a comment, and ``SERVICE:x`` as a clause where the grammar has a name. What one
reading hides in a comment or a string another may run. Here every place that any reading
reaches is looked at, which takes time in proportion to the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normgraph.query.lexer import FORMS

#: What closes is as deep as what it closes; a sign not listed opens and closes nothing.
DEPTHS = {
    **dict.fromkeys(("(", "{", "[", "{|", "<<(", "<<"), 1),
    **dict.fromkeys((")", "}", "]", "|}", ")>>", ">>"), -1),
}

_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_SIGN = re.compile(FORMS["punct"])
_WORD = re.compile(FORMS["keyword"])
#: Letters of a name that is taken apart; more would take quadratic time.
LONGEST_NAME = 120
_TOO_LONG = re.compile(rf"[^\W0-9](?:[\w.-]){{{LONGEST_NAME}}}")
_WHOLE = [
    re.compile(form)
    for kind, form in FORMS.items()
    if kind not in {"space", "comment", "keyword", "punct", "number"}
]
# A number may end sooner than it could.
_WHOLE += [
    re.compile(form)
    for form in ("[0-9]++", r"[0-9]*+\.[0-9]*+", r"[0-9]*+(?:\.[0-9]*+)?[eE][+-]?[0-9]++")
]
#: Words after which the engine needs neither a space nor a bracket.
_GLUED = tuple(
    "A ABS AND AS ASC ASK BASE BY CONSTRUCT DESC DESCRIBE DISTINCT FALSE FROM GRAPH GROUP "  # noqa: SIM905
    "HAVING IN LATERAL LIMIT MINUS NAMED NOT EXISTS FILTER OFFSET OPTIONAL ORDER PREFIX "
    "REDUCED SELECT SERVICE SILENT TRUE UNDEF UNION VALUES VERSION WHERE".split()
)
_CALL = re.compile(
    rf"(?i:SERVICE){_GAP.pattern}(?:(?i:SILENT){_GAP.pattern})?"
    rf"(?:{FORMS['iri']}|{FORMS['var']}|{FORMS['pname']}){_GAP.pattern}\{{"
)


@dataclass(frozen=True, slots=True)
class Worst:
    """What the worst reading of a text comes to."""

    depth: int  #: of brackets within brackets
    call: int | None  #: number of characters before the first SERVICE clause
    unread: int | None  #: number of characters before a name that is too long to judge


def worst(query: str) -> Worst:
    r"""Return how deep any reading of ``query`` is, and where one asks another server.

    >>> worst("ASK { FILTER(1<b:b#>)SERVICE<urn:x>{}\n}")
    Worst(depth=2, call=21, unread=None)
    >>> worst("ASK { ?s a <urn:SERVICE> } # SERVICE <urn:x> {}")
    Worst(depth=1, call=None, unread=None)
    """
    end = len(query)
    depths = [-1] * (end + 1)  # of each place that can be reached; the deepest way there
    depths[_gap(query, 0)] = 0
    call = None
    for place in range(end):
        if depths[place] < 0:
            continue
        if _TOO_LONG.match(query, place):
            return Worst(max(depths), call, place)
        # No clause follows a sign for "or nothing" in a path: that is a variable.
        if call is None and query[place - 1 : place] != "?" and _CALL.match(query, place):
            call = place
        for after, change in _moves(query, place):
            reached = _gap(query, after)
            depths[reached] = max(depths[reached], depths[place] + change, 0)
    return Worst(max(depths), call, None)


def _moves(query: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield where a word from ``place`` on may end, and how much deeper it leads."""
    for form in _WHOLE:
        if (match := form.match(query, place)) and match.end() > place:
            yield match.end(), 0
    if match := _SIGN.match(query, place):
        for after in range(place + 1, match.end() + 1):
            yield after, DEPTHS.get(query[place:after], 0)
    if match := _WORD.match(query, place):
        yield from ((place + length, 0) for length in _parts(match[0].upper()))


def _parts(word: str) -> Iterator[int]:
    """Yield after how many letters the engine may take ``word`` for another one."""
    yield len(word)
    yield from (len(glued) for glued in _GLUED if word.startswith(glued))
    # Behind a word that is not listed here.
    hidden = word.find("SERVICE")
    if hidden > 0:
        yield hidden


def _gap(query: str, place: int) -> int:
    match = _GAP.match(query, place)
    return match.end() if match else place
