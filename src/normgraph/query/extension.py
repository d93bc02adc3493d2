"""What the graph says of things, property by property, as columns of somebody's table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from normgraph import iri
from normgraph.errors import UnknownNameError
from normgraph.query import kept
from normgraph.query.directory import Directory
from normgraph.query.ontology import Ontology
from normgraph.query.run import select, text
from normgraph.store import Opened, Term, once_per_graph

#: Properties of other vocabularies, called as the columns of the tables are.
OTHERS: Mapping[str, str] = {
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "altLabel": "http://www.w3.org/2004/02/skos/core#altLabel",
    "definition": "http://www.w3.org/2004/02/skos/core#definition",
    "note": "http://www.w3.org/2004/02/skos/core#note",
}
_NAMES = {
    "label": "name",
    "altLabel": "other names",
    "definition": "definition",
    "note": "note",
}
_XSD = "http://www.w3.org/2001/XMLSchema#"
#: A value: a thing by id and name, or a text, number or day.
Cell = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Property:
    """A property that can be fetched."""

    pid: str  #: local name of the ontology, or label, altLabel, definition, note
    name: str
    definition: str = ""
    things: int = 0  #: how many have it


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property to fetch, and which of its values."""

    pid: str
    language: str = ""  #: tag, or empty for values of every language
    limit: int = 0  #: how many values at most; 0 for all


class Extension:
    """The properties of one graph, and their values."""

    def __init__(self, opened: Opened, ontology: Ontology, directory: Directory) -> None:
        self._store = opened.store
        self._ontology = ontology
        self._directory = directory
        self._uses: dict[str, Counter[str]] = defaultdict(Counter)
        for row in select(opened.store, "properties_of_classes").records():
            if pid := _pid(row["property"]):
                for cls in ontology.lineage(row["class"]):
                    self._uses[cls][pid] += int(row["things"])

    def property(self, pid: str) -> Property:
        """Return the property with this id.

        Raises
        ------
        UnknownNameError
            When there is none.
        """
        if pid in OTHERS:
            return Property(pid, _NAMES[pid])
        term = self._ontology.terms.get(iri.ONTOLOGY + pid)
        if term is None or not term.kind.endswith("property"):
            raise UnknownNameError("property", pid, [*OTHERS, *self._known()])
        return Property(pid, term.label, term.definition)

    def _known(self) -> Iterable[str]:
        return {pid for uses in self._uses.values() for pid in uses}

    def proposed(self, cls: str) -> list[Property]:
        """Return the properties that things of a class have, those of most things first."""
        uses = self._uses.get(iri.ONTOLOGY + cls, Counter())
        found = [(self.property(pid), number) for pid, number in uses.items()]
        properties = [
            Property(p.pid, p.name, p.definition, number)
            for p, number in found
            if p.pid != "locator" and not p.pid.endswith("Precision")  # they serve others
        ]
        return sorted(properties, key=lambda one: (-one.things, one.name, one.pid))

    def row(self, key: str, wanted: Iterable[Wanted]) -> dict[str, list[Cell]]:
        """Return the values of each property wanted of the thing with this short IRI.

        A thing that the graph does not have has no values.
        """
        thing = iri.ID + key
        answer: dict[str, list[Term]] = defaultdict(list)
        if thing in self._directory:
            for _, prop, value, *_ in select(self._store, "facts", thing=thing).rows:
                if prop is not None and value is not None:
                    answer[_pid(text(prop))].append(value)
        return {one.pid: self._cells(one, answer) for one in wanted}

    def _cells(self, wanted: Wanted, facts: Mapping[str, list[Term]]) -> list[Cell]:
        precision = [iri.key(text(term)) for term in facts.get(f"{wanted.pid}Precision", ())]
        cells: list[Cell] = []
        for term in facts.get(wanted.pid, ()):
            language = term.language if isinstance(term, Literal) else None
            if wanted.language and language and language != wanted.language:
                continue
            cell = self._cell(term, precision[0] if precision else "day")
            if cell not in cells:  # several sources may say the same
                cells.append(cell)
        return cells[: wanted.limit or None]

    def _cell(self, term: Term, precision: str) -> Cell:
        if isinstance(term, NamedNode) and (key := iri.short(term.value)):
            return {"id": key, "name": self._directory.label(term.value)}
        if not isinstance(term, Literal):
            return {"str": text(term)}
        match term.datatype.value.removeprefix(_XSD):
            case "integer":
                return {"int": int(term.value)}
            case "decimal" | "double" | "float":
                return {"float": float(term.value)}
            case "date" if precision == "day":
                return {"date": f"{term.value}T00:00:00Z"}
            case "date":  # a day that is not known must not be shown as one
                return {"str": term.value[: 4 if precision == "year" else 7]}
            case _:
                return {"str": term.value}


@once_per_graph
def extension(opened: Opened) -> Extension:
    """Return the properties of the graph, read once."""
    return Extension(opened, kept.ontology(opened), kept.directory(opened))


def _pid(prop: str) -> str:
    """Return the id of a property, or nothing for one that is not fetched."""
    if prop.startswith(iri.ONTOLOGY):
        return prop.removeprefix(iri.ONTOLOGY)
    return next((pid for pid, full in OTHERS.items() if full == prop), "")
