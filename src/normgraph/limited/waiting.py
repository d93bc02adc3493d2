"""A queue in which clients take turns, however many queries each of them sends."""

from asyncio import Future, get_running_loop
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

from normgraph.errors import LimitError

T = TypeVar("T")
#: Seconds after which whoever was sent away may ask again.
RETRY_AFTER = 2


class FairQueue(Generic[T]):
    """Those who wait for a thing of which there are few, one line for each client."""

    def __init__(self, most: int, most_per_client: int) -> None:
        self._lines: OrderedDict[str, deque[Future[T]]] = OrderedDict()
        self._most = most
        self._most_per_client = most_per_client
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def join(self, client: str) -> Future[T]:
        """Return what will be done when it is the client's turn.

        Raises
        ------
        LimitError
            When too many wait.
        """
        if self._length >= self._most:
            message = (
                f"{self._length} queries wait already, the most that may. "
                f"Ask again in {RETRY_AFTER} seconds."
            )
            raise LimitError("queue", message, retry_after=RETRY_AFTER)
        line = self._lines.get(client)
        if line is not None and len(line) >= self._most_per_client:
            message = (
                f"{len(line)} of your queries wait already, the most that one client may "
                "have waiting. Send them one after the other."
            )
            raise LimitError("share", message, retry_after=RETRY_AFTER)
        turn: Future[T] = get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        self._length += 1
        return turn

    def leave(self, client: str, turn: Future[T]) -> None:
        """Wait no more; whoever has been served or told has left already."""
        line = self._lines.get(client, deque())
        if turn in line:
            line.remove(turn)
            self._length -= 1
            if not line:
                del self._lines[client]

    def serve(self, thing: T, may: Callable[[str], bool] = lambda _: True) -> str | None:
        """Give ``thing`` to whose turn it is of those who may have it.

        Returns
        -------
        str | None
            The client who got it; None when nobody did.
        """
        for client in filter(may, tuple(self._lines)):
            line = self._lines.pop(client)
            while line:
                turn = line.popleft()
                self._length -= 1
                if not turn.done():
                    if line:
                        self._lines[client] = line
                    turn.set_result(thing)
                    return client
        return None

    def fail(self, error: Exception) -> None:
        """Tell everybody who waits that nothing will come."""
        for line in self._lines.values():
            for turn in line:
                if not turn.done():
                    turn.set_exception(error)
        self._lines.clear()
        self._length = 0
