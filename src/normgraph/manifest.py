"""What a published graph says of itself, and what it was built from."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from normgraph.errors import BuildError, MissingGraphError, Problem


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a published graph says of itself."""

    version: str  #: sha256 of the sorted N-Quads
    inputs: str  #: sha256 of the files it was built from
    engine: str  #: minor version of the engine whose store this is
    quads: int  #: statements, each counted once for each named graph that holds it
    triples: int  #: distinct statements


def engine() -> str:
    """Return the minor version of the engine, within which its stores can be opened."""
    return ".".join(version("pyoxigraph").split(".")[:2])


def fingerprint(*folders: Path) -> str:
    """Return the sha256 of every file in ``folders`` that a build reads.

    Raises
    ------
    BuildError
        When one of the folders is missing.
    """
    digest = hashlib.sha256(f"{engine()}\0".encode())
    for folder in folders:
        if not folder.is_dir():
            what = "The folder is missing."
            raise BuildError([Problem(folder.name, 0, "", "", what, "Restore it.")])
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".csv", ".ttl", ".rq"} and path.is_file():
                content = path.read_bytes()
                name = path.relative_to(folder).as_posix()
                digest.update(f"{name}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()


def read(folder: Path) -> Manifest:
    """Return what the graph in ``folder`` says of itself.

    Raises
    ------
    MissingGraphError
        When it says nothing that this version of normgraph understands.
    """
    try:
        return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"The manifest of the graph in {folder.name} cannot be read. Run: normgraph build"
        )
        raise MissingGraphError(message) from error


def digest(folder: Path) -> str:
    """Return the sha256 of the N-Quads in ``folder``, which is the version if undamaged."""
    with (folder / "graph.nq").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
