"""Times to commitment and the order of adopters: by hand, as laws, and over the record."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normgraph.analysis.at_risk import Eligible, population
from normgraph.analysis.first_adopters import Basis, Category, category, first_adopters
from normgraph.analysis.ratification_hazard import By, Shown, ratification_hazard
from normgraph.analysis.registry import analyze
from normgraph.errors import UndefinedMeasureError, UnknownNameError
from normgraph.query.commitments import commitment_record, standings
from treaties import LAST, OPENED, state, treaty

INSTRUMENTS = ("genocide-convention", "rome-statute", "geneva-conventions", "cat")


def later(years):
    return OPENED + timedelta(days=round(years * 365.25))


def lasting(result, group="all states"):
    return [step for step in result.value.steps if step.group == group]


# --- who is at risk


def test_the_clock_begins_with_the_treaty_or_with_the_state():
    young = state("B", first=later(4), joined=later(5))
    found = population([state("A"), young], treaty({"A": later(1), "B": later(6)}))
    assert [spell.days for spell in found.spells] == [365, 730 + 1]
    members = population(
        [state("A"), young], treaty({"B": later(6)}), eligible=Eligible.UN_MEMBERS
    )
    assert [spell.start for spell in members.spells] == [OPENED, later(5)]


def test_a_state_that_ends_or_has_not_consented_is_censored():
    ended = state("A", last=later(2), left=later(2))
    found = population([ended, state("B")], treaty({"C": later(1)}))
    assert [(spell.end, spell.consent) for spell in found.spells] == [
        (later(2), None),
        (LAST, None),
    ]


def test_who_is_no_case_of_its_own():
    states = [
        state("A", first=later(3)),
        state("B", joined=None),
        state("C", joined=None),
        state("D", last=date(1999, 1, 1), left=date(1999, 1, 1)),
    ]
    record = treaty(
        {"A": (later(3), "continuation"), "C": later(1), "organization/eu": later(2)}
    )
    found = population(states, record)
    assert [spell.standing.state for spell in found.spells] == ["C"]
    assert found.continued == ("State A",)
    members = population(states, record, eligible=Eligible.UN_MEMBERS)
    assert members.spells == ()
    assert members.outside == ("State C",)


def test_consent_before_the_clock_counts_at_its_beginning():
    found = population([state("A", first=later(3), joined=later(3))], treaty({"A": later(2)}))
    assert found.spells[0].days == 0
    assert found.early == ("State A",)


def test_what_comes_after_the_last_day_has_not_happened():
    found = population([state("A")], treaty({"A": later(5)}), until=later(2))
    assert found.spells[0].consent is None
    assert found.spells[0].end == later(2)


# --- curves


def test_a_curve_of_states_by_hand():
    # Of four one consents after a year: 3/4. One ends in the second year. Of two left one
    # consents in the third year: 3/8. The last has not by the end.
    states = [state("A"), state("B", last=later(2), left=later(2)), state("C"), state("D")]
    result = ratification_hazard(
        states, treaty({"A": later(1), "C": later(3)}), by=By.ALL, shown=Shown.CURVE
    )
    assert [(step.days, step.at_risk, step.committed) for step in lasting(result)] == [
        (0, 4, 0),
        (365, 4, 1),
        (1096, 2, 1),
        ((LAST - OPENED).days, 1, 0),
    ]
    assert [step.share_not_party for step in lasting(result)] == [1, 3 / 4, 3 / 8, 3 / 8]
    assert result.n == 4
    assert result.sources == ("depositary", "states")


def test_the_hazard_of_each_year_by_hand():
    states = [state("A"), state("B", last=later(2.5), left=later(2.5)), state("C"), state("D")]
    result = ratification_hazard(
        states, treaty({"A": later(0.5), "C": later(2.7)}), by=By.ALL, shown=Shown.HAZARD
    )
    rows = result.value.years[:4]
    assert [(row.at_risk, row.committed, row.censored) for row in rows] == [
        (4, 1, 0),
        (3, 0, 0),
        (3, 1, 1),
        (1, 0, 0),
    ]
    assert [row.hazard for row in rows] == pytest.approx([1 / 4, 0, 1 / 3, 0])
    assert all(row.low <= row.hazard <= row.high for row in rows)


def test_signatories_have_a_clock_that_begins_with_the_signature():
    # A signs after a year and consents a year later; B never signs and consents in year 3.
    record = treaty({"A": later(2), "B": later(3)}, signatures={"A": later(1)})
    result = ratification_hazard([state("A"), state("B")], record, by=By.SIGNATURE)
    assert [(s.days, s.committed) for s in lasting(result, "had signed")] == [(0, 0), (365, 1)]
    unsigned = lasting(result, "had not signed")
    # A is at risk for a year among those who had not signed, and then is censored.
    assert [(s.days, s.at_risk, s.committed) for s in unsigned] == [(0, 2, 0), (1096, 1, 1)]


def test_ways_of_consent_share_out_what_the_whole_curve_loses():
    states = [state(key) for key in "ABCD"]
    record = treaty(
        {
            "A": (later(1), "accession"),
            "B": (later(2), "acceptance"),
            "C": (later(3), "ratification"),
        }
    )
    result = ratification_hazard(states, record, by=By.CONSENT)
    ends = {step.group: step.share_not_party for step in result.value.steps}
    assert ends == pytest.approx({"accession": 3 / 4, "ratification": 1 / 2})


def test_groups_are_tested_against_each_other():
    states = [state("A"), state("B"), state("C", group="South"), state("D", group="South")]
    record = treaty({"A": later(1), "B": later(2)})
    result = ratification_hazard(states, record, by=By.GROUP, shown=Shown.SUMMARY)
    north, south = result.value.groups
    assert (north.states, north.committed, north.median_years) == (2, 2, 1.0)
    assert (south.committed, south.median_years) == (0, None)
    assert result.value.test.degrees == 1
    assert any("Every party is of the North" in caveat for caveat in result.caveats)


treaties = st.dictionaries(
    st.sampled_from("ABCDEFGH"), st.integers(0, 3600), min_size=1, max_size=8
).map(lambda days: treaty({key: OPENED + timedelta(days=day) for key, day in days.items()}))


@settings(max_examples=20)
@given(treaties, st.permutations("ABCDEFGH"))
def test_every_consent_is_an_event_whatever_the_order(record, keys):
    groups = {key: "North" if key < "D" else "South" for key in keys}
    result = ratification_hazard(
        [state(key, group=groups[key]) for key in keys], record, by=By.GROUP
    )
    assert sum(step.committed for step in result.value.steps) == len(record.consents)
    again = ratification_hazard(
        [state(key, group=groups[key]) for key in sorted(keys)], record, by=By.GROUP
    )
    assert again.value == result.value


def test_without_consents_or_with_one_state_there_is_no_curve():
    with pytest.raises(UndefinedMeasureError, match="No state is on record"):
        ratification_hazard([state("A"), state("B")], treaty({}))
    with pytest.raises(UndefinedMeasureError, match="Only one state"):
        ratification_hazard([state("A")], treaty({"A": later(1)}))


# --- the order


def test_the_order_by_hand():
    states = [state(key, group="") for key in "ABCD"]
    record = treaty({"B": later(1), "A": later(2), "C": later(2)})
    rows = first_adopters(states, record).value.adopters
    assert [(row.rank, row.state, row.parties) for row in rows] == [
        (1, "B", 1),
        (2, "A", 3),
        (2, "C", 3),
    ]
    # A quarter, then three quarters, of the four states that exist.
    assert [row.share for row in rows] == [1 / 4, 3 / 4, 3 / 4]
    # Nobody was before B; a third before the two others, which lies in the early majority.
    assert [row.category for row in rows] == ["innovator", "early majority", "early majority"]
    assert rows[1].years == pytest.approx(2.0, abs=0.01)


def test_the_categories_can_be_shares_of_all_that_could_have():
    states = [state(str(number)) for number in range(10)]
    record = treaty({str(number): later(number + 1) for number in range(5)})
    of_adopters = first_adopters(states, record).value.adopters
    of_all = first_adopters(states, record, basis=Basis.ELIGIBLE).value.adopters
    assert of_adopters[-1].category == "late majority"
    assert of_all[-1].category == "early majority"


def test_the_categories_have_the_shares_that_rogers_gives():
    # Rogers (2003): 2.5, 13.5, 34, 34 and 16 percent.
    tally = [category(number / 1000) for number in range(1000)]
    assert [tally.count(each) for each in Category] == [25, 135, 340, 340, 160]


@settings(max_examples=20)
@given(treaties)
def test_ranks_rise_with_the_days_and_shares_never_pass_one(record):
    rows = first_adopters([state(key) for key in "ABCDEFGH"], record).value.adopters
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    assert rows[-1].parties == len(record.consents)
    assert all(0 < row.share <= 1 for row in rows)


def test_nobody_is_first_where_nobody_consented():
    with pytest.raises(UndefinedMeasureError, match="no first one"):
        first_adopters([state("A")], treaty({"A": later(5)}), until=later(4))


# --- the record


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize("by", list(By))
def test_over_the_record_events_and_those_left_out_are_the_parties(opened, instrument, by):
    record = commitment_record(opened, instrument)
    found = population(standings(opened), record)
    result = ratification_hazard(standings(opened), record, by=by)
    first = {step.group: step for step in reversed(result.value.steps)}
    assert all((step.days, step.share_not_party) == (0, 1.0) for step in first.values())
    events = sum(step.committed for step in result.value.steps)
    left_out = len(found.continued) + len(found.unknown) + len(found.outside)
    parties = sum(bool(consent.state) for consent in record.consents)
    assert events + left_out == parties


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_over_the_record_the_last_adopter_closes_the_count(opened, instrument):
    record = commitment_record(opened, instrument)
    rows = first_adopters(standings(opened), record).value.adopters
    assert rows[-1].parties == len(rows)
    assert all(row.group or row.state for row in rows)
    assert all(0 < row.share <= 1 for row in rows)


def test_an_unknown_or_unbinding_instrument_is_refused(opened):
    with pytest.raises(UnknownNameError, match="genocide-convention"):
        analyze(opened, "ratification-hazard", instrument="genocide-conventions")
    for name in ("ratification-hazard", "first-adopters", "diffusion-fit"):
        with pytest.raises(UndefinedMeasureError, match="consent"):
            analyze(opened, name, instrument="udhr")


def test_days_known_only_roughly_are_counted_of_all_consents(opened):
    result = analyze(opened, "ratification-hazard", instrument="kampala-convention")
    committed = sum(row.committed for row in result.value.rows())
    assert any(f"1 of {committed} consents" in caveat for caveat in result.caveats)


def test_ways_of_committing_are_not_called_kaplan_meier(opened):
    ways = analyze(opened, "ratification-hazard", by="consent")
    groups = analyze(opened, "ratification-hazard")
    assert "cumulative incidence" in ways.measure
    assert "Marubini" in ways.reference
    assert "Kaplan-Meier" in groups.measure
    assert "Marubini" not in groups.reference
