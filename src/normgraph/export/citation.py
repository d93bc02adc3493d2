"""How to cite the graph and what was found in it."""

import re

from normgraph.analysis.result import Result
from normgraph.export.provenance import LICENCE_NAME, cited_sources, parameters

_TITLE = "normgraph: a knowledge graph of actors, norms and crises in atrocity prevention"
_AUTHOR = "normgraph contributors"
_URL = "https://w3id.org/normgraph"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


def plain_citation(result: Result[object]) -> str:
    """Return a citation of the graph's version, the measure and every source."""
    sources = "".join(f"\n- {source}" for source in cited_sources(result))
    rests = f"\nIt rests on:{sources}" if sources else ""
    chosen = parameters(result)
    return (
        f"{_AUTHOR}. {_TITLE}. {_version(result.version)}. {_URL}. {LICENCE_NAME}.\n"
        f"Measure: {result.measure}{f' ({chosen})' if chosen else ''}; "
        f"n = {result.n} {result.unit}. {result.reference}{rests}\n"
    )


def bibtex(result: Result[object]) -> str:
    """Return the same as an entry for BibTeX or BibLaTeX, and one for each source."""
    entry = _entry(
        f"normgraph-{result.version[:12] or 'unpublished'}",
        {
            "author": f"{{{_AUTHOR}}}",
            "title": _escaped(_TITLE),
            "version": result.version,
            "url": _URL,
            "note": _escaped(f"{result.measure}; {parameters(result)}; {LICENCE_NAME}"),
        },
    )
    described = [
        _entry(
            source.key,
            {
                "author": f"{{{_escaped(source.publisher)}}}" if source.publisher else "",
                "title": _escaped(source.title),
                "date": source.date,
                "number": _escaped(source.symbol),
                "url": source.url,
                "note": _escaped(source.citation),
            },
        )
        for source in result.documents
    ]
    return "\n".join([entry, *described])


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _version(version: str) -> str:
    return f"Version {version}" if version else "Not from a published graph"


def _escaped(text: str) -> str:
    one_line = re.sub(r"\s+", " ", text).strip()
    return "".join(_SPECIAL.get(character, character) for character in one_line)
