"""The whole graph to download, in every format, with checksums."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from normgraph.endpoint.answers import (
    EVERYBODY,
    HTML,
    document,
    elsewhere,
    explorer,
    known,
    link,
    problem,
    root,
    takes_gzip,
)
from normgraph.endpoint.service import Service
from normgraph.endpoint.shelf import Shelf
from normgraph.errors import NormgraphError
from normgraph.export import page
from normgraph.export.document import release
from normgraph.export.dumps import Dump, File, files, sums, unpacked
from normgraph.export.provenance import LICENCE

_SUMS = "SHA256SUMS"
#: A file of a version never changes.
_FOR_EVER = "public, max-age=31536000, immutable"


def routes(service: Service, shelf: Shelf) -> list[Route]:
    """Return the routes of the dumps that are on the ``shelf``."""
    dumps = _Dumps(service, shelf)
    return [
        Route("/dumps", dumps.front),
        Route("/dumps/", dumps.index),
        Route("/dumps/{version}/", dumps.version),
        Route("/dumps/{version}/{name}", dumps.file),
    ]


class _Dumps:
    """The handlers, with what they give."""

    def __init__(self, service: Service, shelf: Shelf) -> None:
        self._service = service
        self._shelf = shelf

    async def front(self, request: Request) -> Response:
        """Lead to the list of files."""
        return elsewhere(f"{root(request)}/dumps/")

    async def index(self, request: Request) -> Response:
        """List every file with its size and checksum."""
        try:
            dumps = await self._shelf.dumps()
        except NormgraphError as error:
            return _not_now(request, error)
        opened = self._service.opened
        content = page.rendered(
            "dumps.html",
            dumps=dumps,
            manifest=opened.manifest,
            version=opened.manifest.version,
            root=root(request),
            explorer=explorer(request, self._service),
        )
        links = [link(f"{root(request)}/void", "describedby", "text/turtle")]
        return document(request, opened, content.encode(), HTML, links=links)

    async def version(self, request: Request) -> Response:
        """Lead to the list of files, if the version is the one served."""
        return self._other(request) or elsewhere(f"{root(request)}/dumps/")

    async def file(self, request: Request) -> Response:
        """Give one file."""
        if (refusal := self._other(request)) is not None:
            return refusal
        try:
            dumps = await self._shelf.dumps()
        except NormgraphError as error:
            return _not_now(request, error)
        name = request.path_params["name"]
        if name == _SUMS:
            return Response(sums(dumps), headers={**EVERYBODY, "Cache-Control": _FOR_EVER})
        for dump in dumps:
            for file in files(dump):
                if file.name == name:
                    return await self._given(request, dump, file)
        names = ", ".join([*(each.name for dump in dumps for each in files(dump)), _SUMS])
        return problem(request, 404, "No such file", f"The files of this version are {names}.")

    async def _given(self, request: Request, dump: Dump, file: File) -> Response:
        """Return a file as it is kept, or unpacked for who asks for it so."""
        headers = self._headers(file)
        if known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        packed = self._shelf.folder / dump.packed.name
        if file is dump.packed:
            return FileResponse(packed, headers=headers, media_type=file.media)
        headers["Vary"] = "Accept-Encoding"
        if takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
            return FileResponse(packed, headers=headers, media_type=file.media)
        headers["Content-Length"] = str(file.size)
        if request.method == "HEAD":
            return Response(headers=headers, media_type=file.media)
        pieces = await to_thread.run_sync(partial(unpacked, packed))
        return StreamingResponse(pieces, headers=headers, media_type=file.media)

    def _headers(self, file: File) -> dict[str, str]:
        return {
            **EVERYBODY,
            "ETag": f'W/"{file.sha256}"',
            "Cache-Control": _FOR_EVER,
            "Link": ", ".join(
                [
                    link(LICENCE, "license"),
                    link(release(self._service.opened).value, "describedby"),
                ]
            ),
        }

    def _other(self, request: Request) -> Response | None:
        """Return that a version is not served here, or None if it is."""
        version = self._service.opened.manifest.version
        if request.path_params["version"] == version:
            return None
        message = (
            f"This server has one version of the graph: {version}. Its files are listed at "
            f"{root(request)}/dumps/."
        )
        return problem(request, 404, "Another version", message)


def _not_now(request: Request, error: NormgraphError) -> Response:
    return problem(request, 503, "Not now", str(error), headers={"Retry-After": "30"})
