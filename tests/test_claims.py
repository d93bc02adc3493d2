"""Claims of the literature: what the record said by their day, what it says now, and why."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from normgraph.analysis import claim_analyses
from normgraph.analysis.claim_analyses import check_claims, claims, evidence
from normgraph.analysis.claims import Bearing, Outcome
from normgraph.errors import UnknownNameError
from normgraph.query import select
from normgraph.query.catalog import catalog, named

# Sixty queries over the whole graph, again and again.
pytestmark = pytest.mark.slow

SUPPORTED, QUALIFIED, CONTRADICTED, NOT_CHECKABLE = (
    Outcome.SUPPORTED,
    Outcome.QUALIFIED,
    Outcome.CONTRADICTED,
    Outcome.NOT_CHECKABLE,
)
#: By key: what the record says by the day of the claim, what it says now, and words that the
#: reason now must have.
FINDINGS = {
    # UNHCR, Global Trends 2023: 117.3 million, and since above a hundred million.
    "displaced-100-million": (SUPPORTED, SUPPORTED, "people at the end of 2025"),
    # The stock of 2024 was above thirteen million; after the returns of 2025 it is not.
    "syria-13-million": (SUPPORTED, QUALIFIED, "10984119 people from Syria"),
    # Krstić, 2 August 2001, is the first judgment.
    "srebrenica-genocide": (SUPPORTED, SUPPORTED, "established. (2001-08-02)"),
    "genocide-definition": (SUPPORTED, SUPPORTED, "5 acts are listed"),
    "death-tolls": (QUALIFIED, QUALIFIED, "according to"),
    "rohingya-uyghur-debated": (SUPPORTED, SUPPORTED, "affirm genocide"),
    # Article I binds whoever is a party, whether or not it recognizes anything.
    "recognition-duty": (QUALIFIED, QUALIFIED, "parties to the Convention on the day"),
    "rwanda-word-avoided": (QUALIFIED, QUALIFIED, "(1994-04-28)"),
    "courts-try-genocide": (SUPPORTED, SUPPORTED, "The Tribunal may prosecute genocide"),
    "rwanda-failure": (QUALIFIED, QUALIFIED, "Operation Turquoise"),
    "kosovo-humanitarian": (QUALIFIED, QUALIFIED, "No authorization of force"),
    "libya-nato": (SUPPORTED, SUPPORTED, "NATO: Operation Unified Protector"),
    # A/RES/60/1 was adopted without a vote.
    "r2p-unanimous": (QUALIFIED, QUALIFIED, "without a vote"),
    # S/RES/1706 (2006), second paragraph of the preamble.
    "r2p-darfur": (
        SUPPORTED,
        SUPPORTED,
        "Security Council invoked it over Darfur. (2006-08-31)",
    ),
    "syria-three-vetoes": (QUALIFIED, QUALIFIED, "resolutions on Syria"),
    "r2p-inconsistent": (QUALIFIED, QUALIFIED, "collective action case by case"),
    # 14 March 2012, fourteen years on 10 July 2012, confirmed on 1 December 2014.
    "lubanga-child-soldiers": (SUPPORTED, SUPPORTED, "3 support. conviction. (2012-03-14)"),
    # 26 April 2012, fifty years on 30 May 2012, upheld on 26 September 2013.
    "taylor-convicted": (SUPPORTED, SUPPORTED, "3 support. conviction. (2012-04-26)"),
    "sovereignty-defenders": (QUALIFIED, QUALIFIED, "the ballots alone do not say"),
    # What would have happened without it leaves no record.
    "kenya-mediation": (NOT_CHECKABLE, NOT_CHECKABLE, "none can decide it"),
    # Presidential Study Directive 10; first met on 23 April 2012.
    "atrocities-prevention-board": (SUPPORTED, SUPPORTED, "(2012-04-23)"),
    # Warrants of 4 March 2009 and 12 July 2010.
    "bashir-charges": (SUPPORTED, SUPPORTED, "3 support. Crimes against humanity: alleged"),
    # S/2004/567 of 12 July 2004.
    "osapg-2004": (SUPPORTED, SUPPORTED, "(2004-07-12)"),
    "r2p-three-pillars": (SUPPORTED, SUPPORTED, "3 pillars are set out in A/63/677"),
    "au-intervention": (SUPPORTED, SUPPORTED, "Article 4(h)"),
    "au-perpetrators": (SUPPORTED, SUPPORTED, "according to"),
    "save-darfur-members": (QUALIFIED, QUALIFIED, "On the Enough Project another source has"),
    "drc-sri-lanka": (QUALIFIED, QUALIFIED, "Democratic Republic of the Congo"),
    # Genocide was found at Srebrenica, and not elsewhere in Bosnia (Jelisić, ICJ, Karadžić).
    "crimes-named": (QUALIFIED, QUALIFIED, "did not find it elsewhere"),
    "civil-society-roles": (SUPPORTED, SUPPORTED, "activities and campaigns on record"),
    "norms-rarely-deter": (NOT_CHECKABLE, NOT_CHECKABLE, "none can decide it"),
}


@pytest.fixture(scope="module")
def found(opened):
    """Return the findings of then and now, by the key of the claim."""
    pairs = {}
    for each in check_claims(opened).value:
        pairs.setdefault(each.claim.key, []).append(each)
    return pairs


@pytest.fixture(scope="module")
def known(opened):
    return claims(opened)


@pytest.fixture(scope="module")
def assembled(opened, known):
    """Return the evidence on every claim by days before, between and after what happened."""
    now = claim_analyses.last_day(opened)
    days = {date(1900, 1, 1), date(1994, 5, 1), date(2012, 7, 25), now, now + timedelta(7)}
    return [
        (claim, day, evidence(opened, claim, day))
        for claim in known
        for day in sorted(days | {claim.date})
    ]


def test_every_claim_of_the_seeds_is_checked(found, known):
    assert found.keys() == FINDINGS.keys()
    assert [claim.position for claim in known] == list(range(1, len(FINDINGS) + 1))


@pytest.mark.parametrize("key", FINDINGS)
def test_the_finding_by_the_day_of_the_claim_and_now(found, key):
    then, now = found[key]
    *outcomes, words = FINDINGS[key]
    assert [then.outcome, now.outcome] == outcomes
    assert words in now.reason


def test_each_claim_is_read_by_its_own_day_and_by_that_of_the_graph(opened, found):
    now = claim_analyses.last_day(opened)
    for then, later in found.values():
        assert then.as_of == then.claim.date < later.as_of == now


def test_the_evidence_on_a_claim_is_a_query_of_its_own_that_takes_a_day(known):
    for claim in known:
        assert claim.evidence == f"claim_{claim.key.replace('-', '_')}"
        query = named(claim.evidence)
        assert [(p.name, p.type) for p in query.parameters.values()] == [("until", "xsd_date")]
        assert query.parameters["until"].required
    queries = {name for name in catalog() if name.startswith("claim_")}
    assert queries == {claim.evidence for claim in known}


def test_every_row_of_evidence_bears_in_one_of_four_ways_and_says_what_it_is(assembled):
    for claim, day, rows in assembled:
        assert {row.bearing for row in rows} <= set(Bearing), (claim.key, day)
        assert all(row.what.strip() for row in rows), (claim.key, day)


def test_no_row_of_evidence_is_of_a_later_day(assembled):
    for claim, day, rows in assembled:
        assert [row for row in rows if row.day > day.isoformat()] == [], (claim.key, day)


def test_before_anything_happened_nothing_supports_a_claim(assembled):
    early = {
        claim.key
        for claim, day, rows in assembled
        if day == date(1900, 1, 1) and Bearing.SUPPORTS in {row.bearing for row in rows}
    }
    # Some activities have no beginning on record and so count on every day.
    assert early <= {"civil-society-roles"}


def test_what_was_on_record_stays_on_record(assembled):
    by_claim = {}
    for claim, day, rows in assembled:
        by_claim.setdefault(claim.key, {})[day] = {row.thing for row in rows if row.thing}
    for key, by_day in by_claim.items():
        days = sorted(by_day)
        for earlier, later in pairwise(days):
            assert by_day[earlier] <= by_day[later], (key, earlier, later)


def test_a_text_is_no_evidence_for_its_own_claim(assembled):
    # That the coalition had two hundred members is told by the text that claims it.
    circular = {
        (claim.key, row.bearing)
        for claim, _, rows in assembled
        for row in rows
        if row.source in claim.sources
    }
    assert circular == {("save-darfur-members", Bearing.CONTEXT)}


def test_what_bears_on_a_claim_names_a_thing_or_a_source(found):
    bare = {
        key: row.what
        for key, findings in found.items()
        for each in findings
        for row in each.evidence
        if row.bearing is not Bearing.CONTEXT and not row.thing and not row.source
    }
    # Both say what the record has not.
    assert bare.keys() <= {"kosovo-humanitarian", "sovereignty-defenders"}


def test_claims_about_causes_and_morals_are_not_decided_by_counting(found):
    told = {key for key, pair in found.items() if pair[1].outcome is NOT_CHECKABLE}
    assert told == {"kenya-mediation", "norms-rarely-deter"}


def test_every_source_of_a_finding_is_a_document_of_the_graph(opened, found):
    rows = select(opened.store, "sources").records()
    documents = {row["document"].rpartition("/document/")[2] for row in rows}
    for source in check_claims(opened).sources:
        assert source in documents


def test_one_claim_is_checked_as_among_all(opened, found):
    alone = check_claims(opened, "syria-13-million").value
    assert list(alone) == found["syria-13-million"]


def test_a_claim_that_is_none_is_refused_with_one_that_is_meant(opened):
    with pytest.raises(UnknownNameError, match="syria-13-million"):
        check_claims(opened, "syria-13-milion")


def test_what_the_first_day_of_a_claim_leaves_out_changes_the_finding(opened, known):
    # No judgment over Lubanga was on record the day before 14 March 2012.
    lubanga = next(claim for claim in known if claim.key == "lubanga-child-soldiers")
    before = evidence(opened, lubanga, date(2012, 3, 13))
    assert {row.bearing for row in before} <= {Bearing.CONTEXT}
    after = evidence(opened, lubanga, date(2012, 3, 14))
    assert [row.day for row in after if row.bearing is Bearing.SUPPORTS] == ["2012-03-14"]
