"""Known answers of the queries that were written for questions of the mission."""

from cases import Case, case

LIBRARY_CASES: list[Case] = [
    # Rwanda, then a member, was the only one against S/RES/955 (1994): S/PV.3453.
    case(
        "texts_opposed_on_crisis",
        "date symbol outcome veto",
        "1994-11-08 | S/RES/955 (1994) | adopted | false",
        crisis="rwanda-1994",
        state="RWA",
    ),
    # S/PV.6627, S/PV.6711, S/PV.6810 and S/PV.7180.
    case(
        "texts_opposed_on_crisis",
        "date symbol outcome veto",
        "2011-10-04 | S/2011/612 | vetoed | true",
        "2012-02-04 | S/2012/77 | vetoed | true",
        "2012-07-19 | S/2012/538 | vetoed | true",
        "2014-05-22 | S/2014/348 | vetoed | true",
        part="first",
        crisis="syria-2011",
        state="CHN",
    ),
    # The same meetings; S/PV.7785 for S/2016/846.
    case(
        "vetoed_drafts_on_crisis",
        "date symbol inFavour vetoedBy othersAgainst abstained",
        "2011-10-04 | S/2011/612 | 9 | China, Russian Federation |  "
        "| Brazil, India, Lebanon, South Africa",
        "2012-02-04 | S/2012/77 | 13 | China, Russian Federation |  | ",
        "2012-07-19 | S/2012/538 | 11 | China, Russian Federation |  | Pakistan, South Africa",
        "2014-05-22 | S/2014/348 | 13 | China, Russian Federation |  | ",
        "2016-10-08 | S/2016/846 | 11 | Russian Federation "
        "| Venezuela (Bolivarian Republic of) | Angola, China",
        part="first",
        crisis="syria-2011",
    ),
    # S/PV.6498.
    case(
        "abstentions_on_crisis",
        "date symbol state",
        *(
            f"2011-03-17 | S/RES/1973 (2011) | state/{key}"
            for key in ["BRA", "CHN", "DEU", "IND", "RUS"]
        ),
        part="first",
        crisis="libya-2011",
    ),
    # China's explanation after the vote on S/2011/612.
    case(
        "norms_of_actor_over",
        "date stance norm decision",
        "2011-10-04 | invokes | norm/non-intervention | decision/S-2011-612",
        "2011-10-04 | invokes | norm/sovereignty | decision/S-2011-612",
        part="first",
        actor="state/CHN",
        crisis="syria-2011",
    ),
    case(
        "explanations_on_crisis",
        "symbol ballot stance norm",
        "S/RES/1973 (2011) | abstained | invokes | norm/peaceful-settlement",
        "S/RES/1973 (2011) | abstained | invokes | norm/sovereignty",
        crisis="libya-2011",
        state="CHN",
    ),
    # The mediation of Kofi Annan for the African Union began on 22 January 2008; on 6 February
    # the Council spoke of Kenya (S/PRST/2008/4); the Union's summit of October 2013 held that
    # no charge shall be brought against a serving head of state.
    case(
        "invoked_answered_opposed",
        "part date actor what",
        "answered | 2008-01-22 | person/annan-kofi | mediation",
        "answered | 2008-02-06 | organization/security-council | public statement",
        "invoked | 2008-01-31 | state/FRA | invokes: Responsibility to protect",
        "contested | 2013-10-12 | organization/au "
        "| contests: International criminal accountability",
        part="some",
        crisis="kenya-2007",
    ),
    case(
        "invoked_answered_opposed",
        "part date actor what document",
        "vetoed | 2012-02-04 | state/CHN | vetoed S/2012/77 | document/sciencespo-unsc-votes",
        "vetoed | 2012-02-04 | state/RUS | vetoed S/2012/77 | document/sciencespo-unsc-votes",
        part="some",
        crisis="syria-2011",
    ),
    case(
        "answers_by_actor",
        "actor responses first",
        "organization/osapg | 1 | 2008-01-29",
        "person/annan-kofi | 1 | 2008-01-22",
        part="some",
        count=8,
        crisis="kenya-2007",
    ),
    # S/RES/83 (1950) of 27 June; the attack was on 25 June.
    case(
        "delay_of_response",
        "crisis from first days",
        "crisis/korea-1950 | 1950-06-25 | 1950-06-27 | 2",
        crisis="korea-1950",
    ),
    # Killings of 1965 and 1966 in Indonesia: no response on record. Cambodia: the invasion by
    # Viet Nam of 25 December 1978 is the first.
    case(
        "unanswered_crises",
        "crisis from first waited",
        "crisis/indonesia-1965 | 1965-10-01 |  | ",
        "crisis/cambodia-1975 | 1975-04-17 | 1978-12-25 | 1348",
        part="some",
        days=365,
    ),
    # SCSL-2003-01-A, judgment of the Appeals Chamber of 26 September 2013.
    case(
        "convicted_over_crisis",
        "date person crime court",
        "2013-09-26 | person/taylor-charles | crime/crimes-against-humanity "
        "| organization/scsl",
        "2013-09-26 | person/taylor-charles | crime/war-crimes | organization/scsl",
        crisis="sierra-leone-1991",
    ),
    # Accession of 1975-04-16; the ninetieth day after.
    case(
        "treaties_binding",
        "instrument from",
        "instrument/genocide-convention | 1975-07-15",
        "instrument/un-charter | 1962-09-18",
        part="some",
        count=14,
        party="state/RWA",
        date="1994-04-06",
    ),
    # Acceded in 2013, by the curator's knowledge only; the day was not found.
    case(
        "treaties_binding",
        "instrument from fromPrecision verification",
        "instrument/geneva-conventions | 2013-07-01 | precision/year | verification/unverified",
        "instrument/un-charter | 2011-07-14 |  | ",
        part="some",
        count=4,
        party="state/SSD",
        date="2013-12-15",
    ),
    # Of the crisis the year 2003 is all that is taken as known; the agreement of N'Djamena was
    # mediated on 8 April 2004. The watch of the International Crisis Group since 2003 is no
    # response here.
    case(
        "delay_of_response",
        "from fromPrecision first firstPrecision days",
        "2003-01-01 | precision/year | 2004-04-08 |  | 463",
        crisis="darfur-2003",
    ),
    # S/RES/1970 (2011), by the UN extract.
    case(
        "sponsors_on_crisis",
        "sponsor first",
        "state/GBR | 2011-02-26",
        "state/FRA | 2011-02-26",
        "state/DEU | 2011-02-26",
        "state/USA | 2011-02-26",
        part="first",
        crisis="libya-2011",
    ),
    # S/RES/872 (1993) and S/RES/929 (1994).
    case(
        "missions_on_crisis",
        "mission from to mandatedBy",
        "mission/unamir | 1993-10-05 | 1996-03-08 | decision/S-RES-872-1993",
        "mission/turquoise | 1994-06-23 | 1994-08-21 | decision/S-RES-929-1994",
        part="first",
        crisis="rwanda-1994",
    ),
    # S/RES/1970 (2011), paragraphs 9, 15 and 17.
    case(
        "sanctions_on_crisis",
        "from kind actor",
        "2011-02-26 | arms embargo | organization/security-council",
        "2011-02-26 | asset freeze | organization/security-council",
        "2011-02-26 | travel ban | organization/security-council",
        part="some",
        crisis="libya-2011",
    ),
    case(
        "civil_society_on_crisis",
        "activity role actor",
        "activity/ccp-kenya-2008 | mediate | organization/concerned-citizens-for-peace",
        "activity/hd-kenya-2008 | mediate | organization/humanitarian-dialogue",
        part="some",
        crisis="kenya-2007",
    ),
    case(
        "documents_on_crisis",
        "document things",
        "document/csmonitor-kenya-2008 | 6",
        part="first",
        crisis="kenya-2007",
    ),
    # In office from 17 July 2012 to July 2020.
    case(
        "offices_of",
        "office from",
        "organization/osapg | 2012-07-17",
        "organization/au-special-envoy-genocide | 2024-04-06",
        person="dieng-adama",
    ),
    # S/RES/1970 (2011) and S/RES/1973 (2011) say that they act under Chapter VII.
    case(
        "chapter_vii_on_crisis",
        "date symbol",
        "2011-02-26 | S/RES/1970 (2011)",
        "2011-03-17 | S/RES/1973 (2011)",
        part="first",
        crisis="libya-2011",
    ),
]
