"""When two names are the same name: word order, articles, abbreviations, forms of state."""

import re

from normgraph.query.folding import folded, words

#: A name reduced to what tells it from others: its words in alphabetical order.
Key = tuple[str, ...]

_SHORT_FORMS = {
    "st": "saint",
    "ste": "sainte",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "sts": "states",
    "isl": "islands",
    "ssr": "soviet socialist republic",
}
#: Articles and prepositions of the languages of the United Nations.
_LITTLE = frozenset(
    words(
        "a an and at by d da das de del della des di do du e el et for from in l la las le les "
        "los o of on or s the to y и"
    )
)
#: Words for a form of state. Without them "Republic of Rwanda" is Rwanda: two states with one
#: name are seldom in being at one time unless such words tell them apart.
_FORMS = frozenset(
    words(
        "arab bolivarian commonwealth cooperative democratic duchy federal federated "
        "federation federative grand hashemite independent islamic kingdom plurinational "
        "principality "
        "republic state states sultanate "
        "arabe bolivariana bolivarienne democratica democratico democratique ducado emirat "
        "emirato estado etat federale federal federativa federative gran hachemita hachemite "
        "independant independiente islamica islamique plurinacional principado principaute "
        "reino republica republique royaume sultanat sultanato "
        "арабская великое герцогство государство демократическая исламская княжество "
        "королевство независимое республика султанат федеративная "
        "الجمهورية جمهورية المملكة مملكة دولة الديمقراطية "
        "الاتحادية سلطنة إمارة العربية الإسلامية"
    )
)
#: Words for a form of state that states within other states bore as well (the Socialist
#: Republic of Croatia), or that were fought over: they make nobody sure.
_DOUBTFUL_FORMS = frozenset(
    words(
        "peoples people socialist soviet popular populaire socialista socialiste sovietica "
        "sovietique народная народно социалистическая советская социалистических "
        "الشعبية الاشتراكية"
    )
)
_ISLAMIC = frozenset(words("islamic islamica islamique исламская الإسلامية"))
_REPUBLIC = frozenset(words("republic republica republique республика الجمهورية جمهورية"))
#: What is no name by itself: the United Kingdom and the United States share no stem.
_UNITED = frozenset(words("united uni unis unies unido unidos unida unidas"))
_DIRECTIONS = frozenset(words("north south east west northern southern eastern western"))
_CHINESE_FORMS = re.compile("联邦|联合|民主|阿拉伯|伊斯兰|共和国|王国|公国|大公国|酋长国")
_CHINESE_DOUBTFUL = re.compile("人民|社会主义")
_POSSESSIVE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}`]s\\b")
#: Words in brackets, those of Chinese as well.
_ASIDE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*")
_INITIAL = re.compile(r"\b[A-Z]")


def key(name: str) -> Key:
    """Return what is left of a name when order, articles and short forms are left out.

    >>> key("Congo, Democratic Republic of the") == key("Democratic Republic of the Congo")
    True
    >>> key("St. Lucia") == key("Saint Lucia")
    True
    """
    short = words(_POSSESSIVE.sub("s", name))
    found = {one for word in short for one in _SHORT_FORMS.get(word, word).split()}
    return tuple(sorted(found - _LITTLE or found))


def stem(name: str) -> Key:
    """Return the key of a name without asides and without words for a form of state.

    >>> stem("Congo (Leopoldville)"), stem("Democratic Republic of the Congo")
    (('congo',), ('congo',))
    """
    bare = _ASIDE.sub(" ", name).strip() or name
    bare = _CHINESE_DOUBTFUL.sub("", _CHINESE_FORMS.sub("", folded(bare))) or bare
    found = key(bare)
    left = tuple(word for word in found if word not in _FORMS | _DOUBTFUL_FORMS)
    return left if set(left) - _UNITED else found


def undirected(name: str) -> Key:
    """Return the stem without points of the compass, or nothing if it has none.

    >>> undirected("West Germany"), undirected("Germany")
    (('germany',), ())
    """
    found = stem(name)
    left = tuple(word for word in found if word not in _DIRECTIONS)
    return left if left != found else ()


def is_told_apart_by_an_aside(name: str) -> bool:
    """Return whether only words in brackets tell a name from the bare name of a state.

    >>> is_told_apart_by_an_aside("Congo (Leopoldville)")
    True
    >>> is_told_apart_by_an_aside("Iran (Islamic Republic of)")
    False
    """
    aside = "".join(_ASIDE.findall(name))
    return (
        bool(aside)
        and not set(key(aside)) & _FORMS
        and key(_ASIDE.sub(" ", name)) == stem(name)
    )


def is_bare(name: str) -> bool:
    """Return whether a name says nothing of a form of state.

    >>> is_bare("Korea"), is_bare("Republic of Korea")
    (True, False)
    """
    return stem(name) == key(name)


def names_one_form(name: str) -> bool:
    """Return whether the form of state in a name leaves no doubt that a state is meant.

    An Islamic State without a republic may be an armed group, a socialist or people's
    republic may be a part of a state.

    >>> names_one_form("Kingdom of Belgium"), names_one_form("Islamic State of Iraq")
    (True, False)
    """
    if _CHINESE_DOUBTFUL.search(name):
        return False
    found = frozenset(key(name))
    if found & _DOUBTFUL_FORMS or (found & _ISLAMIC and not found & _REPUBLIC):
        return False
    return not is_bare(name)


def initials(name: str) -> str:
    """Return the capitals at which words of a longer English name begin, or nothing.

    >>> initials("United Arab Republic"), initials("Upper Volta")
    ('UAR', '')
    """
    found = "".join(_INITIAL.findall(name))
    return found if len(found) > 2 else ""
