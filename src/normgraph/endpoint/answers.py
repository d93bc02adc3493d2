"""Answers in HTTP: documents with their headers, ways elsewhere, and refusals in sentences."""

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from normgraph.endpoint.negotiation import preferred
from normgraph.endpoint.service import Service
from normgraph.export import page
from normgraph.export.document import FORMATS
from normgraph.export.provenance import LICENCE
from normgraph.query.portrait import Named
from normgraph.store import Opened

HTML = "text/html"
#: Name of each format that a description comes in, by media type; HTML for people first.
OFFERED = {HTML: "html"} | {each.media: name for name, each in FORMATS.items()}
#: Other names under which clients ask for the same.
_ALIASES = {"application/json": "application/ld+json", "application/x-turtle": "text/turtle"}
#: Seconds for which a description may be kept without asking again.
_KEPT = 300
#: Bytes from which a document is compressed, and from which that is done once for all.
_WORTH_PACKING, _WORTH_KEEPING = 1_000, 100_000
EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Location, Retry-After",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One form in which something can be had."""

    address: str
    name: str
    media: str


def wanted(request: Request, offered: Sequence[str] = tuple(OFFERED)) -> str | None:
    """Return the media type of those ``offered`` that a client prefers, or None."""
    accept = ",".join(request.headers.getlist("accept"))
    known = [*offered, *(alias for alias, media in _ALIASES.items() if media in offered)]
    found = preferred(accept, known)
    return _ALIASES.get(found, found) if found else None


def root(request: Request) -> str:
    """Return the path under which this server lies, without the slash at its end."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def explorer(request: Request, service: Service) -> str:
    """Return the path of the explorer where it is served beside, or nothing."""
    return f"{root(request)}/" if service.settings.explorer else ""


def elsewhere(address: str, *, links: Sequence[str] = ()) -> Response:
    """Return that a thing, which is no document, is described at ``address``."""
    headers = {
        **EVERYBODY,
        "Vary": "Accept",
        "Cache-Control": f"public, max-age={_KEPT}",
    }
    if links:
        headers["Link"] = ", ".join(links)
    return RedirectResponse(address, 303, headers)


def document(
    request: Request,
    opened: Opened,
    content: bytes,
    media: str,
    *,
    links: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a document of the graph, or that the client has it already.

    Its tag names the version of the graph and the bytes, so that a new release, of the
    graph or of this program, is fetched and nothing else is.
    """
    digest = hashlib.sha256(content).hexdigest()
    tag = f'W/"{opened.manifest.version[:12]}-{digest[:12]}"'
    told = {
        **EVERYBODY,
        "Cache-Control": f"public, max-age={_KEPT}",
        "ETag": tag,
        "Link": ", ".join([*links, link(LICENCE, "license")]),
        **(headers or {}),
    }
    if media == HTML:
        told |= {"Content-Security-Policy": page.policy()}
    if len(content) > _WORTH_PACKING:
        told["Vary"] = ", ".join(filter(None, [told.get("Vary", ""), "Accept-Encoding"]))
    if known(request, tag):
        return Response(status_code=304, headers=told)
    told["Content-Type"] = _content_type(media)
    if len(content) > _WORTH_PACKING and takes_gzip(request):
        told["Content-Encoding"] = "gzip"
        content = (_packed_once if len(content) > _WORTH_KEEPING else packed)(content)
    return Response(content, headers=told)


def takes_gzip(request: Request) -> bool:
    """Return whether the client takes compressed answers."""
    taken = {
        name.strip().lower(): weight.replace(" ", "").lower()
        for part in ",".join(request.headers.getlist("accept-encoding")).split(",")
        for name, _, weight in [part.partition(";")]
    }
    weight = taken.get("gzip", taken.get("*", "q=0"))
    return weight not in {"q=0", "q=0.", "q=0.0", "q=0.00", "q=0.000"}


def known(request: Request, tag: str) -> bool:
    """Return whether the client says that it has the document with this tag."""
    given = ",".join(request.headers.getlist("if-none-match"))
    tags = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


def link(address: str, relation: str, media: str = "") -> str:
    """Return a value of the header Link.

    >>> link("/data/state/RUS.ttl", "alternate", "text/turtle")
    '</data/state/RUS.ttl>; rel="alternate"; type="text/turtle"'
    """
    kind = f'; type="{media}"' if media else ""
    return f'<{address}>; rel="{relation}"{kind}'


def problem(
    request: Request,
    status: int,
    title: str,
    message: str,
    *,
    near: Sequence[Named] = (),
    offers: Sequence[Offer] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return what is wrong and what to do, as a page or, for a program, as text."""
    told = {**EVERYBODY, "Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
    # In this order: who takes anything is a program; browsers ask for HTML by name.
    if wanted(request, ("text/plain", HTML)) == HTML:
        content = page.rendered(
            "problem.html",
            root=root(request),
            explorer="",
            version="",
            title=title,
            message=message,
            near=near,
            offers=offers,
        )
        told |= {"Content-Security-Policy": page.policy(), "Content-Type": _content_type(HTML)}
        return Response(content, status, told)
    lines = [f"{title}. {message}"]
    lines += [f"Perhaps you meant: {one.iri} ({one.label})" for one in near]
    lines += [f"There is: {one.address} ({one.media})" for one in offers]
    text = "\n".join(str(page.plain(line)) for line in lines) + "\n"
    return Response(text, status, told | {"Content-Type": "text/plain; charset=utf-8"})


def packed(content: bytes) -> bytes:
    """Return content compressed, the same bytes at any time."""
    return gzip.compress(content, 5, mtime=0)


@lru_cache(maxsize=16)
def _packed_once(content: bytes) -> bytes:
    """Return a large document compressed; there are few, and each is asked for again."""
    return packed(content)


def _content_type(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
