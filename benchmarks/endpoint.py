"""The endpoint under load, runaways, slow clients and attack, beside two other servers.

Run as ``python -m benchmarks.endpoint``; it writes ``results/endpoint.md`` and ``.json``.
`short`, for ``python -m benchmarks``, measures ours alone and for less long.
"""

import argparse
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import fuzzing, hostile_requests, load, runaways, slow_clients
from benchmarks.servers import NAMES

RESULTS = Path(__file__).resolve().parent / "results"


def short() -> dict[str, Any]:
    """Return what two minutes tell of ours."""
    return {
        "load": {"normgraph": load.measured("normgraph", (1, 64), 5)},
        "runaways": {"normgraph": runaways.measured("normgraph")},
        "slow": {"normgraph": slow_clients.measured("normgraph", 1000, 35)},
    }


def measured(names: list[str], seconds: float, number: int) -> dict[str, Any]:
    """Return everything, for each server of a name."""
    return {
        "load": {name: load.measured(name, load.CLIENTS, seconds) for name in names},
        "runaways": {name: runaways.measured(name) for name in names},
        "slow": {
            name: slow_clients.measured(name, slow_clients.SLOW, slow_clients.WATCHED)
            for name in names
        },
        "hostile": {name: hostile_requests.measured(name) for name in names},
        "fuzzing": fuzzing.measured(6, number),
    }


def told(found: dict[str, Any]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        f"rdflib-endpoint {version('rdflib-endpoint')}, oxigraph {version('oxigraph')}, "
        f"uvicorn {version('uvicorn')}; {os.cpu_count()} cores, of which others took "
        f"{os.getloadavg()[2]:.1f} in the last quarter of an hour, these processes included.",
        *load.told(found["load"]),
        *runaways.told(found["runaways"]),
        *slow_clients.told(found["slow"]),
    ]
    if "hostile" in found:
        lines += hostile_requests.told(found["hostile"])
    if "fuzzing" in found:
        lines += fuzzing.told(found["fuzzing"])
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(NAMES))
    parser.add_argument("--seconds", type=float, default=10, help="of load for each number")
    parser.add_argument("--fuzzed", type=int, default=fuzzing.NUMBER, help="random queries")
    parser.add_argument("--short", action="store_true", help="ours alone, two minutes")
    given = parser.parse_args()
    outcome = short() if given.short else measured(given.names, given.seconds, given.fuzzed)
    RESULTS.mkdir(exist_ok=True)
    text = "\n".join(told(outcome)) + "\n"
    (RESULTS / "endpoint.json").write_text(json.dumps(outcome, indent=1), encoding="utf-8")
    (RESULTS / "endpoint.md").write_text(text, encoding="utf-8")
    print(text)
