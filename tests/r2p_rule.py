"""The rule that gives a passage of the Council its level of reference, as it can be run.

It is stated in words in ``data/engagements/council/CODING.md``. It was written after all
the passages had been read, so how well it does on them says little about others.
"""

import re

WORLD_SUMMIT = "explicit-world-summit"
OTHER = "explicit-other"
STATE = "state-responsibility"
BROAD = "broad-protection"
ADVISER = "adviser-only"
NONE = "none"

CRIMES = (r"genocide", r"war crimes", r"ethnic cleansing", r"crimes against (hu|$)")
FROM_CRIMES = re.compile(
    r"protect(\W+\w+){0,25}?\W+"
    r"(crimes against|war crimes|genocide|international crimes|atrocit)"
)
STATES = (
    r"([Gg]overnments?|[Aa]uthorities|[Cc]ountr|\bStates?|FGS|R?TGNU|CAR|"
    r"national security institutions|police)"
)
BY_STATE = re.compile(
    STATES
    + r"(\W+\w+){0,5}?\W+responsib|responsib\w*\W+(of|for)(\W+\w+){0,8}?\W+"
    + STATES
    + "|"
    + STATES
    + r"\W?s?\W+(\w+\W+)?responsib"
)
BY_PARTIES = re.compile(r"part(y|ies)( to| and armed| in|\W+bear)|of (all |the )?parties")
TOWARDS = re.compile(r"responsib\w*(\W+\w+){0,25}?\W+protect", re.IGNORECASE)


def level(passage: str) -> str:
    """Return the level of a passage, or ``none``.

    Parameters
    ----------
    passage
        The words of the text around the reference.
    """
    text = re.sub(r"\s+", " ", passage)
    if re.search(r"without prejudice to the (primary )?responsib", text):
        return NONE
    if "138 and 139" in text:
        return WORLD_SUMMIT
    at = _responsibility(text)
    if at is None or "protect" not in text[at : at + 330]:
        return ADVISER if "Special Advis" in text else NONE
    if all(re.search(crime, text[max(0, at - 60) : at + 420]) for crime in CRIMES):
        return WORLD_SUMMIT
    if FROM_CRIMES.search(text[at : at + 330]):
        return OTHER
    parties = BY_PARTIES.search(text[max(0, at - 70) : at + 110])
    return BROAD if parties and not BY_STATE.search(text) else STATE


def _responsibility(text: str) -> int | None:
    """Return where the responsibility to protect is named: the likeliest place."""
    places = [found.start() for found in re.finditer(r"responsib\w*", text, re.IGNORECASE)]

    def likely(place: int) -> int:
        near = "protect" in text[max(0, place - 130) : place + 345]
        return near + 2 * bool(TOWARDS.match(text, place))

    return max(places, key=likely, default=None)
