"""The server's patience, over real sockets: late clients are told, silent ones are dropped."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection

import pytest
import uvicorn

from normgraph.endpoint.patience import Patience, PatientProtocol, patient, use_everywhere

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

SHORT = Patience(request=0.5, answer=0.5, glance=0.05)
LARGE = 24 * 1024 * 1024  # more than the kernel holds for two sockets
DEADLINE = 20  #: seconds after which a test that waits for the server has failed


class App:
    """What is served: an answer as large and as late as asked; it tells how each ended."""

    def __init__(self):
        self.ended = []
        self.go_on = threading.Event()

    async def __call__(self, scope, receive, send):
        path = scope["path"]
        try:
            if path == "/early":
                return await self.answer(send, 413, b"too much\n")
            message = await receive()
            body = message["body"]
            while message.get("more_body"):
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message["body"]
            if path == "/late":
                await asyncio.to_thread(self.go_on.wait, DEADLINE)
            if path == "/flood":
                return await self.flood(send)
            sent = b"x" * LARGE if path == "/large" else body or b"answered\n"
            return await self.answer(send, 200, sent)
        finally:
            self.ended.append(path)

    async def answer(self, send, status, body):
        length = str(len(body)).encode()
        start = {"type": "http.response.start", "status": status}
        await send({**start, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": body})

    async def flood(self, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(LARGE // 65536):
            part = {"type": "http.response.body", "body": b"x" * 65536, "more_body": True}
            await send(part)
        await send({"type": "http.response.body", "body": b""})


class Served:
    """A server in a thread, and how to speak to it byte by byte."""

    def __init__(self, patience):
        self.app = App()
        settings = uvicorn.Config(
            self.app,
            http=patient(patience),
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_keep_alive=DEADLINE,
        )
        self.server = uvicorn.Server(settings)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.server.run, args=([self.listener],))

    def open(self, *, receives=None):
        connection = socket.socket()
        if receives:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        connection.settimeout(DEADLINE)
        connection.connect(("127.0.0.1", self.port))
        return closing(connection)

    def connections(self):
        return len(self.server.server_state.connections)


@contextmanager
def served(patience=SHORT) -> Iterator[Served]:
    served = Served(patience)
    served.thread.start()
    try:
        yield served
    finally:
        served.app.go_on.set()
        served.server.should_exit = True
        served.thread.join(DEADLINE)
        assert not served.thread.is_alive()


def everything(connection) -> bytes:
    """Return what comes until the server closes."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def become(found, wanted) -> None:
    """Wait until what ``found`` returns is ``wanted``."""
    deadline = time.monotonic() + DEADLINE
    while found() != wanted:
        assert time.monotonic() < deadline, f"{found()} is not {wanted}"
        time.sleep(0.01)


LATE = {
    "half a request line": b"GET /sp",
    "headers without an end": b"GET / HTTP/1.1\r\nHost: a\r\n",
    "half a body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
    "half a chunk": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
}


@pytest.mark.parametrize("sent", LATE.values(), ids=LATE)
def test_a_request_that_is_never_complete_is_answered_408_and_closed(sent):
    with served() as server, server.open() as client:
        client.sendall(sent)
        answer = everything(client)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in answer
        assert b"not complete after 0.5 seconds" in answer
        become(server.connections, 0)


def test_a_client_that_says_nothing_is_closed_without_a_word():
    with served() as server, server.open() as client:
        assert everything(client) == b""


def test_one_byte_at_a_time_does_not_buy_time():
    with served() as server, server.open() as client:
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        client.settimeout(0.05)
        deadline = time.monotonic() + DEADLINE
        answer = b""
        while not answer:
            assert time.monotonic() < deadline
            client.sendall(b"a")
            try:
                answer = client.recv(65536)
            except TimeoutError:
                continue
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_after_an_answer_a_byte_that_begins_no_request_holds_nothing():
    with served() as server, server.open() as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(65536).startswith(b"HTTP/1.1 200 ")
        client.sendall(b"\r\n")
        everything(client)
        become(server.connections, 0)


def test_a_second_request_on_a_connection_has_its_own_time():
    with served() as server:
        client = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
        for _ in range(3):
            client.request("POST", "/", b"said again")
            assert client.getresponse().read() == b"said again"
        client.close()


def test_an_answer_that_takes_longer_than_a_request_may_is_waited_for():
    with served() as server, server.open() as client, server.open() as slow:
        client.sendall(b"GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        # Whoever came later and said nothing is closed first, so the limit has passed.
        assert everything(slow) == b""
        server.app.go_on.set()
        assert everything(client).startswith(b"HTTP/1.1 200 ")


def test_half_a_request_behind_one_that_is_being_answered_does_not_end_it():
    with served() as server, server.open() as client, server.open() as slow:
        client.sendall(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\nGET / HT")
        assert everything(slow) == b""
        server.app.go_on.set()
        answer = everything(client)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert b"HTTP/1.1 408 " in answer


@pytest.mark.parametrize("path", ["/large", "/flood"])
def test_a_client_that_does_not_read_is_cut_off(path):
    with served() as server, server.open(receives=4096) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        become(lambda: server.app.ended, [path])
        become(server.connections, 0)
        with pytest.raises(ConnectionResetError):
            everything(client)


@pytest.mark.parametrize("path", ["/large", "/flood"])
def test_a_client_that_reads_steadily_gets_everything(path):
    patience = replace(SHORT, answer=0.2, pace=1024)
    with served(patience) as server, server.open(receives=65536) as client:
        head = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode())
        assert everything(client).count(b"x") == LARGE


def test_a_head_without_end_is_answered_431():
    with served(replace(SHORT, request=DEADLINE)) as server, server.open() as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        line = b"X-Name: " + b"a" * 1000 + b"\r\n"
        client.sendall(line * (Patience().head // len(line) + 2))
        answer = client.recv(65536)
        assert answer.startswith(b"HTTP/1.1 431 ")
        assert b"in the body of a POST" in answer


def test_a_long_query_in_an_address_is_taken():
    with served() as server:
        client = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
        client.request("GET", "/?query=" + "%20" * 21_000)
        assert client.getresponse().status == 200
        client.close()


def test_an_address_too_long_to_parse_is_answered_414():
    with served() as server, server.open() as client:
        client.sendall(b"POST /?" + b"a" * 65_536 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        answer = everything(client)
        assert answer.startswith(b"HTTP/1.1 414 ")
        assert b"longer than 65,535 bytes" in answer
        assert answer.count(b"HTTP/1.1") == 1


def test_a_body_that_goes_on_after_its_answer_is_not_read_for_ever():
    patience = replace(SHORT, request=DEADLINE, surplus=1024 * 1024)
    with served(patience) as server, server.open() as client:
        client.sendall(b"POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n")
        assert client.recv(65536).startswith(b"HTTP/1.1 413 ")
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            client.sendall(b"x" * 64 * 1024 * 1024)


def test_one_honest_client_among_many_slow_ones_is_answered():
    with served(replace(SHORT, request=DEADLINE)) as server:
        slow = [server.open() for _ in range(200)]
        for number, one in enumerate(slow):
            one.thing.sendall(list(LATE.values())[number % len(LATE)])
        become(server.connections, len(slow))
        client = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
        client.request("GET", "/")
        assert client.getresponse().status == 200
        client.close()
        for one in slow:
            one.thing.close()
        become(server.connections, 0)


def test_a_server_that_is_told_no_protocol_takes_the_patient_one(monkeypatch):
    monkeypatch.setitem(uvicorn.config.HTTP_PROTOCOLS, "auto", "of:nobody")
    use_everywhere()
    config = uvicorn.Config(App())
    config.load()
    assert config.http_protocol_class is PatientProtocol
