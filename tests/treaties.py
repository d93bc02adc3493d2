"""Small treaties written by hand: states, and who consented when."""

from datetime import date

from normgraph.query.commitments import CommitmentRecord, Consent, Standing

OPENED = date(2000, 1, 1)
#: The record ends ten years of 365.25 days later, and a little.
LAST = date(2010, 1, 10)


def state(key, *, first=None, last=None, joined=date(1945, 10, 24), left=None, group="North"):
    """Return a state that is older than the treaty, and a member of the UN, unless said."""
    return Standing(
        state=key,
        name=f"State {key}",
        first=first,
        last=last,
        listed=True,
        joined=joined,
        left=left,
        group=group,
        region=group,
        sources=("states",),
    )


def treaty(consents, *, signatures=None, last=LAST):
    """Return the record of a treaty: by state, a day or a day and a kind of consent."""
    found = []
    for key, value in consents.items():
        day, kind = value if isinstance(value, tuple) else (value, "ratification")
        party = key if "/" in key else f"state/{key}"
        found.append(Consent(day, party, kind, f"State {key}", sources=("depositary",)))
    return CommitmentRecord(
        instrument="treaty",
        title="Treaty",
        opened=OPENED,
        last=last,
        consents=tuple(sorted(found, key=lambda each: (each.day, each.party))),
        signatures=signatures or {},
    )
