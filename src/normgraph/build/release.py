"""Putting a finished graph in its place, so that readers see the old one or the new one.

A build writes into a folder of its own beside the published ones, flushes it to disk,
renames it, and only then moves the link ``current`` in one step. Killed at any moment, it
leaves behind a folder that the next build sweeps away, and nothing else.

::

    <home>/graphs/<version>/graph.nq        every quad, one a line, sorted
                            store/          the same, opened by Oxigraph
                            manifest.json   version, counts, engine
    <home>/current -> graphs/<version>
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from normgraph.errors import MissingGraphError, NormgraphError
from normgraph.manifest import Manifest, digest, engine, read

#: Published graphs that stay on disk, the current one included, so that a process that
#: has the last one open keeps its view.
KEPT = 2

#: How the names of folders begin in which a build is at work.
_BUILDING = "building-"


def canonical(quads: Iterable[Quad]) -> list[bytes]:
    """Return the quads as N-Quads lines, each once, in byte order."""
    content = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(set(content.splitlines(keepends=True)))


def union(quads: Iterable[Quad]) -> set[Quad]:
    """Return the statements of all named graphs, each once, for the default graph."""
    return {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


def publish(quads: list[Quad], inputs: str, home: Path) -> Manifest:
    """Write the graph of ``quads`` under ``home`` and make it the current one."""
    graphs = home / "graphs"
    graphs.mkdir(parents=True, exist_ok=True)
    _sweep(graphs)
    lines = canonical(quads)
    content = b"".join(lines)
    triples = union(quads)
    manifest = Manifest(
        version=hashlib.sha256(content).hexdigest(),
        inputs=inputs,
        engine=engine(),
        quads=len(lines),
        triples=len(triples),
    )
    place = graphs / manifest.version
    if not _intact(place, manifest):
        _install(content, triples, manifest, place)
    _point(home, place)
    _forget(graphs, place)
    return manifest


def _intact(place: Path, manifest: Manifest) -> bool:
    """Return whether the graph of ``manifest`` is published at ``place`` already, undamaged."""
    try:
        if read(place) != manifest or digest(place) != manifest.version:
            return False
        store = Store.read_only(str(place / "store"))
        return len(store) == manifest.quads + manifest.triples
    except (MissingGraphError, OSError):
        return False


def _install(content: bytes, triples: set[Quad], manifest: Manifest, place: Path) -> None:
    """Write the graph into a folder of its own, then rename it to ``place``."""
    work = _work_folder(place.parent)
    try:
        _write(content, triples, manifest, work)
        if place.exists():  # damaged, or written by another engine
            shutil.rmtree(place)
        work.rename(place)
        _sync(place.parent)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _write(content: bytes, triples: set[Quad], manifest: Manifest, work: Path) -> None:
    nquads = work / "graph.nq"
    _write_file(nquads, content)
    store = Store(str(work / "store"))
    store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
    # The default graph is the union: Oxigraph's own union answers a statement once for
    # each named graph that holds it, so counts over it would be wrong.
    store.bulk_extend(triples)
    store.flush()
    if len(store) != manifest.quads + manifest.triples:
        message = (
            "The store does not hold what was written to it; the disk may be full or faulty."
        )
        raise NormgraphError(message)
    del store
    _write_file(work / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())
    _sync(work)


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _point(home: Path, place: Path) -> None:
    """Make ``current`` lead to ``place``: a new link renamed over the old one."""
    work = _work_folder(place.parent)
    link = work / "current"
    link.symlink_to(place.relative_to(home), target_is_directory=True)
    link.replace(home / "current")
    work.rmdir()
    _sync(home)


def _work_folder(graphs: Path) -> Path:
    """Return a new folder named for this process, so that one left behind can be told."""
    return Path(tempfile.mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=graphs))


def _forget(graphs: Path, current: Path) -> None:
    """Remove all but the current graph and the newest of the others."""
    others = [
        path
        for path in graphs.iterdir()
        if path != current and not path.name.startswith(_BUILDING)
    ]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _sweep(graphs: Path) -> None:
    """Remove what killed builds left behind."""
    for path in graphs.glob(f"{_BUILDING}*"):
        process = path.name.split("-")[1]
        if process.isdecimal() and int(process) != os.getpid() and not _alive(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
