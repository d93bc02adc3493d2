"""Decisions as a table: what was voted on, what became of it, and who stood where."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, link, plain, table
from normgraph.query.register import CHOICES, Entry

HEADERS = (
    "Date",
    "Text",
    "Outcome",
    "For, against, abstained",
    "Vetoed by",
    "Against",
    "Abstained",
)
COLUMNS = (
    "date",
    "symbol",
    "title",
    "outcome",
    *CHOICES,
    "vetoedBy",
    "states_in_favour",
    "states_against",
    "states_abstained",
    "states_that_did_not_vote",
    "on_library_list",
    "iri",
)


def decision_table(graph: Loaded, entries: Iterable[Entry], *, caption: str) -> Markup:
    """Return one row for each decision."""
    return table(
        HEADERS,
        [
            (
                terms.day(entry.date),
                _text(graph, entry),
                outcome(graph, entry.outcome),
                _tally(entry),
                states(graph, entry.cast("vetoedBy"), entry.date, strong=True),
                states(graph, entry.cast("votedAgainst"), entry.date),
                states(graph, entry.cast("abstained"), entry.date),
            )
            for entry in entries
        ],
        caption=caption,
        kind="decisions",
    )


def outcome(graph: Loaded, key: str) -> Markup:
    """Return what became of a decision, as a label that does not rely on colour."""
    kind = key.rpartition("/")[2]
    return Markup('<span class="outcome {}">{}</span>').format(kind, graph.directory.label(key))


def states(graph: Loaded, keys: Sequence[str], day: str, *, strong: bool = False) -> Markup:
    """Return states as they were called on a day, in the order of the alphabet."""
    links = joined(state for _, state in members(graph, keys, day))
    return Markup("<strong>{}</strong>").format(links) if strong and keys else links


def member(graph: Loaded, key: str, day: str) -> Markup:
    """Return one actor as a link, called as on the day."""
    return joined(name for _, name in members(graph, [key], day))


def members(graph: Loaded, keys: Sequence[str], day: str) -> list[tuple[str, Markup]]:
    """Return each state's IRI and its name of the day as a link, by name."""
    named = sorted((graph.name_on(key, day) or short_name(graph, key), key) for key in keys)
    shown = []
    for name, key in named:
        label = graph.directory.label(key)
        now = label if name == short_name(graph, key) else f"{label}, on that day {name}"
        shown.append((key, link(name, address.entity(key), title=now)))
    return shown


def short_name(graph: Loaded, key: str) -> str:
    """Return the name of a state without its form of government, where it has such a one.

    Only what stands before a bracket or "of" counts: "Iran" for "Iran (Islamic Republic of)",
    but never "Bosnia" for "Bosnia and Herzegovina".
    """
    label = graph.directory.label(key)
    known = graph.directory.get(key)
    others = [name.text for name in known.names if name.kind == "alternative"] if known else []
    beginnings = [
        name
        for name in others
        if len(name) > 3 and label.startswith((f"{name} (", f"{name} of "))
    ]
    return max(beginnings, key=len, default=label) if len(label) > 16 else label


def rows(graph: Loaded, entries: Iterable[Entry]) -> list[tuple[str | int, ...]]:
    """Return the decisions as rows for a file, under `COLUMNS`."""
    names = graph.directory.label

    def listed(keys: Sequence[str]) -> str:
        return " | ".join(sorted(names(key) for key in keys))

    return [
        (
            entry.date,
            entry.symbol,
            entry.title,
            names(entry.outcome),
            *(len(entry.cast(choice)) for choice in CHOICES),
            listed(entry.cast("vetoedBy")),
            *(listed(entry.cast(choice)) for choice in CHOICES),
            "yes" if entry.official else "",
            entry.decision,
        )
        for entry in entries
    ]


def _text(graph: Loaded, entry: Entry) -> Markup:
    label = graph.directory.label(entry.decision)
    name = entry.symbol if entry.decision.endswith(iri.key_of(entry.symbol)) else label
    return Markup('{} <span class="title">{}</span>').format(
        link(name, address.entity(entry.decision)), plain(entry.title)
    )


def _tally(entry: Entry) -> Markup:
    if entry.without_vote:
        return plain("without a vote")
    return Markup('<span class="tally">{}</span>').format(entry.tally)
