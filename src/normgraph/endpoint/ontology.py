"""The ontology at its own IRI, documented for people and as RDF for programs."""

import asyncio

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from normgraph import iri
from normgraph.endpoint.answers import (
    HTML,
    OFFERED,
    Offer,
    document,
    elsewhere,
    explorer,
    link,
    problem,
    root,
    wanted,
)
from normgraph.endpoint.service import Service
from normgraph.export import page
from normgraph.export.document import FORMATS, content, written
from normgraph.export.ontology_page import ontology_html
from normgraph.export.ontology_rdf import PARTS, ontology_bytes

_ENDINGS = {".html": HTML} | {each.ending: each.media for each in FORMATS.values()}


def routes(service: Service) -> list[Route]:
    """Return the routes of the ontology and of the graphs that no document stands for."""
    documented = _Ontology(service)
    return [
        Route("/ontology", documented.name),
        Route("/ontology{ending}", documented.document),
        Route("/graph/{rest:path}", documented.graph),
    ]


class _Ontology:
    """The handlers, with what they document."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._making = asyncio.Lock()
        self._pages: dict[tuple[str, str], bytes] = {}  # by path of server and of explorer

    async def name(self, request: Request) -> Response:
        """Lead to the document that the client would rather have."""
        media = wanted(request)
        if media is None:
            message = "The header Accept names nothing that the ontology is written in."
            return problem(
                request, 406, "None of the formats asked for", message, offers=_offers(request)
            )
        links = [link(each.address, "alternate", each.media) for each in _offers(request)]
        return elsewhere(f"{root(request)}/ontology{_ending(media)}", links=links)

    async def document(self, request: Request) -> Response:
        """Give the documentation, or the ontology as RDF."""
        media = _ENDINGS.get(request.path_params["ending"])
        if media is None:
            message = "The ontology is not written in such a format."
            return problem(request, 404, "No such file", message, offers=_offers(request))
        opened = self._service.opened
        if media == HTML:
            body = await self._page(root(request), explorer(request, self._service))
        else:
            body = await to_thread.run_sync(ontology_bytes, opened, OFFERED[media])
        name = iri.ONTOLOGY.removesuffix("#")
        links = [
            link(f"{name}{_ending(media)}", "canonical"),
            link(name, "describes"),
            link(f"{root(request)}/void", "describedby"),
            *(link(each.address, "alternate", each.media) for each in _offers(request)),
        ]
        return document(request, opened, body, media, links=links)

    async def _page(self, place: str, beside: str) -> bytes:
        """Return the documentation, made by one thread while whoever else asks waits."""
        async with self._making:
            if (place, beside) not in self._pages:
                opened = self._service.opened
                html = await to_thread.run_sync(ontology_html, opened, place, beside)
                self._pages = {(place, beside): html.encode()}
            return self._pages[place, beside]

    async def graph(self, request: Request) -> Response:
        """Give what a graph of ours holds, or lead to where people can read of it."""
        opened = self._service.opened
        name = f"{iri.GRAPH}{request.path_params['rest']}"
        statements = await to_thread.run_sync(content, opened, name)
        if not statements:
            message = f"There are {', '.join(PARTS)}, and inferred/ with the name of a rule."
            return problem(request, 404, "No such graph", message)
        media = wanted(request) or HTML
        if media == HTML:
            return elsewhere(f"{root(request)}/{page.place(name)}")
        body = await to_thread.run_sync(written, statements, OFFERED[media])
        links = [link(name, "canonical"), link(f"{root(request)}/void", "describedby")]
        vary = {"Vary": "Accept"}
        return document(request, opened, body, media, links=links, headers=vary)


def _ending(media: str) -> str:
    return next(ending for ending, each in _ENDINGS.items() if each == media)


def _offers(request: Request) -> list[Offer]:
    place = f"{root(request)}/ontology"
    names = {HTML: "HTML"} | {each.media: each.name for each in FORMATS.values()}
    return [
        Offer(f"{place}{ending}", names[media], media) for ending, media in _ENDINGS.items()
    ]
