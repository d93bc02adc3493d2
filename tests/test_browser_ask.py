"""The Ask page in a real browser: a student finds who vetoed what on Syria."""

import pytest
from playwright.sync_api import Page, expect

from test_browser import address, browser, page  # noqa: F401 # fixtures

pytestmark = pytest.mark.browser


def test_a_student_finds_the_vetoed_drafts_on_syria(address: str, page: Page) -> None:  # noqa: F811
    page.goto(f"{address}/ask")
    page.get_by_label("Search the questions").fill("vetoed Syria")
    page.get_by_label("Search the questions").press("Enter")
    # The first search reads every name of the graph.
    expect(page.get_by_text("those that fit best first")).to_be_visible(timeout=120_000)
    page.get_by_role("link", name="Which drafts on Syrian Arab Republic since 2011").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("who abstained?")
    row = page.get_by_role("row").filter(has_text="S/2011/612")
    expect(row).to_contain_text("China, Russian Federation")
    expect(row).to_contain_text("Brazil, India, Lebanon, South Africa")
    expect(page).to_have_url(
        f"{address}/ask?question=vetoed_drafts_on_crisis&crisis=syria-2011"
    )
    expect(page.get_by_text("GROUP_CONCAT").first).to_be_visible()
    row.get_by_role("link", name="S/2011/612").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("S/2011/612")


def test_a_form_is_filled_by_typing(address: str, page: Page) -> None:  # noqa: F811
    page.goto(f"{address}/ask?question=texts_opposed_on_crisis&crisis=syria-2011")
    expect(page.get_by_text("Choose a state to get the answer.")).to_be_visible()
    field = page.get_by_role("combobox", name="State")
    field.fill("Chin")
    page.get_by_role("option", name="China", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("did China vote against?")
    expect(page).to_have_url(
        f"{address}/ask?question=texts_opposed_on_crisis&crisis=syria-2011&state=CHN"
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == "normgraph-texts_opposed_on_crisis.csv"


def test_the_page_fits_a_telephone(address: str, page: Page) -> None:  # noqa: F811
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/ask?question=vetoed_drafts_on_crisis&crisis=syria-2011")
    expect(page.get_by_text("S/2011/612").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
