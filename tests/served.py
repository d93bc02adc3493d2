"""Serving routes over real HTTP on a free port, and asking them byte for byte."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from normgraph.endpoint.service import Service, Settings
from normgraph.store import Opened

#: Seconds after which a server that does not listen, or answer, has failed.
PATIENCE = 60
#: Elements of HTML that have no end.
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col"}


@dataclass(frozen=True)
class Served:
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> "Reply":
        """Send ``path`` as it stands, with headers whose low lines are hyphens."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=given)
            reply = connection.getresponse()
            return Reply(reply.status, dict_of(reply.getheaders()), reply.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def serving(opened: Opened, *, explorer: bool = False) -> Service:
    """Return what routes serve that ask no reader's query, and so need no pool."""
    return Service(opened, pool=None, ask=None, settings=Settings(explorer=explorer))


@contextmanager
def served(routes: list[BaseRoute]) -> Iterator[Served]:
    config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive(), "the server ended"
        assert time.monotonic() < deadline, "the server does not listen"
        time.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield Served(host, port)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def dict_of(headers: list[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


class Page(HTMLParser):
    """A page as a strict reader sees it: elements that end, identifiers, links."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self._open]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self._open.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value)
            if tag == "a" and name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"{tag} closed within {self._open[-1:]} at {self.getpos()}")
        else:
            self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1] not in {"style", "script"}:
            self.words.append(data)


def check_page(reply: Reply) -> Page:
    """Return the page of a reply that is sound and loads nothing from anywhere."""
    page = Page(reply.text)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    tags = {tag for tag, _, _ in page.attributes}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
    loading = {"src", "srcset", "style", "background", "action", "data"}
    assert [each for each in page.attributes if each[1] in loading] == []
    assert [each for each in page.attributes if each[1].startswith("on")] == []
    assert "@import" not in reply.text
    assert "url(" not in reply.text
    return page
