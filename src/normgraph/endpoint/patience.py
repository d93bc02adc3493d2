"""A server protocol that waits for no client for ever.

uvicorn waits without end for a request to be complete and for an answer to be read, and its
fast parser takes heads of any size; a thousand clients that do nothing would hold a thousand
connections for good. Here each of these has a limit. A client that is late is told so with
408; one that does not read its answer is cut off, and can tell from the length that was
promised that it did not get all of it.
"""

import asyncio
import socket
import struct
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from httptools import HttpParserInvalidURLError
from uvicorn.config import HTTP_PROTOCOLS, Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

#: What httptools can take apart; in bytes.
LONGEST_ADDRESS = 65_535
IN_THE_BODY = "Send a long query in the body of a POST request."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how much a client may take: times in seconds, sizes in bytes."""

    request: float = 20  #: from the connection, or the first byte after an answer, to the end
    answer: float = 15  #: in each such span, what waits to be read must shrink by `pace`
    pace: int = 8 * 1024  #: per second; a client that reads more slowly is cut off
    head: int = 256 * 1024  #: of address and headers together
    surplus: int = 32 * 1024 * 1024  #: of a body that is still sent after its answer
    unsent: int = 128 * 1024  #: of an answer that the kernel may hold beside what is on its way
    glance: float = 1  #: between two looks at a connection; limits hold to within this


class PatientProtocol(HttpToolsProtocol):
    """One connection of uvicorn, with an end to every wait. Made by `patient`."""

    patience = Patience()

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._awaited_since: float | None = self.loop.time()
        self._in_head = False
        self._head = 0
        self._surplus = 0
        self._unread: tuple[float, int] | None = None
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch the connection: its client owes a request from now on."""
        super().connection_made(transport)
        _hold_little(transport, self.patience.unsent)
        self._watch = self.loop.call_later(self.patience.glance, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the watch."""
        self._stop_watching()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the protocol that takes it over."""
        self._stop_watching()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head of a request has grown too long."""
        # uvicorn forgets its own timer at any byte, also at one that begins no request.
        if self._awaited_since is None and not self._answering():
            self._awaited_since = self.loop.time()
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > self.patience.head:
                self._refuse(
                    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    f"The headers are longer than {self.patience.head:,} bytes. {IN_THE_BODY}",
                )

    def on_message_begin(self) -> None:
        """Note that the client owes the rest of a request."""
        super().on_message_begin()
        self._in_head, self._head, self._surplus = True, 0, 0
        if self._awaited_since is None:
            self._awaited_since = self.loop.time()

    def on_headers_complete(self) -> None:
        """Note that what follows is a body.

        Raises
        ------
        HttpParserInvalidURLError
            When the address is longer than can be parsed; the client has been told.
        """
        if len(self.url) > LONGEST_ADDRESS:
            self._refuse(
                HTTPStatus.REQUEST_URI_TOO_LONG,
                f"The address is longer than {LONGEST_ADDRESS:,} bytes. {IN_THE_BODY}",
            )
            raise HttpParserInvalidURLError
        self._in_head = False
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; throw away some of what comes after the answer."""
        super().on_body(body)
        if self.cycle is not None and self.cycle.response_complete:
            self._surplus += len(body)
            if self._surplus > self.patience.surplus:
                self._cut_off()

    def on_message_complete(self) -> None:
        """Note that the client owes nothing now."""
        super().on_message_complete()
        self._awaited_since = None

    def send_400_response(self, msg: str) -> None:
        """Say that this is no HTTP, unless something more exact has been said."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _look(self) -> None:
        """End the connection if its client is late or does not read; else look again."""
        now = self.loop.time()
        self._watch = self.loop.call_later(self.patience.glance, self._look)
        if self._stuck(now):
            self._cut_off()
        elif self._late(now):
            self._refuse(
                HTTPStatus.REQUEST_TIMEOUT,
                f"The request was not complete after {self.patience.request:g} seconds. "
                "Send it again, without pauses.",
            )

    def _late(self, now: float) -> bool:
        if self._awaited_since is None:
            return False
        if self.flow.read_paused or (self._in_head and self._answering()):
            self._awaited_since = now  # it is we who do not read, or answer what came before
        return now - self._awaited_since > self.patience.request

    def _stuck(self, now: float) -> bool:
        """Return whether the client took too little of what waits for it."""
        size = self.transport.get_write_buffer_size()
        if not size:
            self._unread = None
            return False
        if self._unread is None or size > self._unread[1]:
            self._unread = (now, size)
        since, before = self._unread
        if now - since < self.patience.answer:
            return False
        self._unread = (now, size)
        return before - size < self.patience.pace * (now - since)

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        """Say why and close; say nothing where no request began or its answer has."""
        if self.transport.is_closing():
            return
        if self._in_head or (self._answering() and not self.cycle.response_started):
            self.transport.write(_answer(status, sentence))
        if self._answering():
            self.cycle.disconnected = True  # what the application sends now is too late
            self.cycle.message_event.set()
        self.transport.close()

    def _cut_off(self) -> None:
        """Drop the connection with all that waits in it, in the kernel too."""
        connection = self.transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None


def patient(patience: Patience) -> type[PatientProtocol]:
    """Return what uvicorn takes as ``http``: the protocol with these limits."""
    return type("PatientProtocol", (PatientProtocol,), {"patience": patience})


def use_everywhere() -> None:
    """Make this the protocol of every uvicorn in this process that is told none.

    Streamlit starts its own and passes no protocol on.
    """
    HTTP_PROTOCOLS["auto"] = f"{PatientProtocol.__module__}:{PatientProtocol.__qualname__}"


def _hold_little(transport: asyncio.Transport, unsent: int) -> None:
    """Keep the kernel from taking megabytes of an answer that nobody reads."""
    connection = transport.get_extra_info("socket")
    option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    if option and connection.family in {socket.AF_INET, socket.AF_INET6}:
        connection.setsockopt(socket.IPPROTO_TCP, option, unsent)


def _answer(status: HTTPStatus, sentence: str) -> bytes:
    body = f"{sentence}\n".encode()
    head = (
        f"content-type: text/plain; charset=utf-8\r\ncontent-length: {len(body)}\r\n"
        "connection: close\r\n\r\n"
    )
    return STATUS_LINE[status] + head.encode("ascii") + body
