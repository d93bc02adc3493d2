"""One exchange over HTTP that ends, in time and in size, whatever the other side does.

Redirects are not followed here: who is asked next is for the caller to decide.
"""

import http.client
import socket
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from types import TracebackType
from urllib.error import URLError

_PIECE = 1 << 16  #: bytes read at once


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often an endpoint is waited for, and how much it may send."""

    connect: float = 10.0  #: seconds until it takes the call
    seconds: float = 60.0  #: seconds until it has answered one attempt in full
    attempts: int = 4  #: how often a query is sent where it was not taken
    pause: float = 0.5  #: seconds before the second attempt; each time twice as long
    longest_pause: float = 30.0  #: seconds; whoever asks for a longer one is not asked again
    bytes: int = 256 << 20  #: of one answer


class BrokenError(Exception):
    """The connection could not be made, or it was lost. Asking again may help."""


class OverLimitError(Exception):
    """The answer is longer, or takes longer, than the limits. Asking again does not help."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, whole."""

    status: int
    reason: str
    headers: http.client.HTTPMessage
    body: bytes
    framed: bool  #: whether its length was told, so that a lost end would be noticed

    @property
    def media_type(self) -> str:
        """The media type, without parameters and in small letters."""
        return self.headers.get_content_type() if "Content-Type" in self.headers else ""


def exchange(request: urllib.request.Request, limits: Limits) -> Reply:
    """Send ``request`` and return the reply, whatever its status.

    Raises
    ------
    BrokenError
        When no connection could be made, or it ended before the reply did.
    OverLimitError
        When the reply takes too long or is too large.
    """
    with _Watch(limits.seconds) as watch:
        try:
            with _opener(watch, limits).open(request, timeout=limits.connect) as response:
                reply = _read(response, limits)
        except (BrokenError, OSError, http.client.HTTPException, ValueError) as error:
            if not watch.ended:
                raise BrokenError(_told(error)) from error
        if not watch.ended:
            return reply
        # Where no length was told, being ended looks like the end of the answer.
        message = f"it had not answered in full after {limits.seconds:g} seconds"
        raise OverLimitError(message)


def _read(response: http.client.HTTPResponse, limits: Limits) -> Reply:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > limits.bytes:
            raise OverLimitError(f"its answer is larger than {limits.bytes:,} bytes")
    if response.length:
        missing = f"the connection ended {response.length:,} bytes before the answer did"
        raise BrokenError(missing)
    # After a reset the length that was told is gone, and only the header says it was.
    framed = response.chunked or "Content-Length" in response.headers
    return Reply(response.status, response.reason, response.headers, bytes(body), framed)


class _Watch:
    """Ends an exchange at its time, also where each byte comes soon enough."""

    def __init__(self, seconds: float) -> None:
        self.ended = False
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def over(self, connected: socket.socket) -> None:
        """Watch over this connection."""
        self._socket = connected
        if self.ended:  # before there was anything to end
            self._end()

    def _end(self) -> None:
        self.ended = True
        if self._socket is not None:
            with suppress(OSError):  # it has ended by itself
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "_Watch":
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()


def _opener(watch: _Watch, limits: Limits) -> urllib.request.OpenerDirector:
    """Return what speaks HTTP and nothing else: no files, no redirects, no errors raised."""

    def watched(connection: http.client.HTTPConnection) -> None:
        # The watch comes first; this is for a wait that it could not end.
        connection.sock.settimeout(2 * limits.seconds)
        watch.over(connection.sock)

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watched(self)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watched(self)

    class PlainHandler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req)

    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), PlainHandler(), SecureHandler()):
        opener.add_handler(handler)
    return opener


def _told(error: Exception) -> str:
    """Return in words what an exception of the libraries below says."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return "it did not take the call in time"
    if isinstance(cause, http.client.RemoteDisconnected):
        return "it ended the connection without an answer"
    if isinstance(cause, http.client.IncompleteRead):
        return "the connection ended before the answer did"
    if isinstance(cause, http.client.HTTPException | ValueError):
        return f"what it sent is not HTTP ({type(cause).__name__})"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause)
