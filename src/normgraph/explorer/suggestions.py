"""What the editor of SPARQL offers by name: prefixes, terms, and things of the graph."""

from collections.abc import Iterator, Mapping
from typing import Any

from normgraph import iri
from normgraph.query import kept, select
from normgraph.query.search import SPACES
from normgraph.query.vocabulary import PREFIXES
from normgraph.store import Opened, once_per_graph

#: Where the server of the workbench finds things by name; see `normgraph.endpoint.completion`.
LOOKUP = "/complete"
#: What each namespace is for, by the prefix that everybody gives it.
_ABOUT: Mapping[str, str] = {
    "ng": "classes and properties of normgraph",
    "rdf": "RDF",
    "rdfs": "labels and kinds",
    "xsd": "types of values",
    "skos": "definitions and other names",
    "owl": "the language of the ontology",
    "prov": "provenance",
    "dcterms": "documents",
    "void": "data sets",
    "wd": "Wikidata",
}
_SPACES: Mapping[str, str] = {
    **PREFIXES,
    "wd": "http://www.wikidata.org/entity/",
    **{space: iri.mint(space, "") for space in SPACES},
}
#: Classes and properties of RDF and RDFS that queries use, which the ontology need not name.
_STANDARD = (
    ("rdf", "type", "object property", "is a", "The class of a thing; 'a' for short."),
    ("rdfs", "label", "annotation property", "label", "What a thing is called."),
    ("rdfs", "subClassOf", "object property", "kind of", "The wider class."),
    ("skos", "altLabel", "annotation property", "other name", "Another name of a thing."),
    ("skos", "definition", "annotation property", "definition", "What a thing is, in words."),
    ("xsd", "date", "datatype", "date", 'A day, as in "1994-04-06"^^xsd:date.'),
    ("xsd", "integer", "datatype", "whole number", "A whole number."),
    ("xsd", "boolean", "datatype", "yes or no", "true or false."),
    ("xsd", "string", "datatype", "text", "A text without a language."),
)
#: Queries that list what is asked for most, with the column of the thing and its kind.
_LISTS = (
    ("states", "state", "state"),
    ("crises", "crisis", "crisis"),
    ("norms", "norm", "norm"),
    ("organizations", "organization", "organization"),
)


@once_per_graph
def suggestions(opened: Opened) -> Mapping[str, Any]:
    """Return all that completion needs to know beforehand, ready to be sent to a browser."""
    return {
        "lookup": LOOKUP,
        "prefixes": [
            {"name": name, "iri": space, "about": _ABOUT.get(name, "things of normgraph")}
            for name, space in _SPACES.items()
        ],
        "terms": list({term["iri"]: term for term in _terms(opened)}.values()),
        "things": list({thing["iri"]: thing for thing in _things(opened)}.values()),
    }


def _terms(opened: Opened) -> Iterator[dict[str, str]]:
    for prefix, name, kind, label, definition in _STANDARD:
        term = _SPACES[prefix] + name
        yield {"iri": term, "kind": kind, "label": label, "definition": definition}
    for known in kept.ontology(opened).terms.values():
        yield {
            "iri": known.iri,
            "kind": known.kind,
            "label": known.label,
            "definition": known.definition,
        }


def _things(opened: Opened) -> Iterator[dict[str, str]]:
    for query, column, kind in _LISTS:
        for row in select(opened.store, query).records():
            yield {
                "iri": row[column],
                "kind": kind,
                "label": row["name"],
                "definition": row.get("definition", ""),
            }
