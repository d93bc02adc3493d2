"""What the General Assembly adopted on a matter after a veto in the Security Council."""

from typing import TYPE_CHECKING

import pytest

from normgraph.query import select

if TYPE_CHECKING:
    from normgraph.store import Opened

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def answers(opened: "Opened") -> Rows:
    return list(select(opened.store, "assembly_answers").records())


def test_what_is_answered_was_vetoed(opened: "Opened", answers: Rows) -> None:
    vetoed = {row["decision"] for row in select(opened.store, "vetoes").records()}
    assert answers
    assert {row["decision"] for row in answers} <= vetoed


def test_an_answer_comes_after_the_veto(answers: Rows) -> None:
    assert [row for row in answers if row["date"] < row["vetoDate"]] == []


def test_a_pair_is_said_once(answers: Rows) -> None:
    pairs = [(row["decision"], row["answer"]) for row in answers]
    assert len(pairs) == len(set(pairs))


def test_every_answer_has_its_tally(answers: Rows) -> None:
    tally = ("inFavour", "against", "abstentions")
    assert [row["symbol"] for row in answers if not all(row[name] for name in tally)] == []


def test_an_answer_had_the_majority_that_such_a_matter_needs(answers: Rows) -> None:
    # Two thirds of those who voted for or against (Charter, Article 18(2)): all were adopted.
    short = [row for row in answers if int(row["inFavour"]) < 2 * int(row["against"])]
    assert short == []


def test_tallies_are_those_of_the_ballots(opened: "Opened", answers: Rows) -> None:
    names = {"in favour": "inFavour", "against": "against", "abstained": "abstentions"}
    known = {row["answer"]: row for row in answers if row["ballots"] == "true"}
    assert len(known) > 15
    for answer, row in known.items():
        key = answer.rpartition("/")[2]
        cast = [
            ballot["ballot"]
            for ballot in select(opened.store, "ballots", decision=key).records()
        ]
        counted = {column: cast.count(ballot) for ballot, column in names.items()}
        assert counted == {column: int(row[column]) for column in names.values()}, key
