"""Long lists in pages, with links to the others: nothing is cut without saying so."""

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from normgraph.explorer import address
from normgraph.explorer.markup import bar, link, plain

T = TypeVar("T")

SIZE = 50


def sliced(items: Sequence[T], size: int = SIZE, *, name: str = "page") -> Sequence[T]:
    """Return the items on the page that the address asks for under ``name``."""
    start = (_current(len(items), size, name) - 1) * size
    return items[start : start + size]


def links(page: str, count: int, size: int = SIZE, *, name: str = "page") -> Markup:
    """Return which part of ``count`` items is shown, with links to the other pages.

    Parameters
    ----------
    page
        The page that the links lead to.
    count
        How many items there are.
    size
        How many of them stand on a page.
    name
        How the address calls the number, where a page has more than one such list.
    """
    last = max(1, -(-count // size))
    current = _current(count, size, name)
    start = (current - 1) * size
    told = plain(f"{start + 1:,} to {min(start + size, count):,} of {count:,}" if count else "")
    if last == 1:
        return Markup("")
    near = {1, last, *range(current - 2, current + 3)} & set(range(1, last + 1))
    numbers: list[Markup] = []
    for number in sorted(near):
        if number > 1 and number - 1 not in near:
            numbers.append(plain("…"))
        numbers.append(_link(page, number, name, current=number == current))
    return bar("Pages", [told, *numbers])


def _current(count: int, size: int, name: str) -> int:
    return min(max(address.number(name, 1), 1), max(1, -(-count // size)))


def _link(page: str, number: int, name: str, *, current: bool) -> Markup:
    choices = address.with_choices(**{name: number if number > 1 else ""})
    return link(str(number), address.page(page, **choices), current=current)
