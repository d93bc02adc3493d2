"""Who called a crisis by the name of a crime, and who refused to: as whom, and when."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, paging, terms
from normgraph.explorer.facts import SENTENCE, dated, every, named, one, sayings
from normgraph.explorer.happened import asserters, note
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    bar,
    heading,
    joined,
    link,
    linked,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.statements import Fact, facts

_SIZE = 30  #: rows on a page
_LIMITS = (
    "None of these is normgraph's own. What a government or parliament says is a political "
    "act; a court's finding binds in its case; reasonable grounds are less than proof. Listed "
    "is what was found; who is not here may still have spoken."
)


def section(graph: Loaded, refs: References, *, of: str, thing: str) -> Markup:
    """Return the determinations on a crisis, of a crime, or by an actor, oldest first.

    Parameters
    ----------
    graph
        For names.
    refs
        Numbers the sources.
    of
        ``crisis``, ``crime`` or ``asserter``: what all have in common.
    thing
        Its IRI.
    """
    answer = select(graph.opened.store, "determinations", **{of: thing})
    rows = once(answer.records(), "determination")
    titles = {
        "crisis": "What it was called, and by whom",
        "crime": "Crises called by this name, or not",
        "asserter": "What it called crimes, or did not",
    }
    title = heading(titles[of])
    if not rows:
        none = paragraph("No determination was found in a source that could be cited.", "soft")
        return title + none if of == "crisis" else Markup("")
    chosen, bar = _chosen(graph, rows)
    shown = [_row(graph, each, refs, of) for each in paging.sliced(chosen, _SIZE, name="names")]
    heads = {"asserter": "Who", "crisis": "Crisis", "crime": "Crime"}
    named = [words for name, words in heads.items() if name != of]
    headers = ("Date", *named, "Says", "In what capacity", "In our words", "Source")
    caption = "Oldest first; the date leads to the entry"
    pages = paging.links("entity", len(chosen), _SIZE, name="names")
    whole = table(headers, shown, caption=caption, kind="dates")
    return title + paragraph(_LIMITS, "soft") + bar + whole + pages


def _chosen(
    graph: Loaded, rows: Sequence[dict[str, str]]
) -> tuple[list[dict[str, str]], Markup]:
    """Return the rows of the finding that the address names, and links to the others."""
    counts = Counter(row["finding"] for row in rows)
    wanted = address.long(f"finding/{address.chosen('finding')}")
    choices = [_choice("", f"all {len(rows)}", current=wanted not in counts)]
    choices += [
        _choice(
            address.short(key).partition("/")[2],
            f"{graph.directory.label(key)} {number}",
            current=key == wanted,
        )
        for key, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    chosen = [row for row in rows if wanted not in counts or row["finding"] == wanted]
    return chosen, bar("Findings", choices)


def _choice(finding: str, words: str, *, current: bool) -> Markup:
    choices = address.with_choices(finding=finding, names="")
    return link(words, address.page("entity", **choices), current=current)


def _row(graph: Loaded, row: dict[str, str], refs: References, of: str) -> tuple[Markup, ...]:
    about = facts(graph.opened.store, row["determination"])
    cells = {
        "asserter": asserters(graph, about),
        "crisis": joined(terms.thing(graph, key) for key in every(about, "crisis")),
        "crime": joined(terms.thing(graph, key) for key in every(about, "crime")),
    }
    return (
        linked(dated(about, "date"), address.entity(row["determination"])),
        *(cell for name, cell in cells.items() if name != of),
        Markup("<strong>{}</strong>").format(plain(row["found"])),
        plain(row["standing"]),
        _told(graph, about, row["label"]),
        refs.mark(sayings(about)),
    )


def _told(graph: Loaded, about: Sequence[Fact], label: str) -> Markup:
    told = [plain(f"{label}.") if label else Markup("")]
    wording = (
        ("On", "event"),
        ("Against", "targets"),
        ("Laid to", "attributedTo"),
        ("In", "document"),
    )
    told += named(graph, about, wording, SENTENCE)
    if written := note(about):
        told.append(written)
    return joined([part for part in told if part], " ")


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return one determination: who says what of which crisis, and as whom."""
    del thing, refs
    crimes = joined(terms.thing(graph, key) for key in every(facts, "crime"))
    over = joined(terms.thing(graph, key) for key in every(facts, "crisis"))
    finding = one(facts, "finding")
    told = Markup("{} · {}, as {}: {} · {} · {}").format(
        dated(facts, "date"),
        asserters(graph, facts),
        plain(graph.directory.label(one(facts, "capacity"))),
        Markup("<strong>{}</strong>").format(plain(graph.directory.label(finding))),
        crimes,
        over,
    )
    meaning = graph.directory[finding].definition if finding in graph.directory else ""
    return View([paragraph(told, "finding"), paragraph(meaning, "soft")])
