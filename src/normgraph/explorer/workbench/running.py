"""Running a reader's query: in a worker that can be killed, never on the explorer's store."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import streamlit as st

from normgraph.errors import EndpointError, LimitError, MissingGraphError, QueryError
from normgraph.explorer.loaded import Loaded
from normgraph.limited import Reply, Request
from normgraph.limited.background import pool_for
from normgraph.query.formats import RESULTS, formats_for
from normgraph.query.guard import checked
from normgraph.query.received import JSON, STATEMENTS, Received, read_answer

#: Of the answers that are kept for those who look at them again, all together; as terms they
#: take some ten times as much.
_KEPT_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query."""

    query: str
    form: str  #: select, ask, construct or describe; empty where it is none
    answer: Received | None  #: None after an error
    error: QueryError | None
    rows: int
    seconds: float
    size: int  #: bytes of the answer as it came


_known: OrderedDict[tuple[str, str], Outcome] = OrderedDict()
_KNOWING = threading.Lock()


def run(found: Loaded, query: str) -> Outcome:
    """Return what comes of ``query``; an answer that is still known is not asked for again."""
    key = (found.opened.manifest.version, query)
    with _KNOWING:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    outcome = _run(found, query)
    # A limit may be met because others ask at the same time.
    if not isinstance(outcome.error, LimitError):
        _keep(key, outcome)
    return outcome


def written(found: Loaded, query: str, form: str) -> bytes:
    """Return the answer to ``query`` as the endpoint writes it in the format ``form``.

    Raises
    ------
    QueryError
        When there is no answer.
    """
    return _ask(found, Request(query, form)).body


def _run(found: Loaded, query: str) -> Outcome:
    form = ""
    try:
        form = checked(query).form
        kind = JSON if formats_for(form) is RESULTS else STATEMENTS
        reply = _ask(found, Request(query, kind))
    except QueryError as error:
        return Outcome(query, form, None, error, 0, 0.0, 0)
    except MissingGraphError as error:
        return Outcome(query, form, None, QueryError(str(error)), 0, 0.0, 0)
    answer = read_answer(reply.body, form)
    return Outcome(query, form, answer, None, reply.rows, reply.seconds, len(reply.body))


def _ask(found: Loaded, request: Request) -> Reply:
    if found.opened.folder is None:
        return _ask_elsewhere(found, request)
    return pool_for(found.opened).ask(request, _client())


def _ask_elsewhere(found: Loaded, request: Request) -> Reply:
    """Return the answer of an endpoint, which has limits of its own.

    Raises
    ------
    QueryError
        When it does not answer.
    """
    from normgraph.remote.store import RemoteStore

    store = found.opened.store
    if not isinstance(store, RemoteStore):
        raise QueryError("This graph lies elsewhere, and there is no endpoint to ask.")
    begun = time.monotonic()
    try:
        body, rows = store.written(request.query, request.format)
    except EndpointError as error:
        raise QueryError(str(error)) from error
    return Reply(body, rows, time.monotonic() - begun)


def _client() -> str:
    """Return who asks, so that each visitor has a fair share: the address, if it is known."""
    return str(st.context.ip_address or "") if st.runtime.exists() else ""


def _keep(key: tuple[str, str], outcome: Outcome) -> None:
    with _KNOWING:
        _known[key] = outcome
        while sum(kept.size for kept in _known.values()) > _KEPT_BYTES and len(_known) > 1:
            _known.popitem(last=False)
