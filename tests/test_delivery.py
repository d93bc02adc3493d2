"""What clients do not read has a limit, and large answers arrive whole."""

import asyncio
import hashlib

import pytest

from normgraph.endpoint.delivery import PacedResponse, Unread
from normgraph.errors import LimitError

LARGE = bytes(range(256)) * 4096


def sent(response, send):
    async def receive():
        raise AssertionError("nothing is asked of the client")

    asyncio.run(response({"type": "http"}, receive, send))


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 256 * 1024, 256 * 1024 + 1, len(LARGE)])
def test_an_answer_arrives_whole_and_is_counted_until_it_has(size):
    unread, parts = Unread(), []
    response = PacedResponse(LARGE[:size], {}, "text/csv", unread, "a")

    async def send(message):
        if message["type"] == "http.response.body":
            parts.append((message["body"], message["more_body"], len(unread)))

    sent(response, send)
    body = b"".join(part for part, _, _ in parts)
    assert hashlib.sha256(body).digest() == hashlib.sha256(LARGE[:size]).digest()
    assert [more for _, more, _ in parts] == [True] * (len(parts) - 1) + [False]
    assert {counted for _, _, counted in parts} == {size if size > 64 * 1024 else 0}
    assert len(unread) == 0
    assert dict(response.headers)["content-length"] == str(size)


def test_what_is_given_up_is_counted_no_more():
    unread = Unread()
    response = PacedResponse(LARGE, {}, "text/csv", unread, "a")

    async def send(message):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        sent(response, send)
    assert len(unread) == 0


@pytest.mark.parametrize(
    ("clients", "limit"), [(("a", "a", "a"), "share"), (("a", "b", "c", "d"), "queue")]
)
def test_who_does_not_read_gets_no_more(clients, limit):
    unread = Unread(most=3 * len(LARGE), most_per_client=2 * len(LARGE))
    *read, last = clients
    for client in read:
        PacedResponse(LARGE, {}, "text/csv", unread, client)
    with pytest.raises(LimitError) as refused:
        PacedResponse(LARGE, {}, "text/csv", unread, last)
    assert refused.value.limit == limit
    assert refused.value.retry_after
    # A small answer is always given.
    PacedResponse(b"yes", {}, "text/csv", unread, last)
