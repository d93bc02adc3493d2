"""The graph at a SPARQL 1.1 endpoint, asked the same questions as the one on this machine.

`connect` opens it; queries and analyses take what it returns as they take the embedded
store. `transport` carries one exchange, which ends in time and size whatever the other side
does; `endpoint` asks again where that can help, and says what went wrong where it cannot;
`answers` reads what came.
"""

from normgraph.remote.connection import connect
from normgraph.remote.transport import Limits

__all__ = ["Limits", "connect"]
