"""Whether crises that touch an interest of a permanent member were answered otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from normgraph.analysis import stratified_permutation
from normgraph.analysis.consistency import SEVERITY_CAVEATS, mean_ranks
from normgraph.analysis.crisis_answers import CrisisAnswers, sources
from normgraph.analysis.instruments import BY_KEY, INSTRUMENTS
from normgraph.analysis.interest import ANY, KINDS
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.severity import Severity
from normgraph.analysis.stratified_permutation import Shuffles, Tested, holm, stratified_test
from normgraph.errors import UndefinedMeasureError

REFERENCE = (
    "The question is that of selectivity: Binder, M. (2015). Paths to intervention: What "
    "explains the UN's selective response to humanitarian crises? Journal of Peace Research, "
    f"52(6), 712-726. The test: {stratified_permutation.REFERENCE}"
)

#: Measures of response beside the single instruments.
NUMBER, DELAY = "number", "delay"
RESPONSES: Mapping[str, str] = {
    NUMBER: "number of instruments used",
    DELAY: "rank of the delay to the first resolution, from 0 (soonest) to 1 (never)",
    **{each.key: f"share of crises answered with {each.name}" for each in INSTRUMENTS},
}
#: Classes of severity within which crises are compared.
STRATA = 3


@dataclass(frozen=True, slots=True)
class InterestTest:
    """The crises that touch one interest beside the others."""

    state: str = column("Key of the state that holds the permanent seat, or any of them.")
    member: str = column("Its name.")
    kind: str = column("The interest: ally, neighbour, region or involved.")
    n_with: int = column("Crises that touch it.")
    n_without: int = column("Crises that do not.")
    mean_with: float | None = column("Mean response to crises that touch it.")
    mean_without: float | None = column("Mean response to those that do not.")
    difference: float | None = column("The first mean less the second, severity left aside.")
    adjusted: float | None = column("Difference within classes of severity, weighted.")
    low: float | None = column("Lower end of its 95 % interval; none where it has no end.")
    high: float | None = column("Upper end of its 95 % interval; none where it has no end.")
    p: float | None = column("Two-sided p-value of the permutation test within classes.")
    p_holm: float | None = column("The same, adjusted by Holm for the number of tests here.")
    permutations: int | None = column("Permutations that the test rests on.")
    exact: bool | None = column("Whether these are all that there are.")


@dataclass(frozen=True, slots=True)
class ResponseInterest(Rows):
    """Every member and interest, any member first."""

    row = InterestTest
    tests: tuple[InterestTest, ...]
    response: str  #: key of the measure of response
    severity: Severity

    def rows(self) -> Sequence[InterestTest]:
        """Return the tests by interest and member."""
        return self.tests


def response_and_interest(
    answers: Sequence[CrisisAnswers],
    members: Mapping[str, tuple[str, str]],
    *,
    response: str = NUMBER,
    severity: Severity = Severity.ORGANIZED,
    draws: int = 1999,
    seed: int = 1,
    parameters: Mapping[str, object] | None = None,
) -> Result[ResponseInterest]:
    """Return how the response differs with interests of permanent members, given severity.

    The crises are put into three classes of severity of about equal size. Within these the
    difference of mean responses between crises that touch an interest and others is taken
    and weighted (`stratified_permutation.difference`), and the responses are permuted there
    to see how often chance alone gives as much.

    Parameters
    ----------
    answers
        The crises; those without a figure of severity are left out and counted.
    members
        Key and name of the state that holds each permanent seat now, by seat.
    response
        One of `RESPONSES`. A single instrument counts 1 or 0; of the delay to the first
        resolution the rank is taken, so that crises that never got one have the last.
    severity
        What the gravity in ``answers`` was measured by.
    draws
        Permutations; where there are no more assignments than that, all are gone through.
    seed
        Of the generator.
    parameters
        What was chosen, for the result.

    Raises
    ------
    UndefinedMeasureError
        When no crisis has a figure of severity, or no interest divides the crises.

    References
    ----------
    See `REFERENCE`.
    """
    graded = [each for each in answers if each.grade]
    if not graded:
        message = "No crisis here has a figure of severity. Choose another source or period."
        raise UndefinedMeasureError(message)
    values = _values(graded, response)
    classes = severity_classes([each.grade.best for each in graded if each.grade])
    shuffles = Shuffles(classes, draws, seed)
    tests = tuple(
        _tested(state, name, kind, values, group, stratified_test(values, group, shuffles))
        for kind in KINDS
        for seat, (state, name) in {ANY: (ANY, "any of them"), **members}.items()
        for group in [_group(graded, kind, seat)]
    )
    if all(each.p is None for each in tests):
        message = (
            f"Of {len(graded)} crises with a figure of severity no interest of a permanent "
            "member divides any class of severity, so there is nothing to compare. Choose an "
            "earlier first year."
        )
        raise UndefinedMeasureError(message)
    value = ResponseInterest(_adjusted(tests), response, severity)
    documents = sources(tuple(graded))
    documents |= {one.source for each in graded for one in each.interests} - {""}
    return Result(
        value=value,
        measure="stratified permutation test of the difference of two means",
        reference=REFERENCE,
        n=len(graded),
        unit="crises with a figure of severity",
        sources=tuple(sorted(documents)),
        parameters=parameters or {},
        caveats=_caveats(value, len(answers) - len(graded), classes),
    )


def severity_classes(values: Sequence[float]) -> npt.NDArray[np.intp]:
    """Return the class of each value, 0 for the lowest third to 2 for the highest.

    Equal values are in the same class, that of their mean rank.

    >>> severity_classes([5, 100, 7, 7, 2000, 900]).tolist()
    [0, 1, 1, 1, 2, 2]
    """
    ranks = mean_ranks(np.asarray(values, dtype=float)) - 0.5
    found: npt.NDArray[np.intp] = np.minimum(
        (ranks * STRATA / len(values)).astype(np.intp), STRATA - 1
    )
    return found


def _values(graded: Sequence[CrisisAnswers], response: str) -> npt.NDArray[np.float64]:
    if response == NUMBER:
        return np.array([each.count for each in graded], dtype=float)
    if response == DELAY:
        # The middle of the range that is known; none at all is later than every delay.
        days = [_middle(each) for each in graded]
        ranks = mean_ranks(np.array(days, dtype=float))
        found: npt.NDArray[np.float64] = (ranks - 1) / max(1, len(ranks) - 1)
        return found
    return np.array([each.delays[response].known for each in graded], dtype=float)


def _middle(each: CrisisAnswers) -> float:
    delay = each.delays["resolution"]
    if delay.low is None or delay.high is None:
        return np.inf
    return (delay.low + delay.high) / 2


def _group(graded: Sequence[CrisisAnswers], kind: str, seat: str) -> npt.NDArray[np.bool_]:
    return np.array(
        [
            any(one.kind == kind and seat in {ANY, one.seat} for one in each.interests)
            for each in graded
        ],
        dtype=bool,
    )


def _tested(
    state: str,
    name: str,
    kind: str,
    values: npt.NDArray[np.float64],
    group: npt.NDArray[np.bool_],
    tested: Tested | None,
) -> InterestTest:
    inside = float(values[group].mean()) if group.any() else None
    outside = float(values[~group].mean()) if not group.all() else None
    both = inside is not None and outside is not None
    return InterestTest(
        state=state,
        member=name,
        kind=kind,
        n_with=int(group.sum()),
        n_without=int((~group).sum()),
        mean_with=inside,
        mean_without=outside,
        difference=inside - outside if both else None,  # type: ignore[operator]
        adjusted=tested.difference if tested else None,
        low=tested.low if tested else None,
        high=tested.high if tested else None,
        p=tested.p if tested else None,
        p_holm=None,
        permutations=tested.permutations if tested else None,
        exact=tested.exact if tested else None,
    )


def _adjusted(tests: Sequence[InterestTest]) -> tuple[InterestTest, ...]:
    adjusted = iter(holm([each.p for each in tests if each.p is not None]))
    return tuple(
        replace(each, p_holm=next(adjusted)) if each.p is not None else each for each in tests
    )


def _caveats(
    value: ResponseInterest, left_out: int, classes: npt.NDArray[np.intp]
) -> tuple[str, ...]:
    number = sum(each.p is not None for each in value.tests)
    sizes = ", ".join(map(str, np.bincount(classes, minlength=STRATA)))
    measured = (
        f"Response is the {RESPONSES[value.response]}, of any weight and effect."
        if value.response in {NUMBER, DELAY}
        else f"Response is whether {BY_KEY[value.response].name} is on record, of any effect."
    )
    return (
        "This is no causal claim: crises near a member, or in an allied state, differ from "
        "others in much beside the interest, and a member may act out of it or against it.",
        "The interest is crude: any alliance, border or region counts as one, whatever it "
        "meant at the time, and trade, bases, arms and history are not in it.",
        "Crises are not independent of one another: neighbouring ones share causes, meetings "
        "and missions, so the p-values are likely to be smaller than they should be.",
        "That a member is involved is what curators entered with a source; for many wars no "
        "party is on record, so this interest is the least complete of the four.",
        f"{number} tests are shown and many more were possible; read the adjusted p-values, "
        "and a few small unadjusted ones are what chance alone would give.",
        f"Crises are compared within three classes of severity ({sizes} from the lowest to the "
        f"highest); {left_out} without a figure are left out, and severity differs within a "
        "class too.",
        measured,
        "An answer that is missing from the record may have been given: what is well known is "
        "well recorded, and what touches a great power is well known.",
        "The interval rests on the assumption that an interest adds the same to every crisis.",
        *SEVERITY_CAVEATS[value.severity],
    )
