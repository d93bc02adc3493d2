"""Crises by instruments given severity: worked out by hand, by law, and over the record."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import council_of
from crisis_answers_by_hand import (
    NO_TIES,
    TENURES,
    crisis,
    deaths,
    done,
    finding,
    record,
)
from normgraph.analysis.consistency import Answer, consistency, mean_ranks, rank_correlation
from normgraph.analysis.crisis_answers import crisis_answers
from normgraph.analysis.instruments import INSTRUMENTS, Responder
from normgraph.analysis.interest import interests, involved
from normgraph.analysis.period import Period
from normgraph.analysis.registry import analyze
from normgraph.analysis.severity import Grade, Severity, crimes_found, grades
from normgraph.errors import UndefinedMeasureError
from normgraph.export.consistency_chart import consistency_chart
from normgraph.query.crisis_responses import Days, Part
from normgraph.query.interests import Tie, Ties

ALWAYS = Period(date(1900, 1, 1), date(2030, 12, 31))
NO_TEXTS = council_of({"P": "y"})
MORE = [
    ("Mission", "peacekeeping"),
    ("Inquiry", "fact-finding"),
    ("SanctionsMeasure", "arms-embargo"),
    ("Referral", "referral-to-court"),
    ("Response", "mediation"),
    ("Statement", "public-statement"),
]


def answers(made, *, council=NO_TEXTS, severity=Severity.ORGANIZED, period=ALWAYS, **options):
    return crisis_answers(made, council, NO_TIES, period, severity=severity, **options)


def value(made, **options):
    severity = options.get("severity", Severity.ORGANIZED)
    return consistency(answers(made, **options), severity, {}).value


# --- severity -------------------------------------------------------------------------------


def test_deaths_are_summed_over_the_places_and_years_of_a_crisis():
    # 2010 and 2011 in AAA and 2011 in BBB; not 2009, not 2012, not CCC.
    figures = [
        deaths("AAA", 2009, 1000, 900, 1100),
        deaths("AAA", 2010, 10, 8, 20),
        deaths("AAA", 2011, 30, 25, 60),
        deaths("BBB", 2011, 5, 5, 5),
        deaths("AAA", 2012, 1000, 900, 1100),
        deaths("CCC", 2010, 1000, 900, 1100),
    ]
    made = record([crisis("x", ended="2011-06-30", places=("AAA", "BBB"))], figures=figures)
    assert grades(made, Severity.ORGANIZED) == {"x": Grade(45, 38, 85, 2, 2, ("ucdp",))}


def test_one_figure_without_a_bound_leaves_the_sum_without_it():
    figures = [deaths("AAA", 2010, 10, None, 20), deaths("AAA", 2011, 30, 25, 60)]
    grade = grades(record([crisis("x")], figures=figures), Severity.ORGANIZED)["x"]
    assert (grade.low, grade.best, grade.high) == (None, 40, 80)


def test_people_displaced_are_those_of_the_worst_year():
    # Together 5 + 7 in 2010 and 20 in 2011: the peak is 20, not 32.
    figures = [
        deaths("AAA", 2010, 5, quantity="refugees"),
        deaths("AAA", 2010, 7, quantity="idps-idmc"),
        deaths("AAA", 2011, 20, quantity="refugees"),
    ]
    grade = grades(record([crisis("x")], figures=figures), Severity.DISPLACED)["x"]
    assert (grade.low, grade.best, grade.high, grade.covered) == (None, 20, None, 2)


def test_no_figure_and_a_figure_of_zero_are_no_severity():
    made = record([crisis("x"), crisis("y", places=("BBB",))], figures=[deaths("BBB", 2010, 0)])
    assert grades(made, Severity.ORGANIZED) == {}


def test_only_findings_of_courts_and_un_bodies_that_something_was_so_count():
    findings = [
        finding("x", "one"),
        finding("x", "one"),
        finding("x", "two", capacity="un-inquiry", sort="reasonable-grounds"),
        finding("x", "three", capacity="government"),
        finding("x", "four", sort="not-established"),
        finding("y", "five", sort="alleged"),
    ]
    made = record([crisis("x"), crisis("y")], findings=findings)
    assert {key: grade.best for key, grade in grades(made, Severity.FINDINGS).items()} == {
        "x": 2
    }
    assert crimes_found(made) == {"x": "genocide"}


# --- ranks ----------------------------------------------------------------------------------


def test_ties_have_the_mean_of_their_ranks():
    # 1, 1 share ranks 1 and 2; 4 is third; the three sevens share 4, 5 and 6.
    assert mean_ranks(np.array([7.0, 1, 7, 4, 1, 7])).tolist() == [
        5,
        1.5,
        5,
        3,
        1.5,
        5,
    ]


def test_rank_correlation_by_hand():
    # Ranks 1 2 3 4 and 2 1 4 3: differences 1, 1, 1, 1, so 1 - 6 * 4 / (4 * 15) = 0.6.
    assert rank_correlation([10, 20, 30, 40], [2, 1, 4, 3]) == pytest.approx(0.6)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=12))
def test_rank_correlation_is_symmetric_and_bounded(pairs):
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = rank_correlation(one, other)
    if found is None:
        assert len(set(one)) == 1 or len(set(other)) == 1
    else:
        assert found == pytest.approx(rank_correlation(other, one))
        assert -1.0000001 <= found <= 1.0000001


# --- instruments ----------------------------------------------------------------------------


def by_means(found, crisis_key):
    return {row.means: row for row in found.rows() if row.crisis == crisis_key}


def test_an_answer_is_yes_only_before_or_none_on_record():
    made = record(
        [crisis("x")],
        [done("x", "2010-01-31"), done("x", "2009-01-01", "Inquiry", "fact-finding")],
    )
    rows = by_means(value(made), "x")
    assert (rows["mission"].answer, rows["mission"].days_low) == (Answer.YES, 30)
    assert (rows["inquiry"].answer, rows["inquiry"].days_low) == (Answer.BEFORE, None)
    assert rows["referral to a court"].answer is Answer.NONE
    assert rows["mission"].count == 1


def test_an_arms_embargo_is_a_sanction_as_well():
    made = record([crisis("x")], [done("x", "2010-02-01", "SanctionsMeasure", "arms-embargo")])
    used = {name for name, row in by_means(value(made), "x").items() if row.days_low == 31}
    assert used == {"sanctions", "arms embargo"}


def test_a_vetoed_draft_is_proof_of_a_meeting_and_no_resolution():
    council = council_of({"P": "n"}, outcome="vetoed", kind="draft", crises=("x",))
    rows = by_means(value(record([crisis("x")]), council=council), "x")
    # From 1 January 2010 to 1 January 2011.
    assert (rows["Council meeting"].days_low, rows["resolution"].days_low) == (365, None)


def test_what_the_council_did_not_mandate_can_be_left_out():
    made = record([crisis("x")], [done("x", "2010-02-01", council=False)])
    assert value(made).coverage["mission"] == 1
    assert value(made, responder=Responder.COUNCIL).coverage["mission"] == 0


def test_the_gravest_come_first_and_those_without_a_figure_last_and_are_named():
    made = record(
        [crisis("a", places=("AAA",)), crisis("b", places=("BBB",)), crisis("c", places=())],
        figures=[deaths("AAA", 2010, 5), deaths("BBB", 2010, 50)],
    )
    result = consistency(answers(made), Severity.ORGANIZED, {})
    assert [each.crisis.key for each in result.value.crises] == ["b", "a", "c"]
    assert [each.crisis.key for each in result.value.ungraded] == ["c"]
    assert "1 crises have no figure" in result.caveats[0]
    assert "Crisis c" in result.caveats[0]
    assert {row.severity_best for row in result.value.rows() if row.crisis == "c"} == {None}


def test_a_number_of_deaths_stands_with_its_bounds_in_the_figure():
    made = record(
        [crisis("a", places=("AAA",)), crisis("b", places=("BBB",))],
        figures=[deaths("AAA", 2010, 5000, 4000, 9000), deaths("BBB", 2010, 7, None, 8)],
    )
    scatter, heat = consistency_chart(value(made))["vconcat"]
    labels = list(dict.fromkeys(row["label"] for row in heat["data"]["values"]))
    assert labels == [
        "Crisis a (4,000 \u2013 5,000 \u2013 9,000)",
        "Crisis b (? \u2013 7 \u2013 8)",
    ]
    assert "lowest, best and highest" in heat["title"]["text"]
    assert scatter["data"]["values"][0]["high"] == 9000


def test_no_crisis_is_refused():
    with pytest.raises(UndefinedMeasureError, match="Choose an earlier first year"):
        answers(record([crisis("x")]), period=Period(date(2020, 1, 1), date(2021, 1, 1)))
    with pytest.raises(UndefinedMeasureError, match="no crisis to compare"):
        consistency((), Severity.ORGANIZED, {})


RESPONSES = st.lists(
    st.tuples(st.sampled_from("xy"), st.integers(2009, 2014), st.sampled_from(MORE)), max_size=8
)


@given(RESPONSES, RESPONSES)
def test_more_responses_never_lower_the_coverage_of_an_instrument(some, more):
    crises = [crisis("x"), crisis("y", "2011-05-01")]

    def coverage(chosen):
        made = [done(key, f"{year}-03-01", *sort) for key, year, sort in chosen]
        return value(record(crises, made)).coverage

    fewer, all_of_them = coverage(some), coverage(some + more)
    assert all(all_of_them[key] >= fewer[key] for key in fewer)


@given(RESPONSES, st.randoms())
def test_the_order_of_the_record_does_not_matter(some, random):
    crises = [crisis("x"), crisis("y", "2011-05-01", places=("BBB",))]
    made = [done(key, f"{year}-03-01", *sort) for key, year, sort in some]
    shuffled = list(made)
    random.shuffle(shuffled)
    figures = [deaths("AAA", 2010, 5), deaths("BBB", 2012, 50)]
    one = value(record(crises, made, figures=figures)).rows()
    assert one == value(record(crises[::-1], shuffled, figures=figures[::-1])).rows()


# --- interests ------------------------------------------------------------------------------


def test_interests_are_of_the_state_that_held_the_seat_at_the_onset():
    ties = Ties(
        TENURES,
        (
            Tie("neighbour", "SUN", "AAA", "map"),
            Tie("ally", "USA", "AAA", "treaty", date(1980, 1, 1), date(1990, 1, 1)),
        ),
    )
    crises = [crisis("early", "1985-01-01"), crisis("late", "1995-01-01")]
    onsets = {each.key: each.began for each in crises}
    found = interests(crises, onsets, ties, ())
    assert [(each.crisis, each.kind, each.seat) for each in found] == [
        ("early", "ally", "united-states"),
        ("early", "neighbour", "russia"),
    ]


def test_a_party_is_involved_whichever_state_holds_its_seat():
    parts = [Part("x", "SUN", "party to the conflict", "book")]
    x = crisis("x", places=("USA",))
    found = interests([x], {"x": Days.of("2010-01-01")}, NO_TIES, parts)
    names = {"russia": "Russia", "united-states": "United States"}
    assert involved(found, names) == {
        "x": "Russia: party to the conflict; United States: place"
    }


# --- the real record ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(opened):
    return analyze(opened, "consistency")


def test_every_crisis_since_1989_is_there_once_with_every_instrument(found):
    rows = found.value.rows()
    keys = [(row.crisis, row.means) for row in rows]
    assert len(keys) == len(set(keys)) == found.n * len(INSTRUMENTS)
    assert min(row.onset_first for row in rows) >= "1989"


def test_every_instrument_that_was_used_is_cited(found):
    for row in found.value.rows():
        if row.answer is Answer.YES:
            assert row.first, row
            assert row.document, row
            assert 0 <= row.days_low <= row.days_high, row
        else:
            assert row.days_low is row.days_high is None, row


def test_low_best_and_high_are_in_order_and_years_no_more_than_there_are(found):
    for each in found.value.graded:
        grade = each.grade
        assert grade.best > 0, each.crisis.key
        assert (grade.low or 0) <= grade.best <= (grade.high or grade.best), each.crisis.key
        assert 0 < grade.covered <= grade.years, each.crisis.key


def test_sources_are_documents_of_the_graph(opened):
    for severity in Severity:
        result = analyze(opened, "consistency", severity=severity.value)
        assert {each.key for each in result.documents} == set(result.sources)


# UCDP documents 772,463 deaths in organized violence in Rwanda in 1994 (best), from 347,614
# to 1,612,663: UCDP Country-Year Dataset on Organized Violence, version 25.1.
def test_the_deaths_of_rwanda_1994_are_those_that_ucdp_publishes(found):
    (rwanda,) = [each for each in found.value.crises if each.crisis.key == "rwanda-1994"]
    grade = rwanda.grade
    assert (grade.low, grade.best, grade.high) == (347_614, 772_463, 1_612_663)
