"""What a query does, term by term: for those who read SPARQL for the first time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normgraph import iri
from normgraph.errors import QueryError
from normgraph.query.glossary import FUNCTIONS, NAMESPACES
from normgraph.query.guard import full_iri, prefixes
from normgraph.query.known import Known, Vocabulary
from normgraph.query.lexer import Token, tokens
from normgraph.query.ontology import RDF_TYPE
from normgraph.query.reading import Clause, Reading
from normgraph.query.shape import Advice, advice
from normgraph.query.structure import structure


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix that the query declares."""

    name: str  #: without the colon
    namespace: str
    told: str  #: what is there
    used: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A class, property or thing that the query names."""

    written: str  #: as it stands in the query
    line: int  #: of its first use
    column: int
    known: Known


@dataclass(frozen=True, slots=True)
class Function:
    """A function that the query uses."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a query does."""

    prefixes: tuple[Prefix, ...]
    names: tuple[Name, ...]  #: in the order of their first use
    functions: tuple[Function, ...]
    clauses: tuple[Clause, ...]
    advice: tuple[Advice, ...]


def explain(query: str, vocabulary: Vocabulary) -> Explanation:
    """Return what ``query`` does, as far as it can be read.

    Raises
    ------
    QueryError
        When it has what is no word of SPARQL.
    """
    words = tokens(query)
    spaces = prefixes(words)
    whole = structure(words)
    names = tuple(named(words, vocabulary))
    labels = {name.written: name.known.label for name in names}
    reading = Reading(query, lambda word: labels.get(word.text, ""))
    return Explanation(
        prefixes=tuple(_prefixes(words, spaces)),
        names=names,
        functions=tuple(_functions(words)),
        clauses=tuple(reading.clauses(whole)) if whole else (),
        advice=advice(whole) if whole else (),
    )


def named(words: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Name]:
    """Yield each IRI that a query names, once, with what is known of it."""
    spaces = prefixes(words)
    seen = set()
    for word in _used(words):
        written = word.text
        if written in seen:
            continue
        seen.add(written)
        full = RDF_TYPE if word.kind == "keyword" else full_iri(word, spaces)
        if "://" in full:
            yield Name(written, word.line, word.column, vocabulary.look_up(full))


def unknown(query: str, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Return the names of ours in ``query`` that the graph does not have."""
    try:
        words = tokens(query)
    except QueryError:
        return ()
    return tuple(name for name in named(words, vocabulary) if name.known.kind == "unknown")


def _used(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the names after the prologue, in which IRIs only stand for namespaces."""
    skipped = 0
    for place, word in enumerate(words):
        if word.kind == "keyword" and word.word in {"PREFIX", "BASE"}:
            skipped = place + (2 if word.word == "PREFIX" else 1)
        elif place > skipped or not skipped:
            is_a = word.kind == "keyword" and word.text == "a"
            if word.kind in {"iri", "pname"} or is_a:
                yield word


def _prefixes(words: Sequence[Token], spaces: Mapping[str, str]) -> Iterator[Prefix]:
    used = {word.text.partition(":")[0] for word in _used(words) if word.kind == "pname"}
    for name, space in spaces.items():
        yield Prefix(name, space, _told(space), name in used)


def _told(space: str) -> str:
    if space == iri.ONTOLOGY:
        return "normgraph's ontology: classes and properties"
    if space == iri.ID:
        return "things of normgraph, by kind and key"
    if space.startswith(iri.ID):
        kind = space.removeprefix(iri.ID).partition("/")[0].replace("-", " ")
        return f"things of normgraph of one kind: {kind}"
    return NAMESPACES.get(space, "")


def _functions(words: Sequence[Token]) -> Iterator[Function]:
    names = {word.word for word in words if word.kind == "keyword"}
    for name in sorted(names & FUNCTIONS.keys()):
        yield Function(name, FUNCTIONS[name])
