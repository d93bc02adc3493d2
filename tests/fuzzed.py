"""Queries made at random: grown from a grammar, and real ones with parts changed.

They are asked of the endpoint and of the engine itself over the same graph. Numbers of rows
are kept small by what they are about, not by a LIMIT, which would leave the choice of rows
to chance.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import QueryBoolean, QuerySolutions, Store, parse_query_results

from normgraph import iri
from normgraph.query.catalog import catalog

PREFIXES = """PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX id: <https://w3id.org/normgraph/id/>
"""
VARIABLES = ("?a", "?b", "?a", "?c")
#: Things and properties of which there are few.
THINGS = (
    "<https://w3id.org/normgraph/id/decision/S-2011-612>",
    "<https://w3id.org/normgraph/id/decision/S-RES-1973-2011>",
    "<https://w3id.org/normgraph/id/norm/r2p>",
    "<https://w3id.org/normgraph/id/crisis/syria-2011>",
    "<https://w3id.org/normgraph/id/crisis/rwanda-1994>",
    "<https://w3id.org/normgraph/id/outcome/vetoed>",
    "<urn:nothing>",
)
PROPERTIES = (
    "rdfs:label", "a", "ng:date", "ng:symbol", "ng:outcome", "ng:vetoedBy", "ng:votedAgainst",
    "ng:concerns", "ng:partOf", "ng:from", "ng:officialVeto",
)  # fmt: skip
LITERALS = (
    "1", "2.50", "-3e2", "true", '"vetoed"', '"Syria"@en', '"2011-10-04"^^xsd:date', "''",
    '"1"^^xsd:integer', '"é\\n\\u0041"', "'''a\n'b'''",
)  # fmt: skip
CALLS = (
    "STR({})", "STRLEN(STR({}))", "UCASE(STR({}))", "DATATYPE({})", "LANG({})", "ISIRI({})",
    "BOUND({})", "ABS({})", "MD5(STR({}))", "YEAR({})", "COALESCE({}, 0)", "IF({}, 1, 'n')",
    "CONCAT(STR({}), '-')", "SUBSTR(STR({}), 2, 3)", "CONTAINS(STR({}), 'a')", "!{}", "-{}",
    "REGEX(STR({}), '^h', 'i')", "ENCODE_FOR_URI(STR({}))", "ISNUMERIC({})", "xsd:string({})",
    "xsd:integer({})", "STRDT(STR({}), xsd:decimal)", "ROUND({})", "LANGMATCHES(LANG({}), '*')",
)  # fmt: skip
OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/")
#: Two rounds of one of these differ.
CHANGING = re.compile(
    r"\b(RAND|NOW|UUID|STRUUID|BNODE|SAMPLE|GROUP_CONCAT|LIMIT|OFFSET)\b", re.I
)


class Grammar:
    """Grows queries; the same seed grows the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same every time

    def query(self) -> str:
        pattern = self.group(2)
        form = self.chance.choices(range(5), (6, 1, 2, 2, 1))[0]
        if form == 1:
            return f"{PREFIXES}ASK {pattern}"
        if form == 2:
            value, key = self.variable(), self.variable()
            count = self.one(("COUNT(*)", f"COUNT(DISTINCT {value})", f"MAX({value})"))
            return f"{PREFIXES}SELECT {key} ({count} AS ?n) {pattern} GROUP BY {key}"
        if form == 3:
            term = self.expression(2)
            return f"{PREFIXES}SELECT * {pattern} ORDER BY {self.variable()} DESC({term})"
        if form == 4:
            return f"{PREFIXES}CONSTRUCT {{ {self.triple()} }} WHERE {pattern}"
        distinct = self.one(("", "DISTINCT ", "REDUCED ", ""))
        if distinct == "REDUCED ":
            distinct = ""  # leaves it to the engine which rows come twice
        shown = self.one(("*", "?a ?b", f"({self.expression(2)} AS ?x)"))
        return f"{PREFIXES}SELECT {distinct}{shown} {pattern}"

    def group(self, depth: int) -> str:
        parts = [self.anchored()]
        parts += [self.part(depth) for _ in range(self.chance.randrange(3))]
        return "{ " + " ".join(parts) + " }"

    def anchored(self) -> str:
        """Return a pattern with few answers, for others to build on."""
        thing, one, two = self.one(THINGS), self.variable(), self.variable()
        return self.one(
            (
                f"{thing} ?p {one} .",
                f"{thing} {self.path()} {one} .",
                f"{one} ng:vetoedBy {two} ; ng:officialVeto {self.one(('true', two))} .",
                f"VALUES ({one} {self.other(one)}) {{ ({thing} {self.one(LITERALS)}) "
                "(UNDEF 1) }",
                f"GRAPH ?g {{ {thing} ?p {one} }}",
            )
        )

    def part(self, depth: int) -> str:
        inner = self.group(depth - 1) if depth else "{ }"
        return self.one(
            (
                f"OPTIONAL {inner}",
                f"{inner} UNION {inner}",
                f"MINUS {inner}",
                f"FILTER({self.expression(2)})",
                f"FILTER NOT EXISTS {inner}",
                f"FILTER EXISTS {inner}",
                f"BIND({self.expression(2)} AS ?n{self.chance.randrange(1000)})",
                f"OPTIONAL {{ {self.triple()} }}",
                f"{{ SELECT DISTINCT * {inner} }}",
                f"FILTER({self.variable()} IN ({self.term()}, {self.term()}))",
            )
        )

    def triple(self) -> str:
        start = self.one(("?a", *THINGS))
        return f"{start} {self.one(PROPERTIES)} {self.variable()}"

    def path(self) -> str:
        one, two = self.one(PROPERTIES), self.one(PROPERTIES)
        forms = (one, f"{one}/{two}", f"{one}|{two}", f"{one}?", f"({one})+", f"!({one}|{two})")
        return self.one(forms)

    def expression(self, depth: int) -> str:
        if not depth:
            return self.term()
        if self.chance.random() < 0.5:
            return self.one(CALLS).format(self.expression(depth - 1))
        left, right = self.expression(depth - 1), self.expression(depth - 1)
        return f"({left} {self.one(OPERATORS)} {right})"

    def term(self) -> str:
        return self.one((*VARIABLES, *VARIABLES, *LITERALS, self.one(THINGS)))

    def variable(self) -> str:
        return self.one(VARIABLES)

    def other(self, than: str) -> str:
        return self.one([one for one in VARIABLES if one != than])

    def one(self, of: Sequence[str]) -> str:
        return self.chance.choice(of)


def changed(query: str, chance: random.Random) -> str:
    """Return a query with some of its words left out, doubled, swapped or replaced."""
    words = re.findall(r"\s+|\w+|.", query, re.S)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                del words[at]
            case 1:
                words.insert(at, words[at])
            case 2:
                words[at] = chance.choice(words)
            case 3:
                words.insert(at, chance.choice("{}()<>'\"\\#?.;,^/*+!|&\x00é\ufeff"))
            case 4:
                words = words[: max(at, 1)]
        words = words or ["ASK"]
    return "".join(words)


def fuzzed(seed: int, number: int) -> Iterator[str]:
    """Yield queries: two thirds from the grammar, one third changed ones of the library."""
    grammar = Grammar(seed)
    chance = random.Random(seed)  # noqa: S311 - the same every time
    library = [query.text for query in catalog().values()]
    for each in range(number):
        if each % 3:
            yield grammar.query()
        else:
            yield changed(chance.choice(library), chance)


def rows_of(found: QuerySolutions | QueryBoolean) -> object:
    """Return what an answer says, whatever the order of its rows and columns."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return sorted(names), Counter(
        frozenset((name, str(row[name])) for name in names if row[name] is not None)
        for row in found
    )


def by_engine(store: Store, query: str) -> object:
    """Return what the engine itself answers; None where it refuses."""
    try:
        found = store.query(query, base_iri=iri.BASE)
        if isinstance(found, QuerySolutions | QueryBoolean):
            return rows_of(found)
        return Counter(map(str, found))
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None


@dataclass
class Verdict:
    """How answers over HTTP compare with those of the engine."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, store: Store, query: str, status: int, body: bytes, kind: str) -> None:
        """Compare one answer; what was stopped at a limit is not compared."""
        if status in {503, 504, 507}:
            self.counts["stopped"] += 1
        elif status == 200:
            self._compare(by_engine(store, query), by_endpoint(body, kind), query)
        elif status in {400, 403, 413}:
            self._refusal(store, query, body)
        else:
            self.wrong.append(f"{status}: {query}")

    def _compare(self, right: object, given: object, query: str) -> None:
        if CHANGING.search(query):
            self.counts["not compared"] += 1
        elif right == given:
            self.counts["the same"] += 1
        else:
            self.wrong.append(f"differs: {query}\n{right}\n{given}")

    def _refusal(self, store: Store, query: str, body: bytes) -> None:
        if b'"limit"' in body or re.search("SERVICE|FROM", query, re.I):
            self.counts["refused by rule"] += 1
        elif runs(store, query):
            # The engine takes some texts that are no SPARQL.
            self.counts["refused, though the engine takes it"] += 1
            if query.startswith(PREFIXES):
                self.wrong.append(f"refused: {query}\n{body!r}")
        else:
            self.counts["refused by both"] += 1


def runs(store: Store, query: str) -> bool:
    """Return whether the engine begins to run a query."""
    try:
        store.query(query, base_iri=iri.BASE)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return False
    return True


def by_endpoint(body: bytes, kind: str) -> object:
    """Return what an answer over HTTP says."""
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse

    if kind == "json":
        return rows_of(parse_query_results(body, format=QueryResultsFormat.JSON))
    return Counter(str(quad.triple) for quad in parse(body, format=RdfFormat.N_TRIPLES))
