"""The form of a question, made from the parameters that its query declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from normgraph import iri
from normgraph.errors import NormgraphError
from normgraph.explorer import address, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, link, paragraph, show
from normgraph.explorer.wording import capital
from normgraph.query import Parameter, Query
from normgraph.query.search import Hit
from normgraph.query.values import term_of
from normgraph.store import Opened, once_per_graph

#: A key space with more things than this is searched, not listed.
_LISTED = 1000
#: Things that are offered for words that may mean several.
_OFFERED = 8
#: From this score on a hit is the very thing, by its symbol.
_SURE = 100.0
_CAPITAL = re.compile("(?<=[a-z])[A-Z]")


@dataclass(slots=True)
class Filled:
    """What a form holds."""

    values: dict[str, str] = field(default_factory=dict)  #: as a query takes them, by name
    missing: list[str] = field(default_factory=list)  #: what must still be chosen, in words
    unclear: bool = False  #: whether words were given that may mean several things


def form(found: Loaded, query: Query) -> Filled:
    """Show a field for each parameter, and return what is in them."""
    filled = Filled()
    needed_first = sorted(query.parameters.values(), key=lambda each: not each.required)
    for parameter in needed_first:
        written = _field(found, parameter)
        if not written:
            if parameter.required:
                word = _words(parameter.name)
                filled.missing.append(f"{'an' if word[0] in 'aeio' else 'a'} {word}")
        elif _searched(found, parameter):
            _meant(found, parameter, written, filled)
        else:
            filled.values[parameter.name] = written
    return filled


def labels(found: Loaded, query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """Return what values are called in a sentence; a value that is none stays as it is."""
    return {
        name: _label(found, query.parameters[name], value)
        for name, value in values.items()
        if name in query.parameters
    }


def _label(found: Loaded, parameter: Parameter, value: str) -> str:
    if parameter.type == "xsd_date":
        return terms.spoken(value)
    thing = _thing(parameter, value) if _is_thing(parameter) else ""
    return found.directory.label(thing) if thing in found.directory else value


def _field(found: Loaded, parameter: Parameter) -> str:
    """Show the field of a parameter, and return what the address says of it."""
    name = parameter.name
    label = capital(_words(name)) + ("" if parameter.required else " (optional)")
    empty = {"": "choose one" if parameter.required else "any"}
    if parameter.values:
        address.select(label, name, empty | {value: value for value in parameter.values})
    elif _is_thing(parameter) and not _searched(found, parameter):
        address.select(label, name, empty | _keys(found.opened, found, parameter.key_space))
    elif parameter.type == "xsd_date":
        address.open_day(label, name)
    elif parameter.type == "integer":
        address.open_number(label, name)
    else:
        address.text(label, name, hint=_hint(parameter))
    return address.chosen(name)


def _hint(parameter: Parameter) -> str:
    hints = {"decision": "S/2011/612, 1973, or words of its title", "meeting": "S/PV.6627"}
    return hints.get(
        parameter.key_space, "a name or a part of one" if _is_thing(parameter) else ""
    )


def _is_thing(parameter: Parameter) -> bool:
    return parameter.type == "iri"


def _searched(found: Loaded, parameter: Parameter) -> bool:
    """Say whether the things that a parameter takes are too many for a list."""
    if not _is_thing(parameter):
        return False
    if parameter.key_space == "*":
        return True
    return len(_keys(found.opened, found, parameter.key_space)) > _LISTED


def _thing(parameter: Parameter, value: str) -> str:
    """Return the IRI that a value means, or the value itself if it means none."""
    try:
        return term_of(parameter, value).value
    except NormgraphError:
        return value


def _meant(found: Loaded, parameter: Parameter, written: str, filled: Filled) -> None:
    """Take the thing that words name, or offer those that they may mean."""
    if _thing(parameter, written) in found.directory:
        filled.values[parameter.name] = written
        return
    hits = [
        hit
        for hit in found.index.search(written)
        if parameter.key_space == "*" or _space(hit.thing.iri) == parameter.key_space
    ]
    if len(hits) == 1 or (hits and hits[0].score >= _SURE > _second(hits)):
        filled.values[parameter.name] = _value(parameter, hits[0].thing.iri)
        return
    filled.unclear = True
    offers = [
        link(
            _offer(found, hit.thing.iri, parameter),
            address.page("ask", **_with(parameter, hit.thing.iri)),
        )
        for hit in hits[:_OFFERED]
    ]
    if offers:
        show(paragraph(Markup("Which one? {}").format(joined(offers, " · "))))
    else:
        show(paragraph(f"Nothing of that kind is called “{written}”.", "note"))


def _second(hits: list[Hit]) -> float:
    return hits[1].score if len(hits) > 1 else 0.0


def _offer(found: Loaded, thing: str, parameter: Parameter) -> str:
    label = found.directory.label(thing)
    entry = found.directory[thing]
    if parameter.key_space == "*" and entry.classes:
        return f"{label} ({found.ontology.label(entry.classes[0])})"
    symbol = entry.named("symbol")
    return label if not symbol or symbol in label else f"{symbol}: {label}"


def _with(parameter: Parameter, thing: str) -> dict[str, object]:
    return address.with_choices(**{parameter.name: _value(parameter, thing), "page": ""})


def _value(parameter: Parameter, thing: str) -> str:
    """Return a thing as a parameter takes it: by its key, or with its key space."""
    return iri.short(thing) if parameter.key_space == "*" else iri.key(thing)


def _space(thing: str) -> str:
    place = iri.split(thing)
    return place[0] if place else ""


def _words(name: str) -> str:
    """Return the name of a parameter in words.

    >>> _words("agendaItem")
    'agenda item'
    """
    return _CAPITAL.sub(lambda match: f" {match[0].lower()}", name)


@once_per_graph
def _by_space(opened: Opened) -> dict[str, dict[str, str]]:
    del opened
    return {}


def _keys(opened: Opened, found: Loaded, space: str) -> dict[str, str]:
    """Return the keys of a key space by name, in the order of names."""
    known = _by_space(opened)
    if space not in known:
        prefix = f"{iri.ID}{space}/"
        names = {
            iri.key(thing): found.directory.label(thing)
            for thing in found.directory
            if thing.startswith(prefix)
        }
        known[space] = dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))
    return known[space]
