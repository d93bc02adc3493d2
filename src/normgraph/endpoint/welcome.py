"""What the endpoint says of itself to whoever asks it nothing: a page, or its description."""

from functools import cache, partial
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from normgraph.endpoint.answers import HTML, document, root, wanted
from normgraph.endpoint.asked import Asked, BadRequestError
from normgraph.endpoint.description import service_description
from normgraph.endpoint.service import Service
from normgraph.export import page
from normgraph.export.document import written_triples
from normgraph.query.binding import bound
from normgraph.query.catalog import named
from normgraph.query.formats import GRAPHS, RESULTS

#: The query that the page begins with, and what it asks about.
_EXAMPLE = ("vetoed_drafts_on_crisis", {"crisis": "syria-2011"})


async def welcome(service: Service, request: HttpRequest, asked: Asked) -> Response:
    """Return a page for people, for programs the service description in RDF.

    Raises
    ------
    BadRequestError
        When the client takes neither, or names no host.
    """
    by_media = {form.media_type: form for form in GRAPHS.values()}
    media = wanted(request, (*by_media, HTML))
    if asked.formats:
        media = next(
            (GRAPHS[name].media_type for name in asked.formats if name in GRAPHS), None
        )
    if media is None:
        there = ", ".join((*by_media, HTML))
        told = f"The description of the endpoint is to be had as {there}."
        raise BadRequestError(HTTPStatus.NOT_ACCEPTABLE, told)
    if media == HTML:
        return _page(service, request)
    write = partial(_written, service, service.url(request), by_media[media].name)
    try:
        content = await to_thread.run_sync(write)
    except ValueError as error:
        told = "The header Host names no server that an address could lead to."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told) from error
    return document(request, service.opened, content, media, headers={"Vary": "Accept"})


def _written(service: Service, address: str, form: str) -> bytes:
    return written_triples(service_description(service, address), form)


@cache
def _example() -> str:
    """Return the query that the page begins with, without what describes it."""
    name, values = _EXAMPLE
    lines = bound(named(name), values).splitlines()
    return "\n".join(line for line in lines if not line.startswith("#+"))


def _page(service: Service, request: HttpRequest) -> Response:
    manifest = service.opened.manifest
    content = page.rendered(
        "sparql.html",
        root=root(request),
        explorer="/" if service.settings.explorer else "",
        version=manifest.version,
        statements=manifest.triples,
        example=_example(),
        address=f"{service.url(request)}/sparql",
        results=list(RESULTS.values()),
        graphs=list(GRAPHS.values()),
        limits=service.pool.limits,
    )
    response = document(
        request, service.opened, content.encode(), HTML, headers={"Vary": "Accept"}
    )
    # The one page with a form.
    policy = page.policy().replace("form-action 'none'", "form-action 'self'")
    response.headers["Content-Security-Policy"] = policy
    # It names the host that was asked, which a cache in between need not tell apart.
    response.headers["Cache-Control"] = "private, no-cache"
    return response
