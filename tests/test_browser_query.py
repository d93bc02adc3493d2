"""The workbench in a real browser: asking, sharing, going back, and taking answers away."""

import csv
import io
import json
import os
import re
import time
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pyoxigraph import RdfFormat, parse

from test_browser import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:")
# The first answer waits until the workers have read the graph.
expect.set_options(timeout=60_000)
HOSTILE = 'SELECT ?v { VALUES ?v { "<img src=x onerror=alert(1)>" "=1+1" } }'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def place(home, checkout, tmp_path_factory):
    """Serve the explorer with the endpoint beside it, as ``normgraph explore`` does."""
    command = ["-m", "normgraph.launch", "--port", "{port}"]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with served(command, elsewhere, checkout, home) as address:
        yield address


@pytest.fixture(scope="module")
def chrome(chromium):
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def tab(chrome):
    """Return a tab that notes requests, errors and dialogs; none may go wrong."""
    tab = chrome.new_context().new_page()
    tab.set_default_timeout(60_000)
    requests: list[str] = []
    wrong: list[str] = []
    tab.context.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    yield tab
    tab.context.close()
    assert [url for url in requests if not url.startswith(_LOCAL)] == []
    assert wrong == []


def answered(tab: Page) -> None:
    tab.locator(".ng h2", has_text=re.compile("^(The answer|No answer)$")).wait_for()
    tab.locator(".ng hr").wait_for()
    # A choice made while the page is still being written may be taken back by the address.
    tab.locator(".cm-content").wait_for()
    tab.locator("[data-test-script-state=notRunning]").wait_for()


def write(tab: Page, text: str) -> None:
    tab.locator(".cm-content").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(text)


def downloaded(tab: Page, label: str) -> str:
    with tab.expect_download() as download:
        tab.get_by_role("button", name=label, exact=True).click()
    return download.value.path().read_bytes().decode("utf-8")


def choose(tab: Page, label: str, option: str) -> None:
    field = tab.get_by_role("combobox", name=re.compile(f"{label}$"))
    found = tab.get_by_role("option")
    deadline = time.monotonic() + 60
    # The list closes whenever the page is written anew, as when the editor has come up.
    while found.count() != 1:
        assert time.monotonic() < deadline, f"{option!r} was never the only option"
        field.fill("")
        field.fill(option)
        tab.wait_for_timeout(200)
    field.press("Enter")


def test_a_student_finds_the_vetoed_drafts_on_syria_from_the_first_page(place, tab):
    tab.goto(place)
    tab.get_by_role("link", name="Query", exact=True).click()
    answered(tab)
    row = tab.locator(".answer tr", has_text="S/2011/612").first
    expect(row).to_contain_text("China, Russian Federation")
    expect(row).to_contain_text("Brazil, India, Lebanon, South Africa")


def test_a_query_is_run_by_key_and_by_button_and_back_returns_to_the_one_before(place, tab):
    tab.goto(f"{place}/query?q={quote('ASK {}')}")
    answered(tab)
    expect(tab.get_by_text("Yes.")).to_be_visible()
    write(tab, COUNT)
    tab.keyboard.press("Control+Enter")
    expect(tab.locator(".answer td")).to_have_text(re.compile("[0-9,]{6,}"))
    expect(tab).to_have_url(re.compile("COUNT"))
    write(tab, "ASK { FILTER(false) }")
    expect(tab.get_by_text("was changed since")).to_be_visible()
    tab.get_by_role("button", name="Run", exact=True).click()
    expect(tab.get_by_text("No.", exact=True)).to_be_visible()
    tab.go_back()
    expect(tab.locator(".answer td")).to_have_text(re.compile("[0-9,]{6,}"))
    expect(tab.locator(".cm-content")).to_contain_text("COUNT")


def test_a_shared_address_shows_query_view_and_picture(place, tab):
    tab.goto(f"{place}/query?query=vetoed_drafts_by_year")
    answered(tab)
    choose(tab, "Show as", "chart")
    expect(tab.locator(".vega-embed canvas, .vega-embed svg").first).to_be_visible()
    assert "view=chart" in tab.url
    other = tab.context.new_page()
    other.goto(tab.url)
    expect(other.locator(".vega-embed canvas, .vega-embed svg").first).to_be_visible()
    expect(other.locator(".cm-content")).to_contain_text("GROUP BY")


def test_the_library_is_searched_and_a_click_loads_a_query(place, tab):
    tab.goto(f"{place}/query?q={quote('ASK {}')}")
    answered(tab)
    field = tab.get_by_label("Words")
    field.fill("ratification curve")
    field.press("Enter")
    expect(tab.get_by_text(re.compile("^[0-9] of [0-9]+ queries"))).to_be_visible()
    tab.get_by_role("link", name=re.compile("number of parties to .* grow")).click()
    expect(tab.locator(".cm-content")).to_contain_text("SELECT")
    answered(tab)
    expect(tab.locator(".answer tr").nth(1)).to_be_visible()


def test_a_mistake_is_marked_in_its_line_with_a_hint(place, tab):
    tab.goto(f"{place}/query?q={quote('SELECT * {')}")
    answered(tab)
    expect(tab.locator("pre.wrong")).to_contain_text("line 1, column 11")
    expect(tab.get_by_text("is never closed")).to_be_visible()


def test_rows_are_taken_away_in_every_format(place, tab):
    tab.goto(f"{place}/query?q={quote(HOSTILE)}")
    answered(tab)
    values = ["<img src=x onerror=alert(1)>", "=1+1"]
    rows = json.loads(downloaded(tab, "JSON"))["results"]["bindings"]
    assert [row["v"]["value"] for row in rows] == values
    assert [row[0] for row in csv.reader(io.StringIO(downloaded(tab, "CSV, as it is")))][
        1:
    ] == values
    safe = list(csv.reader(io.StringIO(downloaded(tab, "CSV for spreadsheets"))))
    assert safe[2] == ["'=1+1"]
    assert downloaded(tab, "TSV").startswith("?v\n")
    assert values[1] in "".join(ET.fromstring(downloaded(tab, "XML")).itertext())  # noqa: S314
    assert downloaded(tab, "Query") == HOSTILE


def test_statements_are_taken_away_in_every_format(place, tab):
    query = "# view: graph\nDESCRIBE <https://w3id.org/normgraph/id/state/SYR>"
    tab.goto(f"{place}/query?q={quote(query)}")
    answered(tab)
    expect(tab.locator(".vega-embed canvas, .vega-embed svg").first).to_be_visible()
    known = {
        "Turtle": RdfFormat.TURTLE,
        "N-Triples": RdfFormat.N_TRIPLES,
        "JSON-LD": RdfFormat.JSON_LD,
    }
    found = {
        label: {str(quad.triple) for quad in parse(downloaded(tab, label), format=form)}
        for label, form in known.items()
    }
    assert found["Turtle"] == found["N-Triples"] == found["JSON-LD"] != set()
    picture = ET.fromstring(downloaded(tab, "Download SVG"))  # noqa: S314
    assert "How to read it" in "".join(picture.itertext())
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download PNG", exact=True).click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_explanation_and_the_code_open_under_the_answer(place, tab):
    tab.goto(f"{place}/query?query=ballots")
    answered(tab)
    tab.get_by_text("What this query does, term by term").click()
    expect(tab.get_by_text("Keep only ?name that is in English.")).to_be_visible()
    tab.get_by_text("Ask it from a program").click()
    expect(tab.get_by_text(f"{place}/sparql").first).to_be_visible()


def test_on_a_telephone_nothing_lies_beside_the_page(place, tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{place}/query?query=missions_on&view=timeline")
    answered(tab)
    expect(tab.locator(".cm-content")).to_be_visible()
    expect(tab.locator(".vega-embed canvas, .vega-embed svg").first).to_be_visible()
    main = tab.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 1
