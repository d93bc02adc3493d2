"""Asking many queries at once, so that none of them can hold up the others."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from normgraph.errors import LimitError, MissingGraphError
from normgraph.limited.limits import Limits, Reply, Request, Source
from normgraph.limited.link import HostLink, Worker
from normgraph.limited.running import NARROW, Run
from normgraph.limited.waiting import RETRY_AFTER, FairQueue

_RESTART = 1.0  #: seconds between two attempts to start a host


class Pool:
    """Workers, and who waits for them. All methods belong to the event loop it was opened in.

    Short queries are answered by `Limits.workers` workers. A query that runs longer than
    `Limits.patience` keeps its worker, as one of at most `Limits.long`, and a new one takes
    the place; where there is no room it is stopped, waits, and begins again.
    """

    def __init__(self, source: Source, limits: Limits | None = None) -> None:
        self.source = source
        self.limits = limits or Limits()
        self.counts: Counter[str] = Counter()  #: of what happened, since it was opened
        self._idle: deque[Worker] = deque()
        self._quick: set[Worker] = set()  # workers for short queries
        self._making = 0  # and how many more are to come
        self._waiting: FairQueue[Worker] = FairQueue(
            self.limits.queue, self.limits.queue_per_client
        )
        self._long: Counter[str] = Counter()  # long queries by client
        self._waiting_long: FairQueue[None] = FairQueue(
            self.limits.queue, self.limits.queue_per_client
        )
        self._link: HostLink | None = None
        self._restarting: asyncio.Task[None] | None = None
        self._closing = False

    async def open(self) -> None:
        """Start the host and the first workers.

        Raises
        ------
        MissingGraphError
            When the graph cannot be read.
        """
        link = HostLink(self.source, self.limits, self._host_lost)
        await link.start()
        self._link = link
        self._replenish()

    async def close(self) -> None:
        """Stop everything; whoever still waits is told so."""
        self._closing = True
        if self._restarting:
            self._restarting.cancel()
            await asyncio.wait({self._restarting})  # it ends a host that is being started
        told = "The server is stopping. Ask again when it is back."
        self._waiting.fail(LimitError("ready", told, retry_after=RETRY_AFTER))
        self._waiting_long.fail(LimitError("ready", told, retry_after=RETRY_AFTER))
        if self._link:
            link, self._link = self._link, None
            await link.stop()

    @property
    def ready(self) -> bool:
        """Whether queries can be answered."""
        return self._link is not None

    @property
    def host(self) -> int:
        """Process id of the host; 0 when there is none."""
        return self._link.pid if self._link else 0

    def state(self) -> Mapping[str, int]:
        """Return how many queries run and wait."""
        return {
            "idle_workers": len(self._idle),
            "long_running": self._long.total(),
            "waiting": len(self._waiting),
            "waiting_long": len(self._waiting_long),
        }

    async def ask(self, request: Request, client: str = "") -> Reply:
        """Return the answer to ``request``.

        Parameters
        ----------
        request
            What is asked.
        client
            Who asks, by any text; each has a fair share.

        Raises
        ------
        QueryError
            When the query is not valid or cannot be run.
        RefusedQueryError
            When it asks for graphs that are not here.
        LimitError
            When it met a limit.
        """
        self.counts["asked"] += 1
        run = Run(self, request, client)
        try:
            reply = await run.answer()
        except LimitError as error:
            self.counts[f"limit_{error.limit}"] += 1
            raise
        finally:
            run.clear()
        self.counts["answered"] += 1
        return reply

    # What follows is for `Run`.

    async def take(self, client: str) -> Worker:
        """Return a worker for short queries, when it is the client's turn.

        Raises
        ------
        LimitError
            When too many wait, or the graph is not there.
        """
        if self._link is None:
            told = "The graph is being loaded. Ask again in some seconds."
            raise LimitError("ready", told, retry_after=RETRY_AFTER)
        if self._idle:
            return self._idle.popleft()
        turn, taken = self._waiting.join(client), False
        try:
            worker = await turn
            taken = True
        finally:
            self._waiting.leave(client, turn)
            if not taken and _granted(turn):  # to a reader who has gone meanwhile
                self.give_back(turn.result())
        return worker

    async def fresh(self) -> Worker:
        """Return a new worker, for a long query.

        Raises
        ------
        LimitError
            When the host has ended meanwhile.
        """
        if self._link is None:
            raise self.lost()
        made, taken = self._link.make(), False
        try:
            worker = await made
            taken = True
        except MissingGraphError as error:
            raise self.lost() from error
        finally:
            if not taken and _granted(made):  # to a reader who has gone meanwhile
                self.dismiss(made.result())
        return worker

    @staticmethod
    def lost() -> LimitError:
        """Return the error for a query whose host has ended."""
        told = "The process that answers has ended and is being started again."
        return LimitError("ready", f"{told} Ask again.", retry_after=RETRY_AFTER)

    def give_back(self, worker: Worker) -> None:
        """Let a worker take the next short query."""
        if worker not in self._quick:  # it belonged to a host that has ended
            return
        if self._waiting.serve(worker) is None:
            self._idle.append(worker)

    def replace(self, worker: Worker, *, kill: bool) -> None:
        """Have another worker for short queries instead of this one."""
        self._quick.discard(worker)
        if kill:
            self.dismiss(worker)
        self._replenish()

    def dismiss(self, worker: Worker) -> None:
        """End a worker."""
        if self._link is not None:
            self._link.kill(worker)

    def begin_long(self, worker: Worker, client: str) -> bool:
        """Let a short query go on as a long one; return whether there is room for it."""
        if self._link is None or not self._room(client):
            return False
        self._long[client] += 1
        self._link.calm(worker)
        return True

    async def wait_long(self, client: str) -> None:
        """Wait until there is room for a long query of this client, and take it.

        Raises
        ------
        LimitError
            When there is none in the time that a query may take.
        """
        turn, taken = self._waiting_long.join(client), False
        try:
            await asyncio.wait({turn}, timeout=self.limits.seconds)
            taken = turn.done()
        finally:
            self._waiting_long.leave(client, turn)
            if not taken and _granted(turn):
                self.end_long(client)
            turn.cancel()
        if not taken:
            told = (
                f"{self._long.total()} long queries are running, and for "
                f"{self.limits.seconds:g} seconds none ended. {NARROW}"
            )
            raise LimitError("queue", told, retry_after=RETRY_AFTER)
        turn.result()

    def end_long(self, client: str) -> None:
        """Make room for another long query."""
        self._long[client] -= 1
        self._long += Counter()  # forgets clients that have none
        served = self._waiting_long.serve(None, self._room)
        if served is not None:  # counted at once, before anybody else takes the place
            self._long[served] += 1

    def _room(self, client: str) -> bool:
        total = self._long.total() < self.limits.long
        return total and self._long[client] < self.limits.long_per_client

    def _replenish(self) -> None:
        wanted = self.limits.workers - len(self._quick) - self._making
        for _ in range(wanted):
            if self._link is not None:
                self._making += 1
                self.counts["workers"] += 1
                self._link.make().add_done_callback(self._arrived)

    def _arrived(self, made: "asyncio.Future[Worker]") -> None:
        if made.cancelled() or made.exception() is not None:
            return
        self._making -= 1
        self._quick.add(made.result())
        self.give_back(made.result())

    def _host_lost(self) -> None:
        link, self._link = self._link, None
        self._idle.clear()
        self._quick.clear()
        self._making = 0
        self._waiting.fail(self.lost())
        if not self._closing:
            self.counts["hosts_lost"] += 1
            self._restarting = asyncio.get_running_loop().create_task(self._restart(link))

    async def _restart(self, ended: HostLink | None) -> None:
        if ended is not None:
            await ended.stop()
        while True:
            with suppress(MissingGraphError, OSError):
                return await self.open()
            await asyncio.sleep(_RESTART)


def _granted(turn: "asyncio.Future[Any]") -> bool:
    """Return whether somebody's turn has come."""
    return turn.done() and not turn.cancelled() and turn.exception() is None
