"""A pool for threads that have no event loop of their own, such as those of the explorer."""

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

from normgraph.errors import MissingGraphError
from normgraph.limited.limits import Limits, Reply, Request, Source
from normgraph.limited.pool import Pool
from normgraph.store import Opened

T = TypeVar("T")


class BackgroundPool:
    """A pool in a thread of its own, which anybody may ask."""

    def __init__(self, source: Source, limits: Limits | None = None) -> None:
        self.pool = Pool(source, limits)
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._opening = threading.Lock()
        self._opened = False

    def ask(self, request: Request, client: str = "") -> Reply:
        """Return the answer to ``request``, as `Pool.ask` does, once it is there.

        The first question waits until the graph has been read, some seconds.

        Raises
        ------
        MissingGraphError
            When the graph cannot be read.
        QueryError
            When the query is not valid, is refused, or met a limit.
        """
        self.open()
        return self._wait(self.pool.ask(request, client))

    async def ask_from(self, request: Request, client: str = "") -> Reply:
        """Return the answer to ``request``, for whoever has an event loop of his own.

        Raises
        ------
        MissingGraphError
            When the graph cannot be read.
        QueryError
            When the query is not valid, is refused, or met a limit.
        """
        if not self._opened:
            await asyncio.to_thread(self.open)
        asked = asyncio.run_coroutine_threadsafe(self.pool.ask(request, client), self._loop)
        return await asyncio.wrap_future(asked)

    def open(self) -> None:
        """Start the pool, unless it was started before."""
        with self._opening:
            if not self._opened:
                self._wait(self.pool.open())
                self._opened = True

    def close(self) -> None:
        """Stop the pool."""
        with self._opening:
            if self._opened:
                self._wait(self.pool.close())
                self._opened = False

    def _wait(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()


def source_of(opened: Opened) -> Source:
    """Return what workers read to answer from the graph that is open here.

    Raises
    ------
    MissingGraphError
        When it lies at an endpoint elsewhere.
    """
    if opened.folder is None:
        message = "This graph lies at another endpoint, which has its own limits. Ask there."
        raise MissingGraphError(message)
    file = opened.folder / "graph.nq"
    return Source(files=((str(file), ""),), union=True, quads=opened.manifest.quads)


def pool_for(opened: Opened) -> BackgroundPool:
    """Return the pool of this process for a graph; it starts with the first question.

    Raises
    ------
    MissingGraphError
        When the graph lies at an endpoint elsewhere.
    """
    return _pool_over(source_of(opened))


@cache
def _pool_over(source: Source) -> BackgroundPool:
    return BackgroundPool(source)
