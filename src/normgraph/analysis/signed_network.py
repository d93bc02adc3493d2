"""The signed network of a window: who agrees more, and who less, than members usually do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

from normgraph.analysis.seats import joined_in_last
from normgraph.analysis.voting_network import Agreement
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import CAST, Council, cast

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: The seat of the USSR was continued by the Russian Federation, which the Council's record
#: shows as one membership. China's seat is another matter: in 1971 the Assembly recognized
#: other representatives, and the two delegations that sat in it are never one actor here.
CONTINUED_BY: Mapping[str, str] = {"SUN": "RUS"}


@dataclass(frozen=True, slots=True, eq=False)
class SignedNetwork:
    """Members of a window and, for each pair, how far it agrees more or less than the mean."""

    states: tuple[str, ...]  #: keys, sorted
    names: tuple[str, ...]
    permanent: tuple[bool, ...]  #: held a permanent seat in the window
    ballots: tuple[int, ...]  #: cast on contested decisions of the window
    shared: Floats  #: states by states: decisions on which both cast a ballot
    agreed: Floats  #: states by states: of these, decisions with the same ballot
    joined: Mask  #: states by states: whether the pair shares enough to be compared
    agreement: Floats  #: states by states, 0 to 1; 0 where not joined
    weights: Floats  #: agreement minus the mean; 0 where not joined
    raw: Floats  #: agreement over all decisions, unanimous ones too; 0 where too few are shared
    mean: float  #: of the agreement, over the pairs joined

    @property
    def compared(self) -> Mask:
        """Which members share enough decisions with some other to be compared."""
        return np.asarray(self.joined.any(axis=1))

    def of(self, kept: Mask) -> "SignedNetwork":
        """Return the network among some members; the mean stays that of all pairs."""
        square = np.ix_(kept, kept)
        numbers = np.flatnonzero(kept)
        return replace(
            self,
            states=tuple(self.states[n] for n in numbers),
            names=tuple(self.names[n] for n in numbers),
            permanent=tuple(self.permanent[n] for n in numbers),
            ballots=tuple(self.ballots[n] for n in numbers),
            shared=self.shared[square],
            agreed=self.agreed[square],
            joined=self.joined[square],
            agreement=self.agreement[square],
            weights=self.weights[square],
            raw=self.raw[square],
        )

    def network(self) -> "nx.Graph[str]":
        """Return it for networkx: ``weight`` with its ``sign``, ``shared`` and ``agreed``."""
        found: nx.Graph[str] = nx.Graph()
        described = zip(self.states, self.names, self.permanent, self.ballots, strict=True)
        for state, name, permanent, ballots in described:
            found.add_node(state, label=name, permanent=permanent, ballots=ballots)
        for one, other in zip(*np.nonzero(np.triu(self.joined, k=1)), strict=True):
            weight = float(self.weights[one, other])
            found.add_edge(
                self.states[one],
                self.states[other],
                weight=weight,
                sign=int(np.sign(weight)),
                agreement=float(self.agreement[one, other]),
                shared=int(self.shared[one, other]),
                agreed=int(self.agreed[one, other]),
            )
        return found


def signed_network(
    council: Council,
    *,
    minimum_shared: int = 5,
    agreement: Agreement = Agreement.SAME_BALLOT,
) -> SignedNetwork:
    """Return the signed network of agreement on the contested decisions of ``council``.

    The weight of a pair is its agreement minus the mean agreement of all pairs compared, so
    weights over all pairs sum to zero. A decision counts for a pair if both cast a ballot.

    Parameters
    ----------
    council
        The window; unanimous decisions and texts adopted without a vote are left out, for
        on them every pair agrees.
    minimum_shared
        Pairs with fewer contested decisions in common are not compared: their weight is
        missing, which is not a weight of zero, though both count for nothing in a sum.
    agreement
        The share of the same ballots; or Lijphart's index, in which an abstention beside a
        vote in favour or against is half an agreement.

    Raises
    ------
    UndefinedMeasureError
        When no decision is contested or no pair of members shares enough of them.

    References
    ----------
    Agreement: Lijphart (1963). Subtracting what is expected before looking for groups, for
    votes of the United Nations: Macon, Mucha and Porter (2012), Physica A 391, 343-361.
    """
    contested = council.public().contested()
    if not contested.decisions:
        message = (
            "No decision of this window was contested: nobody voted against or abstained, so "
            "nothing tells coalitions apart. Choose a longer window."
        )
        raise UndefinedMeasureError(message)
    there = np.flatnonzero(cast(contested.ballots).any(axis=1))
    contested = contested.of([contested.states[number] for number in there])
    shared, agreed, score = agreements(contested.ballots, agreement)
    joined = shared >= max(1, minimum_shared)
    np.fill_diagonal(joined, val=False)
    if not joined.any():
        message = (
            f"No two members cast ballots on {minimum_shared} contested decisions in common; "
            f"there were {len(contested.decisions)}. Choose a smaller minimum or a longer "
            "window."
        )
        raise UndefinedMeasureError(message)
    share, mean = shares(score, shared, joined)
    return SignedNetwork(
        states=contested.states,
        names=contested.names,
        permanent=tuple(bool(held.any()) for held in contested.permanent),
        ballots=tuple(np.diagonal(shared).astype(int).tolist()),
        shared=shared,
        agreed=agreed,
        joined=joined,
        agreement=share,
        weights=centred(share, joined, mean),
        raw=_raw(council.of(contested.states), minimum_shared, agreement),
        mean=float(mean),
    )


def _raw(council: Council, minimum_shared: int, agreement: Agreement) -> Floats:
    shared, _, score = agreements(council.ballots, agreement)
    joined = shared >= max(1, minimum_shared)
    np.fill_diagonal(joined, val=False)
    return shares(score, shared, joined)[0]


def agreements(
    ballots: npt.NDArray[np.int8], agreement: Agreement = Agreement.SAME_BALLOT
) -> tuple[Floats, Floats, Floats]:
    """Return for each pair the decisions shared, those agreed on, and the agreement summed.

    Parameters
    ----------
    ballots
        States by decisions, values of `Choice`; or many such arrays along the first axis.
    """
    # Whole numbers this small are exact in single precision, which multiplies twice as fast.
    by_choice = [(ballots == choice).astype(np.float32) for choice in CAST]
    voted = sum(by_choice[1:], by_choice[0])
    shared = _pairs(voted, voted)
    agreed = sum((_pairs(each, each) for each in by_choice), np.zeros_like(shared))
    if agreement is Agreement.SAME_BALLOT:
        return shared, agreed, agreed
    abstained = by_choice[-1]
    half = _pairs(abstained, voted - abstained)
    return shared, agreed, agreed + (half + half.swapaxes(-1, -2)) / 2


def shares(score: Floats, shared: Floats, joined: Mask) -> tuple[Floats, Floats]:
    """Return the agreement of each pair joined, 0 elsewhere, and the mean over those pairs."""
    share = np.where(joined, score / np.maximum(shared, 1), 0.0)
    return share, share.sum(axis=(-1, -2)) / joined.sum()


def centred(share: Floats, joined: Mask, mean: Floats) -> Floats:
    """Return the agreement of pairs minus its mean; 0 for pairs that are not compared.

    What rounding leaves of equal agreements is no difference and becomes 0.
    """
    found = np.where(joined, share - np.asarray(mean)[..., None, None], 0.0)
    found[np.abs(found) < _ROUNDING] = 0.0
    return found


_ROUNDING = 1e-12


def continued(council: Council) -> Council:
    """Return the record with the seat that one state continued for another as one member.

    The member has the key of the later state, and the names of both where both voted. Where
    only one of them did, nothing changes. See `CONTINUED_BY`.
    """
    there = [pair for pair in CONTINUED_BY.items() if set(pair) <= set(council.states)]
    return joined_in_last(council, there, between=", ")


def _pairs(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> Floats:
    product: Floats = (one @ other.swapaxes(-1, -2)).astype(np.float64)
    return product
