"""The things of the graph that Wikidata may know, and what the graph has of them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from normgraph import iri
from normgraph.query import select
from normgraph.query.run import text
from normgraph.store import Opened

_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)")
_LABELS = {
    "http://www.w3.org/2000/01/rdf-schema#label": "label",
    "http://www.w3.org/2004/02/skos/core#altLabel": "altLabel",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing, as its row in the tables has it."""

    table: str  #: name of its class, which is that of its table
    key: str
    item: str  #: of Wikidata, or nothing
    iso3: str  #: or nothing
    present: Mapping[str, tuple[str, ...]]  #: values by column: label@fr, iso2, latitude


def subjects(opened: Opened) -> list[Subject]:
    """Return the things with an item of Wikidata or an ISO code, by table and key."""
    known = {row["thing"] for row in select(opened.store, "identifiers").records()}
    found = [_subject(opened, thing) for thing in sorted(known)]
    return [one for one in found if one.item or one.iso3]


def _subject(opened: Opened, thing: str) -> Subject:
    present: dict[str, tuple[str, ...]] = defaultdict(tuple)
    table = ""
    for _, prop, value, *_ in select(opened.store, "facts", thing=thing).rows:
        if prop is None or value is None:
            continue
        name = text(prop)
        if name.endswith("#type"):
            table = text(value).removeprefix(iri.ONTOLOGY)
        column = _LABELS.get(name) or name.removeprefix(iri.ONTOLOGY)
        if isinstance(value, Literal) and value.language:
            column = f"{column}@{value.language}"
        if text(value) not in present[column]:
            present[column] += (text(value),)
    match = _WIKIDATA.fullmatch("".join(present.get("wikidata", ())[:1]))
    iso3 = present.get("iso3", ("",))[0]
    return Subject(table, iri.key(thing), match[1] if match else "", iso3, dict(present))
