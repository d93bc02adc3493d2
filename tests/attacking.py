"""Sending what hostile clients send, and judging what comes back."""

import hashlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.hostile import Attack
from tests.hostile_bytes import Bytes

#: Statuses that say that a request was not what it should be, or met a limit.
REFUSED = {400, 403, 404, 405, 413, 414, 415, 422, 501}
STOPPED = REFUSED | {408, 429, 503, 504, 507}
#: What an answer must say when a query was ended at a limit or was too large for one.
LIMIT = re.compile(
    rb"second|MiB|memory|rows|statements|bytes|nested|characters|words|wait|long"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; status 0 where it closed without an answer."""

    status: int
    body: bytes
    headers: str = ""
    seconds: float = 0


class Canary:
    """A listener on this machine that nobody may call; it keeps what callers said."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, address = self._listener.accept()
            except OSError:
                return
            with closing(caller):
                caller.settimeout(0.5)
                said = b"nothing"
                with suppress(OSError):
                    said = caller.recv(1000)
                self.calls.append(said or str(address).encode())

    def close(self) -> None:
        self._listener.close()


def aimed(text: str, canary: Canary, file: Path, name: str) -> str:
    """Return an attack's text with the places it is aimed at."""
    place = f"http://127.0.0.1:{canary.port}/{name.replace(' ', '-')}"
    text = text.replace("CANARY", place).replace("FILE", f"file://{file}")
    return text.replace("PORT", str(canary.port))


def send(port: int, attack: Attack, aim: Callable[[str], str], timeout: float = 90) -> Answer:
    """Return what the server at ``port`` answers to ``attack``."""
    body = aim(attack.content().decode()).encode()
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    began = time.monotonic()
    with closing(connection):
        # The server may answer before it has read everything.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(
                attack.method, _quoted(aim(attack.address)), body or None, attack.headers
            )
        try:
            answer = connection.getresponse()
            found = Answer(answer.status, answer.read(), str(answer.headers))
        except (HTTPException, OSError):
            found = Answer(0, b"")
    return Answer(found.status, found.body, found.headers, time.monotonic() - began)


def _quoted(address: str) -> str:
    return address.replace(" ", "%20")


def send_bytes(port: int, sent: bytes, answers: int = 1, timeout: float = 60) -> list[Answer]:
    """Return the answers to bytes, up to a number of them, or one of status 0."""
    connection = socket.create_connection(("127.0.0.1", port), timeout)
    with closing(connection):
        sender = threading.Thread(target=_give, args=(connection, sent), daemon=True)
        sender.start()
        got = b""
        found: list[Answer] = []
        while len(found) < answers:
            try:
                part = connection.recv(1 << 16)
            except (ConnectionResetError, TimeoutError):
                part = b""
            got += part
            found = list(_answers(got, ended=not part))
            if not part:
                break
    return found or [Answer(0, b"")]


def _give(connection: socket.socket, sent: bytes) -> None:
    with suppress(OSError):
        connection.sendall(sent)


def _answers(got: bytes, *, ended: bool) -> Iterator[Answer]:
    while got.startswith(b"HTTP/1.1 ") and b"\r\n\r\n" in got:
        head, _, rest = got.partition(b"\r\n\r\n")
        status = int(head[9:12])
        length = re.search(rb"\ncontent-length: *(\d+)", head, re.I)
        if status < 200:
            got = rest
            continue
        size = int(length[1]) if length else len(rest)
        if len(rest) < size and not ended:
            return
        yield Answer(status, rest[:size], head.decode("latin-1"))
        got = rest[size:]
    if got and ended and not got.startswith(b"HTTP/1.1 "):
        yield Answer(-1, got[:200])  # no HTTP


def fault(attack: Attack, answer: Answer) -> str:
    """Return what is wrong with an answer, or nothing."""
    if attack.must == "refused" and answer.status not in REFUSED:
        return f"{answer.status} instead of a refusal"
    if attack.must == "stopped" and answer.status not in STOPPED:
        return f"{answer.status} instead of a limit"
    if attack.must == "bounded" and answer.status == 200:
        return _incomplete(answer.body)
    if attack.must == "bounded" and answer.status not in STOPPED:
        return f"{answer.status} instead of an answer or a limit"
    if attack.must == "stopped" and not LIMIT.search(answer.body):
        return "the limit is not named"
    if "x-injected" in answer.headers.lower():
        return "a header was injected"
    return "" if answer.body.strip() else "nothing is said"


def _incomplete(body: bytes) -> str:
    try:
        found = json.loads(body)
    except ValueError:
        # An answer to CONSTRUCT; whole where its last statement is.
        return "" if body.rstrip().endswith(b".") else "a part of an answer"
    return "" if {"results", "boolean"} & found.keys() else "no answer"


def fault_of_bytes(one: Bytes, answers: list[Answer]) -> str:
    """Return what is wrong with the answers to bytes, or nothing."""
    wrong = {answer.status for answer in answers} - one.must
    if wrong:
        return f"{wrong} instead of {sorted(one.must)}"
    if len(answers) != one.answers:
        return f"{len(answers)} answers instead of {one.answers}"
    if any("x-injected:" in answer.headers.lower() for answer in answers):
        return "a header was injected"
    return ""


def digest_of(folder: Path) -> dict[str, tuple[int, str]]:
    """Return time and digest of every file in a folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tree(pid: int) -> list[int]:
    """Return a process and all that it has started, and those have."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def memory_of(pid: int) -> int:
    """Return the bytes that a process and all below it hold, what they share counted once."""
    held = 0
    for one in tree(pid):
        with suppress(OSError):
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
            held += 1024 * int(re.search(r"\nPss: +(\d+)", told)[1])
    return held


@contextmanager
def asked_meanwhile(ask: Callable[[], object], every: float = 0.1) -> Iterator[list[float]]:
    """Ask again and again in a thread; give the seconds that each asking took."""
    taken: list[float] = []
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            began = time.monotonic()
            try:
                ask()
            except (OSError, HTTPException):
                taken.append(float("inf"))
            else:
                taken.append(time.monotonic() - began)
            stop.wait(every)

    asking = threading.Thread(target=run)
    asking.start()
    try:
        yield taken
    finally:
        stop.set()
        asking.join()
