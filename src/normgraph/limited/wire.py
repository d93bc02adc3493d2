"""Messages between processes of ours: a head in JSON and bytes after it."""

import json
import struct
from asyncio import IncompleteReadError, StreamReader
from socket import socket
from typing import Any

_SIZES = struct.Struct("!IQ")


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return the bytes of a message."""
    written = json.dumps(head).encode()
    return _SIZES.pack(len(written), len(body)) + written + body


def receive(connection: socket) -> tuple[dict[str, Any], bytes] | None:
    """Wait for a message and return head and body; None when the other side has closed."""
    sizes = _exactly(connection, _SIZES.size)
    if sizes is None:
        return None
    head_size, body_size = _SIZES.unpack(sizes)
    head, body = _exactly(connection, head_size), _exactly(connection, body_size)
    return None if head is None or body is None else (json.loads(head), body)


async def receive_from(reader: StreamReader) -> tuple[dict[str, Any], bytes] | None:
    """Wait for a message, without blocking others, and return head and body."""
    try:
        head_size, body_size = _SIZES.unpack(await reader.readexactly(_SIZES.size))
        head = await reader.readexactly(head_size)
        return json.loads(head), await reader.readexactly(body_size)
    except (IncompleteReadError, ConnectionError):
        return None


def _exactly(connection: socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
