"""Networks as files: what was written is what is read, and it says where it is from."""

# What is parsed here, normgraph wrote a moment before.
# ruff: noqa: S314

import string
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normgraph.analysis.registry import analyze
from normgraph.analysis.result import Result
from normgraph.errors import NormgraphError, UnknownNameError
from normgraph.export.file import legible
from normgraph.export.network import FORMATS, network_bytes, write_network
from normgraph.export.provenance import LICENCE

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
HOSTILE = [
    "<script>alert(1)</script>",
    "]]>&lt;&amp;",
    "a\x00b\x1bc\ufffe",
    "line\r\nend\ttab",
    "\u202egnp.exe",
    '=HYPERLINK("http://example.org")',
    "'\"`",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    "x" * 10_000,
]


def result(network, **changes):
    parts = {
        "value": network,
        "measure": "share",
        "reference": "Somebody (1963)",
        "n": 3,
        "unit": "decisions",
        "sources": ("record",),
        "parameters": {"from": "2011-01-01"},
        "caveats": ("It does not show <why>.",),
        "version": "f" * 64,
    }
    return Result(**(parts | changes))


def small(labels=("Alpha", "Beta", "Gamma")):
    network = nx.Graph()
    for number, label in enumerate(labels):
        network.add_node(f"N{number}", label=label, permanent=number == 0, ballots=number)
    network.add_edge("N1", "N0", weight=1 / 3, shared=3, agreed=1)
    return network


def read(content, format_, tmp_path):
    path = tmp_path / f"network.{format_}"
    path.write_bytes(content)
    return READERS[format_](path)


def comparable(network):
    nodes = {node: dict(attributes) for node, attributes in network.nodes(data=True)}
    edges = {
        frozenset((one, other)): {k: v for k, v in attributes.items() if k != "id"}
        for one, other, attributes in network.edges(data=True)
    }
    return nodes, edges


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_read_is_what_was_written(format_, tmp_path):
    back = read(network_bytes(result(small()), format_), format_, tmp_path)
    assert comparable(back) == comparable(small())


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("label", HOSTILE, ids=lambda label: ascii(label[:12]))
def test_hostile_labels_come_back_as_text(format_, label, tmp_path):
    back = read(network_bytes(result(small([label, label])), format_), format_, tmp_path)
    assert [back.nodes[node]["label"] for node in ("N0", "N1")] == [legible(label)] * 2


@pytest.mark.parametrize("format_", FORMATS)
@given(st.lists(st.text(), min_size=2, max_size=4))
def test_any_label_gives_a_file_that_an_xml_parser_reads(format_, labels):
    content = network_bytes(result(small(labels)), format_)
    assert ET.fromstring(content).tag.endswith(format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_nodes_may_bear_any_name(format_, tmp_path):
    network = nx.Graph([("<a>&", 'b"')])
    back = read(network_bytes(result(network), format_), format_, tmp_path)
    assert set(back) == {"<a>&", 'b"'}


@pytest.mark.parametrize("format_", FORMATS)
def test_source_version_parameters_and_licence_are_inside(format_):
    text = "".join(ET.fromstring(network_bytes(result(small()), format_)).itertext())
    for part in ("record", "f" * 64, "from=2011-01-01", LICENCE, "3 decisions", "<why>"):
        assert part in text


def test_graphml_keeps_provenance_as_attributes_of_the_graph(tmp_path):
    back = read(network_bytes(result(small()), "graphml"), "graphml", tmp_path)
    assert back.graph["graph_version"] == "f" * 64
    assert back.graph["reference"] == "Somebody (1963)"


@pytest.mark.parametrize("format_", FORMATS)
@given(st.randoms())
def test_bytes_do_not_depend_on_the_order_of_insertion(format_, chance):
    network = small(string.ascii_uppercase[:6])
    network.add_edges_from([("N3", "N2"), ("N5", "N0"), ("N4", "N1")])
    shuffled = nx.Graph()
    nodes, edges = list(network.nodes(data=True)), list(network.edges(data=True))
    shuffled.add_nodes_from(chance.sample(nodes, len(nodes)))
    shuffled.add_edges_from(
        (*chance.sample((one, other), 2), a)
        for one, other, a in chance.sample(edges, len(edges))
    )
    assert network_bytes(result(shuffled), format_) == network_bytes(result(network), format_)


def test_gephi_finds_types_and_weight_in_gexf():
    root = ET.fromstring(network_bytes(result(small()), "gexf"))
    space = {"g": "http://www.gexf.net/1.2draft"}
    types = {a.get("title"): a.get("type") for a in root.iterfind(".//g:attribute", space)}
    assert types == {
        "permanent": "boolean",
        "ballots": "long",
        "shared": "long",
        "agreed": "long",
    }
    assert root.find(".//g:edge", space).get("weight") == repr(1 / 3)
    assert root.find(".//g:meta", space).get("lastmodifieddate") is None


@pytest.mark.parametrize("format_", FORMATS)
def test_an_attribute_without_a_value_is_left_out(format_, tmp_path):
    network = nx.Graph()
    network.add_node("N0", label="Alpha", group=None)
    network.add_node("N1", label="Beta", group="x")
    back = read(network_bytes(result(network), format_), format_, tmp_path)
    assert "group" not in back.nodes["N0"]
    assert back.nodes["N1"]["group"] == "x"


def test_a_list_is_refused_in_words():
    network = nx.Graph()
    network.add_node("N0", names=["a", "b"])
    with pytest.raises(NormgraphError, match="'names' is a list"):
        network_bytes(result(network), "gexf")


def test_names_that_xml_makes_alike_are_refused():
    with pytest.raises(NormgraphError, match="differ only"):
        network_bytes(result(nx.Graph([("a\x00", "a\x01")])), "graphml")


def test_an_unknown_format_is_named_with_the_nearest(tmp_path):
    with pytest.raises(UnknownNameError, match="Did you mean 'gexf'"):
        write_network(result(small()), tmp_path / "n.gefx", "gefx")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_real_network_of_2011_comes_back(opened, format_, tmp_path):
    found = analyze(opened, "voting-network", **{"from": "2011", "to": "2011"})
    write_network(found, tmp_path / "council", format_)
    assert comparable(READERS[format_](tmp_path / "council")) == comparable(found.value)
