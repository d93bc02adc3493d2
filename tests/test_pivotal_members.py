"""Whose ballot decided: by hand, against flipping every ballot, and in the record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.pivotal_members import pivotal_members
from normgraph.analysis.registry import analyze
from normgraph.errors import UndefinedMeasureError

P, E = ("P1", "P2", "P3", "P4", "P5"), tuple("ABCDEFGHIJ")


def council(*columns, **described):
    """Return a Council of fifteen from columns: five permanent members, then ten others."""
    table = {
        state: "".join(column[number] for column in columns)
        for number, state in enumerate((*P, *E))
    }
    return council_of(table, permanent=P, **described)


def counts(found):
    return {m.state: (m.carried, m.blocked, m.withheld) for m in found.value.members}


def test_nine_in_favour_carry_together():
    # Nine in favour, six abstain: each of the nine could have sunk it, and no other.
    found = pivotal_members(council("yyyyyyyyyaaaaaa"))
    assert {s for s, ways in counts(found).items() if ways == (1, 0, 0)} == {*P, *"ABCD"}
    assert found.value.narrow == 1


def test_ten_in_favour_hang_on_nobody():
    found = pivotal_members(council("yyyyyyyyyyaaaaa"))
    assert set(counts(found).values()) == {(0, 0, 0)}
    assert found.value.narrow == 0


def test_a_lone_veto_blocks_and_a_double_veto_is_no_ones_alone():
    found = pivotal_members(
        council("nyyyyyyyyyyyyyy", "nnyyyyyyyyyyyyy", outcome=["vetoed", "vetoed"])
    )
    assert counts(found)["P1"] == (0, 1, 0)
    assert counts(found)["P2"] == (0, 0, 0)


def test_one_vote_short_each_that_did_not_vote_for_it_withheld():
    # Eight in favour; P5 and six others are not, of which the last took no part.
    found = pivotal_members(council("yyyyayyyyaaannx", outcome="lacked-majority"))
    assert {s for s, ways in counts(found).items() if ways == (0, 0, 1)} == {"P5", *"EFGHIJ"}


def test_one_vote_short_with_a_permanent_member_against_only_that_one_could_save_it():
    found = pivotal_members(council("nyyyyyyyyaaaaaa", outcome="lacked-majority"))
    assert {s for s, ways in counts(found).items() if ways != (0, 0, 0)} == {"P1"}


def test_nobody_vetoes_a_question_of_procedure():
    found = pivotal_members(council("nyyyyyyyyyaaaaa", procedural=True))
    # Nine in favour, one permanent member against: adopted, and each of the nine carried it.
    assert sum(carried for carried, _, _ in counts(found).values()) == 9
    assert counts(found)["P1"] == (0, 0, 0)


def test_before_1966_seven_were_enough():
    table = dict(zip((*P, *"ABCDEF"), "yyyyyyyaaaa", strict=True))
    found = pivotal_members(council_of(table, permanent=P, date=date(1950, 1, 1)))
    assert {s for s, ways in counts(found).items() if ways == (1, 0, 0)} == {*P, "A", "B"}


def test_a_decision_that_the_rule_does_not_explain_is_left_out_and_told():
    found = pivotal_members(council("yyyyyyyyaaaaaaa", "yyyyyyyyyaaaaaa", outcome="adopted"))
    assert found.n == 1
    # Eight in favour, and yet adopted: nobody is said to have withheld the ninth.
    assert not any(withheld for _, _, withheld in counts(found).values())
    assert any(text.startswith("1 decisions are left out") for text in found.caveats)


def test_the_share_is_of_the_decisions_as_a_member_with_a_ballot_or_without():
    found = pivotal_members(council("yyyyyyyyyaaaax.", "yyyyyyyyyyyyyyy"))
    by_state = {member.state: member for member in found.value.members}
    assert by_state["P1"].share == 1 / 2
    # One did not take part in the first vote, the other was no member then.
    assert (by_state["I"].decisions, by_state["J"].decisions) == (2, 1)


def passes(ballots):
    return ballots.count("y") >= 9 and "n" not in ballots[:5]


@given(st.text("yna", min_size=15, max_size=15))
def test_pivotal_is_who_can_turn_the_outcome_by_one_other_ballot(ballots):
    # By definition: turn each ballot to or from one in favour and look.
    outcome = "adopted" if passes(ballots) else "vetoed"
    found = pivotal_members(council(ballots, outcome=outcome))
    for number, state in enumerate((*P, *E)):
        other = "a" if ballots[number] == "y" else "y"
        turned = ballots[:number] + other + ballots[number + 1 :]
        assert sum(counts(found)[state]) == (passes(turned) != passes(ballots))


def test_without_a_ballot_it_is_undefined():
    with pytest.raises(UndefinedMeasureError, match="ballots on record"):
        pivotal_members(council_of({"A": "."}))


# The real graph -------------------------------------------------------------------------


def test_the_rule_explains_every_outcome_on_record(opened):
    result = analyze(opened, "pivotal-members")
    assert not any("are left out" in text for text in result.caveats)


def test_in_december_2014_only_the_united_states_could_have_saved_the_draft(opened):
    # S/2014/916: eight in favour, the United States and Australia against, five abstained
    # (S/PV.7354; told at scprocedure.org, chapter 6, section 2). With a ninth vote of any
    # other the vote of the United States would have been a veto.
    day = {"from": "2014-12-30", "to": "2014-12-30"}
    found = counts(analyze(opened, "pivotal-members", **day))
    assert found["USA"] == (0, 0, 1)
    assert found["NGA"] == found["AUS"] == (0, 0, 0)


def test_only_permanent_members_block(opened):
    value = analyze(opened, "pivotal-members").value
    assert {m.state for m in value.members if m.blocked} <= {
        m.state for m in value.members if m.permanent
    }
