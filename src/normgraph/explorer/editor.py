"""The editor of SPARQL: what a reader types, given back to the page."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer
from streamlit.errors import StreamlitAPIException

from normgraph.explorer.loaded import graph
from normgraph.explorer.suggestions import suggestions

_ASSETS = Path(__file__).with_name("assets")
_NAME, _SCRIPT = "normgraph.editor", "editor.js"
#: What the session keeps of an editor, by its key, beside the state of the component, which
#: Streamlit forgets when the reader goes to another page.
_STATE, _OPENING, _DONE = ("{}: state", "{}: opening", "{}: done")


class Mistake(NamedTuple):
    """What is wrong with a text, and where."""

    line: int  #: from 1; 0 if the mistake has no place
    column: int  #: from 1, in characters
    message: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What a reader has made of a text.

    A reader who asks to run it (Ctrl+Enter) may go on typing, which makes Streamlit run the
    page anew and abandon what it was at. So ``run`` stays true, and ``asked`` the text of
    that moment, until the page says with `done` that it has kept the answer.
    """

    text: str  #: as it is now
    run: bool  #: whether a run is asked for and not done
    asked: str  #: the text to run; that of now if no run is asked for
    key: str  #: of the editor
    number: str  #: of the run that was last asked for; empty if none was

    def done(self) -> None:
        """Say that the run is answered; call it once the answer is kept."""
        st.session_state[_DONE.format(self.key)] = self.number


def editor(
    text: str,
    *,
    key: str,
    error: Mistake | Callable[[str], Mistake | None] | None = None,
    height: int = 320,
    label: str = "SPARQL query",
    revision: int = 0,
) -> Edited:
    """Show an editor and return what it holds.

    The page's own button for running needs nothing further: by the time it is clicked, the
    text has arrived. Not for use in ``st.form``::

        edited = editor(start, key="query", error=check)
        if edited.run or st.button("Run"):
            st.session_state["answer"] = ask(edited.asked)
            edited.done()

    Parameters
    ----------
    text
        What to begin with. If the page later passes another text (an example was chosen),
        it takes the place of the reader's, who can undo that.
    key
        Names this editor among all of the explorer. What it holds is kept under this name,
        also while the reader is on another page.
    error
        What to mark as wrong, or a function that is given the text as it is now and finds
        it. The mark goes as soon as the reader changes the text.
    height
        In pixels; a reader can pull it larger.
    label
        What a screen reader calls it.
    revision
        Raise it to put the same ``text`` in again after the reader has changed it.
    """
    source = f"{revision}-{hashlib.sha256(text.encode()).hexdigest()}"
    state = _state(key, source, text)
    found = error(state["text"]) if callable(error) else error
    wrong = {**found._asdict(), "edit": state["edit"], "source": source} if found else None
    data = {
        "text": _opening(key, state),
        "source": source,
        "label": label,
        "height": height,
        "readOnly": False,
        "error": wrong,
    }
    _show(key, data | dict(suggestions(graph().opened)))
    return _edited(key, state)


def shown(text: str, *, key: str, label: str = "SPARQL query") -> None:
    """Show a query as the editor does, to be read and copied, not changed.

    Parameters
    ----------
    text
        The query.
    key
        Names this view among all of the explorer.
    label
        What a screen reader calls it.
    """
    data = {"text": text, "source": text, "label": label, "height": 0, "readOnly": True}
    _show(key, data | {"error": None, "lookup": "", "prefixes": [], "terms": [], "things": []})


def _state(key: str, source: str, text: str) -> Mapping[str, Any]:
    """Return what the browser last said of this text; if nothing, the text as it is given."""
    component: Mapping[str, Any] = st.session_state.get(key) or {}
    name = _STATE.format(key)
    state = component.get("edited") or st.session_state.get(name)
    if state is None or state["source"] != source:
        state = {"text": text, "edit": 0, "source": source, "run": None}
    st.session_state[name] = state
    return dict(state)


def _opening(key: str, state: Mapping[str, Any]) -> str:
    """Return the text with which the browser begins.

    It stays the same for as long as the editor is in the page: what Streamlit sends again
    is what has changed, and the browser knows best what the reader typed.
    """
    name = _OPENING.format(key)
    source, opening = st.session_state.get(name, ("", ""))
    if key not in st.session_state or source != state["source"]:
        opening = state["text"]
        st.session_state[name] = (state["source"], opening)
    return str(opening)


def _edited(key: str, state: Mapping[str, Any]) -> Edited:
    asked = state["run"] or {"id": "", "text": ""}
    run = asked["id"] != st.session_state.get(_DONE.format(key), "") and bool(asked["id"])
    text = state["text"]
    return Edited(text, run, asked["text"] if run else text, key, asked["id"])


def _show(key: str, data: Mapping[str, Any]) -> None:
    _component()(key=key, data={"key": key, **data}, on_edited_change=_nothing)


@cache
def _component() -> ComponentRenderer:
    """Return what puts an editor into a page.

    Where normgraph is installed, Streamlit knows the folder of assets from the manifest
    ``normgraph/pyproject.toml``, and a browser fetches the script once and keeps it. Where
    it is only on the path, the script travels with each editor that is sent to a page.
    """
    try:
        return st.components.v2.component(_NAME, js=_SCRIPT)
    except StreamlitAPIException:
        return st.components.v2.component(_NAME, js=(_ASSETS / _SCRIPT).read_text("utf-8"))


def _nothing() -> None:
    """Stand where Streamlit wants to be told that a component has a state of this name."""
