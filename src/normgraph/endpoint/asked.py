"""What an HTTP request asks, by the SPARQL 1.1 Protocol: one operation, query, three ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest

from normgraph.errors import NormgraphError, RefusedQueryError

#: Bytes of the longest body; a query's text is limited more closely.
LONGEST_BODY = 256 * 1024
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


class BadRequestError(NormgraphError):
    """A request that is not as the protocol has it."""

    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, over which graphs, and the names of the format that is wanted."""

    query: str | None  #: None when nothing is asked
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    formats: tuple[str, ...]  #: as the request calls the format beside its headers


async def asked_by(request: HttpRequest) -> Asked:
    """Return what ``request`` asks.

    Raises
    ------
    BadRequestError
        When it is not as the protocol has it.
    RefusedQueryError
        When it is an update.
    """
    in_address = _fields(request.url.query)
    if request.method != "POST":
        return _asked(in_address, _one(in_address, "query"))
    kind, charset = _content_type(request)
    body = await _body(request)
    if kind == _UPDATE:
        raise RefusedQueryError("The graph can only be read here: updates are not taken.")
    if kind == _QUERY:
        if "query" in in_address:
            told = "The query stands in the body and in the address; only one may be given."
            raise BadRequestError(HTTPStatus.BAD_REQUEST, told)
        return _asked(in_address, _decoded(body, charset))
    if kind != _FORM:
        told = f"A POST request carries {_QUERY} or {_FORM}, not {kind or 'a body of no type'}."
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    fields = _fields(_decoded(body, charset))
    merged = {
        name: [*in_address.get(name, ()), *fields.get(name, ())]
        for name in {*in_address, *fields}
    }
    asked = _asked(merged, _one(merged, "query"))
    if asked.query is None:
        told = "The form has no field 'query'."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told)
    return asked


def _asked(fields: Mapping[str, Sequence[str]], query: str | None) -> Asked:
    if "update" in fields or "using-graph-uri" in fields:
        raise RefusedQueryError("The graph can only be read here: updates are not taken.")
    return Asked(
        query=query,
        default_graphs=tuple(fields.get("default-graph-uri", ())),
        named_graphs=tuple(fields.get("named-graph-uri", ())),
        formats=tuple(filter(None, fields.get("format", ()))),  # some clients give two
    )


def _one(fields: Mapping[str, Sequence[str]], name: str) -> str | None:
    values = fields.get(name, ())
    if len(values) > 1:
        told = f"The request has {len(values)} fields '{name}'; only one may be given."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told)
    return values[0] if values else None


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(
            text,
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        told = "What is asked is not UTF-8, percent-encoded."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told) from error
    except ValueError as error:
        told = f"The request has more than {_MOST_FIELDS} fields."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told) from error


def _content_type(request: HttpRequest) -> tuple[str, str]:
    kind, *parameters = request.headers.get("content-type", "").split(";")
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return kind.strip().lower(), charset


async def _body(request: HttpRequest) -> bytes:
    """Return the body.

    Raises
    ------
    BadRequestError
        When it is too long, encoded, or never comes to its end.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        told = "The body is encoded; send it plainly."
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    parts = bytearray()
    try:
        async for part in request.stream():
            parts += part
            if len(parts) > LONGEST_BODY:
                told = f"The body is longer than {LONGEST_BODY:,} bytes."
                raise BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    except ClientDisconnect as error:
        told = "The client went away before the body was complete."
        raise BadRequestError(HTTPStatus.REQUEST_TIMEOUT, told) from error
    return bytes(parts)


def _decoded(body: bytes, charset: str) -> str:
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        told = f"The text is in {charset}; only UTF-8 is taken."
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"The body is not UTF-8: byte {error.start} cannot be read."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told) from error
