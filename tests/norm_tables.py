"""The small tables with norms, a treaty, memberships and engagements added."""

from small import Tables

NORM_TABLES = {
    "norms/Norm.csv": """\
key,label@en,definition@en,source
protection,Protection,States protect.,record
restraint,Restraint,States keep out.,record
""",
    "norms/Crime.csv": """\
key,label@en,source
genocide,genocide,record
""",
    "norms/Instrument.csv": """\
key,label@en,instrumentKind,date,inForce,daysToForce,monthsToForce,forceFromMonthStart,source
pact,Pact,treaty,1998-07-17,2002-07-01,60,,true,record
accord,Accord,treaty,1949-08-12,1950-10-21,,6,,record
charter,Charter,charter,1945-06-26,1945-10-24,,,,record
""",
    "norms/Provision.csv": """\
key,label@en,definition@en,partOf,provisionKind,crime,position,source
pact.art-1,Article 1,They protect.,instrument/pact,obligation,genocide,1,record
""",
    "norms/Act.csv": """\
key,label@en,constitutes,definedIn,source
act-a,an act,genocide,pact.art-1,record
""",
    "norms/NormRelation.csv": """\
key,relates,relation,relatesTo,source,locator
one,norm/protection,codified-in,provision/pact.art-1,record,Article 1
two,norm/protection,conflicts-with,norm/restraint,record,page 2
""",
    "norms/IGO.csv": """\
key,label@en,constituentInstrument,source
un,United Nations,charter,record
court-states,States of the court,pact,record
""",
    "norms/Membership.csv": """\
key,member,organization,role,from,to,asOf,source
un-FRA,state/FRA,un,member,1945-10-24,,,record
un-SYR,state/SYR,un,member,1945-10-24,,,record
un-E1,state/E1,un,member,1960-01-01,2003-01-31,,record
""",
    "norms/Suspension.csv": """\
key,member,organization,from,to,source
un-FRA-1990,state/FRA,un,1990-01-01,1990-12-31,record
""",
    "norms/TreatyAction.csv": """\
key,party,instrument,actionKind,date,effective,verification,source
FRA.ratification,state/FRA,pact,ratification,2000-06-09,,depositary,record
SYR.signature,state/SYR,pact,signature,2000-11-29,,depositary,record
E0.accession,state/E0,pact,accession,2002-12-05,,depositary,record
E0.withdrawal,state/E0,pact,withdrawal,2016-10-27,2017-10-27,depositary,record
E1.accession,state/E1,accord,accession,1999-08-31,,secondary,record
E2.accession,state/E2,pact,accession,2019-03-04,,depositary,record
E2.withdrawal,state/E2,pact,withdrawal,2019-04-29,2019-04-29,depositary,record
E3.ratification,state/E3,pact,ratification,2003-01-01,,depositary,record
E3.withdrawal,state/E3,pact,withdrawal,2016-10-19,2017-10-19,depositary,record
E3.withdrawal-rescinded,state/E3,pact,withdrawal-rescinded,2017-03-07,,depositary,record
""",
    "norms/NormEngagement.csv": """\
key,actor,norm,stance,date,document,level,decision,source
e1,state/FRA,protection,invokes,2011-02-01,record,state-responsibility,S-RES-1-2011,record
e2,state/SYR,protection,contests,2011-02-01,record,,S-RES-1-2011,record
e3,state/FRA,restraint,invokes,2011-02-01,record,broad-protection,S-RES-1-2011,record
""",
    "norms/Person.csv": """\
key,label@en,nationality,source
somebody,Somebody,FRA,record
""",
    "norms/Office.csv": """\
key,label@en,partOf,source
adviser,Adviser,organization/un,record
""",
    "norms/Appointment.csv": """\
key,person,office,from,to,source
somebody-adviser,somebody,adviser,2004-08-01,2007-03-31,record
""",
    "norms/NGO.csv": """\
key,label@en,civicRole,seatIn,source
watch,Watch,monitor|warn,FRA,record
""",
    "norms/Activity.csv": """\
key,label@en,actor,civicRole,from,to,source
report,A report,organization/watch,find-facts,1999-03-01,,record
""",
    "norms/ListCoverage.csv": """\
key,about,asOf,publishedCount,source
watchers,organization/watch,2011-05,190,record
""",
    "norms/AssemblyDecision.csv": """\
key,label@en,symbol,date,decidedBy,decisionKind,outcome,votedFor,votedAgainst,publishedFor,publishedAgainst,source
A-RES-1-1,A/RES/1/1,A/RES/1/1,1970-05-18,un,resolution,adopted,FRA,SYR,1,1,record
""",
}


def add_norms(tables: Tables) -> Tables:
    """Write the tables of norms beside those that are there."""
    for name, text in NORM_TABLES.items():
        tables.write(name, text.encode())
    return tables
