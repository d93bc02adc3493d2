"""Answers of the queries that fetch what analyses rest on."""

from cases import case

ANALYSIS_CASES = [
    case(
        "sources_of_ballots",
        "decision source",
        "decision/S-2011-612 | document/sciencespo-unsc-votes",
        decision="S/2011/612",
    ),
    case(
        "crisis_regions",
        "crisis region name wider",
        "crisis/syria-2011 | region/asia | Asia | ",
        "crisis/syria-2011 | region/western-asia | Western Asia | region/asia",
        crisis="syria-2011",
    ),
    case(
        "crisis_regions",
        "crisis region",
        "crisis/central-african-republic-2012 | region/middle-africa",
        part="some",
        region="middle-africa",
    ),
    case(
        "sponsorships",
        "symbol sponsor",
        "S/RES/1973 (2011) | state/LBN",
        part="some",
        sponsor="LBN",
    ),
    case(
        "actions_on_crises",
        "role actor",
        "statement | organization/osapg",
        part="some",
        crisis="kenya-2007",
    ),
    case(
        "vetoed_then_in_favour",
        "date symbol state decision",
        "2023-10-27 | A/RES/ES-10/21 | state/RUS | decision/S-2023-792",
        state="RUS",
    ),
    case(
        "vetoed_then_in_favour",
        "state",
        "state/CHN",
        "state/RUS",
        decision="S/2023/792",
    ),
    # --- norm diffusion
    case(
        "state_standings",
        "state from to listed joined group region",
        "state/RWA | 1962-01-07 |  | true | 1962-09-18 | regional-group/african"
        " | region/africa",
        state="RWA",
    ),
    case(
        "consents",
        "party kind day from signed",
        "state/SEN | action-kind/ratification | 1999-02-02 | 2002-07-01 | 1998-07-18",
        part="first",
        instrument="rome-statute",
    ),
    case(
        "agenda_of_decisions",
        "item name",
        "agenda-item/the-situation-in-libya | The situation in Libya",
        decision="S/RES/1973 (2011)",
    ),
    case(
        "own_crises",
        "crisis tie kind capacity",
        "crisis/bosnia-1992 | determination | finding/not-established"
        " | capacity/international-court",
        "crisis/kosovo-1998 | place |  | ",
        part="some",
        actor="SRB",
    ),
    case(
        "published_lists",
        "asOf publishedCount source",
        "2000-10-03 | 132 | document/preventgenocide-reservations",
        "2024-04-24 | 153 | document/untc-iv-1-status",
        about="instrument/genocide-convention",
    ),
    case(
        "members_of_groups",
        "member asOf source",
        "state/ARG | 2021-05-17 | document/gof-2021-05-17",
        part="some",
        organization="group-of-friends-r2p-new-york",
    ),
    case(
        "assembly_texts",
        "date symbol organ",
        "2021-05-18 | A/RES/75/277 | organization/general-assembly",
        decision="A/RES/75/277",
    ),
    case(
        "sources_of_decisions",
        "decision source",
        "decision/S-RES-27-1947 | document/sciencespo-unsc-votes",
        decision="S/RES/27 (1947)",
    ),
    case(
        "crisis_spans",
        "crisis from fromPrecision to toPrecision place regionName source",
        "crisis/berlin-1948 | 1948-01-01 | precision/year | 1949-01-01 | precision/year"
        " | state/DEU | Europe | document/S-1048",
        "crisis/rwanda-1994 | 1994-04-07 |  | 1994-07-01 | precision/month"
        " | state/RWA | Africa | document/S-RES-955-1994",
        part="some",
    ),
    # UNAMIR was there before the genocide, mandated by resolution 872 (1993).
    case(
        "dated_responses",
        "response crisis kind class from to council source",
        "mission/unamir | crisis/rwanda-1994 | response-kind/peacekeeping | Mission"
        " | 1993-10-05 | 1996-03-08 | true | document/S-RES-872-1993",
        part="some",
    ),
    case(
        "meetings_on_crises",
        "meeting crisis date source",
        "meeting/S-PV.372 | crisis/berlin-1948 | 1948-10-25 | document/dhl-meetings",
        part="some",
    ),
    case(
        "yearly_figures",
        "place year quantity low best high source",
        "state/RWA | 1994 | quantity/deaths-one-sided | 345833 | 770581 | 1610637"
        " | document/ucdp-country-year-25.1",
        "state/RWA | 1994 | quantity/refugees |  | 2257570 |  | document/unhcr-population-2025",
        part="some",
    ),
    case(
        "regions_of_states",
        "state region name source",
        "state/RUS | region/europe | Europe | document/country-codes",
        state="RUS",
    ),
]
