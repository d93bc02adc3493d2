"""The explorer in a real browser: a student's way, and nothing leaves the machine."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

# The first page waits until the graph is read.
expect.set_options(timeout=30_000)
SEARCH = "Search for a state, a crisis, a norm, a treaty, a resolution or a draft"
_LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=1):
            return True
    except (URLError, OSError):
        return False


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not answers(address):
        assert process.poll() is None, "the explorer ended instead of serving"
        assert time.monotonic() < deadline, "the explorer did not answer in 60 seconds"
        time.sleep(0.1)


@contextmanager
def served(command: list[str], folder: Path, checkout: Path, home: Path) -> Iterator[str]:
    """Run the explorer in a process of its own and give its address."""
    port = free_port()
    known = {"NORMGRAPH_HOME": str(home), "PYTHONPATH": str(checkout / "src")}
    process = subprocess.Popen(
        [sys.executable, *(word.format(port=port) for word in command)],
        cwd=folder,
        env=os.environ | known,
    )
    try:
        place = f"http://127.0.0.1:{port}"
        wait_for(place, process)
        yield place
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def address(home, checkout, tmp_path_factory):
    """Serve the explorer as ``normgraph explore`` does, from another folder."""
    command = ["-m", "normgraph.launch", "--port", "{port}"]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with served(command, elsewhere, checkout, home) as place:
        yield place


@pytest.fixture(scope="module")
def browser(chromium):
    """Return a browser without a window."""
    # Chromium has no sandbox for the superuser, as whom containers run.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """Open a page that notes every request and every error; neither may go wrong."""
    page = browser.new_page()
    page.set_default_timeout(30_000)
    requests: list[str] = []
    errors: list[str] = []
    page.context.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert requests
    assert [url for url in requests if not url.startswith(_LOCAL)] == []
    assert errors == []


@pytest.fixture
def page(browser):
    """Return a page of which every request and every error is watched."""
    with watched(browser) as page:
        yield page


def ready(page: Page) -> None:
    page.locator(".ng hr").wait_for()


def test_a_student_finds_who_vetoed_a_draft_on_syria(address, page):
    page.goto(address)
    field = page.get_by_label(
        "Search for a state, a crisis, a norm, a treaty, a resolution or a draft"
    )
    field.fill("Syria")
    field.press("Enter")
    page.get_by_role("link", name="Syrian Arab Republic since 2011").click()
    # Named where it is voted on, and where somebody spoke to it: either leads there.
    page.get_by_role("link", name="S/2011/612", exact=True).first.click()
    expect(page.get_by_role("heading", name="S/2011/612")).to_be_visible()
    finding = page.locator(".finding")
    expect(finding).to_contain_text("9 in favour, 2 against, 4 abstained")
    expect(finding).to_contain_text("vetoed by China, Russian Federation")
    page.go_back()
    crisis = page.get_by_role("heading", name="Syrian Arab Republic since 2011", exact=True)
    expect(crisis).to_be_visible()
    page.go_back()
    expect(page.get_by_text("things found, the best of each kind first")).to_be_visible()
    assert page.url.endswith("?q=Syria")


def test_back_returns_to_the_search_before(address, page):
    page.goto(f"{address}/?q=Rwanda")
    expect(page.locator(".ng a", has_text="Rwanda").first).to_be_visible()
    field = page.get_by_label(
        "Search for a state, a crisis, a norm, a treaty, a resolution or a draft"
    )
    field.fill("Libya")
    field.press("Enter")
    expect(page.locator("ul.results a", has_text="Libya").first).to_be_visible()
    page.go_back()
    expect(field).to_have_value("Rwanda")
    expect(page.locator("ul.results a", has_text="Rwanda").first).to_be_visible()


def test_what_is_downloaded_is_what_is_seen(address, page):
    page.goto(f"{address}/vetoes?by=decade&member=china")
    ready(page)
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    with page.expect_download() as drawn:
        page.get_by_role("button", name="Download SVG").click()
    picture = ET.fromstring(drawn.value.path().read_text(encoding="utf-8"))  # noqa: S314
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "seat=china" in "".join(picture.itertext())
    with page.expect_download() as listed:
        page.get_by_role("button", name="Download CSV").click()
    content = listed.value.path().read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(content)) if row["every_vote"] != "0"]
    assert {row["seat"] for row in rows} == {"china"}
    assert page.locator(".ng table tbody tr").count() == len(rows)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "?q=genocide",
        "decisions",
        "vetoes",
        "norms",
        "analyses",
        "analyses?analysis=coalitions",
        "norms?show=texts",
        "norms?show=r2p",
        "norms?show=contested",
        "norms?show=law",
        "checks",
        "about",
        "entity?id=crisis/syria-2011",
        "entity?id=norm/r2p",
        "entity?id=instrument/genocide-convention&on=1994-04-06",
        "entity?id=instrument/act-code-of-conduct",
        "entity?id=organization/un",
        "entity?id=state/RWA",
        "entity?id=decision/A-RES-75-277",
        "entity?id=person/dieng-adama",
        "crises",
        "crises?show=map",
        "crises?show=justice",
        "crises?show=claims",
        "entity?id=crisis/rwanda-1994",
        "entity?id=case/icc-lubanga",
        "entity?id=mission/unamir",
        "entity?id=claim/death-tolls",
    ],
)
def test_no_page_is_wider_than_a_telephone(address, page, place):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{place}")
    ready(page)
    wider = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.stMain'))"
    assert page.evaluate(wider) <= 0


def test_a_student_finds_who_was_bound_on_the_eve_of_the_genocide_in_rwanda(address, page):
    page.goto(address)
    page.get_by_role(
        "link", name="Which states were bound by the Genocide Convention on 6 April 1994?"
    ).click()
    expect(page.locator("ul.roll").get_by_role("link", name="Rwanda")).to_be_visible()
    expect(page.get_by_text("6 April 1994 it bound").first).to_be_visible()
    with page.expect_download() as listed:
        page.get_by_role("button", name="Download these parties as CSV").click()
    content = listed.value.path().read_text(encoding="utf-8")
    parties = {row["party"] for row in csv.DictReader(io.StringIO(content))}
    assert len(parties) == page.locator("ul.roll li").count()
    assert "state/RWA" in parties


def test_a_student_goes_from_the_map_of_crises_to_the_vetoes_over_syria(address, page):
    page.goto(address)
    page.get_by_role("link", name="Crises", exact=True).first.click()
    expect(page.get_by_role("heading", name="Crises and responses")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    chart = page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first
    chart.wait_for()
    page.get_by_role("link", name="Syrian Arab Republic", exact=True).first.click()
    page.get_by_role("link", name="Syrian Arab Republic since 2011").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Syrian Arab Republic since 2011")
    chart.wait_for()
    bar = page.get_by_role("navigation", name="On this page")
    bar.get_by_role("link", name="Votes and vetoes").click()
    votes = page.get_by_role("heading", name="Decisions of the Security Council")
    expect(votes).to_be_in_viewport()
    expect(page.get_by_role("link", name="S/2014/348", exact=True).last).to_be_visible()
    assert page.url.endswith("entity?id=crisis/syria-2011#votes")
    assert page.locator("[data-testid=stException]").count() == 0


def test_the_figure_of_an_instrument_is_downloaded_as_it_is_seen(address, page):
    page.goto(f"{address}/entity?id=instrument/rome-statute")
    ready(page)
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    with page.expect_download() as drawn:
        page.get_by_role("button", name="Download SVG").click()
    picture = ET.fromstring(drawn.value.path().read_text(encoding="utf-8"))  # noqa: S314
    assert "instrument=rome-statute" in "".join(picture.itertext())


def test_an_author_replays_votes_and_leaves_with_figure_data_and_citation(address, page):
    page.goto(f"{address}/analyses")
    question = "Which texts would pass or fail under another rule of voting?"
    page.get_by_role("link", name=question).click()
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    needed = page.get_by_label("Vetoes", exact=True)
    needed.fill("3")
    needed.press("Enter")
    expect(page.locator(".ng", has_text="vetoes=3").first).to_be_visible()
    assert "vetoes=3" in page.url
    with page.expect_download() as drawn:
        page.get_by_role("button", name="Download SVG").click()
    assert "static replay" in drawn.value.path().read_text(encoding="utf-8")
    with page.expect_download() as written:
        page.get_by_role("button", name="Download JSON").click()
    whole = json.loads(written.value.path().read_text(encoding="utf-8"))
    assert whole["parameters"]["vetoes"] == 3
    assert whole["version"] in whole["citation"]
    with page.expect_download() as listed:
        page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.reader(io.StringIO(listed.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == len(whole["rows"]) + 1


def test_streamlit_run_serves_the_checkout_as_well(home, checkout, page):
    command = ["-m", "streamlit", "run", "app.py", "--server.port", "{port}"]
    with served(command, checkout, checkout, home) as place:
        page.goto(f"{place}/entity?id=decision/S-2011-612")
        expect(page.locator(".finding")).to_contain_text("vetoed by China, Russian Federation")


def test_a_link_can_be_opened_in_a_new_tab(address, page):
    page.goto(f"{address}/entity?id=decision/S-2011-612")
    ready(page)
    link = page.locator('.ng a[href="entity?id=crisis/syria-2011"]').first
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(
        "Syrian Arab Republic since 2011"
    )
