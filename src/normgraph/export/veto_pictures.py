"""Figures of vetoes, failed texts and other rules: what each shows and how to read it."""

from collections import Counter

from normgraph.analysis.counterfactual import Change, Replay
from normgraph.analysis.failed_drafts import FailedTexts
from normgraph.analysis.replay_totals import ReplayTotals
from normgraph.analysis.result import Result
from normgraph.analysis.veto_counts import VetoedCounts
from normgraph.analysis.veto_profile import VetoProfile
from normgraph.analysis.voting_rule import Barred, Override, Rule
from normgraph.export.picture import Picture, picture
from normgraph.export.replay_chart import replay_chart, totals_chart
from normgraph.export.veto_chart import counts_chart, failed_chart, profile_chart


@picture.register
def _(value: VetoProfile, result: Result[object]) -> Picture:
    sole = sum(bool(vote.sole_blocker) for vote in value.votes)
    alone = sum(vote.isolation == 1 for vote in value.votes)
    several = sum(vote.vetoes > 1 for vote in value.votes)
    return Picture(
        "Who vetoed each vetoed text, and how alone did they stand?",
        "Each sign is a vetoed vote, in the row of the seat that vetoed; a vote vetoed by two "
        "seats stands in both rows. Its height is the share in favour among the members that "
        "took part and did not veto: at 100 % everyone else was in favour. It cannot be much "
        "lower than drawn, for without a majority there is no veto. Colour and form tell how "
        "many members vetoed; where signs lie over each other they are darker.",
        f"Signs of {len(value.votes)} vetoed votes, {several} of them vetoed by more than one "
        f"member. On {sole} nobody but one permanent member voted against; on {alone} everyone "
        "who did not veto was in favour.",
        profile_chart(value),
    )


@picture.register
def _(value: VetoedCounts, result: Result[object]) -> Picture:
    whole = value.counts[-1]
    return Picture(
        "How many votes were vetoed, by one, two or three members?",
        f"Each bar is the number of vetoed votes by {value.by}; its parts tell by how many "
        "members they were vetoed. One side counts every separate vote, paragraphs and "
        "amendments too, the other only drafts on the UN library's list of vetoes.",
        f"Bars of {whole.votes} vetoed votes: {whole.single} vetoed by one member, "
        f"{whole.double} by two, {whole.triple} by three. On the list: "
        f"{'no value' if whole.listed is None else whole.listed}.",
        counts_chart(value),
    )


@picture.register
def _(value: FailedTexts, result: Result[object]) -> Picture:
    known = [text for text in value.texts if text.missing is not None]
    opposed = sum(bool(text.would_be_vetoed) for text in known)
    lacking = Counter(text.missing for text in known)
    told = ", ".join(f"{number} lacked {votes}" for votes, number in sorted(lacking.items()))
    return Picture(
        "Which texts failed without a veto, and how many votes did they lack?",
        "Each disc is a text, or several of one day, that had too few votes in favour; its "
        "height is how many it lacked. In the upper row a permanent member voted against, so "
        "that with the votes it lacked the text would have been vetoed all the same. Texts of "
        "whose ballots nothing is known are only in the table.",
        f"Discs of {len(known)} texts that failed without a veto: {told} votes. Against "
        f"{opposed} of them a permanent member voted.",
        failed_chart(value),
    )


@picture.register
def _(value: Replay, result: Result[object]) -> Picture:
    changes = Counter(text.change for text in value.texts)
    failed = sum(text.actual != "adopted" for text in value.texts)
    return Picture(
        f"Which texts would pass or fail under another rule: {told(value.rule)}?",
        "A static replay: the ballots stay as they were cast. Bars above are the texts that "
        "failed, by decade; dark, those that pass under the rule; in greys, those that it too "
        "would see vetoed or short of votes. Texts that were adopted appear only where they "
        "would fail or might. Below, who would still block.",
        f"Bars of {failed} texts that failed, of which {changes[Change.ADOPTION]} pass under "
        f"the rule and {changes[Change.POSSIBLE_ADOPTION]} might; of the texts adopted "
        f"{changes[Change.FAILURE]} fail and {changes[Change.POSSIBLE_FAILURE]} might.",
        replay_chart(value),
    )


@picture.register
def _(value: ReplayTotals, result: Result[object]) -> Picture:
    whole = value.totals[-1]
    by_rule = value.by == "rule"
    said = "; ".join(f"{each.name}: {each.pass_instead} pass" for each in value.totals[:20])
    return Picture(
        "What would several rules of voting make of the same votes?"
        if by_rule
        else "How many texts would pass or fail under another rule, when and on what?",
        "A static replay: the ballots stay as they were cast. On the left the texts that "
        "failed: dark, those that pass under the rule; light, those that would depend on seats "
        "nobody held; in greys, those that fail still. On the right the texts that were "
        "adopted and fail or may fail. What is vetoed under the rule includes texts that only "
        "might have the votes. The two sides have scales of their own; groups in which "
        "nothing failed and nothing changes are only in the table.",
        f"Bars by {value.by} of {whole.failed} texts that failed and {whole.adopted} that were "
        f"adopted. Of the failed: {said}.",
        totals_chart(value),
    )


def told(rule: Rule) -> str:
    """Return a rule in words.

    >>> told(Rule()), told(Rule(vetoes=2))
    ('the Charter', '2 vetoes needed to block')
    """
    parts = []
    if str(rule.majority) != "charter":
        parts.append(f"a majority of {rule.majority}")
    if rule.vetoes == 0:
        parts.append("no veto")
    elif rule.vetoes > 1:
        parts.append(f"{rule.vetoes} vetoes needed to block")
    if rule.barred is Barred.CRISIS:
        parts.append("veto barred on every crisis on record")
    if rule.barred is Barred.NAMED:
        parts.append("veto barred where the crimes had been named")
    if rule.override is not Override.NONE:
        of = "two thirds" if rule.override is Override.TWO_THIRDS else "half of all members"
        parts.append(f"veto overridden by {of} of the Assembly")
    if rule.added:
        parts.append(f"{rule.added} seats more")
    return ", ".join(parts) or "the Charter"
