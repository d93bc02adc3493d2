"""The instruments with which a crisis can be answered, and which responses are of which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from normgraph.query.council import Decided
from normgraph.query.crisis_responses import Answered, Days, Responded


class Responder(StrEnum):
    """Whose missions, sanctions, inquiries and other responses count."""

    COUNCIL = "council"  #: what the Security Council decided or mandated
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A sort of answer to a crisis: classes of responses, or kinds of them."""

    key: str
    name: str
    sorts: frozenset[str] = frozenset()  #: local names of classes
    kinds: frozenset[str] = frozenset()  #: keys of kinds of response

    def has(self, response: Responded) -> bool:
        """Return whether a response is of this instrument."""
        return response.sort in self.sorts or response.kind in self.kinds


#: In the order of columns: words, texts, people sent, pressure, justice, force.
INSTRUMENTS: tuple[Instrument, ...] = (
    Instrument("meeting", "Council meeting", sorts=frozenset({"Meeting"})),
    Instrument("resolution", "resolution", sorts=frozenset({"Decision"})),
    Instrument(
        "statement",
        "statement or warning",
        kinds=frozenset({"public-statement", "early-warning"}),
    ),
    Instrument(
        "mediation",
        "mediation or envoy",
        kinds=frozenset({"mediation", "good-offices", "special-envoy", "preventive-diplomacy"}),
    ),
    Instrument("mission", "mission", sorts=frozenset({"Mission"})),
    Instrument(
        "sanctions", "sanctions", sorts=frozenset({"SanctionsMeasure", "SanctionsRegime"})
    ),
    Instrument("arms-embargo", "arms embargo", kinds=frozenset({"arms-embargo"})),
    Instrument("inquiry", "inquiry", sorts=frozenset({"Inquiry"})),
    Instrument("referral", "referral to a court", kinds=frozenset({"referral-to-court"})),
    Instrument(
        "tribunal",
        "indictment or trial",
        kinds=frozenset({"indictment", "trial", "ad-hoc-tribunal"}),
    ),
    Instrument("authorized-force", "authorized force", kinds=frozenset({"authorized-force"})),
)
BY_KEY: Mapping[str, Instrument] = {each.key: each for each in INSTRUMENTS}

#: What was done about crises, by key of the crisis and of the instrument.
Used = Mapping[tuple[str, str], Sequence[Responded]]


def used(record: Answered, decisions: Sequence[Decided], responder: Responder) -> Used:
    """Return which responses to each crisis are of which instrument.

    Parameters
    ----------
    record
        Every crisis with its responses.
    decisions
        Those of the Council; one on a crisis is proof of a meeting on it, and one adopted as
        a resolution is one.
    responder
        Whose responses count.
    """
    found: dict[tuple[str, str], list[Responded]] = {}
    for key, each in chain(
        (("meeting", each) for each in record.meetings),
        _decisions(record, decisions),
        _responses(record, responder),
    ):
        found.setdefault((each.crisis, key), []).append(each)
    return found


def decided(record: Answered, decision: Decided, crisis: str) -> Responded:
    """Return a decision of the Council as an answer to one of its crises."""
    return Responded(
        crisis=crisis,
        began=Days(decision.date, decision.date),
        kind=decision.outcome,
        sort="Decision",
        thing=f"decision/{decision.key}",
        council=True,
        last=decision.date,
        source=record.deciding.get(decision.key, ""),
    )


def _decisions(
    record: Answered, decisions: Sequence[Decided]
) -> Iterator[tuple[str, Responded]]:
    for decision in decisions:
        for crisis in decision.crises:
            answer = decided(record, decision, crisis)
            yield "meeting", answer
            if decision.adopted and decision.kind == "resolution":
                yield "resolution", answer


def _responses(record: Answered, responder: Responder) -> Iterator[tuple[str, Responded]]:
    for each in record.responses:
        if each.council or responder is Responder.ANYONE:
            for instrument in INSTRUMENTS:
                if instrument.has(each):
                    yield instrument.key, each
