"""Pages of HTML that stand alone: one file each, no script, nothing fetched from elsewhere.

Whatever a template prints is escaped, and signs that could make a name look like another are
taken out of it. The style sheet stands in the page, named in `POLICY` by its digest, so that
a browser applies it and nothing else.
"""

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from normgraph import iri
from normgraph.export.provenance import LICENCE, LICENCE_NAME

#: Control and direction signs, with which a name could pretend to be another.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?://[^\s\"<>\\^`{|}]+\Z")
_FOLDER = files("normgraph.export") / "pages"


def rendered(template: str, **values: object) -> str:
    """Return the page that ``template`` makes of ``values``."""
    return _environment().get_template(template).render(**values)


def policy() -> str:
    """Return what a browser may load for a page: its own style sheet and nothing else."""
    digest = b64encode(hashlib.sha256(_sheet().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def plain(text: object) -> object:
    """Return text without signs that nobody sees; anything but text as it is.

    >>> plain("a\u202eb")
    'ab'
    """
    if isinstance(text, Markup) or not isinstance(text, str):
        return text
    return _UNSEEN.sub("", text)


def is_web(address: str) -> bool:
    """Return whether ``address`` can be linked to: a web address and nothing that runs.

    >>> is_web("https://docs.un.org/"), is_web("javascript:alert(1)")
    (True, False)
    """
    return bool(_WEB.match(address))


def place(thing: str) -> str:
    """Return the path below the root of a server at which a page tells of ``thing``.

    Of nothing else than our own things and terms is there a page; then the path is empty.

    >>> place("https://w3id.org/normgraph/id/state/RUS")
    'page/state/RUS'
    >>> place("https://w3id.org/normgraph/ontology#vetoedBy")
    'ontology.html#vetoedBy'
    >>> place("https://w3id.org/normgraph/graph/inferred/vetoes")
    'ontology.html#rule-vetoes'
    """
    if thing.startswith(iri.ID):
        return f"page/{thing.removeprefix(iri.ID)}"
    if thing.startswith(iri.ONTOLOGY):
        return f"ontology.html#{thing.removeprefix(iri.ONTOLOGY)}"
    if thing.startswith(iri.INFERRED):
        return f"ontology.html#rule-{thing.removeprefix(iri.INFERRED)}"
    if thing.startswith(iri.GRAPH) or thing == iri.ONTOLOGY.removesuffix("#"):
        return "ontology.html"
    return ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = "{:,}".format
    environment.globals |= {
        "sheet": Markup(_sheet()),  # noqa: S704 - our own file
        "place": place,
        "is_web": is_web,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
    }
    return environment


def _template(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _sheet() -> str:
    return (_FOLDER / "sheet.css").read_text(encoding="utf-8")
