"""Writing an export whole or not at all, and text that any reader can take."""

import os
import re
import tempfile
from pathlib import Path

from normgraph.errors import NormgraphError

#: What XML 1.0 cannot hold, even escaped: control characters, surrogates, non-characters.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step, so that no reader sees half a file.

    Raises
    ------
    NormgraphError
        When the place cannot be written; what was there before is untouched.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise NormgraphError(_refusal(path, error)) from error
    work = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        work.chmod(0o666 & ~_umask())
        work.replace(path)
    except OSError as error:
        work.unlink(missing_ok=True)
        raise NormgraphError(_refusal(path, error)) from error
    except BaseException:
        work.unlink(missing_ok=True)
        raise


def legible(text: str) -> str:
    r"""Return ``text`` as XML can hold it and read it back.

    What XML forbids becomes U+FFFD, which shows that something was there; line ends become
    line feeds, as every XML reader makes them.

    >>> legible("a\x00b\r\nc")
    'a�b\nc'
    """
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refusal(path: Path, error: OSError) -> str:
    why = os.strerror(error.errno) if error.errno else str(error)
    return f"{path} cannot be written: {why}. Name another place."
