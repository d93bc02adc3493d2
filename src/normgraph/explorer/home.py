"""The first page: find a thing by any name, see what the graph holds, start from a question."""

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, frame, terms
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import heading, joined, link, listed, paragraph, plain, show
from normgraph.explorer.wording import capital, counted, plural
from normgraph.query import select
from normgraph.query.directory import Thing
from normgraph.query.ontology import RDF_TYPE, local
from normgraph.query.search import Hit

#: Results of one kind shown before the rest is asked for.
_SHOWN = 8
_ADOPTED = "/adopted"
_VOTED = ("Put to the vote, not adopted", "Adopted")

#: Questions with the page that answers each.
QUESTIONS = (
    ("Which drafts on Syria were vetoed, by whom, and who abstained?", "crisis/syria-2011"),
    ("How did the Council vote on Libya on 17 March 2011?", "decision/S-RES-1973-2011"),
    ("Who abstained when Darfur was referred to the Court?", "decision/S-RES-1593-2005"),
    ("What happened in Rwanda in 1994, and who answered when?", "crisis/rwanda-1994"),
    ("Who called the killing of Rohingya genocide, and who denies it?", "crisis/myanmar-2016"),
    ("How strong was the mission in Rwanda before and after April 1994?", "mission/unamir"),
    ("When did Rwanda sit on the Council, how did it vote, and what bound it?", "state/RWA"),
    ("Who stood for or against the responsibility to protect, and when?", "norm/r2p"),
    ("Who voted how on the responsibility to protect in 2021?", "decision/A-RES-75-277"),
    ("What may the African Union do, and who belongs to it?", "organization/au"),
)


def page() -> None:
    """Show the search field with its results, or what the graph holds."""
    found = graph()
    show(
        heading("normgraph", 1),
        paragraph(
            "Who invoked which norm over which crisis, who answered, who stood in the way, and "
            "which document says so?",
            "lead",
        ),
    )
    asked = address.text(
        "Search for a state, a crisis, a norm, a treaty, a resolution or a draft",
        "q",
        hint="Syria, Сирия, S/2011/612, resolution 1973 …",
    )
    if asked:
        st.set_page_config(page_title=f"{asked} · normgraph")
        _results(found, asked)
    else:
        _overview(found)
    frame.end(found)


def _results(found: Loaded, asked: str) -> None:
    hits = found.index.search(asked)
    if not hits:
        show(
            paragraph(f"Nothing in the graph is called “{asked}” or anything like it."),
            paragraph(
                "Try a shorter word, the name of a state, a document symbol such as S/2011/612 "
                "or the number of a resolution. Speeches and the texts of documents are not "
                "searched."
            ),
        )
        return
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        name = _group(found, hit.thing)
        if name in _VOTED:
            # What failed and what was adopted belong together in a list of results.
            groups.update({other: groups[other] for other in _VOTED})
        groups[name].append(hit)
    count = "One thing" if len(hits) == 1 else f"{len(hits)} things"
    show(paragraph(f"{count} found, the best of each kind first.", "soft"))
    show(*(_hits(found, asked, name, members) for name, members in groups.items() if members))


def _group(found: Loaded, thing: Thing) -> str:
    if local("Decision") in thing.classes:
        return _VOTED[thing.outcome.endswith(_ADOPTED)]
    return capital(plural(found.ontology.label(thing.classes[0]))) if thing.classes else "Other"


def _hits(found: Loaded, asked: str, name: str, members: Sequence[Hit]) -> Markup:
    wanted = address.chosen("kind") == name
    shown = members if wanted else members[:_SHOWN]
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(
            terms.thing(found, hit.thing.iri),
            Markup('<span class="title">{}</span>').format(plain(_about(found, hit.thing))),
        )
        for hit in shown
    )
    more = Markup("")
    if len(shown) < len(members):
        target = address.page("./", q=asked, kind=name)
        more = paragraph(link(f"All {len(members)}", target))
    return heading(name, 3) + Markup('<ul class="results">{}</ul>').format(items) + more


def _about(found: Loaded, thing: Thing) -> str:
    """Return a short description: when, with what outcome, what it is."""
    parts = []
    if thing.date:
        parts.append(terms.spoken(thing.date, thing.precision))
    if thing.outcome:
        parts.append(found.directory.label(thing.outcome))
    if entry := found.register.get(thing.iri):
        parts += [entry.tally] if entry.tally else []
        if vetoed_by := entry.cast("vetoedBy"):
            names = ", ".join(sorted(found.directory.label(key) for key in vetoed_by))
            parts.append(f"vetoed by {names}")
    about = " · ".join(parts)
    title = thing.named("title")
    told = thing.definition or (title if title != thing.label else "")
    return f"{about} · {told}" if about and told else about or told or _other_names(thing)


def _other_names(thing: Thing) -> str:
    label = thing.label
    others = [
        name.text
        for name in thing.names
        if name.text != label and name.kind not in {"crisis", "place"}
    ]
    return ", ".join(dict.fromkeys(others[:6]))


def _overview(found: Loaded) -> None:
    show(heading("Questions to begin with"), listed(_questions()))
    things = [
        (row["class"], int(row["things"]))
        for row in select(found.opened.store, "contents").records()
        if _is_content(found, row["class"])
    ]
    cells = joined(
        [Markup("<div>{}</div>").format(_count(found, cls, number)) for cls, number in things],
        "",
    )
    covered = found.coverage
    period = frame.period(covered)
    manifest = found.opened.manifest
    rests = Markup("{} statements from {}; each names who makes it.").format(
        f"{manifest.triples:,}",
        link(f"{len(found.documents)} documents and datasets", "about"),
    )
    show(
        heading("What is in the graph"),
        paragraph(period),
        paragraph(rests),
        Markup('<div class="cards">{}</div>').format(cells),
    )


def _count(found: Loaded, cls: str, number: int) -> Markup:
    told = counted(number, found.ontology.label(cls))
    if cls == local("Decision"):
        return link(told, "decisions")
    return link(told, address.entity(cls, **{"in": RDF_TYPE}))


def _questions() -> list[Markup]:
    answers = [link(question, address.page("entity", id=key)) for question, key in QUESTIONS]
    convention = iri.mint("instrument", "genocide-convention")
    return [
        *answers,
        link(
            "Which states were bound by the Genocide Convention on 6 April 1994?",
            address.entity(convention, on="1994-04-06"),
        ),
        link("How did the words of R2P spread through the Council's texts?", "norms?show=r2p"),
        link("How often has each permanent member used the veto, and when?", "vetoes"),
        link(
            "Which vetoed texts would have passed if two vetoes were needed?",
            address.page("analyses", analysis="counterfactual"),
        ),
        link(
            "Which coalitions voted together in the Council, and against whom?",
            address.page("analyses", analysis="coalitions"),
        ),
        link(
            "Which texts failed because too few were in favour?",
            address.page("decisions", outcome="lacked-majority"),
        ),
    ]


def _is_content(found: Loaded, cls: str) -> bool:
    """Return whether a class is of the record and not of the project's own machinery."""
    lineage = found.ontology.lineage(cls)
    return local("Term") not in lineage and cls != local("ConcernsMapping")
