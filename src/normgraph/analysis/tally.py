"""How many members were in favour, against, abstained or took no part, decision by decision."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from normgraph.query.council import Choice, Council


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of one vote; nothing has a value where no ballot is on record."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    did_not_vote: int | None = None


def tallies(council: Council) -> Sequence[Tally]:
    """Return the tally of each decision, in their order."""
    counts = np.stack([council.count(choice) for choice in list(Choice)[1:]], axis=1)
    return [Tally(*row) if sum(row) else Tally() for row in counts.tolist()]
