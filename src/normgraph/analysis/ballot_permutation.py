"""What chance alone would do: ballots dealt anew within each decision."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from normgraph.analysis.signed_network import Floats
from normgraph.query.council import CAST, cast

PHIPSON = (
    "Phipson, B. and Smyth, G. K. (2010). Permutation P-values Should Never Be Zero. "
    "Statistical Applications in Genetics and Molecular Biology 9(1)."
)
#: A structure is more than chance when its p-value is not above this.
SIGNIFICANCE = 0.05
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ChanceTest:
    """A statistic beside what it is when ballots are dealt by chance."""

    observed: float
    expected: float  #: mean of the draws
    p_value: float  #: share of draws, and the observation, that are at least as large
    draws: int

    @property
    def beyond_chance(self) -> bool:
        """Whether so large a value is rare by chance."""
        return self.p_value <= SIGNIFICANCE


def permuted(ballots: npt.NDArray[np.int8], draws: int, seed: int = 0) -> npt.NDArray[np.int8]:
    """Return records in which the ballots of each decision are dealt anew to who cast them.

    Who took part stays, and so does the tally of each decision; who agrees with whom is by
    chance. Members do not keep their own habit of voting in favour.

    Parameters
    ----------
    ballots
        States by decisions, values of `Choice`.
    draws
        Number of records wanted.

    Returns
    -------
    numpy.ndarray
        Draws by states by decisions.
    """
    random = np.random.default_rng(seed)
    voted = cast(ballots)
    # By decision, those who cast a ballot in the first places: 15 columns and not 40.
    seats = np.argsort(~voted, axis=0, kind="stable")[: max(1, int(voted.sum(axis=0).max()))]
    taken = np.take_along_axis(voted, seats, axis=0)
    dealt = np.take_along_axis(ballots, seats, axis=0)
    keys = random.random((draws, *seats.shape), dtype=np.float32)
    keys[:, ~taken] = 2.0  # nobody there: last, where no ballot stands either
    order = np.argsort(keys, axis=1)
    shuffled = np.take_along_axis(np.broadcast_to(dealt, order.shape), order, axis=1)
    found = np.broadcast_to(ballots, (draws, *ballots.shape)).copy()
    columns = np.broadcast_to(np.arange(ballots.shape[1]), seats.shape)
    found[:, seats[taken], columns[taken]] = shuffled[:, taken]
    return found


def chance_test(observed: float, drawn: Floats) -> ChanceTest:
    """Return where ``observed`` stands among the draws.

    The p-value is (1 + number of draws at least as large) / (1 + number of draws): never
    zero, because the record itself is one of the deals that chance could make.

    References
    ----------
    See `PHIPSON`.

    >>> chance_test(3.0, np.array([1.0, 2.0, 3.0])).p_value
    0.5
    """
    as_large = int((drawn >= observed - _ROUNDING).sum())
    return ChanceTest(
        observed=float(observed),
        expected=float(drawn.mean()),
        p_value=(1 + as_large) / (1 + len(drawn)),
        draws=len(drawn),
    )


def agreement_tails(ballots: npt.NDArray[np.int8]) -> tuple[Floats, Floats]:
    """Return for each pair how likely so much, and so little, agreement is by chance: exact.

    When ballots are dealt anew within a decision, two members who both cast one get the same
    with probability (sum of c(c - 1)) / (T(T - 1)), where c are the numbers of ballots of
    each choice and T is their sum; decisions are independent. So the number of agreements of
    a pair is a sum of independent events of known probability, and no draw is needed.

    Parameters
    ----------
    ballots
        States by decisions, values of `Choice`.

    Returns
    -------
    upper
        States by states: probability of at least as many agreements as there are.
    lower
        The same of at most as many. Both are 1 for a pair that shares no decision.

    References
    ----------
    The fixed column model of Neal, Domagalski and Sagan (2021), for three ballots.
    """
    choices = CAST
    counts = np.stack([(ballots == choice).sum(axis=0) for choice in choices]).astype(float)
    total = counts.sum(axis=0)
    same = (counts * (counts - 1)).sum(axis=0) / np.maximum(total * (total - 1), 1)
    voted = cast(ballots)
    one, other = np.triu_indices(len(ballots), k=1)
    both = voted[one] & voted[other]
    agreed = (both & (ballots[one] == ballots[other])).sum(axis=1)
    chances = _number_of_events(np.where(both, same, 0.0))
    upwards = np.cumsum(chances[:, ::-1], axis=1)[:, ::-1]
    downwards = np.cumsum(chances, axis=1)
    place = np.arange(len(one))
    upper, lower = np.ones((2, len(ballots), len(ballots)))
    for found, tail in ((upper, upwards), (lower, downwards)):
        found[one, other] = found[other, one] = np.clip(tail[place, agreed], 0.0, 1.0)
    return upper, lower


def _number_of_events(probability: Floats) -> Floats:
    """Return by row the distribution of how many of independent events happen."""
    rows, events = probability.shape
    chances = np.zeros((rows, events + 1))
    chances[:, 0] = 1.0
    for event in range(events):
        happens = probability[:, event, None]
        chances[:, 1 : event + 2] = (
            chances[:, 1 : event + 2] * (1 - happens) + chances[:, : event + 1] * happens
        )
        chances[:, :1] *= 1 - happens
    return chances
