"""Voting power under a rule: how often a member's agreement decides, as exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.weighted_game import (
    AllOf,
    Game,
    Majority,
    Members,
    every_of,
    swings,
    winning,
)
from normgraph.errors import UndefinedMeasureError

SHAPLEY_SHUBIK = (
    "Shapley, L. S. and Shubik, M. (1954). A Method for Evaluating the Distribution of Power "
    "in a Committee System. American Political Science Review 48(3), 787-792."
)
PENROSE = (
    "Penrose, L. S. (1946). The Elementary Statistics of Majority Voting. Journal of the Royal "
    "Statistical Society 109(1), 53-57."
)
BANZHAF = (
    "Banzhaf, J. F. (1965). Weighted Voting Doesn't Work: A Mathematical Analysis. Rutgers Law "
    "Review 19, 317-343."
)
COLEMAN = (
    "Coleman, J. S. (1971). Control of Collectivities and the Power of a Collectivity to Act. "
    "In B. Lieberman (ed.), Social Choice. Gordon and Breach, 269-300."
)
PERMANENT, WITHOUT_VETO, ELECTED = (
    "permanent member",
    "permanent member without veto",
    "elected member",
)


@dataclass(frozen=True, slots=True)
class MemberPower:
    """The power of one member, equal for all members of its class."""

    member: str = column("What the member is.")
    members: int = column("How many such members there are.")
    shapley_shubik: Fraction = column(
        "Shapley-Shubik index: share of all orders of joining in which the member is the one "
        "whose agreement decides."
    )
    shapley_shubik_share: float = column("The same as a number from 0 to 1.")
    banzhaf: Fraction = column(
        "Banzhaf index: the member's swings as a share of the swings of all members."
    )
    banzhaf_share: float = column("The same as a number from 0 to 1.")
    penrose: Fraction = column(
        "Penrose's measure, the absolute Banzhaf index: share of the groups of other members "
        "in which the member decides."
    )
    to_prevent: Fraction = column(
        "Coleman's power to prevent action: share of the groups that carry a decision which "
        "would fail without the member."
    )
    to_initiate: Fraction = column(
        "Coleman's power to initiate action: share of the groups that fail which would carry "
        "a decision with the member."
    )
    swings: int = column("Groups of other members that fail, and carry with the member.")
    winning: int = column("Groups of members that carry a decision.")
    to_act: Fraction = column(
        "Coleman's power of the body to act: share of all groups that carry a decision."
    )


@dataclass(frozen=True, slots=True)
class VotingPower(Rows):
    """Power by class of members, and of the body as a whole."""

    row = MemberPower
    classes: tuple[MemberPower, ...]

    def rows(self) -> Sequence[MemberPower]:
        """Return the classes in the order of the body."""
        return self.classes

    @property
    def to_act(self) -> Fraction:
        """Coleman's power of the body to act."""
        return self.classes[0].to_act

    @property
    def winning(self) -> int:
        """How many groups of members carry a decision."""
        return self.classes[0].winning


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """How a council with permanent members decides on matters that are not of procedure."""

    permanent: int  #: members whose negative votes can block
    without_veto: int  #: permanent members who cannot block
    elected: int
    majority: int  #: votes in favour that are needed
    vetoes: int  #: negative votes of permanent members that block; 0 where none can

    def game(self) -> Game:
        """Return the rule as a game.

        Raises
        ------
        UndefinedMeasureError
            When there is no member, or the rule decides nothing.
        """
        present = [
            Members(name, number)
            for name, number in (
                (PERMANENT, self.permanent),
                (WITHOUT_VETO, self.without_veto),
                (ELECTED, self.elected),
            )
            if number
        ]
        self._check(sum(each.number for each in present))
        majority = Majority(self.majority, tuple(1 for _ in present))
        if not self.vetoes:
            return Game(tuple(present), majority)
        unblocked = every_of(0, self.permanent - self.vetoes + 1, len(present))
        return Game(tuple(present), AllOf((majority, unblocked)))

    def _check(self, members: int) -> None:
        """Refuse what no council can be, in the words of a council.

        Raises
        ------
        UndefinedMeasureError
            When it is none.
        """
        if not members:
            raise UndefinedMeasureError("A council without members has no voting power.")
        if not 1 <= self.majority <= members:
            message = (
                f"A council of {members} decides with 1 to {members} votes in favour, not "
                f"with {self.majority}."
            )
            raise UndefinedMeasureError(message)
        if self.vetoes > self.permanent:
            message = (
                f"Blocking cannot take {self.vetoes} votes against of {self.permanent} "
                "permanent members with a veto; ask for at most "
                f"{self.permanent}: 0 lets nobody veto."
            )
            raise UndefinedMeasureError(message)


#: The Council of the Charter of 1945, and since the amendment in force from 1966.
ERAS = {"1946": CouncilRule(5, 0, 6, 7, 1), "1966": CouncilRule(5, 0, 10, 9, 1)}


def shapley_shubik(swings_by_size: Mapping[int, int], members: int) -> Fraction:
    """Return the Shapley-Shubik index of a member with so many swings by size of group.

    Of n members in random order, the share of orders in which the member's agreement is the
    one that decides: the sum over groups joined of s! (n - s - 1)! / n!, where s is their size.

    References
    ----------
    See `SHAPLEY_SHUBIK`.
    """
    orders = sum(
        count * factorial(size) * factorial(members - size - 1)
        for size, count in swings_by_size.items()
    )
    return Fraction(orders, factorial(members))


def voting_power(
    game: Game, *, sources: Sequence[str] = (), caveats: Sequence[str] = ()
) -> Result[VotingPower]:
    """Return the power of a member of each class, as exact fractions.

    With n members, W groups that carry a decision and x swings of a member: Penrose's measure
    is x / 2^(n-1), the Banzhaf index x over the swings of all members together, the power to
    prevent x / W and to initiate x / (2^n - W), the body's power to act W / 2^n.

    Parameters
    ----------
    game
        The body and its rule.
    sources
        Keys of the documents in which the rule stands.
    caveats
        What more is to be said of this body.

    References
    ----------
    See `SHAPLEY_SHUBIK`, `PENROSE`, `BANZHAF` and `COLEMAN`.
    """
    every, carried = 2**game.size, winning(game)
    of_class = [swings(game, position) for position in range(len(game.members))]
    together = sum(
        each.number * sum(own.values())
        for each, own in zip(game.members, of_class, strict=True)
    )
    classes = tuple(
        _power(each, own, game.size, together, carried)
        for each, own in zip(game.members, of_class, strict=True)
    )
    return Result(
        value=VotingPower(classes),
        measure=(
            "Shapley-Shubik index, Penrose-Banzhaf index, and Coleman's powers to act, to "
            "prevent and to initiate"
        ),
        reference=" ".join((SHAPLEY_SHUBIK, PENROSE, BANZHAF, COLEMAN)),
        n=every,
        unit="groups of members that could agree",
        sources=tuple(sorted(sources)),
        caveats=(
            "Power before anything is known of the members: no preferences, no alliances, no "
            "pressure, no drafts that are never put to the vote for fear of a veto.",
            "The Shapley-Shubik index takes every order of joining as equally likely, the "
            "others every group; neither is how a council votes.",
            "The rule alone is measured: what a member gains by writing drafts, by presiding "
            "or by staying on the council does not show.",
            *caveats,
        ),
    )


def council_power(rule: CouncilRule, *, sources: Sequence[str] = ()) -> Result[VotingPower]:
    """Return the power of the members of a council with permanent members.

    Raises
    ------
    UndefinedMeasureError
        When the rule decides nothing, or no council can have it.
    """
    return voting_power(
        rule.game(),
        sources=sources,
        caveats=(
            "A member agrees or does not: a permanent member's abstention counts as a veto "
            "here, though in practice it does not block.",
            "Matters that are not of procedure only; on those of procedure nobody has a veto, "
            "and a party to a dispute may have to abstain (Article 27 of the Charter).",
            "No override by the General Assembly is part of the rule.",
        ),
    )


def _power(
    each: Members, of_class: Mapping[int, int], size: int, together: int, carried: int
) -> MemberPower:
    every, own = 2**size, sum(of_class.values())
    order, share = shapley_shubik(of_class, size), Fraction(own, together)
    return MemberPower(
        member=each.name,
        members=each.number,
        shapley_shubik=order,
        shapley_shubik_share=float(order),
        banzhaf=share,
        banzhaf_share=float(share),
        penrose=Fraction(own, every // 2),
        to_prevent=Fraction(own, carried),
        to_initiate=Fraction(own, every - carried),
        swings=own,
        winning=carried,
        to_act=Fraction(carried, every),
    )
