"""Norms and texts: what they are, whom they bind, how R2P spread and who contested what."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from normgraph import iri, paths
from normgraph.explorer import address, engagements, paging, sections, terms
from normgraph.explorer.decision_table import members
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import (
    bar,
    heading,
    joined,
    link,
    paragraph,
    plain,
    table,
)
from normgraph.explorer.norm import references_figure
from normgraph.explorer.references import References
from normgraph.explorer.view import Part
from normgraph.query import select
from normgraph.query.statements import Saying

#: The text on which the ballots are set beside the commitments.
_VOTE = "A-RES-75-277"


def page() -> None:
    """Show the section that the address names: norms, texts, language, resistance, law."""
    sections.show(
        "norms",
        "Norms and texts",
        "What is to be done and not to be done, the texts that say so, whom they bind, and who "
        "stood for or against it.",
        SECTIONS,
    )


def _norms(found: Loaded, refs: References) -> list[Part]:
    del refs
    rows = [
        (
            terms.thing(found, row["norm"]),
            plain(row["definition"]),
            plain(row["texts"] if row["texts"] != "0" else ""),
        )
        for row in select(found.opened.store, "norms").records()
    ]
    headers = ("Norm", "In our words", "Texts that carry it")
    return [heading("Norms"), table(headers, rows, caption=f"{len(rows)} norms, by name")]


def _texts(found: Loaded, refs: References) -> list[Part]:
    del refs
    today = address.today().isoformat()
    counts = {
        row["instrument"]: row["parties"]
        for row in select(found.opened.store, "party_counts", date=today).records()
    }
    rows = []
    for row in select(found.opened.store, "instruments").records():
        key = row["instrument"]
        bound = counts.get(key, "0" if int(row["everBound"]) else "")
        rows.append(
            (
                terms.day(row["date"], found.directory[key].precision),
                terms.thing(found, key),
                plain(row["kind"]),
                terms.day(row["inForce"]) if row["inForce"] else plain(""),
                plain(bound),
            )
        )
    headers = ("Adopted", "Text", "Kind", "In force", f"Parties on {terms.spoken(today)}")
    told = (
        "Declarations, resolutions and reports have no parties. That says nothing of their "
        "weight."
    )
    shown = table(headers, rows, caption=f"{len(rows)} texts, oldest first", kind="dates")
    return [heading("Texts"), paragraph(told, "soft"), shown]


def _language(found: Loaded, refs: References) -> list[Part]:
    del refs
    parts = references_figure(found)
    if not parts:
        return [paragraph("The graph has no coded text of the Security Council.", "note")]
    if rule := coding_rule():
        parts += [heading("How the texts were coded"), partial(st.markdown, rule)]
    return parts


def coding_rule() -> str:
    """Return the rule as it is published with the data, without its title; or nothing."""
    path = paths.data() / "engagements" / "council" / "CODING.md"
    if not path.exists():
        return ""
    _, _, text = path.read_text(encoding="utf-8").partition("\n")
    return text.replace("\n## ", "\n##### ").strip()


def _contested(found: Loaded, refs: References) -> list[Part]:
    everything = engagements.engagements(found, stance="contests")
    counts: dict[str, int] = {}
    for each in everything:
        for norm in each.norms:
            counts[norm] = counts.get(norm, 0) + 1
    wanted = address.long(f"norm/{address.chosen('norm')}")
    names = sorted(counts, key=lambda norm: (-counts[norm], found.directory.label(norm)))
    choices = [_choice("", f"all {len(everything)}", current=wanted not in counts)]
    choices += [
        _choice(
            address.short(norm).partition("/")[2],
            f"{found.directory.label(norm)} {counts[norm]}",
            current=norm == wanted,
        )
        for norm in names
    ]
    chosen = [each for each in everything if wanted not in counts or wanted in each.norms]
    shown = engagements.engagement_table(found, paging.sliced(chosen, 25), refs, of="")
    return [
        heading("Who contested which norm"),
        paragraph(
            "To contest a norm is to reject it, its standing in law or the way it was applied; "
            "the words beside each say which. It is here as the document reports it."
        ),
        bar("Norms", choices),
        shown,
        paging.links("norms", len(chosen), 25),
    ]


def _choice(norm: str, words: str, *, current: bool) -> Markup:
    target = address.page("norms", show="contested", norm=norm)
    return link(words, target, current=current)


def _law(found: Loaded, refs: References) -> list[Part]:
    """Return the states bound by the legal core that did not vote for a text on R2P."""
    decision = iri.mint("decision", _VOTE)
    if decision not in found.directory:
        return [paragraph(f"The graph has no ballots on {_VOTE}.", "note")]
    bound: dict[tuple[str, str], list[Markup]] = {}
    for row in select(found.opened.store, "bound_but_against", decision=decision).records():
        instrument = Markup("{} since {} {}").format(
            terms.thing(found, row["instrument"]),
            terms.day(row["since"]),
            refs.mark([Saying(row["source"])]),
        )
        bound.setdefault((row["ballot"], row["state"]), []).append(instrument)
    parts: list[Part] = [
        heading("Bound by the law, and not for the text"),
        paragraph(
            Markup(
                "The Genocide Convention, the Geneva Conventions and the Rome Statute define "
                "crimes of the responsibility to protect. These states were bound by one or "
                "more of them on the day when the General Assembly adopted {}, and did not "
                "vote for it."
            ).format(terms.thing(found, decision))
        ),
        paragraph(
            "Voting against a text on the responsibility to protect is no breach of these "
            "treaties. The table sets a commitment in law beside a ballot on a norm, no more.",
            "note",
        ),
    ]
    day = found.directory[decision].date
    for ballot, title in (("against", "Voted against"), ("abstained", "Abstained")):
        texts = {state: held for (cast, state), held in bound.items() if cast == ballot}
        rows = [(name, joined(texts[key])) for key, name in members(found, list(texts), day)]
        caption = f"{len(rows)} states, by name"
        parts += [heading(title, 3), table(("State", "Bound by"), rows, caption=caption)]
    return parts


#: What each section is called, and what it shows.
SECTIONS: sections.Sections = {
    "": ("Norms", _norms),
    "texts": ("Texts", _texts),
    "r2p": ("How the Council speaks of R2P", _language),
    "contested": ("Who contested what", _contested),
    "law": ("Bound, and not for it", _law),
}
