"""How often texts failed, were vetoed or divided the Council, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from normgraph.analysis.outcomes import OutcomeCounts, outcomes
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council

REFERENCE = (
    "Charter of the United Nations, Article 27. The shares are those that the yearly "
    "Highlights of Security Council Practice (United Nations, Security Council Affairs "
    "Division) and Security Council Report's monthly In Hindsight print; none is combined "
    "with another."
)


@dataclass(frozen=True, slots=True)
class Window:
    """What became of texts within some years."""

    first: int = column("First year.")
    last: int = column("Last year.")
    texts: int | None = column(
        "Texts put to the vote: drafts, amendments, admissions and others; no value where the "
        "record lacks those that failed."
    )
    failed: int | None = column("Of them, not adopted.")
    failed_share: float | None = column("Failed of those put to the vote, from 0 to 1.")
    vetoed: int | None = column("Of them, kept from adoption by a permanent member's vote.")
    veto_share: float | None = column("Vetoed of those put to the vote, from 0 to 1.")
    vetoes: int | None = column("Negative votes of permanent members on the vetoed texts.")
    resolutions: int = column("Resolutions adopted.")
    unanimous: int = column("Of them, with every vote in favour, or without a vote.")
    without_vote: int = column("Of these, without a vote.")
    unanimous_share: float | None = column("Unanimous of the resolutions, from 0 to 1.")
    non_unanimity: float | None = column("Not unanimous of the resolutions, from 0 to 1.")


@dataclass(frozen=True, slots=True)
class DeadlockByYear(Rows):
    """The windows in the order of time."""

    row = Window
    windows: tuple[Window, ...]
    years: int  #: length of a window

    def rows(self) -> Sequence[Window]:
        """Return the windows, oldest first."""
        return self.windows


def deadlock_by_year(
    council: Council, period: Period, failed_until: date, *, years: int = 1
) -> Result[DeadlockByYear]:
    """Return what became of texts, window by window.

    The failed share is ``failed / texts put to the vote``, the veto share ``vetoed / texts
    put to the vote``, non-unanimity ``resolutions not adopted by all / resolutions adopted``.
    What was adopted without a vote was not put to the vote, and counts as unanimous.

    Parameters
    ----------
    council
        The record.
    period
        The days looked at.
    failed_until
        Last day to which texts that failed are on record. A window with decisions after it
        has no number of failed texts.
    years
        Length of the windows; the first begins with the period's first year.

    Raises
    ------
    UndefinedMeasureError
        When the record has no decision in the period.

    References
    ----------
    See `REFERENCE`.
    """
    chosen = council.between(period.first, period.last)
    if not chosen.decisions:
        message = f"No decision is on record between {period.first} and {period.last}."
        raise UndefinedMeasureError(message)
    windows = tuple(_windows(chosen, period, failed_until, years))
    return Result(
        value=DeadlockByYear(windows, years),
        measure="failed share, veto share and non-unanimity",
        reference=REFERENCE,
        n=len(chosen.decisions),
        unit="decisions",
        sources=chosen.sources(),
        parameters={
            **period.as_parameters(),
            "years": years,
        },
        caveats=_caveats(period, failed_until),
    )


def _caveats(period: Period, failed_until: date) -> tuple[str, ...]:
    caveats = [
        "Texts that were withdrawn, watered down or never tabled for fear of a veto leave "
        "no trace here, so a low share of failures may mean agreement or silence.",
        "Each paragraph, amendment and preliminary question put to a separate vote is a "
        "text of its own; the UN library's list of vetoes counts fewer.",
        f"Texts that failed are on record to {failed_until}; later windows have no number "
        "of them.",
        "In years with few texts a single one moves a share by many points; the numbers "
        "stand beside the shares.",
        "A resolution adopted in parts, with no vote on the whole, counts as adopted "
        "without a vote and so as unanimous, whoever opposed a part.",
        "A state that did not take part in a vote makes a resolution not unanimous, as an "
        "abstention does.",
    ]
    if (period.last.month, period.last.day) != (12, 31):
        caveats.append(f"The last year is not whole: it is counted to {period.last}.")
    return tuple(caveats)


def _windows(
    council: Council, period: Period, failed_until: date, years: int
) -> Iterator[Window]:
    each = outcomes(council)
    numbers = np.array([decision.date.year for decision in council.decisions])
    for first in range(period.first.year, period.last.year + 1, years):
        last = min(first + years - 1, period.last.year)
        columns = (numbers >= first) & (numbers <= last)
        latest = max(
            (council.decisions[n].date for n in np.flatnonzero(columns)), default=date.min
        )
        yield _window(first, last, each.of(columns), whole=latest <= failed_until)


def _window(first: int, last: int, counts: OutcomeCounts, *, whole: bool) -> Window:
    return Window(
        first=first,
        last=last,
        texts=counts.texts if whole else None,
        failed=counts.failed if whole else None,
        failed_share=counts.failed_share if whole else None,
        vetoed=counts.vetoed if whole else None,
        veto_share=counts.veto_share if whole else None,
        vetoes=counts.vetoes if whole else None,
        resolutions=counts.resolutions,
        unanimous=counts.unanimous,
        without_vote=counts.without_vote,
        unanimous_share=counts.unanimous_share,
        non_unanimity=counts.non_unanimity,
    )
