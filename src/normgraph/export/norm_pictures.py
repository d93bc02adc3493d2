"""Figures of commitments and of the language of norms: what each shows, how to read it."""

from normgraph.analysis.ratification import CommitmentSpans, RatificationCurve
from normgraph.analysis.references import COUNTED, ReferenceSeries
from normgraph.analysis.result import Result
from normgraph.export.norm_chart import ratification_chart, references_chart, spans_chart
from normgraph.export.picture import Picture, picture


@picture.register
def _(value: RatificationCurve, result: Result[object]) -> Picture:
    last = value.changes[-1]
    most = max(change.parties for change in value.changes)
    left = sum(change.left for change in value.changes)
    return Picture(
        f"How many parties has the instrument “{value.title}” had, and since when?",
        "The line is the number of states and organizations bound, from the day on which each "
        "consent took effect; it steps down, with a dot, where parties ceased to be bound. Its "
        "level at any day is the count on that day.",
        f"Step line of the parties to {value.title}, from {value.changes[0].day} to "
        f"{value.until}: {last.parties} parties after {last.day}, {most} at most, {left} times "
        f"somebody ceased to be bound. {result.n} parties ever.",
        ratification_chart(value),
    )


@picture.register
def _(value: CommitmentSpans, result: Result[object]) -> Picture:
    bound = sum(span.last is None for span in value.spans)
    return Picture(
        f"{value.name or value.party}: which instruments bind it, and since when?",
        "Each bar is a time during which an instrument binds the party, from the day on which "
        "its consent took effect. A bar that reaches the right edge lasts.",
        f"Bars of {len(value.spans)} times under {result.n} instruments; {bound} of them last.",
        spans_chart(value),
    )


@picture.register
def _(value: ReferenceSeries, result: Result[object]) -> Picture:
    counted = sum(count.texts for count in value.counts if count.level in COUNTED)
    return Picture(
        "How often do the Security Council's texts refer to the responsibility to protect?",
        "Each bar is a year; its height is the number of resolutions (above) or presidential "
        "statements (below) coded. The three dark shades count as references, from the "
        "plainest at the bottom; the light ones were coded and do not count.",
        f"Stacked bars by year from {value.first} to {value.last}: {result.n} texts coded, "
        f"{counted} of them references.",
        references_chart(value),
    )
