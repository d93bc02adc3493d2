"""Rules of voting: by hand, by law, and what they refuse."""

from datetime import date
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.voting_rule import (
    Ballots,
    Majority,
    Rule,
    Verdict,
    added_seats,
    replayed,
)
from normgraph.errors import QueryError

BEFORE, SINCE = date(1965, 12, 31), date(1966, 1, 1)


def ballots(*votes, day=SINCE, seats=15):
    """Return ballots of (in favour, negative votes of permanent members) on one day."""
    flags = np.zeros(len(votes), dtype=bool)
    return Ballots(
        days=(day,) * len(votes),
        seats=np.full(len(votes), seats),
        in_favour=np.array([yes for yes, _ in votes], dtype=np.int64),
        vetoes=np.array([no for _, no in votes], dtype=np.int64),
        no_veto=flags,
        overridden=flags.copy(),
    )


def verdicts(rule, *votes, **given):
    return [
        Verdict(int(each)).name for each in replayed(rule, ballots(*votes, **given)).verdicts
    ]


# Charter of the United Nations, Article 27(2) and (3), before and after the amendment that
# General Assembly resolution 1991 A (XVIII) made: seven of eleven, nine of fifteen.
@pytest.mark.parametrize(
    ("day", "seats", "needed"),
    [
        pytest.param(BEFORE, 11, 7, id="eleven members"),
        pytest.param(SINCE, 15, 9, id="fifteen members"),
    ],
)
def test_the_charter_asks_for_seven_of_eleven_and_nine_of_fifteen(day, seats, needed):
    assert Majority().needed(day, seats) == needed
    # Three fifths, rounded up, is the same in both: 6.6 and 9.
    assert Majority(share=Fraction(3, 5)).needed(day, seats) == needed


def test_one_veto_blocks_under_the_charter_and_too_few_votes_fail():
    assert verdicts(Rule(), (9, 0), (14, 1), (8, 0), (8, 1)) == [
        "PASSES",
        "FAILS",
        "FAILS",
        "FAILS",
    ]


def test_more_vetoes_needed_let_texts_with_fewer_pass():
    cast = [(12, 1), (12, 2), (12, 3)]
    assert verdicts(Rule(vetoes=2), *cast) == ["PASSES", "FAILS", "FAILS"]
    assert verdicts(Rule(vetoes=3), *cast) == ["PASSES", "PASSES", "FAILS"]
    assert verdicts(Rule(vetoes=0), *cast) == ["PASSES"] * 3


def test_another_majority_is_a_number_or_a_share_of_all_seats():
    # Two thirds of fifteen are ten, of eleven 7.33, so eight.
    assert verdicts(Rule(majority=Majority.of("2/3")), (10, 0), (9, 0)) == ["PASSES", "FAILS"]
    assert Majority.of("2/3").needed(BEFORE, 11) == 8
    assert verdicts(Rule(majority=Majority.of("8")), (8, 0), (7, 0)) == ["PASSES", "FAILS"]


def test_the_charters_majority_grows_with_the_council():
    # 9/15 of 25 are 15; of 26 they are 15.6, so 16. A number given stays.
    assert Majority().needed(SINCE, 15, 10) == 15
    assert Majority().needed(SINCE, 15, 11) == 16
    assert Majority(number=14).needed(SINCE, 15, 10) == 14


def test_seats_that_were_not_there_leave_a_text_open():
    # 15 of 25 needed: 15 are enough as they are, 5 may become enough, 4 cannot.
    rule = Rule(added_elected=4, added_permanent=6)
    assert verdicts(rule, (15, 0), (14, 0), (5, 0), (4, 0)) == [
        "PASSES",
        "DEPENDS",
        "DEPENDS",
        "FAILS",
    ]


def test_new_vetoes_could_block_what_has_every_vote():
    # Even 15 in favour: one of the six with a veto might be against. One veto cast is final.
    rule = Rule(majority=Majority(number=9), added_elected=5, added_vetoing=6)
    assert verdicts(rule, (15, 0), (14, 1)) == ["DEPENDS", "FAILS"]


def test_a_barred_or_overridden_veto_does_not_block_and_votes_are_still_needed():
    cast = ballots((12, 2), (8, 2))
    everywhere = np.ones(2, dtype=bool)
    for marked in ("no_veto", "overridden"):
        found = replayed(Rule(), Ballots(**(fields(cast) | {marked: everywhere})))
        assert found.verdicts.tolist() == [Verdict.PASSES, Verdict.FAILS]


def fields(cast):
    return {name: getattr(cast, name) for name in Ballots.__dataclass_fields__}


VOTES = st.lists(
    st.integers(0, 5).flatmap(lambda no: st.tuples(st.integers(0, 15 - no), st.just(no))),
    min_size=1,
    max_size=12,
)
NEEDED = st.integers(1, 15)
SEATS = st.integers(0, 3)


def passing(rule, votes):
    return {n for n, name in enumerate(verdicts(rule, *votes)) if name == "PASSES"}


@given(VOTES, NEEDED, st.integers(1, 5), st.integers(0, 4))
def test_a_weaker_veto_never_makes_fewer_texts_pass(votes, number, vetoes, more):
    majority = Majority(number=number)
    strong = passing(Rule(majority, vetoes), votes)
    assert strong <= passing(Rule(majority, vetoes + more), votes)
    assert strong <= passing(Rule(majority, 0), votes)


@given(VOTES, NEEDED, NEEDED, st.integers(0, 3))
def test_a_lower_majority_never_makes_fewer_texts_pass(votes, one, other, vetoes):
    low, high = sorted((one, other))
    lower = passing(Rule(Majority(number=low), vetoes), votes)
    assert passing(Rule(Majority(number=high), vetoes), votes) <= lower


@given(VOTES, NEEDED, st.integers(0, 3), SEATS, SEATS, SEATS)
def test_every_way_in_which_added_seats_could_vote_lies_within_the_answer(
    votes, number, vetoes, elected, permanent, vetoing
):
    majority = Majority(number=number)
    rule = Rule(
        majority,
        vetoes,
        added_elected=elected,
        added_permanent=permanent,
        added_vetoing=vetoing,
    )
    told = verdicts(rule, *votes)
    outcomes = [set() for _ in votes]
    # Each added seat in favour or not; of those with a veto, against or merely abstaining.
    for plain, favour in product(range(elected + permanent + 1), range(vetoing + 1)):
        for against in range(vetoing - favour + 1):
            cast = [(yes + plain + favour, no + against) for yes, no in votes]
            for number_of, name in enumerate(verdicts(Rule(majority, vetoes), *cast)):
                outcomes[number_of].add(name)
    for name, seen in zip(told, outcomes, strict=True):
        assert ({name} if name != "DEPENDS" else {"PASSES", "FAILS"}) == seen


@given(VOTES, st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(votes, random):
    shuffled = random.sample(votes, len(votes))
    rule = Rule(vetoes=2, added_elected=2)
    there = sorted(zip(votes, verdicts(rule, *votes), strict=True))
    assert there == sorted(zip(shuffled, verdicts(rule, *shuffled), strict=True))


def test_a_majority_of_more_votes_than_seats_is_refused():
    with pytest.raises(QueryError, match="16 is more than all 15 seats"):
        replayed(Rule(majority=Majority(number=16)), ballots((9, 0)))
    assert verdicts(Rule(majority=Majority(number=16), added_elected=1), (15, 0)) == ["DEPENDS"]


@pytest.mark.parametrize("written", ["0", "most", "4/3", "0/5", "1/0", "-1", ""])
def test_what_is_no_majority_is_refused_with_the_ways_to_write_one(written):
    with pytest.raises(QueryError, match="a share of all seats such as 3/5"):
        Majority.of(written)


@pytest.mark.parametrize("written", ["", "4,", "1,2,3,4", "ten", "-1,0,0"])
def test_what_is_no_number_of_seats_is_refused_with_the_way_to_write_them(written):
    with pytest.raises(QueryError, match="such as 4,6,0"):
        added_seats(written)


def test_no_decision_at_all_gives_no_verdict():
    assert not replayed(Rule(), ballots()).verdicts.size
