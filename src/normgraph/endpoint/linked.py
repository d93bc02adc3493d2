"""Things by their IRIs: ``/id/...`` leads to documents about them, for people and programs."""

import re
from functools import partial
from urllib.parse import quote

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
from normgraph.export.document import FORMATS, described, name_of, written
from normgraph.query.near import near
from normgraph.query.portrait import PER_PAGE, Naming, Portrait, is_known, pointing_by, portrait

_SPACE = re.compile(r"[a-z][a-z-]*\Z")
#: No key is longer.
_LONGEST = 200
_ENDINGS = {each.ending: name for name, each in FORMATS.items()}
_PAGES = re.compile(r"[0-9]{1,6}\Z")


class BadAddressError(Exception):
    """An address that no thing can have."""


def routes(service: Service) -> list[Route]:
    """Return the routes of things and of the documents about them."""
    linked = _Linked(service)
    return [
        Route("/id/{rest:path}", linked.thing),
        Route("/page/{rest:path}", linked.page),
        Route("/data/{rest:path}", linked.data),
    ]


class _Linked:
    """The handlers, with what they serve."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def thing(self, request: Request) -> Response:
        """Lead from a thing to the document about it that the client would rather have."""
        try:
            space, key = _read(request, "/id/")
        except BadAddressError as error:
            return _refused(request, str(error))
        if not await to_thread.run_sync(is_known, self._service.opened, iri.mint(space, key)):
            return await self._missing(request, space, key)
        return _negotiated(request, space, key)

    async def page(self, request: Request) -> Response:
        """Show a thing, or all that point to it by one property."""
        try:
            space, key = _read(request, "/page/")
        except BadAddressError as error:
            return _refused(request, str(error))
        found = await to_thread.run_sync(portrait, self._service.opened, iri.mint(space, key))
        if found is None:
            return await self._missing(request, space, key)
        property_ = request.query_params.get("by")
        content = await to_thread.run_sync(
            partial(self._shown, request, found)
            if property_ is None
            else partial(self._pointing, request, found, property_)
        )
        if content is None:
            return problem(
                request,
                404,
                "No such list",
                "Nothing points to it by this property, or the list has no such page.",
                near=[Naming(self._service.opened).named(found.iri)],
            )
        links = [
            link(f"{iri.BASE}page/{space}/{key}", "canonical"),
            link(f"{root(request)}/data/{space}/{key}.ttl", "describedby", "text/turtle"),
            *_alternates(request, space, key),
        ]
        return document(request, self._service.opened, content.encode(), HTML, links=links)

    async def data(self, request: Request) -> Response:
        """Answer with a document of RDF about a thing."""
        try:
            space, key = _read(request, "/data/")
        except BadAddressError as error:
            return _refused(request, str(error))
        stem, form = _form(key)
        thing = iri.mint(space, stem)
        statements = await to_thread.run_sync(described, self._service.opened, thing)
        if not statements:
            return await self._missing(request, space, stem)
        if key == f"{stem}.html":
            return elsewhere(f"{root(request)}/page/{space}/{stem}")
        chosen = form or OFFERED.get(wanted(request, tuple(OFFERED)[1:]) or "", "")
        if not chosen:
            return _not_acceptable(request, space, stem)
        content = await to_thread.run_sync(written, statements, chosen)
        links = [
            link(f"{name_of(thing).value}{FORMATS[chosen].ending}", "canonical"),
            link(thing, "describes"),
            link(f"{root(request)}/void", "describedby"),
            *_alternates(request, space, stem),
        ]
        place = f"{root(request)}/data/{space}/{stem}{FORMATS[chosen].ending}"
        headers = {} if form else {"Vary": "Accept", "Content-Location": place}
        media = FORMATS[chosen].media
        return document(
            request, self._service.opened, content, media, links=links, headers=headers
        )

    async def _missing(self, request: Request, space: str, key: str) -> Response:
        opened = self._service.opened
        found = await to_thread.run_sync(near, opened, space, key)
        naming = Naming(opened)
        return problem(
            request,
            404,
            "Not in the graph",
            f"There is no {space}/{key} in this version of the graph. Keys are "
            "case-sensitive, such as state/RUS or decision/S-2011-612.",
            near=[naming.named(each) for each in found],
        )

    def _shown(self, request: Request, found: Portrait) -> str:
        short = iri.short(found.iri)
        beside = explorer(request, self._service)
        return page.rendered(
            "thing.html",
            thing=found,
            root=root(request),
            explorer=beside,
            explorer_page=beside and f"{beside}entity?id={quote(short)}",
            version=self._service.opened.manifest.version,
            canonical=f"{iri.BASE}page/{short}",
            formats=FORMATS.values(),
            data=f"data/{short}",
        )

    def _pointing(self, request: Request, found: Portrait, property_: str) -> str | None:
        """Return a page of the list of what points to a thing, or None if there is none."""
        given = request.query_params.get("page", "1")
        number = int(given) if given.isascii() and _PAGES.match(given) else 0
        things = pointing_by(self._service.opened, found.iri, property_)
        pages = -(-len(things) // PER_PAGE)
        if not 1 <= number <= pages:
            return None
        return page.rendered(
            "pointing.html",
            thing=found,
            property=Naming(self._service.opened).named(property_),
            things=things[(number - 1) * PER_PAGE : number * PER_PAGE],
            count=len(things),
            page=number,
            pages=pages,
            root=root(request),
            explorer=explorer(request, self._service),
            version=self._service.opened.manifest.version,
        )


def _read(request: Request, prefix: str) -> tuple[str, str]:
    """Return the key space and the key in an address.

    Raises
    ------
    BadAddressError
        When they can be no such.
    """
    raw = bytes(request.scope.get("raw_path") or b"").lower()
    if b"%2f" in raw or b"%5c" in raw:
        raise BadAddressError("A slash in an address is written as it is, not as %2F.")
    path = request.scope["path"].removeprefix(root(request)).removeprefix(prefix)
    space, slash, key = path.partition("/")
    if len(path) > _LONGEST or not slash or not _SPACE.match(space) or not iri.KEY.match(key):
        raise BadAddressError(
            f"An address here is {prefix}, a kind of thing, a slash and a key of letters, "
            f"digits, full stops, low lines and hyphens, such as {prefix}state/RUS."
        )
    return space, key


def _form(key: str) -> tuple[str, str]:
    """Return the key without the ending of a format, and the format; or with none."""
    stem, dot, ending = key.rpartition(".")
    if dot and ending == "html":
        return stem, ""
    form = _ENDINGS.get(f".{ending}", "") if dot else ""
    return (stem, form) if form else (key, "")


def _negotiated(request: Request, space: str, key: str) -> Response:
    media = wanted(request)
    if media is None:
        return _not_acceptable(request, space, key)
    links = [*_alternates(request, space, key)]
    if media == HTML:
        return elsewhere(f"{root(request)}/page/{space}/{key}", links=links)
    ending = FORMATS[OFFERED[media]].ending
    return elsewhere(f"{root(request)}/data/{space}/{key}{ending}", links=links)


def _alternates(request: Request, space: str, key: str) -> list[str]:
    return [
        link(each.address, "alternate", each.media) for each in _offers(request, space, key)
    ]


def _offers(request: Request, space: str, key: str) -> list[Offer]:
    data = f"{root(request)}/data/{space}/{key}"
    offers = [Offer(f"{root(request)}/page/{space}/{key}", "HTML", HTML)]
    return offers + [
        Offer(f"{data}{each.ending}", each.name, each.media) for each in FORMATS.values()
    ]


def _not_acceptable(request: Request, space: str, key: str) -> Response:
    return problem(
        request,
        406,
        "None of the formats asked for",
        "The header Accept names nothing that this thing is described in.",
        offers=_offers(request, space, key),
    )


def _refused(request: Request, message: str) -> Response:
    return problem(request, 400, "No address of a thing", message)
