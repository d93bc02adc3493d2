"""What every thing of the graph is called and what it is, held in memory."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal

from normgraph.query.run import select, text
from normgraph.store import QuadStore, Term

_CAPITAL = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing."""

    text: str
    kind: str  #: label, alternative, title, symbol, draft, former, place or crisis
    language: str = ""  #: tag, or empty for a symbol


@dataclass(slots=True)
class Thing:
    """One thing of the graph, as a list of results shows it."""

    iri: str
    classes: tuple[str, ...] = ()  #: IRIs
    names: list[Name] = field(default_factory=list)
    definition: str = ""
    date: str = ""
    beginning: str = ""  #: day, for what lasts
    outcome: str = ""  #: IRI
    whole: str = ""  #: IRI of the text or provision of which a provision is part
    precision: str = ""  #: of the date: month or year, where less than a day is known

    @property
    def label(self) -> str:
        """The English label, or the best name there is."""
        order = {"label": 0, "symbol": 1, "title": 2, "alternative": 3}
        own = [name for name in self.names if name.kind in order]
        own.sort(key=lambda name: (order[name.kind], name.language != "en"))
        return own[0].text if own else self._described()

    def _described(self) -> str:
        """Return class and key, for what has no name of its own."""
        kind = self.classes[0].rpartition("#")[2] if self.classes else ""
        key = self.iri.rpartition("/")[2].rpartition("#")[2]
        return f"{_CAPITAL.sub(_spaced, kind).strip()} {key}".strip()

    def named(self, kind: str) -> str:
        """Return the first name of a ``kind``, in English if there is one; or nothing."""
        found = [name for name in self.names if name.kind == kind]
        found.sort(key=lambda name: name.language != "en")
        return found[0].text if found else ""


class Directory(Mapping[str, Thing]):
    """Every thing by IRI."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._things = {thing.iri: thing for thing in things}

    def __getitem__(self, key: str) -> Thing:
        return self._things[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def label(self, key: str) -> str:
        """Return what ``key`` is called; an IRI the graph does not name stays as it is."""
        return self._things[key].label if key in self._things else key

    def of_class(self, cls: str) -> list[Thing]:
        """Return the things of a class, by label."""
        members = (thing for thing in self._things.values() if cls in thing.classes)
        return sorted(members, key=lambda thing: (thing.label, thing.iri))


def read_directory(store: QuadStore) -> Directory:
    """Return every thing of ``store`` with all its names."""
    things: dict[str, Thing] = {}
    classes: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "things").rows:
        thing, cls, definition, day, beginning, outcome, precision, whole = row
        key = _text(thing)
        classes[key].add(_text(cls))
        entry = things.setdefault(key, Thing(key))
        entry.definition = entry.definition or _text(definition)
        entry.date = entry.date or _text(day)
        entry.beginning = entry.beginning or _text(beginning)
        entry.outcome = entry.outcome or _text(outcome)
        entry.whole = entry.whole or _text(whole)
        entry.precision = entry.precision or _text(precision).rpartition("/")[2]
    for thing, kind, name in select(store, "names").rows:
        if (known := things.get(_text(thing))) is not None:
            language = name.language if isinstance(name, Literal) else None
            known.names.append(Name(_text(name), _text(kind), language or ""))
    for key, known in things.items():
        known.classes = tuple(sorted(classes[key]))
    _name_provisions(things)
    return Directory(things.values())


def _name_provisions(things: Mapping[str, Thing]) -> None:
    """Add to the name of each provision that of its text: there is many an Article 2."""
    for thing in things.values():
        whole = things.get(thing.whole)
        while whole and whole.whole in things:
            whole = things[whole.whole]
        if whole:
            thing.names = [_within(name, whole.label) for name in thing.names]


def _within(name: Name, whole: str) -> Name:
    if name.kind != "label" or name.language != "en" or whole in name.text:
        return name
    return Name(f"{name.text}, {whole}", name.kind, name.language)


def _spaced(match: re.Match[str]) -> str:
    return f" {match.group().lower()}"


def _text(term: Term | None) -> str:
    return text(term) if term is not None else ""
