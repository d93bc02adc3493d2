"""A query as a request of the SPARQL Protocol, which SPARQLWrapper writes."""

import urllib.request
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from SPARQLWrapper import GET, POST, SPARQLWrapper

#: Longest query in an address, in characters; servers and proxies cut longer addresses.
_LONGEST_ADDRESS = 1500


@dataclass(frozen=True, slots=True)
class Question:
    """What an endpoint is asked, and in which formats it may answer."""

    query: str  #: nothing, to ask for its description
    form: str  #: select, ask, construct or describe
    wanted: tuple[str, ...]  #: media types, the most welcome first

    def request(self, address: str) -> urllib.request.Request:
        """Return the request to the endpoint at ``address``, long queries by POST."""
        parts = urlsplit(address)
        wrapper = _Wrapper(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")))
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            wrapper.addParameter(name, value)
        # Set and not guessed: SPARQLWrapper looks for the form by regular expressions.
        wrapper.queryString, wrapper.queryType = self.query, self.form.upper()
        wrapper.setMethod(POST if len(self.query) > _LONGEST_ADDRESS else GET)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", ", ".join(self.wanted))
        if not self.query:
            header = {"Accept": ", ".join(self.wanted), "User-Agent": wrapper.agent}
            return urllib.request.Request(address, headers=header)  # noqa: S310 - checked
        return wrapper.request()


class _Wrapper(SPARQLWrapper):
    """Makes requests only: sending, waiting and reading have limits that are ours."""

    def __init__(self, address: str) -> None:
        site = "https://w3id.org/normgraph/"
        super().__init__(address, agent=f"normgraph/{version('normgraph')} ({site})")

    def request(self) -> urllib.request.Request:
        """Return the request that SPARQLWrapper would send."""
        return self._createRequest()
