"""What the queries about crises must answer: events, numbers, names, responses and courts.

Who says what, and where it is printed, stands above each case. Curators go on adding rows, so
that most cases fix the rows that are named and leave others free.
"""

from cases import case

#: Sanctions that S/RES/1970 (2011) imposed: paragraphs 9 (arms), 15 (travel), 17 (assets).
LIBYA_1970 = ["arms embargo", "asset freeze", "travel ban"]

CRISIS_CASES = [
    # --- crises and their events
    # S/RES/912 (1994) counts from the death of the Presidents on 6 April 1994.
    case("crisis", "from place", "1994-04-07 | state/RWA", crisis="rwanda-1994"),
    # S/RES/955 (1994), paragraph 1: between 1 January 1994 and 31 December 1994.
    case(
        "crisis_bounds",
        "bound date assertedBy",
        "beginning | 1994-01-01 | organization/security-council",
        "end | 1994-12-31 | organization/security-council",
        part="some",
        crisis="rwanda-1994",
    ),
    # S/RES/912 (1994), preamble: the aircraft came down on 6 April; the front took the capital
    # on 4 July 1994 (S/1999/1257).
    case(
        "events",
        "from kind",
        "1994-04-06 | death of a leader",
        "1994-07-04 | fall of a place",
        part="some",
        crisis="rwanda-1994",
    ),
    # ICTR, Karemera et al. (ICTR-98-44-AR73(C), 16 June 2006, paragraph 35): it is a fact of
    # common knowledge that there was a genocide in Rwanda against the Tutsi.
    case(
        "involvements",
        "part assertedBy",
        "targeted | organization/ictr",
        part="some",
        crisis="rwanda-1994",
        actor="population-group/tutsi",
    ),
    # The Council voted once over the raid on Iraq in 1981 (resolution 487), three times over
    # Cotonou in 1977 (resolutions 404, 405 and 419), and on 20 June 1954 on Guatemala twice
    # (resolution 104, and the draft S/3236/Rev.1, which was vetoed).
    case(
        "crisis_records",
        "crisis from decisions",
        "crisis/iraq-1981 | 1981-06-07 | 1",
        "crisis/guatemala-1954 | 1954-06-01 | 2",
        "crisis/benin-1977 | 1977-01-16 | 3",
        part="some",
    ),
    # Darfur: first resolution 1556 of 30 July 2004, inquiry by resolution 1564 of 18 September
    # 2004, referral by 1593. Libya: sanctions and referral in one, by resolution 1970, a day
    # after the Human Rights Council sent a commission (A/HRC/RES/S-15/1).
    case(
        "first_responses",
        "crisis firstVote firstInquiry firstReferral",
        "crisis/darfur-2003 | 2004-07-30 | 2004-09-18 | 2005-03-31",
        "crisis/libya-2011 | 2011-02-26 | 2011-02-25 | 2011-02-26",
        part="some",
    ),
    # Libya: the first measures are those of the United States (Executive Order 13566).
    case(
        "first_responses",
        "crisis firstAdopted firstSanctionsMeasure",
        "crisis/libya-2011 | 2011-02-26 | 2011-02-25",
        part="some",
    ),
    # S/PV.7180, S/PV.3453; ICTR-96-4-T of 2 September 1998.
    case(
        "timeline",
        "lane from kind label",
        "drafts not adopted | 2014-05-22 | vetoed | S/2014/348",
        "meetings | 2014-05-22 | meeting | S/PV.7180",
        part="some",
        crisis="syria-2011",
    ),
    case(
        "timeline",
        "lane from kind label",
        "resolutions | 1994-11-08 | adopted | S/RES/955 (1994)",
        "steps before courts | 1998-09-02 | conviction | Prosecutor v. Jean-Paul Akayesu",
        part="some",
        crisis="rwanda-1994",
    ),
    # Framework of Analysis for Atrocity Crimes (2014): factors 1 to 8 are common, 9 and 10
    # specific to genocide, 13 and 14 to war crimes.
    case(
        "risk_factors",
        "position factor crime",
        "1 | risk-factor/armed-conflict-or-instability | ",
        "8 | risk-factor/triggering-factors | ",
        "9 | risk-factor/intergroup-tensions | crime/genocide",
        "13 | risk-factor/threats-to-protected-persons | crime/war-crimes",
        part="some",
    ),
    # On 29 June 2026 the Council adopted resolution 2825.
    case("last_day", "last", "2026-06-29"),
    # --- estimates
    # UCDP Country-Year Dataset on Organized Violence 25.1, Rwanda, 1994.
    case(
        "deaths_by_year",
        "year counted low best high",
        "1994 | deaths in one-sided violence | 345833 | 770581 | 1610637",
        "1994 | deaths in organized violence | 347614 | 772463 | 1612663",
        "1994 | deaths in state-based conflict | 1781 | 1882 | 2026",
        part="some",
        place="RWA",
    ),
    case(
        "map_deaths",
        "state m49 low value high",
        "state/RWA | 646 | 347614 | 772463 | 1612663",
        part="some",
        year=1994,
    ),
    # S/1999/1257, first sentence: approximately 800,000 people were killed. Human Rights Watch,
    # Leave None to Tell the Story (1999), gives at least half a million.
    case(
        "estimates_of_crisis",
        "counted low best form assertedBy",
        "people killed |  | 800000 | single figure | document/S-1999-1257",
        "people killed | 500000 |  | at least | organization/human-rights-watch",
        part="some",
        crisis="rwanda-1994",
    ),
    # UNHCR Refugee Data Finder (refugees, asylum-seekers) and IDMC's Global Internal
    # Displacement Database (within the country), Syria, end of 2025.
    case(
        "displacement_by_year",
        "year counted people",
        "2025 | asylum-seekers | 154355",
        "2025 | internally displaced people (IDMC) | 5964000",
        "2025 | refugees | 4865764",
        part="some",
        place="SYR",
    ),
    # The same: above 13 million at the end of 2017 and from 2019 to 2024.
    case(
        "displacement_totals",
        "year together",
        "2016 | 12034848",
        "2017 | 13241677",
        "2018 | 12912950",
        "2019 | 13228699",
        "2020 | 13377995",
        "2021 | 13650619",
        "2022 | 13581352",
        "2023 | 13786742",
        "2024 | 13528508",
        "2025 | 10984119",
        part="some",
        place="SYR",
    ),
    case("map_displaced", "state value", "state/SYR | 10984119", part="some", year=2025),
    # Global Trends of UNHCR: 2022 was the first year-end above 100 million; revised since.
    case(
        "displacement_worldwide",
        "year together",
        "2021 | 88231467",
        "2022 | 107222587",
        "2023 | 117552287",
        part="some",
    ),
    case(
        "displacement_worldwide",
        "year palestineRefugees",
        "2022 | 5887353",
        part="some",
    ),
    # S/RES/82 (1950) and S/RES/38 (1948) name both parties.
    case(
        "map_crises",
        "state value",
        "state/PRK | 1",
        "state/IND | 1",
        "state/PAK | 1",
        "state/KOR | 1",
        part="some",
        year=1951,
    ),
    # --- who called it what
    # A/HRC/39/64 was published on 27 August 2018; order of the Court of 23 January 2020 (The
    # Gambia v. Myanmar), paragraph 56; Secretary of State Blinken, 21 March 2022.
    case(
        "determinations",
        "date asserter capacity finding",
        "2018-08-27 | organization/ffm-myanmar | capacity/un-inquiry"
        " | finding/reasonable-grounds",
        "2020-01-23 | organization/icj | capacity/international-court"
        " | finding/plausible-rights",
        "2022-03-21 | state/USA | capacity/government | finding/established",
        part="some",
        crisis="myanmar-2016",
        crime="genocide",
    ),
    # ICTR-96-4-T, Akayesu, the first judgment of a court for genocide.
    case(
        "determinations",
        "date asserter finding",
        "1998-09-02 | organization/ictr | finding/established",
        part="first",
        crisis="rwanda-1994",
        capacity="international-court",
    ),
    case(
        "determination_counts",
        "crime found standing number first",
        "Genocide | rights plausible | international court | 1 | 2020-01-23",
        part="some",
        crisis="myanmar-2016",
    ),
    # Darfur: Powell affirmed it on 9 September 2004, the Commission of Inquiry did not find it
    # (S/2005/60, paragraph 640). Ottoman Empire: denied by Türkiye.
    case(
        "disputed_names",
        "crisis crime",
        "crisis/ottoman-empire-1915 | Genocide",
        "crisis/darfur-2003 | Genocide",
        "crisis/myanmar-2016 | Genocide",
        part="some",
    ),
    # State Duma, 14 April 1995; Loi n° 2001-70 of 29 January 2001; Bundestag, 2 June 2016
    # (Drucksache 18/8613); statement of President Biden on 24 April 2021.
    case(
        "recognitions",
        "crime state standing first",
        "crime/genocide | state/RUS | parliament | 1995-04-14",
        "crime/genocide | state/FRA | parliament | 2001-01-29",
        "crime/genocide | state/DEU | parliament | 2016-06-02",
        "crime/genocide | state/USA | head of state | 2021-04-24",
        part="some",
        crisis="ottoman-empire-1915",
    ),
    # --- responses
    # A/HRC/RES/S-17/1; the commission itself gives 22 August 2011 as its day. S/PV.7180.
    case(
        "responses",
        "from kind actor proposedIn",
        "2011-08-22 | commission of inquiry | organization/human-rights-council | ",
        "2014-05-22 | referral to a court | organization/security-council"
        " | decision/S-2014-348",
        part="some",
        crisis="syria-2011",
    ),
    # A/63/677, paragraphs 11 and 49 to 66: the third pillar has force and sanctions.
    case(
        "response_kinds",
        "kind pillars",
        "response-kind/arms-embargo | 3",
        "response-kind/authorized-force | 3",
        part="some",
    ),
    # S/RES/781 (1992) and, for Libya, S/RES/1973 (2011), paragraph 6.
    case(
        "responses_of_kind",
        "from crisis actor",
        "1992-10-09 | crisis/bosnia-1992 | organization/security-council",
        "2011-03-17 | crisis/libya-2011 | organization/security-council",
        part="some",
        kind="no-fly-zone",
    ),
    # Rebuilding begins in Libya with UNSMIL, by S/RES/2009 (2011).
    case(
        "responses_by_phase",
        "phase first",
        "rebuild | 2011-09-16",
        part="some",
        count=3,
        crisis="libya-2011",
    ),
    # S/RES/1970 (2011), paragraphs 4, 9, 15 and 17.
    case(
        "created_by",
        "did label",
        "created | Arms embargo: Libya since 2011",
        "created | Freeze of assets: Libya since 2011",
        "created | Referral of the situation in Libya",
        "created | Travel ban: Libya since 2011",
        part="some",
        decision="S/RES/1970 (2011)",
    ),
    # S/RES/929 (1994), paragraph 3: the operation that France offered.
    case(
        "created_by", "did response", "created | mission/turquoise", decision="S/RES/929 (1994)"
    ),
    case(
        "created_by",
        "did response",
        "changed | mission/unamir",
        part="some",
        decision="S/RES/912 (1994)",
    ),
    # S/PV.7180: 13 in favour, China and the Russian Federation against.
    case(
        "proposals_that_failed",
        "date symbol outcome vetoedBy response",
        "2014-05-22 | S/2014/348 | vetoed | China, Russian Federation"
        " | referral/icc-syria-2014",
        part="some",
        crisis="syria-2011",
    ),
    case(
        "referrals",
        "from mandatedBy proposedIn",
        "2014-05-22 |  | decision/S-2014-348",
        crisis="syria-2011",
    ),
    # S/RES/1593 (2005), paragraph 1.
    case(
        "referrals",
        "from mandatedBy proposedIn",
        "2005-03-31 | decision/S-RES-1593-2005 | ",
        crisis="darfur-2003",
    ),
    # S/RES/1564 (2004), paragraph 12; the commission reported on 25 January 2005 (S/2005/60).
    case(
        "inquiries",
        "from to mandatedBy",
        "2004-09-18 | 2005-01-25 | decision/S-RES-1564-2004",
        part="some",
        crisis="darfur-2003",
    ),
    # --- missions
    # Communiqué PSC/PR/Comm(LXIX) of 19 January 2007; S/RES/1769 (2007), with the Union.
    case(
        "missions",
        "from mission",
        "2007-01-19 | mission/amisom",
        "2007-07-31 | mission/unamid",
        part="some",
        actor="organization/au",
    ),
    # S/RES/872 (1993), S/RES/1029 (1995): to 8 March 1996. UNPROFOR: S/RES/743 (1992).
    case(
        "missions_on",
        "from to mission",
        "1992-02-21 | 1995-12-20 | mission/unprofor",
        "1993-10-05 | 1996-03-08 | mission/unamir",
        part="some",
        day="1994-04-21",
    ),
    case("missions_on", "mission", "mission/turquoise", part="some", day="1994-07-01"),
    # 2,548 at the outset (S/1999/1257); 270 by S/RES/912 (1994), paragraph 8, which took up
    # paragraphs 15 to 18 of S/1994/470; 5,500 by S/RES/918 (1994), paragraph 5.
    case(
        "mission_strengths",
        "date what personnel decision",
        "1994-04-21 | military personnel authorized | 270 | decision/S-RES-912-1994",
        "1994-05-17 | military personnel authorized | 5500 | decision/S-RES-918-1994",
        part="some",
        mission="unamir",
    ),
    case(
        "mission_strengths",
        "what personnel",
        "military personnel authorized | 2548",
        part="first",
        mission="unamir",
    ),
    # --- sanctions
    case(
        "sanctions",
        "from kind imposedBy",
        *(f"2011-02-26 | {kind} | decision/S-RES-1970-2011" for kind in LIBYA_1970),
        part="first",
        regime="un-libya-2011",
    ),
    case(
        "sanctions_in_force",
        "name kind from",
        *(
            f"United Nations sanctions: Libya since 2011 | {kind} | 2011-02-26"
            for kind in LIBYA_1970
        ),
        part="some",
        day="2011-02-26",
    ),
    # The ban on flights of S/RES/1973 (2011) ended by S/RES/2009 (2011), paragraph 21.
    case(
        "sanctions_in_force",
        "name kind to",
        "United Nations sanctions: Libya since 2011 | ban on flights of an airline"
        " | 2011-09-16",
        part="some",
        day="2011-09-16",
    ),
    # --- courts
    case(
        "cases",
        "case number",
        "case/krstic | IT-98-33",
        "case/tolimir | IT-05-88/2",
        part="some",
        court="icty",
        crisis="bosnia-1992",
    ),
    # ICTR-96-4-A of 1 June 2001: guilty of genocide and crimes against humanity; acquitted of
    # violations of Article 3 common to the Geneva Conventions.
    case(
        "charges",
        "crime verdict final date",
        "crime/crimes-against-humanity | convicted | true | 2001-06-01",
        "crime/genocide | convicted | true | 2001-06-01",
        "crime/war-crimes | acquitted | true | 2001-06-01",
        case="akayesu",
    ),
    # Warrants ICC-02/05-01/09-1 of 4 March 2009 and ICC-02/05-01/09-95 of 12 July 2010.
    case(
        "charges",
        "crime verdict final date",
        "crime/crimes-against-humanity | alleged | false | 2009-03-04",
        "crime/genocide | alleged | false | 2010-07-12",
        "crime/war-crimes | alleged | false | 2009-03-04",
        accused="al-bashir-omar",
    ),
    # ICTR-96-4-A; IT-98-33-A of 19 April 2004; IT-05-88/2-A of 8 April 2015; MICT-13-55-A of 20
    # March 2019.
    case(
        "convictions",
        "person date case",
        "person/akayesu-jean-paul | 2001-06-01 | case/akayesu",
        "person/krstic-radislav | 2004-04-19 | case/krstic",
        "person/tolimir-zdravko | 2015-04-08 | case/tolimir",
        "person/karadzic-radovan | 2019-03-20 | case/karadzic",
        part="some",
        crime="genocide",
    ),
    case(
        "standing_of_accused",
        "case charged convictedFinally acquittedFinally open",
        "case/akayesu | 3 | 2 | 1 | 0",
        accused="akayesu-jean-paul",
    ),
    case(
        "standing_of_accused",
        "case charged convictedFinally acquittedFinally open",
        "case/icc-al-bashir | 3 | 0 | 0 | 3",
        accused="al-bashir-omar",
    ),
    # SCSL-03-01-T of 26 April and 30 May 2012; SCSL-03-01-A of 26 September 2013: 50 years.
    case(
        "steps",
        "date what years",
        "2012-04-26 | conviction | ",
        "2012-05-30 | sentence | 50",
        "2013-09-26 | judgment on appeal | ",
        part="some",
        case="taylor",
    ),
    # ICC-01/04-01/06: 14 March and 10 July 2012 (14 years), appeal of 1 December 2014.
    case(
        "steps",
        "date what years",
        "2012-03-14 | conviction | ",
        "2012-07-10 | sentence | 14",
        "2014-12-01 | judgment on appeal | ",
        part="some",
        case="icc-lubanga",
    ),
    # Announcements of the Prosecutor: 23 June 2004, 6 June 2005 and 3 March 2011.
    case(
        "situations",
        "situation court from",
        "situation/icc-drc | organization/icc | 2004-06-23",
        "situation/icc-darfur | organization/icc | 2005-06-06",
        "situation/icc-libya | organization/icc | 2011-03-03",
        part="some",
    ),
    case(
        "situation_steps",
        "date what",
        "2005-03-31 | referral",
        "2005-06-06 | investigation opened",
        part="some",
        situation="icc-darfur",
    ),
    # Applications of 20 March 1993, 2 July 1999, 11 November 2019 and 29 December 2023, each
    # founding jurisdiction on Article IX.
    case(
        "interstate_cases",
        "applicant respondent court",
        "state/BIH | state/SRB | organization/icj",
        "state/HRV | state/SRB | organization/icj",
        "state/GMB | state/MMR | organization/icj",
        "state/ZAF | state/ISR | organization/icj",
        part="some",
        instrument="genocide-convention",
    ),
    # ICC-02/04-01/05-53 of 8 July 2005; ICC-02/05-01/09-1; ICC-01/22 of 17 March 2023.
    case(
        "open_warrants",
        "person since",
        "person/kony-joseph | 2005-07-08",
        "person/al-bashir-omar | 2009-03-04",
        "person/putin-vladimir | 2023-03-17",
        part="some",
    ),
    # --- the graph itself
    case(
        "claims",
        "position claim evidence",
        "1 | claim/displaced-100-million | claim_displaced_100_million",
        part="first",
    ),
    case("uncited", "thing"),
]
