"""The graph as files: everything comes back, the version is inside, bytes do not vary."""

import hashlib
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph

from normgraph.build import build
from normgraph.errors import MissingGraphError, NormgraphError, UnknownNameError
from normgraph.export.provenance import LICENCE
from normgraph.export.rdf import FORMATS, RELEASE, graph_bytes, write_graph
from normgraph.store import open_graph
from small import Tables

#: Labels that a careless writer would break.
HOSTILE = 'Syria ""quoted"" \\ <b>&amp;</b> {""@id"": 1},{ ٱلْعَرَبِيَّة 中文'


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    tables = Tables(tmp_path_factory.mktemp("data"))
    tables.replace("states/State.csv", "SYR,Syria,", f'SYR,"{HOSTILE}",')
    home = tmp_path_factory.mktemp("small")
    build(data=tables.folder, home=home)
    return open_graph(home)


def built(opened):
    return set(parse(path=str(opened.folder / "graph.nq"), format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("format_", ["nquads", "trig", "jsonld"])
def test_every_statement_comes_back_with_its_source(small, format_):
    back = set(parse(graph_bytes(small, format_), format=FORMATS[format_][0]))
    assert {quad for quad in back if quad.graph_name != RELEASE} == built(small)


def test_turtle_holds_the_union_and_says_that_it_does(small):
    written = graph_bytes(small, "turtle")
    back = {quad.triple for quad in parse(written, format=RdfFormat.TURTLE)}
    of_release = {t for t in back if "normgraph/release/" in str(t.subject)}
    assert back - of_release == {quad.triple for quad in built(small)}
    assert b"union of all named graphs" in written.partition(b"@prefix")[0]


def test_without_comments_the_sha256_of_nquads_is_the_version(small):
    lines = graph_bytes(small, "nquads").splitlines(keepends=True)
    rest = b"".join(line for line in lines if not line.startswith(b"#"))
    assert hashlib.sha256(rest).hexdigest() == small.manifest.version


@pytest.mark.parametrize("format_", FORMATS)
def test_version_and_licence_are_inside(small, format_):
    text = graph_bytes(small, format_).decode()
    assert small.manifest.version in text
    assert LICENCE in text


# rdflib 7.6 uses its own deprecated class in these two parsers.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("format_", "rdflib_name"), [("nquads", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_as_many_statements_in_each_graph(small, format_, rdflib_name):
    dataset = Dataset()
    dataset.parse(data=graph_bytes(small, format_), format=rdflib_name)
    count = sum(
        len(graph) for graph in dataset.graphs() if str(graph.identifier) != RELEASE.value
    )
    assert count == small.manifest.quads


def test_rdflib_reads_the_turtle(small):
    graph = Graph().parse(data=graph_bytes(small, "turtle"), format="turtle")
    described = {s for s in graph.subjects() if "normgraph/release/" in str(s)}
    assert len(graph) - sum(len(list(graph.predicate_objects(s))) for s in described) == (
        small.manifest.triples
    )


def test_the_bytes_do_not_depend_on_the_hash_seed(small):
    program = (
        "import hashlib, pathlib, sys; from normgraph.store import open_graph;"
        "from normgraph.export.rdf import FORMATS, graph_bytes;"
        "opened = open_graph(pathlib.Path(sys.argv[1]));"
        "print([hashlib.sha256(graph_bytes(opened, name)).hexdigest() for name in FORMATS])"
    )
    home = str(small.folder.parent.parent)
    told = {
        subprocess.run(
            [sys.executable, "-c", program, home],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_an_unknown_format_is_named_with_the_nearest(small, tmp_path):
    with pytest.raises(UnknownNameError, match="Did you mean 'turtle'"):
        write_graph(small, tmp_path / "graph", "turtel")
    assert not list(tmp_path.iterdir())


def test_a_damaged_graph_is_not_exported(tmp_path):
    tables = Tables(tmp_path / "data")
    build(data=tables.folder, home=tmp_path / "home")
    opened = open_graph(tmp_path / "home")
    graph = opened.folder / "graph.nq"
    graph.write_bytes(graph.read_bytes()[:-100])
    with pytest.raises(MissingGraphError, match="damaged"):
        write_graph(opened, tmp_path / "graph.nq", "nquads")


def test_a_place_that_cannot_be_written_is_told(small, tmp_path):
    with pytest.raises(NormgraphError, match="No such file or directory"):
        write_graph(small, tmp_path / "missing" / "graph.nq", "nquads")


def test_a_failed_export_leaves_what_was_there(small, tmp_path):
    place = tmp_path / "graph.nq"
    place.mkdir()
    with pytest.raises(NormgraphError, match="cannot be written"):
        write_graph(small, place, "nquads")
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.slow
def test_the_real_graph_comes_back(opened):
    back = set(parse(graph_bytes(opened, "trig"), format=RdfFormat.TRIG))
    assert {quad for quad in back if quad.graph_name != RELEASE} == built(opened)
