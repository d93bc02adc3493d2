"""Terms of the graph as a reader sees them: things as links, days as days, text as text."""

import re
from datetime import date

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import foreign, link, outside, plain
from normgraph.query.ontology import local
from normgraph.query.statements import Value

LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
#: Symbols that docs.un.org resolves; keys of votes within a meeting are none.
_OFFICIAL = re.compile(
    r"(?:[AS]/RES/[0-9A-Z/.-]+(?: \([0-9A-Z-]+\))?"
    r"|[ASE]/(?:[0-9]+|C\.[0-9]|CN\.[0-9])[0-9A-Za-z/.-]*"
    r"|S/(?:PV\.|PRST/)[0-9]+[0-9A-Za-z/.-]*|S/Agenda/[0-9]+)\Z"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def thing(graph: Loaded, key: str) -> Markup:
    """Return a thing as a link to its page."""
    if key in graph.directory:
        return link(graph.directory.label(key), address.entity(key))
    if key.startswith(iri.BASE):
        return link(graph.ontology.label(key), address.entity(key))
    if key.startswith(("http://", "https://")) and "w3.org" not in key:
        return outside(key, key)
    return plain(graph.ontology.label(key))


def value(graph: Loaded, said: Value, *, precision: str = "") -> Markup:
    """Return the value of a statement."""
    if said.kind == "thing":
        return thing(graph, said.text)
    if said.language:
        name = LANGUAGES.get(said.language, said.language)
        return Markup('{} <small class="soft">{}</small>').format(
            foreign(said.text, said.language), name
        )
    if said.kind == "boolean":
        return plain("yes" if said.text == "true" else "no")
    if said.kind == "date":
        return day(said.text, precision)
    original = said.text if said.kind == "anyURI" else of_symbol(said.text)
    return outside(said.text, original) if original else plain(said.text)


def day(written: str, precision: str = "") -> Markup:
    """Return a day as people write it, no more precisely than it is known."""
    return Markup('<time datetime="{}">{}</time>').format(written, spoken(written, precision))


def spoken(written: str, precision: str = "") -> str:
    """Return a day in words.

    >>> spoken("2011-10-04"), spoken("2011-10-01", "month"), spoken("2011-01-01", "year")
    ('4 October 2011', 'October 2011', '2011')
    """
    try:
        known = date.fromisoformat(written)
    except ValueError:
        return written
    month = _MONTHS[known.month - 1]
    words = {"year": f"{known.year}", "month": f"{month} {known.year}"}
    return words.get(precision, f"{known.day} {month} {known.year}")


def of_symbol(symbol: str) -> str:
    """Return where the United Nations shows the document with a symbol; or nothing.

    >>> of_symbol("S/RES/1973 (2011)")
    'https://docs.un.org/en/S/RES/1973(2011)'
    >>> of_symbol("GRC")
    ''
    """
    if not _OFFICIAL.match(symbol):
        return ""
    return f"https://docs.un.org/en/{symbol.replace(' ', '')}"


def in_words(graph: Loaded, written: str) -> str:
    """Return what a table of corrections says, with names of properties and states in words.

    "ballot BRA" becomes "ballot Brazil", and "votedFor" becomes "in favour".
    """
    return " ".join(_in_words(graph, word) for word in written.split(" "))


def _in_words(graph: Loaded, word: str) -> str:
    if local(word) in graph.ontology.terms and not word.islower():
        return graph.ontology.label(local(word))
    state = iri.mint("state", word)
    return graph.directory.label(state) if state in graph.directory else word
