"""The analyses of norm diffusion and contestation, as the registry has them."""

from collections.abc import Mapping
from datetime import date

from normgraph.analysis import contestation, diffusion_fit, first_adopters, norm_language
from normgraph.analysis import ratification_hazard as hazard
from normgraph.analysis.at_risk import Eligible
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.doings import (
    Did,
    Doing,
    from_assembly,
    from_council,
    from_sponsors,
    from_ties,
)
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.result import Result
from normgraph.analysis.said_and_did import said_and_did
from normgraph.analysis.said_rows import state_records
from normgraph.analysis.selection import PERIOD
from normgraph.errors import QueryError, UnknownNameError
from normgraph.query import conduct, engaged, kept
from normgraph.query.commitments import commitment_record, standings
from normgraph.query.council import council
from normgraph.query.sayings import ENDORSED, GROUPS, STANCES, TREATIES, sayings
from normgraph.store import Opened, once_per_graph

_COMPARISON, _STATES = "comparison", "states"
#: The coding of the Council's texts begins with the year after the World Summit.
_CODED_SINCE = date(2006, 1, 1)


def _hazard(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return hazard.ratification_hazard(
        standings(opened),
        commitment_record(opened, chosen["instrument"]),
        by=hazard.By(chosen["by"]),
        shown=hazard.Shown(chosen["show"]),
        eligible=Eligible(chosen["eligible"]),
        until=_last(chosen),
    )


def _adopters(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return first_adopters.first_adopters(
        standings(opened),
        commitment_record(opened, chosen["instrument"]),
        basis=first_adopters.Basis(chosen["of"]),
        until=_last(chosen),
    )


def _fit(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return diffusion_fit.diffusion_fit(
        standings(opened),
        commitment_record(opened, chosen["instrument"]),
        shown=diffusion_fit.Shown(chosen["show"]),
        until=_last(chosen),
        replicates=int(chosen["replicates"]),
        seed=int(chosen["seed"]),
    )


def _language(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    by = norm_language.By(chosen["by"])
    period = _period(opened, chosen, _CODED_SINCE)
    items = engaged.agenda_items(opened) if by is norm_language.By.ITEM else {}
    crises = kept.crisis_names(opened) if by is norm_language.By.CRISIS else {}
    return norm_language.r2p_language(
        engaged.references(opened),
        council(opened).decisions,
        norm_language.Matters(items, crises),
        first=period.first,
        last=period.last,
        by=by,
    )


def _contestation(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    names, key = engaged.norm_names(opened), chosen["norm"]
    if key not in names:
        raise UnknownNameError("norm", key, names)
    parts = engaged.parts_of_norms(opened).get(key, ())
    first = first_day(chosen["from"]) if chosen["from"] else None
    last = last_day(chosen["to"]) if chosen["to"] else None
    if first and last:
        Period(first, last)  # refuses one that has no day
    return contestation.norm_contestation(
        engaged.engagements(opened),
        contestation.Chosen(key, names[key], parts),
        {each.state: each.group for each in standings(opened)},
        by=contestation.By(chosen["by"]),
        actors=contestation.Actors(chosen["actors"]),
        first=first,
        last=last,
    )


def _said(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = _period(opened, chosen, date(1946, 1, 1))
    saying, did = sayings(opened)[chosen["said"]], Did(chosen["did"])
    if chosen["show"] == _STATES:
        return state_records(
            standings(opened), sayings(opened), _doings(opened), period, saying, did
        )
    return said_and_did(
        saying,
        _doings(opened)[did],
        period,
        minimum_acts=int(chosen["minimum_acts"]),
        seed=int(chosen["seed"]),
    )


@once_per_graph
def _doings(opened: Opened) -> Mapping[Did, Doing]:
    """Return every kind of conduct of all states."""
    whole, texts = council(opened), conduct.assembly(opened)
    named, states = conduct.sponsors(opened), standings(opened)
    resolutions = [
        (each.key, each.date, each.sources)
        for each in whole.decisions
        if each.crises and each.adopted
    ]
    others = [(text.key, text.date, text.sources) for text in texts.texts]
    return {
        Did.COUNCIL: from_council(whole),
        Did.ASSEMBLY: from_assembly(texts, Did.ASSEMBLY),
        Did.R2P: from_assembly(texts, Did.R2P),
        Did.RIGHTS: from_assembly(texts, Did.RIGHTS),
        Did.COUNCIL_SPONSOR: from_sponsors(resolutions, named, states, Did.COUNCIL_SPONSOR),
        Did.ASSEMBLY_SPONSOR: from_sponsors(others, named, states, Did.ASSEMBLY_SPONSOR),
        Did.OWN: from_ties(conduct.ties(opened), states),
    }


def _last(chosen: Mapping[str, str]) -> date | None:
    return last_day(chosen["to"]) if chosen["to"] else None


def _period(opened: Opened, chosen: Mapping[str, str], begin: date) -> Period:
    """Return the period chosen, from ``begin`` to the end of the record if left out.

    Raises
    ------
    QueryError
        When it has no day.
    """
    covered = kept.coverage(opened)
    end = covered.last if covered else date.max
    first = first_day(chosen["from"]) if chosen["from"] else begin
    last = min(last_day(chosen["to"]), end) if chosen["to"] else end
    if first > last:
        raise QueryError(f"The period from {first} to {last} has no day.")
    return Period(first, last)


_INSTRUMENT = Parameter(
    "instrument", "key", "Key of the instrument.", "genocide-convention", key_space="instrument"
)
_UNTIL = Parameter("to", "day", "Last day, month or year; the record's last if left out.", "")
_SEED = Parameter("seed", "integer", "Where the random numbers begin.", "1")

DIFFUSION_ANALYSES = (
    Analysis(
        name="ratification-hazard",
        question="How long did states take to commit to an instrument, and which took longer?",
        parameters=by_name(
            _INSTRUMENT,
            choice_of("by", "What tells groups of states apart.", hazard.By.GROUP),
            choice_of(
                "show",
                "The share not yet party, the hazard of each year, or the medians.",
                hazard.Shown.CURVE,
            ),
            choice_of(
                "eligible",
                "Whether the clock of a state begins with it or with its UN membership.",
                Eligible.STATES,
            ),
            _UNTIL,
        ),
        example={"instrument": "rome-statute", "by": "signature"},
        run=_hazard,
        topic=Topic.NORMS,
        query="consents",
    ),
    Analysis(
        name="first-adopters",
        question="In which order did states commit to an instrument, and who was first?",
        parameters=by_name(
            _INSTRUMENT,
            choice_of(
                "of",
                "Categories are shares of those that committed, or of all that could have.",
                first_adopters.Basis.ADOPTERS,
            ),
            _UNTIL,
        ),
        example={"instrument": "rome-statute"},
        run=_adopters,
        topic=Topic.NORMS,
        query="consents",
    ),
    Analysis(
        name="diffusion-fit",
        question="Does the number of parties to an instrument follow an S-curve?",
        parameters=by_name(
            _INSTRUMENT,
            choice_of(
                "show",
                "The curves year by year, or what was estimated of them.",
                diffusion_fit.Shown.CURVE,
            ),
            _UNTIL,
            Parameter(
                "replicates",
                "integer",
                "Samples for the intervals.",
                "200",
                least=20,
                most=2000,
            ),
            _SEED,
        ),
        example={"instrument": "cat", "show": "parameters"},
        run=_fit,
        topic=Topic.NORMS,
        query="consents",
    ),
    Analysis(
        name="r2p-language",
        question="Which share of the Council's texts speaks of the responsibility to protect, "
        "and on what?",
        parameters=by_name(
            choice_of(
                "by", "By year, in total, by crisis or by agenda item.", norm_language.By.YEAR
            ),
            *PERIOD,
        ),
        example={"by": "crisis"},
        run=_language,
        topic=Topic.NORMS,
        query="r2p_references",
    ),
    Analysis(
        name="norm-contestation",
        question="Who endorsed a norm, who contested it, and who changed sides?",
        parameters=by_name(
            Parameter("norm", "key", "Key of the norm.", "r2p", key_space="norm"),
            choice_of("by", "By year, actor or regional group.", contestation.By.YEAR),
            choice_of("actors", "Whose engagements count.", contestation.Actors.STATES),
            *PERIOD,
        ),
        example={"by": "actor"},
        run=_contestation,
        topic=Topic.NORMS,
        query="engagements",
    ),
    Analysis(
        name="said-and-did",
        question="Do states that said something act otherwise than those that did not?",
        parameters=by_name(
            Parameter(
                "said",
                "choice",
                "What states said: a treaty, a declaration, a group, or a stance on R2P.",
                "rome-statute",
                (*TREATIES, *ENDORSED, *GROUPS, *STANCES),
            ),
            choice_of("did", "What they did.", Did.ASSEMBLY),
            Parameter(
                "show",
                "choice",
                "The two groups compared, or every state with all that it said and did.",
                _COMPARISON,
                (_COMPARISON, _STATES),
            ),
            *PERIOD,
            Parameter(
                "minimum_acts",
                "integer",
                "Acts that a state must have on record to be compared.",
                "1",
                least=1,
            ),
            _SEED,
        ),
        example={"said": "group-of-friends-r2p-new-york", "did": "assembly-r2p"},
        run=_said,
        topic=Topic.NORMS,
    ),
)
