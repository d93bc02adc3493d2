"""What the dataset and the endpoint are, for programs: VoID, DCAT and service description."""

from collections.abc import Sequence
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from normgraph.endpoint import dumps
from normgraph.endpoint.answers import (
    OFFERED,
    Offer,
    document,
    elsewhere,
    link,
    problem,
    root,
    wanted,
)
from normgraph.endpoint.service import Service
from normgraph.endpoint.shelf import Shelf
from normgraph.errors import NormgraphError
from normgraph.export import service as sparql_service
from normgraph.export.document import FORMATS, written_triples
from normgraph.export.dumps import Dump
from normgraph.export.void import dataset

_MEDIA = tuple(each.media for each in FORMATS.values())


def service_description(service: Service, base_url: str) -> sparql_service.Description:
    """Return the description of the endpoint of a server at ``base_url``, for GET /sparql.

    Raises
    ------
    ValueError
        When ``base_url`` cannot be part of an IRI.
    """
    return sparql_service.service_description(service.opened, f"{base_url.rstrip('/')}/sparql")


def routes(service: Service) -> list[Route]:
    """Return the routes of the description of the dataset, and of its dumps."""
    shelf = Shelf(service)
    described = _Described(service, shelf)
    return [
        Route("/.well-known/void", described.void),
        Route("/void", described.void),
        Route("/void{ending}", described.void),
        Route("/release/{version}", described.release),
        *dumps.routes(service, shelf),
    ]


class _Described:
    """The handlers, with what they describe."""

    def __init__(self, service: Service, shelf: Shelf) -> None:
        self._service = service
        self._shelf = shelf

    async def void(self, request: Request) -> Response:
        """Describe the dataset, in the format that the client would rather have."""
        ending = request.path_params.get("ending")
        known = {each.ending: name for name, each in FORMATS.items()}
        if ending is not None and ending not in known:
            return problem(request, 404, "No such format", "", offers=_offers(request))
        form = known[ending] if ending else OFFERED.get(wanted(request, _MEDIA) or "", "")
        if not form:
            message = "The header Accept names nothing that the dataset is described in."
            return problem(
                request, 406, "None of the formats asked for", message, offers=_offers(request)
            )
        try:
            whole = await self._shelf.dumps()
            make = partial(self._written, whole, f"{self._service.url(request)}/", form)
            content = await to_thread.run_sync(make)
        except NormgraphError as error:
            return problem(request, 503, "Not now", str(error), headers={"Retry-After": "30"})
        except ValueError:
            message = "The header Host names no server that an address could lead to."
            return problem(request, 400, "No such host", message)
        links = [link(each.address, "alternate", each.media) for each in _offers(request)]
        headers = {} if ending else {"Vary": "Accept"}
        media = FORMATS[form].media
        return document(
            request, self._service.opened, content, media, links=links, headers=headers
        )

    async def release(self, request: Request) -> Response:
        """Lead from a version of the graph to its description, if it is the one served."""
        version = self._service.opened.manifest.version
        if request.path_params["version"] == version:
            return elsewhere(f"{root(request)}/void")
        message = f"This server has one version of the graph: {version}."
        return problem(request, 404, "Another version", message)

    def _written(self, whole: Sequence[Dump], server: str, form: str) -> bytes:
        return written_triples(dataset(self._service.opened, whole, server), form)


def _offers(request: Request) -> list[Offer]:
    return [
        Offer(f"{root(request)}/void{each.ending}", each.name, each.media)
        for each in FORMATS.values()
    ]
