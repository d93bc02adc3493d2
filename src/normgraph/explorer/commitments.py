"""What binds a state or organization: since when, with what exceptions, and to do what."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from normgraph.analysis.ratification import commitment_spans
from normgraph.explorer import address, terms
from normgraph.explorer.action_table import CONSENTS, action_table
from normgraph.explorer.bonds import (
    Bond,
    actions,
    as_commitment,
    bonds_of,
    how,
    kinds,
    marks,
    since,
    until,
    verified,
)
from normgraph.explorer.figures import cited, framed
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import folded_away, heading, link, paragraph, plain, table
from normgraph.explorer.references import References
from normgraph.explorer.view import Part
from normgraph.explorer.wording import counted
from normgraph.query import select
from normgraph.query.statements import Saying


def commitments(graph: Loaded, thing: str, refs: References) -> list[Part]:
    """Return commitments with figure, the other treaty actions, and obligations on a day."""
    bonds = bonds_of(graph, thing)
    found = actions(graph, party=thing)
    parts: list[Part] = []
    if bonds:
        parts += _figure(graph, thing, bonds)
        parts.append(_table(graph, bonds, kinds(found), refs))
    return [
        *parts,
        _signed(graph, found, bonds, refs),
        _others(graph, found, refs),
        *(_obligations(graph, thing, bonds, refs) if bonds else []),
    ]


def _figure(graph: Loaded, thing: str, bonds: Sequence[Bond]) -> list[Part]:
    short = address.short(thing)
    covered = graph.coverage
    found = [as_commitment(graph, bond) for bond in bonds]
    result = commitment_spans(found, covered.last if covered else None)
    name = f"normgraph-commitments-{short.replace('/', '-')}"
    return framed(cited(graph, result), name)


def _table(
    graph: Loaded, bonds: Sequence[Bond], names: dict[str, str], refs: References
) -> Markup:
    rows = [
        (
            terms.thing(graph, bond.instrument),
            since(bond),
            until(bond),
            how(bond, names),
            verified(graph, bond.verification),
            marks(bond, refs),
        )
        for bond in bonds
    ]
    headers = ("Instrument", "Bound since", "To, included", "By", "Date vouched for", "Source")
    caption = "By first day; each leads to what is said about it"
    return heading("The same as a table", 3) + table(headers, rows, caption=caption)


def _signed(
    graph: Loaded,
    found: Sequence[dict[str, str]],
    bonds: Sequence[Bond],
    refs: References,
) -> Markup:
    bound = {bond.instrument for bond in bonds}
    chosen = [
        row for row in found if row["kind"] == "signature" and row["instrument"] not in bound
    ]
    if not chosen:
        return Markup("")
    shown = action_table(graph, chosen, refs, without=("party", "kind", "effective"))
    return heading("Signed, but never bound") + shown


def _others(graph: Loaded, found: Sequence[dict[str, str]], refs: References) -> Markup:
    """Return reservations, declarations, withdrawals and endorsements."""
    chosen = [row for row in found if row["kind"] not in {*CONSENTS, "signature"}]
    if not chosen:
        return Markup("")
    title = heading("Reservations, withdrawals, endorsements")
    return title + action_table(graph, chosen, refs, without=("party",))


def _obligations(
    graph: Loaded, thing: str, bonds: Sequence[Bond], refs: References
) -> list[Part]:
    today = address.today()
    day = address.chosen_day("on", today).isoformat()
    answer = select(graph.opened.store, "obligations", party=thing, date=day)
    rows: dict[str, dict[str, str]] = {}
    sources: dict[str, set[str]] = {}
    for row in answer.records():
        rows.setdefault(row["provision"], row)
        sources.setdefault(row["provision"], set()).update({row["source"]} - {""})
    bound = len({bond.instrument for bond in bonds if bond.holds(day)})
    told = Markup(
        'On {} <strong class="tally">{}</strong> in the graph bound it. Of their provisions '
        "that oblige or forbid, the graph has {}; the texts have more."
    ).format(terms.day(day), counted(bound, "instrument"), len(rows))
    shown = [
        (
            terms.thing(graph, row["instrument"]),
            link(graph.directory.label(key), address.entity(key)),
            plain(row["says"]),
            terms.day(row["since"]),
            refs.mark([Saying(source) for source in sorted(sources[key])]),
        )
        for key, row in rows.items()
    ]
    headers = ("Instrument", "Provision", "What it says, in our words", "Since", "Consent")
    caption = "Only the texts are authoritative; a reservation may take a provision out"
    return [
        heading("What it had to do, and not to do, on a day"),
        partial(address.day, "Day", "on", today),
        paragraph(told, "finding"),
        folded_away(counted(len(rows), "provision"), table(headers, shown, caption=caption))
        if rows
        else Markup(""),
    ]
