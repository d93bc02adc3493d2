"""Engines of other hands, started on this machine with the graph of the session."""

import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from normgraph.errors import EndpointError
from normgraph.query import catalog, select
from normgraph.store import Opened

#: Seconds until a server must answer.
STARTING = 60
#: Why answers differ, by engine and query; a difference that is not listed is an error.
DIFFERENCES: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
    Path(__file__).with_name("engine_differences.toml").read_text("utf-8")
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], folder: Path, answering: str) -> Iterator[None]:
    """Run a server until the block ends; it must answer at an address before it begins."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + STARTING
        while not _answers(answering):
            assert process.poll() is None, (folder / "server.log").read_text("utf-8")[-2000:]
            assert time.monotonic() < until, f"{command[0]} does not answer"
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@contextmanager
def oxigraph(graph: Path, folder: Path) -> Iterator[str]:
    """Serve a file of N-Quads by the server of Oxigraph, and give the endpoint's address."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    store = str(folder / "store")
    loading = [program, "load", "--location", store, "--file", str(graph)]
    subprocess.run(loading, check=True, capture_output=True)
    place = f"127.0.0.1:{free_port()}"
    serving = [program, "serve-read-only", "--location", store, "--bind", place]
    with started([*serving, "--union-default-graph"], folder, f"http://{place}/"):
        yield f"http://{place}/query"


VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
CheckpointInterval = 0
MaxClientConnections = 10
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 6
Charset = UTF-8
EnabledGzipContent = 0
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 30
"""


@contextmanager
def virtuoso(graph: Path, folder: Path) -> Iterator[str]:
    """Serve a file of N-Quads by Virtuoso, and give the endpoint's address."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        VIRTUOSO.format(sql=sql, http=http, folder=folder), encoding="utf-8"
    )
    shutil.copyfile(graph, folder / "graph.nq")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    address = f"http://127.0.0.1:{http}/sparql"
    with started(command, folder, f"{address}?query=ASK%7B%7D"):
        load = f"ld_dir('{folder}', 'graph.nq', 'https://none.example/'); rdf_loader_run();"
        client = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"]
        subprocess.run(client, check=True, capture_output=True, timeout=120)
        yield address


def difference(name: str, here: Opened, there: Opened) -> str:
    """Return how the answers to a query differ, in a word; nothing where they are equal."""
    given = catalog()[name].examples
    ours = select(here.store, name, **given)
    try:
        theirs = select(there.store, name, **given)
    except EndpointError as error:
        return "late" if "had not answered" in str(error) else "error"
    assert theirs.columns == ours.columns
    if theirs.rows == ours.rows:
        return ""
    as_text = [sorted(map(str, answer.rows)) for answer in (ours, theirs)]
    if as_text[0] == as_text[1]:
        return "order"
    if sorted(map(str, ours)) == sorted(map(str, theirs)):
        return "language"
    return "values" if len(ours) == len(theirs) else "rows"
