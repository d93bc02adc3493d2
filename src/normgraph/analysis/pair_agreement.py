"""How far pairs of members of the Council agreed, over a period and through time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normgraph.analysis.agreement import (
    Measure,
    Tables,
    Values,
    agreement,
    identical,
    joint_ballots,
    shared,
)
from normgraph.analysis.agreement_table import Compared, PairAgreement, PairTable, Span
from normgraph.analysis.period import Period
from normgraph.analysis.resampling import FIELD_WELSH, LEVEL, Pairs, effort, interval
from normgraph.analysis.result import Result
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council, cast

#: What the intervals of one answer may take, see `effort`: about a tenth of a second.
MOST_EFFORT = 20_000_000


def compared(record: Council, which: Compared) -> Council:
    """Return the decisions with ballots that are compared.

    Contested is what some member of the Council voted against or abstained from; not
    unanimous also what some member took no part in.
    """
    found = record.public()
    if which is Compared.ALL:
        return found
    if which is Compared.CONTESTED:
        return found.contested()
    apart = (Choice.AGAINST, Choice.ABSTAINED, Choice.DID_NOT_VOTE)
    return found.where(np.any(np.isin(found.ballots, apart), axis=0))


def pair_agreement(
    record: Council,
    period: Period,
    *,
    measure: Measure = Measure.IDENTICAL,
    span: Span = Span.WHOLE,
    draws: int = 0,
    seed: int = 1,
    every_pair: bool = True,
) -> Result[PairTable]:
    """Return how far each two of the states in ``record`` agreed.

    Parameters
    ----------
    record
        The ballots of the states on the decisions that are compared.
    period
        The days that they are from.
    measure
        Of which the intervals are; the table has all.
    span
        How the period is divided; spans of five years begin in 1946.
    draws, seed
        Of the intervals, see `resampling.interval`.
    every_pair
        Whether pairs that share no decision have a row, without values. In spans of time
        they have none.

    Raises
    ------
    UndefinedMeasureError
        When there are fewer than two states, or no two of them cast a ballot on the same
        decision.

    References
    ----------
    See `agreement.agreement` and `resampling.interval`.
    """
    if len(record.states) < 2:
        message = "Agreement needs two states that cast ballots on such decisions; ask for more"
        raise UndefinedMeasureError(f"{message}, or for a longer period.")
    spans = list(_spans(record, period, span))
    work = sum(_effort(part, draws) for part in spans)
    drawn = draws if work <= MOST_EFFORT else 0
    whole = span is Span.WHOLE and every_pair
    rows = tuple(
        row
        for part in spans
        for row in _rows(part, measure, draws=drawn, seed=seed, every_pair=whole)
    )
    if not any(row.shared for row in rows):
        message = "No two of these states cast a ballot on the same decision of this kind"
        raise UndefinedMeasureError(f"{message} between {period.first} and {period.last}.")
    return Result(
        value=PairTable(rows, measure, span),
        measure=measure.called,
        reference=f"{measure.reference} Intervals: {FIELD_WELSH}"
        if drawn
        else measure.reference,
        n=int((cast(record.ballots).sum(axis=0) > 1).sum()),
        unit="decisions on which two or more of the states cast a ballot",
        sources=record.sources(),
        caveats=_caveats(rows, measure, span, draws=draws, drawn=drawn),
    )


class _Part(NamedTuple):
    """A span of time with its decisions."""

    of: Period
    record: Council
    days: npt.NDArray[np.int64]  #: of each decision
    tables: Tables  #: of all pairs


def _part(of: Period, record: Council) -> _Part:
    days = np.array([each.date.toordinal() for each in record.decisions], dtype=np.int64)
    return _Part(of, record, days, joint_ballots(record.ballots))


def _spans(record: Council, period: Period, span: Span) -> Iterator[_Part]:
    """Yield the spans of the period with their decisions, which are in the order of days."""
    if span is Span.WHOLE:
        yield _part(period, record)
        return
    begins = np.array([span.beginning(each.date.year) for each in record.decisions])
    for begin in np.unique(begins).tolist():
        first, last = date(begin, 1, 1), date(begin + span.years - 1, 12, 31)
        start, end = np.searchsorted(begins, [begin, begin + span.years])
        within = replace(
            record,
            decisions=record.decisions[start:end],
            ballots=record.ballots[:, start:end],
            permanent=record.permanent[:, start:end],
        )
        yield _part(Period(max(first, period.first), min(last, period.last)), within)


def _rows(
    part: _Part, measure: Measure, *, draws: int, seed: int, every_pair: bool
) -> Iterator[PairAgreement]:
    of, record = part.of, part.record
    one, other = np.triu_indices(len(record.states), k=1)
    if not every_pair:
        there = shared(part.tables)[one, other] > 0
        one, other = one[there], other[there]
    pairs: Pairs = np.stack([one, other])
    tables = part.tables[:, :, one, other]
    ends = interval(record.ballots, part.days, pairs, measure, draws=draws, seed=seed)
    columns = (
        shared(tables).astype(int).tolist(),
        identical(tables).astype(int).tolist(),
        *(_cells(values) for values in (*_measures(tables), *ends)),
    )
    for a, b, *cells in zip(one.tolist(), other.tolist(), *columns, strict=True):
        names = record.states[a], record.names[a], record.states[b], record.names[b]
        yield PairAgreement(*names, of.first, of.last, *cells)


def _measures(tables: Tables) -> Iterator[Values]:
    """Yield the measures in the order of the columns."""
    for measure in Measure:
        yield agreement(tables, measure)


def _cells(values: Values) -> list[float | None]:
    defined = np.isfinite(values).tolist()
    return [
        value if there else None for value, there in zip(values.tolist(), defined, strict=True)
    ]


def _effort(part: _Part, draws: int) -> int:
    """Return what the intervals of the pairs that share a decision would take."""
    number = np.triu(shared(part.tables), k=1)
    pairs = int(np.count_nonzero(number))
    return effort(len(np.unique(part.days)), pairs, int(number.sum()), draws)


def _caveats(
    rows: Sequence[PairAgreement], measure: Measure, span: Span, *, draws: int, drawn: int
) -> tuple[str, ...]:
    caveats = [
        "Recorded votes only: texts adopted without a vote, agreed beforehand, or dropped for "
        "fear of a veto leave no trace here.",
        "The same ballot does not mean the same reasons, and a text is negotiated until most "
        "can vote for it: agreement on what is put to the vote says little of the rest.",
        "Each pair is compared on the decisions on which both cast a ballot; pairs that sat at "
        "different times are compared on different decisions.",
    ]
    return (*caveats, *_more(rows, measure, span, draws=draws, drawn=drawn))


def _more(
    rows: Sequence[PairAgreement], measure: Measure, span: Span, *, draws: int, drawn: int
) -> Iterator[str]:
    apart = sum(not row.shared for row in rows)
    if apart:
        yield (
            f"Pairs that never cast a ballot on the same decision: {apart}. They have no "
            "value, which is no disagreement."
        )
    if measure.corrected:
        yield (
            "Where both cast nearly always the same ballot, chance alone is expected to give "
            "nearly full agreement and the corrected value is unstable; where it gives full "
            "agreement there is none."
        )
    if drawn:
        yield (
            f"Intervals hold {100 * LEVEL:.0f} % of {drawn} draws of days: how far the choice "
            "of days matters, not how far the record is right. Pairs with one day have none."
        )
    elif draws:
        yield (
            f"No intervals: resampling {len(rows)} pairs {draws} times would take too long. "
            "Ask for fewer states, a shorter period or fewer draws."
        )
    else:
        yield "No intervals were asked for; values over few decisions vary by chance."
    if span is not Span.WHOLE:
        yield "Spans in which a pair shared no decision have no row."
