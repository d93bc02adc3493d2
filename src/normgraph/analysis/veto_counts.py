"""How many votes were vetoed, by one, two or three members, in both countings at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.veto_selection import HIDDEN_VETO, MAPPED, NO_VETOED_VOTE
from normgraph.analysis.vetoes import LIST_ENDS, REFERENCE
from normgraph.errors import UndefinedMeasureError
from normgraph.query.records import Veto
from normgraph.query.veto_records import Region

#: Names of the rows that are of no group.
EVERY, NO_CRISIS, NO_REGION = "all", "no crisis on record", "no region on record"


class Grouping(StrEnum):
    """By what vetoed votes are counted."""

    SEAT = "seat"
    STATE = "state"
    YEAR = "year"
    DECADE = "decade"
    CRISIS = "crisis"
    CONTINENT = "continent"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class VetoedCount:
    """The vetoed votes of one group, by every separate vote and on the library's list."""

    group: str = column("The group, with its kind of key; all stands for every vetoed vote.")
    name: str = column("Its name.")
    votes: int = column("Vetoed votes, every separate vote counted.")
    single: int = column("Of these, vetoed by one member.")
    double: int = column("Of these, vetoed by two members.")
    triple: int = column("Of these, vetoed by three members or more.")
    vetoes: int = column("Vetoes cast in these votes; of a seat or state its own.")
    share: float | None = column("Share of all vetoed votes here; no value if there are none.")
    listed: int | None = column(
        "Vetoed drafts on the UN library's list; no value where all lies after its end."
    )
    listed_single: int | None = column("Of these, with one member named.")
    listed_double: int | None = column("Of these, with two members named.")
    listed_triple: int | None = column("Of these, with three members named or more.")
    listed_vetoes: int | None = column("Vetoes named for these drafts; of a seat its own.")
    listed_share: float | None = column("Share of all drafts on the list here.")


@dataclass(frozen=True, slots=True)
class VetoedCounts(Rows):
    """Counts by group. The row of all votes stands last."""

    row = VetoedCount
    counts: tuple[VetoedCount, ...]
    by: Grouping

    def rows(self) -> Sequence[VetoedCount]:
        """Return the counts, the groups with most vetoed votes or the oldest first."""
        return self.counts


@dataclass(frozen=True, slots=True)
class _Text:
    """One vetoed vote: the vetoes of both countings."""

    recorded: tuple[Veto, ...]
    listed: tuple[Veto, ...]

    @property
    def vetoes(self) -> tuple[Veto, ...]:
        return self.recorded or self.listed


def veto_counts(
    vetoes: Iterable[Veto],
    regions: Mapping[str, tuple[Region, ...]],
    *,
    by: Grouping = Grouping.SEAT,
    names: Mapping[str, str] | None = None,
) -> Result[VetoedCounts]:
    """Return how many votes were vetoed, by group, in both countings.

    Parameters
    ----------
    vetoes
        Each veto of each vote, in any order.
    regions
        Regions by key of the crisis.
    by
        What the groups are. A text of two crises or regions counts in each, and one vetoed
        by two members counts for both seats; so the groups add up to more than all.
    names
        Names of groups, by key with its kind, such as ``crisis/syria-2011``.

    Returns
    -------
    Result of VetoedCounts
        Periods in their order, other groups from most to fewest; then all of them together.
        Groups without a vetoed vote are left out.

    Raises
    ------
    UndefinedMeasureError
        When there is no veto.

    References
    ----------
    Charter, Article 27(3); the list of vetoes of the Dag Hammarskjöld Library.
    """
    texts = _texts(vetoes)
    if not texts:
        raise UndefinedMeasureError(NO_VETOED_VOTE)
    groups: dict[str, list[_Text]] = {}
    for text in texts:
        for group in _groups(text.vetoes, by, regions):
            groups.setdefault(group, []).append(text)
    known = dict(names or {}) | _region_names(regions)
    whole = _count(EVERY, "all vetoed votes", texts, None)
    counts = [_count(key, known.get(key, key), found, whole) for key, found in groups.items()]
    in_time = by in {Grouping.YEAR, Grouping.DECADE}
    counts.sort(key=lambda each: each.group if in_time else (-each.votes, each.name))
    chosen = [veto for text in texts for veto in (*text.recorded, *text.listed)]
    return Result(
        value=VetoedCounts((*counts, whole), by),
        measure=f"vetoed votes, by {by} and by how many members vetoed",
        reference=REFERENCE,
        n=len(texts),
        unit="vetoed votes",
        sources=tuple(sorted({source for veto in chosen for source in veto.sources})),
        parameters={"by": str(by)},
        caveats=_caveats(by),
    )


def _texts(vetoes: Iterable[Veto]) -> list[_Text]:
    by_decision: dict[str, list[Veto]] = {}
    for veto in sorted(set(vetoes)):
        by_decision.setdefault(veto.decision, []).append(veto)
    return [
        _Text(
            tuple(veto for veto in found if veto.recorded),
            tuple(veto for veto in found if veto.official),
        )
        for found in by_decision.values()
    ]


def _groups(
    vetoes: tuple[Veto, ...], by: Grouping, regions: Mapping[str, tuple[Region, ...]]
) -> set[str]:
    """Return the groups to which a text belongs."""
    first = vetoes[0]
    match by:
        case Grouping.SEAT:
            return {f"seat/{veto.seat}" for veto in vetoes}
        case Grouping.STATE:
            return {f"state/{veto.state}" for veto in vetoes}
        case Grouping.YEAR:
            return {str(first.date.year)}
        case Grouping.DECADE:
            begins = first.date.year - first.date.year % 10
            return {f"{begins}\u2013{begins + 9}"}
        case Grouping.CRISIS:
            return {f"crisis/{crisis}" for crisis in first.crisis} or {NO_CRISIS}
    wide = by is Grouping.CONTINENT
    found = [each for crisis in first.crisis for each in regions.get(crisis, ())]
    inner = {each.wider for each in found}
    chosen = {each.key for each in found if (not each.wider if wide else each.key not in inner)}
    return {f"region/{key}" for key in chosen} or {NO_REGION}


def _region_names(regions: Mapping[str, tuple[Region, ...]]) -> dict[str, str]:
    return {f"region/{each.key}": each.name for found in regions.values() for each in found}


def _count(key: str, name: str, texts: list[_Text], whole: VetoedCount | None) -> VetoedCount:
    recorded = Counter(min(len(text.recorded), 3) for text in texts if text.recorded)
    listed = Counter(min(len(text.listed), 3) for text in texts if text.listed)
    votes, drafts = recorded.total(), listed.total()
    after = min(text.vetoes[0].date for text in texts) > LIST_ENDS
    all_votes = whole.votes if whole else votes
    all_drafts = (whole.listed or 0) if whole else drafts
    return VetoedCount(
        group=key,
        name=name,
        votes=votes,
        single=recorded[1],
        double=recorded[2],
        triple=recorded[3],
        vetoes=sum(_of_group(veto, key) for text in texts for veto in text.recorded),
        share=votes / all_votes if all_votes else None,
        listed=None if after else drafts,
        listed_single=None if after else listed[1],
        listed_double=None if after else listed[2],
        listed_triple=None if after else listed[3],
        listed_vetoes=None
        if after
        else sum(_of_group(veto, key) for text in texts for veto in text.listed),
        listed_share=None if after or not all_drafts else drafts / all_drafts,
    )


def _of_group(veto: Veto, key: str) -> bool:
    space, _, name = key.partition("/")
    if space == "seat":
        return veto.seat == name
    return veto.state == name if space == "state" else True


def _caveats(by: Grouping) -> tuple[str, ...]:
    caveats = [
        HIDDEN_VETO,
        "Two countings stand side by side: every separate vote that ballots on record show to "
        "be vetoed, paragraphs and amendments too; and drafts on the UN library's list, which "
        f"was read to {LIST_ENDS} and has no value for what lies after that day.",
        "Votes on parts of one text, and several drafts on one matter, are counted one by one; "
        "a count of vetoes is no measure of how much was blocked.",
    ]
    if by in {Grouping.SEAT, Grouping.STATE}:
        caveats.append(
            "A text vetoed by two members counts once for each of them, so the rows add up to "
            "more than all vetoed votes, and their shares to more than one."
        )
    if by in {Grouping.CRISIS, Grouping.CONTINENT, Grouping.REGION}:
        caveats += [
            "A text that concerns two crises or regions counts in each, so the rows add up to "
            "more than all vetoed votes, and their shares to more than one.",
            MAPPED,
        ]
    if by in {Grouping.CONTINENT, Grouping.REGION}:
        caveats.append(
            "The region is that of the places of the crises, in the M49 standard; not of those "
            "who vetoed, of those who proposed, or of all who were concerned."
        )
    return tuple(caveats)
