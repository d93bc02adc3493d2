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
]
