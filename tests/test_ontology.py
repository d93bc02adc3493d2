"""The ontology, from both sides: as logic, and as the schema the code relies on."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef

from conftest import CHECKOUT, reference_folder
from normgraph import iri, paths
from normgraph.build.schema import read_schema
from normgraph.namespace import NG

ONTOLOGY = CHECKOUT / "ontology"
EXTERNAL = ("org.nq", "prov.nq", "sem.nq", "skos.nq", "time.nq", "undo.ttl", "lkif-norm.owl")


def parsed(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / name, format="turtle")
    return graph


SCHEMA = parsed("normgraph.ttl", "vocabularies.ttl", "alignments.ttl")
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
)
OWN = sorted(
    {term for kind in KINDS for term in SCHEMA.subjects(RDF.type, kind)}
    & {term for term in SCHEMA.subjects() if str(term).startswith(iri.ONTOLOGY)}
)


def test_the_namespace_and_the_ontology_list_the_same_terms():
    named = {str(term) for term in dir(NG) if str(term).startswith(iri.ONTOLOGY)}
    named |= {str(NG[name]) for name in NG._extras}
    assert named == {str(term) for term in OWN}


def test_a_misspelt_name_is_an_error_and_no_empty_answer():
    with pytest.raises(AttributeError, match="votedFr"):
        _ = NG.votedFr


@pytest.mark.parametrize("term", OWN, ids=lambda term: term.rpartition("#")[2])
def test_every_term_has_a_label_and_a_definition(term):
    assert [label for label in SCHEMA.objects(term, RDFS.label) if label.language == "en"]
    assert [text for text in SCHEMA.objects(term, SKOS.definition) if text.language == "en"]


def test_every_vocabulary_term_has_a_label_a_definition_and_a_scheme():
    terms = {
        concept
        for cls in SCHEMA.subjects(RDFS.subClassOf, NG.Term)
        for concept in SCHEMA.subjects(RDF.type, cls)
    }
    assert len(terms) > 30
    lacking = [
        str(term)
        for term in terms
        if not all(
            (term, needed, None) in SCHEMA
            for needed in (RDFS.label, SKOS.definition, SKOS.inScheme)
        )
    ]
    assert lacking == []


def test_every_property_says_what_its_values_are():
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    silent = [
        p
        for kind in kinds
        for p in SCHEMA.subjects(RDF.type, kind)
        if not SCHEMA.value(p, RDFS.range)
    ]
    assert silent == []


def test_every_class_and_property_is_used_by_the_data(opened):
    used = {
        row[0].value
        for pattern in ("?s ?term ?o", "?s a ?term")
        for row in opened.store.query(f"SELECT DISTINCT ?term WHERE {{ {pattern} }}")
    }
    # Classes with only subclasses in use, and what only the compiler reads.
    abstract = {
        "Entity",
        "Actor",
        "Asserter",
        "Organization",
        "Normative",
        "Term",
        "keySpace",
        "table",
        "precisionProperty",
    }
    unused = {term.rpartition("#")[2] for term in map(str, OWN) if term not in used}
    assert unused <= abstract


@pytest.mark.reference
def test_every_aligned_term_exists_in_the_ontology_that_it_belongs_to():
    folder = reference_folder() / "ontologies"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in EXTERNAL}
    prefixes = {
        "http://www.w3.org/ns/org#": "org.nq",
        "http://www.w3.org/ns/prov#": "prov.nq",
        "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem.nq",
        "http://www.w3.org/2006/time#": "time.nq",
    }
    aligned = parsed("alignments.ttl")
    checked = 0
    for term in {str(term) for term in aligned.objects() if isinstance(term, URIRef)}:
        for prefix, name in prefixes.items():
            if term.startswith(prefix):
                assert f"<{term}>" in texts[name], term
                checked += 1
        local = term.removeprefix("https://w3id.org/un/ontology/undo/")
        if local != term:
            assert re.search(rf"(?m)^:{local} a owl:Class", texts["undo.ttl"]), term
            checked += 1
        local = term.removeprefix("http://www.estrellaproject.org/lkif-core/norm.owl#")
        if local != term:
            assert f'"{local}"' in texts["lkif-norm.owl"], term
            checked += 1
    assert checked > 40


def test_nothing_is_imported():
    assert not list(SCHEMA.triples((None, OWL.imports, None)))


#: xsd:date and rdf:langString are outside the OWL 2 datatype map, and HermiT refuses them;
#: nothing follows from the datatypes here, so it reads near relations of theirs instead.
READABLE = {XSD.date: XSD.dateTime, RDF.langString: XSD.string}


def reason(graph: Graph, folder: Path) -> list[str]:
    """Return the inconsistent classes that HermiT finds; an inconsistent ontology is all."""
    import owlready2

    path = folder / "ontology.owl"
    for datatype, near in READABLE.items():
        for subject in list(graph.subjects(RDFS.range, datatype)):
            graph.remove((subject, RDFS.range, datatype))
            graph.add((subject, RDFS.range, near))
    graph.serialize(path, format="xml")
    world = owlready2.World()
    with path.open("rb") as file:
        ontology = world.get_ontology(f"{iri.ONTOLOGY[:-1]}").load(fileobj=file)
    with ontology:
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return ["owl:Thing"]
    return [str(cls) for cls in world.inconsistent_classes()]


def sample() -> Graph:
    """Return the ontology with one decision, its voters and their terms."""
    graph = parsed("normgraph.ttl", "vocabularies.ttl", "alignments.ttl")
    thing = Namespace(iri.ID)
    for state in ("RUS", "CHN", "GBR"):
        graph.add((thing[f"state/{state}"], RDF.type, NG.State))
    draft = thing["decision/S-2011-612"]
    graph.add((draft, RDF.type, NG.Decision))
    graph.add((draft, NG.votedFor, thing["state/GBR"]))
    graph.add((draft, NG.votedAgainst, thing["state/RUS"]))
    graph.add((draft, NG.outcome, thing["outcome/vetoed"]))
    return graph


@pytest.mark.reasoner
def test_the_ontology_is_consistent_and_every_class_can_have_instances(tmp_path):
    assert reason(sample(), tmp_path) == []


@pytest.mark.reasoner
@pytest.mark.parametrize(
    "contradiction",
    [
        # A state is no organization (disjoint classes).
        ("state/RUS", RDF.type, NG.Organization),
        # One state cannot vote both ways (disjoint properties).
        ("decision/S-2011-612", NG.votedAgainst, "state/GBR"),
        # What a ballot is cast on is a decision, and a state is none (domain, disjointness).
        ("state/RUS", NG.abstained, "state/CHN"),
    ],
    ids=["disjoint classes", "two ballots", "domain"],
)
def test_an_inconsistent_variant_is_caught(contradiction, tmp_path):
    subject, predicate, value = contradiction
    graph = sample()
    node = URIRef(iri.ID + value) if not isinstance(value, URIRef) else value
    graph.add((URIRef(iri.ID + subject), predicate, node))
    for one in ("RUS", "CHN", "GBR"):
        for other in ("RUS", "CHN", "GBR"):
            if one < other:
                states = URIRef(f"{iri.ID}state/{one}"), URIRef(f"{iri.ID}state/{other}")
                graph.add((states[0], OWL.differentFrom, states[1]))
    assert reason(graph, tmp_path) == ["owl:Thing"]


def test_a_class_with_a_key_space_of_its_own_has_that_one() -> None:
    # A subclass whose name comes after its parent's once took the parent's.
    schema = read_schema(paths.ontology())
    for name, space in (("SanctionsMeasure", "sanctions-measure"), ("Statement", "statement")):
        assert schema.key_spaces[iri.ONTOLOGY + name] == space
    assert schema.key_spaces[iri.ONTOLOGY + "Campaign"] == "activity"
