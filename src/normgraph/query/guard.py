"""What a reader's query may not do: reach another server.

Oxigraph follows SERVICE wherever it stands and offers no switch, so such queries are
refused before they run, on the parsed query and not on its text.
"""

import re

from normgraph.errors import QueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+)")
_REASON = re.compile(r"(?<![\w'\"])[A-Z][a-z]+(?: [A-Za-z]+)+(?=[,\n]|$)")


def refuse_federation(query: str) -> None:
    """Raise if ``query`` would ask another server.

    Parsing costs a third of a second, so it is done only where the word itself occurs,
    also in the escaped spellings that SPARQL allows anywhere.

    Raises
    ------
    QueryError
        When the query holds a SERVICE clause, or the word in a query that cannot be parsed.
    """
    if "service" not in _ESCAPE.sub(_character, query).casefold():
        return
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    def asks_elsewhere(part: object) -> bool:
        if isinstance(part, CompValue):
            return part.name == "ServiceGraphPattern" or any(map(asks_elsewhere, part.values()))
        return (
            not isinstance(part, str)
            and hasattr(part, "__iter__")
            and any(map(asks_elsewhere, part))
        )

    try:
        federated = asks_elsewhere(parseQuery(_ESCAPE.sub(_character, query)))
    except (ParseException, RecursionError, ValueError) as error:
        message = (
            "The query has the word SERVICE and cannot be checked for asking other servers."
        )
        raise QueryError(message) from error
    if federated:
        message = (
            "The query asks another server (SERVICE), which queries here may not. "
            "Run the part for the other server there and join the answers."
        )
        raise QueryError(message)


def told_syntax_error(query: str, error: SyntaxError) -> str:
    """Return where ``query`` goes wrong: line, column and the line itself with a mark.

    >>> print(told_syntax_error("ASK { ?s ?p", SyntaxError("error at 1:12: expected ...")))
    The query is not valid SPARQL at line 1, column 12:
      ASK { ?s ?p
                 ^
    """
    place = _PLACE.match(str(error.msg))
    if not place:
        return f"The query is not valid SPARQL: {error.msg}"
    line, column = int(place[1]), int(place[2])
    lines = query.splitlines() or [""]
    source = lines[line - 1] if line <= len(lines) else ""
    mark = " " * (column - 1) + "^"
    told = (
        f"The query is not valid SPARQL at line {line}, column {column}:\n  {source}\n  {mark}"
    )
    # Among the characters that the engine expected there may be a reason in words.
    reasons = ". ".join(_REASON.findall(str(error.msg)))
    return f"{told}\n{reasons}." if reasons else told


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
