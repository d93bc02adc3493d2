"""What every exported result says of itself, in one place for all formats."""

from collections.abc import Mapping

from normgraph.analysis.result import Result
from normgraph.query.records import Source

#: Terms of the graph and of what is made from it; those of the sources stand beside each.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
CREATOR = "normgraph"


def provenance(result: Result[object]) -> Mapping[str, str]:
    """Return measure, n, sources, version and the rest as lines of text, by name."""
    parts = {
        "measure": result.measure,
        "reference": result.reference,
        "observations": f"{result.n} {result.unit}",
        "parameters": parameters(result),
        "sources": "; ".join(cited_sources(result)),
        "not_shown": " ".join(result.caveats),
        "graph_version": result.version or "not from a published graph",
        "licence": f"{LICENCE_NAME}, {LICENCE}",
        "creator": CREATOR,
    }
    return {name: text for name, text in parts.items() if text}


def parameters(result: Result[object]) -> str:
    """Return the parameters as ``name=value``, in their own order, separated by commas."""
    return ", ".join(f"{name}={value}" for name, value in result.parameters.items())


def cited_sources(result: Result[object]) -> tuple[str, ...]:
    """Return each source as a citation, or by its key where nothing more is known."""
    described = {source.key: source for source in result.documents}
    return tuple(
        source_citation(described[key]) if key in described else key for key in result.sources
    )


def source_citation(source: Source) -> str:
    """Return a document as a reader would look for it.

    >>> source_citation(Source("un-charter", "Charter", publisher="United Nations"))
    'United Nations: Charter'
    """
    if source.citation:
        return source.citation
    publisher = f"{source.publisher}: " if source.publisher else ""
    symbol = f", {source.symbol}" if source.symbol else ""
    day = f" ({source.date})" if source.date else ""
    return f"{publisher}{source.title}{symbol}{day}"
