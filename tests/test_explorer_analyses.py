"""The pages of the analyses: made from what the registry declares, whole and without errors."""

import json
import re
import shlex

import pytest
from click.testing import CliRunner
from markupsafe import escape

from normgraph.analysis.definition import Topic
from normgraph.analysis.registry import analyses
from pages import html, shown

pytestmark = [pytest.mark.usefixtures("home"), pytest.mark.slow]


def test_the_index_asks_every_question_under_its_topic():
    page = html(shown("analyses"))
    for analysis in analyses().values():
        assert f"analyses?analysis={analysis.name}" in page
        assert escape(analysis.question) in page
    assert [topic.value for topic in Topic if f"<h2>{topic.value}</h2>" in page] == list(Topic)


@pytest.mark.parametrize("name", analyses())
def test_every_analysis_has_a_page_with_figure_table_and_limits(name):
    analysis = analyses()[name]
    app = shown("analyses", {"analysis": name, **analysis.example})
    page = html(app)
    assert escape(analysis.question) in page
    for part in ("How to read it", "What it does not show", "The same as a table", "<td"):
        assert part in page
    assert app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")


@pytest.mark.parametrize("name", analyses())
def test_the_page_has_a_control_for_every_parameter(name):
    app = shown("analyses", {"analysis": name})
    controls = [*app.selectbox, *app.multiselect, *app.number_input, *app.text_input]
    keys = {control.key for control in controls}
    assert keys == {f"choice-{parameter}" for parameter in analyses()[name].parameters}


def test_what_the_address_says_is_what_is_measured():
    app = shown("analyses", {"analysis": "vetoes", "by": "decade", "from": "2000"})
    assert "from=2000-01-01" in html(app)
    (control,) = [each for each in app.selectbox if each.key == "choice-by"]
    assert control.value == "decade"


def test_a_control_that_is_changed_changes_the_address_and_the_figure():
    app = shown("analyses", {"analysis": "vetoes"})
    (control,) = [each for each in app.selectbox if each.key == "choice-by"]
    control.select("decade").run()
    assert not app.exception
    assert app.query_params["by"] == "decade"
    assert "by=decade" in html(app)


def test_the_command_shown_gives_the_same_result(home):
    from normgraph.cli import main

    app = shown("analyses", {"analysis": "vetoes", "by": "decade", "to": "1950"})
    command = app.code[0].value
    done = CliRunner().invoke(main, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["parameters"]["to"] == "1950-12-31"


def test_the_query_shown_runs_as_it_stands_there(home):
    from normgraph.cli import main

    app = shown("analyses", {"analysis": "ratifications", "instrument": "rome-statute"})
    command = app.code[1].value.splitlines()[0]
    assert command == "normgraph query commitments_to --instrument rome-statute"
    done = CliRunner().invoke(main, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert "rome-statute" in done.stdout


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        pytest.param({"from": "soon"}, "1994-04-07, 1994-04 or 1994", id="no day"),
        pytest.param({"from": "2011", "to": "2010"}, "before it begins", id="order"),
        pytest.param({"from": "1939", "to": "1940"}, "The record goes from", id="outside"),
    ],
)
def test_what_cannot_be_measured_is_told_in_words(choices, words):
    page = html(shown("analyses", {"analysis": "vetoes", **choices}))
    assert words in page
    assert "The same as a table" not in page


def test_groups_of_states_can_be_chosen_beside_states():
    (states,) = shown("analyses", {"analysis": "agreement"}).multiselect
    assert states.value == ["permanent"]
    assert {"all members", "permanent members", "France"} <= set(states.options)


def test_an_unknown_analysis_leads_to_all_of_them():
    assert "Vetoes and rules of voting" in html(shown("analyses", {"analysis": "vetos"}))


def test_names_in_the_table_lead_to_their_pages():
    page = html(shown("analyses", {"analysis": "ratifications"}))
    assert "entity?id=" not in page
    page = html(shown("analyses", {"analysis": "commitments"}))
    assert 'href="entity?id=instrument/' in page


def test_a_table_that_is_too_wide_scrolls_and_leaves_the_page_as_it_is():
    page = html(shown("analyses", {"analysis": "veto-profile"}))
    assert (
        '<div class="wide" role="region" tabindex="0" aria-label="The same as a table">' in page
    )
    assert "<table" in page.partition('<div class="wide"')[2]


def test_several_keys_in_a_cell_are_shown_by_their_names():
    page = html(shown("analyses", {"analysis": "veto-profile", "crisis": "syria-2011"}))
    both = re.search(r'data-head="Vetoed by">(<a.*?)</td>', page)[1]
    assert "state/CHN" in both
    assert "state/RUS" in both
    assert ">syria-2011<" not in page


def test_what_a_key_is_called_stands_in_the_row_once():
    page = html(shown("analyses", {"analysis": "deadlock"}))
    assert 'data-head="Crisis"' in page
    assert 'data-head="Name"' not in page
    page = html(shown("analyses", {"analysis": "voting-network", "from": "2020"}))
    assert re.search(r'data-head="Source"><a href="entity\?id=state/[A-Z]+">[A-Z][a-z]', page)
    page = html(shown("analyses", {"analysis": "rules-compared"}))
    assert 'data-head="Group">No veto<' in page


def test_a_list_that_is_emptied_or_given_twice_says_what_is_measured():
    (states,) = shown("analyses", {"analysis": "agreement", "states": ""}).multiselect
    assert states.value == ["permanent"]
    choices = {"analysis": "agreement", "states": "RUS,USA,RUS"}
    app = shown("analyses", choices)
    assert app.multiselect[0].value == ["RUS", "USA"]
    app.multiselect[0].set_value([]).run()
    assert app.multiselect[0].value == ["permanent"]
    assert "states=permanent" in html(app)


def test_a_result_is_given_though_it_is_not_kept(monkeypatch):
    class Forgetful(dict):
        def __setitem__(self, key, value):
            """Be emptied by others at once."""

    monkeypatch.setattr("normgraph.explorer.analyses._known", lambda _: Forgetful())
    assert "The same as a table" in html(shown("analyses", {"analysis": "vetoes"}))


def test_of_more_draws_than_anyone_waits_for_none_is_made_and_the_page_says_so():
    choices = {"analysis": "ideal-points", "from": "1946", "dimensions": "2", "draws": "500"}
    page = html(shown("analyses", choices))
    assert "members anew 500 times would take too long" in page
    assert "no value" in page


def test_script_in_an_address_stays_text():
    page = html(shown("analyses", {"analysis": "vetoes", "from": "<script>alert(1)</script>"}))
    assert "<script>" not in page
