"""The analyses of deadlock and of the consistency of response, as the registry has them."""

from collections.abc import Mapping
from datetime import date

from normgraph.analysis.consistency import consistency
from normgraph.analysis.crisis_answers import CrisisAnswers, crisis_answers
from normgraph.analysis.deadlock import deadlock
from normgraph.analysis.deadlock_by_year import deadlock_by_year
from normgraph.analysis.definition import Analysis, Parameter, Topic, by_name, choice_of
from normgraph.analysis.delay import Onset
from normgraph.analysis.instruments import Responder
from normgraph.analysis.interest import members
from normgraph.analysis.period import Period, first_day, last_day
from normgraph.analysis.response_interest import NUMBER, RESPONSES, response_and_interest
from normgraph.analysis.result import Result
from normgraph.analysis.selection import PERIOD, chosen_period
from normgraph.analysis.severity import Severity
from normgraph.errors import UndefinedMeasureError
from normgraph.query import kept
from normgraph.query.council import council
from normgraph.query.crisis_responses import answered
from normgraph.query.interests import ties
from normgraph.query.records import Coverage
from normgraph.store import Opened


def _deadlock(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    covered = _covered(opened)
    return deadlock(
        answered(opened),
        council(opened),
        _onsets_in(chosen, covered),
        onset=Onset(chosen["onset"]),
        responder=Responder(chosen["by"]),
        failed_until=covered.failed,
    )


def _deadlock_by_year(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    period = chosen_period(opened, chosen)
    until = _covered(opened).failed
    return deadlock_by_year(council(opened), period, until, years=int(chosen["years"]))


def _consistency(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    answers = _answers(opened, chosen)
    return consistency(answers, Severity(chosen["severity"]), _told(opened, chosen))


def _response_and_interest(opened: Opened, chosen: Mapping[str, str]) -> Result[object]:
    return response_and_interest(
        _answers(opened, chosen),
        members(ties(opened).tenures),
        response=chosen["response"],
        severity=Severity(chosen["severity"]),
        draws=int(chosen["draws"]),
        seed=int(chosen["seed"]),
        parameters=_told(opened, chosen),
    )


def _answers(opened: Opened, chosen: Mapping[str, str]) -> tuple[CrisisAnswers, ...]:
    return crisis_answers(
        answered(opened),
        council(opened),
        ties(opened),
        _onsets_in(chosen, _covered(opened)),
        severity=Severity(chosen["severity"]),
        onset=Onset(chosen.get("onset", Onset.RECORD.value)),
        responder=Responder(chosen["by"]),
    )


def _told(opened: Opened, chosen: Mapping[str, str]) -> dict[str, object]:
    """Return what was chosen, with the days of the period that followed from the record."""
    return {**chosen, **_onsets_in(chosen, _covered(opened)).as_parameters()}


def _onsets_in(chosen: Mapping[str, str], covered: Coverage) -> Period:
    """Return the days in which an onset must lie: crises are older than the Council."""
    first = first_day(chosen["from"]) if chosen["from"] else date(1900, 1, 1)
    return Period(first, last_day(chosen["to"]) if chosen.get("to") else covered.last)


def _covered(opened: Opened) -> Coverage:
    covered = kept.coverage(opened)
    if covered is None:
        raise UndefinedMeasureError("The graph has no decision. Run: normgraph build")
    return covered


_TO = Parameter("to", "day", "Last day, month or year of onsets; the record's if left out.", "")
_ONSET = choice_of(
    "onset",
    "What days are counted from: the record's beginning of the crisis, the earliest that a "
    "cited source draws, or the first year with deaths that UCDP documents.",
    Onset.RECORD,
)
_SEVERITY = choice_of(
    "severity", "What the gravity of a crisis is measured by.", Severity.ORGANIZED
)


def _by(default: Responder) -> Parameter:
    return choice_of(
        "by",
        "Whose responses count: those that the Security Council decided or mandated, or "
        "anyone's.",
        default,
    )


def _since(year: str) -> Parameter:
    return Parameter("from", "day", "First day, month or year of onsets.", year)


RESPONSE_ANALYSES = (
    Analysis(
        name="deadlock",
        question="On which crises was the Security Council blocked, divided or late?",
        parameters=by_name(_since("2000"), _TO, _ONSET, _by(Responder.COUNCIL)),
        example={"from": "2010"},
        run=_deadlock,
        topic=Topic.RESPONSES,
        query="dated_responses",
    ),
    Analysis(
        name="deadlock-by-year",
        question="How often do texts fail in the Council, and how often is it divided?",
        parameters=by_name(
            *PERIOD,
            Parameter(
                "years", "integer", "Length of the periods in years.", "1", least=1, most=90
            ),
        ),
        example={"from": "2014", "to": "2023", "years": "10"},
        run=_deadlock_by_year,
        topic=Topic.RESPONSES,
        query="decisions",
    ),
    Analysis(
        name="consistency",
        question="Which crises were answered with which instruments, and how grave were they?",
        parameters=by_name(_since("1989"), _TO, _SEVERITY, _ONSET, _by(Responder.ANYONE)),
        example={"from": "2005", "severity": "displaced"},
        run=_consistency,
        topic=Topic.RESPONSES,
        query="yearly_figures",
    ),
    Analysis(
        name="response-and-interest",
        question="Are crises answered otherwise where a permanent member has an interest?",
        parameters=by_name(
            _since("1989"),
            _SEVERITY,
            Parameter(
                "response",
                "choice",
                "What is compared: the number of instruments used, the delay to the first "
                "resolution, or whether one instrument was used.",
                NUMBER,
                tuple(RESPONSES),
            ),
            _by(Responder.ANYONE),
            Parameter(
                "draws", "integer", "Permutations of the test.", "1999", least=99, most=20000
            ),
            Parameter("seed", "integer", "Seed of the generator of chance.", "1"),
        ),
        example={"response": "mission", "draws": "499"},
        run=_response_and_interest,
        topic=Topic.RESPONSES,
        query="allies",
    ),
)
