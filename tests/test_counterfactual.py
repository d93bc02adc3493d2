"""Votes replayed under other rules: by hand, by law, and over the whole record."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.counterfactual import Change, counterfactual
from normgraph.analysis.registry import analyze
from normgraph.analysis.replay_totals import By, replay_totals, rules_compared
from normgraph.analysis.veto_limits import Context
from normgraph.analysis.voting_rule import Barred, Majority, Override, Rule, Verdict
from normgraph.errors import QueryError, UndefinedMeasureError
from normgraph.export.figure import figure
from normgraph.query.council import council
from normgraph.query.veto_records import AssemblyAnswer, CrimeNamed, assembly_answers

DAY, BEFORE, AFTER = date(2011, 1, 1), date(2010, 12, 31), date(2011, 1, 2)
OTHERS = "CDEFGHIJKLMNO"


def fifteen(a, b, others, **described):
    """Return a Council of fifteen: A and B permanent, the others voting alike for each text.

    ``others`` gives, for each text, how many of the thirteen are in favour; the rest abstain.
    """
    table = {"A": a, "B": b}
    for place, state in enumerate(OTHERS):
        table[state] = "".join("y" if place < number else "a" for number in others)
    return council_of(table, permanent=("A", "B"), **described)


#: D000 vetoed by A, D001 by A and B, D002 short of a vote, D003 adopted.
COUNCIL = fifteen(
    "nnay",
    "ynay",
    (12, 13, 8, 8),
    outcome=["vetoed", "vetoed", "lacked-majority", "adopted"],
    crises=[("war",), ("war", "peace"), (), ()],
    date=DAY,
)


def changes(rule, council=COUNCIL, **known):
    found = counterfactual(council, rule, context=Context(**known))
    return {text.decision: text.change for text in found.value.texts if text.change != "none"}


def test_the_charter_gives_what_happened():
    assert changes(Rule()) == {}


def test_two_vetoes_needed_let_a_single_veto_pass_and_say_who_blocks_the_rest():
    value = counterfactual(COUNCIL, Rule(vetoes=2)).value
    assert changes(Rule(vetoes=2)) == {"D000": Change.ADOPTION}
    assert value.blocking == {"D001": ("A", "B")}
    blocked = {text.decision: text.blocked_by for text in value.texts}
    assert blocked == {"D000": "", "D001": "A, B", "D002": ""}


def test_a_lower_majority_lets_a_text_pass_and_a_higher_one_lets_another_fail():
    # D002 has 8 votes; D003 has 10.
    assert changes(Rule(majority=Majority(number=8))) == {"D002": Change.ADOPTION}
    assert changes(Rule(majority=Majority(number=11))) == {"D003": Change.FAILURE}


def test_why_is_told_in_numbers():
    texts = counterfactual(COUNCIL, Rule(vetoes=2)).value.texts
    assert [text.why for text in texts] == [
        "13 in favour of 9 needed; 1 permanent member against, 2 needed to block",
        "13 in favour of 9 needed; 2 permanent members against, 2 needed to block",
        "8 in favour of 9 needed",
    ]


def named(day=BEFORE, **other):
    said = {
        "crime": "war-crimes",
        "capacity": "un-inquiry",
        "finding": "reasonable-grounds",
        "source": "report",
    } | other
    return CrimeNamed(day, "war", **said)


def test_a_veto_is_barred_on_every_crisis_or_where_the_crimes_had_been_named():
    both = {"D000": Change.ADOPTION, "D001": Change.ADOPTION}
    assert changes(Rule(barred=Barred.CRISIS)) == both
    assert changes(Rule(barred=Barred.NAMED), named=(named(),)) == both
    # On the day itself it had been named; on the day after the vote, not yet.
    assert changes(Rule(barred=Barred.NAMED), named=(named(DAY),)) == both
    assert changes(Rule(barred=Barred.NAMED), named=(named(AFTER),)) == {}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"capacity": "government"}, id="a government"),
        pytest.param({"finding": "denied"}, id="a denial"),
        pytest.param({"finding": "alleged"}, id="an accusation"),
        pytest.param({"crime": "ethnic-cleansing"}, id="a crime the code does not name"),
    ],
)
def test_only_courts_and_bodies_of_the_un_that_found_one_of_the_three_crimes_count(other):
    assert changes(Rule(barred=Barred.NAMED), named=(named(**other),)) == {}


def answer(decision="D000", in_favour=80, against=40, members=193, *, supported=False):
    votes = in_favour, against, 0, members
    return AssemblyAnswer(AFTER, decision, "A/RES/1", *votes, supported, ("A-1",))


def test_the_assembly_overrides_by_two_thirds_of_those_voting_or_half_of_all_members():
    two_thirds, all_members = (
        Rule(override=Override.TWO_THIRDS),
        Rule(override=Override.ALL_MEMBERS),
    )
    # 80 to 40 are two thirds, and 80 of 193 less than half.
    assert changes(two_thirds, answers=(answer(),)) == {"D000": Change.ADOPTION}
    assert changes(all_members, answers=(answer(),)) == {}
    # 79 to 40 are less than two thirds; 97 of 193 are more than half.
    assert changes(two_thirds, answers=(answer(in_favour=79),)) == {}
    assert changes(all_members, answers=(answer(in_favour=97),)) == {"D000": Change.ADOPTION}
    assert changes(all_members, answers=(answer(in_favour=97, members=None),)) == {}


def test_what_all_who_vetoed_supported_in_the_assembly_overrides_nothing():
    supported = answer(supported=True)
    assert changes(Rule(override=Override.TWO_THIRDS), answers=(supported,)) == {}


def test_the_assembly_does_not_override_want_of_votes():
    assert changes(Rule(override=Override.TWO_THIRDS), answers=(answer("D002"),)) == {}


def test_sources_of_the_limits_are_named_only_where_the_rule_asks_for_them():
    known = Context((named(),), (answer(),))
    barred = counterfactual(COUNCIL, Rule(barred=Barred.NAMED), context=known)
    assert barred.sources == ("record", "report")
    over = counterfactual(COUNCIL, Rule(override=Override.TWO_THIRDS), context=known)
    assert over.sources == ("A-1", "record")


def test_added_seats_leave_texts_open():
    # Ten more: 15 of 25 needed. D001 has 13 votes, and vetoes; D002 8, D003 10.
    assert changes(Rule(added_elected=10)) == {
        "D002": Change.POSSIBLE_ADOPTION,
        "D003": Change.POSSIBLE_FAILURE,
    }


def test_no_veto_counts_on_a_decision_of_procedure():
    procedural = fifteen("n", "y", (12,), procedural=True)
    value = counterfactual(procedural, Rule(majority=Majority(number=9))).value
    assert value.verdicts == (Verdict.PASSES,)
    failing = counterfactual(procedural, Rule(majority=Majority(number=15))).value
    assert failing.texts[0].why.endswith("none counts on procedure")


def test_what_has_no_ballots_is_not_replayed_and_told():
    agreed = fifteen(".y", ".y", (0, 13), without_vote=[True, False])
    for state in OTHERS:
        assert state in agreed.states
    agreed.ballots[:, 0] = 0
    result = counterfactual(agreed, Rule())
    assert result.n == 1
    assert any("1 decisions without ballots" in caveat for caveat in result.caveats)
    assert not any(
        "not replayed" in caveat for caveat in counterfactual(COUNCIL, Rule()).caveats
    )


def test_a_council_without_ballots_is_undefined():
    nothing = council_of({"A": "."})
    with pytest.raises(UndefinedMeasureError, match="No vote with ballots"):
        counterfactual(nothing, Rule())
    with pytest.raises(UndefinedMeasureError, match="No vote with ballots"):
        rules_compared(nothing)


def test_totals_count_a_text_of_two_crises_in_each():
    replay = counterfactual(COUNCIL, Rule(vetoes=2))
    totals = {each.group: each for each in replay_totals(replay, by=By.CRISIS).value.totals}
    assert {key: (each.failed, each.pass_instead) for key, each in totals.items()} == {
        "crisis/war": (2, 1),
        "crisis/peace": (1, 0),
        "no crisis on record": (1, 0),
        "all": (3, 1),
    }
    assert totals["all"].share_vetoed_pass == 0.5
    assert totals["no crisis on record"].share_vetoed_pass is None


LETTERS = st.text("ynax", min_size=15, max_size=15)
RULES = st.builds(
    Rule,
    majority=st.builds(Majority, number=st.integers(1, 15)),
    vetoes=st.integers(0, 3),
    barred=st.sampled_from([Barred.NONE, Barred.CRISIS]),
    added_elected=st.integers(0, 2),
    added_vetoing=st.integers(0, 2),
)


@given(st.lists(LETTERS, min_size=1, max_size=4), RULES, st.permutations("ABCDEFGHIJKLMNO"))
def test_names_and_order_of_members_do_not_matter(texts, rule, order):
    found = []
    for names in ("ABCDEFGHIJKLMNO", order):
        table = {n: "".join(text[i] for text in texts) for i, n in enumerate(names)}
        whole = council_of(table, permanent=tuple(names[:5]), crises=("war",))
        found.append(counterfactual(whole, rule).value.verdicts)
    assert found[0] == found[1]


# The record itself.


def test_the_charter_reproduces_every_outcome_on_record(opened):
    result = analyze(opened, "counterfactual", vetoes="1")
    assert [text for text in result.value.texts if text.change is not Change.NONE] == []
    assert result.n == 3127


def test_three_fifths_of_all_seats_is_the_charters_majority_in_both_eras(opened):
    result = analyze(opened, "counterfactual", vetoes="1", majority="3/5")
    assert {text.change for text in result.value.texts} == {Change.NONE}


@pytest.mark.parametrize(
    ("vetoes", "passing", "percent"),
    [
        # 269 vetoed votes, 227 of them by one member, 29 by two, 13 by three.
        pytest.param("2", 227, 84.4, id="two vetoes needed"),
        pytest.param("3", 256, 95.2, id="three vetoes needed"),
        pytest.param("0", 269, 100.0, id="no veto"),
    ],
)
def test_how_many_vetoed_votes_pass_if_more_vetoes_are_needed(opened, vetoes, passing, percent):
    whole = analyze(opened, "counterfactual-totals", vetoes=vetoes).value.totals[-1]
    assert (whole.vetoed, whole.vetoed_pass) == (269, passing)
    assert round(100 * whole.share_vetoed_pass, 1) == percent
    assert whole.pass_instead == passing
    assert whole.fail_instead == whole.may_fail == 0


def test_rules_compared_agree_with_each_replayed_alone(opened):
    totals = {each.group: each for each in analyze(opened, "rules-compared").value.totals}
    alone = {
        "two-vetoes": {"vetoes": "2"},
        "barred-named": {"vetoes": "1", "barred": "named"},
        "override-two-thirds": {"vetoes": "1", "override": "two-thirds"},
        "two-thirds": {"vetoes": "1", "majority": "2/3"},
        "vetoing-6": {"vetoes": "1", "added": "5,0,6"},
    }
    for key, values in alone.items():
        texts = analyze(opened, "counterfactual", **values).value.texts
        found = Counter(text.change for text in texts)
        assert totals[key].pass_instead == found[Change.ADOPTION], key
        assert totals[key].may_pass == found[Change.POSSIBLE_ADOPTION], key
        assert totals[key].fail_instead == found[Change.FAILURE], key
        assert totals[key].may_fail == found[Change.POSSIBLE_FAILURE], key


def test_a_narrower_bar_never_frees_a_text_that_a_wider_one_does_not(opened):
    freed = {}
    for barred in ("named", "crisis"):
        texts = analyze(opened, "counterfactual", vetoes="1", barred=barred).value.texts
        freed[barred] = {text.decision for text in texts if text.change is Change.ADOPTION}
    assert freed["named"] < freed["crisis"]
    assert "S-2012-77" in freed["named"]
    # Vetoed on 4 October 2011; the commission of inquiry reported on 23 November.
    assert "S-2011-612" not in freed["named"]


def test_what_fails_under_two_thirds_was_adopted_with_fewer_than_ten_votes(opened):
    whole = council(opened)
    votes = dict(zip([each.key for each in whole.decisions], whole.count(1), strict=True))
    texts = analyze(opened, "counterfactual", majority="2/3").value.texts
    failing = [text for text in texts if text.change is Change.FAILURE]
    assert failing
    for text in failing:
        assert votes[text.decision] < (8 if text.date < date(1966, 1, 1) else 10)


def test_every_answer_of_the_assembly_is_to_a_vetoed_text_and_later(opened):
    outcomes = {each.key: each for each in council(opened).decisions}
    found = assembly_answers(opened)
    assert len({each.decision for each in found}) == 48
    for each in found:
        assert outcomes[each.decision].outcome == "vetoed", each
        assert outcomes[each.decision].date <= each.date, each
        assert each.in_favour + each.against + (each.abstained or 0) <= each.members, each


def test_what_the_assembly_overrides_is_what_it_answered_with_the_votes(opened):
    texts = analyze(opened, "counterfactual", vetoes="1", override="two-thirds").value.texts
    passing = {text.decision for text in texts if text.change is Change.ADOPTION}
    answers = assembly_answers(opened)
    known = {each.decision for each in answers if each.two_thirds and not each.supported}
    assert passing == known
    # China and Russia vetoed a draft on Gaza, and then voted for another text (ES-10/21).
    assert {each.decision for each in answers if each.supported} == {"S-2023-792"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"majority": "16"}, "more than all 15 seats"),
        ({"majority": "most"}, "a share of all seats"),
        ({"added": "six"}, "such as 4,6,0"),
        ({"vetoes": "11"}, "0 to 10"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(opened, values, words):
    with pytest.raises(QueryError, match=words):
        analyze(opened, "counterfactual", **values)


def test_the_bars_of_a_replay_are_its_texts(opened):
    result = analyze(opened, "counterfactual", vetoes="2", majority="2/3")
    panels = figure(result).specification["vconcat"]
    failed, adopted, blockers = (panel["data"]["values"] for panel in panels)
    assert sum(bar["number"] for bar in failed) == 387
    told = Counter(text.change for text in result.value.texts)
    assert sum(bar["number"] for bar in adopted) == told[Change.FAILURE]
    blocking = Counter(len(states) for states in result.value.blocking.values())
    assert sum(bar["number"] for bar in blockers) == sum(n * k for n, k in blocking.items())


def test_a_rule_under_which_nobody_blocks_has_no_panel_of_blockers(opened):
    panels = figure(analyze(opened, "counterfactual", vetoes="0")).specification["vconcat"]
    assert len(panels) == 1


def test_the_bars_of_totals_are_the_texts_that_failed(opened):
    result = analyze(opened, "rules-compared")
    bars = figure(result).specification["data"]["values"]
    charter = [bar for bar in bars if bar["group"] == "The Charter"]
    assert sum(bar["number"] for bar in charter) == 387
    assert len({bar["group"] for bar in bars}) == 13
