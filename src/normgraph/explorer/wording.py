"""Small matters of English."""

#: Nouns whose plural is not made by an s at the end of the first word or of the whole.
_PLURALS = {
    "crisis": "crises",
    "signatory": "signatories",
    "activity": "activities",
    "coverage of a list": "coverages of lists",
    "decision of the Assembly or the Human Rights Council": "decisions of the Assembly and the "
    "Human Rights Council",
    "engagement with a norm": "engagements with norms",
    "group of states": "groups of states",
    "relation between norms": "relations between norms",
    "kind of instrument": "kinds of instrument",
    "kind of provision": "kinds of provision",
    "kind of treaty action": "kinds of treaty action",
    "kind of relation between norms": "kinds of relation between norms",
    "level of reference": "levels of reference",
    "role of civil society": "roles of civil society",
    "layer of norms": "layers of norms",
    "term on the Security Council": "terms on the Security Council",
    "dated name of a state": "dated names of states",
    "conflict between sources": "conflicts between sources",
    "mapping to a crisis": "mappings to crises",
    "national body": "national bodies",
    "armed group or force": "armed groups and forces",
    "bound of a crisis": "bounds of crises",
    "part in a crisis": "parts in crises",
    "claim of the literature": "claims of the literature",
    "strength of a mission": "strengths of missions",
    "situation before a court": "situations before courts",
    "step of a proceeding": "steps of proceedings",
    "referral to a court": "referrals to courts",
    "inquiry": "inquiries",
    "one who asserts": "those who assert",
    "what is counted": "things counted",
    "capacity": "capacities",
    "boundary": "boundaries",
    "entity": "entities",
    "kind of event": "kinds of event",
    "kind of part in a crisis": "kinds of part in a crisis",
    "kind of response": "kinds of response",
    "phase of response": "phases of response",
    "kind of strength": "kinds of strength",
    "kind of step": "kinds of step",
    "state of a charge": "states of a charge",
    "outcome of a vote": "outcomes of votes",
    "kind of decision": "kinds of decision",
    "term of a vocabulary": "terms of vocabularies",
    "precision of a date": "precisions of dates",
    "way of reading a source": "ways of reading a source",
    "rule for conflicting sources": "rules for conflicting sources",
}


def plural(noun: str) -> str:
    """Return the plural of the label of a class.

    >>> plural("crisis"), plural("state")
    ('crises', 'states')
    """
    return _PLURALS.get(noun, f"{noun}s")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "crisis"), counted(2811, "decision")
    ('1 crisis', '2,811 decisions')
    """
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def capital(text: str) -> str:
    """Return ``text`` with its first letter as a capital and the rest as it is.

    >>> capital("term on the Security Council")
    'Term on the Security Council'
    """
    return text[:1].upper() + text[1:]
