"""Crises: all of them with what is on record, a map, the responses, the cases, the claims."""

from functools import partial

from markupsafe import Markup

from normgraph.analysis.claim_analyses import last_day
from normgraph.analysis.crisis_map import Shown, place_map
from normgraph.errors import UndefinedMeasureError
from normgraph.explorer import address, claims, justice, sections, terms
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, link, paragraph, plain, table
from normgraph.explorer.references import References
from normgraph.explorer.view import Part, draw
from normgraph.query import crisis_records, select

#: The first year of a crisis on record, and the year that is shown at first.
_FIRST, _DEFAULT = 1904, 2022
_MAPS = {
    Shown.CRISES: "Crises on record",
    Shown.DEATHS: "Deaths in organized violence (UCDP)",
    Shown.DISPLACED: "People displaced, by origin",
}
_COUNTS = ("events", "estimates", "determinations", "decisions", "responses", "cases")


def page() -> None:
    """Show the section that the address names."""
    sections.show(
        "crises",
        "Crises and responses",
        "What happened according to whom, who answered, who was tried, and what the literature "
        "claims. Everything contested is told as someone's words.",
        SECTIONS,
    )


def _crises(found: Loaded, refs: References) -> list[Part]:
    del refs
    rows = []
    for row in select(found.opened.store, "crisis_records").records():
        thing = found.directory[row["crisis"]]
        rows.append(
            (
                terms.thing(found, row["crisis"]),
                plain(row["from"][:4]),
                plain(row["to"][:4]),
                plain(thing.definition),
                *(plain(row[name] if row[name] != "0" else "none") for name in _COUNTS),
            )
        )
    headers = ("Crisis", "From", "To", "In our words", *map(str.capitalize, _COUNTS))
    told = (
        "Being listed says nothing about who is responsible or what the violence was in law. "
        "The numbers are of what was found and entered; “none” means that none was found."
    )
    shown = table(headers, rows, caption=f"{len(rows)} crises, by name", kind="crises")
    return [heading("Crises"), paragraph(told, "soft"), shown]


def _map(found: Loaded, refs: References) -> list[Part]:
    del refs
    last = last_day(found.opened).year
    return [partial(_map_controls, last), partial(_draw_map, found, last)]


def _map_controls(last: int) -> None:
    address.select("Shown", "map", {key.value: name for key, name in _MAPS.items()}, "crises")
    address.year("Year", "year", _FIRST, last, _DEFAULT)


def _draw_map(found: Loaded, last: int) -> None:
    chosen = address.chosen("map", "crises")
    shown = Shown(chosen) if chosen in set(Shown) else Shown.CRISES
    year = min(max(address.number("year", _DEFAULT), _FIRST), last)
    places = crisis_records.on_map(found.opened.store, shown, year)
    try:
        result = place_map(shown, year, places)
    except UndefinedMeasureError as error:
        draw([paragraph(str(error), "note")])
        return
    rows = [
        (
            link(place.name, address.page("entity", id=f"state/{place.state}")),
            plain(f"{place.value:,}"),
            plain(place.bounds),
        )
        for place in result.value.places
    ]
    headers = ("State", _MAPS[shown], "Low and high")
    caption = f"{len(rows)} states, highest first"
    name = f"normgraph-map-{shown}-{year}"
    draw([*framed(cited(found, result), name), table(headers, rows, caption=caption)])


def _responses(found: Loaded, refs: References) -> list[Part]:
    del refs
    rows = [
        (
            terms.thing(found, row["kind"]),
            plain(row["says"]),
            plain(row["pillars"]),
            plain(row["phases"]),
            plain(row["number"] if row["number"] != "0" else "none"),
        )
        for row in select(found.opened.store, "response_kinds").records()
    ]
    told = (
        "Each kind belongs to pillars of the responsibility to protect and to prevention, "
        "reaction or rebuilding; that is normgraph's own ordering, after A/63/677. How many "
        "are here follows what was found and entered."
    )
    headers = ("Kind", "In our words", "Pillars", "Serves to", "How many here")
    shown = table(headers, rows, caption=f"{len(rows)} kinds, by name")
    return [heading("Kinds of response"), paragraph(told, "soft"), shown]


def _failed(found: Loaded, refs: References) -> list[Part]:
    del refs
    rows = [
        (
            terms.day(row["date"]),
            terms.thing(found, row["response"]),
            terms.thing(found, row["crisis"]),
            terms.thing(found, row["draft"]),
            plain(f"vetoed by {row['vetoedBy']}" if row["vetoedBy"] else row["outcome"]),
        )
        for row in select(found.opened.store, "proposals_that_failed").records()
    ]
    headers = ("Day", "What was proposed", "Crisis", "Draft", "What became of it")
    told = "Sanctions, referrals and other responses that a draft would have created."
    shown = table(headers, rows, caption="Oldest first", kind="dates")
    return [heading("Proposed, and not adopted"), paragraph(told, "soft"), shown]


def _justice(found: Loaded, refs: References) -> list[Part]:
    return [_situations(found), justice.cases(found, refs)]


def _situations(found: Loaded) -> Markup:
    rows = [
        (
            terms.thing(found, row["situation"]),
            terms.thing(found, row["court"]),
            plain(row["from"]),
            plain(row["cases"]),
        )
        for row in {
            row["situation"]: row for row in select(found.opened.store, "situations").records()
        }.values()
    ]
    if not rows:
        return Markup("")
    headers = ("Situation", "Court", "Since", "Cases here")
    return heading("Situations") + table(headers, rows, caption="By court and beginning")


#: What each section is called, and what it shows.
SECTIONS: sections.Sections = {
    "": ("Crises", _crises),
    "map": ("Map", _map),
    "responses": ("Kinds of response", _responses),
    "failed": ("Proposed, not adopted", _failed),
    "justice": ("Courts and cases", _justice),
    "claims": ("Claims checked", claims.every_claim),
}
