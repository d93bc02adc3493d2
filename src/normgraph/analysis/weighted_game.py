"""Rules of decision as simple games over classes of equal members, counted without listing.

A rule says which groups of members carry a decision. Groups are counted by the generating
function of the rule, a polynomial whose terms are the votes that a group brings to each
majority, so that fifteen members or five hundred cost little more than their classes do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb
from operator import add
from typing import TypeAlias

from normgraph.errors import UndefinedMeasureError

#: Votes of one member, by class of members.
Votes: TypeAlias = tuple[int, ...]
#: How many groups bring so many votes (in the order of `Game.ballots`) with so many members.
Groups: TypeAlias = dict[tuple[Votes, int], int]


@dataclass(frozen=True, slots=True)
class Members:
    """Members of a body who are equal before its rule."""

    name: str  #: of one of them
    number: int


@dataclass(frozen=True, slots=True)
class Majority:
    """At least so many votes, where each member of a class has the same number of them."""

    needed: int
    votes: Votes

    def holds(self, total: Mapping[Votes, int]) -> bool:
        """Return whether the votes counted in this majority's way are enough."""
        return total[self.votes] >= self.needed

    def ballots(self) -> Iterator[Votes]:
        """Yield the ways in which votes are counted here."""
        yield self.votes


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several conditions, each of which must hold."""

    rules: "tuple[Rule, ...]"

    def holds(self, total: Mapping[Votes, int]) -> bool:
        """Return whether each of the conditions holds."""
        return all(rule.holds(total) for rule in self.rules)

    def ballots(self) -> Iterator[Votes]:
        """Yield the ways in which votes are counted here."""
        for rule in self.rules:
            yield from rule.ballots()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several conditions, one of which must hold."""

    rules: "tuple[Rule, ...]"

    def holds(self, total: Mapping[Votes, int]) -> bool:
        """Return whether one of the conditions holds."""
        return any(rule.holds(total) for rule in self.rules)

    def ballots(self) -> Iterator[Votes]:
        """Yield the ways in which votes are counted here."""
        for rule in self.rules:
            yield from rule.ballots()


Rule: TypeAlias = Majority | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Game:
    """A body and its rule of decision.

    No member has negative votes, so that nobody's agreement can undo a decision.

    Raises
    ------
    UndefinedMeasureError
        When there is no member, votes are not given for each class, or the rule decides
        nothing: it holds though nobody agrees, or does not hold though all do.
    """

    members: tuple[Members, ...]
    rule: Rule

    def __post_init__(self) -> None:
        if not self.members or any(each.number < 1 for each in self.members):
            raise UndefinedMeasureError("Voting power needs a body with members in each class.")
        for votes in self.ballots:
            if len(votes) != len(self.members) or min(votes) < 0:
                message = "A majority needs votes, zero or more, for each class of members."
                raise UndefinedMeasureError(message)
        if self.wins(tuple(0 for _ in self.ballots)):
            message = "Under this rule everything is adopted though nobody agrees."
            raise UndefinedMeasureError(f"{message} No member has power; ask for more votes.")
        whole = tuple(
            sum(each.number * vote for each, vote in zip(self.members, votes, strict=True))
            for votes in self.ballots
        )
        if not self.wins(whole):
            message = "Under this rule nothing is adopted though all members agree."
            raise UndefinedMeasureError(f"{message} No member has power; ask for fewer votes.")

    @property
    def size(self) -> int:
        """How many members there are."""
        return sum(each.number for each in self.members)

    @property
    def ballots(self) -> tuple[Votes, ...]:
        """The different ways in which the rule counts votes, in the order of its conditions."""
        return tuple(dict.fromkeys(self.rule.ballots()))

    def wins(self, total: Votes) -> bool:
        """Return whether a group that brings these votes carries a decision."""
        return self.rule.holds(dict(zip(self.ballots, total, strict=True)))


def every_of(position: int, needed: int, classes: int) -> Majority:
    """Return the condition that so many members of the class at ``position`` agree."""
    return Majority(needed, tuple(int(number == position) for number in range(classes)))


def groups(game: Game, without: int | None = None) -> Groups:
    """Return how many groups of members bring which votes.

    Parameters
    ----------
    game
        The body and its rule.
    without
        Position of a class, one member of which stays outside; None for every member.

    References
    ----------
    The generating functions are those of Brams, S. J. and Affuso, P. J. (1976). Power and
    Size: A New Paradox. Theory and Decision 7(1-2), 29-56; here with a variable for each way
    of counting votes and one for the size of the group.
    """
    ballots = game.ballots
    found: Groups = {(tuple(0 for _ in ballots), 0): 1}
    for position, each in enumerate(game.members):
        number = each.number - (position == without)
        votes = tuple(ballot[position] for ballot in ballots)
        ways = [
            (tuple(joined * vote for vote in votes), joined, comb(number, joined))
            for joined in range(number + 1)
        ]
        wider: Groups = {}
        for (total, size), count in found.items():
            for brought, joined, way in ways:
                place = (tuple(map(add, total, brought)), size + joined)
                wider[place] = wider.get(place, 0) + count * way
        found = wider
    return found


def winning(game: Game) -> int:
    """Return how many groups of members carry a decision."""
    wins = _Outcomes(game)
    return sum(count for (total, _), count in groups(game).items() if wins(total))


def swings(game: Game, position: int) -> dict[int, int]:
    """Return how often one member of a class turns a group that fails into one that carries.

    The numbers are given by the size of the group that is joined, from 0 to one less than
    all members; sizes at which the member is never decisive are left out.
    """
    wins = _Outcomes(game)
    votes = tuple(ballot[position] for ballot in game.ballots)
    found: dict[int, int] = {}
    for (total, size), count in groups(game, position).items():
        if not wins(total) and wins(tuple(map(add, total, votes))):
            found[size] = found.get(size, 0) + count
    return found


class _Outcomes(dict[Votes, bool]):
    """Whether votes carry a decision, found out once for equal votes."""

    def __init__(self, game: Game) -> None:
        super().__init__()
        self._ballots = game.ballots
        self._rule = game.rule

    def __call__(self, total: Votes) -> bool:
        if total not in self:
            self[total] = self._rule.holds(dict(zip(self._ballots, total, strict=True)))
        return self[total]
