"""Answers in the standard formats of SPARQL and RDF."""

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from normgraph.query import vocabulary
from normgraph.query.run import Answer
from normgraph.store import Term

if TYPE_CHECKING:
    import rdflib

#: Prefixes of written Turtle.
PREFIXES = {name: vocabulary.PREFIXES[name] for name in ("ng", "rdfs", "skos", "xsd")}


def sparql_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as SPARQL 1.1 Query Results JSON Format has it."""
    bindings = [
        {
            name: _json(term)
            for name, term in zip(answer.columns, row, strict=True)
            if term is not None
        }
        for row in answer.rows
    ]
    return {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}


def written(triples: tuple[Triple, ...], form: str) -> str:
    """Return the triples as ``turtle`` or ``ntriples``."""
    if form == "turtle":
        content = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    else:
        content = serialize(triples, format=RdfFormat.N_TRIPLES)
    return (content or b"").decode("utf-8")


def as_graph(triples: tuple[Triple, ...]) -> "rdflib.Graph":
    """Return the triples as a graph of rdflib, which can be changed and written."""
    import rdflib

    found = rdflib.Graph()
    for prefix, space in PREFIXES.items():
        found.bind(prefix, space)
    return found.parse(data=written(triples, "ntriples"), format="nt")


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        value = {"type": "literal", "value": term.value}
        if term.language:
            return {**value, "xml:lang": term.language}
        if term.datatype.value.endswith("#string"):
            return value
        return {**value, "datatype": term.datatype.value}
    return {"type": "bnode", "value": str(term).removeprefix("_:")}
