"""Figures of norm diffusion and contestation: what each shows and how to read it."""

from normgraph.analysis.contestation import AGAINST, STANCES, By, Contestation
from normgraph.analysis.diffusion_fit import FittedCurves, FittedParameter, FittedParameters
from normgraph.analysis.first_adopters import Adoption, Category
from normgraph.analysis.hazard_rows import SurvivalCurves, SurvivalSummary, YearlyHazard
from normgraph.analysis.norm_language import By as LanguageBy
from normgraph.analysis.norm_language import LanguageTable
from normgraph.analysis.result import Result
from normgraph.analysis.said_and_did import Comparison
from normgraph.analysis.said_rows import StateRecords
from normgraph.analysis.survival import LogRank
from normgraph.export.diffusion_chart import adopters_chart, fitted_chart, parameters_chart
from normgraph.export.language_chart import MOST_LINES, contestation_chart, language_chart
from normgraph.export.picture import Picture, picture
from normgraph.export.said_chart import comparison_chart, states_chart
from normgraph.export.survival_chart import hazard_chart, summary_chart, survival_chart


@picture.register
def _(value: SurvivalCurves, result: Result[object]) -> Picture:
    ends = {step.group: step.share_not_party for step in value.steps}
    told = "; ".join(f"{group} {share:.0%}" for group, share in ends.items())
    ways = (
        " Each line is a way of committing and falls by the share that committed in that way."
        if value.ways
        else ""
    )
    return Picture(
        f"How long did states take to commit to “{value.title}”?",
        "Each line is a group of states. It begins at 100% on the day from which a state could "
        "commit and steps down whenever some commit; states that ended or had not committed by "
        "the last day leave the count without a step. The bands are 95 percent intervals of "
        f"each share.{ways}{_tested(value.test)}",
        f"Step curves of the share of states not yet party to {value.title} by years since "
        f"they could commit, {result.n} states. Not yet party at the end: {told}.",
        survival_chart(value),
    )


@picture.register
def _(value: YearlyHazard, result: Result[object]) -> Picture:
    most = max(value.years, key=lambda year: (year.committed, -year.year))
    return Picture(
        f"In which year did states commit to “{value.title}”, if they had not before?",
        "Each row is a group of states, each dot a year since they could commit. Its height is "
        "the share of those not yet party when the year began that committed within it; the "
        "line through it is the 95 percent interval, long where few are left."
        f"{_tested(value.test)}",
        f"Dots of the yearly hazard of commitment to {value.title}, {result.n} states. Most "
        f"commitments in one year of one group: {most.committed} of {most.at_risk} at risk, "
        f"{most.group}, year {most.year}.",
        hazard_chart(value),
    )


@picture.register
def _(value: SurvivalSummary, result: Result[object]) -> Picture:
    told = "; ".join(
        f"{group.group} {'not reached' if group.median_years is None else group.median_years}"
        for group in value.groups
    )
    return Picture(
        f"By when had half of the states committed to “{value.title}”?",
        "Each dot is the number of years since they could by which half of the states of a "
        "group had committed; there is none where half have not. The line is its 95 percent "
        f"interval, with an arrow where the interval has no end.{_tested(value.test)}",
        f"Median years to commitment to {value.title} by group, {result.n} states: {told}.",
        summary_chart(value),
    )


@picture.register
def _(value: Adoption, result: Result[object]) -> Picture:
    tally = {
        category.value: sum(each.category == category.value for each in value.adopters)
        for category in Category
    }
    told = "; ".join(f"{number} {name}" for name, number in tally.items() if number)
    first, last = value.adopters[0], value.adopters[-1]
    return Picture(
        f"In which order did states commit to “{value.title}”?",
        "Each mark is a state, on the day of its consent and at its place in the order; states "
        "of the same day stand above each other. Colour and form tell its category: the first "
        "2.5 percent, the next 13.5, 34, 34, and the last 16.",
        f"Marks of {result.n} states from {first.name} on {first.day} to {last.name} on "
        f"{last.day}: {told}.",
        adopters_chart(value),
    )


@picture.register
def _(value: FittedCurves, result: Result[object]) -> Picture:
    return Picture(
        f"Does the number of parties to “{value.title}” follow an S-curve?",
        "The dots are the states that had consented by the end of each full year. The lines "
        "are the logistic curve and Bass's curve that lie nearest to all of them, the bands "
        "where the curves lie in 95 percent of samples of states. "
        f"{_fitted(value.parameters)}.",
        f"Counts of {result.n} states with two fitted curves. {_fitted(value.parameters)}. "
        f"{value.eligible} states ever could commit.",
        fitted_chart(value),
    )


@picture.register
def _(value: FittedParameters, result: Result[object]) -> Picture:
    return Picture(
        f"Which S-curve lies nearest to the number of parties to “{value.title}”?",
        "Each row is a parameter of a curve with a scale of its own: the dot is its estimate, "
        "the line its 95 percent interval over samples of states.",
        f"Parameters of two curves fitted to {result.n} states. {_fitted(value.parameters)}.",
        parameters_chart(value),
    )


@picture.register
def _(value: LanguageTable, result: Result[object]) -> Picture:
    referring = sum(line.references for line in value.lines)
    if value.by is LanguageBy.YEAR:
        return Picture(
            "Which share of the Council's texts speaks of the responsibility to protect?",
            "The bars count coded texts of each year by level, resolutions above and "
            "presidential statements below; the three dark shades count as references. The "
            "line between them is the share of all resolutions of the year that refer to it.",
            f"Bars of {result.n} coded texts by year, {referring} of them references, and the "
            f"share of resolutions: {_shares(value)}.",
            language_chart(value),
        )
    what = {
        LanguageBy.TOTAL: "kind of text",
        LanguageBy.CRISIS: "crisis",
        LanguageBy.ITEM: "agenda item",
    }[value.by]
    shown = min(len(value.lines), MOST_LINES)
    first = value.lines[0]
    return Picture(
        "On what does the Council speak of the responsibility to protect?",
        f"Each bar is a {what} and counts its coded texts by level; the three dark "
        "shades count as references. Beside it stands how many of all its texts in the "
        f"period refer to the norm. {shown} of {len(value.lines)} are drawn; the table has "
        "all.",
        f"Bars of coded texts by {what}; first: {first.name}, {first.references} of "
        f"{first.texts}.",
        language_chart(value),
    )


@picture.register
def _(value: Contestation, result: Result[object]) -> Picture:
    tally = {s: sum(int(getattr(line, s)) for line in value.lines) for s in STANCES}
    told = ", ".join(f"{stance} {number}" for stance, number in tally.items() if number)
    against = sum(tally[stance] for stance in AGAINST)
    changed = [f"{line.name} ({line.change})" for line in value.lines if line.change]
    what = {By.YEAR: "a year", By.ACTOR: "an actor", By.REGION: "a regional group"}[value.by]
    sides = f" On both sides: {'; '.join(changed)}." if changed else ""
    turned = "upwards" if value.by is By.YEAR else "to the right"
    shown = ""
    if value.by is not By.YEAR and len(value.lines) > MOST_LINES:
        shown = f" {MOST_LINES} of {len(value.lines)} are drawn; the table has all."
    return Picture(
        f"Who endorsed the norm “{value.norm}”, and who contested it?",
        f"Each bar is {what}. Engagements that put the norm forward, endorse, invoke or adapt "
        f"it are counted {turned}, those that contest or breach it the other way.{shown}",
        f"Diverging bars of {result.n} engagements: {told}; {against} against the norm.{sides}",
        contestation_chart(value),
    )


@picture.register
def _(value: Comparison, result: Result[object]) -> Picture:
    told = "; ".join(
        f"{each.outcome}: {each.share_said:.0%} against {each.share_not:.0%}, difference "
        f"{100 * each.difference:+.0f} points ({100 * each.low:+.0f} to {100 * each.high:+.0f})"
        for each in value.outcomes
    )
    first = value.outcomes[0]
    return Picture(
        f"Said: {value.saying}. Did: {value.doing}. How do they go together?",
        f"Each row is something states did. The circle is the mean share among the "
        f"{first.states_said} states that had said it, the diamond among the "
        f"{first.states_not} that had not; the lines are 95 percent intervals. The two differ "
        "in much else, so this is no effect of what was said.",
        f"Dots of mean shares of {result.n} states. {told}.",
        comparison_chart(value),
    )


@picture.register
def _(value: StateRecords, result: Result[object]) -> Picture:
    with_ballots = sum(value.in_favour(each) is not None for each in value.states)
    return Picture(
        "What did each state say, and what did it do?",
        f"The picture shows one pair of the many columns of the table: each mark is a state "
        f"with ballots in the {value.body}, at its share of ballots in favour, by whether it "
        f"had said it ({value.saying}); rows are regional groups.",
        f"Marks of {with_ballots} of {result.n} states by regional group and share of ballots "
        f"in favour in the {value.body}.",
        states_chart(value),
    )


def _tested(test: LogRank | None) -> str:
    if test is None:
        return ""
    small = "below 0.001" if test.p < 0.001 else f"{test.p:.3f}"
    return (
        f" Log-rank test of the groups: chi-squared {test.statistic:.1f} with {test.degrees} "
        f"{'degree' if test.degrees == 1 else 'degrees'} of freedom, p {small}."
    )


def _fitted(parameters: tuple[FittedParameter, ...]) -> str:
    models = dict.fromkeys(each.model for each in parameters)
    return "; ".join(
        f"{model}: "
        + ", ".join(
            f"{each.parameter} {each.value:.3g} ({each.low:.3g} to {each.high:.3g})"
            for each in parameters
            if each.model == model
        )
        + f", AIC {next(each.aic for each in parameters if each.model == model):.0f}"
        for model in models
    )


def _shares(value: LanguageTable) -> str:
    return ", ".join(
        f"{line.matter} {line.share:.0%}" for line in value.lines if line.share is not None
    )
