"""In how many windows coalitions keep two permanent members apart, by way of dividing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from normgraph.analysis.coalition_division import (
    REFERENCES,
    Dividing,
    Way,
    by_seat,
    coalition_caveats,
    divide,
    window_of,
)
from normgraph.analysis.coalition_lines import windows
from normgraph.analysis.partition_stability import Division
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.signed_network import CONTINUED_BY
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council


@dataclass(frozen=True, slots=True)
class Divide:
    """Two permanent members, and in how many windows they are in different coalitions."""

    state: str = column("Key of one state; of a seat that was continued, the later one.")
    state_name: str = column("Its name.")
    state_b: str = column("Key of the other state.")
    state_b_name: str = column("Its name.")
    windows: int = column("Windows in which both can be compared.")
    signed_modularity: int = column("Of these, windows apart by signed modularity.")
    signed_spectral: int = column("Windows apart by the signed spectral division in two.")
    plain_louvain: int = column("Windows apart by plain Louvain on raw agreement.")
    together_in_modularity: str = column("Windows together by signed modularity.")
    together_in_spectral: str = column("Windows together by the signed spectral division.")


@dataclass(frozen=True, slots=True, eq=False)
class Divides(Rows):
    """All pairs of states that held permanent seats in the same window."""

    row = Divide
    pairs: tuple[Divide, ...]  #: most often apart by signed modularity first
    windows: int  #: in which coalitions could be found

    def rows(self) -> Sequence[Divide]:
        """Return the pairs."""
        return self.pairs


def coalition_divides(
    council: Council, period: Period, way: Way | None = None, *, years: int = 5
) -> Result[Divides]:
    """Return in how many windows each pair of permanent members is kept apart.

    Parameters
    ----------
    council
        The whole record.
    period
        Windows begin with its first year.
    way
        Its ``dividing`` has no effect: all ways are compared.
    years
        Length of a window.

    Raises
    ------
    UndefinedMeasureError
        When in no window two permanent members can be compared.

    References
    ----------
    See `coalitions` for the divisions.
    """
    chosen = way or Way()
    found: list[tuple[str, dict[Dividing, Division]]] = []
    names: dict[str, str] = {}
    sources: set[str] = set()
    decided = []
    for part in windows(period, years):
        try:
            window = window_of(council, part, chosen)
        except UndefinedMeasureError:
            continue
        network = window.compared
        held = {
            CONTINUED_BY.get(state, state): name
            for state, name, seat in zip(
                network.states, network.names, network.permanent, strict=True
            )
            if seat
        }
        names |= held
        divisions = {
            each: by_seat(network, divide(network, replace(chosen, dividing=each)))
            for each in Dividing
        }
        label = f"{part.first.year}\u2013{part.last.year}"
        found.append((label, {w: {s: d[s] for s in held} for w, d in divisions.items()}))
        sources.update(window.contested.sources())
        decided.append(len(window.contested.decisions))
    pairs = [
        _divide(one, other, names, found)
        for one, other in combinations(sorted(names), 2)
        if any(one in its[Dividing.PLAIN] and other in its[Dividing.PLAIN] for _, its in found)
    ]
    if not pairs:
        message = (
            f"In no window from {period.first} to {period.last} can two permanent members be "
            "compared. Choose longer windows."
        )
        raise UndefinedMeasureError(message)
    return Result(
        value=Divides(
            tuple(sorted(pairs, key=lambda p: (-p.signed_modularity, p.state, p.state_b))),
            len(found),
        ),
        measure="windows in which two permanent members are in different coalitions",
        reference=" ".join(dict.fromkeys(REFERENCES.values())),
        n=sum(decided),
        unit="contested decisions",
        sources=tuple(sorted(sources)),
        parameters={
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "years": years,
            **{key: value for key, value in chosen.parameters.items() if key != "dividing"},
        },
        caveats=coalition_caveats(min(decided), 0),
    )


def _divide(
    one: str,
    other: str,
    names: dict[str, str],
    found: Sequence[tuple[str, dict[Dividing, Division]]],
) -> Divide:
    apart = dict.fromkeys(Dividing, 0)
    together: dict[Dividing, list[str]] = {each: [] for each in Dividing}
    both = 0
    for label, divisions in found:
        if one not in divisions[Dividing.PLAIN] or other not in divisions[Dividing.PLAIN]:
            continue
        both += 1
        for each, division in divisions.items():
            if division[one] == division[other]:
                together[each].append(label)
            else:
                apart[each] += 1
    return Divide(
        state=one,
        state_name=names[one],
        state_b=other,
        state_b_name=names[other],
        windows=both,
        signed_modularity=apart[Dividing.MODULARITY],
        signed_spectral=apart[Dividing.SPECTRAL],
        plain_louvain=apart[Dividing.PLAIN],
        together_in_modularity=", ".join(together[Dividing.MODULARITY]),
        together_in_spectral=", ".join(together[Dividing.SPECTRAL]),
    )
