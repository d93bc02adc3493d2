"""Reading a cell: the property's range says what it means.

Every value leaves here in canonical form, because engines rewrite others when they store
them, and what is read back must equal what was written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from normgraph import iri
from normgraph.build.schema import RDF, RDFS, XSD, Property, Schema
from normgraph.errors import suggestion

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?\Z")
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


class CellError(ValueError):
    """A value that its column does not admit; ``what`` and ``remedy`` are for people."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell; a date may come with its precision."""

    term: NamedNode | Literal
    precision: str | None = None  #: key of the precision, for a date of less than a day


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table means."""

    name: str  #: as the header has it
    property: Property
    language: str | None


class Reader:
    """Reads the cells of a build: knows the schema and every key that a table mints."""

    def __init__(
        self,
        schema: Schema,
        minted: Mapping[str, frozenset[str]],
        unsure: frozenset[str] = frozenset(),
    ) -> None:
        self._schema = schema
        self._minted = minted
        self._unsure = unsure
        self._spaces: dict[str, tuple[str, ...]] = {}

    def keys(self, space: str) -> frozenset[str]:
        """Return the keys that tables and vocabularies mint in ``space``."""
        return self._minted.get(space, frozenset())

    def has(self, space: str, key: str) -> bool:
        """Return whether a key is minted, or may be by a table that cannot be read whole."""
        return key in self.keys(space) or space in self._unsure

    def values(self, column: Column, cell: str) -> list[Value]:
        """Return the values of ``cell``, none for an empty one.

        Raises
        ------
        CellError
            When a value is outside the property's range.
        """
        if not cell:
            return []
        if column.language is not None:
            parts = cell.split("|") if column.name.startswith("altLabel@") else [cell]
            return [Value(Literal(_filled(part), language=column.language)) for part in parts]
        values = self._each(column.property, cell.split("|"))
        if len(values) > 1 and column.property.functional:
            raise CellError("The property takes one value, the cell has several.", "Keep one.")
        if len({value.term for value in values}) < len(values):
            raise CellError("The same value stands twice in the cell.", "Keep one of them.")
        return values

    def _each(self, property_: Property, parts: list[str]) -> list[Value]:
        """Return the value of each part; what is wrong with any is told of all at once.

        Raises
        ------
        CellError
            When one or more parts are outside the property's range.
        """
        values, faults = [], []
        for part in parts:
            try:
                values.append(self._value(property_, _filled(part)))
            except CellError as error:
                faults.append(error)
        if faults:
            what = " ".join(dict.fromkeys(fault.what for fault in faults))
            remedy = " ".join(dict.fromkeys(fault.remedy for fault in faults))
            raise CellError(what, remedy)
        return values

    def _value(self, property_: Property, text: str) -> Value:
        for range_ in sorted(property_.ranges):
            if literal := _LITERALS.get(range_):
                return literal(text)
        if f"{RDFS}Resource" in property_.ranges:
            return Value(NamedNode(_web(text)))
        return Value(NamedNode(self._reference(property_, text)))

    def _reference(self, property_: Property, text: str) -> str:
        spaces = self._spaces_of(property_)
        space, slash, key = text.rpartition("/")
        if not slash:
            if len(spaces) > 1:
                forms = " or ".join(f"{space}/{text}" for space in spaces)
                raise CellError("The kind of thing is not said.", f"Write {forms}.")
            space = spaces[0]
        if space not in spaces:
            what = f"The column takes {' or '.join(spaces)}, not {space}."
            raise CellError(what, "Write a key of that kind.")
        if not self.has(space, key):
            hint = suggestion(key, self.keys(space)).strip()
            what = f"No table or vocabulary has a {space} with the key {key!r}."
            raise CellError(
                what, f"{hint} Correct the key, or add a row that mints it.".strip()
            )
        return iri.mint(space, key)

    def _spaces_of(self, property_: Property) -> tuple[str, ...]:
        if property_.name not in self._spaces:
            ranges = property_.ranges
            found = {space for range_ in ranges for space in self._schema.key_spaces_of(range_)}
            self._spaces[property_.name] = tuple(sorted(found))
        return self._spaces[property_.name]


def column(schema: Schema, cls: str, header: str) -> Column:
    """Return what the column ``header`` means in the table of the class ``cls``.

    Raises
    ------
    CellError
        When the ontology has no such property, or not for this class, or when a language
        tag is missing or out of place.
    """
    name, tagged, language = header.partition("@")
    if name not in schema.properties:
        known = [known for known in schema.properties if schema.applies(known, cls)]
        hint = suggestion(name, known).strip()
        what = f"The ontology has no property named {name!r}."
        remedy = f"{hint} Correct the column, or declare the property in the ontology."
        raise CellError(what, remedy.strip())
    property_ = schema.properties[name]
    if not schema.applies(name, cls):
        domain = str(property_.domain).removeprefix(iri.ONTOLOGY)
        what = f"The property {name!r} is for instances of {domain}, not of this table's class."
        raise CellError(
            what, "Move the column to another table, or widen the property's domain."
        )
    textual = property_.annotation or f"{RDF}langString" in property_.ranges
    if textual and not _LANGUAGE.match(language):
        raise CellError("The column needs a language.", f"Write {name}@en, for instance.")
    if tagged and not textual:
        raise CellError("The property takes no language.", f"Write {name}.")
    return Column(header, property_, language if textual else None)


def _filled(part: str) -> str:
    if not part or part != part.strip():
        raise CellError(
            "A value is empty or has blanks around it.", "Write a|b, without blanks."
        )
    return part


def _web(text: str) -> str:
    if not _WEB.match(text):
        raise CellError("The value is no web address.", "Write it in full, from https:// on.")
    return text


def _date(text: str) -> Value:
    match = _DATE.match(text)
    if not match:
        raise CellError("The value is no date.", "Write YYYY-MM-DD, YYYY-MM or YYYY.")
    year, month, day = match.groups()
    try:
        exact = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise CellError("There is no such day in the calendar.", "Correct the date.") from error
    precision = None if day else "month" if month else "year"
    return Value(Literal(exact.isoformat(), datatype=NamedNode(f"{XSD}date")), precision)


def _boolean(text: str) -> Value:
    if text not in {"true", "false"}:
        raise CellError("The value is neither true nor false.", "Write true or false.")
    return Value(Literal(text, datatype=NamedNode(f"{XSD}boolean")))


def _integer(text: str) -> Value:
    if not re.fullmatch(r"-?\d+", text):
        raise CellError("The value is no whole number.", "Write digits only.")
    return Value(Literal(str(int(text)), datatype=NamedNode(f"{XSD}integer")))


def _decimal(text: str) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise CellError("The value is no number.", "Write digits and a full stop.") from error
    if not number.is_finite():
        raise CellError("The value is no finite number.", "Leave the cell empty if unknown.")
    plain = f"{number + 0:f}"  # minus nought is nought
    canonical = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Value(Literal(canonical, datatype=NamedNode(f"{XSD}decimal")))


def _string(text: str) -> Value:
    return Value(Literal(text))


def _any_uri(text: str) -> Value:
    return Value(Literal(_web(text), datatype=NamedNode(f"{XSD}anyURI")))


_LITERALS: dict[str, Callable[[str], Value]] = {
    f"{XSD}date": _date,
    f"{XSD}boolean": _boolean,
    f"{XSD}integer": _integer,
    f"{XSD}decimal": _decimal,
    f"{XSD}string": _string,
    f"{XSD}anyURI": _any_uri,
}
