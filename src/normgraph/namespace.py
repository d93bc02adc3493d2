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

    Act: URIRef
    ActionKind: URIRef
    Activity: URIRef
    Actor: URIRef
    AdvocacyNetwork: URIRef
    AgendaItem: URIRef
    Appointment: URIRef
    AssemblyDecision: URIRef
    Campaign: URIRef
    CivicRole: URIRef
    Coalition: URIRef
    Commitment: URIRef
    ConcernsMapping: URIRef
    Correction: URIRef
    CouncilTerm: URIRef
    Court: URIRef
    Crime: URIRef
    Crisis: URIRef
    Dataset: URIRef
    Decision: URIRef
    DecisionKind: URIRef
    Document: URIRef
    Entity: URIRef
    IGO: URIRef
    Instrument: URIRef
    InstrumentKind: URIRef
    ListCoverage: URIRef
    Meeting: URIRef
    Membership: URIRef
    NGO: URIRef
    NationalBody: URIRef
    Norm: URIRef
    NormEngagement: URIRef
    NormLayer: URIRef
    NormRelation: URIRef
    Normative: URIRef
    Office: URIRef
    Organ: URIRef
    Organization: URIRef
    Outcome: URIRef
    Person: URIRef
    Precision: URIRef
    Provision: URIRef
    ProvisionKind: URIRef
    Reading: URIRef
    ReferenceLevel: URIRef
    Region: URIRef
    RegionalGroup: URIRef
    Relation: URIRef
    ResolutionRule: URIRef
    Role: URIRef
    Seat: URIRef
    SourceConflict: URIRef
    Stance: URIRef
    State: URIRef
    StateGroup: URIRef
    StateName: URIRef
    Subject: URIRef
    Suspension: URIRef
    Term: URIRef
    TreatyAction: URIRef
    Verification: URIRef

    about: URIRef
    abstained: URIRef
    actionKind: URIRef
    actor: URIRef
    adoptedAs: URIRef
    adoptedBy: URIRef
    adoptedWithoutVote: URIRef
    agendaItem: URIRef
    appointedBy: URIRef
    asOf: URIRef
    asOfPrecision: URIRef
    assertedBy: URIRef
    beforeStatehood: URIRef
    citation: URIRef
    civicRole: URIRef
    codifiedIn: URIRef
    competesWith: URIRef
    concerns: URIRef
    conflictsWith: URIRef
    constituentInstrument: URIRef
    constitutes: URIRef
    contradicts: URIRef
    corrects: URIRef
    cowCode: URIRef
    crime: URIRef
    crisis: URIRef
    date: URIRef
    datePrecision: URIRef
    daysToForce: URIRef
    decidedBy: URIRef
    decision: URIRef
    decisionKind: URIRef
    definedIn: URIRef
    depositary: URIRef
    didNotVote: URIRef
    document: URIRef
    draftSymbol: URIRef
    effective: URIRef
    effectivePrecision: URIRef
    endedBy: URIRef
    expresses: URIRef
    field: URIRef
    forceFromMonthStart: URIRef
    foundingDocument: URIRef
    fromPrecision: URIRef
    groundedIn: URIRef
    grounds: URIRef
    gwCode: URIRef
    headquarters: URIRef
    inForce: URIRef
    instrument: URIRef
    instrumentKind: URIRef
    invokes: URIRef
    iso2: URIRef
    iso3: URIRef
    keySpace: URIRef
    latitude: URIRef
    layer: URIRef
    level: URIRef
    libraryVetoedBy: URIRef
    licence: URIRef
    locator: URIRef
    longitude: URIRef
    m49: URIRef
    meeting: URIRef
    member: URIRef
    monthsToForce: URIRef
    nameOf: URIRef
    nationality: URIRef
    norm: URIRef
    number: URIRef
    office: URIRef
    officialVeto: URIRef
    organization: URIRef
    outcome: URIRef
    partOf: URIRef
    party: URIRef
    person: URIRef
    place: URIRef
    position: URIRef
    precisionProperty: URIRef
    procedural: URIRef
    provision: URIRef
    provisionKind: URIRef
    publishedAbstentions: URIRef
    publishedAgainst: URIRef
    publishedCount: URIRef
    publishedFor: URIRef
    publishedNotVoting: URIRef
    publishedValue: URIRef
    publisher: URIRef
    reading: URIRef
    reason: URIRef
    region: URIRef
    regionalGroup: URIRef
    registration: URIRef
    relates: URIRef
    relatesTo: URIRef
    relation: URIRef
    resolvedBy: URIRef
    role: URIRef
    seat: URIRef
    seatIn: URIRef
    secretBallot: URIRef
    specifies: URIRef
    sponsoredBy: URIRef
    stance: URIRef
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
    verification: URIRef
    vetoedBy: URIRef
    votedAgainst: URIRef
    votedFor: URIRef
    wikidata: URIRef
