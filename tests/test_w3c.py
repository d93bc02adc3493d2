"""The W3C's tests of SPARQL 1.1, over HTTP, against the endpoint as it is served.

The suite is read where it lies and not copied. `w3c_exceptions.toml` explains each failure.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, Store
from rdflib import Graph

from conftest import reference_folder
from normgraph.query.guard import checked
from serving import asked, endpoint_of
from w3c_answers import MEDIA_TYPES, Answer, read, read_file, same
from w3c_suite import (
    BASE,
    FEDERATION,
    FORMATS,
    Case,
    cases,
    iri_of,
    quads,
    query_folders,
    short,
    statements,
)

pytestmark = [pytest.mark.slow, pytest.mark.reference]

SUITE = reference_folder() / "w3c" / "sparql11"
EXCEPTIONS = tomllib.loads(Path(__file__).with_name("w3c_exceptions.toml").read_text("utf-8"))
WAYS = ("get", "form", "direct")

QUERIES = cases(SUITE, *query_folders(SUITE), *FORMATS) if SUITE.is_dir() else []
FEDERATED = cases(SUITE, *FEDERATION) if SUITE.is_dir() else []


class DiffersError(AssertionError):
    """The endpoint does not do what the suite expects."""


def marks(case: Case) -> list[pytest.MarkDecorator]:
    """Return what makes a listed test fail if it passes, or if it fails in another way."""
    exception = EXCEPTIONS.get(short(case.iri))
    if exception is None:
        return []
    return [pytest.mark.xfail(raises=DiffersError, strict=True, reason=exception["reason"])]


def of_kind(*endings: str) -> pytest.MarkDecorator:
    """Return what runs a test for each case of some kinds, each in another way to ask."""
    chosen = [case for case in QUERIES if case.kind.endswith(endings)]
    found = [
        pytest.param(case, way, id=short(case.iri), marks=marks(case))
        for case, way in zip(chosen, WAYS * len(chosen), strict=False)
    ]
    return pytest.mark.parametrize(("case", "way"), found)


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve all data of the suite, each file as the graph of its name.

    A request names the graphs that its test is about, as the protocol has it.
    """
    paths = {path for case in QUERIES for path in case.dataset.default}
    paths |= {path for case in QUERIES for _, path in case.dataset.named}
    graphs = [(iri_of(path), path) for path in sorted(paths)]
    # A good query has it in its FROM clause; no file has this name.
    graphs.append((f"{BASE}syntax-query/file", min(paths)))
    with endpoint_of(quads(graphs), tmp_path_factory.mktemp("suite")) as url:
        yield url


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve no statement."""
    with endpoint_of((), tmp_path_factory.mktemp("nothing")) as url:
        yield url


@of_kind("PositiveSyntaxTest11")
def test_a_good_query_is_taken(suite, case, way):
    response = asked(suite, case.based, "*/*", way)
    if response.status != 200:
        raise DiffersError(f"{response.status}: {response.text}")


@of_kind("NegativeSyntaxTest11")
def test_a_bad_query_is_refused(suite, case, way):
    response = asked(suite, case.query.read_bytes(), "*/*", way)
    assert response.status == 400, response.text


@of_kind("EvaluationTest", "FormatTest")
def test_an_answer_is_the_expected_one(request, case, way):
    url = request.getfixturevalue("suite" if has_data(case) else "nothing")
    expected = read_file(case.result, case.base)
    response = asked(url, case.based, accepted(case, expected), way, case.fields)
    assert response.status == 200, response.text
    found = read(response.body, response.media_type)
    if not same(expected, found, ordered=case.is_ordered and case.result.suffix != ".ttl"):
        raise DiffersError(f"expected {expected}, not {found}")


def has_data(case: Case) -> bool:
    return bool(case.dataset.fields)


def accepted(case: Case, expected: Answer) -> str:
    """Return the media type in which the suite gives the answer to ``case``.

    A table that it tells in RDF is asked for in JSON.
    """
    told_in_rdf = case.result.suffix == ".ttl" and not isinstance(expected, Graph)
    return MEDIA_TYPES[".srj" if told_in_rdf else case.result.suffix]


@pytest.mark.parametrize(
    "endings", [("EvaluationTest", "FormatTest"), ("PositiveSyntaxTest11",)]
)
def test_the_guard_lets_every_good_query_pass(endings):
    good = [case for case in QUERIES if case.kind.endswith(endings)]
    assert len(good) > 60
    for case in good:
        assert checked(case.query.read_bytes().decode("utf-8")).form


listed = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=short(case.iri))
        for case in QUERIES
        if short(case.iri) in EXCEPTIONS
    ],
)


@listed
def test_what_is_laid_to_the_engine_is_the_engines_own(case):
    store = Store()
    for path in case.dataset.default:
        store.extend(statements(path))
    store.extend(quads(case.dataset.named))
    if case.result is None:
        with pytest.raises(RuntimeError, match="not supported"):
            store.query(case.query.read_text("utf-8"), base_iri=case.base)
        return
    expected = read_file(case.result, case.base)
    media_type = accepted(case, expected)
    results = store.query(case.query.read_text("utf-8"), base_iri=case.base)
    body = results.serialize(format=QueryResultsFormat.from_media_type(media_type))
    assert not same(expected, read(body, media_type), ordered=False)


def test_the_table_lists_no_test_that_is_not_in_the_suite():
    assert set(EXCEPTIONS) <= {short(case.iri) for case in QUERIES}


@pytest.mark.parametrize(
    ("chosen", "total", "goal"),
    [
        pytest.param(
            lambda case: case.result and case.folder not in FORMATS, 225, 215, id="eval"
        ),
        pytest.param(lambda case: case.folder in FORMATS, 10, 8, id="formats"),
        pytest.param(lambda case: case.kind == "PositiveSyntaxTest11", 63, 62, id="good"),
        pytest.param(lambda case: case.kind == "NegativeSyntaxTest11", 40, 40, id="bad"),
    ],
)
def test_as_many_pass_as_are_aimed_at(chosen, total, goal):
    """Count on paper: that each test that is not listed passes is what the tests above show."""
    names = [short(case.iri) for case in QUERIES if chosen(case)]
    assert len(names) == total
    assert sum(name not in EXCEPTIONS for name in names) >= goal


@pytest.mark.parametrize("case", FEDERATED, ids=lambda case: short(case.iri))
def test_what_would_ask_another_server_is_refused(nothing, case):
    """These ten tests are counted apart: the endpoint federates with nobody, by design."""
    response = asked(nothing, case.based, "*/*")
    assert response.status == 403
    assert "SERVICE" in response.text
