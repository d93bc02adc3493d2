"""What a replay of votes under another rule does not show."""

from collections.abc import Sequence

from normgraph.analysis.voting_rule import Barred, Override, Rule
from normgraph.query.council import Decided


def replay_caveats(
    rule: Rule, chosen: Sequence[Decided], replayed: Sequence[Decided]
) -> tuple[str, ...]:
    """Return what a replay does not show, one sentence each.

    Parameters
    ----------
    rule
        Under which it was replayed.
    chosen
        The decisions asked for.
    replayed
        Those of them with ballots on record.
    """
    caveats = [
        "A static replay: the ballots are those cast under the rule of the day. Under another "
        "rule members would have voted, drafted and bargained differently, and other texts "
        "would have been put to the vote.",
        "Drafts that a veto, or the fear of one, kept from a vote are not on record and cannot "
        "be replayed; what passes here is no count of what the rule would have brought about.",
        "That a text passes says nothing of what it would have achieved.",
        "The duty of a party to a dispute to abstain (Article 27(3), last clause) is not "
        "applied: who was a party is not on record here.",
    ]
    caveats += _not_replayed(chosen, replayed)
    if rule.barred is Barred.CRISIS:
        caveats.append(
            "Barred on every text on a crisis on record, whatever the text proposes and "
            "whether or not a mass atrocity was under way: the widest reading of the "
            "proposals, not their text."
        )
    if rule.barred is Barred.NAMED:
        caveats.append(
            "Barred where, by the day of the vote, a court or body of the United Nations had "
            "named genocide, crimes against humanity or war crimes in the crisis, whoever "
            "committed them; that stands in for the proposals, which leave the judgement to "
            "each member and speak of credible drafts against such crimes. Determinations on "
            "record are incomplete; a day known only to the month is its first."
        )
    if rule.override is not Override.NONE:
        caveats.append(
            "Overridden where the Assembly later adopted a text on the matter by that "
            "majority: it seldom voted on the same text, often was not asked, and was "
            "never asked to override. Left out is what all who had vetoed are on record as "
            "supporting there; of many of its votes only the totals are on record."
        )
    if rule.added:
        caveats.append(
            "How added seats would have voted is unknown: a text passes or fails only if it "
            "does whatever they do, and else it depends."
        )
    return tuple(caveats)


def _not_replayed(chosen: Sequence[Decided], replayed: Sequence[Decided]) -> list[str]:
    keys = {decision.key for decision in replayed}
    without = [decision for decision in chosen if decision.key not in keys]
    agreed = sum(decision.without_vote for decision in without)
    if not without:
        return []
    return [
        f"{len(without)} decisions without ballots on record are not replayed: {agreed} "
        f"adopted without a vote, {len(without) - agreed} with nothing known but the outcome."
    ]
