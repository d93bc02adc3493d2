"""Yearly figures of whole states: deaths that could be documented, and people displaced."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer.estimates import digits
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import folded_away, heading, joined, paragraph, plain, table
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import Saying

_UCDP = (
    "Deaths that the Uppsala Conflict Data Program could document in the whole state, by year "
    "and kind of violence: the best estimate with the lowest and highest. They are far fewer "
    "than those who died in all, and may belong to other crises in the same state as well. "
    "The programme counts by a list of states that has no Palestine and no Kosovo: deaths in "
    "Gaza and the West Bank stand under Israel, those in Kosovo under Serbia."
)
_FLED = (
    "People from the whole state at the end of each year: single figures of UNHCR, IDMC and "
    "UNRWA, with our sum of those of UNHCR and IDMC. Palestine refugees are registered apart "
    "and not in the sum, for many of them are displaced within the territory as well. People "
    "may have fled from other crises too; fewer than 1,000 in a category count as none."
)
#: Registered apart, and overlapping with others: shown, and not added.
_APART = iri.mint("quantity", "refugees-unrwa")
_NONE = "none"
#: Tables of crises no longer than this stand open.
_FEW_YEARS = 5

Row = Mapping[str, str]


def of_places(
    graph: Loaded, places: Sequence[str], first: str, last: str, refs: References
) -> Markup:
    """Return deaths and displacement by year in states, between two days if they are given."""
    years = (int(first[:4]) if first else 0, int(last[:4]) if last else date.max.year)
    opened = bool(last) and years[1] - years[0] < _FEW_YEARS and len(places) == 1
    shown = []
    for place in places:
        name = graph.directory.label(place)
        for title, content in (
            ("deaths documented by UCDP, by year", _deaths(graph, place, years, refs)),
            ("people displaced, by year", _fled(graph, place, years, refs)),
        ):
            if content:
                shown.append(folded_away(f"{name}: {title}", content, opened=opened))
    none = "No yearly figures of UCDP, UNHCR or IDMC exist for these years and states."
    told = joined(shown, "") if shown else paragraph(none, "soft")
    return heading("Year by year, for the whole state") + told


def _deaths(graph: Loaded, place: str, years: tuple[int, int], refs: References) -> Markup:
    found = _by_year(graph, "deaths_by_year", place, years)
    if not found:
        return Markup("")
    names = _names(found)
    rows = [
        (plain(str(year)), *_cells(row, names, _bounded), _marks(row, refs))
        for year, row in found.items()
    ]
    shown = table(("Year", *names, "Source"), rows, caption="best [low to high]", kind="dates")
    return paragraph(_UCDP, "soft") + shown


def _fled(graph: Loaded, place: str, years: tuple[int, int], refs: References) -> Markup:
    found = _by_year(graph, "displacement_by_year", place, years)
    if not found:
        return Markup("")
    names = _names(found)
    apart = graph.directory.label(_APART)
    rows = []
    for year, row in found.items():
        together = sum(int(each["people"]) for name, each in row.items() if name != apart)
        cells = _cells(row, names, lambda each: plain(digits(each["people"])))
        rows.append((plain(str(year)), *cells, plain(f"{together:,}"), _marks(row, refs)))
    headers = ("End of", *names, "Together", "Source")
    caption = "Single figures, and our sum"
    return paragraph(_FLED, "soft") + table(headers, rows, caption=caption, kind="dates")


def _by_year(
    graph: Loaded, query: str, place: str, years: tuple[int, int]
) -> dict[int, dict[str, Row]]:
    """Return the rows of a query by year and by what is counted, oldest year first."""
    found: dict[int, dict[str, Row]] = defaultdict(dict)
    for row in select(graph.opened.store, query, place=place).records():
        if years[0] <= int(row["year"]) <= years[1]:
            found[int(row["year"])][row["counted"]] = row
    return dict(sorted(found.items()))


def _names(found: Mapping[int, Mapping[str, Row]]) -> list[str]:
    return sorted({name for row in found.values() for name in row})


def _cells(
    row: Mapping[str, Row], names: Sequence[str], cell: Callable[[Row], Markup]
) -> list[Markup]:
    return [cell(row[name]) if name in row else plain(_NONE) for name in names]


def _marks(row: Mapping[str, Row], refs: References) -> Markup:
    return refs.mark([Saying(source) for source in sorted({r["source"] for r in row.values()})])


def _bounded(row: Row) -> Markup:
    best, low, high = (digits(row[name]) for name in ("best", "low", "high"))
    # A published bound that contradicts the best estimate is not followed.
    bounds = f"{low or 'no sound bound'} to {high or 'no sound bound'}"
    return Markup("<strong>{}</strong> [{}]").format(best, bounds)
