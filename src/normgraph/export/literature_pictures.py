"""Figures of what the literature says and the record: what each shows, how to read it."""

from collections import Counter

from normgraph.analysis.claims import Findings
from normgraph.analysis.published import Comparison, Verdict, published
from normgraph.analysis.result import Result
from normgraph.export.literature_chart import findings_chart, published_chart
from normgraph.export.picture import Picture, picture


@picture.register
def _(value: Findings, result: Result[object]) -> Picture:
    counts = Counter(each.outcome.value for each in value)
    told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    return Picture(
        "What does the record say to claims of the literature, then and now?",
        "Each row is a claim in words of normgraph. The first sign is what the record to the "
        "day of the claim says to it, the second what today's record says. Supported means "
        "that rows of evidence speak for it and none against; qualified, that they differ or "
        "limit it. The table has every row of evidence.",
        f"Signs in {len({each.claim.key for each in value})} rows: {told}.",
        findings_chart(value),
    )


@picture.register
def _(value: Comparison, result: Result[object]) -> Picture:
    alike = sum(each.verdict is Verdict.REPRODUCED for each in value.numbers)
    exact = {entry.key: float(entry.exact) for entry in published()}
    return Picture(
        "Which numbers of the literature does the record give, and which not?",
        "Each row is a number in print. Its place is how far ours lies from it, as a "
        "percentage of the published number; at 0 they are equal. A dark disc lies within the "
        "rounding of the print, a light diamond beyond it; the table says why.",
        f"Dots in {len(value.numbers)} rows: {alike} numbers reproduced, "
        f"{len(value.numbers) - alike} not.",
        published_chart(value.numbers, exact),
    )
