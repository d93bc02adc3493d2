"""Dates to check: entries whose date no good source vouches for, and by how much."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, frame, paging, terms
from normgraph.explorer.facts import dated, sayings
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import heading, link, linked, paragraph, plain, show, table
from normgraph.explorer.references import References
from normgraph.explorer.wording import capital
from normgraph.query import select
from normgraph.query.statements import facts

_DATES = ("date", "from", "asOf")


def page() -> None:
    """Show the dates that could not be verified, filtered by degree and class."""
    found = graph()
    frame.begin(
        "Dates to check",
        "Dates of treaty actions and memberships that rest on a secondary source alone, or "
        "that no source that was seen vouches for. They are used as they stand.",
    )
    rows = {
        row["thing"]: row for row in select(found.opened.store, "unverified_dates").records()
    }
    if not rows:
        show(paragraph("The graph has no such date."))
        frame.end(found)
        return
    degree, cls = address.chosen("degree"), address.chosen("class")
    chosen = [
        row
        for row in rows.values()
        if degree in {"", _degree(row)} and cls in {"", _class(row)}
    ]
    refs = References(found)
    show(_counts(found, list(rows.values())), heading("The dates"))
    if chosen:
        shown = _table(found, paging.sliced(chosen), refs)
        pages = paging.links("checks", len(chosen))
        show(paragraph(_told(found, degree, cls, len(chosen)), "finding"), pages, shown, pages)
        show(refs.listed())
    else:
        show(paragraph(Markup("No date fits. {}").format(link("Show all of them", "checks"))))
    frame.end(found)


def _degree(row: dict[str, str]) -> str:
    return row["verification"].rpartition("/")[2]


def _class(row: dict[str, str]) -> str:
    return row["class"].rpartition("#")[2]


def _told(found: Loaded, degree: str, cls: str, number: int) -> Markup:
    words = [f"{number:,} dates"]
    if degree:
        words.append(found.directory.label(address.long(f"verification/{degree}")))
    if cls:
        words.append(found.ontology.label(address.long(f"ontology/{cls}")))
    every = Markup(" · {}").format(link("all of them", "checks")) if degree or cls else ""
    return Markup("{}{}").format(", ".join(words), every)


def _counts(found: Loaded, rows: Sequence[dict[str, str]]) -> Markup:
    """Return how many there are of each class and degree, each a link to those alone."""
    counts = Counter((_class(row), _degree(row)) for row in rows)
    degrees = sorted({degree for _, degree in counts})
    lines = []
    for cls in sorted({cls for cls, _ in counts}):
        name = capital(found.ontology.label(address.long(f"ontology/{cls}")))
        cells = [
            link(
                f"{counts[cls, each]:,}", address.page("checks", degree=each, **{"class": cls})
            )
            if counts[cls, each]
            else plain("0")
            for each in degrees
        ]
        lines.append((plain(name), *cells))
    heads = [
        capital(found.directory.label(address.long(f"verification/{each}"))) for each in degrees
    ]
    caption = "How many dates, by what they belong to and how they are known"
    return table(("Of", *heads), lines, caption=caption, kind="numbers")


def _count(number: int, cls: str, degree: str) -> Markup:
    if not number:
        return plain("0")
    return link(f"{number:,}", address.page("checks", degree=degree, **{"class": cls}))


def _table(found: Loaded, rows: Sequence[dict[str, str]], refs: References) -> Markup:
    lines = []
    for row in rows:
        about = facts(found.opened.store, row["thing"])
        days = [dated(about, name) for name in _DATES]
        day = next(filter(None, days), plain("no date"))
        lines.append(
            (
                linked(day, address.entity(row["thing"])),
                terms.thing(found, row["actor"]) if row["actor"] else plain(""),
                terms.thing(found, row["about"]) if row["about"] else plain(""),
                plain(found.directory.label(row["verification"])),
                plain(row["note"]),
                refs.mark(sayings(about)),
            )
        )
    headers = ("Date", "Whose", "Of what", "Vouched for", "What is missing", "Source")
    return table(headers, lines, caption="The date leads to the entry", kind="dates")
