"""Which votes the library's list of vetoes means."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from normgraph.errors import SourceError
from normgraph.sources import dhl, sciencespo
from normgraph.sources.files import tidy
from normgraph.sources.symbols import first_symbol

_NEAR = timedelta(days=1)


def listed(votes: Iterable[sciencespo.Vote], vetoes: Iterable[dhl.Veto]) -> dict[int, dhl.Veto]:
    """Return the row of the library's list for each vote that it lists, by vote number.

    The list has one row for a draft, or one for each admission decided at a meeting. A row
    goes to the vote whose title is the row's agenda item, else to the last vote of the
    draft that has no row yet.

    Raises
    ------
    SourceError
        When a row of the list fits no vetoed vote.
    """
    open_votes = {vote.number: vote for vote in votes if vote.outcome == "vetoed"}
    found: dict[int, dhl.Veto] = {}
    rest = []
    for row in vetoes:
        same = [vote for vote in _candidates(open_votes, row) if _same_title(vote, row)]
        if len(same) == 1 and same[0].number not in found:
            found[same[0].number] = row
        else:
            rest.append(row)
    for row in rest:
        free = [v for v in _candidates(open_votes, row) if v.number not in found]
        if not free:
            what = f"The veto of {row.draft} on {row.date} fits no vote of the database."
            raise SourceError("dhl_veto_list", row.line, what)
        found[free[-1].number] = row
    return found


def _candidates(votes: Mapping[int, sciencespo.Vote], row: dhl.Veto) -> list[sciencespo.Vote]:
    symbol = first_symbol(row.draft)
    return [
        vote
        for vote in votes.values()
        if first_symbol(vote.symbol) == symbol and abs(vote.date - row.date) <= _NEAR
    ]


def _same_title(vote: sciencespo.Vote, row: dhl.Veto) -> bool:
    return tidy(vote.title).casefold() == tidy(row.agenda_item).casefold()
