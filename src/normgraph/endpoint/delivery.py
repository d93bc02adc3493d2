"""Sending large answers no faster than they are read, and holding only so many of them.

Whoever asks for large answers and does not read them would fill the server's memory. What
waits to be read has a limit, for each client and for all.
"""

from collections import Counter
from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from normgraph.errors import LimitError

_MIB = 1 << 20
_PIECE = 256 * 1024
_SMALL = 64 * 1024  #: bytes that fit in what the system holds of a connection anyway
_RETRY_AFTER = 5


class Unread:
    """How many bytes of answers are being sent, by client."""

    def __init__(self, most: int = 512 * _MIB, most_per_client: int = 192 * _MIB) -> None:
        self._most = most
        self._most_per_client = most_per_client
        self._sizes: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._sizes.total()

    def add(self, client: str, size: int) -> None:
        """Count an answer that is going to be sent.

        Raises
        ------
        LimitError
            When too much is being sent already.
        """
        if self._sizes[client] + size > self._most_per_client:
            told = "Several large answers are being sent to you. Read them, then ask again."
            raise LimitError("share", told, retry_after=_RETRY_AFTER)
        if len(self) + size > self._most:
            told = "Too many large answers are being sent. Ask again in some seconds."
            raise LimitError("queue", told, retry_after=_RETRY_AFTER)
        self._sizes[client] += size

    def remove(self, client: str, size: int) -> None:
        """Count an answer that has been sent, or given up."""
        self._sizes[client] -= size
        if not self._sizes[client]:
            del self._sizes[client]


class PacedResponse(Response):
    """An answer that is sent piece by piece, as its client reads it."""

    def __init__(
        self,
        body: bytes,
        headers: Mapping[str, str],
        media_type: str,
        unread: Unread,
        client: str,
    ) -> None:
        super().__init__(body, headers=dict(headers), media_type=media_type)
        self._unread = unread
        self._client = client
        self._counted = len(body) if len(body) > _SMALL else 0
        unread.add(client, self._counted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; what was counted is taken back however that ends."""
        del scope, receive
        body = memoryview(bytes(self.body))
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            for begin in range(0, max(len(body), 1), _PIECE):
                piece = bytes(body[begin : begin + _PIECE])
                more = begin + _PIECE < len(body)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            self._unread.remove(self._client, self._counted)
