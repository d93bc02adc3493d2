"""What the dataset is, in the vocabularies VoID and DCAT: all of it counted, none typed in."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from normgraph import iri
from normgraph.export.document import FORMATS, PREFIXES, release
from normgraph.export.dumps import Dump, File, files
from normgraph.export.provenance import LICENCE
from normgraph.export.triples import about, day, english, number, term
from normgraph.query import kept, select
from normgraph.query.ontology import RDF_TYPE
from normgraph.store import Opened, once_per_graph

#: Things given as examples, each of another class.
EXAMPLES = 8
_ONTOLOGY = NamedNode(iri.ONTOLOGY.removesuffix("#"))
_PUBLISHER = NamedNode(f"{iri.BASE}void#publisher")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_W3C_FORMATS = "http://www.w3.org/ns/formats/"
#: What the World Wide Web Consortium calls each format of statements.
FORMAT_NAMES = {
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "ntriples": "N-Triples",
    "trig": "TriG",
    "nquads": "N-Quads",
}


def dataset(opened: Opened, dumps: Sequence[Dump], server: str) -> list[Triple]:
    """Return the description of the dataset that a server at the address ``server`` gives.

    Parameters
    ----------
    opened
        The graph.
    dumps
        What can be downloaded.
    server
        Where the server is, with a slash at the end.

    Raises
    ------
    ValueError
        When ``server`` cannot be part of an IRI.
    """
    subject = release(opened)
    return [
        *_counted(opened),
        *about(
            subject,
            ("void:sparqlEndpoint", NamedNode(f"{server}sparql")),
            ("foaf:page", NamedNode(f"{server}ontology.html")),
        ),
        *about(
            NamedNode(f"{subject.value}#sparql"),
            ("rdf:type", term("dcat:DataService")),
            ("dcterms:title", english("normgraph, to be queried by SPARQL 1.1")),
            ("dcat:endpointURL", NamedNode(f"{server}sparql")),
            ("dcat:servesDataset", subject),
            ("dcterms:license", NamedNode(LICENCE)),
        ),
        *_downloads(opened, dumps, f"{server}dumps/{opened.manifest.version}/"),
    ]


def format_name(form: str) -> NamedNode:
    """Return what the World Wide Web Consortium calls a format of statements."""
    return NamedNode(_W3C_FORMATS + FORMAT_NAMES[form])


@once_per_graph
def _counted(opened: Opened) -> tuple[Triple, ...]:
    """Return all that does not depend on where it is served."""
    parts = (_described, _class_partitions, _property_partitions, _linksets)
    return tuple(dict.fromkeys(said for part in parts for said in part(opened)))


def _described(opened: Opened) -> Iterator[Triple]:
    subject = release(opened)
    store = opened.store
    label = next(store.quads_for_pattern(_ONTOLOGY, term("dcterms:description"), None)).object
    totals = next(select(store, "graph_totals").records())
    version = opened.manifest.version
    yield from about(
        subject,
        ("rdf:type", [term("void:Dataset"), term("dcat:Dataset")]),
        ("dcterms:title", english("normgraph")),
        ("dcterms:description", _literal(label)),
        ("dcterms:identifier", Literal(version)),
        ("owl:versionInfo", Literal(version)),
        ("dcat:version", Literal(version)),
        ("dcterms:isVersionOf", NamedNode(iri.BASE)),
        ("dcterms:license", NamedNode(LICENCE)),
        ("dcterms:publisher", _PUBLISHER),
        ("foaf:homepage", NamedNode(iri.BASE)),
        ("void:uriSpace", Literal(iri.ID)),
        ("void:triples", number(opened.manifest.triples)),
        ("void:distinctSubjects", number(int(totals["things"]))),
        ("void:distinctObjects", number(int(totals["values"]))),
        ("void:classes", number(int(totals["classes"]))),
        ("void:properties", number(int(totals["properties"]))),
        ("void:vocabulary", _vocabularies(opened)),
        ("void:feature", [format_name(form) for form in FORMATS]),
        ("void:exampleResource", _examples(opened)),
    )
    yield from about(
        _PUBLISHER,
        ("rdf:type", term("foaf:Agent")),
        ("foaf:name", english("normgraph contributors")),
    )
    if (found := kept.coverage(opened)) is not None:
        period = NamedNode(f"{subject.value}#period")
        yield Triple(subject, term("dcterms:temporal"), period)
        yield from about(
            period,
            ("rdf:type", term("dcterms:PeriodOfTime")),
            ("dcat:startDate", day(found.first.isoformat())),
            ("dcat:endDate", day(found.last.isoformat())),
        )


def _literal(value: object) -> Literal:
    return value if isinstance(value, Literal) else Literal(str(value))


def _vocabularies(opened: Opened) -> list[NamedNode]:
    used = [row["class"] for row in select(opened.store, "class_extent").records()]
    used += [row["property"] for row in select(opened.store, "property_extent").records()]
    return [NamedNode(space) for space in sorted({_namespace(name) for name in used})]


def _examples(opened: Opened) -> list[NamedNode]:
    """Return the things most named, one of each class, without sources and vocabularies."""
    beside = {f"{iri.ONTOLOGY}{name}" for name in ("Document", "Dataset")}
    beside |= {
        term.iri
        for term in kept.ontology(opened).terms.values()
        if f"{iri.ONTOLOGY}Term" in kept.ontology(opened).lineage(term.iri)
    }
    found: dict[str, NamedNode] = {}
    for row in select(opened.store, "mention_counts").records():
        if row["thing"].startswith(iri.ID) and row["class"] not in beside:
            found.setdefault(row["class"], NamedNode(row["thing"]))
    return list(found.values())[:EXAMPLES]


def _class_partitions(opened: Opened) -> Iterator[Triple]:
    for row in select(opened.store, "class_extent").records():
        part = _part(opened, "class", row["class"])
        yield from about(release(opened), ("void:classPartition", part))
        yield from about(
            part,
            ("void:class", NamedNode(row["class"])),
            ("void:entities", number(int(row["things"]))),
        )


def _property_partitions(opened: Opened) -> Iterator[Triple]:
    for row in select(opened.store, "property_extent").records():
        part = _part(opened, "property", row["property"])
        yield from about(release(opened), ("void:propertyPartition", part))
        yield from about(
            part,
            ("void:property", NamedNode(row["property"])),
            ("void:triples", number(int(row["statements"]))),
            ("void:distinctSubjects", number(int(row["things"]))),
            ("void:distinctObjects", number(int(row["values"]))),
        )


def _linksets(opened: Opened) -> Iterator[Triple]:
    """Yield what leads to the data of others; the words of RDF itself are no links."""
    for row in select(opened.store, "links_outside").records():
        if row["property"] == RDF_TYPE or row["namespace"].startswith(PREFIXES["xsd"]):
            continue
        part = _part(opened, "links", f"{row['namespace']}-{row['property']}")
        target = _part(opened, "target", row["namespace"])
        yield from about(release(opened), ("void:subset", part))
        yield from about(
            part,
            ("rdf:type", term("void:Linkset")),
            ("void:linkPredicate", NamedNode(row["property"])),
            ("void:subjectsTarget", release(opened)),
            ("void:objectsTarget", target),
            ("void:triples", number(int(row["statements"]))),
        )
        yield from about(
            target,
            ("rdf:type", term("void:Dataset")),
            ("void:uriSpace", Literal(row["namespace"])),
        )


def _downloads(opened: Opened, dumps: Iterable[Dump], address: str) -> Iterator[Triple]:
    for dump in dumps:
        for file in files(dump):
            place = NamedNode(f"{address}{file.name}")
            part = NamedNode(f"{release(opened).value}#{file.name}")
            yield from about(
                release(opened), ("void:dataDump", place), ("dcat:distribution", part)
            )
            yield from _download(file, dump, part, place)


def _download(file: File, dump: Dump, part: NamedNode, place: NamedNode) -> Iterator[Triple]:
    checksum = NamedNode(f"{part.value}-sha256")
    yield from about(
        part,
        ("rdf:type", term("dcat:Distribution")),
        ("dcterms:title", english(file.name)),
        ("dcat:downloadURL", place),
        ("dcat:mediaType", NamedNode(_MEDIA + dump.plain.media)),
        ("dcterms:format", format_name(dump.format)),
        ("dcat:byteSize", number(file.size)),
        ("dcterms:license", NamedNode(LICENCE)),
        ("spdx:checksum", checksum),
    )
    if file is dump.packed:
        yield from about(part, ("dcat:compressFormat", NamedNode(_MEDIA + file.media)))
    yield from about(
        checksum,
        ("rdf:type", term("spdx:Checksum")),
        ("spdx:algorithm", term("spdx:checksumAlgorithm_sha256")),
        (
            "spdx:checksumValue",
            Literal(file.sha256, datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary")),
        ),
    )


def _part(opened: Opened, kind: str, name: str) -> NamedNode:
    """Return a name for a part of the dataset; none is anonymous."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", name.partition("://")[2]).strip("-")
    return NamedNode(f"{release(opened).value}#{kind}-{words}")


def _namespace(name: str) -> str:
    return re.sub(r"[^/#]*\Z", "", name)
