"""Whom an instrument binds: on a day, over time, by region, and who stayed away or left."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from normgraph.analysis.ratification import ratification_curve
from normgraph.explorer import address, paging, terms
from normgraph.explorer.bonds import (
    Bond,
    as_commitment,
    how,
    kinds,
    marks,
    since,
    until,
    verified,
)
from normgraph.explorer.decision_table import member, members
from normgraph.explorer.facts import dated, sayings
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    folded_away,
    heading,
    joined,
    linked,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.references import References
from normgraph.explorer.roll import roll
from normgraph.explorer.view import Part
from normgraph.explorer.wording import counted
from normgraph.export.table import csv_text
from normgraph.query import select
from normgraph.query.statements import facts

_CONSENT = (
    "A party is bound from the day on which its consent takes effect, not from that of its "
    "deposit, until the day before its withdrawal does or the state itself ends. What happened "
    "after the sources were made is not here."
)


def parties(
    graph: Loaded,
    key: str,
    bonds: Sequence[Bond],
    found: Sequence[Mapping[str, str]],
    refs: References,
) -> list[Part]:
    """Return the parties on the day that the address names, and the figure of all days."""
    if not bonds:
        return []
    today = address.today()
    day = address.chosen_day("on", today).isoformat()
    bound = [bond for bond in bonds if bond.holds(day)]
    told = Markup('On {} it bound <strong class="tally">{}</strong>.').format(
        terms.day(day), _counted(bound)
    )
    parts: list[Part] = [
        heading("Parties on a day"),
        partial(address.day, "Day", "on", today),
        paragraph(told, "finding"),
        paragraph(_CONSENT, "soft"),
    ]
    if bound:
        parts += [
            roll(graph, [bond.party for bond in bound], day),
            folded_away(
                "Since when each of them was bound, and by what",
                _table(graph, bound, kinds(found), refs, day),
            ),
            partial(_download, graph, key, bound, day),
        ]
    return [*parts, *_figure(graph, key, bonds)]


def others(graph: Loaded, key: str, bonds: Sequence[Bond], refs: References) -> Markup:
    """Return first and last by region, withdrawals, and who is not bound."""
    if not bonds:
        return _signed_only(graph, key, refs)
    day = address.chosen_day("on", address.today()).isoformat()
    return joined(
        [
            _regions(graph, key, bonds),
            _ended(graph, bonds, refs),
            _withdrawals(graph, key, refs),
            _signed_only(graph, key, refs),
            _not_bound(graph, key, day),
        ],
        "",
    )


def _counted(bound: Sequence[Bond]) -> str:
    states = len({bond.party for bond in bound if "/state/" in bond.party})
    rest = len({bond.party for bond in bound}) - states
    told = counted(states, "state")
    return f"{told} and {counted(rest, 'organization')}" if rest else told


def _table(
    graph: Loaded, bound: Sequence[Bond], names: dict[str, str], refs: References, day: str
) -> Markup:
    by_party = {bond.party: bond for bond in bound}
    rows = [
        (
            name,
            since(by_party[party]),
            until(by_party[party]),
            how(by_party[party], names),
            verified(graph, by_party[party].verification),
            marks(by_party[party], refs),
        )
        for party, name in members(graph, list(by_party), day)
    ]
    headers = ("Party", "Bound since", "To", "By", "Date vouched for", "Source")
    return table(headers, rows, caption=f"{len(rows)} parties on the day, by name")


def _download(graph: Loaded, key: str, bound: Sequence[Bond], day: str) -> None:
    columns = (
        "party",
        "name",
        "bound_from",
        "bound_from_precision",
        "bound_to",
        "consented",
        "consented_precision",
        "sources",
    )
    rows = [
        (
            address.short(bond.party),
            graph.directory.label(bond.party),
            bond.first,
            bond.precision or None,
            bond.last or None,
            bond.consented or None,
            bond.consented_precision or None,
            " | ".join(address.short(source) for source in bond.sources),
        )
        for bond in sorted(bound, key=lambda bond: bond.party)
    ]
    name = f"normgraph-parties-{address.short(key).rpartition('/')[2]}-{day}.csv"
    st.download_button(
        "Download these parties as CSV",
        partial(csv_text, columns, rows),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
    )


def _figure(graph: Loaded, key: str, bonds: Sequence[Bond]) -> list[Part]:
    short = address.short(key).rpartition("/")[2]
    covered = graph.coverage
    found = [as_commitment(graph, bond) for bond in bonds]
    result = ratification_curve(found, covered.last if covered else None)
    changes = result.value.changes[::-1]
    rows = [
        (
            terms.day(change.day.isoformat()),
            plain(str(change.joined) if change.joined else ""),
            plain(str(change.left) if change.left else ""),
            plain(str(change.parties)),
        )
        for change in paging.sliced(changes, name="changes")
    ]
    caption = "Days on which the parties changed, newest first"
    twin = table(("Day", "Joined", "Left", "Parties"), rows, caption=caption, kind="numbers")
    pages = paging.links("entity", len(changes), name="changes")
    return [
        *framed(cited(graph, result), f"normgraph-ratifications-{short}"),
        heading("The same as a table", 3),
        folded_away(f"{counted(len(changes), 'day')} on which the number changed", twin + pages)
        if address.chosen("changes") == ""
        else twin + pages,
    ]


def _regions(graph: Loaded, key: str, bonds: Sequence[Bond]) -> Markup:
    vague = {(bond.party, bond.consented): bond.consented_precision for bond in bonds}
    answer = select(graph.opened.store, "first_and_last_by_region", instrument=key)
    rows = []
    for region, alike in groupby(answer.records(), key=lambda row: row["region"]):
        places: dict[str, list[dict[str, str]]] = {"first": [], "last": []}
        for row in alike:
            places[row["place"]].append(row)
        rows.append((plain(region), *(_place(graph, places[each], vague) for each in places)))
    if not rows:
        return Markup("")
    caption = "By the day of consent, within regions of the M49 standard; a day may be shared"
    headers = ("Region", "First to consent", "Last to consent, so far")
    return heading("First and last by region") + table(headers, rows, caption=caption)


def _place(
    graph: Loaded, rows: Sequence[dict[str, str]], vague: Mapping[tuple[str, str], str]
) -> Markup:
    if not rows:
        return plain("")
    day = rows[0]["day"]
    bound = sorted({row["party"] for row in rows})
    named = joined(name for _, name in members(graph, bound, day))
    precision = min(vague.get((party, day), "") for party in bound)
    return Markup("{}: {}").format(terms.day(day, precision), named)


def _ended(graph: Loaded, bonds: Sequence[Bond], refs: References) -> Markup:
    ended = [bond for bond in bonds if bond.last]
    if not ended:
        return Markup("")
    rows = [
        (
            member(graph, bond.party, bond.last),
            since(bond),
            until(bond),
            marks(bond, refs),
        )
        for bond in sorted(ended, key=lambda bond: bond.last)
    ]
    headers = ("Party", "From", "To, included", "Source of the consent")
    caption = "Who left or gave notice to leave, and states that came to an end; by last day"
    return heading("Commitments with an end") + table(headers, rows, caption=caption)


def _withdrawals(graph: Loaded, key: str, refs: References) -> Markup:
    found = list(select(graph.opened.store, "withdrawals", instrument=key).records())
    if not found:
        return Markup("")
    rows = []
    for row in found:
        about = facts(graph.opened.store, row["action"])
        rows.append(
            (
                linked(dated(about, "date"), address.entity(row["action"])),
                member(graph, row["party"], row["date"]),
                dated(about, "effective"),
                terms.day(row["takenBack"]) if row["takenBack"] else plain(""),
                refs.mark(sayings(about)),
            )
        )
    headers = ("Notice", "Party", "Takes effect", "Taken back", "Source")
    caption = "Notices of withdrawal, oldest first; one taken back in time had no effect"
    return heading("Withdrawals") + table(headers, rows, caption=caption, kind="dates")


def _signed_only(graph: Loaded, key: str, refs: References) -> Markup:
    found = list(select(graph.opened.store, "signed_only", instrument=key).records())
    if not found:
        return Markup("")
    rows = []
    for row in found:
        about = facts(graph.opened.store, row["action"])
        rows.append(
            (
                linked(dated(about, "date"), address.entity(row["action"])),
                member(graph, row["party"], row["signed"]),
                refs.mark(sayings(about)),
            )
        )
    headers = ("Signed", "Signatory", "Source")
    shown = table(headers, rows, caption="Oldest first", kind="dates")
    told = counted(len(rows), "signatory")
    return heading("Signed, but never bound") + folded_away(told, shown)


def _not_bound(graph: Loaded, key: str, day: str) -> Markup:
    answer = select(graph.opened.store, "not_bound", instrument=key, date=day)
    found = {row["state"]: row["signed"] for row in answer.records()}
    if not found:
        return Markup("")
    rows = [
        (name, terms.day(found[state]) if found[state] else plain("did not sign"))
        for state, name in members(graph, list(found), day)
    ]
    shown = table(("Member", "Signed"), rows, caption="By name")
    title = heading("Members of the United Nations that it did not bind")
    return title + folded_away(f"{counted(len(rows), 'member')} on {terms.spoken(day)}", shown)
