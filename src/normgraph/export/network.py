"""Networks as GraphML and GEXF, which Gephi and most other programs open."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import networkx as nx

from normgraph.analysis.result import Result
from normgraph.errors import NormgraphError, QueryError, UnknownNameError
from normgraph.export.file import legible, write_whole
from normgraph.export.provenance import CREATOR, provenance

FORMATS = {"graphml": ".graphml", "gexf": ".gexf"}

#: GEXF 1.2 is what Gephi has read since 0.8, and networkx reads.
_GEXF = "http://www.gexf.net/1.2draft"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

Value = bool | int | float | str


def network_of(value: object) -> "nx.Graph[str] | None":
    """Return the network that a value is, or that it holds as ``network``; None without."""
    found = value if isinstance(value, nx.Graph) else getattr(value, "network", None)
    return found if isinstance(found, nx.Graph) else None


def described_network(result: Result[object]) -> "nx.Graph[str]":
    """Return a copy of the network that a result holds, with its provenance as attributes.

    Raises
    ------
    QueryError
        When the result holds no network.
    """
    found = network_of(result.value)
    if found is None:
        raise QueryError(f"{result.measure} is no network. Ask for the result instead.")
    described = found.copy()
    described.graph.update(provenance(result))
    return described


def write_network(result: Result["nx.Graph[str]"], path: Path, format_: str) -> None:
    """Write a network to ``path`` as graphml or gexf, with its provenance inside.

    Raises
    ------
    UnknownNameError
        When there is no such format.
    NormgraphError
        When ``path`` cannot be written, or an attribute is neither text nor number.
    """
    write_whole(path, network_bytes(result, format_))


def network_bytes(result: Result["nx.Graph[str]"], format_: str) -> bytes:
    """Return a network as graphml or gexf: nodes and edges sorted, attributes typed.

    Provenance stands in the attributes of the graph in GraphML, in the description in GEXF.

    Raises
    ------
    UnknownNameError
        When there is no such format.
    NormgraphError
        When an attribute is neither text nor number.
    """
    if format_ not in FORMATS:
        raise UnknownNameError("format of networks", format_, FORMATS)
    network = _cleaned(result)
    return _graphml(network) if format_ == "graphml" else _gexf(network)


def _cleaned(result: Result["nx.Graph[str]"]) -> "nx.Graph[str]":
    """Return a copy in sorted order whose texts XML can hold.

    Raises
    ------
    NormgraphError
        When that makes two nodes one.
    """
    source = result.value
    network: nx.Graph[str] = nx.DiGraph() if source.is_directed() else nx.Graph()
    network.graph.update({k: legible(v) for k, v in provenance(result).items()})
    for node in sorted(source):
        network.add_node(legible(node), **_plain(source.nodes[node]))
    ends = list(source.edges())
    if not source.is_directed():
        ends = [(min(edge), max(edge)) for edge in ends]
    for one, other in sorted(ends):
        network.add_edge(legible(one), legible(other), **_plain(source.edges[one, other]))
    if len(network) != len(source):
        raise NormgraphError("Two nodes differ only by characters that XML cannot hold.")
    return network


def _plain(attributes: Mapping[str, object]) -> dict[str, Value]:
    """Return attributes in the order of names, without those that have no value.

    Raises
    ------
    NormgraphError
        When a value is neither text nor number.
    """
    plain: dict[str, Value] = {}
    for name, value in sorted(attributes.items()):
        if isinstance(value, str):
            plain[name] = legible(value)
        elif isinstance(value, bool | int | float):
            plain[name] = value
        elif value is not None:
            kind = type(value).__name__
            message = f"The attribute {name!r} is a {kind}; networks carry text and numbers."
            raise NormgraphError(message)
    return plain


def _graphml(network: "nx.Graph[str]") -> bytes:
    buffer = BytesIO()
    nx.write_graphml_xml(network, buffer, named_key_ids=True)
    return buffer.getvalue() + b"\n"


def _gexf(network: "nx.Graph[str]") -> bytes:
    """Return GEXF; networkx's own writer stamps the day and drops graph attributes."""
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.2"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = CREATOR
    ET.SubElement(meta, "description").text = "\n".join(
        f"{name}: {text}" for name, text in network.graph.items()
    )
    kind = "directed" if network.is_directed() else "undirected"
    graph = ET.SubElement(root, "graph", {"defaultedgetype": kind, "mode": "static"})
    node_ids = _declare(graph, "node", (a for _, a in network.nodes(data=True)), {"label"})
    edge_ids = _declare(graph, "edge", (a for _, _, a in network.edges(data=True)), {"weight"})
    nodes = ET.SubElement(graph, "nodes", {"count": str(network.number_of_nodes())})
    for node, attributes in network.nodes(data=True):
        label = str(attributes.get("label", node))
        element = ET.SubElement(nodes, "node", {"id": node, "label": label})
        _values(element, attributes, node_ids)
    edges = ET.SubElement(graph, "edges", {"count": str(network.number_of_edges())})
    for number, (one, other, attributes) in enumerate(network.edges(data=True)):
        ends = {"id": str(number), "source": one, "target": other}
        weight = {"weight": repr(attributes["weight"])} if "weight" in attributes else {}
        _values(ET.SubElement(edges, "edge", ends | weight), attributes, edge_ids)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _declare(
    graph: ET.Element, class_: str, things: Iterable[dict[str, Value]], builtin: set[str]
) -> dict[str, str]:
    """Declare the attributes that ``things`` have and return their identifiers by name.

    Raises
    ------
    NormgraphError
        When one attribute has values of two types.
    """
    types: dict[str, str] = {}
    for attributes in things:
        for name, value in attributes.items():
            if (
                name not in builtin
                and types.setdefault(name, _TYPES[type(value)]) != _TYPES[type(value)]
            ):
                message = f"The attribute {name!r} of {class_}s is of more than one type."
                raise NormgraphError(message)
    if types:
        declared = ET.SubElement(graph, "attributes", {"class": class_, "mode": "static"})
        for name in sorted(types):
            described = {"id": f"{class_}-{name}", "title": name, "type": types[name]}
            ET.SubElement(declared, "attribute", described)
    return {name: f"{class_}-{name}" for name in types}


def _values(element: ET.Element, attributes: dict[str, Value], ids: dict[str, str]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in attributes.items():
        if name in ids:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": ids[name], "value": text})
