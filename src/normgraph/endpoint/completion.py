"""Things by what a reader has typed of their names, while the reader types."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from normgraph import iri
from normgraph.query import kept
from normgraph.query.directory import Thing
from normgraph.query.folding import words
from normgraph.query.ontology import Ontology
from normgraph.store import Opened, once_per_graph

#: Things in one answer, unless another number is asked for, and at most.
USUAL, MOST = 20, 50
#: Letters beyond which a text is no name.
LONGEST = 200
#: Letters and digits below which everything fits and nothing is told.
SHORTEST = 2
#: Searches at a time; each keeps one processor busy for some milliseconds.
_AT_ONCE = 2
#: Searches that may wait for their turn. Who types on asks again anyway.
_WAITING = 50
#: Answers that are kept: everybody types the same beginnings of the same names.
_KEPT = 1000

Answer = list[dict[str, str]]


class Serving(Protocol):
    """What holds the graph that is served."""

    @property
    def opened(self) -> Opened:
        """The graph, in memory."""


def routes(service: Serving) -> list[Route]:
    """Return the route that completes names, for the editor of a page of this server.

    ``GET /complete?q=syria&limit=20`` answers with a JSON list, best first, of objects with
    ``iri``, ``label``, ``kind`` and ``definition``. Other sites cannot read it.
    """
    limiter = CapacityLimiter(_AT_ONCE)

    async def complete(request: Request) -> JSONResponse:
        try:
            query, limit = _asked(request.query_params)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400, headers=_HEADERS)
        if limiter.statistics().tasks_waiting >= _WAITING:
            return JSONResponse({"error": "Ask again in a second."}, status_code=503)
        found = await to_thread.run_sync(_found, service.opened, query, limit, limiter=limiter)
        return JSONResponse(found, headers=_HEADERS)

    return [Route("/complete", complete, methods=["GET"])]


_HEADERS = {"Cache-Control": "private, max-age=60", "X-Content-Type-Options": "nosniff"}


def _asked(parameters: Mapping[str, str]) -> tuple[str, int]:
    """Return what is asked for, and how many answers at most.

    Raises
    ------
    ValueError
        When there is no name, or one that is too long, or a bad number.
    """
    query, number = parameters.get("q"), parameters.get("limit", str(USUAL))
    if query is None:
        raise ValueError("Name the beginning of a name: /complete?q=syria")
    if len(query) > LONGEST:
        raise ValueError(f"The name has {len(query)} letters; there may be {LONGEST}.")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST):
        raise ValueError(f"limit is a number from 1 to {MOST}.")
    return query, int(number)


def _found(opened: Opened, query: str, limit: int) -> Answer:
    return _search(opened)(" ".join(query.split()), limit)


@once_per_graph
def _search(opened: Opened) -> Callable[[str, int], Answer]:
    """Return what searches a graph and remembers what was asked last."""
    index, ontology = kept.index(opened), kept.ontology(opened)

    @lru_cache(maxsize=_KEPT)
    def search(query: str, limit: int) -> Answer:
        if sum(map(len, words(query))) < SHORTEST:
            return []
        # Terms of the ontology are named too; the editor has those from elsewhere.
        things = (hit.thing for hit in index.search(query) if iri.split(hit.thing.iri))
        return [_told(thing, ontology) for thing, _ in zip(things, range(limit), strict=False)]

    return search


def _told(thing: Thing, ontology: Ontology) -> dict[str, str]:
    kind = max(thing.classes, key=lambda cls: len(ontology.lineage(cls)), default="")
    return {
        "iri": thing.iri,
        "label": thing.label,
        "kind": ontology.label(kind) if kind else "",
        "definition": thing.definition,
    }
