"""What tests share: the reference data, the graph, and what a machine must have."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.doctest import DoctestItem
from hypothesis import settings

if TYPE_CHECKING:
    from normgraph.store import Opened

CHECKOUT = Path(__file__).resolve().parent

#: Where browsers are found when they are not on the path by one of these names.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Deterministic everywhere, so that a red run can be repeated; more thorough in CI.
settings.register_profile("here", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=150)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def reference_folder() -> Path:
    given = os.environ.get("NORMGRAPH_REFERENCE")
    return Path(given) if given else CHECKOUT.parent / "shared" / "reference"


def browser_path() -> str | None:
    found = (shutil.which(name) for name in BROWSERS)
    return os.environ.get("NORMGRAPH_BROWSER") or next(filter(None, found), None)


def lacks_reference() -> str:
    if reference_folder().is_dir():
        return ""
    return "no reference data: put the folder shared/reference beside the checkout"


def lacks_browser() -> str:
    return "" if browser_path() else "no browser: install Chromium"


def lacks_java() -> str:
    return "" if shutil.which("java") else "no Java: install a runtime such as default-jre"


def lacks_program(name: str, package: str) -> str:
    return "" if shutil.which(name) else f"no {name}: install {package}"


def lacks_node_clients() -> str:
    if reason := lacks_program("node", "Node.js 20 or later, such as nodejs and npm"):
        return reason
    installed = (CHECKOUT / "tests" / "clients" / "node_modules").is_dir()
    return "" if installed else "no SPARQL client for Node: run make clients"


@cache
def lacks_package_index() -> str:
    probe = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps"]
    done = subprocess.run(
        [*probe, "--ignore-installed", "iniconfig"], capture_output=True, check=False
    )
    return "no package index can be reached" if done.returncode else ""


@cache
def lacks_npm() -> str:
    if not shutil.which("npm"):
        return "no npm: install Node.js 20 or later with npm"
    probe = ["npm", "view", "--silent", "codemirror-lang-sparql", "version"]
    done = subprocess.run(probe, capture_output=True, check=False)
    return "no registry of npm can be reached" if done.returncode else ""


#: What a test with one of these markers cannot do without.
PREREQUISITES: dict[str, Callable[[], str]] = {
    "browser": lacks_browser,
    "curl": partial(lacks_program, "curl", "curl"),
    "node": lacks_node_clients,
    "npm": lacks_npm,
    "rapper": partial(lacks_program, "rapper", "raptor2-utils"),
    "reasoner": lacks_java,
    "reference": lacks_reference,
    "roqet": partial(lacks_program, "roqet", "rasqal-utils"),
    "virtuoso": partial(lacks_program, "virtuoso-t", "virtuoso-opensource-7"),
    "wheel": lacks_package_index,
}


@cache
def required() -> frozenset[str]:
    """Return what NORMGRAPH_REQUIRE says this machine must have."""
    names = frozenset(filter(None, os.environ.get("NORMGRAPH_REQUIRE", "").split(",")))
    if unknown := names - PREREQUISITES.keys():
        known = ", ".join(sorted(PREREQUISITES))
        pytest.exit(f"NORMGRAPH_REQUIRE: unknown {', '.join(sorted(unknown))}; known: {known}")
    return names


def pytest_configure() -> None:
    """Refuse a misspelt requirement before any test runs."""
    required()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose prerequisite is missing, or fail it where that is required."""
    for name, lacks in PREREQUISITES.items():
        if item.get_closest_marker(name) and (reason := lacks()):
            if name in required():
                pytest.fail(f"NORMGRAPH_REQUIRE names {name}, but there is {reason}")
            pytest.skip(reason)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of reference data; use with ``@pytest.mark.reference``."""
    if reason := lacks_reference():
        pytest.skip(reason)
    return reference_folder()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser; use with ``@pytest.mark.browser``."""
    path = browser_path()
    if path is None:
        pytest.skip(lacks_browser())
    return path


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the graph of this checkout, built anew if anything changed.

    Whatever runs in this process or is started by it finds the graph there too.
    """
    from normgraph.build import build

    folder = _KEPT / _made_from()
    with _alone():
        if not (folder / "current").exists():
            fresh = tmp_path_factory.mktemp("home") / "graph"
            build(home=fresh)
            shutil.rmtree(_KEPT, ignore_errors=True)
            _KEPT.mkdir(parents=True)
            shutil.move(fresh, folder)
    os.environ["NORMGRAPH_HOME"] = str(folder)
    return folder


#: Where the graph of the last session lies; what it was made from is its name.
_KEPT = CHECKOUT / ".pytest_cache" / "normgraph"


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time in: those that share the tests share the graph."""
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    with (_KEPT.parent / "normgraph.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made_from() -> str:
    """Return a digest of all that a graph follows from: tables, ontology, code, engine."""
    digest = hashlib.sha256(version("pyoxigraph").encode() + version("pyshacl").encode())
    for name in ("data", "ontology", "src/normgraph/build", "src/normgraph"):
        for path in sorted((CHECKOUT / name).glob("*.py" if "src" in name else "**/*")):
            if path.is_file():
                digest.update(path.relative_to(CHECKOUT).as_posix().encode() + b"\0")
                digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def opened(home: Path) -> "Opened":
    """Return the session's graph, the real one of this checkout, loaded into memory."""
    from normgraph.store import open_graph

    return open_graph(home, in_memory=True)


#: Modules whose examples ask the graph.
_FRONT_DOOR = {
    CHECKOUT / "src" / "normgraph" / name for name in ("__init__.py", "query/__init__.py")
}


@pytest.fixture(autouse=True)
def _graph_for_doctests(request: pytest.FixtureRequest) -> None:
    """Give the examples of the package's front door the graph that they ask."""
    if isinstance(request.node, DoctestItem) and request.node.path in _FRONT_DOOR:
        request.getfixturevalue("home")
