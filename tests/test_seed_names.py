"""Every name in the inventory of the source documents is a thing in the graph.

The inventory names what the documents name. The test walks it: each phrase of its sections 1
to 4 leads to things of the graph, or stands among the words that are no names.
"""

# The dashes are those of the inventory.
# ruff: noqa: RUF001

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from normgraph import iri

if TYPE_CHECKING:
    from pathlib import Path

    from normgraph.store import Opened

pytestmark = pytest.mark.reference

PREFIXES = """\
PREFIX ng: <https://w3id.org/normgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

#: What each phrase of a section is called in the graph: keys of things, or, as class/<name>,
#: a class that has members. A phrase with a separator in it is one name.
NAMES: dict[int, dict[str, str]] = {
    1: {
        # The United Nations
        "UN family": "organization/un",
        "United Nations": "organization/un",
        "General Assembly": "organization/general-assembly",
        "Security Council with permanent": "organization/security-council class/Seat",
        "elected members": "role/elected-member class/CouncilTerm",
        "Secretary-General": "organization/secretary-general",
        "Annan": "person/annan-kofi",
        "Ban Ki-moon": "person/ban-ki-moon appointment/sg-ban-ki-moon",
        "UNHCR": "organization/unhcr",
        "OSAPG": "organization/osapg",
        "its special advisers": "appointment/osapg-mendez appointment/osapg-deng "
        "appointment/osapg-dieng organization/special-adviser-r2p appointment/sar2p-luck",
        "created 2004": "instrument/s-2004-567",
        "Human Rights Council": "organization/human-rights-council",
        "peacekeeping missions": "response-kind/peacekeeping class/Mission mission/unamir",
        "World Summit 2005": "instrument/world-summit-outcome",
        "commissions of inquiry": "response-kind/commission-of-inquiry class/Inquiry",
        "fact-finding missions": "response-kind/fact-finding organization/ffm-myanmar",
        # Courts
        "Courts": "class/Court",
        "ICC": "organization/icc",
        "ICTR": "organization/ictr",
        "ICTY": "organization/icty",
        "Special Court for Sierra Leone": "organization/scsl",
        "Taylor": "person/taylor-charles case/taylor",
        "ICJ": "organization/icj",
        "hybrid": "organization/eccc organization/stl organization/special-panels-timor-leste "
        "organization/extraordinary-african-chambers organization/kosovo-specialist-chambers",
        "regional courts": "organization/african-court organization/ecthr organization/iachr",
        "truth commissions": "response-kind/truth-commission organization/cvr-burundi",
        "reparations programmes": "response-kind/reparations",
        # Regional organizations and alliances
        "alliance": "organization/nato",
        "AU": "organization/au",
        "OAU": "organization/oau",
        "NATO": "organization/nato",
        "EU": "organization/eu",
        "the regional arrangements of Chapter VIII": "norm/regional-arrangements "
        "organization/sadc organization/igad organization/osce organization/oic",
        "ECOWAS": "organization/ecowas",
        "League of Arab States": "organization/league-of-arab-states",
        "OAS": "organization/oas",
        "ASEAN": "organization/asean",
        # States and their bodies
        "States": "class/State",
        "their bodies": "class/NationalBody",
        "United States": "state/USA",
        "Atrocities Prevention Board": "organization/us-atrocities-prevention-board",
        "Bureau of Democracy, Human Rights, and Labor": "organization/us-bureau-drl",
        "National Action Plan on Women, Peace and Security": "instrument/us-nap-wps-2011",
        "Russia": "state/RUS",
        "China": "state/CHN",
        "United Kingdom": "state/GBR",
        "Syria": "state/SYR",
        "Libya": "state/LBY",
        "Sudan": "state/SDN",
        "Rwanda": "state/RWA",
        "Bosnia and Herzegovina": "state/BIH",
        "Serbia": "state/SRB",
        "Kosovo": "state/XKX",
        "Myanmar": "state/MMR",
        "DRC": "state/COD",
        "Sri Lanka": "state/LKA",
        "Kenya": "state/KEN",
        "Sierra Leone": "state/SLE",
        "Liberia": "state/LBR",
        "Cambodia": "state/KHM",
        "Timor-Leste": "state/TLS",
        "Ottoman Empire": "state/OTT",
        "Nazi Germany": "state/DEU state-name/DEU-germany-before-1945",
        # Civil society
        "Civil society": "class/NGO class/CivicRole",
        "Human Rights Watch": "organization/human-rights-watch",
        "Amnesty International": "organization/amnesty-international",
        "Doctors Without Borders": "organization/doctors-without-borders",
        "International Rescue Committee": "organization/international-rescue-committee",
        "Save Darfur Coalition": "organization/save-darfur-coalition",
        "Enough Project": "organization/enough-project",
        "faith-based organizations": "organization/national-association-of-evangelicals "
        "organization/american-jewish-world-service",
        "ICRtoP": "organization/icrtop",
        "World Federalist Movement – Institute for Global Policy": "organization/wfm-igp",
        "Council on Foreign Relations": "organization/council-on-foreign-relations",
        "US Holocaust Memorial Museum": "organization/ushmm",
        "transnational advocacy networks as a class with members": "class/AdvocacyNetwork",
        "campaigns": "class/Campaign",
        # People
        "People": "class/Person",
        "Omar al-Bashir": "person/al-bashir-omar",
        "Thomas Lubanga": "person/lubanga-thomas",
        "Charles Taylor": "person/taylor-charles",
        "Bashar al-Assad": "person/al-assad-bashar",
        "Kofi Annan": "person/annan-kofi",
        "Barack Obama": "person/obama-barack",
        "George W. Bush": "person/bush-george-w",
        "Hillary Clinton": "person/clinton-hillary",
        "special advisers": "person/dieng-adama person/welsh-jennifer person/nderitu-alice",
        # Groups
        "Tutsi": "population-group/tutsi",
        "Bosniaks": "population-group/bosniaks",
        "Kosovo Albanians": "population-group/kosovo-albanians",
        "Rohingya": "population-group/rohingya",
        "Uyghurs": "population-group/uyghurs",
        "Armenians": "population-group/armenians",
        "Jews": "population-group/jews",
        "Serb forces": "organization/army-of-republika-srpska organization/serbian-irregulars "
        "organization/yugoslav-army",
        "the Assad government": "organization/syrian-government-forces",
    },
    2: {
        "Norms": "class/Norm",
        "law Sovereignty": "norm/sovereignty",
        "non-intervention": "norm/non-intervention",
        "humanitarian intervention": "norm/humanitarian-intervention",
        "R2P with its three pillars": "norm/r2p norm/r2p-pillar-1 norm/r2p-pillar-2 "
        "norm/r2p-pillar-3",
        "four crimes": "crime/genocide crime/crimes-against-humanity crime/war-crimes "
        "crime/ethnic-cleansing",
        "Genocide Convention 1948": "instrument/genocide-convention",
        "definition with its five acts": "provision/genocide-convention.art-2 "
        "act/genocide-killing act/genocide-serious-harm act/genocide-conditions-of-life "
        "act/genocide-preventing-births act/genocide-transferring-children",
        "duty to prevent": "norm/prevention-of-genocide provision/genocide-convention.art-1",
        "to punish": "norm/punishment-of-genocide",
        "Universal Declaration of Human Rights": "instrument/udhr",
        "Rome Statute": "instrument/rome-statute",
        "Geneva Conventions": "instrument/geneva-conventions",
        "AU Constitutive Act Article 4(h)": "instrument/au-constitutive-act "
        "provision/au-constitutive-act.art-4-h norm/au-right-of-intervention",
        "World Summit Outcome paras 138–139": "instrument/world-summit-outcome "
        "provision/world-summit-outcome.para-138 provision/world-summit-outcome.para-139",
        "protection of civilians": "norm/protection-of-civilians",
        "human security": "norm/human-security norm-layer/human-security",
        "minority rights": "norm/minority-rights",
        "the three layers of S1": "class/NormLayer",
        "universal declarations": "norm-layer/universal",
        "regional frameworks": "norm-layer/regional",
        "Women, Peace and Security": "norm/women-peace-and-security",
        '"never again" as a norm': "norm/never-again",
        # Relations of actors to norms, and of norms to one another
        "Relations": "class/NormEngagement class/NormRelation",
        "who proclaimed": "stance/proclaims",
        "endorsed": "stance/endorses",
        "ratified": "action-kind/ratification",
        "invoked": "stance/invokes",
        "contested": "stance/contests",
        # Nobody is said to have violated a norm but by a determination or a court.
        "violated": "class/Determination class/Charge",
        "localized which norm": "stance/localizes",
        "which norm conflicts with": "relation/conflicts-with",
        "specifies which": "relation/specifies",
    },
    3: {
        "Crimes": "class/Crime",
        "situations Forced displacement": "act/humanity-deportation-or-forcible-transfer "
        "event-kind/displacement quantity/displaced",
        "ethnic cleansing": "crime/ethnic-cleansing",
        "genocide": "crime/genocide",
        "crimes against humanity": "crime/crimes-against-humanity",
        "war crimes": "crime/war-crimes",
        "risk factors": "class/RiskFactor",
        "warning signs": "risk-factor/hate-crimes risk-factor/propaganda",
        "hate crimes": "risk-factor/hate-crimes",
        "propaganda": "risk-factor/propaganda",
        "campaigns to marginalize": "risk-factor/campaigns-to-marginalize",
        "root causes": "risk-factor/poverty risk-factor/governance-deficits",
        "poverty": "risk-factor/poverty",
        "inequity": "risk-factor/inequity",
        "governance deficits": "risk-factor/governance-deficits",
        "Crises": "class/Crisis",
        "Armenian genocide": "crisis/ottoman-empire-1915",
        "Holocaust": "crisis/europe-1941",
        "Cambodia": "crisis/cambodia-1975",
        "Bosnia": "crisis/bosnia-1992",
        "Srebrenica": "crisis/bosnia-1992 case/krstic",
        "Rwanda 1994": "crisis/rwanda-1994",
        "Kosovo 1998–99": "crisis/kosovo-1998",
        "East Timor 1999": "crisis/east-timor-1999",
        "Sierra Leone": "crisis/sierra-leone-1991",
        "DRC": "crisis/drc-1996 crisis/drc-1998",
        "Darfur": "crisis/darfur-2003",
        "Sri Lanka 2009": "crisis/sri-lanka-2009",
        "Kenya 2007–08": "crisis/kenya-2007",
        "Libya 2011": "crisis/libya-2011",
        "Syria 2011–": "crisis/syria-2011",
        "Myanmar": "crisis/myanmar-2016",
        "Rohingya": "population-group/rohingya",
        "Uyghurs in Xinjiang": "crisis/xinjiang-2017",
        "Gaza": "crisis/gaza-2023",
        "Sudan since 2023": "crisis/sudan-2023",
    },
    4: {
        "Responses": "class/Response class/ResponseKind",
        "Preventive diplomacy": "response-kind/preventive-diplomacy",
        "good offices": "response-kind/good-offices",
        "mediation": "response-kind/mediation",
        "Annan in Kenya": "response/mediation-kenya-2008",
        "Syria envoys": "organization/joint-special-envoy-syria person/brahimi-lakhdar "
        "response-kind/special-envoy",
        "early warning": "response-kind/early-warning",
        "risk assessment": "response-kind/risk-assessment",
        "monitoring": "response-kind/monitoring",
        "documentation": "response-kind/evidence-mechanism civic-role/document",
        "fact-finding": "response-kind/fact-finding",
        "commissions of inquiry": "response-kind/commission-of-inquiry",
        "public statements": "response-kind/public-statement class/Statement",
        "shaming": "response-kind/public-statement",
        "Council meetings": "class/Meeting",
        "drafts": "decision-kind/draft",
        "votes": "class/Decision",
        "vetoes": "outcome/vetoed",
        "resolutions": "decision-kind/resolution",
        "referrals": "response-kind/referral-to-court class/Referral",
        "targeted sanctions": "class/SanctionsRegime class/SanctionsMeasure",
        "arms embargo": "response-kind/arms-embargo",
        "asset freeze": "response-kind/asset-freeze",
        "travel ban": "response-kind/travel-ban",
        "diplomatic isolation": "response-kind/diplomatic-sanctions",
        "suspension of membership": "response-kind/suspension-of-membership",
        "humanitarian corridors": "response-kind/humanitarian-corridor",
        "safe zones": "response-kind/safe-area",
        "no-fly zones": "response-kind/no-fly-zone",
        "aid operations": "response-kind/aid-operation",
        "medical evacuation": "response-kind/medical-evacuation",
        "family reunification": "response-kind/family-reunification",
        "truces": "response-kind/truce",
        "ceasefire monitoring": "response-kind/ceasefire-monitoring",
        "peacekeeping": "response-kind/peacekeeping",
        "protection mandates": "response-kind/protection-mandate",
        "authorized": "response-kind/authorized-force",
        "unauthorized use of force": "response-kind/unauthorized-force",
        "Libya 2011": "decision/S-RES-1973-2011",
        "Kosovo 1999": "decision/S-1999-328 crisis/kosovo-1998",
        "indictments": "response-kind/indictment step-kind/indictment",
        "warrants": "step-kind/warrant",
        "trials": "response-kind/trial step-kind/trial-opened",
        "verdicts": "verdict/convicted verdict/acquitted",
        "sentences": "step-kind/sentence",
        "truth commissions": "response-kind/truth-commission",
        "reparations": "response-kind/reparations",
        "capacity building": "response-kind/capacity-building",
        "rule-of-law": "response-kind/justice-reform",
        "judicial reform": "response-kind/justice-reform",
        "training of civilian responders": "response-kind/training civic-role/train",
        "peacekeepers": "response-kind/training-mission",
        "education": "response-kind/education",
        "advocacy campaigns": "response-kind/advocacy-campaign",
        "conditional aid": "response-kind/conditional-aid",
        "peer pressure": "response-kind/peer-pressure",
        "Each maps to a pillar of R2P": "norm/r2p-pillar-1 norm/r2p-pillar-2 norm/r2p-pillar-3",
        "to prevention": "phase/prevent",
        "reaction": "phase/react",
        "rebuilding": "phase/rebuild",
    },
}

#: Phrases that name nothing.
OTHER_WORDS = frozenset(
    {
        # the letters by which the inventory cites the documents, and remarks on their wording
        "S0",
        "S1",
        "S2",
        "S3",
        "S4",
        "S0 glossary",
        "S2 misspells him",
        # headings of parts whose members are named after them
        "Actors",
        "Regional",
        "in the texts by name",
        "historic",
        # remarks of the texts on what they name; the claims 23 and 27 hold them to the record
        "informs",
        "advises the Council",
        "under-resourced",
        "nearly 200 members",
        # what another test counts: all 193 members, and the crises with many dead
        "all UN members",
        "the others that the Council record",
        "UCDP",
        "the courts make unavoidable",
        # rules for the graph, not names: who may be listed, and what each entry tells
        "Only public office holders",
        "accused",
        "convicted persons with a public record",
        "never victims",
        "witnesses",
        "Groups targeted",
        "when",
        "in which document",
        "one controlled vocabulary",
        "each with real instances",
    }
)

SEPARATORS = re.compile(r"[;,():/]|\.(?=\s|$)|\.\.\.|\band\b|\bor\b")


def sections(inventory: str) -> dict[int, str]:
    """Return the text of each numbered section, its heading among it."""
    parts = re.split(r"^## (\d)\. ", inventory, flags=re.MULTILINE)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def phrases(text: str, names: set[str]) -> list[str]:
    """Return the phrases of a section; a name with a separator in it is kept whole."""
    plain = text.replace("**", "")
    plain = re.sub(r"^- |\n\s*\n", "; ", plain, flags=re.MULTILINE)
    plain = " ".join(plain.split())
    found = []
    for name in sorted(names, key=len, reverse=True):
        if SEPARATORS.search(name) and name in plain:
            found.append(name)
            plain = plain.replace(name, ";")
    return found + [part for raw in SEPARATORS.split(plain) if (part := raw.strip(" ."))]


def test_a_phrase_ends_where_the_next_begins():
    text = 'Courts\n- **Law**: the ICC (S1), trials and "no more"; Peace and Quiet\n  Board ...'
    assert phrases(text, {"Peace and Quiet Board", "trials"}) == [
        "Peace and Quiet Board",
        "Courts",
        "Law",
        "the ICC",
        "S1",
        "trials",
        '"no more"',
    ]


@pytest.fixture(scope="session")
def inventory(reference: "Path") -> dict[int, str]:
    path = reference.parent / "seeds" / "INVENTORY.md"
    return sections(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", sorted(NAMES))
def test_every_phrase_of_the_inventory_is_a_name_or_among_the_other_words(
    inventory: dict[int, str], section: int
):
    found = set(phrases(inventory[section], set(NAMES[section])))
    assert not found - set(NAMES[section]) - OTHER_WORDS
    # Nor is a name mapped here that the inventory no longer has.
    assert not set(NAMES[section]) - found


def test_no_word_is_passed_over_that_the_inventory_does_not_have(inventory: dict[int, str]):
    found = {
        phrase
        for section, names in NAMES.items()
        for phrase in phrases(inventory[section], set(names))
    }
    assert found >= OTHER_WORDS


@cache
def named_keys() -> frozenset[str]:
    """Return every key that a name leads to."""
    return frozenset(
        key for names in NAMES.values() for keys in names.values() for key in keys.split()
    )


def node(key: str) -> str:
    space, _, name = key.partition("/")
    return f"<{iri.ONTOLOGY}{name}>" if space == "class" else f"<{iri.mint(space, name)}>"


def holds(opened: "Opened", pattern: str) -> bool:
    return bool(opened.store.query(f"{PREFIXES} ASK {{ {pattern} }}"))


def test_every_name_is_a_thing_with_an_english_label(opened: "Opened"):
    unknown = [
        key
        for key in sorted(named_keys())
        if not holds(
            opened, f'{node(key)} a ?kind ; rdfs:label ?label FILTER(LANG(?label) = "en")'
        )
    ]
    assert not unknown


def test_every_class_that_is_named_has_members(opened: "Opened"):
    kinds = [key for key in sorted(named_keys()) if key.startswith("class/")]
    empty = [key for key in kinds if not holds(opened, f"?thing a {node(key)}")]
    assert kinds
    assert not empty


def test_every_term_that_is_named_is_used(opened: "Opened"):
    """A term of a vocabulary names something only where a thing of the graph bears it."""
    terms = [
        key
        for key in sorted(named_keys() - {k for k in named_keys() if k.startswith("class/")})
        if holds(opened, f"{node(key)} a ?kind . ?kind rdfs:subClassOf ng:Term")
    ]
    unused = [
        key
        for key in terms
        if not holds(
            opened,
            f"?thing ?property {node(key)} "
            "FILTER NOT EXISTS { ?thing a ?term . ?term rdfs:subClassOf ng:Term }",
        )
    ]
    assert len(terms) > 50
    assert not unused


def test_every_kind_of_response_that_is_named_has_a_real_instance(opened: "Opened"):
    kinds = [key for key in sorted(named_keys()) if key.startswith("response-kind/")]
    without = [
        key
        for key in kinds
        if not holds(
            opened,
            f"?response ng:responseKind {node(key)} "
            "FILTER NOT EXISTS { ?response a ng:CivicRole } "
            "FILTER(EXISTS { ?response ng:addresses ?crisis } "
            "|| EXISTS { ?response ng:from ?day })",
        )
    ]
    assert len(kinds) > 40
    assert not without


def test_every_claim_of_the_inventory_is_entered_once(
    opened: "Opened", inventory: dict[int, str]
):
    listed = [int(number) for number in re.findall(r"^\| (\d+) \|", inventory[5], re.MULTILINE)]
    entered = [
        int(row[0].value)
        for row in opened.store.query(
            f"{PREFIXES} SELECT ?position (COUNT(DISTINCT ?claim) AS ?claims) "
            "WHERE { ?claim a ng:Claim ; ng:position ?position ; rdfs:label ?label } "
            "GROUP BY ?position HAVING (COUNT(DISTINCT ?claim) = 1) ORDER BY ?position"
        )
    ]
    assert listed == list(range(1, 32))
    assert entered == listed
