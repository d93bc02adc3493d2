"""S-curves: fitted to curves with known parameters, to a fit in print, and refused."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normgraph.analysis.curve_fit import (
    BASS,
    LOGISTIC,
    Model,
    bass,
    bass_rate,
    fit,
    logistic,
    nearest,
    refit,
)
from normgraph.analysis.diffusion_fit import Shown, diffusion_fit
from normgraph.analysis.registry import analyze
from normgraph.errors import UndefinedMeasureError
from treaties import OPENED, state, treaty

YEARS = np.arange(1.0, 41.0)


def test_the_curves_by_hand():
    # Half of 100 at the midpoint; 100 / (1 + e) one time constant before it.
    assert logistic(np.array([10.0, 5.0]), np.array([[100, 0.2, 10]]))[0] == pytest.approx(
        [50, 100 / (1 + np.e)]
    )
    # Without imitation Bass's curve is 100 (1 - exp(-p t)).
    assert bass(np.array([2.0]), np.array([[100, 0.5, 0.0]]))[0, 0] == pytest.approx(
        100 * (1 - np.exp(-1))
    )


def test_the_rate_is_the_slope_of_the_curve():
    values, near = np.array([[150, 0.02, 0.3]]), 1e-5
    slope = (bass(YEARS + near, values) - bass(YEARS - near, values)) / (2 * near)
    assert bass_rate(YEARS, values) == pytest.approx(slope, rel=1e-6)


def test_bass_fitted_to_sales_of_recorders_as_in_print():
    # Sales of video recorders, 1980 to 1989, fitted by R's nls to the rate of Bass's curve as
    # printed by Chengjun Wang (2012), rpubs 15329: M 6.80e+04, P 6.59e-03, Q 6.38e-01.
    sales = np.array([840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890], dtype=float)
    rate = Model("rate", BASS.parameters, bass_rate, lambda *_: (6e4, 0.03, 0.38), BASS.least)
    found = nearest(rate, np.arange(1.0, 11.0), sales)
    m, p, q = found.values
    assert m == pytest.approx(6.80e4, abs=0.005e4)
    assert p == pytest.approx(6.59e-3, abs=0.005e-3)
    assert q == pytest.approx(6.38e-1, abs=0.005e-1)


@settings(max_examples=15)
@given(
    st.floats(50, 200),
    st.floats(0.15, 0.8),
    st.floats(8, 20),
)
def test_a_logistic_curve_is_found_again(ceiling, growth, middle):
    values = np.array([[ceiling, growth, middle]])
    found = fit(LOGISTIC, YEARS, logistic(YEARS, values)[0])
    assert found.values == pytest.approx(values[0], rel=1e-3)
    assert found.r_squared == pytest.approx(1)


@settings(max_examples=15)
@given(st.floats(50, 200), st.floats(0.01, 0.1), st.floats(0.1, 0.6))
def test_a_bass_curve_is_found_again(ceiling, p, q):
    values = np.array([[ceiling, p, q]])
    found = fit(BASS, YEARS, bass(YEARS, values)[0])
    assert found.values == pytest.approx(values[0], rel=1e-3)


def test_many_samples_at_once_are_fitted_as_each_alone():
    chance = np.random.default_rng(7)
    true = np.array([[120, 0.03, 0.2], [100, 0.05, 0.15], [140, 0.02, 0.25]])
    samples = bass(YEARS, true) + chance.normal(0, 1, (3, YEARS.size))
    first = fit(BASS, YEARS, bass(YEARS, true).mean(axis=0))
    alone = [fit(BASS, YEARS, sample).values for sample in samples]
    assert refit(BASS, YEARS, samples, first) == pytest.approx(np.array(alone), rel=1e-3)


def adopted(number, model, values, *, without=10):
    """Return states and a treaty to which they consent as a curve says."""
    times = np.linspace(0.2, 39.5, 4000)
    counts = model(times, np.array([values]))[0]
    days = [times[np.argmax(counts >= place + 0.5)] for place in range(number)]
    consents = {
        f"S{place:03}": OPENED + timedelta(days=int(day * 365.25))
        for place, day in enumerate(days)
    }
    keys = [*consents, *(f"T{place}" for place in range(without))]
    return [state(key) for key in keys], treaty(
        consents, last=OPENED + timedelta(days=int(40 * 365.25) + 2)
    )


def test_the_curve_that_made_the_counts_fits_best_and_lies_in_its_interval():
    states, record = adopted(95, logistic, (100, 0.4, 15))
    result = diffusion_fit(states, record, shown=Shown.PARAMETERS)
    rows = {(row.model, row.parameter): row for row in result.value.parameters}
    assert rows["logistic", "growth"].value == pytest.approx(0.4, rel=0.1)
    assert rows["logistic", "midpoint"].low <= 15 <= rows["logistic", "midpoint"].high
    assert rows["logistic", "ceiling"].aic < rows["Bass", "ceiling"].aic
    assert all(row.low <= row.value <= row.high for row in rows.values())


def test_counts_are_of_full_years_and_equal_seeds_give_equal_bounds():
    states, record = adopted(60, bass, (70, 0.03, 0.2))
    one, other = (diffusion_fit(states, record, seed=3) for _ in range(2))
    assert one.value == other.value
    rows = one.value.years
    assert [row.years for row in rows] == list(range(1, 41))
    consents = [consent.day for consent in record.consents]
    for row in rows[::8]:
        exactly = OPENED + timedelta(days=row.years * 365.25)
        assert row.counted == sum(day <= exactly for day in consents)
    assert all(row.bass_low <= row.bass_high for row in rows)
    assert diffusion_fit(states, record, seed=4).value != one.value


def test_too_few_states_or_years_are_refused():
    states, record = adopted(9, logistic, (10, 0.4, 15))
    with pytest.raises(UndefinedMeasureError, match="9 consents over 40 full years"):
        diffusion_fit(states, record)
    states, record = adopted(95, logistic, (100, 0.4, 3))
    with pytest.raises(UndefinedMeasureError, match="over 7 full years"):
        diffusion_fit(states, record, until=OPENED + timedelta(days=2900))


def test_counts_that_do_not_bend_have_no_ceiling():
    with pytest.raises(UndefinedMeasureError, match="no ceiling can be told"):
        fit(LOGISTIC, YEARS, np.exp(0.1 * YEARS))


@pytest.mark.parametrize("instrument", ["rome-statute", "cat", "iccpr"])
def test_over_the_record_the_curves_end_near_the_count(opened, instrument):
    result = analyze(opened, "diffusion-fit", instrument=instrument, replicates="50")
    last = result.value.years[-1]
    assert last.counted == result.n
    # Within a tenth of the count; the curves are drawn to miss waves, not the end.
    assert last.logistic == pytest.approx(last.counted, rel=0.1)
    assert last.bass == pytest.approx(last.counted, rel=0.1)
