"""Reading what a reconciliation client sends: nothing is trusted, and nothing is guessed."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from normgraph.errors import QueryError
from normgraph.query.extension import Wanted
from normgraph.query.matching import STRICTNESS, Asked, Question

#: Bytes of one request.
LARGEST = 256 * 1024
#: Queries in one batch, and things in one extension.
BATCH = 50
#: Characters of a name or value.
LONGEST = 300
#: Types, properties, values of a property, or candidates asked for.
MOST = 50
#: Brackets within brackets; the protocol needs six.
DEEPEST = 8
#: Languages in which values can be fetched.
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_FIELDS = frozenset({"query", "type", "limit", "properties", "type_strict"})


class RefusedError(QueryError):
    """A request that is not of the protocol, or larger than the service takes."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def read_json(text: str, what: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON in a parameter.

    Raises
    ------
    RefusedError
        When it is none, or is too large, too deep or no Unicode text.
    """
    if len(text) > LARGEST:
        raise RefusedError(f"`{what}` has more than {LARGEST} characters.", 413)
    depth = deepest = 0
    for sign in _STRING.sub("", text):
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise RefusedError(f"`{what}` is nested more than {DEEPEST} deep.")
    try:
        found = json.loads(text, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise RefusedError(f"`{what}` holds half a character (a lone surrogate).") from error
    except ValueError as error:
        raise RefusedError(f"`{what}` is no JSON: {error}.") from error
    return found


def read_questions(text: str) -> dict[str, Question]:
    """Return the queries of a batch by their ids.

    Raises
    ------
    RefusedError
        When the batch is not of the protocol, or larger than the service takes.
    """
    batch = read_json(text, "queries")
    if not isinstance(batch, dict):
        raise RefusedError("`queries` is an object that holds each query under an id.")
    if len(batch) > BATCH:
        message = f"{len(batch)} queries are more than {BATCH}, the batchSize of the manifest."
        raise RefusedError(message, 413)
    return {key: _question(f"Query {_shown(key)}", query) for key, query in batch.items()}


def read_extension(text: str) -> tuple[list[str], list[Wanted]]:
    """Return the ids and properties of a data extension.

    Raises
    ------
    RefusedError
        When it is not of the protocol, or larger than the service takes.
    """
    asked = read_json(text, "extend")
    if not isinstance(asked, dict) or not {"ids", "properties"} <= asked.keys():
        raise RefusedError("`extend` is an object with `ids` and `properties`.")
    ids = [_text("`ids`", one) for one in _list("`ids`", asked["ids"], BATCH)]
    properties = _list("`properties`", asked["properties"], MOST)
    return ids, [_wanted(one) for one in properties]


def read_count(written: str, what: str, default: int, most: int) -> int:
    """Return the whole number in a parameter.

    Raises
    ------
    RefusedError
        When it is none, or too large.
    """
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise RefusedError(f"`{what}` is a whole number, not {_shown(written)}.")
    if int(written) > most:
        raise RefusedError(f"`{what}` is at most {most}.")
    return int(written)


def read_text(written: str, what: str) -> str:
    """Return a parameter that is a name or an id.

    Raises
    ------
    RefusedError
        When it is too long.
    """
    return _text(f"`{what}`", written)


def _question(where: str, query: object) -> Question:
    if not isinstance(query, dict):
        raise RefusedError(f"{where} is an object with `query` or `properties`.")
    if unknown := sorted(query.keys() - _FIELDS):
        raise RefusedError(f"{where} has a field {_shown(unknown[0])} that version 0.2 lacks.")
    properties = _list(f"{where}, `properties`", query.get("properties", []), MOST)
    text = _text(f"{where}, `query`", query.get("query", ""))
    if not text.strip() and not properties:
        raise RefusedError(f"{where} has neither a `query` with a name nor `properties`.")
    types = query.get("type", [])
    types = [types] if isinstance(types, str) else _list(f"{where}, `type`", types, MOST)
    strict = query.get("type_strict", "any")
    if strict not in STRICTNESS:
        raise RefusedError(f"{where}: `type_strict` is one of {', '.join(STRICTNESS)}.")
    return Question(
        text=text,
        types=tuple(_text(f"{where}, `type`", one) for one in types),
        strict=strict,
        limit=_limit(where, query.get("limit", 10)),
        properties=tuple(_asked(where, one) for one in properties),
    )


def _limit(where: str, value: object) -> int:
    whole = (
        isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    )
    if not whole or not isinstance(value, int | float) or value < 1:
        raise RefusedError(f"{where}: `limit` is a whole number from 1.")
    if value > MOST:
        raise RefusedError(f"{where}: `limit` is at most {MOST}.")
    return int(value)


def _asked(where: str, value: object) -> Asked:
    if not isinstance(value, dict) or "pid" not in value or "v" not in value:
        raise RefusedError(f"{where}: each of its `properties` has `pid` and `v`.")
    given = value["v"]
    values = _list(f"{where}, `v`", given, MOST) if isinstance(given, list) else [given]
    pid = _text(f"{where}, `pid`", value["pid"])
    return Asked(pid, tuple(_value(f"{where}, `v`", one) for one in values))


def _value(where: str, value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | str():
            return _text(where, str(value))
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case {"id": str(key)}:
            return _text(where, key)
        case _:
            raise RefusedError(f"{where} is a text, a number, true, false or an entity's id.")


def _wanted(value: object) -> Wanted:
    if not isinstance(value, dict) or "id" not in value:
        raise RefusedError("Each of `properties` has an `id`.")
    settings = value.get("settings", {})
    if not isinstance(settings, dict):
        raise RefusedError("`settings` is an object.")
    return Wanted(_text("`id`", value["id"]), _language(settings), _most_values(settings))


def _language(settings: Mapping[str, object]) -> str:
    language = settings.get("language") or "any"
    if language != "any" and language not in LANGUAGES:
        raise RefusedError(f"`language` is any or one of {', '.join(LANGUAGES)}.")
    return "" if language == "any" else str(language)


def _most_values(settings: Mapping[str, object]) -> int:
    limit = settings.get("limit", 0)
    written = str(int(limit)) if isinstance(limit, float) and limit.is_integer() else str(limit)
    return read_count(written, "limit", 0, 10_000)


def _list(where: str, value: object, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise RefusedError(f"{where} is a list.")
    if len(value) > most:
        raise RefusedError(f"{where} has {len(value)} members, more than {most}.", 413)
    return value


def _text(where: str, value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError(f"{where} is a text.")
    if len(value) > LONGEST:
        raise RefusedError(f"{where} has more than {LONGEST} characters.")
    return value


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:37] + "...")


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number of JSON")
