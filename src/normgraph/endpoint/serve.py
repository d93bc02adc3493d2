"""Serving the endpoint alone: ``normgraph serve``."""

import logging
import resource
import sys
from dataclasses import dataclass, field
from functools import partial

import uvicorn

from normgraph.endpoint.app import app
from normgraph.endpoint.patience import Patience, patient
from normgraph.endpoint.service import Service, Settings
from normgraph.errors import NormgraphError
from normgraph.limited import Limits, Pool, source_of
from normgraph.store import open_graph

#: Connections that the system may hold until they are taken.
_BACKLOG = 4096


@dataclass(frozen=True, slots=True)
class Serving:
    """Where and how the endpoint is served."""

    host: str = "127.0.0.1"
    port: int = 8502
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    settings: Settings = field(default_factory=Settings)
    behind_proxy: bool = False  #: whether a proxy on this machine tells who asks


def serve(serving: Serving) -> None:
    """Serve until interrupted; then let running queries end, for as long as they may take.

    Raises
    ------
    NormgraphError
        When there is no graph, or nothing can be served at this address.
    """
    opened = open_graph(in_memory=True)
    pool = Pool(source_of(opened), serving.limits)
    service = Service(opened, pool, partial(pool.ask), serving.settings)
    open_many_files()
    write_log()
    config = uvicorn.Config(
        app(service),
        host=serving.host,
        port=serving.port,
        http=patient(serving.patience),
        ws="none",
        access_log=False,  # it would hold the text of queries
        log_level="warning",
        server_header=False,
        proxy_headers=serving.behind_proxy,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=round(serving.limits.seconds) + 1,
    )
    try:
        listening = config.bind_socket()
    except SystemExit as error:  # how uvicorn says that it cannot
        address = f"http://{serving.host}:{serving.port}"
        message = f"Nothing can be served at {address}. Try another --port."
        raise NormgraphError(message) from error
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"SPARQL endpoint: http://{name}:{port}/sparql (stop with Ctrl+C)\n")
    sys.stderr.flush()
    uvicorn.Server(config).run(sockets=[listening])


def open_many_files() -> None:
    """Let this process hold as many connections as the system lets it ask for."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def write_log() -> None:
    """Write a line for each request to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("normgraph.endpoint")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
