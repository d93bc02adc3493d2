"""Whose ballot decided: members whose one ballot, cast otherwise, changes what became."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Choice, Council

PIVOT = (
    "Shapley, L. S. and Shubik, M. (1954). A Method for Evaluating the Distribution of Power "
    "in a Committee System. American Political Science Review 48(3), 787-792 (the pivot); the "
    "rule: Charter of the United Nations, Article 27, as amended with effect from 1965."
)
#: Since the enlarged Council first met, nine of fifteen; before, seven of eleven.
ENLARGED = date(1966, 1, 1)


@dataclass(frozen=True, slots=True)
class Pivotal:
    """How often one member's ballot decided."""

    state: str = column("Key of the state.")
    name: str = column("Its name.")
    permanent: bool = column("Whether it held a permanent seat at any of these decisions.")
    decisions: int = column("Decisions as a member, those in which it took no part too.")
    carried: int = column(
        "Adopted with exactly the votes needed, and it was one of those in favour."
    )
    blocked: int = column("Enough votes in favour, and it alone vetoed.")
    withheld: int = column(
        "Failed by one vote in favour, no other permanent member against, and it was not in "
        "favour."
    )
    decided: int = column("Carried, blocked and withheld together.")
    share: float = column("Decided as a share of these decisions, 0 to 1.")


@dataclass(frozen=True, slots=True)
class PivotalMembers(Rows):
    """Every member, those that decided most often first."""

    row = Pivotal

    members: tuple[Pivotal, ...]
    narrow: int  #: decisions on which any one ballot decided

    def rows(self) -> tuple[Pivotal, ...]:
        """Return the members, those that decided most often first."""
        return self.members


def pivotal_members(council: Council) -> Result[PivotalMembers]:
    """Return how often each member's ballot alone decided what became of a text.

    A member was pivotal on a decision if another ballot of it, all others being as they
    were, gives another outcome. With F votes in favour of q needed (7 before 1966, 9 since)
    and P permanent members against, which bars a text that is not procedural:

    - carried: F = q, adopted, and the member was in favour;
    - blocked: F >= q, P = 1, and it is that member;
    - withheld: F = q - 1, the member was not in favour, and no other permanent member was
      against.

    Decisions whose recorded outcome this rule does not give are left out, and counted in a
    caveat. That a permanent member could have vetoed whatever was adopted is not counted.

    Raises
    ------
    UndefinedMeasureError
        When no ballot is on record.

    References
    ----------
    See `PIVOT`: there the last to make a coalition win is its pivot; here the coalitions are
    those on record.
    """
    voted = council.public()
    if not voted.decisions:
        raise UndefinedMeasureError("No decision with ballots on record lies in this period.")
    needed = np.array([9 if each.date >= ENLARGED else 7 for each in voted.decisions])
    procedural = np.array([each.procedural for each in voted.decisions], dtype=bool)
    yes = voted.ballots == Choice.IN_FAVOUR
    no = (voted.ballots == Choice.AGAINST) & voted.permanent & ~procedural
    favour, against = yes.sum(axis=0), no.sum(axis=0)
    passes = (favour >= needed) & (against == 0)
    adopted = np.array([each.adopted for each in voted.decisions], dtype=bool)
    known = passes == adopted
    member = voted.ballots != Choice.NO_BALLOT
    carried = yes & (passes & (favour == needed))
    blocked = no & ((favour >= needed) & (against == 1))
    withheld = member & ~yes & (favour == needed - 1) & (against - no == 0)
    counts = [(each & known).sum(axis=1) for each in (carried, blocked, withheld)]
    used = voted.where(known)
    narrow = int(((carried | blocked | withheld) & known).any(axis=0).sum())
    return Result(
        value=PivotalMembers(_rows(voted, member & known, *counts), narrow),
        measure="ballots that alone decided",
        reference=PIVOT,
        n=len(used.decisions),
        unit="decisions with ballots on record",
        sources=used.sources(),
        caveats=_caveats(narrow, int((~known).sum())),
    )


def _rows(
    council: Council,
    member: npt.NDArray[np.bool_],
    carried: npt.NDArray[np.int64],
    blocked: npt.NDArray[np.int64],
    withheld: npt.NDArray[np.int64],
) -> tuple[Pivotal, ...]:
    permanent, cast = council.permanent.sum(axis=1) > 0, member.sum(axis=1)
    found = []
    for number in np.flatnonzero(cast):
        parts = int(carried[number]), int(blocked[number]), int(withheld[number])
        found.append(
            Pivotal(
                council.states[number],
                council.names[number],
                bool(permanent[number]),
                int(cast[number]),
                *parts,
                sum(parts),
                sum(parts) / int(cast[number]),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.decided, -each.share, each.state)))


def _caveats(narrow: int, unexplained: int) -> tuple[str, ...]:
    caveats = [
        f"On {narrow} decisions a single ballot decided; on all others no member alone could "
        "have changed the outcome, except a permanent member by a veto that it did not cast.",
        "All other ballots are held as they were: in truth members bargain, and a sponsor that "
        "counts on nine votes seldom puts a text to the vote with eight.",
        "On a text adopted with exactly the votes needed every member in favour is pivotal, so "
        "the counts of members overlap and do not add up to the number of decisions.",
        "A member that did not take part in a vote counts as one that was not in favour.",
        "Elected members serve two years: their counts rest on few decisions and on the agenda "
        "of those years.",
    ]
    if unexplained:
        caveats.append(
            f"{unexplained} decisions are left out, because the rule does not give the outcome "
            "on record."
        )
    return tuple(caveats)
