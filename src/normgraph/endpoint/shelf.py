"""Where the dumps of the served graph are: made when they are first asked for, then kept."""

import asyncio
import sys
import tempfile
from pathlib import Path
from time import monotonic

from anyio import run_process, to_thread

from normgraph.endpoint.service import Service
from normgraph.errors import NormgraphError
from normgraph.export.dumps import Dump, kept, made

#: Seconds after which what failed is tried again, so that many who ask start it once.
_AGAIN = 60


class Shelf:
    """The dumps, made by a process of its own so that other answers need not wait."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._making = asyncio.Lock()
        self._beside: tempfile.TemporaryDirectory[str] | None = None
        self._failed: tuple[float, NormgraphError] | None = None  # when last, and why

    async def dumps(self) -> tuple[Dump, ...]:
        """Return the dumps, after making them if there are none.

        Raises
        ------
        NormgraphError
            When they cannot be made.
        """
        async with self._making:
            if (dumps := await to_thread.run_sync(made, self.folder)) is not None:
                return dumps
            if self._failed is not None and monotonic() < self._failed[0] + _AGAIN:
                raise self._failed[1]
            try:
                return await self._made()
            except NormgraphError as error:
                self._failed = monotonic(), error
                raise

    @property
    def folder(self) -> Path:
        """Where the dumps are: beside the graph, or where that cannot be written, apart."""
        if self._beside is not None:
            return Path(self._beside.name)
        return kept(self._service.opened)

    async def _made(self) -> tuple[Dump, ...]:
        told = await self._run()
        dumps = made(self.folder)
        if dumps is None and self._beside is None:
            # A graph that lies where nothing can be written, as in an image: keep them
            # for as long as this process lives.
            self._beside = tempfile.TemporaryDirectory(prefix="normgraph-dumps-")
            told = await self._run()
            dumps = made(self.folder)
        if dumps is None:
            raise NormgraphError(f"The dumps could not be made: {told}")
        return dumps

    async def _run(self) -> str:
        graph = str(self._service.opened.folder)
        command = [sys.executable, "-m", "normgraph.export.dumps", graph, str(self.folder)]
        done = await run_process(command, check=False)
        return done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
