"""Figures of deadlock and of responses to crises: what each shows and how to read it."""

from normgraph.analysis.consistency import Consistency
from normgraph.analysis.crisis_deadlock import ANSWERS, Deadlock
from normgraph.analysis.deadlock_by_year import DeadlockByYear
from normgraph.analysis.instruments import INSTRUMENTS
from normgraph.analysis.response_interest import DELAY, RESPONSES, ResponseInterest
from normgraph.analysis.result import Result
from normgraph.analysis.severity import COUNTED
from normgraph.export.consistency_chart import consistency_chart
from normgraph.export.deadlock_by_year_chart import by_year_chart
from normgraph.export.deadlock_chart import deadlock_chart
from normgraph.export.interest_chart import interest_chart
from normgraph.export.picture import Picture, picture


@picture.register
def _(value: Deadlock, result: Result[object]) -> Picture:
    never = ", ".join(f"{ANSWERS[kind]} {count}" for kind, count in value.never().items())
    return Picture(
        "On which crises was the Security Council blocked, divided or late?",
        "Each row is a crisis, by its onset. Left, how many texts were put to the vote and "
        "which share of them failed, was vetoed, and of the resolutions was not unanimous; "
        "the darker, the higher; a dash has nothing to take a share of. Then what had begun "
        "before the onset; the days from the onset to the first of each kind, where a line is "
        "the range of what is known; and right, in outline, what is not on record at all. "
        "Nothing is added up to one score.",
        f"Table and dot chart of {len(value.crises)} crises. Without an answer on record at "
        f"or after the onset: {never}.",
        deadlock_chart(value),
    )


@picture.register
def _(value: DeadlockByYear, result: Result[object]) -> Picture:
    texts = sum(window.texts or 0 for window in value.windows)
    failed = sum(window.failed or 0 for window in value.windows)
    vetoed = sum(window.vetoed or 0 for window in value.windows)
    adopted = sum(window.resolutions for window in value.windows)
    divided = adopted - sum(window.unanimous for window in value.windows)
    each = "a year" if value.years == 1 else f"{value.years} years"
    return Picture(
        "How often do texts fail in the Security Council, and how often is it divided?",
        f"Each bar is {each}. Above, the share of texts put to the vote that failed; the dark "
        "part was vetoed, the rest lacked votes. In the middle, the share of resolutions with "
        "a vote against, an abstention or an absence. Below, the number of resolutions, "
        "without which the shares cannot be judged.",
        f"Bar charts from {value.windows[0].first} to {value.windows[-1].last}: of {texts} "
        f"texts put to the vote {failed} failed, {vetoed} of them vetoed; of {adopted} "
        f"resolutions {divided} were not unanimous.",
        by_year_chart(value),
    )


@picture.register
def _(value: Consistency, result: Result[object]) -> Picture:
    rho = (
        "cannot be given"
        if value.correlation is None
        else f"is {value.correlation:.2f} (Spearman, n = {len(value.graded)})"
    )
    used = "; ".join(f"{each.name} {value.coverage[each.key]}" for each in INSTRUMENTS)
    return Picture(
        "Which crises were answered with which instruments, and how grave were they?",
        f"Above, each sign is a crisis: {COUNTED[value.severity]} to the right, instruments "
        "used upwards; a line is the source's lowest to highest number, and named are crises "
        "whose place by one differs most from that by the other. Their rank correlation "
        f"{rho}. "
        "Below, each row is a crisis and each column an instrument: the number is the days "
        "from the onset to its first use (at least so many where a day is not known), darker "
        "is sooner, a cross is none on record. Crises without a figure stand apart.",
        f"Scatter chart and table of {len(value.crises)} crises by {len(INSTRUMENTS)} "
        f"instruments. Crises on which each was used: {used}.",
        consistency_chart(value),
    )


@picture.register
def _(value: ResponseInterest, result: Result[object]) -> Picture:
    tests = [each for each in value.tests if each.p_holm is not None]
    sides = (
        "Right of 0 a resolution on these crises came later, or never; left sooner."
        if value.response == DELAY
        else "Right of 0 these crises were answered with more, left with less."
    )
    small = sum(each.p_holm < 0.05 for each in tests if each.p_holm is not None)
    return Picture(
        "Are crises answered otherwise where a permanent member has an interest?",
        f"Each dot is the difference in the {RESPONSES[value.response]} between crises that "
        "touch the interest and others, within classes of severity; the line is its 95 % "
        f"interval. {sides} Beside "
        "each stand the numbers of crises, the p-value of the permutation test and the one "
        "adjusted for the number of tests. Where one side is empty there is no comparison.",
        f"Dot chart with intervals of {len(tests)} comparisons over {result.n} crises; after "
        f"adjustment {small} of them have a p-value below 0.05.",
        interest_chart(value),
    )
