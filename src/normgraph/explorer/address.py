"""Addresses of pages: every choice stands in one, so that a view can be shared."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import streamlit as st

from normgraph import iri

_RULES = "graph/"
_TERMS = "ontology/"
_ONTOLOGY = "ontology"
#: No number that an address can mean is longer, and Python refuses to read very long ones.
_DIGITS = 9
#: Between these days a day can be chosen.
_FIRST, _LAST = date(1800, 1, 1), date(2099, 12, 31)


def page(name: str, **choices: object) -> str:
    """Return the address of a page, relative to any other page of the explorer.

    >>> page("vetoes", member="china", start="")
    'vetoes?member=china'
    """
    given = {key: str(value) for key, value in choices.items() if value not in {"", None}}
    query = urlencode(given, safe="/:.")
    return f"{name}?{query}" if query else name or "./"


def entity(thing: str, **choices: object) -> str:
    """Return the address of the page of a thing.

    >>> entity("https://w3id.org/normgraph/id/state/RUS")
    'entity?id=state/RUS'
    """
    return page("entity", id=short(thing), **choices)


def short(thing: str) -> str:
    """Return an IRI as it stands in an address.

    >>> short("https://w3id.org/normgraph/ontology#vetoedBy")
    'ontology/vetoedBy'
    """
    if thing.startswith(iri.ID):
        return thing.removeprefix(iri.ID)
    if thing.startswith(iri.ONTOLOGY):
        return _TERMS + thing.removeprefix(iri.ONTOLOGY)
    return thing.removeprefix(iri.BASE)


def long(given: str) -> str:
    """Return the IRI that an address means.

    >>> long("ontology/vetoedBy"), long("state/RUS")
    ('https://w3id.org/normgraph/ontology#vetoedBy', 'https://w3id.org/normgraph/id/state/RUS')
    """
    if given.startswith(("http://", "https://")):
        return given
    if given.startswith(_TERMS):
        return iri.ONTOLOGY + given.removeprefix(_TERMS)
    if given.startswith(_RULES) or given == _ONTOLOGY:
        return iri.BASE + given
    return iri.ID + given


def chosen(name: str, default: str = "") -> str:
    """Return what the address says of a choice."""
    return str(st.query_params.get(name, default)).strip()


def number(name: str, default: int) -> int:
    """Return a whole number from the address; what is none counts as not given."""
    written = chosen(name)
    plain = written.isascii() and written.isdigit() and len(written) <= _DIGITS
    return int(written) if plain else default


def today() -> date:
    """Return the day it is, by universal time."""
    return datetime.now(UTC).date()


def chosen_day(name: str, default: date) -> date:
    """Return a day from the address; what is none counts as not given."""
    try:
        return min(max(date.fromisoformat(chosen(name)), _FIRST), _LAST)
    except ValueError:
        return default


def with_choices(**changed: object) -> dict[str, object]:
    """Return the choices of this address with some changed, for links to variants of a page."""
    return dict(st.query_params.to_dict()) | changed


def select(label: str, name: str, options: Mapping[str, str], default: str = "") -> str:
    """Show a list to choose from, kept in the address, and return the key chosen.

    Parameters
    ----------
    label
        What is chosen.
    name
        How the address calls it.
    options
        What is shown, by the key that stands in the address.
    default
        Key that is left out of the address.
    """
    key = _follow(name, chosen(name, default) if chosen(name) in options else default)
    keys = list(options)
    return st.selectbox(
        label,
        keys,
        format_func=lambda key: options[key],
        key=key,
        on_change=_write,
        args=(name, default),
    )


def several(
    label: str, name: str, options: Mapping[str, str], default: Sequence[str] = ()
) -> list[str]:
    """Show a list to choose several from, kept in the address, and return their keys.

    Where there is a default, a list that is emptied goes back to it.
    """
    written = chosen(name) or ",".join(default)
    wanted = list(dict.fromkeys(word for word in written.split(",") if word in options))
    wanted = wanted or list(default)
    key = _follow(name, wanted)
    return st.multiselect(
        label,
        list(options),
        format_func=lambda key: options[key],
        key=key,
        on_change=_write_several,
        args=(name, ",".join(default)),
    )


def text(
    label: str, name: str, *, default: str = "", hint: str = "", hidden: bool = False
) -> str:
    """Show a search field, kept in the address, and return what is in it.

    Where there is a default, a field that is emptied goes back to it.
    """
    key = _follow(name, chosen(name, default))
    return str(
        st.text_input(
            label,
            key=key,
            placeholder=hint,
            type="search",
            label_visibility="collapsed" if hidden else "visible",
            on_change=_write,
            args=(name, default),
        )
        or ""
    ).strip()


def year(label: str, name: str, first: int, last: int, default: int) -> int:
    """Show a field for a year, kept in the address, and return the year."""
    key = _follow(name, min(max(number(name, default), first), last))
    return int(
        st.number_input(
            label, first, last, key=key, step=1, on_change=_write, args=(name, default)
        )
    )


def day(label: str, name: str, default: date) -> None:
    """Show a field for a day, kept in the address, where `chosen_day` reads it."""
    key = _follow(name, chosen_day(name, default))
    st.date_input(
        label,
        min_value=_FIRST,
        max_value=_LAST,
        key=key,
        format="YYYY-MM-DD",
        on_change=_write,
        args=(name, default),
        width=220,
    )


def open_day(label: str, name: str) -> None:
    """Show a field for a day that may stay empty, kept in the address."""
    key = _follow(name, _day_or_none(chosen(name)))
    st.date_input(
        label,
        None,
        min_value=_FIRST,
        max_value=_LAST,
        key=key,
        format="YYYY-MM-DD",
        on_change=_write,
        args=(name, None),
    )


def open_number(label: str, name: str) -> None:
    """Show a field for a whole number that may stay empty, kept in the address."""
    written = chosen(name)
    most = 10**_DIGITS - 1
    key = _follow(name, number(name, 0) if number(name, -1) >= 0 and written else None)
    st.number_input(label, 0, most, None, key=key, step=1, on_change=_write, args=(name, None))


def _day_or_none(written: str) -> date | None:
    try:
        return min(max(date.fromisoformat(written), _FIRST), _LAST)
    except ValueError:
        return None


def _follow(name: str, value: object) -> str:
    """Set the control of a choice to what the address says, as after the Back button."""
    key = f"choice-{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _write_several(name: str, default: str) -> None:
    written = ",".join(st.session_state[f"choice-{name}"])
    st.query_params.pop("page", None)
    if written in {default, ""}:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = written


def _write(name: str, default: object) -> None:
    """Write a choice to the address; a page number belongs to the old choice and goes."""
    value = st.session_state[f"choice-{name}"]
    if value in {default, "", None}:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)
    st.query_params.pop("page", None)
