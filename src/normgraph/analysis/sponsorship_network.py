"""Who sponsors texts with whom."""

from collections.abc import Mapping, Sequence
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
from normgraph.query.actors import COUNCIL, Sponsored


@dataclass(frozen=True, slots=True)
class _Named:
    state: str = column("Key of the state.")
    name: str = column("Its name.")
    texts: int = column("Texts that it sponsored.")


@dataclass(frozen=True)
class Sponsor(Standing, _Named):
    """One sponsor and where it stands in the network."""


@dataclass(frozen=True, slots=True)
class SponsorshipNetwork(Network):
    """Every sponsor, and the network of those that sponsored texts together."""

    row = Sponsor

    sponsors: tuple[Sponsor, ...]
    tied: "nx.Graph[str]"
    body: str  #: key of the organ that decided

    @property
    def network(self) -> "nx.Graph[str]":
        """Nodes are keys of states."""
        return self.tied

    def rows(self) -> tuple[Sponsor, ...]:
        """Return the sponsors, those of most texts first."""
        return self.sponsors


def sponsorship_network(
    texts: Sequence[Sponsored],
    names: Mapping[str, str],
    *,
    body: str = COUNCIL,
    crisis: str = "",
    weight: Weight = Weight.NEWMAN,
    minimum: int = 10,
    without: int | None = None,
) -> Result[SponsorshipNetwork]:
    """Return the network of states that sponsored texts together, and their standings.

    Parameters
    ----------
    texts
        Those of the period that have sponsors on record; of all bodies and crises.
    names
        Of the states, by key.
    body
        Key of the organ whose texts count.
    crisis
        Key of the crisis that texts concern; empty for all texts.
    weight
        How strong a tie is; see `projection`.
    minimum
        Two states are tied if they sponsored so many texts together.
    without
        How many texts of the same body and period have no sponsors on record, if known.

    Raises
    ------
    UndefinedMeasureError
        When there is no such text, or no two states sponsored so many together.

    References
    ----------
    See `NEWMAN`.
    """
    chosen = [
        text for text in texts if text.body == body and (not crisis or crisis in text.crises)
    ]
    states = sorted({state for text in chosen for state in text.sponsors})
    if not states:
        raise UndefinedMeasureError("No such text has sponsors on record.")
    row = {state: number for number, state in enumerate(states)}
    parts = np.zeros((len(states), len(chosen)), dtype=bool)
    for number, text in enumerate(chosen):
        parts[[row[state] for state in text.sponsors], number] = True
    network = affiliation_network(states, names, parts, weight=weight, minimum=minimum)
    places = standings(network)
    sponsors = [
        Sponsor(
            state=state,
            name=network.nodes[state]["label"],
            texts=network.nodes[state]["things"],
            **asdict(places[state]),
        )
        for state in states
    ]
    sponsors.sort(key=lambda each: (-each.texts, each.state))
    for each in sponsors:
        network.nodes[each.state].update(betweenness=each.betweenness, community=each.community)
    return Result(
        value=SponsorshipNetwork(tuple(sponsors), network, body),
        measure="centrality and brokerage in the network of sponsors",
        reference=NEWMAN,
        n=len(chosen),
        unit="texts with sponsors on record",
        sources=tuple(sorted({source for text in chosen for source in text.sources})),
        parameters={
            "body": body,
            "crisis": crisis or "all",
            "weight": str(weight),
            "minimum": minimum,
        },
        caveats=_caveats(chosen, body, minimum, without),
    )


def _caveats(
    texts: Sequence[Sponsored], body: str, minimum: int, without: int | None
) -> tuple[str, ...]:
    alone = sum(len(text.sponsors) == 1 for text in texts)
    caveats = [
        f"{alone} of these texts have a single sponsor on record and tie nobody.",
        f"Two states are tied if they sponsored {minimum} or more of these texts together; "
        "lists of a hundred sponsors tie states that never met over a draft.",
        "To sponsor costs little: it may mean drafting, support, or courtesy to a group.",
        "Who held the pen is not on record, and a state that drafts may leave its name off.",
    ]
    if body == COUNCIL:
        caveats += [
            "Resolutions that were adopted only: drafts that failed have no sponsors here.",
            "The UN extract names sponsors of few texts before 2008, so a long period weighs "
            "later years more; lists may be incomplete, and texts without one may have had it.",
            "Members of the Council have more occasion to sponsor than others; counts are not "
            "divided by the years served.",
        ]
        if without is not None:
            caveats.append(f"{without} texts adopted in the period have no sponsors on record.")
    else:
        caveats.append(
            "Only texts that the graph has for another reason, as on the responsibility to "
            "protect: they are no sample of the work of the body."
        )
    return tuple(caveats)
