"""Answers of the queries that fetch what analyses rest on."""

from cases import case

ANALYSIS_CASES = [
    case(
        "sources_of_ballots",
        "decision source",
        "decision/S-2011-612 | document/sciencespo-unsc-votes",
        decision="S/2011/612",
    ),
]
