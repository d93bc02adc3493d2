"""An organization: what it is, who belonged to it when, who led it and what it did."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from normgraph.explorer import (
    address,
    determinations,
    engagements,
    happened,
    justice,
    paging,
    responses,
    terms,
)
from normgraph.explorer.commitments import commitments
from normgraph.explorer.facts import dated, every, named, one
from normgraph.explorer.lists import published_counts
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    link,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.memberships import (
    appointments,
    membership_table,
    memberships,
    once,
    suspensions,
)
from normgraph.explorer.references import References
from normgraph.explorer.roll import roll
from normgraph.explorer.view import Part, View
from normgraph.explorer.wording import counted
from normgraph.query import select
from normgraph.query.ontology import local
from normgraph.query.statements import Fact
from normgraph.query.statements import facts as facts_about

#: Properties by which others point here and that sections of the page show.
_MENTIONS = ("organization", "member", "office", "actor", "party", "court")
#: What the first line tells, in this order.
_CARD = (
    ("part of", "partOf"),
    ("in place of", "succeeds"),
    ("founded by", "constituentInstrument"),
    ("founded by", "foundingDocument"),
    ("roles:", "civicRole"),
)


def view(graph: Loaded, thing: str, facts: Sequence[Fact], refs: References) -> View:
    """Return card, members on a day, all memberships, offices, activities and engagements."""
    found = engagements.engagements(graph, actor=thing)
    title = "What it did with norms"
    parts: list[Part] = [
        _card(graph, facts),
        *_members(graph, thing, refs),
        suspensions(graph, refs, organization=thing),
        published_counts(graph, thing, refs),
        appointments(graph, refs, office=thing),
        memberships(graph, thing, refs),
        activities(graph, thing),
        responses.by_actor(graph, thing, refs),
        justice.cases(graph, refs, court=thing),
        happened.parts(graph, refs, actor=thing),
        determinations.section(graph, refs, of="asserter", thing=thing),
        engagements.section(graph, found, refs, title=title, of="actor"),
        *commitments(graph, thing, refs),
    ]
    return View(parts, mentions=frozenset(map(local, _MENTIONS)))


def activities(graph: Loaded, thing: str) -> Markup:
    """Return what an organization did in the roles of civil society."""
    roles: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, dict[str, str]] = {}
    crises: dict[str, set[str]] = defaultdict(set)
    for row in select(graph.opened.store, "activities").records():
        if row["actor"] == thing:
            rows[row["activity"]] = row
            roles[row["activity"]] += {row["roleName"]} - set(roles[row["activity"]])
            crises[row["activity"]] |= {row["crisis"]} - {""}
    if not rows:
        return Markup("")
    shown = []
    for key in sorted(rows, key=lambda key: (rows[key]["from"], rows[key]["name"])):
        about = facts_about(graph.opened.store, key)
        shown.append(
            (
                dated(about, "from"),
                terms.thing(graph, key),
                plain(graph.ontology.label(rows[key]["class"])),
                plain(", ".join(roles[key])),
                joined(terms.thing(graph, crisis) for crisis in sorted(crises[key])),
            )
        )
    headers = ("From", "What", "Kind", "Role", "Crisis")
    return heading("Activities and campaigns") + table(headers, shown, caption="Oldest first")


def _card(graph: Loaded, facts: Sequence[Fact]) -> Markup:
    told = []
    for words, name in (("since", "from"), ("until", "to")):
        if one(facts, name):
            told.append(Markup("{} {}").format(words, dated(facts, name)))
    states = [terms.thing(graph, key) for key in every(facts, "seatIn")]
    if places := [*map(plain, every(facts, "headquarters")), *states]:
        told.append(Markup("seat: {}").format(joined(places)))
    told += named(graph, facts, _CARD)
    return paragraph(joined(told, " · "), "finding") if told else Markup("")


def _members(graph: Loaded, thing: str, refs: References) -> list[Part]:
    """Return the members on the day that the address names, and all spells."""
    answer = select(graph.opened.store, "all_memberships", organization=thing)
    spells = once(answer.records(), "membership")
    if not spells:
        return []
    today = address.today()
    day = address.chosen_day("on", today).isoformat()
    found = select(graph.opened.store, "members_of", organization=thing, date=day).records()
    by_role: dict[str, set[str]] = defaultdict(set)
    for row in found:
        by_role[row["role"]].add(row["member"])
    counts = ", ".join(f"{len(keys)} as {role}" for role, keys in sorted(by_role.items()))
    told = Markup('On {}: <strong class="tally">{}</strong>.').format(
        terms.day(day), counts or "nobody that the graph knows of"
    )
    parts: list[Part] = [
        heading("Who belongs to it on a day"),
        partial(address.day, "Day", "on", today),
        paragraph(told, "finding"),
        _list_days(spells, day),
    ]
    for role, keys in sorted(by_role.items()):
        title = heading(f"As {role}", 3) if len(by_role) > 1 else Markup("")
        parts.append(title + roll(graph, keys, day))
    return [*parts, _spells(graph, spells, refs)]


def _list_days(spells: Sequence[dict[str, str]], day: str) -> Markup:
    """Return the days of lists, for members of whom no beginning is known."""
    days = sorted({row["asOf"] for row in spells if row["asOf"] and not row["from"]})
    if not days or days == [day]:
        return Markup("")
    links = [
        link(
            terms.spoken(each),
            address.page("entity", **address.with_choices(on=each, members="")),
            current=each == day,
        )
        for each in days
    ]
    told = Markup(
        "Of some only a list of one day is known, and they count on that day alone: {}."
    )
    return paragraph(told.format(joined(links)), "note")


def _spells(graph: Loaded, spells: Sequence[dict[str, str]], refs: References) -> Markup:
    shown = membership_table(
        graph,
        paging.sliced(spells, name="members"),
        refs,
        of="organization",
        caption="Every membership, past ones too, oldest first",
    )
    pages = paging.links("entity", len(spells), name="members")
    if address.chosen("members"):
        return heading("All memberships") + shown + pages
    return heading("All memberships") + folded_away(
        counted(len(spells), "membership"), shown + pages
    )
