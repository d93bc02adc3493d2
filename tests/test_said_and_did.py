"""What states said beside what they did: by hand, as laws, over the record, and refused."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.doings import (
    Did,
    Doing,
    from_assembly,
    from_council,
    from_sponsors,
    from_ties,
)
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyses, analyze
from normgraph.analysis.said_and_did import said_and_did, tallied
from normgraph.errors import UndefinedMeasureError
from normgraph.query.conduct import Assembly, Text, Tie, assembly
from normgraph.query.sayings import Said, Saying, sayings
from treaties import state

WHOLE = Period(date(2000, 1, 1), date(2020, 12, 31))
DAYS = (date(2001, 1, 1), date(2005, 1, 1), date(2009, 1, 1))


def saying(since, *, until=None, **more):
    """Return a saying: by state the day of it, and for some the day of its end."""
    ends = until or {}
    said = {key: Said(key, day, ends.get(key), ("treaty",)) for key, day in since.items()}
    return Saying("saying", "Treaty", said, **more)


def ballots(table, days=DAYS):
    """Return the ballots of a table on contested texts about a crisis, a column a day."""
    found = council_of(table, date=list(days), crises=("x",))
    return from_council(found)


def test_only_ballots_after_the_saying_count():
    # A said it in 2004: of its ballots in favour, against, in favour the first does not count.
    # D said it in 2008, so only its last counts. B never said it: all its ballots since the
    # first state said it count, that of 2001 does not.
    found = tallied(
        saying({"A": date(2004, 1, 1), "D": date(2008, 1, 1)}),
        ballots({"A": "yny", "B": "nya", "C": "nnn", "D": "yyy"}),
        WHOLE,
    )
    assert found.acts.tolist() == [2, 2, 2, 1]
    assert found.counts[0].tolist() == [1, 1, 0, 1]  # in favour
    assert found.counts[2].tolist() == [0, 1, 0, 0]  # abstained
    assert found.said.tolist() == [True, False, False, True]


def test_what_was_taken_back_no_longer_counts_and_absence_never_does():
    said = saying({"A": date(2000, 1, 1)}, until={"A": date(2006, 1, 1)})
    found = tallied(said, ballots({"A": "yyn", "B": "xyn", "C": "nnn"}), WHOLE)
    assert found.acts.tolist() == [2, 2, 3]
    assert found.counts[0].tolist() == [2, 1, 0]


def test_the_difference_by_hand():
    # Five that said it: shares in favour 1, 1, 1, 1 and 1/2, mean 0.9. Five that did not: 1/2
    # each. The difference is 0.4, and the second side has no width.
    table = dict.fromkeys("ABCD", "yy") | {"E": "yn"} | dict.fromkeys("VWXYZ", "ny")
    said = saying({key: date(2000, 1, 1) for key in "ABCDE"})
    result = said_and_did(said, ballots(table, DAYS[:2]), WHOLE)
    favour = result.value.outcomes[0]
    assert (favour.outcome, favour.states_said, favour.states_not) == ("in favour", 5, 5)
    assert (favour.acts_said, favour.acts_not) == (10, 10)
    assert (favour.share_said, favour.share_not) == pytest.approx((0.9, 0.5))
    assert favour.difference == pytest.approx(0.4)
    assert (favour.not_low, favour.not_high) == pytest.approx((0.5, 0.5))
    assert favour.low <= favour.difference <= favour.high
    assert result.n == 10
    assert any("no effect of the commitment" in caveat for caveat in result.caveats)


def test_states_with_too_few_acts_are_left_out():
    table = dict.fromkeys("ABCDE", "yn") | dict.fromkeys("VWXYZ", "ny") | {"F": "y."}
    said = saying({key: date(2000, 1, 1) for key in "ABCDEF"})
    one = said_and_did(said, ballots(table, DAYS[:2]), WHOLE)
    two = said_and_did(said, ballots(table, DAYS[:2]), WHOLE, minimum_acts=2)
    assert (one.value.outcomes[0].states_said, two.value.outcomes[0].states_said) == (6, 5)


def test_crises_of_its_own_count_once_so_that_no_state_is_left_out():
    table = dict.fromkeys("ABCDE", "yn") | dict.fromkeys("VWXYZ", "ny")
    said = saying({key: date(2000, 1, 1) for key in "ABCDE"})
    own = replace(ballots(table, DAYS[:2]), kind=Did.OWN, once=True)
    result = said_and_did(said, own, WHOLE, minimum_acts=2)
    assert result.n == 10
    assert any("no judgment of the state" in caveat for caveat in result.caveats)


def test_a_list_known_in_part_says_so():
    said = saying({"A": date(2000, 1, 1)}, published=104, listed=date(2015, 10, 23))
    table = dict.fromkeys("ABCDE", "yn") | dict.fromkeys("VWXYZ", "ny")
    with pytest.raises(UndefinedMeasureError, match="1 states that said it and 9"):
        said_and_did(said, ballots(table, DAYS[:2]), WHOLE)
    said = saying(
        {key: date(2000, 1, 1) for key in "ABCDE"}, published=104, listed=date(2015, 10, 23)
    )
    result = said_and_did(said, ballots(table, DAYS[:2]), WHOLE)
    assert any("counts 104" in caveat for caveat in result.caveats)
    assert any("difference says little" in caveat for caveat in result.caveats)


def test_sponsors_are_shares_of_the_texts_that_name_any():
    states = [state("A"), state("B", joined=date(2005, 6, 1))]
    texts = [("t1", DAYS[0], ("d",)), ("t2", DAYS[1], ()), ("t3", DAYS[2], ())]
    sponsors = {"t1": frozenset({"A", "B"}), "t3": frozenset({"A", "B"})}
    doing = from_sponsors(texts, sponsors, states, Did.COUNCIL_SPONSOR)
    # The second text names nobody; B was no member yet when the first was adopted.
    assert doing.counted.tolist() == [[True, True], [False, True]]
    assert doing.came[0].tolist() == [[True, True], [False, True]]
    assert doing.sources == ("d",)


def test_findings_of_courts_inquiries_and_others_are_kept_apart():
    def tie(kind="", capacity="", sort="determination"):
        return Tie("A", "x", DAYS[0], sort, kind, capacity, ("d",))

    def holds(*ties):
        came = from_ties(ties, [state("A"), state("B")]).came[:, 0, 0]
        return [number for number, there in enumerate(came) if there]

    assert holds(tie(sort="place")) == [0]
    assert holds(tie("party", sort="part")) == [1]
    assert holds(tie("alleged-perpetrator", sort="part")) == [2]
    assert holds(tie("established", "un-inquiry")) == [3]
    assert holds(tie("established", "international-court")) == [4]
    assert holds(tie("found-perpetrator", sort="part")) == [4]
    # Governments, parliaments and scholars make no finding here, and a denial is none.
    assert holds(tie("established", "government")) == []
    assert holds(tie("recognized", "parliament")) == []
    assert holds(tie("not-established", "international-court")) == []


def test_crises_of_its_own_count_once_however_many():
    members = [state(key) for key in "ABCDEVWXYZ"]
    ties = [
        Tie("A", "x", DAYS[0], "place", "", "", ("d",)),
        Tie("A", "z", DAYS[1], "place", "", "", ("d",)),
        Tie("V", "x", DAYS[0], "place", "", "", ("d",)),
        Tie("V", "none", None, "place", "", "", ("d",)),
    ]
    said = saying({key: date(2000, 1, 1) for key in "ABCDE"})
    placed = said_and_did(said, from_ties(ties, members), WHOLE).value.outcomes[0]
    assert (placed.share_said, placed.share_not) == pytest.approx((0.2, 0.2))
    assert placed.acts_said == 5


def test_texts_of_the_assembly_are_sorted_by_body_and_matter():
    texts = tuple(
        Text(key, key, title, DAYS[0], organ, ())
        for key, title, organ in (
            ("a", "The Responsibility to Protect", "general-assembly"),
            ("b", "Situation", "general-assembly"),
            ("c", "Situation", "human-rights-council"),
        )
    )
    whole = Assembly(texts, ("A",), np.array([[1, 2, 3]], dtype=np.int8))
    outcomes = {
        kind: from_assembly(whole, kind).came[:, 0].sum(axis=1).tolist()
        for kind in (Did.ASSEMBLY, Did.R2P, Did.RIGHTS)
    }
    assert outcomes == {
        Did.ASSEMBLY: [1, 1, 0],
        Did.R2P: [1, 0, 0],
        Did.RIGHTS: [0, 0, 1],
    }


def doing_of(came):
    """Return conduct with one outcome from states by texts, all of them counted."""
    whole = np.array(came, dtype=bool)
    days = np.array([DAYS[0].toordinal()] * whole.shape[1])
    return Doing(
        Did.COUNCIL,
        ("did",),
        tuple(f"S{place:02}" for place in range(whole.shape[0])),
        days,
        whole[None],
        np.ones_like(whole),
    )


conducts = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=10, max_size=16
)


@settings(max_examples=25)
@given(conducts, st.integers(5, 5))
def test_shares_lie_in_bounds_and_sides_can_be_swapped(came, number):
    doing = doing_of(came)
    first = doing.states[:number]
    others = doing.states[number:]
    day = date(2000, 1, 1)
    one = said_and_did(saying(dict.fromkeys(first, day)), doing, WHOLE).value.outcomes[0]
    other = said_and_did(saying(dict.fromkeys(others, day)), doing, WHOLE).value.outcomes[0]
    assert one.difference == pytest.approx(-other.difference)
    assert (one.share_said, one.share_not) == pytest.approx((other.share_not, other.share_said))
    assert 0 <= one.said_low <= one.said_high <= 1
    assert -1 <= one.low <= one.high <= 1
    again = said_and_did(saying(dict.fromkeys(first, day)), doing, WHOLE).value.outcomes[0]
    assert again == one


# --- the record


def test_the_ballots_on_the_assemblys_resolution_add_up_to_the_tally(opened):
    # A/RES/75/277: 115 in favour, 15 against, 28 abstentions, as the UN record of the vote has
    # it (publishedFor and the like in data/r2p/AssemblyDecision.csv).
    doing = from_assembly(assembly(opened), Did.R2P)
    assert doing.came.sum(axis=(1, 2)).tolist() == [115, 15, 28]


@pytest.mark.parametrize("did", [did.value for did in Did])
def test_over_the_record_both_sides_are_states_and_shares(opened, did):
    result = analyze(opened, "said-and-did", did=did)
    for row in result.value.outcomes:
        assert row.states_said + row.states_not == result.n
        assert row.said_low <= row.share_said <= row.said_high
        assert row.low <= row.difference <= row.high
        assert 0 <= row.share_not <= 1
    if len(result.value.outcomes) == 3:
        assert sum(row.share_said for row in result.value.outcomes) == pytest.approx(1)


def test_over_the_record_every_state_has_its_columns_and_no_score(opened):
    result = analyze(opened, "said-and-did", show="states")
    rows = {row.state: row for row in result.value.states}
    assert result.n == len(rows)
    assert rows["SDN"].rome_statute is None
    assert rows["FRA"].genocide_convention == date(1951, 1, 12)
    for row in rows.values():
        cast = (row.assembly_in_favour, row.assembly_against, row.assembly_abstained)
        assert (row.assembly_ballots == 0) == (cast == (None, None, None))
        assert row.assembly_ballots == 0 or sum(cast) == pytest.approx(1)
    early = analyze(opened, "said-and-did", show="states", to="1990")
    assert all(row.rome_statute is None for row in early.value.states)


def test_every_saying_has_its_choice_and_its_column(opened):
    choices = analyses()["said-and-did"].parameters["said"].choices
    assert set(choices) == set(sayings(opened))
    for choice in choices:
        shown = analyze(opened, "said-and-did", said=choice, show="states").value
        assert any(shown.had_said(row) for row in shown.states)


def test_a_comparison_with_nobody_on_one_side_is_refused(opened):
    with pytest.raises(UndefinedMeasureError, match="0 that did not"):
        analyze(opened, "said-and-did", said="geneva-conventions", did="assembly-r2p")
    with pytest.raises(UndefinedMeasureError, match="show the states one by one"):
        analyze(opened, "said-and-did", said="french-mexican-declaration")
    with pytest.raises(UndefinedMeasureError, match="0 states that said it"):
        analyze(opened, "said-and-did", said="rome-statute", to="1960")
