"""Whether the server lives, whether it can answer, and what it has done.

These routes are answered by the server itself, whatever the workers do.
"""

from collections.abc import Iterator
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from normgraph.endpoint.service import Service

_KEEP_NOTHING = {"Cache-Control": "no-store"}


def routes(service: Service) -> list[Route]:
    """Return ``/healthz``, ``/readyz`` and ``/metrics``."""

    async def healthz(request: Request) -> Response:
        del request
        return PlainTextResponse("alive\n", headers=_KEEP_NOTHING)

    async def readyz(request: Request) -> Response:
        del request
        if service.pool.ready:
            version = service.opened.manifest.version
            return PlainTextResponse(f"ready, graph {version}\n", headers=_KEEP_NOTHING)
        return PlainTextResponse(
            "The graph is being loaded.\n", HTTPStatus.SERVICE_UNAVAILABLE, _KEEP_NOTHING
        )

    async def metrics(request: Request) -> Response:
        del request
        text = "".join(f"{line}\n" for line in _metrics(service))
        return PlainTextResponse(text, headers=_KEEP_NOTHING)

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
    ]


def _metrics(service: Service) -> Iterator[str]:
    """Yield the lines of the text format of Prometheus."""
    yield "# TYPE normgraph_graph_info gauge"
    yield f'normgraph_graph_info{{version="{service.opened.manifest.version}"}} 1'
    yield "# TYPE normgraph_ready gauge"
    yield f"normgraph_ready {int(service.pool.ready)}"
    for name, value in sorted(service.pool.state().items()):
        yield f"# TYPE normgraph_{name} gauge"
        yield f"normgraph_{name} {value}"
    yield "# TYPE normgraph_unread_bytes gauge"
    yield f"normgraph_unread_bytes {len(service.unread)}"
    yield "# TYPE normgraph_queries_total counter"
    for event, number in sorted(service.pool.counts.items()):
        yield f'normgraph_queries_total{{event="{event}"}} {number}'
    yield "# TYPE normgraph_requests_total counter"
    for event, number in sorted(service.counts.items()):
        yield f'normgraph_requests_total{{status="{event}"}} {number}'
