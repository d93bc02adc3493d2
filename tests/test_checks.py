"""The checks of ontology/checks: each passes on true facts and finds the one made false."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Store

from normgraph import iri, paths
from normgraph.build.judge import check_violations
from normgraph.query import select

if TYPE_CHECKING:
    from normgraph.store import Opened

#: Keys of what is kept, whatever their key space.
KEPT = {
    *("S-RES-1973-2011", "S-2011-612", "S-RES-963-1994", "S-PV.6627", "S-PV.6498"),
    *("S-RES-1970-2011", "un-libya-2011", "un-libya-2011-travel-ban"),
    *("S-2014-348", "icc-syria-2014", "ucdp-RWA-1994-organized-violence"),
    *("akayesu", "akayesu-jean-paul", "akayesu-akayesu-jean-paul-genocide"),
    *("akayesu-1998-09-02-conviction", "akayesu-1998-10-02-sentence"),
}

PREFIXES = """
PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX decision: <https://w3id.org/normgraph/id/decision/>
PREFIX outcome: <https://w3id.org/normgraph/id/outcome/>
PREFIX state: <https://w3id.org/normgraph/id/state/>
PREFIX meeting: <https://w3id.org/normgraph/id/meeting/>
PREFIX kind: <https://w3id.org/normgraph/id/action-kind/>
PREFIX role: <https://w3id.org/normgraph/id/role/>
PREFIX organization: <https://w3id.org/normgraph/id/organization/>
PREFIX estimate: <https://w3id.org/normgraph/id/estimate/>
PREFIX document: <https://w3id.org/normgraph/id/document/>
PREFIX measure: <https://w3id.org/normgraph/id/sanctions-measure/>
PREFIX referral: <https://w3id.org/normgraph/id/referral/>
PREFIX person: <https://w3id.org/normgraph/id/person/>
PREFIX case: <https://w3id.org/normgraph/id/case/>
PREFIX step: <https://w3id.org/normgraph/id/step/>
"""

#: One falsehood for each check, as an update of the graph.
FALSE = {
    # Belgium was no member in 2011.
    "ballots-by-members": "INSERT DATA { decision:S-2011-612 ng:votedFor state:BEL }",
    "one-ballot-each": "INSERT DATA { decision:S-2011-612 ng:abstained state:FRA }",
    "one-value": "INSERT DATA { decision:S-2011-612 ng:outcome outcome:adopted }",
    "vetoed-by-a-veto": """
        DELETE DATA { decision:S-2011-612 ng:vetoedBy state:CHN , state:RUS }""",
    # Eight votes in favour, where nine were needed.
    "majority": "DELETE DATA { decision:S-2011-612 ng:votedFor state:FRA }",
    "adopted-with-votes": "DELETE DATA { decision:S-RES-963-1994 ng:adoptedWithoutVote true }",
    "tally-in-favour": "DELETE DATA { decision:S-2011-612 ng:votedFor state:FRA }",
    "tally-against": "DELETE DATA { decision:S-2011-612 ng:votedAgainst state:CHN }",
    "tally-abstentions": "DELETE DATA { decision:S-2011-612 ng:abstained state:IND }",
    "decision-in-its-meeting": """
        DELETE DATA { meeting:S-PV.6627 ng:date "2011-10-04"^^xsd:date } ;
        INSERT DATA { meeting:S-PV.6627 ng:date "2011-10-05"^^xsd:date }""",
    "treaty-action-before-treaty": """
        INSERT DATA {
          <urn:act> a ng:TreatyAction ; ng:instrument <urn:treaty> ;
                    ng:date "1948-12-08"^^xsd:date .
          <urn:treaty> ng:date "1948-12-09"^^xsd:date
        }""",
    "treaty-action-before-state": """
        INSERT DATA {
          <urn:act> a ng:TreatyAction ; ng:actionKind kind:accession ; ng:party <urn:new> ;
                    ng:date "1991-12-23"^^xsd:date .
          <urn:new> a ng:State ; ng:from "1991-12-24"^^xsd:date
        }""",
    "withdrawal-takes-effect": """
        INSERT DATA {
          <urn:act> ng:actionKind kind:withdrawal ; ng:date "2016-10-27"^^xsd:date ;
                    ng:effective "2016-10-26"^^xsd:date
        }""",
    "membership-overlap": """
        INSERT DATA {
          <urn:one> a ng:Membership ; ng:member state:FRA ; ng:organization <urn:club> ;
                    ng:role role:member ; ng:from "1950-01-01"^^xsd:date ;
                    ng:to "1966-03-10"^^xsd:date .
          <urn:two> a ng:Membership ; ng:member state:FRA ; ng:organization <urn:club> ;
                    ng:role role:member ; ng:from "1966-03-10"^^xsd:date
        }""",
    "suspended-while-member": """
        INSERT DATA {
          <urn:out> a ng:Suspension ; ng:member state:SYR ; ng:organization <urn:club> ;
                    ng:from "2011-11-12"^^xsd:date
        }""",
    "assembly-ballots-by-members": """
        INSERT DATA {
          <urn:text> a ng:AssemblyDecision ; ng:decidedBy organization:general-assembly ;
                     ng:date "1944-01-01"^^xsd:date ; ng:votedFor state:FRA
        }""",
    # The draft on Syria was vetoed, so that the referral was never made.
    "adopted-mandate": """
        INSERT DATA { referral:icc-syria-2014 ng:mandatedBy decision:S-2014-348 }""",
    "failed-proposal": """
        INSERT DATA {
          measure:un-libya-2011-travel-ban ng:proposedIn decision:S-RES-1970-2011
        }""",
    "measure-after-its-decision": """
        DELETE DATA { measure:un-libya-2011-travel-ban ng:from "2011-02-26"^^xsd:date } ;
        INSERT DATA { measure:un-libya-2011-travel-ban ng:from "2011-02-25"^^xsd:date }""",
    "response-points-to-its-decision": """
        DELETE WHERE { measure:un-libya-2011-travel-ban ng:mandatedBy ?by } ;
        DELETE WHERE { measure:un-libya-2011-travel-ban ng:alteredBy ?by } ;
        INSERT DATA {
          measure:un-libya-2011-travel-ban ng:document document:S-RES-1970-2011 .
          document:S-RES-1970-2011 ng:symbol "S/RES/1970 (2011)"
        }""",
    # UCDP gives 347,614 as the lowest number, below the best one.
    "estimate-bounds": """
        DELETE DATA { estimate:ucdp-RWA-1994-organized-violence ng:low 347614 } ;
        INSERT DATA { estimate:ucdp-RWA-1994-organized-violence ng:low 772464 }""",
    "estimate-complete": """
        DELETE WHERE { estimate:ucdp-RWA-1994-organized-violence ng:assertedBy ?who }""",
    "person-with-a-role": "INSERT DATA { <urn:nobody> a ng:Person }",
    "charge-of-an-accused": "DELETE DATA { case:akayesu ng:accused person:akayesu-jean-paul }",
    "conviction-has-a-step": """
        DELETE DATA { step:akayesu-1998-09-02-conviction ng:case case:akayesu }""",
    # He was convicted on 2 September and sentenced on 2 October 1998.
    "step-order": """
        DELETE DATA { step:akayesu-1998-10-02-sentence ng:date "1998-10-02"^^xsd:date } ;
        INSERT DATA { step:akayesu-1998-10-02-sentence ng:date "1998-09-01"^^xsd:date }""",
}

#: Whatever lies in these key spaces is kept too.
TERMS = ("council-term", "seat", "state")


def kept(quad: Quad) -> bool:
    if not isinstance(quad.subject, NamedNode):
        return False
    place = iri.split(quad.subject.value)
    if place is None:
        return quad.subject.value.startswith(iri.ONTOLOGY)
    return place[0] in TERMS or place[1] in KEPT


@pytest.fixture(scope="module")
def true_quads(opened: "Opened") -> set[Quad]:
    """Some decisions and what came of them, the terms of all members, and the ontology."""
    return {Quad(*quad.triple) for quad in opened.store if kept(quad)}


@pytest.fixture
def facts(true_quads: set[Quad]) -> Store:
    """Return a store of its own for each test to falsify."""
    store = Store()
    store.bulk_extend(true_quads)
    return store


def found(store: Store) -> set[str]:
    problems = check_violations(store, paths.ontology() / "checks", {})
    return {problem.what for problem in problems}


def test_every_check_has_a_falsehood_to_find() -> None:
    names = {path.stem for path in (paths.ontology() / "checks").glob("*.rq")}
    assert names == FALSE.keys()


def test_true_facts_pass_every_check(facts: Store) -> None:
    assert not found(facts)


@pytest.mark.parametrize("name", FALSE)
def test_a_check_finds_a_falsehood(facts: Store, name: str) -> None:
    facts.update(PREFIXES + FALSE[name])
    text = (paths.ontology() / "checks" / f"{name}.rq").read_text(encoding="utf-8")
    what = next(line for line in text.splitlines() if line.startswith("#+ what: "))
    told = what.removeprefix("#+ what: ")
    assert any(problem.endswith(told) for problem in found(facts))


def test_a_listed_difference_is_no_falsehood(facts: Store) -> None:
    facts.update(PREFIXES + FALSE["tally-abstentions"])
    facts.update(
        PREFIXES
        + 'INSERT DATA { <urn:c> ng:decision decision:S-2011-612 ; ng:field "ballot IND" }'
    )
    assert not any("prints another number" in what for what in found(facts))


def test_as_many_states_voted_or_stayed_away_as_the_council_had_members(
    opened: "Opened",
) -> None:
    # Eleven until 1965-12-31, fifteen since (A/RES/1991 A (XVIII)).
    days, sizes = {}, Counter()
    for row in select(opened.store, "votes").records():
        sizes[row["decision"]] += row["choice"] != "vetoedBy"
    for row in select(opened.store, "decisions").records():
        days[row["decision"]] = row["date"]
    assert not {
        decision: size
        for decision, size in sizes.items()
        if size != (11 if days[decision] < "1966-01-01" else 15)
    }
