"""Survival curves: by hand, against numbers in print, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from normgraph.analysis.survival import (
    cumulative_incidence,
    kaplan_meier,
    logrank,
    median,
)
from normgraph.errors import UndefinedMeasureError

# Remissions in weeks of the trial of 6-MP, Freireich, E. J. et al. (1963). The effect of
# 6-mercaptopurine on the duration of steroid-induced remissions in acute leukemia. Blood 21,
# 699-716; as listed by M. Lim (rpubs 79128), who prints R's survdiff.
TREATED = np.array(
    [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35], dtype=float
)
RELAPSED = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
CONTROL = np.array(
    [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], dtype=float
)
EVERY = np.ones(21, dtype=bool)

spells = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=40
).map(lambda pairs: (np.array([t for t, _ in pairs], float), np.array([k for _, k in pairs])))


def test_a_curve_by_hand():
    # Five at risk: one event at 2 leaves 4/5; one is censored at 3; of the three left one
    # has it at 4, which leaves 4/5 x 2/3; the last two are censored at 6.
    curve = kaplan_meier(np.array([2.0, 3, 4, 6, 6]), [True, False, True, False, False])
    assert list(curve.times) == [2, 3, 4, 6]
    assert list(curve.at_risk) == [5, 4, 3, 2]
    assert list(curve.events) == [1, 0, 1, 0]
    assert curve.share == pytest.approx([4 / 5, 4 / 5, 8 / 15, 8 / 15])


def test_the_interval_by_hand():
    # After the first event of five: share 4/5, Greenwood's sum 1/(5 x 4) = 1/20. On the scale
    # log(-log) the standard error is sqrt(1/20) / -log(4/5) = 1.00208, so the bounds are
    # (4/5) ** exp(+-1.95996 x 1.00208): 0.2038 and 0.9692.
    curve = kaplan_meier(np.array([2.0, 3, 4, 6, 6]), [True, False, False, False, False])
    assert (curve.low[0], curve.high[0]) == pytest.approx((0.2038, 0.9692), abs=1e-4)


def test_the_log_rank_test_in_print():
    # R's survdiff as printed in rpubs 79128, question 3: chi-squared 16.8 on 1 degree of
    # freedom, p = 4.17e-05.
    found = logrank([(TREATED, RELAPSED), (CONTROL, EVERY)])
    assert round(found.statistic, 1) == 16.8
    assert found.degrees == 1
    assert found.p == pytest.approx(4.17e-05, abs=0.005e-05)


def test_events_and_weeks_in_print():
    # G. Rodríguez, The Gehan Survival Data (grodri.github.io/survival/gehan): 30 failures in
    # 541 weeks at risk; every control had relapsed after 23 weeks, about half of the treated
    # were still in remission.
    treated, control = kaplan_meier(TREATED, RELAPSED), kaplan_meier(CONTROL, EVERY)
    assert treated.events.sum() + control.events.sum() == 30
    assert TREATED.sum() + CONTROL.sum() == 541
    assert control.share[-1] == pytest.approx(0)
    assert control.times[-1] == 23
    assert treated.share[-1] == pytest.approx(0.45, abs=0.01)


def test_a_median_is_reached_or_is_not():
    # Half of the treated had relapsed at 23 weeks: the share falls from 0.54 to 0.45 there.
    # The upper bound of the curve never falls to one half.
    middle, low, high = median(kaplan_meier(TREATED, RELAPSED))
    assert (middle, high) == (23.0, None)
    assert low is not None
    assert low < 23
    assert median(kaplan_meier(np.array([1.0, 2, 3]), [True, False, False]))[0] is None


def test_ways_of_one_event_by_hand():
    # Four at risk: way 1 at 1, way 2 at 2, censored at 3, way 1 at 4. Way 1 takes 1/4, then of
    # the last state the share 1/2 that is left: 3/4; way 2 takes 1/4.
    times, kinds = np.array([1.0, 2, 3, 4]), np.array([1, 2, 0, 1])
    assert 1 - cumulative_incidence(times, kinds, 1).share == pytest.approx(
        [1 / 4, 1 / 4, 1 / 4, 3 / 4]
    )
    assert 1 - cumulative_incidence(times, kinds, 2).share[-1] == pytest.approx(1 / 4)


@given(spells)
def test_a_curve_falls_from_one_and_stays_between_its_bounds(spell):
    times, kinds = spell
    curve = kaplan_meier(times, kinds > 0)
    shares = np.concatenate(([1.0], curve.share))
    assert (np.diff(shares) <= 1e-12).all()
    assert ((curve.share >= -1e-12) & (curve.share <= 1)).all()
    told = ~np.isnan(curve.low) & ~np.isnan(curve.high)
    assert (curve.low[told] <= curve.share[told] + 1e-9).all()
    assert (curve.share[told] <= curve.high[told] + 1e-9).all()


@given(spells, st.randoms())
def test_the_order_of_subjects_does_not_matter(spell, chance):
    times, kinds = spell
    order = list(range(times.size))
    chance.shuffle(order)
    one, other = kaplan_meier(times, kinds > 0), kaplan_meier(times[order], kinds[order] > 0)
    assert one.share == pytest.approx(other.share)
    assert list(one.at_risk) == list(other.at_risk)


@given(spells)
def test_the_estimate_is_the_product_over_the_events(spell):
    times, kinds = spell
    curve = kaplan_meier(times, kinds > 0)
    assert curve.share == pytest.approx(np.cumprod(1 - curve.events / curve.at_risk))


@given(spells)
def test_ways_and_what_is_left_add_up_to_one(spell):
    times, kinds = spell
    ways = sum(1 - cumulative_incidence(times, kinds, kind).share for kind in (1, 2, 3))
    assert ways + kaplan_meier(times, kinds > 0).share == pytest.approx(np.ones_like(ways))


@given(spells)
def test_one_way_only_is_the_curve_itself(spell):
    times, kinds = spell
    one = cumulative_incidence(times, np.minimum(kinds, 1), 1)
    whole = kaplan_meier(times, kinds > 0)
    assert one.share == pytest.approx(whole.share)
    # Where the share is 0 or 1 neither interval is defined.
    inside = (whole.share > 1e-9) & (whole.share < 1 - 1e-9)
    assert one.low[inside] == pytest.approx(whole.low[inside], abs=1e-9)
    assert one.high[inside] == pytest.approx(whole.high[inside], abs=1e-9)


@given(spells)
def test_without_censoring_the_interval_is_that_of_a_share(spell):
    # Nobody is censored if kind 3 stands for those: then the variance is I (1 - I) / n.
    times, kinds = spell
    kinds = np.where(kinds == 0, 3, kinds)
    curve = cumulative_incidence(times, kinds, 1)
    share = curve.share[-1]
    if not 0 < share < 1:
        return
    error = np.sqrt((1 - share) / (share * times.size)) / -np.log(share)
    z = stats.norm.ppf(0.975)
    assert curve.low[-1] == pytest.approx(share ** np.exp(z * error), abs=1e-9)
    assert curve.high[-1] == pytest.approx(share ** np.exp(-z * error), abs=1e-9)


@given(spells, spells)
def test_for_two_groups_the_test_is_the_square_of_scipys(one, other):
    sides = [(times, kinds > 0) for times, kinds in (one, other)]
    data = [stats.CensoredData(times[seen], right=times[~seen]) for times, seen in sides]
    try:
        found = logrank(sides)
    except UndefinedMeasureError:
        return
    assert found.statistic == pytest.approx(stats.logrank(*data).statistic ** 2, abs=1e-6)


@given(spells, spells, spells)
def test_the_test_does_not_depend_on_the_order_of_groups(one, two, three):
    sides = [(times, kinds > 0) for times, kinds in (one, two, three)]
    try:
        found = logrank(sides)
    except UndefinedMeasureError:
        return
    turned = logrank(sides[::-1])
    assert turned.statistic == pytest.approx(found.statistic, abs=1e-6)
    assert 0 <= found.p <= 1


def test_nobody_at_risk_and_one_group_are_refused():
    with pytest.raises(UndefinedMeasureError, match="Nobody was at risk"):
        kaplan_meier(np.array([]), np.array([], dtype=bool))
    with pytest.raises(UndefinedMeasureError, match="at least two groups"):
        logrank([(TREATED, RELAPSED)])
    with pytest.raises(UndefinedMeasureError, match="No event"):
        logrank([(TREATED, ~EVERY), (CONTROL, ~EVERY)])
