"""Figures of agreement between states: what each shows and how to read it."""

from datetime import date

import networkx as nx

from normgraph.analysis.agreement import Measure
from normgraph.analysis.agreement_table import PairAgreement, PairTable, Span
from normgraph.analysis.result import Result
from normgraph.analysis.voting_network import Agreement
from normgraph.errors import NormgraphError
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
    bar = (
        ", the light bar its 95 % interval"
        if any(each.low is not None for each in value.pairs)
        else ""
    )
    if value.span is Span.WHOLE:
        if len(value.pairs) <= MOST_DOTS:
            return (
                f"Each dot is a pair of states{bar}; beside it stand the value and n, the "
                "number of decisions on which both cast a ballot."
            )
        return (
            "Each field is a pair of states, once on either side of the diagonal; states that "
            "agree stand near each other. An empty or grey field is a pair without a value, "
            "which is not disagreement."
        )
    pairs = {(each.state, each.state_b) for each in value.pairs}
    if len(pairs) <= MOST_LINES:
        return (
            f"Each row is a pair of states, each dot a span of time at its first year{bar}. "
            "The line breaks where they shared no such decision."
        )
    return (
        "Each row is a pair of states, each field a span of time. An empty or grey field has "
        "no value, which is not disagreement."
    )


@picture.register
def _(value: nx.Graph, result: Result[object]) -> Picture:  # type: ignore[type-arg] # singledispatch takes classes
    """Return the figure of a voting network: its edges as pairs, and how they are measured."""
    pairs = _pairs(value, result)
    drawn = picture(pairs, result)
    alone = sum(1 for _, number in value.degree() if not number)
    without = f" Members without an edge, which are not drawn: {alone}." if alone else ""
    return drawn._replace(
        question="Who votes with whom in the Security Council, and how often?",
        how_to_read=f"{drawn.how_to_read}{without}",
    )


def _pairs(network: "nx.Graph[str]", result: Result[object]) -> PairTable:
    """Return the edges of a voting network as pairs.

    Raises
    ------
    NormgraphError
        When it is another network.
    """
    if not {"from", "to", "agreement"} <= set(result.parameters):
        raise NormgraphError("There is no figure of this network. Ask for its table.")
    first, last = (date.fromisoformat(str(result.parameters[name])) for name in ("from", "to"))
    measure = Agreement(str(result.parameters["agreement"])).measure
    half = measure is Measure.INDEX
    names = nx.get_node_attributes(network, "label")
    pairs = []
    for one, other in sorted((min(edge), max(edge)) for edge in network.edges):
        edge = network.edges[one, other]
        pair = PairAgreement(
            state=one,
            state_name=names[one],
            state_b=other,
            state_b_name=names[other],
            first=first,
            last=last,
            shared=edge["shared"],
            identical=edge["agreed"],
            identical_share=edge["agreed"] / edge["shared"],
            index=edge["weight"] if half else None,
            kappa=None,
            weighted_kappa=None,
            pi=None,
            low=None,
            high=None,
        )
        pairs.append(pair)
    return PairTable(tuple(pairs), measure, Span.WHOLE)
