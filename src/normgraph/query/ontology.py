"""The terms of the ontology in words, for pages that explain what they show."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from normgraph import iri
from normgraph.query.run import select
from normgraph.store import QuadStore

#: Properties of RDF itself, which our ontology does not describe.
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWN = {
    RDF_TYPE: "is a",
    "http://www.w3.org/2002/07/owl#Class": "class",
    "http://www.w3.org/2002/07/owl#ObjectProperty": "object property",
    "http://www.w3.org/2002/07/owl#DatatypeProperty": "datatype property",
    "http://www.w3.org/2002/07/owl#AnnotationProperty": "annotation property",
    "http://www.w3.org/2002/07/owl#FunctionalProperty": "property with one value",
    "http://www.w3.org/2004/02/skos/core#ConceptScheme": "vocabulary",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf": "kind of",
    "http://www.w3.org/2000/01/rdf-schema#domain": "said of",
    "http://www.w3.org/2000/01/rdf-schema#range": "its values are",
    "http://www.w3.org/2002/07/owl#disjointWith": "never also",
    "http://www.w3.org/2002/07/owl#propertyDisjointWith": "never together with",
    "http://www.w3.org/2000/01/rdf-schema#seeAlso": "see also",
    "http://www.w3.org/2004/02/skos/core#inScheme": "in the vocabulary",
    "http://www.w3.org/2004/02/skos/core#broader": "within",
    "http://www.w3.org/2004/02/skos/core#notation": "notation",
}


@dataclass(slots=True)
class OntologyTerm:
    """One class or property."""

    iri: str
    kind: str  #: class, object property, datatype property or annotation property
    label: str
    definition: str
    parents: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    ranges: set[str] = field(default_factory=set)


class Ontology:
    """Every class and property by IRI."""

    def __init__(self, terms: Iterable[OntologyTerm]) -> None:
        self.terms = {term.iri: term for term in terms}

    def label(self, key: str) -> str:
        """Return what a term is called; one that nobody named, by the end of its IRI."""
        if key in self.terms:
            return self.terms[key].label
        return _OWN.get(key) or key.rpartition("#")[2].rpartition("/")[2] or key

    def definition(self, key: str) -> str:
        """Return the definition of a term, or nothing."""
        return self.terms[key].definition if key in self.terms else ""

    def lineage(self, cls: str) -> list[str]:
        """Return a class and the classes above it, nearest first."""
        found = [cls]
        for known in found:
            parents = self.terms[known].parents if known in self.terms else set()
            found += [parent for parent in sorted(parents) if parent not in found]
        return found

    def of_kind(self, *kinds: str) -> list[OntologyTerm]:
        """Return the terms of these kinds, by label."""
        chosen = (term for term in self.terms.values() if term.kind in kinds)
        return sorted(chosen, key=lambda term: (term.label.casefold(), term.iri))


def read_ontology(store: QuadStore) -> Ontology:
    """Return the classes and properties of the graph's own ontology."""
    terms: dict[str, OntologyTerm] = {}
    for row in select(store, "terms").records():
        kind = _spaced(row["kind"].rpartition("#")[2])
        known = terms.setdefault(
            row["term"], OntologyTerm(row["term"], kind, row["label"], row["definition"])
        )
        known.parents |= {row["parent"]} - {""}
        known.domains |= {row["domain"]} - {""}
        known.ranges |= {row["range"]} - {""}
    return Ontology(terms.values())


def local(name: str) -> str:
    """Return the IRI of the term of our ontology with this local name."""
    return f"{iri.ONTOLOGY}{name}"


def _spaced(name: str) -> str:
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()
