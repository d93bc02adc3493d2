"""``/sparql``: the SPARQL 1.1 Protocol, read-only."""

import asyncio
import hashlib
from http import HTTPStatus

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from normgraph.endpoint.answers import known, packed, takes_gzip
from normgraph.endpoint.asked import Asked, BadRequestError, asked_by
from normgraph.endpoint.delivery import PacedResponse
from normgraph.endpoint.negotiation import preferred
from normgraph.endpoint.problem import LIMIT, problem
from normgraph.endpoint.problem import told as told_error
from normgraph.endpoint.service import Service, client_of
from normgraph.endpoint.welcome import welcome
from normgraph.errors import NormgraphError
from normgraph.limited import Reply, Request
from normgraph.query.formats import Format, formats_for
from normgraph.query.guard import Checked, checked

#: Functions whose value is another at each call: their answers are not to be kept.
_CHANGING = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
_FOR_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Retry-After, Normgraph-Rows, {LIMIT}",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, POST, OPTIONS",
}
_GONE = 499  #: what nginx writes to its log for a client that did not wait
_UNWATCHED = 0.2  #: seconds before a query is watched for whether its client is still there
_WORTH_COMPRESSING = 1024  #: bytes
_IN_THREAD = 64 * 1024  #: bytes whose compression would hold up others


class ClientGoneError(NormgraphError):
    """Nobody waits for the answer any more."""


def routes(service: Service) -> list[Route]:
    """Return the route of the endpoint."""

    async def sparql(request: HttpRequest) -> Response:
        if request.method == "OPTIONS":
            return Response(headers=_FOR_EVERYBODY | _PREFLIGHT)
        try:
            response = await _response(service, request)
        except BadRequestError as error:
            response = problem(error.status, str(error))
        except ClientGoneError:
            response = Response(status_code=_GONE)
        except NormgraphError as error:
            request.state.limit = getattr(error, "limit", "")
            response = told_error(error)
        response.headers.update(_FOR_EVERYBODY)
        return response

    return [Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"])]


async def _response(service: Service, request: HttpRequest) -> Response:
    asked = await asked_by(request)
    if asked.query is None:
        return await welcome(service, request, asked)
    request.state.query = asked.query
    query = checked(asked.query)
    form = _format(query, asked, ",".join(request.headers.getlist("accept")))
    tag = _tag(service, query, asked, form)
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = tag
        if request.method != "POST" and known(request, tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    wanted = Request(
        query.text, form.name, asked.default_graphs, asked.named_graphs, query.graphs
    )
    reply = await _answered(service, request, wanted)
    request.state.rows = reply.rows
    headers["Normgraph-Rows"] = str(reply.rows)
    body = reply.body
    if takes_gzip(request) and len(body) > _WORTH_COMPRESSING:
        headers["Content-Encoding"] = "gzip"
        body = await _compressed(body)
    return PacedResponse(body, headers, form.media_type, service.unread, client_of(request))


def _format(query: Checked, asked: Asked, accept: str) -> Format:
    """Return the format that the request names, or else the header prefers.

    SPARQLWrapper and others send names of their own making beside a header that is exact.

    Raises
    ------
    BadRequestError
        When there is no such format; the message names those there are.
    """
    offered = formats_for(query.form)
    called = {name: form for form in offered.values() for name in (form.name, form.media_type)}
    form = next((called[name] for name in asked.formats if name in called), None)
    if form is None and (not asked.formats or accept not in {"", "*/*"}):
        # By its other names a format is found too, but liked less than by its own.
        names = {form.media_type: form for form in offered.values()}
        names |= {name: form for form in offered.values() for name in form.also}
        form = names.get(preferred(accept, list(names)) or "")
    if form is None:
        there = ", ".join(f"{one.media_type} (format={one.name})" for one in offered.values())
        wanted = ", ".join(asked.formats) or accept
        told = f"The answer cannot be had as {wanted}. There is {there}."
        raise BadRequestError(HTTPStatus.NOT_ACCEPTABLE, told)
    return form


def _tag(service: Service, query: Checked, asked: Asked, form: Format) -> str:
    """Return what stands for the answer, which is the same for the same graph; "" for none.

    It is weak: rows that no ORDER BY sorts may come in another order.
    """
    if query.keywords & _CHANGING:
        return ""
    version = service.opened.manifest.version
    parts = (version, form.name, query.text, *asked.default_graphs, "", *asked.named_graphs)
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


async def _answered(service: Service, request: HttpRequest, wanted: Request) -> Reply:
    """Return the answer; stop the query when its client goes away.

    Raises
    ------
    ClientGoneError
        When nobody waits for the answer any more.
    """
    asking = asyncio.ensure_future(service.ask(wanted, client_of(request)))
    leaving: asyncio.Task[None] | None = None
    try:
        done, _ = await asyncio.wait({asking}, timeout=_UNWATCHED)
        if not done:
            leaving = asyncio.create_task(_gone(request))
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if asking.done():
            return asking.result()
        raise ClientGoneError("The client has gone.")
    finally:
        asking.cancel()
        if leaving is not None:
            leaving.cancel()


async def _gone(request: HttpRequest) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _compressed(body: bytes) -> bytes:
    if len(body) < _IN_THREAD:
        return packed(body)
    return await asyncio.to_thread(packed, body)
