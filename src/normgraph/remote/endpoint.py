"""A SPARQL endpoint: asked with patience, and reported honestly where it fails."""

import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from normgraph.errors import EndpointError
from normgraph.remote.request import Question
from normgraph.remote.transport import BrokenError, Limits, OverLimitError, Reply, exchange

#: Media types of answers that are read, by what is asked for.
RESULTS = ("application/sparql-results+json", "application/json")
TRIPLES = ("application/n-triples", "text/turtle")

_BUSY = frozenset({429, 502, 503, 504})
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_HOPS = 4
_SHOWN = 200  #: characters of what an endpoint says
_CHECK_ADDRESS = (
    "Check the address: it is that of the endpoint itself, such as https://host/sparql."
)
_LESS = "Ask for less at a time, or ask a copy of the graph on this machine."
_ADVICE = {
    400: "It may not know a part of SPARQL 1.1 that the query uses.",
    401: "It wants a login, which is not given here. Ask an endpoint that is open to all.",
    403: "It refuses. Ask whoever runs it, or an endpoint that is open to all.",
    404: _CHECK_ADDRESS,
    405: _CHECK_ADDRESS,
    406: "It cannot answer in JSON, which is what is read here.",
    413: _LESS,
    414: _LESS,
    500: f"It failed by itself. {_LESS}",
}
_LATER = "It is busy or down. Try again later."


class Endpoint:
    """An endpoint at an address, which is asked queries."""

    def __init__(self, address: str, limits: Limits | None = None) -> None:
        """Note the address; nothing is asked yet.

        Raises
        ------
        EndpointError
            When it is no address of the web, or has a name or password in it.
        """
        _check(address)
        self.address = address
        self.limits = limits or Limits()
        self._moved_to = address  #: where it has sent us, on the same host

    def ask(self, query: str, form: str) -> Reply:
        """Return the answer to ``query``, in a format that is read here.

        Parameters
        ----------
        query
            Text of a query.
        form
            What it is: select, ask, construct or describe.

        Raises
        ------
        EndpointError
            When it does not answer, or with something else than an answer.
        """
        wanted = RESULTS if form in {"select", "ask"} else TRIPLES
        what = f"a query ({form.upper()}, {len(query):,} characters)"
        reply = self._patiently(Question(query, form, wanted), what)
        if reply.status != 200:
            told = f"answered {what} with status {reply.status} {_legible(reply.reason)}"
            told += _says(reply)
            raise self.error(told, _ADVICE.get(reply.status, _LATER))
        coding = reply.headers.get("Content-Encoding", "identity")
        if reply.media_type not in wanted or coding != "identity":
            kind = _legible(reply.media_type) or "no media type"
            told = f"answered {what} in {kind} ({_legible(coding)}), not in {wanted[0]}"
            told += _says(reply)
            raise self.error(told, _CHECK_ADDRESS)
        return reply

    def description(self) -> bytes | None:
        """Return what the endpoint says of itself in Turtle, or None where it says nothing."""
        try:
            reply = self._patiently(Question("", "describe", ("text/turtle",)), "what it is")
        except EndpointError:
            return None
        return reply.body if (reply.status, reply.media_type) == (200, "text/turtle") else None

    def error(self, told: str, advice: str) -> EndpointError:
        """Return the error that the endpoint did what is ``told``, with what to do about it."""
        return EndpointError(f"The endpoint {self.address} {told}. {advice}")

    def _patiently(self, question: Question, what: str) -> Reply:
        """Ask until there is an answer, as often and as long as the limits allow.

        Raises
        ------
        EndpointError
            When there is none.
        """
        pauses = [self.limits.pause * 2**n for n in range(self.limits.attempts - 1)]
        for pause in (*pauses, None):
            reply, lost = None, ""
            try:
                reply = self._followed(question)
            except BrokenError as error:
                lost = str(error)
            except OverLimitError as error:
                raise self.error(f"was asked {what}, in vain: {error}", _LESS) from error
            if reply is not None and reply.status not in _BUSY:
                return reply
            wait = max(pause or 0.0, 0.0 if reply is None else _pause_asked_for(reply))
            if pause is None or wait > self.limits.longest_pause:
                break
            time.sleep(wait)
        if reply is None:
            told = f"was asked {what}, {self.limits.attempts} times in all, in vain: {lost}"
            raise self.error(told, "Check the address and the connection.")
        return reply

    def _followed(self, question: Question) -> Reply:
        """Return the reply of the endpoint, or of where on its own host it has moved.

        Raises
        ------
        EndpointError
            When it sends us elsewhere, or in circles.
        """
        for _ in range(_HOPS):
            reply = exchange(question.request(self._moved_to), self.limits)
            if reply.status not in _ELSEWHERE:
                return reply
            self._moved_to = self._moved(reply.headers.get("Location", ""))
        raise self.error("sends us from place to place", _CHECK_ADDRESS)

    def _moved(self, location: str) -> str:
        """Return where a redirect leads, if that is on the same host.

        Elsewhere could be anything, the inside of our own network too; whoever trusts it can
        give its address.

        Raises
        ------
        EndpointError
            When it is not.
        """
        here = urlsplit(self._moved_to)
        try:
            there = urlsplit(urljoin(self._moved_to, location))
            allowed = {_door(here), ("https", 443)}
            same = here.hostname == there.hostname and _door(there) in allowed
        except ValueError:  # of an address that is none
            same = False
        if not same:
            told = f"sends us on to {_legible(location)!r}, which is not followed"
            raise self.error(told, "If you trust that address, give it instead.")
        # The query that it repeats is asked anew, with whatever else the address had.
        return urlunsplit((there.scheme, there.netloc, there.path, here.query, ""))


def _check(address: str) -> None:
    """Raise if ``address`` is not one that an endpoint can have.

    Raises
    ------
    EndpointError
        When it is not.
    """
    try:
        parts = urlsplit(address)
        sound = bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.scheme not in {"http", "https"} or re.search(r"[\x00-\x20]", address):
        message = f"{_legible(address)!r} is no address of an endpoint; {_EXAMPLE}"
        raise EndpointError(message)
    if "@" in parts.netloc:
        message = (
            "An address with a name or a password in it would stand in messages and files; "
            "endpoints are asked without a login here."
        )
        raise EndpointError(message)


_EXAMPLE = "one begins with http:// or https://, such as https://host/sparql."


def _door(parts: SplitResult) -> tuple[str, int]:
    """Return the scheme and the port of an address."""
    return parts.scheme, parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)


def _pause_asked_for(reply: Reply) -> float:
    """Return how many seconds an endpoint asks to be left alone; 0 where it does not say."""
    asked = reply.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return 0.0
    if until.tzinfo is None:
        return 0.0
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _says(reply: Reply) -> str:
    """Return the first line that an endpoint says in words, to stand in a sentence."""
    words = re.sub(r"<[^<>]*>", " ", reply.body[:20_000].decode("utf-8", "replace"))
    lines = (" ".join(line.split()) for line in words.splitlines())
    first = next(filter(None, lines), "")
    retry = _pause_asked_for(reply)
    wait = f"; it asks to wait {retry:.0f} seconds" if retry else ""
    return (f": {_legible(first)}" if first else "") + wait


def _legible(text: str) -> str:
    """Return ``text`` short, without what a terminal would take for a command."""
    shown = "".join(c if c.isprintable() else " " for c in text[: _SHOWN + 1])
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "..."
