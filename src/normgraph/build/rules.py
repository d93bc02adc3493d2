"""Rules: SPARQL CONSTRUCT files whose conclusions are kept apart from what sources say.

Each ``ontology/rules/<rule>.rq`` writes to the named graph ``graph/inferred/<rule>``. A
header line ``#+ after: other`` makes a rule wait for another, so that it sees its
conclusions. Rules run once each, in that order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, QueryTriples, Store

from normgraph import iri
from normgraph.errors import BuildError, Problem

_AFTER = re.compile(r"(?m)^#\+ after: (.+)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its SPARQL and the rules whose conclusions it needs."""

    name: str
    text: str
    after: frozenset[str]


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of ``folder`` in an order in which they can run.

    Raises
    ------
    BuildError
        When a rule waits for one that does not exist, or for itself by a detour.
    """
    rules = {}
    for path in sorted(folder.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        after = frozenset(
            name for line in _AFTER.findall(text) for name in re.split(r"[,\s]+", line.strip())
        )
        rules[path.stem] = Rule(path.stem, text, after)
    for rule in rules.values():
        if missing := rule.after - rules.keys():
            what = f"The rule waits for {', '.join(sorted(missing))}, which does not exist."
            raise BuildError([_problem(rule, 0, what, "Correct its line '#+ after:'.")])
    try:
        order = TopologicalSorter({rule.name: sorted(rule.after) for rule in rules.values()})
        return tuple(rules[name] for name in order.static_order())
    except CycleError as error:
        what = f"Rules wait for each other: {' -> '.join(error.args[1])}."
        raise BuildError([Problem("rules", 0, "", "", what, "Break the circle.")]) from error


def infer(store: Store, rules: Iterable[Rule]) -> list[Quad]:
    """Add to ``store`` what the rules conclude from it, and return what was added.

    The default graph of ``store`` holds the union of all named graphs, and is kept so.

    Raises
    ------
    BuildError
        When a rule is not valid SPARQL, is no CONSTRUCT, or makes an anonymous node.
    """
    added: list[Quad] = []
    for rule in rules:
        graph = NamedNode(f"{iri.INFERRED}{rule.name}")
        conclusions = _conclusions(store, rule)
        quads = [Quad(*triple, graph) for triple in conclusions]
        store.extend([*quads, *(Quad(*triple) for triple in conclusions)])
        added += quads
    return added


def _conclusions(store: Store, rule: Rule) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
    try:
        answer = store.query(rule.text)
    except SyntaxError as error:
        what = f"The rule is not valid SPARQL: {error.msg}."
        raise BuildError([_problem(rule, error.lineno or 0, what, "Correct it.")]) from error
    if not isinstance(answer, QueryTriples):
        raise BuildError([_problem(rule, 0, "The rule is no CONSTRUCT.", "Make it one.")])
    triples = [(triple.subject, triple.predicate, triple.object) for triple in answer]
    if any(isinstance(term, BlankNode) for triple in triples for term in triple):
        what = "The rule makes an anonymous node, which would not be the same in two builds."
        raise BuildError([_problem(rule, 0, what, "Name the node by an IRI.")])
    return triples


def _problem(rule: Rule, line: int, what: str, remedy: str) -> Problem:
    return Problem(f"rules/{rule.name}.rq", line, "", "", what, remedy)
