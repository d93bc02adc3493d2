"""The graph of one version as files to download, each with its checksum.

They are made once for each version, by a process of its own (``python -m
normgraph.export.dumps GRAPH FOLDER``), since writing them takes seconds in which no other
answer could be given. Only the compressed files are kept: who wants one unpacked gets it so.
"""

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Store

from normgraph import manifest
from normgraph.errors import NormgraphError
from normgraph.export import rdf
from normgraph.export.file import write_whole
from normgraph.store import Opened

#: Where beside a graph its dumps lie.
FOLDER = "dumps"
_LIST = "dumps.json"
_GZIP = "application/gzip"
#: Bytes unpacked at a time.
_PIECE = 1 << 18
#: How much the process that makes dumps gives way to those that answer.
_NICE = 10


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dump."""

    name: str
    media: str
    size: int  #: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole graph in one format, as it is and compressed."""

    format: str  #: name, as `normgraph.export.rdf.FORMATS` has it
    plain: File
    packed: File


def kept(opened: Opened) -> Path:
    """Return the folder for the dumps of a graph, as this version of normgraph writes them.

    Raises
    ------
    NormgraphError
        When the graph is not on this machine.
    """
    if opened.folder is None:
        raise NormgraphError("Only a graph that lies on this machine has dumps here.")
    return opened.folder / FOLDER / _writer()


def made(folder: Path) -> tuple[Dump, ...] | None:
    """Return the dumps in ``folder``, or None if they have not been made whole."""
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        dumps = [
            Dump(each["format"], File(**each["plain"]), File(**each["packed"]))
            for each in listed
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    whole = all(_size(folder / dump.packed.name) == dump.packed.size for dump in dumps)
    return tuple(dumps) if whole else None


def make(opened: Opened, folder: Path) -> tuple[Dump, ...]:
    """Write every dump of a graph into ``folder`` and return them; the same bytes each time.

    Raises
    ------
    NormgraphError
        When the graph is damaged or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NormgraphError(f"No dumps can be written here: {error.strerror}.") from error
    dumps = tuple(_written(opened, name, folder) for name in rdf.FORMATS)
    listed = json.dumps([asdict(dump) for dump in dumps], indent=1)
    write_whole(folder / _LIST, listed.encode())
    return dumps


def sums(dumps: Sequence[Dump]) -> str:
    """Return the checksums as the command sha256sum reads them."""
    every = sorted((each for dump in dumps for each in files(dump)), key=lambda file: file.name)
    return "".join(f"{file.sha256}  {file.name}\n" for file in every)


def files(dump: Dump) -> tuple[File, File]:
    """Return both files of a dump."""
    return dump.plain, dump.packed


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the content of a compressed file, piece by piece."""
    with gzip.open(path, "rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _written(opened: Opened, name: str, folder: Path) -> Dump:
    content = rdf.graph_bytes(opened, name)
    _, ending, media = rdf.FORMATS[name]
    plain = File(f"normgraph{ending}", media, len(content), _digest(content))
    packed = gzip.compress(content, 6, mtime=0)
    write_whole(folder / f"{plain.name}.gz", packed)
    return Dump(name, plain, File(f"{plain.name}.gz", _GZIP, len(packed), _digest(packed)))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _writer() -> str:
    """Return a name for the way in which this version writes, which another may change."""
    code = b"".join(Path(str(module)).read_bytes() for module in (rdf.__file__, __file__))
    return _digest(code + manifest.engine().encode())[:16]


def _main(graph: Path, folder: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(_NICE)
    # What is written is read from the files of the graph; no store is needed.
    make(Opened(Store(), manifest.read(graph), graph), folder)


if __name__ == "__main__":
    try:
        _main(Path(sys.argv[1]), Path(sys.argv[2]))
    except NormgraphError as error:
        sys.exit(str(error))
