"""The registry: what it lists, and what it refuses in words that help."""

from datetime import date

import pytest

from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.registry import analyses, analyze
from normgraph.analysis.result import Result
from normgraph.errors import QueryError, UnknownNameError
from normgraph.export.table import table
from normgraph.query import catalog


@pytest.mark.parametrize("name", analyses())
def test_every_analysis_answers_its_example(opened, name):
    result = analyze(opened, name, **analyses()[name].example)
    assert isinstance(result, Result)
    assert result.n > 0
    assert result.caveats
    # Its table twin: as wide in every row as in its head, and not empty.
    whole = table(result.value)
    assert whole.rows
    assert {len(row) for row in whole.rows} == {len(whole.columns)}


@pytest.mark.parametrize("name", analyses())
def test_every_parameter_is_told_in_a_sentence(name):
    for parameter in analyses()[name].parameters.values():
        assert parameter.help.endswith(".")
        assert (parameter.type == "choice") == bool(parameter.choices)
        assert not parameter.choices or parameter.default in parameter.choices


@pytest.mark.parametrize("name", analyses())
def test_the_query_that_it_names_needs_nothing_but_what_is_chosen_here(name):
    analysis = analyses()[name]
    if analysis.query:
        asked = catalog()[analysis.query].parameters.values()
        needed = {parameter.name for parameter in asked if parameter.required}
        assert needed <= {each.name for each in analysis.parameters.values() if each.default}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        pytest.param("vetos", {}, "Did you mean 'vetoes'", id="analysis"),
        pytest.param(
            "vetoes", {"span": "year"}, "no parameter of the analysis", id="parameter"
        ),
        pytest.param("vetoes", {"by": "yaer"}, "Did you mean 'year'", id="choice"),
        pytest.param("vetoes", {"from": "soon"}, "1994-04-07, 1994-04 or 1994", id="day"),
        pytest.param("vetoes", {"from": "1994-13"}, "no day, month or year", id="month"),
        pytest.param("vetoes", {"from": "2011", "to": "2010"}, "ends .* before", id="order"),
        pytest.param(
            "vetoes", {"to": "1939"}, "nothing of it lies until 1939", id="before the record"
        ),
        pytest.param(
            "vetoes", {"from": "2999"}, "nothing of it lies since 2999", id="after the record"
        ),
        pytest.param(
            "voting-network", {"minimum_shared": "-1"}, "takes a whole number", id="integer"
        ),
    ],
)
def test_what_it_refuses_and_how(opened, name, values, words):
    with pytest.raises((UnknownNameError, QueryError), match=words):
        analyze(opened, name, **values)


def test_a_period_outside_the_record_is_told_and_not_zero(opened):
    with pytest.raises(QueryError, match="The record goes from 1946-01-25"):
        analyze(opened, "vetoes", **{"from": "1939", "to": "1940"})


def test_a_period_is_cut_to_the_record(opened):
    result = analyze(opened, "vetoes", **{"from": "1900", "to": "2999"})
    assert result.parameters["from"] == "1946-01-25"
    # Texts that failed are on record for a shorter time than resolutions.
    assert result.parameters["to"] == "2025-12-29"
    network = analyze(opened, "voting-network", **{"from": "2025", "to": "2999"})
    assert network.parameters["to"] == "2026-06-29"


def test_months_and_years_are_read_as_their_first_and_last_day():
    assert (first_day("1994-04"), last_day("1994-04")) == (date(1994, 4, 1), date(1994, 4, 30))
    assert last_day("1994-04-07") == date(1994, 4, 7)


def test_a_period_includes_both_ends():
    period = Period(date(2011, 1, 1), date(2011, 1, 2))
    assert period.first in period
    assert period.last in period
    assert date(2011, 1, 3) not in period
    assert period.overlaps(date(2010, 1, 1), date(2011, 1, 1))
    assert period.overlaps(date(2011, 1, 2), None)
    assert not period.overlaps(date(2011, 1, 3), None)
