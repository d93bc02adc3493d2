"""The script of the editor is what its sources and the packages it pins give."""

import json
import shutil
import subprocess

import pytest

BUILT = ("editor.js", "editor.licences.txt")


def ran(*command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.npm
@pytest.mark.slow
def test_the_script_is_built_anew_to_the_same_bytes(checkout, tmp_path):
    sources, made = tmp_path / "frontend", tmp_path / "made"
    shutil.copytree(
        checkout / "frontend", sources, ignore=shutil.ignore_patterns("node_modules")
    )
    ran("npm", "ci", "--ignore-scripts", "--silent", folder=sources)
    ran("node", "build.mjs", str(made), folder=sources)
    for name in BUILT:
        committed = checkout / "src" / "normgraph" / "explorer" / "assets" / name
        assert (made / name).read_bytes() == committed.read_bytes(), "run: make frontend"


def test_every_package_is_pinned_by_its_digest_and_by_no_address(checkout):
    lock = json.loads((checkout / "frontend" / "package-lock.json").read_text("utf-8"))
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert len(packages) > 10
    assert all(facts["integrity"].startswith("sha512-") for facts in packages.values())
    assert not any("resolved" in facts for facts in packages.values())


def test_no_package_is_under_a_licence_that_binds_ours(checkout):
    lock = json.loads((checkout / "frontend" / "package-lock.json").read_text("utf-8"))
    licences = {facts["license"] for name, facts in lock["packages"].items() if name}
    assert licences == {"MIT"}
