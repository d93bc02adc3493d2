"""Names reduced to what a searcher may be trusted to type: no case, no accents, no marks."""

import re
import unicodedata

#: Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ð": "d",
        "þ": "th",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        # Arabic: alef and yeh are written in several ways, and teh marbuta as heh.
        **dict.fromkeys("أإآٱ", "\N{ARABIC LETTER ALEF}"),
        "ى": "ي",
        "ة": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC TATWEEL}": "",
    }
)
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NO_SYMBOL = re.compile(r"[^a-z0-9]")
_RESOLUTION = re.compile(
    r"(?:(?:security council |unsc |un |sc )?(?:resolution|res|unscr|scr)\.? ?(?:no\.? ?)?)?"
    r"(\d{1,4})(?: ?\((?:19|20)\d\d\))?"
)


def folded(text: str) -> str:
    """Return ``text`` without case, accents and other marks.

    >>> folded("Côte d'Ivoire")
    "cote d'ivoire"
    >>> folded("Сирийская") == folded("сирииская")
    True
    """
    lowered = text.casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Return the words of ``text``, folded; Chinese, which has no blanks, in pairs of signs.

    >>> words("S/RES/1973 (2011)")
    ['s', 'res', '1973', '2011']
    >>> words("叙利亚")
    ['叙利', '利亚']
    """
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        if _HAN.fullmatch(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        else:
            found.append(_without_article(word))
    return found


def compact(symbol: str) -> str:
    """Return the letters and digits of a symbol, by which it is known however it is written.

    >>> compact("S/2011/612") == compact("s 2011 612")
    True
    """
    return _NO_SYMBOL.sub("", symbol.casefold())


def resolution_number(text: str) -> str | None:
    """Return the number if ``text`` names a resolution by it, or None.

    >>> resolution_number("Resolution 1973"), resolution_number("1973 (2011)")
    ('1973', '1973')
    >>> resolution_number("Syria") is None
    True
    """
    match = _RESOLUTION.fullmatch(folded(text).strip())
    return match.group(1) if match else None


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
