"""Memberships, suspensions and appointments as tables, each row with who says so."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.decision_table import member
from normgraph.explorer.facts import dated, every, one, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, linked, plain, table
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.statements import Fact, facts

Row = Mapping[str, str]


def once(rows: Iterable[dict[str, str]], key: str) -> list[dict[str, str]]:
    """Return the rows without those that say the same thing from another source."""
    return list({row[key]: row for row in rows}.values())


def memberships(graph: Loaded, thing: str, refs: References) -> Markup:
    """Return the organizations to which an actor belongs or belonged."""
    answer = select(graph.opened.store, "memberships_of", member=thing)
    rows = once(answer.records(), "membership")
    if not rows:
        return Markup("")
    caption = f"{len(rows)} memberships, by organization"
    shown = membership_table(graph, rows, refs, of="member", caption=caption)
    return heading("Memberships") + shown


def membership_table(
    graph: Loaded, rows: Sequence[Row], refs: References, *, of: str, caption: str
) -> Markup:
    """Return memberships as a table; ``of`` is "member" or "organization", as all share it."""
    other = "organization" if of == "member" else "member"
    shown = []
    for row in rows:
        about = facts(graph.opened.store, row["membership"])
        rated = graph.directory.label(row["verification"]) if row["verification"] else ""
        shown.append(
            (
                member(graph, row[other], row["from"] or row["asOf"]),
                linked(plain(row["role"]), address.entity(row["membership"])),
                _begins(about),
                _ends(about),
                plain(rated),
                refs.mark(sayings(about)),
            )
        )
    headers = (other.capitalize(), "Role", "From", "To, included", "Date vouched for", "Source")
    return table(headers, shown, caption=caption)


def suspensions(graph: Loaded, refs: References, **given: str) -> Markup:
    """Return the suspensions of a member or from an organization."""
    rows = once(select(graph.opened.store, "suspensions", **given).records(), "suspension")
    if not rows:
        return Markup("")
    other = "organization" if "member" in given else "member"
    shown = []
    for row in rows:
        about = facts(graph.opened.store, row["suspension"])
        shown.append(
            (
                linked(dated(about, "from"), address.entity(row["suspension"])),
                member(graph, row[other], row["from"]),
                dated(about, "to") or plain("no end known here"),
                plain(row["reason"]),
                refs.mark(sayings(about)),
            )
        )
    headers = ("From", other.capitalize(), "To, included", "Why", "Source")
    caption = "A suspended member remains a member"
    return heading("Suspensions") + table(headers, shown, caption=caption, kind="dates")


def appointments(graph: Loaded, refs: References, **given: str) -> Markup:
    """Return who held an office, or which offices a person held."""
    office = given.get("office")
    answer = select(
        graph.opened.store, "appointments", **({"office": office} if office else {})
    )
    rows = once(answer.records(), "appointment")
    if not office:
        rows = [row for row in rows if row["person"] == given["person"]]
    if not rows:
        return Markup("")
    other = "person" if office else "office"
    shown = []
    for row in sorted(rows, key=lambda row: row["from"] or row["to"] or "9999"):
        about = facts(graph.opened.store, row["appointment"])
        by = joined(terms.thing(graph, key) for key in every(about, "appointedBy"))
        first = dated(about, "from") or plain("not known here")
        shown.append(
            (
                linked(first, address.entity(row["appointment"])),
                dated(about, "to"),
                terms.thing(graph, row[other]),
                by,
                plain(row["note"]),
                refs.mark(sayings(about)),
            )
        )
    headers = ("From", "To, included", other.capitalize(), "Appointed by", "Note", "Source")
    title = heading("Who held the office" if office else "Offices held")
    caption = "Where no end is given, none is known here"
    return title + table(headers, shown, caption=caption, kind="dates")


def _begins(about: Sequence[Fact]) -> Markup:
    if one(about, "from") or not one(about, "asOf"):
        return dated(about, "from")
    return Markup("on the list of {}").format(dated(about, "asOf"))


def _ends(about: Sequence[Fact]) -> Markup:
    if one(about, "to"):
        return dated(about, "to")
    return plain("" if one(about, "from") else "not known")
