"""Every request of the hostile corpus, sent to a real server: refused or stopped, and told."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pyoxigraph
import pytest

from normgraph.errors import NormgraphError
from normgraph.query.guard import checked
from tests.attacking import (
    Canary,
    aimed,
    digest_of,
    fault,
    fault_of_bytes,
    memory_of,
    send,
    send_bytes,
)
from tests.hostile import (
    GROWING,
    HARMLESS,
    RUNNING,
    SERVICES,
    Attack,
    exhausting,
    reaching_out,
)
from tests.hostile_bytes import all_bytes
from tests.server_process import serving, until

# One server takes it all; a crash in one attack shows in those after it.
pytestmark = pytest.mark.slow

#: What runs until its limit; each of the others is over in a moment. The benchmark tries all.
LONG = {*RUNNING, *GROWING}
TRIED = {
    "count of a product",
    "order of a product",
    "values multiplied",
    "any path",
    "stars in stars",
    "exists over everything",
    "digests of a product",
    "construct of a product",
    "everything",
    "flood of a product",
    "concat doubled 33 times",
    "replace that grows",
    "long strings, many",
}
LOOKUP = "SELECT * { <https://w3id.org/normgraph/id/state/RUS> ?p ?o }"

#: Answered when the server's patience ends, which is tested by itself.
WAITS = {"length of 10^15"}


@pytest.fixture(scope="module")
def canary():
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return the working directory of the server, with a file that nobody may read."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.ttl").write_text("<urn:secret> <urn:secret> <urn:secret> .\n")
    return folder


@pytest.fixture(scope="module")
def server(home, place):
    with serving(home, place, "--seconds", "1", "--memory", "256") as server:
        yield server


@pytest.fixture(scope="module")
def nothing_happens(home, place, server, canary):
    """Look, after all attacks, for what they may have left behind."""
    written = digest_of(home), digest_of(place)
    held = memory_of(server.pid)
    yield
    assert server.process.poll() is None, "the server has died"
    assert canary.calls == []
    assert (digest_of(home), digest_of(place)) == written
    until(lambda: memory_of(server.pid) < 1.2 * held)
    log = "".join(server.lines)
    assert "/sparql" in log
    assert "SERVICE" not in log, "the log tells what was asked"
    assert "Traceback" not in log


@pytest.fixture
def aim(canary, place):
    return partial(aimed, canary=canary, file=place / "secret.ttl", name="test")


def quick_ones():
    return [one for one in (*reaching_out(), *exhausting()) if one.name not in LONG]


@pytest.mark.usefixtures("nothing_happens")
@pytest.mark.parametrize("attack", quick_ones(), ids=lambda attack: attack.name)
def test_it_is_refused_and_told_why(server, aim, attack):
    answer = send(server.port, attack, aim)
    assert fault(attack, answer) == "", answer.body[:300]
    assert server.get("/healthz")[0] == 200


@pytest.mark.usefixtures("nothing_happens")
def test_what_would_run_for_ever_is_stopped_while_health_answers(server, aim):
    attacks = [one for one in exhausting() if one.name in TRIED]
    with ThreadPoolExecutor(4) as together:
        sent = [together.submit(send, server.port, one, aim) for one in attacks]
        while not all(one.done() for one in sent):
            assert server.get("/healthz")[0] == 200
        answers = [one.result() for one in sent]
    faults = {
        attack.name: (told, answer.status, answer.body[:200])
        for attack, answer in zip(attacks, answers, strict=True)
        if (told := fault(attack, answer))
    }
    assert faults == {}


@pytest.mark.usefixtures("nothing_happens")
def test_lookups_of_others_go_on_while_five_queries_run_away(server):
    with ThreadPoolExecutor(5) as together:
        query = RUNNING["values multiplied"]
        away = [together.submit(server.ask, query, origin="127.0.0.2") for _ in range(5)]
        until(lambda: server.metrics()["normgraph_long_running"])
        answered = 0
        while not any(one.done() for one in away):
            status, _ = server.ask(LOOKUP)
            assert status == 200
            answered += 1
        ended = [one.result() for one in away]
    assert answered > 1
    assert {status for status, _ in ended} == {504}
    assert all(b"stopped after 1 seconds" in body for _, body in ended)
    assert server.metrics()["normgraph_long_running"] == 0


@pytest.mark.usefixtures("nothing_happens")
@pytest.mark.parametrize(
    "one", [one for one in all_bytes() if one.name not in WAITS], ids=lambda one: one.name
)
def test_abuse_of_http_is_answered_as_such(server, canary, one):
    sent = one.sent.replace(b"PORT", str(canary.port).encode())
    answers = send_bytes(server.port, sent, one.answers)
    assert fault_of_bytes(one, answers) == "", answers
    assert server.get("/healthz")[0] == 200


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS)
def test_what_only_looks_like_an_attack_is_answered(server, query):
    status, body = server.ask(query)
    assert status == 200, body


def test_the_canary_hears_the_engine_when_nobody_guards_it(canary):
    """What the other tests find silent must be able to sound."""
    query = aimed(SERVICES["service"], canary, "", "unguarded")
    with pytest.raises(OSError, match=r"."):
        list(pyoxigraph.Store().query(query))
    until(lambda: canary.calls)
    assert b"GET /unguarded" in canary.calls.pop() or not canary.calls


@pytest.mark.parametrize("query", SERVICES.values(), ids=SERVICES)
def test_no_way_to_ask_another_server_passes_the_guard(aim, query):
    with pytest.raises((NormgraphError, SyntaxError)):
        # What the guard takes for no clause must be none for the engine either.
        pyoxigraph.Store().query(checked(aim(query)).text)


def test_the_list_is_no_shorter_than_that_of_the_design():
    names = [one.name for one in (*reaching_out(), *exhausting(), *all_bytes())]
    assert len(names) == len(set(names)) >= 82
    assert {one.family for one in reaching_out()} == {"reach"}
    assert isinstance(next(reaching_out()), Attack)
