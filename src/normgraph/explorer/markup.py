"""HTML that is safe by construction: whatever comes from data is escaped on its way in.

Every fragment is a `Markup`; its ``format`` escapes what it is given unless that is a
fragment itself. Streamlit cleans the result once more in the browser.
"""

import re
from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup, escape

#: Control and direction signs, with which a name could pretend to be another.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> Markup:
    """Return text from data, escaped, its direction kept to itself."""
    return escape(_UNSEEN.sub("", text))


def link(text: str, address: str, *, title: str = "", current: bool = False) -> Markup:
    """Return a link within the explorer."""
    about = Markup(' title="{}"').format(plain(title)) if title else Markup("")
    here = Markup(' aria-current="page"') if current else Markup("")
    return Markup('<a href="{}"{}{}>{}</a>').format(address, about, here, plain(text))


def linked(content: Markup, address: str) -> Markup:
    """Return a link within the explorer around a fragment, such as a day."""
    return Markup('<a href="{}">{}</a>').format(address, content)


def outside(text: str, address: str) -> Markup:
    """Return a link that leaves the explorer; anything but a web address stays text."""
    if not re.match(r"https?://[^\s\"<>]+\Z", address):
        return plain(text)
    return Markup(
        '<a class="out" href="{}" target="_blank" rel="noopener noreferrer">{} ↗</a>'
    ).format(address, plain(text))


def foreign(text: str, language: str) -> Markup:
    """Return text in a language, marked as such for screen readers and direction."""
    return Markup('<bdi lang="{}" dir="auto">{}</bdi>').format(language, plain(text))


def joined(parts: Iterable[Markup], between: str = ", ") -> Markup:
    """Return the fragments one after the other."""
    return escape(between).join(parts)


def listed(parts: Iterable[Markup]) -> Markup:
    """Return the fragments as a list."""
    items = Markup("").join(Markup("<li>{}</li>").format(part) for part in parts)
    return Markup("<ul>{}</ul>").format(items)


def table(
    headers: Sequence[str], rows: Iterable[Sequence[Markup]], *, caption: str, kind: str = ""
) -> Markup:
    """Return a table; on a narrow screen each row becomes a card.

    Parameters
    ----------
    headers
        Column heads, as plain text.
    rows
        Cells, in the order of ``headers``.
    caption
        What a row is; read out, and shown above the table.
    kind
        A class for the style sheet.
    """
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in headers)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td data-head="{}">{}</td>').format(name, cell)
                for name, cell in zip(headers, row, strict=True)
            )
        )
        for row in rows
    )
    return Markup(
        '<table class="{}"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(kind, caption, head, body)


def scrolled(content: Markup, label: str) -> Markup:
    """Return a fragment that scrolls sideways, also by keyboard, where it is too wide."""
    return Markup(
        '<div class="wide" role="region" tabindex="0" aria-label="{}">{}</div>'
    ).format(label, content)


def bar(label: str, links: Iterable[Markup]) -> Markup:
    """Return links beside each other, with a name for screen readers of what they choose."""
    return Markup('<nav class="pages" aria-label="{}">{}</nav>').format(
        label, joined(links, " ")
    )


def folded_away(summary: str, content: Markup, *, opened: bool = False) -> Markup:
    """Return content that opens at a click, or closes at one if it is opened already."""
    tag = Markup("<details open>") if opened else Markup("<details>")
    return tag + Markup("<summary>{}</summary>{}</details>").format(plain(summary), content)


def heading(text: str, level: int = 2, *, anchor: str = "") -> Markup:
    """Return a heading, with a name to which a link on the same page can lead."""
    named = Markup(' id="{}"').format(anchor) if anchor else Markup("")
    return Markup("<h{0}{2}>{1}</h{0}>").format(level, plain(text), named)


def paragraph(content: str | Markup, kind: str = "") -> Markup:
    """Return a paragraph."""
    return Markup('<p class="{}">{}</p>').format(kind, content)


def show(*parts: Markup) -> None:
    """Write fragments to the page."""
    st.html(Markup('<div class="ng">{}</div>').format(Markup("").join(parts)))
