"""A query in an address: short ones as they are, long ones packed."""

import base64
import binascii
import zlib

from normgraph.errors import QueryError
from normgraph.query.guard import LONGEST

#: From here on a text is packed: shorter ones can be read in the address.
_READABLE = 400
#: What servers and browsers on the way keep of an address.
MOST = 6000
#: Begins a packed text; no query begins so.
_PACKED = "~"


def packed(query: str) -> str | None:
    """Return ``query`` as an address holds it; None where it is too long for any address.

    >>> packed("ASK {}")
    'ASK {}'
    """
    if len(query) <= _READABLE and not query.startswith(_PACKED):
        return query
    squeezed = base64.urlsafe_b64encode(zlib.compress(query.encode(), 9)).decode()
    written = _PACKED + squeezed.rstrip("=")
    return written if len(written) <= MOST else None


def unpacked(written: str) -> str:
    """Return the query that an address holds.

    Raises
    ------
    QueryError
        When it holds none, because it was cut or changed.
    """
    if not written.startswith(_PACKED):
        return written
    told = (
        "This address holds no query: it was cut off or changed on its way. Ask whoever sent "
        "it for the whole address, or for the query as a file."
    )
    body = written.removeprefix(_PACKED)
    try:
        squeezed = base64.b64decode(body + "=" * (-len(body) % 4), "-_", validate=True)
        reader = zlib.decompressobj()
        # A few bytes can stand for very many.
        content = reader.decompress(squeezed, 4 * LONGEST + 1)
        query = content.decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise QueryError(told) from error
    if not reader.eof or len(query) > LONGEST:
        raise QueryError(told)
    return query
