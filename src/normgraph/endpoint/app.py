"""The endpoint as an application: its routes, and what lies around all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from normgraph.endpoint import (
    completion,
    description,
    health,
    linked,
    ontology,
    protocol,
    reconcile,
)
from normgraph.endpoint.log import RequestLog
from normgraph.endpoint.service import Service

_PARTS = (protocol, linked, ontology, description, completion, reconcile, health)


def routes(service: Service) -> list[Route]:
    """Return every route of the endpoint, each of them noted in the log."""
    found = [route for part in _PARTS for route in part.routes(service)]
    if service.settings.explorer:  # whose other routes are not ours to note
        for route in found:
            route.app = RequestLog(route.app, service)
    return found


def app(service: Service) -> Starlette:
    """Return the application that serves the endpoint alone, with its pool."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.pool.open()
        yield
        await service.pool.close()

    async def front(request: Request) -> Response:
        del request
        return RedirectResponse("/sparql", 303)

    return Starlette(
        routes=[Route("/", front), *routes(service)],
        middleware=[Middleware(RequestLog, service=service)],
        lifespan=lifespan,
    )
