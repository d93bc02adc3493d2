"""The only maker of IRIs: keys become names that are the same on every machine."""

import re

BASE = "https://w3id.org/normgraph/"
#: Classes and properties.
ONTOLOGY = f"{BASE}ontology#"
#: Things: ``id/<key space>/<key>``.
ID = f"{BASE}id/"
#: Named graphs that no document stands for.
GRAPH = f"{BASE}graph/"
#: Inferred statements: ``graph/inferred/<rule>``.
INFERRED = f"{GRAPH}inferred/"

#: What a key may consist of: letters, digits, full stop, low line, hyphen.
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


def mint(key_space: str, key: str) -> str:
    """Return the IRI of the thing that ``key`` names in ``key_space``.

    >>> mint("state", "RUS")
    'https://w3id.org/normgraph/id/state/RUS'
    """
    return f"{ID}{key_space}/{key}"


def key_of(symbol: str) -> str:
    """Return the key of a decision, meeting or document from its UN symbol.

    >>> key_of("S/RES/1973 (2011)")
    'S-RES-1973-2011'
    >>> key_of("S/2011/612")
    'S-2011-612'
    """
    return re.sub(r"[/ ]+", "-", re.sub(r"[()]", "", symbol.replace("(", " "))).strip("-")


def key(iri: str) -> str:
    """Return the key in a thing's IRI; empty for an absent value, or for no such IRI.

    >>> key("https://w3id.org/normgraph/id/state/RUS"), key("")
    ('RUS', '')
    """
    place = split(iri)
    return place[1] if place else ""


def short(iri: str) -> str:
    """Return the key with its key space; empty for an absent value, or for no such IRI.

    >>> short("https://w3id.org/normgraph/id/state/RUS")
    'state/RUS'
    """
    return "/".join(split(iri) or ())


def split(iri: str) -> tuple[str, str] | None:
    """Return the key space and key of a thing's IRI, or None if it is no such IRI.

    >>> split("https://w3id.org/normgraph/id/state/RUS")
    ('state', 'RUS')
    >>> split("http://example.org/") is None
    True
    """
    if not iri.startswith(ID):
        return None
    space, _, key = iri.removeprefix(ID).partition("/")
    return (space, key) if space and key else None
