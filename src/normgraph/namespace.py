"""The closed vocabulary of normgraph, for those who work with rdflib.

A name that the ontology lacks raises AttributeError where it is used: a misspelt property
would otherwise be an empty answer, which looks like a finding.
"""

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from normgraph import iri


class NG(DefinedNamespace):
    """The classes and properties of ``ontology/normgraph.ttl``, one attribute each.

    ``tests/test_ontology.py`` keeps this list and the ontology equal.
    """

    _NS = Namespace(iri.ONTOLOGY)
    _fail = True
    #: Names that Python reserves: NG["from"].
    _extras = ["from"]  # noqa: RUF012 - rdflib's own attribute

    Actor: URIRef
    AgendaItem: URIRef
    Coalition: URIRef
    ConcernsMapping: URIRef
    Correction: URIRef
    CouncilTerm: URIRef
    Court: URIRef
    Crisis: URIRef
    Dataset: URIRef
    Decision: URIRef
    DecisionKind: URIRef
    Document: URIRef
    IGO: URIRef
    Meeting: URIRef
    Membership: URIRef
    NGO: URIRef
    NationalBody: URIRef
    Office: URIRef
    Organ: URIRef
    Organization: URIRef
    Outcome: URIRef
    Precision: URIRef
    Reading: URIRef
    Region: URIRef
    RegionalGroup: URIRef
    ResolutionRule: URIRef
    Role: URIRef
    Seat: URIRef
    SourceConflict: URIRef
    State: URIRef
    StateName: URIRef
    Subject: URIRef
    Term: URIRef
    abstained: URIRef
    adoptedWithoutVote: URIRef
    agendaItem: URIRef
    assertedBy: URIRef
    citation: URIRef
    concerns: URIRef
    contradicts: URIRef
    corrects: URIRef
    cowCode: URIRef
    crisis: URIRef
    date: URIRef
    datePrecision: URIRef
    decision: URIRef
    decisionKind: URIRef
    didNotVote: URIRef
    draftSymbol: URIRef
    field: URIRef
    fromPrecision: URIRef
    gwCode: URIRef
    iso2: URIRef
    iso3: URIRef
    keySpace: URIRef
    latitude: URIRef
    libraryVetoedBy: URIRef
    licence: URIRef
    locator: URIRef
    longitude: URIRef
    m49: URIRef
    meeting: URIRef
    member: URIRef
    nameOf: URIRef
    officialVeto: URIRef
    organization: URIRef
    outcome: URIRef
    partOf: URIRef
    place: URIRef
    precisionProperty: URIRef
    procedural: URIRef
    publishedAbstentions: URIRef
    publishedAgainst: URIRef
    publishedFor: URIRef
    publishedNotVoting: URIRef
    publishedValue: URIRef
    publisher: URIRef
    reading: URIRef
    reason: URIRef
    region: URIRef
    regionalGroup: URIRef
    resolvedBy: URIRef
    role: URIRef
    seat: URIRef
    secretBallot: URIRef
    sponsoredBy: URIRef
    subject: URIRef
    succeeds: URIRef
    symbol: URIRef
    table: URIRef
    title: URIRef
    to: URIRef
    toPrecision: URIRef
    underChapterVII: URIRef
    undlRecord: URIRef
    undlVotingRecord: URIRef
    url: URIRef
    valueTaken: URIRef
    vetoedBy: URIRef
    votedAgainst: URIRef
    votedFor: URIRef
    wikidata: URIRef
