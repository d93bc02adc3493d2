"""A page with an editor, as Streamlit runs it for the tests of the editor in a browser.

What the page knows is written where a test can read it. Where a query asks to WAIT, the page
is at work until the file that NORMGRAPH_TEST_GO names exists.
"""

import os
import time
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from normgraph.explorer.editor import Mistake, editor, shown

START = """\
PREFIX ng: <https://w3id.org/normgraph/ontology#>
# Drafts that failed
SELECT ?decision (COUNT(*) AS ?n)
WHERE {
  ?decision a ng:Decision ;
            ng:symbol "S/2011/612" .
}
"""
EXAMPLE = "ASK { ?s ?p ?o }"
PATIENCE = 30


def mistake(text: str) -> Mistake | None:
    """Tell where the word "wrong" stands."""
    place = text.find("wrong")
    if place < 0:
        return None
    line = text.count("\n", 0, place) + 1
    return Mistake(line, place - text.rfind("\n", 0, place), "This <b>word</b> is wrong.")


def work(text: str) -> str:
    """Answer, after a while if the text asks for that."""
    deadline = time.monotonic() + PATIENCE
    while "WAIT" in text and not Path(os.environ["NORMGRAPH_TEST_GO"]).exists():
        assert time.monotonic() < deadline, "nobody said go"
        time.sleep(0.01)
    return text


def tell(name: str, told: str) -> None:
    """Write what the page knows."""
    written = Markup('<pre data-told="{}" style="white-space: pre-wrap">{}</pre>')
    st.html(written.format(name, told))


def query() -> None:
    """Show the editor, and below it what it gave."""
    if st.button("Example"):
        st.session_state["start"] = EXAMPLE
    edited = editor(
        st.session_state.get("start", START), key="query", error=mistake, height=260
    )
    pressed = st.button("Run")
    if edited.run or pressed:
        answer = work(edited.asked)
        st.session_state["answers"] = [*st.session_state.get("answers", []), answer]
        edited.done()
    answers = st.session_state.get("answers", [])
    tell("text", edited.text)
    tell("size", str(len(edited.text)))
    tell("answer", answers[-1] if answers else "")
    tell("count", str(len(answers)))
    shown("SELECT * WHERE { ?s ?p ?o }", key="read", label="Query to read")


def other() -> None:
    """Show a page without an editor."""
    st.write("Nothing to edit here.")


st.set_page_config(page_title="Editor", layout="wide")
st.navigation(
    [
        st.Page(query, title="Write", url_path="write", default=True),
        st.Page(other, title="Elsewhere", url_path="elsewhere"),
    ]
).run()
