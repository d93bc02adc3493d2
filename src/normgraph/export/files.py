"""Choosing a writer by the name of the file."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import networkx as nx

from normgraph.analysis.result import Result
from normgraph.errors import NormgraphError, QueryError, suggestion
from normgraph.export import network, rdf
from normgraph.export.figure import write_svg
from normgraph.export.file import write_whole
from normgraph.export.report import json_text
from normgraph.export.table import write_csv
from normgraph.store import Opened, open_graph

#: By format: the ending of file names.
GRAPH_ENDINGS = {name: ending for name, (_, ending, _) in rdf.FORMATS.items()}
#: The documentation of the ontology, a page.
_PAGE = "html"
RESULT_ENDINGS = {"csv": ".csv", "json": ".json", "svg": ".svg", **network.FORMATS}


def write_graph_file(opened: Opened, path: Path, form: str | None = None) -> list[Path]:
    """Write the whole graph, or the documentation of its ontology, and return what was written.

    Raises
    ------
    QueryError
        When neither ``form`` nor the ending of the name is a format of graphs.
    NormgraphError
        When the graph is damaged or the file cannot be written.
    """
    chosen = _format(path, form, {**GRAPH_ENDINGS, _PAGE: ".html"})
    if chosen == _PAGE:
        write_whole(path, _documentation(opened).encode())
    else:
        rdf.write_graph(opened, path, chosen)
    return [path]


def write_result_file(
    result: Result[object], path: Path, form: str | None = None
) -> list[Path]:
    """Write a result to ``path`` and return what was written.

    Raises
    ------
    QueryError
        When neither ``form`` nor the ending of the name is a format of results.
    NormgraphError
        When the result has no such form, or the file cannot be written.
    """
    chosen = _format(path, form, RESULT_ENDINGS)
    if chosen == "csv":
        return [path, write_csv(result, path)]
    if chosen == "json":
        write_whole(path, json_text(result).encode())
    elif chosen == "svg":
        write_svg(result, path)
    elif (found := network.network_of(result.value)) is not None:
        drawn: Result[nx.Graph[str]] = replace(result, value=found)  # type: ignore[assignment]
        network.write_network(drawn, path, chosen)
    else:
        known = ", ".join(sorted(set(RESULT_ENDINGS) - set(network.FORMATS)))
        raise QueryError(f"{result.measure} is no network; write it as one of {known}.")
    return [path]


def _documentation(opened: Opened) -> str:
    if find_spec("jinja2") is None:
        raise NormgraphError("Pages need Jinja. Run: pip install normgraph[export]")
    from normgraph.export.ontology_page import ontology_html

    # It reads the whole graph some hundred times over, which from the disk takes a minute.
    held = open_graph(opened.folder.parent.parent, in_memory=True) if opened.folder else opened
    return ontology_html(held)


def _format(path: Path, form: str | None, endings: dict[str, str]) -> str:
    if form is None:
        for name, ending in endings.items():
            if path.suffix.lower() == ending:
                return name
        known = ", ".join(sorted(endings.values()))
        raise QueryError(f"The ending of {path.name} tells no format here. Use one of {known}.")
    if form not in endings:
        known = ", ".join(sorted(endings))
        hint = suggestion(form, endings)
        raise QueryError(f"There is no format {form!r} here; choose of {known}.{hint}")
    return form
