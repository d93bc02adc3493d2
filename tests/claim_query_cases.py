"""What the evidence on claims of the literature must be: rows known from print.

A query is asked by the day of a text or of the record; evidence of a later day is not in it.
Where the numbers come from is told above each case.
"""

from cases import case

#: The last day of the record.
RECORD = "2026-06-30"
#: The day of the guest post on ending genocide, and of the chapter of 2024.
POST, CHAPTER = "2012-07-25", "2024-10-22"

CLAIM_CASES = [
    # --- numbers
    # UNHCR, IDMC and UNRWA: below 100 million at the end of 2021, above it at the end of 2022.
    case(
        "claim_displaced_100_million",
        "date bearing",
        "2021-12-31 | contradicts",
        part="some",
        until="2022-12-30",
    ),
    case(
        "claim_displaced_100_million",
        "date bearing what",
        "2021-12-31 | context | 88231467 people at the end of 2021, UNHCR, IDMC and UNRWA"
        " together.",
        "2022-12-31 | supports | 107222587 people at the end of 2022, UNHCR, IDMC and UNRWA"
        " together.",
        part="some",
        until="2022-12-31",
    ),
    # The same sources on Syria: 13,241,677 at the end of 2017, 10,984,119 at that of 2025.
    case(
        "claim_syria_13_million",
        "date bearing",
        *(f"{year}-12-31 | context" for year in [*range(2011, 2017), 2018]),
        "2025-12-31 | qualifies",
        *(f"{year}-12-31 | supports" for year in [2017, *range(2019, 2025)]),
        until=RECORD,
    ),
    case(
        "claim_syria_13_million",
        "what",
        "10984119 people from Syria were displaced at the end of 2025.",
        "13241677 people from Syria were displaced at the end of 2017.",
        part="some",
        until=RECORD,
    ),
    # The International Military Tribunal (1 October 1946) repeats an estimate of six million.
    # S/1999/1257: approximately 800,000. Human Rights Watch (1999): at least half a million.
    case(
        "claim_death_tolls",
        "bearing thing",
        "supports | estimate/europe-1941-imt",
        "supports | estimate/rwanda-1994-un-inquiry",
        # At least 500,000 neither bears out nor limits about 800,000.
        "context | estimate/rwanda-1994-hrw",
        part="some",
        until=CHAPTER,
    ),
    # --- genocide and its name
    # Articles II of the Convention of 9 December 1948 and 6 of the Rome Statute.
    case("claim_genocide_definition", "thing", until="1948-12-08"),
    case(
        "claim_genocide_definition",
        "date bearing thing",
        "1948-12-09 | supports | crime/genocide",
        "1948-12-09 | supports | provision/genocide-convention.art-2",
        until="1998-07-16",
    ),
    # IT-98-33-T of 2 August 2001 and IT-98-33-A of 19 April 2004 (Krstić); the International
    # Court of Justice on 26 February 2007; not elsewhere: IT-95-10-T of 1999 (Jelisić).
    case(
        "claim_srebrenica_genocide",
        "date bearing what",
        "1999-10-19 | context | International Criminal Tribunal for the former Yugoslavia, as"
        " international court: not established.",
        "2001-08-02 | supports | International Criminal Tribunal for the former Yugoslavia, as"
        " international court: established.",
        "2004-04-19 | supports | International Criminal Tribunal for the former Yugoslavia, as"
        " international court: established.",
        "2007-02-26 | supports | International Court of Justice, as international court:"
        " established.",
        part="some",
        until=CHAPTER,
    ),
    # Rohingya: affirmed by the United States on 21 March 2022, denied by Myanmar before the
    # Court in December 2019. Uyghurs: affirmed on 19 January 2021, denied by China.
    case(
        "claim_rohingya_uyghur_debated",
        "bearing thing",
        "supports | crisis/myanmar-2016",
        "supports | crisis/xinjiang-2017",
        part="some",
        until=CHAPTER,
    ),
    case("claim_rohingya_uyghur_debated", "thing", until="2016-10-08"),
    # Article I; 153 parties (United Nations Treaty Collection, chapter IV.1).
    case(
        "claim_recognition_duty",
        "bearing thing",
        "qualifies | instrument/genocide-convention",
        "supports | provision/genocide-convention.art-1",
        until=CHAPTER,
    ),
    case(
        "claim_recognition_duty",
        "what",
        "The duty is that of the 153 parties to the Convention on the day; by its Article I it"
        " does not depend on whether they recognize anything.",
        part="some",
        until=CHAPTER,
    ),
    # S/PRST/1994/21 and S/RES/918 describe the acts without the word; S/RES/925, preamble, and
    # S/RES/935 speak of acts of genocide.
    case(
        "claim_rwanda_word_avoided",
        "date bearing what",
        "1994-06-08 | qualifies | United Nations Security Council: reasonable grounds.",
        "1994-07-01 | qualifies | United Nations Security Council: reasonable grounds.",
        "1994-04-30 | supports | United Nations Security Council: word avoided.",
        "1994-05-17 | supports | United Nations Security Council: word avoided.",
        part="some",
        until=CHAPTER,
    ),
    # Tribunal for Rwanda: 1998, cited above; special panel for East Timor (Los Palos, 11
    # December 2001). Darfur: the Commission of Inquiry (S/2005/60) saw crimes against humanity;
    # the first judgment that found them is that of 6 October 2025 (ICC-02/05-01/20).
    case(
        "claim_crimes_named",
        "bearing thing",
        "qualifies | crisis/darfur-2003",
        "supports | crisis/cambodia-1975",
        "supports | crisis/bosnia-1992",
        "supports | crisis/rwanda-1994",
        "supports | crisis/kosovo-1998",
        "supports | crisis/east-timor-1999",
        part="some",
        until="2025-10-05",
    ),
    case(
        "claim_crimes_named",
        "bearing thing",
        "supports | crisis/darfur-2003",
        part="some",
        until="2025-10-06",
    ),
    # That the claim cannot be counted is what its row says.
    case(
        "claim_norms_rarely_deter",
        "bearing thing",
        "context | instrument/genocide-convention",
        until=POST,
    ),
    # --- courts
    # Article 2 of the Statute in S/RES/955 (1994); Articles 5 and 6 of the Rome Statute.
    case(
        "claim_courts_try_genocide",
        "date bearing thing",
        "1994-11-08 | supports | provision/ictr-statute.art-2",
        part="first",
        until=CHAPTER,
    ),
    case(
        "claim_courts_try_genocide",
        "bearing thing",
        "supports | charge/akayesu-akayesu-jean-paul-genocide",
        "supports | provision/rome-statute.art-5",
        "supports | provision/rome-statute.art-6",
        "supports | charge/icc-al-bashir-omar-genocide",
        part="some",
        until=CHAPTER,
    ),
    # Warrants of 4 March 2009 and 12 July 2010, the second for genocide.
    case(
        "claim_bashir_charges",
        "date bearing what",
        "2009-03-04 | context | warrant of arrest",
        "2009-03-04 | supports | Crimes against humanity: alleged.",
        "2009-03-04 | supports | War crimes: alleged.",
        until="2010-07-11",
    ),
    case(
        "claim_bashir_charges",
        "date bearing what",
        "2010-07-12 | supports | Genocide: alleged.",
        part="some",
        until=POST,
    ),
    # ICC-01/04-01/06-2901 of 10 July 2012: 14 years.
    case(
        "claim_lubanga_child_soldiers",
        "date bearing what",
        "2012-03-14 | supports | conviction.",
        "2012-07-10 | supports | sentence: 14 years.",
        part="some",
        until=POST,
    ),
    # SCSL-03-01-T of 30 May 2012: 50 years; the appeal was decided after the post.
    case(
        "claim_taylor_convicted",
        "date bearing what",
        "2012-04-26 | supports | conviction.",
        "2012-05-30 | supports | sentence: 50 years.",
        until=POST,
    ),
    # --- Rwanda, Kosovo, Libya, Syria and others
    # S/RES/912 (1994); Opération Turquoise (S/RES/929) entered on 23 June 1994.
    case(
        "claim_rwanda_failure",
        "date bearing what",
        "1994-04-21 | context | S/RES/912 (1994): adopted.",
        "1994-06-23 | qualifies | Deployed during the killing: Operation Turquoise.",
        "1994-04-21 | supports | UNAMIR, military personnel authorized: 270.",
        part="some",
        until=CHAPTER,
    ),
    # S/PV.3988 of 24 March, S/PV.3989 of 26 March 1999 (the draft S/1999/328 had 3 votes).
    case(
        "claim_kosovo_humanitarian",
        "date bearing what",
        "1999-03-26 | context | S/1999/328: lacked the majority.",
        "1999-03-24 | qualifies | No authorization of force by the Security Council before 10"
        " June 1999 is on record; a draft to end the use of force failed.",
        part="some",
        until=CHAPTER,
    ),
    # S/PV.6491: 15 in favour; S/PV.6498: 10. NATO took up the arms embargo on 23 March 2011.
    case(
        "claim_libya_nato",
        "date bearing what",
        "2011-02-26 | context | S/RES/1970 (2011): 15 in favour.",
        "2011-03-17 | context | S/RES/1973 (2011): 10 in favour.",
        "2011-03-23 | supports | NATO: Operation Unified Protector.",
        part="some",
        until=CHAPTER,
    ),
    # S/PV.6627, S/PV.6711 and S/PV.6810: three drafts; resolutions 2042, 2043 and 2059.
    case(
        "claim_syria_three_vetoes",
        "date bearing what",
        "2012-07-20 | qualifies | In the same time the Council adopted 3 resolutions on Syria.",
        *(
            f"{day} | supports | {symbol} was vetoed by {state}."
            for day, symbol in [
                ("2011-10-04", "S/2011/612"),
                ("2012-02-04", "S/2012/77"),
                ("2012-07-19", "S/2012/538"),
            ]
            for state in ["China", "Russian Federation"]
        ),
        until=POST,
    ),
    # No draft on Sri Lanka in 2009 was put to the vote; S/RES/1234 (1999) is the first on the
    # war in the Congo, and MONUC the first mission (S/RES/1279).
    case(
        "claim_drc_sri_lanka",
        "bearing thing",
        "contradicts | crisis/drc-1998",
        "supports | crisis/sri-lanka-2009",
        part="some",
        until=CHAPTER,
    ),
    case(
        "claim_drc_sri_lanka",
        "what",
        "Sri Lanka: 0 votes of the Security Council and 0 missions by the day.",
        part="some",
        until=CHAPTER,
    ),
    # The National Accord and Reconciliation Agreement of 28 February 2008.
    case(
        "claim_kenya_mediation",
        "date bearing thing",
        "2008-02-28 | context | event/kenya-accord-2008",
        part="some",
        until=CHAPTER,
    ),
    # --- responsibility to protect
    # A/60/PV.8: the Outcome was adopted without a vote. A/RES/75/277: 115 to 15, 28 abstaining.
    case(
        "claim_r2p_unanimous",
        "date bearing thing",
        "2005-09-16 | qualifies | decision/A-RES-60-1",
        until=POST,
    ),
    case(
        "claim_r2p_unanimous",
        "date bearing thing",
        "2021-05-18 | context | decision/A-RES-75-277",
        "2005-09-16 | qualifies | decision/A-RES-60-1",
        until=CHAPTER,
    ),
    # S/RES/1706 (2006), preamble, recalls paragraphs 138 and 139 of the Outcome.
    case("claim_r2p_darfur", "thing", until="2006-08-30"),
    case(
        "claim_r2p_darfur",
        "date bearing what",
        "2006-08-31 | supports | United Nations Security Council invoked it over Darfur.",
        part="first",
        until=CHAPTER,
    ),
    # A/63/677 of 12 January 2009.
    case(
        "claim_r2p_three_pillars",
        "date bearing what",
        "2009-01-12 | supports | 3 pillars are set out in A/63/677.",
        part="some",
        until=CHAPTER,
    ),
    # Panel of Experts on Sri Lanka (31 March 2011): credible allegations of crimes against
    # humanity; the Council adopted nothing. Libya: resolutions 1970 and 1973.
    # By the post nobody had yet found such crimes in the war in Mali, which had begun.
    case(
        "claim_r2p_inconsistent",
        "bearing thing",
        "context | crisis/darfur-2003",
        "context | crisis/libya-2011",
        "context | crisis/syria-2011",
        # A/RES/60/1, paragraph 139: on a case-by-case basis.
        "qualifies | instrument/world-summit-outcome",
        "supports | crisis/kenya-2007",
        "supports | crisis/sri-lanka-2009",
        until=POST,
    ),
    case(
        "claim_r2p_inconsistent",
        "bearing thing",
        "context | crisis/libya-2011",
        "supports | crisis/sri-lanka-2009",
        part="some",
        until=CHAPTER,
    ),
    # Index of the Dag Hammarskjöld Library: since 1992 China and the Russian Federation stood
    # apart from texts over such crises more often than any other permanent member.
    case(
        "claim_sovereignty_defenders",
        "bearing thing",
        "supports | state/CHN",
        "supports | state/RUS",
        part="some",
        until=CHAPTER,
    ),
    # S/2004/567 of 12 July 2004; UN News of 29 May 2007 (Deng).
    case(
        "claim_osapg_2004",
        "date bearing what",
        "2007-05-29 | context | Special Adviser: Francis M. Deng.",
        "2004-07-12 | supports | The office began on this day.",
        part="some",
        until=POST,
    ),
    # --- organizations
    # Article 4 (h) of the Constitutive Act, Lomé, 11 July 2000.
    case(
        "claim_au_intervention",
        "date bearing thing",
        "2000-07-11 | supports | provision/au-constitutive-act.art-4-h",
        until="2002-12-31",
    ),
    # S/2005/60, paragraph 630: the Government of the Sudan and the Janjaweed.
    case(
        "claim_au_perpetrators",
        "date bearing what",
        "2005-01-25 | supports | Sudan: Crimes against humanity, according to International"
        " Commission of Inquiry on Darfur.",
        part="some",
        until=POST,
    ),
    # The White House, fact sheet of 23 April 2012.
    case(
        "claim_atrocities_prevention_board",
        "date bearing thing",
        "2012-04-23 | supports | organization/us-atrocities-prevention-board",
        part="some",
        until=POST,
    ),
    # Seven roles that the text names.
    case(
        "claim_civil_society_roles",
        "bearing thing",
        *(
            f"supports | civic-role/{role}"
            for role in [
                "advocate",
                "educate",
                "find-facts",
                "mediate",
                "monitor",
                "train",
                "warn",
            ]
        ),
        until=CHAPTER,
    ),
    # More than 190 by the coalition's own account; 70 in August 2004, a month after it began.
    case(
        "claim_save_darfur_members",
        "date bearing what",
        "2004-08-02 | context | 70 members, as its publisher counts.",
        "2010-01-01 | supports | 190 members, as its publisher counts.",
        part="some",
        until=POST,
    ),
]
