"""What endpoints send, read with care: nothing here can run code, reach out or recurse.

Values are brought to the form in which the graph has them. Engines write a yes as ``1`` and
as ``true``, both rightly.
"""

import json
import re
from collections import deque
from collections.abc import Mapping
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

_XSD = "http://www.w3.org/2001/XMLSchema#"
_BOOLEAN = {"1": "true", "0": "false"}
#: What may hold any signs in Turtle: strings, comments, IRIs, names with escapes. Each of them
#: hides the beginning of the others, so all are looked for at once.
_HIDING = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|' + rb"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    rb'"(?:[^"\\\r\n]|\\.)*"|' + rb"'(?:[^'\\\r\n]|\\.)*'|"
    rb'(?<!<)<(?!<)[^<>"{}|^`\x00-\x20]*>|' + rb"#[^\r\n]*|\\.",
    re.DOTALL,
)


class UnreadableError(ValueError):
    """What was sent is not what its media type says."""


def results(
    body: bytes, given: Mapping[str, NamedNode | Literal] | None = None
) -> dict[str, Any]:
    """Return results in SPARQL 1.1 JSON, found to be readable to the end.

    Parameters
    ----------
    body
        What was sent.
    given
        Values that were asked for, by the name of the column that repeats them. They are
        taken as they were given: Virtuoso repeats an IRI as a text and a day as a moment.

    Raises
    ------
    UnreadableError
        When it is not in that format.
    """
    try:
        # Python's reader refuses what is nested deep, on which the engine's would fall over.
        content: dict[str, Any] = json.loads(body)
        if "results" in content:
            _make_canonical(
                content, {name: _json(term) for name, term in (given or {}).items()}
            )
            # Without a name for it: an error would keep what other threads must not drop.
            deque(_parsed(content), maxlen=0)
        else:
            _parsed(content)
    except (
        ValueError,
        SyntaxError,
        RecursionError,
        AttributeError,
        TypeError,
        KeyError,
    ) as error:
        raise UnreadableError(_told(error)) from error
    return content


def solutions(content: dict[str, Any]) -> QuerySolutions | QueryBoolean:
    """Return the rows, or the yes or no, of results that are readable."""
    answer: QuerySolutions | QueryBoolean = _parsed(content)
    return answer


def triples(body: bytes, media_type: str) -> tuple[Triple, ...]:
    """Return the triples in N-Triples or Turtle.

    Raises
    ------
    UnreadableError
        When it is not in that format.
    """
    turtle = media_type == "text/turtle"
    # Triples within triples, nested deep, end the process; the graph has none at all.
    if re.search(rb"<<", _HIDING.sub(b"", body)):
        raise UnreadableError("it has quoted triples, which are not read here")
    try:
        format_ = RdfFormat.TURTLE if turtle else RdfFormat.N_TRIPLES
        return tuple(quad.triple for quad in parse(body, format=format_))
    except (ValueError, SyntaxError) as error:
        raise UnreadableError(_told(error)) from error


def described(body: bytes) -> tuple[Triple, ...]:
    """Return the triples of a description in Turtle, none where it cannot be read."""
    try:
        return triples(body, "text/turtle")
    except UnreadableError:
        return ()


def _parsed(content: dict[str, Any]) -> Any:  # noqa: ANN401 - which of the two it is shows
    return parse_query_results(json.dumps(content).encode(), format=QueryResultsFormat.JSON)


def _make_canonical(content: dict[str, Any], repeated: Mapping[str, dict[str, str]]) -> None:
    """Write every term as the graph does.

    Raises
    ------
    UnreadableError
        When one is a triple.
    """
    columns = repeated.keys() & set(content["head"]["vars"])
    for row in content["results"]["bindings"]:
        for term in row.values():
            if term["type"] == "triple":
                raise UnreadableError("a value is a triple, which is not read here")
            if term["type"] == "typed-literal":  # as a draft of the format had it; Virtuoso
                term["type"] = "literal"
            if term.get("datatype") == f"{_XSD}boolean":
                term["value"] = _BOOLEAN.get(term["value"], term["value"])
        row.update({name: repeated[name] for name in columns})


def _json(term: NamedNode | Literal) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _told(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, UnreadableError | SyntaxError | ValueError):
        return str(error)
    return "it lacks a part that the format has"
