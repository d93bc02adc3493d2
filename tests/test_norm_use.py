"""Language of a norm and engagements with it: by hand, over the record, and refused."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councils import council_of
from normgraph.analysis.contestation import (
    AGAINST,
    FOR,
    STANCES,
    Actors,
    By,
    Chosen,
    norm_contestation,
)
from normgraph.analysis.norm_language import By as LanguageBy
from normgraph.analysis.norm_language import Matters, r2p_language
from normgraph.analysis.references import references_over_time
from normgraph.analysis.registry import analyze
from normgraph.errors import QueryError, UndefinedMeasureError, UnknownNameError
from normgraph.query import engaged
from normgraph.query.engaged import Engagement, Item
from normgraph.query.records import Reference

COUNCIL = council_of(
    {"A": "yyyyy"},
    symbol=["S/RES/1", "S/RES/2", "S/RES/3", "S/RES/4", "S/2010/5"],
    key=["R1", "R2", "R3", "R4", "D5"],
    date=[
        date(2009, 1, 1),
        date(2009, 2, 1),
        date(2010, 1, 1),
        date(2010, 2, 1),
        date(2010, 3, 1),
    ],
    outcome=["adopted", "adopted", "adopted", "adopted", "vetoed"],
    crises=[("x",), (), ("x", "z"), ("z",), ("x",)],
)
MATTERS = Matters({"R1": (Item("i", "Item"),), "R3": (Item("i", "Item"),)}, {"x": "Crisis X"})
YEARS = {"first": date(2009, 1, 1), "last": date(2010, 12, 31)}


def coded(symbol, day, level="state-responsibility", kind="resolution"):
    return Reference(date.fromisoformat(day), symbol, kind, level, f"doc-{symbol}")


CODED = [
    coded("S/RES/1", "2009-01-01"),
    coded("S/RES/1", "2009-01-01", "explicit-world-summit"),
    coded("S/RES/3", "2010-01-01", "broad-protection"),
    coded("S/PRST/1", "2010-05-01", kind="presidential statement"),
    coded("S/2010/5", "2010-03-01", kind="draft"),
]


def test_the_share_of_a_year_by_hand():
    # 2009: one of two resolutions, coded twice and counted at its plainest level. 2010: one of
    # two is coded at a level that is no reference; the draft is no text of the Council.
    rows = r2p_language(CODED, COUNCIL.decisions, MATTERS, **YEARS).value.lines
    assert [(r.matter, r.kind, r.texts, r.references, r.share) for r in rows] == [
        ("2009", "resolution", 2, 1, 1 / 2),
        ("2009", "presidential statement", None, 0, None),
        ("2010", "resolution", 2, 0, 0.0),
        ("2010", "presidential statement", None, 1, None),
    ]
    assert (rows[0].world_summit, rows[0].state_responsibility) == (1, 0)
    assert rows[2].broad_protection == 1


def test_what_was_searched_less_well_is_said_only_where_it_matters():
    def told(**period):
        result = r2p_language(CODED, COUNCIL.decisions, MATTERS, **(YEARS | period))
        return [caveat for caveat in result.caveats if "lower bound" in caveat], result.caveats

    assert told()[0] == []
    later, caveats = told(last=date(2016, 6, 29))
    assert len(later) == 1
    assert "The last year goes to 2016-06-29 only." in caveats


def test_matters_and_the_whole_by_hand():
    found = r2p_language(CODED, COUNCIL.decisions, MATTERS, by=LanguageBy.CRISIS, **YEARS)
    assert [(r.matter, r.name, r.texts, r.references) for r in found.value.lines] == [
        ("x", "Crisis X", 2, 1),
        ("z", "z", 2, 0),
    ]
    item = r2p_language(CODED, COUNCIL.decisions, MATTERS, by=LanguageBy.ITEM, **YEARS)
    assert [(r.name, r.texts, r.references) for r in item.value.lines] == [("Item", 2, 1)]
    whole = r2p_language(CODED, COUNCIL.decisions, MATTERS, by=LanguageBy.TOTAL, **YEARS)
    assert [(r.kind, r.texts, r.references) for r in whole.value.lines] == [
        ("resolution", 4, 1),
        ("presidential statement", None, 1),
    ]


def test_a_period_without_coded_texts_is_refused(opened):
    with pytest.raises(UndefinedMeasureError, match="begins in 2006"):
        analyze(opened, "r2p-language", to="1999", **{"from": "1990"})
    with pytest.raises(QueryError, match="has no day"):
        analyze(opened, "r2p-language", to="1999")


def test_over_the_record_years_add_up_to_the_whole_and_to_r2p_references(opened):
    by_year = analyze(opened, "r2p-language").value.lines
    whole = {row.kind: row for row in analyze(opened, "r2p-language", by="total").value.lines}
    series = references_over_time(engaged.references(opened)).value
    for kind, row in whole.items():
        of_kind = [line for line in by_year if line.kind == kind]
        assert sum(line.references for line in of_kind) == row.references
        levels = Counter()
        for count in series.counts:
            if count.kind == kind:
                levels[count.level] += count.texts
        assert {level: row.level(level) for level in levels} == levels
    assert all(line.references <= line.texts for line in by_year if line.texts is not None)
    assert sum(line.texts or 0 for line in by_year) == whole["resolution"].texts


# --- contestation


def engagement(day, actor, stance, norm="n", documents=("d",)):
    return Engagement(date.fromisoformat(day), actor, norm, stance, actor, documents)


NORM = Chosen("n", "Norm", ("part",))
TALK = [
    engagement("2005-01-01", "state/A", "endorses"),
    engagement("2007-01-01", "state/A", "contests", documents=("e",)),
    engagement("2005-06-01", "state/B", "contests", norm="part"),
    engagement("2008-01-01", "state/B", "invokes"),
    engagement("2008-01-01", "state/C", "localizes"),
    engagement("2008-01-01", "organization/un", "proclaims"),
    engagement("2008-01-01", "state/C", "endorses", norm="other"),
]


def test_net_engagement_and_changes_of_side_by_hand():
    rows = norm_contestation(TALK, NORM, {}, by=By.ACTOR).value.lines
    assert [(r.who, r.net, r.documents, r.change) for r in rows] == [
        ("state/A", 0, 2, "for it, later against"),
        ("state/B", 0, 1, "against it, later for"),
        ("state/C", 0, 1, None),
    ]
    years = norm_contestation(TALK, NORM, {}, actors=Actors.ALL).value.lines
    assert [(r.who, r.net) for r in years] == [("2005", 0), ("2007", -1), ("2008", 2)]


def test_regions_are_of_states_only():
    groups = {"A": "North", "B": "South"}
    found = norm_contestation(TALK, NORM, groups, by=By.REGION, actors=Actors.ALL)
    assert {(r.name, r.net) for r in found.value.lines} == {
        ("North", 0),
        ("South", 0),
        ("no regional group", 0),
    }
    assert found.parameters["actors"] == "states"


talk = st.lists(
    st.builds(
        engagement,
        st.dates(date(2000, 1, 1), date(2010, 1, 1)).map(date.isoformat),
        st.sampled_from(["state/A", "state/B", "organization/x"]),
        st.sampled_from(STANCES),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=25)
@given(talk, st.randoms(), st.sampled_from(list(By)))
def test_every_engagement_counts_once_whatever_the_order(said, chance, by):
    actors = Actors.STATES if by is By.REGION else Actors.ALL
    kept = [each for each in said if actors is Actors.ALL or each.actor.startswith("state/")]
    if not kept:
        return
    result = norm_contestation(said, NORM, {}, by=by, actors=Actors.ALL)
    tally = Counter(each.stance for each in kept)
    rows = result.value.lines
    assert {s: sum(getattr(r, s) for r in rows) for s in STANCES} == {
        s: tally[s] for s in STANCES
    }
    assert sum(r.net for r in rows) == sum(tally[s] for s in FOR) - sum(
        tally[s] for s in AGAINST
    )
    chance.shuffle(said)
    assert norm_contestation(said, NORM, {}, by=by, actors=Actors.ALL).value == result.value


def test_a_norm_that_nobody_spoke_of_or_that_is_unknown_is_refused(opened):
    with pytest.raises(UndefinedMeasureError, match="No engagement of persons"):
        norm_contestation(TALK, NORM, {}, actors=Actors.PERSONS)
    with pytest.raises(UnknownNameError, match="norm named"):
        analyze(opened, "norm-contestation", norm="r2pp")


def test_over_the_record_parts_of_the_norm_count_with_it(opened):
    result = analyze(opened, "norm-contestation", actors="all")
    keys = {"r2p", "r2p-pillar-1", "r2p-pillar-2", "r2p-pillar-3"}
    assert set(engaged.parts_of_norms(opened)["r2p"]) | {"r2p"} == keys
    assert result.n == sum(each.norm in keys for each in engaged.engagements(opened))


def test_a_period_that_ends_before_it_begins_is_refused(opened):
    with pytest.raises(QueryError, match=r"ends .* before it begins"):
        analyze(opened, "norm-contestation", to="2010", **{"from": "2012"})
