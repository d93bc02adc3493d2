"""The namespaces in use, by the prefixes that everybody gives them."""

from normgraph import iri

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "ng": iri.ONTOLOGY,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
