"""What a worker does: answer one query after the other until the connection closes.

A worker is a copy of the host, made in some milliseconds, that shares the memory of the
graph with it. It is expected to be killed.
"""

import resource
import sys
import time
from dataclasses import asdict
from socket import socket
from typing import Any

from pyoxigraph import Store

from normgraph.errors import LimitError, QueryError, RefusedQueryError
from normgraph.limited.answering import answer
from normgraph.limited.limits import Limits, Request
from normgraph.limited.wire import packed, receive

#: Bytes that a worker may keep after a query; with more it makes room for a fresh one.
_KEPT = 64 << 20


def work(store: Store, connection: socket, limits: Limits) -> None:
    """Answer the queries that come over ``connection`` until it is closed.

    This process must have been confined before.
    """
    memory = _Memory()
    while (message := receive(connection)) is not None:
        head, body = _answered(store, Request(**message[0]), limits)
        head["last"] = memory.grown() > _KEPT
        connection.sendall(packed(head, body))
        if head["last"]:
            return


def request_of(request: Request) -> bytes:
    """Return the message that asks a worker for ``request``."""
    return packed(asdict(request))


def _answered(store: Store, request: Request, limits: Limits) -> tuple[dict[str, Any], bytes]:
    started = time.perf_counter()
    body, head = b"", dict[str, Any]()
    try:
        body, head["rows"] = answer(store, request, limits.rows, limits.bytes)
    except LimitError as error:
        head |= {"error": "limit", "limit": error.limit, "told": str(error)}
    except RefusedQueryError as error:
        head |= {"error": "refused", "told": str(error)}
    except QueryError as error:
        head |= {"error": "query", "told": str(error)}
    except MemoryError:
        head |= {"error": "memory"}
    head["seconds"] = time.perf_counter() - started
    return head, body


class _Memory:
    """How much more memory this process holds than when it began."""

    def __init__(self) -> None:
        self._began = self._held()

    def grown(self) -> int:
        """Return the bytes that were added and not given back."""
        return self._held() - self._began

    def _held(self) -> int:
        # No file can be opened any more; the highest mark so far is what can be asked.
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
