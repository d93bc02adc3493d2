"""What was done about instruments, as a table."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.decision_table import member
from normgraph.explorer.facts import dated, every, sayings
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import joined, linked, plain, table
from normgraph.explorer.references import References
from normgraph.query.statements import facts

#: The kinds of action by which a party consents to be bound, as they are called.
CONSENTS = frozenset(
    {"ratification", "acceptance", "approval", "accession", "succession", "continuation"}
)


def action_table(
    graph: Loaded,
    chosen: Sequence[dict[str, str]],
    refs: References,
    *,
    without: Sequence[str] = (),
) -> Markup:
    """Return treaty actions as a table, without the columns that would repeat themselves."""
    heads = {
        "date": "Date",
        "party": "Who",
        "instrument": "Instrument",
        "kind": "What was done",
        "effective": "Takes effect",
        "note": "Note",
        "source": "Source",
    }
    shown = [name for name in heads if name not in without]
    rows = []
    for row in chosen:
        about = facts(graph.opened.store, row["action"])
        touched = [terms.thing(graph, key) for key in every(about, "provision")]
        on = Markup("On {}. ").format(joined(touched)) if touched else Markup("")
        cells = {
            "date": linked(dated(about, "date"), address.entity(row["action"])),
            "party": member(graph, row["party"], row["date"]),
            "instrument": terms.thing(graph, row["instrument"]),
            "kind": plain(row["kind"]),
            "effective": dated(about, "effective"),
            "note": on + plain(row["note"]),
            "source": refs.mark(sayings(about)),
        }
        rows.append(tuple(cells[name] for name in shown))
    headers = [heads[name] for name in shown]
    return table(headers, rows, caption="Oldest first", kind="dates")
