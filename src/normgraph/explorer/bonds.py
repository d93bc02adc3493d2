"""The times during which instruments bind parties, as pages list them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from normgraph.explorer import address, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import link, linked, plain
from normgraph.explorer.references import References
from normgraph.query import select
from normgraph.query.records import Commitment
from normgraph.query.statements import Saying


@dataclass(frozen=True, slots=True)
class Bond:
    """One time during which an instrument binds a party. Things are IRIs, days are written."""

    key: str
    party: str
    instrument: str
    first: str
    precision: str  #: month or year, where the first day is known no better
    last: str  #: empty while it lasts
    ground: str
    consented: str
    consented_precision: str  #: month or year, where no day of consent is known
    verification: str
    sources: tuple[str, ...]

    def holds(self, day: str) -> bool:
        """Return whether it binds on a day."""
        return self.first <= day <= (self.last or "9999")


def as_commitment(graph: Loaded, bond: Bond) -> Commitment:
    """Return a bond as analyses take it."""
    return Commitment(
        first=date.fromisoformat(bond.first),
        party=address.short(bond.party),
        instrument=_key(bond.instrument),
        last=date.fromisoformat(bond.last) if bond.last else None,
        name=graph.directory.label(bond.party),
        title=graph.directory.label(bond.instrument),
        precision=bond.precision,
        verification=_key(bond.verification),
        sources=tuple(map(_key, bond.sources)),
    )


def _key(thing: str) -> str:
    return address.short(thing).partition("/")[2]


def bonds_to(graph: Loaded, instrument: str) -> list[Bond]:
    """Return every time that an instrument binds somebody, oldest first."""
    rows = select(graph.opened.store, "commitments_to", instrument=instrument).records()
    return list(_bonds(rows))


def bonds_of(graph: Loaded, party: str) -> list[Bond]:
    """Return every time that something binds a party, oldest first."""
    return list(_bonds(select(graph.opened.store, "commitments_of", party=party).records()))


def actions(graph: Loaded, **given: str) -> list[dict[str, str]]:
    """Return the treaty actions that fit, once each, oldest first."""
    rows = select(graph.opened.store, "treaty_actions", **given).records()
    return list({row["action"]: row for row in rows}.values())


def kinds(found: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return by which kind of action each of them is called."""
    return {row["action"]: row["kind"] for row in found}


def how(bond: Bond, names: Mapping[str, str]) -> Markup:
    """Return by what a bond began: the action with its day, or a membership."""
    membership = "/membership/" in bond.ground
    words = names.get(bond.ground) or ("membership" if membership else "consent")
    shown = link(words, address.entity(bond.ground))
    if not bond.consented:
        return shown
    day = terms.day(bond.consented, bond.consented_precision)
    return Markup("{}, {}").format(shown, day)


def since(bond: Bond) -> Markup:
    """Return the first day of a bond as a link to what is said about it."""
    return linked(terms.day(bond.first, bond.precision), address.entity(bond.key))


def until(bond: Bond) -> Markup:
    """Return the last day of a bond."""
    return terms.day(bond.last) if bond.last else plain("lasts")


def verified(graph: Loaded, key: str) -> Markup:
    """Return in words how well a date is vouched for."""
    return plain(graph.directory.label(key) if key else "")


def marks(bond: Bond, refs: References) -> Markup:
    """Return the numbers of the sources of the ground."""
    return refs.mark([Saying(source) for source in bond.sources])


def _bonds(rows: Iterator[dict[str, str]]) -> Iterator[Bond]:
    for key, alike in groupby(rows, key=lambda row: row["commitment"]):
        same = list(alike)
        row = same[0]
        yield Bond(
            key=key,
            party=row["party"],
            instrument=row["instrument"],
            first=row["from"],
            precision=row["precision"].rpartition("/")[2],
            last=row["to"],
            ground=row["ground"],
            consented=row["consented"],
            consented_precision=row["consentedPrecision"].rpartition("/")[2],
            verification=row["verification"],
            sources=tuple(sorted({each["source"] for each in same if each["source"]})),
        )
