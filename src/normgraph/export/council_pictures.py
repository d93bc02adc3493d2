"""Figures of the Council's record: what each shows and how to read it."""

from normgraph.analysis.result import Result
from normgraph.analysis.vetoes import VetoSeries
from normgraph.export.chart import veto_chart
from normgraph.export.picture import Picture, picture


@picture.register
def _(value: VetoSeries, result: Result[object]) -> Picture:
    totals = "; ".join(
        f"{name}: {value.votes_by(seat)}, of which {value.listed_by(seat)} on the list"
        for seat, name in value.seats
    )
    first, last = result.parameters["from"], result.parameters["to"]
    return Picture(
        "How often has each permanent seat of the Security Council vetoed, and when?",
        f"Each row is a permanent seat, each bar one {value.span}. Its height counts "
        "every separate vote, paragraphs, amendments and unlisted texts as well; the dark bar "
        "in front of it counts drafts on the UN library's list of vetoes. The scale is the "
        "same in all rows. Dashed lines mark where another state took over a seat, and where "
        "the list ends.",
        f"Bar chart of vetoes by permanent seat and {value.span} from {first} to {last}. "
        f"Vetoes of every separate vote: {totals}.",
        veto_chart(value, str(first), str(last)),
    )
