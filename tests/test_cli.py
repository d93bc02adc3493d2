"""The command line: results on standard output, messages on standard error, exit status."""

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from rdflib import Graph

from conftest import CHECKOUT
from normgraph import iri
from normgraph.cli import main
from small import Tables

DRAFT = "S/2011/612"


@pytest.fixture
def tables(tmp_path, monkeypatch) -> Tables:
    """Give small tables, and let the command line take them for its own."""
    tables = Tables(tmp_path / "data")
    monkeypatch.setattr("normgraph.paths.data", lambda: tables.folder)
    monkeypatch.setenv("NORMGRAPH_HOME", str(tmp_path / "home"))
    return tables


def run(*words: str, **options):
    return CliRunner().invoke(main, words, **options)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_small_matrices_are_calculated_in_one_thread_unless_told_otherwise(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    run("version")
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    run("version")
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_a_query_writes_its_rows_as_csv(tables):
    run("build")
    done = run("query", "ballots", "--decision", DRAFT)
    assert done.exit_code == 0
    against = {row["name"] for row in rows(done.stdout) if row["ballot"] == "against"}
    assert against == {"China", "Russian Federation"}


def test_a_query_writes_sparql_json(tables):
    run("build")
    done = run("query", "ballots", "--decision", DRAFT, "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["head"]["vars"][0] == "decision"
    name = answer["results"]["bindings"][0]["name"]
    assert name == {"type": "literal", "value": name["value"], "xml:lang": "en"}


def test_queries_are_listed_by_topic_with_their_questions():
    listed = run("query", "--list").stdout
    assert listed.startswith("VETOES AND DRAFTS THAT FAILED\n")
    assert "\nvetoes [--crisis] [--state] [--year]\n    Which texts were vetoed?\n" in listed
    assert listed.index("Which texts were vetoed?") < listed.index("Who sponsored (decision)?")


def test_a_table_counts_its_rows_on_standard_error(tables):
    run("build")
    done = run("query", "ballots", "--decision", DRAFT, "--format", "table")
    assert "12 rows" in done.stderr
    assert "12 rows" not in done.stdout
    assert len(done.stdout.splitlines()) == 13


def test_the_first_question_builds_the_graph(tables):
    done = run("query", "ballots", "--decision", DRAFT)
    assert done.exit_code == 0
    assert "Building it now" in done.stderr


def test_changed_tables_are_told_and_not_silently_ignored(tables):
    run("build")
    tables.replace("states/State.csv", "Syria,Syrie", "Syrian Arab Republic,Syrie")
    done = run("query", "ballots", "--decision", DRAFT)
    assert "The tables have changed since the graph was built" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told", "status"),
    [
        (["query", "balots"], "There is no query named 'balots'. Did you mean 'ballots'?", 1),
        (["query", "ballots"], "needs --decision. For example: normgraph query ballots", 1),
        (["query", "ballots", "--decison", "x"], "Did you mean 'decision'?", 1),
        (["query", "ballots", "--decision", "S/2011/613"], "Did you mean 'S-2011-612'?", 1),
        (["query", "ballots", "--decision"], "--decision needs a value", 2),
        (["query", "ballots", "S/2011/612"], "Unexpected word 'S/2011/612'", 2),
        (["query", "ballots", "--format", "xml"], "is not one of", 2),
        (["query", "ballots", "--decision=x", "--decision=y"], "given twice", 2),
        (["sparql", "SELECT * {"], "not valid SPARQL at line 1, column 11", 1),
        (["sparql", "SELECT ?x { ?x a foo:b }"], "The prefix foo: is not declared", 1),
        (
            ["sparql", "SELECT (YEAR(?t) AS ?y) { ?d ?p ?t } GROUP BY (YEAR(?t))"],
            "an expression with a variable that is unbound",
            1,
        ),
        (["sparql", "nothing.rq"], "The file nothing.rq cannot be read", 1),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "would change the graph", 1),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"], "asks another server", 1),
        (["sparql", "ASK {}", "--format", "xml"], "is not one of", 2),
        (["sparql", "SELECT * {}", "--format", "turtle"], "csv, json, table, not turtle", 2),
        (["nonsense"], "No such command", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_answered_is_told_with_the_status(tables, words, told, status):
    run("build")
    done = run(*words)
    assert told in done.stderr
    assert done.exit_code == status
    assert done.stdout == ""


def test_ask_prints_the_answer_and_no_is_status_1(tables):
    run("build")
    yes = run("sparql", f"ASK {{ <{iri.ID}state/CHN> ?p ?o }}")
    no = run("sparql", f"ASK {{ <{iri.ID}state/XXX> ?p ?o }}")
    assert (yes.stdout, yes.exit_code) == ("yes\n", 0)
    assert (no.stdout, no.exit_code) == ("no\n", 1)


def test_construct_writes_turtle_that_reads_back(tables):
    run("build")
    done = run("sparql", f"CONSTRUCT WHERE {{ <{iri.ID}state/CHN> ?p ?o }}")
    graph = Graph().parse(data=done.stdout, format="turtle")
    assert len(graph) > 5


def test_sparql_is_read_from_a_file_and_from_standard_input(tables, tmp_path):
    run("build")
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    path = tmp_path / "count.rq"
    path.write_text(query, encoding="utf-8")
    assert run("sparql", str(path)).stdout == run("sparql", "-", input=query).stdout
    assert run("sparql", query).stdout.startswith("n\n")


def test_validate_tells_every_problem_and_writes_nothing(tables, tmp_path):
    tables.replace("council/Decision.csv", "2011-10-04", "2011-10-40")
    tables.replace("council/Decision.csv", "CHN|RUS,", "CHN|RSU,")
    done = run("validate")
    assert done.exit_code == 1
    assert "The build was refused: 2 problems." in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_refused_build_exits_with_1_and_the_last_good_graph_answers(tables):
    run("build")
    before = run("version", "--graph").stdout
    tables.replace("council/Decision.csv", "2011-10-04", "2011-10-40")
    assert run("build").exit_code == 1
    assert run("version", "--graph").stdout == before
    assert run("verify").exit_code == 0


def test_version_prints_the_sha256_of_the_graph(tables):
    run("build")
    assert len(run("version", "--graph").stdout.strip()) == 64
    assert run("version").stdout.count(".") == 2


def test_every_command_says_what_it_does():
    for name, command in main.commands.items():
        assert command.help, name
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert all(option.help for option in options), name


def start(*words: str) -> list[str]:
    return [sys.executable, "-m", "normgraph", *words]


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    # The real command over small tables: in a checkout of its own, which holds nothing else.
    shutil.copytree(CHECKOUT / "src", tmp_path / "src")
    shutil.copytree(CHECKOUT / "ontology", tmp_path / "ontology")
    Tables(tmp_path / "data")
    home, path = str(tmp_path / "home"), str(tmp_path / "src")
    return {**os.environ, "NORMGRAPH_HOME": home, "PYTHONPATH": path, "TERM": "xterm"}


@pytest.mark.slow
def test_in_a_pipe_there_is_no_progress_bar(environment):
    done = subprocess.run(start("build"), capture_output=True, env=environment, check=True)
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 1
    assert b"\r" not in done.stderr


@pytest.mark.slow
def test_on_a_terminal_there_is_a_progress_bar(environment):
    parent, child = pty.openpty()
    process = subprocess.Popen(start("build"), stdout=child, stderr=child, env=environment)
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        shown += part
    assert process.wait() == 0
    assert b"Compiling the tables" in shown
    assert b"100%" in shown


def test_an_analysis_prints_what_it_does_not_show(tables):
    run("build")
    done = run("analyze", "vetoes")
    assert done.exit_code == 0
    assert "Note: The hidden veto leaves no trace" in done.stderr


def test_the_json_of_an_analysis_is_the_whole_result(tables):
    run("build")
    whole = json.loads(run("analyze", "vetoes", "--format", "json").stdout)
    assert whole["n"] == 1
    assert len(whole["version"]) == 64
    assert {"measure", "reference", "unit", "sources", "caveats", "rows"} <= whole.keys()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told", "status"),
    [
        (["analyze", "vetos"], "Did you mean 'vetoes'?", 1),
        (["analyze", "vetoes", "--by", "month"], "There is no choice for --by", 1),
        (["analyze", "vetoes", "--form", "2011"], "Did you mean 'from'?", 1),
        (["export", "x.xls"], "The ending of x.xls tells no format", 1),
        (["export", "x.gexf", "--analysis", "vetoes"], "is no network", 1),
        (["export", "x.nq", "--by", "year"], "parameters belong to an analysis", 2),
        (["export", "x.txt", "--format", "turtel"], "Did you mean 'turtle'?", 1),
        (["export", "nowhere/x.nq"], "nowhere", 1),
        (["export"], "Missing argument", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_analysed_or_exported_is_told(
    tables, tmp_path, monkeypatch, words, told, status
):
    run("build")
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert told in done.stderr
    assert done.exit_code == status
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "jsonld"])
def test_the_graph_is_exported_by_the_ending_of_the_name(tables, tmp_path, ending):
    run("build")
    path = tmp_path / f"graph.{ending}"
    done = run("export", str(path))
    assert done.exit_code == 0, done.stderr
    assert run("version", "--graph").stdout.strip() in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["graphml", "gexf", "csv", "json"])
def test_a_network_is_exported_by_the_ending_of_the_name(tables, tmp_path, ending):
    run("build")
    path = tmp_path / f"network.{ending}"
    done = run("export", str(path), "--analysis", "voting-network", "--minimum-shared", "2")
    assert done.exit_code == 0, done.stderr
    assert path.stat().st_size > 100
