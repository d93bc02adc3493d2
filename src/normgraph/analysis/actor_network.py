"""Who acts with whom on which crises, over everything that the graph has."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import networkx as nx
import numpy as np

from normgraph.analysis.affiliation import (
    NEWMAN,
    Network,
    Standing,
    Weight,
    affiliation_network,
    standings,
)
from normgraph.analysis.result import Result
from normgraph.analysis.rows import column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.actors import INVOLVED, ROLES, Action

#: Choices of roles beside the single ones.
ALL, ALL_BUT_SPONSORSHIP = "all", "all-but-sponsorship"


@dataclass(frozen=True, slots=True)
class _Named:
    actor: str = column("Key of the actor with its key space.")
    name: str = column("Its name.")
    kind: str = column("What sort of actor: class of the ontology.")
    crises: int = column("Crises on which it acted.")
    acts: int = column("Things that it did about them.")
    involved: int = column(
        "Crises in which it is on record as involved (a party, reported perpetrator, target or "
        "host); these count as no action."
    )


@dataclass(frozen=True)
class Actor(Standing, _Named):
    """One actor and where it stands in the network."""


@dataclass(frozen=True, slots=True)
class ActorNetwork(Network):
    """Every actor, and the network of those that acted on the same crises."""

    row = Actor

    actors: tuple[Actor, ...]
    tied: "nx.Graph[str]"

    @property
    def network(self) -> "nx.Graph[str]":
        """Nodes are keys of actors with their key spaces."""
        return self.tied

    def rows(self) -> tuple[Actor, ...]:
        """Return the actors, those that acted on most crises first."""
        return self.actors


def actor_network(
    actions: Sequence[Action],
    *,
    role: str = ALL_BUT_SPONSORSHIP,
    crisis: str = "",
    weight: Weight = Weight.NEWMAN,
    minimum: int = 2,
) -> Result[ActorNetwork]:
    """Return the network of actors that acted on the same crises, and their standings.

    Parameters
    ----------
    actions
        Those of the period.
    role
        What they did: one of `ROLES`, all of them, or all but sponsorship.
    crisis
        Key: only actors that acted on this crisis. Their ties are over all crises, since on
        one crisis all who act on it act on the same.
    weight
        How strong a tie is; see `projection`.
    minimum
        Two actors are tied if they acted on so many crises in common.

    Raises
    ------
    UndefinedMeasureError
        When nobody acted so, or no two acted on so many crises in common.

    References
    ----------
    See `NEWMAN`.
    """
    roles = set(ROLES) if role in {ALL, ALL_BUT_SPONSORSHIP} else {role}
    roles -= {"sponsorship"} if role == ALL_BUT_SPONSORSHIP else set()
    chosen = [each for each in actions if each.role in roles]
    if crisis:
        there = {each.actor for each in chosen if each.crisis == crisis}
        chosen = [each for each in chosen if each.actor in there]
    if not chosen:
        raise UndefinedMeasureError("Nobody is on record as having acted so.")
    actors = sorted({each.actor for each in chosen})
    crises = sorted({each.crisis for each in chosen})
    row = {actor: number for number, actor in enumerate(actors)}
    place = {key: number for number, key in enumerate(crises)}
    parts = np.zeros((len(actors), len(crises)), dtype=bool)
    for each in chosen:
        parts[row[each.actor], place[each.crisis]] = True
    labels = {each.actor: each.name for each in chosen}
    network = affiliation_network(actors, labels, parts, weight=weight, minimum=minimum)
    involved = [each for each in actions if each.role == INVOLVED]
    rows = _rows(network, chosen, involved)
    for found in rows:
        network.nodes[found.actor].update(
            kind=found.kind, betweenness=found.betweenness, community=found.community
        )
    return Result(
        value=ActorNetwork(rows, network),
        measure="centrality and brokerage in the network of actors",
        reference=NEWMAN,
        n=len({(each.actor, each.crisis, each.role, each.thing) for each in chosen}),
        unit="actions on crises",
        sources=tuple(sorted({each.source for each in chosen})),
        parameters={
            "role": role,
            "crisis": crisis or "all",
            "weight": str(weight),
            "minimum": minimum,
        },
        caveats=_caveats(len(crises), minimum, role, crisis),
    )


def _rows(
    network: "nx.Graph[str]", chosen: Sequence[Action], involved: Sequence[Action]
) -> tuple[Actor, ...]:
    kinds = {each.actor: each.kind for each in chosen}
    acts = _counted((each.actor, each.thing) for each in chosen)
    party = _counted((each.actor, each.crisis) for each in involved)
    places = standings(network)
    rows = [
        Actor(
            actor=actor,
            name=network.nodes[actor]["label"],
            kind=kinds[actor],
            crises=network.nodes[actor]["things"],
            acts=acts.get(actor, 0),
            involved=party.get(actor, 0),
            **asdict(places[actor]),
        )
        for actor in network
    ]
    return tuple(sorted(rows, key=lambda each: (-each.crises, -each.acts, each.actor)))


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how many different partners each first of a pair has."""
    counts: dict[str, int] = {}
    for actor, _ in set(pairs):
        counts[actor] = counts.get(actor, 0) + 1
    return counts


def _caveats(crises: int, minimum: int, role: str, crisis: str) -> tuple[str, ...]:
    caveats = [
        "It shows what curators recorded from documents, not all that was done: actors whose "
        "acts are well documented, and crises well known, weigh more.",
        f"Two actors are tied if both acted on {minimum} or more of these {crises} crises: "
        "together means on the same crisis, not in concert, and they may have acted against "
        "each other or years apart.",
        "An organ and the organization it belongs to are two actors, as sources name the one "
        "or the other.",
        "All acts weigh alike: a statement counts for as much as a mission.",
        "Being a party to a crisis, or reported as a perpetrator, is no action on it and makes "
        "no tie; the table counts it apart.",
        "A determination counts whatever it says, that of an actor that denied a crime too.",
    ]
    if role in {ALL, "sponsorship"}:
        caveats.append(
            "Sponsors of resolutions are on record since 2000, and lists of many sponsors tie "
            "many states."
        )
    if crisis:
        caveats.append("Only actors on the crisis chosen; their ties are over all crises.")
    return tuple(caveats)
