"""What each query of the catalogue must answer: rows known from print, one case or more each.

A row is written as people read it: things as ``state/RUS``, terms of the ontology by their
local names. Unless said otherwise, numbers and names are those that the Council's annual
reports, the press releases of the votes and the Dag Hammarskjöld Library's tables print.
"""

from analysis_query_cases import ANALYSIS_CASES
from cases import case
from claim_query_cases import CLAIM_CASES
from crisis_query_cases import CRISIS_CASES
from library_query_cases import LIBRARY_CASES
from ontology_query_cases import ONTOLOGY_CASES

CASES = [
    # --- names and identifiers
    # ISO 3166-1, UN M49, the Correlates of War (517), and the item of Wikidata.
    case(
        "identifiers",
        "thing scheme identifier",
        "state/RWA | cowCode | 517",
        "state/RWA | gwCode | 517",
        "state/RWA | iso2 | RW",
        "state/RWA | iso3 | RWA",
        "state/RWA | m49 | 646",
        part="some",
    ),
    # The genocide of 1994 ended in July; South Vietnam ended on 30 April 1975.
    case(
        "spans",
        "thing from to toPrecision",
        "crisis/rwanda-1994 | 1994-04-07 | 1994-07-01 | precision/month",
        "state/RVN | 1954-05-01 | 1975-04-30 | ",
        part="some",
    ),
    # Each of the 193 members of the United Nations has one regional group.
    case(
        "properties_of_classes",
        "class property things",
        "State | regionalGroup | 193",
        "Norm | layer | 46",
        part="some",
    ),
    # --- ballots
    # S/PV.6498: 10 in favour, none against, 5 abstentions.
    case(
        "ballots",
        "ballot state",
        *(
            f"in favour | state/{key}"
            for key in ["BIH", "COL", "FRA", "GAB", "LBN", "NGA", "PRT", "ZAF", "GBR", "USA"]
        ),
        *(f"abstained | state/{key}" for key in ["BRA", "CHN", "DEU", "IND", "RUS"]),
        decision="S/RES/1973 (2011)",
    ),
    # S/PV.3453: 13 in favour, Rwanda against, China abstained.
    case(
        "ballots",
        "ballot state",
        "against | state/RWA",
        "abstained | state/CHN",
        part="some",
        count=15,
        decision="S/RES/955 (1994)",
    ),
    # S/PV.6627: 9 in favour, 2 against, 4 abstentions.
    case(
        "votes",
        "choice state",
        *(f"abstained | state/{key}" for key in ["BRA", "IND", "LBN", "ZAF"]),
        "vetoedBy | state/CHN",
        "vetoedBy | state/RUS",
        "votedAgainst | state/CHN",
        "votedAgainst | state/RUS",
        part="some",
        count=15 + 2,
        decision="S/2011/612",
    ),
    # Resolutions 1972 (Somalia, unanimous) and 1973 (Libya) were adopted on one day.
    case(
        "ballots_between",
        "decision ballot state",
        "decision/S-RES-1972-2011 | in favour | state/DEU",
        "decision/S-RES-1973-2011 | abstained | state/DEU",
        part="some",
        count=30,
        from_="2011-03-17",
        to="2011-03-17",
    ),
    case(
        "votes_of_state",
        "date symbol outcome",
        "1994-11-08 | S/RES/955 (1994) | adopted",
        state="RWA",
        ballot="against",
    ),
    case(
        "votes_of_state",
        "symbol ballot",
        "S/RES/1973 (2011) | abstained",
        "S/2011/612 | abstained",
        part="some",
        state="IND",
        year=2011,
    ),
    # Rwanda, a member in 1994-1995 and 2013-2014, ever opposed one text, resolution 955.
    case("ballots_by_state", "name against", "Rwanda | 1", state="RWA"),
    # India sat with Germany in 2011-2012: they abstained together on resolution 1973.
    case("abstained_together", "other together", "state/IND | 1", part="some", state="DEU"),
    # S/PV.7354 (S/2014/916): Lithuania, Nigeria, Republic of Korea, Rwanda and the United
    # Kingdom abstained; S/PV.3428 (resolution 944): Brazil and the Russian Federation.
    case(
        "abstained_together",
        "other last",
        "state/LTU | 2014-12-30",
        "state/NGA | 2014-12-30",
        "state/KOR | 2014-12-30",
        "state/GBR | 2014-12-30",
        part="some",
        state="RWA",
    ),
    # S/PV.8926 (S/2021/990, climate and security): India and the Russian Federation opposed.
    case(
        "opposed_together",
        "other together last",
        "state/IND | 1 | 2021-12-13",
        part="some",
        state="RUS",
    ),
    case(
        "lone_opposition",
        "date symbol outcome",
        "1994-11-08 | S/RES/955 (1994) | adopted",
        state="RWA",
    ),
    # --- vetoes
    # S/2011/612, S/2012/77, S/2012/538, S/2014/348, S/2016/1026, S/2017/172, S/2019/756,
    # S/2019/961, S/2020/654 and S/2020/667.
    case(
        "vetoes",
        "date symbol official",
        "2011-10-04 | S/2011/612 | true",
        "2012-02-04 | S/2012/77 | true",
        "2012-07-19 | S/2012/538 | true",
        "2014-05-22 | S/2014/348 | true",
        "2016-12-05 | S/2016/1026 | true",
        "2017-02-28 | S/2017/172 | true",
        "2019-09-19 | S/2019/756 | true",
        "2019-12-20 | S/2019/961 | true",
        "2020-07-07 | S/2020/654 | true",
        "2020-07-10 | S/2020/667 | true",
        state="CHN",
        crisis="syria-2011",
    ),
    # The library counts 29 vetoes of the United Kingdom, 82 of the United States.
    case("veto_counts_by_state", "name official", "France | 17", state="FRA"),
    case("veto_counts_by_state", "official", "82", state="USA"),
    # The Soviet Union and Russia: 120 to 2022-05-26.
    case(
        "veto_counts_by_seat",
        "seat official",
        "seat/russia | 120",
        "seat/united-states | 82",
        "seat/united-kingdom | 29",
        "seat/china | 17",
        "seat/france | 17",
    ),
    # Nicaragua (S/16463) and Lebanon (S/16732); South Lebanon (S/16351/Rev.2).
    case(
        "veto_counts_by_year",
        "state votes official",
        "state/SUN | 1 | 1",
        "state/USA | 2 | 2",
        year=1984,
    ),
    # The United States cast its first veto on 1970-03-17; none belongs to an earlier decade.
    case(
        "veto_counts_by_decade",
        "decade",
        "1970",
        "1980",
        "1990",
        "2000",
        "2010",
        "2020",
        state="USA",
    ),
    # S/3710 and S/3713/Rev.1 on 1956-10-30, of both; S/3671 on 1956-10-13 of the Soviet Union.
    case(
        "veto_counts_by_crisis",
        "state votes",
        "state/FRA | 2",
        "state/GBR | 2",
        "state/SUN | 1",
        crisis="suez-1956",
    ),
    # One on Jerusalem (S/2017/1060), five on Syria.
    case("vetoed_drafts_by_year", "texts official", "6 | 6", year=2017),
    # The one veto of the Republic of China: Mongolia's admission, 1955-12-13.
    case("vetoes_alone_or_joint", "votes alone withOthers", "1 | 1 | 0", state="ROC"),
    case(
        "joint_vetoes",
        "symbol members names",
        "S/2011/612 | 2 | China, Russian Federation",
        year=2011,
    ),
    # 1972-09-10, the Middle East: the one joint veto of China and the Soviet Union (S/10786).
    case(
        "vetoed_together",
        "one other together first",
        "state/CHN | state/SUN | 1 | 1972-09-10",
        part="some",
    ),
    # The last vetoes of France and the United Kingdom: Panama, 1989-12-23 (S/21048).
    case(
        "vetoes_by_seat",
        "date symbol state",
        "1989-12-23 | S/21048 | state/FRA",
        part="some",
        seat="france",
    ),
    # --- drafts that failed
    # Deferral of the cases on Kenya before the International Criminal Court: 7-0-8.
    case(
        "failed_without_veto",
        "symbol inFavour against abstentions",
        "S/2013/660 | 7 | 0 | 8",
        year=2013,
    ),
    # S/PV.743 and S/PV.749, 750.
    case(
        "failed_drafts_on_crisis",
        "date symbol outcome inFavour against abstentions",
        "1956-10-13 | S/3671 | vetoed | 9 | 2 | 0",
        "1956-10-30 | S/3710 | vetoed | 7 | 2 | 2",
        "1956-10-30 | S/3713/Rev.1 | vetoed | 7 | 2 | 2",
        crisis="suez-1956",
    ),
    case(
        "decisions_on_crisis",
        "symbol inFavour against abstentions vetoedBy abstained",
        "S/2011/612 | 9 | 2 | 4 | China, Russian Federation | "
        "Brazil, India, Lebanon, South Africa",
        "S/2012/538 | 11 | 2 | 2 | China, Russian Federation | Pakistan, South Africa",
        part="some",
        crisis="syria-2011",
    ),
    case(
        "ballots_on_crisis",
        "state against",
        "state/RWA | 1",
        crisis="rwanda-1994",
        state="RWA",
    ),
    case("crises", "from first", "2011-03-01 | 2011-10-04", crisis="syria-2011"),
    case(
        "mapping_of_crisis",
        "decision",
        "decision/S-RES-118-1956",
        "decision/S-RES-119-1956",
        part="some",
        crisis="suez-1956",
    ),
    # --- the Council
    case(
        "members",
        "state",
        *(f"state/{key}" for key in ["CHN", "FRA", "RUS", "GBR", "USA"]),
        *(
            f"state/{key}"
            for key in ["BIH", "BRA", "COL", "GAB", "DEU", "IND", "LBN", "NGA", "PRT", "ZAF"]
        ),
        date="2011-03-17",
    ),
    # On its first day the Council had eleven members.
    case(
        "members", "state", "state/ROC", "state/SUN", part="some", count=11, date="1946-01-17"
    ),
    case(
        "council_terms",
        "from to",
        "1994-01-01 | 1995-12-31",
        "2013-01-01 | 2014-12-31",
        state="RWA",
    ),
    case(
        "permanent_seats",
        "seat state from to",
        "seat/china | state/ROC | 1945-10-24 | 1971-10-24",
        "seat/china | state/CHN | 1971-10-25 | ",
        seat="china",
    ),
    # Japan has served most often: twelve terms from 1958 to 2024.
    case("years_served", "state terms years", "state/JPN | 12 | 24", part="first"),
    # --- sponsors
    # S/2011/142 was submitted by France, Lebanon, the United Kingdom and the United States.
    case(
        "sponsors_of",
        "sponsor",
        "state/FRA",
        "state/LBN",
        "state/GBR",
        "state/USA",
        decision="S/RES/1973 (2011)",
    ),
    case(
        "texts_sponsored_by", "symbol", "S/RES/1973 (2011)", part="some", state="LBN", year=2011
    ),
    case("sponsored_together", "other", "state/FRA", "state/GBR", part="some", state="LBN"),
    case("sponsors", "sponsor", "state/USA", "state/GBR", "state/FRA", part="first"),
    # --- resolutions
    case("resolutions_by_year", "resolutions", "57", year=2021),
    case("resolutions_by_year", "resolutions", "54", year=2022),
    case("resolutions_by_year", "resolutions", "50", year=2023),
    case("resolutions_by_year", "resolutions", "46", year=2024),
    case("resolutions_by_year", "resolutions", "42", year=1991),
    # 66 resolutions in 2011 (1967 to 2032).
    case("chapter_vii_by_year", "resolutions", "66", year=2011),
    # Members' admission by acclamation, among others: Palau in 1994 (resolution 963).
    case(
        "adopted_without_vote",
        "symbol date",
        "S/RES/963 (1994) | 1994-11-29",
        part="some",
        year=1994,
    ),
    # Libya 10-0-5, Iran sanctions panel 14-0-1, Eritrea 13-0-2.
    case(
        "non_unanimous_resolutions",
        "symbol inFavour against abstentions",
        "S/RES/1973 (2011) | 10 | 0 | 5",
        "S/RES/1984 (2011) | 14 | 0 | 1",
        "S/RES/2023 (2011) | 13 | 0 | 2",
        year=2011,
    ),
    # Palestine, 2014-12-30: 8-2-5, one vote short.
    case("closest_votes", "margin symbol", "-1 | S/2014/916", year=2014),
    # Numbered 1 to 2825 to the end of June 2026; none was vetoed.
    case(
        "decisions_by_kind",
        "kind outcome decisions",
        "resolution | adopted | 2825",
        part="some",
    ),
    case("decisions_of_meeting", "symbol outcome", "S/2011/612 | vetoed", meeting="S/PV.6627"),
    case("decisions", "symbol date", "S/2011/612 | 2011-10-04", part="some", outcome="vetoed"),
    case("coverage", "first last failedLast", "1946-01-25 | 2026-06-29 | 2025-12-29"),
    # The Greek question removed from the agenda (34); invitations (87, 88); a conference to
    # review the Charter (110); a subcommittee on Laos (132); emergency special sessions of
    # the General Assembly (119, 120, 157, 462, 2623).
    case(
        "procedural_decisions",
        "symbol state",
        "S/RES/34 (1947) | state/SUN",
        "S/RES/87 (1950) | state/ROC",
        "S/RES/87 (1950) | state/USA",
        "S/RES/88 (1950) | state/ROC",
        "S/RES/110 (1955) | state/SUN",
        "S/RES/119 (1956) | state/FRA",
        "S/RES/119 (1956) | state/GBR",
        "S/RES/120 (1956) | state/SUN",
        "S/RES/132 (1959) | state/SUN",
        "S/RES/157 (1960) | state/SUN",
        "S/RES/462 (1980) | state/SUN",
        "S/RES/2623 (2022) | state/RUS",
    ),
    # --- agenda and subjects
    # Resolutions 812, 846 and 891 (1993), and two on the arms embargo's end.
    case(
        "decisions_under_agenda_item",
        "symbol",
        "S/RES/812 (1993)",
        "S/RES/846 (1993)",
        "S/RES/891 (1993)",
        part="some",
        item="the-situation-concerning-rwanda",
    ),
    case(
        "meetings_on_agenda_item",
        "date symbol",
        "1993-03-12 | S/PV.3183",
        "1993-06-22 | S/PV.3244",
        part="first",
        item="the-situation-concerning-rwanda",
    ),
    case("agenda_items", "item", "agenda-item/the-situation-in-the-middle-east", part="first"),
    case("subjects", "name", "PEACEKEEPING OPERATIONS", part="first"),
    # Protection of civilians (1674, 1738), 20 years after Rwanda (2150), Da'esh (2379).
    case(
        "texts_on_subject",
        "symbol",
        "S/RES/1674 (2006)",
        "S/RES/1738 (2006)",
        "S/RES/2150 (2014)",
        "S/RES/2379 (2017)",
        part="some",
        subject="genocide",
    ),
    # --- sources
    case(
        "sources_of_facts",
        "value source locators",
        "state/CHN | document/sciencespo-unsc-votes | vote 2327",
        "state/RUS | document/sciencespo-unsc-votes | vote 2327",
        thing="decision/S-2011-612",
        property="votedAgainst",
    ),
    case(
        "inferred_statements",
        "property value rule",
        "concerns | crisis/syria-2011 | concerns",
        "vetoedBy | state/CHN | vetoes",
        "vetoedBy | state/RUS | vetoes",
        thing="decision/S-2011-612",
    ),
    case(
        "facts",
        "property value source",
        "votedAgainst | state/CHN | document/sciencespo-unsc-votes",
        part="some",
        thing="https://w3id.org/normgraph/id/decision/S-2011-612",
    ),
    case("sources", "document", "document/unxml-sc-resolutions", part="some"),
    case(
        "contents_of_source",
        "class property statements",
        "Decision | officialVeto | 213",
        part="some",
        document="dhl-veto-list",
    ),
    case(
        "statements_by_property",
        "property statements",
        "officialVeto | 213",
        part="some",
        source="dhl-veto-list",
    ),
    case(
        "documents",
        "name publisher",
        "Charter of the United Nations | United Nations",
        document="un-charter",
    ),
    case(
        "corrections",
        "correction decision",
        "correction/sp-missing-2760 | decision/S-RES-2760-2024",
        part="some",
    ),
    # 15-0-0 in one source, 9-0-6 in the record: Algeria, Brazil, China, Pakistan, the
    # Philippines and the Russian Federation abstained.
    case(
        "corrections_on_decision",
        "document field taken",
        *(
            f"document/sciencespo-unsc-votes | ballot {key} | abstained"
            for key in ["BRA", "CHN", "DZA", "PAK", "PHL", "RUS"]
        ),
        part="some",
        decision="S/RES/1559 (2004)",
    ),
    case(
        "corrections_to_source",
        "correction decision",
        "correction/sp-missing-2760 | decision/S-RES-2760-2024",
        part="some",
        document="sciencespo-unsc-votes",
    ),
    # S/PV.9048: China and the Russian Federation opposed; the yearly table prints 13-0-2.
    case(
        "conflicts",
        "decision field published taken",
        "decision/S-2022-431 | tally | 13-0-2 | 13-2-0",
        part="some",
    ),
    case(
        "conflicts_on_decision",
        "field published taken contradicted",
        "tally | 13-0-2 | 13-2-0 | document/dhl-meetings",
        decision="S/2022/431",
    ),
    # --- states and organizations
    case("states", "name iso3 iso2 m49 cowCode", "Rwanda | RWA | RW | 646 | 517", state="RWA"),
    # No border of French Guiana; and the Soviet Union had neighbours that Russia has not.
    case(
        "neighbours",
        "neighbour",
        *(f"state/{key}" for key in ["AND", "BEL", "CHE", "DEU", "ESP", "ITA", "LUX", "MCO"]),
        state="FRA",
    ),
    case(
        "neighbours",
        "neighbour",
        "state/CSK",
        "state/IRN",
        "state/NOR",
        "state/TUR",
        part="some",
        count=15,
        state="SUN",
    ),
    # The treaties of July 1961, and that of June 2024 (TASS, 5 December 2024).
    case(
        "allies",
        "ally from to",
        "state/SUN | 1961-07-06 | 1991-12-23",
        "state/CHN | 1961-07-11 | ",
        "state/RUS | 1991-12-24 | 1996-09-10",
        "state/RUS | 2024-12-04 | ",
        state="PRK",
    ),
    # The Act of Chapultepec; the Charter of Bogotá; the Rio Treaty, which Guatemala had not
    # ratified in June 1954 (OAS, B-29).
    case(
        "allies",
        "ally alliance from",
        "state/USA | organization/act-of-chapultepec | 1945-03-08",
        "state/USA | organization/oas | 1948-04-30",
        "state/USA | organization/rio-treaty | 1955-04-06",
        part="some",
        state="GTM",
    ),
    # An alliance of the table of organizations; members of 1949 and 2023.
    case(
        "allies",
        "ally alliance from",
        "state/USA | organization/nato | 2023-04-04",
        "state/SUN | organization/soviet-union-finland-1948 | 1948-04-06",
        part="some",
        state="FIN",
    ),
    case("allies", "ally", state="SYR"),
    case(
        "names_of_state",
        "name from to",
        "Zaire | 1971-10-27 | 1997-05-16",
        part="some",
        state="COD",
    ),
    case(
        "dated_names",
        "state name from to",
        "state/COD | Zaire | 1971-10-27 | 1997-05-16",
        part="some",
    ),
    case("succession", "predecessor successor", "state/SUN | state/RUS", state="RUS"),
    # Twenty-nine ratifications had been deposited when the Charter came into force, among
    # them those of the five permanent members.
    case(
        "un_members",
        "state",
        "state/ROC",
        "state/FRA",
        "state/SUN",
        "state/GBR",
        "state/USA",
        part="some",
        count=29,
        date="1945-10-24",
    ),
    # South Sudan, admitted on that day, was the 193rd.
    case("un_members", "state", "state/SSD", part="some", count=193, date="2011-07-14"),
    # The sixteen members admitted by A/RES/995 (X).
    case(
        "un_members_joined",
        "state",
        *(
            f"state/{key}"
            for key in [
                "ALB",
                "AUT",
                "BGR",
                "KHM",
                "FIN",
                "HUN",
                "IRL",
                "ITA",
                "JOR",
                "LAO",
                "LBY",
                "NPL",
            ]
        ),
        *(f"state/{key}" for key in ["PRT", "ROU", "ESP", "LKA"]),
        from_="1955-12-14",
        until="1955-12-14",
    ),
    case("organizations", "organization class", "organization/un | IGO", part="some"),
    case(
        "parts_of_organization",
        "part whole",
        "organization/security-council | organization/un",
        "organization/osapg | organization/secretariat",
        part="some",
        organization="un",
    ),
    # --- the graph
    case("contents", "class things", "Seat | 5", part="some"),
    case("properties", "property", "votedFor", part="first"),
    # Every class and property that the ontology declares is used.
    case("unused_terms", "term"),
    case("names", "thing name", "state/RWA | Руанда", "state/COD | Zaire", part="some"),
    case("terms", "term kind", "vetoedBy | ObjectProperty", part="some"),
    case(
        "things",
        "thing class date",
        "decision/S-2011-612 | Decision | 2011-10-04",
        part="some",
    ),
    case(
        "mentions",
        "property things",
        "votedAgainst | 1",
        part="some",
        thing="https://w3id.org/normgraph/id/state/RWA",
    ),
    case(
        "mentioning",
        "subject date",
        "decision/S-RES-955-1994 | 1994-11-08",
        thing="https://w3id.org/normgraph/id/state/RWA",
        property="https://w3id.org/normgraph/ontology#votedAgainst",
    ),
    # --- commitments
    # The Convention was adopted on 1948-12-09 and entered into force on 1951-01-12.
    case(
        "instruments",
        "name kind date inForce",
        "Genocide Convention | treaty | 1948-12-09 | 1951-01-12",
        instrument="genocide-convention",
    ),
    # Accession of 1975-04-16; the ninetieth day after.
    case(
        "parties",
        "party from consented",
        "state/RWA | 1975-07-15 | 1975-04-16",
        part="some",
        instrument="genocide-convention",
        date="1994-04-06",
    ),
    # 153 parties on 2024-04-24 by the depositary's list.
    case(
        "parties",
        "party",
        "state/ZMB",
        part="some",
        count=153,
        instrument="genocide-convention",
        date="2024-04-24",
    ),
    # The Court counts 125 states parties from 2025-01-01, when Ukraine became one.
    case(
        "parties",
        "party from",
        "state/UKR | 2025-01-01",
        part="some",
        count=125,
        instrument="rome-statute",
        date="2025-01-01",
    ),
    case(
        "treaty_actions",
        "date kind effective",
        "1999-01-13 | signature | ",
        "2004-09-21 | ratification | 2004-12-01",
        "2016-10-27 | withdrawal | 2017-10-27",
        instrument="rome-statute",
        party="state/BDI",
    ),
    case(
        "commitments_of",
        "instrument from to",
        "instrument/rome-statute | 2004-12-01 | 2017-10-26",
        part="some",
        party="state/BDI",
    ),
    case(
        "commitments_to",
        "party from to",
        "state/PHL | 2011-11-01 | 2019-03-16",
        part="some",
        instrument="rome-statute",
    ),
    case(
        "obligations",
        "instrument provision since",
        "instrument/genocide-convention | provision/genocide-convention.art-1 | 1975-07-15",
        part="some",
        party="state/RWA",
        date="1994-04-06",
    ),
    # 123 when Burundi left, 122 when the Philippines did, 125 with Ukraine.
    case(
        "ratification_curve",
        "day joined withdrew parties",
        "2017-10-27 | 0 | 1 | 123",
        "2019-03-17 | 0 | 1 | 122",
        "2025-01-01 | 1 | 0 | 125",
        part="some",
        instrument="rome-statute",
    ),
    case(
        "party_counts",
        "instrument parties",
        "instrument/geneva-conventions | 196",
        "instrument/un-charter | 193",
        "instrument/genocide-convention | 153",
        "instrument/rome-statute | 125",
        part="some",
        date="2025-01-01",
    ),
    # Ethiopia was the first state to ratify the Convention, on 1949-07-01.
    case(
        "first_and_last_by_region",
        "region place day party",
        "Africa | first | 1949-07-01 | state/ETH",
        "Africa | last | 2022-04-20 | state/ZMB",
        "Europe | first | 1949-07-22 | state/NOR",
        "Oceania | first | 1949-07-08 | state/AUS",
        part="some",
        instrument="genocide-convention",
    ),
    # 193 members; 125 parties, of which Palestine and the Cook Islands are no members.
    case(
        "not_bound",
        "state signed",
        "state/CHN | ",
        "state/RUS | 2000-09-13",
        "state/USA | 2000-12-31",
        part="some",
        count=193 - 123,
        instrument="rome-statute",
        date="2025-01-01",
    ),
    case(
        "signed_only",
        "signed party",
        "2000-09-13 | state/RUS",
        "2000-12-31 | state/USA",
        part="some",
        instrument="rome-statute",
    ),
    # C.N.805.2016, C.N.786.2016, C.N.121.2017, C.N.138.2018, C.N.180.2026.
    case(
        "withdrawals",
        "party effective takenBack",
        "state/BDI | 2017-10-27 | ",
        "state/GMB | 2017-11-10 | 2017-02-10",
        "state/PHL | 2019-03-17 | ",
        "state/HUN | 2026-06-02 | 2026-05-29",
        part="some",
        instrument="rome-statute",
    ),
    case(
        "reservations",
        "date party kind provision",
        "1988-11-25 | state/USA | reservation | provision/genocide-convention.art-9",
        part="some",
        instrument="genocide-convention",
    ),
    case(
        "unverified_dates",
        "thing actor date",
        "treaty-action/genocide-convention.TJK.accession | state/TJK | 2015-01-01",
        part="some",
        verification="unverified",
    ),
    case(
        "bound_but_against",
        "ballot state instrument",
        "against | state/NIC | instrument/genocide-convention",
        "against | state/VEN | instrument/rome-statute",
        "against | state/BLR | instrument/genocide-convention",
        part="some",
        decision="A-RES-75-277",
    ),
    # --- organizations
    case(
        "members_of",
        "member from",
        "state/MAR | 2017-01-31",
        part="some",
        count=55,
        organization="au",
        date="2017-02-01",
    ),
    case(
        "members_of",
        "member to",
        "state/GBR | 2020-01-31",
        part="some",
        count=28,
        organization="eu",
        date="2020-01-31",
    ),
    case("members_of", "member", part="some", count=27, organization="eu", date="2020-02-01"),
    case(
        "members_of",
        "member from",
        "state/SWE | 2024-03-07",
        part="some",
        count=32,
        organization="nato",
        date="2024-03-07",
    ),
    # The states parties to the Rome Statute, by the rule.
    case(
        "members_of",
        "member role",
        "state/PSE | member",
        part="some",
        count=125,
        organization="icc",
        date="2025-01-01",
    ),
    # A/60/1 ff.: forty-seven seats.
    case(
        "members_of",
        "member role",
        "state/VEN | elected member",
        part="some",
        count=47,
        organization="human-rights-council",
        date="2020-07-17",
    ),
    case(
        "memberships_of",
        "organization from",
        "organization/au | 2017-01-31",
        "organization/oau | 1963-05-25",
        "organization/un | 1956-11-12",
        part="some",
        member="state/MAR",
    ),
    case(
        "all_memberships",
        "member from to",
        "state/BFA | 1975-05-28 | 2025-01-28",
        "state/MLI | 1975-05-28 | 2025-01-28",
        "state/NER | 1975-05-28 | 2025-01-28",
        part="some",
        organization="ecowas",
    ),
    # S/PV.6498: all three African members voted in favour.
    case(
        "members_at_vote",
        "ballot state",
        "in favour | state/GAB",
        "in favour | state/NGA",
        "in favour | state/ZAF",
        decision="S/RES/1973 (2011)",
        organization="au",
    ),
    # A/RES/65/265 and A/RES/66/11; A/RES/ES-11/3.
    case(
        "suspensions",
        "member from",
        "state/LBY | 2011-03-01",
        "state/RUS | 2022-04-07",
        organization="human-rights-council",
    ),
    # The Global Centre and the Group of Friends print these numbers.
    case(
        "partial_lists",
        "about asOf publishedCount known",
        "instrument/genocide-convention | 2024-04-24 | 153 | 153",
        "instrument/rome-statute | 2025-06-01 | 125 | 125",
        "instrument/act-code-of-conduct | 2015-10-23 | 104 | 33",
        "organization/group-of-friends-r2p-new-york | 2021-05-17 | 53 | 53",
        part="some",
    ),
    case(
        "appointments",
        "name from",
        "Edward C. Luck | 2008-02-21",
        "Mô Bleeker | 2024-03-05",
        part="some",
        office="special-adviser-r2p",
    ),
    case(
        "activities",
        "activity actor",
        "activity/icg-darfur-rising-2004 | organization/international-crisis-group",
        part="some",
        role="warn",
    ),
    # --- norms
    case("norms", "name", "Responsibility to protect", norm="r2p"),
    case(
        "provisions_of",
        "number provision kind",
        "4(g) | provision/au-constitutive-act.art-4-g | prohibition",
        "4(h) | provision/au-constitutive-act.art-4-h | power",
        "4(j) | provision/au-constitutive-act.art-4-j | right",
        part="some",
        instrument="au-constitutive-act",
    ),
    case(
        "provisions_on_crime",
        "provision",
        "provision/genocide-convention.art-2",
        "provision/rome-statute.art-6",
        "provision/au-constitutive-act.art-4-h",
        "provision/world-summit-outcome.para-138",
        part="some",
        crime="genocide",
    ),
    case(
        "provisions_on_crime",
        "provision",
        "provision/world-summit-outcome.para-138",
        "provision/world-summit-outcome.para-139",
        part="some",
        crime="ethnic-cleansing",
    ),
    case(
        "provisions_on_crisis",
        "place instrument provision",
        "state/RWA | instrument/genocide-convention | provision/genocide-convention.art-2",
        part="some",
        crisis="rwanda-1994",
    ),
    # Article II, (a) to (e).
    case(
        "acts_of_crime",
        "position provision",
        *(
            f"{place} | provision/genocide-convention.art-2-{letter}"
            for place, letter in enumerate("abcde", 1)
        ),
        crime="genocide",
    ),
    case(
        "norm_relations",
        "one other source",
        "norm/r2p-pillar-1 | norm/r2p | document/gcr2p-a-63-677",
        "norm/r2p-pillar-2 | norm/r2p | document/gcr2p-a-63-677",
        "norm/r2p-pillar-3 | norm/r2p | document/gcr2p-a-63-677",
        part="some",
        relation="part-of",
    ),
    case(
        "relations_of",
        "direction relation other",
        "from | codified in | provision/world-summit-outcome.para-138",
        "from | codified in | provision/world-summit-outcome.para-139",
        "to | part of | norm/r2p-pillar-1",
        part="some",
        thing="norm/r2p",
    ),
    case(
        "texts_of_norm",
        "date text",
        "1948-12-09 | provision/genocide-convention.art-1",
        part="some",
        norm="prevention-of-genocide",
    ),
    # --- engagements
    case(
        "engagements",
        "date document",
        "2021-05-17 | document/cuba-r2p-2021-05-17",
        part="some",
        actor="state/CUB",
        stance="contests",
        norm="r2p",
    ),
    case(
        "contested_norms",
        "date actor document",
        "2009-07-28 | state/NIC | document/un-press-ga-10850",
        part="some",
        norm="r2p",
    ),
    case(
        "engagements_on_decision",
        "actor ballot norm",
        "state/CHN | abstained | norm/sovereignty",
        "state/USA | in favour | norm/protection-of-civilians",
        part="some",
        decision="S/RES/1973 (2011)",
    ),
    case(
        "engagements_over",
        "actor norm stance",
        "state/CHN | norm/sovereignty | stance/invokes",
        part="some",
        crisis="libya-2011",
    ),
    case(
        "engagement_counts",
        "actor",
        "state/CUB",
        part="some",
        norm="r2p",
        stance="contests",
    ),
    # S/RES/1674, paragraph 4, and S/RES/1706 were the first.
    case(
        "r2p_references",
        "date symbol kind",
        "2006-04-28 | S/RES/1674 (2006) | resolution",
        "2006-08-31 | S/RES/1706 (2006) | resolution",
        part="first",
        level="explicit-world-summit",
    ),
    case(
        "r2p_references_until",
        "kind level texts",
        "resolution | explicit, by the World Summit | 2",
        part="some",
        date="2006-12-31",
    ),
    case(
        "r2p_references_by_year",
        "level texts",
        "explicit, by the World Summit | 2",
        part="some",
        year=2006,
    ),
    # UN extract of the Assembly, seventy-fifth session.
    case(
        "assembly_decisions",
        "date symbol inFavour against abstentions withoutVote",
        "2009-09-14 | A/RES/63/308 |  |  |  | true",
        "2021-05-18 | A/RES/75/277 | 115 | 15 | 28 | ",
        part="some",
    ),
    # Foreign Relations of the United States (Hungary), the roll calls, and the press releases
    # GA/10152, GA/11207 and GA/12667.
    case(
        "assembly_answers",
        "vetoSymbol date symbol inFavour against abstentions ballots",
        "S/1894 | 1951-02-01 | A/RES/498 (V) | 44 | 7 | 9 | true",
        "S/3710 | 1956-11-02 | A/RES/997 (ES-I) | 64 | 5 | 6 | true",
        "S/3730/Rev.1 | 1956-11-04 | A/RES/1004 (ES-II) | 50 | 8 | 15 | false",
        "S/10423 | 1971-12-07 | A/RES/2793 (XXVI) | 104 | 11 | 10 | true",
        "S/1997/199 | 1997-03-13 | A/RES/51/223 | 130 | 2 | 2 | true",
        "S/1997/199 | 1997-04-25 | A/RES/ES-10/2 | 134 | 3 | 11 | false",
        "S/2003/891 | 2003-09-19 | A/RES/ES-10/12 | 133 | 4 | 15 | false",
        "S/2012/77 | 2012-02-16 | A/RES/66/253 | 137 | 12 | 17 | true",
        "S/2024/835 | 2024-12-11 | A/RES/ES-10/26 | 158 | 9 | 13 | false",
        part="some",
    ),
    case(
        "assembly_answers",
        "vetoDate symbol inFavour against abstentions source",
        "2022-02-25 | A/RES/ES-11/1 | 141 | 5 | 35 | document/S-RES-2623-2022",
        decision="S/2022/155",
    ),
    # The day of the 118th plenary meeting (International Court of Justice, pleadings of 1948).
    case(
        "assembly_answers",
        "date precision symbol inFavour against abstentions",
        "1947-11-17 |  | A/471 | 43 | 8 | 1",
        decision="S-PV.190.vote2",
    ),
    case(
        "ballots",
        "ballot state",
        *(
            f"against | state/{key}"
            for key in [
                "BLR",
                "BOL",
                "BDI",
                "CHN",
                "CUB",
                "PRK",
                "EGY",
                "ERI",
                "IDN",
                "KGZ",
                "NIC",
                "RUS",
                "SYR",
                "VEN",
                "ZWE",
            ]
        ),
        part="some",
        count=115 + 15 + 28,
        decision="A-RES-75-277",
    ),
    *CRISIS_CASES,
    *CLAIM_CASES,
    *ANALYSIS_CASES,
    *ONTOLOGY_CASES,
    *LIBRARY_CASES,
]
