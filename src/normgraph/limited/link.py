"""The server's side of the connection to the host."""

import asyncio
import json
import subprocess
import sys
from asyncio import Future, StreamReader, StreamWriter
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from socket import AF_UNIX, SOCK_STREAM, recv_fds, socket, socketpair
from typing import Any

from normgraph.errors import MissingGraphError
from normgraph.limited.limits import Limits, Source

_AT_ONCE = 64  #: connections in one message
_READ = 1 << 20  #: bytes of an answer read ahead
_AGAIN = 1.0  #: seconds after which a worker is asked for that could not be taken


@dataclass(slots=True, eq=False)
class Worker:
    """A process that answers one query at a time."""

    pid: int
    reader: StreamReader
    writer: StreamWriter
    ended: "Future[int]"  #: exit status; negative for the signal that killed it


class HostLink:
    """A running host process. All methods belong to the event loop it was started in."""

    def __init__(self, source: Source, limits: Limits, lost: Callable[[], None]) -> None:
        self._setting = json.dumps({"source": asdict(source), "limits": asdict(limits)})
        self._lost = lost
        self._wanted: deque[Future[Worker]] = deque()
        self._alive: dict[int, Future[int]] = {}
        self._connected: dict[int, Worker] = {}
        self._unread = b""
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the host and wait until it has read the graph.

        Raises
        ------
        MissingGraphError
            When it cannot be read.
        CancelledError
            When nobody waits for it any more.
        """
        self._loop = asyncio.get_running_loop()
        self._ready: Future[int] = self._loop.create_future()
        ours, theirs = socketpair(AF_UNIX, SOCK_STREAM)
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", "normgraph.limited.host", str(number)]
            # In a session of its own, Ctrl+C reaches the server alone, which ends in order.
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*command, self._setting],
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        ours.setblocking(False)
        self._control: socket = ours
        self._loop.add_reader(ours.fileno(), self._hear)
        try:
            await self._ready
        except (MissingGraphError, asyncio.CancelledError):
            self._process.kill()  # it may be reading for some seconds more
            await self.stop()
            raise

    @property
    def pid(self) -> int:
        """The host's process id."""
        return self._process.pid

    def make(self) -> "Future[Worker]":
        """Ask for a worker; return what will be it."""
        made: Future[Worker] = self._loop.create_future()
        self._wanted.append(made)
        self._say(do="work")
        return made

    def kill(self, worker: Worker) -> None:
        """Have a worker killed, whatever it does."""
        worker.writer.transport.abort()
        self._say(do="kill", pid=worker.pid)

    def calm(self, worker: Worker) -> None:
        """Have a worker run behind all others."""
        self._say(do="calm", pid=worker.pid)

    async def stop(self) -> None:
        """End the host, and its workers with it."""
        self._lost = lambda: None
        self._hang_up()
        await asyncio.gather(*self._tasks)
        await asyncio.to_thread(self._process.wait)

    def _say(self, **command: str | int) -> None:
        # A line is far smaller than what the connection holds; a host that does not read
        # any more is found out when it closes.
        with suppress(OSError):
            self._control.send(json.dumps(command).encode() + b"\n")

    def _hear(self) -> None:
        try:
            heard, files, _, _ = recv_fds(self._control, 1 << 16, _AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            heard, files = b"", []
        if not heard:
            self._hang_up()
            return
        *lines, self._unread = (self._unread + heard).split(b"\n")
        given = deque(files)
        for line in lines:
            self._take(json.loads(line), given)

    def _take(self, message: dict[str, Any], files: deque[int]) -> None:
        if "worker" in message:
            self._welcome(message["worker"], files)
        elif "ended" in message:
            ended = self._alive.pop(message["ended"], None)
            worker = self._connected.pop(message["ended"], None)
            if worker is not None:
                worker.writer.close()  # what it sent before can still be read
            if ended is not None and not ended.done():
                ended.set_result(message["status"])
        elif "ready" in message:
            if not self._ready.done():
                self._ready.set_result(message["ready"])
        elif not self._ready.done():
            told = f"The graph cannot be served: {message['failed']}"
            self._ready.set_exception(MissingGraphError(told))

    def _welcome(self, pid: int, files: deque[int]) -> None:
        if not files:  # this process has as many files open as it may: the system kept it
            self._say(do="kill", pid=pid)
            self._loop.call_later(_AGAIN, partial(self._say, do="work"))
            return
        ended = self._alive[pid] = self._loop.create_future()
        task = self._loop.create_task(self._adopt(pid, files.popleft(), ended))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _adopt(self, pid: int, file: int, ended: "Future[int]") -> None:
        connection = socket(fileno=file)
        reader, writer = await asyncio.open_unix_connection(sock=connection, limit=_READ)
        worker = Worker(pid, reader, writer, ended)
        if not ended.done():  # meanwhile
            self._connected[pid] = worker
        made = self._wanted.popleft() if self._wanted else None
        if made is None or made.done():  # nobody waits for it any more
            self.kill(worker)
        else:
            made.set_result(worker)

    def _hang_up(self) -> None:
        """Take leave of a host that has gone, or is to go."""
        if self._control.fileno() < 0:
            return
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        gone = MissingGraphError("The process that holds the graph has ended.")
        waiting: list[Future[Any]] = [self._ready, *self._wanted]
        for one in waiting:
            if not one.done():
                one.set_exception(gone)
        for ended in self._alive.values():
            if not ended.done():
                ended.set_result(0)
        for worker in self._connected.values():
            worker.writer.close()
        self._wanted.clear()
        self._alive.clear()
        self._connected.clear()
        self._lost()
