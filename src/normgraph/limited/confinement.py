"""Taking from a process what a query does not need: files, network, memory without end.

A process that can open no file descriptor can open no file and no socket, on every POSIX
system and for every user. A network of its own, where the system grants one, and a limit of
zero bytes on what it writes stand behind that.
"""

import ctypes
import os
import resource
import signal
import sys
import time
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38


def confine(memory: int) -> None:
    """Take files, network and memory beyond ``memory`` more bytes from this process, for good.

    Sockets and files that are open stay usable.
    """
    os.chdir("/")
    if sys.platform == "linux":
        _leave_network()
        resource.setrlimit(resource.RLIMIT_AS, (address_space() + memory,) * 2)
    # No more processes either; of these the system lets its first user have any number.
    for limit in (
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NOFILE,
        resource.RLIMIT_NPROC,
    ):
        resource.setrlimit(limit, (0, 0))


def die_with_parent() -> None:
    """Have the system kill this process when the one that made it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def address_space() -> int:
    """Return the bytes of address space that this process has."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    return int(pages) * resource.getpagesize()


def processor_seconds(pid: int) -> float:
    """Return the time that a process has spent on a processor; by the clock elsewhere."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii")
    except OSError:
        return time.monotonic()
    # After the name, which may hold anything, in parentheses.
    counted = told.rpartition(")")[2].split()
    return (int(counted[11]) + int(counted[12])) / os.sysconf("SC_CLK_TCK")


def _leave_network() -> None:
    """Enter a network without any other host, where the system lets this user have one."""
    library = ctypes.CDLL(None)
    if library.unshare(_NEW_NETWORK) != 0:
        library.unshare(_NEW_USER | _NEW_NETWORK)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
