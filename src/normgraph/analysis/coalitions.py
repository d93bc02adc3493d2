"""Who stands with whom, and against whom, in one window of the Security Council's record."""

from collections.abc import Iterator

from normgraph.analysis.ballot_permutation import PHIPSON, ChanceTest
from normgraph.analysis.coalition_division import (
    REFERENCES,
    Dividing,
    Way,
    Window,
    by_seat,
    coalition_caveats,
    divide,
    shifted,
    window_of,
)
from normgraph.analysis.coalition_members import Coalitions, members
from normgraph.analysis.coalition_runs import chance_tests, quality, runs, stability
from normgraph.analysis.partition_stability import HUBERT
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.signed_backbone import NEAL, SERRANO, Backbone, signed_backbone
from normgraph.analysis.signed_spectrum import KUNEGIS
from normgraph.analysis.voting_network import LIJPHART
from normgraph.errors import QueryError
from normgraph.query.council import Council

#: Years. In windows much longer most members never sat together.
LONGEST = 10


def coalitions(
    council: Council,
    period: Period,
    way: Way | None = None,
    *,
    backbone: Backbone = Backbone.PERMUTATION,
    draws: int = 199,
) -> Result[Coalitions]:
    """Return the coalitions of the members of the Council in ``period``.

    Parameters
    ----------
    council
        The whole record: the window shifted by a year is compared too.
    period
        At most ten years.
    way
        How coalitions are found: the division with the highest signed modularity, two camps
        by the signed Laplacian, or Louvain on raw agreement for comparison.
    backbone
        Which pairs count as standing together, or apart, beyond chance.
    draws
        How often chance deals the ballots anew.

    Raises
    ------
    QueryError
        When the period is too long.
    UndefinedMeasureError
        When no decision was contested, or no two members share enough of them.

    References
    ----------
    Signed modularity: Gómez, Jensen and Arenas (2009). Two camps: Kunegis et al. (2010).
    Backbone: Neal (2014). Chance: Phipson and Smyth (2010). Stability: Hubert and Arabie
    (1985).
    """
    chosen = way or Way()
    if shifted(Period(period.first, period.first), LONGEST).first <= period.last:
        message = (
            f"A window of coalitions has at most {LONGEST} years, for in a longer one most "
            "members never sat together. Choose a shorter one, or coalitions over time."
        )
        raise QueryError(message)
    window = window_of(council, period, chosen)
    labels = divide(window.compared, chosen)
    others = runs(council, period, window, chosen)
    clearness, camps = chance_tests(window, chosen, draws)
    found = Coalitions(
        members=members(window, labels, others, chosen),
        signed=window.network,
        backbone=signed_backbone(window.network, window.contested.ballots, backbone),
        kept=backbone,
        way=chosen,
        quality=quality(window.compared, labels),
        clearness=clearness,
        camps=camps,
        stability=stability(by_seat(window.compared, labels), others),
        period=period,
    )
    return Result(
        value=found,
        measure=f"coalitions by {chosen.dividing} of agreement on contested decisions less its "
        "mean over pairs",
        reference=_reference(chosen, backbone),
        n=len(window.contested.decisions),
        unit="contested decisions",
        sources=window.contested.sources(),
        parameters={
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            **chosen.parameters,
            "backbone": str(backbone),
            "draws": draws,
        },
        caveats=(*findings(found), *coalition_caveats(*_size(window))),
    )


def findings(found: Coalitions) -> tuple[str, ...]:
    """Return, in sentences, whether the coalitions are more than chance, and how stable."""
    sentences = [*_beyond_chance(found)]
    named = {
        "other random numbers": found.stability.seeds,
        "finer and coarser coalitions": found.stability.resolutions,
        "the window a year earlier and later": found.stability.windows,
    }
    told = [f"{value:.2f} with {name}" for name, value in named.items() if value is not None]
    if told:
        sentences.append(
            f"Stability, as the adjusted Rand index with what is found otherwise (1 is the "
            f"same, 0 unrelated): {', '.join(told)}."
        )
    return tuple(sentences)


def _beyond_chance(found: Coalitions) -> Iterator[str]:
    if found.camps is None:
        yield "All pairs agree alike, so there is one community and nothing to test."
        return
    told = f"balance {found.camps.observed:.2f}, by chance {found.camps.expected:.2f}"
    if found.camps.beyond_chance:
        yield f"Two opposed camps stand out beyond chance ({told}, {_p(found.camps)})."
    else:
        yield f"Two opposed camps are no more than chance gives ({told}, {_p(found.camps)})."
    if found.clearness is not None:
        test = found.clearness
        told = (
            f"signed modularity {test.observed:.2f}, by chance {test.expected:.2f}, {_p(test)}"
        )
        if test.beyond_chance:
            yield f"The division into coalitions is clearer than chance gives ({told})."
        else:
            yield (
                f"The division into coalitions is no clearer than chance gives ({told}); "
                "signed modularity finds small groups in dealt ballots too, so this test is "
                "hard to pass where one large camp faces a few members."
            )
    if found.way.dividing is Dividing.PLAIN:
        yield (
            "Plain Louvain is shown for comparison only: it takes no account of how much "
            "everybody agrees, and puts apart who never sat together."
        )


def _p(test: ChanceTest) -> str:
    return f"p = {test.p_value:.3f} in {test.draws} draws"


def _reference(way: Way, backbone: Backbone) -> str:
    kept = {Backbone.DISPARITY: SERRANO, Backbone.ALL: ""}.get(backbone, NEAL)
    parts = (
        REFERENCES[way.dividing],
        f"Agreement: {LIJPHART}",
        f"Two camps: {KUNEGIS}" if way.dividing is not Dividing.SPECTRAL else "",
        f"Chance: {PHIPSON}",
        f"Backbone: {kept}" if kept else "",
        f"Stability: {HUBERT}",
    )
    return " ".join(filter(None, parts))


def _size(window: Window) -> tuple[int, int]:
    """Return the number of contested decisions, and of members that nobody is compared with."""
    alone = len(window.network.states) - len(window.compared.states)
    return len(window.contested.decisions), alone
