"""What states said beside what they did: those that said something and those that did not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from normgraph.analysis.doings import NAMES, Did, Doing, Mask
from normgraph.analysis.period import Period
from normgraph.analysis.result import Result
from normgraph.analysis.rows import Rows, column
from normgraph.errors import UndefinedMeasureError
from normgraph.query.sayings import Saying

REFERENCE = (
    "On why this is no effect of the commitment: von Stein, J. (2005). Do Treaties Constrain "
    "or Screen? Selection Bias and Treaty Compliance. American Political Science Review 99(4), "
    "611-622; Simmons, B. A. and Hopkins, D. J. (2005). The Constraining Power of "
    "International Treaties: Theory and Methods. American Political Science Review 99(4), "
    "623-631. Interval: percentiles of a bootstrap over states."
)
#: With fewer on a side, drawing them anew says nothing of how far the mean could vary.
LEAST_STATES = 5
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """One outcome among the states that said something and those that did not."""

    outcome: str = column("What states did.")
    states_said: int = column("States that said it and have conduct on record.")
    acts_said: int = column("Acts of theirs that count, once they had said it.")
    share_said: float = column("Mean over these states of the share of their acts, 0 to 1.")
    said_low: float = column("Lower bound of the 95 percent interval of that mean.")
    said_high: float = column("Upper bound of the 95 percent interval of that mean.")
    states_not: int = column("States that did not say it and have conduct on record.")
    acts_not: int = column("Acts of theirs that count.")
    share_not: float = column("Mean over these states of the share of their acts, 0 to 1.")
    not_low: float = column("Lower bound of the 95 percent interval of that mean.")
    not_high: float = column("Upper bound of the 95 percent interval of that mean.")
    difference: float = column("Share of those that said it less that of the others.")
    low: float = column("Lower bound of the 95 percent interval of the difference.")
    high: float = column("Upper bound of the 95 percent interval of the difference.")


@dataclass(frozen=True, slots=True)
class Comparison(Rows):
    """The outcomes of one kind of conduct, for those that said something and the others."""

    row = Compared
    outcomes: tuple[Compared, ...]
    saying: str  #: what was said
    doing: str  #: what was done

    def rows(self) -> Sequence[Compared]:
        """Return the outcomes."""
        return self.outcomes


@dataclass(frozen=True, slots=True, eq=False)
class Tallied:
    """What each state did within the time that counts for it."""

    counts: Floats  #: outcomes by states
    acts: Floats  #: by state
    said: Mask  #: by state: whether it had said it


def said_and_did(
    saying: Saying,
    doing: Doing,
    period: Period,
    *,
    minimum_acts: int = 1,
    replicates: int = 1000,
    seed: int = 1,
) -> Result[Comparison]:
    """Compare what states did that had said something with what the others did.

    Of a state that said it, only acts from that day on count, until it took it back; of the
    others all acts since the day on which the first state said it. Each state has one share
    and counts the same, however many acts it has.

    Parameters
    ----------
    saying
        Who said it, and since when.
    doing
        The conduct of every state.
    period
        Acts outside do not count. Who says it after the period has not said it.
    minimum_acts
        States with fewer acts are left out; of no effect on crises of its own, of which each
        state counts once.
    replicates, seed
        Samples of the bootstrap, which draws states with replacement within the two groups,
        and where its random numbers begin.

    Raises
    ------
    UndefinedMeasureError
        When fewer than `LEAST_STATES` are on either side.

    References
    ----------
    See `REFERENCE`.
    """
    found = tallied(saying, doing, period)
    # Where once is as good as often no state has more than one act.
    kept = found.acts >= (1 if doing.once else max(minimum_acts, 1))
    sides = [np.flatnonzero(kept & found.said), np.flatnonzero(kept & ~found.said)]
    if min(side.size for side in sides) < LEAST_STATES:
        raise UndefinedMeasureError(
            f"With {NAMES[doing.kind]} between {period.first} and {period.last}, "
            f"{sides[0].size} states that said it and {sides[1].size} that did not are on "
            f"record; a comparison needs {LEAST_STATES} of each. Choose a longer period or "
            "other conduct, or show the states one by one."
        )
    shares = found.counts[:, kept] / found.acts[kept]
    place = np.cumsum(kept) - 1
    drawn = _drawn([shares[:, place[side]] for side in sides], replicates, seed)
    outcomes = tuple(
        _compared(number, name, found, sides, shares[:, place], drawn)
        for number, name in enumerate(doing.outcomes)
    )
    sources = {key for said in saying.said.values() for key in said.sources}
    return Result(
        value=Comparison(outcomes, saying.name, NAMES[doing.kind]),
        measure="difference in the mean share of acts between states that said it and others",
        reference=REFERENCE,
        n=int(sides[0].size + sides[1].size),
        unit="states with conduct on record",
        sources=tuple(sorted(sources | set(doing.sources))),
        parameters={
            "said": saying.key,
            "did": str(doing.kind),
            **period.as_parameters(),
            "minimum_acts": minimum_acts,
            "replicates": replicates,
            "seed": seed,
        },
        caveats=caveats(saying, doing),
    )


def tallied(saying: Saying, doing: Doing, period: Period) -> Tallied:
    """Return what each state did in the time that counts for it."""
    first, last = period.first.toordinal(), period.last.toordinal()
    began = min((each.since.toordinal() for each in saying.said.values()), default=first)
    spans = [saying.said.get(state) for state in doing.states]
    said = np.array([span is not None and span.since <= period.last for span in spans])
    since = np.array(
        [
            span.since.toordinal() if span and held else max(first, began)
            for span, held in zip(spans, said, strict=True)
        ]
    )
    until = np.array(
        [span.until.toordinal() if span and span.until else last for span in spans]
    )
    until = np.where(said, until, last)
    within = (np.maximum(since, first)[:, None] <= doing.days) & (
        doing.days <= np.minimum(until, last)[:, None]
    )
    counts = (doing.came & within).sum(axis=2).astype(float)
    acts = (doing.counted & within).sum(axis=1).astype(float)
    if doing.once:
        counts, acts = (counts > 0).astype(float), (acts > 0).astype(float)
    return Tallied(counts, acts, said)


def _drawn(sides: Sequence[Floats], replicates: int, seed: int) -> list[Floats]:
    """Return the means of the samples of both sides, outcomes by samples."""
    chance = np.random.default_rng(seed)
    means = []
    for shares in sides:
        size = shares.shape[1]
        chosen = chance.multinomial(size, np.full(size, 1 / size), replicates)
        means.append(shares @ chosen.T / size)
    return means


def _compared(
    number: int,
    name: str,
    found: Tallied,
    sides: Sequence[npt.NDArray[np.int64]],
    shares: Floats,
    drawn: Sequence[Floats],
) -> Compared:
    said, silent = (float(shares[number, side].mean()) for side in sides)
    bounds = [np.percentile(each[number], (2.5, 97.5)) for each in drawn]
    low, high = np.percentile(drawn[0][number] - drawn[1][number], (2.5, 97.5))
    return Compared(
        outcome=name,
        states_said=int(sides[0].size),
        acts_said=int(found.acts[sides[0]].sum()),
        share_said=said,
        said_low=float(bounds[0][0]),
        said_high=float(bounds[0][1]),
        states_not=int(sides[1].size),
        acts_not=int(found.acts[sides[1]].sum()),
        share_not=silent,
        not_low=float(bounds[1][0]),
        not_high=float(bounds[1][1]),
        difference=said - silent,
        low=float(low),
        high=float(high),
    )


def caveats(saying: Saying, doing: Doing) -> tuple[str, ...]:
    """Return what the comparison does not show."""
    told = list(_of_list(saying))
    told += [
        "This is no effect of the commitment: states choose what they say, and those that say "
        "it differ in much else that also bears on what they do (von Stein 2005; Simmons and "
        "Hopkins 2005).",
        "A ballot answers a text, not a norm: a vote against can reject a one-sided text, and "
        "a vote in favour costs little.",
        "States of one region act alike, so the interval, which draws them one by one, is too "
        "narrow; where all states of a side did the same it has no width at all.",
        "Those that said it late had less time in which to act, and states differ in when they "
        "were there at all, so the two sides are not about the same texts.",
        *_OF_KIND.get(doing.kind, ()),
    ]
    return tuple(told)


def _of_list(saying: Saying) -> Sequence[str]:
    if saying.published is None:
        return ()
    known = len(saying.said)
    told = [
        f"A list shows who had said it by its day; the latest, of {saying.listed}, counts "
        f"{saying.published}, of whom or of earlier ones {known} states are known by name."
    ]
    if known < saying.published * 0.9:
        told.append(
            "So many that said it stand among those that did not; the difference says little."
        )
    return told


_ASSEMBLY = (
    "The graph holds chosen texts of the Assembly and the Human Rights Council, not all of "
    "them; texts adopted without a vote have no ballots."
)
_SPONSORS = (
    "Only texts with sponsors on record count; of the Council these are resolutions since "
    "2000, which mostly its members sponsor, and the members change."
)
_OF_KIND: Mapping[Did, Sequence[str]] = {
    Did.COUNCIL: (
        "Only members of the Council cast these ballots, and the permanent members cast most.",
        "Which texts concern a crisis is an editorial mapping; contested are those on which "
        "some member voted against or abstained.",
    ),
    Did.ASSEMBLY: (_ASSEMBLY,),
    Did.R2P: (_ASSEMBLY, "Ballots by name are on record for A/RES/75/277 only."),
    Did.RIGHTS: (
        _ASSEMBLY,
        "The members of the Human Rights Council are elected for three years.",
    ),
    Did.COUNCIL_SPONSOR: (_SPONSORS,),
    Did.ASSEMBLY_SPONSOR: (_SPONSORS, _ASSEMBLY),
    Did.OWN: (
        "A crisis counts if it began once the state had said it; one that had begun before "
        "does not, however long it went on.",
        "Parts and findings are those of the documents named, never normgraph's own; a place "
        "says nothing of who is responsible, and an allegation is not a finding.",
        "Courts of persons judge persons: where one found crimes, as at Nuremberg, that is no "
        "judgment of the state to which the crisis is tied here.",
        "Findings about armed forces and groups, such as the Tatmadaw of Myanmar, stand under "
        "their own names and count for no state: a zero here acquits nobody.",
    ),
}
