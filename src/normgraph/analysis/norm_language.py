"""Language of the responsibility to protect in the Council's texts, over time and by matter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from normgraph.analysis.references import COUNTED, KINDS, LEVELS
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Decided
from normgraph.query.engaged import Item
from normgraph.query.records import Reference

REFERENCE = (
    "normgraph, coding rule for references to the responsibility to protect "
    "(data/engagements/council/CODING.md), after paragraphs 138 to 140 of A/RES/60/1; on the "
    "Council's language: Gifkins, J. (2016). R2P in the UN Security Council: Darfur, Libya and "
    "Beyond. Cooperation and Conflict, issue 2 of 2016, 148-165."
)
RESOLUTION, STATEMENT = KINDS
#: Resolutions to the end of this year were searched with more patterns than later ones.
WIDER_SEARCH_TO = 2015


class By(StrEnum):
    """What each row of the table is."""

    YEAR = "year"
    TOTAL = "total"
    CRISIS = "crisis"
    ITEM = "agenda-item"


@dataclass(frozen=True, slots=True)
class Language:
    """Texts of one kind in one year, or on one matter, by level of reference."""

    matter: str = column("The year, the whole period, or the key of the crisis or item.")
    name: str = column("What that is called.")
    kind: str = column("Resolution or presidential statement.")
    texts: int | None = column(
        "Texts of that kind that the Council adopted, coded or not; none where not on record."
    )
    references: int = column("Texts coded at a level that counts as a reference.")
    share: float | None = column("References among the texts, 0 to 1.")
    world_summit: int = column("Explicit, with the World Summit Outcome or the four crimes.")
    other_explicit: int = column("Explicit in another way.")
    state_responsibility: int = column("Names the responsibility of a state.")
    broad_protection: int = column("Broad language of protection; coded, no reference.")
    adviser_only: int = column("Names the Special Adviser only; coded, no reference.")

    def level(self, name: str) -> int:
        """Return the texts at the level with this key."""
        return int(getattr(self, _FIELDS[name]))


_FIELDS = {
    "explicit-world-summit": "world_summit",
    "explicit-other": "other_explicit",
    "state-responsibility": "state_responsibility",
    "broad-protection": "broad_protection",
    "adviser-only": "adviser_only",
}


@dataclass(frozen=True, slots=True)
class LanguageTable(Rows):
    """The Council's texts by level of reference."""

    row = Language
    lines: tuple[Language, ...]
    by: By

    def rows(self) -> Sequence[Language]:
        """Return years in their order, other matters by references, most first."""
        return self.lines


@dataclass(frozen=True, slots=True)
class Matters:
    """What decisions are about, by their keys."""

    items: Mapping[str, tuple[Item, ...]]
    crises: Mapping[str, str]  #: names by key


def r2p_language(
    references: Iterable[Reference],
    decisions: Iterable[Decided],
    matters: Matters,
    *,
    first: date,
    last: date,
    by: By = By.YEAR,
) -> Result[LanguageTable]:
    """Return how many texts of the Council speak of the norm, and which share they are.

    The share is of all resolutions that the Council adopted in the year, or on the crisis or
    under the agenda item within the period, whether or not they were coded. A resolution on
    two crises counts for each. Presidential statements are no decisions of the record, so
    they have numbers and no share, and stand in years only.

    Parameters
    ----------
    references
        Every coded text; a text coded twice counts once, at its plainest level.
    decisions
        Every decision of the Council.
    matters
        Agenda items of decisions and names of crises.
    first, last
        The period, both days included.
    by
        Year, the whole period, crisis or agenda item.

    Raises
    ------
    UndefinedMeasureError
        When no text of the period is coded.

    References
    ----------
    See `REFERENCE`.
    """
    plainest: dict[str, Reference] = {}
    for text in references:
        if text.kind in KINDS and first <= text.date <= last:
            kept = plainest.setdefault(text.symbol, text)
            if LEVELS.index(text.level) < LEVELS.index(kept.level):
                plainest[text.symbol] = text
    adopted = [
        decision
        for decision in decisions
        if decision.adopted and decision.kind == RESOLUTION and first <= decision.date <= last
    ]
    if not plainest:
        raise UndefinedMeasureError(
            f"No text of the Council between {first} and {last} is coded for the "
            "responsibility to protect; the coding begins in 2006."
        )
    if by is By.YEAR:
        lines = _by_year(plainest, adopted, first, last)
    elif by is By.TOTAL:
        lines = _total(plainest, adopted)
    else:
        lines = _by_matter(plainest, adopted, matters, by)
    return Result(
        value=LanguageTable(tuple(lines), by),
        measure="texts of the Security Council by level of reference, and their share",
        reference=REFERENCE,
        n=len(plainest),
        unit="resolutions and presidential statements coded",
        sources=tuple(sorted({text.document for text in plainest.values()})),
        parameters={"by": str(by), "from": first.isoformat(), "to": last.isoformat()},
        caveats=_caveats(plainest, adopted, by, last),
    )


def _by_year(
    coded: Mapping[str, Reference], adopted: Sequence[Decided], first: date, last: date
) -> Iterable[Language]:
    begin = max(first.year, min(text.date.year for text in coded.values()))
    for year in range(begin, last.year + 1):
        of_year = [text for text in coded.values() if text.date.year == year]
        number = sum(decision.date.year == year for decision in adopted)
        resolutions = [text for text in of_year if text.kind == RESOLUTION]
        statements = [text for text in of_year if text.kind == STATEMENT]
        yield _line(str(year), str(year), RESOLUTION, number, resolutions)
        yield _line(str(year), str(year), STATEMENT, None, statements)


def _total(coded: Mapping[str, Reference], adopted: Sequence[Decided]) -> Iterable[Language]:
    for kind in KINDS:
        texts = [text for text in coded.values() if text.kind == kind]
        number = len(adopted) if kind == RESOLUTION else None
        yield _line("whole period", f"{kind}s", kind, number, texts)


def _by_matter(
    coded: Mapping[str, Reference], adopted: Sequence[Decided], matters: Matters, by: By
) -> Iterable[Language]:
    named: Callable[[Decided], Iterable[Item]] = {
        By.CRISIS: lambda each: (
            Item(key, matters.crises.get(key, key)) for key in each.crises
        ),
        By.ITEM: lambda each: matters.items.get(each.key, ()),
    }[by]
    on: dict[str, list[Decided]] = {}
    names: dict[str, str] = {}
    for decision in adopted:
        for item in named(decision):
            on.setdefault(item.key, []).append(decision)
            names[item.key] = item.name
    lines = []
    for key, decided in on.items():
        texts = [coded[each.symbol] for each in decided if each.symbol in coded]
        if texts:
            lines.append(_line(key, names[key], RESOLUTION, len(decided), texts))
    return sorted(lines, key=lambda line: (-line.references, line.name))


def _line(
    matter: str, name: str, kind: str, number: int | None, texts: Sequence[Reference]
) -> Language:
    counted = sum(text.level in COUNTED for text in texts)
    levels = {field: sum(t.level == level for t in texts) for level, field in _FIELDS.items()}
    share = counted / number if number else None
    return Language(matter, name, kind, number, counted, share, **levels)


def _caveats(
    coded: Mapping[str, Reference], adopted: Sequence[Decided], by: By, last: date
) -> tuple[str, ...]:
    symbols = {decision.symbol for decision in adopted}
    lost = sum(
        text.kind == RESOLUTION and text.symbol not in symbols for text in coded.values()
    )
    told = [
        "A reference is a form of words; it says nothing of what the Council did, nor of "
        "whether anybody was protected.",
        "Whether a state's responsibility for its population counts as a reference is a matter "
        "of the coding rule; the levels stand apart, for others to draw the line elsewhere.",
        "Texts were found by patterns and then read; a text whose wording no pattern knows is "
        "counted among the texts and not among the references.",
        "Renewals repeat agreed language, so references of one matter are not independent.",
    ]
    if last.year > WIDER_SEARCH_TO:
        told.append(
            f"Resolutions to {WIDER_SEARCH_TO} were searched with wider patterns than later "
            "ones, which brought two fifths of their references; from then on references to "
            "the responsibility of a state are a lower bound, and a fall is no finding."
        )
    if by is By.YEAR and (last.month, last.day) != (12, 31):
        told.append(f"The last year goes to {last} only.")
    if by in (By.YEAR, By.TOTAL):
        told.append(
            "The record does not hold presidential statements as such, so theirs are numbers "
            "without a share."
        )
    else:
        told.append(
            "Resolutions only; which of them concern a crisis is an editorial mapping, the "
            "Council words one matter as several agenda items, and a text on two counts twice."
        )
        told.append("Matters without any coded text are left out.")
    if lost:
        told.append(f"{lost} coded resolutions are not in the record of decisions.")
    return tuple(told)
