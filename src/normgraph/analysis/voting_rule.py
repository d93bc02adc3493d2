"""A rule by which a Council decides, composed of its parts, and what it makes of ballots.

The rule of the Charter is one of them. Every other is a thought about a vote that was cast
under the Charter, and says nothing of how members would have voted under it.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from normgraph.errors import QueryError
from normgraph.query.council import Choice, Council

#: Day from which nine of fifteen are needed, and not seven of eleven (Charter, Article 27 as
#: amended by General Assembly resolution 1991 A (XVIII)). A test replays every vote on record
#: with it.
ENLARGED = date(1966, 1, 1)

CHARTER = "charter"
_NUMBER = re.compile(r"[0-9]{1,3}")
_SHARE = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_SEATS = re.compile(r"[0-9]{1,2}(,[0-9]{1,2}){0,2}")

#: Decisions: how many members, votes and so on, in the order of the Council's decisions.
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Verdict(IntEnum):
    """What a rule makes of a text."""

    FAILS = 0
    DEPENDS = 1  #: on how seats that were not there would have voted
    PASSES = 2


class Barred(StrEnum):
    """On which texts no veto counts."""

    NONE = "none"
    CRISIS = "crisis"  #: those that concern a crisis on record
    NAMED = "named"  #: those on a crisis of which a court or the UN had named the crimes


class Override(StrEnum):
    """Which majority of the General Assembly undoes a veto."""

    NONE = "none"
    TWO_THIRDS = "two-thirds"  #: of the members present and voting
    ALL_MEMBERS = "all-members"  #: more than half of all members of the United Nations


@dataclass(frozen=True, slots=True)
class Majority:
    """The votes in favour that a text needs: the Charter's, a number, or a share of seats."""

    number: int | None = None
    share: Fraction | None = None

    @classmethod
    def of(cls, written: str) -> "Majority":
        """Return the majority written as ``charter``, a number or a share such as ``3/5``.

        Raises
        ------
        QueryError
            When it is none of the three, or no part of a whole.

        Examples
        --------
        >>> str(Majority.of("2/3")), str(Majority.of("10")), str(Majority.of("charter"))
        ('2/3', '10', 'charter')
        """
        if written == CHARTER:
            return cls()
        if _NUMBER.fullmatch(written) and int(written) > 0:
            return cls(number=int(written))
        if share := _SHARE.fullmatch(written):
            part, whole = map(int, share.groups())
            if 0 < part <= whole:
                return cls(share=Fraction(part, whole))
        raise QueryError(
            f"A majority is written as {CHARTER}, as a number of votes such as 10, or as a "
            f"share of all seats such as 3/5, not {written!r}."
        )

    def needed(self, day: date, seats: int, added: int = 0) -> int:
        """Return how many votes a text needs.

        Parameters
        ----------
        day
            On which the vote was held.
        seats
            Of the Council on that day.
        added
            Seats that the rule adds to them. The Charter's majority and a share grow with
            them, to the smallest number that is no smaller a share of the larger Council.

        Examples
        --------
        >>> Majority().needed(date(1950, 6, 25), 11), Majority().needed(date(2011, 10, 4), 15)
        (7, 9)
        >>> Majority().needed(date(2011, 10, 4), 15, added=10)
        15
        """
        if self.number is not None:
            return self.number
        whole = seats + added
        if self.share is not None:
            return -(-self.share.numerator * whole // self.share.denominator)
        charter = charter_majority(day)
        return -(-charter * whole // seats) if added else charter

    def __str__(self) -> str:
        if self.number is not None:
            return str(self.number)
        if self.share is not None:
            return f"{self.share.numerator}/{self.share.denominator}"
        return CHARTER


@dataclass(frozen=True, slots=True)
class Rule:
    """How a Council decides. As it is made here without words, the rule of the Charter."""

    majority: Majority = field(default_factory=Majority)
    vetoes: int = 1  #: negative votes of permanent members that block; 0 where none can
    barred: Barred = Barred.NONE
    override: Override = Override.NONE
    added_elected: int = 0
    added_permanent: int = 0  #: without a veto
    added_vetoing: int = 0  #: permanent, with a veto

    @property
    def added(self) -> int:
        """How many seats it adds."""
        return self.added_elected + self.added_permanent + self.added_vetoing


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """What a rule must know of each decision: one value for each, in the same order."""

    days: tuple[date, ...]
    seats: Counts  #: members of the Council on the day, whether they took part or not
    in_favour: Counts
    vetoes: Counts  #: negative votes of permanent members
    no_veto: Flags  #: no veto counts: a procedural decision, or one on which it is barred
    overridden: Flags  #: whether the Assembly undid the veto, if one was cast

    @classmethod
    def cast(cls, council: Council) -> "Ballots":
        """Return what stands on record; on decisions of procedure no veto counts."""
        against = (council.ballots == Choice.AGAINST) & council.permanent
        return cls(
            days=tuple(decision.date for decision in council.decisions),
            seats=(council.ballots != Choice.NO_BALLOT).sum(axis=0),
            in_favour=council.count(Choice.IN_FAVOUR),
            vetoes=against.sum(axis=0),
            no_veto=np.array([each.procedural for each in council.decisions], dtype=bool),
            overridden=np.zeros(len(council.decisions), dtype=bool),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Replayed:
    """What a rule makes of each decision."""

    needed: Counts  #: votes in favour
    verdicts: npt.NDArray[np.int8]  #: values of `Verdict`
    blocked: Flags  #: whether vetoes cast block it, its votes being or possibly being enough


def replayed(rule: Rule, ballots: Ballots) -> Replayed:
    r"""Return what ``rule`` makes of the ballots as they were cast.

    A text passes if :math:`y \ge q` and it is not blocked; it is blocked if
    :math:`k > 0` and :math:`v \ge k`, no veto is barred, and none was undone, where
    :math:`y` are the votes in favour, :math:`q` those needed, :math:`v` the negative votes
    of permanent members and :math:`k` those needed to block.

    The ballots of added seats are unknown. The rule is monotone in them: a vote in favour
    never makes a text fail. So a text passes for certain if it does with all of them
    against, fails for certain if it does with all of them in favour, and else it depends.

    Raises
    ------
    QueryError
        When the rule asks for more votes than there are seats.
    """
    _check(rule, ballots)
    needed = _needed(rule, ballots)
    blocked = _blocked(rule, ballots, ballots.vetoes)
    at_worst = (ballots.in_favour >= needed) & ~_blocked(
        rule, ballots, ballots.vetoes + rule.added_vetoing
    )
    in_reach = ballots.in_favour + rule.added >= needed
    at_best = in_reach & ~blocked
    verdicts = at_worst.astype(np.int8) + at_best.astype(np.int8)
    return Replayed(needed, verdicts, blocked & in_reach)


def _check(rule: Rule, ballots: Ballots) -> None:
    most = int(ballots.seats.max(initial=0)) + rule.added
    if rule.majority.number is not None and rule.majority.number > most:
        raise QueryError(f"A majority of {rule.majority} is more than all {most} seats.")


def _needed(rule: Rule, ballots: Ballots) -> Counts:
    """Return the votes needed, worked out once for each size of the Council and majority."""
    early = np.array([day < ENLARGED for day in ballots.days], dtype=bool)
    needed = np.zeros(len(ballots.days), dtype=np.int64)
    for before in (True, False):
        for seats in np.unique(ballots.seats[early == before]):
            here = (early == before) & (ballots.seats == seats)
            day = ballots.days[int(np.argmax(here))]
            needed[here] = rule.majority.needed(day, int(seats), rule.added)
    return needed


def _blocked(rule: Rule, ballots: Ballots, vetoes: Counts) -> Flags:
    if rule.vetoes == 0:
        return np.zeros(len(vetoes), dtype=bool)
    enough: Flags = vetoes >= rule.vetoes
    return enough & ~ballots.no_veto & ~ballots.overridden


def charter_majority(day: date) -> int:
    """Return the votes in favour that the Charter asks for on ``day``: seven, or nine.

    >>> charter_majority(date(1965, 12, 31)), charter_majority(date(1966, 1, 1))
    (7, 9)
    """
    return 7 if day < ENLARGED else 9


def added_seats(written: str) -> tuple[int, int, int]:
    """Return how many elected, permanent, and permanent seats with a veto are added.

    Raises
    ------
    QueryError
        When it is not one to three whole numbers with commas between them.

    >>> added_seats("4,6"), added_seats("5,0,6")
    ((4, 6, 0), (5, 0, 6))
    """
    if not _SEATS.fullmatch(written):
        raise QueryError(
            "Added seats are written as numbers of elected, permanent, and permanent seats "
            f"with a veto, such as 4,6,0, not {written!r}."
        )
    numbers = [*map(int, written.split(",")), 0, 0]
    return numbers[0], numbers[1], numbers[2]
