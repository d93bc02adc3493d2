"""The same query, unchanged, in an engine of other hands: rdflib's own evaluator."""

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import Dataset, URIRef, Variable
from rdflib import Literal as RdfLiteral

from normgraph import iri
from normgraph.query import catalog, select

if TYPE_CHECKING:
    from normgraph.store import Opened

# rdflib 7.6 calls names of its own that it has deprecated.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning"),
]

#: The texts of a small graph, with all that they name.
DECISIONS = ("S-RES-1973-2011", "S-2011-612", "S-RES-955-1994", "S-3710", "S-2013-660")
SPACES = (
    *("outcome", "decision-kind", "role", "seat", "crisis", "document", "council-term"),
    *("capacity", "finding", "crime", "quantity", "phase", "step-kind", "strength-kind"),
    *("verdict", "response-kind", "civic-role", "boundary"),
    *("referral", "sanctions-regime", "crisis-bound", "strength", "case", "person"),
)
#: Beginnings of the keys of some things, of which there are too many to keep them all.
BEGINNINGS = {
    "estimate": ("unhcr-SYR-20", "idmc-SYR-20", "rwanda-1994-"),
    "determination": ("myanmar-2016.", "bosnia-ic"),
    "charge": ("akayesu-", "icc-al-bashir", "taylor-"),
    "step": ("akayesu-", "icc-lubanga-", "taylor-"),
    "sanctions-measure": ("un-libya-",),
    "mission": ("un",),
    "organization": ("security-council", "un", "ic", "nato"),
}

#: The queries, with values under which they are asked.
ASKED: list[tuple[str, dict[str, str]]] = [
    ("ballots", {"decision": "S/2011/612"}),
    ("ballots_by_state", {}),
    ("lone_opposition", {}),
    ("vetoes", {}),
    ("vetoes", {"state": "CHN"}),
    ("vetoes", {"crisis": "suez-1956"}),
    ("veto_counts_by_state", {}),
    ("joint_vetoes", {}),
    ("vetoes_alone_or_joint", {}),
    ("failed_without_veto", {}),
    ("closest_votes", {}),
    ("members", {"date": "2011-03-17"}),
    ("permanent_seats", {}),
    ("years_served", {"state": "JPN"}),
    ("abstained_together", {"state": "DEU"}),
    ("sponsors_of", {"decision": "S/RES/1973 (2011)"}),
    ("crisis_bounds", {"crisis": "rwanda-1994"}),
    ("estimates_of_crisis", {"crisis": "rwanda-1994"}),
    ("displacement_totals", {"place": "SYR"}),
    ("determination_counts", {"crisis": "myanmar-2016"}),
    ("disputed_names", {}),
    ("missions_on", {"day": "1994-04-21"}),
    ("mission_strengths", {"mission": "unamir"}),
    ("referrals", {"crisis": "darfur-2003"}),
    ("sanctions_in_force", {"day": "2011-06-01"}),
    ("responses_by_phase", {"crisis": "libya-2011"}),
    ("response_kinds", {}),
    ("standing_of_accused", {}),
    ("steps", {"case": "icc-lubanga"}),
    ("claim_syria_13_million", {"until": "2026-06-30"}),
    ("claim_taylor_convicted", {"until": "2012-07-25"}),
    ("claim_srebrenica_genocide", {"until": "2026-06-30"}),
    ("claim_rohingya_uyghur_debated", {"until": "2026-06-30"}),
    ("claim_civil_society_roles", {"until": "2026-06-30"}),
]


def named(store: Store) -> list[Quad]:
    """Return what lies in named graphs; the default graph is their union."""
    return [quad for quad in store if isinstance(quad.graph_name, NamedNode)]


def kept(quad: Quad) -> bool:
    place = iri.split(quad.subject.value) if isinstance(quad.subject, NamedNode) else None
    if place is None:
        return False
    return (
        place[0] in {*SPACES, "state"}
        or (place[0] == "decision" and place[1] in DECISIONS)
        or place[1].startswith(BEGINNINGS.get(place[0], ()))
    )


@pytest.fixture(scope="module")
def small(opened: "Opened") -> Store:
    """A few decisions, crises and cases with what they name, cut from the real graph."""
    store = Store()
    quads = [quad for quad in named(opened.store) if kept(quad)]
    store.bulk_extend(quads)
    store.bulk_extend({Quad(*quad.triple) for quad in quads})
    return store


@pytest.fixture(scope="module")
def elsewhere(small: Store) -> Dataset:
    """The same quads in rdflib's own memory."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=serialize(named(small), format=RdfFormat.N_QUADS), format="nquads")
    return dataset


@pytest.mark.parametrize(("name", "given"), ASKED, ids=lambda value: str(value))
def test_another_engine_gives_the_same_rows_in_the_same_order(
    small: Store, elsewhere: Dataset, name: str, given: dict[str, str]
) -> None:
    query = catalog()[name]
    answer = select(small, name, **given)
    bound = {}
    for column, value in zip(answer.columns, answer.rows[0], strict=True):
        if column in given:
            variable = Variable(query.parameters[column].variable)
            bound[variable] = (
                URIRef(value.value)
                if isinstance(value, NamedNode)
                else RdfLiteral(value.value, datatype=URIRef(value.datatype.value))
            )
    theirs = elsewhere.query(query.text, initBindings=bound)
    found = [tuple(None if term is None else str(term) for term in row) for row in theirs]
    ours = [tuple(None if term is None else term.value for term in row) for row in answer.rows]
    assert ours
    assert found == ours
