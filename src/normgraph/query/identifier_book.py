"""Which things a code, a symbol or an IRI stands for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from normgraph import iri
from normgraph.query.directory import Directory
from normgraph.query.folding import compact, resolution_number
from normgraph.query.run import select
from normgraph.store import QuadStore

#: Properties by which a thing is identified, whatever it is called.
IDENTIFYING = frozenset({"iso3", "iso2", "m49", "cowCode", "gwCode", "wikidata", "symbol"})
_RESOLUTION = re.compile(r"[Ss]/(?:RES|Res|res)/(\d{1,4})")
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")


def code(scheme: str, written: str) -> str:
    """Return a code in one form, however many zeros or which address stand before it.

    >>> code("m49", "4"), code("cowCode", "002"), code("iso3", "rwa")
    ('004', '2', 'RWA')
    >>> code("wikidata", "https://www.wikidata.org/wiki/Q1037")
    'Q1037'
    """
    value = written.strip()
    if scheme == "wikidata":
        match = _WIKIDATA.fullmatch(value)
        return match[1] if match else value
    if scheme == "symbol":
        return compact(value)
    if scheme in {"cowCode", "gwCode", "m49"} and value.isascii() and value.isdigit():
        return value.zfill(3) if scheme == "m49" else value.lstrip("0")
    return value.upper() if scheme in {"iso2", "iso3"} else value


class IdentifierBook:
    """The identifiers of some things."""

    def __init__(
        self, directory: Directory, codes: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> None:
        self._directory = directory
        self._codes = dict(codes)
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._resolutions: dict[str, list[str]] = defaultdict(list)
        for thing in directory.values():
            self._keys[iri.key(thing.iri)].append(thing.iri)
            for name in thing.names:
                if name.kind in {"symbol", "draft"}:
                    self._enter(thing.iri, name.text)

    def _enter(self, thing: str, symbol: str) -> None:
        place = "symbol", code("symbol", symbol)
        self._codes[place] = (*self._codes.get(place, ()), thing)
        if symbol.startswith("S/RES/"):
            self._resolutions[symbol.split()[0].removeprefix("S/RES/")].append(thing)

    def things(self, scheme: str, written: str) -> tuple[str, ...]:
        """Return what has an identifier in a scheme."""
        value = code(scheme, written)
        return self._codes.get((scheme, value), ()) if value else ()

    def meant(self, text: str, *, typed: bool) -> Iterator[tuple[str, bool]]:
        """Yield what ``text`` may identify, and whether it says so beyond doubt.

        ``typed`` says that the kind of thing is known: a code of two or three letters may
        be a word or the short name of something else, such as AND or NAM. A bare number
        says not in which scheme it is one.
        """
        for thing in (text, iri.ID + text):
            if thing in self._directory:
                yield thing, True
        yield from ((thing, typed or len(text) > 3) for thing in self._keys.get(text, ()))
        yield from ((thing, True) for thing in self.things("wikidata", text))
        if text.isascii() and text.isupper():
            for scheme in ("iso3", "iso2"):
                yield from ((thing, typed) for thing in self.things(scheme, text))
        if text.isascii() and text.isdigit():
            for scheme in ("m49", "cowCode", "gwCode"):
                yield from ((thing, False) for thing in self.things(scheme, text))
        yield from self._meant_texts(text)

    def _meant_texts(self, text: str) -> Iterator[tuple[str, bool]]:
        yield from ((thing, True) for thing in self.things("symbol", text))
        match = _RESOLUTION.fullmatch(text)
        if number := match[1] if match else resolution_number(text):
            sure = not text.isdigit()
            yield from ((thing, sure) for thing in self._resolutions.get(number, ()))


def read_identifier_book(store: QuadStore, directory: Directory) -> IdentifierBook:
    """Return the identifiers that the graph gives to the things of ``directory``."""
    codes: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for row in select(store, "identifiers").records():
        if row["thing"] in directory:
            scheme = row["scheme"].removeprefix(iri.ONTOLOGY)
            codes[scheme, code(scheme, row["identifier"])] += (row["thing"],)
    return IdentifierBook(directory, codes)
