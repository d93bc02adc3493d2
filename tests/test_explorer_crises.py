"""Crises, responses, cases and claims on pages: as others say it, with sources, for each."""

import re

import pytest

from normgraph.analysis.claim_analyses import claims
from normgraph.explorer import address
from normgraph.query import select
from pages import entity, html, shown

pytestmark = pytest.mark.slow  # opens pages

#: Sections that every crisis has, if only to say that nothing was found.
ALWAYS = (
    "What happened",
    "How many, as each source says",
    "What it was called, and by whom",
    "Who answered",
    "Decisions of the Security Council",
    "Who was tried",
)
#: Sections whose tables tell what others say.
TOLD = (
    "When it began and ended, as sources have it",
    "What happened",
    "Who took part, and who was targeted",
    "How many, as each source says",
    "Year by year, for the whole state",
    "What it was called, and by whom",
    "Who answered",
    "Who was tried",
)
HOSTILE = [
    "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "-5",
    "0",
    "99999",
    "9" * 5000,
    "soon",
    "../../etc/passwd",
    "\u202e٣",
    "\x00",
]
NO_CASE = "No case before a court was found in a source that could be cited."


@pytest.fixture(scope="module")
def crises(opened):
    return [row["crisis"] for row in select(opened.store, "crisis_records").records()]


@pytest.fixture(scope="module")
def pages(home, crises):
    """Return the page of every crisis by its key."""
    keys = [address.short(crisis) for crisis in crises]
    return {key.partition("/")[2]: entity(key) for key in keys}


def part(page, title):
    """Return what stands on a page between a heading and the next of its level."""
    return page.partition(f"<h2>{title}</h2>")[2].partition("<h2>")[0]


def told(page):
    """Return the text of a page."""
    return re.sub(r"<[^>]+>", " ", page)


def cells(page, head):
    return [rest.partition("</td>")[0] for rest in page.split(f'data-head="{head}">')[1:]]


def row_of(page, key):
    """Return the first row of a table that leads to a thing."""
    before, _, after = page.partition(f'href="entity?id={key}"')
    assert after, key
    return before.rpartition("<tr>")[2] + after.partition("</tr>")[0]


# --- every crisis ---------------------------------------------------------------------------


def test_every_crisis_has_a_page_with_all_its_sections(pages):
    assert len(pages) > 150
    for key, page in pages.items():
        for title in (*ALWAYS, "Year by year, for the whole state"):
            assert f"<h2>{title}</h2>" in page, (key, title)
        for name in ("timeline", "happened", "numbers", "names", "answers", "votes", "trials"):
            assert f'id="{name}"' in page, (key, name)
            assert f'href="#{name}"' in page, (key, name)


@pytest.mark.parametrize(
    ("title", "none"),
    [
        ("What happened", "No event of this crisis has been entered yet."),
        ("How many, as each source says", "No estimate for this crisis as such was found"),
        ("What it was called, and by whom", "No determination was found"),
        ("Who answered", "No response other than votes of the Council was found"),
        ("Decisions of the Security Council", "No text that the Council voted on is mapped"),
        ("Who was tried", NO_CASE),
    ],
)
def test_a_section_has_rows_or_says_that_none_was_found(pages, title, none):
    for key, page in pages.items():
        section = part(page, title)
        assert ("<tbody><tr>" in section) is (none not in section), (key, title)


def test_no_row_of_a_crisis_is_without_a_source(pages):
    for key, page in pages.items():
        for title in TOLD:
            section = part(page, title)
            for source in cells(section, "Source"):
                assert 'class="ref"' in source, (key, title)
            rows = section.count("<tr><td")
            assert rows == len(cells(section, "Source")), (key, title)


def test_every_estimate_says_what_is_counted_and_according_to_whom(pages):
    for key, page in pages.items():
        section = part(page, "How many, as each source says")
        for head in ("What is counted", "How many", "According to"):
            assert all("<a " in cell for cell in cells(section, head)), (key, head)
        assert ("are never added" in section) is bool(cells(section, "How many")), key


def test_every_mark_of_a_source_leads_to_one_below(pages):
    for key, page in pages.items():
        marks = {int(number) for number in re.findall(r"\[(\d+)\]", told(page))}
        listed = page.partition('<ol class="sources">')[2].partition("</ol>")[0].count("<li>")
        assert marks == set(range(1, listed + 1)), key


def test_every_crisis_has_its_timeline_or_says_that_there_is_none(pages):
    for key, page in pages.items():
        drawn = "what was done about it when?" in page and "How to read it" in page
        assert drawn != ("<h2>Timeline</h2>" in page), key
        assert "everything on record</a>" in page, key


def test_a_timeline_that_has_nothing_to_show_says_whether_more_time_would_help(pages):
    empty = [page for page in pages.values() if "<h2>Timeline</h2>" in page]
    assert empty
    for page in empty:
        said = part(page, "Timeline")
        assert "Nothing dated is on record for this crisis" in said or "Widen it" in said


# --- what must stand on single pages --------------------------------------------------------


def test_rwanda_shows_each_number_with_its_definition(pages):
    page = pages["rwanda-1994"]
    numbers = told(part(page, "How many, as each source says"))
    assert "800,000" in numbers
    yearly = part(page, "Year by year, for the whole state")
    assert "772,463 [347,614 to 1,612,663]" in " ".join(told(yearly).split())
    assert "Deaths that the Uppsala Conflict Data Program could document" in yearly
    assert "far fewer than those who died in all" in yearly


def test_syria_shows_the_failed_referral_beside_the_responses_and_among_the_votes(pages):
    page = pages["syria-2011"]
    answers = part(page, "Who answered")
    assert "Attempt to refer the situation in Syria" in answers
    assert 'proposed in <a href="entity?id=decision/S-2014-348"' in answers
    row = row_of(part(page, "Decisions of the Security Council"), "decision/S-2014-348")
    assert "China" in row
    assert "Russian Federation" in row


def test_srebrenica_is_called_genocide_by_courts_and_other_places_are_not(pages):
    names = part(pages["bosnia-1992"], "What it was called, and by whom")
    assert "None of these is normgraph&#39;s own" in names
    capacity = dict(zip(cells(names, "Date"), cells(names, "In what capacity"), strict=True))
    assert "international court" in capacity.values()
    assert any("not established" in cell for cell in cells(names, "Says"))


def test_a_contested_name_has_rows_of_both_sides(pages):
    names = part(pages["ottoman-empire-1915"], "What it was called, and by whom")
    findings = told(names.partition('aria-label="Findings">')[2].partition("</nav>")[0])
    assert re.search(r"recognized \d+ ", findings)
    assert re.search(r"denied \d+ ", findings)


def test_what_it_was_called_is_filtered_by_finding(home):
    page = entity("crisis/ottoman-empire-1915", finding="denied")
    names = part(page, "What it was called, and by whom")
    assert {told(cell).strip() for cell in cells(names, "Says")} == {"denied"}


def test_the_timeline_spans_the_crisis_or_everything_on_record(home):
    narrow, wide = (
        shown("entity", {"id": "crisis/rwanda-1994", **span}) for span in ({}, {"span": "all"})
    )
    for app in (narrow, wide):
        assert len(app.get("vega_lite_chart")) == 1
        assert len(app.get("download_button")) == 3
    count = [int(re.search(r"n = (\d+) dated things", html(app))[1]) for app in (narrow, wide)]
    assert count[0] < count[1]


def test_unamir_shows_the_cut_of_april_1994_with_its_resolution(home):
    page = entity("mission/unamir")
    strengths = part(page, "How strong it was")
    row = row_of(strengths, "strength/unamir-1994-04-21-authorized-military")
    assert ">270</td>" in row
    assert 'href="entity?id=decision/S-RES-912-1994"' in row
    assert 'class="ref"' in row
    days = re.findall(r'data-head="Day"><a [^>]*><time datetime="([^"]+)"', strengths)
    assert days == sorted(days)


def test_what_was_only_proposed_says_so(home):
    page = html(shown("crises", {"show": "failed"}))
    key = re.search(r'href="entity\?id=([^"]+)">Attempt to refer the situation in Syria', page)
    assert "It was only proposed" in entity(key[1])


# --- cases ----------------------------------------------------------------------------------


def test_lubanga_is_convicted_for_good(home):
    page = entity("case/icc-lubanga")
    assert cells(page, "How it stands") == ["<strong>convicted, final</strong>"]
    steps = part(page, "Steps")
    assert "14 years" in row_of(steps, "document/ICC-01-04-01-06-2901") or "14 years" in steps


def test_who_is_not_convicted_for_good_is_presumed_innocent_on_every_page_of_a_case(opened):
    rows = list(select(opened.store, "charges").records())
    finals = {(row["case"], row["verdict"], row["final"]) for row in rows}
    assert finals
    for case in sorted({case for case, _, _ in finals}):
        page = entity(address.short(case))
        assert "Everyone is presumed innocent until convicted" in page, case
        standings = cells(page, "How it stands")
        assert standings, case
        for standing in standings:
            assert ", final" in standing or "presumed innocent" in standing, case
        verdicts = {(verdict, final) for key, verdict, final in finals if key == case}
        convicted = any("convicted, final" in standing for standing in standings)
        assert convicted is (("convicted", "true") in verdicts), case


def test_a_charged_person_is_presumed_innocent_on_the_own_page(home):
    standings = cells(entity("person/al-bashir-omar"), "How it stands")
    assert len(standings) == 3
    assert all("presumed innocent" in standing for standing in standings)


def test_accused_in_a_list_of_cases_stand_beside_how_they_stand(pages):
    for key, page in pages.items():
        section = part(page, "Who was tried")
        if NO_CASE in section:
            continue
        assert "Everyone is presumed innocent until convicted" in section, key
        for accused in cells(section, "Accused, or parties, and how they stand"):
            for verdict in re.findall(r": convicted(.{0,11})", told(accused)):
                assert verdict.startswith((", final", ", not final")), key


def test_a_case_of_states_names_applicant_and_respondent(home):
    page = entity("case/icj-gambia-v-myanmar")
    assert "Applicant: " in told(page)
    assert "Respondent: " in told(page)


# --- claims ---------------------------------------------------------------------------------


def test_every_claim_has_a_page_with_both_findings_and_its_query(opened):
    for claim in claims(opened):
        page = entity(f"claim/{claim.key}")
        assert page.count("<h2>By the record to ") in {1, 2}, claim.key
        assert page.count('<p class="finding">') >= 1, claim.key
        assert f"The query that assembles the evidence: {claim.evidence}" in page
        assert "SELECT" in page, claim.key
        assert 'class="ref"' in page.partition("<h2>")[0], claim.key


def test_a_claim_shows_what_speaks_against_or_limits_it_before_what_supports_it(home):
    page = entity("claim/syria-13-million")
    assert "<strong>supported</strong>" in page
    now = page.partition("By the record to 29 June 2026")[2]
    said = [told(cell).strip() for cell in cells(now, "Bears on it")]
    assert said[:2] == ["qualifies", "supports"]
    assert "10,984,119 people" in now


def test_rows_of_evidence_lead_to_their_source(opened):
    bare = [
        (claim.key, cell)
        for claim in claims(opened)
        for page in [entity(f"claim/{claim.key}")]
        for row in page.split("<tr><td")[1:]
        for cell in [row.partition("</tr>")[0]]
        if 'data-head="Bears on it"' in cell
        and 'class="ref"' not in cell
        and "entity?id=" not in cell
    ]
    # What says that nothing is on record, or what no record can say, rests on no document.
    assert {key for key, _ in bare} <= {"kosovo-humanitarian", "sovereignty-defenders"}
    assert all("No authorization" in row or "ballots alone" in row for _, row in bare)


# --- the page of crises ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("", "Being listed says nothing about who is responsible"),
        ("map", "Boundaries are those of Natural Earth"),
        ("responses", "Each kind belongs to pillars"),
        ("failed", "S/2014/348"),
        ("justice", "Everyone is presumed innocent"),
        ("claims", "31 claims; each leads to its evidence"),
    ],
)
def test_the_page_of_crises_has_its_sections_in_the_address(home, section, text):
    page = html(shown("crises", {"show": section}))
    assert text in page
    current = page.partition('aria-label="Sections">')[2].partition("</nav>")[0]
    assert current.count('aria-current="page"') == 1


def test_every_crisis_is_listed_with_what_is_on_record(home, crises):
    page = html(shown("crises"))
    assert f"{len(crises)} crises, by name" in page
    for crisis in crises:
        assert f'href="entity?id={address.short(crisis)}"' in page
    row = row_of(page, "crisis/rwanda-1994")
    assert ">none<" not in row
    assert ">0<" not in page


@pytest.mark.parametrize(
    ("shows", "year", "state", "number"),
    [
        ("deaths", "1994", "RWA", "772,463"),
        ("displaced", "2022", "SYR", "13,581,352"),
        ("crises", "1999", "XKX", "2"),
    ],
)
def test_a_map_is_chosen_in_the_address_and_has_its_numbers_as_a_table(
    home, shows, year, state, number
):
    app = shown("crises", {"show": "map", "map": shows, "year": year})
    page = html(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert f">{number}</td>" in row_of(page, f"state/{state}")


def test_a_year_of_the_map_chosen_in_the_field_gets_into_the_address(home):
    app = shown("crises", {"show": "map"})
    app.selectbox(key="choice-map").set_value("deaths").run()
    assert app.query_params["map"] == "deaths"
    assert "deaths in organized violence" in html(app)


def test_a_map_of_a_year_without_numbers_says_so(home):
    page = html(shown("crises", {"show": "map", "map": "deaths", "year": "1930"}))
    assert "No state has deaths on record in 1930" in page


@pytest.mark.parametrize("value", HOSTILE)
def test_absurd_choices_on_the_page_of_crises_do_no_harm(home, value):
    for choices in (
        {"show": value},
        {"show": "map", "map": value},
        {"show": "map", "map": "displaced", "year": value},
    ):
        page = html(shown("crises", choices))
        assert "<script>" not in page
        assert "<img" not in page
        assert "Crises and responses" in page


@pytest.mark.parametrize("value", HOSTILE)
def test_absurd_choices_on_the_page_of_a_crisis_do_no_harm(home, value):
    for name in ("finding", "names", "span", "page"):
        page = entity("crisis/rwanda-1994", **{name: value})
        assert "<script>" not in page
        assert "<img" not in page
        assert "<h1>Rwanda, 1994</h1>" in page
        assert cells(part(page, "What it was called, and by whom"), "Says"), name
