"""Following coalitions through consecutive windows: which goes on, splits, merges, ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from normgraph.analysis.partition_stability import Division

GREENE = (
    "Greene, D., Doyle, D. and Cunningham, P. (2010). Tracking the Evolution of Communities in "
    "Dynamic Social Networks. International Conference on Advances in Social Networks Analysis "
    "and Mining (ASONAM 2010)."
)
#: A coalition is found again in one of the next window if of the members present in both
#: windows, who are in either, at least this share is in both.
LEAST_OVERLAP = 0.3


class Event(StrEnum):
    """What a coalition's step from one window to the next is."""

    BIRTH = "birth"
    CONTINUATION = "continuation"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Step:
    """A coalition in one window, as a part of a line through several."""

    window: int  #: place of the window, from 0
    community: int  #: its number in that window
    line: int  #: number of the line that it belongs to, from 1 in order of birth
    event: Event
    overlap: float | None  #: with the step before on its line; None for a line's first
    came_from: tuple[int, ...]  #: lines of the window before that it overlaps enough
    ends: bool  #: whether no coalition of the next window takes it up; False in the last

    @property
    def key(self) -> tuple[int, int]:
        """The window and the number there."""
        return self.window, self.community


def overlap(earlier: Division, one: int, later: Division, other: int) -> float | None:
    """Return the Jaccard overlap of two communities, among the members of both windows.

    None where neither has a member that is present in both windows.

    >>> overlap({"A": 1, "B": 1, "C": 2}, 1, {"A": 1, "B": 2, "D": 1}, 1)
    0.5
    """
    present = earlier.keys() & later.keys()
    before = {key for key in present if earlier[key] == one}
    after = {key for key in present if later[key] == other}
    return len(before & after) / len(before | after) if before | after else None


def tracked(
    divisions: Sequence[Division], *, least_overlap: float = LEAST_OVERLAP
) -> tuple[Step, ...]:
    """Return every coalition of every window as a step of a line, by window and number.

    Between two windows, coalitions that overlap most are matched first, one with one; the
    match goes on with the line. One that overlaps enough with an earlier coalition that goes
    on in another has split off, and begins a line. One that overlaps with several has merged
    them, and goes on with the nearest. One that overlaps with none is a birth.

    Parameters
    ----------
    divisions
        By window, the number of each member's community, from 1 for the largest.
    least_overlap
        Above 0, at most 1.

    References
    ----------
    See `GREENE`. They compare all members and let a community skip windows; here only
    members present in both of two consecutive windows count, because seats change hands.
    """
    steps: list[Step] = []
    lines: dict[int, int] = {}
    born = 0
    for window, division in enumerate(divisions):
        earlier = divisions[window - 1] if window else {}
        overlaps = _overlaps(earlier, division, least_overlap)
        matched = _matched(overlaps)
        now: dict[int, int] = {}
        for community in sorted(set(division.values())):
            sources = sorted(one for one, other in overlaps if other == community)
            before = matched.get(community)
            if before is None:
                born += 1
            now[community] = born if before is None else lines[before]
            steps.append(
                Step(
                    window=window,
                    community=community,
                    line=now[community],
                    event=_event(before, sources),
                    overlap=None if before is None else overlaps[before, community],
                    came_from=tuple(sorted(lines[source] for source in sources)),
                    ends=_ends(community, division, divisions[window + 1 :], least_overlap),
                )
            )
        lines = now
    return tuple(steps)


def _overlaps(
    earlier: Division, later: Division, least: float
) -> Mapping[tuple[int, int], float]:
    """Return the overlap of each two communities that overlap enough."""
    found = {
        (one, other): overlap(earlier, one, later, other)
        for one in sorted(set(earlier.values()))
        for other in sorted(set(later.values()))
    }
    return {pair: share for pair, share in found.items() if share and share >= least}


def _matched(overlaps: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return for communities of the later window the one of the earlier that it continues."""
    found: dict[int, int] = {}
    for one, other in sorted(overlaps, key=lambda pair: (-overlaps[pair], pair)):
        if other not in found and one not in found.values():
            found[other] = one
    return found


def _event(before: int | None, sources: Sequence[int]) -> Event:
    if before is None:
        return Event.SPLIT if sources else Event.BIRTH
    return Event.MERGE if len(sources) > 1 else Event.CONTINUATION


def _ends(
    community: int, division: Division, following: Sequence[Division], least: float
) -> bool:
    if not following:
        return False
    return not any(one == community for one, _ in _overlaps(division, following[0], least))
