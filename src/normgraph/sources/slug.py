"""Readable keys from wordings."""

import re
import unicodedata
from hashlib import sha256

#: Longest key; a longer one is cut and ends in eight digits of a hash.
LONGEST = 80
_HASH = 8


def slug(text: str) -> str:
    """Return the key of a heading: its words in small letters, joined by hyphens.

    Wordings that differ only in case, accents, blanks or punctuation have one key. A key
    of more than 80 characters is cut at a word, at 71 characters or before, and followed
    by the first eight hexadecimal digits of the sha256 of the uncut key, so that two
    headings with one beginning stay apart.

    >>> slug("The situation in Côte d'Ivoire")
    'the-situation-in-cote-d-ivoire'
    >>> len(slug("a long heading " * 9))
    75
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(whole) <= LONGEST:
        return whole
    digest = sha256(whole.encode()).hexdigest()[:_HASH]
    cut = whole[: LONGEST - _HASH]
    return f"{cut.rpartition('-')[0] or cut[:-1]}-{digest}"
