"""What the endpoint is and offers, as the SPARQL 1.1 Service Description has it."""

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from normgraph import iri
from normgraph.export.document import release
from normgraph.export.provenance import LICENCE
from normgraph.export.triples import about, english, number, term
from normgraph.export.void import FORMAT_NAMES, format_name
from normgraph.query import select
from normgraph.store import Opened, once_per_graph

#: What is said of an endpoint.
Description = list[Triple]

_RESULTS = ("JSON", "XML", "CSV", "TSV")
_ENTAILMENT = NamedNode("http://www.w3.org/ns/entailment/Simple")


def service_description(opened: Opened, endpoint: str) -> Description:
    """Return the description of the endpoint at the address ``endpoint``.

    Its default graph is the union of the named graphs, each of which is a source. It asks no
    other server and changes nothing, so neither is among its features.

    Raises
    ------
    ValueError
        When ``endpoint`` is no IRI.
    """
    results = [
        NamedNode(f"http://www.w3.org/ns/formats/SPARQL_Results_{name}") for name in _RESULTS
    ]
    service = NamedNode(f"{endpoint}#service")
    dataset = NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    return [
        *about(
            service,
            ("rdf:type", term("sd:Service")),
            ("sd:endpoint", NamedNode(endpoint)),
            ("sd:supportedLanguage", term("sd:SPARQL11Query")),
            ("sd:feature", term("sd:UnionDefaultGraph")),
            ("sd:resultFormat", [*results, *(format_name(form) for form in FORMAT_NAMES)]),
            ("sd:defaultEntailmentRegime", _ENTAILMENT),
            ("sd:defaultDataset", dataset),
            ("rdfs:label", english("normgraph, to be queried by SPARQL 1.1")),
            ("dcterms:license", NamedNode(LICENCE)),
        ),
        *about(
            dataset,
            ("rdf:type", term("sd:Dataset")),
            ("sd:defaultGraph", default),
            ("dcterms:isPartOf", release(opened)),
        ),
        *about(
            default,
            ("rdf:type", term("sd:Graph")),
            ("void:triples", number(opened.manifest.triples)),
        ),
        *_named_graphs(opened, endpoint, dataset),
    ]


def _named_graphs(opened: Opened, endpoint: str, dataset: NamedNode) -> Iterator[Triple]:
    for graph, count in _sizes(opened).items():
        named = NamedNode(f"{endpoint}#{graph.removeprefix(iri.BASE)}")
        content = NamedNode(f"{named.value}/content")
        yield from about(dataset, ("sd:namedGraph", named))
        yield from about(
            named,
            ("rdf:type", term("sd:NamedGraph")),
            ("sd:name", NamedNode(graph)),
            ("sd:graph", content),
        )
        yield from about(
            content, ("rdf:type", term("sd:Graph")), ("void:triples", number(count))
        )


@once_per_graph
def _sizes(opened: Opened) -> Mapping[str, int]:
    """Return how many statements each named graph holds, the largest first."""
    rows = select(opened.store, "graph_extent").records()
    return {row["graph"]: int(row["statements"]) for row in rows}
