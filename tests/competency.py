"""The competency questions: what the graph must answer, and the query that does.

``mission`` is the sentence that the project begins with, taken apart; ``actors``, ``norms``,
``situations``, ``responses`` and ``claims`` are the sections of the inventory of the source
documents; ``record`` is what a reader of the Council's record asks.
"""

from typing import NamedTuple


class Asked(NamedTuple):
    """A question as it was put, and how the library answers it."""

    asker: str
    question: str
    query: str
    given: dict[str, str]


_SYRIA = {"crisis": "syria-2011"}
_LIBYA = {"crisis": "libya-2011"}
_RWANDA = {"crisis": "rwanda-1994"}
_DARFUR = {"crisis": "darfur-2003"}
_DRAFT = {"decision": "S/2011/612"}

#: Claims of the source documents by number, and the query that assembles the evidence.
CLAIMS = {
    1: "displaced_100_million",
    2: "syria_13_million",
    3: "srebrenica_genocide",
    4: "genocide_definition",
    5: "death_tolls",
    6: "rohingya_uyghur_debated",
    7: "recognition_duty",
    8: "rwanda_word_avoided",
    9: "courts_try_genocide",
    10: "rwanda_failure",
    11: "kosovo_humanitarian",
    12: "libya_nato",
    13: "r2p_unanimous",
    14: "r2p_darfur",
    15: "syria_three_vetoes",
    16: "r2p_inconsistent",
    17: "lubanga_child_soldiers",
    18: "taylor_convicted",
    19: "sovereignty_defenders",
    20: "kenya_mediation",
    21: "atrocities_prevention_board",
    22: "bashir_charges",
    23: "osapg_2004",
    24: "r2p_three_pillars",
    25: "au_intervention",
    26: "au_perpetrators",
    27: "save_darfur_members",
    28: "drc_sri_lanka",
    29: "crimes_named",
    30: "civil_society_roles",
    31: "norms_rarely_deter",
}

COMPETENCY = [
    # The mission: who invoked which norm over which crisis, who answered, who stood in the
    # way, and which document says so?
    Asked("mission", "The whole sentence, of one crisis", "invoked_answered_opposed", _LIBYA),
    Asked("mission", "Who invoked which norm over Libya?", "engagements_over", _LIBYA),
    Asked("mission", "Who invoked R2P?", "engagements", {"norm": "r2p", "stance": "invokes"}),
    Asked("mission", "What did China invoke over Syria?", "norms_of_actor_over",
          _SYRIA | {"actor": "state/CHN"}),
    Asked("mission", "How did states explain their votes?", "explanations_on_crisis", _LIBYA),
    Asked("mission", "Who answered, and when?", "answers_by_actor", _SYRIA),
    Asked("mission", "How was it answered?", "responses", _SYRIA),
    Asked("mission", "Who vetoed, who abstained?", "vetoed_drafts_on_crisis", _SYRIA),
    Asked("mission", "Who contested R2P?", "contested_norms", {"norm": "r2p"}),
    Asked("mission", "Which document says so?", "sources_of_facts",
          {"thing": "decision/S-2011-612"}),
    Asked("mission", "Which documents is a crisis's record made of?", "documents_on_crisis",
          {"crisis": "kenya-2007"}),
    # Actors.
    Asked("actors", "Who were the members of the AU then?", "members_of",
          {"organization": "au", "date": "2011-03-17"}),
    Asked("actors", "What is part of the United Nations?", "parts_of_organization",
          {"organization": "un"}),
    Asked("actors", "Who headed the OSAPG?", "appointments", {"office": "osapg"}),
    Asked("actors", "Which offices did Annan hold?", "offices_of", {"person": "annan-kofi"}),
    Asked("actors", "Who sat on the Council in April 1994?", "members", {"date": "1994-04-07"}),
    Asked("actors", "What did civil society do?", "activities", {"role": "warn"}),
    Asked("actors", "What did it do over Rwanda?", "civil_society_on_crisis", _RWANDA),
    Asked("actors", "Who had what part in Rwanda?", "involvements", _RWANDA),
    Asked("actors", "Who was suspended from the AU?", "suspensions", {"organization": "au"}),
    Asked("actors", "Which states came from the Soviet Union?", "succession", {"state": "SUN"}),
    # Norms and law.
    Asked("norms", "Which texts carry the duty to prevent genocide?", "texts_of_norm",
          {"norm": "prevention-of-genocide"}),
    Asked("norms", "What are the parts of R2P, and what does it conflict with?", "relations_of",
          {"thing": "norm/r2p"}),
    Asked("norms", "Which norms conflict?", "norm_relations", {"relation": "conflicts-with"}),
    Asked("norms", "By which acts is genocide committed?", "acts_of_crime",
          {"crime": "genocide"}),
    Asked("norms", "Which provisions define genocide?", "provisions_on_crime",
          {"crime": "genocide"}),
    Asked("norms", "What does the Genocide Convention provide?", "provisions_of",
          {"instrument": "genocide-convention"}),
    Asked("norms", "Who was bound by the Genocide Convention in 1994?", "parties",
          {"instrument": "genocide-convention", "date": "1994-04-06"}),
    Asked("norms", "Which treaties bound Rwanda in 1994?", "treaties_binding",
          {"party": "state/RWA", "date": "1994-04-06"}),
    Asked("norms", "What did they oblige it to?", "obligations",
          {"party": "state/RWA", "date": "1994-04-06"}),
    Asked("norms", "Which law bound the place of a crisis?", "provisions_on_crisis", _RWANDA),
    Asked("norms", "Who is not bound by the Rome Statute?", "not_bound",
          {"instrument": "rome-statute", "date": "2025-01-01"}),
    Asked("norms", "Who left the Rome Statute?", "withdrawals", {"instrument": "rome-statute"}),
    Asked("norms", "Which Council texts refer to R2P?", "r2p_references", {}),
    Asked("norms", "Who was bound and yet voted against?", "bound_but_against",
          {"decision": "A-RES-75-277"}),
    # Crimes and situations.
    Asked("situations", "Where and when was the crisis?", "crisis", _RWANDA),
    Asked("situations", "Who draws its bounds where?", "crisis_bounds", _RWANDA),
    Asked("situations", "What happened?", "events", _RWANDA),
    Asked("situations", "What happened in which order?", "timeline", _SYRIA),
    Asked("situations", "How many died, according to whom?", "estimates_of_crisis", _RWANDA),
    Asked("situations", "How many were displaced?", "displacement_totals", {"place": "SYR"}),
    Asked("situations", "Who called it what?", "determinations", {"crisis": "myanmar-2016"}),
    Asked("situations", "Which names are disputed?", "disputed_names", {}),
    Asked("situations", "Who recognized the Armenian genocide?", "recognitions",
          {"crisis": "ottoman-empire-1915", "crime": "genocide"}),
    Asked("situations", "What are the risk factors?", "risk_factors", {}),
    # Responses.
    Asked("responses", "Over which crises is no response on record?", "unanswered_crises",
          {"days": "365"}),
    Asked("responses", "How long did it take?", "delay_of_response", {}),
    Asked("responses", "When was the first of each kind?", "first_responses", {}),
    Asked("responses", "Which missions were sent?", "missions_on_crisis", _RWANDA),
    Asked("responses", "How strong was UNAMIR?", "mission_strengths", {"mission": "unamir"}),
    Asked("responses", "Which sanctions?", "sanctions_on_crisis", _LIBYA),
    Asked("responses", "Which sanctions were in force that day?", "sanctions_in_force",
          {"day": "2012-01-01"}),
    Asked("responses", "Which referrals?", "referrals", _DARFUR),
    Asked("responses", "Which inquiries?", "inquiries", _DARFUR),
    Asked("responses", "Where was there a no-fly zone?", "responses_of_kind",
          {"kind": "no-fly-zone"}),
    Asked("responses", "What would failed drafts have done?", "proposals_that_failed", _SYRIA),
    Asked("responses", "What did S/RES/1970 create?", "created_by",
          {"decision": "S/RES/1970 (2011)"}),
    Asked("responses", "Who was convicted?", "convicted_over_crisis", _RWANDA),
    Asked("responses", "Who was convicted of genocide?", "convictions", {"crime": "genocide"}),
    Asked("responses", "What was al-Bashir charged with?", "charges",
          {"accused": "al-bashir-omar"}),
    Asked("responses", "Who is still wanted?", "open_warrants", {}),
    Asked("responses", "What did each kind serve?", "responses_by_phase", _RWANDA),
    # The record.
    Asked("record", "Which texts on Syria did China vote against?", "texts_opposed_on_crisis",
          _SYRIA | {"state": "CHN"}),
    Asked("record", "Who abstained on Libya?", "abstentions_on_crisis", _LIBYA),
    Asked("record", "Who voted how?", "ballots", _DRAFT),
    Asked("record", "What was decided on Syria?", "decisions_on_crisis", _SYRIA),
    Asked("record", "Who sponsored texts on Libya?", "sponsors_on_crisis", _LIBYA),
    Asked("record", "Who sponsored S/RES/1973?", "sponsors_of",
          {"decision": "S/RES/1973 (2011)"}),
    Asked("record", "What is under Chapter VII?", "chapter_vii_on_crisis", _DARFUR),
    Asked("record", "Who vetoes over what?", "veto_counts_by_crisis", {}),
    Asked("record", "What did the Assembly do after a veto?", "assembly_answers", {}),
    Asked("record", "Where do the sources disagree?", "conflicts", {}),
    *(
        Asked(f"claims {number}", "Is it so?", f"claim_{name}", {"until": "2026-06-30"})
        for number, name in CLAIMS.items()
    ),
]  # fmt: skip
