"""The editor of SPARQL in a real browser: what is typed arrives, whole and at once."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from editor_page import EXAMPLE, START
from normgraph.build import build
from small import Tables
from test_browser import browser, served, watched  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

HOSTILE = "Syria since 2011 <img src=x onerror=alert(1)>"
CRISIS = "https://w3id.org/normgraph/id/crisis/syria-2011"
ONTOLOGY = "https://w3id.org/normgraph/ontology#"

BIG = "x <\"'(" * 170_000  #: over a million characters
#: Of the smaller of two luminances in the larger; WCAG 2.2 wants 4.5 for text.
CONTRAST = """
element => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const painted = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = colour => colour
    .map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = [];
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host)
    behind.unshift(getComputedStyle(at).backgroundColor);
  const below = luminance(painted("white", ...behind));
  const above = luminance(painted("white", ...behind, getComputedStyle(element).color));
  return (Math.max(below, above) + 0.05) / (Math.min(below, above) + 0.05);
}
"""


@pytest.fixture(scope="module")
def small_home(tmp_path_factory):
    """Return the folder of a small graph, with a crisis whose name is no good."""
    tables = Tables(tmp_path_factory.mktemp("data"))
    tables.write(
        "crises/Crisis.csv",
        b"key,label@en,definition@en,from,source\n"
        + f'syria-2011,{HOSTILE},"<script>alert(2)</script> War.",2011-03,record\n'.encode(),
    )
    folder = tmp_path_factory.mktemp("small")
    build(data=tables.folder, home=folder)
    return folder


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """Return the file for which the page waits when it is told to."""
    path = tmp_path_factory.mktemp("go") / "go"
    os.environ["NORMGRAPH_TEST_GO"] = str(path)
    yield path
    del os.environ["NORMGRAPH_TEST_GO"]


@pytest.fixture(scope="module")
def address(small_home, checkout, go):
    command = [str(checkout / "tests" / "editor_server.py"), "{port}"]
    with served(command, checkout / "tests", checkout, small_home) as place:
        yield place


@pytest.fixture(scope="module")
def visit(address, browser):  # noqa: F811
    """Return a page with the editor, which the tests share."""
    with watched(browser) as page:
        page.goto(address)
        at_end(page)
        yield page


@pytest.fixture
def page(browser):  # noqa: F811
    """Return a page of a reader who comes for the first time."""
    with watched(browser) as page:
        yield page


@pytest.fixture
def content(visit):
    """Return the editor's own field, the first text in it and the cursor at its end."""
    field = visit.get_by_role("textbox", name="SPARQL query")
    field.click()
    visit.keyboard.press("Escape")
    visit.keyboard.press("Control+a")
    visit.keyboard.insert_text(START)
    return field


def at_end(page: Page):
    field = page.get_by_role("textbox", name="SPARQL query")
    field.click()
    page.keyboard.press("Control+End")
    return field


def told(page: Page, name: str):
    return page.locator(f'[data-told="{name}"]')


def choices(page: Page):
    return page.get_by_role("listbox").get_by_role("option")


def choose(page: Page) -> None:
    """Take the first choice, after as long as the editor thinks that reading it takes."""
    page.wait_for_timeout(90)
    page.keyboard.press("Enter")


def test_what_is_typed_arrives_after_a_pause(content, visit):
    visit.keyboard.type("LIMIT 5")
    expect(told(visit, "text")).to_contain_text("LIMIT 5")
    expect(told(visit, "answer")).not_to_contain_text("LIMIT 5")


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_a_key_runs_what_was_typed_the_moment_before(content, visit, key):
    runs = int(told(visit, "count").inner_text())
    visit.keyboard.type(f"# {key}")
    visit.keyboard.press(key)
    expect(told(visit, "answer")).to_contain_text(f"# {key}")
    expect(told(visit, "count")).to_have_text(str(runs + 1))
    # The key was for running alone.
    assert content.inner_text().endswith(f"# {key}")


def test_the_button_of_the_page_has_what_was_typed_the_moment_before(content, visit):
    visit.keyboard.type("LIMIT 8")
    visit.get_by_role("button", name="Run").click()
    expect(told(visit, "answer")).to_contain_text("LIMIT 8")


def test_a_button_that_is_pressed_by_a_program_has_it_too(content, visit):
    # As a screen reader or a voice does, without focus or pointer.
    visit.keyboard.type("LIMIT 9")
    visit.get_by_role("button", name="Run").evaluate("button => button.click()")
    expect(told(visit, "answer")).to_contain_text("LIMIT 9")


def test_typing_on_while_the_page_is_at_work_loses_nothing(content, visit, go):
    go.unlink(missing_ok=True)
    visit.keyboard.type("# WAIT")
    visit.keyboard.press("Control+Enter")
    expect(visit.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
    visit.keyboard.type(" and more")
    # A click elsewhere has Streamlit begin anew, in the midst of the work.
    visit.get_by_role("button", name="Example").focus()
    visit.keyboard.press("Shift")
    go.touch()
    expect(told(visit, "answer")).to_have_text(re.compile(r"# WAIT$"))
    expect(told(visit, "text")).to_contain_text("# WAIT and more")


def test_text_cursor_and_undo_outlive_what_the_page_does(address, page):
    page.goto(address)
    content = at_end(page)
    page.keyboard.type("LIMIT 1")
    expect(told(page, "text")).to_contain_text("LIMIT 1")
    page.keyboard.type("2")
    page.keyboard.press("Control+Enter")
    expect(told(page, "answer")).to_contain_text("LIMIT 12")
    page.keyboard.type("3")
    expect(told(page, "text")).to_contain_text("LIMIT 123")
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(told(page, "text")).not_to_contain_text("LIMIT")
    assert content.inner_text().strip() == START.strip()


def test_text_and_undo_are_there_again_after_a_visit_elsewhere(address, page):
    page.goto(address)
    content = at_end(page)
    page.keyboard.type("LIMIT 4")
    page.get_by_role("link", name="Elsewhere").click()
    expect(page.get_by_text("Nothing to edit here.")).to_be_visible()
    page.get_by_role("link", name="Write").click()
    expect(told(page, "text")).to_contain_text("LIMIT 4")
    expect(content).to_contain_text("LIMIT 4")
    content.focus()
    page.keyboard.press("Control+z")
    expect(told(page, "text")).not_to_contain_text("LIMIT 4")


def test_another_text_takes_the_place_of_the_reader_s_and_can_be_undone(address, page):
    page.goto(address)
    content = at_end(page)
    page.keyboard.type("LIMIT 6")
    page.get_by_role("button", name="Example").click()
    expect(told(page, "text")).to_have_text(EXAMPLE)
    expect(content).to_have_text(EXAMPLE)
    content.focus()
    page.keyboard.press("Control+z")
    expect(told(page, "text")).to_contain_text("LIMIT 6")


def test_a_class_is_offered_by_its_label_with_its_definition(content, visit):
    visit.keyboard.type("?x a treaty act")
    visit.keyboard.press("Backspace")
    expect(choices(visit).filter(has_text="TreatyAction")).to_have_count(0)
    visit.keyboard.press("Control+Backspace")
    visit.keyboard.press("Control+Backspace")
    visit.keyboard.type("treatyac")
    expect(choices(visit).first).to_contain_text("TreatyAction")
    card = visit.locator(".cm-completionInfo")
    expect(card).to_contain_text(f"{ONTOLOGY}TreatyAction")
    choose(visit)
    expect(content).to_contain_text("?x a ng:TreatyAction")


def test_a_property_is_offered_within_its_namespace(content, visit):
    visit.keyboard.type("?x ng:votedA")
    expect(choices(visit).first).to_contain_text("votedAgainst")
    choose(visit)
    visit.keyboard.type(" ?y")
    expect(content).to_contain_text("?x ng:votedAgainst ?y")


def test_a_prefix_is_declared_when_it_is_used(content, visit):
    visit.keyboard.type("?x skos:")
    line = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    expect(content).to_contain_text(line)
    assert content.inner_text().split("\n")[1] == line
    visit.keyboard.type("note")
    # It is a step of its own.
    visit.keyboard.press("Escape")
    visit.keyboard.press("Control+z")
    visit.keyboard.press("Control+z")
    expect(content).not_to_contain_text(line)
    expect(content).to_contain_text("?x skos:")


def test_nothing_is_declared_in_a_text_a_comment_or_an_iri(content, visit):
    visit.keyboard.type('# skos:\n"owl:" <rdf:> ?rdfs: ')
    visit.keyboard.press("Control+Enter")
    expect(told(visit, "answer")).to_contain_text("?rdfs:")
    assert content.inner_text().count("PREFIX") == 1


def test_a_declaration_is_completed(content, visit):
    visit.keyboard.press("Control+Home")
    visit.keyboard.type("\n")
    visit.keyboard.press("ArrowUp")
    visit.keyboard.type("PREFIX rdf")
    expect(choices(visit).first).to_contain_text("rdf:")
    choose(visit)
    visit.keyboard.type("\nPREFIX owl:")
    expect(content).to_contain_text("PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>")
    expect(content).to_contain_text("PREFIX owl: <http://www.w3.org/2002/07/owl#>")


def test_variables_keywords_and_functions_are_offered(content, visit):
    visit.keyboard.type("?dec")
    expect(choices(visit)).to_have_text(["?decision"])
    choose(visit)
    visit.keyboard.type(" opti")
    expect(choices(visit).first).to_contain_text("OPTIONAL")
    choose(visit)
    visit.keyboard.type(" { FILTER(strst")
    expect(choices(visit).first).to_contain_text("STRSTARTS")
    choose(visit)
    expect(content).to_contain_text("?decision OPTIONAL { FILTER(STRSTARTS(")


def test_enter_after_a_whole_keyword_begins_a_line(content, visit):
    visit.keyboard.type("order by")
    visit.keyboard.type(" optional")
    expect(choices(visit).first).to_contain_text("OPTIONAL")
    visit.keyboard.press("Enter")
    visit.keyboard.type("next")
    assert content.inner_text().split("\n")[-2:] == ["order by optional", "next"]


def test_a_thing_is_offered_by_its_label_and_its_label_is_only_text(content, visit):
    visit.keyboard.type('?x ng:concerns "syria since')
    expect(choices(visit)).to_have_count(1)
    expect(choices(visit)).to_contain_text(HOSTILE)
    expect(visit.locator(".cm-completionInfo")).to_contain_text(
        "<script>alert(2)</script> War."
    )
    choose(visit)
    visit.keyboard.type(" .")
    expect(content).to_contain_text(f"?x ng:concerns <{CRISIS}> . # {HOSTILE}")
    assert visit.locator(".cm-editor img").count() == 0


def test_a_thing_is_offered_for_a_word_when_asked_for(content, visit):
    visit.keyboard.type("?x ng:votedFor syri")
    visit.keyboard.press("Control+Space")
    choice = choices(visit).filter(has_text="state")
    expect(choice).to_contain_text("Syria")
    choice.click()
    expect(content).to_contain_text("<https://w3id.org/normgraph/id/state/SYR> # Syria")


def test_a_thing_is_offered_in_its_namespace(content, visit):
    visit.keyboard.type("?x ng:concerns crisis:syria")
    expect(choices(visit)).to_contain_text([HOSTILE])
    choose(visit)
    expect(content).to_contain_text("?x ng:concerns crisis:syria-2011")
    expect(content).to_contain_text("PREFIX crisis: <https://w3id.org/normgraph/id/crisis/>")


def test_no_thing_is_offered_in_an_expression_until_asked_for(content, visit):
    visit.keyboard.type('FILTER(CONTAINS(?label, "syria')
    visit.keyboard.press("Control+Enter")
    expect(told(visit, "answer")).to_contain_text("syria")
    expect(choices(visit)).to_have_count(0)
    visit.keyboard.press("Control+Space")
    expect(choices(visit).first).to_be_visible()


def test_things_are_offered_without_the_route_too(small_home, checkout, page):
    place = str(checkout / "tests" / "editor_page.py")
    command = ["-m", "streamlit", "run", place, "--server.port", "{port}"]
    with served(command, checkout, checkout, small_home) as alone:
        page.goto(alone)
        content = at_end(page)
        page.keyboard.type('?x ng:concerns "syria si')
        expect(choices(page)).to_have_count(1)
        choose(page)
        expect(content).to_contain_text(f"<{CRISIS}> # {HOSTILE}")


def test_tab_leaves_the_editor_and_changes_nothing(content, visit):
    visit.keyboard.press("Tab")
    expect(visit.get_by_role("button", name="Run")).to_be_focused()
    visit.keyboard.press("Shift+Tab")
    expect(content).to_be_focused()
    assert content.inner_text().strip() == START.strip()


def test_letters_do_not_reach_the_keys_of_streamlit(content, visit):
    visit.keyboard.type("# rcarcr")
    visit.keyboard.press("Control+Enter")
    expect(told(visit, "answer")).to_contain_text("# rcarcr")
    expect(visit.get_by_role("dialog")).to_have_count(0)


def test_a_mistake_is_marked_and_told_until_it_is_changed(content, visit):
    visit.keyboard.type("  # \N{GRINNING FACE} wrong")
    mark = visit.locator(".cm-mistake")
    expect(mark).to_have_text("wrong")
    expect(content).to_have_attribute("aria-invalid", "true")
    message = "Line 8, column 7: This <b>word</b> is wrong."
    expect(visit.get_by_role("status").filter(has_text=message)).to_be_visible()
    visit.keyboard.press("Backspace")
    expect(mark).to_have_count(0)
    expect(content).to_have_attribute("aria-invalid", "false")
    visit.keyboard.type("g")
    expect(mark).to_have_text("wrong")


def test_a_query_to_read_cannot_be_changed(content, visit):
    runs = int(told(visit, "count").inner_text())
    field = visit.get_by_role("textbox", name="Query to read")
    expect(field).to_have_attribute("aria-readonly", "true")
    field.click()
    visit.keyboard.type("x")
    visit.keyboard.press("Control+Enter")
    expect(field).to_have_text("SELECT * WHERE { ?s ?p ?o }")
    content.focus()
    visit.keyboard.type("# the only run")
    visit.keyboard.press("Control+Enter")
    expect(told(visit, "answer")).to_contain_text("# the only run")
    expect(told(visit, "count")).to_have_text(str(runs + 1))


def test_what_is_searched_is_found(content, visit):
    visit.keyboard.press("Control+f")
    field = visit.locator(".cm-search [name=search]")
    field.press_sequentially("symbol")
    expect(visit.locator(".cm-searchMatch")).to_have_text("symbol")
    visit.keyboard.press("Escape")
    expect(content).to_be_focused()


def test_signs_that_turn_text_around_are_shown(content, visit):
    visit.keyboard.insert_text("# a\N{RIGHT-TO-LEFT OVERRIDE}b\N{LEFT-TO-RIGHT EMBEDDING}c")
    visit.keyboard.press("Control+Enter")
    expect(visit.locator(".cm-specialChar")).to_have_count(2)
    expect(told(visit, "answer")).to_contain_text("a\N{RIGHT-TO-LEFT OVERRIDE}b")


def test_a_text_of_a_million_signs_arrives_whole(content, visit):
    visit.keyboard.insert_text("# " + BIG)
    visit.keyboard.press("Control+Enter")
    expect(told(visit, "size")).to_have_text(str(len(START) + 2 + len(BIG)))
    visit.keyboard.press("Enter")
    visit.keyboard.type("?dec")
    expect(choices(visit).first).to_have_text("?decision")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_in_either_theme(address, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    at_end(page)
    page.keyboard.type('wrong 12 true "text"@en <http://a/b> skos:note ?v a COUNT ng:v')
    page.locator(".cm-mistake").wait_for()
    expect(choices(page).first).to_be_visible()
    parts = page.locator(
        ".cm-line, .cm-line span, .cm-gutterElement, .told, [role=option], "
        ".cm-completionDetail, .cm-completionInfo *"
    )
    seen = parts.evaluate_all(
        f"parts => parts.map(part => [part.innerText, ({CONTRAST})(part)])"
    )
    assert len(seen) > 40
    assert [pair for pair in seen if pair[0].strip() and pair[1] < 4.5] == []


def test_the_editor_fits_a_telephone(address, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    at_end(page)
    page.keyboard.type("?x ng:vot")
    expect(choices(page).first).to_be_visible()
    wider = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.stMain'))"
    assert page.evaluate(wider) <= 0
    for part in (page.get_by_role("listbox"), page.locator(".cm-completionInfo")):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
