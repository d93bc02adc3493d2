"""Choosing, of what there is, what a client would rather have (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: Ranges of an Accept header that are read; no client sends as many.
_MOST = 100


class _Range(NamedTuple):
    type: str
    subtype: str
    quality: float

    def fits(self, media: str) -> int:
        """Return how exactly this range names ``media``: 0 not at all, 3 to the letter."""
        type_, _, subtype = media.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 3
        if (self.type, self.subtype) == (type_, "*"):
            return 2
        return int((self.type, self.subtype) == ("*", "*"))


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return which of the media types ``offered`` an Accept header prefers, or None.

    Of several liked equally it is the one offered first; without a header, the first.

    >>> preferred("text/turtle;q=0.9, application/ld+json", ["text/html", "text/turtle"])
    'text/turtle'
    >>> preferred("image/png", ["text/html"]) is None
    True
    """
    if not accept.strip():
        return offered[0]
    ranges = [found for part in accept.split(",")[:_MOST] for found in _read(part)]
    liked = [(_quality(ranges, media), -place) for place, media in enumerate(offered)]
    best, place = max(liked)
    return offered[-place] if best > 0 else None


def _quality(ranges: Iterable[_Range], media: str) -> float:
    """Return how much a media type is liked: the most exact range that names it decides."""
    fitting = [(each.fits(media), each.quality) for each in ranges if each.fits(media)]
    return max(fitting)[1] if fitting else 0.0


def _read(part: str) -> Iterable[_Range]:
    """Yield the range that a part of the header means; nothing where it means none."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    type_, slash, subtype = name.partition("/")
    if not (type_ and slash and subtype):
        return
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            quality = _number(value.strip())
    yield _Range(type_, subtype, quality)


def _number(written: str) -> float:
    """Return a quality from 0 to 1; what is none such is no wish for the type."""
    whole, _, fraction = written.partition(".")
    if whole not in {"0", "1"} or len(fraction) > 3 or not (fraction or "0").isdecimal():
        return 0.0
    return min(float(f"{whole}.{fraction or 0}"), 1.0) if written.isascii() else 0.0
