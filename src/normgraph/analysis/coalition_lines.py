"""Coalitions of the Security Council in consecutive windows, followed from one to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from normgraph.analysis.agreement import LIJPHART
from normgraph.analysis.ballot_permutation import PHIPSON, ChanceTest, chance_test
from normgraph.analysis.coalition_division import (
    REFERENCES,
    Dividing,
    Way,
    Window,
    by_seat,
    coalition_caveats,
    dealt_weights,
    divide_each,
    window_of,
)
from normgraph.analysis.coalition_runs import quality
from normgraph.analysis.coalition_tracking import GREENE, Event, Step, tracked
from normgraph.analysis.partition_stability import Division
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.signed_network import CONTINUED_BY
from normgraph.analysis.signed_spectrum import KUNEGIS, balance
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council

#: Windows that are drawn side by side and answered while somebody waits.
MOST_WINDOWS = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of the Council in one of the windows, and its coalition there."""

    begins: int = column("First year of the window.")
    ends: int = column("Last year of the window.")
    state: str = column("Key of the state.")
    state_name: str = column("Its name.")
    permanent: bool = column("Whether it held a permanent seat in the window.")
    line: int | None = column(
        "Number of the coalition as followed through windows; none where the state shares too "
        "few contested decisions with anybody."
    )
    event: Event | None = column(
        "Whether the coalition continues one of the window before, has merged several, has "
        "split off one, or is new."
    )
    overlap: float | None = column(
        "Share of members in both, of those in either: this coalition and the one it "
        "continues, members of both windows."
    )
    ballots: int = column("Ballots the state cast on contested decisions.")
    contested: int = column("Contested decisions in the window.")
    modularity: float | None = column("Signed modularity of the window's division.")
    balance: float | None = column("How near the window comes to two opposed camps; 1 is all.")
    p_value: float | None = column("How often dealt ballots give so much balance.")


@dataclass(frozen=True, slots=True, eq=False)
class CoalitionWindow:
    """One of consecutive windows; empty where no coalition can be found."""

    period: Period
    contested: int  #: decisions
    division: Division  #: by seat
    quality: float | None  #: signed modularity
    camps: ChanceTest | None  #: balance of two camps against dealt ballots

    @property
    def label(self) -> str:
        """The years of the window."""
        return f"{self.period.first.year}\u2013{self.period.last.year}"


@dataclass(frozen=True, slots=True, eq=False)
class CoalitionLines(Rows):
    """The coalitions of consecutive windows, with the lines that join them."""

    row = Standing
    windows: tuple[CoalitionWindow, ...]
    steps: tuple[Step, ...]
    standings: tuple[Standing, ...]  #: by window, coalition, permanent members first, name

    def rows(self) -> Sequence[Standing]:
        """Return where each member stood in each window."""
        return self.standings


def coalitions_over_time(
    council: Council,
    period: Period,
    way: Way | None = None,
    *,
    years: int = 5,
    draws: int = 39,
) -> Result[CoalitionLines]:
    """Return the coalitions of consecutive windows, followed from one to the next.

    Parameters
    ----------
    council
        The whole record.
    period
        Windows begin with its first year; the last one may be shorter.
    way
        How the coalitions of each window are found.
    years
        Length of a window.
    draws
        How often chance deals the ballots of a window anew; 0 for no test. With 39 draws the
        smallest p-value is 1/40.

    Raises
    ------
    UndefinedMeasureError
        When no window has coalitions, or there are more than 40 windows.

    References
    ----------
    Lines: Greene, Doyle and Cunningham (2010). Coalitions of a window: see `coalitions`.
    """
    chosen = way or Way()
    parts = list(windows(period, years))
    if len(parts) > MOST_WINDOWS:
        message = f"That makes {len(parts)} windows; at most {MOST_WINDOWS} can be followed."
        raise UndefinedMeasureError(message)
    found = [_found(council, part, chosen) for part in parts]
    if not any(found):
        message = (
            f"In no window from {period.first} to {period.last} do two members share "
            f"{chosen.minimum_shared} contested decisions. Choose longer windows."
        )
        raise UndefinedMeasureError(message)
    described = tuple(_windows(parts, found, chosen, draws))
    steps = tracked([window.division for window in described])
    lines = CoalitionLines(described, steps, tuple(_standings(described, found, steps)))
    records = [window.contested for window in found if window]
    return Result(
        value=lines,
        measure=f"coalitions by {chosen.dividing} in consecutive windows, followed by the "
        "overlap of members",
        reference=_reference(chosen),
        n=sum(len(record.decisions) for record in records),
        unit="contested decisions",
        sources=tuple(sorted({key for record in records for key in record.sources()})),
        parameters={
            **period.as_parameters(),
            "years": years,
            **chosen.parameters,
            "draws": draws,
        },
        caveats=(*_limits(lines), *_caveats(lines)),
    )


def windows(period: Period, years: int) -> Iterator[Period]:
    """Yield consecutive windows of whole calendar years, cut to the period.

    >>> [f"{each.first.year}-{each.last.year}" for each in
    ...  windows(Period(date(1946, 1, 25), date(1957, 1, 1)), 5)]
    ['1946-1950', '1951-1955', '1956-1957']
    """
    for year in range(period.first.year, period.last.year + 1, years):
        first = max(period.first, date(year, 1, 1))
        yield Period(first, min(period.last, date(year + years - 1, 12, 31)))


def _found(council: Council, part: Period, way: Way) -> Window | None:
    try:
        return window_of(council, part, way)
    except UndefinedMeasureError:
        return None


def _windows(
    parts: Sequence[Period], found: Sequence[Window | None], way: Way, draws: int
) -> Iterator[CoalitionWindow]:
    networks = [window.compared for window in found if window]
    labels = iter(divide_each(networks, way))
    for part, window in zip(parts, found, strict=True):
        if window is None:
            yield CoalitionWindow(part, 0, {}, None, None)
        else:
            its = next(labels)
            yield CoalitionWindow(
                period=part,
                contested=len(window.contested.decisions),
                division=by_seat(window.compared, its),
                quality=quality(window.compared, its),
                camps=_camps(window, way, draws),
            )


def _camps(window: Window, way: Way, draws: int) -> ChanceTest | None:
    weights = window.compared.weights
    if not draws or not weights.any():
        return None
    return chance_test(float(balance(weights)), balance(dealt_weights(window, way, draws)))


def _standings(
    described: Sequence[CoalitionWindow],
    found: Sequence[Window | None],
    steps: Sequence[Step],
) -> Iterator[Standing]:
    by_key = {step.key: step for step in steps}
    for place, (its, window) in enumerate(zip(described, found, strict=True)):
        if window is not None:
            each = [_standing(its, window, n, place, by_key) for n in _numbers(window)]
            yield from sorted(each, key=_order)


def _numbers(window: Window) -> range:
    return range(len(window.network.states))


def _standing(
    its: CoalitionWindow,
    window: Window,
    number: int,
    place: int,
    steps: dict[tuple[int, int], Step],
) -> Standing:
    network = window.network
    state = network.states[number]
    community = its.division.get(CONTINUED_BY.get(state, state))
    step = None if community is None else steps[place, community]
    return Standing(
        begins=its.period.first.year,
        ends=its.period.last.year,
        state=state,
        state_name=network.names[number],
        permanent=network.permanent[number],
        line=step.line if step else None,
        event=step.event if step else None,
        overlap=step.overlap if step else None,
        ballots=network.ballots[number],
        contested=its.contested,
        modularity=its.quality,
        balance=its.camps.observed if its.camps else None,
        p_value=its.camps.p_value if its.camps else None,
    )


def _order(standing: Standing) -> tuple[int, bool, int, bool, str]:
    line = standing.line
    return standing.begins, line is None, line or 0, not standing.permanent, standing.state_name


def _limits(lines: CoalitionLines) -> Iterator[str]:
    """Yield which windows chance could have made, or have no coalitions."""
    tested = [(window.label, window.camps) for window in lines.windows if window.camps]
    chance = [label for label, camps in tested if not camps.beyond_chance]
    if chance:
        yield (
            f"Two opposed camps are no more than chance gives in {', '.join(chance)} "
            f"({tested[0][1].draws} draws each)."
        )
    empty = [window.label for window in lines.windows if not window.division]
    if empty:
        yield f"No coalition can be found in {', '.join(empty)}, and no line goes through it."


def _caveats(lines: CoalitionLines) -> tuple[str, ...]:
    alone = sum(standing.line is None for standing in lines.standings)
    found = [window for window in lines.windows if window.division]
    fewest = min(found, key=lambda window: window.contested)
    return (
        "A line goes on with most of those members that are present in two windows, the "
        "permanent ones and those with terms across the border: in windows further apart the "
        "same number can stand for other states, and is no name of a bloc.",
        "Where windows begin and end is a choice; the one-window analysis tells how much a "
        "shift by a year changes.",
        *coalition_caveats(fewest.contested, alone, f" in {fewest.label}"),
    )


def _reference(way: Way) -> str:
    camps = "" if way.dividing is Dividing.SPECTRAL else f" Balance: {KUNEGIS}"
    return (
        f"{REFERENCES[way.dividing]} Lines: {GREENE} Agreement: {LIJPHART}{camps} "
        f"Chance: {PHIPSON}"
    )
