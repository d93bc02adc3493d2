"""The process that holds the graph and makes workers: ``python -m normgraph.limited.host``.

It has one thread, so that a copy of it is whole. It reads commands, one line of JSON each,
from the connection whose number it is given, and tells there what became of its workers. It
ends when that connection closes, and its workers with it.
"""

import json
import os
import select
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, send_fds, socket, socketpair
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from normgraph.limited.confinement import confine, die_with_parent
from normgraph.limited.limits import Limits, Source
from normgraph.limited.worker import work

_PATIENT = 19  #: how much later than others a long query gets the processor


@dataclass(slots=True)
class Host:
    """The graph, the connection to whoever asks for workers, and the workers there are."""

    store: Store
    control: socket
    limits: Limits
    workers: set[int] = field(default_factory=set)

    def tell(self, message: dict[str, Any], *files: int) -> None:
        """Send a line, with open files."""
        written = json.dumps(message).encode() + b"\n"
        if files:
            send_fds(self.control, [written], files)
        else:
            self.control.sendall(written)

    def obey(self, command: dict[str, Any]) -> None:
        """Do what a line asks for."""
        pid = command.get("pid")
        if command["do"] == "work":
            self.make_worker()
        elif pid in self.workers and command["do"] == "kill":
            os.kill(pid, signal.SIGKILL)
        elif pid in self.workers and command["do"] == "calm":
            os.setpriority(os.PRIO_PROCESS, pid, _PATIENT)

    def make_worker(self) -> None:
        """Copy this process and hand over the connection to the copy."""
        ours, theirs = socketpair(AF_UNIX, SOCK_STREAM)
        pid = os.fork()
        if pid == 0:
            self._become_worker(theirs, ours)
        theirs.close()
        self.workers.add(pid)
        self.tell({"worker": pid}, ours.fileno())
        ours.close()

    def _become_worker(self, connection: socket, other: socket) -> None:
        """Work until there is no more to do, and end."""
        status = 1
        try:
            die_with_parent()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            other.close()
            self.control.close()
            # What the engine says when memory ends, before it ends itself.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
            confine(self.limits.memory)
            with suppress(BrokenPipeError, ConnectionResetError):
                work(self.store, connection, self.limits)
            status = 0
        finally:
            # What the host set up is not the copy's to take down.
            os._exit(status)

    def reap(self) -> None:
        """Tell which workers have ended, and how."""
        while self.workers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            self.workers.discard(pid)
            self.tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def main() -> None:
    """Read the graph, then make workers until nobody asks any more."""
    control = socket(fileno=int(sys.argv[1]))
    setting = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        store = loaded(Source(**setting["source"]))
    except (OSError, SyntaxError, ValueError) as error:
        control.sendall(json.dumps({"failed": str(error)}).encode() + b"\n")
        return
    host = Host(store, control, Limits(**setting["limits"]))
    with suppress(BrokenPipeError, ConnectionResetError):
        host.tell({"ready": len(store)})
        _serve(host)


def _serve(host: Host) -> None:
    waking, woken = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(waking, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    unread = b""
    while True:
        ready, _, _ = select.select([host.control.fileno(), waking], [], [])
        if waking in ready:
            os.read(waking, 4096)
            host.reap()
        if host.control.fileno() not in ready:
            continue
        heard = host.control.recv(1 << 16)
        if not heard:
            return
        *lines, unread = (unread + heard).split(b"\n")
        for line in lines:
            host.obey(json.loads(line))


def loaded(source: Source) -> Store:
    """Return a store with what the files of ``source`` say.

    Raises
    ------
    ValueError
        When there are fewer or more statements than there must be.
    """
    store = Store()
    for path, graph in source.files:
        kind = RdfFormat.from_extension(Path(path).suffix[1:])
        into = NamedNode(graph) if graph else DefaultGraph()
        quads = kind is not None and kind.supports_datasets
        store.bulk_load(path=path, format=kind, to_graph=None if quads else into)
    if source.quads and len(store) != source.quads:
        told = f"{len(store)} statements, not {source.quads}"
        raise ValueError(f"the graph is damaged: {told}. Run: normgraph build")
    if source.union:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


if __name__ == "__main__":
    main()
