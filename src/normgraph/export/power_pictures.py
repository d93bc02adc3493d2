"""The figure of voting power: what it shows and how to read it."""

from normgraph.analysis.result import Result
from normgraph.analysis.voting_power import VotingPower
from normgraph.export.picture import Picture, picture
from normgraph.export.power_chart import percent, power_chart


@picture.register
def _(value: VotingPower, result: Result[object]) -> Picture:
    told = "; ".join(
        f"{each.members} \u00d7 {each.member}: Shapley\u2013Shubik {each.shapley_shubik}, "
        f"Banzhaf {each.banzhaf}, to prevent {each.to_prevent}, to initiate {each.to_initiate}"
        for each in value.classes
    )
    carried = (
        f"{value.winning:,} of {result.n:,} groups of members ({percent(value.to_act)}) carry "
        "a decision"
    )
    return Picture(
        "How much power does the rule of voting give to each member?",
        "A dark bar is the power of one member. A light bar behind it is that of all such "
        "members together, where the powers of all members add up to 100 %: the first two "
        "indices. The power to prevent is the share of the groups that carry a decision which "
        "need the member; the power to bring about that of the groups that fail which would "
        f"carry one with it. Under this rule {carried}.",
        f"Bars of power by kind of member. {told}. {carried}.",
        power_chart(value),
    )
