"""Measure, print a table, and write it to ``benchmarks/results``. Takes under eight minutes."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import agreement, analyses, endpoint, library, pages
from benchmarks.engines import ENGINES, LIMIT
from normgraph import manifest, store

RESULTS = Path(__file__).resolve().parent / "results"


def main() -> None:
    """Build a graph of its own, measure each engine on it, and tell."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        report: dict[str, Any] = {"machine": machine(), "build": built(home)}
        report["answer_s"] = answered(home)
        for engine in ENGINES:
            print(f"Measuring {engine} ...", file=sys.stderr)
            report[engine] = json.loads(
                run([sys.executable, "-m", "benchmarks.engines", engine, folder])
            )
        print("Measuring the analyses ...", file=sys.stderr)
        report["analyses"] = json.loads(
            run([sys.executable, "-m", "benchmarks.analyses", folder])
        )
        print("Measuring the library ...", file=sys.stderr)
        report["library"] = json.loads(
            run([sys.executable, "-m", "benchmarks.library", folder])
        )
        print("Measuring agreement ...", file=sys.stderr)
        report["agreement"] = json.loads(
            run([sys.executable, "-m", "benchmarks.agreement", folder])
        )
        print("Measuring the pages ...", file=sys.stderr)
        report["pages"] = json.loads(run([sys.executable, "-m", "benchmarks.pages"], home))
        print("Measuring the endpoint ...", file=sys.stderr)
        run([sys.executable, "-m", "benchmarks.endpoint", "--short"], home)
        report["endpoint"] = json.loads((RESULTS / "endpoint.json").read_text("utf-8"))
    text = told(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "latest.md").write_text(text, encoding="utf-8")
    print(text)


def machine() -> dict[str, object]:
    """Return what the figures depend on."""
    names = ("pyoxigraph", "rdflib")
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def built(home: Path) -> dict[str, object]:
    """Build the graph in a process of its own."""
    # The peak of children is that of the largest so far, and this is the first.
    import resource

    print("Building ...", file=sys.stderr)
    began = time.perf_counter()
    run([sys.executable, "-m", "normgraph", "build"], home)
    seconds = time.perf_counter() - began
    facts = manifest.read(store.current(home))
    return {
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "statements": facts.triples,
        "version": facts.version,
    }


def answered(home: Path) -> float:
    """Return the seconds from the start of a process to the ballots on one text."""
    command = [
        sys.executable,
        "-m",
        "normgraph",
        "query",
        "ballots",
        "--decision",
        "S/2011/612",
    ]
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        run(command, home)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def run(command: list[str], home: Path | None = None) -> str:
    """Run ``command`` and return what it writes."""
    environment = {**os.environ, **({"NORMGRAPH_HOME": str(home)} if home else {})}
    done = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def told(report: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    facts, build = report["machine"], report["build"]
    lines = [
        f"Graph {build['version'][:12]}, {build['statements']:,} statements. "
        f"{facts['cores']} cores, {facts['system']}, Python {facts['python']}, "
        f"pyoxigraph {facts['pyoxigraph']}, rdflib {facts['rdflib']}.",
        "",
        "| Work | normgraph, disk | normgraph, memory | rdflib | rdflib / memory |",
        "| --- | ---: | ---: | ---: | ---: |",
        f"| build, s | {build['seconds']:.1f} | | | |",
        f"| build, peak MB | {build['peak_mb']:.0f} | | | |",
        f"| command line, start to answer, s | {report['answer_s']:.2f} | | | |",
        row("open and answer once, ms", [1000 * report[name]["open_s"] for name in ENGINES]),
        row("peak after all queries, MB", [report[name]["peak_mb"] for name in ENGINES]),
    ]
    lines += [
        query_row(name, [report[engine]["queries"][name] for engine in ENGINES])
        for name in report["memory"]["queries"]
    ]
    lines += ["", *summary(report), *analyses.told(report["analyses"])]
    lines += library.told(report["library"])
    lines += [*agreement.told(report["agreement"]), *pages.told(report["pages"])]
    lines += [*endpoint.told(report["endpoint"]), ""]
    return "\n".join(lines)


def row(name: str, numbers: list[float]) -> str:
    """Return a line of the table with the ratio of the last number to the one before."""
    cells = " | ".join(f"{number:,.2f}" for number in numbers)
    return f"| {name} | {cells} | {numbers[2] / numbers[1]:,.1f} |"


def query_row(name: str, found: list[dict[str, Any]]) -> str:
    """Return the line of one query, in milliseconds."""
    if all("seconds" in one for one in found):
        line = row(name, [1000 * one["seconds"] for one in found])
        differs = found[1]["rows"] != found[2]["rows"]
        return (
            f"{line[:-2]} ({found[2]['rows']} rows, not {found[1]['rows']}) |"
            if differs
            else line
        )
    cells = [
        f"{1000 * one['seconds']:,.2f}" if "seconds" in one else one["failure"] for one in found
    ]
    given_up = found[2].get("failure", "").startswith("given up") and "seconds" in found[1]
    ratio = f"> {LIMIT / found[1]['seconds']:,.0f}" if given_up else ""
    return f"| {name} | {' | '.join(cells)} | {ratio} |"


def summary(report: dict[str, Any]) -> list[str]:
    """Return what the queries come to together."""
    memory, other = report["memory"]["queries"], report["rdflib"]["queries"]
    both = [name for name in memory if "seconds" in memory[name] and "seconds" in other[name]]
    same = [name for name in both if memory[name]["rows"] == other[name]["rows"]]
    ratios = [other[name]["seconds"] / memory[name]["seconds"] for name in same]
    lines = [
        f"{len(memory)} queries, in milliseconds, each the median of up to seven evaluations. "
        f"rdflib finished {len(both)} of them, {len(same)} with as many rows.",
    ]
    if ratios:
        lines.append(
            f"For these {len(same)} it took {statistics.median(ratios):,.0f} times as long "
            f"(median; from {min(ratios):,.1f} to {max(ratios):,.0f})."
        )
    return lines


if __name__ == "__main__":
    main()
