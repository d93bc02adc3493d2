"""Running readers' queries in processes that can be killed, within limits that hold.

The server asks a `Pool`; the pool has a host process that holds the graph; the host makes
workers, copies of itself that can reach neither network nor files, and each of them answers
one query at a time.
"""

from normgraph.limited.background import BackgroundPool, pool_for, source_of
from normgraph.limited.limits import Limits, Reply, Request, Source
from normgraph.limited.pool import Pool

__all__ = [
    "BackgroundPool",
    "Limits",
    "Pool",
    "Reply",
    "Request",
    "Source",
    "pool_for",
    "source_of",
]
