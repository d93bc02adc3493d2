"""How many died or fled, as each source says it: what is counted, with the bounds it gives."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.facts import dated, every, one, sayings
from normgraph.explorer.happened import asserters, note, span
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    linked,
    listed,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.memberships import once
from normgraph.explorer.references import References
from normgraph.explorer.view import View
from normgraph.query import select
from normgraph.query.statements import Fact, Saying, facts

_NOT_ADDED = (
    "Estimates that count different things, or over different times, are not comparable and "
    "are never added. Each is what the one named beside it says."
)
_UCDP = (
    "Deaths that the Uppsala Conflict Data Program could document in the whole state, by year "
    "and kind of violence: the best estimate with the lowest and highest. They are far fewer "
    "than those who died in all, and may belong to other crises in the same state as well."
)
_FLED = (
    "People from the whole state at the end of each year: single figures of UNHCR, IDMC and "
    "UNRWA, with our sum of those that do not overlap. They may have fled from other crises "
    "as well; fewer than 1,000 in a category count as none."
)
_NONE = "none"
#: Tables of crises no longer than this stand open.
_FEW_YEARS = 5


def number(about: Sequence[Fact]) -> Markup:
    """Return an estimate as people read it: best with its bounds, a range, a single figure."""
    low, best, high = (_digits(one(about, name)) for name in ("low", "best", "high"))
    if best and low and high:
        return Markup("<strong>{}</strong> [{} to {}]").format(best, low, high)
    if best and (low or high):
        bound = f"at least {low}" if low else f"at most {high}"
        return Markup("<strong>{}</strong> [{}]").format(best, bound)
    if best:
        return Markup("<strong>{}</strong> <small>single figure</small>").format(best)
    if low and high:
        return Markup("<strong>{} to {}</strong>").format(low, high)
    return Markup("<strong>{}</strong>").format(f"at least {low}" if low else f"at most {high}")


def estimates(graph: Loaded, crisis: str, refs: References) -> Markup:
    """Return every estimate of a crisis with its definition; or that none was found."""
    answer = select(graph.opened.store, "estimates_of_crisis", crisis=crisis)
    rows, kinds = [], {}
    for row in once(answer.records(), "estimate"):
        about = facts(graph.opened.store, row["estimate"])
        kinds[one(about, "counts")] = row["counted"]
        rows.append(
            (
                terms.thing(graph, one(about, "counts")),
                linked(number(about), address.entity(row["estimate"])),
                _when(about),
                asserters(graph, about),
                _remarks(graph, about),
                refs.mark(sayings(about)),
            )
        )
    title = heading("How many, as each source says")
    if not rows:
        none = "No estimate for this crisis as such was found in a source that could be cited."
        return title + paragraph(none, "soft")
    headers = (
        "What is counted",
        "How many",
        "Over which time",
        "According to",
        "Note",
        "Source",
    )
    shown = table(
        headers, rows, caption="By what is counted, oldest period first", kind="dates"
    )
    return title + paragraph(_NOT_ADDED, "soft") + shown + _defined(graph, kinds)


def _defined(graph: Loaded, kinds: Iterable[str]) -> Markup:
    """Return what each kind of count means."""
    meanings = [
        Markup("<strong>{}</strong>: {}").format(
            plain(graph.directory.label(key)), plain(graph.directory[key].definition)
        )
        for key in kinds
        if key in graph.directory
    ]
    return folded_away("What is counted, in words", listed(meanings))


def _when(about: Sequence[Fact]) -> Markup:
    if one(about, "from"):
        shown = span(about)
    elif one(about, "year"):
        shown = plain(one(about, "year"))
    else:
        shown = Markup("")
    if not one(about, "asOf"):
        return shown
    as_of = Markup("as of {}").format(dated(about, "asOf"))
    return joined([part for part in (shown, as_of) if part], ", ")


def _remarks(graph: Loaded, about: Sequence[Fact]) -> Markup:
    told = []
    for words, name in (("In", "event"), ("Of", "targets"), ("Laid to", "attributedTo")):
        if keys := every(about, name):
            named = joined(terms.thing(graph, key) for key in keys)
            told.append(Markup("{} {}.").format(words, named))
    if written := note(about):
        told.append(written)
    return joined(told, " ")


def of_places(
    graph: Loaded, places: Sequence[str], first: str, last: str, refs: References
) -> Markup:
    """Return deaths and displacement by year in states, between two days if they are given."""
    years = (int(first[:4]) if first else 0, int(last[:4]) if last else date.max.year)
    shown = []
    for place in places:
        name = graph.directory.label(place)
        dead = _deaths(graph, place, years, refs)
        fled = _fled(graph, place, years, refs)
        few = bool(last) and years[1] - years[0] < _FEW_YEARS and len(places) == 1
        if dead:
            title = f"{name}: deaths documented by UCDP, by year"
            shown.append(folded_away(title, dead, opened=few))
        if fled:
            title = f"{name}: people displaced, by year"
            shown.append(folded_away(title, fled, opened=few))
    if not shown:
        none = "No yearly figures of UCDP, UNHCR or IDMC exist for these years and states."
        return heading("Year by year, for the whole state") + paragraph(none, "soft")
    return heading("Year by year, for the whole state") + joined(shown, "")


def _deaths(graph: Loaded, place: str, years: tuple[int, int], refs: References) -> Markup:
    by_year: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    kinds: dict[str, None] = {}
    for row in select(graph.opened.store, "deaths_by_year", place=place).records():
        if years[0] <= int(row["year"]) <= years[1]:
            by_year[int(row["year"])][row["counted"]] = row
            kinds[row["counted"]] = None
    if not by_year:
        return Markup("")
    names = sorted(kinds)
    rows = []
    for year, found in sorted(by_year.items()):
        cells = [_bounded(found[name]) if name in found else plain(_NONE) for name in names]
        marks = refs.mark(
            [Saying(source) for source in sorted({r["source"] for r in found.values()})]
        )
        rows.append((plain(str(year)), *cells, marks))
    shown = table(("Year", *names, "Source"), rows, caption="best [low to high]", kind="dates")
    return paragraph(_UCDP, "soft") + shown


def _fled(graph: Loaded, place: str, years: tuple[int, int], refs: References) -> Markup:
    by_year: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    kinds: dict[str, None] = {}
    for row in select(graph.opened.store, "displacement_by_year", place=place).records():
        if years[0] <= int(row["year"]) <= years[1]:
            by_year[int(row["year"])][row["counted"]] = row
            kinds[row["counted"]] = None
    if not by_year:
        return Markup("")
    names = sorted(kinds)
    rows = []
    for year, found in sorted(by_year.items()):
        cells = [
            plain(_digits(found[name]["people"]) if name in found else _NONE) for name in names
        ]
        together = sum(int(row["people"]) for row in found.values())
        marks = refs.mark(
            [Saying(source) for source in sorted({r["source"] for r in found.values()})]
        )
        rows.append((plain(str(year)), *cells, plain(f"{together:,}"), marks))
    headers = ("End of", *names, "Together", "Source")
    return paragraph(_FLED, "soft") + table(
        headers, rows, caption="Single figures, and our sum", kind="dates"
    )


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return one estimate: what is counted, how many, when and who says so."""
    del thing, refs
    kind = one(facts, "counts")
    told = [
        Markup("{}: {}").format(terms.thing(graph, kind), number(facts)),
        _when(facts),
        Markup("according to {}").format(asserters(graph, facts)),
    ]
    meaning = graph.directory[kind].definition if kind in graph.directory else ""
    parts = [paragraph(joined([part for part in told if part], " · "), "finding")]
    return View([*parts, paragraph(meaning, "soft")])


def _bounded(row: dict[str, str]) -> Markup:
    best, low, high = (_digits(row[name]) for name in ("best", "low", "high"))
    return Markup("<strong>{}</strong> [{} to {}]").format(best, low, high)


def _digits(written: str) -> str:
    return f"{int(written):,}" if written else ""
