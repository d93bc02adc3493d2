"""Figures of agreement between states: what each shows and how to read it."""

from normgraph.analysis.agreement import Measure
from normgraph.analysis.agreement_table import PairTable, Span
from normgraph.analysis.result import Result
from normgraph.export.agreement_chart import MOST_DOTS, MOST_LINES, agreement_chart
from normgraph.export.picture import Picture, picture

_MEANS = {
    Measure.IDENTICAL: "the share of the decisions on which both cast a ballot where both cast "
    "the same one",
    Measure.INDEX: "the share of the decisions on which both cast a ballot where both agreed, "
    "an abstention beside a vote counted as half",
    Measure.KAPPA: "agreement beyond chance: 1 is full agreement, 0 what two states with these "
    "shares of ballots would have by chance, less is disagreement",
    Measure.WEIGHTED_KAPPA: "agreement beyond chance with half agreements: 1 is full "
    "agreement, 0 what two states with these shares of ballots would have by chance",
    Measure.PI: "agreement beyond chance: 1 is full agreement, 0 what two states would have by "
    "chance if both had the shares of ballots that they have together",
}


@picture.register
def _(value: PairTable, result: Result[object]) -> Picture:
    defined = [each for each in value.pairs if each.value(value.measure) is not None]
    ranked = sorted(defined, key=lambda each: each.value(value.measure) or 0)
    ends = "No pair has a value."
    if ranked:
        low, high = (
            f"{each.state_name} and {each.state_b_name}"
            f"{'' if value.span is Span.WHOLE else f' from {each.first.year}'}"
            f" ({each.value(value.measure):.2f}, n {each.shared})"
            for each in (ranked[0], ranked[-1])
        )
        ends = f"Lowest: {low}; highest: {high}."
    return Picture(
        "How often do members of the Security Council cast the same ballot?",
        f"{_form(value)} The measure is {_MEANS[value.measure]}.",
        f"{value.measure.called} of {len(value.pairs)} pairs of states and spans of time, "
        f"{len(defined)} of them with a value. {ends}",
        agreement_chart(value),
    )


def _form(value: PairTable) -> str:
    """Return what a mark of the chart is."""
    if value.span is Span.WHOLE:
        if len(value.pairs) <= MOST_DOTS:
            return (
                "Each dot is a pair of states, the light bar its 95 % interval; beside it "
                "stand the value and n, the number of decisions on which both cast a ballot."
            )
        return (
            "Each field is a pair of states, once on either side of the diagonal; states that "
            "agree stand near each other. An empty or grey field is a pair without a value, "
            "which is not disagreement."
        )
    pairs = {(each.state, each.state_b) for each in value.pairs}
    if len(pairs) <= MOST_LINES:
        return (
            "Each row is a pair of states, each dot a span of time at its first year, the "
            "light bar its 95 % interval. The line breaks where they shared no such decision."
        )
    return (
        "Each row is a pair of states, each field a span of time. An empty or grey field has "
        "no value, which is not disagreement."
    )
