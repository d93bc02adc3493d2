"""Which query the page is about: what the address says, what was run, what stands ready."""

from dataclasses import dataclass

import streamlit as st

from normgraph.errors import NormgraphError
from normgraph.explorer import address
from normgraph.explorer.workbench.permalink import MOST, packed, unpacked
from normgraph.query.binding import bound
from normgraph.query.catalog import Query, catalog, named

#: With which the page begins: what a student of atrocity prevention asks first.
FIRST = ("vetoed_drafts_on_crisis", "failed_drafts_on_crisis")
FIRST_VALUES = {"crisis": "syria-2011"}
_STATE = "workbench asked"
#: What the address says for example values wherever there are any.
NARROWED = "all"
#: Choices of the reader that stay when another query is run.
_STAY = ("find", "topic")
TOO_LONG = (
    f"This query is too long for an address, which holds {MOST:,} signs: it cannot be shared "
    "by copying the address. Download it as a file below."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which query is shown."""

    start: str  #: text with which the editor begins
    query: str  #: text that is run; empty for none
    revision: int  #: how often another text came from the address
    signature: tuple[str, str, str]  #: what the address says of the query
    name: str = ""  #: in the library, if it comes from there
    narrowed: bool = False  #: whether what may be left open has its example values too
    problem: str = ""  #: a sentence, where the address or the query has one


def from_address() -> Asked:
    """Return the query of the address, or of this session if the address has not changed."""
    signature = (address.chosen("q"), address.chosen("query"), address.chosen("values"))
    known: Asked | None = st.session_state.get(_STATE)
    if known is not None and known.signature == signature:
        return known
    revision = known.revision + 1 if known else 0
    narrowed = signature[2] == NARROWED
    text, name, problem = _read(signature[0], signature[1], narrowed=narrowed)
    start = text or _first()[0]
    now = Asked(start, text, revision, signature, name, narrowed, problem)
    st.session_state[_STATE] = now
    return now


def _read(written: str, name: str, *, narrowed: bool) -> tuple[str, str, str]:
    """Return the text that an address means, its name in the library, and what is wrong."""
    try:
        if written:
            return unpacked(written), "", ""
        if name:
            query = named(name)
            return bound(query, values(query, narrowed=narrowed)), name, ""
    except NormgraphError as error:
        return "", "", str(error)
    text, name = _first()
    return text, name, ""


def _first() -> tuple[str, str]:
    """Return the query with which the page begins, and its name."""
    name = next(one for one in FIRST if one in catalog())
    return bound(named(name), FIRST_VALUES), name


def values(query: Query, *, narrowed: bool) -> dict[str, str]:
    """Return the example values with which a query is loaded.

    Parameters
    ----------
    query
        A query of the library.
    narrowed
        Whether to give a value to what may be left open, too.
    """
    return {
        name: query.examples[name]
        for name, parameter in query.parameters.items()
        if name in query.examples and (narrowed or parameter.required)
    }


def ask(text: str) -> None:
    """Make ``text`` the query that is run, in the address too."""
    known = from_address()
    kept = {name: address.chosen(name) for name in _STAY if address.chosen(name)}
    written = packed(text)
    # In one step: the Back button leads to every address that there was.
    st.query_params.from_dict(kept | ({"q": written} if written else {}))
    st.session_state[_STATE] = Asked(
        start=known.start,
        query=text,
        revision=known.revision,
        signature=(written or "", "", ""),
        name="",
        problem="" if written else TOO_LONG,
    )
