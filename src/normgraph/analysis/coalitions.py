"""Who stands with whom, and against whom, in one window of the Security Council's record."""

from collections.abc import Iterator

from normgraph.analysis.agreement import LIJPHART
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
from normgraph.analysis.coalition_runs import chance_tests, runs, stability
from normgraph.analysis.partition_stability import HUBERT
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.signed_backbone import NEAL, SERRANO, Backbone, signed_backbone
from normgraph.analysis.signed_spectrum import KUNEGIS
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
    tests = chance_tests(window, labels, chosen, draws)
    found = Coalitions(
        members=members(window, labels, others, chosen, tests),
        signed=window.network,
        backbone=signed_backbone(window.network, window.contested.ballots, backbone),
        kept=backbone,
        way=chosen,
        tests=tests,
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
            **period.as_parameters(),
            **chosen.parameters,
            "backbone": str(backbone),
            "draws": draws,
        },
        caveats=(*_limits(found), *coalition_caveats(*_size(window))),
    )


def _limits(found: Coalitions) -> Iterator[str]:
    """Yield what the tests and the other runs say against the coalitions."""
    tests = found.tests
    if tests.quality is None:
        yield "All pairs agree alike, so there is one community and nothing to test."
    if tests.camps and not tests.camps.beyond_chance:
        yield f"Two opposed camps are no more than chance gives ({told(tests.camps)})."
    if tests.coalitions and not tests.coalitions.beyond_chance:
        yield (
            "The division into coalitions is no more than chance gives: dealt ballots reach "
            f"as much signed modularity ({told(tests.coalitions)}). They do so by small groups "
            "of members, so this test is hard to pass where one large camp faces a few."
        )
    if found.way.dividing is Dividing.PLAIN:
        yield (
            "Plain Louvain is shown for comparison only: it takes no account of how much "
            "everybody agrees, and puts apart who never sat together."
        )
    named = {
        "other random numbers": found.stability.seeds,
        "finer and coarser coalitions": found.stability.resolutions,
        "the window a year earlier and later": found.stability.windows,
    }
    rand = [f"{value:.2f} with {name}" for name, value in named.items() if value is not None]
    if rand:
        yield (
            "Stability, as the adjusted Rand index with what is found otherwise (1 is the "
            f"same, 0 unrelated): {', '.join(rand)}."
        )


def told(test: ChanceTest) -> str:
    """Return a test in words, for a sentence.

    >>> told(ChanceTest(observed=0.9, expected=0.7, p_value=0.05, draws=19))
    '0.90, by chance 0.70 on average, p = 0.050 in 19 draws'
    """
    return (
        f"{test.observed:.2f}, by chance {test.expected:.2f} on average, "
        f"p = {test.p_value:.3f} in {test.draws} draws"
    )


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
