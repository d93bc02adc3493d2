"""Small Councils written by hand, for measures over the matrix of ballots."""

from datetime import date

import numpy as np

from normgraph.query.council import Choice, Council, Decided

YES, NO, ABSTAINED, ABSENT = (
    Choice.IN_FAVOUR,
    Choice.AGAINST,
    Choice.ABSTAINED,
    Choice.DID_NOT_VOTE,
)
#: As tables write ballots: "ynax" is in favour, against, abstained, did not vote; "." none.
LETTERS = dict(zip("ynax.", (YES, NO, ABSTAINED, ABSENT, Choice.NO_BALLOT), strict=True))


def council_of(table, *, permanent=(), **described):
    """Return the Council of a table: by state, a letter for each decision.

    >>> council_of({"A": "yy", "B": "yn"}).states
    ('A', 'B')

    ``described`` gives, by field of `Decided`, one value for every decision or a list.
    """
    states = tuple(sorted(table))
    number = max(map(len, table.values()))
    ballots = [[LETTERS[letter] for letter in table[state]] for state in states]
    decisions = tuple(decided(n, described) for n in range(number))
    order = sorted(range(number), key=lambda n: (decisions[n].date, decisions[n].key))
    held = np.array([[state in permanent] * number for state in states], dtype=bool)
    return Council(
        decisions=tuple(decisions[n] for n in order),
        states=states,
        names=tuple(f"State {state}" for state in states),
        ballots=np.array(ballots, dtype=np.int8).reshape(len(states), number)[:, order],
        permanent=held[:, order],
    )


def decided(number, described):
    """Return the decision with this number, adopted on a day of 2011 unless said."""
    usual = {
        "key": f"D{number:03}",
        "symbol": f"S/RES/{number}",
        "title": f"Text {number}",
        "date": date(2011, 1, 1),
        "kind": "resolution",
        "outcome": "adopted",
        "sources": ("record",),
    }
    own = {
        name: value[number] if isinstance(value, list) else value
        for name, value in described.items()
    }
    return Decided(**(usual | own))
