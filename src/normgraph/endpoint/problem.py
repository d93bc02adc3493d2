"""Telling a client what went wrong: RFC 9457, problem details in JSON."""

from http import HTTPStatus

from starlette.responses import JSONResponse

from normgraph.errors import LimitError, NormgraphError, QueryError, RefusedQueryError

#: Header that names the limit that was met.
LIMIT = "Normgraph-Limit"

_BY_LIMIT = {
    "length": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "nesting": HTTPStatus.BAD_REQUEST,
    "queue": HTTPStatus.SERVICE_UNAVAILABLE,
    "ready": HTTPStatus.SERVICE_UNAVAILABLE,
    "share": HTTPStatus.TOO_MANY_REQUESTS,
    "time": HTTPStatus.GATEWAY_TIMEOUT,
    "memory": HTTPStatus.INSUFFICIENT_STORAGE,
    "rows": HTTPStatus.INSUFFICIENT_STORAGE,
    "bytes": HTTPStatus.INSUFFICIENT_STORAGE,
}


def problem(status: HTTPStatus, detail: str, **more: str | int) -> JSONResponse:
    """Return the response that says what is wrong and what to do."""
    content = {"title": status.phrase, "status": int(status), "detail": detail, **more}
    return JSONResponse(
        content,
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def told(error: NormgraphError) -> JSONResponse:
    """Return the response for an error of ours, with the limit that was met, if any."""
    if isinstance(error, LimitError):
        response = problem(_BY_LIMIT[error.limit], str(error), limit=error.limit)
        response.headers[LIMIT] = error.limit
        if error.retry_after is not None:
            response.headers["Retry-After"] = str(error.retry_after)
        return response
    if isinstance(error, RefusedQueryError):
        return problem(HTTPStatus.FORBIDDEN, str(error))
    if isinstance(error, QueryError):
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
