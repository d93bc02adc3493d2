"""Figures: what the explorer shows and what is exported are one object.

`figure` turns a result into a Vega-Lite specification with its frame: the question, how to
read it, what it does not show, n, sources and version. The explorer draws the specification
in the browser; `svg` draws the same one into a file with the frame around it.
"""

import json
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from normgraph.analysis.result import Result
from normgraph.errors import NormgraphError
from normgraph.export import (  # noqa: F401 - each registers its pictures
    agreement_pictures,
    answer_pictures,
    coalition_pictures,
    council_pictures,
    crisis_pictures,
    diffusion_pictures,
    literature_pictures,
    network_pictures,
    norm_pictures,
    power_pictures,
    response_pictures,
    veto_pictures,
)
from normgraph.export.file import legible, write_whole
from normgraph.export.picture import Specification, picture
from normgraph.export.provenance import CREATOR, LICENCE, cited_sources, parameters, provenance

_SVG = "http://www.w3.org/2000/svg"
_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CC = "http://creativecommons.org/ns#"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_MARGIN = 24  #: pixels
#: Mean width of a character as a share of the font size, for breaking lines: a little wide,
#: so that text of capitals and digits stays inside.
_CHARACTER = 0.52
_VEGA_LITE = "6.4"
#: More sources than these would be longer than the picture.
_MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a result and what must be said with it."""

    question: str
    how_to_read: str
    not_shown: tuple[str, ...]  #: one sentence each
    observations: str  #: n and what one observation is
    sources: tuple[str, ...]  #: citations
    version: str  #: of the graph
    alternative: str  #: the picture in words, for those who do not see it
    specification: Specification


def figure(result: Result[object]) -> Figure:
    """Return the figure of ``result``.

    Raises
    ------
    NormgraphError
        When there is none for such a value.
    """
    drawn = picture(result.value, result)
    chosen = parameters(result)
    return Figure(
        question=drawn.question,
        how_to_read=drawn.how_to_read,
        not_shown=result.caveats,
        observations=f"n = {result.n} {result.unit}{f' ({chosen})' if chosen else ''}",
        sources=cited_sources(result),
        version=result.version,
        alternative=drawn.alternative,
        specification=_cleaned(drawn.specification),
    )


def can_draw() -> bool:
    """Return whether what draws figures into files is installed."""
    return find_spec("vl_convert") is not None


def write_svg(result: Result[object], path: Path) -> None:
    """Write the figure of ``result`` to ``path`` as SVG, with its frame.

    Raises
    ------
    NormgraphError
        When there is no such figure, the place cannot be written, or what draws figures is
        not installed.
    """
    write_whole(path, svg(result).encode())


def png(result: Result[object]) -> bytes:
    """Return the figure of ``result`` as PNG, twice as fine as a screen.

    Raises
    ------
    NormgraphError
        When there is no such figure, or what draws figures is not installed.
    """
    written = svg(result)
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(written, scale=2)
    return drawn


def svg(result: Result[object]) -> str:
    """Return the figure of ``result`` as SVG: question, picture, limits, sources, version.

    Nothing in it is fetched from anywhere and nothing in it can run.

    Raises
    ------
    NormgraphError
        When there is no such figure, or what draws figures is not installed.
    """
    drawn = figure(result)
    picture = ET.fromstring(_picture(drawn.specification))  # noqa: S314 - our own drawing
    _renumber(picture)
    width = max(640.0, float(picture.attrib["width"])) + 2 * _MARGIN
    page = _Page(width)
    page.write(drawn.question, size=20, weight="bold")
    page.write(f"How to read it: {drawn.how_to_read}", size=13)
    page.place(picture)
    page.write("What it does not show", size=13, weight="bold")
    for sentence in drawn.not_shown:
        page.write(f"\u2013 {sentence}", size=12)
    page.skip(6)
    page.write(drawn.observations, size=12)
    page.write(f"Measure: {result.measure}. {result.reference}", size=12)
    page.write(f"Sources: {_told(drawn.sources)}", size=12)
    version = drawn.version or "not from a published graph"
    page.write(f"{CREATOR}, graph version {version}. {LICENCE}", size=11)
    return _document(page, drawn, provenance(result))


def _told(sources: tuple[str, ...]) -> str:
    """Return the sources in words; of very many the number, for the file names each."""
    if len(sources) <= _MOST_SOURCES:
        return "; ".join(sources)
    return f"{len(sources)} documents, each of which the metadata of this file name"


def _cleaned(part: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the specification with texts that XML can hold."""
    if isinstance(part, str):
        return legible(part)
    if isinstance(part, Mapping):
        return {key: _cleaned(value) for key, value in part.items()}
    return [_cleaned(value) for value in part] if isinstance(part, list | tuple) else part


def _picture(specification: Specification) -> str:
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        message = "Figures cannot be drawn here yet. Run: pip install normgraph[export]"
        raise NormgraphError(message) from error
    drawn: str = vl_convert.vegalite_to_svg(
        json.dumps(specification), vl_version=_VEGA_LITE, allowed_base_urls=[]
    )
    return drawn


def _renumber(picture: ET.Element) -> None:
    """Give clips numbers from 0, for Vega goes on where it ended in the drawing before."""
    clips = [each for each in picture.iter(f"{{{_SVG}}}clipPath") if "id" in each.attrib]
    names = {f"url(#{clip.attrib['id']})": f"clip{n}" for n, clip in enumerate(clips)}
    for clip, name in zip(clips, names.values(), strict=True):
        clip.set("id", name)
    for element in picture.iter():
        if element.get("clip-path", "") in names:
            element.set("clip-path", f"url(#{names[element.attrib['clip-path']]})")


class _Page:
    """An SVG that grows downwards, line by line."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = float(_MARGIN)
        self.elements: list[ET.Element] = []

    def write(self, text: str, *, size: int, weight: str = "normal") -> None:
        """Add a paragraph, broken to the width of the page."""
        room = int((self.width - 2 * _MARGIN) / (size * _CHARACTER))
        element = ET.Element(
            f"{{{_SVG}}}text",
            {"font-family": _FONT, "font-size": str(size), "font-weight": weight},
        )
        for line in textwrap.wrap(legible(text), room) or [""]:
            self.height += size * 1.35
            place = {"x": str(_MARGIN), "y": f"{self.height:.1f}"}
            ET.SubElement(element, f"{{{_SVG}}}tspan", place).text = line
        self.height += 4
        self.elements.append(element)

    def place(self, picture: ET.Element) -> None:
        """Add a drawing as it is."""
        self.skip(10)
        picture.set("x", str(_MARGIN))
        picture.set("y", f"{self.height:.1f}")
        self.elements.append(picture)
        self.height += float(picture.attrib["height"])
        self.skip(10)

    def skip(self, pixels: int) -> None:
        """Leave room."""
        self.height += pixels


def _document(page: _Page, drawn: Figure, described: Mapping[str, str]) -> str:
    for prefix, name in (("", _SVG), ("dc", _DC), ("rdf", _RDF), ("cc", _CC)):
        ET.register_namespace(prefix, name)
    width, height = f"{page.width:.0f}", f"{page.height + _MARGIN:.0f}"
    root = ET.Element(
        f"{{{_SVG}}}svg",
        {
            "width": width,
            "height": height,
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": "figure-title figure-description",
        },
    )
    ET.SubElement(root, f"{{{_SVG}}}title", {"id": "figure-title"}).text = legible(
        drawn.question
    )
    ET.SubElement(root, f"{{{_SVG}}}desc", {"id": "figure-description"}).text = legible(
        drawn.alternative
    )
    root.append(_metadata(drawn, described))
    ground = {"width": "100%", "height": "100%", "fill": "white"}
    ET.SubElement(root, f"{{{_SVG}}}rect", ground)
    root.extend(page.elements)
    written = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _metadata(drawn: Figure, described: Mapping[str, str]) -> ET.Element:
    """Return the provenance as Inkscape and other programs keep it: Dublin Core in RDF."""
    metadata = ET.Element(f"{{{_SVG}}}metadata")
    rdf = ET.SubElement(metadata, f"{{{_RDF}}}RDF")
    work = ET.SubElement(rdf, f"{{{_CC}}}Work", {f"{{{_RDF}}}about": ""})
    ET.SubElement(work, f"{{{_DC}}}title").text = legible(drawn.question)
    ET.SubElement(work, f"{{{_DC}}}creator").text = CREATOR
    ET.SubElement(work, f"{{{_DC}}}identifier").text = drawn.version
    ET.SubElement(work, f"{{{_DC}}}description").text = "\n".join(
        f"{name}: {legible(text)}" for name, text in described.items()
    )
    for source in drawn.sources:
        ET.SubElement(work, f"{{{_DC}}}source").text = legible(source)
    ET.SubElement(work, f"{{{_CC}}}license", {f"{{{_RDF}}}resource": LICENCE})
    return metadata
