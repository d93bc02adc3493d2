"""The formats in which an answer is written, by name."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer."""

    name: str
    media_type: str
    extension: str  #: of a file in it, with the dot
    also: tuple[str, ...] = ()  #: other media types by which people ask for it


#: For rows and for yes or no.
RESULTS = {
    form.name: form
    for form in (
        Format("json", "application/sparql-results+json", ".srj", ("application/json",)),
        Format(
            "xml", "application/sparql-results+xml", ".srx", ("application/xml", "text/xml")
        ),
        Format("csv", "text/csv", ".csv"),
        Format("tsv", "text/tab-separated-values", ".tsv"),
    )
}

#: For statements.
GRAPHS = {
    form.name: form
    for form in (
        Format("turtle", "text/turtle", ".ttl", ("application/x-turtle",)),
        Format("ntriples", "application/n-triples", ".nt", ("text/plain",)),
        Format("nquads", "application/n-quads", ".nq", ("text/x-nquads",)),
        Format("trig", "application/trig", ".trig", ("application/x-trig",)),
        Format("jsonld", "application/ld+json", ".jsonld", ("application/json",)),
        Format("rdfxml", "application/rdf+xml", ".rdf", ("application/xml", "text/xml")),
    )
}

RESULT_WRITERS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_WRITERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def formats_for(form: str) -> dict[str, Format]:
    """Return the formats for a query of this form: select, ask, construct or describe."""
    return GRAPHS if form in {"construct", "describe"} else RESULTS
