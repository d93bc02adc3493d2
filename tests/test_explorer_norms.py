"""Norms, texts, commitments and memberships on pages: on the day, by name, with sources."""

from datetime import date

import pytest

from normgraph.explorer import address
from normgraph.explorer.home import QUESTIONS
from normgraph.query import select
from pages import entity, html, shown

pytestmark = pytest.mark.slow  # opens pages, or asks an engine that takes its time

HOSTILE = ["soon", "1994-13-40", "<script>alert(1)</script>", "9" * 400, "0001-01-01", "-5"]


def roll(page: str) -> str:
    """Return the first list of many names on a page."""
    return page.partition('<ul class="roll">')[2].partition("</ul>")[0]


def names(state: str) -> str:
    return f'href="entity?id=state/{state}"'


def test_a_norm_shows_relations_texts_and_who_stood_for_or_against_it(home):
    page = entity("norm/r2p")
    assert "How it stands to other norms and texts" in page
    assert 'href="entity?id=provision/world-summit-outcome.para-138"' in page
    assert "Paragraph 138, World Summit Outcome" in page
    assert "Who stood for it, used it or resisted it" in page
    assert "Who is not here may still have spoken" in page


def test_engagements_are_filtered_by_stance_and_newest_come_first(home):
    page = entity("norm/r2p", stance="contests")
    table = page.partition('<table class="engagements">')[2].partition("</table>")[0]
    assert names("CUB") in table
    assert 'data-head="Stance">contests' in table
    assert 'data-head="Stance">endorses' not in table
    days = [part[:10] for part in table.split('<time datetime="')[1:]]
    assert days == sorted(days, reverse=True)


def test_each_engagement_names_its_document_and_who_says_so(home):
    page = entity("norm/r2p", stance="contests")
    row = page.partition('<table class="engagements">')[2].partition("<tbody>")[2]
    where = row.partition('data-head="Where">')[2].partition("</td>")[0]
    assert 'href="entity?id=document/' in where
    source = row.partition('data-head="Source">')[2].partition("</td>")[0]
    assert 'class="ref"' in source


@pytest.mark.parametrize("stance", ["<script>alert(1)</script>", "loves", "x" * 3000])
def test_a_stance_that_is_none_leaves_all(home, stance):
    page = entity("norm/r2p", stance=stance)
    assert "<script>" not in page
    assert 'data-head="Stance">endorses' in page


def test_the_norm_r2p_has_its_figure_with_frame_and_table(home):
    app = shown("entity", {"id": "norm/r2p"})
    page = html(app)
    assert len(app.get("vega_lite_chart")) == 1
    for text in ("How to read it", "What it does not show", "n = ", "The same as a table"):
        assert text in page
    assert len(app.get("download_button")) == 3


def test_the_parties_on_the_day_before_the_genocide_in_rwanda_include_it(home):
    page = entity("instrument/genocide-convention", on="1994-04-06")
    assert "On <time" in page
    assert "6 April 1994</time> it bound" in page
    assert names("RWA") in roll(page)
    # Nigeria acceded in 2009, Sudan in 2003, Switzerland in 2000.
    for later in ("NGA", "SDN", "CHE"):
        assert names(later) not in roll(page)


@pytest.mark.parametrize(
    ("instrument", "day", "states"),
    [
        # As the depositary's list and the Court's own count have it.
        ("genocide-convention", "2024-04-24", 153),
        ("rome-statute", "2025-01-01", 125),
    ],
)
def test_parties_are_counted_on_the_day_in_the_address(home, instrument, day, states):
    page = entity(f"instrument/{instrument}", on=day)
    assert f">{states} states</strong>" in page
    assert roll(page).count("<li>") == states


@pytest.mark.parametrize("day", HOSTILE)
def test_a_day_that_is_none_is_left_out(home, day):
    for key in ("instrument/genocide-convention", "organization/au", "state/RWA"):
        page = entity(key, on=day)
        assert "<script>" not in page
        assert "There is nothing named" not in page


def test_a_day_in_the_address_stays_within_what_can_be_chosen(monkeypatch):
    import streamlit as st

    for written, day in [
        ("1994-04-06", date(1994, 4, 6)),
        ("0001-01-01", date(1800, 1, 1)),
        ("9999-12-31", date(2099, 12, 31)),
        ("soon", date(2020, 1, 1)),
    ]:
        monkeypatch.setattr(st, "query_params", {"on": written})
        assert address.chosen_day("on", date(2020, 1, 1)) == day


def test_a_day_chosen_in_the_field_gets_into_the_address(home):
    app = shown("entity", {"id": "instrument/genocide-convention"})
    app.date_input(key="choice-on").set_value(date(1994, 4, 6)).run()
    assert app.query_params["on"] == "1994-04-06"
    assert "6 April 1994</time> it bound" in html(app)


def test_an_instrument_stands_article_by_article_in_our_words(home):
    page = entity("instrument/genocide-convention")
    assert "Only the text itself is authoritative" in page
    table = page.partition('<table class="provisions">')[2].partition("</table>")[0]
    places = [
        table.index(f'provision/genocide-convention.art-{number}"') for number in (1, 2, 3, 9)
    ]
    assert places == sorted(places)
    assert 'href="entity?id=crime/genocide"' in table


def test_an_instrument_has_the_figure_of_its_parties_as_picture_table_and_file(home):
    app = shown("entity", {"id": "instrument/rome-statute"})
    page = html(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert "days on which the number changed" in page
    assert len(app.get("download_button")) == 4


def test_withdrawals_say_when_they_take_effect_and_which_were_taken_back(home):
    page = entity("instrument/rome-statute")
    table = page.partition("<h2>Withdrawals</h2>")[2].partition("</table>")[0]
    burundi = table.partition(names("BDI"))[2].partition("</tr>")[0]
    assert "27 October 2017" in burundi
    gambia = table.partition(names("GMB"))[2].partition("</tr>")[0]
    assert "February 2017" in gambia.partition('data-head="Taken back">')[2]


def test_who_never_came_to_be_bound_is_named(home):
    page = entity("instrument/rome-statute", on="2025-01-01")
    signed = page.partition("<h2>Signed, but never bound</h2>")[2].partition("</table>")[0]
    assert names("USA") in signed
    title = "Members of the United Nations that it did not bind"
    outside = page.partition(title)[2].partition("</table>")[0]
    assert names("CHN") in outside
    assert names("FRA") not in outside


def test_an_endorsement_binds_nobody(home):
    page = entity("instrument/act-code-of-conduct")
    assert "It binds nobody, and makes nobody a party" in page
    assert "33 of 104" in page
    assert "Parties on a day" not in page


def test_a_text_links_the_decision_by_which_it_was_adopted_with_its_tally(home):
    page = entity("instrument/ga-75-277")
    assert 'href="entity?id=decision/A-RES-75-277"' in page
    assert "115 in favour, 15 against, 28 abstained" in page


@pytest.mark.parametrize(
    ("organization", "day", "count"),
    [
        # Morocco joined the African Union at the end of January 2017.
        ("au", "2017-01-01", 54),
        ("au", "2017-02-01", 55),
        ("nato", "2025-01-01", 32),
        ("un", "2025-01-01", 193),
        ("eu", "2021-01-01", 27),
    ],
)
def test_an_organization_shows_its_members_on_the_day(home, organization, day, count):
    page = entity(f"organization/{organization}", on=day)
    assert f"{count} as member" in page


def test_a_member_that_left_is_gone_the_day_after(home):
    assert names("GBR") in roll(entity("organization/eu", on="2020-01-31"))
    assert names("GBR") not in roll(entity("organization/eu", on="2020-02-01"))


def test_suspensions_say_that_the_member_remains_one(home):
    page = entity("organization/au")
    assert "A suspended member remains a member" in page
    assert names("MLI") in page.partition("<h2>Suspensions</h2>")[2].partition("</table>")[0]


def test_an_office_shows_who_held_it_and_a_person_which(home):
    page = entity("organization/osapg")
    assert 'href="entity?id=person/dieng-adama"' in page
    person = entity("person/dieng-adama")
    assert "Offices held" in person
    assert 'href="entity?id=organization/osapg"' in person


def test_a_state_shows_what_bound_it_since_when_and_to_do_what(home):
    app = shown("entity", {"id": "state/RWA", "on": "1994-04-06"})
    page = html(app)
    assert "Rwanda: which instruments bind it, and since when?" in page
    assert len(app.get("vega_lite_chart")) == 1
    row = page.partition('href="entity?id=instrument/genocide-convention"')[2]
    # Acceded on 16 April 1975; bound on the ninetieth day after.
    assert "15 July 1975" in row.partition("</tr>")[0]
    assert "16 April 1975" in row.partition("</tr>")[0]
    obligations = page.partition("What it had to do, and not to do, on a day")[2]
    assert "provision/genocide-convention.art-1" in obligations
    assert "instrument/rome-statute" not in obligations.partition("<h2>")[0]


def test_a_state_shows_memberships_suspensions_and_words_on_norms(home):
    page = entity("state/MLI")
    assert "<h2>Memberships</h2>" in page
    assert "<h2>Suspensions</h2>" in page
    assert "What it did with norms" in entity("state/CUB")


def test_the_assembly_votes_by_name_and_has_no_council_members(home):
    page = entity("decision/A-RES-75-277")
    assert "115 in favour, 15 against, 28 abstained" in page
    assert "Ballots by name in the General Assembly" in page
    assert "members of the Council" not in page
    assert "veto" not in page.partition("<h2>Facts</h2>")[0]
    assert roll(page).count("<li>") == 115
    against = page.partition("<strong>Against</strong>")[2].partition("</tr>")[0]
    for state in ("BLR", "CHN", "RUS", "ZWE"):
        assert names(state) in against


def test_a_crime_shows_its_acts_and_that_the_act_alone_is_not_the_crime(home):
    page = entity("crime/genocide")
    assert "The act alone is not the crime" in page
    assert 'href="entity?id=provision/rome-statute.art-6"' in page


def test_a_provision_names_its_text(home):
    page = entity("provision/genocide-convention.art-2")
    assert "<h1>Article II, Genocide Convention</h1>" in page
    assert 'href="entity?id=instrument/genocide-convention"' in page


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("", "Prohibition of genocide"),
        ("texts", "Genocide Convention"),
        ("r2p", "How the texts were coded"),
        ("contested", "Who contested which norm"),
        ("law", "is no breach of these treaties"),
        ("<script>", "Prohibition of genocide"),
    ],
)
def test_the_page_of_norms_has_its_sections_in_the_address(home, section, text):
    page = html(shown("norms", {"show": section}))
    assert text in page
    assert "<script>" not in page


def test_what_was_contested_is_filtered_by_norm(home):
    page = html(shown("norms", {"show": "contested", "norm": "r2p"}))
    cells = page.split('data-head="Norm">')[1:]
    assert cells
    assert all("norm/r2p" in cell.partition("</td>")[0] for cell in cells)


def test_states_bound_by_the_law_that_voted_against_the_text_are_named(home):
    page = html(shown("norms", {"show": "law"}))
    against = page.partition("<h3>Voted against</h3>")[2].partition("</table>")[0]
    assert names("RUS") in against
    assert names("USA") not in page


def test_dates_to_check_are_counted_and_filtered(home):
    page = html(shown("checks"))
    assert "Treaty action" in page
    few = html(shown("checks", {"degree": "unverified", "class": "TreatyAction"}))
    assert "by a secondary source" not in few.partition("<h2>The dates</h2>")[2]
    assert "No date fits" in html(shown("checks", {"degree": "<script>"}))


def test_data_and_limits_lead_to_the_dates_to_check(home):
    assert 'href="checks"' in html(shown("about"))


@pytest.mark.parametrize(
    ("asked", "kind", "key"),
    [
        ("Genocide Convention", "Instruments", "instrument/genocide-convention"),
        ("responsibility to protect", "Norms", "norm/r2p"),
        ("African Union", "Intergovernmental organizations", "organization/au"),
        ("Adama Dieng", "Persons", "person/dieng-adama"),
        ("Genocide Convention Article II", "Provisions", "provision/genocide-convention.art-2"),
    ],
)
def test_new_kinds_of_things_are_found_under_their_kind(home, asked, kind, key):
    page = html(shown("home", {"q": asked}))
    group = page.partition(f"<h3>{kind}</h3>")[2].partition("<h3>")[0]
    assert f'href="entity?id={key}"' in group


def test_home_asks_who_was_bound_on_the_eve_of_the_genocide_in_rwanda(home):
    page = html(shown("home"))
    assert 'href="entity?id=instrument/genocide-convention&amp;on=1994-04-06"' in page
    assert any(key == "norm/r2p" for _, key in QUESTIONS)


def test_the_votes_of_a_state_in_the_council_leave_out_those_in_the_assembly(home, opened):
    row = next(select(opened.store, "ballots_by_state", state="RWA").records())
    votes = entity("state/RWA").partition("Votes in the Security Council")[2]
    assert f"{row['inFavour']} in favour" in votes.partition("</p>")[0]


def test_the_first_to_consent_bear_no_day_that_nobody_knows(home):
    regions = entity("instrument/au-constitutive-act").partition("First and last by region")[2]
    first = regions.partition("<td")[2].partition("</tr>")[0]
    assert ">2001</time>" in first
    assert "1 January 2001" not in first
