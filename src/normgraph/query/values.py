"""Values as people write them, made terms: the only way in which a value enters a query."""

from datetime import date

from pyoxigraph import Literal, NamedNode

from normgraph import iri
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query.catalog import Parameter

#: A value of a parameter: a key, a symbol, an IRI, a number, a day.
Value = str | int | date

_XSD = "http://www.w3.org/2001/XMLSchema#"


def written(value: Value) -> str:
    """Return a value as it is written, without spaces around it."""
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def term_of(parameter: Parameter, value: Value) -> NamedNode | Literal:
    """Return the term that ``value`` means to ``parameter``, whether a graph has it or not.

    Raises
    ------
    QueryError
        When the value is not of the parameter's type.
    UnknownNameError
        When the parameter takes only certain values, and not this one.
    """
    text = written(value)
    match parameter.type:
        case "iri" if parameter.key_space == "property":
            return _property(parameter, text)
        case "iri":
            return _thing(parameter, text)
        case "xsd_date":
            return Literal(_day(parameter, text), datatype=NamedNode(f"{_XSD}date"))
        case "integer":
            return Literal(_number(parameter, text), datatype=NamedNode(f"{_XSD}integer"))
    if parameter.values and text not in parameter.values:
        raise UnknownNameError(parameter.name, text, parameter.values)
    return Literal(text)


def place_of(parameter: Parameter, text: str) -> tuple[str, str]:
    """Return the key space in which ``text`` names a thing to ``parameter``, and its key.

    Raises
    ------
    QueryError
        When the parameter takes things of any kind and the kind is missing.
    """
    if parameter.key_space != "*":
        return parameter.key_space, text
    if text.startswith(iri.BASE):
        return "thing", text
    space, slash, key = text.partition("/")
    if not slash:
        message = (
            f"--{parameter.name} takes the kind of thing and its key, such as state/RUS, "
            f"not {text!r}."
        )
        raise QueryError(message)
    return space, key


def _thing(parameter: Parameter, text: str) -> NamedNode:
    space, key = place_of(parameter, text)
    try:
        return NamedNode(
            text if text.startswith(iri.BASE) else iri.mint(space, iri.key_of(key))
        )
    except ValueError as error:
        raise QueryError(f"--{parameter.name}: {text!r} is no key or IRI.") from error


def _property(parameter: Parameter, text: str) -> NamedNode:
    message = f"--{parameter.name} takes the full IRI of a property, not {text!r}."
    if not text.startswith(("http://", "https://")):
        raise QueryError(message)
    try:
        return NamedNode(text)
    except ValueError as error:
        raise QueryError(message) from error


def _day(parameter: Parameter, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        message = f"--{parameter.name} takes a day such as 1994-04-06, not {text!r}."
        raise QueryError(message) from error


def _number(parameter: Parameter, text: str) -> str:
    try:
        return str(int(text))
    except ValueError as error:
        message = f"--{parameter.name} takes a whole number, not {text!r}."
        raise QueryError(message) from error
