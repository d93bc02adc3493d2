"""Figures of members: each draws what the finding says, and says how to read it."""

from councils import council_of
from normgraph.analysis.bridging_members import bridging_members
from normgraph.analysis.ideal_points import ideal_points
from normgraph.analysis.pivotal_members import pivotal_members
from normgraph.export.figure import figure

TABLE = {
    "A": "yyyyynnn",
    "B": "yyynyyna",
    "C": "nnyyyyyn",
    "D": "nynanyyy",
    "RUS": "nnnnyayy",
    "USA": "yyyyanyn",
}


def values(drawn):
    return drawn.specification["data"]["values"]


def test_each_member_is_a_dot_at_its_position():
    result = ideal_points(council_of(TABLE), minimum=1, draws=4)
    drawn = figure(result)
    assert {each["state"]: each["x"] for each in values(drawn)} == {
        point.state: point.first for point in result.value.points
    }
    assert "90 % interval" in drawn.how_to_read
    assert result.value.points[0].name in drawn.alternative


def test_two_dimensions_are_a_plane():
    drawn = figure(ideal_points(council_of(TABLE), dimensions=2, minimum=1, draws=2))
    assert all(each["y"] is not None for each in values(drawn))
    assert "cross" in drawn.how_to_read


def test_bars_of_pivotal_members_add_up_to_their_decisions():
    table = dict.fromkeys("BCDEFGHI", "yyy") | {"A": "nyn", "J": "ayn"}
    outcome = ["lacked-majority", "adopted", "lacked-majority"]
    result = pivotal_members(council_of(table, permanent=("A",), outcome=outcome))
    drawn = figure(result)
    by_name = {}
    for each in values(drawn):
        by_name[each["name"]] = by_name.get(each["name"], 0) + each["times"]
    assert by_name == {m.name: m.decided for m in result.value.members if m.decided}


def test_members_are_placed_by_their_agreement_with_the_poles_and_labelled_once():
    council = council_of(TABLE | {"E": TABLE["A"]}, permanent=("RUS", "USA"))
    result = bridging_members(council, minimum_shared=1)
    drawn = figure(result)
    placed = {each["state"]: (each["a"], each["b"]) for each in values(drawn)}
    assert placed == {
        m.state: (m.agreement_a, m.agreement_b)
        for m in result.value.members
        if m.with_both is not None
    }
    # A and E vote alike, so that one label names both.
    labels = " ".join(each["label"] for each in values(drawn) if "label" in each)
    assert sorted(labels.split()) == ["A", "B", "C", "D", "E"]
    assert len([each for each in values(drawn) if "label" in each]) < 5
