"""Telling where a query is no SPARQL.

The engine tells how far its parser got, counting the letters of words that it hoped for;
that is seldom where the mistake is. The mistake is the first word with which its complaint
becomes the one about the whole query: before it, it complains of something else, the end.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pyoxigraph import Store

from normgraph.query.guard import prefixes
from normgraph.query.lexer import Token, pointed, tokens
from normgraph.query.vocabulary import PREFIXES

#: Among what the engine expected there may be a reason in words.
_REASON = re.compile(r"(?<![\w'\"])[A-Z][a-z]+(?: [A-Za-z]+)+(?=[,\n]|$)")
_NOTHING_FITS = " ]]]"
_ROOM = " " * 30  # for the letters that are counted past the end


def told_syntax_error(query: str, error: SyntaxError) -> str:
    """Return where ``query`` goes wrong: line, column and the line itself with a mark.

    >>> query = "SELECT * { ?s ?p } LIMIT 10"
    >>> print(told_syntax_error(query, SyntaxError("error at 1:25: expected ...")))
    The query is not valid SPARQL at line 1, column 18:
      SELECT * { ?s ?p } LIMIT 10
                       ^

    Parameters
    ----------
    query
        What was asked.
    error
        What the engine said of it.
    """
    found = tokens(query)
    if (wrong := _undeclared(found)) is not None:
        prefix = wrong.text.partition(":")[0]
        told = pointed(query, wrong.line, wrong.column)
        return f"{told}\nThe prefix {prefix}: is not declared. {_declaration(prefix)}"
    wrong = _first_wrong(query, found)
    reasons = [one for one in _REASON.findall(str(error.msg)) if one != "Prefix not found"]
    if wrong is None:
        lines = query.rstrip().split("\n")
        told = pointed(query, len(lines), len(lines[-1]) + 1)
        reasons = reasons or ["Something is missing here"]
    else:
        told = pointed(query, wrong.line, wrong.column)
    return f"{told}\n{'. '.join(reasons)}." if reasons else told


def _undeclared(found: Sequence[Token]) -> Token | None:
    """Return the first use of a prefix that is declared nowhere."""
    declared = prefixes(found)
    for before, token in zip((None, *found), found, strict=False):
        declaring = before is not None and before.word == "PREFIX"
        unknown = token.kind == "pname" and token.text.partition(":")[0] not in declared
        if unknown and not declaring:
            return token
    return None


def _declaration(prefix: str) -> str:
    space = PREFIXES.get(prefix)
    begin = f"PREFIX {prefix}: <{space}>" if space else f"a line PREFIX {prefix}: <...>"
    return f"Begin the query with {begin}"


def _first_wrong(query: str, found: Sequence[Token]) -> Token | None:
    """Return the word that cannot stand where it does; None when something lacks at the end."""
    complaint = _complaint(query)
    same = bisect_left(found, True, key=lambda t: _complaint(query[: t.end]) == complaint)
    if same < len(found) - 1:
        return found[same]
    return found[-1] if _complaint(query + _NOTHING_FITS) == complaint else None


def _complaint(text: str) -> str:
    try:
        Store().query(text + _ROOM)
    except SyntaxError as error:
        return str(error.msg)
    except (RuntimeError, OSError, ValueError):
        pass
    return ""
