"""Whatever happens during a build, and whenever: readers find the old graph or the new one."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from conftest import CHECKOUT
from normgraph.build import build
from normgraph.errors import BuildError, MissingGraphError, NormgraphError
from normgraph.store import current, is_stale, open_graph, verify
from small import Tables

pytestmark = pytest.mark.slow  # builds again and again

#: Builds the graph and dies, as if struck by kill -9, at the given one of the moments at
#: which it changes the file system.
BUILD_AND_DIE = """
import os, signal, sys
from pathlib import Path
from normgraph.build import build
home, data, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
seen = 0
def watch(event, arguments):
    global seen
    writing = event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in "wax"
    if writing or event in {"os.mkdir", "os.rename", "os.symlink", "os.rmdir", "os.remove"}:
        if str(home) in str(arguments[0]):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
def stage(name, share):
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)
print(build(home=home, data=data, progress=stage).version, seen)
"""


@pytest.fixture
def tables(tmp_path) -> Tables:
    return Tables(tmp_path / "data")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def run(code: str, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / "src"), **environment}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_a_build_killed_at_any_moment_leaves_a_graph_that_can_be_read(tables, home, tmp_path):
    good = build(data=tables.folder, home=home)
    tables.replace("states/State.csv", "Syria,Syrie", "Syrian Arab Republic,Syrie")
    versions, moment = set(), 0
    while True:
        moment += 1
        # Each time from the same state: what an earlier kill left would spare later moments.
        struck = shutil.copytree(home, tmp_path / f"struck-{moment}", symlinks=True)
        done = run(BUILD_AND_DIE, struck, tables.folder, moment)
        versions.add(verify(struck).version)
        # The next build sweeps away what the killed one left.
        new = build(data=tables.folder, home=struck).version
        assert {path.name for path in (struck / "graphs").iterdir()} == {good.version, new}
        assert {path.name for path in struck.iterdir()} == {"current", "graphs"}
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    # Both graphs were seen, and the build has many moments at which it can die.
    assert versions == {good.version, done.stdout.split()[0]}
    assert moment > 12


def test_a_reader_keeps_its_view_while_a_new_graph_takes_the_place(tables, home):
    build(data=tables.folder, home=home)
    reader = open_graph(home)
    before = len(reader.store)
    tables.replace("states/State.csv", "Syria,Syrie", "Syrian Arab Republic,Syrie")
    build(data=tables.folder, home=home)
    assert len(reader.store) == before
    assert open_graph(home).manifest.version != reader.manifest.version


LIMITED = """
import resource, sys
from pathlib import Path
from normgraph.build import build
from normgraph.errors import NormgraphError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    build(home=Path(sys.argv[1]), data=Path(sys.argv[2]))
except NormgraphError as error:
    sys.exit(f"refused: {error}")
"""


@pytest.mark.parametrize("room", [1_000, 60_000])
def test_a_file_system_without_room_is_told_and_the_last_good_graph_stays(tables, home, room):
    good = build(data=tables.folder, home=home)
    tables.replace("states/State.csv", "Syria,Syrie", "Syrian Arab Republic,Syrie")
    done = run(LIMITED, home, tables.folder, room)
    assert done.returncode == 1, done.stderr
    assert "refused: The graph could not be built" in done.stderr
    assert "The last good graph is untouched" in done.stderr
    assert verify(home) == good


def mounted(folder) -> bool:
    """Return whether a file system of 400 kB could be mounted at ``folder``."""
    folder.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    return (
        bool(mount) and subprocess.run([mount, *options], capture_output=True).returncode == 0
    )


def test_a_full_disk_is_told_and_the_last_good_graph_stays(tables, tmp_path):
    disk = tmp_path / "disk"
    if not mounted(disk):
        pytest.skip(
            "no small disk can be mounted here; the limit on file sizes is tested above"
        )
    try:
        with pytest.raises(NormgraphError, match="No space left on device"):
            build(data=tables.folder, home=disk)
        with pytest.raises(MissingGraphError):
            current(disk)
        assert not list((disk / "graphs").glob("building-*"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns"},
        {"PYTHONUTF8": "0", "LC_ALL": "C"},
    ],
    ids=["hash seed", "hash seed and time zone", "locale", "no UTF-8"],
)
def test_surroundings_change_no_byte(tables, home, tmp_path, surroundings, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (
        "import sys; from pathlib import Path; from normgraph.build import build;"
        "print(build(home=Path(sys.argv[1]), data=Path(sys.argv[2])).version)"
    )
    here = build(data=tables.folder, home=home)
    there = run(code, tmp_path / "there", tables.folder, **surroundings)
    assert there.stdout.strip() == here.version, there.stderr
    one, other = (folder / "current" / "graph.nq" for folder in (home, tmp_path / "there"))
    assert one.read_bytes() == other.read_bytes()


def test_building_twice_gives_the_same_version_and_one_graph(tables, home):
    first = build(data=tables.folder, home=home)
    assert build(data=tables.folder, home=home) == first
    assert [path.name for path in (home / "graphs").iterdir()] == [first.version]


def test_the_version_is_the_sha256_of_the_sorted_n_quads(tables, home):
    from hashlib import sha256

    manifest = build(data=tables.folder, home=home)
    content = (current(home) / "graph.nq").read_bytes()
    assert sha256(content).hexdigest() == manifest.version
    assert content.splitlines() == sorted(set(content.splitlines()))


def test_only_the_last_two_graphs_are_kept(tables, home):
    versions = []
    for name in ("Syria A", "Syria B", "Syria C"):
        text = (tables.folder / "states/State.csv").read_text(encoding="utf-8")
        row = next(line for line in text.splitlines() if line.startswith("SYR,"))
        cells = row.split(",")
        tables.replace("states/State.csv", row, ",".join(["SYR", name, *cells[2:]]))
        versions.append(build(data=tables.folder, home=home).version)
    assert {path.name for path in (home / "graphs").iterdir()} == set(versions[1:])


def test_a_damaged_graph_is_noticed(tables, home):
    build(data=tables.folder, home=home)
    path = current(home) / "graph.nq"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(MissingGraphError, match=r"graph\.nq is damaged"):
        verify(home)


def test_building_again_mends_a_damaged_graph(tables, home):
    good = build(data=tables.folder, home=home)
    (current(home) / "graph.nq").write_bytes(b"")
    assert build(data=tables.folder, home=home) == good
    assert verify(home) == good


def test_a_graph_cut_at_a_line_is_noticed_when_it_is_loaded(tables, home):
    build(data=tables.folder, home=home)
    path = current(home) / "graph.nq"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-5]))
    with pytest.raises(MissingGraphError, match="statements are missing"):
        open_graph(home, in_memory=True)


def test_an_empty_store_in_the_place_of_ours_is_noticed(tables, home):
    build(data=tables.folder, home=home)
    store = current(home) / "store"
    shutil.rmtree(store)
    store.mkdir()
    with pytest.raises(MissingGraphError):
        verify(home)


def test_no_graph_yet_says_what_to_do(home):
    with pytest.raises(MissingGraphError, match="Run: normgraph build"):
        open_graph(home)


def test_a_missing_folder_of_tables_is_told(tmp_path, home):
    with pytest.raises(BuildError, match="The folder is missing"):
        build(data=tmp_path / "nowhere", home=home)


def test_a_change_of_the_tables_makes_the_graph_stale(home, monkeypatch, tables):
    monkeypatch.setattr("normgraph.paths.data", lambda: tables.folder)
    build(home=home)
    assert not is_stale(home)
    tables.add("states/State.csv", "XKX,Kosovo,Kosovo,,,,record,")
    assert is_stale(home)
