"""S-curves fitted to the number of states that have committed to an instrument."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from normgraph.analysis.at_risk import Eligible, Spell, population
from normgraph.analysis.curve_fit import (
    BASS,
    LOGISTIC,
    MODELS,
    Fit,
    Model,
    fit,
    refit,
)
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.survival import Numbers
from normgraph.errors import UndefinedMeasureError
from normgraph.query.commitments import CommitmentRecord, Standing

REFERENCE = (
    "Bass, F. M. (1969). A New Product Growth for Model Consumer Durables. Management Science "
    "15(5), 215-227; the logistic curve is the limit of that without innovation. Both by "
    "nonlinear least squares on the cumulative counts."
)
#: With fewer of either a curve with three parameters fits anything.
LEAST_YEARS, LEAST_STATES = 8, 10
_YEAR = 365.25
#: A coefficient of imitation that cannot be told from none.
_NO_IMITATION = 1e-4


class Shown(StrEnum):
    """Which table and figure is given."""

    CURVE = "curve"
    PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True)
class FittedYear:
    """The number of states that had committed, as counted and as fitted."""

    years: int = column("Full years since the instrument was adopted.")
    day: date = column("The day on which they were full.")
    counted: int = column("States that had consented by then.")
    logistic: float = column("The same by the logistic curve.")
    logistic_low: float = column("Lower bound of the 95 percent interval of that curve.")
    logistic_high: float = column("Upper bound of the 95 percent interval of that curve.")
    bass: float = column("The same by Bass's curve.")
    bass_low: float = column("Lower bound of the 95 percent interval of that curve.")
    bass_high: float = column("Upper bound of the 95 percent interval of that curve.")


@dataclass(frozen=True, slots=True)
class FittedParameter:
    """One parameter of one curve."""

    model: str = column("The curve.")
    parameter: str = column("Name of the parameter.")
    meaning: str = column("What it is.")
    value: float = column("Estimate by least squares.")
    low: float = column("Lower bound of the 95 percent interval.")
    high: float = column("Upper bound of the 95 percent interval.")
    r_squared: float = column("Share of the variance of the counts that the curve takes up.")
    aic: float = column("Akaike's criterion of the curve; the lower, the better.")


@dataclass(frozen=True, slots=True)
class FittedCurves(Rows):
    """The number of states that had committed by year, with both curves."""

    row = FittedYear
    years: tuple[FittedYear, ...]
    title: str
    parameters: tuple[FittedParameter, ...]
    eligible: int  #: states that ever could commit

    def rows(self) -> Sequence[FittedYear]:
        """Return the years."""
        return self.years


@dataclass(frozen=True, slots=True)
class FittedParameters(Rows):
    """What was estimated of both curves."""

    row = FittedParameter
    parameters: tuple[FittedParameter, ...]
    title: str
    eligible: int

    def rows(self) -> Sequence[FittedParameter]:
        """Return the parameters."""
        return self.parameters


def diffusion_fit(
    standings: Iterable[Standing],
    record: CommitmentRecord,
    *,
    shown: Shown = Shown.CURVE,
    until: date | None = None,
    replicates: int = 200,
    seed: int = 1,
) -> Result[Rows]:
    """Fit the logistic and Bass's curve to the number of states that had committed.

    Parameters
    ----------
    standings
        Every state with its beginning and end.
    record
        Who consented and when.
    shown
        The curves year by year, or their parameters.
    until
        Last day of observation.
    replicates
        Samples of the bootstrap. Each draws as many states as could commit, with replacement,
        counts them anew and fits again from the first estimate; the bounds are the 2.5th and
        97.5th percentile. States are drawn, not years, because cumulative counts of
        neighbouring years hold mostly the same states.
    seed
        Of the random numbers.

    Returns
    -------
    Result of rows
        Counts are taken at the end of each full year since the instrument was adopted, of
        states at risk in the sense of `population`.

    Raises
    ------
    UndefinedMeasureError
        When there are too few years or states, or a curve does not settle on the counts.

    References
    ----------
    See `REFERENCE`.
    """
    found = population(standings, record, eligible=Eligible.STATES, until=until)
    end = min(until or record.last, record.last)
    when = _years_to_consent(found.spells, record.opened)
    years = np.arange(1, int((end - record.opened).days / _YEAR) + 1, dtype=float)
    _check(record.title, years, when)
    counts = _counted(when, years)
    samples = _resampled(when, years, replicates, seed)
    fits = {name: fit(model, years, counts) for name, model in MODELS.items()}
    again = {name: refit(model, years, samples, fits[name]) for name, model in MODELS.items()}
    parameters = tuple(
        row
        for name, model in MODELS.items()
        for row in _parameter_rows(model, fits[name], again[name])
    )
    settled = min(int(np.isfinite(draws[:, 0]).sum()) for draws in again.values())
    value: Rows = FittedParameters(parameters, record.title, len(found.spells))
    if shown is Shown.CURVE:
        rows = _year_rows(record.opened, years, counts, fits, again)
        value = FittedCurves(rows, record.title, parameters, len(found.spells))
    return Result(
        value=value,
        measure="logistic and Bass curve of the cumulative number of parties, by least squares",
        reference=REFERENCE,
        n=int(counts[-1]),
        unit="states that consented",
        sources=_sources(found.spells),
        parameters={
            "instrument": record.instrument,
            "show": str(shown),
            "to": end.isoformat(),
            "replicates": replicates,
            "seed": seed,
        },
        caveats=_caveats(parameters, len(found.spells), settled, replicates),
    )


def _years_to_consent(spells: Iterable[Spell], opened: date) -> Numbers:
    """Return the years from adoption to consent; infinite for those without."""
    return np.array(
        [
            (spell.consent.day - opened).days / _YEAR if spell.consent else np.inf
            for spell in spells
        ]
    )


def _check(title: str, years: Numbers, when: Numbers) -> None:
    states = int(np.isfinite(when).sum())
    if years.size < LEAST_YEARS or states < LEAST_STATES:
        raise UndefinedMeasureError(
            f"“{title}” has {states} consents over {years.size} full years; a curve needs at "
            f"least {LEAST_STATES} over {LEAST_YEARS}. The analysis first-adopters lists them."
        )


def _counted(when: Numbers, years: Numbers) -> Numbers:
    return np.searchsorted(np.sort(when), years, "right").astype(float)


def _resampled(when: Numbers, years: Numbers, replicates: int, seed: int) -> Numbers:
    """Return the counts by year of each bootstrap sample of the states."""
    chance = np.random.default_rng(seed)
    year = np.minimum(np.maximum(np.ceil(when), 1), years.size + 1).astype(int) - 1
    drawn = year[chance.integers(0, when.size, (replicates, when.size))]
    drawn += np.arange(replicates)[:, None] * (years.size + 1)
    tally = np.bincount(drawn.ravel(), minlength=replicates * (years.size + 1))
    counts: Numbers = tally.reshape(replicates, -1)[:, :-1].cumsum(axis=1).astype(float)
    return counts


def _parameter_rows(model: Model, found: Fit, draws: Numbers) -> Iterable[FittedParameter]:
    low, high = np.nanpercentile(draws, (2.5, 97.5), axis=0)
    for place, (name, meaning) in enumerate(model.parameters):
        yield FittedParameter(
            model=model.name,
            parameter=name,
            meaning=meaning,
            value=_told(found.values[place]),
            low=_told(low[place]),
            high=_told(high[place]),
            r_squared=found.r_squared,
            aic=found.aic,
        )


def _told(value: float) -> float:
    """Return the value, or zero where the search stopped just above its bound of zero."""
    return 0.0 if abs(value) < _NO_IMITATION else float(value)


def _year_rows(
    opened: date,
    years: Numbers,
    counts: Numbers,
    fits: dict[str, Fit],
    again: dict[str, Numbers],
) -> tuple[FittedYear, ...]:
    drawn = {}
    for name, model in MODELS.items():
        curves = model.curve(years, again[name])
        low, high = np.nanpercentile(curves, (2.5, 97.5), axis=0)
        drawn[name] = (model.curve(years, fits[name].values[None, :])[0], low, high)
    logistic, bass = drawn[LOGISTIC.name], drawn[BASS.name]
    return tuple(
        FittedYear(
            int(year),
            date.fromordinal(opened.toordinal() + round(year * _YEAR)),
            int(counts[place]),
            *(float(each[place]) for each in logistic),
            *(float(each[place]) for each in bass),
        )
        for place, year in enumerate(years)
    )


def _sources(spells: Iterable[Spell]) -> tuple[str, ...]:
    return tuple(
        sorted({key for spell in spells if spell.consent for key in spell.consent.sources})
    )


def _caveats(
    parameters: Sequence[FittedParameter], eligible: int, settled: int, replicates: int
) -> tuple[str, ...]:
    told = [
        "A good S-curve does not show that states influenced each other: states that decide "
        "alone, at different times, for reasons of their own, give one too (Strang, D. and "
        "Soule, S. A. (1998). Diffusion in Organizations and Social Movements. Annual Review "
        "of Sociology 24, 265-290).",
        f"The ceiling is the curve's and no forecast; {eligible} states ever could commit, and "
        "they came to be in waves that neither curve knows of. Counts never fall: states that "
        "withdrew or ended stay in.",
        "Counts of neighbouring years hold the same states, so R squared is near one for every "
        "rising curve; compare the curves with each other, and look where they miss.",
        f"The intervals are of {replicates} samples of states drawn as if they were "
        "independent, which neighbours and allies are not.",
    ]
    beyond = [
        each.model for each in parameters if each.parameter == "ceiling" and each.low > eligible
    ]
    if beyond:
        told.append(
            f"The ceiling of the {' and the '.join(beyond)} curve lies above the number of "
            "states that ever could commit, which it cannot."
        )
    if any(each.parameter == "q" and each.value < _NO_IMITATION for each in parameters):
        told.append(
            "Bass's curve fits best without imitation: it then only says that a constant share "
            "of the rest commits each year."
        )
    if settled < replicates:
        told.append(
            f"In {replicates - settled} of {replicates} samples a curve did not settle; they "
            "are left out of its intervals."
        )
    return tuple(told)
