"""Names completed over HTTP: what a reader means by the first letters, and nothing else."""

import json
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from normgraph import iri
from normgraph.build import build
from normgraph.endpoint import completion
from normgraph.store import Opened, open_graph
from served import served
from small import Tables

#: Asks every query, or reads every name.
pytestmark = pytest.mark.slow

HOSTILE = "Syria <b onclick=alert(1)>&amp;</b><script>"


@dataclass(frozen=True)
class Service:
    opened: Opened


@pytest.fixture(scope="module")
def address(opened):
    with served(completion.routes(Service(opened))) as running:
        yield f"{running.address}/complete"


def found(address, **parameters):
    with urlopen(f"{address}?{urlencode(parameters)}") as reply:
        assert reply.headers["content-type"] == "application/json"
        assert "access-control-allow-origin" not in reply.headers
        return json.load(reply)


def refused(address, **parameters):
    with pytest.raises(HTTPError) as error:
        urlopen(f"{address}?{urlencode(parameters)}")
    with error.value as reply:
        assert reply.code == 400
        return json.load(reply)["error"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("syria", "crisis/syria-2011"),
        ("Сирия", "state/SYR"),
        ("叙利亚", "state/SYR"),
        ("r2p", "norm/r2p"),
        ("security co", "organization/security-council"),
        ("S/RES/1973", "decision/S-RES-1973-2011"),
        ("genocde", "crime/genocide"),
    ],
)
def test_what_is_typed_is_found_by_any_of_its_names(address, typed, meant):
    answers = found(address, q=typed)
    assert meant in {iri.short(answer["iri"]) for answer in answers[:8]}


def test_each_answer_says_what_it_is(address):
    answer = next(
        answer for answer in found(address, q="Syria") if answer["iri"].endswith("syria-2011")
    )
    assert answer.keys() == {"iri", "label", "kind", "definition"}
    assert answer["label"] == "Syrian Arab Republic since 2011"
    assert answer["kind"] == "crisis"


def test_there_are_as_many_answers_as_asked_for(address):
    assert len(found(address, q="security", limit="3")) == 3
    assert len(found(address, q="security")) == completion.USUAL


@pytest.mark.parametrize("typed", ["", "s", "  \n", "%", "\0", "''"])
def test_too_little_finds_nothing(address, typed):
    assert found(address, q=typed) == []


def test_terms_of_the_ontology_are_not_among_the_things(address):
    assert all(iri.split(answer["iri"]) for answer in found(address, q="decision", limit="50"))


@pytest.mark.parametrize("limit", ["0", "51", "-1", "x", "1e1", "²", "9" * 5000, ""])
def test_a_bad_number_is_refused(address, limit):
    assert "from 1 to 50" in refused(address, q="syria", limit=limit)


def test_no_name_and_a_name_too_long_are_refused(address):
    assert "q=syria" in refused(address)
    assert "there may be 200" in refused(address, q="a" * 201)


def test_only_reading_is_possible(address):
    with pytest.raises(HTTPError) as error:
        urlopen(f"{address}?q=syria", data=b"")
    error.value.close()
    assert error.value.code == 405


def test_a_label_travels_as_it_is(tmp_path):
    tables = Tables(tmp_path / "data")
    tables.replace("states/State.csv", "SYR,Syria,", f"SYR,{HOSTILE},")
    build(data=tables.folder, home=tmp_path / "home")
    opened = open_graph(tmp_path / "home", in_memory=True)
    with served(completion.routes(Service(opened))) as running:
        answers = found(f"{running.address}/complete", q="syria")
    assert HOSTILE in {answer["label"] for answer in answers}
