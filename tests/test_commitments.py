"""Who is bound by what: the rules, worked by hand, and what the new tables refuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CHECKOUT
from norm_tables import add_norms
from normgraph import iri
from normgraph.analysis.ratification import commitment_spans, ratification_curve
from normgraph.build import compile_tables
from normgraph.errors import BuildError, UndefinedMeasureError
from normgraph.query.records import Commitment
from small import Tables

ONTOLOGY = CHECKOUT / "ontology"


@pytest.fixture
def tables(tmp_path) -> Tables:
    return add_norms(Tables(tmp_path / "data"))


def values(tables: Tables, thing: str, name: str) -> set[str]:
    """Return the values that a thing has of a property, things as ``state/FRA``."""
    return {
        "/".join(iri.split(quad.object.value) or (quad.object.value,))
        for quad in compile_tables(ONTOLOGY, tables.folder)
        if quad.subject.value == iri.ID + thing and quad.predicate.value == iri.ONTOLOGY + name
    }


def refusal(tables: Tables) -> str:
    with pytest.raises(BuildError) as refused:
        compile_tables(ONTOLOGY, tables.folder)
    return str(refused.value)


# --- from when to when ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "begins"),
    [
        # Deposited before the treaty was in force: bound with its entry into force.
        ("FRA.ratification", "2002-07-01"),
        # 5 December 2002 and 60 days are 3 February 2003: from the first of the next month.
        ("E0.accession", "2003-03-01"),
        # 31 August and six months: February has no 31st day.
        ("E1.accession", "2000-02-29"),
    ],
)
def test_a_consent_takes_effect_after_the_lag_that_the_treaty_sets(tables, action, begins):
    assert values(tables, f"commitment/{action}", "from") == {begins}


def test_a_signature_binds_nobody(tables):
    assert values(tables, "commitment/SYR.signature", "from") == set()


def test_who_withdraws_is_bound_until_the_day_before_it_takes_effect(tables):
    assert values(tables, "commitment/E0.accession", "to") == {"2017-10-26"}
    assert values(tables, "commitment/E0.accession", "endedBy") == {
        "treaty-action/E0.withdrawal"
    }


def test_a_consent_withdrawn_before_it_takes_effect_binds_nobody(tables):
    assert values(tables, "commitment/E2.accession", "from") == set()


def test_a_withdrawal_that_was_taken_back_ends_nothing(tables):
    assert values(tables, "commitment/E3.ratification", "from") == {"2003-04-01"}
    assert values(tables, "commitment/E3.ratification", "to") == set()


def test_a_state_that_ends_is_bound_no_longer(tables):
    tables.write("states/State.ends.csv", b"key,to,source\nE1,2003-01-31,record\n")
    assert values(tables, "commitment/E1.accession", "to") == {"2003-01-31"}


def test_a_day_of_effect_that_the_source_states_stays(tables):
    tables.replace(
        "norms/TreatyAction.csv", "2000-06-09,,depositary", "2000-06-09,2003-01-01,depositary"
    )
    assert values(tables, "treaty-action/FRA.ratification", "effective") == {"2003-01-01"}
    assert values(tables, "commitment/FRA.ratification", "from") == {"2003-01-01"}


def test_a_second_consent_while_the_first_holds_adds_no_commitment(tables):
    tables.add(
        "norms/TreatyAction.csv",
        "FRA.accession,state/FRA,pact,accession,2005-01-01,,depositary,record",
    )
    assert values(tables, "commitment/FRA.accession", "from") == set()


def test_who_left_and_comes_back_is_bound_anew(tables):
    tables.add(
        "norms/TreatyAction.csv",
        "E0.accession.2,state/E0,pact,accession,2020-01-15,,depositary,record",
    )
    assert values(tables, "commitment/E0.accession.2", "from") == {"2020-04-01"}
    assert values(tables, "commitment/E0.accession", "to") == {"2017-10-26"}


def test_a_month_is_told_as_a_month(tables):
    tables.replace("norms/TreatyAction.csv", "2002-12-05,,", "2002-12,,")
    assert values(tables, "commitment/E0.accession", "fromPrecision") == {"precision/month"}
    # That of a deposit before the entry into force makes no difference.
    assert values(tables, "commitment/FRA.ratification", "fromPrecision") == set()


def test_members_are_bound_by_a_charter_about_which_no_actions_are_recorded(tables):
    assert values(tables, "commitment/membership-un-FRA", "instrument") == {
        "instrument/charter"
    }
    assert values(tables, "commitment/membership-un-E1", "to") == {"2003-01-31"}


def test_parties_are_members_where_no_membership_is_entered(tables):
    assert values(tables, "membership/E0.accession", "organization") == {
        "organization/court-states"
    }
    assert values(tables, "membership/E0.accession", "to") == {"2017-10-26"}


# --- norms ----------------------------------------------------------------------------------


def test_a_relation_is_an_edge_in_the_directions_that_it_has(tables):
    assert values(tables, "norm/protection", "codifiedIn") == {"provision/pact.art-1"}
    assert values(tables, "provision/pact.art-1", "expresses") == {"norm/protection"}
    assert values(tables, "norm/restraint", "conflictsWith") == {"norm/protection"}
    assert values(tables, "norm/protection", "conflictsWith") == {"norm/restraint"}


def test_a_text_invokes_a_norm_at_a_level_that_counts(tables):
    # A statement on the vote has no level, and the protection of civilians is no reference.
    assert values(tables, "decision/S-RES-1-2011", "invokes") == {"norm/protection"}


def test_nobody_has_a_veto_in_the_assembly(tables):
    tables.replace("norms/AssemblyDecision.csv", ",FRA,SYR,1,1,", ",FRA,CHN,1,1,")
    tables.add("norms/Membership.csv", "un-CHN,state/CHN,un,member,1945-10-24,,,record")
    assert values(tables, "decision/A-RES-1-1", "vetoedBy") == set()
    assert values(tables, "decision/A-RES-1-1", "procedural") == set()


# --- what is refused ------------------------------------------------------------------------

ACTION = "norms/TreatyAction.csv"
REFUSED = {
    "treaty action before the treaty": (
        (ACTION, "2000-06-09", "1998-07-16"),
        f"{ACTION}:2",
        "before the adoption of the instrument",
    ),
    "treaty action before the state": (
        # The Russian Federation acts from December 1991.
        (ACTION, "state/E1,accord,accession,1999-08-31", "state/RUS,accord,accession,1991-11"),
        f"{ACTION}:6",
        "before the state existed",
    ),
    "treaty action without verification": (
        (ACTION, "2000-06-09,,depositary,", "2000-06-09,,,"),
        f"{ACTION}:2",
        "how well its date is vouched for",
    ),
    "treaty action of an unknown kind": (
        (ACTION, "FRA.ratification,state/FRA,pact,ratification", "F,state/FRA,pact,ratified"),
        f"{ACTION}:2, column actionKind, value 'ratified'",
        "Did you mean 'ratification'?",
    ),
    "treaty action of nobody": (
        (ACTION, "FRA.ratification,state/FRA", "FRA.ratification,"),
        f"{ACTION}:2",
        "is one party's",
    ),
    "treaty action without a source": (
        (ACTION, "2000-06-09,,depositary,record", "2000-06-09,,depositary,"),
        f"{ACTION}:2, column source",
        "names no source",
    ),
    "withdrawal without effect": (
        (ACTION, "2016-10-27,2017-10-27", "2016-10-27,"),
        f"{ACTION}:5",
        "no day of effect",
    ),
    "memberships that overlap": (
        ("norms/Membership.csv", "un-SYR,state/SYR", "un-SYR,state/FRA"),
        "norms/Membership.csv:",
        "overlaps with another",
    ),
    "membership since nobody knows when": (
        (
            "norms/Membership.csv",
            "un-SYR,state/SYR,un,member,1945-10-24",
            "un-SYR,state/SYR,un,member,",
        ),
        "norms/Membership.csv:3",
        "when it began, or of what day the list is",
    ),
    "membership without a role": (
        ("norms/Membership.csv", "un-SYR,state/SYR,un,member,", "un-SYR,state/SYR,un,,"),
        "norms/Membership.csv:3",
        "in what standing",
    ),
    "suspension of a stranger": (
        ("norms/Suspension.csv", "state/FRA", "state/CHN"),
        "norms/Suspension.csv:2",
        "no member of the organization",
    ),
    "engagement without an actor": (
        ("norms/NormEngagement.csv", "e1,state/FRA", "e1,"),
        "norms/NormEngagement.csv:2",
        "An engagement has an actor",
    ),
    "engagement without a norm": (
        ("norms/NormEngagement.csv", "e1,state/FRA,protection", "e1,state/FRA,"),
        "norms/NormEngagement.csv:2",
        "is with a norm",
    ),
    "engagement without a stance": (
        (
            "norms/NormEngagement.csv",
            "e1,state/FRA,protection,invokes",
            "e1,state/FRA,protection,",
        ),
        "norms/NormEngagement.csv:2",
        "has one stance",
    ),
    "engagement without a date": (
        ("norms/NormEngagement.csv", "contests,2011-02-01", "contests,"),
        "norms/NormEngagement.csv:3",
        "has one date",
    ),
    "engagement without a document": (
        ("norms/NormEngagement.csv", "contests,2011-02-01,record", "contests,2011-02-01,"),
        "norms/NormEngagement.csv:3",
        "stands in a document",
    ),
    "norm without a definition": (
        ("norms/Norm.csv", "States keep out.", ""),
        "norms/Norm.csv:3",
        "has a definition",
    ),
    "instrument in force before its adoption": (
        ("norms/Instrument.csv", "1998-07-17,2002-07-01", "1998-07-17,1997-07-01"),
        "norms/Instrument.csv:2",
        "not in force before it",
    ),
    "instrument in force in some month": (
        ("norms/Instrument.csv", "1998-07-17,2002-07-01", "1998-07-17,2002-07"),
        "norms/Instrument.csv:2, column inForce, value '2002-07'",
        "takes whole days",
    ),
    "provision of nothing": (
        ("norms/Provision.csv", "instrument/pact", ""),
        "norms/Provision.csv:2",
        "part of an instrument",
    ),
    "relation to nothing": (
        ("norms/NormRelation.csv", "norm/restraint", ""),
        "norms/NormRelation.csv:3",
        "leads to one norm or text",
    ),
    "relation to an actor": (
        ("norms/NormRelation.csv", "norm/restraint", "state/FRA"),
        "norms/NormRelation.csv:3, column relatesTo",
        "not state",
    ),
    "act of no crime": (
        ("norms/Act.csv", "act-a,an act,genocide", "act-a,an act,"),
        "norms/Act.csv:2",
        "belongs to a crime",
    ),
    "appointment that ends before it begins": (
        ("norms/Appointment.csv", "2007-03-31", "2003-03-31"),
        "norms/Appointment.csv:2",
        "ends before it begins",
    ),
    "activity of nobody": (
        ("norms/Activity.csv", "organization/watch", ""),
        "norms/Activity.csv:2",
        "has an actor",
    ),
    "list of no day": (
        ("norms/ListCoverage.csv", "2011-05", ""),
        "norms/ListCoverage.csv:2",
        "of what day the list is",
    ),
    "assembly decision of no body": (
        ("norms/AssemblyDecision.csv", "1970-05-18,un,", "1970-05-18,,"),
        "norms/AssemblyDecision.csv:2",
        "which body took it",
    ),
    "assembly tally that differs": (
        ("norms/AssemblyDecision.csv", "FRA,SYR,1,1", "FRA,SYR,2,1"),
        "norms/AssemblyDecision.csv:2",
        "prints another number",
    ),
    "person that is a state": (
        ("norms/Person.csv", "somebody,Somebody,FRA", "somebody,Somebody,FRB"),
        "norms/Person.csv:2, column nationality, value 'FRB'",
        "Did you mean",
    ),
}


def test_the_tables_are_good_before_they_are_made_bad(tables):
    assert compile_tables(ONTOLOGY, tables.folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_row_is_refused_with_its_place(tables, name):
    (table, old, new), place, words = REFUSED[name]
    tables.replace(table, old, new)
    told = refusal(tables)
    assert place in told
    assert words in told


def test_a_ballot_in_the_assembly_belongs_to_a_member(tables):
    tables.replace("norms/AssemblyDecision.csv", ",un,", ",general-assembly,")
    tables.add("norms/IGO.csv", "general-assembly,General Assembly,,record")
    assert compile_tables(ONTOLOGY, tables.folder)
    tables.replace("norms/AssemblyDecision.csv", ",FRA,SYR,", ",CHN,SYR,")
    assert "not a member of the body on that day" in refusal(tables)


# --- the analyses ---------------------------------------------------------------------------

A, B, C = date(2000, 1, 1), date(2001, 1, 1), date(2002, 1, 1)


def test_a_curve_worked_by_hand():
    curve = ratification_curve(
        [
            Commitment(A, "state/FRA", "pact", None, "France", "Pact", sources=("list",)),
            Commitment(A, "state/SYR", "pact", date(2000, 12, 31), "Syria", "Pact"),
            Commitment(C, "state/SYR", "pact", None, "Syria", "Pact", sources=("record",)),
        ]
    )
    steps = [(step.day, step.joined, step.left, step.parties) for step in curve.value.changes]
    assert steps == [(A, 2, 0, 2), (B, 0, 1, 1), (C, 1, 0, 2)]
    assert curve.n == 2
    assert curve.sources == ("list", "record")
    assert curve.value.on(date(2000, 12, 31)) == 2
    assert curve.value.on(date(1999, 12, 31)) == 0


def test_nobody_bound_is_no_curve():
    with pytest.raises(UndefinedMeasureError, match="no value"):
        ratification_curve([])
    with pytest.raises(UndefinedMeasureError, match="binds this party"):
        commitment_spans([])


def test_what_is_weakly_vouched_for_is_said():
    weak = Commitment(A, "state/FRA", "pact", verification="unverified", precision="month")
    curve = ratification_curve([weak, Commitment(B, "state/SYR", "pact")])
    assert any(caveat.startswith("1 of 2 times rest on") for caveat in curve.caveats)
    assert any(caveat.startswith("1 of 2 times begin on") for caveat in curve.caveats)


days = st.dates(date(1950, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(days, st.none() | days, st.integers(0, 5)), min_size=1, max_size=12))
def test_joining_and_leaving_add_up(spans):
    held = [
        Commitment(first, f"state/E{party}", "pact", max(first, last) if last else None)
        for first, last, party in spans
    ]
    changes = ratification_curve(held).value.changes
    total = 0
    for change in changes:
        total += change.joined - change.left
        assert change.parties == total
