"""The documentation of the ontology: one page, made from the graph and the files beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from normgraph import iri
from normgraph.export import ontology_files as files
from normgraph.export import page
from normgraph.export.document import FORMATS
from normgraph.export.ontology_entries import Entries, Entry, Item, Line, anchor
from normgraph.query import kept
from normgraph.query.catalog import Query
from normgraph.query.ontology import OntologyTerm
from normgraph.query.portrait import Naming
from normgraph.query.run import text
from normgraph.query.statements import concluded
from normgraph.store import Opened, once_per_graph

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_VOCABULARIES = NamedNode(f"{iri.GRAPH}vocabularies")
_NAME = NamedNode(iri.ONTOLOGY.removesuffix("#"))


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in the tree of classes."""

    entry: Entry
    branches: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one kind."""

    anchor: str
    title: str
    told: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Documentation:
    """All that the page shows."""

    description: str
    tree: tuple[Branch, ...]
    sections: tuple[Section, ...]


@once_per_graph
def documentation(opened: Opened) -> Documentation:
    """Return every class, property, individual, shape, rule and check, with its use."""
    entries = Entries(opened)
    terms = kept.ontology(opened)
    classes = {term.iri: entries.term(term) for term in terms.of_kind("class")}
    told = opened.store.quads_for_pattern(
        _NAME, NamedNode("http://purl.org/dc/terms/description"), None, DefaultGraph()
    )
    return Documentation(
        description=" ".join(text(quad.object) for quad in told),
        tree=_tree(classes, terms.terms.values()),
        sections=(
            Section(
                "classes", "Classes", "Kinds of things; a table each.", tuple(classes.values())
            ),
            *(
                Section(
                    anchor_,
                    title,
                    told_,
                    tuple(entries.term(term) for term in terms.of_kind(kind)),
                )
                for kind, anchor_, title, told_ in _PROPERTIES
            ),
            *_vocabularies(opened, entries),
            Section("shapes", "Shapes", _OF_SHAPES, tuple(_shapes(opened))),
            Section("rules", "Rules", _OF_RULES, tuple(_rules(opened))),
            Section("checks", "Checks", _OF_CHECKS, tuple(_checks())),
        ),
    )


_PROPERTIES = (
    ("object property", "object-properties", "Object properties", "Their values are things."),
    ("datatype property", "data-properties", "Data properties", "Their values are literals."),
    (
        "annotation property",
        "annotation-properties",
        "Annotation properties",
        "Names and notes for people, and what the ontology says of itself.",
    ),
)
_OF_SHAPES = "What a thing must have before a graph is published, in SHACL."
_OF_RULES = "What is concluded from the sources; each conclusion lies in a graph of its own."
_OF_CHECKS = "What must hold between things before a graph is published."


def ontology_html(opened: Opened, root: str | None = None, explorer: str = "") -> str:
    """Return the documentation as one page, the same for the same graph.

    Parameters
    ----------
    opened
        The graph.
    root
        Path of the server on which the pages of things are; None for a file by itself, whose
        links are the IRIs of the things.
    explorer
        Path of the explorer, where it is served beside.
    """
    whole = documentation(opened)
    anchors = {entry.iri: entry.anchor for part in whole.sections for entry in part.entries}
    return page.rendered(
        "ontology.html",
        documentation=whole,
        address=_addresses(anchors, root),
        root=root or "",
        served=root is not None,
        explorer=explorer,
        version=opened.manifest.version,
        namespace=iri.ONTOLOGY,
        formats=FORMATS.values(),
    )


def _addresses(anchors: dict[str, str], root: str | None) -> Callable[[str], str]:
    def address(key: str) -> str:
        """Return where a term or thing is told of; nothing where there is no such place."""
        if key.startswith("#"):
            return key
        if key in anchors:
            return f"#{anchors[key]}"
        if key.startswith(iri.ID) and root is not None:
            return f"{root}/{page.place(key)}"
        return key if page.is_web(key) and not key.startswith(iri.GRAPH) else ""

    return address


def _tree(classes: dict[str, Entry], terms: Iterable[OntologyTerm]) -> tuple[Branch, ...]:
    known = [term for term in terms if term.iri in classes]

    def below(parent: str) -> tuple[Branch, ...]:
        return branches(term for term in known if parent in term.parents)

    def branches(found: Iterable[OntologyTerm]) -> tuple[Branch, ...]:
        ordered = sorted(found, key=lambda term: (term.label.casefold(), term.iri))
        return tuple(Branch(classes[term.iri], below(term.iri)) for term in ordered)

    return branches(term for term in known if not term.parents & classes.keys())


def _vocabularies(opened: Opened, entries: Entries) -> Iterator[Section]:
    naming = Naming(opened)
    schemes: dict[str, list[str]] = {}
    scheme = NamedNode(f"{_SKOS}inScheme")
    quads = opened.store.quads_for_pattern(None, scheme, None, DefaultGraph())
    for quad in sorted(quads, key=str):
        schemes.setdefault(text(quad.object), []).append(text(quad.subject))
    for quad in opened.store.quads_for_pattern(None, None, None, _VOCABULARIES):
        key = text(quad.subject)
        if key.startswith(iri.ID) and not _is_listed(key, schemes):
            schemes.setdefault("", []).append(key)
    for key in sorted(schemes, key=lambda key: naming.label(key).casefold()):
        label = naming.label(key) if key else "other individuals"
        told = f"{key}" if key else "Declared with the vocabularies and in none of them."
        members = [entries.concept(each) for each in schemes[key]]
        members.sort(key=lambda entry: (entry.label.casefold(), entry.iri))
        yield Section(
            anchor(key) if key else "individuals",
            f"Vocabulary: {label}",
            told,
            tuple(members),
        )


def _is_listed(key: str, schemes: dict[str, list[str]]) -> bool:
    return key in schemes or any(key in members for members in schemes.values())


def _shapes(opened: Opened) -> Iterator[Entry]:
    naming = Naming(opened)
    for shape in files.shapes():
        targets = tuple(Item(naming.label(key), key) for key in shape.targets)
        demands = [
            Line(naming.label(each.path), (Item("; ".join(each.demands)),), each.message)
            for each in shape.constraints
        ]
        demands += [
            Line(
                "at least one of",
                tuple(Item(naming.label(path), path) for path in choice.paths),
                choice.message,
            )
            for choice in shape.choices
        ]
        yield Entry(
            anchor(shape.iri),
            shape.iri,
            "shape",
            anchor(shape.iri),
            "",
            (),
            (Line("of every", targets), *demands),
        )


def _rules(opened: Opened) -> Iterator[Entry]:
    naming = Naming(opened)
    for name, rule in files.rules().items():
        key = f"{iri.INFERRED}{name}"
        counts = concluded(opened.store, key)
        conclusions = tuple(Item(naming.label(each), each, n) for each, n in counts.items())
        lines = [Line("concludes", conclusions), _terms_of(opened, rule)]
        yield _of_query(key, f"rule-{name}", "rule", name, rule, lines)


def _checks() -> Iterator[Entry]:
    for name, check in files.checks().items():
        yield _of_query("", f"check-{name}", "check", name, check, [])


def _of_query(
    key: str, anchor_: str, kind: str, name: str, query: Query, lines: Iterable[Line]
) -> Entry:
    notes = (query.description,) if query.description else ()
    kept_lines = tuple(line for line in lines if line.items)
    return Entry(anchor_, key, kind, name, query.summary, notes, kept_lines, code=query.text)


def _terms_of(opened: Opened, query: Query) -> Line:
    terms = kept.ontology(opened).terms
    named = sorted(files.mentioned(query.text) & terms.keys())
    return Line("names", tuple(Item(terms[key].label, key) for key in named))
