"""The editor as Python sees it: what a browser says comes back, once and for this text."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from normgraph.explorer import editor as module
from normgraph.explorer.suggestions import suggestions
from normgraph.store import Opened

#: Asks every query, or reads every name.
pytestmark = pytest.mark.slow

PAGE = """
import streamlit as st
from normgraph.explorer.editor import Mistake, editor

def check(text):
    return Mistake(1, 1, "No.") if "wrong" in text else None

edited = editor(
    st.session_state.get("given", "ASK {}"),
    key="query",
    error=check,
    revision=st.session_state.get("revision", 0),
)
st.session_state["edited"] = edited
if st.session_state.get("answering"):
    edited.done()
"""


@pytest.fixture
def app(home):
    return AppTest.from_string(PAGE, default_timeout=60).run()


def edited(app):
    assert not app.exception, [error.value for error in app.exception]
    return app.session_state["edited"]


def sent(app):
    """Return what the page sends to the browser."""
    (component,) = app.get("bidi_component")
    return component.proto


def source(app):
    return app.session_state["query: state"]["source"]


def says(app, text, *, edit=1, run=None, of=None):
    """Let the browser say what the reader has done."""
    state = {"text": text, "edit": edit, "source": of or source(app), "run": run}
    app.session_state["query"] = {"edited": state}
    app.run()
    return edited(app)


def test_it_begins_with_the_text_of_the_page(app):
    assert edited(app).text == edited(app).asked == "ASK {}"
    assert not edited(app).run


def test_what_is_typed_comes_back(app):
    assert says(app, "ASK { ?s ?p 1 }").text == "ASK { ?s ?p 1 }"
    assert not edited(app).run


def test_a_run_is_asked_for_until_it_is_done(app):
    run = {"id": "1", "text": "ASK {} # 1"}
    assert says(app, "ASK {} # 1", run=run).run
    # Typed on meanwhile: the run is still for the text of before.
    later = says(app, "ASK {} # 12", edit=2, run=run)
    assert later.run
    assert (later.text, later.asked) == ("ASK {} # 12", "ASK {} # 1")
    app.session_state["answering"] = True
    app.run()
    app.session_state["answering"] = False
    app.run()
    assert not edited(app).run
    assert edited(app).asked == "ASK {} # 12"
    assert says(app, "ASK {} # 12", edit=2, run={"id": "2", "text": "ASK {} # 12"}).run


def test_another_text_of_the_page_takes_its_place(app):
    run = {"id": "1", "text": "mine"}
    says(app, "mine", run=run)
    old = source(app)
    app.session_state["given"] = "ASK { 1 }"
    # The browser does not know it yet, and speaks of the one before.
    assert says(app, "mine, still", run=run, of=old).text == "ASK { 1 }"
    assert not edited(app).run
    assert says(app, "ASK { 2 }").text == "ASK { 2 }"


def test_the_same_text_can_be_put_in_again(app):
    says(app, "mine")
    old = source(app)
    app.session_state["revision"] = 1
    assert says(app, "mine", of=old).text == "ASK {}"


def test_a_text_is_kept_while_the_reader_is_elsewhere(app):
    says(app, "mine", edit=5)
    # Streamlit forgets the state of what is not on the page.
    del app.session_state["query"]
    app.run()
    assert edited(app).text == "mine"
    assert '"text": "mine"' in sent(app).json


def test_what_is_typed_is_not_sent_back(app):
    before = sent(app).json
    says(app, "mine")
    assert sent(app).json == before


def test_a_mistake_is_told_of_the_text_in_which_it_is(app):
    assert '"error": null' in sent(app).json
    says(app, "wrong", edit=3)
    assert '"message": "No."' in sent(app).json
    assert '"edit": 3' in sent(app).json


@pytest.mark.parametrize("said", [None, {}, {"edited": None}])
def test_a_browser_that_says_nothing_changes_nothing(app, said):
    app.session_state["query"] = said
    app.run()
    assert edited(app).text == "ASK {}"


def test_the_script_is_fetched_where_normgraph_is_installed_and_sent_elsewhere(app):
    given = sent(app)
    assert bool(given.js_source_path) != bool(given.js_content)


def test_the_manifest_names_the_folder_of_the_script():
    package = Path(module.__file__).parent.parent
    manifest = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))
    (component,) = manifest["tool"]["streamlit"]["component"]["components"]
    assert (package / component["asset_dir"] / "editor.js").is_file()
    assert manifest["project"]["name"] == "normgraph"


def test_the_script_asks_nobody_else():
    package = Path(module.__file__).parent
    script = (package / "assets" / "editor.js").read_text("utf-8")
    hosts = {part.split("/")[0] for part in script.split("://")[1:]}
    # The namespace of SVG, and that of things.
    assert {host.split('"')[0].split("`")[0] for host in hosts} <= {"www.w3.org", "w3id.org"}
    assert "eval(" not in script


def test_every_licence_is_told_in_full():
    package = Path(module.__file__).parent
    notice = (package / "assets" / "editor.licences.txt").read_text("utf-8")
    for name in ("@codemirror/view", "@lezer/lr", "codemirror-lang-sparql", "style-mod"):
        assert f"\n{name} " in notice
    assert notice.count("Permission is hereby granted") == notice.count("(MIT)")


def test_what_is_suggested_is_in_the_graph(opened: Opened):
    told = suggestions(opened)
    terms = {term["iri"]: term for term in told["terms"]}
    decision = terms["https://w3id.org/normgraph/ontology#Decision"]
    assert (decision["kind"], decision["label"]) == ("class", "decision")
    assert decision["definition"]
    kinds = {thing["kind"] for thing in told["things"]}
    assert kinds == {"state", "crisis", "norm", "organization"}
    assert "https://w3id.org/normgraph/id/crisis/syria-2011" in {
        thing["iri"] for thing in told["things"]
    }
    names = [prefix["name"] for prefix in told["prefixes"]]
    assert len(names) == len(set(names))
