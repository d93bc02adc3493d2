"""What the documents say is so: commands, targets, files, settings, nothing of our machines."""

import re
import shlex
import subprocess
import tomllib
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

#: Folders of other people's machines and hosts of registries, which no file may name. A
#: path counts only where it begins, so that addresses on the web may end alike.
PRIVATE = re.compile(
    r"(?<![\w./:*-])/(?:work|opt|root|tmp|home|Users)/\w"
    r"|[A-Z]:\\Users\\"
    r"|--(?:extra-)?index-url\b|--find-links\b|https?://\S+/simple/?(?=[\s\"']|$)"
)
#: Text that people wrote; what a machine wrote for the browser is checked there.
WRITTEN = {".py", ".md", ".toml", ".cff", ".csv", ".ttl", ".rq", ".json", ".lock", ".cfg", ""}


def code_in(text: str) -> str:
    blocks = re.findall(r"(?ms)^```\w*\n(.*?)^```", text)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text)])


def named(program: str, text: str) -> set[str]:
    return set(re.findall(rf"(?m)^(?:\$ )?{program} ([a-z][a-z-]*)", code_in(text)))


def targets() -> set[str]:
    return set(re.findall(r"(?m)^\.PHONY: (.+)$", MAKEFILE))


def commands() -> dict[str, object]:
    from normgraph.cli import main

    return dict(main.commands)


def test_the_readme_names_every_command_and_no_other():
    assert named("normgraph", README) == set(commands())


def test_the_readme_names_every_analysis_under_its_topic_and_no_other():
    from normgraph.analysis.registry import analyses

    section = README.partition("## Analyses")[2].partition("## ")[0]
    rows = re.findall(r"(?m)^\| ([a-z][^|]+) \| (`.+) \|$", section)
    named = {topic: set(re.findall(r"`([a-z0-9-]+)`", names)) for topic, names in rows}
    known = {}
    for analysis in analyses().values():
        known.setdefault(analysis.topic.value.lower(), set()).add(analysis.name)
    assert named == known


def test_every_command_and_option_has_help():
    for command in commands().values():
        assert command.help
        options = [option for option in command.params if option.param_type_name == "option"]
        assert [option.name for option in options if not option.help] == []


def test_the_readme_names_every_make_target_and_no_other():
    assert named("make", README) == targets()


def test_make_help_lists_every_target():
    assert set(re.findall(r"(?m)^([a-z-]+):.*## \w", MAKEFILE)) == targets()


def test_the_readme_opens_with_the_two_commands():
    first = re.search(r"(?ms)^```console\n(.*?)^```", README)
    assert first is not None
    assert first[1].split("\n")[:2] == ["$ make explore", "$ make test"]


def sessions() -> list[tuple[str, str]]:
    """Return each `$ normgraph ...` of the README that shows its output, with that output."""
    blocks = re.findall(r"(?ms)^```console\n(.*?)^```", README)
    steps = [step.partition("\n") for block in blocks for step in block.split("$ ")[1:]]
    return [
        (command, shown)
        for command, _, shown in steps
        if command.startswith("normgraph ") and shown
    ]


@pytest.mark.parametrize(("command", "shown"), sessions())
def test_the_readme_shows_what_the_command_prints(command, shown, home):
    from normgraph.cli import main

    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    flags = ELLIPSIS | NORMALIZE_WHITESPACE
    assert OutputChecker().check_output(shown, result.stdout, flags), result.stdout


@pytest.mark.parametrize("block", re.findall(r"(?ms)^```python\n(.*?)^```", README))
def test_the_python_of_the_readme_runs(block, home):
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own words


def test_links_within_the_documents_lead_somewhere():
    for document in (ROOT / "README.md", ROOT / "data" / "README.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
        assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_lock_names_no_host_and_no_path():
    assert re.findall(r"(?m)^.*(?://|@ |^--|^-e |file:).*$", LOCK) == []


def test_the_lock_pins_everything_with_hashes():
    entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", LOCK)
    assert entries[0] == ""
    assert [
        entry for entry in entries[1:] if "==" not in entry or "--hash=sha256:" not in entry
    ] == []


def test_the_lock_covers_every_dependency():
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=!\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= set(re.findall(r"(?m)^([a-z0-9.-]+)==", LOCK))


def test_the_core_installs_without_streamlit():
    assert "streamlit" not in " ".join(PROJECT["project"]["dependencies"])


def test_the_version_is_the_same_everywhere():
    version = PROJECT["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.search(r"(?m)^version: (.+)$", citation)[1] == version
    assert f"normgraph-{version}-py3" in README


def tracked() -> list[Path]:
    """Return the files that are committed, or all of them where there is no git."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "data", "ontology", "benchmarks", ".ci", ".streamlit")
        found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
        return [path for path in [*found, *ROOT.glob("*")] if path.is_file()]
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def test_no_file_names_our_machines_or_a_registry():
    written = [path for path in tracked() if path.suffix in WRITTEN and path.is_file()]
    private = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in written
        if path != Path(__file__)
        for match in PRIVATE.finditer(path.read_text("utf-8"))
    }
    assert private == set()


# Put together here, so that this file names no such place either.
@pytest.mark.parametrize(
    "text",
    [
        "see /" + "work/main",
        '"/' + 'tmp/x"',
        "--index" + "-url x",
        "https://a.example" + "/simple",
    ],
)
def test_what_is_private_is_seen(text):
    assert PRIVATE.search(text)


@pytest.mark.parametrize("text", ["https://www.un.org/work/x", "data/home/x", "/usr/bin/java"])
def test_what_is_public_is_let_through(text):
    assert not PRIVATE.search(text)


def test_the_explorer_settings_keep_to_this_machine():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"]["postScriptGC"] is False
