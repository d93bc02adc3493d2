"""Queries made at random are answered as by the engine, or refused; none breaks the server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fuzzed import CHANGING, Verdict, by_engine, fuzzed
from tests.server_process import serving

pytestmark = pytest.mark.slow

NUMBER = 300


def asked(server, query):
    """Return status, body and format of the answer to a query."""
    wants = "CONSTRUCT" in query.upper() or "DESCRIBE" in query.upper()
    kind = "application/n-triples" if wants else "application/sparql-results+json"
    accept = f"{kind}, application/n-triples, application/sparql-results+json;q=0.9"
    status, body = server.ask(query, accept=accept)
    return status, body, "json" if body.startswith(b"{") else "nt"


def test_random_queries_are_answered_as_by_the_engine(home, opened, tmp_path):
    verdict = Verdict()
    with serving(home, tmp_path, "--seconds", "1", "--memory", "256") as server:
        queries = list(fuzzed(seed=6, number=NUMBER))
        with ThreadPoolExecutor(4) as together:
            answers = list(together.map(lambda query: asked(server, query), queries))
        assert server.process.poll() is None
        assert server.get("/healthz")[0] == 200
    for query, answer in zip(queries, answers, strict=True):
        verdict.add(opened.store, query, *answer)
    assert verdict.wrong == []
    assert verdict.counts["the same"] > NUMBER / 2, verdict.counts


def test_the_queries_ask_for_something(opened):
    answered = [
        by_engine(opened.store, query)
        for query in fuzzed(seed=1, number=30)
        if not CHANGING.search(query)
    ]
    assert sum(bool(one) for one in answered) > 5
