"""The shape of the code: imports point one way, packages stay put, modules stay small."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "normgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
EVERYTHING = [*MODULES, ROOT / "app.py", *sorted((ROOT / "benchmarks").rglob("*.py"))]

#: From the first to the last. A module imports from stages before its own; the last stage
#: is imported by nobody, not even by itself across its modules' names.
STAGES = (
    {"errors", "iri", "namespace", "paths"},
    {"manifest"},
    {"sources"},
    {"build"},
    {"store"},
    {"query"},
    {"remote"},
    {"limited"},
    {"analysis"},
    {"export"},
    {"enrich"},
    {"cli", "explorer", "endpoint"},
)
STAGE = {name: number for number, names in enumerate(STAGES) for name in names}
#: The package's own front door and `python -m normgraph`: above everything.
DOORS = {"__init__", "__main__", "launch"}

#: What only some stages may import. A package that is not listed may be used anywhere.
CONFINED: dict[str, set[str]] = {
    "click": {"cli"},
    "streamlit": {"explorer"},
    "starlette": {"endpoint", "explorer"},
    "uvicorn": {"endpoint", "explorer"},
    "httptools": {"endpoint"},
    "jinja2": {"export", "endpoint"},
    "anyio": {"endpoint"},
    "pandas": {"query", "explorer", "export"},
    "altair": {"explorer", "export"},
    "vl_convert": {"export"},
    "networkx": {"analysis", "export", "explorer"},
    "scipy": {"analysis", "export", "explorer"},
    "pyoxigraph": {"build", "store", "query", "remote", "limited", "export", "enrich"},
    "oxrdflib": {"store", "query"},
    "pyshacl": {"build"},
    # LGPL, and it follows owl:imports over the network: only tests run the reasoner.
    "owlready2": set(),
    # A build depends on files alone; only what refreshes a source reaches out.
    "urllib.request": {"remote", "sources"},
    "http.client": {"remote", "sources"},
    "ftplib": {"sources"},
    "SPARQLWrapper": {"remote"},
    "requests": {"sources"},
    "httpx": {"sources"},
    "socket": {
        "endpoint",
        "limited",
        "remote",
        "sources",
    },  # in limited between our own processes
    # Reading such a file can run code.
    "pickle": set(),
    "shelve": set(),
    "marshal": set(),
}

LONGEST_MODULE = 400  #: lines
LONGEST_FUNCTION = 50  #: lines from `def`, without the docstring
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core", "util", "helper"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def parsed(path: Path) -> ast.Module:
    """Return the module as a tree, for the many tests that look at it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """Return the full names that the module imports, wherever in it it does."""
    return {name for node in ast.walk(parsed(path)) for name in names_in(node)}


def names_in(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(level=0, module=str(module), names=names):
            yield module
            yield from (f"{module}.{alias.name}" for alias in names)
        case ast.ImportFrom():
            yield "(relative)"
        case ast.Call(
            func=ast.Attribute(attr="import_module" | "run_module")
            | ast.Name(id="import_module" | "run_module" | "__import__"),
            args=[ast.Constant(value=str(module)), *_],
        ):
            yield module


def own(path: Path) -> set[str]:
    """Return the stages of normgraph that the module imports from."""
    parts = [name.split(".") for name in imported(path)]
    return {part[1] for part in parts if part[0] == "normgraph" and part[1:]} & STAGE.keys()


staged = pytest.mark.parametrize(
    "path", [path for path in MODULES if stage_of(path) not in DOORS], ids=name_of
)


@staged
def test_every_module_belongs_to_a_stage(path):
    assert stage_of(path) in STAGE, "name its stage in STAGES, or move it into one"


@staged
def test_imports_point_one_way(path):
    stage = stage_of(path)
    later = {name for name in own(path) - {stage} if STAGE[name] >= STAGE[stage]}
    assert later <= STAGES[0], f"{stage} must not import {', '.join(sorted(later))}"


@staged
def test_imports_are_absolute(path):
    assert "(relative)" not in imported(path)


@staged
def test_packages_stay_in_their_stages(path):
    strayed = {
        package
        for package, stages in CONFINED.items()
        if stage_of(path) not in stages
        and any(f"{name}.".startswith(f"{package}.") for name in imported(path))
    }
    assert not strayed, f"only {[sorted(CONFINED[name]) for name in strayed]} may import it"


def test_the_front_door_opens_neither_the_command_line_nor_the_explorer():
    assert not own(PACKAGE / "__init__.py") & STAGES[-1]


def test_the_check_sees_every_way_to_import():
    text = """
import normgraph.cli
from normgraph import explorer
def late():
    from normgraph.endpoint import main
    importlib.import_module("normgraph.export")
    from . import query
"""
    names = {name for node in ast.walk(ast.parse(text)) for name in names_in(node)}
    assert names >= {"normgraph.cli", "normgraph.explorer", "normgraph.endpoint.main"}
    assert names >= {"normgraph.export", "(relative)"}


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_no_module_is_long(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, "split it by what its parts are about"


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_no_function_is_long(path):
    functions = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {function.name: length(function) for function in functions}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


@staged
def test_modules_are_named_for_what_they_are_about(path):
    assert not FORBIDDEN_NAMES & {
        part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts
    }
