"""Each crisis with its gravity, the instruments used on it and how long they took."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from normgraph.analysis.delay import ONSETS, Delay, Onset, delay, onsets
from normgraph.analysis.instruments import INSTRUMENTS, Responder, Used, used
from normgraph.analysis.interest import Interest, interests, involved, members
from normgraph.analysis.period import Period
from normgraph.analysis.severity import Grade, Severity, crimes_found, grades
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council
from normgraph.query.crisis_responses import Answered, Crisis, Days
from normgraph.query.interests import Ties


@dataclass(frozen=True, slots=True)
class CrisisAnswers:
    """One crisis with its gravity and what was done about it."""

    crisis: Crisis
    onset: Days
    grade: Grade | None  #: None where the source has no figure
    delays: Mapping[str, Delay]  #: by key of the instrument
    crimes: str = ""  #: keys of crimes that courts or UN bodies found
    permanent: str = ""  #: permanent members that are themselves in it, and how
    interests: tuple[Interest, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many instruments were used at or after the onset."""
        return sum(each.known for each in self.delays.values())


def crisis_answers(
    record: Answered,
    council: Council,
    ties: Ties,
    period: Period,
    *,
    severity: Severity,
    onset: Onset = Onset.RECORD,
    responder: Responder = Responder.ANYONE,
) -> tuple[CrisisAnswers, ...]:
    """Return the crises that began in a period, gravest first, those without a figure last.

    Raises
    ------
    UndefinedMeasureError
        When there is none.
    """
    begins = onsets(record, onset)
    chosen = [
        crisis
        for crisis in record.crises
        if crisis.key in begins and begins[crisis.key].first in period
    ]
    if not chosen:
        message = (
            f"No crisis with an onset between {period.first} and {period.last} is on record "
            f"({ONSETS[onset]}). Choose an earlier first year."
        )
        raise UndefinedMeasureError(message)
    graded, crimes = grades(record, severity), crimes_found(record)
    answers = used(record, council.decisions, responder)
    found = interests(chosen, begins, ties, record.parts)
    told = involved(found, {seat: name for seat, (_, name) in members(ties.tenures).items()})
    touched: dict[str, list[Interest]] = {}
    for each in found:
        touched.setdefault(each.crisis, []).append(each)
    made = [
        CrisisAnswers(
            crisis=crisis,
            onset=begins[crisis.key],
            grade=graded.get(crisis.key),
            delays=_delays(crisis.key, begins[crisis.key], answers),
            crimes=crimes.get(crisis.key, ""),
            permanent=told.get(crisis.key, ""),
            interests=tuple(touched.get(crisis.key, ())),
        )
        for crisis in chosen
    ]
    return tuple(sorted(made, key=_gravest))


def _delays(crisis: str, onset: Days, answers: Used) -> dict[str, Delay]:
    return {each.key: delay(onset, answers.get((crisis, each.key), ())) for each in INSTRUMENTS}


def sources(answers: tuple[CrisisAnswers, ...]) -> set[str]:
    """Return the keys of the documents that crises, figures, answers and bonds rest on."""
    found: set[str] = set()
    for each in answers:
        found.update(each.crisis.sources)
        found.update(each.grade.sources if each.grade else ())
        found.update(one.source for one in each.delays.values())
    return found - {""}


def _gravest(each: CrisisAnswers) -> tuple[float, str, str]:
    gravity = each.grade.best if each.grade else -1
    return -gravity, each.crisis.name, each.crisis.key
