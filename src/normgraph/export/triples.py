"""Saying things in RDF, a name and a value at a time."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from normgraph.export.document import PREFIXES

_XSD = PREFIXES["xsd"]


def term(name: str) -> NamedNode:
    """Return the term that a prefixed name means.

    >>> term("void:triples").value
    'http://rdfs.org/ns/void#triples'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def number(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=NamedNode(f"{_XSD}integer"))


def day(value: str) -> Literal:
    """Return a day."""
    return Literal(value, datatype=NamedNode(f"{_XSD}date"))


def english(text: str) -> Literal:
    """Return text in English."""
    return Literal(text, language="en")


def about(
    subject: NamedNode, *said: tuple[str, NamedNode | Literal | Iterable[NamedNode | Literal]]
) -> Iterator[Triple]:
    """Yield statements about ``subject``: each a prefixed name and a value, or several."""
    for name, value in said:
        values = [value] if isinstance(value, NamedNode | Literal) else value
        for one in values:
            yield Triple(subject, term(name), one)
