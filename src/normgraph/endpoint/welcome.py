"""What the endpoint says of itself to whoever asks it nothing: a page, or its description."""

from http import HTTPStatus

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from normgraph.endpoint.answers import HTML, document, root, wanted
from normgraph.endpoint.asked import Asked, BadRequestError
from normgraph.endpoint.description import service_description
from normgraph.endpoint.service import Service
from normgraph.export import page
from normgraph.export.document import written_triples
from normgraph.query.formats import GRAPHS, RESULTS

_EXAMPLE = """\
# Who vetoed the drafts on Syria?
PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?date ?symbol ?state WHERE {
  ?draft ng:concerns <https://w3id.org/normgraph/id/crisis/syria-2011> ;
         ng:vetoedBy ?by ;
         ng:symbol ?symbol ;
         ng:date ?date .
  ?by rdfs:label ?state .
  FILTER(LANG(?state) = "en")
}
ORDER BY ?date ?state
"""


def welcome(service: Service, request: HttpRequest, asked: Asked) -> Response:
    """Return a page for people, for programs the service description in RDF.

    Raises
    ------
    BadRequestError
        When the client takes neither, or names no host.
    """
    by_media = {form.media_type: form for form in GRAPHS.values()}
    media = wanted(request, (*by_media, HTML))
    if asked.format:
        named = GRAPHS.get(asked.format)
        media = named.media_type if named else None
    if media is None:
        there = ", ".join((*by_media, HTML))
        told = f"The description of the endpoint is to be had as {there}."
        raise BadRequestError(HTTPStatus.NOT_ACCEPTABLE, told)
    if media == HTML:
        return _page(service, request)
    try:
        description = service_description(service, service.url(request))
    except ValueError as error:
        told = "The header Host names no server that an address could lead to."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, told) from error
    content = written_triples(description, by_media[media].name)
    return document(request, service.opened, content, media, headers={"Vary": "Accept"})


def _page(service: Service, request: HttpRequest) -> Response:
    manifest = service.opened.manifest
    content = page.rendered(
        "sparql.html",
        root=root(request),
        explorer="/" if service.settings.explorer else "",
        version=manifest.version,
        statements=manifest.triples,
        example=_EXAMPLE,
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
    return response
