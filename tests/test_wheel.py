"""The wheel, as someone meets it who has no checkout: installed elsewhere, used from there."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = [pytest.mark.wheel, pytest.mark.slow]

PATIENCE = 60  #: seconds until a started explorer must answer; it takes about five


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target]
    done = subprocess.run([*build, checkout], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = target.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Return an empty folder far from the checkout, in which everything is run."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def installed(wheel, checkout, elsewhere, tmp_path_factory):
    """Return a function that runs a program of a fresh environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "NORMGRAPH"))
    } | {"NORMGRAPH_HOME": str(elsewhere / "graph")}

    def start(program: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [programs / program, *arguments],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    constraints = elsewhere / "constraints.txt"
    constraints.write_text("\n".join(pins(checkout / "requirements.lock")), encoding="utf-8")
    output(
        start(
            "python", "-m", "pip", "install", "-q", "-c", str(constraints), f"{wheel}[explorer]"
        )
    )
    output(start("normgraph", "build"))
    return start


def pins(lock: Path) -> list[str]:
    """Return the lines of the lock without hashes, which pip refuses in constraints."""
    return re.findall(r"(?m)^([a-z0-9][^\\\n]*?)\s*\\?$", lock.read_text("utf-8"))


def output(process: subprocess.Popen[str]) -> str:
    text, _ = process.communicate(timeout=600)
    assert process.returncode == 0, text
    return text


def test_the_wheel_holds_ontology_tables_queries_and_licences(wheel, checkout):
    names = set(ZipFile(wheel).namelist())
    source = checkout / "src"
    expected = {
        *(f"normgraph/{path.relative_to(checkout).as_posix()}" for path in tables(checkout)),
        *(path.relative_to(source).as_posix() for path in source.rglob("*.rq")),
        "normgraph/py.typed",
    }
    assert expected <= names
    assert {"LICENSE", "LICENSE-DATA"} <= {name.rpartition("/")[2] for name in names}


def tables(checkout: Path) -> list[Path]:
    folders = (checkout / "ontology", checkout / "data")
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".csv", ".ttl"}
    ]


def test_the_command_tells_the_version_of_the_graph(installed):
    assert re.search(r"\b[0-9a-f]{64}\b", output(installed("normgraph", "version", "--graph")))


def test_a_query_answers_from_another_folder(installed):
    answer = output(installed("normgraph", "query", "ballots", "--decision", "S/2011/612"))
    vetoes = [line for line in answer.splitlines() if "against" in line]
    assert [line for line in vetoes if "China" in line]
    assert [line for line in vetoes if "Russia" in line]


def test_the_explorer_serves_from_another_folder(installed):
    port = free_port()
    process = installed("normgraph", "explore", "--no-browser", "--port", str(port))
    address = f"http://127.0.0.1:{port}"
    try:
        assert answer_of(f"{address}/_stcore/health", process) == "ok"
        assert "<title>" in answer_of(f"{address}/", process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answer_of(url: str, process: subprocess.Popen[str]) -> str:
    """Return the body at ``url`` as soon as the process serves it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the explorer ended: {process.communicate()[0]}")
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer within {PATIENCE} seconds")
