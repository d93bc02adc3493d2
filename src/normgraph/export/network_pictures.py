"""Figures of positions, pivots, bridges, sponsors and actors: what each shows."""

from normgraph.analysis.actor_network import ActorNetwork
from normgraph.analysis.bridging_members import BridgingMembers
from normgraph.analysis.ideal_points import IdealPoints
from normgraph.analysis.pivotal_members import PivotalMembers
from normgraph.analysis.result import Result
from normgraph.analysis.sponsorship_network import SponsorshipNetwork
from normgraph.export.member_chart import (
    MOST_BARS,
    bridge_chart,
    pivot_chart,
    position_chart,
)
from normgraph.export.node_link_chart import (
    MOST_TIES,
    Drawn,
    node_link_chart,
    strongest_part,
)
from normgraph.export.picture import Picture, picture

_KINDS = {
    "State": "state",
    "StateGroup": "group of states",
    "IGO": "organization of states",
    "Organ": "organ",
    "Office": "office",
    "Court": "court",
    "NGO": "organization of civil society",
    "Coalition": "organization of civil society",
    "AdvocacyNetwork": "organization of civil society",
    "NationalBody": "national body",
    "ArmedGroup": "armed group",
    "Person": "person",
}


@picture.register
def _(value: IdealPoints, result: Result[object]) -> Picture:
    lowest, highest = value.points[0], value.points[-1]
    placed = (
        "Each dot is a member; those that vote alike on contested decisions lie close to each "
        "other, left and right have no other meaning. "
    )
    lines = (
        "The line through a dot is its 90 % interval over replications of the bootstrap."
        if value.dimensions == 1
        else "The grey cross through a dot is its 90 % interval in either dimension; keys of "
        "states stand beside the dots, those of dots close together in one line."
    )
    return Picture(
        "Where do members of the Security Council stand, by what they voted for?",
        placed + lines,
        f"Positions of {len(value.points)} members in {value.dimensions} "
        f"dimension{'s' if value.dimensions > 1 else ''} from {result.n} contested decisions, "
        f"from {lowest.name} at {lowest.first:.2f} to {highest.name} at {highest.first:.2f} on "
        "the first.",
        position_chart(value),
    )


@picture.register
def _(value: PivotalMembers, result: Result[object]) -> Picture:
    some = [member for member in value.members if member.decided]
    left = len(some) - MOST_BARS
    rest = f" {left} more members decided less often; the table has them." if left > 0 else ""
    most = "; ".join(f"{member.name}: {member.decided}" for member in some[:5])
    return Picture(
        "Whose one ballot decided what became of a text in the Security Council?",
        "Each bar counts the decisions on which another ballot of that member alone would have "
        f"changed the outcome, by the way in which it decided.{rest}",
        f"Stacked bars of members over {result.n} decisions, {value.narrow} of which hung on a "
        f"single ballot. {most}.",
        pivot_chart(value),
    )


@picture.register
def _(value: BridgingMembers, result: Result[object]) -> Picture:
    both = [member for member in value.members if member.with_both is not None]
    most = "; ".join(f"{member.name}: {member.with_both:.2f}" for member in both[:3])
    one, other = value.pole_names
    return Picture(
        "Which members of the Security Council vote with both sides?",
        f"Each dot is a member: the farther right, the more often it cast the same ballot as "
        f"{one} on contested decisions; the higher, as {other}. Those at the upper right vote "
        "with both; keys of states stand beside the dots. The poles themselves are not drawn.",
        f"Scatter of {len(both)} members by their agreement with {one} and {other} over "
        f"{result.n} decisions. Those that agree with either at least so often: {most}.",
        bridge_chart(value),
    )


@picture.register
def _(value: SponsorshipNetwork, result: Result[object]) -> Picture:
    drawn = strongest_part(value.network)
    groups = {each.state: f"community {each.community}" for each in value.sponsors}
    most = "; ".join(f"{each.name}: {each.texts}" for each in value.sponsors[:5])
    return Picture(
        "Which states sponsor texts together, and which of them are brokers?",
        "Each dot is a state, larger the more texts it sponsored; a line joins two that "
        "sponsored texts together, thicker the stronger the tie. Colour and shape show "
        f"communities, whose members share more with each other. {_drawn(drawn)}",
        f"Network of {len(drawn.nodes)} of {len(value.sponsors)} states over {result.n} texts. "
        f"Texts sponsored: {most}.",
        node_link_chart(value.network, drawn, groups, "texts sponsored"),
    )


@picture.register
def _(value: ActorNetwork, result: Result[object]) -> Picture:
    drawn = strongest_part(value.network)
    groups = {each.actor: _KINDS.get(each.kind, each.kind) for each in value.actors}
    most = "; ".join(f"{each.name}: {each.crises}" for each in value.actors[:5])
    return Picture(
        "Who acts on the same crises, and who joins those that do not meet otherwise?",
        "Each dot is an actor, larger the more crises it acted on; a line joins two that acted "
        "on the same crises, thicker the stronger the tie. Colour and shape show what sort of "
        f"actor it is. {_drawn(drawn)}",
        f"Network of {len(drawn.nodes)} of {len(value.actors)} actors over {result.n} actions. "
        f"Crises on which they acted: {most}.",
        node_link_chart(value.network, drawn, groups, "crises"),
    )


def _drawn(drawn: Drawn) -> str:
    """Return what is drawn of the network and what is not."""
    return (
        f"Drawn are the {len(drawn.nodes)} with the strongest ties in all and, of each, the "
        f"{MOST_TIES} strongest among them; {drawn.left_out} more with ties are in the table. "
        "Where a dot lies has no meaning but nearness."
    )
