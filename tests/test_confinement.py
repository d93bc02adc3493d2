"""What a worker could do if a query took it over: nothing to files, network or others."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.attacking import tree
from tests.server_process import serving, until

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and Linux namespaces")

#: Runs in a process of its own, confined as a worker is, and tells what it still could do.
TRIED = """
import encodings.ascii, encodings.idna, json, mmap, os, pathlib, resource, socket, sys
import subprocess
from normgraph.limited.confinement import confine, die_with_parent

place, other = sys.argv[1], int(sys.argv[2])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
die_with_parent()
confine(64 << 20)

def reads(): pathlib.Path("/etc/passwd").read_bytes()
def lists(): os.listdir("/")
def writes(): pathlib.Path(place, "written").write_text("x")
def appends(): os.open(place + "/there", os.O_WRONLY | os.O_APPEND)
def connects(): socket.create_connection(("127.0.0.1", other), 2)
def sends():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", other))
def looks_up(): socket.getaddrinfo("example.org", 80, proto=socket.IPPROTO_TCP)
def pipes(): os.pipe()
def runs(): subprocess.run(["/bin/true"])
def forks():
    if os.fork() == 0:
        os._exit(0)
def takes_memory(): return bytearray(256 << 20)
def maps_memory(): return mmap.mmap(-1, 256 << 20)
def asks_for_more():
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

told = {}
for attempt in [reads, lists, writes, appends, connects, sends,
                looks_up, pipes, runs, forks, takes_memory, maps_memory, asks_for_more]:
    try:
        attempt()
    except (OSError, MemoryError, ValueError) as error:
        told[attempt.__name__] = type(error).__name__
    else:
        told[attempt.__name__] = ""
print(json.dumps(told))
"""


@linux
def test_a_confined_process_can_do_nothing_to_others(tmp_path, checkout):
    (tmp_path / "there").write_text("untouched")
    tmp_path.chmod(0o777)
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", TRIED, str(tmp_path), port],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        could = {name for name, error in json.loads(done.stdout).items() if not error}
        assert could == set()
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "untouched"


@linux
def test_a_worker_holds_nothing_but_its_connection(home, tmp_path):
    with serving(home, tmp_path) as server:
        _, *workers = until(lambda: tree(server.pid)[1:][1:] and tree(server.pid)[1:])
        for worker in workers:
            until(lambda worker=worker: confined(worker))
            held = {str(one.readlink()) for one in Path(f"/proc/{worker}/fd").iterdir()}
            places = {one.rpartition(":")[0] or one for one in held}
            assert places <= {"/dev/null", "socket", "pipe"}
            numbers = {one[8:-1] for one in held if one.startswith("socket:")}
            known = {
                line.split()[6] for line in Path("/proc/net/unix").read_text().splitlines()
            }
            assert numbers <= known, "a worker holds a socket to the network"


def confined(worker):
    limits = Path(f"/proc/{worker}/limits").read_text()
    named = ("Max open files", "Max file size", "Max processes", "Max core file size")
    return all(re.search(rf"{limit} +0 +0 ", limits) for limit in named)


LOOKUP = "SELECT * { <https://w3id.org/normgraph/id/state/RUS> ?p ?o } LIMIT 5"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@linux
@pytest.mark.slow
def test_the_server_outlives_its_processes_and_ends_in_order(home, tmp_path):
    """Kill host and workers while queries run; then ask the server to stop."""
    honest = {200, 503, 504, 507}
    with serving(home, tmp_path, "--seconds", "1") as server, ThreadPoolExecutor(8) as together:
        seen = set()
        for victim in (1, 2, 0, -1):
            running = [together.submit(server.ask, RUNAWAY) for _ in range(2)]
            running += [together.submit(server.ask, LOOKUP) for _ in range(12)]
            until(lambda: len(tree(server.pid)) > 3)
            # The host stands first, workers behind it.
            with suppress(ProcessLookupError):
                os.kill(tree(server.pid)[1:][victim], signal.SIGKILL)
            seen |= {one.result()[0] for one in running}
            assert server.get("/healthz")[0] == 200
            until(server.ready)
        assert seen <= honest, "".join(server.lines).partition("Traceback")[2][:6000]
        assert server.ask(LOOKUP)[0] == 200
        assert server.process.poll() is None
        below = tree(server.pid)[1:]
        assert below
        last = together.submit(server.ask, RUNAWAY)
        until(lambda: server.metrics().get("normgraph_long_running"))
        server.process.send_signal(signal.SIGTERM)
        assert last.result()[0] in {503, 504, 507}, last.result()
        assert server.process.wait(30) in {0, -signal.SIGTERM}
        until(lambda: not [pid for pid in below if Path(f"/proc/{pid}/exe").exists()])
