"""Small worlds of crises and responses written by hand."""

from datetime import date

from normgraph.query.crisis_responses import (
    Answered,
    Crisis,
    Days,
    Figure,
    Found,
    Responded,
)
from normgraph.query.interests import Ties
from normgraph.query.records import Term

#: Two permanent members, of whom the second's seat passed on in 1991.
TENURES = (
    Term(date(1945, 10, 24), "USA", None, "united-states", "United States", "charter"),
    Term(date(1945, 10, 24), "SUN", date(1991, 12, 23), "russia", "Soviet Union", "charter"),
    Term(date(1991, 12, 24), "RUS", None, "russia", "Russia", "letters"),
)
NO_TIES = Ties(TENURES, ())


def crisis(key, began="2010-01-01", precision="", *, ended="", places=("AAA",), **given):
    return Crisis(
        key=key,
        name=given.get("name", f"Crisis {key}"),
        began=Days.of(began, precision),
        ended=Days.of(ended) if ended else None,
        places=places,
        regions=given.get("regions", ("Africa",)),
        sources=("crises",),
    )


def done(
    key, day, sort="Mission", kind="peacekeeping", *, precision="", council=True, thing=""
):
    return Responded(
        crisis=key,
        began=Days.of(day, precision),
        kind=kind,
        sort=sort,
        thing=thing or f"{sort.lower()}/{key}-{kind}-{day}",
        council=council,
        source="record",
    )


def deaths(place, year, best, low=None, high=None, quantity="deaths-organized-violence"):
    return Figure(place, year, quantity, best, low, high, "ucdp")


def record(crises, responses=(), *, meetings=(), figures=(), bounds=(), findings=(), parts=()):
    return Answered(
        crises=tuple(sorted(crises, key=lambda each: (each.began, each.key))),
        bounds=tuple(bounds),
        responses=tuple(responses),
        meetings=tuple(meetings),
        figures=tuple(figures),
        findings=tuple(findings),
        parts=tuple(parts),
    )


def finding(key, determination, *, capacity="international-court", sort="established"):
    return Found(key, determination, "genocide", sort, capacity, "judgment")
