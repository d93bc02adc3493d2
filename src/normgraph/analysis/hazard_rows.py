"""What is shown of times to commitment: curves, yearly hazards, and a summary of groups."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from normgraph.analysis.rows import Rows, column
from normgraph.analysis.survival import Curve, LogRank, Numbers, median

#: Days in a year, for times told in years.
YEAR = 365.25
#: The normal deviate of an interval of 95 percent.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Some states: how long each was seen, whether it committed, and the curve of them."""

    name: str
    times: Numbers  #: days
    happened: npt.NDArray[np.bool_]
    curve: Curve


@dataclass(frozen=True, slots=True)
class CurveStep:
    """The curve of a group after a day on which it steps down."""

    group: str = column("Which states.")
    days: int = column("Days since a state could commit.")
    years: float = column("The same in years.")
    at_risk: int = column("States that had not committed and were still seen just before.")
    committed: int = column("States that committed at that time.")
    share_not_party: float = column(
        "Share not yet party just after, 0 to 1; by kind of consent, the share that has not "
        "committed in that way."
    )
    low: float | None = column("Lower bound of the 95 percent interval of the share.")
    high: float | None = column("Upper bound of the 95 percent interval of the share.")


@dataclass(frozen=True, slots=True)
class HazardYear:
    """What happened to a group within a year since its states could commit."""

    group: str = column("Which states.")
    year: int = column("Full years since a state could commit.")
    at_risk: int = column("States that had not committed and were seen when the year began.")
    committed: int = column("States that committed within the year.")
    censored: int = column("States seen no longer within the year, without commitment.")
    hazard: float = column("Share of those at risk that committed within the year, 0 to 1.")
    low: float = column("Lower bound of the 95 percent interval (Wilson) of the hazard.")
    high: float = column("Upper bound of the 95 percent interval (Wilson) of the hazard.")


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group in one line."""

    group: str = column("Which states.")
    states: int = column("States that could commit.")
    committed: int = column("States that committed.")
    state_years: float = column("Years at risk, of all its states together.")
    rate: float | None = column("Commitments in a hundred state-years.")
    median_years: float | None = column("Years by which half had committed; none if not yet.")
    low: float | None = column("Lower bound of the 95 percent interval of the median.")
    high: float | None = column("Upper bound of it; none where the interval has no end.")
    share_not_party: float = column("Share not yet party at the last time seen, 0 to 1.")


@dataclass(frozen=True, slots=True)
class SurvivalCurves(Rows):
    """The share of states not yet party, by group and time since they could commit."""

    row = CurveStep
    steps: tuple[CurveStep, ...]  #: by group and time; the first of each at time 0 with share 1
    title: str  #: of the instrument
    test: LogRank | None  #: of the groups; None where there is none
    ways: bool = False  #: whether the groups are ways of committing

    def rows(self) -> Sequence[CurveStep]:
        """Return the steps."""
        return self.steps


@dataclass(frozen=True, slots=True)
class YearlyHazard(Rows):
    """The share of states at risk that committed within each year."""

    row = HazardYear
    years: tuple[HazardYear, ...]  #: by group and year
    title: str
    test: LogRank | None
    ways: bool = False

    def rows(self) -> Sequence[HazardYear]:
        """Return the years."""
        return self.years


@dataclass(frozen=True, slots=True)
class SurvivalSummary(Rows):
    """Each group with its median time to commitment."""

    row = GroupSummary
    groups: tuple[GroupSummary, ...]
    title: str
    test: LogRank | None
    ways: bool = False

    def rows(self) -> Sequence[GroupSummary]:
        """Return the groups."""
        return self.groups


def curve_rows(groups: Sequence[Group]) -> tuple[CurveStep, ...]:
    """Return where each curve begins, where it steps down, and where it ends."""
    return tuple(step for group in groups for step in _steps(group))


def _steps(group: Group) -> Iterator[CurveStep]:
    curve = group.curve
    size = int(group.times.size)
    yield CurveStep(group.name, 0, 0.0, size, 0, 1.0, None, None)
    last = curve.times.size - 1
    for place, events in enumerate(curve.events):
        if events or place == last:
            days = int(curve.times[place])
            yield CurveStep(
                group=group.name,
                days=days,
                years=round(days / YEAR, 4),
                at_risk=int(curve.at_risk[place]),
                committed=int(events),
                share_not_party=float(curve.share[place]),
                low=_defined(curve.low[place]),
                high=_defined(curve.high[place]),
            )


def hazard_rows(groups: Sequence[Group]) -> tuple[HazardYear, ...]:
    """Return each year of each group in which somebody was at risk."""
    return tuple(row for group in groups for row in _years(group))


def _years(group: Group) -> Iterator[HazardYear]:
    year = (group.times // YEAR).astype(int)
    seen = np.bincount(year)
    happened = np.bincount(year[group.happened], minlength=seen.size)
    at_risk = group.times.size - np.concatenate(([0], np.cumsum(seen)[:-1]))
    for number, risk in enumerate(at_risk):
        events = int(happened[number])
        low, high = _wilson(events, int(risk))
        yield HazardYear(
            group=group.name,
            year=number,
            at_risk=int(risk),
            committed=events,
            censored=int(seen[number]) - events,
            hazard=events / int(risk),
            low=low,
            high=high,
        )


def summary_rows(groups: Sequence[Group]) -> tuple[GroupSummary, ...]:
    """Return each group in one line."""
    return tuple(_summary(group) for group in groups)


def _summary(group: Group) -> GroupSummary:
    middle, low, high = (
        None if days is None else round(days / YEAR, 2) for days in median(group.curve)
    )
    exposure = float(group.times.sum()) / YEAR
    return GroupSummary(
        group=group.name,
        states=int(group.times.size),
        committed=int(group.happened.sum()),
        state_years=round(exposure, 1),
        rate=100 * int(group.happened.sum()) / exposure if exposure else None,
        median_years=middle,
        low=low,
        high=high,
        share_not_party=float(group.curve.share[-1]),
    )


def _wilson(events: int, number: int) -> tuple[float, float]:
    share = events / number
    middle = (share + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    half = (
        _Z
        * math.sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2))
        / (1 + _Z**2 / number)
    )
    # At the ends the bounds are exact, whatever the rounding.
    low = middle - half if events else 0.0
    return low, middle + half if events < number else 1.0


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
