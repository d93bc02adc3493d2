"""What a row about a text that was put to the vote says of the text itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from normgraph.analysis.rows import column
from normgraph.analysis.veto_selection import regions_of
from normgraph.query.council import Decided
from normgraph.query.veto_records import Region


@dataclass(frozen=True, slots=True)
class VotedText:
    """The columns that tell which text it was, before those that a row adds."""

    date: date = column("Day of the vote.")
    decision: str = column("Key of the text or question put to the vote.")
    symbol: str = column("Its symbol, or that of the meeting.")
    title: str = column("Its title or subject.")
    kind: str = column("What was put to the vote: draft, amendment, admission and so on.")
    crises: str = column("Keys of the crises on record that it concerns; empty for none.")
    regions: str = column("Keys of the continents (M49) in which these crises lie.")


def described(decision: Decided, regions: Mapping[str, tuple[Region, ...]]) -> dict[str, Any]:
    """Return the values of these columns for a decision."""
    return {
        "date": decision.date,
        "decision": decision.key,
        "symbol": decision.symbol,
        "title": decision.title,
        "kind": decision.kind,
        "crises": ", ".join(decision.crises),
        "regions": ", ".join(regions_of(decision, regions)),
    }
