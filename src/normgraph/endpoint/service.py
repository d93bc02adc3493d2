"""What every route of the endpoint works with."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request as HttpRequest

from normgraph.endpoint.delivery import Unread
from normgraph.limited import Pool, Reply, Request
from normgraph.store import Opened


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever serves has decided."""

    log_queries: bool = False  #: whether the text of queries is written to the log
    public_url: str = ""  #: by which the world reaches the server; "" for as it was asked
    explorer: bool = False  #: whether the explorer is served beside the endpoint


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """The graph, and the pool that answers readers' queries over it."""

    opened: Opened  #: for our own look-ups, never for readers' queries
    pool: Pool
    ask: Callable[[Request, str], Awaitable[Reply]]  #: asks the pool, from any event loop
    settings: Settings = field(default_factory=Settings)
    counts: Counter[str] = field(default_factory=Counter)  #: of requests, by status
    unread: Unread = field(default_factory=Unread)  #: what clients have not read yet

    def url(self, request: HttpRequest) -> str:
        """Return the address of the server, without a slash at the end."""
        return (self.settings.public_url or str(request.base_url)).rstrip("/")


def client_of(request: HttpRequest) -> str:
    """Return who asks: the address, as the server or a trusted proxy saw it."""
    return request.client.host if request.client else ""
