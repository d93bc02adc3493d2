"""What the editor of SPARQL offers by name: prefixes, terms, and things of the graph."""

from collections.abc import Iterator, Mapping
from typing import Any

from normgraph import iri
from normgraph.query import kept, select
from normgraph.query.search import SPACES
from normgraph.store import Opened, once_per_graph

#: Where the server of the workbench finds things by name; see `normgraph.endpoint.completion`.
LOOKUP = "/complete"
#: By name: namespace and what it is for.
PREFIXES: Mapping[str, tuple[str, str]] = {
    "ng": (iri.ONTOLOGY, "classes and properties of normgraph"),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF"),
    "rdfs": ("http://www.w3.org/2000/01/rdf-schema#", "labels and kinds of things"),
    "xsd": ("http://www.w3.org/2001/XMLSchema#", "types of values"),
    "skos": ("http://www.w3.org/2004/02/skos/core#", "definitions and other names"),
    "owl": ("http://www.w3.org/2002/07/owl#", "the language of the ontology"),
    "prov": ("http://www.w3.org/ns/prov#", "provenance"),
    "org": ("http://www.w3.org/ns/org#", "organizations"),
    "time": ("http://www.w3.org/2006/time#", "time"),
    "dcterms": ("http://purl.org/dc/terms/", "documents"),
    "sem": ("http://semanticweb.cs.vu.nl/2009/11/sem/", "events"),
    "wd": ("http://www.wikidata.org/entity/", "Wikidata"),
    **{space: (iri.mint(space, ""), "things of normgraph") for space in SPACES},
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
def vocabulary(opened: Opened) -> Mapping[str, Any]:
    """Return all that completion needs to know beforehand, ready to be sent to a browser."""
    return {
        "lookup": LOOKUP,
        "prefixes": [
            {"name": name, "iri": space, "about": about}
            for name, (space, about) in PREFIXES.items()
        ],
        "terms": list({term["iri"]: term for term in _terms(opened)}.values()),
        "things": list({thing["iri"]: thing for thing in _things(opened)}.values()),
    }


def _terms(opened: Opened) -> Iterator[dict[str, str]]:
    for prefix, name, kind, label, definition in _STANDARD:
        term = PREFIXES[prefix][0] + name
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
