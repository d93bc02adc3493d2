"""A line for each request: when, who, what, how it ended. The text of queries only if asked.

Addresses are written without what stands after the question mark, as queries stand there.
"""

import json
import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from normgraph.endpoint.service import Service

LOG = logging.getLogger("normgraph.endpoint")


class RequestLog:
    """Writes the line when the answer to a request has been sent."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request and note how."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status, size = time.perf_counter(), 0, 0

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        # Handlers write here what else belongs in the line.
        state = scope.setdefault("state", {})
        try:
            await self.app(scope, receive, noting)
        finally:
            self.service.counts[str(status or "broken")] += 1
            if LOG.isEnabledFor(logging.INFO):
                milliseconds = round((time.perf_counter() - started) * 1000, 1)
                LOG.info("%s", json.dumps(self._line(scope, state, status, size, milliseconds)))

    def _line(
        self, scope: Scope, state: dict[str, object], status: int, size: int, took: float
    ) -> dict[str, object]:
        client = scope.get("client")
        line: dict[str, object] = {
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "ms": took,
        }
        kept = (
            ("rows", "limit", "query")
            if self.service.settings.log_queries
            else ("rows", "limit")
        )
        return line | {name: state[name] for name in kept if state.get(name)}
