"""Asking Wikidata, or a copy of it, in batches."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QueryBoolean

from normgraph.query.lexer import tokens
from normgraph.remote.answers import UnreadableError, results, solutions
from normgraph.remote.endpoint import Endpoint

#: Where Wikidata answers queries.
ADDRESS = "https://query.wikidata.org/sparql"
#: Under which Wikidata gives what it has.
LICENCE = "CC0-1.0"
_ENTITY = "http://www.wikidata.org/entity/"
_ITEM = re.compile(r"Q[1-9]\d{0,11}")
_POINT = re.compile(r"Point\((-?\d{1,3}(?:\.\d+)?)[ ,](-?\d{1,2}(?:\.\d+)?)\)", re.IGNORECASE)
_LONGEST = 400  #: characters of a value; longer ones are no names and no identifiers
_TERM = NamedNode | Literal


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One value that Wikidata has for an item."""

    item: str  #: Q1037
    property: str  #: as a column of the tables is called: label@fr, iso2, latitude
    value: str


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of an item was seen."""

    revision: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was said of some items, and on which day."""

    said: tuple[Said, ...]
    versions: Mapping[str, Version]
    retrieved: str  #: the day, by the endpoint's own clock; nothing where it has none


class Wikidata:
    """Wikidata at an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def items(self, codes: Sequence[str]) -> dict[str, str]:
        """Return the item that bears each ISO 3166-1 alpha-3 code, where it is one only."""
        found: dict[str, set[str]] = defaultdict(set)
        rows, _ = self._rows("items", "code", [Literal(code) for code in codes])
        for code, item in rows:
            if code.value not in codes:
                raise self._unasked(code.value)
            found[code.value].add(self._item(item))
        return {code: min(items) for code, items in found.items() if len(items) == 1}

    def batch(self, items: Sequence[str]) -> Batch:
        """Return what Wikidata says of ``items``.

        Raises
        ------
        EndpointError
            When it does not answer, or with something else.
        """
        terms = [NamedNode(_ENTITY + item) for item in items]
        labels, day = self._rows("labels", "item", terms)
        statements, _ = self._rows("statements", "item", terms)
        versions, _ = self._rows("versions", "item", terms)
        known = frozenset(items)
        said = {*self._labels(labels), *self._statements(statements)}
        seen = {
            self._item(item): Version(revision.value, modified.value)
            for item, revision, modified in versions
        }
        for item in {*(one.item for one in said), *seen} - known:
            raise self._unasked(item)
        return Batch(tuple(sorted(said)), seen, day)

    def _labels(self, rows: Iterable[Sequence[_TERM]]) -> Iterator[Said]:
        for item, label in rows:
            language = label.language if isinstance(label, Literal) else None
            yield Said(self._item(item), f"label@{language}", self._value(label))

    def _statements(self, rows: Iterable[Sequence[_TERM]]) -> Iterator[Said]:
        for item, prop, value in rows:
            key, text = self._item(item), self._value(value)
            if prop.value != "coordinates":
                yield Said(key, prop.value, text)
            elif match := _POINT.fullmatch(text):  # others lie on other planets
                yield Said(key, "longitude", match[1])
                yield Said(key, "latitude", match[2])

    def _rows(
        self, name: str, variable: str, terms: Sequence[_TERM]
    ) -> tuple[list[Sequence[_TERM]], str]:
        """Return the rows of a query over ``terms``, and the day of the answer.

        Raises
        ------
        EndpointError
            When there is no answer, or one that is not to what was asked.
        """
        text = files(__package__).joinpath(f"{name}.rq").read_text("utf-8")
        reply = self._endpoint.ask(with_values(text, variable, terms), "select")
        try:
            answer = solutions(results(reply.body))
        except UnreadableError as error:
            told = f"was asked {name} of Wikidata, but what it sent cannot be read: {error}"
            raise self._endpoint.error(told, _AGAIN) from error
        if isinstance(answer, QueryBoolean):
            raise self._endpoint.error(f"answered yes or no when asked {name}", _ANOTHER)
        rows: list[Sequence[_TERM]] = []
        for row in answer:
            known = [term for term in row if isinstance(term, NamedNode | Literal)]
            if len(known) < len(answer.variables):
                raise self._endpoint.error(f"left values out when asked {name}", _ANOTHER)
            rows.append(known)
        return rows, _day(reply.headers.get("Date", ""))

    def _item(self, term: _TERM) -> str:
        key = term.value.removeprefix(_ENTITY)
        if not isinstance(term, NamedNode) or not _ITEM.fullmatch(key):
            told = f"named {term.value[:80]!r}, which is no item of Wikidata"
            raise self._endpoint.error(told, _ANOTHER)
        return key

    def _value(self, term: _TERM) -> str:
        if len(term.value) > _LONGEST or not term.value.isprintable():
            told = f"gave a value that is no name or identifier: {term.value[:40]!r}"
            raise self._endpoint.error(told, _ANOTHER)
        return term.value

    def _unasked(self, what: str) -> Exception:
        told = f"answered about {what[:40]!r}, which it was not asked about"
        return self._endpoint.error(told, _ANOTHER)


_AGAIN = "Run the command again: it goes on from here."
_ANOTHER = "It may not be Wikidata, nor a copy of it. Name another with --endpoint."


def with_values(query: str, variable: str, terms: Iterable[_TERM]) -> str:
    """Return ``query`` with ``terms`` as the values of its block ``VALUES ?variable {...}``.

    Raises
    ------
    ValueError
        When the query has no such block.

    Examples
    --------
    >>> with_values("SELECT * { VALUES ?x { 1 2 } }", "x", [Literal("a } b")])
    'SELECT * { VALUES ?x { "a } b" } }'
    """
    found = tokens(query)
    for before, name, opening in zip(found, found[1:], found[2:], strict=False):
        head = (before.text.upper(), name.text, opening.text)
        if head == ("VALUES", f"?{variable}", "{"):
            closing = next(t for t in found if t.text == "}" and t.start > opening.start)
            written = " ".join(str(term) for term in terms)
            return f"{query[: opening.start + 1]} {written} {query[closing.start :]}"
    raise ValueError(f"The query has no block VALUES ?{variable}.")


def _day(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return ""
