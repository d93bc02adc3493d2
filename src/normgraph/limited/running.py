"""One query on its way through the pool: short, long, answered or stopped."""

import asyncio
import os
from collections.abc import Mapping
from contextlib import suppress
from signal import SIGKILL, SIGSEGV
from typing import TYPE_CHECKING

from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.limited.confinement import processor_seconds
from normgraph.limited.limits import Reply, Request
from normgraph.limited.link import Worker
from normgraph.limited.waiting import RETRY_AFTER
from normgraph.limited.wire import receive_from
from normgraph.limited.worker import request_of

if TYPE_CHECKING:
    from normgraph.limited.pool import Pool

#: What helps against every limit.
NARROW = "Name a crisis, a state or a period, join fewer patterns, or ask for less with LIMIT."
_ROUNDS = 8  #: times that a query may be found waiting for the processor


class Run:
    """One query on its way through the pool."""

    def __init__(self, pool: "Pool", request: Request, client: str) -> None:
        self.pool = pool
        self.request = request
        self.client = client
        self.worker: Worker | None = None
        self.long = False
        self.task: asyncio.Task[Reply] | None = None

    async def answer(self) -> Reply:
        """Return the answer, wherever the query has to wait for it.

        Raises
        ------
        LimitError
            When the query met a limit.
        """
        limits = self.pool.limits
        self.worker = await self.pool.take(self.client)
        if not await self._done_soon():
            await self._go_on_as_long()
            if not await self._done_in(limits.seconds):
                told = f"The query was stopped after {limits.seconds:g} seconds, the most"
                raise LimitError("time", f"{told} that one may take. {NARROW}")
        assert self.task is not None  # noqa: S101 - for the type checker
        return self.task.result()

    def clear(self) -> None:
        """Leave everything as the next query needs it, however this one ended."""
        finished = self.task is not None and self.task.done() and not self.task.cancelled()
        if self.task is not None and not finished:
            self.task.cancel()
        worker, self.worker = self.worker, None
        if self.long:
            self.pool.end_long(self.client)
            if worker is not None:
                self.pool.dismiss(worker)
        elif worker is not None:
            if finished:
                self.pool.give_back(worker)
            else:
                self.pool.replace(worker, kill=True)

    async def _done_soon(self) -> bool:
        """Return whether the answer came before the query counts as a long one.

        What counts is time of the processor: on a busy machine a short query takes long too.
        """
        patience = self.pool.limits.patience
        if await self._done_in(patience):
            return True
        worker = self.worker
        assert worker is not None  # noqa: S101 - for the type checker
        used = processor_seconds(worker.pid)
        for _ in range(_ROUNDS):
            if await self._done_in(patience):
                return True
            if processor_seconds(worker.pid) - used > patience / 2:
                break
        return False

    async def _done_in(self, seconds: float) -> bool:
        if self.task is None:
            self.task = asyncio.create_task(self._exchange())
        done, _ = await asyncio.wait({self.task}, timeout=max(seconds, 0))
        if not done and self.worker is None:
            # The worker has ended in the middle; the host is about to tell how.
            done, _ = await asyncio.wait({self.task})
        return bool(done)

    async def _go_on_as_long(self) -> None:
        assert self.worker is not None  # noqa: S101 - for the type checker
        self.pool.counts["long"] += 1
        if self.pool.begin_long(self.worker, self.client):
            self.long = True
            self.pool.replace(self.worker, kill=False)
            return
        self.clear()
        self.task = None
        await self.pool.wait_long(self.client)
        self.long = True
        self.worker = await self.pool.fresh()

    async def _exchange(self) -> Reply:
        """Send the request to the worker and return what it replies."""
        worker = self.worker
        assert worker is not None  # noqa: S101 - for the type checker
        with suppress(ConnectionError):
            worker.writer.write(request_of(self.request))
            await worker.writer.drain()
        message = await receive_from(worker.reader)
        if message is None:
            self._gone(worker)
            ended = _told_end(self.pool, await worker.ended)
            raise ended
        head, body = message
        if head["last"]:
            self._gone(worker)
        if "error" not in head:
            return Reply(body, head["rows"], head["seconds"])
        error = _error_in(self.pool, head)
        raise error

    def _gone(self, worker: Worker) -> None:
        """Note that the worker takes no more queries."""
        self.worker = None
        if self.long:
            self.pool.dismiss(worker)
        else:
            self.pool.replace(worker, kill=True)


def _error_in(pool: "Pool", head: Mapping[str, str]) -> QueryError:
    """Return the error that a worker told."""
    match head["error"]:
        case "limit":
            return LimitError(head["limit"], head["told"])
        case "refused":
            return RefusedQueryError(head["told"])
        case "memory":
            return _too_much_memory(pool)
    return QueryError(head["told"])


def _told_end(pool: "Pool", status: int) -> LimitError:
    """Return why a worker ended in the middle of a query."""
    if not pool.ready or status == os.EX_OK:
        return pool.lost()
    if status == -SIGSEGV:
        told = "The query is nested too deep to be planned. Write it with fewer groups."
        return LimitError("nesting", told)
    if status == -SIGKILL:  # by none of us: we do not wait for what we end ourselves
        told = "The system ended the process that ran the query; it may lack memory. Ask again."
        return LimitError("ready", told, retry_after=RETRY_AFTER)
    return _too_much_memory(pool)


def _too_much_memory(pool: "Pool") -> LimitError:
    megabytes = pool.limits.memory >> 20
    told = f"The query needed more than {megabytes:,} MiB of memory, the most that one may"
    return LimitError("memory", f"{told} take. {NARROW}")
