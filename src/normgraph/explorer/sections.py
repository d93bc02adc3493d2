"""A page in sections: a bar of links, and the section that the address names."""

from collections.abc import Callable, Mapping

from normgraph.explorer import address, frame
from normgraph.explorer.loaded import Loaded, graph
from normgraph.explorer.markup import bar, link
from normgraph.explorer.references import References
from normgraph.explorer.view import Part, draw

#: By the key in the address, "" for the first: what a section is called, and what it shows.
Sections = Mapping[str, tuple[str, Callable[[Loaded, References], list[Part]]]]


def show(page: str, title: str, lead: str, sections: Sections) -> None:
    """Show a page of sections.

    Parameters
    ----------
    page
        What the address calls it.
    title, lead
        Heading, and the sentence below it.
    sections
        In the order of the bar.
    """
    found = graph()
    frame.begin(title, lead)
    wanted = address.chosen("show")
    if wanted not in sections:
        wanted = ""
    links = [
        link(name, address.page(page, show=key), current=key == wanted)
        for key, (name, _) in sections.items()
    ]
    refs = References(found)
    draw([bar("Sections", links), *sections[wanted][1](found, refs), refs.listed()])
    frame.end(found)
