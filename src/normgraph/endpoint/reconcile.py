"""An OpenRefine reconciliation service, version 0.2 of the protocol, at ``/reconcile``.

The protocol is that of the W3C Entity Reconciliation Community Group: the manifest, batches
of queries, data extension, suggestions and previews. Flyouts, which the group proposes to
drop because they put foreign HTML into a client's page, are not offered.
"""

import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from http import HTTPStatus
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from normgraph import iri
from normgraph.endpoint import reconcile_answers as answers
from normgraph.endpoint import reconcile_preview as preview
from normgraph.endpoint import reconcile_wire as wire
from normgraph.endpoint.problem import problem
from normgraph.endpoint.reconcile_wire import RefusedError
from normgraph.endpoint.service import Service
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query import kept
from normgraph.query.directory import Thing
from normgraph.query.extension import extension
from normgraph.query.matching import SPACES, Question
from normgraph.query.reconcile import Reconciler, reconciler
from normgraph.store import Opened

#: Seconds that a batch may take.
LONGEST_BATCH = 10.0
#: Batches worked on at once, and those that may wait.
AT_ONCE, WAITING = 2, 32
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,63}(?:\.[A-Za-z_$][A-Za-z0-9_$]{0,63}){0,3}")
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}

Parameters = Mapping[str, str]
Work = Callable[[Opened, Parameters, str], Any]


def routes(service: Service) -> list[Route]:
    """Return the routes of the reconciliation service over the graph of ``service``."""
    limiter = CapacityLimiter(AT_ONCE)
    works: Mapping[str, Work] = {
        "": _main,
        "/suggest/entity": _suggest_entity,
        "/suggest/type": _suggest_type,
        "/suggest/property": _suggest_property,
        "/properties": _propose,
        "/preview": _preview,
        "/view": _view,
    }
    return [
        Route(f"/reconcile{path}", _answering(service, work, limiter), methods=_methods(path))
        for path, work in works.items()
    ]


def _methods(path: str) -> list[str]:
    return ["GET", "OPTIONS"] if path else ["GET", "POST", "OPTIONS"]


def _answering(
    service: Service, work: Work, limiter: CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """Return a route that does ``work`` beside the event loop, and tells what it refuses."""

    @wraps(work)
    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_HEADERS | _PREFLIGHT)
        try:
            _make_room(limiter)
            parameters = await _parameters(request)
            callback = _callback(parameters)
            found = await to_thread.run_sync(
                work, service.opened, parameters, _base(service, request), limiter=limiter
            )
        except UnknownNameError as error:
            return _refusal(str(error), 400)
        except RefusedError as error:
            return _refusal(str(error), error.status)
        except QueryError as error:
            return _refusal(str(error), 400)
        return found if isinstance(found, Response) else _json(found, callback)

    return answer


def _make_room(limiter: CapacityLimiter) -> None:
    if limiter.statistics().tasks_waiting >= WAITING:
        raise RefusedError("Too many ask at once. Ask again in a few seconds.", 503)


def _main(opened: Opened, parameters: Parameters, base: str) -> Any:  # noqa: ANN401 - JSON
    if "queries" in parameters and "extend" in parameters:
        raise RefusedError("Send either `queries` or `extend`, not both.")
    if "queries" in parameters:
        return _match(opened, wire.read_questions(parameters["queries"]))
    if "extend" in parameters:
        ids, wanted = wire.read_extension(parameters["extend"])
        return answers.extended(extension(opened), ids, wanted)
    if unknown := sorted(parameters.keys() - {"callback"}):
        message = (
            f"There is no parameter {unknown[0][:40]!r}; there are `queries` and `extend`."
        )
        raise RefusedError(message)
    return answers.manifest(base, version("normgraph"), opened.manifest.version)


def _match(opened: Opened, questions: Mapping[str, Question]) -> dict[str, Any]:
    ready = reconciler(opened)
    until = time.monotonic() + LONGEST_BATCH
    found = {}
    for key, question in questions.items():
        if time.monotonic() > until:
            message = (
                f"The batch takes more than {LONGEST_BATCH:.0f} seconds. Send fewer queries."
            )
            raise RefusedError(message, 503)
        found[key] = answers.result(ready, ready.candidates(question))
    return found


def _suggest_entity(opened: Opened, parameters: Parameters, base: str) -> Any:  # noqa: ANN401
    ready = reconciler(opened)
    prefix, start = _prefix(parameters)
    cls = _type(ready, parameters)
    things = [ready.directory[iri.ID + prefix]] if iri.ID + prefix in ready.directory else []
    things += [hit.thing for hit in ready.index.search(prefix, len(ready.directory))]
    fitting = [thing for thing in things if not cls or cls in ready.types_of(thing)]
    return answers.entities(ready, _once(fitting)[start : start + answers.PAGE])


def _suggest_type(opened: Opened, parameters: Parameters, base: str) -> Any:  # noqa: ANN401
    ready = reconciler(opened)
    prefix, start = _prefix(parameters)
    used = {cls for thing in ready.directory.values() for cls in ready.types_of(thing)}
    known = {cls: ready.ontology.terms[iri.ONTOLOGY + cls] for cls in sorted(used)}
    keys = answers.matching({cls: term.label for cls, term in known.items()}, prefix)
    page = keys[start : start + answers.PAGE]
    return {
        "result": [
            {"id": key, "name": known[key].label, "description": known[key].definition}
            for key in page
        ]
    }


def _suggest_property(opened: Opened, parameters: Parameters, base: str) -> Any:  # noqa: ANN401
    ready = extension(opened)
    prefix, start = _prefix(parameters)
    found = {one.pid: one for cls in SPACES.values() for one in ready.proposed(cls)}
    keys = answers.matching({pid: one.name for pid, one in sorted(found.items())}, prefix)
    page = keys[start : start + answers.PAGE]
    return {"result": answers.properties(found[key] for key in page)}


def _propose(opened: Opened, parameters: Parameters, base: str) -> Any:  # noqa: ANN401 - JSON
    cls = _type(reconciler(opened), parameters)
    limit = wire.read_count(parameters.get("limit", ""), "limit", 0, 1_000)
    proposed = extension(opened).proposed
    found = [one for name in ([cls] if cls else SPACES.values()) for one in proposed(name)]
    told = list({one.pid: {"id": one.pid, "name": one.name} for one in found}.values())
    told = told[: limit or None]
    return {"type": cls, "properties": told} | ({"limit": limit} if limit else {})


def _preview(opened: Opened, parameters: Parameters, base: str) -> Response:
    thing = _thing(opened, parameters)
    text = preview.page(thing, reconciler(opened).ontology, base)
    headers = _HEADERS | {"Content-Security-Policy": preview.POLICY}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


def _view(opened: Opened, parameters: Parameters, base: str) -> Response:
    address = f"{base}/id/{iri.short(_thing(opened, parameters).iri)}"
    return RedirectResponse(address, status_code=303, headers=_HEADERS)


def _type(ready: Reconciler, parameters: Parameters) -> str:
    cls = wire.read_text(parameters.get("type", ""), "type")
    return ready.type_named(cls) if cls else ""


def _thing(opened: Opened, parameters: Parameters) -> Thing:
    key = wire.read_text(parameters.get("id", ""), "id")
    things = kept.directory(opened)
    if not key or iri.ID + key not in things:
        raise RefusedError(f"The graph has nothing with the id {key[:40]!r}.", 404)
    return things[iri.ID + key]


def _prefix(parameters: Parameters) -> tuple[str, int]:
    prefix = wire.read_text(parameters.get("prefix", ""), "prefix").strip()
    return prefix, wire.read_count(parameters.get("cursor", ""), "cursor", 0, 10_000)


def _once(things: list[Thing]) -> list[Thing]:
    return list({thing.iri: thing for thing in things}.values())


# --- the wire ----------------------------------------------------------------------------


async def _parameters(request: Request) -> Parameters:
    """Return the parameters of the address, and of the form if one was posted.

    Raises
    ------
    RefusedError
        When it is no form, or a parameter is given twice or missing.
    """
    pairs = request.query_params.multi_items()
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            raise RefusedError(f"Post a form, as {_FORM}.", 415)
        pairs += _form(await _body(request))
    names = [name for name, _ in pairs]
    if request.method == "POST" and not {"queries", "extend"} & set(names):
        raise RefusedError("Post the form with `queries` or with `extend`.")
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RefusedError(f"The parameter {twice[:40]!r} is given more than once.")
    return dict(pairs)


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > 3 * wire.LARGEST:  # a sign may take three characters in a form
                raise RefusedError(f"The form has more than {3 * wire.LARGEST} bytes.", 413)
    except ClientDisconnect as error:
        told = "The client went away before the form was complete."
        raise RefusedError(told, 408) from error
    return bytes(body)


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=16
        )
    except ValueError as error:
        raise RefusedError("The form is not UTF-8, or has more than 16 fields.") from error


def _callback(parameters: Parameters) -> str:
    callback = parameters.get("callback", "")
    if callback and not _CALLBACK.fullmatch(callback):
        raise RefusedError("`callback` is the name of a function in JavaScript.")
    return callback


def _base(service: Service, request: Request) -> str:
    """Return the address of the server, as its keeper or else the client has it.

    Raises
    ------
    RefusedError
        When its header names no host: the address would be one of its own making.
    """
    if not _HOST.fullmatch(request.headers.get("host", "")):
        raise RefusedError("The header Host is missing, or names no host.")
    return service.url(request)


def _json(found: Any, callback: str) -> Response:  # noqa: ANN401 - any JSON
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    if not callback:
        return Response(text, media_type="application/json", headers=_HEADERS)
    # Two signs end a line in JavaScript and not in JSON; the comment keeps a plugin from
    # taking the answer for a file of its own.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    kind = "text/javascript; charset=utf-8"
    return Response(f"/**/{callback}({safe});", media_type=kind, headers=_HEADERS)


def _refusal(message: str, status: int) -> Response:
    response = problem(HTTPStatus(status), message)
    response.headers.update(_HEADERS | ({"Retry-After": "5"} if status == 503 else {}))
    return response
