"""In how many windows coalitions keep two permanent members apart, by way of dividing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from normgraph.analysis.coalition_division import (
    REFERENCES,
    Dividing,
    Way,
    Window,
    by_seat,
    coalition_caveats,
    divide_each,
    window_of,
)
from normgraph.analysis.coalition_lines import windows
from normgraph.analysis.partition_stability import Division
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.analysis.signed_network import CONTINUED_BY, SignedNetwork
from normgraph.errors import UndefinedMeasureError
from normgraph.query.council import Council

#: Plain Louvain without the elected members.
_AMONG = "among permanent members"


@dataclass(frozen=True, slots=True)
class Divide:
    """Two permanent members, and in how many windows they are in different coalitions."""

    state: str = column("Key of one state; of a seat that was continued, the later one.")
    state_name: str = column("Its name; of a seat that was continued, both names.")
    state_b: str = column("Key of the other state.")
    state_b_name: str = column("Its name.")
    windows: int = column("Windows in which both can be compared.")
    signed_modularity: int = column("Of these, windows apart by signed modularity.")
    signed_spectral: int = column("Windows apart by the signed spectral division in two.")
    plain_louvain: int = column("Windows apart by plain Louvain on raw agreement.")
    plain_among_permanent: int = column(
        "Windows apart by plain Louvain on raw agreement among permanent members alone."
    )
    together_in_modularity: str = column("Windows together by signed modularity.")
    together_in_spectral: str = column("Windows together by the signed spectral division.")


@dataclass(frozen=True, slots=True, eq=False)
class Divides(Rows):
    """All pairs of states that held permanent seats and were compared in some window."""

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
    labels, found = _compared(council, windows(period, years), chosen)
    names = _holders(found)
    compared = [window.compared for window in found]
    among = [network.of(np.array(network.permanent)) for network in compared]
    divisions: dict[str, Sequence[Division]] = {
        each: _divisions(compared, replace(chosen, dividing=each)) for each in Dividing
    }
    divisions[_AMONG] = _divisions(among, replace(chosen, dividing=Dividing.PLAIN))
    pairs = [
        pair
        for one, other in combinations(sorted(names), 2)
        if (pair := _divide(one, other, names, labels, divisions)).windows
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
        n=sum(len(window.contested.decisions) for window in found),
        unit="contested decisions",
        sources=tuple(sorted({key for each in found for key in each.contested.sources()})),
        parameters={
            **period.as_parameters(),
            "years": years,
            **{key: value for key, value in chosen.parameters.items() if key != "dividing"},
        },
        caveats=coalition_caveats(*_fewest(labels, found)),
    )


def _compared(
    council: Council, parts: Iterable[Period], way: Way
) -> tuple[list[str], list[Window]]:
    """Return the windows in which coalitions can be found, and their years."""
    labels, found = [], []
    for part in parts:
        try:
            found.append(window_of(council, part, way))
        except UndefinedMeasureError:
            continue
        labels.append(f"{part.first.year}\u2013{part.last.year}")
    return labels, found


def _fewest(labels: Sequence[str], found: Sequence[Window]) -> tuple[int, int, str]:
    sizes = [len(window.contested.decisions) for window in found]
    return min(sizes), 0, f" in {labels[sizes.index(min(sizes))]}"


def _holders(found: Sequence[Window]) -> dict[str, str]:
    """Return the names of the states that held permanent seats; of a continued seat, both."""
    names: dict[str, dict[str, None]] = {}
    for window in found:
        network = window.compared
        described = zip(network.states, network.names, network.permanent, strict=True)
        for state, name, permanent in described:
            if permanent:
                names.setdefault(CONTINUED_BY.get(state, state), {})[name] = None
    return {state: _joined(list(own)) for state, own in names.items()}


def _joined(names: Sequence[str]) -> str:
    """Return all names as one; a window in which both states voted has it already."""
    longest = max(names, key=len)
    return longest if all(name in longest for name in names) else ", ".join(names)


def _divisions(networks: Sequence[SignedNetwork], way: Way) -> list[Division]:
    labels = divide_each(networks, way)
    return [by_seat(network, its) for network, its in zip(networks, labels, strict=True)]


def _divide(
    one: str,
    other: str,
    names: Mapping[str, str],
    labels: Sequence[str],
    divisions: Mapping[str, Sequence[Division]],
) -> Divide:
    both = [
        place
        for place, division in enumerate(divisions[_AMONG])
        if one in division and other in division
    ]
    together = {
        way: [labels[place] for place in both if its[place][one] == its[place][other]]
        for way, its in divisions.items()
    }
    apart = {way: len(both) - len(same) for way, same in together.items()}
    return Divide(
        state=one,
        state_name=names[one],
        state_b=other,
        state_b_name=names[other],
        windows=len(both),
        signed_modularity=apart[Dividing.MODULARITY],
        signed_spectral=apart[Dividing.SPECTRAL],
        plain_louvain=apart[Dividing.PLAIN],
        plain_among_permanent=apart[_AMONG],
        together_in_modularity=", ".join(together[Dividing.MODULARITY]),
        together_in_spectral=", ".join(together[Dividing.SPECTRAL]),
    )
