"""Readers' queries run in processes that are stopped at their limits and replaced."""

import asyncio
import os
import resource
import signal
from pathlib import Path

import pytest

from normgraph.errors import LimitError, MissingGraphError, QueryError, RefusedQueryError
from normgraph.limited import Limits, Pool, Request, Source

#: Starts servers, or asks every query.
pytestmark = pytest.mark.slow

MANY = 400
E = "http://example.org/"
#: More work than any computer does in the time of a test.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
SHORT = "SELECT ?o { <http://example.org/1> ?p ?o }"
ONE = {"workers": 1, "patience": 0.02, "seconds": 0.5, "long": 2, "long_per_client": 1}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("limited") / "graph.nq"
    lines = [f'<{E}{i}> <{E}p> "{i}" <{E}g{i % 2}> .\n' for i in range(MANY)]
    path.write_text("".join(lines))
    return Source(files=((str(path), ""),), quads=MANY)


def run(source, limits, what):
    """Return what ``what`` gives with an open pool."""

    async def within():
        pool = Pool(source, limits)
        await pool.open()
        try:
            return await what(pool)
        finally:
            await pool.close()

    return asyncio.run(asyncio.wait_for(within(), 60))


def ask(source, query, form="json", limits=None, **more):
    return run(source, limits, lambda pool: pool.ask(Request(query, form, **more)))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_every_format(source, form):
    reply = ask(source, r'SELECT ?s ("a,\n\"{<b>" AS ?t) { ?s ?p ?o } LIMIT 7', form)
    assert reply.rows == 7


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_statements_are_counted_in_every_format(source, form):
    query = "PREFIX e: <http://example.org/> CONSTRUCT { ?s e:p ?o } { ?s e:p ?o } LIMIT 5"
    assert ask(source, query, form).rows == 5


def test_the_default_graph_is_the_union_unless_graphs_are_named(source):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert f'"value":"{MANY}"'.encode() in ask(source, count).body
    half = ask(source, count, default_graphs=("http://example.org/g1",))
    assert f'"value":"{MANY // 2}"'.encode() in half.body
    named = ask(source, count, named_graphs=("http://example.org/g1",))
    assert b'"value":"0"' in named.body


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", {}),
        ("ASK FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }", {}),
        ("ASK { ?s ?p ?o }", {"default_graphs": ("http://127.0.0.1:9/",)}),
    ],
)
def test_graphs_that_are_not_here_are_refused(source, query, more):
    with pytest.raises(RefusedQueryError, match="There is no graph <"):
        ask(source, query, **more)


@pytest.mark.parametrize(
    ("query", "limits", "limit"),
    [
        (ENDLESS, Limits(**ONE), "time"),
        ("SELECT * { ?s ?p ?o }", Limits(rows=MANY - 1), "rows"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=MANY - 1), "rows"),
        ("SELECT * { ?s ?p ?o }", Limits(bytes=1000), "bytes"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Limits(bytes=1000), "bytes"),
        (
            "SELECT (GROUP_CONCAT(?x; SEPARATOR='') AS ?y) { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f "
            'BIND("0123456789012345678901234567890123456789" AS ?x) }',
            Limits(memory=64 << 20),
            "memory",
        ),
    ],
    ids=["time", "rows", "statements", "bytes", "bytes of statements", "memory"],
)
def test_a_query_that_meets_a_limit_has_no_answer_and_is_told_which(
    source, query, limits, limit
):
    form = "turtle" if query.startswith("CONSTRUCT") else "json"

    async def twice(pool):
        with pytest.raises(LimitError) as met:
            await pool.ask(Request(query, form))
        return met.value, await pool.ask(Request("ASK { ?s ?p ?o }", "json"))

    error, after = run(source, limits, twice)
    assert error.limit == limit
    assert b"true" in after.body


def test_exactly_as_many_rows_as_may_be_are_given(source):
    assert ask(source, "SELECT * { ?s ?p ?o }", limits=Limits(rows=MANY)).rows == MANY


def test_short_queries_are_answered_while_long_ones_run(source):
    async def crowded(pool):
        endless = [
            asyncio.create_task(pool.ask(Request(ENDLESS, "json"), client))
            for client in ("a", "a", "a", "b", "c")
        ]
        for _ in range(20):
            await pool.ask(Request(SHORT, "json"), "d")
        assert not any(task.done() for task in endless)
        return await asyncio.gather(*endless, return_exceptions=True), pool.state()

    limits = Limits(**ONE | {"seconds": 3, "long": 5, "long_per_client": 3})
    ended, state = run(source, limits, crowded)
    assert [error.limit for error in ended] == ["time"] * 5
    assert state["long_running"] == state["waiting"] == state["waiting_long"] == 0


def test_a_client_waits_behind_his_own_long_queries_alone(source):
    async def crowded(pool):
        greedy = [
            asyncio.create_task(pool.ask(Request(ENDLESS, "json"), "greedy")) for _ in range(3)
        ]
        modest = asyncio.create_task(pool.ask(Request(ENDLESS, "json"), "modest"))
        done, _ = await asyncio.wait({*greedy, modest}, return_when=asyncio.ALL_COMPLETED)
        assert len(done) == 4
        return [task.exception().limit for task in (*greedy, modest)], pool.counts["long"]

    limits, long = run(source, Limits(**ONE), crowded)
    # One ran, one ran after it, and for the third there was no room in the time there is.
    assert sorted(limits[:3]) in (["queue", "time", "time"], ["time"] * 3)
    assert limits[3] == "time"
    assert long == 4


@pytest.mark.parametrize(
    ("limits", "limit"),
    [(Limits(**ONE, queue=0), "queue"), (Limits(**ONE, queue_per_client=1), "share")],
)
def test_who_would_wait_too_long_is_sent_away(source, limits, limit):
    async def crowded(pool):
        asked = [asyncio.create_task(pool.ask(Request(SHORT, "json"), "a")) for _ in range(9)]
        return await asyncio.gather(*asked, return_exceptions=True)

    ended = run(source, limits, crowded)
    refused = [error for error in ended if isinstance(error, LimitError)]
    assert {error.limit for error in refused} == {limit}
    assert all(error.retry_after for error in refused)


def test_a_query_that_nobody_waits_for_is_stopped(source):
    async def leave(pool):
        asking = asyncio.create_task(pool.ask(Request(ENDLESS, "json")))
        while pool.state()["long_running"] == 0:
            await asyncio.sleep(0.01)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        return pool.state(), await pool.ask(Request(SHORT, "json"))

    state, reply = run(source, Limits(**ONE | {"seconds": 60}), leave)
    assert state["long_running"] == 0
    assert reply.rows == 1


@pytest.mark.parametrize("victim", ["worker", "host"])
def test_a_process_that_is_killed_is_replaced(source, victim):
    async def kill(pool):
        await pool.ask(Request(SHORT, "json"))
        host = pool.host
        children = Path(f"/proc/{host}/task/{host}/children").read_text().split()
        os.kill(int(children[0]) if victim == "worker" else host, signal.SIGKILL)
        refused = set()
        while True:
            try:
                reply = await pool.ask(Request(SHORT, "json"))
            except LimitError as error:
                refused.add(error.limit)
                await asyncio.sleep(0.02)
            else:
                if victim == "worker" or pool.host != host:
                    return reply, pool.counts["hosts_lost"], refused

    reply, lost, refused = run(source, Limits(workers=1), kill)
    assert reply.rows == 1
    assert lost == (victim == "host")
    assert refused <= {"ready", "memory"}


def children(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


async def until(holds) -> None:
    """Return as soon as it holds; `run` fails when that takes too long."""
    while not holds():
        await asyncio.sleep(0.01)


def test_one_client_never_has_more_long_queries_than_its_share(source):
    async def crowded(pool):
        asking = [
            asyncio.create_task(pool.ask(Request(ENDLESS, "json"), client))
            for client in ("greedy", "greedy", "greedy", "modest")
        ]
        most = 0
        while not all(task.done() for task in asking):
            most = max(most, pool._long["greedy"])
            await asyncio.sleep(0.005)
        await asyncio.gather(*asking, return_exceptions=True)
        return most

    assert run(source, Limits(**ONE), crowded) == 1


def test_who_has_gone_does_not_count_as_waiting(source):
    async def impatient(pool):
        endless = asyncio.create_task(pool.ask(Request(ENDLESS, "json"), "a"))
        await until(lambda: not pool._idle)
        asked = [asyncio.create_task(pool.ask(Request(SHORT, "json"), "b")) for _ in range(2)]
        await until(lambda: pool.state()["waiting"] == 2)
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        waiting = pool.state()["waiting"]
        again = asyncio.create_task(pool.ask(Request(SHORT, "json"), "b"))
        endless.cancel()
        return waiting, await again

    limits = Limits(**ONE | {"patience": 30, "queue_per_client": 2})
    waiting, reply = run(source, limits, impatient)
    assert waiting == 0
    assert reply.rows == 1


def test_a_worker_for_somebody_who_has_gone_is_ended(source):
    async def gone(pool):
        make = pool._link.make

        def made_too_late():
            made = make()
            made.add_done_callback(lambda _: fresh.cancel())
            return made

        pool._link.make = made_too_late
        fresh = asyncio.create_task(pool.fresh())
        await asyncio.gather(fresh, return_exceptions=True)
        await until(lambda: len(children(pool.host)) == 1)
        return fresh.cancelled()

    assert run(source, Limits(workers=1), gone)


def test_a_host_that_is_being_started_ends_with_the_pool(source):
    async def closed_too_soon():
        pool = Pool(source, Limits(workers=1))
        await pool.open()
        before = set(children(os.getpid()))
        os.kill(pool.host, signal.SIGKILL)
        await until(lambda: set(children(os.getpid())) - before)
        await pool.close()
        return set(children(os.getpid())) - before

    assert asyncio.run(asyncio.wait_for(closed_too_soon(), 60)) == set()


def test_a_worker_comes_although_there_was_no_room_for_an_open_file(source):
    async def crowded(pool):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        met = asyncio.get_running_loop().create_future()
        take = pool._link._take

        def taking(message, files):
            if "worker" in message and not met.done():
                met.set_result(len(files))
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            take(message, files)

        pool._link._take = taking
        made = pool._link.make()
        resource.setrlimit(resource.RLIMIT_NOFILE, (4, hard))
        try:
            received = await met
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return received, await made

    received, worker = run(source, Limits(workers=1), crowded)
    assert received == 0
    assert worker.pid


def test_nothing_is_left_when_a_pool_has_closed(source):
    async def hosted(pool):
        return pool.host

    host = run(source, None, hosted)
    assert not Path(f"/proc/{host}").exists()


def test_a_mistake_is_told_with_its_place(source):
    with pytest.raises(QueryError, match="line 2, column 8"):
        ask(source, "ASK {\n ?s ?p }", graphs=())


def test_a_graph_that_is_not_whole_is_not_served(source):
    with pytest.raises(MissingGraphError, match=f"{MANY} statements, not 7"):
        ask(Source(files=source.files, quads=7), "ASK {}")
    with pytest.raises(MissingGraphError, match="cannot be served"):
        ask(Source(files=(("/nowhere.nq", ""),)), "ASK {}")
