"""What servers do with every request of ``tests/hostile.py`` and ``tests/hostile_bytes.py``.

Run as ``python -m benchmarks.hostile_requests NAME ...``; it writes JSON on standard output.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.servers import NAMES, Server, running
from normgraph import store
from tests.attacking import (
    Answer,
    Canary,
    aimed,
    asked_meanwhile,
    digest_of,
    fault,
    fault_of_bytes,
    memory_of,
    send,
    send_bytes,
)
from tests.hostile import HARMLESS, Attack, exhausting, reaching_out
from tests.hostile_bytes import Bytes, all_bytes

SETTLED = 15  #: seconds in which memory must have come back
#: What another server may need for a query that ours stops after 20 seconds.
TIMEOUT = 45.0


class Trial:
    """One server under attack, started anew when it has died or does not answer any more."""

    def __init__(self, name: str, *options: str) -> None:
        self.name = name
        self.options = options
        self.canary = Canary()
        self.faults: dict[str, str] = {}
        self.slowest_health = 0.0
        self.deaths = 0
        self.told: list[dict[str, object]] = []
        self.memory = (0, 0, 0)

    def run(self, attacks: list[Attack | Bytes]) -> None:
        """Send everything, one after the other."""
        left = attacks
        while left:
            with running(self.name, *self.options) as server:
                left = self._until_death(server, left)

    def _until_death(self, server: Server, attacks: list[Attack | Bytes]) -> list[Any]:
        began = memory_of(server.pid)
        most = began
        for number, attack in enumerate(attacks):
            if not self._attempt(server, attack):
                self.deaths += 1
                return attacks[number + 1 :]
            most = max(most, memory_of(server.pid))
        deadline = time.monotonic() + SETTLED
        while memory_of(server.pid) > 1.1 * began and time.monotonic() < deadline:
            time.sleep(0.5)
        self.memory = (began, most, memory_of(server.pid))
        return []

    def _attempt(self, server: Server, attack: Attack | Bytes) -> bool:
        """Send one; return whether the server goes on."""
        calls = len(self.canary.calls)
        with asked_meanwhile(lambda: server.health(TIMEOUT)) as taken:
            wrong, answer = self._sent(server, attack)
        slowest = max(taken, default=0.0)
        if slowest < float("inf"):
            self.slowest_health = max(self.slowest_health, slowest)
        alive = Path(f"/proc/{server.pid}/cmdline").read_bytes() != b"" and _goes_on(server)
        if not alive:
            wrong = "the server died or answers no more"
        elif len(self.canary.calls) > calls:
            wrong = "the canary was called"
        elif slowest > 1:
            wrong = wrong or f"health took {slowest:.1f} s"
        if wrong:
            self.faults[attack.name] = wrong
        said = answer.body[:150].decode("utf-8", "replace")
        self.told.append(
            {
                "name": attack.name,
                "status": answer.status,
                "seconds": round(answer.seconds, 2),
                "health_s": round(slowest, 3),
                "fault": wrong,
                "said": said,
            }
        )
        print(self.name, self.told[-1], file=sys.stderr, flush=True)
        return alive

    def _sent(self, server: Server, attack: Attack | Bytes) -> tuple[str, Answer]:
        aim = self._aim(attack.name, server)
        if isinstance(attack, Attack):
            answer = send(server.port, attack, aim, TIMEOUT)
            return fault(attack, answer), answer
        sent = attack.sent.replace(b"PORT", str(self.canary.port).encode())
        sent = sent.replace(b"/sparql", server.path.encode())
        answers = send_bytes(server.port, sent, attack.answers, TIMEOUT)
        return fault_of_bytes(attack, answers), answers[-1]

    def _aim(self, name: str, server: Server) -> Callable[[str], str]:
        file = store.current() / "manifest.json"

        def aim(text: str) -> str:
            return aimed(text, self.canary, file, name).replace("/sparql", server.path)

        return aim


def _goes_on(server: Server) -> bool:
    try:
        return server.health(TIMEOUT) == 200
    except OSError:
        return False


def measured(name: str, only: str = "", *options: str) -> dict[str, Any]:
    """Return what a server did with the requests in whose name `only` stands."""
    everything: list[Attack | Bytes] = [*reaching_out(), *exhausting(), *all_bytes()]
    attacks = [one for one in everything if only in one.name]
    plain = {"Content-Type": "application/sparql-query"}
    harmless: list[Attack | Bytes] = [
        Attack(what, "harmless", "bounded", query, headers=plain)
        for what, query in HARMLESS.items()
        if only in what
    ]
    folder = store.current()
    before = digest_of(folder)
    trial, fair = Trial(name, *options), Trial(name, *options)
    trial.run(attacks)
    fair.run([replace(one) for one in harmless])
    refused = [told["name"] for told in fair.told if told["status"] != 200]
    return {
        "attacks": len(attacks),
        "held": len(attacks) - len(trial.faults),
        "faults": trial.faults,
        "deaths": trial.deaths,
        "canary": len(trial.canary.calls) + len(fair.canary.calls),
        "written": digest_of(folder) != before,
        "slowest_health_s": trial.slowest_health,
        "memory_mb": [round(size / 1e6) for size in trial.memory],
        "harmless": len(harmless),
        "harmless_refused": refused,
        "answers": trial.told,
    }


def told(found: dict[str, dict[str, Any]]) -> list[str]:
    """Return the figures as Markdown."""
    lines = [
        "",
        "| Hostile requests | refused, stopped or bounded | deaths | canary called | "
        "health at most, s | memory before, most, after, MB | harmless answered |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in found.items():
        answered = one["harmless"] - len(one["harmless_refused"])
        lines.append(
            f"| {name} | {one['held']} of {one['attacks']} | {one['deaths']} | "
            f"{one['canary']} | {one['slowest_health_s']:.2f} | "
            f"{', '.join(str(size) for size in one['memory_mb'])} | "
            f"{answered} of {one['harmless']} |"
        )
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--only", default="", help="part of the names of requests")
    given = parser.parse_args()
    json.dump({name: measured(name, given.only) for name in given.names}, sys.stdout)
